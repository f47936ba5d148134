"""Whether the tables of a log are plain tables: whoever asks gets the rows that are in them, and
what is added is there. Asked before every answer and every append.

A view, row security, a rule or a child of a table can show other rows to one question than to the
next, and a trigger can drop what is added; going through all entries would not notice. A trigger of
ours that is gone changes no answer, and is left to `tables`.
"""

from servanda.store.connection import Connection
from servanda.store.schema import TABLES

_CHECKED = (*TABLES, "alembic_version")
_OURS_IN_SQLITE = frozenset(
    f"CREATE TRIGGER no_{event.lower()}_of_{table} BEFORE {event} ON {table} "
    "BEGIN SELECT RAISE(ABORT, 'a log is append-only'); END"
    for table in TABLES
    for event in ("UPDATE", "DELETE")
)
_COLUMNS = {  # in PostgreSQL, each with its type
    "entries": "position bigint, kind text, name text, number bigint, body bytea",
    "tiles": "level smallint, place bigint, root bytea, hashes bytea",
    "heads": "number bigint, size bigint, envelope bytea",
    "files": "sha256 text, data bytea",
    "alembic_version": "version_num character varying(32)",
}
# `row_security_active` and `to_regclass` say how it is now, the catalogs how it was when this
# transaction began: what was made since is not in them, and so no table as it should be. 58 is the
# type of a trigger that comes once before each statement that updates, deletes or truncates.
_OTHER_THAN_MADE = f"""
WITH made (name, columns) AS (VALUES {", ".join(["(?, ?)"] * len(_CHECKED))}),
     found AS (SELECT made.name, made.columns, pg_class.* FROM made
               LEFT JOIN pg_class ON pg_class.oid = to_regclass(made.name))
SELECT 'have no plain table ' || name FROM found
    WHERE relkind IS DISTINCT FROM 'r' OR relpersistence <> 'p' OR relispartition
    OR EXISTS (SELECT FROM pg_inherits WHERE found.oid IN (inhparent, inhrelid))
UNION ALL SELECT 'have row security on ' || name || ', which hides rows' FROM found
    WHERE relrowsecurity OR relforcerowsecurity OR row_security_active(oid)
    OR EXISTS (SELECT FROM pg_policy WHERE polrelid = found.oid)
UNION ALL SELECT 'have the rule ' || rulename || ' on ' || name || ', not made with them'
    FROM found JOIN pg_rewrite ON ev_class = found.oid WHERE relkind = 'r'
UNION ALL SELECT 'have the trigger ' || tgname || ' on ' || name || ', not made with them so'
    FROM found JOIN pg_trigger ON tgrelid = found.oid
    JOIN pg_proc ON pg_proc.oid = tgfoid JOIN pg_language ON pg_language.oid = prolang
    WHERE tgname <> 'no_change_of_' || name OR name = 'alembic_version' OR tgisinternal
    OR tgtype <> 58 OR tgqual IS NOT NULL OR tgattr::text <> '' OR lanname <> 'plpgsql'
    OR proname <> 'refuse_change'
    OR trim(prosrc) <> 'BEGIN RAISE EXCEPTION ''a log is append-only''; END'
UNION ALL SELECT 'have the condition ' || conname || ' on ' || name || ', not made with them'
    FROM found JOIN pg_constraint ON conrelid = found.oid WHERE contype NOT IN ('p', 'u', 'n')
UNION ALL SELECT 'have other columns in ' || name || ' than it was made with' FROM found
    WHERE relkind = 'r' AND columns IS DISTINCT FROM (
        SELECT string_agg(attname || ' ' || format_type(atttypid, atttypmod) || CASE
            WHEN attnotnull AND NOT atthasdef AND attgenerated = '' AND attidentity = ''
            AND attcollation IN (0, 100) THEN '' ELSE ' otherwise' END, ', ' ORDER BY attnum)
        FROM pg_attribute WHERE attrelid = found.oid AND attnum > 0 AND NOT attisdropped)
UNION ALL SELECT 'stand in several schemas' FROM found HAVING count(DISTINCT relnamespace) > 1
"""


def not_plain(connection: Connection) -> list[str]:
    """What may keep rows from whoever asks, or from whoever adds, in clauses of which the tables
    are the subject. In PostgreSQL nobody changes that of these tables until the end of this
    transaction."""
    if connection.dialect == "sqlite":
        return _in_sqlite(connection)
    connection.run(f"LOCK TABLE {', '.join(_CHECKED)} IN ACCESS SHARE MODE")
    made = [value for table in _CHECKED for value in (table, _COLUMNS[table])]
    return [what for (what,) in connection.rows(_OTHER_THAN_MADE, *made)]


def _in_sqlite(connection: Connection) -> list[str]:
    return [
        f"have a {kind} {name} that was not made with them"
        for kind, name, made in connection.rows(
            "SELECT type, name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')"
        )
        if made not in _OURS_IN_SQLITE
    ]
