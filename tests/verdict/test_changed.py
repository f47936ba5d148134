"""What changed between two days: through time or what came in between, and for which entries."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.evidence.viewpoint import NEUTRAL
from servanda.values.instant import Instant
from servanda.verdict.assessment import Question
from servanda.verdict.changed import MOST_CANDIDATES, Change, changed, smallest_sets
from tests.verdict.small_world import SmallWorld, small_world
from tests.verdict.test_corrections import AGREED, CORRECTED, RETRACTED, SAID

HALF = """
report H{n} "Part {n}"
  by observer
  on 2025-10-0{n}
claim observer says
  north delivers 5 coins to south
  on 2025-10-0{n}
"""


def between(world: SmallWorld, first: str, second: str, at: str | None = None) -> list[Change]:
    def asked(day: str) -> Question:
        instant: Instant = world.instant(at or day)
        return replace(world.question(instant), known=world.instant(day))

    return list(changed(world.agreement, world.record, NEUTRAL, asked(first), asked(second)))


def test_a_correction_is_the_cause() -> None:
    world = small_world(AGREED, SAID + CORRECTED)
    (found,) = between(world, "2025-10-24", "2025-10-26", "2025-11-01")
    assert (found.before.state, found.after.state) == ("done", "overdue")
    assert (found.through, found.sets, found.is_exact) == ("knowledge", (("Q.1",),), True)


def test_a_retraction_is_the_cause() -> None:
    world = small_world(AGREED, SAID + RETRACTED)
    (found,) = between(world, "2025-10-24", "2025-10-26", "2025-11-01")
    assert (found.after.state, found.sets) == ("undetermined", (("Q.retraction-1",),))


def test_a_report_known_later_is_the_cause() -> None:
    world = small_world(AGREED, SAID)
    (found,) = between(world, "2025-10-20", "2025-10-24", "2025-10-21")
    assert (found.after.state, found.sets, found.candidates) == ("done", (("P.1",),), ("P.1",))


def test_both_halves_are_needed_together() -> None:
    world = small_world(AGREED, HALF.format(n=5) + HALF.format(n=7))
    (found,) = between(world, "2025-10-04", "2025-10-10", "2025-10-10")
    assert (found.after.state, found.sets) == ("done", (("H5.1", "H7.1"),))


def test_any_of_several_witnesses_would_do() -> None:
    again = HALF.format(n=5).replace("H5", "G5").replace("by observer", "by second-observer")
    again = again.replace("claim observer", "claim second-observer")
    world = small_world(AGREED, HALF.format(n=5) + again)
    (found,) = between(world, "2025-10-04", "2025-10-10", "2025-10-10")
    assert found.sets == (("H5.1",), ("G5.1",))
    assert not found.is_of_word or found.after.state != found.before.state


def test_time_alone() -> None:
    shown = SAID.replace("10 coins", "7 coins").replace("up to 2025-10-20", "up to 2025-10-19")
    world = small_world(AGREED, shown.replace("on 2025-10-22", "on 2025-10-19"))
    (found,) = between(world, "2025-10-20", "2025-10-22")
    assert found.before.state != found.after.state
    assert (found.through, found.sets) == ("time", ())


def test_time_and_knowledge_together() -> None:
    world = small_world(AGREED, SAID.replace("10 coins", "7 coins"))
    (found,) = between(world, "2025-10-19", "2025-10-24")
    assert (found.before.state, found.after.state) == ("open", "overdue")
    assert (found.through, found.sets) == ("both", (("P.1",),))


def test_as_known_now_what_is_told_of_the_time_between_is_the_cause() -> None:
    world = small_world(AGREED, HALF.format(n=5) + HALF.format(n=7))
    (found,) = as_known_now(world, "2025-10-06", "2025-10-10")
    assert (found.before.state, found.after.state) == ("partly done", "done")
    assert (found.through, found.sets) == ("events", (("H7.1",),))


def test_as_known_now_time_alone() -> None:
    shown = SAID.replace("10 coins", "7 coins").replace("up to 2025-10-20", "up to 2025-10-19")
    (found,) = as_known_now(small_world(AGREED, shown), "2025-10-20", "2025-10-24")
    assert (found.through, found.sets) == ("time", ())


def as_known_now(world: SmallWorld, first: str, second: str) -> list[Change]:
    earlier, later = world.question(first), world.question(second)
    return list(changed(world.agreement, world.record, NEUTRAL, earlier, later))


def test_nothing_changed() -> None:
    world = small_world(AGREED, SAID)
    assert between(world, "2025-10-23", "2025-10-26", "2025-11-01") == []


# --- The search ------------------------------------------------------------------------------

NAMES = tuple("abcdefgh")


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.sets(st.frozensets(st.sampled_from(NAMES)), max_size=60), st.integers(0, 8))
def test_all_sets_of_the_smallest_size_are_found(enough: set[frozenset[str]], number: int) -> None:
    """Whatever suffices, and though more in a set may make it fail."""
    candidates = NAMES[:number]
    every = [frozenset(s) for size in range(number + 1) for s in combinations(candidates, size)]
    sufficing = [one for one in every if one in enough or one == frozenset(candidates)]
    least = min(map(len, sufficing))
    found, is_exact = smallest_sets(candidates, lambda chosen: chosen in sufficing)
    assert is_exact
    assert {frozenset(one) for one in found} == {s for s in sufficing if len(s) == least}


@pytest.mark.parametrize("needed", [1, 2, 20])
def test_of_more_than_a_dozen_it_is_bounded_and_said_so(needed: int) -> None:
    candidates = tuple(f"c{number}" for number in range(40))
    wanted = frozenset(candidates[5 : 5 + needed])
    tried = []

    def suffices(chosen: frozenset[str]) -> bool:
        tried.append(chosen)
        return wanted <= chosen

    found, is_exact = smallest_sets(candidates, suffices)
    assert len(candidates) > MOST_CANDIDATES
    assert {frozenset(one) for one in found} == {wanted}
    assert is_exact == (needed == 1)
    assert len(tried) < 1_500
