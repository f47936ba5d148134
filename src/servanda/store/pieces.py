"""A literate document in pieces: its statements of the record one by one, and all that is between.

Put together in their order the pieces are the document again, byte for byte. A statement is named
as the record names what it makes (`F016.1`), so that the log and every answer call it the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from servanda.language.parse import parse_document
from servanda.language.tree import (
    AccessDeniedHeader,
    ClaimHeader,
    CorrectionHeader,
    CoverageHeader,
    Document,
    EngagementHeader,
    EventLinkHeader,
    FiguresHeader,
    Header,
    IncidentsHeader,
    OccasionHeader,
    OfficeHeader,
    PositionHeader,
    ReportHeader,
    RetractionHeader,
    SourceHeader,
    Statement,
    WithheldHeader,
)
from servanda.record.complaint import finish
from servanda.record.marking import OPEN, Marking, marking_of
from servanda.record.numbering import ENTRIES, Numbering, sort_of
from servanda.record.references import References, references_of
from servanda.store.text_lines import lines_of
from servanda.values.calendar import Calendar


@dataclass(frozen=True, slots=True)
class Prose:
    """What stands between statements of the record: fences, headings, an agreement's clauses."""

    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """A statement of the record: its kind and name, the report that it stands in, and its text from
    its header to the last line of its clauses."""

    kind: str
    name: str
    report: str | None
    text: str
    marking: Marking = OPEN
    names: References = References()
    count: int = 1  # how many entries it makes, one for each origin


Piece: TypeAlias = Prose | Said


def pieces_of(text: str, path: str, calendar: Calendar) -> Iterator[Piece]:
    """The pieces of a document in which everything can be read, in their order; `calendar` says
    when an embargo ends."""
    lines = lines_of(text)
    end = 0
    for first, said in said_in(parse_document(text, path).document, text, calendar):
        if first - 1 > end:
            yield Prose("".join(lines[end : first - 1]))
        yield said
        end = first - 1 + len(lines_of(said.text))
    if end < len(lines):
        yield Prose("".join(lines[end:]))


def said_in(document: Document, text: str, calendar: Calendar) -> Iterator[tuple[int, Said]]:
    """The statements of the record in a document of this text, and at which line each begins."""
    lines = lines_of(text)
    for statement, (kind, name, report, count) in _named(document.statements):
        first, last = statement.span.line, statement.span.end_line
        marking, _ = finish(marking_of(statement, calendar))
        names = references_of(statement)
        said = "".join(lines[first - 1 : last])
        yield first, Said(kind, name, report, said, marking, names, count)


def is_of_record(statement: Statement) -> bool:
    """Whether a statement is logged by itself, and not as a part of its document."""
    return isinstance(statement.header, (*_KINDS, ReportHeader, WithheldHeader))


def _named(
    statements: tuple[Statement, ...],
) -> Iterator[tuple[Statement, tuple[str, str, str | None, int]]]:
    """The statements of the record, each with its kind, name and report, and how many entries it
    makes."""
    report: str | None = None
    numbering = Numbering()
    for statement in statements:
        header = statement.header
        if isinstance(header, ReportHeader):
            report, numbering = header.name.text, Numbering()
            yield statement, ("report", report, report, 1)
        elif isinstance(header, ENTRIES):
            numbers = numbering.take(statement, header)
            name = f"{report}.{sort_of(header)}{numbers.start}"
            yield statement, (_kind(header), name, report, len(numbers))
        elif isinstance(header, SourceHeader | OfficeHeader | OccasionHeader):
            yield statement, (_kind(header), header.name.text, None, 1)
        elif isinstance(header, WithheldHeader):
            numbering.skip(header)


def _kind(header: Header) -> str:
    match header:
        case ClaimHeader(stance="finds"):
            return "finding"
        case ClaimHeader(stance="rules"):
            return "ruling"
        case _:
            return _KINDS[type(header)]


_KINDS: dict[type[Header], str] = {
    SourceHeader: "source",
    OfficeHeader: "office",
    OccasionHeader: "occasion",
    ClaimHeader: "claim",
    CorrectionHeader: "correction",
    RetractionHeader: "retraction",
    FiguresHeader: "figures",
    IncidentsHeader: "incidents",
    CoverageHeader: "coverage",
    AccessDeniedHeader: "access-denied",
    EventLinkHeader: "link",
    EngagementHeader: "engagement",
    PositionHeader: "position",
}
