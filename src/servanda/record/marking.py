"""Who may see a statement, as it says itself: its level, to whom it is releasable, until when not.

The levels are those of the Traffic Light Protocol, version 2.0 (FIRST, 2022), from the widest to
the narrowest circle. What they mean for a reader is decided in one place, `store.access`.
"""

from dataclasses import dataclass
from typing import Literal, get_args

from servanda.language.near_miss import did_you_mean
from servanda.language.record_clause import (
    EmbargoClause,
    MarkingClause,
    ProtectedClause,
    ReleasableClause,
)
from servanda.language.tree import Statement
from servanda.record.complaint import Building, error
from servanda.record.moment import end_of, first_instant
from servanda.record.setting import every, only
from servanda.values.calendar import Calendar
from servanda.values.instant import Instant

Level = Literal["clear", "green", "amber", "amber-strict", "red"]
LEVELS: tuple[Level, ...] = get_args(Level)


@dataclass(frozen=True, slots=True)
class Marking:
    """The circle that may see a statement.

    `releasable_to` names organisations and readers beside whom nobody else may; empty: the level
    alone decides. Before `embargo` only whoever filed it may. `is_protected` of a source whose name
    is not to be known.
    """

    level: Level = "clear"
    releasable_to: tuple[str, ...] = ()
    embargo: Instant | None = None
    is_protected: bool = False

    @property
    def is_open(self) -> bool:
        """Whether anybody may see it, now."""
        return self == Marking()


OPEN = Marking()


def marking_of(statement: Statement, calendar: Calendar) -> Building[Marking]:
    """The marking that stands under a statement."""
    level = yield from level_of(statement)
    releasable = yield from only(statement, ReleasableClause)
    embargo = yield from only(statement, EmbargoClause)
    until = None
    if embargo is not None:
        bare = embargo.until.clock is None
        until = (end_of if bare else first_instant)(embargo.until, calendar)
    return Marking(
        level or "clear",
        tuple(name.text for name in releasable.to) if releasable else (),
        until,
        bool(every(statement, ProtectedClause)),
    )


def level_of(statement: Statement) -> Building[Level | None]:
    clause = yield from only(statement, MarkingClause)
    if clause is None:
        return None
    word = clause.marking.text
    level = next((each for each in LEVELS if each == word), None)
    if level is None:
        hint = did_you_mean(word, LEVELS) or f"write one of: {', '.join(LEVELS)}"
        yield error("unknown-marking", clause.marking, f"`{word}` is no level of handling", hint)
    return level
