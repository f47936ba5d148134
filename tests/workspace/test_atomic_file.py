"""A file is replaced whole or not at all."""

from pathlib import Path

import pytest

from servanda.workspace.atomic_file import write_atomically


def test_a_new_file(tmp_path: Path) -> None:
    write_atomically(tmp_path / "new.html", "line\r\nä\n")
    assert (tmp_path / "new.html").read_bytes() == "line\r\nä\n".encode()
    assert [each.name for each in tmp_path.iterdir()] == ["new.html"]


def test_an_old_file_keeps_its_mode_and_a_link_its_target(tmp_path: Path) -> None:
    target, link = tmp_path / "target.md", tmp_path / "link.md"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)
    write_atomically(link, "new")
    assert link.is_symlink()
    assert target.read_text() == "new"
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_failure_leaves_the_old_text_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "page.html"
    target.write_text("old")

    def full_disk(self: Path, other: Path) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(Path, "replace", full_disk)
    with pytest.raises(OSError, match="no space"):
        write_atomically(target, "new")
    assert target.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["page.html"]
