"""Names under `releasable to` of which a log knows no reader and no organisation."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from servanda.language.near_miss import nearest
from servanda.store.connection import Connection
from servanda.store.entry import STATEMENTS, Entry
from servanda.store.log import keyring
from servanda.store.marked import marking_in


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name that nobody bears in the log, and one there that is like it, if any is."""

    name: str
    like: str | None


def released_to(entries: Iterable[Entry]) -> frozenset[str]:
    """The names in the markings of statements and tables."""
    return frozenset(
        name
        for one in entries
        if one.kind in (*STATEMENTS, "file") and "marking" in one.holds
        for name in marking_in(one).releasable_to
    )


def unknown_names(connection: Connection, named: Collection[str]) -> tuple[UnknownName, ...]:
    """Those that a log does not know, sorted."""
    if not named:
        return ()
    holders = keyring(connection).holders.values()
    known = {each for one in holders for each in (one.name, one.organisation) if each}
    return tuple(UnknownName(one, _like(one, known)) for one in sorted(set(named) - known))


def _like(name: str, known: set[str]) -> str | None:
    """First one that differs in nothing but capitals."""
    same = [one for one in sorted(known) if one.casefold() == name.casefold()]
    return same[0] if same else nearest(name, known)
