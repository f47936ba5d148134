"""An import that is killed, at whatever moment, leaves what was there; the next one finishes it."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.intake.incidents.desk import HEADER, Desk

ROWS = 12_000
ROOT = Path(__file__).parents[3]
IMPORT = """
import sys
from pathlib import Path
from tests.intake.incidents.desk import Desk
desk = Desk(Path(sys.argv[1]))
print("begun", flush=True)
desk.imported(desk.folder / sys.argv[2], day=int(sys.argv[3]), export="complete")
"""


def table(rows: int, killed: int) -> str:
    lines = (f"{n},01.03.2025,shelling,North,{killed if n % 2 else 0},9\n" for n in range(rows))
    return HEADER + "".join(lines)


def begun(desk: Desk, name: str, day: int) -> subprocess.Popen[str]:
    """A process that has loaded everything and begins its import."""
    process = subprocess.Popen(
        [sys.executable, "-c", IMPORT, str(desk.folder), name, str(day)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    return process


def tallies(desk: Desk) -> tuple[int, int, int]:
    """How many incidents, how many versions, how many killed at least."""
    held = desk.held()
    assert len({row["id"] for row in held}) == len(held), "an incident is held twice"
    return len(held), len(desk.versions()), sum(row["killed_low"] for row in held)


def moments() -> Iterator[float]:
    return (0.02 + 0.06 * step for step in count())


@pytest.mark.slow
def test_killed_at_any_moment_nothing_is_lost_or_doubled(desk: Desk) -> None:
    desk.write(table(ROWS, 0), "first.csv")
    desk.write(table(ROWS, 3), "second.csv")
    desk.imported(desk.folder / "first.csv")
    before, after = (ROWS, ROWS, 0), (ROWS, ROWS + ROWS // 2, 3 * (ROWS // 2))
    assert tallies(desk) == before
    killed = 0
    for moment in moments():
        process = begun(desk, "second.csv", 1)
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)
        was_killed = process.wait() == -signal.SIGKILL
        assert tallies(desk) in (before, after), f"killed after {moment:.2f} s"
        killed += was_killed
        if not was_killed or tallies(desk) == after:
            break
    assert killed >= 5, "it was killed while it was at work"
    summary = desk.imported(desk.folder / "second.csv", day=1, export="complete")
    assert summary.deleted == 0
    assert tallies(desk) == after
    clean = Desk(desk.folder / "clean")
    clean.folder.mkdir()
    clean.imported(desk.folder / "first.csv")
    clean.imported(desk.folder / "second.csv", day=1, export="complete")
    assert desk.bytes_held() == clean.bytes_held(), "as if it had never been interrupted"


def test_what_an_interrupted_import_left_is_swept_and_never_read(desk: Desk) -> None:
    desk.imported(HEADER + "1,01.03.2025,mine,North,0,0\n")
    before = desk.bytes_held()
    place = desk.folder / "record" / "incidents" / "monitors"
    held = next(place.glob("incidents-*.parquet")).read_bytes()
    (place / "incidents-000002.parquet").write_bytes(held)  # settled, but no state names it
    (place / ".staging").mkdir()
    (place / ".staging" / "staged.parquet").write_bytes(held[:50])
    (place / ".state.json.new").write_text('{"half": ', encoding="utf-8")
    assert len(desk.held()) == 1
    desk.imported(HEADER + "1,01.03.2025,mine,North,0,0\n", day=1)
    assert desk.bytes_held() == before


def test_an_import_that_fails_leaves_no_trace(desk: Desk) -> None:
    desk.imported(HEADER + "1,01.03.2025,mine,North,0,0\n")
    before = desk.bytes_held()
    place = desk.folder / "record" / "incidents" / "monitors"
    broken = desk.write(b"PAR1" + b"\0" * 100, "broken.parquet")
    with pytest.raises(Exception, match="no Parquet"):
        desk.imported(broken, day=1)
    assert desk.bytes_held() == before
    assert not (place / ".staging").exists()
