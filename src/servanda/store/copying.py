"""A copy of a log as it is at one moment, into a file or a server: a backup, and its way back.

Rows are read in one transaction and written in another, so nobody who writes waits for it, and what
comes out is how the log began, up to some head of it.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from servanda.store.database import Database, is_address, reading, writing
from servanda.store.fault import StoreError
from servanda.store.form import require_current
from servanda.store.journal import ENDS, beside, require_folder, require_free
from servanda.store.migrating import migrate
from servanda.store.refusal import shown
from servanda.store.schema import TABLES


def copy(source: Database, where: str) -> Database:
    """The new log; `StoreError` where there is something already. A file is there once it is
    whole."""
    with copying(source, where):
        pass
    return Database(where, source.patience)


@contextmanager
def copying(source: Database, where: str) -> Iterator[Database]:
    """The same, with time to look at the copy before it is there: until the end a file is called
    .part, as is all that SQLite keeps beside it, so that whatever stops this (a machine that loses
    its power, too) leaves nothing that looks like a log. What an earlier try left is replaced."""
    if is_address(where):
        target = Database(where, source.patience)
        _fill(source, target)
        yield target
        return
    path, part = Path(where), Path(f"{where}.part")
    require_folder(path)
    if path.exists():
        raise StoreError(f"{where} is there already; nothing was copied: give another name")
    require_free(path)
    try:
        _clear(part)
        _fill(source, Database(str(part)))
        yield Database(str(part), source.patience)
        _put(part, path)
    except OSError as problem:
        raise StoreError(f"{where}: {problem.strerror}; nothing was copied") from problem
    finally:
        _clear(part)


def _fill(source: Database, target: Database) -> None:
    migrate(target)
    with reading(source) as old, writing(target) as new:
        require_current(old, source.where)
        if new.value("SELECT 1 FROM entries LIMIT 1") is not None:
            raise StoreError(f"there is a log at {shown(target.where)} already; nothing was copied")
        for table, columns in TABLES.items():
            names = ", ".join(columns)
            rows = old.stream(f"SELECT {names} FROM {table} ORDER BY {columns[0]}, {columns[1]}")
            new.insert(table, columns, rows)


def _clear(part: Path) -> None:
    """Takes away what a copy that failed or was stopped has left."""
    for left in (part, *(Path(f"{part}{end}") for end in (*ENDS, "-shm"))):
        with suppress(OSError):
            left.unlink(missing_ok=True)


def _put(part: Path, path: Path) -> None:
    """Under its own name, on the disk: SQLite has synced the content when it closed the file. Never
    without what lies beside it."""
    left = beside(part)
    if left is not None:
        raise StoreError(f"{left} could not be brought into the copy; nothing was copied")
    part.rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
