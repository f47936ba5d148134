"""What conditions ask of a stipulation, and the answer over all time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from servanda.agreement.model import StipulationState
from servanda.values.bounds import Truth
from servanda.values.instant import Instant
from servanda.values.timeline import Timeline

Moment: TypeAlias = Literal["begun", "midway", "after"]  # within an instant: before expiry, before
# breach, and once all of it is over


@dataclass(frozen=True, slots=True)
class Asked:
    """What a condition asks of a stipulation: whether it (of one bearer, of one stage) is in a
    state; of a certificate, by whom it was issued."""

    state: StipulationState
    bearer: str | None = None
    stage: str | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer over time: after each instant, and within those in which it was another before
    expiry, or before breaches and suspensions."""

    after: Timeline[Truth]
    begun: Mapping[Instant, Truth]
    midway: Mapping[Instant, Truth]

    def at(self, instant: Instant, moment: Moment) -> Truth:
        early = self.begun if moment == "begun" else self.midway
        if moment != "after" and instant in early:
            return early[instant]
        return self.after.at(instant)

    @property
    def instants(self) -> tuple[Instant, ...]:
        return (*self.after.instants, *self.begun, *self.midway)
