"""How long the evidence takes to weigh: all of Gaza at every date, under every standard of proof
and through every viewpoint's eyes; and a record of 20,000 claims, cold and with one more claim.

Run it with `make bench`. Each line gives the best of the runs, in seconds of one core, and its
ratio to the aim; where it says so also to a baseline: the same questions, each answered by itself.
"""

import gc
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.generated_agreement import DAY, IN_FORCE
from benchmarks.generated_record import DAYS, Disputed, disputed_agreement
from servanda.evidence.viewpoint import NEUTRAL
from servanda.values.instant import NEVER
from servanda.verdict.assess import assess, history
from servanda.verdict.assessment import Question
from servanda.verdict.sitting import Sitting
from servanda.verdict.standards import STANDARDS
from servanda.workspace import Workspace, open_workspace

EXAMPLE = Path(__file__).parents[1] / "examples" / "gaza-2025"
STIPULATIONS, CLAIMS, SEED = 500, 20_000, 1
RUNS = 3
EVERY_AIM, COLD_AIM, MORE_AIM = 1.0, 3.0, 0.05  # seconds


def main() -> None:
    gc.disable()  # as the program does
    gaza()
    generated()


def gaza() -> None:
    """`history` and `assess` of everything up to the end of the record, 30 times."""
    workspace = open_workspace(EXAMPLE)
    shared = best(lambda: every_question_in_one_sitting(workspace))
    alone = best(lambda: every_question_by_itself(workspace), runs=1)
    number = len(workspace.viewpoints) * len(STANDARDS)
    told("Gaza: every verdict at every date, one sitting", shared, EVERY_AIM)
    print(f"{f'baseline: the {number} questions, each by itself':60} {alone:7.3f}", end="")
    print(f"  (x{alone / shared:.1f} of the sitting)")


def generated() -> None:
    """An assessment of many claims, and the next one after one more on the busiest deed."""
    made = disputed_agreement(STIPULATIONS, CLAIMS, SEED)
    cold = best(lambda: assessed(made))
    sitting = assessed(made)
    more = best(lambda: sitting.joined_by((made.one_more,)).assess(NEUTRAL, asked()))
    what = f"{STIPULATIONS} stipulations, {len(made.record.claims)} claims"
    told(f"{what}, cold", cold, COLD_AIM)
    told(f"{what}, one more", more, MORE_AIM)
    print(f"{'':60} (cold: x{cold / more:.0f} of one more)")


def every_question_in_one_sitting(workspace: Workspace) -> None:
    assert workspace.agreement is not None, "the example is an agreement"
    sitting = Sitting(workspace.agreement, workspace.record)
    for question in questions(workspace):
        sitting.history(workspace.viewpoints[question.viewpoint], question)
        sitting.assess(workspace.viewpoints[question.viewpoint], question)


def every_question_by_itself(workspace: Workspace) -> None:
    assert workspace.agreement is not None, "the example is an agreement"
    for question in questions(workspace):
        viewpoint = workspace.viewpoints[question.viewpoint]
        history(workspace.agreement, workspace.record, viewpoint, question)
        assess(workspace.agreement, workspace.record, viewpoint, question)


def questions(workspace: Workspace) -> list[Question]:
    at = max(claim.known for claim in workspace.record.claims) + DAY
    return [
        Question(at, NEVER, standard, name)
        for name in workspace.viewpoints
        for standard in STANDARDS
    ]


def assessed(made: Disputed) -> Sitting:
    sitting = Sitting(made.agreement, made.record)
    sitting.assess(NEUTRAL, asked())
    return sitting


def asked() -> Question:
    return Question(IN_FORCE + DAY * DAYS, NEVER, "alleged", NEUTRAL.name)


def best(call: Callable[[], object], runs: int = RUNS) -> float:
    """Processor seconds of the fastest run."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        call()
        times.append(time.process_time() - start)
    return min(times)


def told(what: str, seconds: float, aim: float) -> None:
    print(f"{what:60} {seconds:7.3f}  ({seconds / aim:.2f} of the aim of {aim:g} s)")


if __name__ == "__main__":
    main()
