"""Fifteen for each: the ratio of remains over its fourteen dated handovers, to the unit and day."""

from collections.abc import Sequence
from datetime import date

import pytest

from servanda.values.quantity import Range
from servanda.verdict.assess import history
from servanda.verdict.assessment import State, Verdict
from tests.gaza.example import DATES, Example

FEBRUARY = DATES[2]

# Each handover of Palestinian remains: its day, all given by its end; the day of the return that it
# answers, all hostages' remains returned by the end of that day, and how many of these were of
# foreign nationals; and what had come to be owed besides by the end of the day of the handover.
LEDGER = (
    ("2025-10-14", 45, "2025-10-13", 4, 1, 45),
    ("2025-10-16", 90, "2025-10-14", 7, 1, 30),
    ("2025-10-17", 120, "2025-10-15", 9, 1, 15),
    ("2025-10-18", 135, "2025-10-17", 10, 1, 15),
    ("2025-10-19", 150, "2025-10-18", 12, 2, 0),
    ("2025-10-22", 195, "2025-10-21", 15, 2, 0),
    ("2025-10-31", 225, "2025-10-30", 17, 2, 0),
    ("2025-11-03", 270, "2025-11-02", 20, 2, 0),
    ("2025-11-05", 285, "2025-11-04", 21, 2, 0),
    ("2025-11-08", 300, "2025-11-07", 23, 3, 0),
    ("2025-11-10", 315, "2025-11-09", 24, 3, 0),
    ("2025-11-14", 330, "2025-11-13", 25, 3, 0),
    ("2025-11-26", 345, "2025-11-25", 26, 3, 0),
    ("2026-01-29", 360, "2026-01-26", 28, 4, 0),
)


@pytest.mark.parametrize(
    ("day", "given", "answers", "hostages", "foreign", "besides"),
    LEDGER,
    ids=lambda each: str(each),
)
def test_fifteen_for_each_to_the_unit(
    gaza: Example, day: str, given: int, answers: str, hostages: int, foreign: int, besides: int
) -> None:
    """What is given in all at each handover is what was owed for the return that it answers.

    For the last the two are equal in the eyes of Hamas, who says that it returned the last one;
    under `neutral` who returned it is contested, so 345 to 360 were owed for 27 to 28.
    """
    viewpoint = "hamas" if hostages == 28 else "neutral"
    assert given == 15 * (hostages - foreign)
    assert exact(gaza, "return-remains", answers, viewpoint)[0] == hostages
    assert exact(gaza, "return-palestinian-remains", answers, viewpoint)[1] == given
    now_given, now_owed, state = exact(gaza, "return-palestinian-remains", day, viewpoint)
    assert (now_given, now_owed - now_given) == (given, besides)
    assert state == ("partly done" if besides else "met")


def exact(gaza: Example, name: str, day: str, viewpoint: str) -> tuple[float, float, State]:
    """What had been given and what was owed by the end of a day, both exact, and the plain word."""
    question = gaza.question(gaza.day_after(day), viewpoint, readings=("nationals",))
    verdict = gaza.verdict(name, question)
    assert verdict.outcome is not None and verdict.outcome.target is not None
    assert verdict.outcome.low == verdict.outcome.high, verdict.because
    assert verdict.outcome.target.is_exact, verdict.because
    return verdict.outcome.low, verdict.outcome.target.low, verdict.state


def test_the_last_fifteen_were_given_for_remains_whose_return_is_contested(gaza: Example) -> None:
    for viewpoint, owed in (("neutral", (345, 360)), ("israel", (345, 345))):
        question = gaza.question("2026-01-30", viewpoint, readings=("nationals",))
        verdict = gaza.verdict("return-palestinian-remains", question)
        assert verdict.outcome is not None
        assert (verdict.outcome.low, verdict.outcome.high) == (360, 360)
        assert verdict.outcome.target == Range(*owed)
        assert verdict.state == "met"


# Days from the return of a hostage's remains to the answer, for each fifteen in turn. The grace is
# left to be agreed, so no lag is a breach; here they are, to be agreed upon.
LAG_BY_NATIONALS = (1, 1, 1, 2, 2, 2, 2, 2, 1, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3)
LAG_BY_THE_LETTER = (1, 1, 1, 3, 2, 2, 3, 2, 3, 2, 4, 4, 2, 10, 10, 4, 4, 1, 3, 6, 6, 9, 19, 81)


@pytest.mark.parametrize(
    ("reading", "lags", "unanswered"),
    [("nationals", LAG_BY_NATIONALS, 0), ("literal", LAG_BY_THE_LETTER, 60)],
)
def test_how_far_the_answer_lags(
    gaza: Example, reading: str, lags: Sequence[int], unanswered: int
) -> None:
    """By nationals three days at most; by the letter up to 81, and sixty are never answered."""
    owed, given = fifteens(gaza, reading)
    assert [(given[place] - owed[place]).days for place in range(len(given))] == list(lags)
    assert 15 * (len(owed) - len(given)) == unanswered


def test_the_grace_is_said_to_be_left_open(gaza: Example) -> None:
    because = gaza.verdict("return-palestinian-remains", gaza.question(FEBRUARY)).because
    assert "The grace is left to be agreed" in because


def fifteens(gaza: Example, reading: str) -> tuple[list[date], list[date]]:
    """The days by whose end each further fifteen were surely owed, and surely given.

    Through the eyes of Hamas, so that the last, whose return is contested, is owed for as well.
    """
    question = gaza.question("2026-02-02", "hamas", readings=(reading,))
    viewpoint = gaza.workspace.viewpoints["hamas"]
    tracks = history(gaza.agreement, gaza.record, viewpoint, question)
    track = next(each for each in tracks if each.name == "return-palestinian-remains")
    owed: list[date] = []
    given: list[date] = []
    for step in track.steps:
        assert isinstance(step.verdict, Verdict) and step.verdict.outcome is not None
        outcome = step.verdict.outcome
        assert outcome.target is not None
        day = gaza.agreement.calendar.local(step.instant - 1).date()
        owed += [day] * (int(outcome.target.low) // 15 - len(owed))
        given += [day] * (int(outcome.low) // 15 - len(given))
    return owed, given
