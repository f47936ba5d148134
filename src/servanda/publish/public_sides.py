"""Who is on a side: who may have done what is told of nobody, and who gains by nothing.

All of it follows from the agreement and from who is declared, never from who is said to have done
something, so that it tells nothing of that.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import fields, is_dataclass

from servanda.agreement.model import (
    Agreement,
    Clause,
    DeedClause,
    LevelClause,
    MayClause,
    Role,
    TextClause,
)
from servanda.agreement.subjects import all_clauses, subjects
from servanda.evidence.matching import principal
from servanda.publish.policy import clauses_of
from servanda.record.model import Source
from servanda.values.deed import Deed

PARTISAN: frozenset[Role] = frozenset({"party", "actor"})
WATCHING: frozenset[Role] = frozenset({"body", "verifier"})


def may_have_done(agreement: Agreement, actions: frozenset[str]) -> frozenset[str]:
    """Who may have done what is told of nobody: the parties and all other actors that are no
    guarantor, mediator, body or verifier, whoever bears a stipulation of these actions, and whoever
    belongs to one of them."""
    found = {one.name for one in agreement.actors.values() if one.role in PARTISAN}
    found |= {
        principal(name)
        for one in agreement.stipulations
        for clause in clauses_of(one)
        if isinstance(clause, DeedClause) and clause.deed.action in actions
        for name in (*clause.bearers, *clause.deed.actors)
    }
    while more := _belonging_to(found, agreement) - found:
        found |= more
    return frozenset(found)


def addressed(agreement: Agreement, actions: frozenset[str]) -> frozenset[str]:
    """Those of these actions of which the agreement says, anywhere, to or from whom they are: told
    without that, such a deed would count as one to or from whomever is meant there."""
    known = set(agreement.actors)
    agreed = (*subjects(agreement), *agreement.events.values())
    return actions & {
        one.action
        for one in _deeds_in(agreed)
        if known & {principal(name) for name in (one.to, one.origin) if name is not None}
    }


def _deeds_in(value: object) -> Iterator[Deed]:
    """Every deed in what was agreed, in clauses and in what they wait for."""
    if isinstance(value, Deed):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _deeds_in(each)
    elif is_dataclass(value):
        for part in fields(value):
            yield from _deeds_in(getattr(value, part.name))


def _belonging_to(those: Collection[str], agreement: Agreement) -> set[str]:
    actors = agreement.actors.values()
    found = {name for one in actors if one.name in those for name in one.binds}
    found |= {each.name for one in actors if one.name in those for each in one.members}
    return found | {one.name for one in actors if one.led_by in those}


def allegiances(source: Source) -> Iterator[str]:
    """Of whose camp it is or for whom it speaks, at any time."""
    yield from (one for one in (source.camp, source.speaks_for) if one is not None)
    yield from (one.actor for one in (*source.camps, *source.offices))


def bystanders(
    agreement: Agreement, sources: Iterable[Source], refused: Collection[str]
) -> frozenset[str]:
    """Bodies and verifiers whose camp has no weight: none of them gains by anything, no viewpoint
    refuses it, and no other source is of its camp."""
    watching = {one.name for one in agreement.actors.values() if one.role in WATCHING}
    others = {camp for one in sources for camp in allegiances(one) if camp != one.name}
    return frozenset(watching - set(_with_a_stake(agreement)) - others - set(refused))


def _with_a_stake(agreement: Agreement) -> Iterator[str]:
    """Who owes, may do or is owed something by name."""
    for subject in subjects(agreement):
        for clause in all_clauses(subject):
            yield from map(principal, _named_in(clause))


def _named_in(clause: Clause) -> Iterator[str]:
    if isinstance(clause, DeedClause | LevelClause | TextClause | MayClause):
        yield from clause.bearers
    if isinstance(clause, DeedClause):
        for deed in (clause.deed, *((clause.for_each,) if clause.for_each else ())):
            yield from deed.actors
            yield from (name for name in (deed.to, deed.thing, deed.origin) if name is not None)
