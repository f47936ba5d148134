"""Members over time: as the text declares them, and as joining and leaving are claimed."""

import pytest

from servanda.evidence.viewpoint import NEUTRAL
from servanda.verdict.assessment import Reason
from servanda.verdict.reasons import explain, leaf_references
from tests.verdict.small_world import SmallWorld, small_world

BAND = """
action join "joins"
action leave "leaves"
actor band "the band"
{members}
actor rider "a rider"

ban raids
  band must not raid south
"""
DECLARED = BAND.format(members="  member rider from 2025-10-05 to 2025-10-20")


def raid(date: str) -> str:
    return f"\nclaim observer says\n  rider raids south\n  on {date}\n"


def move(verb: str, date: str, who: str = "observer says") -> str:
    return f"\nclaim {who}\n  rider {verb} band\n  on {date}\n"


def state(world: SmallWorld) -> str:
    return world.verdict("raids", "2025-12-01").state


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2025-10-04", "undetermined"),
        ("2025-10-05", "breached"),
        ("2025-10-20", "breached"),
        ("2025-10-21", "undetermined"),
    ],
)
def test_the_deeds_of_a_declared_member_count_in_its_time(date: str, expected: str) -> None:
    assert state(small_world(DECLARED, raid(date))) == expected


@pytest.mark.parametrize(
    ("date", "expected"),
    [("2025-10-09", "undetermined"), ("2025-10-11", "breached"), ("2025-10-26", "undetermined")],
)
def test_the_deeds_of_a_claimed_member_count_from_its_joining_to_its_leaving(
    date: str, expected: str
) -> None:
    said = move("joins", "2025-10-10") + move("leaves", "2025-10-25") + raid(date)
    assert state(small_world(BAND.format(members=""), said)) == expected


def test_a_joining_that_is_contested_makes_no_member() -> None:
    said = move("joins", "2025-10-10") + move("joins", "2025-10-10", "second-observer denies")
    assert state(small_world(BAND.format(members=""), said + raid("2025-10-15"))) == "undetermined"


def test_a_declared_member_may_leave_before_its_time() -> None:
    said = move("leaves", "2025-10-10") + raid("2025-10-15")
    assert state(small_world(DECLARED, said)) == "undetermined"


def test_a_total_counts_if_the_member_was_one_through_all_of_it() -> None:
    total = "\nclaim observer says\n  rider raids 3 coins in total up to 2025-10-15\n"
    ban = BAND.replace("raid south", "raid coins")
    late, early = (
        ban.format(members="  member rider from 2025-10-05"),
        ban.format(members="  member rider"),
    )
    found = [
        small_world(text, total).verdict("raids", "2025-12-01").cause for text in (late, early)
    ]
    assert found == ["unreported", "contested"]


def decisive(tree: Reason) -> set[str | None]:
    own = {tree.ref} if tree.decisive else set()
    return own.union(*(decisive(child) for child in tree.children))


def test_an_explanation_rests_on_the_joining_too() -> None:
    said = move("joins", "2025-10-10") + raid("2025-10-15")
    world = small_world(BAND.format(members=""), said)
    question = world.question("2025-12-01")
    (tree,) = explain(world.agreement, world.record, NEUTRAL, question, "raids")
    assert leaf_references(tree) == decisive(tree) == {"R.1", "R.2"}
