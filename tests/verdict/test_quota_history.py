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


# --- What hangs on the breach of a quota, which turns as a period ends ------------------------

AID = "quota aid\n  north delivers 10 coins to south each day\n"
VISITS = (
    "right visits\n  south delivers maps to north\n  suspended while aid breached, clock runs\n"
)
ONCE = """
source monitors "the monitors"

claim observer says
  north delivers 10 coins to south
  on 2025-10-01

coverage by monitors
  of north delivers coins
  from 2025-10-01 to 2025-10-20
  said by observer
"""


def test_it_is_suspended_from_the_end_of_the_first_period_in_which_too_little_came() -> None:
    world = small_world(AID + VISITS, ONCE)
    assert world.verdict("visits", "2025-10-02 23:59").force == "in force"
    assert world.verdict("visits", "2025-10-03").force == "suspended"
    assert world.verdict("visits", "2025-10-20").force == "suspended"


def test_where_the_quota_waits_for_the_right_as_well_nothing_is_known() -> None:
    aid = AID + "  suspended while visits suspended, clock runs\n"
    world = small_world(aid + VISITS, ONCE)
    assert world.verdict("visits", "2025-10-02 23:59").force == "in force"
    assert world.verdict("visits", "2025-10-03").force == "undetermined"


def test_it_is_known_no_longer_once_the_last_figure_is_silent() -> None:
    short = "claim observer says\n  north delivers 8 coins to south each day"
    world = small_world(AID + VISITS, f"{short} from 2025-10-01 to 2025-10-10\n")
    forces = [world.verdict("visits", d).force for d in ("2025-10-20", "2025-10-22", "2026-10-22")]
    assert forces == ["suspended", "in force", "in force"]
