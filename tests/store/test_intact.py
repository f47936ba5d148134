"""A log that was changed answers nothing: whoever asks is told so, and not something else."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from servanda.store.envelope import envelope_bytes, envelope_of
from servanda.store.fault import StoreError
from servanda.store.growing import Growing
from servanda.store.head import read_head, signed_head
from servanda.store.key import SigningKey, new_key
from servanda.store.log import Hand, append, open_log
from servanda.store.tree import leaf_hash
from servanda.workspace.keys import read_key
from servanda.workspace.opening import now
from tests.store.accord import Mission, mission
from tests.store.logs import note

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
    _require_nothing_answered(found)


HIDDEN = """
PRAGMA writable_schema = 1;
CREATE TEMP TABLE hidden AS SELECT * FROM entries WHERE name = 'R1.1';
CREATE TEMP TABLE made AS SELECT rowid AS place, * FROM sqlite_master;
DROP TRIGGER no_delete_of_entries;
DELETE FROM entries WHERE name = 'R1.1';
DELETE FROM sqlite_master WHERE name = 'sqlite_autoindex_entries_1';
UPDATE sqlite_master SET sql = replace(sql, 'CONSTRAINT one_entry UNIQUE (kind, name, number)',
    'CHECK (1)') WHERE name = 'entries';
"""
SHOWN = """
PRAGMA writable_schema = 1;
INSERT INTO entries SELECT * FROM hidden;
DELETE FROM sqlite_master WHERE name = 'entries' OR name LIKE 'sqlite_autoindex_entries%';
INSERT INTO sqlite_master (rowid, type, name, tbl_name, rootpage, sql)
    SELECT * FROM made WHERE name = 'entries' OR name LIKE 'sqlite_autoindex_entries%'
    OR name = 'no_delete_of_entries';
"""


def test_an_index_that_leaves_out_an_entry_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The entry is there for whoever goes through all of them, and in no answer."""
    found = mission(str(tmp_path / "a.log"), tmp_path, monkeypatch)
    with closing(sqlite3.connect(found.log, isolation_level=None)) as raw:
        for step in (HIDDEN, SHOWN):
            raw.executescript(step)
            (version,) = raw.execute("PRAGMA schema_version").fetchone()
            raw.execute(f"PRAGMA schema_version = {version + 1}")
    with closing(sqlite3.connect(found.log)) as raw:
        asked = "SELECT count(*) FROM entries {} WHERE kind = 'claim' AND name = 'R1.1'"
        assert raw.execute(asked.format("")).fetchone() == (0,)
        assert raw.execute(asked.format("NOT INDEXED")).fetchone() == (1,)
    _require_nothing_answered(found)


def test_entries_that_are_no_table_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even if all of them are there now: a view may show others to another question."""
    found = mission(str(tmp_path / "a.log"), tmp_path, monkeypatch)
    with closing(sqlite3.connect(found.log)) as raw:
        raw.execute("ALTER TABLE entries RENAME TO all_entries")
        raw.execute("CREATE VIEW entries AS SELECT * FROM all_entries")
        raw.commit()
    _require_nothing_answered(found)


def _require_nothing_answered(found: Mission) -> None:
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


def test_nothing_is_answered_under_a_head_that_was_signed_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Entries, and all that is worked out from them, with a signature that nobody may give."""
    found = mission(str(tmp_path / "a.log"), tmp_path, monkeypatch)
    whole = Path(found.log).read_bytes()
    stranger = new_key()
    guest = read_key("dana", found.keys)
    for key in (stranger, guest):
        for is_true in (True, False):
            Path(found.log).write_bytes(whole)
            sign_last_head(found.log, key, is_true)
            for arguments in ASKED:
                asked = [one.format(log=found.log, folder=found.folder) for one in arguments]
                answer = found.run(*asked)
                assert (answer.exit_code, answer.stdout) == (2, ""), (arguments, answer.output)
                assert "not signed by those whom its keeper lets sign" in answer.stderr
            assert found.run("log", "verify", found.log).exit_code == 1


def sign_last_head(log: str, key: SigningKey, is_true: bool) -> None:
    """Over a claim that says otherwise; truly, or with the name of the key and no signature."""
    with closing(sqlite3.connect(log)) as connection:
        bodies = [
            body for (body,) in connection.execute("SELECT body FROM entries ORDER BY position")
        ]
        (data,) = connection.execute("SELECT envelope FROM heads ORDER BY number DESC").fetchone()
    other = [body.replace(b"releases 4", b"releases 9") for body in bodies]
    tree = Growing()
    assert not list(tree.add(leaf_hash(body) for body in other))
    envelope = signed_head(replace(read_head(envelope_of(data)), root=tree.root), key)
    if not is_true:
        envelope = replace(envelope, signature=bytes(64))
    written = envelope_bytes(envelope).hex()
    change(log, CHANGES["bytes"])
    change(log, f"UPDATE heads SET envelope = x'{written}' WHERE envelope = x'{data.hex()}'")


def test_nothing_is_added_to_what_was_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A head over it would make it good."""
    found = mission(str(tmp_path / "a.log"), tmp_path, monkeypatch)
    change(found.log, CHANGES["bytes"])
    before = Path(found.log).read_bytes()
    for arguments in (
        ("log", "key", found.log, "emil", "--author", "amal"),
        ("log", "key", found.log, "cyra", "--revoke", "left", "--author", "amal"),
        ("log", "policy", found.log, "--tell", "--author", "amal"),
    ):
        answer = found.run(*arguments)
        assert (answer.exit_code, answer.stdout) == (2, ""), answer.output
        assert "the log was changed after it was witnessed" in answer.stderr
    key = read_key("amal", found.keys)
    with pytest.raises(StoreError, match="a new head would speak for what was changed"):
        append(open_log(found.log), [note(1)], Hand(key, key), now())
    assert Path(found.log).read_bytes() == before


def test_only_logs_that_are_trusted_are_answered_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that somebody began anew, with the same in it, holds as well as the first."""
    found = mission(str(tmp_path / "a.log"), tmp_path, monkeypatch)
    anew = mission(str(tmp_path / "b.log"), tmp_path / "other", monkeypatch)
    name = json.loads(found.says("log", "verify", found.log, "--json"))["log"]
    pinned = str(found.keys / "amal.pub")
    asked = (("status", "{log}", "--at", "2026-02-01"), ("record", "list", "{log}"))
    for trust in (pinned, name, f"{'00' * 32}:{pinned}"):
        monkeypatch.setenv("SERVANDA_TRUST", trust)
        for arguments in asked:
            found.says(*(one.format(log=found.log) for one in arguments))
            answer = found.run(*(one.format(log=anew.log) for one in arguments))
            assert (answer.exit_code, answer.stdout) == (2, "")
            assert "SERVANDA_TRUST names neither; nothing is answered" in answer.stderr
        found.says("log", "verify", found.log)
        said = found.run("log", "verify", anew.log)
        assert said.exit_code == 1
        assert "SERVANDA_TRUST names neither" in " ".join(said.stdout.split())
        found.says("log", "verify", anew.log, "--key", str(anew.keys / "amal.pub"))
    monkeypatch.setenv("SERVANDA_TRUST", "nobody")
    assert "SERVANDA_TRUST" in found.run("record", "list", found.log).stderr


def change(log: str, statement: str) -> None:
    with closing(sqlite3.connect(log)) as connection:
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in triggers.fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)
        connection.commit()
