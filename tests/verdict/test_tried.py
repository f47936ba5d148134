"""Decisive leaves: no more than sixty are taken away alone, and which were not is told."""

from servanda.evidence.viewpoint import NEUTRAL
from servanda.verdict.assessment import Reason
from servanda.verdict.decisive import MOST_TRIED
from servanda.verdict.reasons import explain
from tests.verdict.small_world import SmallWorld, small_world

DUTY = "duty maps\n  north delivers 99 maps to south\n  by 2025-12-20\n"


def leaves(world: SmallWorld) -> list[Reason]:
    trees = explain(world.agreement, world.record, NEUTRAL, world.question("2026-06-01"), "maps")
    return [one for tree in trees for one in below(tree) if one.kind == "claim"]


def below(tree: Reason) -> list[Reason]:
    return [tree, *(one for child in tree.children for one in below(child))]


def world_with(number: int) -> SmallWorld:
    days = [f"2025-{10 + one // 28}-{one % 28 + 1:02}" for one in range(number)]
    return small_world(
        DUTY,
        "".join(
            f"claim observer says\n  north delivers 1 maps to south\n  on {day}\n\n" for day in days
        ),
    )


def test_of_few_every_one_is_tried() -> None:
    assert all(one.tried for one in leaves(world_with(20)))


def test_of_many_those_beyond_sixty_are_said_to_be_untried_and_are_not_marked() -> None:
    found = leaves(world_with(MOST_TRIED + 7))
    untried = {one.ref for one in found if not one.tried}
    assert len(untried) == 7
    assert not any(one.decisive for one in found if one.ref in untried)
