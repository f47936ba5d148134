"""Whether the tables are those that the migrations made, triggers and all."""

from collections.abc import Iterator
from functools import cache

from sqlalchemy import Connection, text

from servanda.store.schema import APPEND_ONLY

_OBJECTS = "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_master ORDER BY 1"


def table_faults(connection: Connection) -> Iterator[str]:
    """What is damaged or other than it was made, in words."""
    if connection.dialect.name == "sqlite":
        yield from _in_sqlite(connection)
    else:
        yield from _in_postgresql(connection)


def _in_sqlite(connection: Connection) -> Iterator[str]:
    for line in connection.execute(text("PRAGMA integrity_check(20)")).scalars():
        if line != "ok":
            yield f"are damaged: {line}"
    made, found = _as_made(), set(connection.execute(text(_OBJECTS)).scalars())
    for each in sorted(made - found):
        yield f"are without the {' '.join(each.split()[:2])} that was made with them"
    for each in sorted(found - made):
        yield f"have a {' '.join(each.split()[:2])} that was not made with them"


@cache
def _as_made() -> frozenset[str]:
    """What a new log has."""
    from servanda.store.database import in_memory, migrate

    engine = in_memory()
    migrate(engine, "a new log")
    with engine.connect() as connection:
        return frozenset(connection.execute(text(_OBJECTS)).scalars())


def _in_postgresql(connection: Connection) -> Iterator[str]:
    enabled = set(
        connection.execute(
            text("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'")
        ).scalars()
    )
    for table in APPEND_ONLY:
        if f"no_change_of_{table.name}" not in enabled:
            yield f"lack the trigger that refuses to change {table.name}"
