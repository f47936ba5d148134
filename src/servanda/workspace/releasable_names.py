"""Names under `releasable to` in a log: for whom, and of whom it knows nobody."""

from collections.abc import Iterator
from dataclasses import dataclass

from servanda.language.near_miss import nearest
from servanda.record.marking import Marking
from servanda.store.connection import Connection
from servanda.store.entry import STATEMENTS
from servanda.store.log import keyring, logged
from servanda.store.marked import marking_in


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name that nobody bears in the log, and one there that is like it, if any is."""

    name: str
    like: str | None


def count_released_to(connection: Connection, name: str) -> int:
    """How many statements and files of a log are releasable to a name, as far as nothing of them
    is sealed."""
    return sum(name in marking.releasable_to for marking in _markings(connection))


def unknown_names(connection: Connection) -> tuple[UnknownName, ...]:
    """Of all that is in a log, statements and tables, by name."""
    named = {name for marking in _markings(connection) for name in marking.releasable_to}
    if not named:
        return ()
    holders = keyring(connection).holders.values()
    known = {each for one in holders for each in (one.name, one.organisation) if each}
    return tuple(UnknownName(one, _like(one, known)) for one in sorted(named - known))


def _markings(connection: Connection) -> Iterator[Marking]:
    for one in logged(connection, (*STATEMENTS, "file")):
        if "marking" in one.entry.holds:
            yield marking_in(one.entry)


def _like(name: str, known: set[str]) -> str | None:
    """First one that differs in nothing but capitals."""
    same = [one for one in sorted(known) if one.casefold() == name.casefold()]
    return same[0] if same else nearest(name, known)
