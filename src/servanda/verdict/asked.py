"""What conditions ask of a stipulation: whether its rows, or some of them, are in a state."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from servanda.agreement.model import DeedClause, StipulationState
from servanda.values.bounds import FALSE, TRUE, Truth
from servanda.values.calendar import Calendar
from servanda.values.instant import BEGINNING, NEVER, Instant
from servanda.values.timeline import from_steps
from servanda.verdict.answer import Answer, Asked
from servanda.verdict.basis import Basis
from servanda.verdict.quota import quota_failing
from servanda.verdict.state import RowState
from servanda.verdict.stipulation import begun_now
from servanda.verdict.subject import Solved, Subject
from servanda.verdict.terms import Row, RowKey, is_quota

OF_ALL: frozenset[StipulationState] = frozenset(
    {"done", "in-force", "due", "certified", "waived", "terminated"}
)
Rows = Sequence[tuple[Row, RowState, Basis]]


def rows_are(
    rows: Rows,
    state: StipulationState,
    bearer: str | None,
    instant: Instant,
    calendar: Calendar,
    by: str | None = None,
) -> Truth:
    """`done`, `in force`, `due`, `certified`, `waived` and `terminated` of all rows; `begun`,
    `overdue`, `breached`, `suspended` and `extended` of any."""
    asked = [one for one in rows if bearer is None or bearer in one[0].bearer]
    truths = [_row_is(*one, state, instant, calendar, by) for one in asked]
    if state in OF_ALL:
        result = Truth(bool(truths), bool(truths))
        for truth in truths:
            result = result & truth
        return result
    result = FALSE
    for truth in truths:
        result = result | truth
    return result


def answer_of(solved: Solved, asked: Asked, calendar: Calendar) -> Answer | None:
    """The answer of a stipulation solved before, worked out once; None where it hangs on more than
    its own states: on what others replace, on evidence, and of quotas on the periods that pass."""
    if asked not in solved.answers:
        rows = [row for row in solved.subject.rows if asked.stage in (None, row.stage)]
        by_periods = asked.state in ("overdue", "breached") and any(map(is_quota, rows))
        if solved.subject.replaced_by or asked.state == "begun" or by_periods:
            return None
        solved.answers[asked] = _answer(solved, rows, asked, calendar)
    return solved.answers[asked]


def turns_of(solved: Solved, asked: Asked, calendar: Calendar) -> tuple[Instant, ...]:
    """The instants at which the answer may change."""
    answer = answer_of(solved, asked, calendar)
    return solved.turns(calendar) if answer is None else answer.instants


def _answer(solved: Solved, rows: Sequence[Row], asked: Asked, calendar: Calendar) -> Answer:
    lines = [solved.rows[row.key] for row in rows]
    instants = {instant for line in lines for instant in line.instants}
    if asked.state == "due":
        ends = (end for line in lines for s in line.values for end in (s.due.start, s.due.end))
        instants |= {end for end in ends if end < NEVER}

    def among(states: Mapping[RowKey, RowState], instant: Instant) -> Truth:
        seen = [(row, states[row.key], solved.bases[row.key]) for row in rows]
        return rows_are(seen, asked.state, asked.bearer, instant, calendar, asked.by)

    def after(instant: Instant) -> Truth:
        return among({row.key: solved.rows[row.key].at(instant) for row in rows}, instant)

    line = from_steps(after(BEGINNING), [(instant, after(instant)) for instant in instants])

    def early(told: Mapping[RowKey, Mapping[Instant, RowState]]) -> Mapping[Instant, Truth]:
        visited = sorted(told[rows[0].key]) if rows else []
        truths = {t: among({row.key: told[row.key][t] for row in rows}, t) for t in visited}
        return {instant: truth for instant, truth in truths.items() if truth != line.at(instant)}

    return Answer(line, early(solved.begun), early(solved.midway))


def or_successors(own: Truth, subject: Subject, rows: Rows, ask: Callable[[str], Truth]) -> Truth:
    """The same of what a superseded stipulation was replaced by: in it the commitment lives on."""
    if not subject.replaced_by or not rows:
        return own
    superseded = TRUE
    for _, state, _ in rows:
        superseded = superseded & state.superseded
    if not superseded.possible:
        return own
    result = own
    for name in subject.replaced_by:
        result = result | (superseded & ask(name))
    return result


def _row_is(
    row: Row,
    state: RowState,
    basis: Basis,
    asked: StipulationState,
    instant: Instant,
    calendar: Calendar,
    by: str | None,
) -> Truth:
    match asked:
        case "done":
            return state.done
        case "begun":
            return begun_now(row, basis.due_at(state.due), instant)
        case "due":  # by the date itself: in a loop expiry comes after what waits for it
            return Truth(instant >= state.due.end, instant >= state.due.start)
        case "overdue" | "breached":
            if isinstance(row.measured, DeedClause) and row.measured.each_period is not None:
                return quota_failing(row, row.measured, state, basis, instant, calendar)
            return state.breach
        case _:
            return _stands(state, asked, by)


def _stands(state: RowState, asked: StipulationState, by: str | None) -> Truth:
    """How time and acts leave a row."""
    match asked:
        case "in-force":
            return state.in_force
        case "suspended":
            return state.suspended
        case "extended":
            return _any(extension.truth for extension in state.extensions)
        case "waived":
            return state.waived
        case "terminated":
            return state.terminated
        case "certified":
            return _any(truth for makers, truth in state.certificates if by is None or by in makers)
        case _:
            raise AssertionError(f"not a matter of time or acts: {asked}")


def _any(truths: Iterable[Truth]) -> Truth:
    result = FALSE
    for truth in truths:
        result = result | truth
    return result
