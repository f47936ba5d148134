"""The tables of `servanda incidents count` and `compare` on a screen of 80 characters."""

from io import StringIO

import pytest
from rich.console import Console

from servanda.cli.count_words import print_rows
from servanda.cli.screen import Screen

RANGE = "1,653 to 1,656"
TWO_SOURCES = dict.fromkeys(("A", "A linked", "A alone", "B", "B linked", "B alone"), RANGE)


def printed(row: dict[str, str], width: int = 80) -> list[str]:
    file = StringIO()
    print_rows(Screen(Console(file=file, width=width)), [row])
    return file.getvalue().splitlines()


def test_two_sources_stand_side_by_side_and_a_range_breaks_behind_its_to() -> None:
    heading, _, first, second = printed({"period": "2022-03", **TWO_SOURCES})
    assert heading.split() == ["period", "A", "A", "linked", "A", "alone", "B", "B", "linked", "B",
                               "alone"]  # fmt: skip
    assert first.split() == ["2022-03", *["1,653", "to"] * 6]
    assert second.split() == ["1,656"] * 6


@pytest.mark.parametrize("width", [60, 79])
def test_on_less_room_one_stands_under_the_other(width: int) -> None:
    lines = printed({"period": "2022-03", **TWO_SOURCES}, width)
    assert lines[0] == "2022-03"
    assert lines[1] == f"  A: {RANGE}"


def test_words_are_not_broken_one_by_one() -> None:
    wide = dict.fromkeys(("area", "actor", "kind", "of"), "nothing before to compare with")
    assert printed({"period": "2022-03", **wide, "reported": RANGE})[0] == "2022-03"
