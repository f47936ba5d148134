"""Strips cover the time that is shown, without gaps, in the order of the steps."""

from dataclasses import replace

import pytest

from servanda.agreement.model import Agreement
from servanda.evidence.presence import Presence
from servanda.publish.causes import monthly
from servanda.publish.strip_chart import chart
from servanda.publish.wording import Dates, iso_day
from servanda.record.model import Chain, Coverage, DeniedAccess, Origin
from servanda.values.instant import BEGINNING, Instant, Interval
from servanda.verdict.assessment import Step, Track, Verdict

DAY = 24 * 3600


def track(verdict: Verdict, *steps: tuple[Instant, str]) -> Track:
    made = tuple(
        Step(instant, replace(verdict, state=state))  # type: ignore[arg-type]
        for instant, state in steps
    )
    return Track(verdict.name, verdict.bearer, None, made)


def test_segments_join_and_end_at_the_date_asked(agreement: Agreement, boats: Verdict) -> None:
    start = agreement.in_force
    asked = start + 100 * DAY
    dates = Dates(agreement.calendar, iso_day)
    before = track(boats, (BEGINNING, "pending"), (start + 30 * DAY, "open"), (asked + 1, "done"))
    drawn = chart([before], start, asked, dates)
    first, second = drawn.strips[0].segments
    assert (first.state, second.state) == ("pending", "open")
    assert first.x == 0
    assert abs(first.x + first.width - second.x) < 0.01
    assert abs(second.x + second.width - drawn.asked) < 0.01
    assert drawn.asked < 100


def test_steps_that_change_no_word_are_one_segment(agreement: Agreement, boats: Verdict) -> None:
    start = agreement.in_force
    every_day = track(boats, *((start + day * DAY, "short") for day in range(50)))
    drawn = chart([every_day], start, start + 60 * DAY, Dates(agreement.calendar, iso_day))
    assert len(drawn.strips[0].segments) == 1
    assert drawn.strips[0].description == "short from 2024-01-01 02:00"


def test_a_track_that_begins_late_has_an_empty_beginning(
    agreement: Agreement, boats: Verdict
) -> None:
    start = agreement.in_force
    late = track(boats, (start + 50 * DAY, "open"))
    drawn = chart([late], start, start + 100 * DAY, Dates(agreement.calendar, iso_day))
    assert 45 < drawn.strips[0].segments[0].x < 50


def test_ticks_are_months_and_never_crowd(agreement: Agreement) -> None:
    dates = Dates(agreement.calendar, iso_day)
    start = agreement.in_force
    half_year = chart([], start, start + 170 * DAY, dates).ticks
    assert [tick.month for tick in half_year] == ["Feb", "Mar", "Apr", "May", "Jun"]
    assert half_year[0].year == "2024"
    assert len(chart([], start, start + 5000 * DAY, dates).ticks) <= 12


def test_asked_before_entry_into_force_there_is_still_a_chart(agreement: Agreement) -> None:
    drawn = chart(
        [], agreement.in_force, agreement.in_force - 400 * DAY, Dates(agreement.calendar, iso_day)
    )
    assert 0 < drawn.asked <= 100


def test_monthly_dates_end_with_the_date_asked(agreement: Agreement) -> None:
    start = agreement.in_force
    dates = monthly(start, start + 70 * DAY, agreement.calendar)
    assert [f"{agreement.calendar.local(each):%m-%d}" for each in dates] == [
        "01-01",
        "02-01",
        "03-01",
        "03-11",
    ]
    assert monthly(start, start - DAY, agreement.calendar) == (start - DAY,)


def test_who_was_there_to_see_stands_below_the_strip(agreement: Agreement) -> None:
    start = agreement.in_force
    chain = Chain(Origin("watch"))

    def window(first: int, last: int) -> Interval:
        return Interval(start + first * DAY, start + last * DAY)

    seen = Coverage("R.coverage-1", "R", chain, "watch", (), None, window(0, 25), start)
    later = Coverage("R.coverage-2", "R", chain, "watch", (), None, window(60, 90), start)
    kept_out = DeniedAccess("R.denied-1", "R", chain, "watch", (), "hill", window(25, 80), start)
    truce = Track("truce", (), None, ())
    presence = {"truce": Presence((seen, later), (kept_out,), {})}
    dates = Dates(agreement.calendar, iso_day)
    (strip,) = chart([truce], start, start + 50 * DAY, dates, presence).strips
    assert [watch.has_access for watch in strip.watches] == [True, False]
    assert [round(watch.x) for watch in strip.watches] == [0, 49]
    assert strip.watches[1].width == pytest.approx(
        strip.watches[0].width, abs=0.01
    )  # to the date asked
    assert "no access: watch in hill" in strip.description
