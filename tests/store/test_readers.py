"""What a reader is told, lists and is shown says nothing of what is withheld from them."""

import json
from pathlib import Path

import pytest

from tests.json_schema import violations
from tests.store.accord import Mission, mission

ROOT = Path(__file__).parents[2]

SCHEMA = json.loads((ROOT / "docs" / "schema" / "log-1.json").read_text("utf-8"))
TOLD = "Evidence that this reader may not see"
OTHER_QUESTIONS = (
    ("--at", "2026-02-01"),
    ("--known", "2026-02-01"),
    ("--proof", "alleged"),
    ("--viewpoint", "neutral"),
    ("--assume", "icrc says north releases 4 prisoners to south on 2026-01-19"),
    ("--without", "R1.1"),
)


@pytest.fixture
def filed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mission:
    return mission(str(tmp_path / "a.log"), tmp_path, monkeypatch)


def test_that_something_is_withheld_is_told_only_of_now_and_if_decided(filed: Mission) -> None:
    asked = ("status", filed.log, "--as", "anybody")
    assert TOLD not in filed.run(*asked).stderr
    filed.says("log", "policy", filed.log, "--tell", "--author", "amal")
    assert f"{TOLD} would change what is said of: release-prisoners" in filed.run(*asked).stderr
    for options in OTHER_QUESTIONS:
        answer = filed.run(*asked, *options)
        assert answer.stdout, (options, answer.stderr)
        assert TOLD not in answer.stderr, options
    filed.says("log", "policy", filed.log, "--silent", "--author", "amal")
    assert TOLD not in filed.run(*asked).stderr


def test_a_reader_lists_no_positions_and_nothing_of_the_log_itself(filed: Mission) -> None:
    said = filed.says("record", "list", filed.log, "--as", "anybody")
    assert [line.split()[1:] for line in said.splitlines()] == [
        ["source", "icrc"], ["report", "R1"], ["claim", "R1.1"], ["of", "3", "entries"],
    ]  # fmt: skip
    found = []
    for asked in (("list", filed.log), ("show", filed.log, "R1.1")):
        answer = json.loads(filed.says("record", *asked, "--as", "anybody", "--json"))
        assert violations(answer, SCHEMA) == []
        found += answer["entries"]
    assert len(found) == 4
    assert all("position" not in one for one in found)
    shown = filed.says("record", "show", filed.log, "R1.1", "--as", "anybody")
    assert shown.startswith("claim R1.1\n")
    assert filed.says("record", "show", filed.log, "R1.1").startswith("claim R1.1 (entry ")


def test_what_the_documents_expect_is_for_whoever_has_the_log(
    filed: Mission, tmp_path: Path
) -> None:
    expected = (
        "\n```servanda-test\nat 2026-02-01\n  release-prisoners is undetermined: unreported\n```\n"
    )
    viewpoint = '# V\n\n```servanda\nviewpoint south "South"\n```\n'
    (filed.folder / "views.md").write_text(viewpoint + expected, encoding="utf-8")
    (filed.folder / "tests.md").write_text(expected, encoding="utf-8")
    filed.import_folder("--amended", "a viewpoint")
    assert filed.run("test", filed.log).stdout == "All 2 expectations hold.\n"
    filed.says("record", "export", filed.log, str(tmp_path / "whole"))
    for reader in ("cyra", "dana", "anybody"):
        told = "What the documents of a log expect is for whoever has the log.\n"
        assert filed.says("test", filed.log, "--as", reader) == told
        answer = json.loads(filed.says("test", filed.log, "--as", reader, "--json"))
        assert answer["expectations"] == []
        filed.says("record", "export", filed.log, str(tmp_path / reader), "--as", reader)
        found = read(tmp_path / reader)
        assert found["views.md"] == viewpoint.encode()
        assert "tests.md" not in found
        assert not any(b"servanda-test" in text for text in found.values())
    assert read(tmp_path / "whole") == read(filed.folder)


def test_a_log_without_documents_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = Mission(str(tmp_path / "e.log"), tmp_path, tmp_path / "keys")
    monkeypatch.setenv("SERVANDA_KEYS", str(found.keys))
    found.says("log", "new", found.log, "--title", "accord", "--keeper", "amal")
    answer = found.run("status", found.log)
    assert answer.exit_code == 2
    assert answer.stderr.startswith("Error: there is no document in the log")


# --- Documents that name a protected source ----------------------------------------------------

SECRET = """\
# What the deputy of the prison told us

```servanda
report R9 "More from inside"
  by insider
  on 2026-01-22

claim insider says
  north releases 2 prisoners to south
  on 2026-01-21
```
"""


def test_the_name_of_a_document_is_sealed_with_it(filed: Mission, tmp_path: Path) -> None:
    place = filed.folder / "record" / "deputy-of-the-prison.md"
    place.write_text(SECRET, encoding="utf-8")
    add = ("record", "import", str(filed.folder), "--store", filed.log, "--author", "amal")
    filed.says(*add)
    assert b"deputy" not in Path(filed.log).read_bytes()
    filed.says("record", "export", filed.log, str(tmp_path / "back"))
    assert read(tmp_path / "back") == read(filed.folder)
    assert "Nothing is new" in filed.says(*add)

    place.write_text(SECRET.replace("told us", "said"), encoding="utf-8")
    filed.says(*add)  # again, under the name that it has in the log
    place.rename(place.with_name("deputy-again.md"))
    filed.says(*add)
    assert b"deputy" not in Path(filed.log).read_bytes()
    filed.says("record", "export", filed.log, str(tmp_path / "again"))
    assert read(tmp_path / "again") == read(filed.folder)
    filed.says("log", "verify", filed.log)

    filed.says("record", "export", filed.log, str(tmp_path / "dana"), "--as", "dana")
    assert sorted(read(tmp_path / "dana")) == ["agreement.md", "record/part-1.md"]
    filed.says("record", "forget", "insider", "--yes")
    later = tmp_path / "later.md"
    later.write_text(
        '```servanda\nreport R10 "x"\n  by icrc\n  on 2026-01-23\n```\n', encoding="utf-8"
    )
    size = len(filed.says("record", "list", filed.log, "--kind", "document").splitlines())
    filed.says("record", "add", str(later), "--store", filed.log, "--author", "amal")
    after = filed.says("record", "list", filed.log, "--kind", "document").splitlines()
    assert len(after) == size + 1  # what could not be read was not entered again


def test_nothing_is_attached_to_what_names_a_protected_source(
    filed: Mission, tmp_path: Path
) -> None:
    report, photo = tmp_path / "plain.md", tmp_path / "deputy.jpg"
    report.write_text(SECRET, encoding="utf-8")
    photo.write_bytes(b"a face")
    add = ("record", "add", str(report), "--store", filed.log, "--author", "amal")
    answer = filed.run(*add, "--attach", str(photo))
    assert answer.exit_code == 2
    assert "files cannot be attached to a report that names a protected source" in answer.stderr
    assert b"a face" not in Path(filed.log).read_bytes()
    filed.says(*add)
    answer = filed.run(*add, "--attach", str(photo))
    assert answer.exit_code == 2, "and not later, either"
    assert b"deputy.jpg" not in Path(filed.log).read_bytes()


def read(folder: Path) -> dict[str, bytes]:
    """Every file in it."""
    return {
        str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()
    }


# --- Names of readers ------------------------------------------------------------------------


def test_an_organisation_with_capitals_is_named_between_quotes(filed: Mission) -> None:
    """And one that the log does not know is told of."""
    (filed.folder / "record" / "more.md").write_text(
        """\
```servanda
report R3 "For guests"
  by icrc
  on 2026-01-23
  marking red
  releasable to {}

claim icrc says
  north releases 2 prisoners to south
  on 2026-01-22
```
""".format('"Guests", mission and "Other mission"'),
        encoding="utf-8",
    )
    told = filed.says("record", "import", str(filed.folder), "--store", filed.log, "--author=amal")
    said = " ".join(told.split())
    assert "releasable to mission, and the log has no reader and no organisation" in said
    assert "Did you mean Mission?" in said
    assert "releasable to Other mission, and" in said
    assert "releasable to Guests" not in said
    (filed.folder / "record" / "note.md").write_text("# A note\n", encoding="utf-8")
    again = filed.says("record", "import", str(filed.folder), "--store", filed.log, "--author=amal")
    assert "Added: 1 document." in again
    assert "releasable" not in again  # of what was added before it was told then
    assert "R3.1" in filed.says("record", "list", filed.log, "--as", "dana")
    assert "R3.1" not in filed.says("record", "list", filed.log, "--as", "anybody")


def test_the_policy_that_holds_is_shown(filed: Mission) -> None:
    shown = filed.says("log", "policy", filed.log)
    assert "not told" in shown
    assert "Nothing was decided" in shown
    filed.says("log", "policy", filed.log, "--tell", "--author", "amal")
    assert filed.says("log", "policy", filed.log).startswith("Readers are told")
