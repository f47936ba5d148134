"""Words about time, as intervals of local time in Jerusalem."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from servanda.record.model import LevelContent
from servanda.values.calendar import Calendar
from servanda.values.instant import BEGINNING, NEVER, Instant

Build = Callable[..., Any]


def local(text: str, calendar: Calendar) -> Instant:
    if text == "beginning":
        return BEGINNING
    if text == "never":
        return NEVER
    return int(datetime.fromisoformat(text).replace(tzinfo=calendar.zone).timestamp())


@pytest.mark.parametrize(
    ("moment", "start", "end"),
    [
        ("on 2025-10-13", "2025-10-13T00:00", "2025-10-14T00:00"),
        ("on 2025-10-13 08:00", "2025-10-13T07:59:59", "2025-10-13T08:00"),
        ("on 2025-10-13 at 08:00", "2025-10-13T07:59:59", "2025-10-13T08:00"),
        ("on 2025-10-13 between 08:00 and 12:00", "2025-10-13T08:00", "2025-10-13T12:00"),
        ("on 2025-10-13 before 12:00", "2025-10-13T00:00", "2025-10-13T12:00"),
        ("on 2025-10-13 after 17:00", "2025-10-13T17:00", "2025-10-14T00:00"),
        ("between 2025-10-13 and 2025-10-15", "2025-10-13T00:00", "2025-10-16T00:00"),
        ("about 2025-10-13", "2025-10-10T00:00", "2025-10-17T00:00"),
        ("before 2025-10-13", "beginning", "2025-10-13T00:00"),
        ("after 2025-10-13", "2025-10-14T00:00", "2025-10-21T00:00"),
        ("in 2025-09", "2025-09-01T00:00", "2025-10-01T00:00"),
        ("in 2024-12", "2024-12-01T00:00", "2025-01-01T00:00"),
        ("in 2024", "2024-01-01T00:00", "2025-01-01T00:00"),
        ("from 2025-10-13", "2025-10-13T00:00", "2025-10-21T00:00"),
        ("from 2025-10-13 to 2025-10-15", "2025-10-13T00:00", "2025-10-16T00:00"),
        ("from 2025-10-13 for 48 hours", "2025-10-13T00:00", "2025-10-15T00:00"),
        ("from 2025-10-13 for 3 days", "2025-10-13T00:00", "2025-10-16T00:00"),
        ("on 2025-10-13 12:00 +00:00", "2025-10-13T14:59:59", "2025-10-13T15:00"),
    ],
)
def test_an_event_happened_somewhere_within(
    report: Build, calendar: Calendar, moment: str, start: str, end: str
) -> None:
    claim = report(f"claim wire says\n  south releases captives\n  {moment}").claim
    assert (claim.content.when.start, claim.content.when.end) == (
        local(start, calendar),
        local(end, calendar),
    )


@pytest.mark.parametrize(
    ("moment", "start", "end"),
    [
        ("on 2025-10-13", "2025-10-13T00:00", "never"),
        ("from 2025-10-13", "2025-10-13T00:00", "never"),
        ("on 2025-10-13 at 08:00", "2025-10-13T07:59:59", "never"),
        ("about 2025-10-13", "2025-10-13T00:00", "never"),
        ("after 2025-10-13", "2025-10-14T00:00", "never"),
        ("from 2025-10-13 to 2025-10-15", "2025-10-13T00:00", "2025-10-16T00:00"),
    ],
)
def test_a_level_lasts_until_told_otherwise(
    report: Build, calendar: Calendar, moment: str, start: str, end: str
) -> None:
    content = report(f"claim wire says\n  bridge is partly-open\n  {moment}").claim.content
    assert isinstance(content, LevelContent)
    assert content.level.value == 1
    assert (content.when.start, content.when.end) == (local(start, calendar), local(end, calendar))


def test_what_is_expected_after_a_date_has_no_end(report: Build) -> None:
    claim = report("claim wire expects\n  south releases captives\n  after 2025-10-20").claim
    assert claim.content.when.end == NEVER


def test_the_day_on_which_the_clocks_change_has_its_own_length(report: Build) -> None:
    text = "claim wire expects\n  south releases captives\n  on {}"
    spring = report(text.format("2026-03-27")).claim.content.when
    autumn = report(text.format("2025-10-26")).claim.content.when
    assert (spring.end - spring.start, autumn.end - autumn.start) == (23 * 3600, 25 * 3600)


@pytest.mark.parametrize(
    "moment", ["on 2026-03-27 at 02:30", "on 2026-03-27 02:30", "on 2026-03-27 after 02:30"]
)
def test_an_hour_that_daylight_saving_skips_is_none(report: Build, moment: str) -> None:
    built = report(f"claim wire expects\n  south releases captives\n  {moment}")
    assert built.names == ["no-such-local-time"]


def test_a_total_counts_whole_days(report: Build, calendar: Calendar) -> None:
    window = report(
        "claim wire says\n  north releases 9 captives in total from 2025-10-10 to 2025-10-12"
    ).claim.content.window
    assert window.start == local("2025-10-10T00:00", calendar)
    assert window.end == local("2025-10-13T00:00", calendar)
    upto = report("claim wire says\n  north releases 9 captives in total up to 2025-10-12").claim
    assert (upto.content.window.start, upto.content.window.end) == (BEGINNING, window.end)
