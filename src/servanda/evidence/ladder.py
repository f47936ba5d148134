"""The ladder: six rungs that claims for and against an issue climb alike, and standards of proof.

A rung says on whose word something rests, not how loudly it was said. The rules stand in
`RULES`, as data, in the order in which they are tried; a mission that weighs otherwise changes
them there.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from servanda.evidence.competence import Verifier
from servanda.evidence.independence import Speaker, independence
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
    ban, the other way round. A third party may gain with the beneficiary; it never loses. Of what
    parties owe together and to one another, each gains from its own part and loses by the others'.
    """

    gain_for: frozenset[str] = frozenset()
    gain_against: frozenset[str] = frozenset()
    verifiers: frozenset[str] = frozenset()
    limited: tuple[Verifier, ...] = ()  # further verifiers, within limits of time and place
    third: frozenset[str] = frozenset()  # of those who gain, whom the opposite costs nothing
    mutual: frozenset[str] = frozenset()  # who owe it together and to one another

    @property
    def lose_by(self) -> tuple[frozenset[str], frozenset[str]]:
        """Whom it costs something if the issue is decided for, and if it is decided against."""
        return self.gain_against - self.third, self.gain_for - self.third

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
    """One side of an issue: the grade that it surely has, the one that it possibly has, and the
    claims that carry it. The two differ where origins cannot be told apart."""

    grade: Grade
    possible: Grade
    claims: tuple[Claim, ...]

    @property
    def word(self) -> str:
        """`alleged`, or `alleged, possibly corroborated`."""
        if self.possible == self.grade:
            return self.grade.word
        return f"{self.grade.word}, possibly {self.possible.word}"


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


def hearing_of(
    heard: tuple[Heard, ...],
    gaining: frozenset[str],
    losing: frozenset[str],
    mutual: frozenset[str],
    verifiers: frozenset[str],
    limited: tuple[Verifier, ...],
) -> Hearing:
    """What the rules look at. What two say alike who owe something to one another, neither says in
    its own favour alone; and each of them that binds itself concedes the other's part."""
    alike = mutual & {one.voice.camp for one in heard}
    bound = mutual & {one.voice.binds for one in heard if _may_concede(one)}
    if len(alike) > 1:
        gaining = gaining - alike
    if len(bound) > 1:
        losing = losing | bound
    return Hearing(heard, gaining, losing, verifiers, limited)


def grade(hearing: Hearing) -> Grade:
    """The highest rung whose rule holds; `NONE` when nobody speaks."""
    for rung, rule in RULES:
        if rule(hearing):
            return rung
    return Grade.NONE


def possible_grade(hearing: Hearing) -> Grade:
    """The rung that it reaches if origins that cannot be told apart are each their own."""
    reached = grade(hearing)
    return max(reached, Grade.CORROBORATED) if is_perhaps_corroborated(hearing) else reached


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
    return any(one.voice.binds in hearing.losing and _may_concede(one) for one in hearing.heard)


def is_corroborated(hearing: Hearing) -> bool:
    """Surely two independent origins, one of them not gaining, neither heard weakly."""
    strong = _strong(hearing)
    return _has_ungaining(strong, hearing) and independence(strong).low >= 2


def is_perhaps_corroborated(hearing: Hearing) -> bool:
    """The same, where it may be that some who cannot be told apart are two."""
    strong = _strong(hearing)
    found = independence(strong)
    camps = [strong[places[0]][1].camp for places in found.groups]
    of_two_camps = len({camp for camp in camps if camp}) + camps.count(None) >= 2
    return of_two_camps and _has_ungaining(strong, hearing)


def _strong(hearing: Hearing) -> tuple[Speaker, ...]:
    return tuple((one.claim.chain, one.voice) for one in hearing.heard if not one.voice.is_weak)


def _has_ungaining(speakers: Sequence[Speaker], hearing: Hearing) -> bool:
    return any(voice.camp not in hearing.gaining for _, voice in speakers)


def is_alleged(hearing: Hearing) -> bool:
    return bool(hearing.ungaining())


def is_asserted(hearing: Hearing) -> bool:
    return bool(hearing.heard)


def _may_concede(one: Heard) -> bool:
    return one.claim.plea is None and not one.voice.is_weak


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
