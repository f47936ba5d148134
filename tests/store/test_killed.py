"""Killed in the middle of whatever it was doing, a log has lost nothing that it acknowledged."""

import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from servanda.store.database import reading
from servanda.store.key import SigningKey
from servanda.store.log import heads, logged, open_log
from servanda.store.verifying import verify
from tests.store.appending import named
from tests.store.logs import grown_log, small_log
from tests.store.processes import digits_of, started

if TYPE_CHECKING:
    from tests.store.own_server import OwnServer

APPENDS, KILLS, SEED = 1_000, 10, 6


@pytest.mark.slow
def test_what_was_acknowledged_is_there_after_a_kill(place: str) -> None:
    log, key = small_log(place)
    draw = random.Random(SEED)
    seen: dict[int, Mapping[str, object]] = {}
    for kill in range(KILLS):
        first = max(seen, default=0) + 2  # one number is left out: it may have been written
        after = round(APPENDS / KILLS * (kill + 1)) - len(seen)
        how = ("held", "apart")[kill % 2]
        for line in until_killed(place, key, first, how, after, draw.uniform(0, 0.02)):
            seen[int(str(line["number"]))] = line
        require_whole(place, seen)
    assert len(seen) >= APPENDS
    assert open_log(place).name == log.name


def until_killed(
    place: str, key: SigningKey, first: int, how: str, after: int, delay: float
) -> Iterator[Mapping[str, object]]:
    """What a process acknowledged: killed at some moment after so many times."""
    writing = started("append", place, digits_of(key), "K", str(first), "600", how)
    assert writing.stdout is not None
    for _ in range(after):
        line = writing.stdout.readline()
        assert line, writing.stderr and writing.stderr.read()
        yield json.loads(line)
    time.sleep(delay)
    writing.kill()
    rest, _ = writing.communicate()
    for line in rest.splitlines(keepends=True):
        if line.endswith("\n"):
            yield json.loads(line)
    assert writing.returncode == -9


def require_whole(place: str, seen: Mapping[int, Mapping[str, object]]) -> None:
    """Every acknowledged head and its entries are there, at most one more for every kill, and no
    part of an append."""
    with reading(open_log(place).database) as connection:
        assert verify(connection).faults == ()
        covered = {head.size: head.root.hex() for head in heads(connection)}
        names = [one.entry.name for one in logged(connection, ("document",))]
    for number, line in seen.items():
        assert covered[int(str(line["size"]))] == line["root"]
        assert {named(f"K.{number}", each).name for each in range(number % 3 + 1)} <= set(names)
    written = {int(name.split(".")[1]) for name in names}
    assert len(names) == sum(number % 3 + 1 for number in written)
    assert len(written - set(seen)) <= KILLS


@pytest.mark.slow
def test_a_backup_that_is_killed_leaves_no_log_and_is_made_again(tmp_path: Path) -> None:
    """Whenever it is killed: while it copies, while it looks at what it copied."""
    log, _, _ = grown_log(str(tmp_path / "a.log"), (30_000,))
    whole = tmp_path / "b.log"
    began = time.monotonic()
    assert backing_up(log.where, whole).wait() == 0
    took = time.monotonic() - began
    seen_part = 0
    for kill in range(KILLS):
        whole.unlink(missing_ok=True)
        copying = backing_up(log.where, whole)
        while copying.poll() is None and not any(tmp_path.glob("b.log*")):
            time.sleep(0.001)
        time.sleep(took * kill / KILLS)
        copying.kill()
        copying.wait()
        left = {each.name for each in tmp_path.glob("b.log*")}
        if copying.returncode == -9 and "b.log" not in left:
            seen_part += 1
            assert left <= {f"b.log.part{end}" for end in ("", "-wal", "-shm", "-journal")}
        else:
            assert left == {"b.log"}
    assert seen_part > 1
    whole.unlink(missing_ok=True)
    assert backing_up(log.where, whole).wait() == 0
    assert [each.name for each in tmp_path.glob("b.log*")] == ["b.log"]


def backing_up(log: str, to: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "servanda", "log", "backup", log, str(to)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL)


@pytest.mark.slow
@pytest.mark.server
def test_a_server_that_is_killed_has_lost_nothing(own_server: "OwnServer") -> None:
    log, key = small_log(own_server.address)
    draw = random.Random(SEED)
    seen: dict[int, Mapping[str, object]] = {}
    for _ in range(3):
        writing = started(
            "append", log.where, digits_of(key), "K", str(max(seen, default=0) + 2), "600", "held"
        )
        assert writing.stdout is not None
        for _ in range(draw.randrange(20, 60)):
            line = json.loads(writing.stdout.readline())
            seen[line["number"]] = line
        own_server.kill()
        rest, told = writing.communicate(timeout=60)
        seen |= {one["number"]: one for one in map(json.loads, rest.splitlines())}
        assert "no server answers, or it went away" in told
        own_server.start()
        require_whole(log.where, seen)
