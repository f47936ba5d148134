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
    BeginsClause,
    BestEffortClause,
    ByAgreementClause,
    ByDateClause,
    Clause,
    ComparedClause,
    Condition,
    CountingOnlyClause,
    DeedClause,
    EndsClause,
    ForClause,
    FromClause,
    GraceClause,
    Happens,
    HeldByClause,
    IsDone,
    LevelClause,
    Not,
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
from servanda.evidence.ladder import Stake
from servanda.language.deed_words import short_deed
from servanda.values.deed import Deed

Kind = TypeVar("Kind", bound=Clause)
Measured: TypeAlias = DeedClause | LevelClause | TextClause
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
    deadline: WithinClause | ByDateClause | ByAgreementClause | None = None
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


@dataclass(frozen=True, slots=True)
class Row:
    """One stipulation, one bearer (or several jointly), one limb, under one reading."""

    name: str
    kind: str
    bearer: tuple[str, ...]
    limb: str | None
    measured: Measured
    class_name: str | None  # the limb is this class of the thing, not the whole
    terms: Terms
    stake: Stake

    @property
    def key(self) -> RowKey:
        return self.name, self.bearer, self.limb


def terms_of(clauses: Iterable[Clause]) -> Terms:
    """The clauses, sorted."""
    clauses = tuple(clauses)
    effort = list(_all(clauses, BestEffortClause))
    deadlines = [
        c for c in clauses if isinstance(c, WithinClause | ByDateClause | ByAgreementClause)
    ]
    compared, grace = _one(clauses, ComparedClause), _one(clauses, GraceClause)
    held, counting = _one(clauses, HeldByClause), _one(clauses, CountingOnlyClause)
    begins, ends = _one(clauses, BeginsClause), _one(clauses, EndsClause)
    return Terms(
        limbs=tuple(c for c in clauses if isinstance(c, DeedClause | LevelClause | TextClause)),
        trigger=_together([c.condition for c in _all(clauses, FromClause)]),
        deadline=deadlines[-1] if deadlines else None,
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
    )


def rows_of(stipulation: Stipulation, terms: Terms, agreement: Agreement) -> tuple[Row, ...]:
    """One row for each bearer and limb. In bans every bearer answers for itself; elsewhere joint
    bearers answer together."""
    several = len(terms.limbs) > 1
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
    actors = limb.deed.actors if isinstance(limb, DeedClause) else limb.actors
    return tuple((actor,) for actor in actors) if stipulation.kind == "ban" else (actors,)


def _rows_of_limb(
    stipulation: Stipulation,
    limb: Measured,
    bearer: tuple[str, ...],
    terms: Terms,
    agreement: Agreement,
    several: bool,
) -> Iterator[Row]:
    measured = _for_bearer(limb, bearer, agreement)
    terms = replace(terms, exception=_not_by_own_deed(terms.exception, bearer, agreement))
    stake = _stake(stipulation, measured, bearer, terms, agreement)
    label = limb_label(limb) if several else None
    yield Row(stipulation.name, stipulation.kind, bearer, label, measured, None, terms, stake)
    if isinstance(measured, DeedClause):
        for share in measured.deed.shares:
            part = replace(measured, deed=replace(measured.deed, amount=share.amount, shares=()))
            yield Row(
                stipulation.name, stipulation.kind, bearer, share.class_name, part,
                share.class_name, terms, stake,
            )  # fmt: skip


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


def _for_bearer(limb: Measured, bearer: tuple[str, ...], agreement: Agreement) -> Measured:
    if isinstance(limb, DeedClause):
        return replace(limb, deed=replace(limb.deed, actors=bearer))
    return replace(limb, actors=bearer)


def _stake(
    stipulation: Stipulation,
    measured: Measured,
    bearer: tuple[str, ...],
    terms: Terms,
    agreement: Agreement,
) -> Stake:
    """The bearer gains from performance; the other parties and the beneficiary from failure."""
    others = parties(agreement) - set(bearer) if parties(agreement) & set(bearer) else frozenset()
    if isinstance(measured, DeedClause) and measured.deed.to in agreement.actors:
        others = others | {str(measured.deed.to)} - set(bearer)
    bearers, verifiers = frozenset(bearer), frozenset(terms.verifiers)
    if stipulation.kind == "ban":
        return Stake(gain_for=others, gain_against=bearers, verifiers=verifiers)
    return Stake(gain_for=bearers, gain_against=others, verifiers=verifiers)


# --- Clauses ---------------------------------------------------------------------------------


def _all(clauses: Iterable[Clause], kind: type[Kind]) -> Iterator[Kind]:
    return (clause for clause in clauses if isinstance(clause, kind))


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
