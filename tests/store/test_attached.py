"""What a report came with: kept, given back, taken from a folder, and never read as record."""

from pathlib import Path

import pytest

from tests.store.accord import LATER, Mission, mission
from tests.store.test_imported_and_added import BINARY, BY, add, imported


@pytest.fixture
def accord(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mission:
    return mission(str(tmp_path / "accord.log"), tmp_path, monkeypatch)


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


SAYS_MORE = """\
```servanda
report X9
  by icrc
  on 2026-01-27

claim icrc says
  north releases 99 prisoners to south
  on 2026-01-26
```
"""


def test_what_is_attached_is_no_document(accord: Mission, tmp_path: Path) -> None:
    """Nor of an export, nor of what it is imported into; and it is attached there, too."""
    note, other = tmp_path / "note.md", tmp_path / "other.log"
    note.write_text(SAYS_MORE, encoding="utf-8")
    add(accord, tmp_path, "--attach", str(note))
    copy = tmp_path / "copy"
    accord.says("record", "export", accord.log, str(copy))
    assert (copy / "attached" / "later" / "note.md").read_text("utf-8") == SAYS_MORE
    asked = ("explain", str(copy), "release-prisoners", "--at", "2026-02-01", "--full")
    assert "X9" not in accord.says(*asked)
    told = accord.says("record", "import", str(copy), "--store", accord.log, *BY)
    assert told.startswith("Nothing is new")
    accord.says("log", "new", str(other), "--title", "other", "--keeper", "amal")
    told = accord.says("record", "import", str(copy), "--store", str(other), *BY)
    assert "1 file" in told
    assert "X9" not in accord.says("record", "list", str(other))
    accord.says("record", "export", str(other), str(tmp_path / "again"))
    again = tmp_path / "again" / "attached" / "later" / "note.md"
    assert again.read_text("utf-8") == SAYS_MORE


def test_what_is_attached_to_nothing_is_told(accord: Mission) -> None:
    lost = accord.folder / "attached" / "nothing" / "lost.md"
    lost.parent.mkdir(parents=True)
    lost.write_text(SAYS_MORE, encoding="utf-8")
    told = imported(accord)[1]
    assert "attached to none, or a link that leads elsewhere: attached/nothing/lost.md." in told


def test_a_hidden_file_is_not_attached(accord: Mission, tmp_path: Path) -> None:
    """No import of what the log gives back would take it."""
    hidden = tmp_path / ".exif"
    hidden.write_bytes(BINARY)
    report = tmp_path / "later.md"
    report.write_text(LATER, encoding="utf-8")
    add_it = ("record", "add", str(report), "--store", accord.log, *BY, "--attach", str(hidden))
    result = accord.run(*add_it)
    assert result.exit_code == 2
    assert ".exif is hidden, and no import takes it" in " ".join(result.output.split())
