"""Reaching the database of a log: a file of SQLite, or PostgreSQL by its address."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DatabaseError, OperationalError, SQLAlchemyError
from sqlalchemy.pool import NullPool, StaticPool

from servanda.store import schema
from servanda.store.fault import StoreError

PATIENCE = 30  # seconds to wait for another writer
ONE_WRITER = 7_236_281  # PostgreSQL's advisory lock: any number, the same for all
_ADDRESS = re.compile(r"^(postgres(?:ql)?)(\+psycopg)?://")


def is_address(where: str) -> bool:
    """Whether this is the address of a server and no file."""
    return "://" in where


def reached(where: str, is_new: bool = False) -> Engine:
    """The database of a log; `StoreError` where it is not there, or nothing can be reached."""
    if is_address(where):
        if not _ADDRESS.match(where):
            raise StoreError(f"{shown(where)}: only postgresql:// addresses are known, or a file")
        engine = create_engine(
            _ADDRESS.sub("postgresql+psycopg://", where), isolation_level="REPEATABLE READ"
        )
    else:
        path = Path(where)
        if not is_new and not path.is_file():
            raise StoreError(f"there is no log at {where}; `servanda log new` begins one")
        engine = create_engine(
            f"sqlite:///{path}", poolclass=NullPool, connect_args={"timeout": PATIENCE}
        )
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    return engine


def in_memory() -> Engine:
    """An empty database that is gone with this engine."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def migrate(engine: Engine, where: str) -> None:
    """Brings the tables to the newest form, wholly or not at all."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with writing(engine, where) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def version_of(connection: Connection) -> str | None:
    """The newest migration that the tables have gone through; None: there are none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def require_current(connection: Connection, where: str) -> None:
    version = version_of(connection)
    if version is None:
        raise StoreError(f"{shown(where)} holds no log; `servanda log new` begins one")
    if version > schema.VERSION:
        raise StoreError(
            f"{shown(where)} was written by a newer Servanda (tables {version}, this one knows "
            f"{schema.VERSION}); upgrade this program"
        )
    if version < schema.VERSION:
        raise StoreError(
            f"{shown(where)} has tables of an older Servanda ({version}); back it up, then "
            "`servanda log migrate`"
        )


@contextmanager
def writing(engine: Engine, where: str) -> Iterator[Connection]:
    """A transaction with nobody else writing; what the database refuses is a `StoreError`."""
    with _refusals(where), engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.info["is_writing"] = True
        with connection.begin():
            if engine.dialect.name == "postgresql":
                connection.execute(text(f"SELECT pg_advisory_xact_lock({ONE_WRITER})"))
            yield connection


@contextmanager
def reading(engine: Engine, where: str) -> Iterator[Connection]:
    """A transaction that sees the log as it was at its beginning, whoever writes meanwhile."""
    with _refusals(where), engine.connect() as connection, connection.begin():
        yield connection


def shown(where: str) -> str:
    """An address without its password."""
    return re.sub(r"(://[^:/@]*):[^@]*@", r"\1:…@", where)


@contextmanager
def _refusals(where: str) -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as problem:
        raise StoreError(_in_one_line(problem, where)) from problem


def _in_one_line(problem: SQLAlchemyError, where: str) -> str:
    cause = str(getattr(problem, "orig", None) or problem).strip().splitlines()[0].lower()
    place = shown(where)
    for words, message in _KNOWN_REFUSALS:
        if words in cause:
            return f"{place}: {message}"
    if isinstance(problem, OperationalError | DatabaseError):
        return f"{place}: the database refused: {cause}"
    raise problem


_KNOWN_REFUSALS = (
    (
        "database is locked",
        "somebody else has been writing for long; nothing was written; try again",
    ),
    ("disk is full", "the disk is full; nothing was written; free some space and try again"),
    ("no space left", "the disk is full; nothing was written; free some space and try again"),
    ("readonly", "this file cannot be written to; nothing was written"),
    ("not a database", "this is no log, or it is damaged: restore a backup and compare the heads"),
    ("malformed", "the file is damaged: restore a backup, then `servanda log verify`"),
    ("disk i/o error", "the disk cannot be read or written; nothing was written"),
    ("a log is append-only", "somebody tried to change or delete what is logged"),
    ("connection refused", "no server answers there"),
)


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where we say so
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "trusted_schema=OFF"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    is_writing = connection.info.pop("is_writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")
