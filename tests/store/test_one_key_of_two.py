"""A document of two protected sources of which one has no key here: the rest of the log answers."""

import json
from pathlib import Path

import pytest

from tests.store.accord import Mission, mission

TWO = """\
# From the prison

```servanda
source clerk "Ottoline Brax, clerk"
  protected
source guard "Zebulon Kvist, officer"
  protected

report R8 "Two from inside"
  by icrc
  on 2026-01-22

claim clerk via icrc says
  north releases 6 prisoners to south
  on 2026-01-21

claim guard via icrc says
  north releases 7 prisoners to south
  on 2026-01-22

claim icrc says
  north releases 3 prisoners to south
  on 2026-01-22
```
"""
MORE = """\
```servanda
report R9 "One more"
  by icrc
  on 2026-01-26

claim icrc says
  north releases 1 prisoners to south
  on 2026-01-25
```
"""


@pytest.fixture
def filed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mission:
    found = mission(str(tmp_path / "a.log"), tmp_path, monkeypatch)
    (found.folder / "record" / "two.md").write_text(TWO, encoding="utf-8")
    _import(found)
    return found


def _import(filed: Mission) -> str:
    return filed.says("record", "import", str(filed.folder), "--store", filed.log)


def _exported(filed: Mission, to: Path, *options: str) -> str:
    filed.says("record", "export", filed.log, str(to), *options)
    return "".join(each.read_text("utf-8") for each in sorted(to.rglob("*.md")))


@pytest.mark.parametrize("gone", ["clerk", "guard"])
def test_the_rest_is_answered(filed: Mission, tmp_path: Path, gone: str) -> None:
    filed.says("record", "forget", gone, "--yes")
    for reader in ((), ("--as", "anybody"), ("--as", "dana"), ("--as", "cyra")):
        filed.says("status", filed.log, "--at", "2026-02-01", *reader)
        filed.says("check", filed.log, *reader)
    told = _exported(filed, tmp_path / "copy")
    here = {"clerk": "Kvist", "guard": "Brax"}[gone]
    assert here in told
    assert "releases 3 prisoners" in told
    assert {"clerk": "Brax", "guard": "Kvist"}[gone] not in told
    assert "From the prison" not in told
    filed.seal("jan")
    filed.says("edition", "show", filed.log, "jan")


def test_more_is_added(filed: Mission, tmp_path: Path) -> None:
    filed.says("record", "forget", "guard", "--yes")
    more = tmp_path / "more.md"
    more.write_text(MORE, encoding="utf-8")
    filed.says("record", "add", str(more), "--store", filed.log)
    told = filed.run("record", "list", filed.log, "--kind", "report", "--json")
    assert "R9" in {one["name"] for one in json.loads(told.stdout)["entries"]}
    assert "sealed under keys that are not here" in told.stderr


def test_what_can_be_compared_is(filed: Mission, tmp_path: Path) -> None:
    filed.says("record", "forget", "guard", "--yes")
    refused = filed.run("record", "import", str(filed.folder), "--store", filed.log)
    assert refused.exit_code == 2
    told = " ".join(refused.output.split())
    assert "record/two.md: what is sealed in the log and its key is not here" in told
    assert "take out the source guard, write `withheld R8.2` in place of the claim R8.2;" in told
    two = filed.folder / "record" / "two.md"
    start, end = TWO.index("source guard"), TWO.index("report R8")
    left = TWO[:start] + TWO[end:]
    start = left.index("claim guard")
    # Its number stays, as an export leaves it.
    without = f"{left[:start]}withheld R8.2\n\n{left[left.index('claim icrc') :]}"
    two.write_text(without, encoding="utf-8")
    assert "Nothing is new" in _import(filed)
    two.write_text(without.replace("releases 3", "releases 2"), encoding="utf-8")
    changed = filed.run("record", "import", str(filed.folder), "--store", filed.log)
    assert "R8.3 is not what was logged" in " ".join(changed.output.split())
    two.write_text(without.rstrip().removesuffix("```") + MORE.partition("\n")[2], encoding="utf-8")
    added = filed.run("record", "import", str(filed.folder), "--store", filed.log)
    assert "say that in a document of its own" in " ".join(added.output.split())
    two.write_text(without, encoding="utf-8")
    (filed.folder / "record" / "more.md").write_text(MORE, encoding="utf-8")
    assert "1 report" in _import(filed)


def test_an_exported_folder_is_the_log(filed: Mission, tmp_path: Path) -> None:
    filed.says("record", "forget", "guard", "--yes")
    _exported(filed, tmp_path / "copy")
    said = filed.says("record", "import", str(tmp_path / "copy"), "--store", filed.log)
    assert "Nothing is new" in said


def test_a_name_that_somebody_without_the_key_took_is_told(filed: Mission, tmp_path: Path) -> None:
    """Nobody loses anything: without one of the two keys the log answers."""
    own = tmp_path / "own"
    own.mkdir()
    for each in ("amal.key", "amal.pub"):
        (own / each).write_bytes((filed.keys / each).read_bytes())
    (own / "amal.key").chmod(0o600)
    more = tmp_path / "more.md"
    more.write_text(MORE.replace("report R9", 'source clerk "Clerk"\nreport R9'), encoding="utf-8")
    without = ("--keys", str(own))
    filed.says("record", "add", str(more), "--store", filed.log, *without)
    refused = filed.run("status", filed.log, "--at", "2026-02-01")
    assert refused.exit_code == 2
    told = " ".join(refused.output.split())
    assert "the log has two entries that are the source clerk, entries" in told
    assert "put its .seal file aside, and destroy none" in told
    filed.says("status", filed.log, "--at", "2026-02-01", *without)
    shown = filed.says("record", "show", filed.log, "clerk")
    assert "Ottoline Brax" in shown
    assert '"Clerk"' in shown
    verified = filed.run("log", "verify", filed.log)
    assert verified.exit_code == 1
    assert "two entries that are the source clerk" in " ".join(verified.output.split())


def test_what_is_not_found_may_be_sealed(filed: Mission) -> None:
    filed.says("record", "forget", "guard", "--yes")
    told = " ".join(filed.run("record", "show", filed.log, "R8.2").output.split())
    assert "no entry named 'R8.2', as far as it can be opened" in told
