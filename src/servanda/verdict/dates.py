"""Dates and moments in words, as a verdict's sentence gives them."""

from servanda.values.calendar import Calendar
from servanda.values.instant import BEGINNING, NEVER, Instant, Interval


def date_of(instant: Instant, calendar: Calendar) -> str:
    """A date, with the time unless it is midnight."""
    if instant <= BEGINNING or instant >= NEVER:
        return "no date"
    local = calendar.local(instant)
    return (
        f"{local:%Y-%m-%d}" if (local.hour, local.minute) == (0, 0) else f"{local:%Y-%m-%d %H:%M}"
    )


def moment_of(moment: Interval, calendar: Calendar) -> str:
    """A moment known within bounds, in words."""
    if moment.start == moment.end or moment.end - moment.start <= 60:
        return date_of(moment.end, calendar)
    if moment.end >= NEVER:
        return f"after {date_of(moment.start, calendar)}"
    if moment.start <= BEGINNING:
        return f"before {date_of(moment.end, calendar)}"
    start, last = calendar.local(moment.start), calendar.local(moment.end - 1)
    if start.date() == last.date():
        return f"{start:%Y-%m-%d}"
    return f"{start:%Y-%m-%d} to {last:%Y-%m-%d}"


def due_of(due: Interval, calendar: Calendar) -> str:
    """A deadline in words: what is due before a day begins is due by the end of the day before."""
    if due.end - due.start <= 60 and due.end < NEVER:
        return _deadline(due.end, calendar)
    if due.start <= BEGINNING:
        return moment_of(due, calendar)
    if due.end >= NEVER:
        return f"{_deadline(due.start, calendar)} or later"
    first, last = calendar.local(due.start - 1), calendar.local(due.end - 1)
    if first.date() == last.date():
        return moment_of(due, calendar)
    return f"{first:%Y-%m-%d} to {last:%Y-%m-%d}"


def _deadline(instant: Instant, calendar: Calendar) -> str:
    local = calendar.local(instant)
    if (local.hour, local.minute) == (0, 0):
        return f"by the end of {calendar.local(instant - 61):%Y-%m-%d}"
    return date_of(instant, calendar)
