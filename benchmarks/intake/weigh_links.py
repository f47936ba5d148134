"""Learns the weights of `servanda.intake.draft.bearing` and its two bounds.

    python -m benchmarks.intake.weigh_links

What is around a claim is told by the weights of words alone (ALONE): whoever writes those anew runs
it again for the others.

Logistic regression over every claim and every name for which anything speaks, on the reports of one
example without its longest; then the two bounds with the best F1 on the same. It prints what to
write into `bearing.py`; the other examples have no part in it.
"""

from dataclasses import fields

import numpy as np

from benchmarks.intake.matching import Tally
from benchmarks.intake.on_links import Tried, all_tried
from servanda.intake.draft.bearing import ALONE, MOST, Signs

NAMES = tuple(each.name for each in fields(Signs))
BY_WORDS = tuple(ALONE)  # without what is around a claim
PENALTY = 1.0
STEPS = 30  # of Newton's method


def learn(tried: list[Tried], names: tuple[str, ...]) -> list[float]:
    """The weights in the order of the signs, and what stands without any."""
    rows = [
        ([*values(signs, names), 1.0], name in one.wanted)
        for one in tried
        for name, signs in one.signs.items()
    ]
    signs, links = np.array([row for row, _ in rows]), np.array([float(is_) for _, is_ in rows])
    weights, penalty = np.zeros(signs.shape[1]), np.array([PENALTY] * len(names) + [1e-9])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-signs @ weights))
        slope = signs.T @ (likely - links) + penalty * weights
        bend = (signs * (likely * (1 - likely))[:, None]).T @ signs + np.diag(penalty)
        weights -= np.linalg.solve(bend, slope)
    return [round(float(each), 2) for each in weights]


def values(signs: Signs, names: tuple[str, ...]) -> list[float]:
    return [float(getattr(signs, name)) for name in names]


def bounds(tried: list[Tried], weights: list[float]) -> tuple[float, float, float]:
    """F1 with the best bounds, and these: the least odds, and how far behind the best."""
    odds = [
        {
            name: signs.weighed(dict(zip(NAMES, weights, strict=False)), weights[-1])
            for name, signs in one.signs.items()
        }
        for one in tried
    ]
    return max(
        (f1(tried, odds, enough, behind), enough, behind)
        for enough in np.arange(-3, 1, 0.25).tolist()
        for behind in (0.25, 0.5, 1.0, 1.5, 2.0, 3.0)
    )


def f1(tried: list[Tried], odds: list[dict[str, float]], enough: float, behind: float) -> float:
    """Without the phases that a claim numbers, which stand whatever their odds."""
    found = Tally()
    for one, each in zip(tried, odds, strict=True):
        least = max(enough, max(each.values(), default=0.0) - behind)
        order = sorted(each, key=lambda name: (-each[name], name))
        names = {name for name in order if each[name] >= least}
        kept = set([name for name in order if name in names][:MOST])
        found += Tally(len(kept & one.wanted), len(kept), len(one.wanted))
    return found.f1


def main() -> None:
    chosen = [each for each in all_tried() if each.is_chosen_on]
    alone = learn(chosen, BY_WORDS)
    print("ALONE", dict(zip(BY_WORDS, alone, strict=False)), f"ALONE_BASE = {alone[-1]}")
    weights = learn(chosen, NAMES)
    best, enough, behind = bounds(chosen, weights)
    print(dict(zip(NAMES, weights, strict=False)), f"BASE = {weights[-1]}")
    print(f"ENOUGH = {enough}, BEHIND = {behind}: F1 {best:.3f} on {len(chosen)} claims")


if __name__ == "__main__":
    main()
