"""How long all rules together take on an agreement of 600 stipulations, and on the examples.

Run it with `make bench`. Each line gives the best and the median of the runs, in seconds of one
core, and the ratio of the best to the aim of two seconds; below it the rules that took longest.
"""

import statistics
import time
from collections.abc import Callable

from benchmarks.generated_agreement import planted_agreement
from servanda.analysis.draft import DRAFT_RULES, analyse, name_of_rule, study

SIZE = 600
SEEDS = (1, 2, 3)
RUNS = 5
AIM = 2.0  # seconds, for all rules together


def main() -> None:
    for seed in SEEDS:
        agreement = planted_agreement(SIZE, seed).agreement
        times = timed(lambda of=agreement: analyse(of))  # type: ignore[misc]
        what = f"every rule on {SIZE} stipulations (seed {seed})"
        spent = f"{min(times):7.3f} {statistics.median(times):7.3f}"
        print(f"{what:60} {spent}  ({min(times) / AIM:.2f} of the aim)")
    agreement = planted_agreement(SIZE, SEEDS[0]).agreement
    ready = study(agreement)
    slowest = sorted(
        ((min(timed(lambda of=rule: of(ready))), rule) for rule in DRAFT_RULES),  # type: ignore[misc]
        key=lambda each: -each[0],
    )
    for seconds, rule in slowest[:6]:
        print(f"  {name_of_rule(rule):58} {seconds:7.3f}")


def timed(call: Callable[[], object]) -> list[float]:
    """Processor seconds of each run."""
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        call()
        times.append(time.process_time() - start)
    return times


if __name__ == "__main__":
    main()
