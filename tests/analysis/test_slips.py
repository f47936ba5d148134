"""The rules that find slips: each finds what is planted, and leaves clean statements alone."""

from collections.abc import Callable
from importlib import import_module

import pytest

from servanda.analysis import RULES, Rule
from servanda.analysis.more_than_the_whole import more_than_the_whole
from servanda.analysis.occasion_in_wrong_year import occasion_in_wrong_year
from servanda.analysis.rival_command import rival_command
from servanda.analysis.two_offices import two_offices
from servanda.language.diagnostic import Diagnostic

Find = Callable[[Rule, str], tuple[Diagnostic, ...]]


def claim(content: str, moment: str, speaker: str = "wire says") -> str:
    return f"claim {speaker}\n  {content}\n  {moment}\n"


def test_every_rule_has_its_manual_page() -> None:
    for rule in RULES:
        page = import_module(rule.__module__).__doc__ or ""
        assert page.startswith(rule.__name__.replace("_", "-") + ":")


# --- Two offices -----------------------------------------------------------------------------

TREASURY, POLICE = "the-minister chairs north/treasury", "the-minister chairs north/police"


def test_two_offices_at_once_are_found_with_both_chains(find: Find) -> None:
    text = claim(TREASURY, "in 2025-10") + claim(POLICE, "on 2025-10-13", 'unnamed north "two" say')
    (found,) = find(two_offices, text)
    assert found.name == "two-offices"
    assert "north/treasury (R1.1: wire via paper)" in found.message
    assert "north/police (R1.2: two (unnamed, north) via paper)" in found.message
    assert found.span.line > 20, "it stands at a claim"


def test_one_slip_is_one_warning_however_often_it_is_said(find: Find) -> None:
    text = claim(TREASURY, "in 2025-10") * 3 + claim(POLICE, "on 2025-10-13") * 2
    (found,) = find(two_offices, text)
    assert all(f"R1.{number}: wire" in found.message for number in range(1, 6))


@pytest.mark.parametrize(
    "text",
    [
        claim(TREASURY, "in 2025-09") + claim(POLICE, "in 2025-10"),
        claim(TREASURY, "in 2025-10") * 2,
        claim(TREASURY, "in 2025-10") + claim(POLICE, "in 2025-10", "wire denies"),
        claim(TREASURY, "in 2025-10") + claim(POLICE, "in 2025-10", "wire expects"),
        claim(TREASURY, "in 2025-10") + claim("north chairs north/police", "in 2025-10"),
        claim("south releases captives", "in 2025-10") + claim("south releases north", "in 2025"),
        "",
    ],
)
def test_what_can_be_so_raises_nothing(find: Find, text: str) -> None:
    assert find(two_offices, text) == ()


# --- Rival command ---------------------------------------------------------------------------


def test_two_commands_at_once_are_found(find: Find) -> None:
    text = claim("north directs court", "in 2025-10") + claim("south directs court", "in 2025")
    (found,) = find(rival_command, text)
    assert found.name == "rival-command"
    assert "north (R1.1: wire via paper)" in found.message
    assert "south (R1.2: wire via paper)" in found.message


def test_a_joint_command_conflicts_with_a_single_one(find: Find) -> None:
    joint = claim("north and south direct court", "in 2025-10")
    (found,) = find(rival_command, joint + claim("north directs court", "in 2025-10"))
    assert "north and south (R1.1" in found.message


def test_a_command_conflicts_with_the_declared_one(find: Find) -> None:
    text = claim("north and south direct patrol", "in 2025-10") * 2
    (found,) = find(rival_command, text)
    assert "R1.1" in found.message
    assert "R1.2" in found.message
    assert "led by east" in found.message


@pytest.mark.parametrize(
    "text",
    [
        claim("north directs court", "in 2025-09") + claim("south directs court", "in 2025-10"),
        claim("north directs court", "in 2025") + claim("north/police directs court", "in 2025"),
        claim("north and south direct court", "in 2025")
        + claim("south and north direct court", "in 2025"),
        claim("north directs court", "in 2025")
        + claim("south directs court", "in 2025", "wire demands"),
        claim("north directs court", "in 2025")
        + claim("south directs patrol", "in 2026", "wire plans"),
        claim("east directs patrol", "in 2025-10"),
        "",
    ],
)
def test_one_command_raises_nothing(find: Find, text: str) -> None:
    assert find(rival_command, text) == ()


# --- Occasions -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "moment", ["in 2026", "on 2027-11-05", "between 2025-01-01 and 2027-12-31"]
)
@pytest.mark.parametrize("speaker", ["wire says", "wire expects"])
def test_a_year_that_has_none_is_found(find: Find, moment: str, speaker: str) -> None:
    (found,) = find(occasion_in_wrong_year, claim("vote happens", moment, speaker))
    assert found.name == "occasion-in-wrong-year"
    assert "R1.1: wire via paper" in found.message
    assert "2024, 2028" in (found.hint or "")


@pytest.mark.parametrize(
    "text",
    [
        claim("vote happens", "in 2028", "wire expects"),
        claim("vote happens", "on 2024-11-05"),
        claim("vote happens", "between 2026-01-01 and 2028-01-01", "wire expects"),
        claim("vote happens", "after 2025-10-20", "wire expects"),
        claim("vote happens", "before 2025-01-01"),
        claim("vote happens", "in 2020"),
        claim("vote happens", "in 2026", "wire denies"),
        claim('"a vote is near"', "on 2025-10-20"),
        "",
    ],
)
def test_a_year_that_may_have_one_raises_nothing(find: Find, text: str) -> None:
    assert find(occasion_in_wrong_year, text) == ()


# --- More than the whole ---------------------------------------------------------------------

SEVEN = claim("south releases 7 captives to north", "on 2025-10-13")
TOTAL = "claim wire says\n  south releases {} captives to north in total up to 2025-10-18\n"


def test_more_event_by_event_than_in_total_is_found(find: Find) -> None:
    later = claim("south releases 5 captives to north", "on 2025-10-16")
    (found,) = find(more_than_the_whole, SEVEN + later + TOTAL.format(11))
    assert found.name == "more-than-the-whole"
    assert found.message == (
        "at least 12 are told event by event (R1.1: wire via paper; R1.2: wire via paper), and in"
        " total no more than 11 (R1.3: wire via paper)"
    )


def test_more_than_there_are_of_a_thing_is_found(find: Find) -> None:
    level = claim("held is 5", "on 2025-10-12")
    (found,) = find(more_than_the_whole, claim("south frees 7 guards", "on 2025-10-13") + level)
    assert "at least 7 guards are told (R1.1: wire via paper), and there are no more than 5" in (
        found.message
    )


@pytest.mark.parametrize(
    "text",
    [
        SEVEN + TOTAL.format(7),
        SEVEN + TOTAL.format(5) + "  counting entries\n",
        SEVEN + TOTAL.format(5).replace("2025-10-18", "2025-10-12"),
        claim("south releases 7 captives to north", "on 2025-10-13", "of-south says")
        + TOTAL.format(5),
        claim("south releases 7 captives to north in vale", "on 2025-10-13")
        + TOTAL.format(5).replace("in total", "in hills in total"),
        claim("south frees 7 guards", "on 2025-10-13")
        + claim("held is 5", "on 2025-10-12")
        + claim("held is 9", "on 2025-10-13"),
        claim("south frees 7 guards", "on 2025-10-13"),
    ],
)
def test_what_can_be_the_whole_raises_nothing(find: Find, text: str) -> None:
    """Nor does what South alone says that it did."""
    assert find(more_than_the_whole, text) == ()
