"""A key is that of one source in one log; and after it is destroyed the folder imports again, once
what is told is done."""

from pathlib import Path

import pytest

from tests.store.accord import FIRST, Mission, mission

MORE = """\
# More

```servanda
source nadia-kovrig "Captain Nadia Kovrig"
  protected

report R8 "Several"
  by icrc
  on 2026-01-22

claim icrc says
  north releases 3 prisoners to south
  on 2026-01-21

claim nadia-kovrig via icrc says
  north releases 6 prisoners to south
  on 2026-01-21

claim icrc says
  north releases 2 prisoners to south
  on 2026-01-20
```
"""


@pytest.fixture
def filed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mission:
    return mission(str(tmp_path / "a.log"), tmp_path, monkeypatch)


def _says(filed: Mission, *arguments: str) -> str:
    return " ".join(filed.run(*arguments).output.split())


def _import(filed: Mission) -> str:
    return _says(filed, "record", "import", str(filed.folder), "--store", filed.log)


def _keys(filed: Mission) -> list[Path]:
    return sorted((filed.keys / "sources").glob("*/*.seal"))


def _second_log(filed: Mission) -> Mission:
    other = Mission(f"{filed.log}-2.log", filed.folder, filed.keys)
    other.says("log", "new", other.log, "--title", "two", "--keeper", "amal", "--for", "Mission")
    other.says("record", "import", str(other.folder), "--store", other.log, "--author", "amal")
    return other


def test_a_source_of_another_log_has_a_key_of_its_own(filed: Mission) -> None:
    other = _second_log(filed)
    assert len({each.stem for each in _keys(filed)}) == len(_keys(filed)) == 2
    assert "2 logs have a protected source" in _says(filed, "record", "forget", "insider", "--yes")
    assert len(_keys(filed)) == 2
    filed.says("record", "forget", "insider", "--store", filed.log, "--yes")
    notice = "sealed under keys that are not here"
    assert notice in _says(filed, "record", "list", filed.log)
    assert notice not in _says(other, "record", "list", other.log)
    again = filed.run("record", "forget", "insider", "--store", filed.log, "--yes")
    assert again.exit_code == 2
    assert len(_keys(filed)) == 1


def test_a_key_of_another_log_is_not_asked_for(filed: Mission) -> None:
    """It is found out before anybody is asked to say yes."""
    empty = f"{filed.log}-2.log"
    filed.says("log", "new", empty, "--title", "two", "--keeper", "amal", "--for", "Mission")
    said = _says(filed, "record", "forget", "insider", "--store", empty)
    assert "there is no key of a protected source named insider of the log" in said
    assert "Destroy its key?" not in said
    assert len(_keys(filed)) == 1


def test_of_one_log_it_need_not_be_said(filed: Mission) -> None:
    said = _says(filed, "record", "forget", "insider", "--yes")
    assert "Without --store no log was searched" in said
    assert _keys(filed) == []
    assert "there is no key of a protected source named insider" in _says(
        filed, "record", "forget", "insider", "--yes"
    )


def test_what_stands_in_plain_text_is_told_before(filed: Mission, tmp_path: Path) -> None:
    memo = tmp_path / "memo-kovrig.md"
    silent = '```servanda\nsource passer-by "A passer-by"\n```\n'
    memo.write_text(f"Nadia Kovrig called.\n\n{silent}", encoding="utf-8")
    filed.says("record", "add", str(memo), "--store", filed.log, "--author", "amal")
    (filed.folder / "record" / "more.md").write_text(MORE, encoding="utf-8")
    assert "Added" in _import(filed)
    forget = ("record", "forget", "nadia-kovrig", "--store", filed.log)
    asked = filed.run(*forget)
    assert asked.exit_code == 1  # nobody said yes
    said = " ".join(asked.output.split())
    assert "in plain text, which stays there when the key is gone: the document record/….md" in said
    assert said.index("in plain text") < said.index("Destroy its key?")
    assert len(_keys(filed)) == 2
    clean = _says(filed, "record", "forget", "insider", "--store", filed.log, "--yes")
    assert "plain text" not in clean


def test_the_advice_leads_back_to_an_import(filed: Mission) -> None:
    """Of entries of a report, of a report with what stands in it, and of the sources."""
    path = filed.folder / "record" / "more.md"
    path.write_text(MORE, encoding="utf-8")
    _import(filed)
    for source in ("insider", "nadia-kovrig"):
        filed.says("record", "forget", source, "--store", filed.log, "--yes")
    said = _import(filed)
    assert "record/first.md: what is sealed in the log and its key is not here" in said
    assert "take out the source insider, take out the report R2, take out the claim R2.1;" in said
    start, end = FIRST.index("source insider"), FIRST.index("report R1")
    left = FIRST[:start] + FIRST[end:]
    left = left[: left.index("report R2")] + "```\n"
    (filed.folder / "record" / "first.md").write_text(left, encoding="utf-8")
    said = _import(filed)
    assert (
        "take out the source nadia-kovrig, write `withheld R8.2` in place of the claim R8.2;"
        in said
    )
    kept, replaced = MORE.split("claim nadia-kovrig", 1)
    replaced = replaced[replaced.index("claim icrc") :]
    without = f"{kept}withheld R8.2\n\n{replaced}"
    path.write_text(without, encoding="utf-8")
    assert "the source nadia-kovrig cannot be added to it: take it out" in _import(filed)
    start, end = without.index("source nadia"), without.index("report R8")
    path.write_text(without[:start] + without[end:], encoding="utf-8")
    assert "Nothing is new" in _import(filed)
    assert "Everything holds" in filed.says("log", "verify", filed.log)


def test_of_several_origins_the_last_number_is_kept(filed: Mission) -> None:
    path = filed.folder / "record" / "more.md"
    both = MORE.replace("claim nadia-kovrig via icrc", "claim nadia-kovrig and icrc")
    path.write_text(both, encoding="utf-8")
    _import(filed)
    filed.says("record", "forget", "nadia-kovrig", "--store", filed.log, "--yes")
    said = _import(filed)
    assert "write `withheld R8.3` in place of the claim R8.2 (to R8.3)" in said
    kept, replaced = both.split("claim nadia-kovrig", 1)
    kept = kept[: kept.index("source nadia")] + kept[kept.index("report R8") :]
    path.write_text(f"{kept}withheld R8.3\n\n{replaced[replaced.index('claim icrc') :]}", "utf-8")
    assert "Nothing is new" in _import(filed)
