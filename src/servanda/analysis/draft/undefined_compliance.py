"""undefined-compliance: "as long as the other side complies", and nobody can say with what.

    ban re-entry
      south must not enter vacated-areas
      while north complies with amnesty and good-will

    right amnesty
      ...
    duty good-will
      north "does all it can"
      best effort

Compliance means that none of the listed stipulations is breached or overdue. The rule finds lists
that are empty; that name something which the actor does not owe; that name only what cannot be
breached or overdue (a right, an aim, a power, a mere effort, a duty described in words, a term not
public), so that the condition always holds; that name a duty without a date, which is never
overdue unless a body finds it breached; and readings of one stipulation that list different things.

*Exact* for empty lists, for what the actor does not owe, and for readings that differ. *May* for
what can be breached only by a finding.

*What to do*: list stipulations of that actor that have a date or can be breached, and say how far a
failure may go.
"""

from collections.abc import Iterable, Iterator

from servanda.agreement import model
from servanda.agreement.dependencies import conditions_of, leaves
from servanda.agreement.model import Clause, Complies
from servanda.agreement.subjects import Subject, all_clauses
from servanda.analysis.draft.finding import Certainty, Finding
from servanda.analysis.draft.preconditions import DEADLINES, principals
from servanda.analysis.draft.study import Study, finding
from servanda.analysis.draft.words import actor_names, holds, name_of, names
from servanda.evidence.matching import principal
from servanda.language.listing import listed

ADVICE = "List stipulations of that side that have a date or can be breached."


def undefined_compliance(study: Study) -> tuple[Finding, ...]:
    """Conditions on compliance that leave open what is to be complied with."""
    found = [one for each in study.subjects.values() for one in of_subject(each, study)]
    return tuple(dict.fromkeys(found))


def of_subject(subject: Subject, study: Study) -> Iterator[Finding]:
    for condition in dict.fromkeys(compliances(all_clauses(subject))):
        yield from of_condition(subject.name, condition, study)
    ways: dict[frozenset[str], list[str]] = {}
    for reading in subject.readings:
        asked = frozenset(n for one in compliances(reading.clauses) for n in one.stipulations)
        if asked:
            ways.setdefault(asked, []).append(reading.name)
    if len(ways) > 1:
        said = "; ".join(
            f"{names(sorted(with_))} (read as {listed(who)})" for with_, who in ways.items()
        )
        why = f'what "complies" covers depends on the reading: {said}'
        yield undefined(subject.name, (), why, "exact", study)


def compliances(clauses: Iterable[Clause]) -> Iterator[Complies]:
    for clause in clauses:
        for condition in conditions_of(clause):
            yield from (leaf for leaf in leaves(condition) if isinstance(leaf, Complies))


def of_condition(name: str, condition: Complies, study: Study) -> Iterator[Finding]:
    who = actor_names((condition.actor,), study.agreement)
    if not condition.stipulations:
        why = f"{who} is to comply, and nothing says with what"
        yield undefined(name, (), why, "exact", study)
        return
    strange = [one for one in condition.stipulations if not owes(condition.actor, one, study)]
    if strange:
        why = f"{who} is to comply with {names(strange)}, which it does not owe"
        yield undefined(name, strange, why, "exact", study)
    checked = [one for one in condition.stipulations if one not in strange]
    loose = [one for one in checked if not can_fail(one, study)]
    if loose:
        most = (
            "so that the condition always holds"
            if len(loose) == len(checked)
            else "for want of a date"
        )
        why = (
            f"{who} is to comply with {names(loose)}, of which nothing but a finding can say that "
            f"{holds(len(loose), 'it is', 'they are')} breached or overdue, {most}"
        )
        yield undefined(name, loose, why, "may", study)


def owes(actor: str, name: str, study: Study) -> bool:
    """The actor is a bearer, or answers for one."""
    bearers = frozenset(study.bearers(name))
    known = study.agreement.actors.get(principal(actor))
    bound = principals(known.binds) if known is not None else ()
    return bool(bearers & {principal(actor), *bound})


def can_fail(name: str, study: Study) -> bool:
    """Something short of a finding can show it breached or overdue."""
    subject = study.subject(name)
    if not isinstance(subject, model.Stipulation) or subject.kind in ("right", "aim", "power"):
        return False
    clauses = tuple(all_clauses(subject))
    if any(isinstance(clause, model.NotPublicClause) for clause in clauses):
        return False
    if subject.kind != "duty":
        return True
    level = any(isinstance(clause, model.LevelClause) for clause in clauses)
    dated = any(isinstance(clause, (*DEADLINES, model.StageClause)) for clause in clauses)
    fixed = dated and not only_left_open(clauses)
    return (level or fixed) and not is_effort(subject)


def only_left_open(clauses: tuple[Clause, ...]) -> bool:
    dated = [clause for clause in clauses if isinstance(clause, DEADLINES)]
    return bool(dated) and all(isinstance(clause, model.ByAgreementClause) for clause in dated)


def is_effort(subject: model.Stipulation) -> bool:
    return any(
        isinstance(clause, model.BestEffortClause) and not clause.afterwards
        for clause in subject.clauses
    )


def undefined(
    name: str, others: Iterable[str], why: str, certainty: Certainty, study: Study
) -> Finding:
    explanation = f"{name_of(study, name)}: {why}."
    return finding(study, "undefined-compliance", (name, *others), explanation, ADVICE, certainty)
