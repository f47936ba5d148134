"""Names under `releasable to` in a log: for whom, and of whom it knows nobody."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from servanda.language.near_miss import nearest
from servanda.record.marking import Marking
from servanda.store.connection import Connection
from servanda.store.entry import STATEMENTS, Entry
from servanda.store.log import keyring, logged
from servanda.store.marked import marking_in

MARKED = (*STATEMENTS, "file")


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name that nobody bears in the log, and one there that is like it, if any is."""

    name: str
    like: str | None


def count_released_to(connection: Connection, name: str) -> int:
    """How many statements and files of a log are releasable to a name, as far as nothing of them
    is sealed."""
    entries = (one.entry for one in logged(connection, MARKED))
    return sum(name in marking.releasable_to for marking in _markings(entries))


def released_to(entries: Iterable[Entry]) -> frozenset[str]:
    """The names in the markings of statements and tables."""
    return frozenset(name for marking in _markings(entries) for name in marking.releasable_to)


def unknown_names(connection: Connection, named: Collection[str]) -> tuple[UnknownName, ...]:
    """Those that a log does not know, sorted."""
    if not named:
        return ()
    holders = keyring(connection).holders.values()
    known = {each for one in holders for each in (one.name, one.organisation) if each}
    return tuple(UnknownName(one, _like(one, known)) for one in sorted(set(named) - known))


def _markings(entries: Iterable[Entry]) -> Iterator[Marking]:
    for one in entries:
        if one.kind in MARKED and "marking" in one.holds:
            yield marking_in(one)


def _like(name: str, known: set[str]) -> str | None:
    """First one that differs in nothing but capitals."""
    same = [one for one in sorted(known) if one.casefold() == name.casefold()]
    return same[0] if same else nearest(name, known)
