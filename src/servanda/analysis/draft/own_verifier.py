"""own-verifier: a duty that is verified by a side to it.

    duty withdraw
      south withdraws forces
      verified by joint-committee

    body joint-committee "the joint committee" led by south

South's own committee finds whether South has withdrawn. The rule looks at who is named (`verified
by`, `competent for`): a bearer of the stipulation, somebody who is bound by a bearer or is a
member of it, or a body that a bearer leads; and, the other way round, the party to whom the duty
is owed, which gains from finding that it was not done.

*Exact* where a verifier is a bearer or is led by one. *May* where it is the party to whom the duty
is owed: a creditor's receipt may be what was meant.

*What to do*: name somebody else, or somebody else beside it.
"""

from collections.abc import Iterator

from servanda.agreement import model
from servanda.agreement.model import Agreement
from servanda.analysis.draft.finding import Finding
from servanda.analysis.draft.study import Study, finding
from servanda.analysis.draft.unverified_duty import verifiers_of
from servanda.analysis.draft.words import actor_names, name_of
from servanda.evidence.matching import principal
from servanda.verdict.terms import parties


def own_verifier(study: Study) -> tuple[Finding, ...]:
    """Stipulations that their bearer, or the one to whom they are owed, verifies."""
    return tuple(one for each in study.stipulations for one in of_stipulation(each, study))


def of_stipulation(stipulation: model.Stipulation, study: Study) -> Iterator[Finding]:
    agreement = study.agreement
    bearers, owed = study.bearers(stipulation.name), creditors(stipulation)
    for verifier in verifiers_of(stipulation, agreement):
        behind = masters(verifier, agreement)
        if behind & frozenset(bearers):
            yield of_bearer(stipulation.name, verifier, bearers, study)
        elif behind & owed & parties(agreement):
            yield of_creditor(stipulation.name, verifier, study)


def masters(actor: str, agreement: Agreement) -> frozenset[str]:
    """An actor, and whoever leads it or answers for it."""
    found: set[str] = set()
    waiting = [principal(actor)]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        known = agreement.actors.get(name)
        if known is not None and known.led_by is not None:
            waiting.append(principal(known.led_by))
        for other in agreement.actors.values():
            if name in other.binds or name in (member.name for member in other.members):
                waiting.append(other.name)
    return frozenset(found)


def creditors(stipulation: model.Stipulation) -> frozenset[str]:
    return frozenset(
        principal(clause.deed.to)
        for clause in stipulation.clauses
        if isinstance(clause, model.DeedClause) and clause.deed.to is not None
    )


def of_bearer(name: str, verifier: str, bearers: tuple[str, ...], study: Study) -> Finding:
    agreement = study.agreement
    whose = "" if principal(verifier) in bearers else leader_words(verifier, agreement)
    return finding(
        study,
        "own-verifier",
        (name,),
        f"{name_of(study, name)} is owed by {actor_names(bearers, agreement)} and verified by "
        f"{actor_names((verifier,), agreement)}{whose}.",
        "Name a verifier that is no party to it, or one beside it.",
        actors=(verifier,),
    )


def leader_words(verifier: str, agreement: Agreement) -> str:
    known = agreement.actors.get(principal(verifier))
    if known is None or known.led_by is None:
        return ", for whom a bearer answers"
    return f", which {actor_names((known.led_by,), agreement)} leads"


def of_creditor(name: str, verifier: str, study: Study) -> Finding:
    return finding(
        study,
        "own-verifier",
        (name,),
        f"{name_of(study, name)} is owed to the party that verifies it, "
        f"{actor_names((verifier,), study.agreement)}: it gains from finding that it was not done.",
        "If more than a receipt is meant, name a verifier that gains nothing.",
        "may",
        (verifier,),
    )
