"""The folder that `servanda new` writes. Its texts lie beside this file, as they are written."""

import re
from collections.abc import Iterator
from pathlib import Path

TEXTS = Path(__file__).parent
FIRST_QUESTION = "2026-01-25"  # a day on which every article of the agreement says something else
_NAME, _TITLE = "starting-agreement", "A starting agreement"


def occupied(path: Path) -> str:
    """Why nothing can be started here; empty where it can."""
    if path.is_symlink() and not path.exists():
        return "is a link that leads nowhere"
    if path.exists() and not path.is_dir():
        return "is a file"
    if path.is_dir() and any(path.iterdir()):
        return "already holds something"
    return ""


def start(path: Path) -> Iterator[Path]:
    """Writes the texts, named after the folder, and yields each file once it is there."""
    title = title_of(path)
    for source in sorted(TEXTS.rglob("*.md")):
        text = source.read_text(encoding="utf-8")
        target = path / source.relative_to(TEXTS)
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text.replace(_NAME, name_of(title)).replace(_TITLE, title))
        yield target


def title_of(path: Path) -> str:
    """The folder's name as a title: `river-accord` is "River accord"."""
    words = " ".join(re.findall(r"[^\W_]+", path.resolve().name))
    return words[:1].upper() + words[1:] if words else _TITLE


def name_of(title: str) -> str:
    """A title as a name of the language: lower case, hyphens, a letter first."""
    name = "-".join(re.findall(r"[a-z0-9]+", title.lower()))
    return name if re.match(r"[a-z]", name) else _NAME
