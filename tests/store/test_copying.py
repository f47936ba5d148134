"""A backup is how the log began, whoever writes meanwhile, and the way back."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from servanda.store.connection import Connection
from servanda.store.copying import copy, copying
from servanda.store.database import reading
from servanda.store.envelope import envelope_bytes
from servanda.store.fault import StoreError
from servanda.store.files import hold
from servanda.store.log import Hand, append, open_log
from servanda.store.proof import last_head
from servanda.store.verifying import Verified, verify
from servanda.workspace.backing_up import back_up
from servanda.workspace.checking import checked, compared
from servanda.workspace.recording import begin
from tests.store.logs import BEGUN, grown_log, notes, small_log
from tests.store.processes import digits_of, started

if TYPE_CHECKING:
    from tests.store.own_server import OwnServer


def seen_in(place: str, look: Callable[[Connection], Verified]) -> Verified:
    with reading(open_log(place).database) as connection:
        return look(connection)


def test_a_backup_taken_while_others_write_is_how_the_log_began(place: str, tmp_path: Path) -> None:
    log, key = small_log(place)
    append(log, notes(1, 600), Hand(key, key), BEGUN + 60)
    writing = started("append", place, digits_of(key), "W", "1", "600", "held")
    assert writing.stdout is not None
    try:
        for number in range(5):
            writing.stdout.readline()
            assert back_up(place, str(tmp_path / f"{number}.log")).faults == ()
            writing.stdout.readline()
    finally:
        writing.kill()
        writing.communicate()
    sizes = []
    for number in range(5):
        found = compared(place, str(tmp_path / f"{number}.log"))
        assert found.parts_at is None
        assert found.first.head
        assert found.second.head
        assert found.second.head.size <= found.first.head.size
        sizes.append(found.second.head.size)
    assert sizes == sorted(sizes)
    assert sizes[0] < sizes[-1]
    assert sorted(each.name for each in tmp_path.glob("[0-9]*")) == [f"{n}.log" for n in range(5)]


@pytest.mark.server
def test_a_log_goes_from_either_database_to_either(
    database: str, server: str, tmp_path: Path
) -> None:
    log, _, key = grown_log(str(tmp_path / "a.log"), (300, 2))
    before = seen_in(log.where, verify)
    back_up(log.where, database)
    back_up(database, str(tmp_path / "b.log"))
    assert seen_in(database, verify) == seen_in(str(tmp_path / "b.log"), verify) == before
    restored = append(open_log(database), notes(900, 1), Hand(key, key), BEGUN + 600)
    assert restored.number == before.heads
    assert seen_in(database, verify).faults == ()


def test_a_copy_takes_no_place_of_another(place: str, tmp_path: Path) -> None:
    log, _ = small_log(place)
    other, _ = small_log(str(tmp_path / "other.log"))
    kept = Path(other.where).read_bytes()
    with pytest.raises(StoreError, match="there already; nothing was copied"):
        copy(log.database, other.where)
    assert Path(other.where).read_bytes() == kept
    with pytest.raises(StoreError, match="nothing was copied"):
        copy(other.database, place)
    assert open_log(place).name == log.name


def test_a_copy_that_fails_leaves_nothing(tmp_path: Path) -> None:
    log, _, _ = grown_log(str(tmp_path / "a.log"), (300,))
    damaged = bytearray(Path(log.where).read_bytes())
    damaged[8192:] = os.urandom(len(damaged) - 8192)
    Path(log.where).write_bytes(damaged)
    with pytest.raises(StoreError):
        copy(log.database, str(tmp_path / "b.log"))
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith("b")] == []


def test_where_no_file_can_be_is_said(tmp_path: Path) -> None:
    log, _ = small_log(str(tmp_path / "a.log"))
    (tmp_path / "folder").mkdir()
    nowhere, folder = str(tmp_path / "nowhere" / "b.log"), str(tmp_path / "folder")
    for place, told in ((nowhere, "there is no folder .*nowhere for b.log"), (folder, "a folder")):
        with pytest.raises(StoreError, match=told):
            begin(place, "small", "amal", "", tmp_path / "keys")
    with pytest.raises(StoreError, match="there is no folder .*nowhere for b.log"):
        copy(log.database, nowhere)
    with pytest.raises(StoreError, match="a folder"):
        copy(log.database, folder)
    assert not (tmp_path / "keys").exists()


def test_a_copy_bears_its_name_at_the_end_and_replaces_what_was_left(tmp_path: Path) -> None:
    log, _ = small_log(str(tmp_path / "a.log"))
    for end in ("", "-wal", "-shm", "-journal"):
        (tmp_path / f"b.log.part{end}").write_bytes(b"left by an earlier try")
    with copying(log.database, str(tmp_path / "b.log")) as copied, reading(copied) as connection:
        assert verify(connection).faults == ()
        assert not (tmp_path / "b.log").exists()
    assert [each.name for each in tmp_path.glob("b*")] == ["b.log"]


def test_files_go_along(place: str, tmp_path: Path) -> None:
    from servanda.store.database import writing

    log, _ = small_log(place)
    with writing(log.database) as connection:
        hold(connection, b"what nobody names")
    found = back_up(place, str(tmp_path / "b.log"))
    assert [each.what for each in found.faults] == ["is named by no entry"]


def test_an_older_copy_in_its_place_is_found_by_a_kept_head(tmp_path: Path) -> None:
    log, _, key = grown_log(str(tmp_path / "a.log"), (3, 2))
    copy(log.database, str(tmp_path / "old.log"))
    append(log, notes(50, 1), Hand(key, key), BEGUN + 600)
    with reading(log.database) as connection:
        (tmp_path / "head.json").write_bytes(envelope_bytes(last_head(connection)[0]))
    (tmp_path / "old.log").replace(log.where)
    assert checked(log.where, key.public, None).faults == ()
    (fault,) = checked(log.where, key.public, tmp_path / "head.json").faults
    assert fault.what == "covers 12 entries; here are only 10"


@pytest.mark.server
def test_what_pg_dump_wrote_is_restored(running: "OwnServer", tmp_path: Path) -> None:
    name = f"log_{uuid4().hex}"
    programs = {**os.environ, "PATH": f"{running.programs}{os.pathsep}{os.environ['PATH']}"}
    names = (name, f"{name}_restored")
    for each in names:
        run(["createdb", f"--maintenance-db={running.address}", each], programs)
    place, other = (running.address.replace("/postgres?", f"/{each}?") for each in names)
    log, _, key = grown_log(place, (300, 2))
    run(["pg_dump", "--format=custom", f"--file={tmp_path / 'dump'}", place], programs)
    run(["pg_restore", "--exit-on-error", f"--dbname={other}", str(tmp_path / "dump")], programs)
    assert seen_in(other, verify) == seen_in(place, verify)
    append(open_log(other), notes(900, 1), Hand(key, key), BEGUN + 600)
    assert compared(log.where, other).parts_at is None
    assert seen_in(other, verify).faults == ()


def run(command: list[str], programs: dict[str, str]) -> None:
    subprocess.run(command, env=programs, check=True, capture_output=True)
