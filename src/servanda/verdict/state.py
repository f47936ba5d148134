"""The state of one row at one instant: what the engine carries from instant to instant."""

from dataclasses import dataclass, replace

from servanda.values.bounds import FALSE, Truth
from servanda.values.instant import NEVER, Duration, Instant, Interval
from servanda.verdict.assessment import Cause

NOT_YET = Interval(NEVER, NEVER)


@dataclass(frozen=True, slots=True)
class Extension:
    """An extension in force: to when or by how long, and how long the clock had stood by then."""

    act: str
    to: Instant | None
    by: Duration | None
    truth: Truth
    stood: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Unattributed:
    """Incidents whose author nobody names, by issue: nobody's breach, and told beside the ban."""

    pending: tuple[tuple[str, Truth], ...] = ()  # begun and not over: whether in force so far
    confirmed: tuple[str, ...] = ()
    alleged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowState:
    """Where a row stands. Intervals hold a moment within bounds: `start` is the first instant at
    which it possibly came, `end` the first at which it surely had; `NEVER` while it has not.
    """

    triggered: Truth = FALSE
    triggered_at: Interval = NOT_YET
    clock: Interval = NOT_YET  # when the clock of the deadline started
    set_due: Interval = NOT_YET  # the deadline as the text sets it
    stood: tuple[int, int] = (0, 0)  # how long the clock surely, and possibly, stood still
    due: Interval = NOT_YET  # the deadline with that time, and as extended
    box: tuple[int, int] = (NEVER, NEVER)  # when a time-boxed row possibly, and surely, ends
    terms_passed: tuple[int, int] = (0, 0)  # how often its term was surely, and possibly, renewed
    barred: Truth = FALSE  # what bars another term has held
    barred_at: Interval = NOT_YET  # and since when
    added: tuple[int, int] = (0, 0)  # how often performance surely, and possibly, made it longer
    done: Truth = FALSE
    done_at: Interval = NOT_YET
    expired: Truth = FALSE  # the deadline has passed
    shown_short: bool = False  # and it was established that less than the target was done
    over: Truth = FALSE  # a condition that ends it has come
    ended: Truth = FALSE  # for that, or because its time is over
    ended_at: Instant = NEVER  # when it surely had
    suspended: Truth = FALSE
    held_back: Truth = FALSE  # suspended by an act, be it triggered or not
    stopped: Truth = FALSE  # suspended, and the clock stands still
    away: tuple[Interval, ...] = ()  # of a quota: from when to when it surely was not in force
    excused: Truth = FALSE
    opened: Truth = FALSE  # a breach was opened; being cured, waived or rescheduled closes it
    breach: Truth = FALSE  # open now
    before_move: Truth = FALSE  # opened before the deadline was perhaps moved past now
    rescheduled: Truth = FALSE  # and closed by moving it
    # Begun and not over: whether in force, and whether excused, always and ever so far.
    pending_incidents: tuple[tuple[str, tuple[Truth, Truth]], ...] = ()
    confirmed: tuple[str, ...] = ()  # incidents that surely were breaches
    alleged: tuple[str, ...] = ()  # incidents that possibly were
    excused_incidents: tuple[str, ...] = ()
    unattributed: Unattributed = Unattributed()
    # What acts do to it.
    acts: tuple[tuple[str, Truth], ...] = ()  # every act on it that has begun: whether it works
    act_doubt: Cause | None = None  # why it is not known of one of them
    extensions: tuple[Extension, ...] = ()
    certificates: tuple[tuple[frozenset[str], Truth], ...] = ()  # of whom, and whether in force
    waived: Truth = FALSE
    terminated: Truth = FALSE
    broken_off: Truth = FALSE  # terminated for a breach of something else
    replaced: Truth = FALSE  # by an act
    superseded: Truth = FALSE  # by an act, a successor, or an instrument that prevails

    @property
    def in_force(self) -> Truth:
        return self.triggered & ~self.ended & ~self.suspended & ~self.released

    @property
    def released(self) -> Truth:
        """Waived, terminated or superseded: what fails from now on is no breach."""
        return self.waived | self.terminated | self.superseded


@dataclass(frozen=True, slots=True)
class PhaseState:
    """Where a phase stands; of a fund, only what acts do to it."""

    opened: Truth = FALSE
    opened_at: Interval = NOT_YET
    ended: Truth = FALSE
    holding: Truth = Truth(True, True)  # of a phase that is open only while a condition holds
    suspended: Truth = FALSE
    terminated: Truth = FALSE
    lapsed: Truth = FALSE  # with the whole agreement
    acts: tuple[tuple[str, Truth], ...] = ()
    act_doubt: Cause | None = None
    ended_but_for: tuple[tuple[str, Truth], ...] = ()  # had a phase of the same loop never opened

    def without(self, phase: str) -> "PhaseState":
        """As it would stand if that phase had not opened so far."""
        return replace(self, ended=dict(self.ended_but_for).get(phase, self.ended))

    @property
    def is_over(self) -> Truth:
        return self.ended | ((self.terminated | self.lapsed) & self.opened)

    @property
    def is_open(self) -> Truth:
        return self.opened & self.holding & ~self.is_over & ~self.suspended
