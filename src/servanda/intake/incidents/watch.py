"""When a source was there to see, as the record of the agreement has it: the windows of `coverage
by BODY` and of `access denied to BODY` as whole days."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from servanda.intake.incidents.counting import NOT_KNOWN, Group, Period, Tally
from servanda.intake.incidents.trend import Covered, Trend, covered, trends
from servanda.record.model import Coverage, DeniedAccess, Record
from servanda.values.instant import Interval

_EARLIEST = int(datetime(1, 1, 3, tzinfo=UTC).timestamp())
_LATEST = int(datetime(9999, 12, 29, tzinfo=UTC).timestamp())
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Window:
    """Days in an area; `area` is None for everywhere."""

    days: Period
    area: str | None


@dataclass(frozen=True, slots=True)
class Watch:
    """When a body was there and reporting, and when it was kept out, with the record's names of
    the entries that say so."""

    body: str
    present: tuple[Window, ...] = ()
    kept_out: tuple[Window, ...] = ()
    entries: tuple[str, ...] = ()


def watch_of(record: Record, body: str, zone: str) -> Watch:
    """Of a record as known. A day that was covered in part is not covered; one on which access was
    denied for an hour is not either."""
    present = [one for one in record.coverage if one.body == body]
    kept_out = [one for one in record.denied if one.body == body]
    return Watch(
        body,
        tuple(_windows(present, zone, whole=True)),
        tuple(_windows(kept_out, zone, whole=False)),
        (*(one.id for one in present), *(one.id for one in kept_out)),
    )


def covered_by(watch: Watch, period: Period) -> Covered:
    """The days of a period on which all of it was covered; coverage of one area is not."""
    present = [one.days for one in watch.present if one.area is None]
    return covered(period, present, [one.days for one in watch.kept_out])


def watched_trends(
    tallies: Sequence[Tally],
    periods: Sequence[Period],
    groups: Sequence[Group],
    watch: Watch,
    is_within: Callable[[str, str], bool],
) -> tuple[Trend, ...]:
    """Each tally beside the one before it. Coverage of an area covers what is told of that area
    only; being kept out of one leaves gaps wherever it may matter."""
    place = groups.index("area") if "area" in groups else None
    areas = sorted({one.group[place] for one in tallies}) if place is not None else [None]
    found: list[Trend] = []
    for area in areas:
        own = [one for one in tallies if place is None or one.group[place] == area]
        present = [
            one.days
            for one in watch.present
            if one.area is None or (area is not None and is_within(area, one.area))
        ]
        kept_out = [
            one.days
            for one in watch.kept_out
            if None in (area, one.area)
            or area == NOT_KNOWN
            or _may_touch(area, one.area, is_within)
        ]
        found.extend(trends(own, periods, present, kept_out))
    found.sort(key=lambda one: (one.tally.period.first, one.tally.group))
    return tuple(_between_first_and_last(found))


def _may_touch(one: str | None, other: str | None, is_within: Callable[[str, str], bool]) -> bool:
    assert one is not None and other is not None, "looked at"
    return is_within(one, other) or is_within(other, one)


def _between_first_and_last(found: Iterable[Trend]) -> Iterator[Trend]:
    """Of each group only from the first to the last period of which anything is told."""
    every = list(found)
    told: dict[tuple[str, ...], list[date]] = {}
    for one in every:
        if one.tally.possibly:
            told.setdefault(one.tally.group, []).append(one.tally.period.first)
    for one in every:
        days = told.get(one.tally.group)
        if days and days[0] <= one.tally.period.first <= days[-1]:
            yield one


def _windows(
    entries: Iterable[Coverage | DeniedAccess], zone: str, *, whole: bool
) -> Iterator[Window]:
    for one in entries:
        days = days_of(one.window, zone, whole=whole)
        if days is not None:
            yield Window(days, one.area)


def days_of(window: Interval, zone: str, *, whole: bool) -> Period | None:
    """The days of a zone that lie in a window: wholly, or with any part of them."""
    start, end = (
        datetime.fromtimestamp(min(max(at, _EARLIEST), _LATEST), ZoneInfo(zone))
        for at in (window.start, window.end)
    )
    is_midnight = (start.hour, start.minute, start.second) == (0, 0, 0)
    first = start.date() if is_midnight or not whole else start.date() + DAY
    ends_at_midnight = (end.hour, end.minute, end.second) == (0, 0, 0)
    last = end.date() - DAY if ends_at_midnight or whole else end.date()
    return Period(first, last) if first <= last else None
