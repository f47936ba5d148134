"""Whether new entries may be entered into a log: asked of what it holds, before they are written.

What is asked is what `Entering` asks of a whole log; here only what the new entries touch is read.
"""

from collections.abc import Iterable, Sequence

from servanda.store.connection import Connection
from servanda.store.entering import (
    AGREEMENT,
    OWNED,
    RECORD,
    Entering,
    Key,
    folders_of,
    place_of,
    statements_in,
)
from servanda.store.entry import STATEMENTS, Entry, written
from servanda.store.fault import StoreError
from servanda.store.keyring import Keyring

HIGHEST = "\U0010ffff"


def require_admitted(connection: Connection, entries: Sequence[Entry]) -> None:
    """`StoreError` where the log would not hold with these entries; `entries` are not in it."""
    batch = Entering()
    order = {one.key: place for place, one in enumerate(entries) if one.kind in STATEMENTS}
    for place, entry in enumerate(entries):
        if entry.kind == "document" and entry.name not in batch.latest:
            before = _latest(connection, entry.name)
            if before is not None:
                batch.latest[entry.name] = before
        for why in batch.take(entry, written(entry) if entry.kind == "document" else b""):
            raise _refused(f"the {entry.kind} {entry.name!r} {why}")
        if entry.kind in OWNED and entry.number == 1:
            _require_name(connection, entry)
        if any(order.get(key, place) > place for key in statements_in(entry.holds)):
            raise _refused(f"{entry.name!r} would stand before what stands in it")
    wrong, _ = batch.submitted("")
    if wrong:
        raise _refused(f"{wrong} then")


def first_keys(connection: Connection, entries: Iterable[Entry]) -> frozenset[str]:
    """The keys that first entered what these entries enter again, by their ids."""
    places = {place_of(*one.key) for one in entries if one.kind in OWNED}
    found = (_first_key(connection, place) for place in places)
    return frozenset(one for one in found if one is not None)


def of_others(ring: Keyring, entries: Iterable[Entry], first: frozenset[str]) -> str:
    """Why somebody who is no keeper may not enter these."""
    names = ", ".join(one.name for one in entries if one.kind in OWNED and one.number > 1)
    whose = sorted(
        {
            holder.organisation or holder.name
            for holder in (ring.holders.get(one) for one in first)
            if holder
        }
    )
    return (
        f"{names or 'what is agreed'} was entered by {', '.join(whose)}, and only they or a keeper "
        "may enter it again; nothing was logged: say what is new in a document of your own, under "
        "record/"
    )


def _refused(what: str) -> StoreError:
    return StoreError(f"{what}; nothing was logged, as the log would not hold")


def _require_name(connection: Connection, entry: Entry) -> None:
    """A name that nothing in the log has, and that a file can have beside all others."""
    name = entry.name
    if _is_there(connection, "document" if entry.kind == "file" else "file", name):
        raise _refused(f"{name!r} would be the name of a document and of a file")
    is_between = _has_any_below(connection, name) or any(
        _is_any(connection, one) for one in folders_of(name)
    )
    if is_between:
        raise _refused(f"{name!r} would be a folder of another document, or lie in another")


def _is_any(connection: Connection, name: str) -> bool:
    return any(_is_there(connection, kind, name) for kind in OWNED)


def _is_there(connection: Connection, kind: str, name: str) -> bool:
    asked = "SELECT 1 FROM entries WHERE kind = ? AND name = ? AND number = 1"
    return connection.value(asked, kind, name) is not None


def _has_any_below(connection: Connection, folder: str) -> bool:
    """Whether a name begins with this one as its folder."""
    by = "" if connection.dialect == "sqlite" else ' COLLATE "C"'
    asked = (
        f"SELECT 1 FROM entries WHERE kind = ? AND name{by} > ? AND name{by} < ? AND number = 1 "
        "LIMIT 1"
    )
    return any(
        connection.value(asked, kind, f"{folder}/", f"{folder}/{HIGHEST}") is not None
        for kind in OWNED
    )


def _latest(connection: Connection, name: str) -> bytes | None:
    body = connection.value(
        "SELECT body FROM entries WHERE kind = 'document' AND name = ? "
        "ORDER BY number DESC LIMIT 1",
        name,
    )
    return body if isinstance(body, bytes) else None


def _first_key(connection: Connection, place: Key) -> str | None:
    """Who submitted what first stood in a place."""
    if place == AGREEMENT:
        position = connection.value(
            "SELECT min(position) FROM entries WHERE kind = 'document' AND "
            f"substr(name, 1, {len(RECORD)}) <> ?",
            RECORD,
        )
    else:
        asked = "SELECT position FROM entries WHERE kind = ? AND name = ? AND number = 1"
        position = connection.value(asked, *place)
    if position is None:
        return None
    key = connection.value(
        "SELECT name FROM entries WHERE kind = 'submission' AND position > ? "
        "ORDER BY position LIMIT 1",
        position,
    )
    return None if key is None else str(key)
