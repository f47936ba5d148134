"""The rows of a log as they are stored, with nothing believed of them."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from servanda.store.canonical import NotCanonicalError
from servanda.store.connection import Connection
from servanda.store.envelope import envelope_of
from servanda.store.head import Head, read_head


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A row of `entries`; whatever a damaged database holds may stand in any field."""

    position: object
    kind: object
    name: object
    number: object
    body: object


@dataclass(frozen=True, slots=True)
class HeadRow:
    """A row of `heads`."""

    number: object
    size: object
    envelope: object


def entry_rows(connection: Connection) -> Iterator[EntryRow]:
    for row in connection.stream(
        "SELECT position, kind, name, number, body FROM entries ORDER BY position"
    ):
        yield EntryRow(*row)


def head_rows(connection: Connection) -> Iterator[HeadRow]:
    for row in connection.stream("SELECT number, size, envelope FROM heads ORDER BY number"):
        yield HeadRow(*row)


def misnumbered(connection: Connection, most: int) -> list[tuple[object, object, int]]:
    """Entries whose numbers do not go on from those before of their kind and name: their positions,
    numbers, and what these should be. That the columns say what the entries say is compared
    elsewhere."""
    return connection.rows(
        "SELECT position, number, place FROM (SELECT position, number, "
        "row_number() OVER (PARTITION BY kind, name ORDER BY position) AS place FROM entries) "
        f"AS placed WHERE number <> place ORDER BY position LIMIT {most}"
    )


def bytes_in(value: object) -> bytes | None:
    """The bytes of a column that should hold some; None where it holds anything else."""
    return value if isinstance(value, bytes) else None


def readable_heads(rows: Iterable[HeadRow]) -> Sequence[Head]:
    """The heads that can be read; of the others it is told where they are compared."""
    found: list[Head] = []
    for row in rows:
        with suppress(NotCanonicalError):
            found.append(read_head(envelope_of(bytes_in(row.envelope) or b"")))
    return found


def stored_tiles(
    connection: Connection,
) -> Iterator[tuple[tuple[object, object], tuple[bytes | None, bytes | None]]]:
    for level, place, root, hashes in connection.stream(
        "SELECT level, place, root, hashes FROM tiles"
    ):
        yield (level, place), (bytes_in(root), bytes_in(hashes))


def stored_files(connection: Connection) -> Iterator[tuple[object, tuple[str, int]]]:
    for (name,) in connection.rows("SELECT sha256 FROM files"):
        data = bytes_in(connection.value("SELECT data FROM files WHERE sha256 = ?", name)) or b""
        yield name, (hashlib.sha256(data).hexdigest(), len(data))
