"""A log that a folder is imported into, and reports are added to, and that is given back."""

from pathlib import Path

import pytest

from tests.store.accord import AGREEMENT, FIRST, LATER, Mission, mission

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


def test_an_attachment_comes_back_byte_for_byte(accord: Mission, tmp_path: Path) -> None:
    photo = tmp_path / "photo.png"
    photo.write_bytes(BINARY)
    add(accord, tmp_path, "--attach", str(photo))
    assert "attached/later/photo.png" in accord.says("record", "list", accord.log, "--kind", "file")
    assert f"size {len(BINARY)}" in accord.says(
        "record", "show", accord.log, "attached/later/photo.png"
    )
    accord.says("record", "export", accord.log, str(tmp_path / "copy"))
    assert (tmp_path / "copy/attached/later/photo.png").read_bytes() == BINARY


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
    assert (code, "no longer in the folder" in told) == (2, True)
    first.unlink()
    code, told = imported(accord)
    assert (code, "no longer in the folder" in told) == (2, True), "nor may the document go"


def test_a_report_that_the_folder_took_up_is_missed_from_then_on(
    accord: Mission, tmp_path: Path
) -> None:
    add(accord, tmp_path)
    later = accord.folder / "record" / "later.md"
    later.write_text(LATER, encoding="utf-8")
    told = imported(accord)[1]
    assert told.startswith(
        "record/later.md was added by itself before; the log notes that it belongs to the folder "
        "now, and from now on misses it there. Nothing else is new: the log has"
    )
    assert "Added" not in told
    assert imported(accord)[1].startswith("Nothing is new")
    later.unlink()
    assert imported(accord)[0] == 2


def test_a_report_that_the_folder_took_up_with_other_prose_is_a_new_document(
    accord: Mission, tmp_path: Path
) -> None:
    add(accord, tmp_path)
    later = accord.folder / "record" / "later.md"
    later.write_text(f"{LATER}\nA word more.\n", encoding="utf-8")
    told = imported(accord)[1]
    assert told.startswith("record/later.md was added by itself before")
    assert "Added: 1 document." in told


def test_a_report_in_the_folder_may_not_be_the_one_that_was_added(
    accord: Mission, tmp_path: Path
) -> None:
    add(accord, tmp_path)
    (accord.folder / "record" / "same.md").write_text(LATER, encoding="utf-8")
    code, told = imported(accord)
    assert code == 2
    assert "record/later.md, which the log has besides" in told


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
