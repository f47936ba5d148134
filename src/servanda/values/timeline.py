"""Step functions of time: the one shape in which counters, levels, conditions and verdicts change.

A timeline has a value from before all time, and a new value from each of finitely many instants
on. Timelines are built from timelines; a value at a date is a look-up.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from servanda.values.bounds import Truth
from servanda.values.instant import Instant, Interval

Value = TypeVar("Value")
Other = TypeVar("Other")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Timeline(Generic[Value]):
    """`values[0]` holds before `instants[0]`; `values[i + 1]` from `instants[i]` on."""

    instants: tuple[Instant, ...]
    values: tuple[Value, ...]

    def __post_init__(self) -> None:
        assert len(self.values) == len(self.instants) + 1, "one value more than instants"

    def at(self, instant: Instant) -> Value:
        return self.values[bisect_right(self.instants, instant)]

    def steps(self) -> Iterator[tuple[Instant, Value]]:
        """Each instant of change with the value from then on."""
        return zip(self.instants, self.values[1:], strict=True)

    def map(self, function: Callable[[Value], Result]) -> "Timeline[Result]":
        return _compact(function(self.values[0]), ((t, function(v)) for t, v in self.steps()))

    def combine(
        self, other: "Timeline[Other]", function: Callable[[Value, Other], Result]
    ) -> "Timeline[Result]":
        """The two side by side, at every instant at which either changes."""
        instants = sorted({*self.instants, *other.instants})
        return _compact(
            function(self.values[0], other.values[0]),
            ((t, function(self.at(t), other.at(t))) for t in instants),
        )


def constant(value: Value) -> Timeline[Value]:
    return Timeline((), (value,))


def from_steps(initial: Value, steps: Iterable[tuple[Instant, Value]]) -> Timeline[Value]:
    """From changes in any order; of two at one instant the later in order holds."""
    latest: dict[Instant, Value] = {}
    for instant, value in steps:
        latest[instant] = value
    return _compact(initial, sorted(latest.items(), key=lambda step: step[0]))


def latched(timeline: Timeline[Truth]) -> Timeline[Truth]:
    """Holds from the first time that the given one holds, whatever comes after."""
    held, steps = timeline.values[0], []
    for instant, truth in timeline.steps():
        held = held | truth
        steps.append((instant, held))
    return from_steps(timeline.values[0], steps)


def during(intervals: Iterable[Interval]) -> Timeline[bool]:
    """True inside any of the half-open intervals."""
    changes: dict[Instant, int] = {}
    for interval in intervals:
        changes[interval.start] = changes.get(interval.start, 0) + 1
        changes[interval.end] = changes.get(interval.end, 0) - 1
    depth, steps = 0, []
    for instant in sorted(changes):
        depth += changes[instant]
        steps.append((instant, depth > 0))
    return from_steps(False, steps)


def _compact(initial: Value, steps: Iterable[tuple[Instant, Value]]) -> Timeline[Value]:
    """Leaves out steps that change nothing, so that equal timelines are equal values."""
    instants: list[Instant] = []
    values: list[Value] = [initial]
    for instant, value in steps:
        if value != values[-1]:
            instants.append(instant)
            values.append(value)
    return Timeline(tuple(instants), tuple(values))
