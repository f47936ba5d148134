"""The rows of a log as they are stored, page by page, with nothing believed of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Column, Connection, Table, select

from servanda.store import schema

AT_ONCE = 10_000


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
    for row in _pages(connection, schema.entries, schema.entries.c.position):
        yield EntryRow(*row)


def head_rows(connection: Connection) -> Iterator[HeadRow]:
    for row in _pages(connection, schema.heads, schema.heads.c.number):
        yield HeadRow(*row)


def _pages(connection: Connection, table: Table, key: Column[int]) -> Iterator[tuple[object, ...]]:
    """All rows by their key, a page at a time, so that neither end holds a million of them."""
    query = select(table).order_by(key).limit(AT_ONCE)
    last: int | None = None
    while True:
        page = connection.execute(query if last is None else query.where(key > last)).all()
        yield from (tuple(row) for row in page)
        if len(page) < AT_ONCE:
            return
        last = page[-1][0]


def bytes_in(value: object) -> bytes | None:
    """The bytes of a column that should hold some; None where it holds anything else."""
    return bytes(value) if isinstance(value, bytes | memoryview | bytearray) else None
