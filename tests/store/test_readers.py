"""What a reader is told, lists and is shown says nothing of what is withheld from them."""

import json
from pathlib import Path

import pytest

from tests.store.accord import Mission, mission

TOLD = "Evidence that this reader may not see"
OTHER_QUESTIONS = (
    ("--at", "2026-02-01"),
    ("--known", "2026-02-01"),
    ("--proof", "alleged"),
    ("--viewpoint", "neutral"),
    ("--assume", "icrc says north releases 4 prisoners to south on 2026-01-19"),
    ("--without", "R1.1"),
)


@pytest.fixture
def filed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mission:
    return mission(str(tmp_path / "a.log"), tmp_path, monkeypatch)


def test_that_something_is_withheld_is_told_only_of_now_and_if_decided(filed: Mission) -> None:
    asked = ("status", filed.log, "--as", "anybody")
    assert TOLD not in filed.run(*asked).stderr
    filed.says("log", "policy", filed.log, "--tell", "--author", "amal")
    assert f"{TOLD} would change what is said of: release-prisoners" in filed.run(*asked).stderr
    for options in OTHER_QUESTIONS:
        answer = filed.run(*asked, *options)
        assert answer.stdout, (options, answer.stderr)
        assert TOLD not in answer.stderr, options
    filed.says("log", "policy", filed.log, "--silent", "--author", "amal")
    assert TOLD not in filed.run(*asked).stderr


def test_a_reader_lists_no_positions_and_nothing_of_the_log_itself(filed: Mission) -> None:
    said = filed.says("record", "list", filed.log, "--as", "anybody")
    assert [line.split()[1:] for line in said.splitlines()] == [
        ["source", "icrc"], ["report", "R1"], ["claim", "R1.1"], ["of", "3", "entries"],
    ]  # fmt: skip
    found = json.loads(filed.says("record", "list", filed.log, "--as", "anybody", "--json"))
    found = found["entries"]
    found += json.loads(
        filed.says("record", "show", filed.log, "R1.1", "--as", "anybody", "--json")
    )["entries"]
    assert len(found) == 4
    assert all("position" not in one for one in found)
    shown = filed.says("record", "show", filed.log, "R1.1", "--as", "anybody")
    assert shown.startswith("claim R1.1\n")
    assert filed.says("record", "show", filed.log, "R1.1").startswith("claim R1.1 (entry ")


def test_a_log_without_documents_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = Mission(str(tmp_path / "e.log"), tmp_path, tmp_path / "keys")
    monkeypatch.setenv("SERVANDA_KEYS", str(found.keys))
    found.says("log", "new", found.log, "--title", "accord", "--keeper", "amal")
    answer = found.run("status", found.log)
    assert answer.exit_code == 2
    assert answer.stderr.startswith("Error: there is no document in the log")
