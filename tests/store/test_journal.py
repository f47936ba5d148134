"""What lies beside a log after a crash holds acknowledged entries: nothing loses it or mixes it."""

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from servanda.cli.application import application
from servanda.store.copying import copy
from servanda.store.database import reading
from servanda.store.fault import JournalLeftWarning, StoreError
from servanda.store.log import Hand, append, held_open, open_log
from servanda.store.verifying import verify
from tests.store.logs import BEGUN, notes, small_log
from tests.store.second import verified_here

ACKNOWLEDGED = 35


@pytest.fixture
def crashed(tmp_path: Path) -> Path:
    """A log as a crash leaves it: five entries in the file, thirty more beside it."""
    there, after = tmp_path / "there", tmp_path / "after"
    there.mkdir()
    after.mkdir()
    log, key = small_log(str(there / "a.log"))
    append(log, notes(1, 1), Hand(key, key), BEGUN + 60)
    with held_open(log) as held:
        append(held, notes(2, 29), Hand(key, key), BEGUN + 120)
        for each in ("a.log", "a.log-wal"):
            shutil.copy(there / each, after / each)
    (after / "amal.pub").write_text(key.public.raw.hex(), "utf-8")
    return after / "a.log"


def kept(log: Path) -> dict[str, bytes]:
    """What must stay; the index in `-shm` is made anew by whoever opens the log."""
    names = (log.name, f"{log.name}-wal")
    return {name: (log.parent / name).read_bytes() for name in names}


def run(*arguments: object) -> Result:
    return CliRunner(env={"COLUMNS": "400"}).invoke(application, [str(each) for each in arguments])


READS: Sequence[tuple[str, ...]] = (
    ("verify",), ("head",), ("dump",), ("prove", "record/1.md"), ("compare", "{}"),
    ("backup", "{}.copy"),
)  # fmt: skip


@pytest.mark.parametrize("command", READS, ids=lambda one: str(one[0]))
@pytest.mark.parametrize("size", [None, 10_000, 5_000, 10, 0])
def test_who_reads_changes_and_deletes_nothing(
    crashed: Path, command: tuple[str, ...], size: int | None
) -> None:
    if size is not None:
        crashed.write_bytes(crashed.read_bytes()[:size])
    before = kept(crashed)
    name, *rest = command
    done = run("log", name, crashed, *(each.format(crashed) for each in rest))
    assert "Traceback" not in done.output
    assert kept(crashed) == before
    if size is None or size < 100 or name == "verify":  # else what is asked may stand beside it
        assert (done.exit_code == 0) == (size is None), done.output


def test_what_was_acknowledged_is_read_and_then_written(crashed: Path, tmp_path: Path) -> None:
    assert f"{ACKNOWLEDGED} entries" in run("log", "verify", crashed).output
    said = verified_here(crashed, "--key", crashed.parent / "amal.pub")
    assert said.holds
    assert f"{ACKNOWLEDGED} entries" in said.text
    saved = tmp_path / "saved.log"
    assert f"{ACKNOWLEDGED} entries" in run("log", "backup", crashed, saved).output
    assert run("log", "migrate", crashed).exit_code == 0
    assert [each.name for each in crashed.parent.glob("a.log*")] == ["a.log"]
    assert f"{ACKNOWLEDGED} entries" in run("log", "verify", crashed).output


@pytest.mark.parametrize("size", [10_000, 5_000])
def test_who_cannot_write_leaves_it(crashed: Path, size: int) -> None:
    log = open_log(str(crashed))
    crashed.write_bytes(crashed.read_bytes()[:size])
    before = kept(crashed)
    _, key = small_log(str(crashed.parent / "b.log"))
    with pytest.raises(StoreError):
        append(log, notes(90, 1), Hand(key, key), BEGUN + 180)
    assert kept(crashed) == before


def test_a_backup_goes_to_no_place_with_a_journal(crashed: Path, tmp_path: Path) -> None:
    log, _ = small_log(str(tmp_path / "backup.log"))
    crashed.unlink()
    left = Path(f"{crashed}-wal")
    before = left.read_bytes()
    for command in (
        ("log", "backup", log.where, crashed),
        ("log", "new", crashed, "--title", "t", "--keeper", "zoe", "--keys", tmp_path / "keys"),
    ):
        done = run(*command)
        assert done.exit_code == 2
        assert f"{left} lies there and belongs to another log of that name" in done.output
        assert not crashed.exists()
        assert left.read_bytes() == before
    crashed.write_bytes(b"")
    with pytest.raises(StoreError, match="move both away together"):
        small_log(str(crashed))
    assert left.read_bytes() == before


def test_the_way_back_keeps_what_was_left(crashed: Path) -> None:
    """As docs/log-operation.md has it."""
    folder = crashed.parent
    assert run("log", "backup", crashed, folder / "backup.log").exit_code == 0
    (folder / "damaged").mkdir()
    for each in folder.glob("a.log*"):
        each.rename(folder / "damaged" / each.name)
    assert run("log", "backup", folder / "backup.log", crashed).exit_code == 0
    assert [each.name for each in folder.glob("a.log*")] == ["a.log"]
    for path in (crashed, folder / "damaged" / "a.log"):
        assert f"{ACKNOWLEDGED} entries" in run("log", "verify", path).output


@pytest.fixture
def somebody_reads(tmp_path: Path) -> Iterator[tuple[Path, Hand]]:
    """A log, and somebody who goes on seeing it as it was, without the right to write."""
    log, key = small_log(str(tmp_path / "a.log"))
    with closing(sqlite3.connect(f"file:{log.where}?mode=ro", uri=True)) as raw:
        raw.execute("BEGIN")
        assert raw.execute("SELECT count(*) FROM entries").fetchone() == (3,)
        yield tmp_path / "a.log", Hand(key, key)


def test_what_cannot_be_brought_into_the_file_is_said(
    somebody_reads: tuple[Path, Hand],
) -> None:
    path, hand = somebody_reads
    log = open_log(str(path))
    append(log, notes(1, 1), hand, BEGUN + 60)
    told = pytest.warns(JournalLeftWarning, match="as somebody is reading; the next command that")
    with told:
        append(log, notes(2, 1), hand, BEGUN + 60)
    with reading(log.database) as connection:
        assert verify(connection).faults == ()
    done = run("log", "migrate", path)
    assert done.exit_code == 0
    assert "as somebody is reading" in done.stderr
    copy(log.database, str(path.with_name("b.log")))


def test_it_is_said_by_the_command(somebody_reads: tuple[Path, Hand], tmp_path: Path) -> None:
    path, hand = somebody_reads
    keys = tmp_path / "keys"
    keys.mkdir()
    from cryptography.hazmat.primitives import serialization as form

    (keys / "amal.key").write_bytes(
        hand.author.private.private_bytes(
            form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption()
        )
    )
    (keys / "amal.pub").write_text(hand.author.public.raw.hex(), "utf-8")
    for number in range(2):  # the first finds the journal empty
        done = run("log", "key", path, f"b{number}", "--author", "amal", "--keys", keys)
        assert done.exit_code == 0, done.output
    assert "could not be brought into the file yet, as somebody is reading" in done.stderr
