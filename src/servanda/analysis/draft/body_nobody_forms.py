"""body-nobody-forms: a body that has work to do and that no stipulation brings about.

    body joint-commission "the joint commission"

    duty withdraw
      south withdraws forces
      verified by joint-commission

Nobody owes that the commission be formed; if it never meets, nobody is in breach, and nobody
verifies. A body or verifier is formed if it is declared `formed by` a stipulation, if a deed has it
as its object (`us and board form committee`; somebody `deploys force`), or if it is led by somebody
or has members, who then can bring it together. One with an identifier in a public register, or that
is competent since before the agreement, is taken to exist. Only bodies that owe something, verify,
hold money or a power, or on which a condition waits, are looked at.

*May*, always: the body may have existed before the agreement.

*What to do*: add the duty to form it, with a date, and `formed by` that duty on the body.
"""

from collections.abc import Iterator, Mapping

from servanda.agreement import model
from servanda.agreement.model import Actor, Agreement
from servanda.agreement.subjects import Subject, all_clauses, subjects
from servanda.analysis.draft.finding import Finding
from servanda.analysis.draft.mentions import mentioned
from servanda.analysis.draft.study import Study, finding
from servanda.analysis.draft.words import holds, names
from servanda.values.instant import BEGINNING


def body_nobody_forms(study: Study) -> tuple[Finding, ...]:
    """Bodies with something to do that nothing brings about."""
    agreement = study.agreement
    formed = frozenset(brought_about(agreement))
    acting = {each.name: acting_in(each) for each in subjects(agreement)}
    unformed = {
        actor: charged
        for actor in agreement.actors.values()
        if actor.role in ("body", "verifier")
        and actor.name not in formed
        and not stands_by_itself(actor, agreement)
        and (charged := charges_of(actor, acting))
    }
    return (of_bodies(unformed, study),) if unformed else ()


def stands_by_itself(actor: Actor, agreement: Agreement) -> bool:
    """Formed by a stipulation, brought together by a leader or members, or known to exist: it has
    an identifier, or is competent from a date before the agreement came into force."""
    existed = BEGINNING < actor.competence.start <= agreement.in_force
    brought = actor.competence.formed_by is not None or actor.led_by is not None
    return brought or bool(actor.members) or bool(actor.identifiers) or existed


def brought_about(agreement: Agreement) -> Iterator[str]:
    """Everything that some deed makes, sends or admits."""
    for subject in subjects(agreement):
        for clause in all_clauses(subject):
            if isinstance(clause, model.DeedClause) and clause.deed.thing is not None:
                yield clause.deed.thing


def charges_of(actor: Actor, acting: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """The stipulations, phases and funds in which the body has something to do."""
    named = (name for name, actors in acting.items() if actor.name in actors)
    return tuple(dict.fromkeys((*actor.competence.stipulations, *named)))


def acting_in(subject: Subject) -> frozenset[str]:
    readings = (clause for reading in subject.readings for clause in reading.clauses)
    return frozenset(name for clause in (*subject.clauses, *readings) for name in actors_of(clause))


def actors_of(clause: model.Clause) -> frozenset[str]:
    """Who acts, verifies, holds or is waited for in a clause; not who only receives."""
    match clause:
        case model.DeedClause():
            deed = clause.deed
            return mentioned((clause.bearers, deed.actors, deed.via))
        case _:
            return mentioned(clause)


def of_bodies(unformed: Mapping[Actor, tuple[str, ...]], study: Study) -> Finding:
    bodies = [
        f"{actor.title} (`{actor.name}`, in {names(charged, 4)})"
        for actor, charged in unformed.items()
    ]
    which = holds(len(bodies), "this body, which has", "these bodies, which have")
    they = holds(len(bodies), "it exists", "they exist")
    return finding(
        study,
        "body-nobody-forms",
        (name for charged in unformed.values() for name in charged),
        f"No stipulation forms {which} something to do: {'; '.join(bodies)}.",
        f"Unless {they} already (an `identifier` on the body says so): add the duty to form it, "
        "with a date, and `formed by` that duty on the body.",
        "may",
        tuple(actor.name for actor in unformed),
    )
