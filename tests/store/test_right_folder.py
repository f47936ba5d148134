"""The wrong folder is refused before anything of it is logged."""

from pathlib import Path

import pytest

from tests.store.accord import AGREEMENT, FIRST, LATER, Mission, mission

MEMO = "# Internal memo\n\nOur driver met the informant.\n"


@pytest.fixture
def accord(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mission:
    found = mission(str(tmp_path / "accord.log"), tmp_path, monkeypatch)
    found.report("memo.md", MEMO)
    return found


def refusal(accord: Mission, folder: Path, *options: str) -> str:
    """Why an import is refused, which logs nothing."""
    before = accord.says("record", "list", accord.log)
    store = ("--store", accord.log, "--author", "amal", *options)
    result = accord.run("record", "import", str(folder), *store)
    assert result.exit_code == 2, result.output
    assert accord.says("record", "list", accord.log) == before
    return " ".join(result.output.split())


def test_the_record_by_itself_is_refused(accord: Mission, tmp_path: Path) -> None:
    """And its memos stay with the organisation that filed them."""
    told = refusal(accord, accord.folder / "record")
    assert "nothing in it is agreed: first.md, memo.md would be outside record/" in told
    assert "the folder above it is probably meant" in told
    accord.says("record", "export", accord.log, str(tmp_path / "seen"), "--as", "anybody")
    assert not any("driver" in one.read_text("utf-8") for one in (tmp_path / "seen").rglob("*.md"))


def test_the_record_under_another_name_is_refused(accord: Mission) -> None:
    record = accord.folder / "record"
    record.rename(accord.folder / "passing").rename(accord.folder / "Record")
    told = refusal(accord, accord.folder)
    assert "Record/first.md would be outside record/, where its prose is for anybody" in told
    (accord.folder / "Record").rename(accord.folder / "reports")
    told = refusal(accord, accord.folder)
    assert "reports/first.md: the source icrc stands in record/first.md in the log" in told


def test_the_folder_above_is_refused(accord: Mission, tmp_path: Path) -> None:
    above = tmp_path / "above"
    above.mkdir()
    accord.folder.rename(above / "accord")
    assert "accord/record/first.md would be outside record/" in refusal(accord, above)


def test_a_memo_by_itself_is_refused(accord: Mission, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "another.md").write_text(MEMO, "utf-8")
    assert "new has no record/, and nothing in it" in refusal(accord, tmp_path / "new")


def test_a_single_report_is_refused_and_told_to_be_added(accord: Mission) -> None:
    (accord.folder / "record" / "later.md").write_text(LATER, "utf-8")
    told = refusal(accord, accord.folder / "record" / "later.md")
    assert "later.md would be outside record/" in told
    assert "servanda record add" in told


def test_the_record_by_itself_is_refused_by_an_empty_log(accord: Mission, tmp_path: Path) -> None:
    accord.log = str(tmp_path / "empty.log")
    accord.says("log", "new", accord.log, "--title", "a", "--keeper", "eve", "--for", "Mission")
    told = refusal(accord, accord.folder / "record", "--author", "eve")
    assert "first.md, memo.md would be outside record/" in told


def test_what_is_reported_beside_the_agreement_stays_there(accord: Mission, tmp_path: Path) -> None:
    """Where it was from the beginning, also in a folder that is called so."""
    folder = tmp_path / "record"
    folder.mkdir()
    agreement = accord.folder / "agreement.md"
    (folder / "all.md").write_text(f"{agreement.read_text('utf-8')}\n{FIRST}", "utf-8")
    log = str(tmp_path / "other.log")
    accord.says("log", "new", log, "--title", "a", "--keeper", "eve", "--for", "Mission")
    added = accord.says("record", "import", str(folder), "--store", log, "--author", "eve")
    assert "2 claims, 1 document" in added


def test_the_folder_of_another_agreement_is_refused(accord: Mission, tmp_path: Path) -> None:
    other = tmp_path / "hill"
    (other / "record").mkdir(parents=True)
    hill = AGREEMENT.replace("river-accord", "hill-accord").replace("River", "Hill")
    (other / "terms.md").write_text(hill, "utf-8")
    (other / "record" / "first.md").write_text(FIRST.replace("4 prisoners", "5 prisoners"), "utf-8")
    told = refusal(accord, other, "--amended", "why not")
    assert "the log is about the agreement river-accord, and this folder" in told
    assert "in terms.md) declares hill-accord" in told
    assert "what was logged" not in told


def test_an_agreement_under_another_title_and_none_at_all_are_of_the_log(
    accord: Mission, tmp_path: Path
) -> None:
    accord.amend('"River Accord"', '"Accord of the River"', "It was named so.")
    (tmp_path / "theirs" / "record").mkdir(parents=True)
    (tmp_path / "theirs" / "record" / "later.md").write_text(LATER, "utf-8")
    store = ("--store", accord.log, "--author", "amal")
    assert "Added: 1 report" in accord.says("record", "import", str(tmp_path / "theirs"), *store)
