"""What is no log, or was one: one line says what it is, where, and what to do."""

import os
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result

from servanda.store.key import new_key
from servanda.store.keyring import Holder, key_entry, revocation_entry
from servanda.store.log import Hand, open_log
from servanda.workspace.keys import read_key
from tests.store.accord import Mission, mission
from tests.store.forging import forge
from tests.store.logs import BEGUN
from tests.store.second import verified_here
from tests.store.stored import changed_by_hand

BESIDE = "if it was a log, its beginning is damaged"
FILES: Mapping[str, tuple[bytes, str]] = {
    "empty.log": (b"", f"is empty, and so no log and no proof; {BESIDE}"),
    "ten.log": (b"SQLite for", f"is no log and no proof; {BESIDE}"),
    "table.csv": (b"place,killed\nnorth,3\n", f"is no log and no proof; {BESIDE}"),
    "other.json": (b'{"a": 1}', "is no log, and no proof as `log prove` prints it"),
    "head.json": (b'{"payloadType": "x"}', "but a head: give it as --since"),
    "dump.jsonl": (b'{"table":"heads"}\n{"table":"heads"}\n', "is a dump"),
    "proof.json": (b'{"proves": "inclusion"}', "give --key"),
}


@pytest.fixture
def filed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mission:
    return mission(str(tmp_path / "accord.log"), tmp_path, monkeypatch)


def one_line(result: Result) -> str:
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return " ".join(result.stderr.split())


@pytest.mark.parametrize("name", FILES)
def test_what_is_verified_and_is_no_log_says_what_it_is(
    filed: Mission, tmp_path: Path, name: str
) -> None:
    data, told = FILES[name]
    (tmp_path / name).write_bytes(data)
    path = str(tmp_path / name)
    said = one_line(filed.run("log", "verify", path))
    assert said.startswith("Error: ")
    assert told in said
    if name != "proof.json":
        assert said == one_line(filed.run("log", "verify", path, "--key", "amal"))
    for command in (("log", "head", path), ("record", "list", path)):
        wrong = one_line(filed.run(*command))
        assert path in wrong
        assert "no log, or" in wrong
    if not name.endswith(".json"):
        theirs = verified_here(path, "--key", "00" * 32)
        assert (theirs.code, theirs.text.count("\n")) == (2, 1)


def test_a_file_without_a_block_is_said_to_be_no_log(filed: Mission, tmp_path: Path) -> None:
    for name in ("empty.log", "table.csv"):
        (tmp_path / name).write_bytes(FILES[name][0])
        said = one_line(filed.run("status", str(tmp_path / name)))
        assert f"no `servanda` block in {tmp_path / name}, and it is no log" in said


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read(filed: Mission) -> None:
    Path(filed.log).chmod(0)
    for command in ("verify", "head"):
        assert "permission denied" in one_line(filed.run("log", command, filed.log))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be another user")
def test_a_file_that_somebody_else_may_not_read(
    filed: Mission, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in (tmp_path, *tmp_path.parents[:-2]):
        folder.chmod(0o755)
    Path(filed.log).chmod(0)
    os.seteuid(65534)
    try:
        told = [one_line(filed.run("log", each, filed.log)) for each in ("verify", "head")]
    finally:
        os.seteuid(0)
    assert all("permission denied" in each for each in told)


def test_the_second_verifier_names_the_file_that_is_missing(filed: Mission) -> None:
    for option in ("--key", "--since"):
        said = verified_here(filed.log, option, "nonsense")
        assert said.code == 2
        assert said.text.startswith("nonsense: ")


def test_what_is_said_of_the_end(filed: Mission, tmp_path: Path) -> None:
    (tmp_path / "head.json").write_text(filed.says("log", "head", filed.log, "--json"))
    without = filed.says("log", "verify", filed.log)
    assert "show only against a head kept elsewhere: --since" in without
    assert open_log(filed.log).name in "".join(without.split())
    compared = filed.says("log", "verify", filed.log, "--since", str(tmp_path / "head.json"))
    assert "goes on from the head that was given" in compared
    assert "--since" not in compared


# --- Which form the tables are of ----------------------------------------------------------------

FORMS: Mapping[str, tuple[str, str]] = {
    "none": ("DELETE FROM alembic_version", "alembic_version has nothing in it"),
    "empty": ("UPDATE alembic_version SET version_num = ''", "alembic_version says '', where"),
    "older": ("UPDATE alembic_version SET version_num = '0000'", "of form 0000, which there never"),
    "newer": (
        "UPDATE alembic_version SET version_num = '0002'",
        "upgrade this program, or, if nobody has a newer one, it was changed",
    ),
    "no text": ("UPDATE alembic_version SET version_num = x'00'", 'alembic_version says "b'),
    "no table": ("DROP TABLE alembic_version", "alembic_version has nothing in it"),
}
TOLD_BY: Sequence[tuple[str, ...]] = (
    ("log", "verify", "{log}"), ("log", "migrate", "{log}"), ("status", "{log}"),
    ("log", "new", "{log}", "--title", "t", "--keeper", "amal"),
    ("log", "key", "{log}", "zoe", "--author", "amal"),
)  # fmt: skip


@pytest.mark.parametrize("how", FORMS)
def test_tables_that_do_not_say_their_form(filed: Mission, how: str) -> None:
    statement, told = FORMS[how]
    changed_by_hand(filed.log, statement)
    for command in TOLD_BY:
        said = one_line(filed.run(*(each.format(log=filed.log) for each in command)))
        assert filed.log in said
        assert told in said
        assert "it was changed by something else than Servanda; restore a backup" in said
    assert verified_here(filed.log).code == 1


def test_a_row_too_many_is_found_by_both(filed: Mission) -> None:
    changed_by_hand(filed.log, "INSERT INTO alembic_version VALUES ('0000')")
    found = filed.run("log", "verify", filed.log)
    assert found.exit_code == 1
    assert "✗ the tables say another form than one 0001" in found.stdout
    assert verified_here(filed.log).code == 1
    assert "has 2 rows in it" in one_line(filed.run("log", "migrate", filed.log))


@pytest.mark.parametrize("table", ["entries", "heads", "tiles", "files"])
def test_a_table_that_is_gone(filed: Mission, table: str) -> None:
    with closing(sqlite3.connect(filed.log)) as connection:
        connection.execute(f"DROP TABLE {table}")
    said = one_line(filed.run("log", "verify", filed.log))
    assert f"{filed.log}: its tables are not those of a log (no such table: {table})" in said
    assert "restore a backup" in said
    assert verified_here(filed.log).code == 1


# --- What stands in them -------------------------------------------------------------------------


def test_a_file_that_is_a_text(filed: Mission) -> None:
    filed.seal("jan", "--as", "anybody")  # else what is kept is sealed, and no text
    changed_by_hand(filed.log, "UPDATE files SET data = cast(data AS TEXT)")
    assert "is not what it was" in one_line(filed.run("edition", "show", filed.log, "jan"))
    assert filed.run("replay", filed.log, "jan").exit_code == 1
    assert "is not what it was" in filed.run("log", "verify", filed.log).output


@pytest.mark.parametrize("what", ["malformed", "twice", "another revocation"])
def test_keys_that_cannot_be(filed: Mission, what: str) -> None:
    amal = read_key("amal", filed.keys)
    other = key_entry(Holder("eve", new_key().public, ("author",), "", BEGUN))
    entry = {
        "malformed": replace(other, holds={**other.holds, "public": "q"}),
        "twice": replace(other, name="dana", number=2),
        "another revocation": revocation_entry("nobody", BEGUN, "left", 1),
    }[what]
    forge(open_log(filed.log), (entry,), Hand(amal, amal), 4_000_000_000)
    for command in (
        ("status", filed.log), ("record", "list", filed.log), ("log", "head", filed.log),
        ("log", "key", filed.log, "zoe", "--author", "amal"),
        ("record", "import", str(filed.folder), "--store", filed.log, "--author", "amal"),
    ):  # fmt: skip
        said = one_line(filed.run(*command))
        assert "`servanda log verify`" in said, command
    assert filed.run("log", "verify", filed.log).exit_code == 1
    assert verified_here(filed.log).code == 1
