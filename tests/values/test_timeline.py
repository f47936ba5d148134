"""The algebra of timelines, each operation against its plain definition at every instant."""

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as some

from servanda.values.bounds import FALSE, TRUE, UNKNOWN, Truth
from servanda.values.instant import BEGINNING, NEVER, Instant, Interval
from servanda.values.timeline import Timeline, during, from_steps, latched

FIRST, LAST = -6, 18
EVERY_INSTANT = range(FIRST - 2, LAST + 3)

instants = some.integers(FIRST, LAST)
steps_of_numbers = some.lists(some.tuples(instants, some.integers(0, 3)), max_size=8)
truths = some.sampled_from((FALSE, UNKNOWN, TRUE))
numbers = some.builds(from_steps, some.integers(0, 3), steps_of_numbers)
conditions = some.builds(from_steps, truths, some.lists(some.tuples(instants, truths), max_size=8))


def naive(initial: int, steps: list[tuple[Instant, int]], at: Instant) -> int:
    """The value of the latest step up to the instant; of two at one instant, the later listed."""
    value, when = initial, None
    for instant, stated in steps:
        if instant <= at and (when is None or instant >= when):
            value, when = stated, instant
    return value


# --- Small examples ------------------------------------------------------------------------------


def test_a_value_holds_from_its_instant_on() -> None:
    line = from_steps("shut", [(10, "open"), (20, "shut")])
    assert [line.at(t) for t in (9, 10, 19, 20, 99)] == ["shut", "open", "open", "shut", "shut"]


def test_a_step_that_changes_nothing_is_none() -> None:
    assert from_steps(1, [(5, 1), (6, 2), (7, 2)]) == Timeline((6,), (1, 2))


def test_one_value_more_than_instants() -> None:
    with pytest.raises(AssertionError):
        Timeline((1, 2), ("a", "b"))


# --- Against the plain definition ----------------------------------------------------------------


@given(some.integers(0, 3), steps_of_numbers)
def test_from_steps(initial: int, steps: list[tuple[Instant, int]]) -> None:
    line = from_steps(initial, steps)
    for at in EVERY_INSTANT:
        assert line.at(at) == naive(initial, steps, at)


@given(
    some.lists(some.tuples(instants, some.integers(0, 3)), unique_by=lambda step: step[0]),
    some.randoms(use_true_random=False),
)
def test_the_order_of_steps_does_not_matter(
    steps: list[tuple[Instant, int]], chance: Random
) -> None:
    shuffled = list(steps)
    chance.shuffle(shuffled)
    assert from_steps(0, shuffled) == from_steps(0, steps)


@given(numbers)
def test_map(line: Timeline[int]) -> None:
    mapped = line.map(lambda value: value % 2)
    for at in EVERY_INSTANT:
        assert mapped.at(at) == line.at(at) % 2


@given(numbers, numbers)
def test_combine(one: Timeline[int], other: Timeline[int]) -> None:
    both = one.combine(other, lambda left, right: (left, right))
    assert both.values[0] == (one.values[0], other.values[0])
    for at in EVERY_INSTANT:
        assert both.at(at) == (one.at(at), other.at(at))


@given(numbers, numbers)
def test_what_comes_out_is_as_short_as_can_be(one: Timeline[int], other: Timeline[int]) -> None:
    for line in (one, one.map(lambda value: value // 2), one.combine(other, max)):
        assert list(line.instants) == sorted(set(line.instants))
        assert all(before != after for before, after in pairwise(line.values))


@given(numbers)
def test_a_timeline_is_its_steps(line: Timeline[int]) -> None:
    assert from_steps(line.values[0], line.steps()) == line


@given(conditions)
def test_latched(line: Timeline[Truth]) -> None:
    held = latched(line)
    for at in EVERY_INSTANT:
        past = [line.values[0], *(line.at(t) for t in range(FIRST - 2, at + 1))]
        assert held.at(at).sure == any(truth.sure for truth in past)
        assert held.at(at).possible == any(truth.possible for truth in past)


@given(conditions)
def test_latched_for_good(line: Timeline[Truth]) -> None:
    assert latched(latched(line)) == latched(line)


@given(some.lists(some.tuples(instants, instants).map(sorted), max_size=6))
def test_during(ends: list[list[Instant]]) -> None:
    intervals = [Interval(start, end) for start, end in ends]
    line = during(intervals)
    for at in EVERY_INSTANT:
        assert line.at(at) == any(one.contains(at) for one in intervals)


def test_the_ends_of_time_are_beyond_every_instant() -> None:
    assert from_steps(0, [(BEGINNING, 1)]).at(0) == 1
    assert from_steps(0, [(NEVER, 1)]).at(NEVER - 1) == 0
