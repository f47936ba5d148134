"""The periods of a quota: when each ends, and which of those that have passed count.

What is owed in a period falls due at its end, so a period counts if the quota was in force until
then: not one that ends while it is suspended, waived or replaced, nor one that has not ended. As
with deadlines, a suspension that starts at that very instant comes too late.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from servanda.values.calendar import Calendar
from servanda.values.instant import NEVER, Duration, Instant, Interval
from servanda.verdict.state import RowState

DAY = 24 * 3600
ABOUT: Mapping[str, float] = {  # how long, in seconds: where the search for a number begins
    "minute": 60, "hour": 3600, "day": DAY, "working day": 1.4 * DAY, "week": 7 * DAY,
    "month": 30.44 * DAY, "year": 365.24 * DAY,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PassedPeriods:
    """The periods of a quota that had passed by an instant, numbered from 1, and count."""

    start: Instant  # of the first
    period: Duration
    calendar: Calendar
    until: Instant  # the last instant by which it was in force
    runs: tuple[range, ...]  # the numbers of those that count

    @property
    def number(self) -> int:
        return sum(len(run) for run in self.runs)

    def within(self, window: Interval) -> int:
        """How many of them end within a window."""
        if not self.runs:
            return 0
        ends = range(self._ended_by(window.start) + 1, self._ended_by(window.end) + 1)
        return sum(len(_common(run, ends)) for run in self.runs)

    def at(self, when: Interval) -> range:
        """The numbers of all periods, counting or not, over which a time reaches; 0 is the time
        before the first."""
        return range(self.number_at(when.start), self.number_at(when.end - 1) + 1)

    def number_at(self, instant: Instant) -> int:
        return 0 if instant < self.start else self._ended_by(instant) + 1

    def counts(self, number: int) -> bool:
        return any(number in run for run in self.runs)

    def _ended_by(self, instant: Instant) -> int:
        return ended_by(instant, self.start, self.period, self.calendar)


def passed_periods(
    state: RowState, period: Duration, instant: Instant, calendar: Calendar
) -> PassedPeriods:
    """Those that had passed by an instant since the quota was surely triggered."""
    start = state.triggered_at.end
    until = min(instant, state.ended_at)
    if state.away and state.away[-1].end == NEVER:
        until = min(until, state.away[-1].start)
    if start == NEVER:
        return PassedPeriods(start, period, calendar, until, ())
    passed = range(1, ended_by(until, start, period, calendar) + 1)
    missed = [
        range(*(ended_by(bound, start, period, calendar) + 1 for bound in (one.start, one.end)))
        for one in state.away
        if one.end < NEVER
    ]
    return PassedPeriods(start, period, calendar, until, tuple(_without(passed, missed)))


def period_ends(
    state: RowState, period: Duration, until: Instant, calendar: Calendar
) -> Iterator[Instant]:
    """When each of them ended."""
    passed = passed_periods(state, period, until, calendar)
    for run in passed.runs:
        for number in run:
            yield end_of(number, passed.start, period, calendar)


def ended_by(instant: Instant, start: Instant, period: Duration, calendar: Calendar) -> int:
    """How many periods after a start had ended by an instant."""
    number = max(0, int((instant - start) / (ABOUT[period.unit] * period.amount)))
    while number and end_of(number, start, period, calendar) > instant:
        number -= 1
    while end_of(number + 1, start, period, calendar) <= instant:
        number += 1
    return number


def end_of(number: int, start: Instant, period: Duration, calendar: Calendar) -> Instant:
    return calendar.anniversary(start, Duration(period.amount * number, period.unit))


def note_absence(state: RowState, instant: Instant) -> RowState:
    """From when to when a quota was surely not in force, though it was triggered."""
    is_away = bool(state.away) and state.away[-1].end == NEVER
    is_gone = state.suspended.sure or state.released.sure
    if is_gone == is_away:
        return state
    if is_gone:
        return replace(state, away=(*state.away, Interval(instant, NEVER)))
    closed = Interval(state.away[-1].start, instant)
    return replace(state, away=(*state.away[:-1], closed))


def _without(numbers: range, missed: list[range]) -> Iterator[range]:
    """What is left of consecutive numbers; the missed ones are in order."""
    start = numbers.start
    for one in missed:
        if start < min(one.start, numbers.stop):
            yield range(start, min(one.start, numbers.stop))
        start = max(start, one.stop)
    if start < numbers.stop:
        yield range(start, numbers.stop)


def _common(one: range, other: range) -> range:
    return range(max(one.start, other.start), min(one.stop, other.stop))
