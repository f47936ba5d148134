"""The agreement's calendar: from dates in its time zone to instants and back."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from servanda.values.instant import BEGINNING, NEVER, Duration, Instant, Interval

SATURDAY_AND_SUNDAY = frozenset({5, 6})


@dataclass(frozen=True, slots=True)
class Calendar:
    """Gregorian dates in one IANA time zone.

    `weekend` holds the days of the week, Monday being 0, that are no working days. Public holidays
    are not known here.
    """

    zone: ZoneInfo
    weekend: frozenset[int] = SATURDAY_AND_SUNDAY

    def midnight(self, day: date) -> Instant:
        """The first instant of the day."""
        return self.instant(day, time(0))

    def instant(self, day: date, clock: time) -> Instant:
        """The instant of a local time; a time that occurs twice means its first occurrence."""
        return int(datetime.combine(day, clock, tzinfo=self.zone).timestamp())

    def day(self, day: date) -> Interval:
        return Interval(self.midnight(day), self.midnight(day + timedelta(days=1)))

    def month(self, year: int, month: int | None = None) -> Interval:
        """A whole month, or with none the whole year."""
        if month is None:
            return Interval(self.midnight(date(year, 1, 1)), self.midnight(date(year + 1, 1, 1)))
        following = date(year + month // 12, month % 12 + 1, 1)
        return Interval(self.midnight(date(year, month, 1)), self.midnight(following))

    def exists(self, day: date, clock: time) -> bool:
        """False for a local time that daylight saving skips."""
        there = datetime.combine(day, clock, tzinfo=self.zone)
        return there.astimezone(UTC).astimezone(self.zone).replace(tzinfo=None) == there.replace(
            tzinfo=None
        )

    def local(self, instant: Instant) -> datetime:
        return datetime.fromtimestamp(instant, tz=self.zone)

    def after(self, instant: Instant, duration: Duration) -> Instant:
        """The instant by which something due within `duration` of `instant` must be done.

        Hours and minutes run exactly. Days and longer end with the last day, inclusive, so the
        answer is the first instant of the day after it.
        """
        if instant >= NEVER or instant <= BEGINNING:
            return instant
        if duration.names_an_hour:
            return instant + duration.amount * {"minute": 60, "hour": 3600}[duration.unit]
        last = self.moved(self.local(instant).date(), duration)
        return self.midnight(last + timedelta(days=1))

    def before(self, instant: Instant, duration: Duration) -> Instant:
        """The latest instant something may date from and be past its `duration` now."""
        if instant >= NEVER or instant <= BEGINNING:
            return instant
        if duration.names_an_hour:
            return instant - duration.amount * {"minute": 60, "hour": 3600}[duration.unit]
        backwards = Duration(-duration.amount, duration.unit)
        return self.midnight(self.moved(self.local(instant).date(), backwards))

    def anniversary(self, instant: Instant, duration: Duration) -> Instant:
        """The same local time of day, `duration` later: where a new period begins."""
        if duration.names_an_hour:
            return self.after(instant, duration)
        there = self.local(instant)
        return self.instant(self.moved(there.date(), duration), there.time())

    def moved(self, day: date, duration: Duration) -> date:
        """The day `duration` later, or earlier where it is negative."""
        if duration.unit == "working day":
            return self.working_days_from(day, duration.amount)
        return add_to_day(day, duration)

    def working_days_from(self, day: date, number: int) -> date:
        step = timedelta(days=1 if number > 0 else -1)
        left = abs(number)
        while left:
            day += step
            left -= day.weekday() not in self.weekend
        return day


def add_to_day(day: date, duration: Duration) -> date:
    """The day `duration` later; the 31st plus a month is the next month's last day."""
    if duration.unit == "day":
        return day + timedelta(days=duration.amount)
    if duration.unit == "week":
        return day + timedelta(weeks=duration.amount)
    assert duration.unit in ("month", "year"), "an hour is not a number of days"
    months = duration.amount * (12 if duration.unit == "year" else 1)
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month0 + 1, min(day.day, days_in_month(year, month0 + 1)))


def days_in_month(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - date(year, month, 1)).days


GREENWICH = Calendar(ZoneInfo("UTC"))  # where no agreement names a time zone


def first_of(day: date, unit: Literal["day", "week", "month", "year"]) -> date:
    """The first day of the day, week (from Monday), month or year that a day lies in."""
    match unit:
        case "day":
            return day
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
        case "year":
            return day.replace(month=1, day=1)
