"""Whatever is asked of a log is asked with the keys of the folder that `--keys` names."""

from pathlib import Path

import pytest

from tests.store.accord import mission


def test_every_question_takes_the_keys_from_the_folder_that_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filed = mission(str(tmp_path / "a.log"), tmp_path, monkeypatch)
    filed.seal("n", "--approver", "cyra", "--release")
    because = ("--because", "It is time.", "--approver", "cyra")
    filed.says(
        "decision", "record", filed.log, "--name", "d", "--on", "n", "--opens", "two",
        *because,
    )  # fmt: skip
    questions = (
        ("edition", "show", filed.log, "n"),
        ("replay", filed.log, "n"),
        ("since", filed.log, "n"),
        ("decision", "show", filed.log, "d"),
        ("status", filed.log, "--at", "2026-02-01"),
        ("origins", filed.log, "--at", "2026-02-01"),
    )
    told = [filed.run(*each) for each in questions]
    assert [each.exit_code for each in told] == [0] * len(questions)
    monkeypatch.setenv("SERVANDA_KEYS", str(tmp_path / "elsewhere"))
    for question, before in zip(questions, told, strict=True):
        assert filed.run(*question, "--keys", str(filed.keys)).output == before.output
        assert filed.run(*question).output != before.output, question
    for listed in ("edition", "decision"):
        asked = filed.run(listed, "list", filed.log, "--keys", str(filed.keys))
        assert asked.exit_code == 0


def test_a_folder_is_read_without_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filed = mission(str(tmp_path / "a.log"), tmp_path, monkeypatch)
    done = filed.run("status", str(filed.folder), "--keys", str(filed.keys))
    assert done.exit_code == 2
    assert "--keys: " in done.stderr
    assert "is no log" in done.stderr
