"""Corrections and retractions in verdicts: as known before and after, and told in the reasons."""

from collections.abc import Iterator
from dataclasses import replace

from servanda.evidence.viewpoint import NEUTRAL
from servanda.verdict.assess import assess
from servanda.verdict.assessment import Reason, Verdict
from servanda.verdict.reasons import explain, leaf_references, only
from tests.verdict.small_world import SmallWorld, small_world

AGREED = """
duty coins
  north delivers 10 coins to south
  by 2025-10-20
"""

SAID = """
report P "The paper counts"
  by second-observer
  on 2025-10-22
claim second-observer says
  north delivers 10 coins to south in total up to 2025-10-20
"""

CORRECTED = """
report Q "The paper counts again"
  by second-observer
  on 2025-10-25
correction of P.1
  north delivers 7 coins to south in total up to 2025-10-20
  note "three had been counted twice"
"""

RETRACTED = """
report Q "The paper takes it back"
  by second-observer
  on 2025-10-25
retraction of P.1
  said by second-observer
  note "it was another year's list"
"""


def verdict(world: SmallWorld, known: str, at: str = "2025-11-01") -> Verdict:
    question = replace(world.question(at), known=world.instant(known))
    (found,) = assess(world.agreement, world.record, NEUTRAL, question).stipulations
    return found


def nodes(tree: Reason) -> Iterator[Reason]:
    yield tree
    for child in tree.children:
        yield from nodes(child)


def withdrawn(world: SmallWorld, known: str) -> list[str]:
    question = replace(world.question("2025-11-01"), known=world.instant(known))
    (tree,) = explain(world.agreement, world.record, NEUTRAL, question, "coins")
    return [node.text for node in nodes(tree) if node.kind == "withdrawn"]


def test_before_its_day_the_earlier_claim_stands() -> None:
    world = small_world(AGREED, SAID + CORRECTED)
    assert verdict(world, "2025-10-24").state == "done"
    assert verdict(world, "2025-10-26").state == "overdue"


def test_a_verdict_says_that_it_rests_on_a_corrected_figure() -> None:
    world = small_world(AGREED, SAID + CORRECTED)
    told = "Rests on a figure that was corrected on 2025-10-25, from 10 to 7 (Q.1)."
    assert told in verdict(world, "2025-10-26").because
    assert "corrected" not in verdict(world, "2025-10-24").because


def test_the_reasons_show_both_claims() -> None:
    world = small_world(AGREED, SAID + CORRECTED)
    assert withdrawn(world, "2025-10-24") == []
    assert withdrawn(world, "2025-10-26") == [
        "P.1: second-observer says; corrected on 2025-10-25 by Q.1 (second-observer): "
        "three had been counted twice"
    ]


def test_what_was_retracted_weighs_nothing_and_is_shown() -> None:
    world = small_world(AGREED, SAID + RETRACTED)
    assert verdict(world, "2025-10-24").state == "done"
    assert verdict(world, "2025-10-26").state == "undetermined"
    assert withdrawn(world, "2025-10-26") == [
        "P.1: second-observer says; retracted on 2025-10-25 by Q.retraction-1 (second-observer): "
        "it was another year's list"
    ]


def test_the_leaves_alone_give_the_verdict_again() -> None:
    world = small_world(AGREED, SAID + CORRECTED)
    question = world.question("2025-11-01")
    (tree,) = explain(world.agreement, world.record, NEUTRAL, question, "coins")
    assert leaf_references(tree) == {"Q.1"}
    again = assess(
        world.agreement, only(world.record, leaf_references(tree)), NEUTRAL, question
    ).stipulations
    assert again == world.assessment("2025-11-01").stipulations


def test_a_claim_corrected_to_speak_of_another_is_no_longer_of_the_first() -> None:
    elsewhere = CORRECTED.replace("north delivers 7 coins", "north delivers 7 books")
    world = small_world(AGREED, SAID + elsewhere)
    assert verdict(world, "2025-10-26").state == "undetermined"
    assert len(withdrawn(world, "2025-10-26")) == 1


def test_a_finding_taken_back_is_shown() -> None:
    found = """
report F "A finding"
  by monitors
  on 2025-10-22
claim monitors finds
  coins is done
  on 2025-10-21
report G "Not so"
  by monitors
  on 2025-10-25
retraction of F.1
  said by monitors
  note "it was of another village"
"""
    source = 'source monitors "the monitors"\n'
    agreed = AGREED + "  verified by monitors\n"
    world = small_world(agreed, source + found)
    assert verdict(world, "2025-10-24").state == "done"
    assert verdict(world, "2025-10-26").state == "undetermined"
    assert len(withdrawn(world, "2025-10-26")) == 1
