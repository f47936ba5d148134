"""Instants, half-open intervals and durations: the time axis of everything else.

An instant is a whole number of seconds since 1970-01-01T00:00Z. Two sentinels, `BEGINNING` and
`NEVER`, stand for "before all time" and "not within all time", so that no comparison needs None.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

Instant: TypeAlias = int

BEGINNING: Instant = -(2**60)
NEVER: Instant = 2**60

DurationUnit = Literal["minute", "hour", "day", "working day", "week", "month", "year"]


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """Half-open `[start, end)`. Of an event: it happened somewhere in it, surely by `end`."""

    start: Instant
    end: Instant

    def __post_init__(self) -> None:
        assert self.start <= self.end, "an interval cannot end before it starts"

    def overlaps(self, other: "Interval") -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, instant: Instant) -> bool:
        return self.start <= instant < self.end


def without(whole: Interval, gone: Iterable[Interval]) -> tuple[Interval, ...]:
    """What is left of an interval when others are taken out of it, in order."""
    left: tuple[Interval, ...] = (whole,)
    for out in gone:
        left = tuple(
            Interval(start, end)
            for one in left
            for start, end in (
                (one.start, min(one.end, out.start)),
                (max(one.start, out.end), one.end),
            )
            if start < end
        )
    return left


ALWAYS = Interval(BEGINNING, NEVER)


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time as a text states it: hours are exact, days and longer follow a calendar."""

    amount: int
    unit: DurationUnit

    def __str__(self) -> str:
        return f"{self.amount} {self.unit}{'' if self.amount == 1 else 's'}"

    @property
    def names_an_hour(self) -> bool:
        """True if the duration is counted from an instant and not to the end of a day."""
        return self.unit in ("minute", "hour")
