"""The rows of a stipulation: one for each bearer and limb, and for each stage of them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from servanda.agreement.model import (
    Agreement,
    All,
    Any,
    Condition,
    DeedClause,
    Happens,
    IsDone,
    LevelClause,
    MayClause,
    Recent,
    Stipulation,
    StipulationIs,
    TextClause,
)
from servanda.evidence.matching import Where, principal
from servanda.language.deed_words import deed_words, short_deed
from servanda.language.listing import listed
from servanda.values.deed import Deed
from servanda.values.quantity import exactly
from servanda.verdict.stakes import stake_in
from servanda.verdict.terms import Measured, Row, Stage, Terms, either, not_before


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


def formations_of(
    stipulation: Stipulation, bearers: Sequence[str], agreement: Agreement
) -> Iterator[Condition]:
    """What must be done before bearers that a stipulation forms owe anything or hold a power. Of
    the stipulation that forms it, nobody waits for itself."""
    for name in dict.fromkeys(map(principal, bearers)):
        actor = agreement.actors.get(name)
        formed_by = actor.competence.formed_by if actor is not None else None
        if formed_by is not None and formed_by.partition("/")[0] != stipulation.name:
            forming, _, stage = formed_by.partition("/")
            yield StipulationIs(forming, "done", stage=stage or None)


# --- Bearers and limbs -----------------------------------------------------------------------


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
    for formed in formations_of(stipulation, bearer, agreement):
        terms = not_before(terms, formed)
    paths = {stipulation.name} | ({f"{stipulation.name}/{stage}"} if stage else set())
    stake = stake_in(stipulation, limb, bearer, terms, agreement, frozenset(paths))
    label = None
    if several:
        label = _own_label(measured if _is_separate(limb) else limb, terms.limbs)
    of_class = measured.deed.class_name if isinstance(measured, DeedClause) else None
    yield Row(stipulation.name, stipulation.kind, bearer, label, measured, of_class, terms, stake)
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
            limb_name = _own_label(row.measured if _is_separate(limb) else limb, terms.limbs)
            label = f"{stage.name}: {limb_name}" if len(terms.limbs) > 1 else stage.name
            where = Where(stage.area, stage.others) if stage.area or stage.others else None
            is_whole = is_last and where is None
            before = _reached_before(stage, row.measured)
            row = replace(
                row, stage=stage.name, where=where, is_whole=is_whole, reached_before=before
            )
            if not _is_share(row):
                yield replace(row, limb=label)
            elif is_last:
                yield row


def _is_share(row: Row) -> bool:
    """Whether the row is of a class of which the limb asks a part (`of which 5 gold`)."""
    measured = row.measured
    own = measured.deed.class_name if isinstance(measured, DeedClause) else None
    return row.class_name != own


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
    of_thing = dict(stage.amounts).get(deed.thing or "")
    if of_thing is not None:
        return replace(deed, amount=of_thing, percent=False)
    if stage.amount is None:
        return deed if deed.amount else replace(deed, amount=exactly(100), percent=True)
    if not stage.percent:
        return replace(deed, amount=stage.amount, percent=False)
    if deed.amount is None or deed.percent:
        return replace(deed, amount=stage.amount, percent=True)
    return replace(deed, amount=stage.amount.times(deed.amount.low / 100))


def _reached_before(stage: Stage, measured: Measured) -> float:
    """Which part of what a stage asks for the stages before it make."""
    if not isinstance(measured, DeedClause) or measured.deed.amount is None:
        return 0.0
    before = dict(stage.before_of).get(measured.deed.thing or "", stage.before)
    asked = stage.amount or measured.deed.amount
    return before.low / asked.low if before is not None and asked.low > 0 else 0.0


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
        case Recent(of=deed):
            return None if set(deed.actors) <= set(bearer) else exception
        case Any(parts):
            kept = [_not_by_own_deed(part, bearer, agreement) for part in parts]
            return either([part for part in kept if part is not None])
        case All(parts):
            kept = [_not_by_own_deed(part, bearer, agreement) for part in parts]
            return None if None in kept else exception
        case _:
            return exception


def _own_label(limb: Measured, limbs: Sequence[Measured]) -> str:
    """The label of a limb; with its counterpart and place where it would be another's, too."""
    label = limb_label(limb)
    alike = [one for one in limbs if limb_label(one) == label]
    if len(alike) > 1 and isinstance(limb, DeedClause):
        return deed_words(replace(limb.deed, amount=None, shares=(), percent=False))
    return label


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
