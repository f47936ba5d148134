"""The terms of a stipulation under one way of reading it, and the row on which a verdict falls.

A stipulation's clauses are laid over one another (text, reading, linkages held) and sorted into
one `Terms`; each bearer and each limb then makes one `Row`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, TypeVar

from servanda.agreement.model import (
    Agreement,
    AheadClause,
    All,
    Any,
    AsSoonAsPossibleClause,
    BeforeClause,
    BeginsClause,
    BestEffortClause,
    BetweenClause,
    ByAgreementClause,
    ByDateClause,
    Clause,
    ComparedClause,
    Condition,
    CountingOnlyClause,
    DateHasCome,
    DaysClause,
    DeedClause,
    EndsClause,
    ForClause,
    FormClause,
    FromClause,
    GraceClause,
    HeldByClause,
    LevelClause,
    LongerClause,
    MayClause,
    Not,
    NotPublicClause,
    OpenWhileClause,
    OutcomeAlsoClause,
    PaidByClause,
    PledgedByClause,
    RenewedClause,
    SuspendedWhileClause,
    TextClause,
    TrancheClause,
    UnlessClause,
    UntilClause,
    VerifiedByClause,
    WhileClause,
    WithheldUntilClause,
    WithinClause,
)
from servanda.evidence.ladder import Stake
from servanda.evidence.matching import Where
from servanda.values.deed import Deed
from servanda.values.quantity import Range

Kind = TypeVar("Kind", bound=Clause)
Measured: TypeAlias = DeedClause | LevelClause | TextClause | MayClause
Deadline: TypeAlias = WithinClause | ByDateClause | ByAgreementClause | BeforeClause | AheadClause
RowKey: TypeAlias = tuple[str, tuple[str, ...], str | None]  # name, bearer, limb


@dataclass(frozen=True, slots=True)
class Suspension:
    """Suspended while `condition` holds; `stops_clock` moves deadlines on meanwhile."""

    condition: Condition
    stops_clock: bool


@dataclass(frozen=True, slots=True)
class Terms:
    """Everything that governs a stipulation, whatever its kind. None: the text is silent."""

    limbs: tuple[Measured, ...] = ()
    trigger: Condition | None = None
    deadline: Deadline | None = None
    between: BetweenClause | DaysClause | None = (
        None  # its start is part of the trigger, its end the deadline
    )
    as_soon_as_possible: bool = False
    time_box: ForClause | None = None
    renewed: RenewedClause | None = None
    longer: LongerClause | None = None
    end: Condition | None = None
    lapses: Condition | None = None  # on which the whole agreement ends
    suspensions: tuple[Suspension, ...] = ()
    exception: Condition | None = None
    best_effort: bool = False
    best_effort_afterwards: bool = False
    verifiers: tuple[str, ...] = ()
    outcome_also: tuple[Deed, ...] = ()
    counting_only: str | None = None
    compared_exactly: bool = False
    grace: GraceClause | None = None
    withheld_until: tuple[Condition, ...] = ()
    tranches: tuple[TrancheClause, ...] = ()
    pledged_by: tuple[str, ...] = ()
    paid_by: tuple[str, ...] = ()
    held_by: str | None = None
    begins: Condition | None = None
    ends: Condition | None = None
    open_while: Condition | None = None
    form: str | None = None  # of a power: told, not judged
    terminated_when: tuple[Condition, ...] = ()  # what ends it for a breach of something else
    stages: "tuple[Stage, ...]" = ()
    is_public: bool = True  # if not, only a finding can tell of it

    @property
    def brought_by(self) -> Condition | None:
        """What brings it into force: its trigger, or the event from which its time runs. None:
        it is in force as soon as its instrument is."""
        if self.trigger is None and isinstance(self.deadline, WithinClause):
            return self.deadline.of
        return self.trigger


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a duty: how much is done by its end, or where, and what governs it.

    `amount` is what this stage and those before it make together (a percentage or a number); with
    neither amount nor area it is the whole. `others` are the areas of the other stages.
    """

    name: str
    amount: Range | None
    percent: bool
    area: str | None
    others: tuple[str, ...]
    terms: Terms
    amounts: tuple[tuple[str, Range], ...] = ()  # by thing, where the limbs count different ones
    before: Range | None = None  # what the stages before it make together
    before_of: tuple[tuple[str, Range], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One stipulation, one bearer (or several jointly), one limb, one stage, under one reading."""

    name: str
    kind: str
    bearer: tuple[str, ...]
    limb: str | None
    measured: Measured
    class_name: str | None  # the limb is this class of the thing, not the whole
    terms: Terms
    stake: Stake
    stage: str | None = None  # the stage of the stipulation that this row is
    where: Where | None = None  # the part of the area that this stage is about
    reached_before: float = 0.0  # which part of its amount the stages before it make
    is_whole: bool = True  # False of a stage that is a part: findings on the whole fall short of it

    @property
    def key(self) -> RowKey:
        return self.name, self.bearer, self.limb

    @property
    def path(self) -> str:
        """The name under which a condition, a finding or an act speaks of this row's stage."""
        return self.name if self.stage is None else f"{self.name}/{self.stage}"


def is_quota(row: Row) -> bool:
    return isinstance(row.measured, DeedClause) and row.measured.each_period is not None


def terms_of(clauses: Iterable[Clause]) -> Terms:
    """The clauses, sorted."""
    clauses = tuple(clauses)
    effort = list(_all(clauses, BestEffortClause))
    between = _one(clauses, BetweenClause) or _one(clauses, DaysClause)
    deadlines = [c for c in map(_in_time, clauses) if isinstance(c, Deadline)]
    triggers = [c.condition for c in _all(clauses, FromClause)]
    if isinstance(between, BetweenClause):
        triggers.append(DateHasCome(between.start))
    elif between is not None:
        triggers.append(between.begins)
    compared, grace = _one(clauses, ComparedClause), _one(clauses, GraceClause)
    held, counting = _one(clauses, HeldByClause), _one(clauses, CountingOnlyClause)
    begins, ends = _one(clauses, BeginsClause), _one(clauses, EndsClause)
    open_while, form = _one(clauses, OpenWhileClause), _one(clauses, FormClause)
    return Terms(
        limbs=tuple(c for c in clauses if isinstance(c, Measured)),
        trigger=_together(triggers),
        deadline=deadlines[-1] if deadlines else None,
        between=between,
        as_soon_as_possible=any(_all(clauses, AsSoonAsPossibleClause)),
        time_box=_one(clauses, ForClause),
        renewed=_one(clauses, RenewedClause),
        longer=_one(clauses, LongerClause),
        end=either([c.condition for c in _all(clauses, UntilClause)]),
        suspensions=_suspensions(clauses),
        exception=either([c.condition for c in _all(clauses, UnlessClause)]),
        best_effort=any(not c.afterwards for c in effort),
        best_effort_afterwards=any(c.afterwards for c in effort),
        verifiers=tuple(v for c in _all(clauses, VerifiedByClause) for v in c.verifiers),
        outcome_also=tuple(c.deed for c in _all(clauses, OutcomeAlsoClause)),
        counting_only=counting.class_name if counting else None,
        compared_exactly=compared is not None and compared.comparison == "exactly",
        grace=grace,
        withheld_until=tuple(c.condition for c in _all(clauses, WithheldUntilClause)),
        tranches=tuple(_all(clauses, TrancheClause)),
        pledged_by=tuple(a for c in _all(clauses, PledgedByClause) for a in c.actors),
        paid_by=tuple(a for c in _all(clauses, PaidByClause) for a in c.actors),
        held_by=held.actor if held else None,
        begins=begins.condition if begins else None,
        ends=ends.condition if ends else None,
        open_while=open_while.condition if open_while else None,
        form=form.words if form else None,
        is_public=not any(_all(clauses, NotPublicClause)),
    )


def parties(agreement: Agreement) -> frozenset[str]:
    return frozenset(a.name for a in agreement.actors.values() if a.role == "party")


# --- Clauses ---------------------------------------------------------------------------------


def not_before(terms: Terms, begins: Condition) -> Terms:
    """The terms, in force only once this holds, too."""
    own = terms.brought_by
    return replace(terms, trigger=begins if own is None else All((own, begins)))


def _all(clauses: Iterable[Clause], kind: type[Kind]) -> Iterator[Kind]:
    return (clause for clause in clauses if isinstance(clause, kind))


def _in_time(clause: Clause) -> Clause:
    """What stands between two days is due before the second ends."""
    if isinstance(clause, DaysClause):
        return clause.deadline
    return ByDateClause(clause.end) if isinstance(clause, BetweenClause) else clause


def _one(clauses: Iterable[Clause], kind: type[Kind]) -> Kind | None:
    found = list(_all(clauses, kind))
    return found[-1] if found else None


def _together(conditions: list[Condition]) -> Condition | None:
    return All(tuple(conditions)) if len(conditions) > 1 else next(iter(conditions), None)


def either(conditions: Sequence[Condition]) -> Condition | None:
    return Any(tuple(conditions)) if len(conditions) > 1 else next(iter(conditions), None)


def _suspensions(clauses: Iterable[Clause]) -> tuple[Suspension, ...]:
    """`while X` is "suspended while not X": the clock runs on."""
    result: list[Suspension] = []
    for clause in clauses:
        if isinstance(clause, WhileClause):
            result.append(Suspension(Not(clause.condition), stops_clock=False))
        elif isinstance(clause, SuspendedWhileClause):
            result.append(Suspension(clause.condition, stops_clock=clause.clock == "stops"))
    return tuple(result)
