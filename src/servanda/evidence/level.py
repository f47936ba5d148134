"""Levels over time: how far the crossing is open, how much territory is held, as claims leave it.

Claims that speak of the same days are weighed against one another on the ladder: a weaker one
does not displace a stronger one by beginning later, it makes it contested. Where a stronger word
was only carried on from an earlier day, both stand, as a range.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from servanda.agreement.model import Level
from servanda.evidence.issue import AFFIRMING, DENYING, Issue, Judge, weigh
from servanda.evidence.ladder import Stake
from servanda.evidence.speaking import (
    contradict,
    level_identity,
    level_range,
    meets,
    speaking,
    when_said,
)
from servanda.record.model import Claim, LevelContent, Record
from servanda.values.deed import LevelIs
from servanda.values.instant import NEVER, Instant, Interval
from servanda.values.quantity import Range
from servanda.values.timeline import Timeline, constant, from_steps


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a level stands: within which bounds that is established under the standard of proof
    (from 0 and without an upper end where nothing is), and within which, besides, it is claimed."""

    established: Range
    claimed: Range

    @property
    def told(self) -> Range:
        """What is established to what is claimed and not refuted."""
        low = self.established.low
        return Range(low, max(low, self.claimed.high))


@dataclass(frozen=True, slots=True)
class LevelTrack:
    """Where a level stands over time (None: nobody has said), and the issues that rests on."""

    level: str
    values: Timeline[Stand | None]
    issues: tuple[Issue, ...]
    standing: Timeline[tuple[Issue, ...]] = constant(())  # those of who speaks of it

    def supporters(self, instant: Instant) -> tuple[Claim, ...]:
        """Of those who speak, who say what is in the range that is left."""
        stand = self.values.at(instant)
        said = (claim for issue in self.standing.at(instant) for claim in issue.claims)
        return tuple(
            claim
            for claim in dict.fromkeys(said)
            if stand and claim.stance in AFFIRMING and meets(level_range(claim), stand.told)
        )

    def is_contested_by(self, instant: Instant) -> bool:
        return any(issue.contested and issue.weighs_from <= instant for issue in self.issues)


def track_level(level: Level, record: Record, stake: Stake, judge: Judge) -> LevelTrack:
    """The level as claimed, weighed."""
    claims = [claim for claim, _ in level_claims(record.on(("level", level.name)), level.name)]
    weighed: dict[tuple[Claim, ...], Issue] = {}
    steps: list[tuple[Instant, tuple[Issue, ...]]] = []
    for instant, standing in speaking(claims, stake, judge):
        layers = list(_layers(standing))
        for layer in layers:
            if layer not in weighed:
                weighed[layer] = _weighed(level.name, layer, stake, judge)
        steps.append((instant, tuple(weighed[layer] for layer in layers)))
    issues = sorted(weighed.values(), key=lambda issue: issue.when.start)
    values = [(instant, _together(layers, level.most)) for instant, layers in steps]
    return LevelTrack(level.name, from_steps(None, values), tuple(issues), from_steps((), steps))


def level_claims(claims: Iterable[Claim], level: str) -> list[tuple[Claim, Interval]]:
    """What is affirmed or denied of a level, with the time it is said of, oldest first."""
    found = [
        (claim, claim.content.when)
        for claim in claims
        if (claim.stance in AFFIRMING or claim.stance in DENYING)
        and isinstance(claim.content, LevelContent)
        and claim.content.level.level == level
    ]
    return sorted(found, key=lambda one: (one[1].start, one[0].id))


def stand_of(issue: Issue) -> Stand | None:
    """Where the claims of one issue leave a level; None where they only deny."""
    affirmed = [level_range(claim) for claim in issue.claims if claim.stance in AFFIRMING]
    if not affirmed:
        return None
    low = issue.amount.low
    established = Range(low, max(low, issue.shown_high))
    least = low or min(value.low for value in affirmed)
    most = min(issue.shown_high, max(value.high for value in affirmed))
    return Stand(established, Range(min(least, most), max(least, most)))


def stands(level: LevelIs, value: Range) -> tuple[bool, bool]:
    """Whether a level within these bounds surely, and possibly, stands in the relation. To say
    that it surely does, the bounds must be the established ones."""
    match level.comparison:
        case "at-least":
            return value.low >= level.value, value.high >= level.value
        case "at-most":
            return value.high <= level.value, value.low <= level.value
        case "above":
            return value.low > level.value, value.high > level.value
        case "below":
            return value.high < level.value, value.low < level.value
        case "exactly":
            return value == Range(level.value, level.value), value.low <= level.value <= value.high


def _layers(standing: Sequence[Claim]) -> Iterator[tuple[Claim, ...]]:
    """What is weighed together: all that speak of these days with an end, with each of those that
    are carried on from one day."""
    limited = [claim for claim in standing if when_said(claim).end < NEVER]
    carried = [claim for claim in standing if when_said(claim).end == NEVER]
    if limited and not carried:
        yield _in_order(limited)
    for start in sorted({when_said(claim).start for claim in carried}):
        yield _in_order([*limited, *(one for one in carried if when_said(one).start == start)])


def _in_order(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    return tuple(sorted(claims, key=lambda claim: claim.id))


def _weighed(level: str, layer: Sequence[Claim], stake: Stake, judge: Judge) -> Issue:
    """Over the time of which all of them speak; contested where two contradict each other."""
    spans = [when_said(claim) for claim in layer]
    when = Interval(max(span.start for span in spans), min(span.end for span in spans))
    issue = weigh(level_identity(level, layer), "level", layer, level_range, when, stake, judge)
    differing = any(contradict(one, other) for one, other in combinations(layer, 2))
    return replace(issue, contested=issue.contested or differing)


def _together(layers: Sequence[Issue], most: float) -> Stand | None:
    """Where several stand, anything from the least to the most of them: of what one establishes,
    as much as no other says otherwise. A level in words stands no higher than its last word."""
    stands = [stand for stand in map(stand_of, layers) if stand is not None]
    if not stands:
        return None
    claimed = Range(
        min(stand.claimed.low for stand in stands), max(stand.claimed.high for stand in stands)
    )
    low = min(max(stand.established.low for stand in stands), claimed.low)
    high = max(min(stand.established.high for stand in stands), claimed.high)
    return Stand(_up_to(most, Range(low, high)), _up_to(most, claimed))


def _up_to(most: float, value: Range) -> Range:
    return Range(min(value.low, most), min(value.high, most))
