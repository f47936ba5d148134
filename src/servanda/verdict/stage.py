"""A component while it is being stepped: the states of its members, and what they see of others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from servanda.agreement.model import StipulationState
from servanda.values.bounds import FALSE, Truth
from servanda.values.instant import Instant
from servanda.values.timeline import from_steps
from servanda.verdict.answer import Answer, Asked, Moment
from servanda.verdict.asked import Rows, answer_of, or_successors, rows_are, turns_of
from servanda.verdict.basis import Basis
from servanda.verdict.conditions import truth_of
from servanda.verdict.docket import Account, Docket
from servanda.verdict.effects import (
    Watch,
)
from servanda.verdict.now import Now
from servanda.verdict.onset import is_sure_once_over
from servanda.verdict.powers import Planned
from servanda.verdict.quota import last_evidence
from servanda.verdict.state import PhaseState, RowState
from servanda.verdict.subject import (
    Solved,
    Subject,
    changes_of_basis,
    is_triggered,
)
from servanda.verdict.terms import Row, RowKey, is_quota

# What comes into an account of what was solved before: an answer, its phase, its text, or all.
ANSWER, PHASE, SUBJECT, WHOLE = "answer", "phase", "subject", "whole"


@dataclass(slots=True)
class Stage:
    """The states of a component while it is being stepped; also the scene of its conditions."""

    docket: Docket
    before: Mapping[str, Solved]
    members: Mapping[str, Subject]
    account: Account
    rows: dict[RowKey, Row] = field(default_factory=dict)
    states: dict[RowKey, RowState] = field(default_factory=dict)
    phases: dict[str, PhaseState] = field(default_factory=dict)
    bases: dict[RowKey, Basis] = field(default_factory=dict)
    history: dict[RowKey, list[tuple[Instant, RowState]]] = field(default_factory=dict)
    phase_history: dict[str, list[tuple[Instant, PhaseState]]] = field(default_factory=dict)
    begun: dict[RowKey, dict[Instant, RowState]] = field(default_factory=dict)
    midway: dict[RowKey, dict[Instant, RowState]] = field(default_factory=dict)
    phase_midway: dict[str, dict[Instant, PhaseState]] = field(default_factory=dict)
    acts: dict[RowKey, tuple[Planned, ...]] = field(default_factory=dict)
    evidence: dict[RowKey, Instant] = field(default_factory=dict)  # of quotas asked about: the last
    watch: Watch = field(default_factory=Watch)
    is_early: bool = True  # before breach: others are read as they are then, too
    is_first: bool = True  # and before expiry
    closed: str | None = None  # a phase that is supposed, for now, not to have opened

    def __post_init__(self) -> None:
        asked = {name for member in self.members.values() for name in member.waits_on}
        for member in self.members.values():
            if member.phase is not None or (member.acts and not member.rows):
                self.phases[member.name] = PhaseState()
                self.phase_history[member.name] = []
                self.phase_midway[member.name] = {}
            for row in member.rows:
                self.rows[row.key] = row
                self.acts[row.key] = member.acts_on(row)
                self.states[row.key] = RowState()
                self.bases[row.key] = basis = self.docket.basis(row)
                if is_quota(row) and row.name in asked:
                    self.evidence[row.key] = last_evidence(basis, changes_of_basis(basis))
                self.history[row.key] = []
                self.begun[row.key], self.midway[row.key] = {}, {}

    def picture(self) -> tuple[object, ...]:
        """What others may be waiting for."""
        return (
            *(
                (s.triggered, s.suspended, s.ended, s.breach, s.released)
                for s in self.states.values()
            ),
            *((p.is_open, p.is_over, p.suspended) for p in self.phases.values()),
        )

    def now(self, instant: Instant) -> Now:
        agreement = self.docket.agreement
        return Now(
            instant,
            agreement.calendar,
            agreement.in_force,
            lambda condition: truth_of(condition, instant, self.docket, self),
            lambda condition: is_sure_once_over(condition, agreement, self.subject_of),
        )

    def stipulation_is(
        self,
        name: str,
        state: StipulationState,
        bearer: str | None,
        instant: Instant,
        stage: str | None = None,
        by: str | None = None,
    ) -> Truth:
        if name in self.before:
            answer = self._answer(name, Asked(state, bearer, stage, by))
            if answer is not None:
                return answer.at(instant, self.moment)
        rows = [one for one in self.rows_of(name, instant) if stage in (None, one[0].stage)]
        own = rows_are(rows, state, bearer, instant, self.docket.agreement.calendar, by)
        return or_successors(
            own,
            self.subject_of(name),
            rows,
            lambda other: self.stipulation_is(other, state, bearer, instant, None, by),
        )

    @property
    def moment(self) -> Moment:
        return "after" if not self.is_early else "begun" if self.is_first else "midway"

    def _answer(self, name: str, asked: Asked) -> Answer | None:
        answer = answer_of(self.before[name], asked, self.docket.agreement.calendar)
        if answer is not None:
            self.account[ANSWER, name, asked] = answer
        return answer

    def whole(self, name: str) -> Solved:
        solved = self.account[WHOLE, name] = self.before[name]
        return solved

    def subject_of(self, name: str) -> Subject:
        if name in self.members:
            return self.members[name]
        subject = self.account[SUBJECT, name] = self.before[name].subject
        return subject

    def rows_of(self, name: str, instant: Instant) -> Rows:
        if name in self.members:
            rows = self.members[name].rows
            return [(row, self.states[row.key], self.bases[row.key]) for row in rows]
        solved = self.whole(name)
        return [
            (row, self.seen(solved, row.key, instant), solved.bases[row.key])
            for row in solved.subject.rows
        ]

    def are_triggered(self, names: Iterable[str], instant: Instant) -> Truth:
        result = FALSE
        for name in names:
            result = result | is_triggered(state for _, state, _ in self.rows_of(name, instant))
        return result

    def seen(self, solved: Solved, key: RowKey, instant: Instant) -> RowState:
        after = solved.rows[key].at(instant)
        early = solved.begun[key] if self.is_first else solved.midway[key]
        return early.get(instant, after) if self.is_early else after

    def phase_is_open(self, name: str, instant: Instant) -> Truth:
        if name in self.phases:
            if self.closed is None:
                return self.phases[name].is_open
            return FALSE if name == self.closed else self.phases[name].without(self.closed).is_open
        solved = self.before[name]
        line = solved.phase
        assert line is not None, "a phase has a timeline"
        self.account[PHASE, name] = line, solved.phase_midway
        after = line.at(instant)
        seen = solved.phase_midway.get(instant, after) if self.is_early else after
        return seen.is_open

    def changes_of(self, name: str, asked: Asked) -> tuple[Instant, ...]:
        own: tuple[Instant, ...] = ()
        if name in self.before:
            is_answered = self._answer(name, asked) is not None
            solved = self.before[name] if is_answered else self.whole(name)
            own = turns_of(solved, asked, self.docket.agreement.calendar)
        successors = self.subject_of(name).replaced_by
        return (*own, *(change for other in successors for change in self.changes_of(other, asked)))

    def phase_changes_of(self, name: str) -> tuple[Instant, ...]:
        if name in self.members:
            return ()
        line = self.before[name].phase
        self.account[PHASE, name] = line, self.before[name].phase_midway
        return line.instants if line is not None else ()

    def finished(self, member: Subject) -> Solved:
        phase = None
        if member.name in self.phases:
            phase = from_steps(PhaseState(), self.phase_history[member.name])
        return Solved(
            member,
            {row.key: from_steps(RowState(), self.history[row.key]) for row in member.rows},
            phase,
            {row.key: self.bases[row.key] for row in member.rows},
            {row.key: self.begun[row.key] for row in member.rows},
            {row.key: self.midway[row.key] for row in member.rows},
            self.phase_midway.get(member.name, {}),
        )
