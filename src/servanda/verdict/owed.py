"""How much is owed where the text does not simply say a number: a share of a base, or a number
that nobody outside knows, or that the parties left open."""

from dataclasses import dataclass, replace

from servanda.evidence.base import Base
from servanda.evidence.counter import Counter
from servanda.evidence.level import LevelTrack
from servanda.values.bounds import FALSE, UNKNOWN, Truth
from servanda.values.instant import NEVER, Instant
from servanda.values.quantity import UNBOUNDED, Range

ANY = Range(0, UNBOUNDED)
WHOLE = 100  # percent


@dataclass(frozen=True, slots=True)
class Owed:
    """So many percent of a base; with no percentage, a number that is not told.

    What is owed in numbers is a range over time, as the base is: it is surely done once what is
    established reaches the upper end, perhaps once what is claimed reaches the lower one, and
    shown short below that. Claims that are themselves in percent decide without the base. Of a
    base that nobody tells, any number may be the share; but only who says "all" says all.

    Which base counts: before the deadline the latest, from then on as it stood at the deadline, or,
    where it was not known exactly by then, as it was first known exactly: a base that falls later
    performs nothing.
    """

    percent: Range | None
    base: Base | None = None
    shares: Counter | None = None  # what is claimed in percent of the same base
    is_to_be_agreed: bool = False
    is_some: bool = False  # the text names no number of what is counted: some are owed
    due: Instant = NEVER

    def due_at(self, due: Instant) -> "Owed":
        return replace(self, due=due)

    def target(self, instant: Instant) -> Range:
        """In numbers; any number while nobody knows the base."""
        if self.percent is None or self.base is None:
            return ANY
        asked = Range(self.percent.low, self.percent.low)
        return self.base.share_at(asked, self._counted_at(instant)) or ANY

    def is_known(self, instant: Instant) -> bool:
        return self.target(instant) != ANY and not self.is_some

    def whole(self, instant: Instant) -> Range | None:
        return self.base.values.at(self._counted_at(instant)) if self.base else None

    def whole_now(self, instant: Instant) -> Range | None:
        """As it was counted last, be it after the deadline."""
        return self.base.values.at(instant) if self.base else None

    def _counted_at(self, instant: Instant) -> Instant:
        if self.base is None or instant <= self.due:
            return instant
        values = self.base.values
        turns = (self.due, *(t for t in values.instants if self.due < t <= instant))
        known = ((turn, values.at(turn)) for turn in turns)
        return next((turn for turn, value in known if value and value.is_exact), instant)

    def share(self, instant: Instant) -> Range:
        """What is established and claimed in percent."""
        if self.shares is None:
            return Range(0, 0)
        return Range(self.shares.surely.at(instant), self.shares.claimed.at(instant))

    def is_done(self, low: float, high: float, instant: Instant) -> Truth:
        """Whether so much, established and claimed, is all that is owed."""
        if self.percent is None:
            return UNKNOWN if high > 0 else FALSE
        target, share, asked = self.target(instant), self.share(instant), self.percent.low
        in_percent = Truth(share.low >= asked, share.high >= asked)
        if target == ANY and asked == WHOLE:
            return in_percent  # some of what nobody has counted is not all of it
        sure = low >= target.high
        return in_percent | Truth(sure, sure or (high >= target.low and high > 0))

    def is_shown_short(self, most: float, instant: Instant) -> bool:
        """Whether it is established that there was less."""
        if self.percent is None:
            return False
        if self.is_some:
            return most == 0
        shares = self.shares
        told = min(shares.most.at(instant), shares.denied.at(instant)) if shares else UNBOUNDED
        return most < self.target(instant).low or told < self.percent.low

    def tracks(self) -> tuple[LevelTrack, ...]:
        return self.base.tracks if self.base else ()

    def changes(self) -> tuple[Instant, ...]:
        """The instants at which what is owed changes."""
        counter, base = self.shares, self.base
        shares = (*counter.surely.instants, *counter.claimed.instants) if counter else ()
        return (*(base.values.instants if base else ()), *shares)
