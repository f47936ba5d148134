"""Bringing the tables of a log to the form that this program knows, wholly or not at all."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection as Migrated
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from servanda.store.connection import Connection
from servanda.store.database import Database, connected, take_turn
from servanda.store.form import require_migratable
from servanda.store.journal import bring_in
from servanda.store.refusal import refusals

SCRIPTS = Path(__file__).parent / "migrations"


def migrate(database: Database, more: Sequence[Path] = ()) -> None:
    """Runs what migrations are missing, in one transaction, with nobody else writing; `more` are
    folders of migrations that go on from those of this program."""
    with refusals(database.where):
        connection = connected(database, "begin")
        with closing(connection.raw):
            require_migratable(connection, database.where, bool(more))
            connection.raw.rollback()  # the transaction that asking began in PostgreSQL
            migrate_through(connection, database.patience, more)
            if connection.dialect == "sqlite":
                bring_in(connection.raw, database.where)


def migrate_through(connection: Connection, patience: float = 0, more: Sequence[Path] = ()) -> None:
    """Through a connection that is in no transaction."""
    engine = create_engine(
        "sqlite://" if connection.dialect == "sqlite" else "postgresql+psycopg://",
        creator=lambda: connection.raw,
        poolclass=StaticPool,
    )
    with engine.connect() as migrated, migrated.begin():
        if connection.dialect == "sqlite":
            migrated.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            take_turn(connection, patience)
        _upgrade(migrated, more)


def _upgrade(migrated: Migrated, more: Sequence[Path]) -> None:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.set_main_option("path_separator", "newline")
    folders = (SCRIPTS / "versions", *more)
    config.set_main_option("version_locations", "\n".join(map(str, folders)))
    config.attributes["connection"] = migrated
    command.upgrade(config, "head")
