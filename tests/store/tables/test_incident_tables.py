"""Tables of incidents in a log: brought in, given back, refused, asked."""

import json
import os
import stat
from pathlib import Path

import pytest

from servanda.intake.incidents import store
from servanda.intake.incidents.opened import open_quarantine
from servanda.store.incident_tables import is_table
from servanda.workspace import incident_tables
from servanda.workspace.incident_tables import tables_at
from servanda.workspace.place import Address
from tests.store.accord import Mission, mission
from tests.store.second import verified_here
from tests.store.tables.own_tables import (
    ASKED,
    FIRST,
    LATER,
    SET_ASIDE,
    SHARED,
    VISITORS,
    beside,
    logged,
    marked,
    taken_in,
    without_quarantine,
)
from tests.store.test_editions import faults_of
from tests.store.test_readers import read

# --- Brought in, given back ----------------------------------------------------------------------


def test_tables_are_logged_once_and_given_back(accord: Mission, tmp_path: Path) -> None:
    assert "Nothing is new" in logged(accord)
    accord.says("record", "export", accord.log, str(tmp_path / "back"))
    assert read(tmp_path / "back") == without_quarantine(accord.folder)
    assert faults_of(accord.log) == ()


def test_a_newer_export_adds_what_is_new(accord: Mission, tmp_path: Path) -> None:
    taken_in(accord, tmp_path, LATER, "monitors", "2025-03-10")
    assert "Added: 2 files." in logged(accord)
    assert "Nothing is new" in logged(accord)
    accord.says("record", "export", accord.log, str(tmp_path / "back"))
    assert read(tmp_path / "back") == without_quarantine(accord.folder)
    listed = accord.says("record", "list", accord.log, "--kind", "file")
    assert "incidents/monitors/incidents-000001.parquet" in listed, "what was known then is kept"
    assert "incidents/monitors/state.json (number 2)" in listed
    assert faults_of(accord.log) == ()


def test_rows_that_were_not_accepted_are_not_logged(filed: Mission) -> None:
    assert SET_ASIDE in set_aside(filed)
    reading = filed.folder / "incidents" / "monitors" / ".reading"
    reading.mkdir()
    (reading / "staged-0001.parquet").write_bytes(b"half a row")
    assert "Nothing is new" in logged(filed)
    listed = filed.says("record", "list", filed.log, "--kind", "file")
    kept = {line.split()[3] for line in listed.splitlines()[:-1]}
    assert kept == {name for name in without_quarantine(filed.folder) if is_table(name)}


def test_a_folder_out_of_a_log_is_worked_on(filed: Mission, tmp_path: Path) -> None:
    """The quarantine that its state names is not there; what is read again is held again."""
    before = filed.says("incidents", "count", "monitors", *beside(filed), "--json")
    filed.folder = tmp_path / "back"
    filed.says("record", "export", filed.log, str(filed.folder))
    assert filed.says("incidents", "count", "monitors", *beside(filed), "--json") == before
    assert SET_ASIDE not in set_aside(filed)
    taken_in(filed, tmp_path, FIRST, "monitors", "2025-03-04")
    assert SET_ASIDE in set_aside(filed)
    taken_in(filed, tmp_path, LATER, "monitors", "2025-03-10")
    assert "Added: 2 files." in logged(filed)


def set_aside(accord: Mission) -> str:
    """The rows that were not accepted, as they stood in their table."""
    return str(open_quarantine(accord.folder, ["monitors"]).execute().to_dict())


def test_both_verifiers_hold_what_bears_a_marking(filed: Mission) -> None:
    marked(filed, SHARED)
    logged(filed)
    assert faults_of(filed.log) == ()
    assert verified_here(filed.log).holds


def test_what_is_a_table_is_what_the_store_of_incidents_writes(filed: Mission) -> None:
    for name in without_quarantine(filed.folder):
        assert is_table(name) == (not name.endswith(".md")), name


# --- Refused -------------------------------------------------------------------------------------


def test_a_table_out_of_measure_is_refused(filed: Mission, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(incident_tables, "LARGEST_TABLE", 100)
    answer = filed.run(
        "record", "import", str(filed.folder), "--store", filed.log, "--author", "amal"
    )
    assert answer.exit_code == 2
    assert "a log takes at most 100 of a table; nothing was logged" in answer.stderr


def test_what_is_not_there_yet_is_marked_already(filed: Mission) -> None:
    marked(filed, '["links.jsonl"]\nlevel = "red"\n["actors.toml"]\nlevel = "red"\n')
    filed.import_folder()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[visitor]\n", "line 1: `visitor` is no table that is held; did you mean `visitors`?"),
        ('[visitors]\nlevel = "ambr"\n', "line 2: `level` is one of clear"),
        ("[visitors]\nreleasable-to = []\n", "line 2: `releasable-to` lists at least one"),
        ("[visitors]\nembargo = 2026-03-01\n", "line 2: `embargo` is a time with its zone"),
        ("[visitors]\nlevels = 3\n", "line 2: `levels` is no word of a marking; did you mean"),
        ('\n["actors.toml"]\nlevel = 1\n', "line 3: `level` is one of"),
        ("visitors = 1\n", "line 1: `visitors` is a table of its own"),
        ("\n[visitors\n", "line 2: is no TOML"),
    ],
)
def test_a_marking_that_cannot_be_read_is_refused(filed: Mission, text: str, told: str) -> None:
    marked(filed, text)
    answer = filed.run(
        "record", "import", str(filed.folder), "--store", filed.log, "--author", "amal"
    )
    assert answer.exit_code == 2
    assert f"incidents/markings.toml, {told}" in answer.stderr


def test_a_table_named_as_a_protected_source_is_refused(filed: Mission, tmp_path: Path) -> None:
    taken_in(filed, tmp_path, VISITORS, "insider", "2025-03-05")
    answer = filed.run(
        "record", "import", str(filed.folder), "--store", filed.log, "--author", "amal"
    )
    assert answer.exit_code == 2
    assert "a table of incidents is named as a protected source" in answer.stderr


def test_a_state_that_leads_elsewhere_is_damaged(filed: Mission) -> None:
    state = filed.folder / "incidents" / "monitors" / "state.json"
    text = state.read_text(encoding="utf-8")
    for name in ("../other.parquet", "/incidents-000001.parquet"):
        state.write_text(text.replace("incidents-000001.parquet", name), encoding="utf-8")
        for answer in (
            filed.run("incidents", "count", "monitors", *beside(filed)),
            filed.run("record", "import", str(filed.folder), "--store", filed.log),
        ):
            assert answer.exit_code != 0
            assert "is no file of a source" in answer.stderr


def test_what_writes_says_that_it_works_on_a_folder(filed: Mission, tmp_path: Path) -> None:
    because = ("--because", "so it is")
    table = str(tmp_path / "table.csv")
    for command in (
        ("link", "monitors", "visitors", "--in", filed.log),
        ("join", "monitors/1", "visitors/A", "--in", filed.log, *because),
        ("part", "monitors/1", "visitors/A", "--in", filed.log, *because),
        ("import", table, "--as", str(tmp_path / "monitors.toml"), "--into", filed.log),
    ):
        answer = filed.run("incidents", *command)
        assert answer.exit_code == 2
        assert f"works on a folder, and {filed.log} is a log" in answer.stderr
        assert f"servanda record import FOLDER --store {filed.log}" in answer.stderr


def test_readers_are_of_a_log(filed: Mission) -> None:
    answer = filed.run("incidents", "count", *beside(filed), "--as", "dana")
    assert answer.exit_code == 2
    assert "is no log" in answer.stderr
    answer = filed.run("incidents", "count", "--in", filed.log, "--as", "nobody")
    assert answer.exit_code == 2
    assert "knows no reader named 'nobody'" in answer.stderr
    answer = filed.run("incidents", "count", "--in", str(filed.folder / "agreement.md"))
    assert answer.exit_code == 2
    assert "is no folder and no log" in answer.stderr


# --- Asked ---------------------------------------------------------------------------------------


def test_a_log_answers_as_its_folder(accord: Mission, tmp_path: Path) -> None:
    for command in ASKED:
        of_folder = accord.says("incidents", *command, *beside(accord), "--json")
        assert json.loads(of_folder)
        assert accord.says("incidents", *command, "--in", accord.log, "--json") == of_folder
        words = accord.says("incidents", *command, *beside(accord))
        assert accord.says("incidents", *command, "--in", accord.log) == words
    written = {}
    for place in (str(accord.folder), accord.log):
        (tmp_path / "rows").mkdir(exist_ok=True)
        file = tmp_path / "rows" / "rows.jsonl"
        accord.says("incidents", "extract", "monitors", "-o", str(file), "--in", place)
        written[place] = file.read_bytes()
    assert written[accord.log] == written[str(accord.folder)]


def test_what_was_known_is_what_a_head_had_covered(filed: Mission) -> None:
    """A row says since when it is known; the log held it from when its table was brought in."""
    asked = ("incidents", "count", "monitors", "--json", "--known")
    assert filed.run(*asked, "2025-04-01", *beside(filed)).exit_code == 0
    answer = filed.run(*asked, "2025-04-01", "--in", filed.log)
    assert answer.exit_code == 2
    assert f"no incidents are held in {filed.log}: servanda record import" in answer.stderr
    of_folder = filed.says(*asked, "2999-01-01", *beside(filed))
    assert filed.says(*asked, "2999-01-01", "--in", filed.log) == of_folder


def test_what_is_laid_out_is_closed_to_others_and_gone(filed: Mission) -> None:
    with tables_at(Address(filed.log)) as folder:
        assert os.name != "posix" or stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert read(folder) == {
            name: data for name, data in without_quarantine(filed.folder).items() if is_table(name)
        }
    assert not folder.exists()
    with pytest.raises(store.StoreError) as damaged, tables_at(Address(filed.log)) as folder:
        raise store.StoreError(f"{folder}/incidents/links.jsonl, line 3: no JSON")
    assert str(damaged.value) == f"{filed.log}/incidents/links.jsonl, line 3: no JSON"
    assert not folder.exists()


# --- As they are published -----------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "form"),
    [("iraq_sigacts/sigacts_iraq_df.csv", "sigacts"), ("ucdp_ged/ucdp_syria_df.csv", "ucdp-ged")],
)
def test_a_table_as_published_is_given_back(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, form: str
) -> None:
    begun = mission(str(tmp_path / "a.log"), tmp_path, monkeypatch)
    begun.says(
        "incidents", "import", str(shared / "data" / name), "--as", form,
        "--into", str(begun.folder),
    )  # fmt: skip
    logged(begun)
    assert "Nothing is new" in logged(begun)
    begun.says("record", "export", begun.log, str(tmp_path / "back"))
    assert read(tmp_path / "back") == without_quarantine(begun.folder)
    asked = ("incidents", "count", form, "--each", "year", "--json")
    assert begun.says(*asked, "--in", begun.log) == begun.says(*asked, *beside(begun))
    assert faults_of(begun.log) == ()
    assert verified_here(begun.log).holds
