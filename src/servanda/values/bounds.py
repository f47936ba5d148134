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
        if self.sure and other.sure:
            return TRUE
        return UNKNOWN if self.possible and other.possible else FALSE

    def __or__(self, other: "Truth") -> "Truth":
        if self.sure or other.sure:
            return TRUE
        return UNKNOWN if self.possible or other.possible else FALSE

    def __invert__(self) -> "Truth":
        if self.sure:
            return FALSE
        return UNKNOWN if self.possible else TRUE

    @property
    def is_known(self) -> bool:
        return self.sure == self.possible


TRUE = Truth(True, True)
FALSE = Truth(False, False)
UNKNOWN = Truth(False, True)


def known(value: bool) -> Truth:
    return TRUE if value else FALSE
