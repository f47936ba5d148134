"""Eight who write and eight who read at once: nothing is lost, nothing doubled, nobody misled."""

import json
import subprocess
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from servanda.store.database import reading
from servanda.store.log import heads, logged, open_log
from servanda.store.verifying import verify
from tests.store.appending import named
from tests.store.conftest import has_server
from tests.store.logs import small_log
from tests.store.processes import digits_of, started

WRITERS = READERS = 8
Lines = list[Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Busy:
    """A log that so many write to and as many read, each a process of its own."""

    place: str
    writers: "Sequence[subprocess.Popen[str]]"
    readers: "Sequence[subprocess.Popen[str]]"


def busy(place: str, seconds: int, others: int) -> Busy:
    _, key = small_log(place)
    writers = [
        started(
            "append", place, digits_of(key), f"W{number}", "1", str(seconds),
            ("held", "apart")[number % 2],
        )
        for number in range(others)
    ]  # fmt: skip
    return Busy(place, writers, [started("read", place, str(seconds)) for _ in range(others)])


def require_nothing_lost_or_doubled(logs: Sequence[Busy]) -> None:
    processes = [each for log in logs for each in (*log.writers, *log.readers)]
    with ThreadPoolExecutor(len(processes)) as pool:  # so that nobody waits for being heard
        lines = dict(zip(processes, pool.map(told_by, processes), strict=True))
    for log in logs:
        require_as_told(
            log.place,
            [lines[each] for each in log.writers],
            [lines[each] for each in log.readers],
        )


def require_as_told(place: str, told: Sequence[Lines], seen: Sequence[Lines]) -> None:
    with reading(open_log(place).database) as connection:
        assert verify(connection).faults == ()
        covered = {head.size: head.root.hex() for head in heads(connection)}
        names = Counter(one.entry.name for one in logged(connection, ("document",)))
    expected = [
        named(f"W{number}.{line['number']}", each).name
        for number, lines in enumerate(told)
        for line in lines
        for each in range(int(str(line["number"])) % 3 + 1)
    ]
    assert names == Counter(expected)
    for line in (line for lines in (*told, *seen) for line in lines):
        assert covered[int(str(line["size"]))] == line["root"]
    assert all(told)
    assert all(seen)


def told_by(process: "subprocess.Popen[str]") -> Lines:
    """What a process said, which must have gone well."""
    out, wrong = process.communicate(timeout=180)
    assert process.returncode == 0, wrong
    return [json.loads(line) for line in out.splitlines()]


def test_two_for_a_moment(place: str) -> None:
    require_nothing_lost_or_doubled([busy(place, 3, 2)])


@pytest.mark.slow
@pytest.mark.server
def test_eight_for_a_minute(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """In both databases in the same minute, each with eight of a kind; without a server in one."""
    places = [str(tmp_path / "a.log")]
    if has_server():
        places.append(request.getfixturevalue("database"))
    require_nothing_lost_or_doubled([busy(place, 60, WRITERS) for place in places])
