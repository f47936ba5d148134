"""Names under `releasable to` of which a log knows no reader and no organisation."""

from dataclasses import dataclass

from servanda.language.near_miss import nearest
from servanda.store.connection import Connection
from servanda.store.entry import STATEMENTS
from servanda.store.log import keyring, logged
from servanda.store.marked import marking_in


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name that nobody bears in the log, and one there that is like it, if any is."""

    name: str
    like: str | None


def unknown_names(connection: Connection) -> tuple[UnknownName, ...]:
    """Of all that is in a log, statements and tables, by name."""
    named = {
        name
        for one in logged(connection, (*STATEMENTS, "file"))
        if "marking" in one.entry.holds
        for name in marking_in(one.entry).releasable_to
    }
    if not named:
        return ()
    holders = keyring(connection).holders.values()
    known = {each for one in holders for each in (one.name, one.organisation) if each}
    return tuple(UnknownName(one, _like(one, known)) for one in sorted(named - known))


def _like(name: str, known: set[str]) -> str | None:
    """First one that differs in nothing but capitals."""
    same = [one for one in sorted(known) if one.casefold() == name.casefold()]
    return same[0] if same else nearest(name, known)
