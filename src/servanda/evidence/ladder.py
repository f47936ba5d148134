"""The ladder: six rungs that claims for and against an issue climb alike, and standards of proof.

A rung says on whose word something rests, not how loudly it was said. What each rung asks is data:
the standard rules stand in `ladder.toml` beside this file, and a mission may put its own beside
its agreement. Here is how they are applied.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Literal

from servanda.evidence.competence import Verifier
from servanda.evidence.independence import Independence, Speaker, independence
from servanda.evidence.origins import Voice
from servanda.record.model import Claim, Credibility, LevelContent, SourceGrade, Stance
from servanda.values.quantity import UNBOUNDED

Contesting = Literal["denial", "plea", "ruling"]
Standing = Literal["bearer", "beneficiary", "competent body", "stated access"]


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
class Rung:
    """What the claims of one side must be to stand on one rung."""

    name: str
    stances: frozenset[Stance]  # whose claims count
    origins: int  # how many independent ones
    camps: int  # of how many camps they are; an origin of no camp is one of its own
    not_gaining: int  # how many of them do not gain by what is said
    competent_body: bool  # only a body that the clause or the viewpoint names
    binding_voice: bool  # only the named voice that binds a side which loses by it
    plea_offsets: bool  # not what is pleaded for
    weakest_source: SourceGrade  # the weakest grade of anybody in the chain
    weakest_information: Credibility  # how credible what is said must be; 6: it need not be

    @property
    def grade(self) -> Grade:
        return Grade[self.name.upper()]


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rules of weighing: the six rungs from the lowest, and what makes an issue contested."""

    default_standard: str
    rungs: tuple[Rung, ...]
    contested_by: frozenset[Contesting]
    standing: frozenset[Standing]  # whose denial contests

    def rung(self, grade: Grade) -> Rung:
        return self.rungs[grade - 1]

    def differences(self, other: "Ladder") -> tuple[str, ...]:
        """The parts, by their names in the file, that are not as in the other."""
        rungs = zip(self.rungs, other.rungs, strict=True)
        found = [one.name for one, two in rungs if one != two]
        if self.default_standard != other.default_standard:
            found.insert(0, "default-standard")
        if (self.contested_by, self.standing) != (other.contested_by, other.standing):
            found.append("contested")
        return tuple(found)


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
    bearers: frozenset[str] = frozenset()  # who owe it, or do the deed; the others it is owed to
    turns_at: float = UNBOUNDED  # of a level: up to where `gain_for` gain from more, then from less

    @property
    def lose_by(self) -> tuple[frozenset[str], frozenset[str]]:
        """Whom it costs something if the issue is decided for, and if it is decided against."""
        return self.gain_against - self.third, self.gain_for - self.third

    def of_those_for(self, claim: Claim) -> tuple[frozenset[str], frozenset[str]]:
        """Who gains and who loses by a claim that supports "so much": of a level that is to stand
        at a number, what overshoots it is said against those who gain from its standing there."""
        content = claim.content
        if isinstance(content, LevelContent) and content.range.low > self.turns_at:
            return self.gain_against, self.lose_by[1]
        return self.gain_for, self.lose_by[0]

    def of_those_against(self, claim: Claim) -> tuple[frozenset[str], frozenset[str]]:
        """Who gains and who loses by a claim that opposes it; of a level, by "no more than so
        much", or by a denial, which says that it is less."""
        content = claim.content
        if isinstance(content, LevelContent) and self.turns_at < UNBOUNDED:
            said = content.range
            denied = claim.stance == "denies"
            if said.low > self.turns_at if denied else said.high >= self.turns_at:
                return self.gain_for, self.lose_by[0]
        return self.gain_against, self.lose_by[1]

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
    """A claim with the voice at its origin, and whether that voice gains or loses by it."""

    claim: Claim
    voice: Voice
    gains: bool = False
    loses: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an issue: the grade that it surely has, the one that it possibly has, and its
    claims. The two grades differ where origins cannot be told apart. Of the claims, `carrying` are
    those that count for the grade: of what is conceded, the words of those whom it binds."""

    grade: Grade
    possible: Grade
    claims: tuple[Claim, ...]
    carrying: tuple[Claim, ...] = ()

    @property
    def word(self) -> str:
        """`alleged`, or `alleged, possibly corroborated`."""
        if self.possible == self.grade:
            return self.grade.word
        return f"{self.grade.word}, possibly {self.possible.word}"


@dataclass(frozen=True, slots=True)
class Hearing:
    """What a rule looks at: the claims of one side, and whose findings verify."""

    heard: tuple[Heard, ...]
    verifiers: frozenset[str]
    limited: tuple[Verifier, ...] = ()


def as_joint(hearing: Hearing, mutual: frozenset[str], ladder: Ladder) -> Hearing:
    """What two say alike who owe something to one another, neither says in its own favour alone;
    and each of them that binds itself concedes the other's part."""
    conceded = ladder.rung(Grade.CONCEDED)
    alike = mutual & {one.voice.camp for one in hearing.heard}
    bound = mutual & {one.voice.binds for one in hearing.heard if _may_count(one, conceded)}
    alike = alike if len(alike) > 1 else frozenset()
    bound = bound if len(bound) > 1 else frozenset()
    heard = (
        replace(
            one,
            gains=one.gains and one.voice.camp not in alike,
            loses=one.loses or one.voice.binds in bound,
        )
        for one in hearing.heard
    )
    return replace(hearing, heard=tuple(heard)) if alike or bound else hearing


def grades(hearing: Hearing, ladder: Ladder) -> tuple[Grade, Grade]:
    """The highest rung on which a side surely stands, and the one that it reaches if origins that
    cannot be told apart are each their own; `NONE` when nobody speaks."""
    possible = Grade.NONE
    for rung in reversed(ladder.rungs):
        stands, may_stand = _stands(hearing, rung)
        if may_stand and not possible:
            possible = rung.grade
        if stands:
            return rung.grade, possible
    return Grade.NONE, possible


def carrying(hearing: Hearing, grade: Grade, ladder: Ladder) -> tuple[Claim, ...]:
    """The claims that count on the rung on which a side stands."""
    if grade == Grade.NONE:
        return ()
    rung = ladder.rung(grade)
    return tuple(one.claim for one in hearing.heard if _counts(one, rung, hearing))


def is_sound(one: Heard, rung: Rung) -> bool:
    """Whether neither anybody through whom it was heard, nor what was heard, is graded weaker than
    counts on the rung. What nobody graded counts."""
    credibility = one.claim.information
    is_credible = credibility is None or credibility <= rung.weakest_information
    return is_credible and one.voice.is_graded(rung.weakest_source)


def _stands(hearing: Hearing, rung: Rung) -> tuple[bool, bool]:
    """Whether the claims that count on a rung surely, and possibly, are all that it asks."""
    counted = [one for one in hearing.heard if _counts(one, rung, hearing)]
    aside = [one for one in counted if not one.gains]
    surely, possibly = _come_from(counted, rung.origins, rung.camps)
    surely_aside, possibly_aside = _come_from(aside, rung.not_gaining, 0)
    return surely and surely_aside, possibly and possibly_aside


def _come_from(heard: Sequence[Heard], origins: int, camps: int) -> tuple[bool, bool]:
    """Whether the claims surely, and possibly, come from so many origins of so many camps. Of
    origins that are surely apart no two are of one camp."""
    least = max(origins, camps)
    if len(heard) < least:
        return False, False
    if least < 2:
        return True, True
    found = independence(_speakers(heard))
    return found.low >= least, found.high >= origins and _camps(found, heard) >= camps


def _speakers(heard: Iterable[Heard]) -> tuple[Speaker, ...]:
    return tuple((one.claim.chain, one.voice) for one in heard)


def _camps(found: Independence, heard: Sequence[Heard]) -> int:
    """Of how many camps the origins are, if each is its own."""
    camps = [heard[places[0]].voice.camp for places in found.groups]
    return len({camp for camp in camps if camp}) + camps.count(None)


def _counts(one: Heard, rung: Rung, hearing: Hearing) -> bool:
    return (
        _may_count(one, rung)
        and (not rung.binding_voice or one.loses)
        and (not rung.competent_body or _is_competent(one, hearing))
    )


def _may_count(one: Heard, rung: Rung) -> bool:
    """Whether a claim counts on a rung, whatever the stipulation."""
    pleads = rung.plea_offsets and one.claim.plea is not None
    return one.claim.stance in rung.stances and not pleads and is_sound(one, rung)


def _is_competent(one: Heard, hearing: Hearing) -> bool:
    """The body itself, by name."""
    return Stake(verifiers=hearing.verifiers, limited=hearing.limited).may_find(one.claim)
