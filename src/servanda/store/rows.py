"""The rows of a log as they are stored, with nothing believed of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from servanda.store.connection import Connection


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


def bytes_in(value: object) -> bytes | None:
    """The bytes of a column that should hold some; None where it holds anything else."""
    return value if isinstance(value, bytes) else None
