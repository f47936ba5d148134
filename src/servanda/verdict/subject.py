"""A subject: what is solved as one (a stipulation's rows, a phase or a fund), before and after."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from servanda.agreement.model import Condition, Phase
from servanda.evidence.counter import Counter
from servanda.values.bounds import FALSE, Truth
from servanda.values.calendar import Calendar
from servanda.values.instant import Instant
from servanda.values.timeline import Timeline
from servanda.verdict.answer import Answer, Asked
from servanda.verdict.basis import Basis
from servanda.verdict.conditions import names_in
from servanda.verdict.deadline import clock_of
from servanda.verdict.docket import Docket
from servanda.verdict.effects import bears_on
from servanda.verdict.judge import Axes
from servanda.verdict.powers import Planned
from servanda.verdict.quota import last_evidence, settles_at, turns_of_quota
from servanda.verdict.state import PhaseState, RowState
from servanda.verdict.terms import Row, RowKey, Terms, is_quota


@dataclass(frozen=True, slots=True)
class Subject:
    """A stipulation's rows, or a phase, under one reading, with every act that was done on it."""

    name: str
    rows: tuple[Row, ...]
    phase: Phase | None
    terms: Terms
    acts: tuple[Planned, ...] = ()
    targets: frozenset[str] = frozenset()  # what an act may name to be done to it
    replaced_by: tuple[str, ...] = ()  # the stipulations that supersede it once they are triggered
    overridden_by: tuple[str, ...] = ()  # those that do as long as they are in force
    follows: tuple[Condition, ...] = ()  # the breaches of others that suspend or end it
    formed: tuple[Condition, ...] = ()  # what must be done before its bearers exist

    @property
    def waits_on(self) -> frozenset[str]:
        """The names its conditions ask about."""
        names = frozenset((*self.replaced_by, *self.overridden_by))
        for condition in (*conditions_of(self.terms), *self.formed):
            names |= names_in(condition)
        for act in self.acts:
            for route in act.routes:
                names |= names_in(route.window)
        return names

    def acts_on(self, row: Row) -> tuple[Planned, ...]:
        """The acts on a row: those on its stipulation, its stage, its instrument, the agreement."""
        return tuple(act for act in self.acts if bears_on(act, row, self.targets))


@dataclass(frozen=True, slots=True)
class Solved:
    """A subject with its states over all time."""

    subject: Subject
    rows: Mapping[RowKey, Timeline[RowState]]
    phase: Timeline[PhaseState] | None
    bases: Mapping[RowKey, Basis]
    # Within an instant: before expiry, and before breach.
    begun: Mapping[RowKey, Mapping[Instant, RowState]] = field(default_factory=dict, repr=False)
    midway: Mapping[RowKey, Mapping[Instant, RowState]] = field(default_factory=dict, repr=False)
    phase_midway: Mapping[Instant, PhaseState] = field(default_factory=dict, repr=False)
    # What was worked out of it so far.
    answers: dict[Asked, Answer] = field(default_factory=dict, compare=False, repr=False)
    axes: dict[tuple[RowKey, Instant], Axes] = field(
        default_factory=dict, compare=False, repr=False
    )
    _changes: list[tuple[Instant, ...]] = field(default_factory=list, compare=False, repr=False)

    def turns(self, calendar: Calendar) -> tuple[Instant, ...]:
        """The instants at which what others may ask of it changes."""
        found = {t for line in self.rows.values() for t in line.instants}
        found |= set(self.phase.instants) if self.phase else set()
        for basis in self.bases.values():
            shares = basis.owed.shares if basis.owed is not None else None
            for counter in (basis.outcome, basis.pieces, shares):
                if counter is not None:
                    found |= {*counter.surely.instants, *counter.claimed.instants}
            found |= set(basis.found.instants)
            for tally in basis.tallies:
                found |= {window.window.end for window in tally.windows}
        for row in self.subject.rows:
            found |= self._turns_of_quota(row, calendar)
        return tuple(found)

    def _turns_of_quota(self, row: Row, calendar: Calendar) -> set[Instant]:
        if not is_quota(row):
            return set()
        basis, state = self.bases[row.key], self.rows[row.key].values[-1]
        evidence = last_evidence(basis, changes_of_basis(basis))
        until = settles_at(row, state, evidence, calendar)
        return turns_of_quota(row, state, basis, until, calendar)

    def changes(self) -> tuple[Instant, ...]:
        """The instants at which anything of it changes, in order."""
        if not self._changes:
            found = {t for line in self.rows.values() for t in line.instants}
            found |= set(self.phase.instants) if self.phase else set()
            for basis in self.bases.values():
                found |= set(changes_of_basis(basis))
            self._changes.append(tuple(sorted(found)))
        return self._changes[0]


def conditions_of(terms: Terms) -> Iterator[Condition]:
    """Every condition on which the terms, and those of their stages, hang."""
    own = list(_own_conditions(terms))
    yield from own
    staged = (condition for stage in terms.stages for condition in _own_conditions(stage.terms))
    yield from (condition for condition in dict.fromkeys(staged) if condition not in own)


def _own_conditions(terms: Terms) -> Iterator[Condition]:
    single = (
        terms.trigger, clock_of(terms.deadline), terms.end, terms.lapses, terms.exception,
        terms.renewed.condition if terms.renewed else None,
        terms.begins, terms.open_while, terms.ends,
    )  # fmt: skip
    yield from (condition for condition in single if condition is not None)
    yield from (suspension.condition for suspension in terms.suspensions)
    yield from terms.withheld_until
    yield from (condition for tranche in terms.tranches for condition in tranche.until)
    yield from terms.terminated_when


def changes_of_basis(basis: Basis) -> Iterator[Instant]:
    """The instants at which the evidence of a row changes."""
    for counter in (basis.outcome, basis.performance, basis.base, basis.pieces, basis.longer):
        if counter is not None:
            yield from _changes_of_counter(counter)
    if basis.level is not None:
        yield from basis.level.values.instants
    if basis.owed is not None:
        yield from basis.owed.changes()
        if basis.owed.shares is not None:
            yield from _changes_of_counter(basis.owed.shares)
    for tally in basis.tallies:
        yield from (window.window.end for window in tally.windows)
    for issue in basis.unattributed:
        yield from (issue.weighs_from, issue.when.end)
    yield from basis.found.instants


def _changes_of_counter(counter: Counter) -> Iterator[Instant]:
    yield from counter.surely.instants
    yield from counter.claimed.instants
    yield from counter.most.instants
    yield from counter.shown.instants
    yield from counter.denied.instants
    for issue in counter.issues:
        yield from (issue.weighs_from, issue.when.end)


def is_triggered(solved_rows: Iterator[RowState]) -> Truth:
    """Whether all rows of a stipulation have been triggered."""
    truths = [state.triggered for state in solved_rows]
    result = truths[0] if truths else FALSE
    for truth in truths[1:]:
        result = result & truth
    return result


def ends_of_grace(row: Row, basis: Basis, docket: Docket) -> Iterator[Instant]:
    """When the grace for each unit of a ratio's base is over."""
    grace = row.terms.grace.duration if row.terms.grace is not None else None
    if grace is not None and basis.base is not None:
        for instant in (*basis.base.surely.instants, *basis.base.claimed.instants):
            yield docket.agreement.calendar.after(instant, grace)
