"""Tables that show other rows to one question than to the next, or that drop what is added: nothing
is answered from them, and nothing that was not kept is acknowledged."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest

from servanda.store import log as appending
from servanda.store.connection import Connection
from servanda.store.database import Database, connected, reading, writing
from servanda.store.fault import NotIntactError, NotKeptError, StoreError
from servanda.store.files import hold
from servanda.store.intact import require_intact
from servanda.store.log import Hand, append, begin_log, open_log
from servanda.store.plain import not_plain
from servanda.store.schema import TABLES
from servanda.store.verifying import verify
from tests.store.accord import Mission, mission
from tests.store.logs import BEGUN, grown_log, keeper, note, notes

DROPS = (
    "CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;"
)
HIDES = """
CREATE SCHEMA hidden;
ALTER TABLE {0} SET SCHEMA hidden;
CREATE FUNCTION whole() RETURNS boolean LANGUAGE sql VOLATILE AS
    $$ SELECT NOT EXISTS (SELECT FROM pg_cursors WHERE statement ~ 'kind IN') $$;
CREATE VIEW {0} AS SELECT * FROM hidden.{0} WHERE whole();
"""
LIES = {  # in PostgreSQL, and what is said of them
    "a view": (HIDES.format("entries"), "no plain table entries"),
    "a view of heads": (HIDES.format("heads"), "no plain table heads"),
    "a view of files": (HIDES.format("files"), "no plain table files"),
    "a view of the form": (HIDES.format("alembic_version"), "no plain table alembic_version"),
    "row security": (
        "ALTER TABLE entries ENABLE ROW LEVEL SECURITY;"
        "CREATE POLICY seen ON entries FOR SELECT USING (name <> 'record/1.md');",
        "row security on entries",
    ),
    "a policy": (
        "CREATE POLICY seen ON heads FOR SELECT USING (true)", "row security on heads",
    ),
    "row security for owners": (
        "ALTER TABLE tiles FORCE ROW LEVEL SECURITY", "row security on tiles",
    ),
    "a rule": (
        "CREATE RULE nothing AS ON INSERT TO files DO INSTEAD NOTHING", "the rule nothing on files",
    ),
    "a trigger": (
        DROPS + "CREATE TRIGGER dropped BEFORE INSERT ON heads "
        "FOR EACH ROW EXECUTE FUNCTION nothing()",
        "the trigger dropped on heads",
    ),
    "a trigger under a name of ours": (
        DROPS + "DROP TRIGGER no_change_of_heads ON heads; CREATE TRIGGER no_change_of_heads "
        "BEFORE INSERT ON heads FOR EACH ROW EXECUTE FUNCTION nothing()",
        "the trigger no_change_of_heads on heads",
    ),
    "another function": (
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RETURN NULL; END $$",
        "the trigger no_change_of_entries on entries",
    ),
    "a child": (
        "CREATE TABLE more () INHERITS (entries)", "no plain table entries",
    ),
    "a condition": (
        "ALTER TABLE entries ADD CONSTRAINT no_claim CHECK (kind <> 'claim')",
        "the condition no_claim on entries",
    ),
    "a worked out column": (
        "ALTER TABLE files ADD size bigint GENERATED ALWAYS AS (length(data)) STORED",
        "other columns in files",
    ),
    "another order of letters": (
        'ALTER TABLE entries ALTER kind TYPE text COLLATE "C"', "other columns in entries",
    ),
    "another type": (
        "ALTER TABLE entries ALTER kind TYPE varchar", "other columns in entries",
    ),
    "another schema": (
        "CREATE SCHEMA other; ALTER TABLE files SET SCHEMA other;"
        "ALTER ROLE CURRENT_USER IN DATABASE {database} SET search_path = other, public",
        "several schemas",
    ),
}  # fmt: skip


def by_hand(address: str, statements: str) -> None:
    """Somebody with all rights does it."""
    with closing(connected(Database(address), "write").raw) as raw:
        database = raw.info.dbname
        raw.execute(statements.replace("{database}", database))
        raw.commit()


@pytest.mark.server
@pytest.mark.parametrize("how", LIES)
def test_postgresql_that_may_lie_is_found(how: str, database: str) -> None:
    log, _, key = grown_log(database, (3, 4))
    statements, told = LIES[how]
    by_hand(database, statements)
    with (
        reading(log.database) as connection,
        pytest.raises(NotIntactError, match=f"its tables .*{told}"),
    ):
        require_intact(connection)
    with reading(log.database) as connection:
        faults = verify(connection).faults
    assert any(fault.where == "the tables" and told in fault.what for fault in faults)
    with pytest.raises(StoreError, match=f"nothing was added: its tables .*{told}"):
        append(log, [note(9)], Hand(key, key), BEGUN + 900)


@pytest.mark.server
def test_tables_as_they_were_made_are_plain_to_whoever_may_read(database: str) -> None:
    grown_log(database, (300,))
    with reading(Database(database)) as connection:
        connection.run("SET ROLE pg_read_all_data")
        assert not_plain(connection) == []


@pytest.mark.server
def test_no_row_is_hidden_from_a_reader_alone(database: str) -> None:
    """Nor can it be, once it was asked: until the end of the transaction nobody changes that."""
    log, _, _ = grown_log(database, (3,))
    with reading(log.database) as connection:
        require_intact(connection)
        with pytest.raises(Exception, match="could not obtain lock"):
            by_hand(database, "LOCK TABLE files IN ACCESS EXCLUSIVE MODE NOWAIT")
    by_hand(database, LIES["row security"][0])
    with reading(log.database) as connection:
        connection.run("SET ROLE pg_read_all_data")
        assert connection.value("SELECT count(*) FROM entries WHERE name = 'record/1.md'") == 0
        with pytest.raises(NotIntactError, match="row security"):
            require_intact(connection)


@pytest.mark.server
def test_no_schema_comes_before_that_of_the_server(database: str) -> None:
    """One with a catalog of its own, in which a view is a table."""
    log, _, _ = grown_log(database, (3,))
    by_hand(database, HIDES.format("entries"))
    by_hand(
        database,
        "CREATE VIEW hidden.pg_class AS SELECT oid, relname, relnamespace, 'r'::\"char\" AS "
        "relkind, relpersistence, relispartition, relrowsecurity, relforcerowsecurity "
        "FROM pg_catalog.pg_class;"
        "ALTER ROLE CURRENT_USER IN DATABASE {database} "
        "SET search_path = pg_temp, hidden, pg_catalog, public",
    )
    with reading(log.database) as connection:
        assert connection.value("SHOW search_path") == '"hidden", "public", pg_temp'
        assert connection.value("SELECT 'pg_class'::regclass::text") == "pg_class"
        by_name = connection.value("SELECT relkind FROM pg_class WHERE oid = 'pg_tables'::regclass")
        assert by_name == "v"


DROPPED = (
    "CREATE TRIGGER dropped BEFORE INSERT ON {} BEGIN SELECT RAISE(IGNORE); END",
    "DROP TRIGGER no_update_of_{0}; CREATE TRIGGER no_update_of_{0} BEFORE INSERT ON {0} "
    "BEGIN SELECT RAISE(IGNORE); END",
)


@pytest.mark.parametrize("trigger", DROPPED)
@pytest.mark.parametrize("table", TABLES)
def test_a_trigger_in_sqlite_that_drops_what_is_added_is_found(
    table: str, trigger: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = mission(str(tmp_path / "a.log"), tmp_path, monkeypatch)
    in_file(found, trigger.format(table))
    before = Path(found.log).read_bytes()
    report = tmp_path / "later.md"
    report.write_text('```servanda\nreport R9 "x"\n  by icrc\n  on 2026-01-23\n```\n', "utf-8")
    for arguments in (
        ("record", "add", str(report), "--store", found.log, "--author", "amal"),
        found.sealing("late"),
        ("status", found.log),
    ):
        answer = found.run(*arguments)
        assert (answer.exit_code, answer.stdout) == (2, ""), answer.output
        assert "was changed after it was witnessed" in answer.stderr
        assert "that was not made with them" in " ".join(answer.stderr.split())
    assert Path(found.log).read_bytes() == before
    assert found.run("log", "verify", found.log).exit_code == 1


def in_file(found: Mission, statements: str) -> None:
    with closing(sqlite3.connect(found.log)) as raw:
        raw.executescript(statements)


def dropping(connection: Connection, table: str) -> None:
    if connection.dialect == "sqlite":
        connection.run(DROPPED[0].format(table))
        return
    with suppress(Exception):
        connection.run(DROPS)
    connection.run(
        f"CREATE TRIGGER dropped BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION nothing()"
    )


@pytest.mark.parametrize("table", ["entries", "heads", "tiles"])
def test_what_is_not_there_is_not_acknowledged(
    table: str, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever dropped it: here something that nobody looked for."""
    log, _, key = grown_log(place, (3,))
    with writing(log.database) as connection:
        dropping(connection, table)
    monkeypatch.setattr(appending, "not_plain", lambda _: [])
    with pytest.raises(NotKeptError, match="nothing was added"):
        append(log, notes(10, 300), Hand(key, key), BEGUN + 900)
    with reading(log.database) as connection:
        assert connection.value("SELECT count(*) FROM entries") == 7
        assert connection.value("SELECT count(*) FROM heads") == 2
        assert connection.value("SELECT count(*) FROM tiles") == 0


def test_a_file_that_is_not_there_is_not_acknowledged(place: str) -> None:
    log, _, _ = grown_log(place, (3,))
    with writing(log.database) as connection:
        dropping(connection, "files")
    with pytest.raises(NotKeptError, match="content of a file"), writing(log.database) as after:
        hold(after, b"a figure")


def test_no_log_begins_where_it_is_dropped(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from servanda.store.key import new_key
    from servanda.store.migrating import migrate

    migrate(Database(place))
    with writing(Database(place)) as connection:
        dropping(connection, "heads")
    key = new_key()
    for kept in (StoreError, NotKeptError):
        with pytest.raises(kept, match="nothing was added"):
            begin_log(place, "small-truce", keeper(key), key, BEGUN)
        monkeypatch.setattr(appending, "not_plain", lambda _: [])
    with pytest.raises(StoreError, match="no log has begun"):
        open_log(place)
