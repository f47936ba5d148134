"""Outlines: what of a solved subject others can see, until a date.

Two ways in which a subject may stand are one to all who wait on it if their outlines are equal:
which incident breached a ban, for one, nobody asks. So what waits on it need not be solved twice.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from servanda.agreement.model import DeedClause
from servanda.values.instant import Instant
from servanda.values.timeline import Timeline
from servanda.verdict.basis import Basis
from servanda.verdict.state import PhaseState, RowState
from servanda.verdict.subject import Solved
from servanda.verdict.terms import Row


def outline(component: Mapping[str, Solved], begun: frozenset[str], until: Instant) -> object:
    """All that can be seen of the subjects of a component. Of those in `begun` somebody asks how
    much of them was done."""
    return [_of_subject(solved, name in begun, until) for name, solved in sorted(component.items())]


def _of_subject(solved: Solved, is_asked_begun: bool, until: Instant) -> object:
    rows = [
        (
            row.key,
            _seen(solved.rows[row.key], solved.midway.get(row.key, {}), until),
            _basis(row, solved.bases[row.key], is_asked_begun),
        )
        for row in solved.subject.rows
    ]
    phase: object = None
    if solved.phase is not None:
        midway = solved.phase_midway
        phase = _steps(
            (t, _of_phase(midway.get(t, state)), _of_phase(state))
            for t, state in _all_steps(solved.phase, midway, until)
        )
    return solved.subject.replaced_by, rows, phase


def _seen(line: Timeline[RowState], midway: Mapping[Instant, RowState], until: Instant) -> object:
    return _steps(
        (t, _of_row(midway.get(t, state)), _of_row(state))
        for t, state in _all_steps(line, midway, until)
    )


def _all_steps(
    line: Timeline[RowState] | Timeline[PhaseState],
    midway: Mapping[Instant, RowState] | Mapping[Instant, PhaseState],
    until: Instant,
) -> Iterable[tuple[Instant, object]]:
    """The instants up to a date at which anything may have changed, with the state from then on."""
    instants = sorted(t for t in {*line.instants, *midway} if t <= until)
    return [(t, line.at(t)) for t in instants]


def _steps(seen: Iterable[tuple[Instant, object, object]]) -> object:
    """Without the instants at which nothing changes."""
    found: list[tuple[Instant, object, object]] = []
    for t, midway, state in seen:
        if not found or found[-1][2] != state or midway != state:
            found.append((t, midway, state))
    return found


def _of_row(state: object) -> object:
    assert isinstance(state, RowState), "a row has states of a row"
    return replace(
        state, pending_incidents=(), confirmed=(), alleged=(), excused_incidents=(),
        acts=(), act_doubt=None,
    )  # fmt: skip


def _of_phase(state: object) -> object:
    assert isinstance(state, PhaseState), "a phase has states of a phase"
    return replace(state, acts=(), act_doubt=None)


def _basis(row: Row, basis: Basis, is_asked_begun: bool) -> object:
    is_quota = isinstance(row.measured, DeedClause) and row.measured.each_period is not None
    if is_quota:
        return basis
    return (basis.outcome, basis.pieces, basis.owed, basis.level) if is_asked_begun else None
