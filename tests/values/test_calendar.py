"""The calendar: month ends, leap years, and the hours that clocks skip or show twice."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from servanda.values.calendar import Calendar, add_to_day, days_in_month
from servanda.values.instant import BEGINNING, NEVER, Duration, DurationUnit, Interval

JERUSALEM = Calendar(ZoneInfo("Asia/Jerusalem"))
SARAJEVO = Calendar(ZoneInfo("Europe/Sarajevo"))
HOUR = 3600

calendars = some.sampled_from([JERUSALEM, SARAJEVO])
days = some.dates(date(1996, 1, 1), date(2036, 12, 31))
minutes = some.integers(0, 24 * 60 - 1).map(lambda number: time(number // 60, number % 60))


def utc(written: str) -> int:
    return int(datetime.fromisoformat(written).replace(tzinfo=UTC).timestamp())


# --- Days ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "amount", "unit", "expected"),
    [
        ("2026-01-31", 1, "month", "2026-02-28"),
        ("2028-01-31", 1, "month", "2028-02-29"),
        ("2026-03-31", 1, "month", "2026-04-30"),
        ("2026-10-31", 4, "month", "2027-02-28"),
        ("2026-12-31", 2, "month", "2027-02-28"),
        ("2026-11-30", 1, "month", "2026-12-30"),
        ("2026-12-15", 1, "month", "2027-01-15"),
        ("2024-02-29", 1, "year", "2025-02-28"),
        ("2024-02-29", 4, "year", "2028-02-29"),
        ("2025-12-31", 1, "day", "2026-01-01"),
        ("2024-02-28", 1, "day", "2024-02-29"),
        ("2025-02-22", 1, "week", "2025-03-01"),
        ("2025-10-13", 0, "day", "2025-10-13"),
    ],
)
def test_a_day_so_much_later(start: str, amount: int, unit: DurationUnit, expected: str) -> None:
    assert add_to_day(date.fromisoformat(start), Duration(amount, unit)) == date.fromisoformat(
        expected
    )


@pytest.mark.parametrize(
    ("year", "month", "length"),
    [(2025, 2, 28), (2024, 2, 29), (2000, 2, 29), (2100, 2, 28), (2025, 12, 31), (2025, 4, 30)],
)
def test_how_many_days_a_month_has(year: int, month: int, length: int) -> None:
    assert days_in_month(year, month) == length


@given(days, some.integers(1, 48))
def test_months_later_is_in_the_right_month_and_never_after_its_day(day: date, months: int) -> None:
    later = add_to_day(day, Duration(months, "month"))
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == min(day.day, days_in_month(later.year, later.month))


@given(days, some.integers(1, 12))
def test_a_year_is_twelve_months_and_a_week_seven_days(day: date, amount: int) -> None:
    years, weeks = Duration(amount, "year"), Duration(amount, "week")
    assert add_to_day(day, years) == add_to_day(day, Duration(12 * amount, "month"))
    assert add_to_day(day, weeks) == add_to_day(day, Duration(7 * amount, "day"))


# --- Clock changes -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("calendar", "day", "hours"),
    [
        (JERUSALEM, "2026-03-27", 23),  # forward, on a Friday
        (JERUSALEM, "2025-10-26", 25),  # back, on a Sunday
        (JERUSALEM, "2025-10-25", 24),
        (SARAJEVO, "2026-03-29", 23),
        (SARAJEVO, "2025-10-26", 25),
        (SARAJEVO, "1995-12-14", 24),
    ],
)
def test_how_long_a_day_is(calendar: Calendar, day: str, hours: int) -> None:
    interval = calendar.day(date.fromisoformat(day))
    assert interval.end - interval.start == hours * HOUR
    assert interval.start == calendar.midnight(date.fromisoformat(day))


@pytest.mark.parametrize(
    ("calendar", "day", "clock", "exists"),
    [
        (JERUSALEM, "2026-03-27", time(2, 30), False),
        (JERUSALEM, "2026-03-27", time(1, 59), True),
        (JERUSALEM, "2026-03-27", time(2, 0), False),
        (JERUSALEM, "2026-03-27", time(3, 0), True),
        (JERUSALEM, "2025-10-26", time(1, 30), True),  # twice
        (SARAJEVO, "2026-03-29", time(2, 30), False),
        (SARAJEVO, "2026-03-29", time(3, 0), True),
        (SARAJEVO, "2025-10-26", time(2, 30), True),  # twice
    ],
)
def test_a_time_that_clocks_skip_does_not_exist(
    calendar: Calendar, day: str, clock: time, exists: bool
) -> None:
    assert calendar.exists(date.fromisoformat(day), clock) is exists


@pytest.mark.parametrize(
    ("calendar", "clock", "first"),
    [
        (JERUSALEM, time(1, 30), "2025-10-25 22:30"),  # 23:30 in UTC is the second
        (SARAJEVO, time(2, 30), "2025-10-26 00:30"),
    ],
)
def test_of_a_time_that_occurs_twice_the_first_is_meant(
    calendar: Calendar, clock: time, first: str
) -> None:
    instant = calendar.instant(date(2025, 10, 26), clock)
    assert instant == utc(first)
    assert calendar.local(instant + HOUR).time() == clock


@given(calendars, days, minutes)
def test_there_and_back(calendar: Calendar, day: date, clock: time) -> None:
    local = calendar.local(calendar.instant(day, clock))
    same = (local.date(), local.time()) == (day, clock)
    assert same == calendar.exists(day, clock)


@given(calendars, days)
def test_days_follow_one_another_without_a_gap(calendar: Calendar, day: date) -> None:
    one, following = calendar.day(day), calendar.day(day + timedelta(days=1))
    assert one.end == following.start
    assert 23 * HOUR <= one.end - one.start <= 25 * HOUR


# --- Lengths of time -----------------------------------------------------------------------------


def test_hours_run_exactly_and_days_to_their_end() -> None:
    """In the night to 26 October 2025 the clocks of Jerusalem go back an hour."""
    noon = JERUSALEM.instant(date(2025, 10, 24), time(12))
    hours, three_days = Duration(72, "hour"), Duration(3, "day")
    assert JERUSALEM.after(noon, hours) == noon + 72 * HOUR
    assert JERUSALEM.local(JERUSALEM.after(noon, hours)).time() == time(11)
    assert JERUSALEM.after(noon, three_days) == JERUSALEM.midnight(date(2025, 10, 28))
    assert JERUSALEM.after(noon, Duration(90, "minute")) == noon + 5400


def test_days_from_a_midnight_include_the_last_day() -> None:
    """Within 3 days of the 10th at its first instant: by the end of the 13th."""
    start = SARAJEVO.midnight(date(2025, 10, 10))
    assert SARAJEVO.after(start, Duration(3, "day")) == SARAJEVO.midnight(date(2025, 10, 14))


@given(calendars, days, minutes, some.integers(1, 40))
def test_days_end_at_a_midnight_after_that_many_dates(
    calendar: Calendar, day: date, clock: time, amount: int
) -> None:
    end = calendar.after(calendar.instant(day, clock), Duration(amount, "day"))
    started = calendar.local(calendar.instant(day, clock)).date()
    assert end == calendar.midnight(started + timedelta(days=amount + 1))


@pytest.mark.parametrize("instant", [BEGINNING, NEVER])
def test_no_date_stays_no_date(instant: int) -> None:
    assert JERUSALEM.after(instant, Duration(3, "day")) == instant
    assert JERUSALEM.after(instant, Duration(3, "hour")) == instant


def test_a_new_period_begins_at_the_same_time_of_day() -> None:
    start = JERUSALEM.instant(date(2025, 10, 25), time(12))
    following = JERUSALEM.anniversary(start, Duration(1, "day"))
    assert following - start == 25 * HOUR
    assert JERUSALEM.local(following).time() == time(12)
    assert JERUSALEM.anniversary(start, Duration(24, "hour")) == start + 24 * HOUR


def test_periods_do_not_creep_down_the_month() -> None:
    """Each counted from the first: the 31st, the 28th, the 31st again."""
    start = JERUSALEM.midnight(date(2026, 1, 31))
    ends = [JERUSALEM.anniversary(start, Duration(number, "month")) for number in (1, 2, 3)]
    assert [JERUSALEM.local(end).date() for end in ends] == [
        date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30),
    ]  # fmt: skip


# --- Intervals and durations ---------------------------------------------------------------------


def test_intervals_are_half_open() -> None:
    one = Interval(10, 20)
    assert (one.contains(10), one.contains(19), one.contains(20)) == (True, True, False)
    assert one.overlaps(Interval(19, 30))
    assert not one.overlaps(Interval(20, 30))
    with pytest.raises(AssertionError):
        Interval(2, 1)


@given(*[some.tuples(some.integers(0, 9), some.integers(0, 9)).map(sorted)] * 2)
def test_intervals_overlap_where_they_share_an_instant(first: list[int], second: list[int]) -> None:
    one, other = Interval(*first), Interval(*second)
    shared = any(one.contains(t) and other.contains(t) for t in range(10))
    assert one.overlaps(other) == other.overlaps(one)
    assert one.overlaps(other) >= shared
    if one.start < one.end and other.start < other.end:
        assert one.overlaps(other) == shared


@pytest.mark.parametrize(
    ("duration", "written", "names_an_hour"),
    [
        (Duration(1, "day"), "1 day", False),
        (Duration(72, "hour"), "72 hours", True),
        (Duration(30, "minute"), "30 minutes", True),
        (Duration(6, "month"), "6 months", False),
    ],
)
def test_a_duration_as_it_is_said(duration: Duration, written: str, names_an_hour: bool) -> None:
    assert (str(duration), duration.names_an_hour) == (written, names_an_hour)


@pytest.mark.parametrize(
    ("start", "days", "last"),
    [
        ("2025-10-13", 5, "2025-10-20"),  # Monday to Monday, over a weekend
        ("2025-10-17", 1, "2025-10-20"),  # Friday
        ("2025-10-18", 1, "2025-10-20"),  # on a Saturday the count begins with Monday
        ("2025-10-20", -1, "2025-10-17"),
    ],
)
def test_working_days_leave_out_the_weekend(start: str, days: int, last: str) -> None:
    calendar = Calendar(ZoneInfo("UTC"))
    moved = calendar.moved(date.fromisoformat(start), Duration(days, "working day"))
    assert moved == date.fromisoformat(last)


def test_a_weekend_may_fall_on_other_days() -> None:
    calendar = Calendar(ZoneInfo("UTC"), frozenset({4, 5}))
    thursday = date(2025, 10, 16)
    assert calendar.moved(thursday, Duration(1, "working day")) == date(2025, 10, 19)
