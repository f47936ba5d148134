"""The history of a quota."""

import pytest

from tests.verdict.small_world import small_world


@pytest.mark.xfail(
    reason="periods end without a step: the history of a quota that nobody reports stays open",
    strict=True,
)
def test_the_history_of_a_quota_has_a_step_when_its_first_period_ends() -> None:
    world = small_world("quota coins\n  north delivers 2 coins to south each day\n")
    assert world.state("coins", "2025-10-05") == "undetermined: unreported"
    (*_, last) = world.track("coins", "2025-10-05").steps
    assert last.verdict.state == "undetermined"
