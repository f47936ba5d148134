"""Whatever is changed in a log is found: every column of every table, rows, their order. Of many
rows every 23rd is changed, and every fifth taken out."""

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from servanda.store.database import reading
from servanda.store.entry import Entry
from servanda.store.fault import StoreError
from servanda.store.intact import require_intact
from servanda.store.log import Hand, append, open_log
from servanda.store.verifying import verify
from tests.store.logs import BEGUN, grown_log
from tests.store.stored import COLUMNS, rows_in, rows_in_bytes, rows_of

SIZES = (2, 300, 1, 1)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A log of some heads, a tile and a file, as the bytes of its file."""
    path = tmp_path_factory.mktemp("whole") / "a.log"
    log, _, key = grown_log(str(path), SIZES)
    data = b"place,killed\nnorth,3\n"
    digest = hashlib.sha256(data).hexdigest()
    table = Entry("file", "north.csv", {"sha256": digest, "size": len(data)})
    append(log, [table], Hand(key, key), BEGUN + 600, [data])
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.close()
    return path.read_bytes()


def faults_of(path: Path) -> tuple[str, ...]:
    """What does not hold, or why it cannot even be opened."""
    try:
        log = open_log(str(path))
        with reading(log.database) as connection:
            return tuple(f"{one.where} {one.what}" for one in verify(connection).faults)
    except StoreError as problem:
        return (str(problem),)


def changed(whole: bytes, path: Path, *statements: str) -> tuple[str, ...]:
    """The log after somebody with the file in hand, who drops the triggers and puts them back."""
    path.write_bytes(whole)
    with closing(sqlite3.connect(path)) as connection:
        kept = connection.execute(
            "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for name, _, _ in kept:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        for _, table, sql in kept:
            if table in tables:
                connection.execute(sql)
        connection.commit()
    return faults_of(path)


def test_a_log_holds(whole: bytes, tmp_path: Path) -> None:
    assert changed(whole, tmp_path / "a.log") == ()


CHANGES: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("another number", lambda column: f"{column} + 1000"),
    ("text", lambda column: "'x'"),
    ("bytes", lambda column: "x'00'"),
    ("one more byte", lambda column: f"cast({column} || x'20' AS BLOB)"),
    ("its own text", lambda column: f"cast({column} AS TEXT)"),
    ("nothing", lambda column: "NULL"),
)
ANSWERED_FROM = ("entries", "heads")  # asked before every answer, and not only by `verify`


@pytest.mark.parametrize("table", COLUMNS)
@pytest.mark.parametrize("what", [name for name, _ in CHANGES])
def test_every_column_is_checked(whole: bytes, tmp_path: Path, table: str, what: str) -> None:
    change = dict(CHANGES)[what]
    for column in COLUMNS[table]:
        for row in rows_of(whole, table)[::23]:
            statement = (
                f"UPDATE OR IGNORE {table} SET {column} = {change(column)} WHERE rowid = {row}"
            )
            try:
                found = changed(whole, tmp_path / "b.log", statement)
            except sqlite3.IntegrityError:
                continue  # a whole number cannot be made anything else, and nothing be nothing
            is_same = rows_in(tmp_path / "b.log") == rows_in_bytes(whole)
            assert bool(found) != is_same, (column, row)
            if table in ANSWERED_FROM:
                assert is_answered_from(tmp_path / "b.log") == is_same, (column, row)


def is_answered_from(path: Path) -> bool:
    try:
        with reading(open_log(str(path)).database) as connection:
            require_intact(connection)
    except StoreError:
        return False
    return True


@pytest.mark.parametrize("table", COLUMNS)
def test_a_row_that_is_gone_is_missed(whole: bytes, tmp_path: Path, table: str) -> None:
    for row in rows_of(whole, table)[::5]:
        found = changed(whole, tmp_path / "c.log", f"DELETE FROM {table} WHERE rowid = {row}")
        assert found, row
        assert table not in ANSWERED_FROM or not is_answered_from(tmp_path / "c.log"), row


def test_rows_that_changed_places_are_found(whole: bytes, tmp_path: Path) -> None:
    for one in range(0, sum(SIZES), 50):
        found = changed(
            whole,
            tmp_path / "d.log",
            f"UPDATE entries SET position = -1 WHERE position = {one}",
            f"UPDATE entries SET position = {one} WHERE position = {one + 1}",
            f"UPDATE entries SET position = {one + 1} WHERE position = -1",
        )
        assert found, one


def test_a_row_too_many_is_found(whole: bytes, tmp_path: Path) -> None:
    for statement in (
        "INSERT INTO entries SELECT position + 1, kind, name || 'x', number, body FROM entries "
        "ORDER BY position DESC LIMIT 1",
        "INSERT INTO heads SELECT number + 1, size + 1, envelope FROM heads "
        "ORDER BY number DESC LIMIT 1",
        "INSERT INTO tiles VALUES (0, 9, x'00', x'00')",
        "INSERT INTO files VALUES ('x', x'00')",
    ):
        assert changed(whole, tmp_path / "e.log", statement), statement


def test_tables_that_were_made_over_are_found(whole: bytes, tmp_path: Path) -> None:
    path = tmp_path / "f.log"
    path.write_bytes(whole)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER no_update_of_entries")
        connection.commit()
    assert faults_of(path) == (
        "the tables are without the trigger no_update_of_entries that was made with them",
    )


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (
            "DELETE FROM entries WHERE position = 100",
            ("entry 100 is not there; the next is 101",),
        ),
        (
            "DELETE FROM entries WHERE position BETWEEN 100 AND 110",
            ("entries 100 to 110 are not there; the next is 111",),
        ),
        (
            "UPDATE entries SET body = (SELECT cast(replace(cast(body AS TEXT), 'nothing', 'x') "
            "AS BLOB)) WHERE position = 200",
            ("entry 200 was changed: a head covers other bytes, by the hash in its tile",),
        ),
        (
            "UPDATE entries SET body = (SELECT cast(replace(cast(body AS TEXT), 'nothing', 'x') "
            "AS BLOB)) WHERE position = 280",
            (
                "entry 306 was signed for other entries than 6 to 305, before it",
                "head 2 is not the root of these entries",
                "head 2 is followed by 3 that do not fit, too",
            ),
        ),
    ],
)
def test_what_was_changed_is_named_and_the_rest_compared(
    whole: bytes, tmp_path: Path, statement: str, told: tuple[str, ...]
) -> None:
    """In a tile that is full there is the hash of each entry; behind it only who signed them all
    is known."""
    assert changed(whole, tmp_path / "g.log", statement) == told


def test_it_says_where_it_stopped(whole: bytes, tmp_path: Path) -> None:
    found = changed(whole, tmp_path / "h.log", "UPDATE entries SET body = x'00' WHERE position > 0")
    assert len(found) == 101
    assert found[-1].startswith("verification stopped at entry ")
