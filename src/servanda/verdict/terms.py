"""The terms of a stipulation under one way of reading it, and the rows on which verdicts fall.

A stipulation's clauses are laid over one another (text, reading, linkages held) and sorted into
one `Terms`; each bearer and each limb then makes one `Row`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias, TypeVar

from servanda.agreement.model import (
    Agreement,
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
    DeedClause,
    EndsClause,
    ForClause,
    FormClause,
    FromClause,
    GraceClause,
    Happens,
    HeldByClause,
    IsDone,
    LevelClause,
    MayClause,
    Not,
    NotPublicClause,
    OpenWhileClause,
    OutcomeAlsoClause,
    PaidByClause,
    PledgedByClause,
    Stipulation,
    SuspendedWhileClause,
    TextClause,
    UnlessClause,
    UntilClause,
    VerifiedByClause,
    WhileClause,
    WithheldUntilClause,
    WithinClause,
)
from servanda.evidence.competence import competent_for, verifiers_among
from servanda.evidence.ladder import Stake
from servanda.evidence.matching import Where
from servanda.language.deed_words import short_deed
from servanda.language.listing import listed
from servanda.values.deed import Deed
from servanda.values.quantity import Range, exactly

Kind = TypeVar("Kind", bound=Clause)
Measured: TypeAlias = DeedClause | LevelClause | TextClause | MayClause
Deadline: TypeAlias = WithinClause | ByDateClause | ByAgreementClause | BeforeClause
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
    between: BetweenClause | None = None  # its start is part of the trigger, its end the deadline
    as_soon_as_possible: bool = False
    time_box: ForClause | None = None
    end: Condition | None = None
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
    is_whole: bool = True  # False of a stage that is a part: findings on the whole fall short of it

    @property
    def key(self) -> RowKey:
        return self.name, self.bearer, self.limb

    @property
    def path(self) -> str:
        """The name under which a condition, a finding or an act speaks of this row's stage."""
        return self.name if self.stage is None else f"{self.name}/{self.stage}"


def terms_of(clauses: Iterable[Clause]) -> Terms:
    """The clauses, sorted."""
    clauses = tuple(clauses)
    effort = list(_all(clauses, BestEffortClause))
    between = _one(clauses, BetweenClause)
    deadlines = [c for c in map(_in_time, clauses) if isinstance(c, Deadline)]
    triggers = [c.condition for c in _all(clauses, FromClause)]
    if between is not None:
        triggers.append(DateHasCome(between.start))
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
        end=_either([c.condition for c in _all(clauses, UntilClause)]),
        suspensions=_suspensions(clauses),
        exception=_either([c.condition for c in _all(clauses, UnlessClause)]),
        best_effort=any(not c.afterwards for c in effort),
        best_effort_afterwards=any(c.afterwards for c in effort),
        verifiers=tuple(v for c in _all(clauses, VerifiedByClause) for v in c.verifiers),
        outcome_also=tuple(c.deed for c in _all(clauses, OutcomeAlsoClause)),
        counting_only=counting.class_name if counting else None,
        compared_exactly=compared is not None and compared.comparison == "exactly",
        grace=grace,
        withheld_until=tuple(c.condition for c in _all(clauses, WithheldUntilClause)),
        pledged_by=tuple(a for c in _all(clauses, PledgedByClause) for a in c.actors),
        paid_by=tuple(a for c in _all(clauses, PaidByClause) for a in c.actors),
        held_by=held.actor if held else None,
        begins=begins.condition if begins else None,
        ends=ends.condition if ends else None,
        open_while=open_while.condition if open_while else None,
        form=form.words if form else None,
        is_public=not any(_all(clauses, NotPublicClause)),
    )


def rows_of(stipulation: Stipulation, terms: Terms, agreement: Agreement) -> tuple[Row, ...]:
    """One row for each bearer and limb, and, of a duty with stages, for each stage of them.

    In bans, and where a clause says `each of`, every bearer answers for itself; elsewhere joint
    bearers answer together.
    """
    several = len(terms.limbs) > 1
    if terms.stages:
        return tuple(
            row
            for stage in terms.stages
            for limb in terms.limbs
            for row in _rows_of_stage(stipulation, limb, stage, terms, agreement)
        )
    return tuple(
        row
        for limb in terms.limbs
        for bearer in _bearers(stipulation, limb)
        for row in _rows_of_limb(stipulation, limb, bearer, terms, agreement, several)
    )


def parties(agreement: Agreement) -> frozenset[str]:
    return frozenset(a.name for a in agreement.actors.values() if a.role == "party")


# --- Rows ------------------------------------------------------------------------------------


def _bearers(stipulation: Stipulation, limb: Measured) -> tuple[tuple[str, ...], ...]:
    apart = stipulation.kind == "ban" or _is_separate(limb)
    return tuple((actor,) for actor in limb.bearers) if apart else (limb.bearers,)


def _is_separate(limb: Measured) -> bool:
    """Each of its bearers owes all of it."""
    return isinstance(limb, DeedClause | LevelClause) and limb.separately


def _rows_of_limb(
    stipulation: Stipulation,
    limb: Measured,
    bearer: tuple[str, ...],
    terms: Terms,
    agreement: Agreement,
    several: bool,
    stage: str | None = None,
) -> Iterator[Row]:
    if not terms.is_public:
        limb = TextClause(limb.bearers, limb_label(limb))  # nothing but a finding tells of it
    measured = _for_bearer(limb, bearer, agreement)
    terms = replace(terms, exception=_not_by_own_deed(terms.exception, bearer, agreement))
    paths = {stipulation.name} | ({f"{stipulation.name}/{stage}"} if stage else set())
    stake = _stake(stipulation, measured, bearer, terms, agreement, frozenset(paths))
    label = limb_label(measured if _is_separate(limb) else limb) if several else None
    yield Row(stipulation.name, stipulation.kind, bearer, label, measured, None, terms, stake)
    if isinstance(measured, DeedClause):
        for share in measured.deed.shares:
            part = replace(measured, deed=replace(measured.deed, amount=share.amount, shares=()))
            yield Row(
                stipulation.name, stipulation.kind, bearer, share.class_name, part,
                share.class_name, terms, stake,
            )  # fmt: skip


def _rows_of_stage(
    stipulation: Stipulation, limb: Measured, stage: Stage, terms: Terms, agreement: Agreement
) -> Iterator[Row]:
    """The rows of one limb in one stage. A class (`of which 5 gold`) is a share of the whole, and
    so is owed with the last stage."""
    part = _in_stage(limb, stage, agreement)
    is_last = stage == terms.stages[-1]
    for bearer in _bearers(stipulation, limb):
        rows = _rows_of_limb(
            stipulation, part, bearer, stage.terms, agreement, several=False, stage=stage.name
        )
        for row in rows:
            limb_name = limb_label(row.measured if _is_separate(limb) else limb)
            label = f"{stage.name}: {limb_name}" if len(terms.limbs) > 1 else stage.name
            where = Where(stage.area, stage.others) if stage.area or stage.others else None
            is_whole = is_last and where is None
            row = replace(row, stage=stage.name, where=where, is_whole=is_whole)
            if row.class_name is None:
                yield replace(row, limb=label)
            elif is_last:
                yield row


def _in_stage(limb: Measured, stage: Stage, agreement: Agreement) -> Measured:
    """What one stage asks of a limb: so much of it, or all of it in one area."""
    if not isinstance(limb, DeedClause):
        return limb
    deed = limb.deed
    if stage.area is not None:
        return replace(limb, deed=_in_area(deed, stage.area, agreement))
    if stage.others or deed.number != "stated":
        return limb
    return replace(limb, deed=_up_to(deed, stage))


def _up_to(deed: Deed, stage: Stage) -> Deed:
    """The deed as far as a stage goes: a percentage is one of the deed's own number, where it has
    one, and else of the level that counts the thing; with no amount, the whole of either."""
    if stage.amount is None:
        return deed if deed.amount else replace(deed, amount=exactly(100), percent=True)
    if not stage.percent:
        return replace(deed, amount=stage.amount, percent=False)
    if deed.amount is None or deed.percent:
        return replace(deed, amount=stage.amount, percent=True)
    return replace(deed, amount=stage.amount.times(deed.amount.low / 100))


def _in_area(deed: Deed, area: str, agreement: Agreement) -> Deed:
    """The deed in one area: the area takes the place of that which is left or handed over, or
    else of that in which it is done."""
    if deed.origin in agreement.areas:
        return replace(deed, origin=area)
    if deed.thing in agreement.areas:
        return replace(deed, thing=area)
    return replace(deed, place=area)


def _not_by_own_deed(
    exception: Condition | None, bearer: tuple[str, ...], agreement: Agreement
) -> Condition | None:
    """Nobody is excused by what it did itself."""
    match exception:
        case IsDone(deed):
            return None if set(deed.actors) <= set(bearer) else exception
        case Happens(event):
            own = agreement.events[event].deed
            return None if own is not None and set(own.actors) <= set(bearer) else exception
        case Any(parts):
            kept = [_not_by_own_deed(part, bearer, agreement) for part in parts]
            return _either([part for part in kept if part is not None])
        case All(parts):
            kept = [_not_by_own_deed(part, bearer, agreement) for part in parts]
            return None if None in kept else exception
        case _:
            return exception


def limb_label(limb: Measured) -> str:
    """What sets one limb apart from its siblings."""
    match limb:
        case DeedClause(deed=deed):
            return short_deed(deed)
        case LevelClause(level=level):
            return level.level
        case TextClause(words=words):
            return words
        case MayClause(act=act, targets=targets):
            return f"{act} {listed(targets)}"


def _for_bearer(limb: Measured, bearer: tuple[str, ...], agreement: Agreement) -> Measured:
    """The limb as one bearer owes it. Who answers for others' deeds does not do them itself."""
    if not isinstance(limb, DeedClause):
        return replace(limb, actors=bearer)
    if limb.answering:
        return replace(limb, answering=bearer)
    return replace(limb, deed=replace(limb.deed, actors=bearer))


def _stake(
    stipulation: Stipulation,
    measured: Measured,
    bearer: tuple[str, ...],
    terms: Terms,
    agreement: Agreement,
    paths: frozenset[str],
) -> Stake:
    """The bearer gains from performance; the other parties and the beneficiary from failure.
    Those for whose deeds it answers gain with it."""
    names = frozenset(terms.verifiers) | competent_for(paths, agreement)
    limited = verifiers_among(names, agreement)
    verifiers = names - {one.name for one in limited}
    own = set(bearer)
    if isinstance(measured, DeedClause) and measured.answering:
        own |= set(measured.deed.actors)
    others = parties(agreement) - own if parties(agreement) & own else frozenset()
    if isinstance(measured, DeedClause) and measured.deed.to in agreement.actors:
        others = others | {str(measured.deed.to)} - own
    bearers = frozenset(own)
    if stipulation.kind == "ban":
        return Stake(others, bearers, verifiers, limited)
    return Stake(bearers, others, verifiers, limited)


# --- Clauses ---------------------------------------------------------------------------------


def _all(clauses: Iterable[Clause], kind: type[Kind]) -> Iterator[Kind]:
    return (clause for clause in clauses if isinstance(clause, kind))


def _in_time(clause: Clause) -> Clause:
    """What stands between two days is due before the second ends."""
    return ByDateClause(clause.end) if isinstance(clause, BetweenClause) else clause


def _one(clauses: Iterable[Clause], kind: type[Kind]) -> Kind | None:
    found = list(_all(clauses, kind))
    return found[-1] if found else None


def _together(conditions: list[Condition]) -> Condition | None:
    return All(tuple(conditions)) if len(conditions) > 1 else next(iter(conditions), None)


def _either(conditions: list[Condition]) -> Condition | None:
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
