"""unverified-duty: a duty on which nobody's finding settles anything.

    duty withdraw
      south withdraws forces to border

Nobody is named to verify it, and no body is declared competent for it, so that the best that can
be known of it is what is claimed. One finding for each bearer lists all such duties and quotas.

*Exact*: no clause `verified by`, in the text or any reading, and no body `competent for` it. A
body competent in an area counts for what is to be done there. Bans are left out (whoever sees an
incident reports it), and so are duties that are described in words only.

*What to do*: name a verifier that is no party to the duty, and give it access.
"""

from collections.abc import Iterable, Iterator

from servanda.agreement import model
from servanda.agreement.model import Agreement
from servanda.agreement.subjects import all_clauses
from servanda.analysis.draft.finding import Finding
from servanda.analysis.draft.study import Study, finding
from servanda.analysis.draft.words import actor_names, holds, names


def unverified_duty(study: Study) -> tuple[Finding, ...]:
    """For each bearer, the duties and quotas that nobody is named to verify."""
    of_bearers: dict[tuple[str, ...], list[str]] = {}
    for stipulation in study.stipulations:
        judged = stipulation.kind in ("duty", "quota") and is_judged(stipulation)
        if judged and not verifiers_of(stipulation, study.agreement):
            of_bearers.setdefault(study.bearers(stipulation.name), []).append(stipulation.name)
    return tuple(of_bearer(who, duties, study) for who, duties in of_bearers.items())


def is_judged(stipulation: model.Stipulation) -> bool:
    limbs = model.DeedClause | model.LevelClause
    return any(isinstance(clause, limbs) for clause in all_clauses(stipulation))


def verifiers_of(stipulation: model.Stipulation, agreement: Agreement) -> tuple[str, ...]:
    """Everybody whose finding verifies it: named by it, or competent for it or its place."""
    named = (
        verifier
        for clause in all_clauses(stipulation)
        for one in (clause, *stage_clauses(clause))
        if isinstance(one, model.VerifiedByClause)
        for verifier in one.verifiers
    )
    competent = (
        actor.name
        for actor in agreement.actors.values()
        if stipulation.name in actor.competence.stipulations
        or is_in_its_area(stipulation, actor, agreement)
    )
    return tuple(dict.fromkeys((*named, *competent)))


def stage_clauses(clause: model.Clause) -> tuple[model.Clause, ...]:
    return clause.clauses if isinstance(clause, model.StageClause) else ()


def is_in_its_area(
    stipulation: model.Stipulation, actor: model.Actor, agreement: Agreement
) -> bool:
    area = actor.competence.area
    if area is None:
        return False
    return any(lies_within(place, area, agreement) for place in places_of(stipulation.clauses))


def places_of(clauses: Iterable[model.Clause]) -> Iterator[str]:
    for clause in clauses:
        if isinstance(clause, model.DeedClause):
            places = (clause.deed.place, clause.deed.to, clause.deed.thing, clause.deed.origin)
            yield from (place for place in places if place)


def lies_within(place: str, area: str, agreement: Agreement) -> bool:
    """True for the area itself and for what lies in it."""
    seen: set[str] = set()
    here: str | None = place
    while here is not None and here not in seen:
        if here == area:
            return True
        seen.add(here)
        found = agreement.areas.get(here)
        here = found.within if found is not None else None
    return False


def of_bearer(bearers: tuple[str, ...], duties: list[str], study: Study) -> Finding:
    who = actor_names(bearers, study.agreement)
    owed = holds(len(duties), "this duty", f"these {len(duties)} duties")
    return finding(
        study,
        "unverified-duty",
        duties,
        f"Nobody is named to verify {owed} of {who}: {names(duties, 12)}.",
        "Name a verifier that is no party to them: `verified by ...`, or a body `competent for` "
        "them.",
        actors=bearers,
    )
