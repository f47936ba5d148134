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


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_is_answered(change: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = mission(str(tmp_path / "a.log"), tmp_path, monkeypatch)
    with closing(sqlite3.connect(found.log)) as connection:
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(CHANGES[change])
        connection.commit()
    for arguments in ASKED:
        asked = [one.format(log=found.log, folder=found.folder) for one in arguments]
        answer = found.run(*asked)
        assert answer.exit_code == 2, (arguments, answer.output)
        assert answer.stdout == "", arguments
        assert "the log was changed after it was witnessed" in answer.stderr, arguments
        assert "servanda log verify" in answer.stderr, arguments
