"""Percentages, plainly: of how many, as the claims leave it, and how much of that was done.

The figure that each origin gave last stands until it gives another or says that its time is over;
all that stand are weighed against one another.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Protocol

from servanda.agreement.model import Agreement
from servanda.evidence.issue import AFFIRMING, DENYING, Judge, weigh
from servanda.evidence.ladder import Stake
from servanda.record.model import Claim, LevelContent, Record
from servanda.values.bounds import FALSE, UNKNOWN, Truth
from servanda.values.deed import Deed
from servanda.values.instant import NEVER, Instant, Interval
from servanda.values.quantity import UNBOUNDED, Range

ANY = Range(0, UNBOUNDED)


class Counted(Protocol):
    """How much of a deed: established, claimed, and shown to be all there was."""

    instants: list[Instant]

    def surely(self, at: Instant) -> float: ...
    def claimed(self, at: Instant) -> float: ...
    def shown(self, at: Instant) -> float: ...
    def denied(self, at: Instant) -> float: ...
    def most(self, at: Instant) -> float: ...


def stood(claim: Claim) -> Range:
    """The level as a claim has it."""
    content = claim.content
    assert isinstance(content, LevelContent)
    value = content.level.value
    if content.upper is not None:
        return Range(value, content.upper)
    low = 0 if content.level.comparison == "at-most" else value
    return Range(low, UNBOUNDED if content.level.comparison == "at-least" else value)


@dataclass
class Stock:
    """How many there are, by one level."""

    level: str
    claims: list[Claim]
    stake: Stake
    judge: Judge
    memory: dict[Instant, Range | None] = field(default_factory=dict)

    def instants(self) -> list[Instant]:
        times = [time_of(claim) for claim in self.claims]
        return sorted({t for when in times for t in (when.start, when.end) if t < NEVER})

    def at(self, at: Instant) -> Range | None:
        """As the last instant at which somebody's figure came or went leaves it."""
        turns = self.instants()
        if at in turns and not self.standing(at):
            return None
        told = [turn for turn in turns if turn < at]
        if not told:
            return None
        if told[-1] not in self.memory:
            self.memory[told[-1]] = self.work_out(told[-1])
        return self.memory[told[-1]]

    def standing(self, at: Instant) -> list[Claim]:
        """The latest figures of each origin; bounds that it gives together stand together."""
        latest: dict[object, list[Claim]] = {}
        for claim in sorted(self.claims, key=lambda one: (time_of(one).start, one.id)):
            if time_of(claim).start <= at:
                key = claim.chain.origin.source, claim.chain.origin.description
                together = [one for one in latest.get(key, ())
                            if time_of(one).start == time_of(claim).start]  # fmt: skip
                latest[key] = [*together, claim]
        return sorted(
            (one for told in latest.values() for one in told if at < time_of(one).end),
            key=lambda one: one.id,
        )

    def work_out(self, at: Instant) -> Range | None:
        standing = self.standing(at)
        if not standing:
            return None
        last = max(standing, key=lambda one: (time_of(one).start, one.id))
        name = f"base:{self.level}:{last.id}:{at}"
        issue = weigh(name, "level", standing, stood, Interval(at, NEVER), self.stake, self.judge)
        if all(claim.stance in DENYING for claim in standing):
            return None
        value = Range(issue.amount.low, max(issue.amount.low, issue.shown_high))
        decision = self.judge.settled.get(name)
        if value.high == UNBOUNDED or decision is None:
            return value
        return Range(value.high, value.high) if decision else Range(value.low, value.low)


def time_of(claim: Claim) -> Interval:
    assert isinstance(claim.content, LevelContent)
    return claim.content.when


def stock_of(level: str, record: Record, stake: Stake, judge: Judge) -> Stock:
    claims = [
        claim for claim in record.claims
        if isinstance(claim.content, LevelContent) and claim.content.level.level == level
        and claim.stance in AFFIRMING | DENYING
    ]  # fmt: skip
    return Stock(level, claims, replace_gains(stake), judge)


def replace_gains(stake: Stake) -> Stake:
    """From how many there are nobody gains."""
    return replace(
        stake, gain_for=frozenset(), gain_against=frozenset(), third=frozenset(), mutual=frozenset()
    )


@dataclass
class Base:
    """How many there are of a thing, without the classes that are left out."""

    whole: Stock
    without: list[Stock | None]  # None: nobody counts that class

    def at(self, at: Instant) -> Range | None:
        left = self.whole.at(at)
        if left is None:
            return None
        for stock in self.without:
            part = stock.at(at) if stock else None
            most, least = (part.high, part.low) if part else (left.high, 0)
            left = Range(max(0, left.low - most) if part else 0, max(0, left.high - least))
        return left

    def percent(self, share: float, at: Instant) -> Range | None:
        whole = self.at(at)
        if whole is None:
            return None
        return Range(in_whole_units(whole.low, share), in_whole_units(whole.high, share))


def in_whole_units(number: float, percent: float) -> float:
    """Nobody owes four tenths of one, where the base itself is in whole units."""
    if number == UNBOUNDED:
        return UNBOUNDED
    part = number * percent / 100
    return float(int(part + 1e-6)) if number == int(number) else part


def base_of(deed: Deed, agreement: Agreement, stock: Callable[[str], Stock]) -> Base | None:
    thing = agreement.things.get(deed.thing or "")
    if thing is None or thing.counted_by is None:
        return None
    counted = [agreement.classes[name].counted_by for name in deed.excepting]
    return Base(stock(thing.counted_by), [stock(name) if name else None for name in counted])


@dataclass
class Share:
    """So many percent of a base; without a percentage, a number that nobody tells."""

    percent: float | None
    base: Base | None = None
    shares: Counted | None = None
    is_to_be_agreed: bool = False
    is_some: bool = False  # of what is counted the text names no number
    due: Instant = NEVER  # from then on the base is what it was, once that is known

    def number(self, at: Instant) -> Range | None:
        """In numbers; None while nobody knows."""
        if self.percent is None or self.base is None:
            return None
        at = self.counted_at(at)
        found = self.base.percent(self.percent, at)
        return None if found == ANY else found

    def counted_at(self, at: Instant) -> Instant:
        """When it was first known exactly, not before it was due; before that, now."""
        assert self.base is not None
        stocks = [self.base.whole, *(stock for stock in self.base.without if stock)]
        turns = {moment for s in stocks for t in s.instants() for moment in (t, t + 1)}
        for turn in sorted({self.due, *(t for t in turns if t > self.due)}):
            told = self.base.at(turn) if turn <= at else None
            if told is not None and told.low == told.high:
                return turn
        return at

    def told(self, at: Instant) -> Range:
        """What is established and claimed in percent."""
        if self.shares is None:
            return Range(0, 0)
        return Range(self.shares.surely(at), self.shares.claimed(at))

    def is_done(self, low: float, high: float, at: Instant) -> Truth:
        if self.percent is None:
            return UNKNOWN if high > 0 else FALSE
        told, number = self.told(at), self.number(at)
        by_share = Truth(told.low >= self.percent, told.high >= self.percent)
        if number is None and self.percent == 100:
            return by_share
        asked = number or ANY
        sure = low >= asked.high
        return by_share | Truth(sure, sure or (high > 0 and high >= asked.low))

    def is_short(self, most: float, at: Instant) -> bool:
        if self.percent is None:
            return False
        if self.is_some:
            return most == 0
        number = self.number(at)
        shares = self.shares
        by_share = shares is not None and min(shares.most(at), shares.denied(at)) < self.percent
        return by_share or (number is not None and most < number.low)
