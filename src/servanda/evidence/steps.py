"""From issues to step functions: what is established, claimed and shown to be all, over time."""

from collections.abc import Sequence

from servanda.evidence.issue import Issue
from servanda.record.model import Coverage
from servanda.values.instant import BEGINNING, NEVER, Instant
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
    changes = sorted({i[0] for i in increments} | {f[0] for f in floors})
    coming = sorted(increments, key=lambda increment: increment[0])
    place, steps = 0, []
    total: float = 0
    after: list[float] = [0] * len(floors)  # what came after the end of each, so far
    for instant in changes:
        while place < len(coming) and coming[place][0] <= instant:
            _, began, amount = coming[place]
            total += amount
            for number, (end, _, _) in enumerate(floors):
                after[number] += amount if began >= end else 0
            place += 1
        steps.append((instant, _between(total, instant, floors, after)))
    return from_steps(0.0, steps)


def _between(
    value: float,
    instant: Instant,
    floors: Sequence[tuple[Instant, float, float]],
    after: Sequence[float],
) -> float:
    for (end, floor, ceiling), since in zip(floors, after, strict=True):
        if end <= instant:
            value = min(max(value, floor + since), ceiling + since)
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
    begun = [_Anchor(t, most, max(t, beginning), events, covered) for t, most in anchors]
    return from_steps(UNBOUNDED, [(t, _shown_at(t, claimed, begun)) for t in instants])


class _Anchor:
    """An instant at which it is shown how much there was at most, and until when nothing escaped
    those who watched."""

    def __init__(
        self,
        instant: Instant,
        most: float,
        watched_from: Instant,
        events: Sequence[Issue],
        covered: Timeline[bool],
    ) -> None:
        self.instant, self.most, self.watched_from = instant, most, watched_from
        straddling = (e.amount.high for e in events if e.when.start < instant < e.when.end)
        self.straddling = sum(straddling)
        gaps = (t for t, is_covered in covered.steps() if t > watched_from and not is_covered)
        is_covered = covered.at(watched_from)
        self.watched_until = next(gaps, NEVER) if is_covered else BEGINNING
        self.covered = covered

    def is_watched(self, instant: Instant) -> bool:
        if self.watched_from >= instant:
            return self.covered.at(instant)
        return instant <= self.watched_until


def _shown_at(instant: Instant, claimed: Timeline[float], anchors: Sequence[_Anchor]) -> float:
    best = UNBOUNDED
    for anchor in anchors:
        if anchor.instant > instant:
            continue
        if anchor.instant == instant:
            best = min(best, anchor.most)
        elif anchor.is_watched(instant):
            grown = claimed.at(instant) - claimed.at(anchor.instant) + anchor.straddling
            best = min(best, anchor.most + grown)
    return best
