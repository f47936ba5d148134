"""A report that was added and has changed is added again, and nothing goes by that."""

from pathlib import Path

import pytest

from tests.store.accord import LATER, Mission, mission

MORE = """
```servanda
claim icrc says
  north releases 2 prisoners to south
  on 2026-01-25
```
"""


@pytest.fixture
def accord(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mission:
    found = mission(str(tmp_path / "accord.log"), tmp_path, monkeypatch)
    found.says("log", "key", found.log, "badr", "--role", "author", "--role", "witness",
               "--for", "Partner", "--author", "amal")  # fmt: skip
    assert "Added: 1 report" in add(found, "later.md", LATER)
    return found


def add(accord: Mission, name: str, text: str, author: str = "amal") -> str:
    report = accord.folder.parent / name
    report.write_text(text, encoding="utf-8")
    store = ("--store", accord.log, "--author", author)
    return " ".join(accord.run("record", "add", str(report), *store).output.split())


def test_other_prose_and_more_at_its_end_are_entered(accord: Mission, tmp_path: Path) -> None:
    changed = f"{LATER}\nAnd a word.\n{MORE}"
    assert "Added: 1 claim, 1 document." in add(accord, "later.md", changed)
    assert "Nothing is new" in add(accord, "later.md", changed)
    accord.says("record", "export", accord.log, str(tmp_path / "copy"))
    assert (tmp_path / "copy/record/later.md").read_text("utf-8") == changed
    assert "Everything holds" in accord.says("log", "verify", accord.log)


def test_what_was_logged_in_it_stays(accord: Mission) -> None:
    told = add(accord, "later.md", LATER.replace("10 prisoners", "9 prisoners"))
    assert "record/later.md: the claim R3.1 is not what was logged" in told
    told = add(accord, "later.md", LATER.replace("R3", "R4"))
    assert "the log has a document record/later.md already, with the report R3: if yours" in told
    told = add(accord, "later.md", LATER[: LATER.index("\nclaim")] + "```\n")
    assert "already, with the claim R3.1: if yours is another, give it another name" in told


def test_under_another_name_it_is_said_under_which(accord: Mission) -> None:
    told = add(accord, "latest.md", f"{LATER}\nAnd a word.\n")
    assert "latest.md: the report R3 stands in record/later.md in the log" in told
    assert "add it as a file named later.md" in told
    (accord.folder / "record" / "deep").mkdir()
    deep = LATER.replace("R3", "R5")
    (accord.folder / "record" / "deep" / "other.md").write_text(deep, "utf-8")
    accord.import_folder()
    told = add(accord, "other.md", deep)
    assert "stands in record/deep/other.md in the log" in told
    assert "`servanda record import`, in the folder that has it there" in told


def test_another_organisation_does_not_enter_it_again(accord: Mission) -> None:
    told = add(accord, "later.md", f"{LATER}{MORE}", author="badr")
    assert "record/later.md was entered by Mission, and only they or a keeper may" in told
