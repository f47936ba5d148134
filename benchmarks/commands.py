"""How long the commands take on the Gaza example, each as a whole process, and how that compares
with starting Python and doing nothing.

Run it with `make bench`. Every line gives the best and the median of the runs, in seconds, and the
ratio of the best to that of the baseline, `python -c pass`; for `status` also to the aim of one
second that the project set itself.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXAMPLE = "examples/gaza-2025"
AT = ("--at", "2025-12-31")
RUNS = 7
AIM = 1.0  # seconds, for `status`

COMMANDS: Sequence[Sequence[str]] = (
    ("--help",),
    ("check", EXAMPLE),
    ("status", EXAMPLE, *AT),
    ("explain", EXAMPLE, "return-remains", *AT),
    ("history", EXAMPLE, "return-remains", *AT),
    ("blockers", EXAMPLE, "two", *AT),
    ("disputes", EXAMPLE, "--between", "us", "israel", *AT),
)


def main() -> None:
    nothing = timed([sys.executable, "-c", "pass"])
    print(f"{'baseline: python -c pass':60} {best_and_median(nothing)}")
    for command in COMMANDS:
        times = timed([sys.executable, "-m", "servanda", *command])
        ratio = min(times) / min(nothing)
        line = f"{'servanda ' + ' '.join(command):60} {best_and_median(times)}  x{ratio:.0f}"
        if command[0] == "status":
            line += f"  ({min(times) / AIM:.2f} of the aim of {AIM:.0f} s)"
        print(line)


def timed(command: Sequence[str]) -> list[float]:
    """Wall-clock seconds of each run."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return times


def best_and_median(times: Sequence[float]) -> str:
    return f"{min(times):7.3f} {statistics.median(times):7.3f}"


if __name__ == "__main__":
    main()
