"""Times as tables write them, as half-open intervals in UTC.

A day is one of the zone in which it was written. What is known to the day, week, month or year
lasts over all of it. A time that the clocks of a zone showed twice, or never, lasts over both
readings.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from servanda.intake.incidents.model import TimePrecision
from servanda.intake.incidents.refused import RefusedError

Grain = Literal["second", "minute", "day", "month", "year"]
EARLIEST, LATEST = 1900, 2100
ISO = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ](?P<clock>\d\d:\d\d(?P<seconds>:\d\d(?:\.\d{1,6})?)?)"
    r"(?P<offset>Z|[+-]\d\d:?\d\d)?)?"
)
SECONDS_SINCE_1970 = re.compile(r"\d{9,10}")
TO_THE_DAY: frozenset[TimePrecision] = frozenset(("day", "week", "month", "year"))
GRAINS: dict[Grain, timedelta] = {"second": timedelta(seconds=1), "minute": timedelta(minutes=1)}
HALF_A_WEEK = timedelta(days=3)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Written:
    """A time as it was written: with an offset, or by the clocks of some zone."""

    moment: datetime
    grain: Grain


@dataclass(frozen=True, slots=True)
class Lasting:
    """From when until when, how exact that is, and what must be remarked."""

    starts: datetime
    ends: datetime
    precision: TimePrecision
    remark: str | None = None


def lasting(
    starts: Written, ends: Written | None, told: TimePrecision | None, zone: ZoneInfo
) -> Lasting:
    """The interval of a row; `told` is the precision that its table tells."""
    precision = told or _precision(starts)
    if precision in TO_THE_DAY or (ends or starts).grain not in GRAINS:
        first, last = _days(starts, ends, precision, zone)
        return _checked(Lasting(_midnight(first, zone), _midnight(last, zone), precision))
    begun = _in_utc(starts.moment, zone)
    ended = _in_utc(ends.moment, zone) if ends else None
    until = ended[1] if ended else begun[1] + GRAINS.get(starts.grain, DAY)
    if ended and ended[1] == begun[0]:
        until = ended[1] + GRAINS.get(starts.grain, DAY)
    doubtful = begun[0] != begun[1] or bool(ended and ended[0] != ended[1])
    remark = "time-in-two-ways" if doubtful else None
    return _checked(Lasting(begun[0], until, precision, remark))


def _checked(found: Lasting) -> Lasting:
    if found.ends <= found.starts:
        raise RefusedError("ends-before-start")
    return found


def _precision(written: Written) -> TimePrecision:
    grain = written.grain
    return "instant" if grain == "second" or grain == "minute" else grain


def _days(
    starts: Written, ends: Written | None, precision: TimePrecision, zone: ZoneInfo
) -> tuple[datetime, datetime]:
    """The first day, and the first after the last, as clocks of the zone show them."""
    first = _local_day(starts, zone)
    if ends is not None:
        return first, _next(_local_day(ends, zone), ends.grain)
    if precision == "week":  # such tables give the middle of it
        return first - HALF_A_WEEK, first + HALF_A_WEEK + DAY
    if precision == "month":
        return first.replace(day=1), _next(first.replace(day=1), "month")
    if precision == "year":
        return first.replace(month=1, day=1), _next(first.replace(month=1, day=1), "year")
    return first, first + DAY


def _next(day: datetime, grain: Grain) -> datetime:
    """The day after a day, or after the month or year that it begins."""
    if grain == "year":
        return day.replace(year=day.year + 1, month=1, day=1)
    if grain == "month":
        return (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return day + DAY


def _local_day(written: Written, zone: ZoneInfo) -> datetime:
    moment = written.moment
    local = moment.astimezone(zone) if moment.tzinfo is not None else moment
    return local.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)


def _midnight(day: datetime, zone: ZoneInfo) -> datetime:
    return day.replace(tzinfo=zone).astimezone(UTC)


def _in_utc(moment: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The instant; two where the clocks of the zone jumped over it or came back to it."""
    if moment.tzinfo is not None:
        instant = moment.astimezone(UTC)
        return instant, instant
    once = moment.replace(tzinfo=zone, fold=0).astimezone(UTC)
    again = moment.replace(tzinfo=zone, fold=1).astimezone(UTC)
    return min(once, again), max(once, again)


@lru_cache(maxsize=65_536)
def written(text: str, formats: Sequence[str]) -> Written:
    """What a cell says; ISO 8601 first, then the formats in their order."""
    found = _iso(text) or _formatted(text, formats)
    if found is None:
        raise RefusedError("unreadable-time")
    if not EARLIEST <= found.moment.year <= LATEST:
        raise RefusedError("beyond-all-time")
    return found


def _iso(text: str) -> Written | None:
    shape = ISO.fullmatch(text)
    if shape is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return Written(moment, "second" if shape["seconds"] else "minute" if shape["clock"] else "day")


def _formatted(text: str, formats: Sequence[str]) -> Written | None:
    for form in formats:
        try:
            return Written(datetime.strptime(text, form), _grain(form))  # noqa: DTZ007 (its zone is that of the mapping)
        except ValueError:
            continue
    return None


def _grain(form: str) -> Grain:
    if "%S" in form or "%X" in form or "%c" in form:
        return "second"
    if "%H" in form or "%I" in form:
        return "minute"
    if any(code in form for code in ("%d", "%j", "%x")):
        return "day"
    return "month" if any(code in form for code in ("%m", "%b", "%B")) else "year"


def instant(text: str, formats: Sequence[str], zone: ZoneInfo) -> datetime:
    """An instant, also as seconds since 1970."""
    if SECONDS_SINCE_1970.fullmatch(text):
        return datetime.fromtimestamp(int(text), UTC)
    return _in_utc(written(text, tuple(formats)).moment, zone)[1]
