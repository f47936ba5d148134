"""Change points: from which period on a series of counts stands at another level.

Found by PELT (Killick, Fearnhead and Eckley 2012) with squared error on Anscombe's transform of the
counts (2 * sqrt(n + 3/8), whose variance is about 1 for Poisson counts), and the Bayesian
information criterion as penalty. It says that the level of what was *reported* changed; where
coverage changed too it says so, and of the cause it says nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log, sqrt

from servanda.intake.incidents.counting import Period
from servanda.intake.incidents.trend import Covered

SHORTEST = 3  # periods between two change points
NOTABLE = 0.1  # of the days covered: from here on coverage is said to have changed
FEWEST = 8  # periods in a series of which anything is said


@dataclass(frozen=True, slots=True)
class ChangePoint:
    """From `period` on, about `after` incidents a period were reported, and `before` until then."""

    period: Period
    before: float
    after: float
    coverage_changed: bool


def change_points(
    counts: Sequence[int], periods: Sequence[Period], coverage: Sequence[Covered]
) -> tuple[ChangePoint, ...]:
    """The change points of a series, in order; none of a series that is too short."""
    if len(counts) < FEWEST:
        return ()
    bounds = [0, *_breaks(counts)]
    means = [_mean(counts[a:b]) for a, b in pairwise(bounds)]
    shares = [one.days / period.days for one, period in zip(coverage, periods, strict=True)]
    levels = [_mean(shares[a:b]) for a, b in pairwise(bounds)]
    moved = [abs(after - before) > NOTABLE for before, after in pairwise(levels)]
    return tuple(
        ChangePoint(periods[bounds[n]], means[n - 1], means[n], moved[n - 1])
        for n in range(1, len(means))
    )


def _breaks(counts: Sequence[int]) -> list[int]:
    """Where each segment ends, the last at the end of the series."""
    import numpy as np
    import ruptures

    signal = np.array([2 * sqrt(count + 3 / 8) for count in counts]).reshape(-1, 1)
    penalty = 2 * log(len(counts))
    model = ruptures.Pelt(model="l2", min_size=SHORTEST, jump=1).fit(signal)
    return [int(end) for end in model.predict(pen=penalty)]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
