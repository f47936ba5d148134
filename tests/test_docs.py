"""The documentation is true: its links lead somewhere, its commands print what it shows.

A block marked `console` that begins with `$ servanda` is run from the repository's root, 100
columns wide, and must print exactly what the block shows (but for blanks at line ends).
`pytest --update tests/test_docs.py` writes what was printed into the page instead. A block marked
`servanda` must parse. A path or a make target that a page names must exist.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from servanda.language.parse import parse_document

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
FENCE = re.compile(r"^```(?P<mark>[a-z]+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]]+\]\((?P<target>[^)\s]+)\)")
NAMED_PATH = re.compile(r"`(?P<path>(?:src|tests|docs|examples|\.ci)/[\w./-]+)`")
NAMED_TARGET = re.compile(r"`make (?P<target>[a-z-]+)`")


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


def blocks(page: Path, mark: str) -> list[Block]:
    found = FENCE.finditer(page.read_text(encoding="utf-8"))
    texts = [match["text"] for match in found if match["mark"] == mark]
    return [Block(page, number, text) for number, text in enumerate(texts)]


def blocks_of_all_pages(mark: str, start: str = "") -> list[Block]:
    return [block for page in PAGES for block in blocks(page, mark) if block.text.startswith(start)]


# --- Shown commands ----------------------------------------------------------------------------


@pytest.mark.parametrize("block", blocks_of_all_pages("console", "$ servanda"), ids=str)
def test_a_shown_command_prints_what_is_shown(block: Block, update: bool) -> None:
    printed = "\n".join(run(command) for command in commands(block.text))
    assert not re.search("^(Traceback|Error:)", printed, re.MULTILINE), printed
    if update:
        rewrite(block, printed)
    else:
        assert block.text == printed, "if the new output is meant: pytest --update, read the diff"


def commands(text: str) -> Iterator[str]:
    return (line.removeprefix("$ ") for line in text.splitlines() if line.startswith("$ "))


def run(command: str) -> str:
    """The command and what it prints, as a console shows them."""
    paths = (str(Path(sys.executable).parent), os.environ["PATH"])
    settings = {"COLUMNS": "100", "NO_COLOR": "1", "PATH": os.pathsep.join(paths)}
    result = subprocess.run(
        command,
        shell=True,
        cwd=ROOT,
        env={**os.environ, **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    lines = [f"$ {command}", *(line.rstrip() for line in result.stdout.splitlines())]
    return "\n".join(lines).rstrip() + "\n"


def rewrite(block: Block, printed: str) -> None:
    page = block.page.read_text(encoding="utf-8")
    shown = [match for match in FENCE.finditer(page) if match["mark"] == "console"]
    start, end = shown[block.number].span("text")
    block.page.write_text(page[:start] + printed + page[end:], encoding="utf-8")


# --- Shown text in the language ----------------------------------------------------------------


@pytest.mark.parametrize("block", blocks_of_all_pages("servanda"), ids=str)
def test_a_shown_text_parses(block: Block) -> None:
    parsed = parse_document(f"```servanda\n{block.text}```\n", str(block))
    assert parsed.document.statements
    assert [str(diagnostic) for diagnostic in parsed.diagnostics] == []


@pytest.mark.parametrize("block", blocks(ROOT / "README.md", "servanda"), ids=str)
def test_what_the_readme_quotes_stands_in_the_example(block: Block) -> None:
    files = sorted((ROOT / "examples" / "gaza-2025").rglob("*.md"))
    assert any(block.text.strip() in path.read_text(encoding="utf-8") for path in files)


# --- Links, paths, targets ---------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    targets = [match["target"] for match in LINK.finditer(text)]
    assert [target for target in targets if not leads_somewhere(page, target)] == []


def leads_somewhere(page: Path, target: str) -> bool:
    """True for a file (and a heading in it) that exists; addresses elsewhere are not followed."""
    if re.match(r"[a-z]+:", target):
        return True
    path, _, anchor = target.partition("#")
    there = (page.parent / path).resolve() if path else page
    return there.exists() and (not anchor or anchor in anchors(there))


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {
        re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings
    }


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_named_paths_exist(page: Path) -> None:
    named = {match["path"] for match in NAMED_PATH.finditer(page.read_text(encoding="utf-8"))}
    assert sorted(path for path in named if not (ROOT / path).exists()) == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_named_make_targets_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {match["target"] for match in NAMED_TARGET.finditer(page.read_text(encoding="utf-8"))}
    assert named <= targets
