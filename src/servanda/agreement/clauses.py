"""The clauses of a stipulation: from what is written to what it means."""

from typing import get_args

from servanda.agreement import model
from servanda.agreement.resolve import AgreementResolver
from servanda.language import clause as written
from servanda.language.acts import ACTS, act_of
from servanda.language.clause import LinkageClause, ReadingClause, StipulationClause
from servanda.language.listing import listed
from servanda.language.near_miss import nearest
from servanda.language.phrase import (
    DeedPhrase,
    ForEach,
    LevelPhrase,
    Name,
    StateWord,
    WordsPhrase,
)
from servanda.values.deed import Deed, with_share
from servanda.values.quantity import Range


def build_clause(clause: StipulationClause, resolver: AgreementResolver) -> model.Clause | None:
    """The clause that is meant; None for readings and linkages, which hold clauses themselves."""
    match clause:
        case DeedPhrase() | LevelPhrase() | WordsPhrase():
            return build_limb(clause, resolver)
        case written.MayClause():
            return build_power(clause, resolver)
        case written.ConsequenceClause():
            return build_consequence(clause, resolver)
        case written.StageClause():
            return build_stage(clause, resolver)
        case written.TrancheClause():
            return build_tranche(clause, resolver)
        case (
            written.WithinClause()
            | written.ByClause()
            | written.AsSoonAsPossibleClause()
            | written.BetweenClause()
            | written.DaysClause()
            | written.BeforeClause()
            | written.AheadClause()
            | written.RenewedClause()
            | written.LongerClause()
            | written.ForClause()
        ):
            return build_time_limit(clause, resolver)
        case (
            written.PledgedByClause()
            | written.PaidByClause()
            | written.HeldByClause()
            | written.VerifiedByClause()
        ):
            return build_role(clause, resolver)
        case written.SuspendedWhileClause():
            return model.SuspendedWhileClause(resolver.condition(clause.condition), clause.clock)
        case written.BestEffortClause():
            return model.BestEffortClause(clause.afterwards)
        case written.OutcomeAlsoClause():
            return model.OutcomeAlsoClause(with_share(resolver.deed(clause.deed)))
        case written.ComparedClause():
            return model.ComparedClause(clause.comparison)
        case written.CountingOnlyClause():
            return model.CountingOnlyClause(resolver.known(clause.class_name, "class"))
        case written.GraceClause():
            return model.GraceClause(clause.length.duration if clause.length else None)
        case written.ReadWithClause():
            return model.ReadWithClause(clause.article.text)
        case written.InStepClause():
            return model.InStepClause(resolver.stipulation(clause.other))
        case written.ReplacesClause():
            names = tuple(resolver.stipulation(name) for name in clause.stipulations)
            return model.ReplacesClause(names)
        case written.NotPublicClause():
            return model.NotPublicClause()
        case written.FormClause():
            return model.FormClause(clause.words.text)
        case ReadingClause() | LinkageClause():
            return None
        case _:
            return build_gate(clause, resolver)


Gate = (
    written.FromClause
    | written.UntilClause
    | written.WhileClause
    | written.UnlessClause
    | written.WithheldUntilClause
    | written.BeginsClause
    | written.OpenWhileClause
    | written.EndsClause
)


def build_gate(clause: Gate, resolver: AgreementResolver) -> model.Clause:
    """A clause that is a keyword and a condition."""
    condition = resolver.condition(clause.condition)
    match clause:
        case written.FromClause():
            return model.FromClause(condition)
        case written.UntilClause():
            return model.UntilClause(condition)
        case written.WhileClause():
            return model.WhileClause(condition)
        case written.UnlessClause():
            return model.UnlessClause(condition)
        case written.WithheldUntilClause():
            return model.WithheldUntilClause(condition)
        case written.BeginsClause():
            return model.BeginsClause(condition)
        case written.OpenWhileClause():
            return model.OpenWhileClause(condition)
        case written.EndsClause():
            return model.EndsClause(condition)


def build_time_limit(
    clause: written.WithinClause
    | written.ByClause
    | written.AsSoonAsPossibleClause
    | written.BetweenClause
    | written.DaysClause
    | written.BeforeClause
    | written.AheadClause
    | written.RenewedClause
    | written.LongerClause
    | written.ForClause,
    resolver: AgreementResolver,
) -> model.Clause:
    match clause:
        case written.WithinClause():
            return model.WithinClause(clause.length.duration, resolver.condition(clause.of))
        case written.ByClause(date=None):
            return model.ByAgreementClause()
        case written.ByClause(date=date):
            assert date is not None
            return model.ByDateClause(resolver.end(date))
        case written.AsSoonAsPossibleClause():
            return model.AsSoonAsPossibleClause()
        case written.BetweenClause():
            start, end = resolver.instant(clause.first), resolver.end(clause.last)
            return model.BetweenClause(start, end)
        case written.DaysClause():
            counted_from = resolver.counted_from(clause.of)
            return model.DaysClause(clause.first, clause.last, counted_from)
        case written.BeforeClause():
            return model.BeforeClause(resolver.condition(clause.condition))
        case written.AheadClause():
            condition = known_date(resolver.condition(clause.condition), resolver)
            return model.AheadClause(clause.length.duration, condition)
        case written.RenewedClause():
            notice = clause.notice.duration if clause.notice else None
            condition = resolver.condition(clause.condition)
            return model.RenewedClause(clause.length.duration, condition, notice)
        case written.LongerClause():
            deed = ratio_base(clause.base, resolver)
            assert deed is not None, "a base was written"
            return model.LongerClause(clause.length.duration, clause.amount.low, deed)
        case written.ForClause():
            return model.ForClause(clause.length.duration)


def known_date(condition: model.Condition, resolver: AgreementResolver) -> model.Condition:
    """An event whose date the text gives, as that date: what is due ahead of it is known."""
    if isinstance(condition, model.Happens):
        on = resolver.date_of(condition.event)
        return condition if on is None else model.DateHasCome(on)
    return condition


def build_role(
    clause: written.PledgedByClause
    | written.PaidByClause
    | written.HeldByClause
    | written.VerifiedByClause,
    resolver: AgreementResolver,
) -> model.Clause:
    match clause:
        case written.PledgedByClause():
            return model.PledgedByClause(resolver.actors(clause.actors))
        case written.PaidByClause():
            return model.PaidByClause(resolver.actors(clause.actors))
        case written.HeldByClause():
            return model.HeldByClause(resolver.actor(clause.actor))
        case written.VerifiedByClause():
            return model.VerifiedByClause(resolver.actors(clause.verifiers))


# --- Powers, consequences and stages -------------------------------------------------------------


def build_power(clause: written.MayClause, resolver: AgreementResolver) -> model.MayClause:
    """Who may do which act to what; a verb that is no act is complained of."""
    act = act_of(clause.act.text)
    if act is None:
        near = nearest(clause.act.text, ACTS)
        hint = f"did you mean `{near}`?" if near else f"the acts are {listed(ACTS)}"
        resolver.complain("unknown-act", clause.act, f"`{clause.act.text}` is no act", hint)
    return model.MayClause(
        first_and_rest(clause.actors, resolver),
        act or "accept",
        tuple(resolver.target(name) for name in clause.targets),
        clause.limit.duration if clause.limit else None,
        clause.notice.duration if clause.notice else None,
        clause.clock or "runs",
    )


def build_consequence(
    clause: written.ConsequenceClause, resolver: AgreementResolver
) -> model.ConsequenceClause | model.ChoiceClause:
    state = as_state(clause.state)
    if clause.power is not None:
        return model.ChoiceClause(state, build_power(clause.power, resolver))
    assert clause.target is not None and clause.effect is not None, "an effect on something"
    return model.ConsequenceClause(state, resolver.stipulation(clause.target), clause.effect)


def as_state(word: str) -> model.StipulationState:
    found: dict[str, model.StipulationState] = {one: one for one in get_args(StateWord)}
    return found[word]


def build_tranche(clause: written.TrancheClause, resolver: AgreementResolver) -> model.Clause:
    part = clause.part
    amount = Range(part.amount.low, part.amount.high) if part.amount else None
    until = tuple(
        resolver.condition(one.condition)
        for one in clause.clauses
        if isinstance(one, written.WithheldUntilClause)
    )
    return model.TrancheClause(clause.name.text, amount, part.percent, until)


def build_stage(clause: written.StageClause, resolver: AgreementResolver) -> model.StageClause:
    part = clause.part
    amount = Range(part.amount.low, part.amount.high) if part.amount else None
    area = resolver.area(part.area)
    inner = (build_clause(one, resolver) for one in clause.clauses)
    clauses = tuple(one for one in inner if one is not None)
    amounts = tuple(
        (resolver.known(thing, "thing"), Range(number.low, number.high))
        for number, thing in part.amounts
    )
    return model.StageClause(clause.name.text, amount, part.percent, area, clauses, amounts)


# --- Limbs ---------------------------------------------------------------------------------------


def build_limb(
    limb: DeedPhrase | LevelPhrase | WordsPhrase, resolver: AgreementResolver
) -> model.Clause:
    match limb:
        case DeedPhrase():
            period = limb.every.duration if limb.every else None
            answering = resolver.actors(limb.answering)
            base = ratio_base(limb.for_each, resolver)
            return model.DeedClause(resolver.deed(limb), period, base, answering, limb.each)
        case LevelPhrase():
            actors = first_and_rest(limb.actors, resolver)
            level = resolver.level(limb.level, limb.stand)
            return model.LevelClause(actors, level, limb.each)
        case WordsPhrase():
            return model.TextClause(first_and_rest(limb.actors, resolver), limb.words.text)


def ratio_base(base: ForEach | None, resolver: AgreementResolver) -> Deed | None:
    """The deed for each unit of which something is owed."""
    if base is None:
        return None
    return Deed(
        actors=(resolver.actor(base.actor),),
        action=resolver.action(base.verb),
        thing=resolver.known(base.thing, "thing"),
        to=resolver.side(base.to),
    )


def first_and_rest(names: tuple[Name, ...], resolver: AgreementResolver) -> tuple[str, ...]:
    first, *others = names
    return (resolver.first_actor(first), *resolver.actors(tuple(others)))


def is_limb(clause: object) -> bool:
    """True for what is owed itself, as opposed to when, how and by whose word."""
    return isinstance(clause, DeedPhrase | LevelPhrase | WordsPhrase | written.MayClause)
