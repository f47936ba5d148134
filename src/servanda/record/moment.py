"""From words about time to intervals: `on 2025-10-13 after 17:00`, `in 2026-01`, `from ... to ...`.

An event happened somewhere in its interval. A level stood throughout its own. The two read the
same words differently, so there is one function for each.
"""

from datetime import UTC, date, datetime, time, timedelta

from servanda.language.phrase import Clock, Date, Month, Node
from servanda.language.record_clause import (
    AboutDateClause,
    AfterClause,
    BeforeClause,
    BetweenClause,
    InMonthClause,
    OnClause,
    PartOfClause,
    WhenClause,
    WindowClause,
)
from servanda.record.complaint import Building, error
from servanda.values.calendar import Calendar
from servanda.values.instant import BEGINNING, NEVER, Instant, Interval

MINUTE = 60
EITHER_WAY = timedelta(days=3)  # what `about` a date means
FEW_DAYS = timedelta(days=5)  # what the start and the end of a month are


def event_interval(
    clause: WhenClause, calendar: Calendar, latest: Instant
) -> Building[Interval | None]:
    """Within what an event happened; where the words leave the end open it is `latest`."""
    yield from skipped_hours(clause, calendar)
    start, end = bounds(clause, calendar)
    if end == NEVER:
        end = max(start, latest)
    return (yield from forward(clause, start, end))


def lasting_interval(clause: WhenClause, calendar: Calendar) -> Building[Interval | None]:
    """Over what a level or a position stood: from a bare date until told otherwise."""
    yield from skipped_hours(clause, calendar)
    start, end = bounds(clause, calendar)
    if isinstance(clause, OnClause):
        end = NEVER
    if isinstance(clause, AboutDateClause):
        start, end = first_instant(clause.date, calendar), NEVER
    return (yield from forward(clause, start, end))


def coming_interval(clause: WhenClause, calendar: Calendar) -> Building[Interval | None]:
    """Within what a level is to come about: `from` a day with no end is within that day."""
    if isinstance(clause, WindowClause) and clause.last is None and clause.length is None:
        yield from skipped_hours(clause, calendar)
        return Interval(first_instant(clause.first, calendar), end_of(clause.first, calendar))
    return (yield from event_interval(clause, calendar, NEVER))


def window_interval(
    first: Date | None, last: Date, calendar: Calendar
) -> Building[Interval | None]:
    """Over which days a total counts, both included; with no first, from the beginning."""
    yield from (d for each in (first, last) if each for d in skipped_hour(each, calendar))
    start = BEGINNING if first is None else first_instant(first, calendar)
    return (yield from forward(last, start, end_of(last, calendar)))


def first_instant(written: Date, calendar: Calendar) -> Instant:
    """The first instant of a day, or of the minute that a date with an hour names."""
    clock = written.clock or time(0)
    if written.offset is None:
        return calendar.instant(written.day, clock)
    there = datetime.combine(written.day, clock, tzinfo=UTC) - written.offset
    return int(there.timestamp())


def end_of(written: Date, calendar: Calendar) -> Instant:
    """The first instant after a day, or after the minute that a date with an hour names."""
    if written.clock is not None:
        return first_instant(written, calendar) + MINUTE
    if written.offset is not None:
        return first_instant(written, calendar) + 24 * 60 * MINUTE
    return calendar.day(written.day).end


# --- What the words say ----------------------------------------------------------------------


def bounds(clause: WhenClause, calendar: Calendar) -> tuple[Instant, Instant]:
    """Start and end as written, `NEVER` where no end is; they may be the wrong way round."""
    match clause:
        case OnClause():
            return within_day(clause, calendar)
        case BetweenClause(first=first, last=last):
            return first_instant(first, calendar), end_of(last, calendar)
        case AboutDateClause(date=written):
            around = (written.day - EITHER_WAY, written.day + EITHER_WAY)
            return calendar.midnight(around[0]), calendar.day(around[1]).end
        case BeforeClause(date=written):
            return BEGINNING, first_instant(written, calendar)
        case AfterClause(date=written):
            return end_of(written, calendar), NEVER
        case InMonthClause():
            return month_or_year(clause.month, calendar)
        case PartOfClause():
            return part_of(clause, calendar)
        case WindowClause():
            return written_window(clause, calendar)


def term_interval(
    first: Date | Month | None, last: Date | Month | None, node: Node, calendar: Calendar
) -> Building[Interval | None]:
    """From the first to the last day of what is named, both included; with none, without end."""
    start = BEGINNING if first is None else span_of(first, calendar)[0]
    end = NEVER if last is None else span_of(last, calendar)[1]
    if (yield from forward(node, start, end - 1)) is None:  # a term has one day at least
        return None
    return Interval(start, end)


def span_of(written: Date | Month, calendar: Calendar) -> tuple[Instant, Instant]:
    if isinstance(written, Month):
        return month_or_year(written, calendar)
    return first_instant(written, calendar), end_of(written, calendar)


def within_day(clause: OnClause, calendar: Calendar) -> tuple[Instant, Instant]:
    """A whole day, the part between, before or after an hour, or an hour itself: what is dated to
    the minute happened by that instant, and not before the second that leads up to it."""
    exact = at_hour(clause.date, clause.at) if clause.at is not None else clause.date
    if exact.clock is not None:
        instant = first_instant(exact, calendar)
        return instant - 1, instant
    start, end = first_instant(clause.date, calendar), end_of(clause.date, calendar)
    if clause.since is not None:
        start = on_that_day(clause.date, clause.since, calendar)
    if clause.until is not None:
        end = on_that_day(clause.date, clause.until, calendar)
    return start, end


def on_that_day(written: Date, clock: Clock, calendar: Calendar) -> Instant:
    return first_instant(at_hour(written, clock), calendar)


def at_hour(written: Date, clock: Clock) -> Date:
    return Date(written.day, clock.time, written.offset, span=clock.span)


def month_or_year(written: Month, calendar: Calendar) -> tuple[Instant, Instant]:
    when = calendar.month(written.year, written.month)
    return when.start, when.end


def part_of(clause: PartOfClause, calendar: Calendar) -> tuple[Instant, Instant]:
    """A third of a month (its days 1 to 10, 11 to 20, and from 21 on) or of a year (four months
    each); its start and its end are the first and the last five days, of a year one month."""
    start, end = month_or_year(clause.month, calendar)
    first, second, third, fourth = bounds_within(clause.month)
    match clause.part:
        case "early":
            return start, calendar.midnight(second)
        case "mid":
            return calendar.midnight(second), calendar.midnight(third)
        case "late":
            return calendar.midnight(third), end
        case "start":
            return start, calendar.midnight(first)
        case "end":
            return calendar.midnight(fourth), end


def bounds_within(written: Month) -> tuple[date, date, date, date]:
    """The first day after the start, of the second and of the third part, and of the end."""
    year, month = written.year, written.month
    if month is None:
        return date(year, 2, 1), date(year, 5, 1), date(year, 9, 1), date(year, 12, 1)
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 6), date(year, month, 11), date(year, month, 21), following - FEW_DAYS


def written_window(clause: WindowClause, calendar: Calendar) -> tuple[Instant, Instant]:
    start = first_instant(clause.first, calendar)
    if clause.last is not None:
        return start, end_of(clause.last, calendar)
    if clause.length is not None:
        return start, calendar.anniversary(start, clause.length.duration)
    return start, NEVER


# --- What can be wrong with it ---------------------------------------------------------------


def forward(node: Node, start: Instant, end: Instant) -> Building[Interval | None]:
    if start <= end:
        return Interval(start, end)
    yield error("range-backwards", node, "this ends before it starts", "turn it round")
    return None


def skipped_hours(clause: WhenClause, calendar: Calendar) -> Building[None]:
    """Complains of every hour in the clause that daylight saving skips."""
    for written in written_dates(clause):
        yield from skipped_hour(written, calendar)


def skipped_hour(written: Date, calendar: Calendar) -> Building[None]:
    if written.clock is None or written.offset is not None:
        return
    if not calendar.exists(written.day, written.clock):
        yield error(
            "no-such-local-time",
            written,
            f"{written.day} has no {written.clock:%H:%M} in {calendar.zone.key}: "
            "the clocks go forward over it",
            "write an hour that exists, or an offset such as `+01:00`",
        )


def written_dates(clause: WhenClause) -> tuple[Date, ...]:
    """Every date of the clause, with the hour it has there."""
    match clause:
        case OnClause(date=written, at=at, since=since, until=until):
            clocks = (each for each in (at, since, until) if each is not None)
            return (written, *(at_hour(written, each) for each in clocks))
        case BetweenClause(first=first, last=last):
            return first, last
        case WindowClause(first=first, last=None):
            return (first,)
        case WindowClause(first=first, last=Date() as last):
            return first, last
        case AboutDateClause(date=written) | BeforeClause(date=written) | AfterClause(date=written):
            return (written,)
        case _:
            return ()
