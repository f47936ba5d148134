"""Levels over time: how far the crossing is open, how much territory is held, as claims leave it.

Claims that speak of the same days are weighed against one another on the ladder: a weaker one
does not displace a stronger one by beginning later, it makes it contested. Where a stronger word
was only carried on from an earlier day, both stand, as a range.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from servanda.evidence.issue import AFFIRMING, DENYING, Issue, Judge, weigh
from servanda.evidence.ladder import Stake
from servanda.evidence.speaking import contradict, level_range, meets, speaking, when_said
from servanda.record.model import Claim, LevelContent, Record
from servanda.values.deed import LevelIs
from servanda.values.instant import NEVER, Instant, Interval
from servanda.values.quantity import Range
from servanda.values.timeline import Timeline, constant, from_steps


@dataclass(frozen=True, slots=True)
class LevelTrack:
    """A level's range over time (None: nobody has said), and the issues it rests on."""

    level: str
    values: Timeline[Range | None]
    issues: tuple[Issue, ...]
    standing: Timeline[tuple[Claim, ...]] = constant(())  # who speaks of it

    def supporters(self, instant: Instant) -> tuple[Claim, ...]:
        """Of those who speak, who say what is in the range that is left."""
        value = self.values.at(instant)
        return tuple(
            claim
            for claim in self.standing.at(instant)
            if value and claim.stance in AFFIRMING and meets(level_range(claim), value)
        )

    def is_contested_by(self, instant: Instant) -> bool:
        return any(issue.contested and issue.weighs_from <= instant for issue in self.issues)


def track_level(level: str, record: Record, stake: Stake, judge: Judge) -> LevelTrack:
    """The level as claimed, weighed."""
    claims = [claim for claim, _ in level_claims(record.on(("level", level)), level)]
    weighed: dict[tuple[Claim, ...], Issue] = {}
    steps: list[tuple[Instant, Range | None]] = []
    said = list(speaking(claims, stake, judge))
    for instant, standing in said:
        layers = list(_layers(standing))
        for layer in layers:
            if layer not in weighed:
                weighed[layer] = _weighed(level, layer, stake, judge)
        steps.append((instant, _together([weighed[layer] for layer in layers])))
    issues = sorted(weighed.values(), key=lambda issue: issue.when.start)
    return LevelTrack(level, from_steps(None, steps), tuple(issues), from_steps((), said))


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


def value_of(issue: Issue) -> Range | None:
    """The range that the claims of one issue leave: what is only asserted leaves all below it."""
    said = _said(issue)
    if said is None:
        return None
    low = issue.amount.low
    return Range(low, max(low, said.high))


def stands(level: LevelIs, value: Range) -> tuple[bool, bool]:
    """Whether a level of this range surely, and possibly, stands in the relation."""
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
    identity = f"level:{level}:{'+'.join(claim.id for claim in layer)}"
    issue = weigh(identity, "level", layer, level_range, when, stake, judge)
    differing = any(contradict(one, other) for one, other in combinations(layer, 2))
    return replace(issue, contested=issue.contested or differing)


def _together(layers: Sequence[Issue]) -> Range | None:
    """Where several stand, anything from the least to the most of them."""
    said = [value for value in map(_said, layers) if value is not None]
    if len(said) < 2:
        return next((value for value in map(value_of, layers) if value is not None), None)
    return Range(min(value.low for value in said), max(value.high for value in said))


def _said(issue: Issue) -> Range | None:
    """What is established by an issue, and where nothing is, what is asserted."""
    affirmed = [level_range(claim) for claim in issue.claims if claim.stance in AFFIRMING]
    if not affirmed:
        return None
    low = issue.amount.low or min(value.low for value in affirmed)
    top = min(issue.shown_high, max(value.high for value in affirmed))
    return Range(min(low, top), max(low, top))
