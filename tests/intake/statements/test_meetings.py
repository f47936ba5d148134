"""Visits, meetings, calls and public statements in sentences of our own."""

from datetime import date

import pytest

from servanda.intake.statements.model import Meeting
from tests.intake.statements.reading import read


def only(text: str) -> Meeting:
    found = read(text).meetings
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "kind", "planned", "day"),
    [
        ("Minister Ada Brenn arrived in Jordan on Monday.", "visit", False, date(2025, 10, 20)),
        ("Minister Ada Brenn will arrive in Jordan on Friday.", "visit", True, date(2025, 10, 24)),
        ("Ada Brenn met with Omar Vell on Tuesday.", "meeting", False, date(2025, 10, 21)),
        ("Ada Brenn held talks with Omar Vell yesterday.", "meeting", False, date(2025, 10, 21)),
        ("Ada Brenn is expected to meet Omar Vell on Sunday.", "meeting", True, date(2025, 10, 26)),
        ("Ada Brenn spoke by telephone with Omar Vell today.", "call", False, date(2025, 10, 22)),
    ],
)
def test_meeting(text: str, kind: str, planned: bool, day: date) -> None:
    found = only(text)
    assert (found.kind, found.planned) == (kind, planned)
    assert (found.dated.first, found.dated.last) == (day, day)


def test_who_takes_part() -> None:
    found = only("Ada Brenn and Ruth Osk met with Omar Vell on Tuesday.")
    assert found.who == ("Ada Brenn", "Ruth Osk")
    assert found.with_whom == ("Omar Vell",)


def test_where_it_goes_and_for_how_long() -> None:
    found = only("Ada Brenn will arrive in Jordan on Friday for a 48-hour visit.")
    assert found.to == "Jordan"
    assert (found.dated.first, found.dated.last) == (date(2025, 10, 24), date(2025, 10, 26))


def test_what_is_told_in_a_quotation_is_no_meeting_of_the_article() -> None:
    assert read("“I met with Omar Vell in the old town on Tuesday,” she said.").meetings == ()


@pytest.mark.parametrize(
    ("text", "speaker", "via"),
    [
        ("Ada Brenn will visit Jordan on Friday.", None, ()),
        ("The foreign ministry said Ada Brenn would visit Jordan.", "The foreign ministry", ()),
        ("Reuters reported, citing two officials, that Ada Brenn would visit Jordan.",
         "two officials", ("Reuters",)),
    ],
)  # fmt: skip
def test_who_tells_of_it_says_it(text: str, speaker: str | None, via: tuple[str, ...]) -> None:
    found = only(text)
    assert (None if found.speaker is None else found.speaker.whole, found.via) == (speaker, via)
