"""What each bearer owes, limb by limb and stage by stage, with the evidence for it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from servanda.agreement import model
from servanda.agreement.model import Agreement, Clause, Condition, DeedClause
from servanda.agreement.readings import overlaid
from servanda.evidence.competence import verifiers_among
from servanda.evidence.issue import Issue
from servanda.evidence.ladder import Stake
from servanda.evidence.matching import Extent, Where, principal
from servanda.record.model import EventContent
from servanda.values.deed import Deed
from servanda.values.quantity import Range
from tests.reference.bases_plain import Share
from tests.reference.standing import Limb, Standing
from tests.reference.testimony import Testimony, parties

Clauses = tuple[Clause, ...]


@dataclass(frozen=True)
class Part:
    """A stage: what governs it, how much of each thing is done by its end, or where."""

    name: str | None = None
    clauses: Clauses = ()
    amount: Range | None = None
    percent: bool = False
    amounts: tuple[tuple[str, Range], ...] = ()
    before: Range | None = None
    before_of: tuple[tuple[str, Range], ...] = ()
    area: str | None = None
    other_areas: tuple[str, ...] = ()
    after_all: tuple[Condition, ...] = ()
    is_last: bool = True


def standings_of(
    stipulation: model.Stipulation, clauses: Clauses, testimony: Testimony
) -> Iterator[Standing]:
    """One for each stage, limb and bearer, and for each class that a limb counts apart."""
    numbers: dict[tuple[str, ...], int] = {}
    for part in parts_in(clauses, testimony.agreement):
        for limb in (clause for clause in clauses if isinstance(clause, Limb)):
            apart = stipulation.kind == "ban" or getattr(limb, "separately", False)
            bearers = [(one,) for one in limb.bearers] if apart else [limb.bearers]
            for bearer in bearers:
                for owed, of_class in owed_in(limb, bearer, part, testimony.agreement):
                    number = numbers[bearer] = numbers.get(bearer, -1) + 1
                    aside = bystanders(limb, bearer, testimony.agreement)
                    yield standing_of(
                        stipulation, bearer, number, owed, of_class, part, testimony, aside
                    )


def parts_in(clauses: Clauses, agreement: Agreement) -> Iterator[Part]:
    """The stages; of what has none, all of it as one. What a stage says replaces what the duty
    says of the same sort, but who verifies the duty verifies the stage, too."""
    stages = [clause for clause in clauses if isinstance(clause, model.StageClause)]
    common = tuple(clause for clause in clauses if not isinstance(clause, model.StageClause))
    if not stages:
        yield Part(clauses=clauses)
        return
    verifying = tuple(c for c in common if isinstance(c, model.VerifiedByClause))
    amount: Range | None = None
    amounts: dict[str, Range] = {}
    for number, stage in enumerate(stages):
        before, before_of = amount, tuple(amounts.items())
        if stage.amount is not None:
            amount = stage.amount + amount if amount else stage.amount
        for thing, more in stage.amounts:
            amounts[thing] = more + amounts[thing] if thing in amounts else more
        said = overlaid(common, stage.clauses)
        if any(isinstance(clause, model.VerifiedByClause) for clause in stage.clauses):
            said = (*said, *verifying)
        areas = tuple(one.area for one in stages if one.area is not None)
        is_rest = stage.amount is None and stage.area is None
        steps = [c.other for c in common if isinstance(c, model.InStepClause)]
        yield Part(
            stage.name, said, amount if stage.amount is not None else None, stage.percent,
            tuple(amounts.items()) if stage.amounts else (), before, before_of, stage.area,
            areas if is_rest else (),
            tuple(done_of(one, number - 1, agreement) for one in steps if number > 0),
            number == len(stages) - 1,
        )  # fmt: skip


def done_of(name: str, number: int, agreement: Agreement) -> Condition:
    """The other's stage of that number is done; of one with fewer its last, with none all of it."""
    for one in agreement.stipulations:
        stages = [c.name for c in one.clauses if isinstance(c, model.StageClause)]
        if one.name == name and stages:
            last = min(number, len(stages) - 1)
            return model.StipulationIs(name, "done", stage=stages[last])
    return model.StipulationIs(name, "done")


def owed_in(
    limb: Limb, bearer: tuple[str, ...], part: Part, agreement: Agreement
) -> Iterator[tuple[Limb, str | None]]:
    """The limb as this bearer owes it in a stage; and each class of it that is counted apart, of
    which all is owed with the last stage."""
    if any(isinstance(clause, model.NotPublicClause) for clause in part.clauses):
        yield model.TextClause(bearer, ""), None
        return
    if not isinstance(limb, DeedClause):
        yield replace(limb, actors=bearer), None
        return
    deed = so_far(limb.deed, part, agreement)
    if limb.answering:
        whole = replace(limb, deed=deed, answering=bearer)
    else:
        whole = replace(limb, deed=replace(deed, actors=bearer))
    yield whole, deed.class_name
    for share in limb.deed.shares if part.is_last else ():
        yield (
            replace(whole, deed=replace(whole.deed, amount=share.amount, shares=())),
            (share.class_name),
        )


def so_far(deed: Deed, part: Part, agreement: Agreement) -> Deed:
    """The deed as far as it is owed by the end of a stage, or in the area of one."""
    if part.name is None:
        return deed
    if part.area is not None:
        if deed.origin in agreement.areas:
            return replace(deed, origin=part.area)
        if deed.thing in agreement.areas:
            return replace(deed, thing=part.area)
        return replace(deed, place=part.area)
    if part.other_areas or deed.number != "stated":
        return deed
    of_thing = dict(part.amounts).get(deed.thing or "")
    if of_thing is not None:
        return replace(deed, amount=of_thing, percent=False)
    if part.amount is None:
        return deed if deed.amount else replace(deed, amount=Range(100, 100), percent=True)
    if part.percent and deed.amount is not None and not deed.percent:
        number = deed.amount.low
        amount = Range(part.amount.low * number / 100, part.amount.high * number / 100)
        return replace(deed, amount=amount)
    return replace(deed, amount=part.amount, percent=part.percent)


def part_before(part: Part, owed: Limb) -> float:
    """Which part of what is owed by the end of a stage was owed by the end of the one before."""
    if not isinstance(owed, DeedClause) or owed.deed.amount is None or part.name is None:
        return 0.0
    before = dict(part.before_of).get(owed.deed.thing or "", part.before)
    asked = (part.amount or owed.deed.amount).low
    return before.low / asked if before is not None and asked > 0 else 0.0


def standing_of(
    stipulation: model.Stipulation,
    bearer: tuple[str, ...],
    limb: int,
    owed: Limb,
    of_class: str | None,
    part: Part,
    testimony: Testimony,
    aside: frozenset[str],
) -> Standing:
    agreement, clauses = testimony.agreement, part.clauses
    where = Where(part.area, part.other_areas) if part.area or part.other_areas else None
    stake = replace(stake_of(stipulation, bearer, owed, part, agreement), third=aside)
    if stipulation.kind != "ban":
        stake = replace(stake, mutual=together(owed, bearer, agreement))
    instrument = next((one for one in agreement.instruments
                       if one.name == stipulation.instrument), None)  # fmt: skip
    starts = instrument.in_force if instrument else None
    if starts is None and not any(isinstance(clause, model.FromClause) for clause in clauses):
        starts = agreement.enters
    one = Standing(
        stipulation.name, stipulation.kind, bearer, limb, owed, clauses, stake=stake,
        of_class=of_class, stage=part.name, where=where, part_before=part_before(part, owed),
        is_whole=part.is_last and where is None,
        after_all=(
            *part.after_all,
            *([starts] if starts is not None else []),
            *(model.StipulationIs(name, "done", stage=stage)
              for name, stage in formed_by(bearer, agreement) if name != stipulation.name),
        ),
        lapses=agreement.lapses,
    )  # fmt: skip
    longer = [clause for clause in clauses if isinstance(clause, model.LongerClause)]
    if longer:
        one.longer = testimony.of_deed((longer[-1].deed,), gaining(longer[-1].deed, agreement))
    if isinstance(owed, DeedClause):
        find_evidence(one, owed, testimony)
    return one


def formed_by(bearer: tuple[str, ...], agreement: Agreement) -> Iterator[tuple[str, str | None]]:
    """What forms the bearers, who do not exist before."""
    for one in dict.fromkeys(principal(name) for name in bearer):
        actor = agreement.actors.get(one)
        if actor is not None and actor.competence.formed_by:
            name, _, stage = actor.competence.formed_by.partition("/")
            yield name, stage or None


def find_evidence(one: Standing, owed: DeedClause, testimony: Testimony) -> None:
    stake, of_class, deed = one.stake, one.of_class, owed.deed
    also = tuple(c.deed for c in one.clauses if isinstance(c, model.OutcomeAlsoClause))
    where = one.where or in_all_of(deed, one.kind, testimony.agreement)
    one.own = testimony.of_deed((deed,), stake, of_class, where)
    one.outcome = testimony.of_deed((deed, *also), stake, of_class, where)
    if one.kind == "ban":
        one.nobodys = list(unattributed(one, deed, testimony))
    if owed.for_each is not None:
        only = [c.class_name for c in one.clauses if isinstance(c, model.CountingOnlyClause)]
        gains = gaining(owed.for_each, testimony.agreement)
        one.base = testimony.of_deed((owed.for_each,), gains, only[-1] if only else None)
    if of_class == deed.class_name:
        one.share = share_of(deed, stake, where, testimony)
    if of_class is None and names_no_number(one, owed, testimony.agreement):
        every = replace(deed, amount=Range(100, 100), percent=True)
        whole = share_of(every, stake, None, testimony)
        one.share = replace(whole, is_some=True) if whole else None
    if one.where is not None and one.where.inside == deed.origin:
        in_part = replace(one.where, is_piece=True)
        one.pieces = testimony.of_deed((deed,), stake, of_class, in_part)
    if isinstance(where, Extent):
        at_all = replace(deed, amount=None, percent=False)
        one.pieces = testimony.of_deed((at_all,), stake, of_class, Extent(is_part=True))


def in_all_of(deed: Deed, kind: str, agreement: Agreement) -> Extent | None:
    """What is to be done in or from an area, and is no number of things, is done in all of it."""
    if kind != "duty" or not {deed.origin, deed.place} & set(agreement.areas):
        return None
    return None if deed.amount is not None and not deed.percent else Extent()


def unattributed(one: Standing, deed: Deed, testimony: Testimony) -> Iterator[Issue]:
    """What a ban forbids and was done, and nobody says by whom, but not to the bearer itself."""
    said = [c.content for c in testimony.record.claims if isinstance(c.content, EventContent)]
    labels = {content.label for content in said if content.deed.actors and content.label}
    asked = replace(deed, actors=())
    for issue in testimony.of_deed((asked,), one.stake, one.of_class, one.where).events:
        contents = [c.content for c in issue.claims if isinstance(c.content, EventContent)]
        by_somebody = any(content.label in labels for content in contents)
        on_bearer = any({c.deed.thing, c.deed.to} & set(one.bearer) for c in contents)
        if not by_somebody and not (deed.mutual and on_bearer):
            yield issue


def names_no_number(one: Standing, owed: DeedClause, agreement: Agreement) -> bool:
    """A duty to do something with things that are counted, without saying with how many."""
    thing = agreement.things.get(owed.deed.thing or "")
    is_plain = owed.deed.amount is None and owed.deed.number == "stated"
    return bool(
        one.kind == "duty" and one.where is None and is_plain and thing and thing.counted_by
        and not owed.for_each and not owed.each_period
    )  # fmt: skip


def share_of(
    deed: Deed, stake: Stake, where: Where | Extent | None, testimony: Testimony
) -> Share | None:
    """What is owed where the text does not simply say how many."""
    if not deed.percent:
        return None if deed.number == "stated" else Share(
            None, is_to_be_agreed=deed.number == "to-be-agreed"
        )  # fmt: skip
    assert deed.amount is not None
    base = None if isinstance(where, Where) else testimony.base(deed, stake)
    return Share(deed.amount.low, base, testimony.of_shares(deed, stake, where))


def gaining(deed: Deed, agreement: Agreement) -> Stake:
    """Of what makes more due, or longer, who does it gains if it was done."""
    actors = frozenset(principal(actor) for actor in deed.actors)
    aside = not_concerned(deed, actors, agreement)
    return Stake(gain_for=actors, gain_against=parties(agreement) - actors, third=aside)


def bystanders(limb: Limb, bearer: tuple[str, ...], agreement: Agreement) -> frozenset[str]:
    """The parties that a limb neither binds nor protects, where it says whom it protects."""
    if not isinstance(limb, DeedClause):
        return frozenset()
    doers = limb.deed.actors if limb.answering else ()
    return not_concerned(limb.deed, frozenset((*bearer, *doers)), agreement)


def not_concerned(deed: Deed, own: frozenset[str], agreement: Agreement) -> frozenset[str]:
    """If any other party is named at all: those who are not."""
    named: set[str] = set()
    unnamed: set[str] = set()
    for party in parties(agreement) - own:
        ways = {party, *agreement.actors[party].binds}
        is_named = any(name and principal(name) in ways for name in (deed.to, deed.thing))
        (named if is_named or (deed.mutual and ways & set(deed.actors)) else unnamed).add(party)
    return frozenset(unnamed) if named or deed.mutual else frozenset()


def together(owed: Limb, bearer: tuple[str, ...], agreement: Agreement) -> frozenset[str]:
    """Parties who owe something to nobody but one another."""
    own, outside = set(bearer), False
    if isinstance(owed, DeedClause):
        own |= set(owed.deed.actors if owed.answering else ())
        for party in parties(agreement) - own:
            ways = {party, *agreement.actors[party].binds}
            outside |= any(n and principal(n) in ways for n in (owed.deed.to, owed.deed.thing))
    several = parties(agreement) & own
    return several if len(several) > 1 and not outside else frozenset()


def stake_of(
    stipulation: model.Stipulation,
    bearer: tuple[str, ...],
    owed: Limb,
    part: Part,
    agreement: Agreement,
) -> Stake:
    """The bearer, with those for whom it answers, gains if a duty is found done; its counterparts
    if it is not. Of a ban, the other way round."""
    own = frozenset(bearer)
    if isinstance(owed, DeedClause) and owed.answering:
        own |= frozenset(owed.deed.actors)
    others = parties(agreement) - own if parties(agreement) & own else frozenset()
    if isinstance(owed, DeedClause) and owed.deed.to in agreement.actors:
        others |= {str(owed.deed.to)} - own
    names = {n for c in part.clauses if isinstance(c, model.VerifiedByClause) for n in c.verifiers}
    paths = {stipulation.name, f"{stipulation.name}/{part.name}"}
    names |= {n for n, one in agreement.actors.items() if set(one.competence.stipulations) & paths}
    limited = verifiers_among(frozenset(names), agreement)
    anywhere = frozenset(names - {one.name for one in limited})
    if stipulation.kind == "ban":
        return Stake(others, own, anywhere, limited)
    return Stake(own, others, anywhere, limited)
