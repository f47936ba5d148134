"""The evaluation of one stipulation: what changes about a row at one instant, step by step.

Within an instant the order is fixed and published, because it decides hard cases: acts, fulfilment,
new instances, expiry, breach, then suspension and resumption. So what is done at the deadline is
done in time; two duties with equal deadlines that would suspend one another are both breached;
and a condition on an incident is read before that incident.

Every function here takes a row's state and gives the next one. Truth comes in bounds (surely,
possibly) and stays so. Nothing here knows the record: evidence arrives as a `Basis`.
"""

from dataclasses import replace

from servanda.agreement.model import (
    DateHasCome,
    DeedClause,
    LevelClause,
)
from servanda.evidence.counter import Counter
from servanda.evidence.level import stands
from servanda.values.bounds import FALSE, TRUE, UNKNOWN, Truth, known
from servanda.values.instant import NEVER, Instant, Interval
from servanda.values.quantity import NOTHING, UNBOUNDED, Range
from servanda.verdict.basis import Basis, Finding, amount_truth, target_of
from servanda.verdict.deadline import box_of, clock_of, ends_by_box, extended, renew, set_due
from servanda.verdict.incidents import count_incidents
from servanda.verdict.now import Now
from servanda.verdict.performed import is_shown_short, moment_of_performance
from servanda.verdict.state import RowState
from servanda.verdict.terms import Row

BEGUN: frozenset[Finding | None] = frozenset(
    {"find-done", "find-partly-done", "find-substantially-done"}
)


# --- The phases of an instant, in their order ------------------------------------------------


def fulfil(row: Row, basis: Basis, state: RowState, now: Now) -> RowState:
    """Evidence of performance: done for good, or, of a level, done while it lasts."""
    found = found_now(basis, now.instant)
    done = found or done_now(row, basis, now.instant)
    latches = not basis.findings or (basis.owed is not None and found is None)
    if isinstance(row.measured, DeedClause) and basis.base is None and latches:
        done = done | known(state.done.sure)
    done_at = _done_at(row, basis, state, done, now)
    added = _added(row, basis, state, now.instant)
    if (done, done_at, added) == (state.done, state.done_at, state.added):
        return state
    return replace(state, done=done, done_at=done_at, added=added)


def begin(row: Row, state: RowState, now: Now) -> RowState:
    """The trigger, and the clock of the deadline, once they have come. Both come once."""
    triggered = state.triggered
    if not triggered.sure:
        triggered = triggered | _trigger(row, now)
    clock, starts = state.clock, clock_of(row.terms.deadline)
    if starts is not None and clock.end == NEVER:
        clock = _moment(clock, now.truth(starts), now.instant)
    triggered_at = _moment(state.triggered_at, triggered, now.instant)
    as_set = set_due(row, state.set_due, clock, now)
    due = as_set
    if state.stood != (0, 0) or (state.extensions and not ends_by_box(row)):
        due = extended(as_set, state.extensions, state.stood, now.calendar)
    box = box_of(row, triggered_at, state, now)
    before = (state.triggered, state.triggered_at, state.clock, state.due, state.box)
    if (triggered, triggered_at, clock, due, box) == before and as_set == state.set_due:
        return state
    return replace(
        state,
        triggered=triggered,
        triggered_at=triggered_at,
        clock=clock,
        set_due=as_set,
        due=due,
        box=box,
    )


def expire(row: Row, state: RowState, now: Now) -> RowState:
    """Deadlines that have passed and terms that have ended."""
    expired = Truth(now.instant >= state.due.end, now.instant >= state.due.start)
    if row.terms.renewed is not None:
        barred = state.barred | now.truth(row.terms.renewed.condition)
        barred_at = _moment(state.barred_at, barred, now.instant)
        state = renew(row, replace(state, barred=barred, barred_at=barred_at), now)
    over = state.over
    if row.terms.end is not None and not (state.extensions and _is_date(row)):
        over = over | now.truth(row.terms.end)
    if row.terms.lapses is not None:
        over = over | now.truth(row.terms.lapses)
    ended = over | Truth(now.instant >= state.box[1], now.instant >= state.box[0])
    if (expired, over, ended) == (state.expired, state.over, state.ended):
        return state
    first = now.instant if state.ended_at == NEVER else state.ended_at
    ended_at = first if ended.sure else NEVER
    return replace(state, expired=expired, over=over, ended=ended, ended_at=ended_at)


def breach(row: Row, basis: Basis, state: RowState, now: Now) -> RowState:
    """Failures that open, incidents that are counted. Suspension at an earlier instant shields;
    one that starts at this instant comes too late."""
    if row.kind == "ban" and isinstance(row.measured, DeedClause):
        return count_incidents(row, basis, state, now)
    state = _reschedule(state)
    failing = _failing(row, basis, state, now)
    if basis.found.at(now.instant) == "find-breached":
        failing = failing | state.in_force
    opened = state.opened | failing
    shown_short = state.shown_short or _is_shown_short(row, basis, state, now)
    excused = state.excused | _excused(row, state, now)
    in_substance = known(basis.found.at(now.instant) == "find-substantially-done")
    cured = _cured(row, basis, state, now) | in_substance
    is_open = opened & ~cured & ~state.waived & ~state.superseded
    before = (state.shown_short, state.excused, state.opened, state.breach)
    if (shown_short, excused, opened, is_open) == before:
        return state
    return replace(state, shown_short=shown_short, excused=excused, opened=opened, breach=is_open)


def _reschedule(state: RowState) -> RowState:
    """A breach is closed as long as the deadline, as extended, has not passed; if it passes, that
    failure has to be shown anew. Where it is not known whether the extension works, it is not
    known either whether the breach is closed."""
    if not state.extensions:
        return state
    moved = _is_extended(state) & ~state.expired
    was_open = state.before_move | state.opened
    if moved.sure:
        closed = state.rescheduled | was_open
        return replace(
            state, rescheduled=closed, before_move=FALSE, opened=FALSE, shown_short=False
        )
    if moved.possible:
        closed = state.rescheduled | (was_open & UNKNOWN)
        return replace(
            state,
            rescheduled=closed,
            before_move=was_open,
            opened=state.opened & UNKNOWN,
            shown_short=False,
        )
    return state


def suspend(row: Row, state: RowState, by_acts: tuple[Truth, Truth], now: Now) -> RowState:
    """Suspension and resumption, in force from this instant on; `by_acts`: whether acts suspend
    it, and stop its clock."""
    suspended = FALSE
    for suspension in row.terms.suspensions:
        suspended = suspended | now.truth(suspension.condition)
    stops = any(suspension.stops_clock for suspension in row.terms.suspensions)
    stopped = ((suspended if stops else FALSE) | by_acts[1]) & state.triggered
    suspended = (suspended | by_acts[0]) & state.triggered
    before = (state.suspended, state.stopped, state.held_back)
    if (suspended, stopped, by_acts[0]) == before:
        return state
    return replace(state, suspended=suspended, stopped=stopped, held_back=by_acts[0])


def break_off(row: Row, state: RowState, now: Now) -> RowState:
    """Termination that follows, for good, from a breach of something else."""
    broken_off = state.broken_off
    for condition in row.terms.terminated_when:
        broken_off = broken_off | now.truth(condition)
    if broken_off == state.broken_off:
        return state
    return replace(state, broken_off=broken_off, terminated=state.terminated | broken_off)


# --- What a row measures ---------------------------------------------------------------------


def _added(row: Row, basis: Basis, state: RowState, instant: Instant) -> tuple[int, int]:
    """How many times over the deed was done that makes the term longer, while the term lasts."""
    if row.terms.longer is None or basis.longer is None or state.ended.sure:
        return state.added
    each = row.terms.longer.amount
    low, high = basis.longer.surely.at(instant), basis.longer.claimed.at(instant)
    most = high if high < UNBOUNDED else low
    return int(low // each), int(most // each)


def _done_at(row: Row, basis: Basis, state: RowState, done: Truth, now: Now) -> Interval:
    """When it was done: possibly before the day by which a total or a finding tells of it."""
    moment = _moment(state.done_at, done, now.instant)
    is_deed = isinstance(row.measured, DeedClause) and basis.outcome is not None
    if not is_deed or basis.base is not None or state.done_at.end < NEVER or not done.possible:
        return moment
    assert isinstance(row.measured, DeedClause), "a deed"
    return moment_of_performance(row.measured, basis, moment, now.instant, now.in_force)


def done_now(row: Row, basis: Basis, instant: Instant) -> Truth:
    """Whether what is owed has come about, by what is established and what is claimed."""
    measured = row.measured
    if isinstance(measured, LevelClause):
        return level_truth(measured, basis, instant) if row.kind != "ban" else FALSE
    if not isinstance(measured, DeedClause) or basis.outcome is None:
        return FALSE
    if measured.each_period is not None:
        return FALSE
    if basis.base is not None:
        return _ratio_met(measured, basis, instant)
    low, high = amount_at(basis, instant)
    if basis.owed is not None:
        return basis.owed.is_done(low, high, instant)
    return amount_truth(low, high, target_of(measured.deed).low)


def found_now(basis: Basis, instant: Instant) -> Truth | None:
    """What the latest finding of a competent body says of performance, if any says something.
    What is partly or substantially done is not done."""
    finding = basis.found.at(instant)
    if finding is None or finding == "find-breached":
        return None
    return known(finding == "find-done")


def begun_now(row: Row, basis: Basis, instant: Instant) -> Truth:
    """Whether anything of what is owed has come about: of a later stage, anything beyond what
    the stages before it ask."""
    if isinstance(row.measured, LevelClause):
        return done_now(row, basis, instant)
    if basis.found.at(instant) in BEGUN:
        return TRUE
    if basis.outcome is None:
        return FALSE
    low, high = amount_at(basis, instant)
    before, share_before = _asked_before(row, basis, instant)
    share = basis.owed.share(instant) if basis.owed is not None else NOTHING
    pieces = Truth(*(count > 0 for count in _bounds(basis.pieces, instant)))
    return pieces | Truth(
        low > before.high or share.low > share_before,
        high > before.low or share.high > share_before,
    )


def _asked_before(row: Row, basis: Basis, instant: Instant) -> tuple[Range, float]:
    """What the stages before this one ask, in numbers and in percent."""
    if row.reached_before == 0 or not isinstance(row.measured, DeedClause):
        return NOTHING, 0.0
    if basis.owed is None:
        return target_of(row.measured.deed).times(row.reached_before), 0.0
    percent = basis.owed.percent.low if basis.owed.percent is not None else 0.0
    return basis.owed.target(instant).times(row.reached_before), percent * row.reached_before


def _bounds(counter: Counter | None, instant: Instant) -> tuple[float, float]:
    return (counter.surely.at(instant), counter.claimed.at(instant)) if counter else (0, 0)


def amount_at(basis: Basis, instant: Instant) -> tuple[float, float]:
    """Of the outcome: at least, and at most as far as anybody claims."""
    assert basis.outcome is not None, "only deeds have amounts"
    return basis.outcome.surely.at(instant), basis.outcome.claimed.at(instant)


def level_truth(measured: LevelClause, basis: Basis, instant: Instant) -> Truth:
    """Whether it is established that the level stands as the clause says, and whether it is not
    that it does not; unknown while nobody has said."""
    assert basis.level is not None, "a level clause has a level"
    stand = basis.level.values.at(instant)
    return UNKNOWN if stand is None else Truth(*stands(measured.level, stand.established))


def _brought_there(measured: LevelClause, basis: Basis, instant: Instant) -> Truth:
    """Whether a level is where it must not be: possibly, where anybody says so."""
    assert basis.level is not None, "a level clause has a level"
    stand = basis.level.values.at(instant)
    if stand is None:
        return FALSE
    surely, _ = stands(measured.level, stand.established)
    _, as_claimed = stands(measured.level, stand.claimed)
    return Truth(surely, surely or as_claimed)


def ratio_due(measured: DeedClause, basis: Basis, instant: Instant) -> Range:
    """How much a ratio asks by now: so many for each unit of its base."""
    assert basis.base is not None, "a ratio has a base"
    base = Range(basis.base.surely.at(instant), basis.base.claimed.at(instant))
    return base.times(target_of(measured.deed).low)


def _ratio_met(measured: DeedClause, basis: Basis, instant: Instant) -> Truth:
    due = ratio_due(measured, basis, instant)
    if due.high == 0:
        return FALSE
    low, high = amount_at(basis, instant)
    return Truth(low >= due.high, high >= due.low)


# --- Beginning and ending --------------------------------------------------------------------


def _trigger(row: Row, now: Now) -> Truth:
    if row.terms.brought_by is not None:
        return now.truth(row.terms.brought_by)
    return known(now.instant >= now.in_force)


def _is_date(row: Row) -> bool:
    """In force until a date, which an extension moves."""
    return isinstance(row.terms.end, DateHasCome) and row.terms.deadline is None


def _is_extended(state: RowState) -> Truth:
    result = FALSE
    for extension in state.extensions:
        result = result | extension.truth
    return result


def _moment(moment: Interval, truth: Truth, instant: Instant) -> Interval:
    """The moment, narrowed by whether the thing has come by this instant."""
    start = instant if truth.possible and moment.start == NEVER else moment.start
    end = instant if truth.sure and moment.end == NEVER else moment.end
    if not truth.possible and moment.end == NEVER:
        start = NEVER
    return Interval(start, end)


# --- Failing ---------------------------------------------------------------------------------


def _failing(row: Row, basis: Basis, state: RowState, now: Now) -> Truth:
    """Whether at this instant a duty is past due and undone, or a level is where it must not be."""
    if row.terms.best_effort or row.terms.best_effort_afterwards:
        return FALSE
    unshielded = state.in_force & ~_excused(row, state, now)
    if isinstance(row.measured, LevelClause):
        if basis.level is None or basis.level.values.at(now.instant) is None:
            return FALSE
        if row.kind == "ban":
            return _brought_there(row.measured, basis, now.instant) & unshielded
        stands_so = level_truth(row.measured, basis, now.instant)
        return ~stands_so & _is_owed_now(row, state) & unshielded
    if basis.base is not None:
        return _lagging(row, basis, now) & unshielded
    short = state.shown_short or _is_shown_short(row, basis, state, now)
    undone = Truth(short and not state.done.possible, not state.done.sure)
    return state.expired & undone & unshielded


def _lagging(row: Row, basis: Basis, now: Now) -> Truth:
    """A ratio with a grace: less was given by now than was due when the grace began."""
    grace = row.terms.grace.duration if row.terms.grace is not None else None
    if grace is None or not isinstance(row.measured, DeedClause):
        return FALSE
    assert basis.outcome is not None, "a ratio has a counter"
    then = now.calendar.before(now.instant, grace)
    due = ratio_due(row.measured, basis, then)
    low, high = amount_at(basis, now.instant)
    shown = min(high, basis.outcome.shown.at(now.instant))
    is_shown = basis.outcome.shown.at(now.instant) < due.low
    return Truth(is_shown and shown < due.low, low < due.high)


def _is_owed_now(row: Row, state: RowState) -> Truth:
    """A level with a date is owed from then on; one without, as long as the duty is in force,
    unless it is owed only as soon as possible."""
    if row.terms.deadline is not None:
        return state.expired
    return known(not row.terms.as_soon_as_possible)


def _is_shown_short(row: Row, basis: Basis, state: RowState, now: Now) -> bool:
    """Established, at or after the deadline, that less than the target was done by now."""
    if basis.outcome is None or not isinstance(row.measured, DeedClause):
        return False
    if not state.expired.sure:
        return False
    return is_shown_short(row.measured, basis, now.instant)


def _cured(row: Row, basis: Basis, state: RowState, now: Now) -> Truth:
    if isinstance(row.measured, LevelClause):
        stands_so = level_truth(row.measured, basis, now.instant)
        return ~stands_so if row.kind == "ban" else stands_so
    return state.done


def _excused(row: Row, state: RowState, now: Now) -> Truth:
    if row.terms.exception is None or not state.expired.possible and row.kind != "ban":
        return FALSE
    return now.truth(row.terms.exception)
