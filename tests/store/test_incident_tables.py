"""Tables of incidents in a log: brought in, given back, asked, and by whom they are seen."""

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
from tests.store.test_editions import faults_of
from tests.store.test_readers import read

MAPPING = """
name = "monitors"
id = ["No"]

[time]
starts = "Date"
formats = ["%d.%m.%Y"]
zone = "Europe/Kyiv"

[kind]
column = "What"

[place]
names = ["Village"]

[source]
note = "Note"
"""
HEADER = "No,Date,What,Village,Note\n"
FIRST = f"""{HEADER}\
1,01.03.2025,shelling,Hill,
2,02.03.2025,shooting,Mill,two reports differ
3,03.03.2025,shooting,Hill,call +000 44 123 45 67
"""
LATER = f"{FIRST}4,09.03.2025,shelling,Quarry,\n"
VISITORS = f"{HEADER}A,01.03.2025,shelling,Hill,\n"
ACTORS = '[[actor]]\nname = "north"\naliases = ["Northern Forces"]\n'
SET_ASIDE = "telephone-number"
SHARED = """
[monitors]
level = "amber"
releasable-to = ["dana", "Guests"]
"""
ASKED = (
    ("count", "--each", "day", "--episodes", "5", "--changes"),
    ("count", "visitors", "--by", "kind"),
    ("compare", "monitors", "visitors", "--each", "day"),
    ("link", "monitors", "visitors", "--explain", "1"),
)


def held(begun: Mission, tmp_path: Path) -> Mission:
    """With two tables, a link between them, and areas, all in the log."""
    (tmp_path / "monitors.toml").write_text(MAPPING, encoding="utf-8")
    taken_in(begun, tmp_path, FIRST, "monitors", "2025-03-04")
    taken_in(begun, tmp_path, VISITORS, "visitors", "2025-03-05")
    because = ("--because", "both tell of Hill")
    begun.says("incidents", "join", "monitors/1", "visitors/A", *beside(begun), *because)
    (begun.folder / "actors.toml").write_text(ACTORS, encoding="utf-8")
    logged(begun)
    return begun


def taken_in(accord: Mission, tmp_path: Path, table: str, source: str, known: str) -> None:
    (tmp_path / "table.csv").write_text(table, encoding="utf-8")
    accord.says(
        "incidents", "import", str(tmp_path / "table.csv"), "--as",
        str(tmp_path / "monitors.toml"), "--source", source, "--known", known,
        "--into", str(accord.folder),
    )  # fmt: skip


def logged(accord: Mission) -> str:
    return accord.says(
        "record", "import", str(accord.folder), "--store", accord.log, "--author", "amal"
    )


def beside(accord: Mission) -> tuple[str, str]:
    return "--in", str(accord.folder)


def marked(accord: Mission, text: str) -> None:
    place = accord.folder / "incidents" / "markings.toml"
    place.write_text(text, encoding="utf-8")


def without_quarantine(folder: Path) -> dict[str, bytes]:
    return {name: data for name, data in read(folder).items() if "quarantine" not in name}


@pytest.fixture
def accord(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mission:
    """In each of the two databases."""
    return held(mission(place, tmp_path, monkeypatch), tmp_path)


@pytest.fixture
def filed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mission:
    return held(mission(str(tmp_path / "a.log"), tmp_path, monkeypatch), tmp_path)


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
    assert "a table of incidents is named as the protected source insider" in answer.stderr


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


# --- Seen ----------------------------------------------------------------------------------------


def given_to(accord: Mission, reader: str, folder: Path) -> dict[str, object]:
    """All that a reader gets of a log: lists, exports, counts."""
    found: dict[str, object] = {}
    names = ["incidents/visitors/state.json", "incidents/monitors/state.json"]
    commands = [
        ("record", "list", accord.log),
        *(("record", "show", accord.log, name) for name in names),
        ("status", accord.log, "--at", "2026-02-01"),
        *(("incidents", *command, "--in", accord.log, "--json") for command in ASKED),
        ("incidents", "extract", "visitors", "-o", str(folder / "v.jsonl"), "--in", accord.log),
        ("record", "export", accord.log, str(folder / "export")),
    ]
    folder.mkdir()
    for command in commands:
        answer = accord.run(*command, "--as", reader)
        said = answer.stdout + answer.stderr
        for varied in (accord.log, str(folder)):
            said = said.replace(varied, "…")
        found[" ".join(command[:3]).replace(accord.log, "…")] = (answer.exit_code, said)
    return {**found, **read(folder)}


def test_a_table_of_which_nothing_is_said_is_for_those_who_filed_it(
    accord: Mission, tmp_path: Path
) -> None:
    assert len(json.loads(counted(accord, "cyra"))["sources"]) == 2, "of the same organisation"
    for reader in ("dana", "anybody"):
        answer = accord.run("incidents", "count", "--in", accord.log, "--as", reader)
        assert answer.exit_code == 2
        assert "no incidents are held in" in answer.stderr
        accord.says("record", "export", accord.log, str(tmp_path / reader), "--as", reader)
        assert all(name.endswith(".md") for name in read(tmp_path / reader))


def counted(accord: Mission, reader: str) -> str:
    return accord.says("incidents", "count", "--in", accord.log, "--as", reader, "--json")


def test_a_table_is_seen_as_its_marking_says(filed: Mission, tmp_path: Path) -> None:
    marked(filed, SHARED.replace("amber", "green"))
    logged(filed)
    found = json.loads(counted(filed, "dana"))["sources"]
    assert [one["source"] for one in found] == ["monitors"]
    filed.says("record", "export", filed.log, str(tmp_path / "dana"), "--as", "dana")
    assert sorted(name for name in read(tmp_path / "dana") if is_table(name)) == [
        "incidents/monitors/incidents-000001.parquet", "incidents/monitors/state.json",
    ], "nor links, which name rows of the other, nor who may see what"  # fmt: skip
    assert filed.run("incidents", "count", "--in", filed.log, "--as", "anybody").exit_code == 2

    whole = '[monitors]\nlevel = "clear"\n[visitors]\nlevel = "clear"\n'
    marked(filed, f'{whole}["links.jsonl"]\nlevel = "clear"\n')
    logged(filed)
    everything = given_to(filed, "anybody", tmp_path / "anybody")
    assert any("links.jsonl" in name for name in everything)
    marked(filed, '[visitors]\nlevel = "clear"\n["links.jsonl"]\nlevel = "clear"\n')
    logged(filed)
    after = given_to(filed, "anybody", tmp_path / "after")
    assert not any("links.jsonl" in name for name in after), "a later marking holds for all of it"
    assert json.loads(counted(filed, "anybody"))["sources"][0]["source"] == "visitors"


def test_nothing_that_a_reader_gets_depends_on_a_table_they_may_not_see(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two missions that differ in a withheld table, its name, its link; and one that has none."""
    found = []
    for number, source in enumerate(("visitors", "others", None)):
        own = tmp_path / str(number)
        own.mkdir()
        begun = mission(str(own / "a.log"), own, monkeypatch)
        (own / "monitors.toml").write_text(MAPPING, encoding="utf-8")
        taken_in(begun, own, FIRST, "monitors", "2025-03-04")
        if source is not None:
            taken_in(begun, own, FIRST if number else VISITORS, source, "2025-03-05")
            because = ("--because", "secret")
            names = ("monitors/1", f"{source}/{'1' if number else 'A'}")
            begun.says("incidents", "join", *names, *beside(begun), *because)
        marked(begun, SHARED.replace("amber", "green"))
        logged(begun)
        given = given_to(begun, "dana", own / "given")
        found.append({name: without_times(said) for name, said in given.items()})
    assert found[0] == found[1] == found[2]


def without_times(said: object) -> object:
    """When each was witnessed differs by the second."""
    if not isinstance(said, tuple):
        return said
    code, text = said
    return code, "\n".join(line.partition("Z  ")[2] or line for line in text.splitlines())


def test_what_goes_outside_uses_no_table(filed: Mission, tmp_path: Path) -> None:
    policy = tmp_path / "outside.toml"
    policy.write_text(OUTSIDE, encoding="utf-8")
    asked = ("--public", "--policy", str(policy), "--at", "2150-01-01", "--json")
    marked(filed, '[monitors]\nlevel = "clear"\n[visitors]\nlevel = "clear"\n')
    before = filed.says("status", filed.log, *asked)
    logged(filed)
    assert filed.says("status", filed.log, *asked) == before
    answer = filed.run("incidents", "count", "--in", filed.log, "--public")
    assert answer.exit_code == 2, "counts are for whoever may see the table, and never public"


OUTSIDE = """\
delay = "0 days"
told-by = "day"
places = "all"
smallest-count = 5
exact = ["prisoners"]
coverage = "withhold"
movements = "show"
attribution = "show"
sources = ["icrc"]
"""


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
