"""Verdicts on quotas: so much in every period, counted by tallies or by events.

While a tally speaks, its latest figure tells how the quota stands. Where none does, the events are
held against every period that has passed: it is met only if each was met, for what came in one
period, or in one that has not ended, makes up for no other. What is told of one period bounds no
other: so much on average they are only where something shows that there was no more.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from servanda.agreement.model import DeedClause
from servanda.evidence.tally import Window, about_time_from, figures_at, hull_of, periods_met
from servanda.values.bounds import Truth
from servanda.values.calendar import Calendar
from servanda.values.instant import BEGINNING, NEVER, Instant
from servanda.values.quantity import UNBOUNDED, Range, exactly
from servanda.verdict.assessment import Cause, Periods, State, Timeliness
from servanda.verdict.basis import Basis, target_of
from servanda.verdict.now import Now
from servanda.verdict.periods import PassedPeriods, end_of, ended_by, passed_periods, period_ends
from servanda.verdict.state import RowState
from servanda.verdict.terms import Row


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
    figures = figures_on(measured, state, basis, instant, calendar)
    is_enough = asked is not None and rate is not None and 0 < asked.low <= rate.low
    if state.suspended.sure and not (figures and is_enough):
        return "suspended", None
    if asked is None:
        is_open = basis.owed is not None and basis.owed.is_to_be_agreed
        return "undetermined", "not agreed" if is_open else "unreported"
    if not figures:
        return _word_by_events(row, measured, asked, state, basis, instant, calendar)
    assert rate is not None, "figures leave a rate"
    if basis.owed is None and is_ceiling(asked):
        return _word_under_ceiling(asked.high, rate, figures)
    return _word_of_rate(rate, asked.low, enough_of(asked, basis), figures)


def _word_of_rate(
    rate: Range, target: float, enough: float, figures: list[Window]
) -> tuple[State, Cause | None]:
    """Short below the target, met from where it is enough: the same, but of a disputed base."""
    if rate.low >= enough and any(w.may_establish for w in figures):
        return "met", None
    if rate.high < target and any(w.may_refute for w in figures):
        return "short", None
    rival = rate.low < enough <= rate.high and len(figures) > 1
    return "undetermined", "contested" if rival else "short of the standard"


def _word_under_ceiling(
    ceiling: float, rate: Range, figures: list[Window]
) -> tuple[State, Cause | None]:
    """Exceeded once the figures show more; met only where they show that there was no more."""
    if rate.low > ceiling and any(w.may_establish for w in figures):
        return "exceeded", None
    if rate.high <= ceiling and any(w.may_refute for w in figures):
        return "met", None
    rival = rate.low <= ceiling < rate.high and len(figures) > 1
    return "undetermined", "contested" if rival else "short of the standard"


def _word_by_events(
    row: Row,
    measured: DeedClause,
    asked: Range,
    state: RowState,
    basis: Basis,
    instant: Instant,
    calendar: Calendar,
) -> tuple[State, Cause | None]:
    """Of every period that has passed. Where nothing shows that no more was done than was
    reported, a period in which too little was reported is open still."""
    periods = periods_of(row, state, basis, instant, calendar)
    assert periods is not None, "a quota has periods"
    if periods.passed == 0:
        return "open", None
    if periods.surely_met == periods.passed:
        return "met", None
    capped = basis.owed is None and is_ceiling(asked)
    if periods.possibly_met < periods.passed:
        return ("exceeded" if capped else "short"), None
    assert measured.each_period is not None, "a quota has a period"
    passed = passed_periods(state, measured.each_period, instant, calendar)
    if capped:
        is_told = _is_shown(basis, passed)
    else:
        is_told = _met_by_events(basis, passed, exactly(asked.low))[1] == periods.passed
    return "undetermined", "short of the standard" if is_told else "unreported"


def enough_of(asked: Range, basis: Basis) -> float:
    return asked.low if basis.owed is None else asked.high


def asked_of(measured: DeedClause, basis: Basis, instant: Instant) -> Range | None:
    """How much is asked in every period; a share of a base as the base stands now, within which
    the upper end is enough and less than the lower is short. None while nobody tells."""
    if basis.owed is None:
        return target_of(measured.deed)
    return basis.owed.target(instant) if basis.owed.is_known(instant) else None


def is_ceiling(target: Range) -> bool:
    """Whether a quota says how many at most, and not how many at least."""
    return target.low == 0 and target.high < UNBOUNDED


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
    is_heard = bool(figures_on(measured, state, basis, instant, calendar)) or (
        told_by_events(measured, state, basis, instant, calendar) is not None
    )
    failed = word in ("short", "exceeded")
    short = Truth(failed, failed or (word == "undetermined" and is_heard))
    return short & state.in_force


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
    """How much per period: from the tallies, or, where none was given, from the events of the
    periods that have passed, if something is told of each or shows that there was no more."""
    figures = figures_on(measured, state, basis, instant, calendar)
    if figures:
        return hull_of(figures)
    told = told_by_events(measured, state, basis, instant, calendar)
    is_of_each = told is not None and (told.is_all or told.in_periods == told.passed)
    return told.amount.times(1 / told.passed) if told is not None and is_of_each else None


@dataclass(frozen=True, slots=True)
class ToldByEvents:
    """What events tell of a quota: how much in the periods that have passed and count."""

    amount: Range
    least_periods: int  # in how many of them at least it came
    in_periods: int  # over how many of them anything told reaches
    passed: int
    is_all: bool  # something shows that there was no more


def told_by_events(
    measured: DeedClause, state: RowState, basis: Basis, instant: Instant, calendar: Calendar
) -> ToldByEvents | None:
    """None where nothing is told by events alone."""
    assert basis.outcome is not None and measured.each_period is not None, "a quota is counted"
    began = began_at(state)
    if any(began < total.when.end <= instant for total in basis.outcome.totals):
        return None
    passed = passed_periods(state, measured.each_period, instant, calendar)
    amount, is_all = _amount_of_events(basis, passed), _is_shown(basis, passed)
    if passed.number == 0 or (amount.high == 0 and not is_all):
        return None
    reached = {
        number
        for issue in basis.outcome.events
        if issue.amount.high > 0
        for number in passed.at(issue.when)
        if passed.counts(number)
    }
    whens = [passed.at(one.when) for one in basis.outcome.events if one.amount.high > 0]
    least = _least([one for one in whens if all(passed.counts(number) for number in one)])
    return ToldByEvents(amount, least, len(reached), passed.number, is_all)


def _least(spans: Iterable[range]) -> int:
    """In how many periods at least something came, of which each came within a span of them."""
    number, last = 0, -1
    for span in sorted(spans, key=lambda one: one[-1]):
        if span[0] > last:
            number, last = number + 1, span[-1]
    return number


def figures_on(
    measured: DeedClause, state: RowState, basis: Basis, instant: Instant, calendar: Calendar
) -> list[Window]:
    """The figures that speak at an instant for the time since the quota was triggered."""
    assert measured.each_period is not None, "a quota has a period"
    if not basis.tallies:
        return []
    since = about_time_from(basis.tallies, began_at(state), measured.each_period, calendar)
    return figures_at(since, instant)


def began_at(state: RowState) -> Instant:
    """When it surely was triggered; while that is not sure, when it perhaps was."""
    surely = state.triggered_at.end
    return surely if surely < NEVER else state.triggered_at.start


def periods_of(
    row: Row, state: RowState, basis: Basis, instant: Instant, calendar: Calendar
) -> Periods | None:
    """How many have passed and count, and in how many the quota was surely and possibly met."""
    measured = row.measured
    if not isinstance(measured, DeedClause) or measured.each_period is None:
        return None
    passed = passed_periods(state, measured.each_period, instant, calendar)
    asked = asked_of(measured, basis, instant)
    if asked is None:
        return Periods(passed.number, 0, passed.number)
    figures = figures_on(measured, state, basis, passed.until, calendar)
    if basis.owed is None or asked.is_exact:
        return Periods(passed.number, *_met(figures, asked, passed, basis))
    surely, _ = _met(figures, exactly(asked.high), passed, basis)
    _, possibly = _met(figures, exactly(asked.low), passed, basis)
    return Periods(passed.number, surely, possibly)


def turns_of_quota(
    row: Row, state: RowState, basis: Basis, until: Instant, calendar: Calendar
) -> set[Instant]:
    """When, by an instant, a period ended or a figure ceased to speak; of what is no quota,
    never."""
    if not isinstance(row.measured, DeedClause) or row.measured.each_period is None:
        return set()
    period = row.measured.each_period
    found = set(period_ends(state, period, until, calendar))
    for began in {state.triggered_at.start, state.triggered_at.end}:
        for tally in about_time_from(basis.tallies, began, period, calendar):
            found |= {window.speaks_until + 1 for window in tally.windows}
    return {instant for instant in found if instant <= until}


def turns_ahead(
    row: Row, state: RowState, basis: Basis, evidence: Instant, now: Now
) -> Iterator[Instant]:
    """Of a quota that is being stepped: the next instants at which it may turn though nothing is
    reported; `evidence` is the last at which anything is."""
    assert isinstance(row.measured, DeedClause) and row.measured.each_period is not None
    period, start = row.measured.each_period, state.triggered_at.end
    if now.instant in (state.triggered_at.start, start):
        for tally in about_time_from(basis.tallies, began_at(state), period, now.calendar):
            yield from (window.speaks_until + 1 for window in tally.windows)
    if start < NEVER and now.instant < state.ended_at:
        number = ended_by(now.instant, start, period, now.calendar) + 1
        following = end_of(number, start, period, now.calendar)
        if following <= settles_at(row, state, evidence, now.calendar):
            yield following


def settles_at(row: Row, state: RowState, evidence: Instant, calendar: Calendar) -> Instant:
    """From when on one period is like another: the end of the second that began after all evidence
    and every return into force. Of what is no quota, or was never triggered, no time at all."""
    start = state.triggered_at.end
    if start == NEVER or not isinstance(row.measured, DeedClause) or not row.measured.each_period:
        return BEGINNING
    bounds = (bound for one in state.away for bound in (one.start, one.end) if bound < NEVER)
    last = max(evidence, start, *bounds)
    number = ended_by(last, start, row.measured.each_period, calendar) + 3
    return end_of(number, start, row.measured.each_period, calendar)


def last_evidence(basis: Basis, changes: Iterable[Instant]) -> Instant:
    """The last instant at which anything is reported of a row, or its last figure fell silent."""
    silent = (window.speaks_until + 1 for tally in basis.tallies for window in tally.windows)
    return max((one for one in (*changes, *silent) if one < NEVER), default=BEGINNING)


def _met(
    figures: list[Window], target: Range, passed: PassedPeriods, basis: Basis
) -> tuple[int, int]:
    if figures:
        return periods_met(figures, target, passed.number, passed.within)
    surely, possibly = _met_by_events(basis, passed, target)
    if _is_shown(basis, passed):
        return surely, possibly
    return (0, possibly) if is_ceiling(target) else (surely, passed.number)


def _is_shown(basis: Basis, passed: PassedPeriods) -> bool:
    """Whether it is established that there was no more than events tell. It is not where figures
    that speak no longer tell of some: from them nobody knows in which period it came."""
    assert basis.outcome is not None, "a quota has a counter"
    in_figures = any(
        window.rate.high > 0 and passed.start < window.window.end <= passed.until
        for tally in basis.tallies
        for window in tally.windows
    )
    return not in_figures and basis.outcome.shown.at(passed.until) < UNBOUNDED


# --- By events -----------------------------------------------------------------------------------


def _amount_of_events(basis: Basis, passed: PassedPeriods) -> Range:
    """In the periods that count: what surely came in them, and what perhaps did."""
    assert basis.outcome is not None, "a quota has a counter"
    low = high = 0.0
    for issue in basis.outcome.events:
        counting = [passed.counts(number) for number in passed.at(issue.when)]
        low += issue.amount.low if all(counting) else 0
        high += issue.amount.high if any(counting) else 0
    return Range(low, high)


def _met_by_events(basis: Basis, passed: PassedPeriods, target: Range) -> tuple[int, int]:
    """In how many periods what came in them, by what is reported, surely and possibly meets the
    target. What came at a time that reaches over several is surely in none of them."""
    assert basis.outcome is not None, "a quota has a counter"
    inside: dict[int, float] = {}
    touching: dict[int, float] = {}
    for issue in basis.outcome.events:
        numbers = passed.at(issue.when)
        for number in numbers:
            touching[number] = touching.get(number, 0) + issue.amount.high
        if len(numbers) == 1:
            (number,) = numbers
            inside[number] = inside.get(number, 0) + issue.amount.low
    told = [_meets(inside.get(number, 0), touching[number], target)
            for number in touching if passed.counts(number)]  # fmt: skip
    silent = _meets(0, 0, target)
    untold = passed.number - len(told)
    surely = sum(one.sure for one in told) + untold * silent.sure
    return surely, sum(one.possible for one in told) + untold * silent.possible


def _meets(inside: float, touching: float, target: Range) -> Truth:
    if is_ceiling(target):
        return Truth(touching <= target.high, inside <= target.high)
    return Truth(inside >= target.low, touching >= target.low)
