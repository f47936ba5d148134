"""What the builders look things up in, and the clauses of a statement by their kind."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from servanda.language.phrase import Node
from servanda.language.record_clause import (
    AccessClause,
    NoteClause,
    OutcomeClause,
    PleadingClause,
    PurposeClause,
    ToldAgainstClause,
    ToldByClause,
    WhenClause,
)
from servanda.language.tree import Statement
from servanda.language.vocabulary import Vocabulary
from servanda.record.complaint import Building, error
from servanda.record.figures import Figures, Malformed
from servanda.record.incident_rows import RowsRead
from servanda.record.model import Occasion, Office, Report, Source
from servanda.values.calendar import Calendar
from servanda.values.instant import Instant

InWords = (
    NoteClause | PurposeClause | OutcomeClause | PleadingClause | AccessClause
    | ToldByClause | ToldAgainstClause
)  # fmt: skip
ClauseKind = TypeVar("ClauseKind", bound=Node)


@dataclass(frozen=True, slots=True)
class Story:
    """Who published a report, and of which other one it is said to be a copy."""

    publisher: str | None
    copy_of: str | None


@dataclass(frozen=True, slots=True)
class Setting:
    """The declared words, and the calendar in which dates are read."""

    vocabulary: Vocabulary
    calendar: Calendar
    sources: Mapping[str, Source]
    offices: Mapping[str, Office]
    occasions: Mapping[str, Occasion]
    stories: Mapping[str, Story]  # of every report, by its id
    figures: Mapping[str, Figures | Malformed] = field(default_factory=dict)  # by their file
    incidents: Mapping[str, RowsRead] = field(default_factory=dict)  # likewise


@dataclass(frozen=True, slots=True)
class ReportInHand:
    """The report to which an entry belongs, and until when it can have known anything."""

    report: Report
    known: Instant  # when it entered the record
    until: Instant  # the end of the day on which it was published
    originals: tuple[str, ...] = ()  # of a copy, who published the story before, first of all first

    @property
    def hands(self) -> tuple[str, ...]:
        """Everybody through whose hands the words of the report went last, each once, the
        publisher at the end."""
        publisher = self.report.publisher
        before = (name for name in dict.fromkeys(self.originals) if name != publisher)
        return (*before, publisher)


def only(statement: Statement, kind: type[ClauseKind]) -> Building[ClauseKind | None]:
    """The one clause of this kind; a second is reported and left out."""
    found = every(statement, kind)
    for other in found[1:]:
        message = "the same is said above, and only the first is used"
        yield error("said-twice", other, message, "keep the one that holds")
    return found[0] if found else None


def words_of(statement: Statement, kind: type[InWords]) -> Building[str | None]:
    """What the one clause of this kind quotes."""
    clause = yield from only(statement, kind)
    return clause.words.text if clause else None


def every(statement: Statement, kind: type[ClauseKind]) -> tuple[ClauseKind, ...]:
    return tuple(each for each in statement.clauses if isinstance(each, kind))


def moment_of(statement: Statement) -> Building[WhenClause | None]:
    """The one clause that says when."""
    found = [each for each in statement.clauses if isinstance(each, WhenClause)]
    for other in found[1:]:
        message = "the moment is given above, and only the first is used"
        yield error("said-twice", other, message, "keep the one that holds")
    return found[0] if found else None
