"""Eight who write and eight who read at once: nothing is lost, nothing doubled, nobody misled."""

import json
import subprocess
from collections import Counter
from collections.abc import Mapping

import pytest

from servanda.store.database import reading
from servanda.store.log import heads, logged, open_log
from servanda.store.verifying import verify
from tests.store.appending import named
from tests.store.logs import small_log
from tests.store.processes import digits_of, started

WRITERS = READERS = 8


@pytest.mark.parametrize(
    ("seconds", "others"),
    [(3, 2), pytest.param(60, WRITERS, marks=pytest.mark.slow)],
    ids=["two for a moment", "eight for a minute"],
)
def test_nothing_is_lost_or_doubled(place: str, seconds: int, others: int) -> None:
    log, key = small_log(place)
    writers = [
        started(
            "append", place, digits_of(key), f"W{number}", "1", str(seconds),
            ("held", "apart")[number % 2],
        )
        for number in range(others)
    ]  # fmt: skip
    readers = [started("read", place, str(seconds)) for _ in range(others)]
    told = {number: told_by(each) for number, each in enumerate(writers)}
    seen = [told_by(each) for each in readers]
    with reading(open_log(place).database) as connection:
        assert verify(connection).faults == ()
        covered = {head.size: head.root.hex() for head in heads(connection)}
        names = Counter(one.entry.name for one in logged(connection, ("document",)))
    expected = [
        named(f"W{number}.{line['number']}", each).name
        for number, lines in told.items()
        for line in lines
        for each in range(int(str(line["number"])) % 3 + 1)
    ]
    assert names == Counter(expected)
    for line in (line for lines in (*told.values(), *seen) for line in lines):
        assert covered[int(str(line["size"]))] == line["root"]
    assert all(told.values())
    assert all(seen)


def told_by(process: "subprocess.Popen[str]") -> list[Mapping[str, object]]:
    """What a process said, which must have gone well."""
    out, wrong = process.communicate(timeout=180)
    assert process.returncode == 0, wrong
    return [json.loads(line) for line in out.splitlines()]
