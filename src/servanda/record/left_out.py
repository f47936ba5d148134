"""What if not: the record as if somebody or something in it had never been heard."""

from collections.abc import Iterator
from dataclasses import replace

from servanda.record.entries import every_entry, only_entries
from servanda.record.model import Chain, Entry, Origin, Record, Retraction


def without(record: Record, name: str) -> Record | None:
    """The record without what the name says; None if nothing in it is called so.

    The name is an entry's (`F016.1`), a report's, a source's (whatever it says or passes on), or
    that of unnamed people as they are described, with or without whose they are: `officials`,
    `unnamed us "officials"`. People who are not named are not the source whose people they are.
    """
    if name in record.reports:
        kept = {one: report for one, report in record.reports.items() if one != name}
        return replace(only_entries(record, lambda entry: entry.report != name), reports=kept)
    if name in record.sources:
        return only_entries(record, lambda entry: name not in links(entry.chain))
    if any(entry.id == name for entry in everything_reported(record)):
        return only_entries(record, lambda entry: entry.id != name)
    if any(name in called(entry.chain.origin) for entry in everything_reported(record)):
        return only_entries(record, lambda entry: name not in called(entry.chain.origin))
    return None


def names_in(record: Record) -> Iterator[str]:
    """Everything that can be left out by its name."""
    yield from record.reports
    yield from record.sources
    for entry in everything_reported(record):
        yield entry.id
        yield from called(entry.chain.origin)


def links(chain: Chain) -> tuple[str, ...]:
    """The named links of a chain, from its origin on."""
    return ((chain.origin.source,) if chain.origin.is_named else ()) + chain.via


def called(origin: Origin) -> tuple[str, ...]:
    """How unnamed people may be called; of a named source, nothing more than its name."""
    if origin.description is None:
        return ()
    return origin.description, f'unnamed {origin.source} "{origin.description}"'


def everything_reported(record: Record) -> Iterator[Entry | Retraction]:
    """What came through a chain; a retraction left out leaves standing what it took back."""
    yield from every_entry(record)
    yield from record.retractions
