"""What was built is kept, and comes back the same, or is built anew."""

import json
from pathlib import Path

import pytest

from servanda.workspace import open_workspace
from servanda.workspace.building import build
from servanda.workspace.kept import MOST_KEPT, cache_folder, keep, kept, key
from servanda.workspace.plain import UnreadableError, from_plain, to_plain

TEXT = """# A ceasefire

```servanda
agreement lull "A lull"
  time zone Asia/Jerusalem
  in force 2025-01-01 12:00

party north "North"
party south "South"
action return "hands over"
thing boats "boats"

duty return-boats
  north returns 3 boats to south
  by 2025-02-01

source watch "The watch"

report R1 "Boats"
  by watch
  on 2025-01-10
{marking}
claim watch says
  north returns 1 to 2 boats to south
  on 2025-01-09
```
"""


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("SERVANDA_CACHE", raising=False)
    return {"a.md": TEXT.format(marking="")}


def entry(texts: dict[str, str]) -> Path:
    folder = cache_folder()
    assert folder is not None
    return folder / key(texts)


def test_what_is_kept_comes_back_the_same(texts: dict[str, str]) -> None:
    built = build(texts)
    assert kept(texts) is None
    keep(texts, built)
    assert kept(texts) == built


def test_the_example_comes_back_the_same(root: Path) -> None:
    folder = root / "examples" / "gaza-2025"
    texts = {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*.md"))
    }
    built = build(texts)
    assert from_plain(json.loads(json.dumps(to_plain(built)))) == built


def test_another_text_is_built_anew(texts: dict[str, str]) -> None:
    keep(texts, build(texts))
    assert kept({"a.md": texts["a.md"] + "\n"}) is None
    assert kept({"b.md": texts["a.md"]}) is None


@pytest.mark.parametrize(
    "damage",
    [
        "",
        "{",
        "null",
        "[]",
        '["Built"]',
        '["Popen", "rm"]',
        '["tuple", ["Span", 1]]',
        "[" * 100_000,
    ],
)
def test_a_damaged_entry_is_ignored(texts: dict[str, str], damage: str) -> None:
    keep(texts, build(texts))
    entry(texts).write_text(damage, "utf-8")
    assert kept(texts) is None


def test_only_classes_of_the_models_come_back() -> None:
    with pytest.raises(UnreadableError):
        from_plain(["Path", "/"])


@pytest.mark.parametrize("marking", ["red", "restricted"])  # the second is none that is known
def test_a_marked_record_is_never_kept(texts: dict[str, str], marking: str) -> None:
    marked = {"a.md": TEXT.format(marking=f"  marking {marking}\n")}
    keep(marked, build(marked))
    assert kept(marked) is None


def test_it_can_be_switched_off(texts: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SERVANDA_CACHE", "off")
    keep(texts, build(texts))
    assert cache_folder() is None
    assert kept(texts) is None


def test_a_world_that_refuses_is_no_failure(
    texts: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a-file").write_text("", "utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "a-file"))
    keep(texts, build(texts))
    assert kept(texts) is None


def test_the_oldest_are_forgotten(texts: dict[str, str]) -> None:
    built = build(texts)
    for number in range(MOST_KEPT + 3):
        keep({"a.md": str(number)}, built)
    folder = cache_folder()
    assert folder is not None
    assert len(list(folder.glob("*.json"))) == MOST_KEPT


def test_a_workspace_opened_twice_is_the_same(texts: dict[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "lull"
    folder.mkdir()
    (folder / "a.md").write_text(texts["a.md"], "utf-8")
    first = open_workspace(folder)
    assert entry(texts).is_file()
    assert open_workspace(folder) == first
