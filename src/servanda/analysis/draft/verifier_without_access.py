"""verifier-without-access: a verifier that nothing lets in.

    duty decommission
      north puts-beyond-use weapons
      verified by monitors

Nowhere does anybody admit the monitors, and nothing forbids keeping them out. A verifier has
access if a right, a duty or a power lets it do something itself; if somebody owes it something
(admits it, hands over or reports to it, `to monitors`); if a ban protects it; or if the deed that
it verifies goes through its hands (`via monitors`). A verifier that is party to the agreement, or
a guarantor, is taken to have seen to its own access; a body that is declared competent and is no
verifier may decide on papers, and is left out.

*May*, always: another instrument, a headquarters agreement or the general law may give the access.

*What to do*: add the right (`right access` / `monitors enter storage-sites`) and a ban on
hindering it.
"""

from collections.abc import Iterator

from servanda.agreement import model
from servanda.agreement.model import Agreement
from servanda.agreement.subjects import all_clauses
from servanda.analysis.draft.finding import Finding
from servanda.analysis.draft.study import Study, finding
from servanda.analysis.draft.unverified_duty import verifiers_of
from servanda.analysis.draft.words import actor_names, names
from servanda.evidence.matching import principal
from servanda.values.deed import Deed

OUTSIDE = ("body", "verifier", "actor", "mediator")


def verifier_without_access(study: Study) -> tuple[Finding, ...]:
    """Verifiers that no stipulation lets in, with what they are to verify."""
    agreement = study.agreement
    let_in = frozenset(admitted(agreement))
    charges: dict[str, list[str]] = {}
    for stipulation in study.stipulations:
        named = named_in(stipulation)
        for verifier in verifiers_of(stipulation, agreement):
            name = principal(verifier)
            if needs_access(verifier, named, agreement) and name not in let_in:
                charges.setdefault(name, []).append(stipulation.name)
    return tuple(of_verifier(name, charged, study) for name, charged in charges.items())


def named_in(stipulation: model.Stipulation) -> frozenset[str]:
    return frozenset(
        verifier
        for clause in all_clauses(stipulation)
        if isinstance(clause, model.VerifiedByClause)
        for verifier in clause.verifiers
    )


def needs_access(verifier: str, named: frozenset[str], agreement: Agreement) -> bool:
    """A verifier by role or by the clause; a body that is merely competent may rule on papers."""
    known = agreement.actors.get(principal(verifier))
    if known is None or known.role not in OUTSIDE:
        return False
    return known.role == "verifier" or verifier in named


def admitted(agreement: Agreement) -> Iterator[str]:
    """Everybody whom some stipulation lets act, protects, serves or has a hand in."""
    for stipulation in agreement.stipulations:
        for clause in all_clauses(stipulation):
            match clause:
                case model.DeedClause(deed=deed):
                    yield from at_hand(deed)
                    if stipulation.kind in ("duty", "right", "quota"):
                        yield from (principal(actor) for actor in clause.bearers)
                case model.TextClause(actors=actors) if stipulation.kind in ("duty", "right"):
                    yield from (principal(actor) for actor in actors)
                case model.OutcomeAlsoClause(deed=deed):
                    yield from at_hand(deed)
                case _:
                    continue


def at_hand(deed: Deed) -> Iterator[str]:
    """Who is admitted, served or has the thing pass through its hands."""
    for name in (deed.thing, deed.to, deed.via):
        if name is not None:
            yield principal(name)


def of_verifier(verifier: str, charged: list[str], study: Study) -> Finding:
    who = actor_names((verifier,), study.agreement)
    return finding(
        study,
        "verifier-without-access",
        charged,
        f"To verify {names(charged, 8)} is left to {who}, and no stipulation lets it in to see "
        "what it is to see, or forbids keeping it out.",
        "Add a right of access, and a ban on hindering it, unless another text has them.",
        "may",
        (verifier,),
    )
