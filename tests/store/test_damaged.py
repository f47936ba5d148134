"""Commands whose purpose is a log that was changed: to find that, to save and to compare what is
left. All others refuse (test_intact)."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from servanda.cli.application import application
from servanda.store.key import new_key
from servanda.store.log import Hand, append
from tests.docs.shown import ROOT
from tests.json_schema import violations
from tests.store.logs import BEGUN, grown_log, notes
from tests.store.second import verified_here
from tests.store.stored import rows_in
from tests.store.test_intact import change

SCHEMA = json.loads((ROOT / "docs" / "schema" / "log-1.json").read_text("utf-8"))
OTHERWISE = "UPDATE entries SET body = cast(replace(cast(body AS TEXT), 'nothing', 'else') AS BLOB)"
DAMAGES = {  # and at which entry a copy that is whole parts from it, and what stands there
    "in a tile": (f"{OTHERWISE} WHERE position = 100", 100, "document record/97.md"),
    "in no tile": (f"{OTHERWISE} WHERE position = 290", 290, "document record/287.md"),
    "a row less": ("DELETE FROM entries WHERE position = 100", 100, "nothing"),
    "the end": ("DELETE FROM entries WHERE position = 306", None, ""),
    "the beginning": ("DELETE FROM entries WHERE position = 0", 0, "nothing"),
    "the first entry": ("UPDATE entries SET body = x'7b7d' WHERE position = 0", 0, "what cannot"),
    "no bytes": ("UPDATE entries SET body = 'x' WHERE position = 100", 100, "what cannot be read"),
    "a head less": ("DELETE FROM heads WHERE number = 1", None, ""),
    "no heads": ("DELETE FROM heads", None, ""),
    "no last head": ("UPDATE heads SET envelope = x'00' WHERE number = 2", None, ""),
    "a tile less": ("DELETE FROM tiles", None, ""),
    "another tile": (
        "UPDATE tiles SET hashes = cast(substr(hashes, 33) || root AS BLOB)",
        None,
        "",
    ),
}
ONLY_VERIFIED = ("a tile less", "another tile")  # nothing that is answered is made of it


@pytest.fixture
def logs(tmp_path: Path) -> tuple[str, str]:
    """One, and a copy."""
    one, other = tmp_path / "a.log", tmp_path / "b.log"
    grown_log(str(one), (2, 300))
    other.write_bytes(one.read_bytes())
    return str(one), str(other)


def run(*arguments: str) -> Result:
    return CliRunner(env={"COLUMNS": "300"}).invoke(application, ["log", *arguments])


@pytest.mark.parametrize("how", DAMAGES)
def test_what_is_left_is_found_saved_and_compared(
    logs: tuple[str, str], tmp_path: Path, how: str
) -> None:
    damaged, whole = logs
    statement, at, there = DAMAGES[how]
    change(damaged, statement)
    saved, dump = tmp_path / "saved.log", tmp_path / "dump.jsonl"
    is_asked = how not in ONLY_VERIFIED
    head = run("head", damaged)
    assert head.exit_code == (2 if is_asked else 0)
    assert ("changed after it was witnessed" in head.stderr) == is_asked

    said = run("verify", damaged)
    assert said.exit_code == 1
    assert "✗ " in said.stdout

    backup = run("backup", damaged, str(saved))
    assert backup.exit_code == 1
    assert backup.stdout.startswith(f"✗ {damaged} does not hold, and {saved} is a copy of it")
    assert rows_in(saved) == rows_in(Path(damaged))

    dumped = run("dump", damaged)
    assert dumped.exit_code == (1 if is_asked else 0)
    assert ("this is all of it as it stands" in dumped.stderr) == is_asked
    dump.write_text(dumped.stdout, encoding="utf-8")
    assert len(dumped.stdout.splitlines()) == len(rows_in(Path(damaged)))
    assert verified_here(dump).code

    proof = run("prove", damaged, "record/50.md")
    is_proved = how == "a tile less"  # out of the entries
    assert (proof.exit_code, proof.stdout != "") == ((0, True) if is_proved else (2, False))

    require_compared((damaged, whole), at, there, is_asked)
    require_compared((whole, damaged), at, there, is_asked)


def require_compared(pair: tuple[str, str], at: int | None, there: str, is_changed: bool) -> None:
    damaged = next(place for place in pair if place.endswith("a.log"))
    found = run("compare", *pair)
    assert found.exit_code == (1 if is_changed else 0), found.output
    assert (f"✗ {damaged} was changed after it was witnessed: " in found.stdout) == is_changed
    assert (f"✗ They part at entry {at}:" in found.stdout) == (at is not None), found.stdout
    assert ("They agree as far as both go" in found.stdout) == (at is None)
    assert f"  {damaged}: {there}" in found.stdout or at is None
    answer = json.loads(run("compare", *pair, "--json").stdout)
    assert violations(answer, SCHEMA) == []
    assert answer["parts_at"] == at
    changed = [answer[f"{each}_changed"] is not None for each in ("first", "second")]
    assert changed == [place == damaged and is_changed for place in pair]


def test_logs_that_are_not_copies_of_one_are_not_compared(
    logs: tuple[str, str], tmp_path: Path
) -> None:
    another = str(tmp_path / "c.log")
    grown_log(another, (2, 300))
    for place in logs:
        found = run("compare", place, another)
        assert (found.exit_code, found.stdout) == (2, "")
        assert "these are two logs" in found.stderr
        change(place, str(DAMAGES["in a tile"][0]))


def test_a_log_that_a_stranger_went_on_with_is_compared_as_it_stands(
    logs: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from servanda.store import log as writing_log

    monkeypatch.setattr(writing_log, "_require_keys", lambda *_: None)
    stranger = new_key()
    append(writing_log.open_log(logs[0]), notes(900, 2), Hand(stranger, stranger), BEGUN + 900)
    found = run("compare", *logs)
    assert found.exit_code == 1
    assert f"✗ {logs[0]} is not signed by those whom its keeper lets sign: " in found.stdout
    assert "They agree as far as both go" in found.stdout
    asked: Sequence[tuple[str, ...]] = (("head",), ("prove", "F1.1"))
    for command, *rest in asked:
        assert run(command, logs[0], *rest).exit_code == 2
    assert run("dump", logs[0]).exit_code == 1
