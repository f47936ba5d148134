"""Solving: all rows and phases that depend on one another, together, instant by instant.

Stipulations are sorted into components along their references. One that is in no loop is a
component by itself and sees the others as finished timelines; those in a loop are stepped
together. The instants visited are those at which some evidence or some earlier component changes,
and the deadlines that arise on the way, so one pass gives every date.
"""

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from servanda.agreement.model import Condition
from servanda.values.bounds import FALSE, TRUE, UNKNOWN, Truth
from servanda.values.instant import BEGINNING, NEVER, Instant, Interval
from servanda.verdict.answer import Asked
from servanda.verdict.conditions import changes_in, truth_of
from servanda.verdict.deadline import dues_ahead, pass_time
from servanda.verdict.docket import Account, Docket
from servanda.verdict.effects import (
    SUSPENDING,
    act_on,
    act_on_phase,
    held_back,
    moments_of,
)
from servanda.verdict.now import Now
from servanda.verdict.periods import note_absence
from servanda.verdict.quota import turns_ahead
from servanda.verdict.stage import Stage
from servanda.verdict.state import NOT_YET, PhaseState
from servanda.verdict.stipulation import begin, breach, break_off, expire, fulfil, suspend
from servanda.verdict.subject import (
    Solved,
    Subject,
    conditions_of,
    ends_of_grace,
)
from servanda.verdict.terms import is_quota
from servanda.verdict.turns import turns_of_basis

MOST_INSTANTS = 20_000  # a loop that runs on past this is stopped and left as it stands


def solve(
    members: Sequence[Subject], before: Mapping[str, Solved], docket: Docket, account: Account
) -> dict[str, Solved]:
    """The members of one component, given the components they wait on. The account gets all of
    these that came into it."""
    stage = Stage(docket, before, {member.name: member for member in members}, account)
    agenda = sorted(_first_agenda(members, stage))
    heapq.heapify(agenda)
    at, visited = BEGINNING, 0
    while agenda and visited < MOST_INSTANTS:
        instant = heapq.heappop(agenda)
        if instant == at or instant >= NEVER:
            continue
        visited += 1
        for due in _step(stage, at, instant):
            heapq.heappush(agenda, due)
        at = instant
    return {member.name: stage.finished(member) for member in members}


# --- One instant -----------------------------------------------------------------------------


def _step(stage: Stage, before: Instant, instant: Instant) -> list[Instant]:
    """All phases of one instant for all members; returns the deadlines now ahead."""
    now, was = stage.now(instant), stage.picture()
    _look_back(stage, instant)
    stage.is_early = stage.is_first = True
    rows, states, bases = stage.rows, stage.states, stage.bases
    for key in rows:
        states[key] = pass_time(states[key], before, instant, now.calendar)
    _act_on_all(stage, now)
    for key, row in rows.items():
        states[key] = fulfil(row, bases[key].due_at(states[key].due), states[key], now)
    _begin_all(stage, now)
    opened = [stage.watch.have_opened(one.acts, instant, now.truth)
              for one in stage.members.values()]  # fmt: skip
    if any(opened):
        _act_on_all(stage, now)
    for key, state in states.items():
        stage.begun[key][instant] = state
    stage.is_first = False
    states.update({key: expire(row, states[key], now) for key, row in rows.items()})
    for key, state in states.items():
        stage.midway[key][instant] = state
    for name, phase in stage.phases.items():
        stage.phase_midway[name][instant] = phase
    states.update(
        {
            key: breach(row, bases[key].due_at(states[key].due), states[key], now)
            for key, row in rows.items()
        }
    )
    stage.is_early = False
    _suspend_all(stage, now)
    _begin_all(stage, now)
    for member in stage.members.values():
        stage.watch.look_around(member.acts, instant, now.truth)
    for key, row in rows.items():
        if is_quota(row):
            states[key] = note_absence(states[key], instant)
        stage.history[key].append((instant, states[key]))
    for name, phase in stage.phases.items():
        stage.phase_history[name].append((instant, phase))
    ahead = [due for key, state in states.items() for due in dues_ahead(state, instant)]
    for key, last in stage.evidence.items():
        ahead.extend(turns_ahead(rows[key], states[key], bases[key], last, now))
    return [*ahead, instant + 1] if stage.picture() != was else ahead


def _act_on_all(stage: Stage, now: Now) -> None:
    for key, state in stage.states.items():
        acts = stage.acts[key]
        stage.states[key] = act_on(state, acts, stage.watch, now.instant, now.calendar)
    for name, phase in stage.phases.items():
        acts = stage.members[name].acts
        if acts:
            stage.phases[name] = act_on_phase(phase, acts, stage.watch, now.instant)


def _suspend_all(stage: Stage, now: Now) -> None:
    """Suspension and resumption, to a fixpoint over bounds: nothing is known of any suspension
    until its condition tells, and where each waits for the other nothing ever is."""
    states, acts = stage.states, stage.acts
    for key, row in stage.rows.items():
        if row.terms.suspensions or any(act.made.act in SUSPENDING for act in acts[key]):
            states[key] = replace(states[key], suspended=UNKNOWN & states[key].triggered)
    for _ in range(2 * (len(stage.rows) + len(stage.phases)) + 1):
        found = {}
        for key, row in stage.rows.items():
            works = states[key].acts
            held = held_back(acts[key], stage.watch, works, now.instant, now.truth)
            found[key] = suspend(row, states[key], held, now)
        phases = {name: _held(name, phase, stage, now) for name, phase in stage.phases.items()}
        if found == states and phases == stage.phases:
            break
        states.update(found)
        stage.phases.update(phases)
    for key, row in stage.rows.items():
        states[key] = break_off(row, states[key], now)


def _held(name: str, phase: PhaseState, stage: Stage, now: Now) -> PhaseState:
    acts = stage.members[name].acts
    if not acts:
        return phase
    suspended, _ = held_back(acts, stage.watch, phase.acts, now.instant, now.truth)
    return replace(phase, suspended=suspended)


def _look_back(stage: Stage, instant: Instant) -> None:
    """Windows of acts are read as they stood until this instant."""
    stage.is_early = False
    for member in stage.members.values():
        stage.watch.look_back(
            member.acts,
            instant,
            lambda condition: truth_of(condition, instant - 1, stage.docket, stage),
        )


def _begin_all(stage: Stage, now: Now) -> None:
    """New instances, to a fixpoint: what begins may be what another waits for. Phases open first:
    what waits for one that is not open looks after it may have opened."""
    for _ in range(len(stage.members) + 2):
        phases = {name: _open(name, state, stage, now) for name, state in stage.phases.items()}
        have_opened = phases != stage.phases
        stage.phases.update(phases)
        rows = {key: begin(stage.rows[key], state, now) for key, state in stage.states.items()}
        if rows == stage.states and not have_opened:
            break
        stage.states.update(rows)
    for member in stage.members.values():
        _supersede(member, stage, now)


def _supersede(member: Subject, stage: Stage, now: Now) -> None:
    """What is replaced by an act, by a successor once that is triggered, or, as long as that is in
    force, by what prevails over it."""
    others = stage.are_triggered(member.replaced_by, now.instant)
    for name in member.overridden_by:
        others = others | stage.stipulation_is(name, "in-force", None, now.instant)
    for row in member.rows:
        state = stage.states[row.key]
        if state.superseded != state.replaced | others:
            stage.states[row.key] = replace(state, superseded=state.replaced | others)


def _open(name: str, state: PhaseState, stage: Stage, now: Now) -> PhaseState:
    """A phase latches when opened and ends only where the text lets it; one that is open while a
    condition holds is open exactly then."""
    terms = stage.members[name].terms
    opened, ended, holding, lapsed = state.opened, state.ended, TRUE, state.lapsed
    if terms.begins is not None and not opened.sure:
        opened = opened | now.truth(terms.begins)
        if opened.possible and _had_it_not(name, terms.begins, stage, now).sure:
            opened = TRUE  # either it had opened before, or it does now
    if terms.open_while is not None:
        holding = now.truth(terms.open_while)
        opened = opened | (holding if terms.begins is None else FALSE)
    if terms.ends is not None and not ended.sure:
        ended = ended | (now.truth(terms.ends) & opened)
    but_for = tuple(_ends_but_for(name, terms.ends, opened, stage, now)) if terms.ends else ()
    if terms.lapses is not None:
        lapsed = lapsed | now.truth(terms.lapses)
    came = opened & holding
    before = state.opened_at if terms.open_while is None or came.possible else NOT_YET
    start = now.instant if came.possible and before.start == NEVER else before.start
    end = now.instant if came.sure and before.end == NEVER else before.end
    at = Interval(start, end)
    return replace(
        state, opened=opened, opened_at=at, ended=ended, holding=holding, lapsed=lapsed,
        ended_but_for=but_for,
    )  # fmt: skip


def _had_it_not(phase: str, condition: Condition, stage: Stage, now: Now) -> Truth:
    """Whether a condition would hold had that phase of the loop not opened until now."""
    stage.closed = phase
    truth = now.truth(condition)
    stage.closed = None
    return truth


def _ends_but_for(
    name: str, ends: Condition, opened: Truth, stage: Stage, now: Now
) -> Iterator[tuple[str, Truth]]:
    """Whether a phase had ended by now, had another of its loop never opened. What ends when the
    other opens, and perhaps has, has not ended in the only case in which the other still waits."""
    before = dict(stage.phases[name].ended_but_for)
    for other in stage.phases:
        if other != name:
            truth = _had_it_not(other, ends, stage, now) & opened
            yield other, before.get(other, FALSE) | truth


# --- Instants --------------------------------------------------------------------------------


def _first_agenda(members: Iterable[Subject], stage: Stage) -> set[Instant]:
    instants = {stage.docket.agreement.in_force}
    for member in members:
        changes = set(_changes_below(member, stage))
        instants |= changes | {instant + 1 for instant in changes if instant > BEGINNING}
        instants |= set(moments_of(member.acts))
        for row in member.rows:
            instants |= set(turns_of_basis(row, stage.bases[row.key]))
            instants |= set(ends_of_grace(row, stage.bases[row.key], stage.docket))
    return {instant for instant in instants if BEGINNING < instant < NEVER}


def _changes_below(member: Subject, stage: Stage) -> Iterator[Instant]:
    """Changes in what the member hangs on: conditions, windows of acts, and what supersedes it."""
    windows = (route.window for act in member.acts for route in act.routes)
    asked = (window for window in windows if window is not None)
    for condition in (*conditions_of(member.terms), *member.formed, *asked):
        yield from changes_in(condition, stage.docket, stage)
    for name in (*member.replaced_by, *member.overridden_by):
        yield from stage.changes_of(name, Asked("in-force"))
