"""Loops: duties that suspend or excuse one another, with every step of their verdicts by hand.

Within one instant the published order is fulfilment, new instances, expiry, breach, suspension.
Most of what follows is a consequence of it.
"""

import pytest

from servanda.evidence.issue import Judge
from servanda.evidence.ladder import Grade
from servanda.evidence.viewpoint import NEUTRAL
from servanda.verdict.assess import verdicts_on
from servanda.verdict.cases import open_cases
from servanda.verdict.docket import Docket
from tests.verdict.small_world import SmallWorld, duty, nothing_of, nothing_of_keys, small_world

# --- Two duties that suspend one another ---------------------------------------------------------

SUSPENDED_BY_KEYS = "suspended while keys overdue, clock runs"
SUSPENDED_BY_MAPS = "suspended while maps overdue, clock runs"


def test_of_two_that_suspend_one_another_the_later_is_never_overdue() -> None:
    world = small_world(
        duty("maps", "by 2025-10-05", SUSPENDED_BY_KEYS)
        + duty("keys", "by 2025-10-08", SUSPENDED_BY_MAPS),
        nothing_of("maps", "2025-10-05") + nothing_of_keys("2025-10-08"),
    )
    before, after, later = "2025-10-05", "2025-10-06", "2025-12-01"
    assert [world.state("maps", at) for at in (before, after, later)] == [
        "open", "overdue", "overdue",
    ]  # fmt: skip
    assert [world.state("keys", at) for at in (before, after, later)] == [
        "open", "suspended", "suspended",
    ]  # fmt: skip
    keys = world.verdict("keys", later)
    assert (keys.force, keys.breach, keys.timeliness) == ("suspended", "none", "excused")


def test_equal_deadlines_give_mutual_breach() -> None:
    world = small_world(
        duty("maps", "by 2025-10-05", SUSPENDED_BY_KEYS)
        + duty("keys", "by 2025-10-05", SUSPENDED_BY_MAPS),
        nothing_of("maps", "2025-10-05") + nothing_of_keys("2025-10-05"),
    )
    for name in ("maps", "keys"):
        verdict = world.verdict(name, "2025-10-06")
        assert (verdict.state, verdict.breach, verdict.force) == ("overdue", "open", "suspended")


def test_a_suspension_closes_no_breach_but_cure_does() -> None:
    world = small_world(
        duty("maps", "by 2025-10-05", SUSPENDED_BY_KEYS)
        + duty("keys", "by 2025-10-05", SUSPENDED_BY_MAPS),
        nothing_of("maps", "2025-10-05")
        + nothing_of_keys("2025-10-05")
        + "\nclaim observer says\n  north delivers 1 maps to south\n  on 2025-10-09\n",
    )
    maps = world.verdict("maps", "2025-10-10")
    assert (maps.state, maps.timeliness, maps.breach) == ("done late", "late", "closed")
    keys = world.verdict("keys", "2025-10-10")
    assert (keys.state, keys.force) == ("overdue", "in force"), "resumed when maps was cured"


def test_a_ring_of_three() -> None:
    world = small_world(
        duty("maps", "by 2025-10-05", SUSPENDED_BY_KEYS)
        + duty("keys", "by 2025-10-08", "suspended while books overdue, clock runs")
        + duty("books", "by 2025-10-11", SUSPENDED_BY_MAPS),
        nothing_of("maps", "2025-10-05")
        + nothing_of_keys("2025-10-08")
        + nothing_of("books", "2025-10-11"),
    )
    states = {
        at: [world.state(name, at) for name in ("maps", "keys", "books")]
        for at in ("2025-10-05", "2025-10-06", "2025-10-09", "2025-10-12")
    }
    assert states == {
        "2025-10-05": ["open", "open", "open"],
        "2025-10-06": ["overdue", "open", "suspended"],
        "2025-10-09": ["overdue", "overdue", "suspended"],
        "2025-10-12": ["overdue", "overdue", "suspended"],
    }
    assert world.verdict("maps", "2025-10-09").force == "suspended"


def test_a_ring_of_three_with_equal_deadlines() -> None:
    world = small_world(
        duty("maps", "by 2025-10-05", SUSPENDED_BY_KEYS)
        + duty("keys", "by 2025-10-05", "suspended while books overdue, clock runs")
        + duty("books", "by 2025-10-05", SUSPENDED_BY_MAPS),
        nothing_of("maps", "2025-10-05")
        + nothing_of_keys("2025-10-05")
        + nothing_of("books", "2025-10-05"),
    )
    for name in ("maps", "keys", "books"):
        assert world.state(name, "2025-10-06") == "overdue"


# --- A contested first failure -------------------------------------------------------------------

CONTESTED_MAPS = """
claim observer says
  north delivers 1 maps to south
  on 2025-10-04

claim second-observer denies
  north delivers 1 maps to south
  on 2025-10-04

coverage by monitors
  of north delivers maps
  in valley
  from 2025-10-01 to 2025-10-20
  said by observer
"""


def contested_first_failure() -> SmallWorld:
    return small_world(
        duty("maps", "by 2025-10-05") + duty("keys", "by 2025-10-08", SUSPENDED_BY_MAPS),
        CONTESTED_MAPS + nothing_of_keys("2025-10-08"),
    )


def test_what_hangs_on_a_contested_failure_is_undetermined() -> None:
    world = contested_first_failure()
    assert world.state("maps", "2025-10-10") == "undetermined: contested"
    keys = world.verdict("keys", "2025-10-10")
    assert (keys.state, keys.force, keys.breach) == ("undetermined",) * 3


@pytest.mark.parametrize(
    ("was_delivered", "maps", "keys"),
    [(True, "done", "overdue"), (False, "overdue", "suspended")],
)
def test_settled_either_way_it_is_not(was_delivered: bool, maps: str, keys: str) -> None:
    world = contested_first_failure()
    (event,) = [one.id for one in world.record.claims if one.stance == "denies"]
    first = min(one.id for one in world.record.claims)
    assert event != first, "the issue bears the id of its first claim"
    found = settled(world, "2025-10-10", {f"event:{first}": was_delivered})
    assert found == {"maps": maps, "keys": keys}


def settled(world: SmallWorld, at: str, decisions: dict[str, bool]) -> dict[str, str]:
    """The plain words, with single issues decided by hand."""
    judge = Judge(NEUTRAL, Grade.ALLEGED, world.record.sources, decisions)
    cases = open_cases(Docket(world.agreement, world.record, judge))
    return {
        verdict.name: verdict.state
        for stipulation in world.agreement.stipulations
        for verdict in verdicts_on(stipulation, cases, NEUTRAL, world.question(at))
    }


# --- What is read when ---------------------------------------------------------------------------


def test_a_contradiction_is_undetermined() -> None:
    """Each is suspended while the other is in force: neither answer is consistent with both."""
    world = small_world(
        duty("maps", "suspended while keys in force, clock runs")
        + duty("keys", "suspended while maps in force, clock runs"),
        "claim observer says\n  south delivers 1 coins to north\n  on 2025-10-05\n",
    )
    for at in ("2025-10-02", "2025-10-07"):
        assert [world.verdict(name, at).force for name in ("maps", "keys")] == ["undetermined"] * 2


def test_an_exception_is_read_alike_inside_and_outside_a_loop() -> None:
    """Equal deadlines: when the breach of maps is judged, keys is not yet overdue."""
    claims = nothing_of("maps", "2025-10-05") + nothing_of_keys("2025-10-05")
    maps = duty("maps", "by 2025-10-05", "unless keys overdue")
    outside = small_world(maps + duty("keys", "by 2025-10-05"), claims)
    inside = small_world(maps + duty("keys", "by 2025-10-05", "unless maps overdue"), claims)
    assert inside.state("maps", "2025-10-08") == "overdue"
    assert outside.state("maps", "2025-10-08") == "overdue"


def test_an_end_that_comes_with_the_breach_comes_too_late() -> None:
    """Expiry is before breach: when it is asked whether maps has ended, keys is not overdue."""
    world = small_world(
        duty("maps", "by 2025-10-05", "until keys overdue") + duty("keys", "by 2025-10-05"),
        nothing_of("maps", "2025-10-05") + nothing_of_keys("2025-10-05"),
    )
    verdict = world.verdict("maps", "2025-10-08")
    assert (verdict.force, verdict.breach) == ("lapsed", "open")
