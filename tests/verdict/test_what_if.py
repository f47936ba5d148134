"""What would change a verdict: told only where solving it again says so, and the smallest first."""

from collections.abc import Sequence
from itertools import combinations

import pytest

from servanda.evidence.viewpoint import NEUTRAL
from servanda.language.parse import parse_document
from servanda.language.vocabulary import gather
from servanda.record.assumed import with_assumed
from servanda.record.model import Record
from servanda.verdict.assessment import Question, Standard
from servanda.verdict.reasons import leaf_references, only, unmarked
from servanda.verdict.what_if import Asking, Assume, WhatIf, what_if
from tests.verdict.small_world import SOURCES, WORDS, SmallWorld, fenced, small_world

DUTY = """
duty maps
  north delivers 3 maps to south
  by 2025-10-20
"""
KEYS = """
duty keys
  north delivers 1 keys to south
  within 3 days of maps done
"""


def changes(
    world: SmallWorld, text: str, name: str, at: str, proof: Standard = "alleged"
) -> WhatIf:
    question = world.question(at, proof)
    return what_if(
        world.agreement, world.record, NEUTRAL, question, name, assuming(world, text, question)
    )[0]


def assuming(world: SmallWorld, text: str, question: Question) -> Assume:
    pages = [parse_document(WORDS + fenced(text), "a.md"), parse_document(SOURCES, "r.md")]
    vocabulary, _ = gather([page.document for page in pages])

    def assume(record: Record, texts: Sequence[str]) -> Record | None:
        calendar = world.agreement.calendar
        larger, found = with_assumed(record, texts, question.at, vocabulary, calendar)
        return None if found else larger

    return assume


def given(number: int, day: str, who: str = "observer") -> str:
    return f"\nclaim {who} says\n  north delivers {number} maps to south\n  on {day}\n"


# --- Without -------------------------------------------------------------------------------------


def test_either_of_two_that_say_the_same_is_not_enough_and_both_are() -> None:
    claims = given(3, "2025-10-10") + given(3, "2025-10-10", "second-observer")
    found = changes(small_world(DUTY, claims), DUTY, "maps", "2025-10-25")
    assert found.is_exact
    assert [one.entries for one in found.removals] == [("R.1", "R.2")]


def test_each_of_several_that_are_all_needed_is_one_by_itself() -> None:
    claims = given(1, "2025-10-10") + given(2, "2025-10-12")
    found = changes(small_world(DUTY, claims), DUTY, "maps", "2025-10-25")
    assert [one.entries for one in found.removals] == [("R.1",), ("R.2",)]


@pytest.mark.parametrize("number", [3, 14])
def test_of_what_is_told_the_verdict_is_another_and_of_less_it_is_not(number: int) -> None:
    """By brute force over every part of every set that is told."""
    claims = "".join(given(3, "2025-10-10", who) for who in ("observer", "south-office"))
    claims += "".join(given(1, f"2025-10-{day:02}") for day in range(2, number))
    world = small_world(DUTY, claims)
    found = changes(world, DUTY, "maps", "2025-10-25")
    asking = Asking(world.agreement, NEUTRAL, world.question("2025-10-25"), "maps")
    (tree,) = unmarked(world.agreement, world.record, NEUTRAL, asking.question, "maps")
    leaves = leaf_references(tree)
    assert found.removals
    assert found.is_exact == (len(leaves) <= 12)

    def state(gone: Sequence[str]) -> str:
        ((word, _),) = asking.words(only(world.record, leaves - set(gone))).values()
        return word

    for removal in found.removals:
        assert state(removal.entries) == removal.state != found.state
        for size in range(1, min(len(removal.entries), 4)):
            for less in combinations(removal.entries, size):
                assert state(less) == found.state, less


# --- With ----------------------------------------------------------------------------------------


def test_the_least_further_performance_is_told() -> None:
    world = small_world(DUTY, given(1, "2025-10-10"))
    found = changes(world, DUTY, "maps", "2025-10-15")
    (further,) = [one for one in found.additions if one.kind == "performance"]
    assert (further.words, further.state) == ("2 more maps by 2025-10-14", "done")


def test_what_is_told_of_the_missing_is_so_when_it_is_assumed() -> None:
    world = small_world(DUTY, given(1, "2025-10-10"))
    found = changes(world, DUTY, "maps", "2025-10-25")
    assume = assuming(world, DUTY, world.question("2025-10-25"))
    asking = Asking(world.agreement, NEUTRAL, world.question("2025-10-25"), "maps")
    assert {one.state for one in found.additions} == {"done", "done late", "overdue"}
    for addition in found.additions:
        larger = assume(world.record, addition.assumed)
        assert larger is not None
        ((state, cause),) = asking.words(larger).values()
        assert (state, cause) == (addition.state, addition.cause)


def test_one_word_is_too_little_under_a_strict_standard_and_two_are_told() -> None:
    found = changes(small_world(DUTY), DUTY, "maps", "2025-10-25", "corroborated")
    assert not [one for one in found.additions if one.words.startswith("a claim of")]
    assert any(one.words.startswith("claims of observer and") for one in found.additions)


def test_an_extension_by_whoever_may_extend() -> None:
    text = f"{DUTY}  verified by monitors\npower more\n  north and south may extend maps\n"
    claims = "claim observer says\n  north delivers 0 maps to south in total up to 2025-10-24\n"
    found = changes(small_world(text, claims), text, "maps", "2025-10-25")
    assert found.state == "overdue"
    extended = next(one for one in found.additions if one.kind == "act")
    assert extended.words == "north and south extend maps to 2025-10-26"
    assert extended.state != "overdue"


def test_what_it_waits_for_is_told() -> None:
    text = DUTY + KEYS
    found = changes(small_world(text), text, "keys", "2025-10-25")
    assert found.state == "pending" or found.cause
    assert any("maps" in one.words for one in found.additions)


def test_coverage_makes_a_ban_kept() -> None:
    text = "ban raids\n  north must not raid valley\n  verified by monitors\n"
    found = changes(small_world(text), text, "raids", "2025-10-25")
    assert found.state == "undetermined"
    (covered,) = [one for one in found.additions if one.words.startswith("coverage by monitors")]
    assert covered.state == "kept"
    assert covered.assumed[0].endswith("said by observer")
    assert any(one.state == "breached" for one in found.additions)


def test_nothing_is_told_where_nothing_changes_it() -> None:
    text = "aim peace\n  north delivers 3 maps to south\n"
    found = changes(small_world(text), text, "peace", "2025-10-25")
    assert (found.removals, found.additions, found.leaves) == ((), (), 0)
