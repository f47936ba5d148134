"""Competence: on which claims the finding of a body verifies, or its ruling binds.

A clause names its verifiers, a body may say for which stipulations it is competent; both may be
limited to an area and a time. A finding lies in the time if what it speaks of is over within it,
and in the area if it names no place or one within.
"""

from dataclasses import dataclass

from servanda.agreement.model import Agreement
from servanda.record.model import (
    ActContent,
    Claim,
    EventContent,
    LevelContent,
    StateContent,
    TotalContent,
)
from servanda.values.instant import BEGINNING, NEVER, Instant


@dataclass(frozen=True, slots=True)
class Verifier:
    """A body whose findings verify only within limits of time and place."""

    name: str
    start: Instant = BEGINNING
    end: Instant = NEVER
    areas: frozenset[str] | None = None  # None: everywhere

    def may_find(self, claim: Claim) -> bool:
        origin, instant, place = claim.chain.origin, _time_of(claim), _place_of(claim)
        return (
            origin.is_named
            and origin.source == self.name
            and (instant is None or self.start <= instant < self.end)
            and (place is None or self.areas is None or place in self.areas)
        )


def verifiers_among(names: frozenset[str], agreement: Agreement) -> tuple[Verifier, ...]:
    """Those of the names that are competent only within limits, with these."""
    found = (limits_of(name, agreement) for name in sorted(names))
    return tuple(verifier for verifier in found if verifier is not None)


def limits_of(name: str, agreement: Agreement) -> Verifier | None:
    """The limits that a body states for itself; they hold wherever it verifies. None: no limits."""
    actor = agreement.actors.get(name)
    if actor is None:
        return None
    stated = actor.competence
    if stated.area is None and (stated.start, stated.end) == (BEGINNING, NEVER):
        return None
    areas = None if stated.area is None else _within(stated.area, agreement)
    return Verifier(name, stated.start, stated.end, areas)


def competent_for(paths: frozenset[str], agreement: Agreement) -> frozenset[str]:
    """The bodies that say that they are competent for a stipulation or one of its stages."""
    return frozenset(
        actor.name
        for actor in agreement.actors.values()
        if paths & set(actor.competence.stipulations)
    )


def _within(area: str, agreement: Agreement) -> frozenset[str]:
    found = {area}
    for _ in agreement.areas:
        found |= {one.name for one in agreement.areas.values() if one.within in found}
    return frozenset(found)


def _time_of(claim: Claim) -> Instant | None:
    """The last instant of what a claim speaks of; of a level, the first."""
    match claim.content:
        case EventContent(when=when) | StateContent(when=when) | ActContent(when=when):
            return max(when.start, when.end - 1)
        case TotalContent(window=window):
            return max(window.start, window.end - 1)
        case LevelContent(when=when):
            return when.start
        case _:
            return None


def _place_of(claim: Claim) -> str | None:
    content = claim.content
    return content.deed.place if isinstance(content, EventContent | TotalContent) else None
