"""Incidents: what a ban forbids and somebody is said to have done, dated, counted, never open."""

from collections.abc import Container, Iterable
from dataclasses import replace

from servanda.evidence.issue import Issue
from servanda.values.bounds import FALSE, Truth
from servanda.values.instant import Instant
from servanda.verdict.basis import Basis
from servanda.verdict.now import Now
from servanda.verdict.state import RowState, Unattributed
from servanda.verdict.terms import Row


def count_incidents(row: Row, basis: Basis, state: RowState, now: Now) -> RowState:
    """An incident is a breach if the ban was in force, and nothing excused it, through all of its
    time; perhaps one if the ban was in force at any instant of it."""
    assert basis.performance is not None, "a ban on a deed has a counter"
    state = _count_unattributed(basis, state, now)
    pending = dict(state.pending_incidents)
    confirmed, alleged = list(state.confirmed), list(state.alleged)
    excused = list(state.excused_incidents)
    exception = now.truth(row.terms.exception) if row.terms.exception else FALSE
    for issue in _under_way(basis.performance.events, now.instant, pending):
        if issue.when.start < now.instant < issue.when.end or now.instant == issue.weighs_from:
            force, excuse = pending.get(issue.id, (state.in_force, exception))
            force = _ever_and_always(force, state.in_force)
            pending[issue.id] = (force, _ever_and_always(excuse, exception))
            if force.possible and issue.truth.possible and issue.id not in alleged:
                alleged.append(issue.id)
        if issue.when.end <= now.instant and issue.id in pending:
            force, excuse = pending.pop(issue.id)
            if excuse.sure and issue.id in alleged:
                alleged.remove(issue.id)
                excused.append(issue.id)
            elif force.sure and issue.truth.sure and not excuse.possible:
                alleged.remove(issue.id)
                confirmed.append(issue.id)
    found = basis.found.at(now.instant) == "find-breached" and state.in_force.sure
    counted = tuple(confirmed), tuple(alleged), tuple(excused)
    before = state.confirmed, state.alleged, state.excused_incidents
    waiting = tuple(sorted(pending.items()))
    if (waiting, *counted) == (state.pending_incidents, *before) and not found:
        return state
    certain = bool(confirmed) or found or state.opened.sure
    was = Truth(certain, certain or bool(alleged))
    return replace(
        state,
        pending_incidents=waiting,
        confirmed=counted[0],
        alleged=counted[1],
        excused_incidents=counted[2],
        opened=was,
        breach=was,
    )


def _count_unattributed(basis: Basis, state: RowState, now: Now) -> RowState:
    """What was done while the ban was in force by somebody whom nobody names."""
    if not basis.unattributed:
        return state
    before = state.unattributed
    pending, confirmed, alleged = dict(before.pending), [*before.confirmed], [*before.alleged]
    for issue in _under_way(basis.unattributed, now.instant, pending):
        if issue.when.start < now.instant < issue.when.end or now.instant == issue.weighs_from:
            force = _ever_and_always(pending.get(issue.id, state.in_force), state.in_force)
            pending[issue.id] = force
            if force.possible and issue.truth.possible and issue.id not in alleged:
                alleged.append(issue.id)
        if issue.when.end <= now.instant and issue.id in pending:
            force = pending.pop(issue.id)
            if force.sure and issue.truth.sure:
                alleged.remove(issue.id)
                confirmed.append(issue.id)
    after = Unattributed(tuple(sorted(pending.items())), tuple(confirmed), tuple(alleged))
    return state if after == before else replace(state, unattributed=after)


def _under_way(events: Iterable[Issue], instant: Instant, pending: Container[str]) -> list[Issue]:
    """Those that may begin, last or be over at this instant: of most, nothing changes."""
    return [one for one in events if one.when.end + 1 >= instant or one.id in pending]


def _ever_and_always(before: Truth, truth: Truth) -> Truth:
    """Surely: at every instant so far. Possibly: at any of them."""
    return Truth(before.sure and truth.sure, before.possible or truth.possible)
