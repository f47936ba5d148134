"""Who sits where before anything is judged: members as claimed, bodies once they are formed."""

from collections.abc import Iterator
from dataclasses import replace

from servanda.agreement.model import Actor, Agreement, Stipulation
from servanda.agreement.readings import clauses_in
from servanda.evidence.issue import Judge
from servanda.evidence.membership import joinings, with_members
from servanda.record.model import Claim, Record
from servanda.values.instant import BEGINNING, NEVER, Instant
from servanda.verdict.basis import Basis
from servanda.verdict.docket import Docket, Seat
from servanda.verdict.rows import rows_of
from servanda.verdict.stages import full_terms
from servanda.verdict.stipulation import done_now, found_now
from servanda.verdict.subject import changes_of_basis
from servanda.verdict.terms import Row


def seated_docket(agreement: Agreement, record: Record, judge: Judge) -> Docket:
    """The docket of an agreement whose actors have the members that they surely had, and whose
    bodies are competent only once the stipulation that forms them is surely done.

    Whether a body was formed is judged in the text without readings, by the evidence of the
    forming stipulation and its verifiers. No body that is itself formed by a stipulation verifies
    there: least of all the one in question.
    """
    said = joinings(agreement, record, judge)
    with_all = with_members(agreement, said)
    seats = [Seat("member", one.member, one.group, one.claims) for one in said]
    forming = Docket(_without_formed(with_all), record, judge)
    actors = dict(with_all.actors)
    for actor in with_all.actors.values():
        if actor.competence.formed_by is None:
            continue
        since, claims = _formed(actor.competence.formed_by, forming)
        actors[actor.name] = _competent_from(actor, since)
        seats.append(Seat("formed", actor.name, actor.competence.formed_by, claims))
    seated = replace(with_all, actors=actors) if seats else agreement
    return Docket(seated, record, judge, text=agreement, seats=tuple(seats))


def bases_of_seats(agreement: Agreement, record: Record, judge: Judge) -> Iterator[Basis]:
    """The evidence by which bodies were formed or not."""
    with_all = with_members(agreement, joinings(agreement, record, judge))
    forming = Docket(_without_formed(with_all), record, judge)
    named = {actor.competence.formed_by for actor in with_all.actors.values()}
    for stipulation in agreement.stipulations:
        if stipulation.name in named:
            yield from (forming.basis(row) for row in _rows(stipulation, forming))


def _competent_from(actor: Actor, since: Instant) -> Actor:
    start = max(actor.competence.start, since)
    return replace(actor, competence=replace(actor.competence, start=start))


def _without_formed(agreement: Agreement) -> Agreement:
    """The agreement before any body is formed: competent never."""
    actors = {
        name: actor if actor.competence.formed_by is None else _competent_from(actor, NEVER)
        for name, actor in agreement.actors.items()
    }
    return replace(agreement, actors=actors)


def _formed(name: str, docket: Docket) -> tuple[Instant, tuple[Claim, ...]]:
    """When the forming stipulation was surely done (NEVER: not yet), and on whose word."""
    stipulation = next((one for one in docket.agreement.stipulations if one.name == name), None)
    if stipulation is None:
        return BEGINNING, ()
    rows = [(row, docket.basis(row)) for row in _rows(stipulation, docket)]
    since = max((_done_at(row, basis) for row, basis in rows), default=BEGINNING)
    claims = (claim for _, basis in rows for claim in _claims(basis))
    return since, tuple(dict.fromkeys(claims))


def _rows(stipulation: Stipulation, docket: Docket) -> tuple[Row, ...]:
    clauses = clauses_in(stipulation, None, docket.linkages_on(stipulation))
    return rows_of(stipulation, full_terms(clauses, docket.agreement), docket.agreement)


def _done_at(row: Row, basis: Basis) -> Instant:
    for instant in sorted(set(changes_of_basis(basis))):
        if (found_now(basis, instant) or done_now(row, basis, instant)).sure:
            return instant
    return NEVER


def _claims(basis: Basis) -> Iterator[Claim]:
    if basis.outcome is not None:
        yield from basis.outcome.claims
    if basis.level is not None:
        yield from (claim for issue in basis.level.issues for claim in issue.claims)
    if basis.owed is not None:
        yield from (c for track in basis.owed.tracks() for i in track.issues for c in i.claims)
        yield from basis.owed.shares.claims if basis.owed.shares else ()
    yield from basis.findings
