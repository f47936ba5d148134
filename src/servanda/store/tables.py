"""Whether the tables are those that the migrations made, triggers and all."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache

from servanda.store.connection import Connection
from servanda.store.form import form_faults
from servanda.store.plain import not_plain
from servanda.store.schema import TABLES

_OBJECTS = "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_master ORDER BY 1"


def table_faults(connection: Connection) -> Iterator[str]:
    """What is damaged or other than it was made, in words."""
    yield from form_faults(connection)
    if connection.dialect == "sqlite":
        yield from _in_sqlite(connection)
    else:
        yield from _in_postgresql(connection)


def _in_sqlite(connection: Connection) -> Iterator[str]:
    for (line,) in connection.rows("PRAGMA integrity_check(20)"):
        if line != "ok":
            yield f"are damaged: {line}"
    made, found = _as_made(), {row[0] for row in connection.rows(_OBJECTS)}
    for each in sorted(made - found):
        yield f"are without the {' '.join(each.split()[:2])} that was made with them"
    for each in sorted(found - made):
        yield f"have a {' '.join(each.split()[:2])} that was not made with them"


@cache
def _as_made() -> frozenset[str]:
    """What a new log has."""
    from servanda.store.migrating import migrate_through

    with closing(sqlite3.connect(":memory:", isolation_level=None)) as raw:
        new = Connection(raw, "sqlite")
        migrate_through(new)
        return frozenset(row[0] for row in new.rows(_OBJECTS))


def _in_postgresql(connection: Connection) -> Iterator[str]:
    yield from not_plain(connection)
    enabled = connection.rows(
        "SELECT relname, tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
        "WHERE NOT tgisinternal AND tgenabled = 'O' AND tgrelid = to_regclass(relname::text)"
    )
    for table in TABLES:
        if (table, f"no_change_of_{table}") not in enabled:
            yield f"lack the trigger that refuses to change {table}"
