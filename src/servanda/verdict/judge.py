"""From the state of a row to a verdict: its axes, and the one plain word that sums them up.

The word is always derivable from the axes; it adds nothing. Where the evidence leaves more than
one word open the verdict is `undetermined`, and says why.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from servanda.agreement.model import (
    ByAgreementClause,
    DeedClause,
    LevelClause,
    TextClause,
)
from servanda.evidence.base import asks_number
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
from servanda.verdict.basis import Basis, Finding, target_of
from servanda.verdict.owed import Owed
from servanda.verdict.plain_word import done_early, is_one_off, plain_word, was_late
from servanda.verdict.quota import asked_of, periods_of, quota_rate, timeliness_of_quota
from servanda.verdict.state import NOT_YET, RowState
from servanda.verdict.stipulation import amount_at, ratio_due
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
    basis = basis.due_at(state.due)
    contested = is_contested(basis, instant)
    outcome, performance = _outcome(row, basis, instant, calendar, state)
    periods = periods_of(row, state, basis, instant, calendar)
    word, cause = plain_word(row, state, basis, instant, calendar)
    return Axes(
        state=word,
        cause=cause,
        force=_force(row, state, basis),
        outcome=outcome,
        performance=performance,
        timeliness=_timeliness(row, state, basis, periods, word),
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
        return "suspended" if state.held_back.sure else "pending"
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
    is_done = state.done.sure and state.triggered.possible
    return "discharged" if is_one_off(row, basis) and is_done else force_of(state)


def is_contested(basis: Basis, instant: Instant) -> bool:
    counters = (basis.outcome, basis.performance)
    tracks = (*([basis.level] if basis.level else []), *(basis.owed.tracks() if basis.owed else ()))
    return any(c is not None and c.is_contested_by(instant) for c in counters) or any(
        track.is_contested_by(instant) for track in tracks
    )


# --- Axes ------------------------------------------------------------------------------------


def _outcome(
    row: Row, basis: Basis, instant: Instant, calendar: Calendar, state: RowState
) -> tuple[Outcome | None, Range | None]:
    measured = row.measured
    if isinstance(measured, LevelClause):
        assert basis.level is not None, "a level clause has a level"
        stand = basis.level.values.at(instant)
        value = stand.told if stand else None
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
        asked = asked_of(measured, basis, instant)
        return (Outcome(rate.low, rate.high, asked, unit) if rate else None), None
    low, high = amount_at(basis, instant)
    assert basis.performance is not None, "a counter for the bearer"
    own = Range(basis.performance.surely.at(instant), basis.performance.claimed.at(instant))
    if basis.base is not None:
        return Outcome(low, high, ratio_due(measured, basis, instant), unit_name), own
    found = AS_FOUND.get(basis.found.at(instant))
    if high == 0 and basis.found.at(instant) == "find-done":
        return None, own  # found done as a whole, and nobody tells in numbers
    if basis.owed is not None:
        outcome = _outcome_of_owed(basis.owed, Range(low, high), unit_name, found, instant)
    else:
        outcome = Outcome(low, high, target_of(measured.deed), unit_name, found)
    in_numbers = outcome.unit == unit_name and (basis.owed or asks_number(measured.deed))
    if not in_numbers:
        return outcome, own
    return replace(outcome, or_more=high > 0 and basis.outcome.tells_no_number(instant)), own


def _outcome_of_owed(
    owed: Owed, done: Range, unit: str | None, found: Found | None, instant: Instant
) -> Outcome:
    """Against the share of the base; in percent where only percentages are told."""
    if owed.is_known(instant):
        return Outcome(done.low, done.high, owed.target(instant), unit, found)
    share = owed.share(instant)
    if owed.is_some:
        return Outcome(done.low, done.high, None, unit, found)
    if owed.percent is not None and (share.high > 0 or done.high == 0):
        target = Range(owed.percent.low, owed.percent.low)
        return Outcome(share.low, share.high, target, f"percent of {unit}", found)
    return Outcome(done.low, done.high, None, unit, found)


def _is_single(period: Duration) -> bool:
    return period.amount == 1


def _timeliness(
    row: Row, state: RowState, basis: Basis, periods: Periods | None, word: State
) -> Timeliness:
    if row.kind in ("ban", "aim", "right", "power") or isinstance(row.measured, TextClause):
        return "none"
    if state.released.sure and not state.breach.sure and not state.done.sure:
        return "none"
    early = done_early(row, state, basis)
    if not state.triggered.possible and not early.sure:
        return "undetermined" if early.possible else "not due"
    if periods is not None:
        return timeliness_of_quota(periods) if word != "undetermined" else "undetermined"
    if state.due == NOT_YET:
        return "not due" if isinstance(row.terms.deadline, ByAgreementClause) else "open"
    if state.done.sure:
        late = was_late(state)
        if row.terms.best_effort and late.possible:
            return "open"  # best efforts have no deadline
        return "late" if late.sure else "undetermined" if late.possible else "on time"
    if state.breach.sure:
        return "overdue"
    if state.excused.sure or (state.expired.sure and state.suspended.sure):
        return "excused"
    is_effort = row.terms.best_effort or row.terms.best_effort_afterwards
    return "undetermined" if state.expired.possible and not is_effort else "open"


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
    return Incidents(len(state.confirmed), len(state.alleged), len(state.unattributed.confirmed))
