"""Ranges: closed, perhaps without an upper end, and written as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from servanda.values.quantity import NOTHING, UNBOUNDED, Range, exactly, plain

numbers = some.integers(0, 1000).map(float)
ranges = some.tuples(numbers, numbers | some.just(UNBOUNDED)).map(
    lambda ends: Range(min(ends), max(ends))
)


def holds(within: Range, number: float) -> bool:
    return within.low <= number <= within.high


def test_a_range_does_not_end_below_its_start() -> None:
    with pytest.raises(AssertionError):
        Range(3, 2)


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (exactly(20), "20"),
        (Range(7, 9), "7 to 9"),
        (Range(20, UNBOUNDED), "at least 20"),
        (exactly(1968), "1,968"),
        (exactly(6.5), "6.5"),
        (exactly(UNBOUNDED), "any number"),
        (NOTHING, "0"),
        (Range(0, UNBOUNDED), "at least 0"),
    ],
)
def test_as_people_write_it(amount: Range, written: str) -> None:
    assert str(amount) == written


def test_a_number_has_no_trailing_zeros() -> None:
    assert [plain(number) for number in (3.0, 1234567.0, 0.5)] == ["3", "1,234,567", "0.5"]


@pytest.mark.parametrize("number", [599.96, 0.04])
def test_rounding_leaves_no_trailing_zero(number: float) -> None:
    assert not plain(number).endswith(".0")


@given(ranges, ranges, some.data())
def test_a_sum_holds_the_sums(one: Range, other: Range, data: some.DataObject) -> None:
    first, second = data.draw(within(one)), data.draw(within(other))
    assert holds(one + other, first + second)
    assert (one + other).low == one.low + other.low


@given(ranges, ranges)
def test_a_hull_is_the_smallest_range_that_holds_both(one: Range, other: Range) -> None:
    hull = one.hull(other)
    assert hull == other.hull(one)
    assert all(holds(hull, end) for end in (one.low, one.high, other.low, other.high))
    assert {hull.low, hull.high} <= {one.low, one.high, other.low, other.high}


@given(ranges, some.integers(1, 50))
def test_so_many_times_as_much(one: Range, factor: int) -> None:
    assert one.times(factor) == Range(one.low * factor, one.high * factor)
    assert one + NOTHING == one


@given(ranges)
def test_exact_is_what_has_one_number(one: Range) -> None:
    assert one.is_exact == (one.hull(exactly(one.low)) == exactly(one.low))


def within(amount: Range) -> some.SearchStrategy[float]:
    top = amount.low + 1000 if amount.high == UNBOUNDED else amount.high
    return some.integers(int(amount.low), int(top)).map(float)
