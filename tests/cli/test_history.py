"""The table of a history: each row says from when, and something that the row before does not."""

from servanda.cli.history_table import steps_table
from servanda.values.instant import Instant
from servanda.verdict.assessment import PhaseVerdict, PhaseWord, Step, Track
from tests.cli.conftest import Paper
from tests.verdict.small_world import small_world

AGREED = small_world("duty maps\n  north delivers 1 maps to south\n", "").agreement
DAY = AGREED.in_force + 86400


def step(instant: Instant, state: PhaseWord, since: Instant | None = None) -> Step:
    return Step(instant, PhaseVerdict("two", "Two", "", state, None, since, (), False, "it is so"))


def starts(*steps: Step) -> list[str]:
    paper = Paper(100)
    paper.screen.print(steps_table(paper.screen, Track("two", (), None, steps), AGREED))
    return [line.split("  ")[0] for line in paper.lines if line.startswith("20")]


def test_two_steps_within_one_minute_are_told_apart() -> None:
    """The first instant of a day, and what is dated to the day, which comes a second later."""
    assert starts(step(DAY, "not open"), step(DAY + 1, "open")) == [
        "2025-10-02",
        "2025-10-02 00:00:01",
    ]


def test_a_step_that_reads_as_the_one_before_it_is_no_row() -> None:
    same = step(DAY, "not open"), step(DAY + 86400, "not open", since=DAY)
    assert starts(*same, step(DAY + 2 * 86400, "open")) == ["2025-10-02", "2025-10-04"]
