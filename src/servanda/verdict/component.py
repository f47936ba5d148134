"""Solving: all rows and phases that depend on one another, together, instant by instant.

Stipulations are sorted into components along their references. One that is in no loop is a
component by itself and sees the others as finished timelines; those in a loop are stepped
together. The instants visited are those at which some evidence or some earlier component changes,
and the deadlines that arise on the way, so one pass gives every date.
"""

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from servanda.agreement.model import (
    Condition,
    DeedClause,
    LevelClause,
    Phase,
    StipulationState,
    WithinClause,
)
from servanda.evidence.counter import Counter
from servanda.values.bounds import FALSE, UNKNOWN, Truth
from servanda.values.calendar import Calendar
from servanda.values.instant import BEGINNING, NEVER, Instant, Interval
from servanda.values.timeline import Timeline, from_steps
from servanda.verdict.conditions import changes_in, names_in, truth_of
from servanda.verdict.docket import Basis, Docket
from servanda.verdict.quota import quota_failing
from servanda.verdict.state import PhaseState, RowState
from servanda.verdict.stipulation import (
    Now,
    amount_at,
    begin,
    breach,
    done_now,
    expire,
    fulfil,
    pass_time,
    suspend,
)
from servanda.verdict.terms import Row, RowKey, Terms

MOST_INSTANTS = 20_000  # a loop that runs on past this is stopped and left as it stands


@dataclass(frozen=True, slots=True)
class Subject:
    """A stipulation's rows, or a phase, under one reading."""

    name: str
    rows: tuple[Row, ...]
    phase: Phase | None
    terms: Terms

    @property
    def waits_on(self) -> frozenset[str]:
        """The names its conditions ask about."""
        names: frozenset[str] = frozenset()
        for condition in conditions_of(self.terms):
            names |= names_in(condition)
        return names


@dataclass(frozen=True, slots=True)
class Solved:
    """A subject with its states over all time."""

    subject: Subject
    rows: Mapping[RowKey, Timeline[RowState]]
    phase: Timeline[PhaseState] | None
    bases: Mapping[RowKey, Basis]
    midway: Mapping[RowKey, Mapping[Instant, RowState]] = field(default_factory=dict, repr=False)
    phase_midway: Mapping[Instant, PhaseState] = field(default_factory=dict, repr=False)

    def turns(self) -> tuple[Instant, ...]:
        """The instants at which what others may ask of it changes."""
        found = {t for line in self.rows.values() for t in line.instants}
        found |= set(self.phase.instants) if self.phase else set()
        for basis in self.bases.values():
            if basis.outcome is not None:
                found |= {*basis.outcome.surely.instants, *basis.outcome.claimed.instants}
            for tally in basis.tallies:
                found |= {window.window.end for window in tally.windows}
        return tuple(found)

    def changes(self) -> tuple[Instant, ...]:
        found = {t for line in self.rows.values() for t in line.instants}
        found |= set(self.phase.instants) if self.phase else set()
        for basis in self.bases.values():
            found |= set(changes_of_basis(basis))
        return tuple(sorted(found))


def conditions_of(terms: Terms) -> Iterator[Condition]:
    """Every condition on which the terms, and those of their stages, hang."""
    own = list(_own_conditions(terms))
    yield from own
    staged = (condition for stage in terms.stages for condition in _own_conditions(stage.terms))
    yield from (condition for condition in dict.fromkeys(staged) if condition not in own)


def _own_conditions(terms: Terms) -> Iterator[Condition]:
    deadline = terms.deadline.of if isinstance(terms.deadline, WithinClause) else None
    single = (terms.trigger, deadline, terms.end, terms.exception, terms.begins, terms.ends)
    yield from (condition for condition in single if condition is not None)
    yield from (suspension.condition for suspension in terms.suspensions)
    yield from terms.withheld_until


def solve(
    members: Sequence[Subject], before: Mapping[str, Solved], docket: Docket
) -> dict[str, Solved]:
    """The members of one component, given the components they wait on."""
    stage = _Stage(docket, before, {member.name: member for member in members})
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


@dataclass(slots=True)
class _Stage:
    """The states of a component while it is being stepped; also the scene of its conditions."""

    docket: Docket
    before: Mapping[str, Solved]
    members: Mapping[str, Subject]
    rows: dict[RowKey, Row] = field(default_factory=dict)
    states: dict[RowKey, RowState] = field(default_factory=dict)
    phases: dict[str, PhaseState] = field(default_factory=dict)
    bases: dict[RowKey, Basis] = field(default_factory=dict)
    history: dict[RowKey, list[tuple[Instant, RowState]]] = field(default_factory=dict)
    phase_history: dict[str, list[tuple[Instant, PhaseState]]] = field(default_factory=dict)
    midway: dict[RowKey, dict[Instant, RowState]] = field(default_factory=dict)
    phase_midway: dict[str, dict[Instant, PhaseState]] = field(default_factory=dict)
    is_early: bool = True  # before breach: others are read as they are then, too

    def __post_init__(self) -> None:
        for member in self.members.values():
            if member.phase is not None:
                self.phases[member.name] = PhaseState()
                self.phase_history[member.name] = []
                self.phase_midway[member.name] = {}
            for row in member.rows:
                self.rows[row.key] = row
                self.states[row.key] = RowState()
                self.bases[row.key] = self.docket.basis(row)
                self.history[row.key] = []
                self.midway[row.key] = {}

    def picture(self) -> tuple[object, ...]:
        """What others may be waiting for."""
        return (
            *((s.triggered, s.suspended, s.ended, s.breach) for s in self.states.values()),
            *((p.opened, p.ended) for p in self.phases.values()),
        )

    def now(self, instant: Instant) -> Now:
        agreement = self.docket.agreement
        return Now(
            instant,
            agreement.calendar,
            agreement.in_force,
            lambda condition: truth_of(condition, instant, self.docket, self),
        )

    def stipulation_is(
        self,
        name: str,
        state: StipulationState,
        bearer: str | None,
        instant: Instant,
        stage: str | None = None,
    ) -> Truth:
        if name in self.members:
            rows = [
                (row, self.states[row.key], self.bases[row.key]) for row in self.members[name].rows
            ]
        else:
            solved = self.before[name]
            rows = [
                (row, self.seen(solved, row.key, instant), solved.bases[row.key])
                for row in solved.subject.rows
            ]
        asked = [one for one in rows if stage is None or one[0].stage == stage]
        return rows_are(asked, state, bearer, instant, self.docket.agreement.calendar)

    def seen(self, solved: Solved, key: RowKey, instant: Instant) -> RowState:
        after = solved.rows[key].at(instant)
        return solved.midway[key].get(instant, after) if self.is_early else after

    def phase_is_open(self, name: str, instant: Instant) -> Truth:
        if name in self.phases:
            return self.phases[name].is_open
        line = self.before[name].phase
        assert line is not None, "a phase has a timeline"
        after = line.at(instant)
        seen = self.before[name].phase_midway.get(instant, after) if self.is_early else after
        return seen.is_open

    def changes_of(self, name: str) -> tuple[Instant, ...]:
        return () if name in self.members else self.before[name].turns()

    def finished(self, member: Subject) -> Solved:
        phase = None
        if member.phase is not None:
            phase = from_steps(PhaseState(), self.phase_history[member.name])
        return Solved(
            member,
            {row.key: from_steps(RowState(), self.history[row.key]) for row in member.rows},
            phase,
            {row.key: self.bases[row.key] for row in member.rows},
            {row.key: self.midway[row.key] for row in member.rows},
            self.phase_midway.get(member.name, {}),
        )


def _step(stage: _Stage, before: Instant, instant: Instant) -> list[Instant]:
    """All phases of one instant for all members; returns the deadlines now ahead."""
    now, was = stage.now(instant), stage.picture()
    stage.is_early = True
    rows, states, bases = stage.rows, stage.states, stage.bases
    for key, row in rows.items():
        states[key] = fulfil(row, bases[key], pass_time(row, states[key], before, instant), now)
    _begin_all(stage, now)
    states.update({key: expire(row, states[key], now) for key, row in rows.items()})
    for key, state in states.items():
        stage.midway[key][instant] = state
    for name, phase in stage.phases.items():
        stage.phase_midway[name][instant] = phase
    states.update({key: breach(row, bases[key], states[key], now) for key, row in rows.items()})
    stage.is_early = False
    _suspend_all(stage, now)
    _begin_all(stage, now)
    for key, state in states.items():
        stage.history[key].append((instant, state))
    for name, phase in stage.phases.items():
        stage.phase_history[name].append((instant, phase))
    ahead = [due for key, state in states.items() for due in _ahead(rows[key], state, instant)]
    return [*ahead, instant + 1] if stage.picture() != was else ahead


def _suspend_all(stage: _Stage, now: Now) -> None:
    """Suspension and resumption, to a fixpoint over bounds: nothing is known of any suspension
    until its condition tells, and where each waits for the other nothing ever is."""
    states = stage.states
    for key, row in stage.rows.items():
        if row.terms.suspensions:
            states[key] = replace(states[key], suspended=UNKNOWN & states[key].triggered)
    for _ in range(2 * len(stage.rows) + 1):
        found = {key: suspend(row, states[key], now) for key, row in stage.rows.items()}
        if found == states:
            return
        states.update(found)


def _begin_all(stage: _Stage, now: Now) -> None:
    """New instances, to a fixpoint: what begins may be what another waits for."""
    for _ in range(len(stage.members) + 2):
        rows = {key: begin(stage.rows[key], state, now) for key, state in stage.states.items()}
        phases = {
            name: _open(stage.members[name].terms, state, now)
            for name, state in stage.phases.items()
        }
        if rows == stage.states and phases == stage.phases:
            return
        stage.states.update(rows)
        stage.phases.update(phases)


def _open(terms: Terms, state: PhaseState, now: Now) -> PhaseState:
    """A phase latches when opened; it ends only where the text lets it."""
    opened, ended = state.opened, state.ended
    if terms.begins is not None and not opened.sure:
        opened = opened | now.truth(terms.begins)
    if terms.ends is not None and not ended.sure:
        ended = ended | (now.truth(terms.ends) & opened)
    start = now.instant if opened.possible and state.opened_at.start == NEVER else None
    end = now.instant if opened.sure and state.opened_at.end == NEVER else None
    at = Interval(
        state.opened_at.start if start is None else start,
        state.opened_at.end if end is None else end,
    )
    return replace(state, opened=opened, opened_at=at, ended=ended)


def _ahead(row: Row, state: RowState, instant: Instant) -> Iterator[Instant]:
    """Deadlines, unless they move on while the clock stands, and ends of time boxes."""
    stops = any(suspension.stops_clock for suspension in row.terms.suspensions)
    if instant < state.due.start < NEVER and not (stops and state.suspended.sure):
        yield state.due.start
    if instant < state.due.end < NEVER and not (stops and state.suspended.possible):
        yield state.due.end
    for moment in state.box:
        if instant < moment < NEVER:
            yield moment


def rows_are(
    rows: Sequence[tuple[Row, RowState, Basis]],
    state: StipulationState,
    bearer: str | None,
    instant: Instant,
    calendar: Calendar,
) -> Truth:
    """`done` and `in-force` of all rows; `begun`, `overdue` and `breached` of any."""
    asked = [one for one in rows if bearer is None or bearer in one[0].bearer]
    truths = [_row_is(*one, state, instant, calendar) for one in asked]
    if state in ("done", "in-force"):
        result = Truth(bool(truths), bool(truths))
        for truth in truths:
            result = result & truth
        return result
    result = FALSE
    for truth in truths:
        result = result | truth
    return result


def _row_is(
    row: Row,
    state: RowState,
    basis: Basis,
    asked: StipulationState,
    instant: Instant,
    calendar: Calendar,
) -> Truth:
    match asked:
        case "done":
            return state.done
        case "begun":
            return _is_begun(row, basis, instant)
        case "overdue" | "breached":
            if isinstance(row.measured, DeedClause) and row.measured.each_period is not None:
                return quota_failing(row, row.measured, state, basis, instant, calendar)
            return state.breach
        case "in-force":
            return state.in_force
        case "due":
            return state.expired
        case "suspended":
            return state.suspended
        case _:
            raise AssertionError(f"no row is {asked} yet")


def _is_begun(row: Row, basis: Basis, instant: Instant) -> Truth:
    if isinstance(row.measured, LevelClause):
        return done_now(row, basis, instant)
    if basis.outcome is None:
        return FALSE
    low, high = amount_at(basis, instant)
    return Truth(low > 0, high > 0) if high > 0 else FALSE


# --- Instants --------------------------------------------------------------------------------


def _first_agenda(members: Iterable[Subject], stage: _Stage) -> set[Instant]:
    instants = {stage.docket.agreement.in_force}
    for member in members:
        for condition in conditions_of(member.terms):
            changes = set(changes_in(condition, stage.docket, stage))
            instants |= changes | {instant + 1 for instant in changes if instant > BEGINNING}
        for row in member.rows:
            instants |= set(changes_of_basis(stage.bases[row.key]))
            instants |= set(_ends_of_grace(row, stage.bases[row.key], stage.docket))
    return {instant for instant in instants if BEGINNING < instant < NEVER}


def _ends_of_grace(row: Row, basis: Basis, docket: Docket) -> Iterator[Instant]:
    """When the grace for each unit of a ratio's base is over."""
    grace = row.terms.grace.duration if row.terms.grace is not None else None
    if grace is not None and basis.base is not None:
        for instant in (*basis.base.surely.instants, *basis.base.claimed.instants):
            yield docket.agreement.calendar.after(instant, grace)


def changes_of_basis(basis: Basis) -> Iterator[Instant]:
    """The instants at which the evidence of a row changes."""
    for counter in (basis.outcome, basis.performance, basis.base):
        if counter is not None:
            yield from _changes_of_counter(counter)
    if basis.level is not None:
        yield from basis.level.values.instants
    for tally in basis.tallies:
        yield from (window.window.end for window in tally.windows)
    yield from basis.found.instants


def _changes_of_counter(counter: Counter) -> Iterator[Instant]:
    yield from counter.surely.instants
    yield from counter.claimed.instants
    yield from counter.shown.instants
    for issue in counter.issues:
        yield from (issue.weighs_from, issue.when.end)
