"""A connection to the database of a log: statements written once for SQLite and PostgreSQL.

They go to the drivers of the two directly. SQLAlchemy, which takes longer to load than a log to
read, is left to the migrations.
"""

import os
import sqlite3
from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from servanda.store.fault import StoreError
from servanda.store.journal import holds_entries, require_beginning, require_free
from servanda.store.refusal import shown

AT_ONCE = 10_000  # rows held in memory
_cursor_numbers = count()


@dataclass(frozen=True, slots=True)
class Connection:
    """What statements are given to. Their parameters are written `?` in both dialects."""

    raw: Any  # of sqlite3 or psycopg, which share the little that is used
    dialect: Literal["sqlite", "postgresql"]

    def run(self, statement: str, *values: object) -> None:
        self.raw.execute(self._in_dialect(statement), values)

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = self.raw.execute(
            self._in_dialect(statement), values
        ).fetchall()
        return found

    def value(self, statement: str, *values: object) -> Any:
        """The first column of the first row; None where there is none."""
        row = self.raw.execute(self._in_dialect(statement), values).fetchone()
        return None if row is None else row[0]

    def stream(self, statement: str, *values: object) -> Generator[tuple[Any, ...], None, None]:
        """Rows as they are asked for, never all of them in memory."""
        if self.dialect == "sqlite":
            # Not the cursor itself: it would be closed for whoever stopped early, and where that is
            # noticed only after the connection was closed, SQLite refuses.
            yield from map(tuple, self.raw.execute(statement, values))
            return
        with self.raw.cursor(name=f"rows_{next(_cursor_numbers)}") as cursor:
            cursor.itersize = AT_ONCE
            yield from cursor.execute(self._in_dialect(statement), values)

    def insert(self, table: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
        """Rows at once, in the quickest way that each of the two has."""
        names = ", ".join(columns)
        if self.dialect == "sqlite":
            marks = ", ".join("?" * len(columns))
            self.raw.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)
            return
        with self.raw.cursor().copy(f"COPY {table} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)

    def _in_dialect(self, statement: str) -> str:
        return statement if self.dialect == "sqlite" else statement.replace("?", "%s")


def connected_to_file(path: Path, patience: float, mode: Literal["read", "write", "begin"]) -> Any:
    """SQLite, synced to the disk at every commit. Reading leaves the file as it is, and what lies
    beside it."""
    if mode != "begin":
        require_beginning(path)
    elif not path.exists() or not path.stat().st_size:
        require_free(path)
    how = _how_to_read(path) if mode == "read" else {"write": "rw", "begin": "rwc"}[mode]
    raw = sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?mode={how}",
        uri=True,
        timeout=patience,
        isolation_level=None,  # transactions begin where we say so
        check_same_thread=False,
    )
    try:
        raw.execute("PRAGMA trusted_schema=OFF")
        raw.execute("PRAGMA synchronous=FULL")
        if mode != "read":
            raw.execute("PRAGMA journal_mode=WAL")
    except BaseException:
        raw.close()
        raise
    return raw


def connected_to_server(address: str, patience: float) -> Any:
    """PostgreSQL, with whatever the address says of passwords and encryption."""
    try:
        import psycopg
    except ImportError as problem:
        raise StoreError(
            "PostgreSQL needs a driver: in a clone of Servanda, "
            ".venv/bin/pip install -e '.[postgresql]'"
        ) from problem
    try:
        raw = psycopg.connect(address, connect_timeout=max(2, round(patience)))
    except psycopg.ProgrammingError as problem:  # its words may repeat a password: so may its trace
        if problem.sqlstate is not None:
            raise
        raise StoreError(f"{shown(address)}: this is no address that PostgreSQL can read") from None
    try:
        _pin_schemas(raw)
    except BaseException:
        raw.close()
        raise
    return raw


def _pin_schemas(raw: Any) -> None:
    """Names mean the server's own things first, then those of the schemas that they meant for this
    user, and only then temporary ones: whoever owns a database can set another order."""
    (schemas,) = raw.execute("SELECT pg_catalog.current_schemas(false)").fetchone()
    named = ['"' + name.replace('"', '""') + '"' for name in schemas if name[:3] != "pg_"]
    path = ", ".join((*named, "pg_temp")) if named else ""
    raw.execute("SELECT pg_catalog.set_config('search_path', %s, false)", (path,))
    raw.commit()


def _how_to_read(path: Path) -> str:
    """SQLite wants to put its journal beside a log even to read it, and would take it away at the
    end, after bringing what is in it into the file. So what was left there is read without the
    right to write; and a folder that takes no files, where nobody can be writing, as a file that
    does not change."""
    if holds_entries(path):
        return "ro"
    effective = os.access in os.supports_effective_ids
    may_write = os.access(path.absolute().parent, os.W_OK, effective_ids=effective)
    return "rw" if may_write else "ro&immutable=1"
