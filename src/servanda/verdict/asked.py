"""What conditions ask of a stipulation: whether its rows, or some of them, are in a state."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from servanda.agreement.model import DeedClause, StipulationState
from servanda.values.bounds import FALSE, TRUE, Truth
from servanda.values.calendar import Calendar
from servanda.values.instant import BEGINNING, NEVER, Instant
from servanda.values.timeline import from_steps
from servanda.verdict.docket import Basis
from servanda.verdict.quota import quota_failing
from servanda.verdict.state import RowState
from servanda.verdict.stipulation import begun_now
from servanda.verdict.subject import Solved, Subject
from servanda.verdict.terms import Row
from servanda.verdict.told import Asked, Told

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


def told_by(solved: Solved, asked: Asked, calendar: Calendar) -> Told | None:
    """The answer of a stipulation solved before, worked out once; None where it hangs on more than
    its own states: of what others replace, and of quotas, which fail as periods pass."""
    if asked not in solved.told:
        rows = [row for row in solved.subject.rows if asked.stage in (None, row.stage)]
        if solved.subject.replaced_by or any(_is_told_by_periods(row, asked) for row in rows):
            return None
        solved.told[asked] = _told(solved, rows, asked, calendar)
    return solved.told[asked]


def turns_of(solved: Solved, asked: Asked, calendar: Calendar) -> tuple[Instant, ...]:
    """The instants at which the answer may change."""
    told = told_by(solved, asked, calendar)
    if told is not None:
        return told.instants
    found = {t for line in solved.rows.values() for t in line.instants}
    rows = solved.subject.rows
    if asked.state == "begun" or any(_is_told_by_periods(row, asked) for row in rows):
        found |= {t for basis in solved.bases.values() for t in _turns_of_evidence(basis)}
    return tuple(found)


def _told(solved: Solved, rows: Sequence[Row], asked: Asked, calendar: Calendar) -> Told:
    instants: set[Instant] = set()
    visited: set[Instant] = set()
    for row in rows:
        line = solved.rows[row.key]
        instants |= set(line.instants)
        visited |= solved.midway[row.key].keys()
        if asked.state == "begun":
            instants |= set(_turns_of_evidence(solved.bases[row.key]))
        elif asked.state == "due":
            instants |= {t for s in line.values for t in (s.due.start, s.due.end) if t < NEVER}

    def after(instant: Instant) -> Truth:
        seen = [(r, solved.rows[r.key].at(instant), solved.bases[r.key]) for r in rows]
        return rows_are(seen, asked.state, asked.bearer, instant, calendar, asked.by)

    def midway(instant: Instant) -> Truth:
        seen = [(r, solved.midway[r.key][instant], solved.bases[r.key]) for r in rows]
        return rows_are(seen, asked.state, asked.bearer, instant, calendar, asked.by)

    line_of_truth = from_steps(after(BEGINNING), [(t, after(t)) for t in instants])
    early = {t: truth for t in sorted(visited) if (truth := midway(t)) != line_of_truth.at(t)}
    return Told(line_of_truth, early)


def _is_told_by_periods(row: Row, asked: Asked) -> bool:
    is_quota = isinstance(row.measured, DeedClause) and row.measured.each_period is not None
    return is_quota and asked.state in ("overdue", "breached")


def _turns_of_evidence(basis: Basis) -> Iterator[Instant]:
    shares = basis.owed.shares if basis.owed is not None else None
    for counter in (basis.outcome, basis.pieces, shares):
        if counter is not None:
            yield from counter.surely.instants
            yield from counter.claimed.instants
    if basis.owed is not None:
        yield from basis.owed.changes()
    if basis.level is not None:
        yield from basis.level.values.instants
    yield from basis.found.instants
    for tally in basis.tallies:
        yield from (window.window.end for window in tally.windows)


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
            return begun_now(row, basis, instant)
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
