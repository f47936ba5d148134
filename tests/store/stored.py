"""What stands in the tables of a log, whatever somebody has put there."""

import sqlite3
from contextlib import closing
from pathlib import Path

COLUMNS = {
    "entries": ("position", "kind", "name", "number", "body"),
    "tiles": ("level", "place", "root", "hashes"),
    "heads": ("number", "size", "envelope"),
    "files": ("sha256", "data"),
    "alembic_version": ("version_num",),
}


def rows_of(whole: bytes, table: str) -> list[int]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(whole)
        return [row for (row,) in connection.execute(f"SELECT rowid FROM {table}")]


def rows_in(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        return _rows(connection)


def rows_in_bytes(whole: bytes) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(whole)
        return _rows(connection)


def _rows(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    connection.text_factory = lambda raw: ("text", raw)  # whatever a changed row has in it
    return [
        (table, *row)
        for table in COLUMNS
        for row in connection.execute(f"SELECT * FROM {table} NOT INDEXED ORDER BY 1")
    ]


def changed_by_hand(place: str | Path, *statements: str) -> None:
    """Somebody with the file in hand drops the triggers, and puts them back."""
    with closing(sqlite3.connect(place)) as connection:
        kept = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in kept:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        for _, sql in kept:
            connection.execute(sql)
        connection.commit()
