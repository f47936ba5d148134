"""What everything in an agreement needs before it can come about: "and" and "or" over steps.

A condition is turned into a need. What an actor can do of its own will is a free step; what the
text itself brings about (a stipulation in force, a phase open, a duty done) is a moment, with a
need of its own. A "not" needs nothing: at the outset nothing has happened.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from servanda.values.instant import Duration, Instant

State = Literal["begins", "done", "begun", "due", "overdue", "breached", "ends"]


@dataclass(frozen=True, slots=True)
class Moment:
    """When a stipulation, stage (`lay-down/first`), phase or fund comes to a state."""

    name: str
    state: State


@dataclass(frozen=True, slots=True)
class Step:
    """What somebody can do of its own will; every actor named has to join in."""

    words: str
    actors: tuple[str, ...]
    kind: Literal["deed", "act", "agreement", "level", "event"]


@dataclass(frozen=True, slots=True)
class Date:
    """A date that comes by itself."""

    instant: Instant


@dataclass(frozen=True, slots=True)
class Never:
    """What the text gives no way to come about."""

    why: str
    certain: bool = True  # False: only a finding of a competent body could bring it about


@dataclass(frozen=True, slots=True)
class After:
    """So long after something else has come."""

    duration: Duration
    need: "Need"


@dataclass(frozen=True, slots=True)
class Every:
    parts: "tuple[Need, ...]"


@dataclass(frozen=True, slots=True)
class Either:
    parts: "tuple[Need, ...]"


Need: TypeAlias = Moment | Step | Date | Never | After | Every | Either

NOTHING = Every(())


def every(parts: "tuple[Need, ...]") -> Need:
    """All of them; a single one stands for itself."""
    wanted = tuple(part for part in parts if part != NOTHING)
    return wanted[0] if len(wanted) == 1 else Every(wanted)


def either(parts: "tuple[Need, ...]") -> Need:
    """One of them; a single one stands for itself, and one that needs nothing for all."""
    different = tuple(dict.fromkeys(parts))
    if NOTHING in different:
        return NOTHING
    return different[0] if len(different) == 1 else Either(different)


def leaves_of(need: Need) -> Iterator[tuple[Need, bool]]:
    """The steps, dates and moments in a need, and whether each is one alternative of several."""
    yield from _leaves(need, False)


def _leaves(need: Need, alternative: bool) -> Iterator[tuple[Need, bool]]:
    match need:
        case Every(parts):
            for part in parts:
                yield from _leaves(part, alternative)
        case Either(parts):
            for part in parts:
                yield from _leaves(part, True)
        case After(need=inner):
            yield from _leaves(inner, alternative)
        case _:
            yield need, alternative
