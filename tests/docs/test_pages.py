"""Whole pages: agreements that are complete, pages to work through, variations, single lines."""

import re
from pathlib import Path

import pytest

from servanda.cli.commands.check import every_diagnostic
from servanda.language.grammar import STARTS
from servanda.language.parse import parse_document
from servanda.language.tables import Stuck, tree_of
from servanda.workspace import open_workspace
from tests.docs.session import Writing, is_session, steps
from tests.docs.shown import (
    AT_A_DESK,
    DOCS,
    ROOT,
    blocks,
    name_of,
    printed_by,
    rewrite,
    run,
    text_of,
)
from tests.timeless import timeless

COOKBOOK = sorted((DOCS / "cookbook").glob("*.md"))
RECIPES = [page for page in COOKBOOK if page.name != "index.md"]
INDENTED = re.compile(r"(?:^    .*\n(?:^\n(?=    ))?)+", re.MULTILINE)
INLINE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
EXAMPLES = {"DATE": "2026-01-01", "CONDITION": "x done", "DURATION": "5 days", "N": "5"} | (
    dict.fromkeys(("NAME", "BODY", "CLASS", "CLAUSE", "OTHER", "LEVEL"), "x")
)
NOT_THE_LANGUAGE = ("servanda ", "undetermined: ")
FENCED = re.compile(r"^(`{3,}).*?^\1$", re.MULTILINE | re.DOTALL)


def is_whole(page: Path) -> bool:
    """True for a page that is an agreement itself."""
    texts = [block.text for block in blocks(page, "servanda")]
    declared = any(re.search("^agreement ", text, re.MULTILINE) for text in texts)
    return declared and not is_session(page)


WHOLE = [page for page in sorted(DOCS.rglob("*.md")) if is_whole(page)]
SESSIONS = [page for page in sorted(DOCS.rglob("*.md")) if is_session(page)]


@pytest.mark.parametrize("page", WHOLE, ids=name_of)
def test_a_whole_agreement_has_nothing_wrong_with_it(page: Path) -> None:
    assert [str(each) for each in every_diagnostic(open_workspace(page))] == []


@pytest.mark.parametrize(
    "page", [page for page in WHOLE if blocks(page, "servanda-test")], ids=name_of
)
def test_what_a_page_expects_of_itself_holds(page: Path) -> None:
    printed = run(f"servanda test {name_of(page)} && echo all-of-it", ROOT, AT_A_DESK)
    assert printed.endswith("all-of-it\n"), printed


@pytest.mark.parametrize("page", RECIPES, ids=name_of)
def test_a_recipe_is_an_agreement_and_says_what_it_answers(page: Path) -> None:
    assert page in WHOLE
    assert f"$ servanda status {name_of(page)} --at" in text_of(page)
    for heading in ("In plain words", "What it answers", "Pitfalls"):
        assert f"\n## {heading}\n" in text_of(page)


@pytest.mark.parametrize("page", COOKBOOK, ids=name_of)
def test_variations_are_in_the_language(page: Path) -> None:
    for match in INDENTED.finditer(FENCED.sub("", text_of(page))):
        text = "".join(line.removeprefix("    ") for line in match[0].splitlines(keepends=True))
        parsed = parse_document(f"```servanda\n{text}```\n", name_of(page))
        assert parsed.document.statements, text
        assert [str(each) for each in parsed.diagnostics] == [], text


@pytest.mark.parametrize("page", COOKBOOK, ids=name_of)
def test_words_within_a_sentence_are_in_the_language(page: Path) -> None:
    text = INDENTED.sub("", FENCED.sub("", text_of(page)))
    shown = [code for code in INLINE.findall(text) if " " in code and "..." not in code]
    unread = [code for code in shown if not is_read(code)]
    assert [code for code in unread if not code.startswith(NOT_THE_LANGUAGE)] == []


def is_read(code: str) -> bool:
    """Whether a line, or a part of one, can be read from anywhere in the grammar."""
    line = code
    for placeholder, example in EXAMPLES.items():
        line = re.sub(rf"\b{placeholder}\b", example, line)
    tries = [(line, start) for start in STARTS]
    tries += [
        (f"{before} {line}", "stipulation_clause") for before in ("from", "north", "north releases")
    ]
    return any(not isinstance(tree_of(*each), Stuck) for each in tries)


@pytest.mark.parametrize("page", SESSIONS, ids=name_of)
def test_a_page_can_be_worked_through(page: Path, tmp_path: Path, update: bool) -> None:
    for step in steps(page):
        if isinstance(step, Writing):
            step.do(tmp_path)
            continue
        printed = printed_by(step.text, page, tmp_path)
        assert not re.search("^(Traceback|Usage:)", printed, re.MULTILINE), printed
        same = timeless if is_of_a_log(page) else str
        if update and same(step.text) != same(printed):
            rewrite(step, printed)
        elif not update:
            assert same(step.text) == same(printed), (
                "if it is meant: pytest --update, read the diff"
            )


def is_of_a_log(page: Path) -> bool:
    """Whether a page begins a log: what it prints has times and keys of its own at every run."""
    return "$ servanda log new" in text_of(page)


def test_some_pages_are_found() -> None:
    assert len(RECIPES) >= 18
    assert SESSIONS
