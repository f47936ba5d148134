"""What a claim claims is said in the words of the language."""

from dataclasses import replace

import pytest

from servanda.agreement.model import Agreement, Level
from servanda.publish.claim_words import claim_words, content_words, moment_words
from servanda.publish.wording import Dates, iso_day
from servanda.record.model import (
    Casualties,
    Chain,
    Claim,
    Content,
    EventContent,
    LevelContent,
    OccasionContent,
    Origin,
    PostureContent,
    StateContent,
    Toll,
    TotalContent,
)
from servanda.values.deed import Deed, LevelIs, Share
from servanda.values.instant import ALWAYS, BEGINNING, NEVER, Duration, Interval
from servanda.values.quantity import UNBOUNDED, Range, exactly

BOATS = Deed(("north",), "return", "boats", exactly(4), (Share("large", exactly(3)),), "south")
START = 1_709_244_000  # midnight of 1 March 2024 in Athens
DAY = 24 * 3600


@pytest.fixture
def dates(agreement: Agreement) -> Dates:
    return Dates(agreement.calendar, iso_day)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (EventContent(BOATS, ALWAYS), "north returns 4 boats of which 3 large to south"),
        (
            EventContent(Deed(("north", "south"), "attack", mutual=True), ALWAYS),
            "north and south attack each other",
        ),
        (
            TotalContent(Deed(("south",), "admit", "ships", Range(5, UNBOUNDED)), ALWAYS),
            "south admits at least 5 ships in total",
        ),
        (
            TotalContent(
                Deed(("south",), "admit", "ships", Range(5, 7)),
                ALWAYS,
                Duration(1, "day"),
                "lorries",
            ),
            "south admits 5 to 7 ships each day counting lorries",
        ),
        (LevelContent(LevelIs("gate", "exactly", 1), ALWAYS), "gate is open"),
        (LevelContent(LevelIs("held", "at-most", 53), ALWAYS), "held is at most 53"),
        (StateContent("two", "declare-open", ALWAYS), "two is declared open"),
        (PostureContent("we keep to it", ALWAYS), '"we keep to it"'),
        (OccasionContent("election", ALWAYS), "election happens"),
    ],
)
def test_every_form_of_content(agreement: Agreement, content: Content, words: str) -> None:
    gate = Level("gate", "the gate", ("closed", "open"))
    dates = Dates(agreement.calendar, iso_day)
    assert content_words(content, replace(agreement, levels={"gate": gate}), dates) == words


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (ALWAYS, ""),
        (Interval(START - 1, START), "2024-03-01"),
        (Interval(START + 3600, START + 3600), "2024-03-01 01:00"),
        (Interval(START, START + DAY), "2024-03-01"),
        (Interval(START, START + 3 * DAY), "2024-03-01 to 2024-03-03"),
        (Interval(START, NEVER), "from 2024-03-01"),
        (Interval(BEGINNING, START), "up to 2024-02-29"),
        (Interval(BEGINNING, START + 3600), "up to 2024-03-01 01:00"),
    ],
)
def test_moments_are_as_exact_as_they_are_known(dates: Dates, when: Interval, words: str) -> None:
    assert moment_words(when, dates) == words


def test_harm_and_notes_come_after_the_moment(agreement: Agreement, dates: Dates) -> None:
    claim = Claim(
        "R1.1",
        "R1",
        "says",
        Chain(Origin("press")),
        EventContent(BOATS, Interval(START, START + DAY)),
        START,
        casualties=Casualties(killed=Toll(exactly(2)), recovered=Toll(Range(1, 3), best=2)),
        note="at night",
    )
    assert claim_words(claim, agreement, dates) == (
        "north returns 4 boats of which 3 large to south, 2024-03-01,"
        " with 2 killed and 1 to 3, best 2 recovered, at night"
    )
