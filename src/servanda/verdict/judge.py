"""From the state of a row to a verdict: its axes, and the one plain word that sums them up.

The word is always derivable from the axes; it adds nothing. Where the evidence leaves more than
one word open the verdict is `undetermined`, and says why.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from servanda.agreement.model import (
    ByAgreementClause,
    DeedClause,
    LevelClause,
    MayClause,
    TextClause,
)
from servanda.evidence.counter import Counter
from servanda.evidence.issue import Issue
from servanda.values.bounds import Truth
from servanda.values.calendar import Calendar
from servanda.values.instant import Duration, Instant, Interval
from servanda.values.quantity import Range
from servanda.verdict.assessment import (
    Breach,
    Cause,
    Force,
    Found,
    Incidents,
    Outcome,
    Periods,
    State,
    Timeliness,
)
from servanda.verdict.docket import Basis, Finding, target_of
from servanda.verdict.owed import Owed
from servanda.verdict.quota import periods_of, quota_rate, timeliness_of_quota, word_of_quota
from servanda.verdict.state import NOT_YET, RowState
from servanda.verdict.stipulation import amount_at, begun_now, found_now, level_truth, ratio_due
from servanda.verdict.terms import Row

AS_FOUND: Mapping[Finding | None, Found] = {
    "find-partly-done": "partly done",
    "find-substantially-done": "substantially done",
}


@dataclass(frozen=True, slots=True)
class Axes:
    """Everything a verdict says but its words: comparable between readings."""

    state: State
    cause: Cause | None
    force: Force
    outcome: Outcome | None
    performance: Range | None
    timeliness: Timeliness
    breach: Breach
    due: Interval | None
    contested: bool
    periods: Periods | None = None
    incidents: Incidents | None = None


def judge_row(
    row: Row, state: RowState, basis: Basis, instant: Instant, calendar: Calendar
) -> Axes:
    """The axes of one row at one instant."""
    contested = is_contested(basis, instant)
    outcome, performance = _outcome(row, basis, instant, calendar, state)
    periods = periods_of(row, state, basis, instant, calendar)
    word, cause = _word(row, state, basis, instant, calendar)
    return Axes(
        state=word,
        cause=cause,
        force=_force(row, state, basis),
        outcome=outcome,
        performance=performance,
        timeliness=_timeliness(row, state, instant, periods, word),
        breach=_breach(row, state, word),
        due=None if state.due == NOT_YET else state.due,
        contested=contested,
        periods=periods,
        incidents=_incidents(row, state),
    )


def is_undetermined(axes: Axes) -> bool:
    """Whether bounds left any of the words open."""
    return "undetermined" in (axes.state, axes.force, axes.timeliness, axes.breach)


def force_of(state: RowState) -> Force:
    if state.waived.sure:
        return "waived"
    if state.superseded.sure:
        return "superseded"
    if state.terminated.sure:
        return "terminated"
    if not state.released.is_known:
        return "undetermined"
    if not state.triggered.possible:
        return "pending"
    if state.ended.sure:
        return "lapsed"
    if not state.triggered.is_known or not state.ended.is_known:
        return "undetermined"
    if state.suspended.sure:
        return "suspended"
    if not state.suspended.is_known:
        return "undetermined"
    return "in force"


def _force(row: Row, state: RowState, basis: Basis) -> Force:
    """A one-off duty that is done is discharged; everything else is as its clauses say."""
    return "discharged" if _is_one_off(row, basis) and state.done.sure else force_of(state)


def _is_one_off(row: Row, basis: Basis) -> bool:
    return row.kind == "duty" and isinstance(row.measured, DeedClause) and basis.base is None


def _is_done_early(row: Row, state: RowState) -> bool:
    """Done before the first of the days between which it was to be done."""
    return row.terms.between is not None and state.done.sure


def is_contested(basis: Basis, instant: Instant) -> bool:
    counters = (basis.outcome, basis.performance)
    tracks = (*([basis.level] if basis.level else []), *(basis.owed.tracks() if basis.owed else ()))
    return any(c is not None and c.is_contested_by(instant) for c in counters) or any(
        track.is_contested_by(instant) for track in tracks
    )


# --- The one plain word ----------------------------------------------------------------------


def _word(
    row: Row, state: RowState, basis: Basis, instant: Instant, calendar: Calendar
) -> tuple[State, Cause | None]:
    if row.kind == "aim":
        return "tracked", None
    released = _word_of_release(row, state, basis)
    if released is not None:
        return released
    word, cause = _word_as_owed(row, state, basis, instant, calendar)
    hangs_on_act = not (state.expired.is_known and state.suspended.is_known)
    if word == "undetermined" and state.act_doubt is not None and hangs_on_act:
        return word, state.act_doubt
    return word, cause


def _word_of_release(row: Row, state: RowState, basis: Basis) -> tuple[State, Cause | None] | None:
    """Of what acts or successors have released. What was done before stays done, and incidents
    that a ban saw before it ended stay breaches."""
    if not state.released.possible or (_is_one_off(row, basis) and state.done.sure):
        return None
    if state.waived.sure:
        return "waived", None
    if state.superseded.sure:
        return "superseded", None
    if state.terminated.sure:
        was_breached = row.kind == "ban" and state.opened.possible
        return None if was_breached else ("ended", None)
    return "undetermined", state.act_doubt or "contested"


def _word_as_owed(
    row: Row, state: RowState, basis: Basis, instant: Instant, calendar: Calendar
) -> tuple[State, Cause | None]:
    if not row.terms.is_public:
        return _word_of_unpublished(row, state, basis, instant), None
    if isinstance(row.measured, TextClause):
        return "tracked", None
    if not state.triggered.possible and not _is_done_early(row, state):
        return "pending", None
    if row.kind == "right" or isinstance(row.measured, MayClause):
        return _word_of_right(state)
    if isinstance(row.measured, LevelClause):
        return _word_of_level(row, row.measured, state, basis, instant)
    if row.kind == "ban":
        return _word_of_ban(state, basis, instant)
    if row.measured.each_period is not None:
        return word_of_quota(row, row.measured, state, basis, instant, calendar)
    if basis.base is not None:
        return _word_of_ratio(row, row.measured, state, basis, instant)
    return _word_of_duty(row, state, basis, instant)


def _word_of_unpublished(row: Row, state: RowState, basis: Basis, instant: Instant) -> State:
    """As the latest finding has it; tracked while none says that it was done or breached."""
    found = basis.found.at(instant)
    if found == "find-done":
        return "kept" if row.kind == "ban" else "done"
    return "breached" if found == "find-breached" else "tracked"


def _word_of_duty(
    row: Row, state: RowState, basis: Basis, instant: Instant
) -> tuple[State, Cause | None]:
    assert basis.outcome is not None, "a duty on a deed has a counter"
    if state.done.sure:
        return ("done late" if _was_late(state).sure else "done"), None
    is_open_term = basis.owed is not None and basis.owed.is_to_be_agreed
    if state.done.possible and not is_open_term:
        return "undetermined", _why_not_done(basis, instant)
    if state.ended.sure:
        return "ended", None
    if state.breach.sure:
        return "overdue", None
    if state.suspended.sure:
        return "suspended", None
    if is_open_term and found_now(basis, instant) is None:
        return "undetermined", "not agreed"
    if not state.triggered.sure or not state.suspended.is_known:
        return "undetermined", "contested"
    if state.excused.sure:
        return "excused", None
    effort = row.terms.best_effort or (row.terms.best_effort_afterwards and state.expired.possible)
    if effort:
        return "best effort", None
    if state.expired.possible:
        return "undetermined", _why_not_overdue(basis, instant)
    return ("partly done" if begun_now(row, basis, instant).sure else "open"), None


def _why_not_overdue(basis: Basis, instant: Instant) -> Cause:
    """Past due, nobody claims it done, and nothing shows that it was not."""
    assert basis.outcome is not None, "a duty on a deed has a counter"
    if basis.owed is not None and not basis.owed.is_known(instant):
        return "unreported"
    heard = any(issue.weighs_from <= instant for issue in basis.outcome.issues)
    return "unreported" if heard else "unclaimed"


def _why_not_done(basis: Basis, instant: Instant) -> Cause:
    """Perhaps done. A share of a base that nobody told is unreported; of one that is disputed,
    the dispute is the cause where the deed itself is not in question."""
    assert basis.outcome is not None, "a duty on a deed has a counter"
    cause = why_unknown(basis.outcome, instant)
    if basis.owed is None:
        return cause
    if not basis.owed.is_known(instant):
        return "unreported"
    done = [issue for issue in basis.outcome.issues if issue.weighs_from <= instant]
    if any(not issue.amount.is_exact for issue in done):
        return cause
    issues = [issue for track in basis.owed.tracks() for issue in track.issues]
    return _why([issue for issue in issues if issue.weighs_from <= instant], None)


def _word_of_right(state: RowState) -> tuple[State, Cause | None]:
    if state.ended.sure:
        return "ended", None
    if state.suspended.sure:
        return "suspended", None
    if state.triggered.sure:
        return "available", None
    return "undetermined", "contested"


def _word_of_ban(state: RowState, basis: Basis, instant: Instant) -> tuple[State, Cause | None]:
    assert basis.performance is not None, "a ban on a deed has a counter"
    if state.breach.sure:
        return "breached", None
    begun = [i for i in basis.performance.events if i.weighs_from <= instant]
    if state.alleged:
        return "undetermined", _why([i for i in begun if i.id in state.alleged], state)
    if state.excused_incidents:
        return "excused", None
    if state.ended.sure:
        return "ended", None
    if state.suspended.sure:
        return "suspended", None
    if _covers(basis, state, instant):
        return "kept", None
    tallied = [i for i in basis.performance.totals if i.when.end <= instant]
    return "undetermined", (_why(tallied, state) if tallied else "unreported")


def _covers(basis: Basis, state: RowState, instant: Instant) -> bool:
    """A body that would have seen an incident was covering from the trigger to now."""
    assert basis.performance is not None, "a ban on a deed has a counter"
    return basis.performance.shown.at(instant) == 0 and state.triggered.sure


def _word_of_level(
    row: Row, measured: LevelClause, state: RowState, basis: Basis, instant: Instant
) -> tuple[State, Cause | None]:
    assert basis.level is not None, "a level clause has a level"
    stands, value = level_truth(measured, basis, instant), basis.level.values.at(instant)
    if row.kind == "ban":
        if state.opened.sure:
            return "breached", None
        if state.ended.sure:
            return "ended", None
        if state.suspended.sure:
            return "suspended", None
        if value is None:
            return "undetermined", "unreported"
        if not state.breach.possible and not state.opened.possible:
            return "kept", None
        return "undetermined", _why(basis.level.issues, state)
    if state.suspended.sure:
        return "suspended", None
    if value is None:
        return "undetermined", "unreported"
    if stands.sure:
        return "met", None
    if stands.possible:
        return "undetermined", _why(basis.level.issues, state)
    return ("partly met" if value.low > 0 else "short"), None


def _word_of_ratio(
    row: Row, measured: DeedClause, state: RowState, basis: Basis, instant: Instant
) -> tuple[State, Cause | None]:
    due, (low, high) = ratio_due(measured, basis, instant), amount_at(basis, instant)
    if due.high == 0:
        return "pending", None
    if state.breach.sure:
        return "overdue", None
    if row.terms.compared_exactly and high > due.low:
        if low > due.high:
            return "exceeded", None
        return _perhaps_exact(basis, due, low, high, instant)
    if low >= due.high:
        return "met", None
    if high < due.low:
        return ("partly done" if low > 0 else "open"), None
    assert basis.outcome is not None, "a ratio has a counter"
    return "undetermined", why_unknown(basis.outcome, instant)


def _perhaps_exact(
    basis: Basis, due: Range, low: float, high: float, instant: Instant
) -> tuple[State, Cause | None]:
    """Compared exactly, where more than is due may have been given."""
    if due.is_exact and (low, high) == (due.low, due.high):
        return "met", None
    assert basis.outcome is not None, "a ratio has a counter"
    return "undetermined", why_unknown(basis.outcome, instant)


# --- Why undetermined ------------------------------------------------------------------------


def why_unknown(counter: Counter, instant: Instant) -> Cause:
    return _why([issue for issue in counter.issues if issue.weighs_from <= instant], None)


def _why(issues: list[Issue] | tuple[Issue, ...], state: RowState | None) -> Cause:
    """Both sides heard: contested. One side only, and too weakly: short of the standard."""
    if not issues:
        return "unreported"
    open_ones = [t for issue in issues for t in issue.thresholds if not t.truth.is_known]
    if any(t.supporting.claims and t.opposing.claims for t in open_ones):
        return "contested"
    if any(issue.contested for issue in issues):
        return "contested"
    if state is not None and not open_ones:
        return "contested"
    return "short of the standard"


# --- Axes ------------------------------------------------------------------------------------


def _outcome(
    row: Row, basis: Basis, instant: Instant, calendar: Calendar, state: RowState
) -> tuple[Outcome | None, Range | None]:
    measured = row.measured
    if isinstance(measured, LevelClause):
        assert basis.level is not None, "a level clause has a level"
        value = basis.level.values.at(instant)
        unit = measured.level.level
        target = Range(measured.level.value, measured.level.value)
        return (Outcome(value.low, value.high, target, unit) if value else None), None
    if not isinstance(measured, DeedClause) or row.kind == "ban" or basis.outcome is None:
        return None, None
    unit_name = row.class_name or measured.deed.thing
    if measured.each_period is not None:
        rate = quota_rate(row, measured, state, basis, instant, calendar)
        unit = f"{unit_name} each {measured.each_period.unit}" if _is_single(
            measured.each_period
        ) else f"{unit_name} every {measured.each_period}"  # fmt: skip
        target = target_of(measured.deed)
        return (Outcome(rate.low, rate.high, target, unit) if rate else None), None
    low, high = amount_at(basis, instant)
    assert basis.performance is not None, "a counter for the bearer"
    own = Range(basis.performance.surely.at(instant), basis.performance.claimed.at(instant))
    if basis.base is not None:
        return Outcome(low, high, ratio_due(measured, basis, instant), unit_name), own
    found = AS_FOUND.get(basis.found.at(instant))
    if basis.owed is not None:
        return _outcome_of_owed(basis.owed, Range(low, high), unit_name, found, instant), own
    return Outcome(low, high, target_of(measured.deed), unit_name, found), own


def _outcome_of_owed(
    owed: Owed, done: Range, unit: str | None, found: Found | None, instant: Instant
) -> Outcome:
    """Against the share of the base; in percent where only percentages are told."""
    if owed.is_known(instant):
        return Outcome(done.low, done.high, owed.target(instant), unit, found)
    share = owed.share(instant)
    if owed.percent is not None and (share.high > 0 or done.high == 0):
        target = Range(owed.percent.low, owed.percent.low)
        return Outcome(share.low, share.high, target, f"percent of {unit}", found)
    return Outcome(done.low, done.high, None, unit, found)


def _is_single(period: Duration) -> bool:
    return period.amount == 1


def _timeliness(
    row: Row, state: RowState, instant: Instant, periods: Periods | None, word: State
) -> Timeliness:
    if row.kind in ("ban", "aim", "right", "power") or isinstance(row.measured, TextClause):
        return "none"
    if state.released.sure and not state.breach.sure and not state.done.sure:
        return "none"
    if not state.triggered.possible and not _is_done_early(row, state):
        return "not due"
    if periods is not None:
        return timeliness_of_quota(periods) if word != "undetermined" else "undetermined"
    if state.due == NOT_YET:
        return "not due" if isinstance(row.terms.deadline, ByAgreementClause) else "open"
    if state.done.sure:
        late = _was_late(state)
        return "late" if late.sure else "undetermined" if late.possible else "on time"
    if state.breach.sure:
        return "overdue"
    if state.excused.sure or (state.expired.sure and state.suspended.sure):
        return "excused"
    return (
        "undetermined"
        if state.expired.possible and not row.terms.best_effort_afterwards
        else "open"
    )


def _was_late(state: RowState) -> Truth:
    """Done at some time in `done_at`, due at some time in `due`."""
    if state.due == NOT_YET:
        return Truth(False, False)
    surely = state.done_at.start >= state.due.end and state.done_at.start > state.due.start
    possibly = state.done_at.end > state.due.start
    return Truth(surely and possibly, possibly)


def _breach(row: Row, state: RowState, word: State) -> Breach:
    if row.kind == "ban" and isinstance(row.measured, DeedClause):
        if state.confirmed:
            return "incidents"
        if state.alleged or word == "undetermined":
            return "undetermined"
        return "excused" if state.excused_incidents else "none"
    if state.breach.sure:
        return "open"
    if (state.opened.sure or state.rescheduled.sure) and not state.breach.possible:
        return "closed"
    if word == "excused":
        return "excused"
    if state.opened.possible and word == "undetermined":
        return "undetermined"
    return "none"


def _incidents(row: Row, state: RowState) -> Incidents | None:
    if row.kind != "ban" or not isinstance(row.measured, DeedClause):
        return None
    return Incidents(len(state.confirmed), len(state.alleged))
