"""Rows fit their width, say their state without colour, and let no text take over the terminal."""

from collections.abc import Callable
from typing import Any

import pytest
from rich.cells import cell_len

from servanda.cli.rows import Row
from servanda.cli.safe_text import in_encoding, safe
from servanda.cli.tables import print_groups
from servanda.cli.tones import legend
from servanda.cli.trees import reason_tree
from servanda.publish.signs import TONES
from servanda.verdict.assessment import Reason

ROW = Row(
    tone=TONES[2],
    state="overdue",
    remarks=("contested",),
    name="return-boats",
    title="Return of the boats",
    measures=("7 to 9 of 12 boats",),
    due="end of 2024-02-29",
    since="2024-03-01",
    because="between 7 and 9 came back [red]by hand[/red] \x1b[2J[link=x]here",
    article="Article 1",
)
ARABIC = "قال المتحدث"


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_everything_is_said_at_every_width(paper: Callable[..., Any], width: int) -> None:
    page = paper(width)
    print_groups(page.screen, [("the North", [ROW]), ("the South", [ROW])])
    for words in ("! overdue", "contested", "return-boats", "7 to 9 of 12", "due end of", "by"):
        assert page.text.count(words) >= 2, words
    assert max(cell_len(line) for line in page.lines) <= width


def test_columns_are_named_once(paper: Callable[..., Any]) -> None:
    page = paper(120)
    print_groups(page.screen, [("the North", [ROW]), ("the South", [ROW]), ("nobody", [])])
    assert page.text.count("outcome, due, since") == 1
    assert "nobody" not in page.text


def test_text_is_never_read_as_markup_or_as_commands(paper: Callable[..., Any]) -> None:
    page = paper(200)
    print_groups(page.screen, [("[bold]North[/bold]", [ROW])])
    assert "[bold]North[/bold]" in page.text
    assert "[red]by hand[/red]" in page.text
    assert "\x1b" not in page.text


def test_colour_comes_on_top_of_words(paper: Callable[..., Any]) -> None:
    page = paper(120, color=True)
    print_groups(page.screen, [("the North", [ROW])])
    assert "\x1b[1;31m! overdue" in page.text


def test_every_sign_is_in_the_legend(paper: Callable[..., Any]) -> None:
    page = paper(80)
    page.screen.print(legend(page.screen))
    lines = page.text.splitlines()
    assert max(map(len, lines)) <= 80
    for tone in TONES:
        assert any(f"{tone.glyph} {tone.meaning}" in line for line in lines)


def test_an_encoding_without_the_signs_gets_plain_ones(paper: Callable[..., Any]) -> None:
    page = paper(80, "ascii")
    page.screen.print(legend(page.screen))
    print_groups(page.screen, [("Part › Article", [ROW])])
    page.screen.print(reason_tree(page.screen, Reason("verdict", "a", children=(TREE_LEAF,)), {}))
    assert "+ done," in page.text
    assert "Part > Article" in page.text
    assert page.text.isascii()


def test_right_to_left_text_stays_in_its_place() -> None:
    assert safe(ARABIC) == f"\u2068{ARABIC}\u2069"
    assert safe(f"he said {ARABIC}: yes").startswith("\u2068he said")
    assert safe("plain") == "plain"
    assert safe("a\u202eb\u2066c") == "abc"
    assert in_encoding(safe(ARABIC), "ascii") == "??? ???????"


def test_controls_are_shown_as_replaced() -> None:
    assert safe("a\x1b[31mb\x07\x9b") == "a\ufffd[31mb\ufffd\ufffd"
    assert safe("two\nlines\tand more") == "two lines and more"


def test_a_tree_says_what_is_decisive(paper: Callable[..., Any]) -> None:
    page = paper(80)
    verdict = Reason("verdict", "overdue", children=(TREE_LEAF,))
    page.screen.print(reason_tree(page.screen, verdict, {"R1.1": "north returns 7 boats"}))
    assert page.lines[0] == "overdue"
    assert "claim: the South says [x]: north returns 7 boats [R1.1] (decisive)" in page.lines[1]


TREE_LEAF = Reason("claim", "the South says [x]", "R1.1", True)
