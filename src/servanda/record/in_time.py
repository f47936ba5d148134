"""What had been recorded by a date: the axis `known`."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol, TypeVar

from servanda.record.entries import only_entries
from servanda.record.model import Claim, Entry, Record, Report, Retraction, TotalContent
from servanda.record.standing import standing
from servanda.values.instant import Instant


class Known(Protocol):
    """Any entry that entered the record at an instant."""

    @property
    def known(self) -> Instant: ...


Told = TypeVar("Told", bound=Known)


def as_known(record: Record, known: Instant) -> Record:
    """The record as it was at the instant `known`: what entered it later is left out, and what had
    been corrected or retracted by then does not stand.

    Sources, offices and occasions are words, not news, and stay.
    """
    entered_by_then = only_entries(record, lambda entry: entered_at(record, entry) <= known)
    reports = {
        name: one
        for name, one in record.reports.items()
        if record.witnessed.get(name, report_known(one)) <= known
    }
    return standing(replace(entered_by_then, reports=reports))


def entered_at(record: Record, entry: Entry | Retraction) -> Instant:
    """When an entry became known: as a witness of its log says, or else as its report does."""
    return record.witnessed.get(entry.id, entry.known)


def report_known(report: Report) -> Instant:
    """When a report entered the record: when it was filed there, or else when it was published."""
    return report.published if report.recorded is None else report.recorded


def entered(entries: Iterable[Told], known: Instant) -> tuple[Told, ...]:
    return tuple(entry for entry in entries if entry.known <= known)


def begun(claims: Iterable[Claim], at: Instant) -> tuple[Claim, ...]:
    """The claims of a time that had begun by an instant: at the first instant of a day nothing
    dated to that day has happened."""
    return tuple(claim for claim in claims if _start(claim) < at)


def _start(claim: Claim) -> Instant:
    content = claim.content
    return content.window.start if isinstance(content, TotalContent) else content.when.start
