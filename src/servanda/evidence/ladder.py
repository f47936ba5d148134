"""The ladder: six rungs that claims for and against an issue climb alike, and standards of proof.

A rung says on whose word something rests, not how loudly it was said. The rules stand in
`RULES`, as data, in the order in which they are tried; a mission that weighs otherwise changes
them there.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from servanda.evidence.competence import Verifier
from servanda.evidence.origins import Voice
from servanda.record.model import Claim, Stance


class Grade(IntEnum):
    """How far one side of an issue got. A standard of proof is one of these, from `ASSERTED`."""

    NONE = 0
    ASSERTED = 1
    ALLEGED = 2
    CORROBORATED = 3
    CONCEDED = 4
    VERIFIED = 5
    RULED = 6

    @property
    def word(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Stake:
    """Who would gain if an issue were decided for, or against, and whose findings verify.

    Of a duty, the bearer gains from "it was done" and the beneficiary from "it was not"; of a
    ban, the other way round.
    """

    gain_for: frozenset[str] = frozenset()
    gain_against: frozenset[str] = frozenset()
    verifiers: frozenset[str] = frozenset()
    limited: tuple[Verifier, ...] = ()  # further verifiers, within limits of time and place

    def of_nobody(self) -> "Stake":
        """The same verifiers, on something from which nobody gains: how many there are."""
        return Stake(verifiers=self.verifiers, limited=self.limited)

    def may_find(self, claim: Claim, recognised: frozenset[str] = frozenset()) -> bool:
        """Whether the claim's origin is a body competent for it, or one that is recognised."""
        origin = claim.chain.origin
        by_name = origin.is_named and origin.source in self.verifiers | recognised
        return by_name or any(one.may_find(claim) for one in self.limited)


@dataclass(frozen=True, slots=True)
class Heard:
    """A claim with the voice at its origin."""

    claim: Claim
    voice: Voice


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an issue: its grade and the claims that carry it."""

    grade: Grade
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Hearing:
    """What a rule looks at: the claims of one side, who gains and who loses by that side."""

    heard: tuple[Heard, ...]
    gaining: frozenset[str]
    losing: frozenset[str]
    verifiers: frozenset[str]
    limited: tuple[Verifier, ...] = ()

    def ungaining(self) -> tuple[Heard, ...]:
        return tuple(one for one in self.heard if one.voice.camp not in self.gaining)


def grade(hearing: Hearing) -> Grade:
    """The highest rung whose rule holds; `NONE` when nobody speaks."""
    for rung, rule in RULES:
        if rule(hearing):
            return rung
    return Grade.NONE


def is_ruled(hearing: Hearing) -> bool:
    """A ruling of a body that the clause or the viewpoint names."""
    return any(_is_competent(one, hearing) and one.claim.stance == "rules" for one in hearing.heard)


def is_verified(hearing: Hearing) -> bool:
    """A finding of a body that the clause or the viewpoint names; what it only says is a claim."""
    return any(
        _is_competent(one, hearing) and one.claim.stance in FINDING_STANCES for one in hearing.heard
    )


def is_conceded(hearing: Hearing) -> bool:
    """An authorised, named voice of a side that loses by it, without a plea to offset it."""
    return any(
        one.voice.binds in hearing.losing and one.claim.plea is None and not one.voice.is_weak
        for one in hearing.heard
    )


def is_corroborated(hearing: Hearing) -> bool:
    """Two independent origins of different camps, one of them not gaining, neither heard weakly."""
    strong = [one for one in hearing.heard if not one.voice.is_weak]
    by_origin = {one.voice.identity: one.voice.camp for one in strong}
    camps = list(by_origin.values())
    different = len({camp for camp in camps if camp}) + camps.count(None) >= 2
    return different and any(camp not in hearing.gaining for camp in camps)


def is_alleged(hearing: Hearing) -> bool:
    return bool(hearing.ungaining())


def is_asserted(hearing: Hearing) -> bool:
    return bool(hearing.heard)


def _is_competent(one: Heard, hearing: Hearing) -> bool:
    """The body itself, by name, and not heard through an outlet of the lowest grades."""
    competence = Stake(verifiers=hearing.verifiers, limited=hearing.limited)
    return competence.may_find(one.claim) and not one.voice.is_weak


FINDING_STANCES: frozenset[Stance] = frozenset({"finds"})

RULES: Sequence[tuple[Grade, Callable[[Hearing], bool]]] = (
    (Grade.RULED, is_ruled),
    (Grade.VERIFIED, is_verified),
    (Grade.CONCEDED, is_conceded),
    (Grade.CORROBORATED, is_corroborated),
    (Grade.ALLEGED, is_alleged),
    (Grade.ASSERTED, is_asserted),
)
