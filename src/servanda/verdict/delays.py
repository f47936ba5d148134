"""Delays: so long after an event, a deed or a date.

Counted in days a delay ends at the first instant of the day that lies so many after the day of
the event; of an event known by its day alone that day is known, too. Hours run exactly.
"""

from servanda.agreement.model import DateHasCome, Delayed, Happens
from servanda.values.bounds import Truth
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
