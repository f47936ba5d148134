"""Fault: a chain of excuses leads to the earliest failure that nothing excuses; a ring to none."""

from servanda.evidence.viewpoint import NEUTRAL
from servanda.verdict.assessment import Reason
from servanda.verdict.reasons import explain
from tests.verdict.small_world import (
    SmallWorld,
    duty,
    nothing_of,
    nothing_of_keys,
    small_world,
)

AT = "2025-10-25"
NOTHING = "".join((
    nothing_of("maps", "2025-10-20"), nothing_of("books", "2025-10-20"),
    nothing_of_keys("2025-10-20"),
))  # fmt: skip


def faults(world: SmallWorld, name: str) -> list[str]:
    trees = explain(world.agreement, world.record, NEUTRAL, world.question(AT), name)
    return [node.text for tree in trees for node in nodes(tree) if node.kind == "fault"]


def nodes(tree: Reason) -> list[Reason]:
    return [tree, *(node for child in tree.children for node in nodes(child))]


def test_a_chain_of_three_leads_to_the_failure_that_nothing_excuses() -> None:
    text = (
        duty("maps", "by 2025-10-20", "unless not keys done")
        + duty("keys", "by 2025-10-20", "unless not books done")
        + duty("books", "by 2025-10-15")
    )
    world = small_world(text, NOTHING)
    assert [world.state(name, AT) for name in ("maps", "keys", "books")] == [
        "excused", "excused", "overdue",
    ]  # fmt: skip
    assert faults(world, "maps") == [
        "maps (north), excused by keys (south), excused by books (north): "
        "the earliest failure that nothing excuses, since 2025-10-16"
    ]
    assert faults(world, "books") == []


def test_a_ring_of_excuses_is_said_to_be_one() -> None:
    text = (
        duty("maps", "by 2025-10-20", "unless not keys done")
        + duty("keys", "by 2025-10-20", "unless not books done")
        + duty("books", "by 2025-10-20", "unless not maps done")
    )
    (told,) = faults(small_world(text, NOTHING), "maps")
    assert told.endswith(
        "a ring of excuses (maps (north), keys (south) and books (north)), "
        "none of which is a failure of its own"
    )


def test_of_two_excuses_the_earlier_failure_is_the_earliest() -> None:
    text = (
        duty("maps", "by 2025-10-20", "unless not keys done or not coins done")
        + duty("keys", "by 2025-10-18")
        + duty("coins", "by 2025-10-12")
    )
    nothing = NOTHING + nothing_of("coins", "2025-10-20")
    first, second = faults(small_world(text, nothing), "maps")
    assert first.startswith("maps (north), excused by coins (north): the earliest failure")
    assert second.startswith("maps (north), excused by keys (south): a failure")


def test_a_deed_that_excuses_is_no_stipulation_s_failure() -> None:
    text = duty("maps", "by 2025-10-20", "unless south raids valley")
    raid = "claim observer says\n  south raids valley\n  on 2025-10-05\n"
    (told,) = faults(small_world(text, NOTHING + raid), "maps")
    assert told == (
        "maps (north), excused by south raids valley: a deed, and no stipulation's failure"
    )


def test_where_no_failure_is_established_none_is_found() -> None:
    text = duty("maps", "by 2025-10-20", "unless not keys done") + duty("keys", "by 2025-11-20")
    (told,) = faults(small_world(text, nothing_of("maps", "2025-10-20")), "maps")
    assert told.endswith("keys (south): no failure is established there")
