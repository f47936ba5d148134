"""Dates in sentences of our own: each of the list is what the rules make of it, but for few."""

from datetime import date

import pytest

from benchmarks.intake.on_dates import Series, results
from servanda.intake.statements.dates import Tense, dated, undated
from servanda.intake.statements.model import Extent
from tests.intake.statements.reading import only

WEDNESDAY = date(2025, 10, 22)


@pytest.mark.parametrize("series", ["sentence", "unseen"])
def test_own_sentences(series: Series) -> None:
    wrong = [text for text, days, found in results(series) if [found.first, found.last] != days]
    assert len(wrong) <= 1, wrong


@pytest.mark.parametrize(
    ("words", "tense", "day"),
    [
        ("on Wednesday", "past", date(2025, 10, 22)),
        ("on Wednesday", "future", date(2025, 10, 22)),
        ("on Thursday", "past", date(2025, 10, 16)),
        ("on Thursday", "future", date(2025, 10, 23)),
        ("next Wednesday", "future", date(2025, 10, 29)),
        ("on Monday, 13 October", "past", date(2025, 10, 13)),
    ],
)
def test_the_tense_says_which_day(words: str, tense: Tense, day: date) -> None:
    found = dated(words, Extent(0, len(words)), WEDNESDAY, tense)
    assert (found.first, found.last, found.certainty) == (day, day, "resolved")


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("between 1 and 10 October", 1, 10),
        ("from the 1st to the 10th October", 1, 10),
        ("between October 1 and 10", 1, 10),
        ("from 1 October to 10 October", 1, 10),
        ("between October 1 and 10 trucks", 1, 1),
        ("between 12 and 10 October", 10, 10),
        ("between October 1 and 99", 1, 1),
    ],
)
def test_a_range_within_a_month(words: str, first: int, last: int) -> None:
    found = dated(words, Extent(0, len(words)), WEDNESDAY, "past")
    assert (found.first, found.last) == (date(2025, 10, first), date(2025, 10, last))


@pytest.mark.parametrize("words", ["30 February", "on 31 June", "99 March", "they may march on"])
def test_no_such_day_is_no_date(words: str) -> None:
    assert dated(words, Extent(0, len(words)), WEDNESDAY, "past").certainty == "published"


def test_an_article_without_a_day_gives_none() -> None:
    found = dated("on Monday", Extent(0, 9), None, "past")
    assert found == undated(None, "past")
    assert (found.first, found.last) == (None, None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Neither side would say whether talks, due on Friday, would be held.", 24),
        ("The ministry said that the talks, scheduled for Friday, had been prepared.", 24),
        ("Officials said that a second round was set for Monday.", 27),
        ("Mediators said that a meeting planned for Sunday was still possible.", 26),
        ("Officials said the list, due to be handed over on Friday, was ready.", 24),
        ("The ministry said talks due to rain on Friday had been cut short.", 17),
        ("The ministry said that the talks had been due on Monday.", 20),
        ("Officials said that the list was due by 15 October.", 15),
    ],
)
def test_what_is_due_lies_ahead_whatever_the_tense_around_it(text: str, day: int) -> None:
    assert only(text).dated.last == date(2025, 10, day)


@pytest.mark.parametrize(
    ("before", "words", "day"),
    [
        ("400 came on Monday. ", "they came the same day", date(2025, 10, 20)),
        ("400 came on Monday. ", "they came that day", date(2025, 10, 20)),
        ("400 came on Monday. ", "they came the day before", date(2025, 10, 19)),
        ("400 came on Monday. ", "they came the following day", date(2025, 10, 21)),
        ("400 came. ", "they came the same day", None),
        ("400 came last week. ", "they came the same day", None),
    ],
)
def test_the_same_day_is_the_last_that_was_named(before: str, words: str, day: date | None) -> None:
    found = dated(before + words, Extent(len(before), len(before + words)), WEDNESDAY, "past")
    assert (found.first, found.last) == ((day, day) if day else (None, WEDNESDAY))
