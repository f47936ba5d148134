"""Delays: so long after an event, a deed or a date, or not longer after than so.

Counted in days a delay ends at the first instant of the day that lies so many after the day of
the event; of an event known by its day alone that day is known, too. Hours run exactly.
"""

from collections.abc import Iterator

from servanda.agreement.model import DateHasCome, Delayed, Happens, Recent
from servanda.evidence.issue import Issue
from servanda.values.bounds import FALSE, Truth
from servanda.values.calendar import Calendar
from servanda.values.instant import NEVER, Duration, Instant, Interval
from servanda.verdict.docket import Docket


def is_over(delayed: Delayed, instant: Instant, docket: Docket) -> Truth:
    """Whether the delay is possibly, and surely, over."""
    ends = end_of(delayed, docket)
    return Truth(instant >= ends.end, instant >= ends.start)


def end_of(delayed: Delayed, docket: Docket) -> Interval:
    """When the delay is possibly, and surely, over; `NEVER` while nothing started it."""
    began, calendar = _began(delayed, docket), docket.agreement.calendar
    last = began.end if delayed.duration.names_an_hour else max(began.start, began.end - 1)
    return Interval(
        _after(began.start, delayed.duration, calendar),
        _after(last if began.end < NEVER else NEVER, delayed.duration, calendar),
    )


def is_recent(recent: Recent, instant: Instant, docket: Docket) -> Truth:
    """Whether one of the events of the deed surely, or possibly, lies no longer ago than so."""
    result = FALSE
    for issue in docket.deed_counter(recent.of).events:
        start, sure, last, end = _span(issue, recent.duration, docket.agreement.calendar)
        happened = issue.truth & Truth(sure <= instant < last, start < instant < end)
        result = result | happened
    return result


def turns_of(recent: Recent, docket: Docket) -> Iterator[Instant]:
    """The instants at which that may change."""
    for issue in docket.deed_counter(recent.of).events:
        start, *others = _span(issue, recent.duration, docket.agreement.calendar)
        yield from (start + 1, *others)


def _span(
    issue: Issue, duration: Duration, calendar: Calendar
) -> tuple[Instant, Instant, Instant, Instant]:
    """From when an event possibly, and surely, has happened, and until when it surely, and
    possibly, is recent."""
    start, end = issue.when.start, issue.when.end
    return (
        start,
        end,
        calendar.after(start, duration),
        calendar.after(max(start, end - 1), duration),
    )


def _began(delayed: Delayed, docket: Docket) -> Interval:
    """When what it is counted from first possibly, and first surely, had happened."""
    match delayed.of:
        case DateHasCome(instant):
            return Interval(instant, instant)
        case Happens(event):
            declared = docket.agreement.events[event]
            if declared.on is not None:
                return Interval(declared.on, declared.on)
            deed = declared.deed
        case _:
            deed = delayed.of.deed
    if deed is None:
        return Interval(NEVER, NEVER)
    steps = list(docket.deed_done(deed).steps())
    possibly = min((t for t, truth in steps if truth.possible), default=NEVER)
    surely = min((t for t, truth in steps if truth.sure), default=NEVER)
    return Interval(min(possibly, surely), surely)


def _after(instant: Instant, duration: Duration, calendar: Calendar) -> Instant:
    if instant >= NEVER:
        return NEVER
    if duration.names_an_hour:
        return calendar.after(instant, duration)
    return calendar.midnight(calendar.moved(calendar.local(instant).date(), duration))
