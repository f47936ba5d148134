"""A log that was changed answers nothing: whoever asks is told so, and not something else."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.accord import mission

CHANGES = {
    "bytes": "UPDATE entries SET body = cast(replace(cast(body AS TEXT), 'releases 4', "
    "'releases 9') AS BLOB) WHERE name = 'R1.1'",
    "a column": "UPDATE entries SET name = 'R9.1' WHERE name = 'R1.1'",
    "a row less": "DELETE FROM entries WHERE name = 'R1.1'",
    "the end": "DELETE FROM entries WHERE position = (SELECT max(position) FROM entries)",
    "a row more": "INSERT INTO entries SELECT position + 9, kind, name || 'x', number, body "
    "FROM entries WHERE name = 'R1.1'",
    "a head less": "DELETE FROM heads WHERE number = 1",
    "no heads": "DELETE FROM heads",
}
ASKED = (
    ("status", "{log}", "--at", "2026-02-01"),
    ("record", "list", "{log}"),
    ("record", "show", "{log}", "R2"),
    ("record", "export", "{log}", "{log}-copy"),
    ("record", "import", "{folder}", "--store", "{log}", "--author", "amal"),
)


@pytest.mark.parametrize("how", CHANGES)
def test_nothing_is_answered(how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = mission(str(tmp_path / "a.log"), tmp_path, monkeypatch)
    change(found.log, CHANGES[how])
    for arguments in ASKED:
        asked = [one.format(log=found.log, folder=found.folder) for one in arguments]
        answer = found.run(*asked)
        assert answer.exit_code == 2, (arguments, answer.output)
        assert answer.stdout == "", arguments
        assert "the log was changed after it was witnessed" in answer.stderr, arguments
        assert "servanda log verify" in answer.stderr, arguments


def test_no_proof_and_no_good_backup_of_what_was_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = mission(str(tmp_path / "a.log"), tmp_path, monkeypatch)
    kept = tmp_path / "head.json"
    kept.write_text(found.says("log", "head", found.log, "--json"), encoding="utf-8")
    found.report_later()
    found.says("log", "prove", found.log, "--since", str(kept))
    change(found.log, CHANGES["bytes"])
    for what in (("--since", str(kept)), ("R1.1",)):
        answer = found.run("log", "prove", found.log, *what)
        assert (answer.exit_code, answer.stdout) == (2, "")
        assert "the log was changed after it was witnessed" in answer.stderr
    copy = found.run("log", "backup", found.log, str(tmp_path / "b.log"))
    assert copy.exit_code == 1
    assert " ".join(copy.stdout.split()).startswith(f"✗ {found.log} does not hold, and")


def test_no_proof_from_a_head_of_another_course(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = mission(str(tmp_path / "a.log"), tmp_path, monkeypatch)
    other = tmp_path / "b.log"
    other.write_bytes(Path(found.log).read_bytes())
    found.says("log", "key", str(other), "emil", "--author", "amal")
    kept = tmp_path / "head.json"
    kept.write_text(found.says("log", "head", str(other), "--json"), encoding="utf-8")
    found.report_later()
    answer = found.run("log", "prove", found.log, "--since", str(kept))
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "the log does not go on from that head" in answer.stderr


def change(log: str, statement: str) -> None:
    with closing(sqlite3.connect(log)) as connection:
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in triggers.fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)
        connection.commit()
