"""A duty, a ban and a level of small_world, weighed: counters and issues through anybody's eyes."""

from servanda.evidence.counter import Counter
from servanda.evidence.issue import Issue
from servanda.evidence.ladder import Grade
from servanda.evidence.level import LevelTrack
from servanda.evidence.viewpoint import NEUTRAL, Viewpoint
from servanda.values.instant import NEVER
from servanda.values.quantity import Range
from servanda.verdict.assess import cases_of
from servanda.verdict.assessment import Question, Standard
from servanda.verdict.subject import Solved
from tests.verdict.small_world import SmallWorld, small_world

AGREED = """
area ridge "the ridge"
action attack "attacks"
verifier court "a court of arbitration"

duty maps
  north delivers 20 maps to south
  verified by monitors, court

duty coins
  north delivers 20 coins to south of which 5 gold

ban raids
  north must not raid valley

duty talks
  north and south sign treaty

duty survey
  north delivers 3 books

ban one-another
  north and east must not attack each other

ban south-alone
  north must not attack south

duty keep-gate
  north keeps gate open

source monitors "the monitors"
source court "a court of arbitration"
source wire "a wire agency"
source paper "a paper"
source gazette "another paper"
source rumours "a paper that prints anything"
  grade F
source guard "the guard at the store"
  access "stands at the gate"
source north-radio "a radio in North"
  camp north
source east-office "an office of East"
  camp east
  speaks for east
"""


def heard(claims: str) -> SmallWorld:
    return small_world(AGREED, claims)


def solved(claims: str | SmallWorld, name: str, viewpoint: Viewpoint, proof: Standard) -> Solved:
    world = heard(claims) if isinstance(claims, str) else claims
    question = Question(world.instant("2026-12-31"), NEVER, proof, viewpoint.name)
    return cases_of(world.agreement, world.record, viewpoint, question).solved(name, ())


def counter(
    claims: str | SmallWorld,
    name: str = "maps",
    viewpoint: Viewpoint = NEUTRAL,
    proof: Standard = "alleged",
    limb: str | None = None,
) -> Counter:
    """The counter of what the stipulation counts, or of one class of it."""
    bases = solved(claims, name, viewpoint, proof).bases
    (basis,) = [basis for key, basis in bases.items() if key[2] == limb]
    assert basis.outcome is not None
    return basis.outcome


def issue(
    claims: str | SmallWorld,
    name: str = "maps",
    viewpoint: Viewpoint = NEUTRAL,
    proof: Standard = "alleged",
) -> Issue:
    """The one issue that these claims make."""
    (found,) = counter(claims, name, viewpoint, proof).issues
    return found


def level(claims: str, viewpoint: Viewpoint = NEUTRAL, proof: Standard = "alleged") -> LevelTrack:
    (basis,) = solved(claims, "keep-gate", viewpoint, proof).bases.values()
    assert basis.level is not None
    return basis.level


def amount(
    claims: str,
    name: str = "maps",
    viewpoint: Viewpoint = NEUTRAL,
    proof: Standard = "alleged",
) -> Range:
    return issue(claims, name, viewpoint, proof).amount


def grades(found: Issue, least: float) -> tuple[Grade, Grade]:
    """How far the two sides of "at least so much" got."""
    (threshold,) = [one for one in found.thresholds if one.amount == least]
    return threshold.supporting.grade, threshold.opposing.grade


def maps(
    number: str, who: str = "observer", when: str = "on 2025-10-05", says: str = "says"
) -> str:
    """A claim that North delivered so many maps."""
    return f"claim {who} {says}\n  north delivers {number} maps to south\n  {when}\n\n"


def total(number: str, who: str = "observer", up_to: str = "2025-10-10") -> str:
    return f"claim {who} says\n  north delivers {number} maps to south in total up to {up_to}\n\n"


def raid(who: str, says: str = "says", when: str = "on 2025-10-05", more: str = "") -> str:
    """A claim that North raided the valley."""
    return f"claim {who} {says}\n  north raids valley\n  {when}\n{more}\n"
