"""Editions of what goes outside: sealed with the publication policy, and made again with it."""

import hashlib
import json
from pathlib import Path

import pytest

from servanda.workspace.editions import kept_result, sealed_named
from tests.clock import shows
from tests.json_schema import violations
from tests.store.accord import PUBLIC, Mission, mission
from tests.store.test_editions import SCHEMA, faults_of


@pytest.fixture
def filed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mission:
    return mission(str(tmp_path / "a.log"), tmp_path, monkeypatch)


@pytest.fixture
def accord(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mission:
    """In each of the two databases; filed a month before what is told of it today."""
    shows(monkeypatch, "2026-02-01")
    found = mission(place, tmp_path, monkeypatch)
    shows(monkeypatch, "2026-03-01")
    return found


def test_what_goes_outside_is_sealed_with_its_policy(accord: Mission, tmp_path: Path) -> None:
    """The policy is in the log: what is done to the file changes nothing."""
    file = tmp_path / "outside.toml"
    file.write_text(PUBLIC, encoding="utf-8")
    asked = ("--public", "--policy", str(file), "--at", "2026-03-01", "--as", "anybody")
    made = accord.run(*accord.sealing("out", *asked, "--marking", "clear", "--approver", "cyra"))
    assert made.exit_code == 0, made.output
    assert "other words would stand for: release-prisoners." in " ".join(made.stderr.split())
    told = accord.says("status", accord.log, *asked, "--json")
    sealed = sealed_named(accord.log, "out")
    kept, now_told = kept_result(accord.log, sealed.edition), json.loads(told)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    assert kept["question"]["public"] == now_told["question"]["public"]
    assert kept["question"]["public"]["policy"] == f"sha256:{digest}"
    assert [one["outcome"] for one in kept["stipulations"]] == [
        one["outcome"] for one in now_told["stipulations"]
    ]
    file.unlink()
    accord.report_later()
    accord.says("replay", accord.log, "out")
    assert "insider" not in accord.says("edition", "show", accord.log, "out", "--as", "anybody")
    assert digest in accord.says("edition", "show", accord.log, "out")
    assert (
        violations(json.loads(accord.says("edition", "list", accord.log, "--json")), SCHEMA) == []
    )
    assert "Not for publication" in accord.says("since", accord.log, "out")
    drafted = accord.run("since", accord.log, "out", "-o", str(tmp_path / "c.md"))
    assert drafted.exit_code == 2
    assert faults_of(accord.log) == ()


def test_a_public_edition_is_refused_as_an_answer_is(filed: Mission, tmp_path: Path) -> None:
    file = tmp_path / "bad.toml"
    file.write_text(PUBLIC.replace('"icrc"', '"icrk"'), encoding="utf-8")
    seal = ("edition", "seal", filed.log, "--name", "n", "--title", "T", "--author", "amal")
    for more, message in (
        (("--public",), "name the policy with --policy FILE"),
        (("--policy", str(file)), "it is for --public"),
        (("--public", "--policy", str(file)), "bad.toml: nothing declares the source `icrk`"),
    ):
        result = filed.run(*seal, *more)
        assert result.exit_code == 2
        assert message in " ".join(result.output.split())


def test_the_delay_of_an_edition_is_counted_from_the_day_on_which_it_is_sealed(
    filed: Mission, tmp_path: Path
) -> None:
    """Attack: sealed for a day ahead, it told what happened yesterday."""
    file = tmp_path / "outside.toml"
    file.write_text(PUBLIC, encoding="utf-8")
    seal = ("edition", "seal", filed.log, "--name", "n", "--title", "T", "--author", "amal")
    result = filed.run(*seal, "--public", "--policy", str(file), "--at", "2150-01-01")
    assert result.exit_code == 2
    assert "--at lies ahead" in result.output
