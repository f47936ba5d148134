"""The history of a quota."""

from tests.verdict.small_world import small_world


def test_the_history_of_a_quota_has_a_step_when_its_first_period_ends() -> None:
    world = small_world("quota coins\n  north delivers 2 coins to south each day\n")
    assert world.state("coins", "2025-10-05") == "undetermined: unreported"
    (*_, last) = world.track("coins", "2025-10-05").steps
    assert last.verdict.state == "undetermined"


def test_a_thousand_days_of_the_same_words_are_one_step() -> None:
    world = small_world("quota coins\n  north delivers 2 coins to south each day\n")
    steps = world.track("coins", "2028-06-27").steps
    assert [step.verdict.state for step in steps] == ["open", "undetermined"]
    assert world.verdict("coins", "2028-06-27").since == world.instant("2025-10-02")


def test_a_step_when_the_last_figure_no_longer_speaks() -> None:
    """Twenty days counted speak for twenty days more, one of which has 25 hours."""
    figure = "claim observer says\n  north delivers 3 coins to south each day"
    world = small_world(
        "quota coins\n  north delivers 2 coins to south every 2 weeks\n",
        f"{figure} from 2025-10-01 to 2025-10-20\n",
    )
    steps = world.track("coins", "2025-11-20").steps
    assert (steps[-2].verdict.state, steps[-1].verdict.state) == ("met", "undetermined")
    assert steps[-1].instant == world.instant("2025-11-10") + 1
