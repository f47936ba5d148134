"""Truth known within bounds: surely so, and possibly so.

Two flags are carried instead of a third truth value, because negation swaps them and everything
else treats each on its own: `sure` is what holds in every case, `possible` what holds in some.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Truth:
    """`sure` implies `possible`."""

    sure: bool
    possible: bool

    def __post_init__(self) -> None:
        assert self.possible or not self.sure, "what is sure is possible"

    def __and__(self, other: "Truth") -> "Truth":
        return Truth(self.sure and other.sure, self.possible and other.possible)

    def __or__(self, other: "Truth") -> "Truth":
        return Truth(self.sure or other.sure, self.possible or other.possible)

    def __invert__(self) -> "Truth":
        return Truth(not self.possible, not self.sure)

    @property
    def is_known(self) -> bool:
        return self.sure == self.possible


TRUE = Truth(True, True)
FALSE = Truth(False, False)
UNKNOWN = Truth(False, True)


def known(value: bool) -> Truth:
    return TRUE if value else FALSE
