"""The clauses of a stipulation: from what is written to what it means."""

from servanda.agreement import model
from servanda.agreement.resolve import AgreementResolver
from servanda.language import clause as written
from servanda.language.clause import LinkageClause, ReadingClause, StipulationClause
from servanda.language.phrase import DeedPhrase, ForEach, LevelPhrase, Name, WordsPhrase
from servanda.values.deed import Deed


def build_clause(clause: StipulationClause, resolver: AgreementResolver) -> model.Clause | None:
    """The clause that is meant; None for readings and linkages, which hold clauses themselves."""
    match clause:
        case DeedPhrase() | LevelPhrase() | WordsPhrase():
            return build_limb(clause, resolver)
        case (
            written.WithinClause()
            | written.ByClause()
            | written.AsSoonAsPossibleClause()
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
            return model.OutcomeAlsoClause(resolver.deed(clause.deed))
        case written.ComparedClause():
            return model.ComparedClause(clause.comparison)
        case written.CountingOnlyClause():
            return model.CountingOnlyClause(resolver.known(clause.class_name, "class"))
        case written.GraceClause():
            return model.GraceClause(clause.length.duration if clause.length else None)
        case written.ReadWithClause():
            return model.ReadWithClause(clause.article.text)
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
        case written.EndsClause():
            return model.EndsClause(condition)


def build_time_limit(
    clause: written.WithinClause
    | written.ByClause
    | written.AsSoonAsPossibleClause
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
        case written.ForClause():
            return model.ForClause(clause.length.duration)


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


# --- Limbs ---------------------------------------------------------------------------------------


def build_limb(
    limb: DeedPhrase | LevelPhrase | WordsPhrase, resolver: AgreementResolver
) -> model.Clause:
    match limb:
        case DeedPhrase():
            period = limb.every.duration if limb.every else None
            deed = resolver.deed(limb)
            return model.DeedClause(deed, period, ratio_base(limb.for_each, resolver))
        case LevelPhrase():
            actors = first_and_rest(limb.actors, resolver)
            return model.LevelClause(actors, resolver.level(limb.level, limb.stand))
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
    return isinstance(clause, DeedPhrase | LevelPhrase | WordsPhrase)
