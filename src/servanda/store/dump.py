"""A log as lines of JSON, one for each row, for whoever verifies it without a database."""

import base64
from collections.abc import Iterator

from sqlalchemy import Connection, Table, column, select, table

from servanda.store import schema
from servanda.store.canonical import canonical
from servanda.store.rows import AT_ONCE, bytes_in

VERSION = table("alembic_version", column("version_num"))
TABLES = (schema.entries, schema.tiles, schema.heads, schema.files)


def dumped(connection: Connection) -> Iterator[bytes]:
    """Every row of every table in the order of its key; bytes are written in base64."""
    for version in connection.execute(select(VERSION.c.version_num)).scalars():
        yield _line(VERSION.name, {"version_num": version})
    for each in TABLES:
        yield from _rows(connection, each)


def _rows(connection: Connection, stored: Table) -> Iterator[bytes]:
    query = select(stored).order_by(*stored.primary_key)
    at_once = 1 if stored is schema.files else AT_ONCE  # a file may be large
    for row in connection.execute(query.execution_options(yield_per=at_once)):
        yield _line(stored.name, dict(zip(stored.columns.keys(), row, strict=True)))


def _line(name: str, row: dict[str, object]) -> bytes:
    written = {column: _written(value) for column, value in row.items()}
    return canonical({"table": name, **written}) + b"\n"


def _written(value: object) -> str | int | None:
    data = bytes_in(value)
    if data is not None:
        return base64.b64encode(data).decode()
    return value if isinstance(value, int) or value is None else str(value)
