"""What the world may refuse a log: one line that says so, and the log is as it was."""

import gc
import os
import random
import sqlite3
import subprocess
import sys
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from servanda.store.connection import Connection
from servanda.store.database import ONE_WRITER, Database, connected, reading, writing
from servanda.store.entry import Entry
from servanda.store.fault import JournalLeftWarning, StoreError
from servanda.store.log import Hand, Log, append, heads, open_log
from servanda.store.verifying import verify
from tests.store.logs import BEGUN, grown_log, note, notes, small_log

if TYPE_CHECKING:
    from servanda.store.key import SigningKey
    from tests.store.own_server import OwnServer

NOBODY = 65534
LARGE = 200_000  # bytes
AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root mounts a disk or is another user")


def require_as_before(place: str, size: int) -> None:
    with reading(open_log(place).database) as connection:
        assert verify(connection).faults == ()
        assert list(heads(connection))[-1].size == size


def large(number: int) -> Entry:
    text = random.Random(number).randbytes(LARGE // 2).hex()
    return Entry("document", f"record/L.{number}.md", {"parts": [text]})


def fill(log: Log, key: "SigningKey") -> int:
    """Appends until it is refused, as it must be; the last size that was acknowledged."""
    size = 0
    with pytest.raises(StoreError, match="the disk is full; nothing was written"):
        for number in range(1_000):
            size = append(log, (large(number),), Hand(key, key), BEGUN + 60).size
    return size


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[None]:
    how = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=755", "tmpfs", str(folder)]
    if subprocess.run(how, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


# --- The disk ------------------------------------------------------------------------------------


@AS_ROOT
def test_a_full_disk(tmp_path: Path) -> None:
    with small_disk(tmp_path, 2):
        place = str(tmp_path / "a.log")
        ballast = tmp_path / "ballast"
        ballast.write_bytes(bytes(LARGE * 3))
        log, key = small_log(place)
        with pytest.warns(JournalLeftWarning, match="what was written is safe, but in .*-wal"):
            size = fill(log, key)
        require_as_before(place, size)
        ballast.unlink()
        require_as_before(place, size)
        assert append(log, notes(1, 1), Hand(key, key), BEGUN + 60).size == size + 2
        assert [each.name for each in tmp_path.iterdir()] == ["a.log"]
        require_as_before(place, size + 2)


@AS_ROOT
@pytest.mark.server
def test_a_full_disk_of_a_server(running: "OwnServer", tmp_path: Path) -> None:
    folder = running.folder / "small"
    folder.mkdir()
    with small_disk(folder, 16):
        inside = folder / "tables"
        inside.mkdir()
        owner = running.folder.stat()
        os.chown(inside, owner.st_uid, owner.st_gid)
        inside.chmod(0o700)
        address = running.address
        for statement in (
            f"CREATE TABLESPACE small LOCATION '{inside}'",
            "CREATE DATABASE small TABLESPACE small",
        ):
            run_on(address, statement)
        log, key = small_log(address.replace("/postgres?", "/small?"))
        size = fill(log, key)
        require_as_before(log.where, size)
        run_on(address, "DROP DATABASE small WITH (FORCE)")
        run_on(address, "DROP TABLESPACE small")


def run_on(address: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(address, autocommit=True) as raw:
        raw.execute(statement)


def test_a_file_may_grow_no_further(tmp_path: Path) -> None:
    """A quota, as far as any process can set itself one."""
    place = str(tmp_path / "a.log")
    log, key = small_log(place)
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000)); "
        "from tests.store.test_refused import *; from tests.store.processes import *\n"
        "from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey as K\n"
        "from servanda.store.key import SigningKey\n"
        "key = SigningKey(K.from_private_bytes(bytes.fromhex(sys.argv[2])))\n"
        "log = open_log(sys.argv[1])\n"
        "for number in range(100): append(log, (large(number),), Hand(key, key), BEGUN + 60)\n"
    )
    from tests.store.processes import ROOT, digits_of

    done = subprocess.run(
        [sys.executable, "-c", code, place, digits_of(key)],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    told = done.stderr.strip().splitlines()[-1]
    assert told.endswith("the disk refused to read or write; nothing was written: see its state")
    with reading(open_log(place).database) as connection:
        size = list(heads(connection))[-1].size
    require_as_before(place, size)
    append(log, notes(1, 1), Hand(key, key), BEGUN + 60)
    require_as_before(place, size + 2)


# --- Who may write -------------------------------------------------------------------------------


@contextmanager
def as_nobody() -> Iterator[None]:
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder(tmp_path: Path) -> Path:
    """A folder that anybody may reach."""
    for folder in (tmp_path, *tmp_path.parents[:-2]):
        folder.chmod(0o755)
    return tmp_path


@AS_ROOT
@pytest.mark.parametrize("folder_mode", [0o755, 0o777])
def test_a_file_that_is_read_only_is_read_and_not_written(
    open_folder: Path, folder_mode: int
) -> None:
    inside = open_folder / "logs"
    inside.mkdir()
    place = str(inside / "a.log")
    log, key = small_log(place)
    Path(place).chmod(0o444)
    inside.chmod(folder_mode)
    before = Path(place).read_bytes()
    with as_nobody():
        require_as_before(place, 3)
        with pytest.raises(StoreError, match="cannot be written to; nothing was written"):
            append(log, notes(1, 1), Hand(key, key), BEGUN + 60)
    assert Path(place).read_bytes() == before
    if folder_mode == 0o755:
        assert [each.name for each in inside.iterdir()] == ["a.log"]


@AS_ROOT
def test_a_folder_that_is_read_only_is_read_and_not_written(open_folder: Path) -> None:
    inside = open_folder / "logs"
    inside.mkdir()
    place = str(inside / "a.log")
    log, key = small_log(place)
    Path(place).chmod(0o666)
    inside.chmod(0o755)
    with as_nobody():
        require_as_before(place, 3)
        with pytest.raises(StoreError, match="see who owns the file and its folder"):
            append(log, notes(1, 1), Hand(key, key), BEGUN + 60)
    require_as_before(place, 3)
    inside.chmod(0o777)
    with as_nobody():
        append(log, notes(1, 1), Hand(key, key), BEGUN + 60)
    require_as_before(place, 5)


@pytest.mark.server
def test_a_user_of_a_server_who_may_only_read(database: str) -> None:
    log, key = small_log(database)
    run_on(database, "DROP ROLE IF EXISTS reader")
    run_on(database, "CREATE ROLE reader LOGIN")
    run_on(database, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader")
    reader = Database(database.replace("postgres:@", "reader:@").replace("postgres@", "reader@"))
    assert reader.where != database
    require_as_before(reader.where, 3)
    with pytest.raises(StoreError, match="cannot be written to; nothing was written"):
        append(replace(log, database=reader), notes(1, 1), Hand(key, key), BEGUN + 60)
    require_as_before(database, 3)
    run_on(database, "DROP OWNED BY reader")
    run_on(database, "DROP ROLE reader")


# --- Others --------------------------------------------------------------------------------------


@contextmanager
def somebody_writing(place: str) -> Iterator[Connection]:
    """Another connection that has its turn and keeps it."""
    connection = connected(Database(place), "write")
    with closing(connection.raw):
        if connection.dialect == "sqlite":
            connection.run("BEGIN IMMEDIATE")
        else:
            connection.run(f"SELECT pg_advisory_xact_lock({ONE_WRITER})")
        yield connection


def test_somebody_else_is_writing_for_too_long(place: str) -> None:
    _, key = small_log(place)
    log = open_log(place, patience=0.2)
    with somebody_writing(place):
        with pytest.raises(StoreError, match="somebody else has been writing for too long"):
            append(log, notes(1, 1), Hand(key, key), BEGUN + 60)
        require_as_before(place, 3)
    append(log, notes(1, 1), Hand(key, key), BEGUN + 60)
    require_as_before(place, 5)


def test_somebody_else_writes_past_the_log(place: str) -> None:
    """An entry that nobody signed: found, and nothing is appended to it."""
    log, key = small_log(place)
    with writing(log.database) as connection:
        connection.insert(
            "entries", ("position", "kind", "name", "number", "body"), [(3, "act", "x", 1, b"{}")]
        )
    with pytest.raises(StoreError, match="was changed after it was witnessed, and nothing was add"):
        append(log, notes(1, 1), Hand(key, key), BEGUN + 60)
    with reading(log.database) as connection:
        found = {one.where for one in verify(connection).faults}
    assert found == {"entry 3"}


def test_somebody_else_writes_where_the_log_is_about_to(place: str) -> None:
    log, key = small_log(place)
    with writing(log.database) as connection:
        connection.insert("tiles", ("level", "place", "root", "hashes"), [(0, 0, b"x", b"x")])
    with pytest.raises(StoreError, match="without waiting for their turn; nothing was written"):
        append(log, notes(1, 300), Hand(key, key), BEGUN + 60)
    append(log, notes(1, 1), Hand(key, key), BEGUN + 60)


def test_a_log_of_a_newer_program(place: str) -> None:
    log, key = small_log(place)
    with writing(log.database) as connection:
        connection.run("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match=r"newer Servanda \(tables 9999, .* upgrade this program"):
        open_log(place)
    with pytest.raises(StoreError, match="newer Servanda"):
        append(log, notes(1, 1), Hand(key, key), BEGUN + 60)


@pytest.mark.server
@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("/log_", "/lag_"), "the server has no such database"),
        (("host=", "host=/nowhere"), "no server answers"),
    ],
)
def test_a_server_that_has_no_log(database: str, change: tuple[str, str], told: str) -> None:
    with pytest.raises(StoreError, match=told):
        open_log(database.replace(*change))


# --- Damage --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("whole") / "a.log"
    grown_log(str(path), (2, 300, 1))
    return path.read_bytes()


def found_in(path: Path) -> tuple[str, ...]:
    """What is said of a damaged file: never a failure of the program."""
    try:
        log = open_log(str(path))
        with reading(log.database) as connection:
            return tuple(f"{one.where} {one.what}" for one in verify(connection).faults)
    except StoreError as problem:
        assert "\n" not in str(problem)
        return (str(problem),)


def every_row(path: Path) -> Any:
    tables = ("entries", "tiles", "heads", "files", "alembic_version")
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as raw:
        return [raw.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in tables]


def test_a_truncated_file_is_found(whole: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    path.write_bytes(whole)
    rows = every_row(path)
    draw = random.Random(1)
    for size in (0, 1, 15, 99, 100, 512, *(draw.randrange(len(whole)) for _ in range(40))):
        path.write_bytes(whole[:size])
        assert found_in(path), size
    path.write_bytes(whole[:-1])  # a byte in which nothing stands
    assert found_in(path) or every_row(path) == rows


def test_a_flipped_bit_is_found_or_says_nothing_else(whole: bytes, tmp_path: Path) -> None:
    """Of 100 at random; test_second_verifier asks both verifiers of others."""
    path = tmp_path / "a.log"
    draw = random.Random(2)
    path.write_bytes(whole)
    rows = every_row(path)
    harmless = 0
    for _ in range(100):
        at, bit = draw.randrange(len(whole)), 1 << draw.randrange(8)
        damaged = bytearray(whole)
        damaged[at] ^= bit
        path.write_bytes(damaged)
        if not found_in(path):
            harmless += 1
            assert every_row(path) == rows, (at, bit)
    assert harmless < 60  # of what no row stands in


def test_what_is_damaged_says_what_to_do(whole: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    path.write_bytes(whole[: len(whole) // 2])
    assert any("restore a backup" in each or "damaged" in each for each in found_in(path))
    path.write_bytes(b"x" * 100 + whole[100:])
    assert found_in(path) == (
        f"{path}: this is no log, or its beginning is damaged: restore a backup",
    )
    log, key = small_log(str(tmp_path / "b.log"))
    path.write_bytes(whole[: len(whole) // 3])
    with pytest.raises(StoreError):
        append(replace(log, database=Database(str(path))), (note(1),), Hand(key, key), BEGUN + 90)


def test_the_password_of_an_address_is_never_told() -> None:
    secret = "postgresql://amal:secret@localhost:1/none"
    with pytest.raises(StoreError) as told:
        open_log(secret, patience=2)
    assert "secret" not in str(told.value)
    assert "amal:…@" in str(told.value)


def test_rows_that_nobody_reads_to_their_end_leave_no_word(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it happens where a fault stops the reading, and the connection is closed before the rows
    are forgotten."""
    log, _, _ = grown_log(place, (3,))
    gc.collect()  # what others left
    told: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", told.append)
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        with reading(log.database) as connection:
            rows = connection.stream("SELECT position FROM entries ORDER BY position")
            assert next(rows) == (0,)
        del rows
        gc.collect()
    assert (told, [str(one.message) for one in warned]) == ([], [])
