"""Every entry of a record, of whatever sort, so that no rule that holds of all forgets one."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from servanda.record.model import Entry, Record, Retraction

Sort = TypeVar("Sort", bound=Entry | Retraction)


def every_entry(record: Record) -> Iterator[Entry]:
    """What was said, sort by sort, each in the record's order; retractions say nothing new."""
    yield from record.claims
    yield from record.coverage
    yield from record.denied
    yield from record.engagements
    yield from record.positions
    yield from record.links


def only_entries(record: Record, is_kept: Callable[[Entry | Retraction], bool]) -> Record:
    """The record with those of its entries and retractions of which this holds."""
    return replace(
        record,
        claims=_those(record.claims, is_kept),
        coverage=_those(record.coverage, is_kept),
        denied=_those(record.denied, is_kept),
        engagements=_those(record.engagements, is_kept),
        positions=_those(record.positions, is_kept),
        links=_those(record.links, is_kept),
        retractions=_those(record.retractions, is_kept),
    )


def _those(
    entries: Iterable[Sort], is_kept: Callable[[Entry | Retraction], bool]
) -> tuple[Sort, ...]:
    return tuple(entry for entry in entries if is_kept(entry))
