"""Whether what editions and documents say of the log before them is so.

An edition names the head and the agreement that it rests on, the keys with which it was read and
its reader; a document names the statements that stand in it.
"""

import hashlib
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from servanda.store.canonical import Json, NotCanonicalError, canonical, read_canonical
from servanda.store.connection import Connection
from servanda.store.entry import STATEMENTS, Entry
from servanda.store.head import Head
from servanda.store.keyring import OPEN_READER
from servanda.store.rows import bytes_in
from servanda.store.sealing import keys_in

ASKED_AT_ONCE = 300  # of two parameters each: SQLite took 999 for long


def agreement_hash(documents: Mapping[str, Mapping[str, Json]]) -> str:
    """Of what each document of an agreement holds, by the name that it has in the log: in hex, over
    their canonical JSON. Documents of the record are left out."""
    holds = {name: each for name, each in documents.items() if not name.startswith("record/")}
    return hashlib.sha256(canonical(holds)).hexdigest()


@dataclass(slots=True)
class Resting:
    """What was there at each head so far, as far as an edition says something of it."""

    heads: dict[int, tuple[int, str]] = field(default_factory=dict)  # size and root, by number
    documents: list[tuple[int, Entry]] = field(default_factory=list)  # of the agreement
    sealed: dict[str, int] = field(default_factory=dict)  # where each key sealed something first
    people: dict[str, int] = field(default_factory=dict)  # where each name was let in
    hashed: dict[int, str] = field(default_factory=dict)  # of so many of the documents

    def take(self, position: int, entry: Entry) -> Iterator[str]:
        """What an entry says and is not so. One that does not hold what its kind holds is told of
        elsewhere."""
        for key in keys_in(entry):
            self.sealed.setdefault(key, position)
        match entry.kind:
            case "document" if not entry.name.startswith("record/"):
                self.documents.append((position, entry))
            case "key":
                self.people.setdefault(entry.name, position)
            case "edition":
                yield from self._edition(entry.holds)

    def witness(self, head: Head) -> None:
        self.heads[head.number] = head.size, head.root.hex()

    def _edition(self, holds: Mapping[str, Json]) -> Iterator[str]:
        match holds:
            case {
                "head": {"number": int(number), "size": int(size), "root": str(root)},
                "agreement": str(agreement), "keys": list(keys),
                "reader": (None | str()) as reader,
            }:  # fmt: skip
                if self.heads.get(number) != (size, root):
                    yield "rests on a head that is not before it in the log"
                    return
                if self._agreement(size) != agreement:
                    yield "rests on another agreement than the log had at its head"
                for key in map(str, keys):
                    if not _is_before(self.sealed.get(key), size):
                        yield f"was read with the key {key}, which had sealed nothing at its head"
                is_known = reader in (None, OPEN_READER)
                if not is_known and not _is_before(self.people.get(str(reader)), size):
                    yield f"was read as {reader}, whom the log did not know at its head"

    def _agreement(self, size: int) -> str:
        count = bisect_left(self.documents, size, key=lambda one: one[0])
        if count not in self.hashed:
            latest = {entry.name: entry.holds for _, entry in self.documents[:count]}
            self.hashed[count] = agreement_hash(latest)
        return self.hashed[count]


def _is_before(position: int | None, size: int) -> bool:
    return position is not None and position < size


def misplaced_parts(connection: Connection) -> Iterator[tuple[int, str]]:
    """By the position of a document, which statement stands in it and not before it in the log: the
    first of them. Who asks knows that the columns say what the entries say."""
    asked = "SELECT position, body FROM entries WHERE kind = 'document' ORDER BY position"
    for position, body in connection.stream(asked):
        parts = _parts(bytes_in(body) or b"")
        missing = next(_not_before(connection, tuple(parts), position), None)
        if missing is not None:
            yield position, " ".join(missing)


def _parts(body: bytes) -> dict[tuple[str, str], None]:
    """Each statement once, in their order."""
    try:
        match read_canonical(body)["holds"]:
            case {"parts": list(parts)}:
                return {
                    (str(part[0]), str(part[1])): None
                    for part in parts
                    if isinstance(part, list) and len(part) == 2
                }
    except (NotCanonicalError, KeyError):
        pass  # told of where it is read
    return {}


def _not_before(
    connection: Connection, parts: tuple[tuple[str, str], ...], position: int
) -> Iterator[tuple[str, str]]:
    for start in range(0, len(parts), ASKED_AT_ONCE):
        some = parts[start : start + ASKED_AT_ONCE]
        there = _there(connection, some, position)
        yield from (part for part in some if part not in there)


def _there(
    connection: Connection, parts: tuple[tuple[str, str], ...], position: int
) -> frozenset[tuple[str, str]]:
    """Those of a few statements that are in the log before a position."""
    holds_any = connection.dialect == "sqlite"  # PostgreSQL takes no text with a zero in it
    possible = [
        (kind, name)
        for kind, name in parts
        if kind in STATEMENTS and (holds_any or "\0" not in name)
    ]
    if not possible:
        return frozenset()
    marks = ", ".join(["(?, ?)"] * len(possible))
    return frozenset(
        connection.rows(
            f"WITH asked (kind, name) AS (VALUES {marks}) "
            "SELECT kind, name FROM asked WHERE EXISTS (SELECT 1 FROM entries "
            "WHERE entries.kind = asked.kind AND entries.name = asked.name AND position < ?)",
            *chain.from_iterable(possible),
            position,
        )
    )
