"""What had been recorded by a date: the axis `known`."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from servanda.record.model import Claim, Record, Report, TotalContent
from servanda.record.standing import standing
from servanda.values.instant import Instant


class Known(Protocol):
    """Any entry that entered the record at an instant."""

    @property
    def known(self) -> Instant: ...


Entry = TypeVar("Entry", bound=Known)


def as_known(record: Record, known: Instant) -> Record:
    """The record as it was at the instant `known`: what entered it later is left out, and what had
    been corrected or retracted by then does not stand.

    Sources, offices and occasions are words, not news, and stay.
    """
    entered_by_then = Record(
        sources=record.sources,
        reports={
            name: each for name, each in record.reports.items() if report_known(each) <= known
        },
        claims=entered(record.claims, known),
        coverage=entered(record.coverage, known),
        engagements=entered(record.engagements, known),
        positions=entered(record.positions, known),
        occasions=record.occasions,
        offices=record.offices,
        denied=entered(record.denied, known),
        links=entered(record.links, known),
        retractions=entered(record.retractions, known),
        withdrawn=record.withdrawn,
    )
    return standing(entered_by_then)


def report_known(report: Report) -> Instant:
    """When a report entered the record: when it was filed there, or else when it was published."""
    return report.published if report.recorded is None else report.recorded


def entered(entries: Iterable[Entry], known: Instant) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if entry.known <= known)


def begun(claims: Iterable[Claim], at: Instant) -> tuple[Claim, ...]:
    """The claims of a time that had begun by an instant: at the first instant of a day nothing
    dated to that day has happened."""
    return tuple(claim for claim in claims if _start(claim) < at)


def _start(claim: Claim) -> Instant:
    content = claim.content
    return content.window.start if isinstance(content, TotalContent) else content.when.start
