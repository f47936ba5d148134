"""The basis of a row: the evidence on which it rests."""

from dataclasses import dataclass, replace
from typing import Literal

from servanda.evidence.counter import Counter
from servanda.evidence.issue import Issue
from servanda.evidence.level import LevelTrack
from servanda.evidence.tally import Tally
from servanda.record.model import Claim, StateContent
from servanda.values.bounds import FALSE, TRUE, UNKNOWN, Truth
from servanda.values.deed import Deed
from servanda.values.instant import Interval
from servanda.values.quantity import Range
from servanda.values.timeline import Timeline, constant
from servanda.verdict.owed import Owed

Finding = Literal[
    "find-done", "find-not-done", "find-partly-done", "find-substantially-done", "find-breached"
]
NOTHING_FOUND: Timeline[Finding | None] = constant(None)


@dataclass(frozen=True, slots=True)
class Basis:
    """The evidence on which one row rests; None where its kind needs none."""

    outcome: Counter | None = None
    performance: Counter | None = None
    base: Counter | None = None  # of a ratio: what each unit is due for
    level: LevelTrack | None = None
    tallies: tuple[Tally, ...] = ()
    found: Timeline[Finding | None] = NOTHING_FOUND  # what the latest finding says of the whole
    findings: tuple[Claim, ...] = ()
    owed: Owed | None = None  # where the text does not simply say how many
    pieces: Counter | None = None  # what was done in a part only of the area
    longer: Counter | None = None  # what makes the term of the row longer
    unattributed: tuple[Issue, ...] = ()  # of a ban: what somebody did whom nobody names

    def due_at(self, due: Interval) -> "Basis":
        """The same, with what is owed counted as it stood at the deadline."""
        return self if self.owed is None else replace(self, owed=self.owed.due_at(due.end))


def amount_truth(low: float, high: float, target: float) -> Truth:
    return TRUE if low >= target else UNKNOWN if high >= target else FALSE


def target_of(deed: Deed) -> Range:
    """How much is owed: the stated quantity, or once."""
    return deed.amount or Range(1, 1)


def finding_of(claim: Claim) -> Finding | None:
    """What a finding says; None of a declaration."""
    assert isinstance(claim.content, StateContent), "a finding"
    verb = claim.content.verb
    return None if verb == "declare-open" else verb
