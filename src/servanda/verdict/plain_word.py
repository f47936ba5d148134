"""The one plain word that sums up where a row stands, and why it is undetermined where it is.

It is always derivable from the axes and adds nothing. Where the evidence leaves more than one word
open it is `undetermined`, with the cause.
"""

from collections.abc import Sequence

from servanda.agreement.model import DeedClause, LevelClause, MayClause, TextClause
from servanda.evidence.counter import Counter
from servanda.evidence.issue import Issue
from servanda.evidence.level import Stand
from servanda.values.bounds import FALSE, Truth, known
from servanda.values.calendar import Calendar
from servanda.values.instant import Instant
from servanda.values.quantity import UNBOUNDED, Range
from servanda.verdict.assessment import Cause, State
from servanda.verdict.basis import Basis
from servanda.verdict.owed import Owed
from servanda.verdict.quota import word_of_quota
from servanda.verdict.state import NOT_YET, RowState
from servanda.verdict.stipulation import amount_at, begun_now, found_now, level_truth, ratio_due
from servanda.verdict.terms import Row


def plain_word(
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


def is_one_off(row: Row, basis: Basis) -> bool:
    return row.kind == "duty" and isinstance(row.measured, DeedClause) and basis.base is None


def done_early(row: Row, state: RowState, basis: Basis) -> Truth:
    """Done before the first of the days between which it was to be done."""
    return FALSE if row.terms.between is None else _done_once(row, state, basis)


def _done_once(row: Row, state: RowState, basis: Basis) -> Truth:
    """Done, or perhaps done: only of a one-off duty whose number is agreed is perhaps something."""
    is_open_term = basis.owed is not None and basis.owed.is_to_be_agreed
    is_one = is_one_off(row, basis) and not is_open_term
    return state.done if is_one else known(state.done.sure)


def was_late(state: RowState) -> Truth:
    """Done at some time in `done_at`, due at some time in `due`."""
    if state.due == NOT_YET:
        return Truth(False, False)
    surely = state.done_at.start >= state.due.end and state.done_at.start > state.due.start
    possibly = state.done_at.end > state.due.start
    return Truth(surely and possibly, possibly)


def _word_of_release(row: Row, state: RowState, basis: Basis) -> tuple[State, Cause | None] | None:
    """Of what acts or successors have released. What was done before stays done, what perhaps was
    stays undetermined, and incidents that a ban saw before it ended stay breaches."""
    if not state.released.possible or _may_be_done(row, state, basis):
        return None
    if state.waived.sure:
        return "waived", None
    if state.superseded.sure:
        return "superseded", None
    if state.terminated.sure:
        was_breached = row.kind == "ban" and state.opened.possible
        return None if was_breached else ("ended", None)
    return "undetermined", state.act_doubt or "contested"


def _may_be_done(row: Row, state: RowState, basis: Basis) -> bool:
    """Of a one-off duty, and not before it was owed, but for what is done early."""
    was_owed = state.triggered.possible or done_early(row, state, basis).possible
    return is_one_off(row, basis) and was_owed and _done_once(row, state, basis).possible


def _word_as_owed(
    row: Row, state: RowState, basis: Basis, instant: Instant, calendar: Calendar
) -> tuple[State, Cause | None]:
    if not row.terms.is_public:
        return _word_of_unpublished(row, state, basis, instant), None
    if isinstance(row.measured, TextClause):
        return "tracked", None
    if not state.triggered.possible and not done_early(row, state, basis).possible:
        return ("suspended" if state.held_back.sure else "pending"), None
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
        is_late = was_late(state).sure and not row.terms.best_effort
        return ("done late" if is_late else "done"), None
    is_open_term = basis.owed is not None and basis.owed.is_to_be_agreed
    if state.done.possible and not is_open_term:
        return "undetermined", _why_not_done(basis, instant)
    if state.ended.sure:
        return "ended", None
    if basis.found.at(instant) == "find-substantially-done":
        return "substantially done", None
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
    shares = basis.owed.shares if basis.owed is not None else None
    issues = (*basis.outcome.issues, *(shares.issues if shares is not None else ()))
    heard = any(issue.weighs_from <= instant for issue in issues)
    return "unreported" if heard else "unclaimed"


def _why_not_done(basis: Basis, instant: Instant) -> Cause:
    """Perhaps done. A share of a base that nobody told is unreported; of one that is disputed,
    the dispute is the cause where the deed itself is not in question."""
    assert basis.outcome is not None, "a duty on a deed has a counter"
    cause = why_unknown(basis.outcome, instant)
    if basis.owed is None:
        return cause
    if not basis.owed.is_known(instant):
        return _why_share_unknown(basis.owed, instant)
    done = [issue for issue in basis.outcome.issues if issue.weighs_from <= instant]
    if any(not issue.amount.is_exact for issue in done):
        return cause
    issues = [issue for track in basis.owed.tracks() for issue in track.issues]
    return _why([issue for issue in issues if issue.weighs_from <= instant], None, instant)


def _why_share_unknown(owed: Owed, instant: Instant) -> Cause:
    """Of what nobody counts: whether it is claimed in percent to have been done."""
    claimed = owed.percent is not None and owed.share(instant).high >= owed.percent.low
    return why_unknown(owed.shares, instant) if claimed and owed.shares else "unreported"


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
        return "undetermined", _why([i for i in begun if i.id in state.alleged], state, instant)
    if state.excused_incidents:
        return "excused", None
    if state.ended.sure:
        return "ended", None
    if state.suspended.sure:
        return "suspended", None
    if state.unattributed.confirmed:
        return "undetermined", "author not named"
    if state.unattributed.alleged:
        return "undetermined", _why(
            [one for one in basis.unattributed if one.id in state.unattributed.alleged],
            state,
            instant,
        )
    if _covers(basis, state, instant):
        return "kept", None
    totals = basis.performance.totals
    tallied = [i for i in totals if i.when.end <= instant and i.amount.high > 0]
    return "undetermined", (_why(tallied, state, instant) if tallied else "unreported")


def _covers(basis: Basis, state: RowState, instant: Instant) -> bool:
    """A body that would have seen an incident was covering from the trigger to now, or a total
    says that there was none."""
    assert basis.performance is not None, "a ban on a deed has a counter"
    return basis.performance.most.at(instant) == 0 and state.triggered.sure


def _word_of_level(
    row: Row, measured: LevelClause, state: RowState, basis: Basis, instant: Instant
) -> tuple[State, Cause | None]:
    assert basis.level is not None, "a level clause has a level"
    stands, stand = level_truth(measured, basis, instant), basis.level.values.at(instant)
    if row.kind == "ban":
        if state.opened.sure:
            return "breached", None
        if state.ended.sure:
            return "ended", None
        if state.suspended.sure:
            return "suspended", None
        if stand is None:
            return "undetermined", "unreported"
        if not state.breach.possible and not state.opened.possible and not stands.possible:
            return "kept", None
        return "undetermined", _why_level_unknown(stand, basis.level.standing.at(instant))
    if state.ended.sure:
        return "ended", None
    if state.suspended.sure:
        return "suspended", None
    if stand is None:
        return "undetermined", "unreported"
    if stands.sure:
        return "met", None
    if stands.possible:
        return "undetermined", _why_level_unknown(stand, basis.level.standing.at(instant))
    return ("partly met" if stand.established.low > 0 else "short"), None


def _why_level_unknown(stand: Stand, issues: Sequence[Issue]) -> Cause:
    """Where words differ: contested. Where one side speaks alone, and too weakly: short of the
    standard. Where they speak well enough and leave it open: unreported."""
    weighed = [one for issue in issues for one in (*issue.thresholds, *issue.excesses)]
    open_ones = [
        one
        for one in weighed
        if not one.truth.is_known and one.amount < UNBOUNDED
        if one.supporting.claims or one.opposing.claims
    ]
    differ = len({(issue.amount, issue.shown_high) for issue in issues}) > 1
    if differ or any(one.supporting.claims and one.opposing.claims for one in open_ones):
        return "contested"
    if any(issue.contested for issue in issues):
        return "contested"
    return "short of the standard" if open_ones else "unreported"


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
    if len({figure.amount for figure in counter.figures_at(instant)}) > 1:
        return "contested"  # by their rules of counting
    issues = [issue for issue in counter.issues if issue.weighs_from <= instant]
    return _why(issues, None, instant)


def _why(
    issues: list[Issue] | tuple[Issue, ...], state: RowState | None, instant: Instant
) -> Cause:
    """Both sides heard: contested. One side only, and too weakly: short of the standard. Well
    enough, and of a time that is not over: not known when."""
    if not issues:
        return "unreported"
    open_ones = [t for issue in issues for t in issue.thresholds if not t.truth.is_known]
    if any(t.supporting.claims and t.opposing.claims for t in open_ones):
        return "contested"
    if any(issue.contested for issue in issues):
        return "contested"
    running = [i for i in issues if i.kind == "event" and instant < i.when.end and i.amount.low > 0]
    if running and not open_ones:
        return "not known when"
    if state is not None and not open_ones:
        return "contested"
    return "short of the standard"
