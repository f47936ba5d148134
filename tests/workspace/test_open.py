"""Opening folders: what is read, what is left alone, and what the world refuses."""

import os
from pathlib import Path

import pytest

from servanda.workspace import MOST_FILES, WorkspaceError, now, open_workspace

UNREADABLE = Path("/proc/self/mem")  # its first page is mapped nowhere

AGREEMENT = """# A truce

```servanda
agreement truce "Truce"
  time zone Asia/Jerusalem
  in force 2025-10-10 12:00
party north "North"
party south "South"
action release "sets free"
thing captives "captives"
```

## Point 1

```servanda
duty return-captives
  south releases 20 captives to north
```
"""
REPORT = """# A report

```servanda
source wire "a wire agency"
report R1 "a report"
  by wire
  on 2025-10-20
claim wire says
  south releases 7 captives to north
  on 2025-10-13
```
"""
VIEWPOINTS = """```servanda
viewpoint north "North"
  accepts camp north
```
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "truce"
    (root / "record").mkdir(parents=True)
    (root / "agreement.md").write_text(AGREEMENT, encoding="utf-8")
    (root / "record" / "reports.md").write_text(REPORT, encoding="utf-8")
    (root / "viewpoints.md").write_text(VIEWPOINTS, encoding="utf-8")
    return root


def test_a_folder_is_read_whole(folder: Path) -> None:
    workspace = open_workspace(folder)
    assert workspace.diagnostics == ()
    assert workspace.agreement is not None
    assert [each.name for each in workspace.agreement.stipulations] == ["return-captives"]
    assert [claim.id for claim in workspace.record.claims] == ["R1.1"]
    assert sorted(workspace.viewpoints) == ["neutral", "north"]
    assert workspace.texts["record/reports.md"] == REPORT


def test_paths_are_relative_to_the_folder(folder: Path) -> None:
    (folder / "record" / "reports.md").write_text(REPORT.replace("says", "sighs"))
    workspace = open_workspace(folder)
    assert {each.span.path for each in workspace.diagnostics} == {"record/reports.md"}
    assert workspace.diagnostics[0].span.line == 8


def test_a_single_file_is_a_workspace(folder: Path) -> None:
    workspace = open_workspace(folder / "agreement.md")
    assert workspace.agreement is not None
    assert list(workspace.texts) == ["agreement.md"]


def test_a_record_without_an_agreement_is_a_workspace_with_a_diagnostic(folder: Path) -> None:
    workspace = open_workspace(folder / "record")
    assert workspace.agreement is None
    assert "no-agreement" in {each.name for each in workspace.diagnostics}
    assert list(workspace.viewpoints) == ["neutral"]


def test_nothing_hidden_and_nothing_elsewhere_is_read(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text(REPORT)
    (folder / "link.md").symlink_to(outside)
    (folder / "loop.md").symlink_to(folder / "loop.md")
    (folder / "linked").symlink_to(tmp_path)
    (folder / ".hidden.md").write_text(REPORT)
    (folder / ".git").mkdir()
    (folder / ".git" / "notes.md").write_text(REPORT)
    (folder / "notes.txt").write_text(REPORT)
    (folder / "folder.md").mkdir()
    os.mkfifo(folder / "pipe.md")
    assert sorted(open_workspace(folder).texts) == [
        "agreement.md", "record/reports.md", "viewpoints.md",
    ]  # fmt: skip


def test_a_link_within_the_folder_is_followed(folder: Path) -> None:
    (folder / "again.md").symlink_to(folder / "viewpoints.md")
    assert "again.md" in open_workspace(folder).texts


# --- Bad input -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"\x00\x01\x02", "not-text"),
        ("Türkiye".encode("latin-1"), "not-utf8"),
        (b"x" * 5_000_001, "text-too-long"),
        (b"```servanda\nduty " + b"a" * 1_000_000 + b"\n```\n", "line-too-long"),
        (b"```servanda\nduty unclosed\n", "unclosed-fence"),
    ],
)
def test_a_bad_file_is_a_diagnostic_and_leaves_the_others(
    folder: Path, data: bytes, name: str
) -> None:
    (folder / "bad.md").write_bytes(data)
    workspace = open_workspace(folder)
    assert name in {each.name for each in workspace.diagnostics if each.span.path == "bad.md"}
    assert workspace.agreement is not None
    assert len(workspace.record.claims) == 1
    assert (folder / "bad.md").read_bytes() == data


def test_what_is_not_there_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "prose").mkdir()
    (tmp_path / "prose" / "notes.md").write_text("# Notes\n\nNothing here.\n")
    (tmp_path / "empty.md").write_text("")
    os.mkfifo(tmp_path / "pipe")
    for path, words in (
        (tmp_path / "missing", "no such file or folder"),
        (tmp_path / ("long" * 200), "too long"),
        (tmp_path / "nul\0byte", "no such file or folder"),
        (tmp_path / "empty", "no Markdown file"),
        (tmp_path / "prose", "no `servanda` block"),
        (tmp_path / "empty.md", "no `servanda` block"),
        (tmp_path / "pipe", "neither a file nor a folder"),
    ):
        with pytest.raises(WorkspaceError, match=words) as refused:
            open_workspace(path)
        assert "\n" not in str(refused.value)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read_is_refused(folder: Path) -> None:
    (folder / "agreement.md").chmod(0)
    with pytest.raises(WorkspaceError, match=r"cannot read .*agreement\.md: permission denied"):
        open_workspace(folder)


@pytest.mark.skipif(not UNREADABLE.is_file(), reason="only Linux has such a file")
def test_a_file_that_fails_while_it_is_read_is_refused() -> None:
    with pytest.raises(WorkspaceError, match="cannot read .*: input/output error"):
        open_workspace(UNREADABLE)


def test_a_folder_of_too_many_files_is_refused(folder: Path) -> None:
    for number in range(MOST_FILES):
        (folder / f"{number}.md").touch()
    with pytest.raises(WorkspaceError, match="more than 10,000 Markdown files"):
        open_workspace(folder)


def test_the_clock_is_read_in_whole_seconds() -> None:
    first, second = now(), now()
    assert isinstance(first, int)
    assert 1_700_000_000 < first <= second
