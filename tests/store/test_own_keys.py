"""Keys in a folder: their passphrases, and what is said to whoever may not sign."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from servanda.store.refusal import shown
from tests.clock import shows
from tests.store.accord import Mission, mission

ALL, BADR = "SERVANDA_PASSPHRASE", "SERVANDA_PASSPHRASE_BADR"


@pytest.fixture
def accord(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mission:
    return mission(str(tmp_path / "accord.log"), tmp_path, monkeypatch)


def refused(accord: Mission, *command: str) -> str:
    result = accord.run(*command)
    assert result.exit_code == 2, result.output
    return " ".join(result.output.split())


def let_in(accord: Mission, name: str, *options: str) -> tuple[str, ...]:
    return ("log", "key", accord.log, name, "--author", "amal", *options)


def note(accord: Mission, author: str) -> tuple[str, ...]:
    """An import of one more document, signed by somebody."""
    (accord.folder / "record" / "note.md").write_text(f"# A note of {author}\n", encoding="utf-8")
    return ("record", "import", str(accord.folder), "--store", accord.log, "--author", author)


def test_a_keeper_without_a_passphrase_enters_a_key_with_one(
    accord: Mission, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(BADR, "river")
    accord.says(*let_in(accord, "badr", "--role", "author", "--role", "witness"))
    assert "ENCRYPTED" in (accord.keys / "badr.key").read_text()
    assert "ENCRYPTED" not in (accord.keys / "amal.key").read_text()
    assert "Added: 1 document." in accord.says(*note(accord, "badr"))
    monkeypatch.setenv(BADR, "stone")
    assert f"badr.key has another passphrase than {BADR}" in refused(accord, *note(accord, "badr"))
    monkeypatch.delenv(BADR)
    assert f"badr.key has a passphrase: set {BADR}" in refused(accord, *note(accord, "badr"))
    accord.says(*let_in(accord, "carl"))  # badr's key is not opened for that
    monkeypatch.setenv(ALL, "river")
    assert "amal.key has no passphrase" in refused(accord, *let_in(accord, "emin"))
    monkeypatch.setenv(f"{ALL}_AMAL", "")
    accord.says(*let_in(accord, "emin"))


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_a_passphrase_is_asked_for_at_a_terminal_and_not_shown(
    accord: Mission, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.store.terminal import typed_at_terminal

    monkeypatch.setenv(BADR, "river")
    accord.says(*let_in(accord, "badr", "--role", "author", "--role", "witness"))
    monkeypatch.delenv(BADR)
    monkeypatch.setenv("COLUMNS", "100")
    command = note(accord, "badr")
    asked = "Passphrase of the key badr: "
    for typed, code, told in (
        ("stone", 2, "badr.key has another passphrase than you typed"),
        ("", 2, "badr.key has a passphrase, and none was typed"),
        ("river", 0, "Added: 1 document."),
        ("river", 0, "Nothing is new"),
    ):
        found, shown = typed_at_terminal(command, asked, typed, os.environ)
        assert (found, told in " ".join(shown.split())) == (code, True), shown
        assert shown.count(asked) == 1
        assert not typed or typed not in shown
    _, shown = typed_at_terminal(note(accord, "amal"), asked, "river", os.environ)
    assert asked not in shown, "its key has none"
    monkeypatch.setenv(BADR, "river")
    found, shown = typed_at_terminal(note(accord, "badr"), asked, "stone", os.environ)
    assert (found, asked in shown) == (0, False)


def test_no_passphrase_is_asked_for_where_no_terminal_is(
    accord: Mission, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(BADR, "river")
    accord.says(*let_in(accord, "badr", "--role", "author", "--role", "witness"))
    monkeypatch.delenv(BADR)
    command = [sys.executable, "-m", "servanda", *note(accord, "badr")]
    found = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert (found.returncode, found.stdout) == (2, "")
    told = f"badr.key has a passphrase: set {BADR}, or {ALL} for all keys; at a terminal you are"
    assert told in " ".join(found.stderr.split())


def test_who_may_not_sign_is_told_why(accord: Mission) -> None:
    assert "the key of dana may only read" in refused(accord, *note(accord, "dana"))
    accord.says(*let_in(accord, "badr", "--role", "author", "--role", "witness"))
    accord.says(*let_in(accord, "badr", "--revoke", "left"))
    assert "the key of badr is revoked since 20" in refused(accord, *note(accord, "badr"))
    assert "revoked already, since 20" in refused(accord, *let_in(accord, "badr", "--revoke", "x"))


def test_the_only_keeper_stays(accord: Mission) -> None:
    accord.says(*let_in(accord, "idle", "--role", "keeper"))  # may enter nothing without author
    revoke = let_in(accord, "amal", "--revoke", "left")
    assert "enter a second keeper first" in refused(accord, *revoke)
    roles = ("keeper", "author", "witness")
    options = [part for role in roles for part in ("--role", role)]
    accord.says(*let_in(accord, "badr", *options))
    assert "another keeper does that: badr" in refused(accord, *revoke)
    accord.says(*revoke, "--author", "badr")


def test_the_roles_of_a_key_are_not_changed(accord: Mission) -> None:
    told = refused(accord, *let_in(accord, "dana", "--role", "author"))
    assert "the roles of a key are not changed" in told
    told = refused(accord, *let_in(accord, "another", "--public", str(accord.keys / "dana.pub")))
    assert "of dana: the roles of a key are not changed" in told


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://amal:secret@127.0.0.1:1/river",
        "postgresql://amal:se@cret@127.0.0.1:1/river",
        "postgresql://amal@127.0.0.1:1/river?password=secret&sslpassword=cret",
        "postgresql://amal:secret@127.0.0.1:1/river?a%zz=1",
        "mysql://amal:secret@127.0.0.1/river",
    ],
)
def test_no_password_is_shown_and_reading_points_to_no_log(accord: Mission, address: str) -> None:
    for command in (("status", address), ("log", "head", address), ("log", "verify", address)):
        told = refused(accord, *command)
        assert "cret" not in told
        assert "servanda log head" not in told
    assert "cret" not in shown(address)


def test_a_key_is_made_without_a_log_and_entered_by_its_public_half(
    accord: Mission, tmp_path: Path
) -> None:
    theirs = tmp_path / "theirs"
    made = accord.says("log", "new-key", "badr", "--keys", str(theirs))
    assert str(theirs / "badr.pub") in "".join(made.split())
    assert sorted(each.name for each in theirs.iterdir()) == ["badr.key", "badr.pub"]
    assert (theirs / "badr.key").stat().st_mode & 0o077 == 0
    told = refused(accord, "log", "key", accord.log, "x", "--keys", str(theirs))
    assert "the log knows none of your keys in" in told
    roles = ("--role", "author", "--role", "witness")
    done = accord.run(*let_in(accord, "badr", "--public", str(theirs / "badr.pub"), *roles))
    assert (done.exit_code, done.stderr) == (0, "")
    assert not (accord.keys / "badr.key").exists()
    (tmp_path / "later.md").write_text(
        '```servanda\nreport R9 "Five"\n  by icrc\n  on 2026-01-22\n\nclaim icrc says\n'
        "  north releases 5 prisoners to south\n  on 2026-01-22\n```\n",
        encoding="utf-8",
    )
    report = str(tmp_path / "later.md")
    added = accord.says("record", "add", report, "--store", accord.log, "--keys", str(theirs))
    assert "Added: 1 report" in added


def test_whoever_makes_a_key_for_somebody_is_told(accord: Mission) -> None:
    done = accord.run(*let_in(accord, "badr"))
    assert "A private key was made for that" in done.stderr
    assert (accord.keys / "badr.key").exists()


def test_no_key_is_made_for_a_log_that_is_there(accord: Mission) -> None:
    begin = ("log", "new", accord.log, "--title", "t", "--keeper", "erin")
    assert "there is a log at" in refused(accord, *begin)
    assert not (accord.keys / "erin.key").exists()


@pytest.mark.parametrize("name", ["", "a/b", "../x", ".x", "a\nb"])
def test_what_cannot_name_a_key(accord: Mission, name: str) -> None:
    assert "cannot be the name of a key" in refused(accord, "log", "new-key", name)


def test_a_folder_without_keys_says_how_to_make_one(accord: Mission, tmp_path: Path) -> None:
    there = str(tmp_path / "nowhere")
    told = refused(accord, "log", "key", accord.log, "eve", "--keys", there)
    assert "there is no key of yours in" in told
    assert "`servanda log new-key` makes one" in told
    assert "`servanda log new-key zoe` makes one" in refused(accord, *note(accord, "zoe"))
    for option in ("--author", "--witness"):  # whom the log knows, nobody makes a key for
        told = refused(accord, "edition", "seal", accord.log, "--name", "n", "--title", "T",
                       "--author", "amal", option, "badr")  # fmt: skip
        assert "`servanda log new-key badr` makes one" in told
    accord.says(*let_in(accord, "badr"))
    (accord.keys / "badr.key").unlink()
    for option in ("--author", "--witness"):
        told = refused(accord, "edition", "seal", accord.log, "--name", "n", "--title", "T",
                       "--author", "amal", option, "badr")  # fmt: skip
        assert "the log knows a key of badr, and its private half is not in" in told
        assert "new-key" not in told
    assert "there is a key amal" in refused(accord, "log", "new-key", "amal")


@pytest.mark.parametrize("how", ["author", "witness", "nothing"])
def test_a_file_with_somebody_elses_key_signs_for_nobody(
    accord: Mission, tmp_path: Path, how: str
) -> None:
    """It lies under the name of Cyra, and is that of Amal."""
    own = tmp_path / "of-cyra"
    own.mkdir()
    for end in ("key", "pub"):
        (own / f"cyra.{end}").write_bytes((accord.keys / f"amal.{end}").read_bytes())
    (own / "amal.key").write_bytes((accord.keys / "amal.key").read_bytes())
    options = {
        "author": ("--author", "cyra"),
        "witness": ("--author", "amal", "--witness", "cyra"),
        "nothing": (),
    }[how]
    if how == "nothing":
        (own / "amal.key").unlink()
    importing = ("record", "import", str(accord.folder), "--store", accord.log)
    note(accord, "amal")
    told = refused(accord, *importing, *options, "--keys", str(own))
    assert f"the key in {own}/cyra.key is not that of cyra as the log knows it" in told
    assert "but that of amal (" in told
    assert "or sign as amal with a file of that name" in told


def test_who_is_no_keeper_is_told_so_and_nothing_is_made(accord: Mission) -> None:
    accord.says(*let_in(accord, "badr", "--role", "author"))
    accord.says(*let_in(accord, "idle", "--role", "keeper"))
    before = set(accord.keys.iterdir())
    let = ("log", "key", accord.log, "eve", "--role", "reader")
    none = "only a keeper lets people in, revokes keys and decides what readers are told, and badr"
    for command in (
        let,
        ("log", "key", accord.log, "dana", "--revoke", "left"),
        ("log", "policy", accord.log, "--tell"),
    ):
        told = refused(accord, *command, "--author", "badr")
        assert f"{none} is none, but author; who may here: amal; nothing was written" in told
    told = refused(accord, *let, "--author", "idle")
    assert "signs that as author and witness, too, and idle is only keeper; who may" in told
    assert set(accord.keys.iterdir()) == before


def test_a_key_that_was_made_in_vain_is_told(
    accord: Mission, monkeypatch: pytest.MonkeyPatch
) -> None:
    shows(monkeypatch, "2001-01-01")
    told = refused(accord, *let_in(accord, "eve", "--role", "reader"))
    assert "the clock shows 2001" in told
    assert f"; a key was made for it before, {accord.keys}/eve.key, and is taken when" in told
    made = (accord.keys / "eve.key").read_bytes()
    shows(monkeypatch, "2100-01-01")
    accord.says(*let_in(accord, "eve", "--role", "reader"))
    assert (accord.keys / "eve.key").read_bytes() == made


def test_who_may_not_witness_is_told_who_may(accord: Mission) -> None:
    accord.says(*let_in(accord, "badr", "--role", "author"))
    told = refused(accord, *note(accord, "badr"))
    assert "the key of badr may not sign as witness, only as author; a witness signs when" in told
    assert "in the same folder: --witness NAME (amal, cyra); or a keeper lets you in" in told
    accord.says(*note(accord, "badr"), "--witness", "cyra")


@pytest.mark.skipif(os.name != "posix", reason="files have other rights there")
@pytest.mark.parametrize("phrase", ["", "river"])
def test_a_key_that_others_can_read_is_told_once(
    accord: Mission, monkeypatch: pytest.MonkeyPatch, phrase: str
) -> None:
    monkeypatch.setenv(BADR, phrase)
    accord.says(*let_in(accord, "badr", "--role", "author", "--role", "witness"))
    file = accord.keys / "badr.key"
    told = "badr.key is open to others on this machine, and who has it"
    for mode in (0o644, 0o640, 0o600):
        file.chmod(mode)
        (accord.folder / "record" / "again.md").write_text(f"# {mode}\n", encoding="utf-8")
        answer = accord.run(*note(accord, "badr"), "--witness", "badr")
        assert answer.exit_code == 0, answer.output
        said = " ".join(answer.stderr.split())
        assert said.count(told) == (mode != 0o600)
        assert (f"chmod 600 {file}" in said) == (mode != 0o600)
        assert told not in answer.stdout
