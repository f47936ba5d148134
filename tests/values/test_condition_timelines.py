"""Running sums and conditions as whole timelines, against their plain definitions.

Nothing in the engine calls these (it steps its components, docs/decisions/0011); they stand in a
file of their own so that they can go together.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from servanda.values.bounds import FALSE, TRUE, UNKNOWN, Truth
from servanda.values.instant import NEVER, Instant
from servanda.values.timeline import (
    Timeline,
    conjunction,
    constant,
    cumulative,
    disjunction,
    first_time,
    from_steps,
    negation,
)

FIRST, LAST = -6, 18
EVERY_INSTANT = range(FIRST - 2, LAST + 3)

instants = some.integers(FIRST, LAST)
truths = some.sampled_from((FALSE, UNKNOWN, TRUE))
conditions = some.builds(from_steps, truths, some.lists(some.tuples(instants, truths), max_size=8))


@given(some.lists(some.tuples(instants, some.integers(0, 5).map(float)), max_size=8))
def test_cumulative(increments: list[tuple[Instant, float]]) -> None:
    line = cumulative(increments)
    for at in EVERY_INSTANT:
        assert line.at(at) == sum(amount for instant, amount in increments if instant <= at)


@given(conditions.filter(lambda line: line.values[0] == FALSE))
def test_first_time(line: Timeline[Truth]) -> None:
    possibly, surely = first_time(line)
    assert possibly == min((t for t in EVERY_INSTANT if line.at(t).possible), default=NEVER)
    assert surely == min((t for t in EVERY_INSTANT if line.at(t).sure), default=NEVER)


@pytest.mark.xfail(
    strict=True,
    reason="what has held from before all time, and never changes, is said never to hold, against "
    "first_time's own words (nothing calls it)",
)
def test_first_time_of_what_always_held() -> None:
    assert first_time(constant(TRUE)) != (NEVER, NEVER)


@given(some.lists(conditions, min_size=1, max_size=4))
def test_conditions_together(parts: list[Timeline[Truth]]) -> None:
    every, either = conjunction(parts), disjunction(parts)
    for at in EVERY_INSTANT:
        truths_then = [part.at(at) for part in parts]
        assert every.at(at).sure == all(one.sure for one in truths_then)
        assert every.at(at).possible == all(one.possible for one in truths_then)
        assert either.at(at).sure == any(one.sure for one in truths_then)
        assert either.at(at).possible == any(one.possible for one in truths_then)
    assert negation(negation(either)) == either
