"""Deadlines: as the text sets them, moved on while a clock stands still, and as extended.

What is due within days of a deed, an act or the opening of a phase is counted from the last day on
which it may have come, which is the day before the midnight from which it is sure.

An extension says `to` an instant before which the thing is now due, or `by` how long: counted, in
days and longer, from the day on which it was due. Several apply one after the other, in the order
in which the acts began. One that only perhaps works widens the deadline to both dates. Of what has
no date yet, `to` sets one and `by` waits until there is one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from servanda.agreement.dependencies import leaves
from servanda.agreement.model import (
    AheadClause,
    BeforeClause,
    ByDateClause,
    Condition,
    DateHasCome,
    StipulationIs,
    WithinClause,
)
from servanda.values.calendar import Calendar
from servanda.values.instant import NEVER, Duration, Instant, Interval
from servanda.verdict.now import Now
from servanda.verdict.state import NOT_YET, Extension, RowState
from servanda.verdict.terms import Deadline, Row

Stood = tuple[int, int]
MOST_TERMS = 500  # beyond, a term that renews itself is taken to last


def clock_of(deadline: Deadline | None) -> Condition | None:
    """What starts the clock of a deadline, or is itself the deadline."""
    match deadline:
        case WithinClause(of=condition):
            return condition
        case BeforeClause(condition=condition) | AheadClause(condition=condition):
            return condition
        case _:
            return None


def set_due(row: Row, before: Interval, clock: Interval, now: Now) -> Interval:
    """The deadline as the text sets it, once, when its clock starts."""
    deadline, calendar = row.terms.deadline, now.calendar
    if isinstance(deadline, ByDateClause):
        return Interval(deadline.due, deadline.due) if before == NOT_YET else before
    if not isinstance(deadline, WithinClause | BeforeClause | AheadClause):
        return before
    if isinstance(deadline, AheadClause) and isinstance(deadline.condition, DateHasCome):
        due = ahead_of(deadline.condition.instant, deadline.duration, calendar)
        return Interval(due, due) if before == NOT_YET else before
    start, end = before.start, before.end
    if start == NEVER and clock.start < NEVER:
        start = _from_clock(deadline, clock.start, calendar)
    if end == NEVER and clock.end < NEVER:
        latest = clock.end - 1 if _is_over_by(deadline, clock, now) else clock.end
        end = _from_clock(deadline, latest, calendar)
    return Interval(start, max(start, end))


def extended(
    due: Interval, extensions: Iterable[Extension], stood: Stood, calendar: Calendar
) -> Interval:
    """The deadline with the time for which its clock stood still, and every extension."""
    low, high = _later(due.start, stood[0]), _later(due.end, stood[1])
    for one in extensions:
        since = (stood[0] - one.stood[0], stood[1] - one.stood[1])
        new_low, new_high = (
            _moved(low, one, since[0], calendar),
            _moved(high, one, since[1], calendar),
        )
        if one.truth.sure:
            low, high = new_low, new_high
        elif one.truth.possible:
            low, high = min(low, new_low), max(high, new_high)
    return Interval(min(low, high), max(low, high))


def pass_time(state: RowState, before: Instant, after: Instant, calendar: Calendar) -> RowState:
    """Moves a deadline on by the time that its clock stood still: surely by the time of sure
    suspension, possibly by that of possible suspension."""
    if not state.stopped.possible or state.due == NOT_YET:
        return state
    low, high = state.stood
    if state.stopped.sure and before < state.due.start < NEVER:
        low += after - before
    if before < state.due.end < NEVER:
        high += after - before
    due = extended(state.set_due, state.extensions, (low, high), calendar)
    return replace(state, stood=(low, high), due=due)


def box_of(row: Row, began: Interval, state: RowState, now: Now) -> tuple[int, int]:
    """When the time for which a row is in force possibly, and surely, is over. What has no
    deadline is extended here: a truce for so many days, or until a date."""
    time_box, end, calendar = row.terms.time_box, row.terms.end, now.calendar
    if time_box is not None:
        duration = time_box.duration
        last = began.end
        if not duration.names_an_hour and _was_over_by(row.terms.trigger, began, now):
            last -= 1
        box = Interval(calendar.after(began.start, duration), calendar.after(last, duration))
        box = _prolonged(box, row, state, calendar)
    elif state.extensions and isinstance(end, DateHasCome) and row.terms.deadline is None:
        box = Interval(end.instant, end.instant)
    else:
        return NEVER, NEVER
    if row.terms.deadline is None:
        box = extended(box, state.extensions, (0, 0), calendar)
    return box.start, box.end


def renew(row: Row, state: RowState, now: Now) -> RowState:
    """A term that is over begins anew, unless what bars it has held, so long before where notice
    is asked for: perhaps has, then perhaps."""
    terms, renewed, instant = state.terms_passed, row.terms.renewed, now.instant
    if renewed is None or instant < state.box[0] or max(terms) >= MOST_TERMS:
        return state
    low, high = (last_of_notice(end, renewed.notice, now.calendar) for end in state.box)
    possibly = terms[0] + (state.barred_at.start > low and instant >= state.box[0])
    surely = terms[1] + (state.barred_at.end > high and instant >= state.box[1])
    if (possibly, surely) == terms:
        return state
    state = replace(state, terms_passed=(possibly, surely))
    return replace(state, box=box_of(row, state.triggered_at, state, now))


def last_of_notice(end: Instant, notice: Duration | None, calendar: Calendar) -> Instant:
    """The last instant at which notice can be given before a term ends: counted in days, the end
    of the day that lies so many before the last of the term."""
    if notice is None or end >= NEVER:
        return end
    return ahead_of(end if notice.names_an_hour else end - 1, notice, calendar)


def _prolonged(box: Interval, row: Row, state: RowState, calendar: Calendar) -> Interval:
    """With the terms for which it was renewed, and what performance added."""
    low, high = box.start, box.end
    if row.terms.renewed is not None:
        term = row.terms.renewed.duration
        low = _times(low, term, state.terms_passed[0], calendar)
        high = _times(high, term, state.terms_passed[1], calendar)
    if row.terms.longer is not None:
        more = row.terms.longer.duration
        low = _times(low, more, state.added[0], calendar)
        high = _times(high, more, state.added[1], calendar)
    return Interval(min(low, high), max(low, high))


def _times(end: Instant, duration: Duration, number: int, calendar: Calendar) -> Instant:
    return lengthened(end, Duration(duration.amount * number, duration.unit), calendar)


def ends_by_box(row: Row) -> bool:
    """Whether an extension moves the time for which the row is in force, and not a deadline."""
    is_boxed = row.terms.time_box is not None or isinstance(row.terms.end, DateHasCome)
    return is_boxed and row.terms.deadline is None


def ahead_of(instant: Instant, duration: Duration, calendar: Calendar) -> Instant:
    """When something is due that is to come at least so long before an instant: counted in days,
    by the end of the day that lies so many before its own."""
    backwards = Duration(-duration.amount, duration.unit)
    if duration.names_an_hour:
        return calendar.after(instant, backwards)
    day = calendar.moved(calendar.local(instant).date(), backwards)
    return calendar.day(day).end


def lengthened(due: Instant, by: Duration, calendar: Calendar) -> Instant:
    """So much later: what is due by the end of a day, by the end of a later one."""
    if due >= NEVER:
        return NEVER
    return calendar.after(due if by.names_an_hour else due - 1, by)


def _moved(due: Instant, extension: Extension, stood: int, calendar: Calendar) -> Instant:
    if extension.to is not None:
        return _later(extension.to, stood)
    assert extension.by is not None, "an extension has a term"
    return lengthened(due, extension.by, calendar)


def _later(instant: Instant, seconds: int) -> Instant:
    return instant if instant >= NEVER else instant + seconds


def _is_over_by(deadline: Deadline, clock: Interval, now: Now) -> bool:
    """Whether what starts the clock had come when it was sure, on an earlier day, perhaps: what
    happened on the 20th is sure at the midnight that ends the 20th."""
    if not isinstance(deadline, WithinClause) or deadline.duration.names_an_hour:
        return False
    return _was_over_by(deadline.of, clock, now)


def _was_over_by(condition: Condition | None, moment: Interval, now: Now) -> bool:
    """Whether a moment known within bounds is one of what is sure only once it is over."""
    return moment.start < moment.end < NEVER and now.sure_once_over(condition)


def _from_clock(
    deadline: WithinClause | BeforeClause | AheadClause, started: Instant, calendar: Calendar
) -> Instant:
    """What is due within days of a due date is counted from that day, not from the midnight at
    which it ends."""
    if isinstance(deadline, BeforeClause):
        return started
    if isinstance(deadline, AheadClause):
        return ahead_of(started, deadline.duration, calendar)
    atoms = list(leaves(deadline.of))
    on_due_date = all(isinstance(one, StipulationIs) and one.state == "due" for one in atoms)
    exact = deadline.duration.names_an_hour
    return calendar.after(started - 1 if on_due_date and not exact else started, deadline.duration)


def dues_ahead(state: RowState, instant: Instant) -> Iterator[Instant]:
    """Deadlines, unless they move on while the clock stands, and ends of time boxes."""
    if instant < state.due.start < NEVER and not state.stopped.sure:
        yield state.due.start
    if instant < state.due.end < NEVER and not state.stopped.possible:
        yield state.due.end
    for moment in state.box:
        if instant < moment < NEVER:
            yield moment
