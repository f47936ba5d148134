"""A log that a folder is imported into, and reports are added to, and that is given back."""

import os
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from servanda.store.head import written_time
from tests.store.accord import AGREEMENT, FIRST, LATER, Mission, mission

NOTHING = "Nothing is new: the log holds all of it, in {} entries."
BY = ("--author", "amal")
BINARY = b"\x89PNG\r\n\x1a\n\xff\x00"


@pytest.fixture
def accord(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mission:
    return mission(str(tmp_path / "accord.log"), tmp_path, monkeypatch)


def add(accord: Mission, tmp_path: Path, *options: str) -> str:
    report = tmp_path / "later.md"
    report.write_text(LATER, encoding="utf-8")
    return accord.says(
        "record", "add", str(report), "--store", accord.log, "--author", "amal", *options
    )


def imported(accord: Mission, *options: str) -> tuple[int, str]:
    result = accord.run(
        "record", "import", str(accord.folder), "--store", accord.log, "--author", "amal", *options
    )
    return result.exit_code, " ".join(result.output.split())


def test_documents_come_back_byte_for_byte(accord: Mission, tmp_path: Path) -> None:
    """Whatever ends their lines; but the byte order mark, which is no text, and that is said."""
    kept = {
        "lines.md": b"# Lines \t\r\nand \x0b \xe2\x80\xa8 none\n\n \rat the end",
        "report.md": LATER.replace("\n", "\r\n").encode(),
        "empty.md": b"",
        "marked.md": b"\xef\xbb\xbf# Marked\r\n",
    }
    for name, data in kept.items():
        (accord.folder / "record" / name).write_bytes(data)
    told = imported(accord)[1]
    assert "An export begins without the byte order mark" in told
    assert ": record/marked.md." in told
    accord.says("record", "export", accord.log, str(tmp_path / "copy"))
    for name, data in kept.items():
        given = (tmp_path / "copy" / "record" / name).read_bytes()
        assert given == (data[3:] if name == "marked.md" else data)
    assert imported(accord) == (0, NOTHING.format(23))
    assert "0 files written" in accord.says("record", "export", accord.log, str(accord.folder))


def test_an_export_that_is_refused_leaves_no_file(accord: Mission, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    (copy / "record").write_text("in the way of a folder")
    result = accord.run("record", "export", accord.log, str(copy))
    assert result.exit_code == 2
    assert "nothing was written" in " ".join(result.output.split())
    assert [each.name for each in copy.iterdir()] == ["record"]


def test_a_report_that_was_added_is_not_missed_in_the_folder(
    accord: Mission, tmp_path: Path
) -> None:
    add(accord, tmp_path)
    before = accord.says("status", accord.log, "--at", "2026-02-01")
    assert "Nothing is new" in add(accord, tmp_path)
    assert "Nothing is new" in imported(accord)[1]
    (accord.folder / "record" / "note.md").write_text("# A note\n", encoding="utf-8")
    assert "Added: 1 document." in imported(accord)[1]
    assert accord.says("status", accord.log, "--at", "2026-02-01") == before


def test_a_claim_deleted_from_a_document_of_the_folder_is_missed(
    accord: Mission, tmp_path: Path
) -> None:
    add(accord, tmp_path)
    first = accord.folder / "record" / "first.md"
    first.write_text(FIRST.partition("\nclaim")[0] + "\n```\n", encoding="utf-8")
    code, told = imported(accord)
    assert code == 2
    assert "is in the log, in record/first.md, and no longer in the folder" in told


def test_all_errors_can_be_seen(accord: Mission, tmp_path: Path) -> None:
    """The first is told with what to do, and the way to the others is one that shows them."""
    text = LATER.replace("by icrc", "by Icrc").replace("icrc says", "Nobody says")
    report = tmp_path / "later.md"
    report.write_text(text, encoding="utf-8")
    told = accord.run("record", "add", str(report), "--store", accord.log, *BY).stderr
    assert "has 2 errors, the first at record/later.md:" in told
    assert "(names are of small letters (a to z), digits and hyphens); nothing was logged" in told
    assert f"to see all: `servanda record export {accord.log} FOLDER`, later.md into" in told
    copy = tmp_path / "copy"
    accord.says("record", "export", accord.log, str(copy))
    (copy / "record" / "later.md").write_text(text, encoding="utf-8")
    assert "2 errors" in accord.run("check", str(copy)).output
    (accord.folder / "record" / "later.md").write_text(text, encoding="utf-8")
    code, told = imported(accord)
    assert code == 2
    assert f"`servanda check {accord.folder}` shows all" in told


STAYS = "1 document of the log is not in this folder, and stays: record/{}.md."


def test_a_document_that_a_folder_has_not_stays(accord: Mission, tmp_path: Path) -> None:
    """As does one that it had, or that an export had: nothing is removed by what is not there."""
    add(accord, tmp_path)
    before = accord.says("status", accord.log, "--at", "2026-02-01")
    assert imported(accord) == (0, f"{STAYS.format('later')} {NOTHING.format(20)}")
    accord.says("record", "export", accord.log, str(tmp_path / "copy"))
    (tmp_path / "copy" / "record" / "memo.md").write_text("# A memo\n", encoding="utf-8")
    accord.says("record", "import", str(tmp_path / "copy"), "--store", accord.log, *BY)
    code, told = imported(accord)
    assert code == 0
    assert told.startswith("2 documents of the log are not in this folder, and stay: record/later")
    (accord.folder / "record" / "first.md").unlink()
    assert imported(accord)[0] == 0
    assert accord.says("status", accord.log, "--at", "2026-02-01") == before


def test_a_renamed_document_leaves_its_old_name(accord: Mission, tmp_path: Path) -> None:
    record = accord.folder / "record"
    (record / "first.md").rename(record / "january.md")
    (accord.folder / "agreement.md").rename(accord.folder / "accord.md")
    code, told = imported(accord)
    assert (code, told.partition(".")[0]) == (0, "Added: 4 documents")
    accord.says("record", "export", accord.log, str(tmp_path / "copy"))
    assert sorted(each.name for each in (tmp_path / "copy").rglob("*.md")) == [
        "accord.md",
        "january.md",
    ]
    assert "Everything holds" in accord.says("log", "verify", accord.log)
    assert imported(accord) == (0, NOTHING.format(21))


def test_half_of_a_document_does_not_move(accord: Mission) -> None:
    """What stays behind would stand twice."""
    head, _, claim = FIRST.partition("\nclaim")
    record = accord.folder / "record"
    (record / "first.md").unlink()
    (record / "half.md").write_text(f"{head}\n```\n", encoding="utf-8")
    assert claim
    code, told = imported(accord)
    assert code == 2
    assert (
        "record/half.md: the source icrc stands in record/first.md in the log, which this" in told
    )


def test_two_authors_import_a_folder_each(accord: Mission, tmp_path: Path) -> None:
    key = ("log", "key", accord.log, "badr", "--role", "author", "--role", "witness")
    accord.says(*key, "--for", "Partner", "--author", "amal")
    other = tmp_path / "other"
    (other / "record").mkdir(parents=True)
    (other / "agreement.md").write_text(AGREEMENT, encoding="utf-8")
    (other / "record" / "later.md").write_text(LATER, encoding="utf-8")
    theirs = ("record", "import", str(other), "--store", accord.log, "--author", "badr")
    result = accord.run(*theirs)
    assert result.exit_code == 0, result.output
    assert STAYS.format("first") in " ".join(result.output.split())
    assert imported(accord)[1].startswith(STAYS.format("later"))
    (other / "agreement.md").write_text(f"{AGREEMENT}\nAnd a word.\n", encoding="utf-8")
    result = accord.run(*theirs)
    assert result.exit_code == 2
    assert "agreement.md was entered by Mission, and only they or a keeper may" in " ".join(
        result.output.split()
    )


def test_what_a_folder_says_is_read_beside_what_stays(accord: Mission, tmp_path: Path) -> None:
    """Its sources are known, and none is declared twice; nor is anything agreed there."""
    other = tmp_path / "other"
    (other / "record").mkdir(parents=True)
    clause = 'party north "North"\n\nreport R3'
    (other / "record" / "later.md").write_text(
        LATER.replace("report R3", clause, 1), encoding="utf-8"
    )
    result = accord.run("record", "import", str(other), "--store", accord.log, *BY)
    assert result.exit_code == 2
    told = " ".join(result.output.split())
    assert "with agreement.md, record/first.md that the log has besides, has an error" in told
    source = FIRST[FIRST.index("source icrc") : FIRST.index("source insider")]
    (other / "record" / "later.md").write_text(
        LATER.replace("report R3", f"{source}\nreport R3", 1), encoding="utf-8"
    )
    result = accord.run("record", "import", str(other), "--store", accord.log, *BY)
    assert result.exit_code == 2
    told = " ".join(result.output.split())
    assert "record/later.md: the source icrc stands in record/first.md in the log" in told


def test_an_amended_agreement_is_named_and_wants_a_reason(accord: Mission) -> None:
    agreement = accord.folder / "agreement.md"
    changed = AGREEMENT.replace("by 2026-01-24", "by 2026-03-24")
    assert changed != AGREEMENT
    agreement.write_text(changed, encoding="utf-8")
    code, told = imported(accord)
    assert code == 2
    assert "in agreement.md duty release-prisoners reads otherwise; nothing was logged" in told
    code, told = imported(accord, "--amended", "the parties agreed on more time")
    assert code == 0
    assert "Amended: in agreement.md duty release-prisoners reads otherwise." in told
    assert "agreement.md (number 2)" in accord.says(
        "record", "list", accord.log, "--kind", "document"
    )
    assert "the parties agreed on more time" in accord.says(
        "record", "show", accord.log, "agreement.md"
    )
    assert "Everything holds" in accord.says("log", "verify", accord.log)
    assert "Nothing is new" in imported(accord)[1]


def test_the_wrong_agreement_is_refused_in_a_few_words(accord: Mission) -> None:
    others = "\n".join(f'party p{number} "P{number}"' for number in range(40))
    agreement = accord.folder / "agreement.md"
    agreement.write_text(AGREEMENT.replace("party north", f"{others}\nparty north"), "utf-8")
    code, told = imported(accord)
    assert code == 2
    assert "party p4 is new; and 35 more; nothing was logged" in told


def test_what_was_agreed_before_is_given_back(
    accord: Mission, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And whoever asks what was known before it was amended is told so."""
    photo = tmp_path / "photo.png"
    photo.write_bytes(BINARY)
    began = int(time.time())
    monkeypatch.setattr("servanda.workspace.recording.now", lambda: began + 60)
    add(accord, tmp_path, "--attach", str(photo))
    monkeypatch.setattr("servanda.workspace.recording.now", lambda: began + 3600)
    photo.write_bytes(b"another")
    told = " ".join(add(accord, tmp_path, "--attach", str(photo)).split())
    assert "attached/later/photo.png was logged before with another content" in told
    agreement = accord.folder / "agreement.md"
    agreement.write_text(AGREEMENT.replace("by 2026-01-24", "by 2026-03-24"), encoding="utf-8")
    imported(accord, "--amended", "more time")
    shown = " ".join(accord.says("record", "show", accord.log, "agreement.md").split())
    then, line = shown.split(" gives it back")[0].split()[-1].strip("`"), shown.count("--known")
    assert line == 1
    for known, deadline, kept in (
        (("--known", then), "by 2026-01-24", None),
        (("--known", written_time(began + 1800)), "by 2026-01-24", BINARY),
        ((), "by 2026-03-24", b"another"),
    ):
        copy = tmp_path / str(len(list(tmp_path.iterdir())))
        accord.says("record", "export", accord.log, str(copy), *known)
        assert deadline in (copy / "agreement.md").read_text(encoding="utf-8")
        attached = copy / "attached" / "later" / "photo.png"
        assert (attached.read_bytes() if attached.exists() else None) == kept
    result = accord.run(
        "record", "export", accord.log, str(tmp_path / "none"), "--known", "2020-01-01"
    )
    assert result.exit_code == 2
    assert "the log had not begun" in " ".join(result.output.split())
    minute = datetime.fromtimestamp(began + 1800, UTC).strftime("%Y-%m-%d %H:%M")
    ask = ("status", accord.log, "--at", "2026-02-01", "--known")
    notice = " ".join(accord.run(*ask, minute).stderr.split())
    assert notice.startswith("agreement.md was entered again at ")
    assert f'`servanda record export LOG FOLDER --known "{minute}"` gives' in notice
    assert "the log had none" in " ".join(accord.run(*ask, "2020-01-01").stderr.split())
    assert accord.run(*ask, "2100-01-01").stderr == accord.run(*ask[:-1]).stderr == ""


def test_files_that_are_not_read_are_named(accord: Mission, tmp_path: Path) -> None:
    record = accord.folder / "record"
    (tmp_path / "elsewhere.md").write_text("# E\n", encoding="utf-8")
    (record / "link.md").symlink_to(tmp_path / "elsewhere.md")
    (record / ".hidden.md").write_text("# H\n", encoding="utf-8")
    (record / "linked").symlink_to(tmp_path)
    code, told = imported(accord)
    assert code == 0
    assert (
        "Not read, as hidden, a draft, attached to none, or a link that leads elsewhere: "
        "record/.hidden.md, record/link.md, record/linked." in told
    )


def test_a_name_that_is_no_text_is_refused(accord: Mission) -> None:
    Path(os.fsdecode(os.fsencode(accord.folder) + b"/record/b\xffd.md")).write_text(
        "# B\n", "utf-8"
    )
    code, told = imported(accord)
    assert (code, "record/b?d.md has a name that is not UTF-8; rename it" in told) == (2, True)


def test_an_empty_document_comes_back(accord: Mission, tmp_path: Path) -> None:
    (accord.folder / "record" / "empty.md").write_text("", encoding="utf-8")
    assert "Added: 1 document." in imported(accord)[1]
    assert imported(accord)[1].startswith("Nothing is new")
    accord.says("record", "export", accord.log, str(tmp_path / "copy"))
    assert (tmp_path / "copy" / "record" / "empty.md").read_bytes() == b""


@pytest.mark.parametrize("name", ["later.txt", "later.MD", ".later.md"])
def test_a_report_is_named_as_it_is_read_again(accord: Mission, tmp_path: Path, name: str) -> None:
    report = tmp_path / name
    report.write_text(LATER, encoding="utf-8")
    result = accord.run("record", "add", str(report), "--store", accord.log, *BY)
    assert result.exit_code == 2
    assert f"{name} is not named as a document" in " ".join(result.output.split())


@pytest.mark.parametrize("text", ["", "# A note\n", "report R9\n  by icrc\n  on 2026-01-27\n"])
def test_a_report_says_something(accord: Mission, tmp_path: Path, text: str) -> None:
    report = tmp_path / "silent.md"
    report.write_text(text, encoding="utf-8")
    result = accord.run("record", "add", str(report), "--store", accord.log, *BY)
    assert result.exit_code == 2
    assert "there is no statement in" in " ".join(result.output.split())


def test_other_prose_of_an_agreement_passes_with_a_word(accord: Mission) -> None:
    agreement = accord.folder / "agreement.md"
    agreement.write_text(f"{AGREEMENT}\nSigned at the bridge.\n", encoding="utf-8")
    code, told = imported(accord)
    assert code == 0
    assert "Of agreement.md only the prose changed" in told


def test_an_agreement_does_not_come_by_adding_a_report(accord: Mission, tmp_path: Path) -> None:
    annex = tmp_path / "annex.md"
    annex.write_text('```servanda\nparty east "East"\n```\n', encoding="utf-8")
    result = accord.run("record", "add", str(annex), "--store", accord.log, "--author", "amal")
    assert result.exit_code == 2
    assert "an agreement is imported with its folder" in " ".join(result.output.split())


def test_a_sealed_report_that_was_added_is_left_alone_without_its_key(
    accord: Mission, tmp_path: Path
) -> None:
    word = LATER.replace(
        "```servanda\n", '```servanda\nsource warden "A warden"\n  protected\n\n', 1
    ).replace("icrc says", "warden says")
    (tmp_path / "word.md").write_text(word, encoding="utf-8")
    add = ("record", "add", str(tmp_path / "word.md"), "--store", accord.log, "--author", "amal")
    accord.says(*add)
    assert "Nothing is new" in imported(accord)[1]
    accord.says("record", "forget", "warden", "--yes")
    assert "Nothing is new" in imported(accord)[1]
    assert "Everything holds" in accord.says("log", "verify", accord.log)
