"""Levels over time: how far the crossing is open, how much territory is held, as claims leave it.

A level lasts until somebody says otherwise, so a claim holds from its day on. What is only
asserted widens what was known before; it does not replace it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from servanda.evidence.issue import AFFIRMING, DENYING, Issue, Judge, weigh
from servanda.evidence.ladder import Stake
from servanda.record.model import Claim, LevelContent, Record
from servanda.values.deed import LevelIs
from servanda.values.instant import NEVER, Instant, Interval
from servanda.values.quantity import UNBOUNDED, Range
from servanda.values.timeline import Timeline, from_steps


@dataclass(frozen=True, slots=True)
class LevelTrack:
    """A level's range over time (None: nobody has said), and the issues it rests on."""

    level: str
    values: Timeline[Range | None]
    issues: tuple[Issue, ...]

    def is_contested_by(self, instant: Instant) -> bool:
        return any(issue.contested and issue.weighs_from <= instant for issue in self.issues)


def track_level(level: str, record: Record, stake: Stake, judge: Judge) -> LevelTrack:
    """The level as claimed, weighed."""
    issues = tuple(
        weigh(
            f"level:{level}:{group[0].id}", "level", group, level_range, _span(group), stake, judge,
        )
        for group in _by_start(record.on(("level", level)), level)
    )  # fmt: skip
    return LevelTrack(level, from_steps(None, _steps(issues)), issues)


def level_range(claim: Claim) -> Range:
    content = _level(claim)
    if content.upper is not None:
        return Range(content.level.value, content.upper)
    match content.level.comparison:
        case "at-least":
            return Range(content.level.value, UNBOUNDED)
        case "at-most":
            return Range(0, content.level.value)
        case _:
            return Range(content.level.value, content.level.value)


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


def level_start(claim: Claim) -> Instant:
    return _level(claim).when.start


def value_of(issue: Issue) -> Range | None:
    """The range that the claims of one issue leave, with nothing known before."""
    return _after(None, issue)


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


def _level(claim: Claim) -> LevelContent:
    assert isinstance(claim.content, LevelContent), "a level claim"
    return claim.content


def _by_start(claims: Iterable[Claim], level: str) -> list[tuple[Claim, ...]]:
    """Claims about one level from one day on are one issue."""
    groups: dict[Instant, list[Claim]] = {}
    for claim, when in level_claims(claims, level):
        groups.setdefault(when.start, []).append(claim)
    return [tuple(sorted(groups[start], key=lambda claim: claim.id)) for start in sorted(groups)]


def _steps(issues: Sequence[Issue]) -> list[tuple[Instant, Range | None]]:
    """Each issue says how the level stands from its day on; when it is over, the latest of those
    that still run says it again, and none if all are over."""
    begun: list[tuple[Issue, Range | None]] = []
    before: Range | None = None
    for issue in issues:
        before = _after(before, issue)
        begun.append((issue, before))
    steps = [(issue.weighs_from, value) for issue, value in begun]
    for end in {issue.when.end for issue in issues if issue.when.end < NEVER}:
        running = (
            value for issue, value in reversed(begun) if issue.weighs_from <= end < issue.when.end
        )
        if not any(start == end for start, _ in steps):
            steps.append((end, next(running, None)))
    return sorted(steps, key=lambda step: step[0])


def _span(group: Sequence[Claim]) -> Interval:
    """From the day on which they begin to the end of the longest of them."""
    spans = [_level(claim).when for claim in group]
    return Interval(spans[0].start, max(span.end for span in spans))


def _after(before: Range | None, issue: Issue) -> Range | None:
    affirmed = [level_range(claim) for claim in issue.claims if claim.stance in AFFIRMING]
    if not affirmed:
        return before
    top = max(claimed.high for claimed in affirmed)
    if issue.amount.low > 0 or issue.shown_high < UNBOUNDED:
        return Range(issue.amount.low, max(issue.amount.low, min(issue.shown_high, top)))
    asserted = Range(min(claimed.low for claimed in affirmed), top)
    return asserted.hull(before) if before else asserted.hull(Range(0, top))
