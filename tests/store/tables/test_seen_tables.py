"""Who sees a table of incidents in a log, and that nobody else learns of it."""

import json
from pathlib import Path

import pytest

from servanda.store.incident_tables import is_table
from tests.clock import shows
from tests.store.accord import PUBLIC, Mission, mission
from tests.store.tables.own_tables import (
    ASKED,
    FIRST,
    MAPPING,
    SHARED,
    VISITORS,
    beside,
    logged,
    marked,
    taken_in,
)
from tests.store.test_editions import faults_of
from tests.store.test_readers import read


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
        asked, said = " ".join(command), answer.stdout + answer.stderr
        for varied in (accord.log, str(folder)):
            asked, said = asked.replace(varied, "…"), said.replace(varied, "…")
        found[asked] = (answer.exit_code, said)
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


OPEN = "".join(
    f'[{name}]\nlevel = "clear"\n'
    for name in ("monitors", "visitors", '"links.jsonl"', '"actors.toml"')
)


def test_links_to_a_table_that_is_withheld_take_none_away(
    accord: Mission, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader gets the links, areas and actors as they were before, then and with `--known`."""
    marked(accord, OPEN)
    shows(monkeypatch, "2150-01-02")
    logged(accord)
    before = given_to(accord, "anybody", tmp_path / "before")
    assert "export/incidents/links.jsonl" in before
    assert "B linked" in accord.says(*compared(accord), "--as", "anybody")
    earlier = accord.says(*compared(accord), "--as", "anybody", "--known", "2150-01-03")
    shows(monkeypatch, "2150-02-02")
    taken_in(accord, tmp_path, VISITORS, "secret", "2025-03-05")
    because = ("--because", "secret")
    accord.says("incidents", "join", "visitors/A", "secret/A", *beside(accord), *because)
    assert "Added: 3 files." in logged(accord), "a state, its rows, links"
    assert given_to(accord, "anybody", tmp_path / "after") == before
    assert given_to(accord, "dana", tmp_path / "dana").keys() == before.keys()
    for known in ("2150-01-03", "2150-03-01"):
        asked = (*compared(accord), "--as", "anybody", "--known", known)
        assert accord.says(*asked).replace(known, "2150-01-03") == earlier
        export = ("record", "export", accord.log, str(tmp_path / known), "--known", known)
        accord.says(*export, "--as", "anybody")
        assert read(tmp_path / known) == read(tmp_path / "before" / "export")

    marked(accord, f'{OPEN}[secret]\nlevel = "clear"\n')
    logged(accord)
    assert "Nothing is new" in logged(accord)
    accord.says("record", "export", accord.log, str(tmp_path / "opened"), "--as", "anybody")
    links = "incidents/links.jsonl"
    assert read(tmp_path / "opened")[links] == read(accord.folder)[links], "with what they name"
    assert faults_of(accord.log) == ()


def compared(accord: Mission) -> tuple[str, ...]:
    asked = ("compare", "monitors", "visitors", "--each", "day")
    return ("incidents", *asked, "--in", accord.log)


def test_a_table_that_is_withheld_now_is_withheld_of_the_log_as_it_was(
    filed: Mission, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marked(filed, OPEN)
    shows(monkeypatch, "2150-01-02")
    logged(filed)
    shows(monkeypatch, "2150-02-02")
    marked(filed, OPEN.replace('[visitors]\nlevel = "clear"\n', ""))
    logged(filed)
    earlier = ("--known", "2150-01-03", "--as", "anybody")
    filed.says("record", "export", filed.log, str(tmp_path / "then"), *earlier)
    assert sorted(name for name in read(tmp_path / "then") if is_table(name)) == [
        "actors.toml", "incidents/monitors/incidents-000001.parquet",
        "incidents/monitors/state.json",
    ]  # fmt: skip


def without_times(said: object) -> object:
    """When each was witnessed differs by the second."""
    if not isinstance(said, tuple):
        return said
    code, text = said
    return code, "\n".join(line.partition("Z  ")[2] or line for line in text.splitlines())


def test_what_goes_outside_uses_no_table(
    filed: Mission, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shows(monkeypatch, "2150-01-02")  # long after it was filed
    policy = tmp_path / "outside.toml"
    policy.write_text(PUBLIC, encoding="utf-8")
    asked = ("--public", "--policy", str(policy), "--at", "2150-01-01", "--json")
    marked(filed, '[monitors]\nlevel = "clear"\n[visitors]\nlevel = "clear"\n')
    before = filed.run("status", filed.log, *asked).stdout
    assert json.loads(before)["stipulations"][0]["outcome"]["high"] > 0
    logged(filed)
    assert filed.run("status", filed.log, *asked).stdout == before
    answer = filed.run("incidents", "count", "--in", filed.log, "--public")
    assert answer.exit_code == 2, "counts are for whoever may see the table, and never public"
