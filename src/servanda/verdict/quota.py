"""Verdicts on quotas: so much in every period, counted by tallies or by events."""

from collections.abc import Mapping
from itertools import pairwise

from servanda.agreement.model import DeedClause
from servanda.evidence.tally import figures_at, periods_met, rate_at
from servanda.values.bounds import Truth
from servanda.values.calendar import Calendar
from servanda.values.instant import NEVER, Duration, DurationUnit, Instant, Interval
from servanda.values.quantity import UNBOUNDED, Range, exactly
from servanda.verdict.assessment import Cause, Periods, State, Timeliness
from servanda.verdict.docket import Basis, target_of
from servanda.verdict.state import RowState
from servanda.verdict.stipulation import amount_at
from servanda.verdict.terms import Row

DAY = 86_400
LONGEST: Mapping[DurationUnit, int] = {  # no such period lasts longer, but for shifts of the clock
    "minute": 60, "hour": 3600, "day": DAY, "working day": 7 * DAY,
    "week": 7 * DAY, "month": 31 * DAY, "year": 366 * DAY,
}  # fmt: skip


def word_of_quota(
    row: Row,
    measured: DeedClause,
    state: RowState,
    basis: Basis,
    instant: Instant,
    calendar: Calendar,
) -> tuple[State, Cause | None]:
    if state.ended.sure:
        return "ended", None
    rate = quota_rate(row, measured, state, basis, instant, calendar)
    asked = asked_of(measured, basis, instant)
    if state.suspended.sure and (asked is None or rate is None or not 0 < asked.low <= rate.low):
        return "suspended", None
    if asked is None:
        is_open = basis.owed is not None and basis.owed.is_to_be_agreed
        return "undetermined", "not agreed" if is_open else "unreported"
    if rate is None:
        passed = periods_passed(state, measured.each_period, instant, calendar)
        return ("open", None) if passed == 0 else ("undetermined", "unreported")
    if basis.owed is None and is_ceiling(asked):
        return _word_under_ceiling(asked.high, rate, basis, instant)
    enough = asked.low if basis.owed is None else asked.high
    return _word_of_rate(rate, asked.low, enough, basis, instant)


def _word_of_rate(
    rate: Range, target: float, enough: float, basis: Basis, instant: Instant
) -> tuple[State, Cause | None]:
    """Short below the target, met from where it is enough: the same, but of a disputed base."""
    figures = figures_at(basis.tallies, instant)
    if rate.low >= enough and _on_good_word([w.may_establish for w in figures]):
        return "met", None
    if rate.high < target and figures and _on_good_word([w.may_refute for w in figures]):
        return "short", None
    if rate.high < target and not figures:
        shown = basis.outcome is not None and basis.outcome.shown.at(instant) < UNBOUNDED
        return ("short", None) if shown else ("undetermined", "unreported")
    rival = rate.low < enough <= rate.high and len(figures) > 1
    return "undetermined", "contested" if rival else "short of the standard"


def asked_of(measured: DeedClause, basis: Basis, instant: Instant) -> Range | None:
    """How much is asked in every period; a share of a base as the base stands now, within which
    the upper end is enough and less than the lower is short. None while nobody tells."""
    if basis.owed is None:
        return target_of(measured.deed)
    return basis.owed.target(instant) if basis.owed.is_known(instant) else None


def is_ceiling(target: Range) -> bool:
    """Whether a quota says how many at most, and not how many at least."""
    return target.low == 0 and target.high < UNBOUNDED


def _word_under_ceiling(
    ceiling: float, rate: Range, basis: Basis, instant: Instant
) -> tuple[State, Cause | None]:
    """Exceeded once the figures show more; met only where they show that there was no more."""
    figures = figures_at(basis.tallies, instant)
    if rate.low > ceiling and _on_good_word([w.may_establish for w in figures]):
        return "exceeded", None
    if rate.high <= ceiling:
        shown = basis.outcome is not None and basis.outcome.shown.at(instant) < UNBOUNDED
        if _on_good_word([w.may_refute for w in figures]) if figures else shown:
            return "met", None
        return "undetermined", "short of the standard" if figures else "unreported"
    rival = rate.low <= ceiling < rate.high and len(figures) > 1
    return "undetermined", "contested" if rival else "short of the standard"


def quota_failing(
    row: Row,
    measured: DeedClause,
    state: RowState,
    basis: Basis,
    instant: Instant,
    calendar: Calendar,
) -> Truth:
    """Whether a quota in force is short: surely, perhaps, or not as far as anybody says."""
    word, _ = word_of_quota(row, measured, state, basis, instant, calendar)
    rate = quota_rate(row, measured, state, basis, instant, calendar)
    failed = word in ("short", "exceeded")
    short = Truth(failed, failed or (word == "undetermined" and rate is not None))
    return short & state.in_force


def _on_good_word(reaches: list[bool]) -> bool:
    """At least one figure reaches the standard of proof; events without tallies were weighed."""
    return any(reaches) or not reaches


def timeliness_of_quota(periods: Periods) -> Timeliness:
    if periods.passed == 0:
        return "open"
    if periods.surely_met == periods.passed:
        return "on time"
    return "undetermined" if periods.possibly_met == periods.passed else "overdue"


def quota_rate(
    row: Row,
    measured: DeedClause,
    state: RowState,
    basis: Basis,
    instant: Instant,
    calendar: Calendar,
) -> Range | None:
    """How much per period: from the tallies, or, where there are none, from the events counted
    against the periods that have passed."""
    rate = rate_at(basis.tallies, instant)
    assert basis.outcome is not None, "a quota has a counter"
    if rate is not None or any(t.when.end <= instant for t in basis.outcome.totals):
        return rate
    passed = periods_passed(state, measured.each_period, instant, calendar)
    low, high = amount_at(basis, instant)
    if passed == 0 or high == 0:
        return None
    return Range(low / passed, high / passed)


def periods_passed(
    state: RowState, period: Duration | None, instant: Instant, calendar: Calendar
) -> int:
    """How many whole periods have passed since the trigger."""
    if period is None or state.triggered_at.end == NEVER:
        return 0
    until, start = min(instant, state.ended_at), state.triggered_at.end
    passed = max(0, (until - start - DAY) // (LONGEST[period.unit] * period.amount))
    while calendar.anniversary(start, _times(period, passed + 1)) <= until:
        passed += 1
    return passed


def _times(period: Duration, number: int) -> Duration:
    return Duration(period.amount * number, period.unit)


def periods_of(
    row: Row, state: RowState, basis: Basis, instant: Instant, calendar: Calendar
) -> Periods | None:
    if not isinstance(row.measured, DeedClause) or row.measured.each_period is None:
        return None
    passed = periods_passed(state, row.measured.each_period, instant, calendar)
    asked, period = asked_of(row.measured, basis, instant), row.measured.each_period
    if asked is None:
        return Periods(passed, 0, passed)
    if basis.owed is None or asked.is_exact:
        return _periods(period, asked, passed, state, basis, instant, calendar)
    least = _periods(period, exactly(asked.low), passed, state, basis, instant, calendar)
    most = _periods(period, exactly(asked.high), passed, state, basis, instant, calendar)
    return Periods(passed, most.surely_met, least.possibly_met)


def _periods(
    period: Duration,
    target: Range,
    passed: int,
    state: RowState,
    basis: Basis,
    instant: Instant,
    calendar: Calendar,
) -> Periods:
    if figures_at(basis.tallies, instant):
        return Periods(passed, *periods_met(basis.tallies, target, passed, instant))
    surely = possibly = 0
    starts = [
        calendar.anniversary(state.triggered_at.end, _times(period, number))
        for number in range(passed + 1 if passed else 0)
    ]
    for start, end in pairwise(starts):
        one = _met_by_events(basis, Interval(start, end), target)
        surely, possibly = surely + one.sure, possibly + one.possible
    is_shown = basis.outcome is not None and basis.outcome.shown.at(instant) < UNBOUNDED
    if is_ceiling(target):
        return Periods(passed, surely if is_shown else 0, possibly)
    return Periods(passed, surely, possibly if is_shown else passed)


def _met_by_events(basis: Basis, period: Interval, target: Range) -> Truth:
    assert basis.outcome is not None, "a quota has a counter"
    inside = sum(
        issue.amount.low
        for issue in basis.outcome.events
        if period.start <= issue.when.start and issue.when.end <= period.end
    )
    touching = sum(
        issue.amount.high for issue in basis.outcome.events if issue.when.overlaps(period)
    )
    if is_ceiling(target):
        return Truth(touching <= target.high, inside <= target.high)
    return Truth(inside >= target.low, touching >= target.low)
