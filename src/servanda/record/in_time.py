"""What had been recorded by a date: the axis `known`."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol, TypeVar

from servanda.record.entries import only_entries
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
    entered_by_then = only_entries(record, lambda entry: entry.known <= known)
    reports = {name: one for name, one in record.reports.items() if report_known(one) <= known}
    return standing(replace(entered_by_then, reports=reports))


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
