"""A log as lines of JSON, one for each row, for whoever verifies it without a database."""

import base64
from collections.abc import Iterator

from servanda.store.canonical import canonical
from servanda.store.connection import Connection
from servanda.store.rows import bytes_in

TABLES = (  # each with its columns, by which of them it is ordered first
    ("alembic_version", ("version_num",), "version_num"),
    ("entries", ("position", "kind", "name", "number", "body"), "position"),
    ("tiles", ("level", "place", "root", "hashes"), "level, place"),
    ("heads", ("number", "size", "envelope"), "number"),
    ("files", ("sha256", "data"), "sha256"),
)


def dumped(connection: Connection) -> Iterator[bytes]:
    """Every row of every table in the order of its key; bytes are written in base64."""
    for table, columns, order in TABLES:
        statement = f"SELECT {', '.join(columns)} FROM {table} ORDER BY {order}"
        for row in connection.stream(statement):
            yield _line(table, dict(zip(columns, row, strict=True)))


def _line(name: str, row: dict[str, object]) -> bytes:
    written = {column: _written(value) for column, value in row.items()}
    return canonical({"table": name, **written}) + b"\n"


def _written(value: object) -> str | int | None:
    data = bytes_in(value)
    if data is not None:
        return base64.b64encode(data).decode()
    return value if isinstance(value, int) or value is None else str(value)
