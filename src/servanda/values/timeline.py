"""Step functions of time: the one shape in which counters, levels, conditions and verdicts change.

A timeline has a value from before all time, and a new value from each of finitely many instants
on. Timelines are built from timelines; a value at a date is a look-up.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from servanda.values.bounds import Truth
from servanda.values.instant import NEVER, Instant, Interval

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


def cumulative(increments: Iterable[tuple[Instant, float]]) -> Timeline[float]:
    """The running sum of dated increments, from nothing."""
    total, steps = 0.0, []
    for instant, amount in sorted(increments):
        total += amount
        steps.append((instant, total))
    return from_steps(0.0, steps)


def conjunction(parts: Sequence[Timeline[Truth]]) -> Timeline[Truth]:
    assert parts, "a conjunction has parts"
    result = parts[0]
    for part in parts[1:]:
        result = result.combine(part, lambda one, other: one & other)
    return result


def disjunction(parts: Sequence[Timeline[Truth]]) -> Timeline[Truth]:
    assert parts, "a disjunction has parts"
    result = parts[0]
    for part in parts[1:]:
        result = result.combine(part, lambda one, other: one | other)
    return result


def negation(timeline: Timeline[Truth]) -> Timeline[Truth]:
    return timeline.map(lambda truth: ~truth)


def first_time(timeline: Timeline[Truth]) -> tuple[Instant, Instant]:
    """When it first possibly holds and when it first surely holds (NEVER: not at all).

    A timeline that holds from before all time answers with its first instant of change, or NEVER
    for both only if it never holds.
    """
    possibly = surely = NEVER
    for instant, truth in timeline.steps():
        if truth.possible and possibly == NEVER:
            possibly = instant
        if truth.sure:
            surely = instant
            break
    return possibly, surely


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
