"""Worlds that differ in what is protected look the same outside, to the last byte.

That is more than any attack that we could think of: what is equal tells nothing, whoever looks at
it. With the protection switched off the same worlds differ, so each of them hangs on it.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.publication.editions import DAYS, OFF, policy, published, without
from tests.publication.mission import World

HERE = World()
SOME = DAYS[::5]

ELSEWHERE: dict[str, tuple[World, str]] = {
    "another hideout": (replace(HERE, hideout="stone-barn"), "places"),
    "another order of gates": (
        replace(HERE, route=("gate-cedar", "gate-amber", "gate-birch")),
        "movements",
    ),
    "another nurse": (replace(HERE, healer=("shepherd", "the shepherd of the ridge")), "sources"),
    "a death more": (replace(HERE, deaths=(9, 12, 20)), "smallest_count"),
    "two deaths more": (replace(HERE, deaths=(9, 12, 15, 20)), "smallest_count"),
    "an attack fewer": (
        replace(HERE, attacks=(*HERE.attacks[:10], *HERE.attacks[11:])),
        "smallest_count",
    ),
    "a house fewer": (
        replace(HERE, burnt=(("valley", 13), ("lower-valley", 11))),
        "smallest_count",
    ),
    "other days of one week": (replace(HERE, deaths=(8, 12)), "told_by"),
    "watched elsewhere": (replace(HERE, watched="upper-valley"), "coverage"),
    "watched nowhere": (replace(HERE, watched=None), "coverage"),
}


AHEAD: dict[str, World] = {  # what no word of the policy lets out
    "another visit": replace(HERE, visit=date(2026, 2, 20)),
    "no visit": replace(HERE, visit=None),
    "another patrol ahead": replace(HERE, next_patrol=date(2026, 2, 11)),
    "no patrol ahead": replace(HERE, next_patrol=None),
}


@pytest.mark.parametrize("what", AHEAD)
def test_what_lies_ahead_makes_no_difference(what: str) -> None:
    assert published(HERE, policy(), SOME) == published(AHEAD[what], policy(), SOME)
    told = policy(movements=OFF["movements"], places=OFF["places"])
    assert published(HERE, told, SOME) == published(AHEAD[what], told, SOME)
    assert published(HERE, None, SOME) != published(AHEAD[what], None, SOME)


@pytest.mark.parametrize("what", ELSEWHERE)
def test_two_worlds_look_the_same_outside(what: str) -> None:
    other, _ = ELSEWHERE[what]
    assert published(HERE, policy(), SOME) == published(other, policy(), SOME)


@pytest.mark.parametrize("what", ELSEWHERE)
def test_without_the_protection_they_do_not(what: str) -> None:
    other, protection = ELSEWHERE[what]
    off = without(protection)
    if protection == "movements":  # what gates are called is not told by another protection
        off = policy(movements=OFF["movements"], places=OFF["places"])
    assert published(HERE, off, SOME) != published(other, off, SOME)


def test_hours_names_of_reports_and_our_own_words_never_show() -> None:
    other = replace(HERE, prefix="Q", hour="14:20", notes={"grid": "45.54321, 16.12345"})
    assert published(HERE, policy(), SOME) == published(other, policy(), SOME)


def test_what_is_newer_than_the_delay_shows_only_afterwards() -> None:
    """An attack of 28 January is not in the edition of 4 February, but of a week later."""
    fewer = replace(HERE, attacks=HERE.attacks[:9])  # the tenth completes the second batch
    before, after = (HERE.attacks[9] + each for each in (0, 18))
    early, late = (date(2026, 1, 1) + timedelta(days=each - 1) for each in (before, after))
    assert published(HERE, policy(), (early,)) == published(fewer, policy(), (early,))
    assert published(HERE, policy(), (late,)) != published(fewer, policy(), (late,))


def test_what_is_told_by_the_week_changes_on_one_day_of_it() -> None:
    """Attack: an answer as of Thursday, out of what was known on Sunday, was wrong on Thursday."""
    week = [date(2026, 1, 19) + timedelta(days=each) for each in range(8)]
    told = published(HERE, policy(), tuple(week)).by_day
    assert all(told[day] == told[week[0]] for day in week[:7])
    assert told[week[0]] != told[week[7]]
    assert told[week[0]]["status"]["question"]["at"].startswith("2026-01-12")
