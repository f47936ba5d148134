"""Whoever lists or reads an entry is told that it no longer stands, by what they may see."""

import json
from pathlib import Path

import pytest

from servanda.record.standing import standing
from servanda.workspace.opening import open_workspace
from tests.json_schema import violations
from tests.store.accord import Mission, mission

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "schema" / "log-1.json").read_text("utf-8"))
SAID = """\
```servanda
source gazette "The Gazette"
source herald "The Herald"

report S1 "Counts"
  by herald
  on 2026-01-20

claim herald says
  north releases 4 prisoners to south
  on 2026-01-19

claim gazette and herald says
  north releases 5 prisoners to south
  on 2026-01-18

claim herald says
  north releases 6 prisoners to south
  on 2026-01-17

report S2 "Another"
  by herald
  on 2026-01-21

claim herald says
  north releases 7 prisoners to south
  on 2026-01-16
```
"""
TAKEN_BACK = """\
```servanda
report A1 "Taken back, and that again"
  by herald
  on 2026-01-24

retraction of Z1.retraction-1
  said by herald
  note "It was right."

correction of Z1.1
  north releases 3 prisoners to south
  on 2026-01-19

report Z1 "Corrections"
  by herald
  on 2026-01-23

correction of S1.1
  north releases 2 prisoners to south
  on 2026-01-19
  marking amber

retraction of S1.4
  said by herald
  note "It was not so."

retraction of S1.3
  said by herald
  note "Nobody was there."

retraction of S2
  said by herald
  note "A report of another day."
```
"""


@pytest.fixture
def accord(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mission:
    found = mission(str(tmp_path / "accord.log"), tmp_path, monkeypatch)
    (found.folder / "record" / "b.md").write_text(SAID, "utf-8")
    (found.folder / "record" / "a.md").write_text(TAKEN_BACK, "utf-8")
    found.import_folder()
    return found


def marks(accord: Mission, *options: str) -> dict[str, str]:
    """What the list says after the name of each entry that no longer stands."""
    lines = accord.says("record", "list", accord.log, *options).splitlines()
    found = (line.partition("  ! ") for line in lines if "  ! " in line)
    return {before.split()[-1]: after for before, _, after in found}


def test_a_list_marks_what_no_longer_stands(accord: Mission) -> None:
    assert marks(accord) == {
        "S1.1": "corrected by Z1.1",
        "Z1.1": "corrected by A1.1",
        "S1.2": "in part retracted by Z1.retraction-2",
        "S2": "retracted by Z1.retraction-3",
        "S2.1": "retracted by Z1.retraction-3",
        "Z1.retraction-1": "retracted by A1.retraction-1",
    }


def told(accord: Mission, *command: str) -> dict[str, str]:
    """What each name that fell did for, as JSON has it."""
    answer = json.loads(accord.says("record", *command, "--json"))
    assert violations(answer, SCHEMA) == []
    return {each["name"]: each["by"] for one in answer["entries"] for each in one["withdrawn"]}


def test_it_is_what_no_longer_stands_in_the_record(accord: Mission) -> None:
    """Reports and retractions beside: a record holds these no more than what they brought."""
    record = standing(open_workspace(Path(accord.log)).record)
    fell = {one.entry.id: one.by.id for one in record.withdrawn}
    assert fell
    beside = {"S2": "Z1.retraction-3", "Z1.retraction-1": "A1.retraction-1"}
    assert told(accord, "list", accord.log) == fell | beside


def test_what_no_longer_stands_is_shown_after_what_took_it_back(accord: Mission) -> None:
    shown = accord.says("record", "show", accord.log, "S1.1")
    places = [shown.index(each) for each in ("releases 2", "releases 3", "no longer", "releases 4")]
    assert places == sorted(places)
    assert told(accord, "show", accord.log, "S1.1") == {"S1.1": "Z1.1", "Z1.1": "A1.1"}
    assert "no longer stands" not in accord.says("record", "show", accord.log, "S1.2")
    assert told(accord, "show", accord.log, "S1.4") == {}


def test_a_reader_is_told_by_what_they_may_see(accord: Mission) -> None:
    """A correction that is withheld, and what corrects it, tell nothing."""
    assert "S1.1" not in marks(accord, "--as", "dana")
    assert "S2" in marks(accord, "--as", "dana")
    shown = accord.says("record", "show", accord.log, "S1.1", "--as", "dana")
    assert "corrected" not in shown
    assert "releases 4" in shown
    assert "S1.1" not in told(accord, "list", accord.log, "--as", "dana")
    assert told(accord, "show", accord.log, "S1.1", "--as", "anybody") == {}
