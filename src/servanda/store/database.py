"""Reaching the database of a log: a file of SQLite, or PostgreSQL by its address."""

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from servanda.store.connection import Connection, connected_to_file, connected_to_server
from servanda.store.fault import StoreError
from servanda.store.journal import bring_in, left_as_it_is
from servanda.store.refusal import LOST_READING, refusals, shown

PATIENCE = 30.0  # seconds to wait for another writer
ONE_WRITER = 7_236_281  # PostgreSQL's advisory lock: any number, the same for all
_ADDRESS = re.compile(r"^postgres(?:ql)?(?:\+psycopg)?://")


@dataclass(frozen=True, slots=True)
class Database:
    """Where the tables of a log are, how many seconds to wait for another writer, and a connection
    that is kept between transactions, if one is (`kept_open`)."""

    where: str
    patience: float = PATIENCE
    kept: Connection | None = None


def is_address(where: str) -> bool:
    """Whether this is the address of a server and no file."""
    return "://" in where


def reached(where: str, patience: float = PATIENCE) -> Database:
    """The database of a log; `StoreError` where no log can be."""
    if is_address(where) and not _ADDRESS.match(where):
        raise StoreError(f"{shown(where)}: only postgresql:// addresses are known, or a file")
    if not is_address(where) and not Path(where).is_file():
        raise StoreError(f"there is no log at {where}; `servanda log new` begins one")
    return Database(where, patience)


@contextmanager
def writing(database: Database) -> Iterator[Connection]:
    """A transaction with nobody else writing; what the database refuses is a `StoreError`."""
    with (
        refusals(database.where),
        _connected(database, "write") as connection,
        _transaction(connection, "BEGIN IMMEDIATE", is_reading=False),
    ):
        if connection.dialect == "postgresql":
            take_turn(connection, database.patience)
        yield connection


@contextmanager
def reading(database: Database) -> Iterator[Connection]:
    """A transaction that sees the log as it was at its beginning, whoever writes meanwhile."""
    with (
        refusals(database.where, LOST_READING),
        _connected(database, "read") as connection,
        _transaction(connection, "BEGIN", is_reading=True),
    ):
        yield connection


@contextmanager
def kept_open(database: Database) -> Iterator[Database]:
    """One connection for many transactions, one after another: an append is then one sync of the
    disk. Without, SQLite moves its journal into the file after each, so that a log that nobody has
    open is one file; that takes four."""
    with refusals(database.where), _connected(database, "write") as connection:
        yield replace(database, kept=connection)


def connected(database: Database, mode: Literal["read", "write", "begin"]) -> Connection:
    """A new connection, to be closed by whoever asked for it."""
    if is_address(database.where):
        address = _ADDRESS.sub("postgresql://", database.where)
        return Connection(connected_to_server(address, database.patience), "postgresql")
    path = Path(database.where)
    return Connection(connected_to_file(path, database.patience, mode), "sqlite")


def take_turn(connection: Connection, patience: float) -> None:
    """In PostgreSQL: waits until nobody else writes, to the end of this transaction."""
    connection.run(f"SET LOCAL lock_timeout = {max(1, round(patience * 1000))}")
    connection.run("SET LOCAL synchronous_commit = on")
    connection.run(f"SELECT pg_advisory_xact_lock({ONE_WRITER})")


@contextmanager
def _connected(database: Database, mode: Literal["read", "write"]) -> Iterator[Connection]:
    if database.kept is not None:
        yield database.kept
        return
    connection = connected(database, mode)
    try:
        yield connection
    except BaseException:
        with _left_as_it_is(database, connection, mode):
            connection.raw.close()
        raise
    if connection.dialect == "sqlite" and mode == "write":
        bring_in(connection.raw, database.where)
    connection.raw.close()


def _left_as_it_is(
    database: Database, connection: Connection, mode: Literal["read", "write"]
) -> AbstractContextManager[None]:
    if connection.dialect == "sqlite" and mode == "write":
        return left_as_it_is(Path(database.where))
    return nullcontext()


@contextmanager
def _transaction(connection: Connection, begin: str, is_reading: bool) -> Iterator[None]:
    if connection.dialect == "sqlite":
        connection.run(begin)
    else:
        _set_isolation(connection, is_reading)
    try:
        yield
        connection.raw.commit()
    except BaseException:
        with suppress(Exception):  # where it is gone, so is what was not committed
            connection.raw.rollback()
        raise


def _set_isolation(connection: Connection, is_reading: bool) -> None:
    """A reader sees one moment. A writer sees what the one before it committed: its first statement
    waits for that, and whatever was fixed by then would be out of date."""
    from psycopg import IsolationLevel

    level = IsolationLevel.REPEATABLE_READ if is_reading else IsolationLevel.READ_COMMITTED
    connection.raw.isolation_level = level
    connection.raw.read_only = is_reading
