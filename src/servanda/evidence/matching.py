"""Which claims bear on which deed: a comparison of two deeds in the same words."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from servanda.agreement.model import Agreement
from servanda.record.model import Claim, Coverage, EventContent, TotalContent
from servanda.values.deed import Deed
from servanda.values.instant import Interval
from servanda.values.quantity import Range, exactly

ONCE = exactly(1)


@dataclass(frozen=True, slots=True)
class Where:
    """The part of an area that a stage is about: one area, or (`inside` is None) what is left
    beside the areas of the other stages."""

    inside: str | None
    outside: tuple[str, ...] = ()
    is_piece: bool = False  # what lies within that area, and so is not all of it


@dataclass(frozen=True, slots=True)
class Extent:
    """How far into its area a duty reaches that counts nothing there (`withdraws forces from
    zone-a`): all of it or, of what only begins it, a part (`from a village` of it)."""

    is_part: bool = False


def bears_on(
    claimed: Deed, asked: Deed, agreement: Agreement, when: Interval | None = None
) -> bool:
    """The claimed deed is one of those asked about: same action and thing, one of the actors (or a
    member of it through all the time in which the deed may lie), and nothing said of counterparty
    or place that differs. Asked without actors: a deed whose author is not named, which is nobody
    else's."""
    return (
        claimed.action == asked.action
        and (asked.thing is None or claimed.thing == asked.thing)
        and _same_actor(claimed, asked, agreement, when)
        and _agrees(claimed.to, asked.to)
        and _leaves_alike(claimed.origin, asked.origin, agreement)
        and _within(claimed.place, asked.place, agreement)
    )


def claims_about(
    claims: Iterable[Claim],
    asked: Deed,
    agreement: Agreement,
    where: Where | Extent | None = None,
) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
    """The claims of single events and the claims of totals that bear on the deed."""
    events, totals = [], []
    for claim in claims:
        content = claim.content
        if not isinstance(content, EventContent | TotalContent):
            continue
        is_of_stage = isinstance(where, Where)
        deed = replace(content.deed, origin=None) if is_of_stage else content.deed
        if not bears_on(deed, asked, agreement, _time_of(content, agreement)):
            continue  # of a stage, `is_where` compares the areas
        if isinstance(where, Where) and not is_where(content.deed, asked, where, agreement):
            continue
        is_in_other = isinstance(where, Extent) and (
            where.is_part != is_in_part(content.deed, asked, agreement)
        )
        if is_in_other:
            continue
        if isinstance(content, EventContent):
            events.append(claim)
        else:
            totals.append(claim)
    return tuple(events), tuple(totals)


def is_where(claimed: Deed, asked: Deed, where: Where, agreement: Agreement) -> bool:
    """Whether a claimed deed is about the part of the area that a stage is about.

    For the stage of one area a claim must name it, or one around it; of the place where something
    is done, one within it. For the rest, it must name no area of another stage.
    """
    if where.inside is None:
        named = (claimed.origin, claimed.thing, claimed.place)
        areas = [name for name in named if name in agreement.areas]
        return not any(_within(area, one, agreement) for area in areas for one in where.outside)
    if asked.place == where.inside:
        return claimed.place is not None and _within(claimed.place, where.inside, agreement)
    name = claimed.thing if asked.thing == where.inside else claimed.origin or claimed.place
    if name not in agreement.areas:
        return False
    if where.is_piece:
        return name != where.inside and _within(name, where.inside, agreement)
    return _within(where.inside, name, agreement)


def is_in_part(claimed: Deed, asked: Deed, agreement: Agreement) -> bool:
    """Whether a claimed deed is of a part only of the area asked about. Where what is asked is
    counted, each unit counts wherever in the area it is; of a percentage, one of a part is none of
    the whole."""
    if asked.amount is not None and not (asked.percent and claimed.percent):
        return False
    places = ((claimed.origin, asked.origin), (claimed.place, asked.place))
    return any(
        one != whole and one in agreement.areas and whole in agreement.areas
        and _within(one, whole, agreement)
        for one, whole in places
    )  # fmt: skip


def coverage_of(
    coverage: Iterable[Coverage], asked: Deed, agreement: Agreement
) -> tuple[Coverage, ...]:
    """The windows in which a body would have seen the deed, wherever it may be done."""
    return tuple(
        window
        for window in coverage
        if _reaches(window.area, asked.place, agreement)
        and any(is_as_wide(deed, asked, agreement) for deed in window.deeds)
    )


def amount_in(claim: Claim, class_name: str | None, excepting: tuple[str, ...] = ()) -> Range:
    """How much a claim speaks of; of a class, its share, or nothing to all where unsaid. What it
    says to be of a class that is left out does not count."""
    content = claim.content
    assert isinstance(content, EventContent | TotalContent), "only deeds have amounts"
    whole = content.deed.amount or ONCE
    if class_name is None:
        left_out = [s.amount for s in content.deed.shares if s.class_name in excepting]
        low = max(0.0, whole.low - sum(amount.high for amount in left_out))
        return Range(low, max(0.0, whole.high - sum(amount.low for amount in left_out)))
    for share in content.deed.shares:
        if share.class_name == class_name:
            return share.amount
    return Range(0, whole.high)


def states_class(claim: Claim, class_name: str | None) -> bool:
    """Whether a claim says how much was of the class (always so where no class is asked)."""
    content = claim.content
    assert isinstance(content, EventContent | TotalContent), "only deeds have amounts"
    return class_name is None or any(s.class_name == class_name for s in content.deed.shares)


def principal(actor: str) -> str:
    """For whom an office acts: `us/secretary-of-state` acts for `us`."""
    return actor.split("/", 1)[0]


def _same_actor(
    claimed: Deed, asked: Deed, agreement: Agreement, when: Interval | None = None
) -> bool:
    if not asked.actors:
        return not claimed.actors
    return any(
        principal(actor) in _bound(bearer, agreement, when)
        for actor in claimed.actors
        for bearer in asked.actors
    )


def _bound(bearer: str, agreement: Agreement, when: Interval | None) -> frozenset[str]:
    """The bearer, those bound through it, and its members at that time."""
    actor = agreement.actors.get(bearer)
    if actor is None:
        return frozenset({bearer})
    members = (
        member.name
        for member in actor.members
        if when is not None and member.start <= when.start and when.end <= member.end
    )
    return frozenset({bearer, *actor.binds, *members})


def _time_of(content: EventContent | TotalContent, agreement: Agreement) -> Interval:
    """When a claimed deed was done; of a total, what lies before the agreement does not matter."""
    if isinstance(content, EventContent):
        return content.when
    start = max(content.window.start, agreement.in_force)
    return Interval(start, max(start, content.window.end))


def is_as_wide(covered: Deed, asked: Deed, agreement: Agreement) -> bool:
    """Whoever sees every such deed as covered sees every such deed as asked."""
    return (
        covered.action == asked.action
        and covered.thing in (None, asked.thing)
        and covered.class_name in (None, asked.class_name)
        and all(_same_actor(replace(asked, actors=(a,)), covered, agreement) for a in asked.actors)
        and covered.to in (None, asked.to)
        and (covered.place is None or _reaches(covered.place, asked.place, agreement))
    )


def _reaches(covered: str | None, asked: str | None, agreement: Agreement) -> bool:
    """Coverage of an area reaches what lies in it; a deed that may be done anywhere only the area
    in which all others lie reaches."""
    if covered is None:
        return True
    if asked is None:
        return all(_within(area, covered, agreement) for area in agreement.areas)
    return _within(asked, covered, agreement)


def _leaves_alike(claimed: str | None, asked: str | None, agreement: Agreement) -> bool:
    """Nothing said of where it comes from that differs: of areas, one may lie within the other."""
    if claimed in agreement.areas and asked in agreement.areas:
        return _within(claimed, asked, agreement) or _within(asked, claimed, agreement)
    return _agrees(claimed, asked)


def is_area_within(claimed: str | None, asked: str | None, agreement: Agreement) -> bool:
    """Whether an area lies within another; true, too, where one of them is not named."""
    return _within(claimed, asked, agreement)


def _agrees(claimed: str | None, asked: str | None) -> bool:
    return claimed is None or asked is None or principal(claimed) == principal(asked)


def _within(claimed: str | None, asked: str | None, agreement: Agreement) -> bool:
    place = claimed
    while place is not None and asked is not None:
        if place == asked:
            return True
        area = agreement.areas.get(place)
        place = area.within if area else None
    return claimed is None or asked is None
