"""What conditions ask of a stipulation, and the answer over all time."""

from collections.abc import Mapping
from dataclasses import dataclass

from servanda.agreement.model import StipulationState
from servanda.values.bounds import Truth
from servanda.values.instant import Instant
from servanda.values.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Asked:
    """What a condition asks of a stipulation: whether it (of one bearer, of one stage) is in a
    state; of a certificate, by whom it was issued."""

    state: StipulationState
    bearer: str | None = None
    stage: str | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """The answer over time: after each instant, and within those in which it was another before
    breaches and suspensions."""

    after: Timeline[Truth]
    early: Mapping[Instant, Truth]

    def at(self, instant: Instant, is_early: bool) -> Truth:
        after = self.after.at(instant)
        return self.early.get(instant, after) if is_early else after

    @property
    def instants(self) -> tuple[Instant, ...]:
        return (*self.after.instants, *self.early)
