"""The state of one row at one instant: what the engine carries from instant to instant."""

from dataclasses import dataclass

from servanda.values.bounds import FALSE, Truth
from servanda.values.instant import NEVER, Instant, Interval

NOT_YET = Interval(NEVER, NEVER)


@dataclass(frozen=True, slots=True)
class RowState:
    """Where a row stands. Intervals hold a moment within bounds: `start` is the first instant at
    which it possibly came, `end` the first at which it surely had; `NEVER` while it has not.
    """

    triggered: Truth = FALSE
    triggered_at: Interval = NOT_YET
    clock: Interval = NOT_YET  # when the clock of the deadline started
    due: Interval = NOT_YET
    box: tuple[int, int] = (NEVER, NEVER)  # when a time-boxed row possibly, and surely, ends
    done: Truth = FALSE
    done_at: Interval = NOT_YET
    expired: Truth = FALSE  # the deadline has passed
    shown_short: bool = False  # and it was established that less than the target was done
    ended: Truth = FALSE
    ended_at: Instant = NEVER  # when it surely had
    suspended: Truth = FALSE
    excused: Truth = FALSE
    opened: Truth = FALSE  # a breach was ever opened; only its being cured closes it
    breach: Truth = FALSE  # open now
    # Begun and not over: whether in force, and whether excused, always and ever so far.
    pending_incidents: tuple[tuple[str, tuple[Truth, Truth]], ...] = ()
    confirmed: tuple[str, ...] = ()  # incidents that surely were breaches
    alleged: tuple[str, ...] = ()  # incidents that possibly were
    excused_incidents: tuple[str, ...] = ()

    @property
    def in_force(self) -> Truth:
        return self.triggered & ~self.ended & ~self.suspended


@dataclass(frozen=True, slots=True)
class PhaseState:
    opened: Truth = FALSE
    opened_at: Interval = NOT_YET
    ended: Truth = FALSE

    @property
    def is_open(self) -> Truth:
        return self.opened & ~self.ended
