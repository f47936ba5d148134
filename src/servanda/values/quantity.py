"""Quantities known only within bounds."""

from dataclasses import dataclass

UNBOUNDED = float("inf")


@dataclass(frozen=True, slots=True)
class Range:
    """A number known to lie in the closed range `[low, high]`; `high` may be infinite."""

    low: float
    high: float

    def __post_init__(self) -> None:
        assert self.low <= self.high, "a range cannot end below its start"

    def __add__(self, other: "Range") -> "Range":
        return Range(self.low + other.low, self.high + other.high)

    def times(self, factor: float) -> "Range":
        return Range(self.low * factor, self.high * factor)

    def hull(self, other: "Range") -> "Range":
        """The smallest range that holds both."""
        return Range(min(self.low, other.low), max(self.high, other.high))

    def misses(self, other: "Range") -> bool:
        """Whether no number lies in both."""
        return self.high < other.low or other.high < self.low

    @property
    def is_exact(self) -> bool:
        return self.low == self.high

    def __str__(self) -> str:
        if self.is_exact:
            return plain(self.low)
        if self.high == UNBOUNDED:
            return f"at least {plain(self.low)}"
        return f"{plain(self.low)} to {plain(self.high)}"


NOTHING = Range(0, 0)


def exactly(number: float) -> Range:
    return Range(number, number)


def plain(number: float) -> str:
    """A number as people write it: no trailing zeros, thousands apart by a comma."""
    if number == UNBOUNDED:
        return "any number"
    if number == int(number):
        return f"{number:,.0f}"
    shown = f"{number:,.1f}"
    return f"{number:,.2f}" if shown.endswith(".0") else shown
