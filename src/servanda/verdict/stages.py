"""The stages of a duty: shares of one base, or parts of one area, each with terms of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from servanda.agreement.model import (
    Agreement,
    All,
    Clause,
    Condition,
    InStepClause,
    StageClause,
    StipulationIs,
    VerifiedByClause,
    WithinClause,
)
from servanda.agreement.readings import overlaid
from servanda.values.quantity import Range
from servanda.verdict.terms import Stage, Terms, terms_of


def full_terms(clauses: Sequence[Clause], agreement: Agreement) -> Terms:
    """The clauses, sorted, with the terms of every stage."""
    return replace(terms_of(clauses), stages=tuple(_stages(clauses, agreement)))


def stage_in(name: str, agreement: Agreement) -> tuple[str, str | None]:
    """The stipulation and, if the name is the path of a stage, that stage."""
    whole, _, stage = name.rpartition("/")
    for stipulation in agreement.stipulations:
        clauses = stipulation.clauses if stipulation.name == whole else ()
        if any(isinstance(clause, StageClause) and clause.name == stage for clause in clauses):
            return whole, stage
    return name, None


def _stages(clauses: Sequence[Clause], agreement: Agreement) -> Iterator[Stage]:
    """Each stage, its amount added to those before it: what is done beyond one counts for the
    next. The clauses of a stage replace the duty's of the same sort, and a verifier is added."""
    common = tuple(clause for clause in clauses if not isinstance(clause, StageClause))
    stages = [clause for clause in clauses if isinstance(clause, StageClause)]
    areas = tuple(stage.area for stage in stages if stage.area is not None)
    steps = [clause.other for clause in clauses if isinstance(clause, InStepClause)]
    amount: Range | None = None
    amounts: dict[str, Range] = {}
    for number, stage in enumerate(stages):
        before, before_of = amount, tuple(amounts.items())
        if stage.amount is not None:
            amount = stage.amount if amount is None else amount + stage.amount
        for thing, more in stage.amounts:
            amounts[thing] = amounts[thing] + more if thing in amounts else more
        terms = terms_of(_laid_over(common, stage.clauses))
        for other in steps if number > 0 else ():
            terms = _in_step(terms, _stage_done(other, number - 1, agreement))
        others = () if stage.area is not None or stage.amount is not None else areas
        reached = None if stage.amount is None else amount
        so_far = tuple(amounts.items()) if stage.amounts else ()
        yield Stage(
            stage.name, reached, stage.percent, stage.area, others, terms, so_far, before, before_of
        )


def _laid_over(common: tuple[Clause, ...], own: tuple[Clause, ...]) -> tuple[Clause, ...]:
    verifiers = tuple(clause for clause in common if isinstance(clause, VerifiedByClause))
    added = verifiers if any(isinstance(clause, VerifiedByClause) for clause in own) else ()
    return (*overlaid(common, own), *added)


def _in_step(terms: Terms, done: Condition) -> Terms:
    """The terms, in force only once the other side's stage is done, too."""
    own = terms.trigger
    if own is None and isinstance(terms.deadline, WithinClause):
        own = terms.deadline.of
    return replace(terms, trigger=done if own is None else All((own, done)))


def _stage_done(name: str, number: int, agreement: Agreement) -> Condition:
    """The other duty's stage of that number, its last if it has fewer, all of it if it has none."""
    clauses = next((one.clauses for one in agreement.stipulations if one.name == name), ())
    stages = [clause.name for clause in clauses if isinstance(clause, StageClause)]
    if not stages:
        return StipulationIs(name, "done")
    return StipulationIs(name, "done", stage=stages[min(number, len(stages) - 1)])
