"""The documentation is true: its links lead somewhere, its commands print what it shows.

A block marked `console` that begins with `$ servanda` is run from the repository's root and must
print exactly what the block shows (but for blanks at line ends): 100 columns wide in the pages at
the root, 48 in those under docs, which are read on telephones too. `pytest --update
tests/test_docs.py` writes what was printed into the page instead. A block marked `servanda` must
parse. A path or a make target that a page names must exist. Whole pages: tests/docs.
"""

import re
from pathlib import Path

import pytest

from servanda.language.parse import parse_document
from tests.docs.session import is_session
from tests.docs.shown import (
    FENCE,
    PAGES,
    ROOT,
    Block,
    blocks,
    blocks_of_all_pages,
    name_of,
    printed_by,
    rewrite,
)

LINK = re.compile(r"(?<!!)\[[^\]]+\]\((?P<target>[^)\s]+)\)")
NAMED_PATH = re.compile(r"`(?P<path>(?:src|tests|docs|examples|\.ci)/[\w./-]+)`")
NAMED_TARGET = re.compile(r"`make (?P<target>[a-z-]+)`")
SHOWN = [
    block for block in blocks_of_all_pages("console", "$ servanda") if not is_session(block.page)
]


# --- Shown commands ----------------------------------------------------------------------------


@pytest.mark.parametrize("block", SHOWN, ids=str)
def test_a_shown_command_prints_what_is_shown(block: Block, update: bool) -> None:
    printed = printed_by(block.text, block.page)
    assert not re.search("^(Traceback|Error:)", printed, re.MULTILINE), printed
    if update:
        rewrite(block, printed)
    else:
        assert block.text == printed, "if the new output is meant: pytest --update, read the diff"


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
