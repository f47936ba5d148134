"""What the pages show: their blocks, and the commands in them as a console runs them."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
FENCE = re.compile(r"^```(?P<mark>[a-z-]+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
ON_A_TELEPHONE, AT_A_DESK = "48", "100"  # columns


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of a page: which page, the how-manieth of its mark, and its text."""

    page: Path
    number: int
    text: str

    def __str__(self) -> str:
        return f"{name_of(self.page)}-{self.number}"


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def blocks(page: Path, mark: str) -> list[Block]:
    found = FENCE.finditer(text_of(page))
    texts = [match["text"] for match in found if match["mark"] == mark]
    return [Block(page, number, text) for number, text in enumerate(texts)]


def blocks_of_all_pages(mark: str, start: str = "") -> list[Block]:
    return [block for page in PAGES for block in blocks(page, mark) if block.text.startswith(start)]


def commands(text: str) -> Iterator[str]:
    return (line.removeprefix("$ ") for line in text.splitlines() if line.startswith("$ "))


def printed_by(text: str, page: Path, folder: Path = ROOT) -> str:
    """The commands of a block and what they print, as a console shows them."""
    columns = ON_A_TELEPHONE if page.is_relative_to(DOCS) else AT_A_DESK
    return "\n".join(run(command, folder, columns) for command in commands(text))


def run(command: str, folder: Path, columns: str) -> str:
    """With what it prints; of a pipe first what goes past it, as its last filter prints last."""
    paths = (str(Path(sys.executable).parent), os.environ["PATH"])
    settings = {"COLUMNS": columns, "NO_COLOR": "1", "PATH": os.pathsep.join(paths)}
    result = subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env={**os.environ, **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE if "|" in command else subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    printed = (result.stderr or "") + result.stdout
    lines = [f"$ {command}", *(line.rstrip() for line in printed.splitlines())]
    return "\n".join(lines).rstrip() + "\n"


def rewrite(block: Block, printed: str) -> None:
    """Puts what was printed into the page."""
    page = text_of(block.page)
    shown = [match for match in FENCE.finditer(page) if match["mark"] == "console"]
    start, end = shown[block.number].span("text")
    block.page.write_text(page[:start] + printed + page[end:], encoding="utf-8")
