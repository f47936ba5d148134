"""A protected source is forgotten for good: nothing in the file of a log has its name, whatever was
sealed, approved and decided while it was known. And nobody is told of it by what an edition says of
itself."""

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from servanda.workspace.editions import kept_answer, sealed_named
from tests.store.accord import Mission, mission
from tests.store.test_editions import faults_of
from tests.store.test_log_format import hkdf

NAMED = """\
# Heard by Zebulon Kvist

```servanda
source kvist-z "Zebulon Kvist, officer at the prison"
  protected

report R8 "What Kvist saw"
  by kvist-z
  on 2026-01-22

claim kvist-z says
  north releases 6 prisoners to south
  on 2026-01-21
  note "Kvist counted them at gate nine"
```
"""
BASE64 = re.compile(rb"[A-Za-z0-9+/]{40,}={0,2}")
TOLD = (b"zebulon", b"kvist", b"gate nine", b"officer at")


@pytest.fixture
def filed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mission:
    found = mission(str(tmp_path / "a.log"), tmp_path, monkeypatch)
    found.report("named.md", NAMED)
    return found


def _bytes_of(log: str) -> bytes:
    """Of the file and what lies beside it, before and after what was written beside is in it. Long
    runs of base64 are left out, which are signatures and boxes: any five letters may be in them."""
    data = b"".join(each.read_bytes() for each in Path(log).parent.glob(f"{Path(log).name}*"))
    with closing(sqlite3.connect(log)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return BASE64.sub(b" ", data + Path(log).read_bytes()).lower()


def _said(filed: Mission, *arguments: str) -> str:
    result = filed.run(*arguments)
    assert result.exit_code == 2, result.output
    return " ".join(result.output.split())


def test_nothing_in_the_file_names_a_source_that_was_forgotten(filed: Mission) -> None:
    asked = (("status",), ("explain", "release-prisoners"), ("history", "release-prisoners"))
    for number, answer in enumerate(asked):
        filed.says(
            "edition", "seal", filed.log, *answer, "--name", f"e{number}", "--title", "T",
            "--at", "2026-02-01", "--author", "amal", "--approver", "cyra",
        )  # fmt: skip
        filed.says("replay", filed.log, f"e{number}")
    filed.seal("told", "--as", "cyra", "--approver", "cyra")
    filed.says(
        "decision", "record", filed.log, "--name", "d", "--on", "e0", "--opens", "two",
        "--because", "enough are free", "--approver", "cyra",
    )  # fmt: skip
    assert "Kvist" in filed.says("edition", "show", filed.log, "e1")
    assert "Kvist" in filed.says("edition", "show", filed.log, "told", "--as", "cyra")
    filed.says("record", "forget", "kvist-z", "--yes")
    found = _bytes_of(filed.log)
    assert [each for each in TOLD if each in found] == []
    assert "not here" in _said(filed, "edition", "show", filed.log, "e1")
    assert "not here" in _said(filed, "edition", "show", filed.log, "told", "--as", "cyra")
    assert "is not here" in filed.run("replay", filed.log, "e1").output
    assert faults_of(filed.log) == ()


def test_a_kept_answer_opens_as_the_page_on_the_format_says(filed: Mission) -> None:
    """Under both keys, in the order of their ids."""
    filed.seal("e")
    edition = sealed_named(filed.log, "e").edition
    raw = [
        bytes.fromhex(next(filed.keys.glob(f"sources/*/{each}.seal")).read_text("utf-8")[:64])
        for each in edition.basis.keys
    ]
    assert len(raw) == 2
    with closing(sqlite3.connect(filed.log)) as connection:
        ((box,),) = connection.execute("SELECT data FROM files WHERE sha256 = ?", (edition.result,))
    key = hkdf(b"".join(raw), b"servanda protected source")
    opened = AESGCM(key).decrypt(box[:12], box[12:], b'["edition","e",1]')
    assert opened == kept_answer(filed.log, edition)
    assert b"Zebulon Kvist" in opened


@pytest.mark.parametrize("words", ["On Zebulon Kvist", "what kvist says", "KVIST-Z", "r kvist-z"])
def test_no_title_or_reason_names_one(filed: Mission, words: str) -> None:
    filed.seal("jan", "--approver", "cyra")
    _require_refused(filed, words)


def test_nor_where_the_keys_are_only_named(
    filed: Mission, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """With `--keys`, whatever the folder of the environment has."""
    filed.seal("jan", "--approver", "cyra")
    monkeypatch.setenv("SERVANDA_KEYS", str(tmp_path / "none"))
    _require_refused(filed, "On Zebulon Kvist", "--keys", str(filed.keys))


def _require_refused(filed: Mission, words: str, *keys: str) -> None:
    seal = ("edition", "seal", filed.log, "--author", "amal", "--at", "2026-02-01", *keys)
    assert "names a protected source" in _said(filed, *seal, "--name", "x", "--title", words)
    assert "names a protected source" in _said(filed, *seal, "--name", words, "--title", "T")
    decide = ("decision", "record", filed.log, "--on", "jan", "--opens", "two")
    signed = (*decide, "--approver", "cyra", *keys)
    assert "names a protected source" in _said(filed, *signed, "--name", "d", "--because", words)
    assert "names a protected source" in _said(filed, *signed, "--name", words, "--because", "x")


@pytest.mark.parametrize(
    "text",
    [
        "# A memo\n\nZebulon Kvist called.\n",
        '```servanda\nreport R9 "Heard from Zebulon Kvist"\n  by icrc\n  on 2026-01-23\n```\n',
    ],
)
def test_no_label_enters_in_what_is_not_sealed(filed: Mission, text: str) -> None:
    (filed.folder / "record" / "memo.md").write_text(text, encoding="utf-8")
    said = _said(filed, "record", "import", str(filed.folder), "--store", filed.log)
    assert "names a protected source, and would stand in the log" in said
    assert b"zebulon" not in _bytes_of(filed.log)


def test_why_an_agreement_was_amended_names_none(filed: Mission) -> None:
    path = filed.folder / "agreement.md"
    path.write_text(path.read_text("utf-8").replace("releases 10", "releases 5"), "utf-8")
    said = _said(
        filed, "record", "import", str(filed.folder), "--store", filed.log, "--amended",
        "Kvist said so",
    )  # fmt: skip
    assert "the reason names a protected source" in said


# --- Without the keys ---------------------------------------------------------------------------


def test_who_has_the_log_is_told_that_keys_are_missing(
    filed: Mission, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SERVANDA_KEYS", str(tmp_path / "elsewhere"))
    notice = "entries of the log are sealed under keys that are not here"
    for arguments in (
        ("status", filed.log), ("check", filed.log), ("page", filed.log, "-o", "-"),
        ("record", "list", filed.log), ("record", "show", filed.log, "R1"),
        ("record", "export", filed.log, str(tmp_path / "copy")), ("explain", filed.log, "two"),
        ("edition", "seal", filed.log, "--keys", str(tmp_path / "keys"), "--name", "n", "--title",
         "T", "--author", "amal"),
    ):  # fmt: skip
        told = filed.run(*arguments)
        assert told.exit_code == 0, told.output
        is_by_folder = "--keys" in arguments  # of sources, too: none is missing there
        assert (notice in " ".join(told.stderr.split())) != is_by_folder, arguments
        assert notice not in told.stdout
    for reader in ("anybody", "dana", "amal"):
        assert not filed.run("status", filed.log, "--as", reader).stderr
    sealed = sealed_named(filed.log, "n").edition
    assert len(sealed.basis.keys) == 2


# --- For whom -----------------------------------------------------------------------------------


def test_an_edition_is_for_those_who_sealed_it_unless_somebody_says_more(filed: Mission) -> None:
    filed.seal("own", "--approver", "cyra")
    assert sealed_named(filed.log, "own").edition.marking.level == "amber-strict"
    (filed.folder / "record" / "red.md").write_text(
        '```servanda\nreport R9 "Red"\n  by icrc\n  on 2026-01-23\n  marking red\n\n'
        'report R10 "Later"\n  by icrc\n  on 2026-01-23\n  embargo until 2150-01-01\n```\n'
    )
    filed.says("record", "import", str(filed.folder), "--store", filed.log, "--author", "amal")
    for release in ((), ("--release",)):  # who a protected source is no word releases
        said = _said(filed, *filed.sealing("wide", "--marking", "amber", *release))
        assert "it may tell of 2 protected sources" in said
    filed.seal("open", "--marking", "clear", "--as", "anybody")


def test_who_seals_for_a_reader_is_told_what_is_otherwise_with_all_that_the_log_holds(
    filed: Mission,
) -> None:
    """By 6 more, of a source that nobody else may know; none of it is in what is sealed."""
    said = "Not for its readers: with all that the log holds, other words would stand for"
    for name, options in (("of-dana", ("--as", "dana")), ("of-all", ("--as", "anybody"))):
        sealed = filed.run(*filed.sealing(name, *options, "--approver", "cyra"))
        assert f"{said}: release-prisoners, two." in " ".join(sealed.stderr.split())
        assert "other words" not in filed.run("edition", "show", filed.log, name).output
    assert said not in filed.run(*filed.sealing("all")).output


def test_what_is_marked_narrower_is_released_by_word_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who says so is told what that is, and so is whoever is to approve it."""
    filed = mission(str(tmp_path / "b.log"), tmp_path, monkeypatch)
    (filed.folder / "record" / "first.md").unlink()
    (filed.folder / "record" / "red.md").write_text(
        '```servanda\nsource icrc "Red Cross"\n\n'
        'report R9 "Red"\n  by icrc\n  on 2026-01-23\n  marking red\n\n'
        'report R10 "Later"\n  by icrc\n  on 2026-01-23\n  embargo until 2150-01-01\n```\n'
    )
    plain = replace(filed, log=str(tmp_path / "c.log"))
    plain.says("log", "new", plain.log, "--title", "t", "--keeper", "amal", "--for", "Mission")
    plain.says("log", "key", plain.log, "cyra", "--role", "approver", "--role", "witness",
               "--for", "Mission", "--author", "amal")  # fmt: skip
    plain.says("record", "import", str(plain.folder), "--store", plain.log, "--author", "amal")
    said = _said(plain, *plain.sealing("wide", "--marking", "amber"))
    assert "2 statements marked narrower than the edition (1 under embargo and 1 red)" in said
    wide = plain.run(*plain.sealing("wide", "--marking", "amber", "--release"))
    assert wide.exit_code == 0, wide.output
    told = (
        "it may tell of 2 statements marked narrower than the edition (1 under embargo and 1 red)"
    )
    assert f"Released: {told}" in " ".join(wide.stderr.split())
    shown = plain.run("edition", "show", plain.log, "wide")
    assert told in " ".join(shown.stderr.split())
    assert "marked narrower" not in shown.stdout
    approved = plain.run("edition", "approve", plain.log, "wide", "--approver", "cyra")
    assert told in " ".join(approved.stderr.split())
    for reader in ("anybody", "cyra"):
        result = plain.run("edition", "show", plain.log, "wide", "--as", reader)
        assert "marked narrower" not in result.output
    narrow = plain.run(*plain.sealing("own", "--as", "anybody", "--release"))
    assert "marked narrower" not in narrow.output


def test_what_an_edition_rests_on_is_for_those_who_sealed_it(filed: Mission) -> None:
    filed.seal("e", "--marking", "clear", "--as", "anybody", "--approver", "cyra")
    edition = sealed_named(filed.log, "e").edition
    guarded = (*edition.basis.keys, edition.basis.root, edition.result, " entries, head")
    for arguments in (
        ("edition", "show", filed.log, "e"), ("edition", "show", filed.log, "e", "--json"),
        ("edition", "list", filed.log, "--json"), ("record", "show", filed.log, "e"),
        ("record", "list", filed.log, "--kind", "edition", "--json"),
    ):  # fmt: skip
        for reader in ("anybody", "dana"):
            told = filed.says(*arguments, "--as", reader)
            assert not any(each in told for each in guarded), arguments
    assert edition.basis.root in filed.says("edition", "show", filed.log, "e", "--as", "cyra")
    assert edition.basis.root in filed.says("edition", "show", filed.log, "e", "--json")


def test_an_edition_for_a_reader_rests_on_no_key_of_what_they_may_not_see(filed: Mission) -> None:
    """And is made again bit for bit, with all keys at hand."""
    for reader in ("anybody", "dana"):
        filed.seal(f"of-{reader}", "--as", reader)
        assert sealed_named(filed.log, f"of-{reader}").edition.basis.keys == ()
        filed.says("replay", filed.log, f"of-{reader}")


def test_known_is_the_time_of_sealing(filed: Mission) -> None:
    filed.seal("e", "--as", "anybody")
    edition = sealed_named(filed.log, "e").edition
    assert edition.question.known == edition.basis.read_at
    filed.report_later()
    filed.says("replay", filed.log, "e")


def test_a_draft_is_for_those_who_sealed_it(filed: Mission) -> None:
    filed.seal("e", "--marking", "clear", "--as", "anybody")
    shown = ("edition", "show", filed.log, "e", "--as")
    assert "no edition named e" in _said(filed, *shown, "anybody")
    assert "no edition named e" in _said(filed, *shown, "dana")
    filed.says(*shown, "cyra")
    filed.says("edition", "approve", filed.log, "e", "--approver", "cyra")
    filed.says(*shown, "anybody")


def test_it_is_released_to_nobody_whom_the_log_does_not_know(filed: Mission) -> None:
    said = _said(filed, *filed.sealing("e", "--releasable-to", "Guest"))
    assert "nobody named Guest, reader or organisation; did you mean Guests?" in said
    said = _said(filed, *filed.sealing("e", "--releasable-to", "xyz"))
    assert "there are: Guests, Mission, amal, cyra, dana" in said


def test_what_is_shown_fits_the_screen(filed: Mission) -> None:
    filed.seal("e", "--approver", "cyra")
    shown = filed.says("edition", "show", filed.log, "e")
    assert "not public" not in shown
    assert [line for line in shown.splitlines() if len(line) > 100] == []
    assert sealed_named(filed.log, "e").edition.result in shown.split()
