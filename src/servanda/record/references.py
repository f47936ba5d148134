"""What a statement of the record names of others: whoever may not see these may not see it."""

from collections.abc import Iterator
from dataclasses import dataclass

from servanda.language.phrase import ChainPhrase
from servanda.language.record_clause import (
    ClaimedResolution,
    CopyOfClause,
    PublisherClause,
    SaidByClause,
)
from servanda.language.tree import (
    ClaimHeader,
    CorrectionHeader,
    EventLinkHeader,
    FiguresHeader,
    IncidentsHeader,
    RetractionHeader,
    Statement,
)


@dataclass(frozen=True, slots=True)
class References:
    """Sources, entries and reports by their names, and the files that are named."""

    sources: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


def references_of(statement: Statement) -> References:
    """Each once, in the order in which they are written."""
    return References(
        tuple(dict.fromkeys(_sources(statement))),
        tuple(dict.fromkeys(_entries(statement))),
        tuple(dict.fromkeys(_files(statement))),
    )


def _sources(statement: Statement) -> Iterator[str]:
    if isinstance(statement.header, ClaimHeader):
        yield from _in_chain(statement.header.chain)
    for clause in statement.clauses:
        match clause:
            case SaidByClause(chain=chain):
                yield from _in_chain(chain)
            case PublisherClause(publisher=publisher):
                yield publisher.text


def _in_chain(chain: ChainPhrase) -> Iterator[str]:
    for speaker in chain.origins:
        yield speaker.name.text
    for outlet in chain.via:
        yield outlet.text


def _entries(statement: Statement) -> Iterator[str]:
    match statement.header:
        case CorrectionHeader(entry=entry) | RetractionHeader(entry=entry):
            yield entry.text
        case EventLinkHeader(first=first, second=second):
            yield first.text
            yield second.text
    for clause in statement.clauses:
        match clause:
            case ClaimedResolution(entry=entry):
                yield entry.text
            case CopyOfClause(report=report):
                yield report.text


def _files(statement: Statement) -> Iterator[str]:
    if isinstance(statement.header, FiguresHeader | IncidentsHeader):
        yield statement.header.file.text
