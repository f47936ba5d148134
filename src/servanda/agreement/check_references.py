"""What can be wrong between stipulations once their names are known: bases, dates, stages."""

from collections.abc import Iterator

from servanda.agreement import model
from servanda.agreement.model import Agreement
from servanda.agreement.readings import is_same_sort
from servanda.agreement.subjects import Subject, all_clauses, subjects
from servanda.language.diagnostic import Diagnostic
from servanda.values.deed import Deed
from servanda.values.span import Span

NOWHERE = Span("", 1, 1, 1, 1)
DATED = (
    model.WithinClause,
    model.ByDateClause,
    model.ByAgreementClause,
    model.BetweenClause,
    model.DaysClause,
    model.BeforeClause,
    model.AheadClause,
    model.ForClause,
    model.UntilClause,
)


def check_references(agreement: Agreement) -> Iterator[Diagnostic]:
    for subject in subjects(agreement):
        yield from bases(subject, agreement)
        yield from steps(subject, agreement)
        yield from extensions(subject, agreement)
        yield from lone_reading(subject)


def bases(subject: Subject, agreement: Agreement) -> Iterator[Diagnostic]:
    """A percentage is of a number, so its thing is counted by a level."""
    for deed in deeds_in(subject):
        thing = agreement.things.get(deed.thing or "")
        is_share = deed.percent and deed.amount is not None and deed.amount.high < 100
        has_share = deed.percent and any(stage.percent for stage in stages_of(subject))
        if thing is not None and thing.counted_by is None and (is_share or has_share):
            message = f"a percentage of how many `{thing.name}`?"
            hint = f'declare a level and say `thing {thing.name} "..." counted by LEVEL`'
            yield told("base-missing", subject, message, hint)
            return


def steps(subject: Subject, agreement: Agreement) -> Iterator[Diagnostic]:
    named = {one.name: one for one in agreement.stipulations}
    for clause in all_clauses(subject):
        if not isinstance(clause, model.InStepClause) or clause.other not in named:
            continue
        if not list(stages_of(named[clause.other])):
            message = f"`{clause.other}` has no stages to keep in step with"
            yield told("stages-missing", subject, message, "add its stages there")


def lone_reading(subject: Subject) -> Iterator[Diagnostic]:
    """One reading alone is how the words are always read: what it replaces never counts."""
    if len(subject.readings) != 1:
        return
    (reading,) = subject.readings
    unread = [
        clause for clause in subject.clauses
        if any(is_same_sort(clause, other) for other in reading.clauses)
    ]  # fmt: skip
    if unread:
        message = (
            f"`{reading.name}` is the only reading, so what it replaces in the text is never read"
        )
        hint = "name the other way to understand it too: `reading NAME: as it stands`"
        where = subject.span or NOWHERE
        yield Diagnostic("lone-reading", "warning", where, subject.article, message, hint)


def extensions(subject: Subject, agreement: Agreement) -> Iterator[Diagnostic]:
    """A power to extend is over something that ends or falls due."""
    named = {one.name: one for one in agreement.stipulations}
    for clause in all_clauses(subject):
        power = clause.power if isinstance(clause, model.ChoiceClause) else clause
        if not isinstance(power, model.MayClause) or power.act != "extend":
            continue
        for target in power.targets:
            stipulation = named.get(target.partition("/")[0])
            if stipulation is not None and not is_dated(stipulation):
                message = f"`{target}` has no date that could be extended"
                hint = "give it one, or `by date to be agreed`"
                yield told("nothing-to-extend", subject, message, hint)


def is_dated(stipulation: model.Stipulation) -> bool:
    return any(isinstance(clause, DATED) for clause in all_clauses(stipulation))


def stages_of(subject: Subject) -> Iterator[model.StageClause]:
    return (clause for clause in subject.clauses if isinstance(clause, model.StageClause))


def deeds_in(subject: Subject) -> Iterator[Deed]:
    return (clause.deed for clause in all_clauses(subject) if isinstance(clause, model.DeedClause))


def told(name: str, subject: Subject, message: str, hint: str) -> Diagnostic:
    return Diagnostic(name, "error", subject.span or NOWHERE, subject.article, message, hint)
