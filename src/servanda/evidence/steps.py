"""From issues to step functions: what is established, claimed and shown to be all, over time."""

from collections.abc import Sequence

from servanda.evidence.issue import Issue
from servanda.record.model import Coverage
from servanda.values.instant import BEGINNING, Instant
from servanda.values.quantity import UNBOUNDED
from servanda.values.timeline import Timeline, during, from_steps


def surely_steps(events: Sequence[Issue], totals: Sequence[Issue]) -> Timeline[float]:
    """A running sum of what surely happened; a total lifts it from its day on."""
    return _running(
        [(issue.when.end, issue.when.start, issue.amount.low) for issue in events],
        [(total.when.end, total.amount.low, UNBOUNDED) for total in totals],
    )


def claimed_steps(events: Sequence[Issue], totals: Sequence[Issue]) -> Timeline[float]:
    return _running(
        [(issue.weighs_from, issue.when.end - 1, issue.amount.high) for issue in events],
        [(total.when.end, total.amount.high, total.shown_high) for total in totals],
    )


def _running(
    increments: Sequence[tuple[Instant, Instant, float]],
    floors: Sequence[tuple[Instant, float, float]],
) -> Timeline[float]:
    """The sum over time of (counted from, came by or after, amount), never under a floor that a
    total sets, and set back to a ceiling where a total shows that there was no more."""
    instants = sorted({i[0] for i in increments} | {f[0] for f in floors})
    steps = [(t, _sum_at(t, increments, floors)) for t in instants]
    return from_steps(0.0, steps)


def _sum_at(
    instant: Instant,
    increments: Sequence[tuple[Instant, Instant, float]],
    floors: Sequence[tuple[Instant, float, float]],
) -> float:
    value = sum(amount for counted, _, amount in increments if counted <= instant)
    for end, floor, ceiling in floors:
        if end > instant:
            continue
        after = sum(a for counted, began, a in increments if counted <= instant and began >= end)
        value = max(value, floor + after)
        value = min(value, ceiling + after)
    return value


def shown_steps(
    events: Sequence[Issue],
    claimed: Timeline[float],
    totals: Sequence[Issue],
    coverage: Sequence[Coverage],
    beginning: Instant,
) -> Timeline[float]:
    """Infinite, but for the instant of a total that shows the most there was, and inside
    coverage, where nothing claimed afterwards means nothing happened."""
    covered = during(window.window for window in coverage)
    anchors = [(BEGINNING, 0.0)] + [(total.when.end, total.shown_high) for total in totals]
    instants = sorted(
        {*claimed.instants, *covered.instants, *(end for end, _ in anchors[1:])}
        | {end + 1 for end, _ in anchors[1:]}
        | {window.window.end + 1 for window in coverage}
        | {beginning}
    )
    return from_steps(
        UNBOUNDED,
        [(t, _shown_at(t, events, claimed, anchors, covered, beginning)) for t in instants],
    )


def _shown_at(
    instant: Instant,
    events: Sequence[Issue],
    claimed: Timeline[float],
    anchors: Sequence[tuple[Instant, float]],
    covered: Timeline[bool],
    beginning: Instant,
) -> float:
    best = UNBOUNDED
    for anchor, most in anchors:
        if anchor > instant:
            continue
        if anchor == instant:
            best = min(best, most)
        elif _is_covered(max(anchor, beginning), instant, covered):
            straddling = (e.amount.high for e in events if e.when.start < anchor < e.when.end)
            grown = claimed.at(instant) - claimed.at(anchor) + sum(straddling)
            best = min(best, most + grown)
    return best


def _is_covered(start: Instant, end: Instant, covered: Timeline[bool]) -> bool:
    if start >= end:
        return covered.at(end)
    if not covered.at(start):
        return False
    return not any(start < t < end and not value for t, value in covered.steps())
