"""An import that is killed after a checkpoint goes on from there, and ends as if it never had."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from servanda.intake.incidents import checkpoint
from servanda.intake.incidents.checkpoint import Discarded, Resumed
from servanda.intake.incidents.formats import format_named
from servanda.intake.incidents.importing import Order, Progress, import_incidents
from servanda.intake.incidents.mapping import Mapping
from servanda.intake.incidents.model import ImportSummary, Incident, Quarantined
from servanda.intake.incidents.staging import Stage
from tests.intake.incidents.desk import FIRST_DAY, HEADER, MONITORS, Desk, mapping_of

ROWS, EVERY = 6_000, 500
ROOT = Path(__file__).parents[3]
# It kills itself, as nothing else could at exactly that row: SIGKILL leaves no time to tidy up.
KILLED = """
import os, signal, sys
from datetime import timedelta
from pathlib import Path
from servanda.intake.incidents import importing, merging
from tests.intake.incidents.desk import FIRST_DAY, mapping_of

folder, file, mapping, moment = sys.argv[1:]

def killed(*_):
    os.kill(os.getpid(), signal.SIGKILL)

def told(so_far):
    if moment == str(so_far.rows):
        killed()

if moment == "laying":
    merging.Merging.lay = killed
if moment == "writing":
    importing.store.commit = killed
if moment == "tidying":
    importing.store.sweep = lambda place, state: state.generation > 1 and killed()
order = importing.Order(Path(folder), "monitors", Path(file), mapping_of(Path(mapping).read_text()),
                        FIRST_DAY + timedelta(days=1), "complete", goes_on=True)
importing.import_incidents(order, told, print, 500)
"""
ALIKE = MONITORS.replace('id = ["No"]\n', "")


def table(rows: int = ROWS, killed: int = 3) -> str:
    """Every seventh row has the number of one above it, every eleventh no time, and some stand
    there twice."""
    lines = [
        f"{n - 900 if n % 7 == 0 and n > 900 else n},"
        f"{'' if n % 11 == 0 else '01.03.2025'},shelling,North,{killed if n % 2 else 0},9\n"
        for n in range(rows)
    ]
    return HEADER + "".join([*lines[:-300], *lines[:300]])


@dataclass(frozen=True)
class Case:
    """Two desks on which the same was held and the same is imported; one was interrupted."""

    desk: Desk
    clean: Desk
    mapping: str

    @property
    def place(self) -> Path:
        return self.desk.folder / "record" / "incidents" / "monitors"

    def held(self) -> list[tuple[object, ...]]:
        """Every version that is held, whatever else lies in the folder."""
        return [tuple(map(str, row.values())) for row in self.desk.versions()]

    def killed(self, moment: str) -> None:
        """The import of the second table, killed after so many rows or at a step."""
        mapping = self.desk.write(self.mapping, "mapping.toml")
        done = subprocess.run(
            [sys.executable, "-c", KILLED, str(self.desk.folder / "record"),
             str(self.desk.folder / "second.csv"), str(mapping), moment],
            cwd=ROOT, capture_output=True, text=True, env={**os.environ, "PYTHONHASHSEED": "7"},
        )  # fmt: skip
        assert done.returncode == -signal.SIGKILL, done.stderr

    def ends_the_same(self) -> tuple[list[Resumed | Discarded], ImportSummary]:
        """Imported again, and what was noted; all is as on the desk without interruption."""
        noted: list[Resumed | Discarded] = []
        summaries = [
            desk.imported(desk.folder / "second.csv", self.mapping, day=1, export="complete",
                          noted=tell, every=EVERY)
            for desk, tell in ((self.desk, noted.append), (self.clean, _never))
        ]  # fmt: skip
        assert self.desk.bytes_held() == self.clean.bytes_held()
        assert not list(self.place.glob(".*")), "nothing is left of the work"
        if noted and isinstance(noted[0], Resumed):
            assert summaries[0].read == ROWS
        return noted, summaries[0]


def _never(begun: Resumed | Discarded) -> None:
    raise AssertionError(begun)


def case_of(desk: Desk, mapping: str = MONITORS) -> Case:
    case = Case(Desk(desk.folder / "interrupted"), Desk(desk.folder / "clean"), mapping)
    for each in (case.desk, case.clean):
        each.folder.mkdir()
        each.write(table(killed=0), "first.csv")
        each.write(table(), "second.csv")
        each.imported(each.folder / "first.csv", mapping)
    return case


@pytest.fixture
def case(desk: Desk) -> Case:
    return case_of(desk)


@pytest.mark.parametrize(
    ("mapping", "moment", "begun"),
    [
        # It is told of a row before the checkpoint at the same row is made.
        (MONITORS, "1000", Resumed(500, 501)),
        (MONITORS, "6000", Resumed(5_500, 5_501)),
        (MONITORS, "laying", Resumed(ROWS, None)),
        (MONITORS, "writing", Resumed(ROWS, None)),
        (ALIKE, "4000", Resumed(3_500, 3_501)),
        (ALIKE, "writing", Resumed(ROWS, None)),
    ],
)
def test_killed_and_resumed_all_is_the_same(
    desk: Desk, mapping: str, moment: str, begun: Resumed
) -> None:
    case = case_of(desk, mapping)
    before = case.held()
    case.killed(moment)
    assert case.held() == before, "what was read is not held yet"
    assert len(list(case.place.glob(".reading/staged-*"))) <= ROWS // EVERY + 1
    noted, summary = case.ends_the_same()
    assert noted == [begun]
    assert summary.accepted > 0 and summary.unchanged > 0 and summary.quarantined > 0


def test_killed_time_and_again_it_gets_on(case: Case) -> None:
    for moment in ("2000", "3000", "5000", "laying", "laying"):
        case.killed(moment)
    assert case.ends_the_same()[0] == [Resumed(ROWS, None)]


def test_killed_when_all_is_held_it_changes_nothing(case: Case) -> None:
    case.clean.imported(case.clean.folder / "second.csv", day=1, export="complete")
    case.killed("tidying")
    noted, summary = case.ends_the_same()
    assert noted == [Resumed(ROWS, None)]
    assert summary.accepted == 0


def test_killed_before_the_first_checkpoint_it_begins_anew(case: Case) -> None:
    reading = case.place / ".reading"
    reading.mkdir()
    (reading / "staged-0001.parquet").write_bytes(b"PAR1 half of it")
    assert case.ends_the_same()[0] == []


def test_a_resumed_import_tells_first_how_far_it_was(case: Case) -> None:
    case.killed("4000")
    told: list[Progress] = []
    order = Order(
        case.desk.folder / "record", "monitors", case.desk.folder / "second.csv",
        mapping_of(), FIRST_DAY, goes_on=True,
    )  # fmt: skip
    import_incidents(order, told.append, lambda begun: None, EVERY)
    assert [one.rows for one in told] == [3_500, 4_000, 5_000, 6_000]
    assert 0 < told[0].done <= told[1].done <= told[0].size == told[-1].size


def _as_json(desk: Desk) -> Path:
    rows = [{"No": n, "Date": "01.03.2025" if n % 9 else "", "What": "mine", "Village": "North",
             "Low": 0, "High": n % 4} for n in range(1_300)]  # fmt: skip
    return desk.write(json.dumps(rows), "table.json")


def _as_parquet(desk: Desk) -> Path:
    pd.read_json(_as_json(desk), dtype=False).to_parquet(desk.folder / "table.parquet")
    return desk.folder / "table.parquet"


def _as_spreadsheet(desk: Desk) -> Path:
    pd.read_json(_as_json(desk), dtype=False).to_excel(desk.folder / "t.xlsx", index=False)
    return desk.folder / "t.xlsx"


def _as_revisions(desk: Desk) -> Path:
    """A count that is revised every minute."""
    lines = (
        {"recorded_at": f"2025-10-20T{n // 60:02}:{n % 60:02}:00Z", "report_date": "2025-10-19",
         "field": "killed", "old": None, "new": n}
        for n in range(1_300)
    )  # fmt: skip
    return desk.write("".join(json.dumps(line) + "\n" for line in lines), "lines.jsonl")


@pytest.mark.parametrize(
    ("written", "mapping"),
    [
        (_as_json, mapping_of()),
        (_as_parquet, mapping_of()),
        (_as_spreadsheet, mapping_of()),
        (_as_revisions, format_named("count-revisions")),
    ],
)
def test_every_kind_of_file_is_resumed(
    desk: Desk, written: Callable[[Desk], Path], mapping: Mapping
) -> None:
    """Ended by Ctrl-C at row 1,000; where it goes on depends on nothing but the number of rows."""
    file = written(desk)
    noted: list[Resumed | Discarded] = []
    order = Order(desk.folder / "record", "monitors", file, mapping, FIRST_DAY)
    with pytest.raises(KeyboardInterrupt):
        import_incidents(order, _ended, noted.append, 300)
    summary = import_incidents(order, lambda so_far: None, noted.append, 300)
    assert noted == [Resumed(900, 901)]
    clean = Desk(desk.folder / "clean")
    clean.folder.mkdir()
    assert clean.imported(file, mapping) == summary
    assert summary.read == 1_300
    assert desk.bytes_held() == clean.bytes_held()


def _ended(so_far: Progress) -> None:
    raise KeyboardInterrupt


# --- What is not taken up -------------------------------------------------------------------------


def test_another_file_is_read_from_its_beginning(case: Case) -> None:
    case.killed("4000")
    for desk in (case.desk, case.clean):
        desk.write(table(killed=4), "second.csv")
    (begun,), _ = case.ends_the_same()
    assert isinstance(begun, Discarded) and "this one has changed" in begun.why


def test_a_row_more_makes_another_file(case: Case) -> None:
    case.killed("4000")
    for desk in (case.desk, case.clean):
        desk.write(table() + "99999,02.03.2025,mine,South,1,1\n", "second.csv")
    (begun,), summary = case.ends_the_same()
    assert isinstance(begun, Discarded) and summary.read == ROWS + 1


def test_the_same_file_by_another_name_is_read_anew(case: Case) -> None:
    """The quarantine tells the name."""
    case.killed("4000")
    noted: list[Resumed | Discarded] = []
    shutil.copy(case.desk.folder / "second.csv", case.desk.folder / "third.csv")
    case.desk.imported(case.desk.folder / "third.csv", noted=noted.append)
    assert noted == [Discarded("it was of a file of another name")]


def test_another_mapping_reads_anew(case: Case) -> None:
    case.killed("4000")
    other = Case(case.desk, case.clean, MONITORS.replace("Europe/Kyiv", "Asia/Gaza"))
    (begun,), _ = other.ends_the_same()
    assert isinstance(begun, Discarded) and "mapping" in begun.why


def test_another_version_of_the_program_reads_anew(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    case.killed("4000")
    monkeypatch.setattr(checkpoint, "__version__", "999.0")
    (begun,), _ = case.ends_the_same()
    assert isinstance(begun, Discarded) and "another version" in begun.why


def test_rows_that_an_agreement_refines_are_read_anew(case: Case) -> None:
    """What it knows is no part of the checkpoint."""
    case.killed("4000")

    def refine(incident: Incident) -> Incident:
        return incident

    order = Order(
        case.desk.folder / "record", "monitors", case.desk.folder / "second.csv",
        mapping_of(), FIRST_DAY, goes_on=True, refine=refine,
    )  # fmt: skip
    noted: list[Resumed | Discarded] = []
    import_incidents(order, lambda so_far: None, noted.append)
    assert [type(one) for one in noted] == [Discarded]


def _halved(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _edited(path: Path) -> None:
    held = json.loads(path.read_text())
    path.write_text(json.dumps({**held, "rows": held["rows"] - 1}))


def _flipped(path: Path) -> None:
    held = bytearray(path.read_bytes())
    held[len(held) // 2] ^= 1
    path.write_bytes(held)


DAMAGE: list[tuple[str, Callable[[Path], object]]] = [
    ("checkpoint.json", _halved),
    ("checkpoint.json", _edited),
    ("checkpoint.json", lambda path: path.write_bytes(b"")),
    ("checkpoint.json", lambda path: path.write_bytes(b"\xff\xfe[]")),
    ("checkpoint.json", lambda path: path.write_text("[" * 100_000)),
    ("checkpoint.json", lambda path: path.write_text("[1, 2]")),
    ("staged-0003.parquet", _halved),
    ("staged-0001.parquet", _flipped),
    ("staged-0002.parquet", Path.unlink),
    ("quarantined-0002.parquet", _flipped),
    ("quarantined-0001.parquet", Path.unlink),
]


def test_a_damaged_checkpoint_is_thrown_away(case: Case) -> None:
    case.killed("4000")
    reading, kept = case.place / ".reading", case.desk.folder / "kept"
    shutil.copytree(reading, kept)
    for name, damage in DAMAGE:
        shutil.rmtree(reading, ignore_errors=True)
        shutil.copytree(kept, reading)
        damage(reading / name)
        found = checkpoint.taken_up(reading, _wanted(case))
        assert isinstance(found, Discarded) and "damaged" in found.why, name
    (begun,), _ = case.ends_the_same()
    assert isinstance(begun, Discarded) and "is missing" in begun.why


def _wanted(case: Case) -> checkpoint.ReadAs:
    file = case.desk.folder / "second.csv"
    return checkpoint.read_as(file, checkpoint.file_digest(file), mapping_of())


# --- How it is ------------------------------------------------------------------------------------


def test_an_import_that_fails_is_not_resumed(case: Case) -> None:
    """It would fail again; nothing of it is left."""
    case.killed("laying")
    before = case.held()
    empty = case.desk.write(HEADER + "1,01.03.2025,mine,North,0,0\n", "second.csv")
    with pytest.raises(Exception, match="would be gone"):
        case.desk.imported(empty, day=1, export="complete", goes_on=False)
    assert case.held() == before
    assert not list(case.place.glob(".*"))


def test_parts_stay_few(tmp_path: Path) -> None:
    """After 32 parts each is a thirty-second longer than all before it together."""
    begun = checkpoint.Checkpoint(checkpoint.ReadAs("a", "b", "c", "d"))
    mapping = mapping_of()
    with Stage(tmp_path, begun, mapping, lambda one: one, 10) as stage:
        for row in range(1, 20_001):
            stage.add(Quarantined(row, "no-time", None, ""))
            if stage.is_due:
                stage.keep(row, 20_000)
    assert 64 <= len(stage.staged) <= 180


def test_the_fingerprint_of_a_mapping_tells_what_it_says() -> None:
    """The same in every process, whatever the order of sets there."""
    mapping = mapping_of(MONITORS + '\n[sides]\nby = "A"\ndirected = ["x", "y", "z", "w"]\n')
    again = mapping_of(MONITORS + '\n[sides]\nby = "A"\ndirected = ["w", "z", "y", "x"]\n')
    other = mapping_of(MONITORS + '\n[sides]\nby = "A"\ndirected = ["w", "z", "y"]\n')
    assert checkpoint.fingerprint(mapping) == checkpoint.fingerprint(again)
    assert checkpoint.fingerprint(mapping) != checkpoint.fingerprint(other)
