"""Quotas, plainly: so much in every period, by the figures that speak or else by the events."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from servanda.agreement.model import DeedClause
from servanda.values.bounds import Truth
from servanda.values.deed import Deed
from servanda.values.instant import NEVER, Duration, Instant
from servanda.values.quantity import UNBOUNDED, Range
from tests.reference.told import Figure

if TYPE_CHECKING:
    from tests.reference.plain import Standing, World


def target(deed: Deed) -> Range:
    return deed.amount or Range(1, 1)


def asked_in(one: Standing, owed: DeedClause, at: Instant) -> Range | None:
    """How many in every period: from, where it is a ceiling, nothing; a share of a base as that
    stands. None while nobody knows."""
    return target(owed.deed) if one.share is None else one.share.number(at)


def ceiling(one: Standing, asked: Range) -> bool:
    return one.share is None and asked.low == 0 and asked.high < UNBOUNDED


def word_of_quota(world: World, one: Standing, owed: DeedClause, at: Instant) -> str:
    if one.ended.sure:
        return "ended"
    rate, asked = rate_of(world, one, owed, at), asked_in(one, owed, at)
    enough = asked is not None and rate is not None and rate.low >= asked.low > 0
    if one.suspended.sure and not enough:
        return "suspended"
    if asked is None:
        return "undetermined"
    if rate is None:
        return "undetermined" if periods_passed(world, one, owed, at) else "open"
    figures = figures_of(world, one, owed, at)
    establish = not figures or any(each.establishes for each in figures)
    assert one.outcome is not None
    shown = one.outcome.shown(at) < UNBOUNDED
    refute = any(each.refutes for each in figures) if figures else shown
    if ceiling(one, asked):
        if rate.low > asked.high and establish:
            return "exceeded"
        return "met" if rate.high <= asked.high and refute else "undetermined"
    if rate.low >= (asked.low if one.share is None else asked.high) and establish:
        return "met"
    return "short" if rate.high < asked.low and refute else "undetermined"


def falls_short(world: World, one: Standing, owed: DeedClause, at: Instant) -> Truth:
    """Whether a quota in force is short: surely, or, as far as somebody says, perhaps."""
    word = word_of_quota(world, one, owed, at)
    heard = rate_of(world, one, owed, at) is not None
    fails = word in ("short", "exceeded")
    return Truth(fails, fails or (word == "undetermined" and heard)) & one.in_force


def figures_of(world: World, one: Standing, owed: DeedClause, at: Instant) -> list[Figure]:
    assert owed.each_period is not None
    return world.testimony.figures(owed.deed, one.stake, one.of_class, owed.each_period, at)


def rate_of(world: World, one: Standing, owed: DeedClause, at: Instant) -> Range | None:
    """So many per period: by the figures, or, where none was ever given, by the events."""
    assert one.outcome is not None
    figures = figures_of(world, one, owed, at)
    if figures:
        return hull([figure.rate for figure in figures])
    if any(total.when.end <= at for total in one.outcome.totals):
        return None
    passed = periods_passed(world, one, owed, at)
    if passed == 0 or one.outcome.claimed(at) == 0:
        return None
    return Range(one.outcome.surely(at) / passed, one.outcome.claimed(at) / passed)


def period_ends(world: World, one: Standing, owed: DeedClause, number: int) -> Instant:
    period = owed.each_period
    assert period is not None
    whole = Duration(period.amount * number, period.unit)
    return world.calendar.anniversary(one.triggered_at.surely, whole)


def periods_passed(world: World, one: Standing, owed: DeedClause, at: Instant) -> int:
    if one.triggered_at.surely == NEVER:
        return 0
    number = 0
    while period_ends(world, one, owed, number + 1) <= min(at, one.ended_at):
        number += 1
    return number


def timeliness_of_quota(world: World, one: Standing, owed: DeedClause, at: Instant) -> str:
    passed, asked = periods_passed(world, one, owed, at), asked_in(one, owed, at)
    if passed == 0:
        return "open"
    if asked is None:
        return "undetermined"
    most = least = asked
    if one.share is not None:
        most, least = Range(asked.high, asked.high), Range(asked.low, asked.low)
    if periods_met(world, one, owed, most, passed, at)[0] == passed:
        return "on time"
    possibly = periods_met(world, one, owed, least, passed, at)[1]
    return "undetermined" if possibly == passed else "overdue"


def periods_met(
    world: World, one: Standing, owed: DeedClause, asked: Range, passed: int, at: Instant
) -> tuple[int, int]:
    assert one.outcome is not None
    is_ceiling = asked.low == 0 and asked.high < UNBOUNDED
    number = asked.high if is_ceiling else asked.low
    counted = under if is_ceiling else met
    counts = [counted(figure, number, passed) for figure in figures_of(world, one, owed, at)]
    if counts:
        return min(surely for surely, _ in counts), max(possibly for _, possibly in counts)
    surely = possibly = 0
    shown = one.outcome.shown(at) < UNBOUNDED  # or there may be more than anybody reported
    for each in range(passed):
        start = period_ends(world, one, owed, each)
        end = period_ends(world, one, owed, each + 1)
        events = one.outcome.events
        inside = sum(e.amount.low for e in events if start <= e.when.start and e.when.end <= end)
        touching = sum(e.amount.high for e in events if e.when.start < end and start < e.when.end)
        if is_ceiling:
            surely, possibly = surely + (touching <= number), possibly + (inside <= number)
        else:
            surely, possibly = surely + (inside >= number), possibly + (touching >= number)
    if is_ceiling:
        return surely if shown else 0, possibly
    return surely, possibly if shown else passed


def met(figure: Figure, number: float, passed: int) -> tuple[int, int]:
    """In how many of the passed periods a figure leaves the target surely, and possibly, met."""
    inside = min(passed, round(figure.periods))
    outside = passed - inside
    if figure.of_each:
        return (
            inside if figure.rate.low >= number else 0,
            (inside if figure.rate.high >= number else 0) + outside,
        )
    low, high = figure.rate.low * figure.periods, figure.rate.high * figure.periods
    surely = 1 if inside and low > inside * (number - 1) else 0
    possibly = inside if high == UNBOUNDED else min(inside, int(high // number))
    return surely, possibly + outside


def under(figure: Figure, most: float, passed: int) -> tuple[int, int]:
    """In how many of the passed periods a figure leaves a ceiling surely, and possibly, kept."""
    inside = min(passed, round(figure.periods))
    outside = passed - inside
    if figure.of_each:
        return (
            inside if figure.rate.high <= most else 0,
            (inside if figure.rate.low <= most else 0) + outside,
        )
    low, high = figure.rate.low * figure.periods, figure.rate.high * figure.periods
    beyond = inside if high == UNBOUNDED else min(inside, int(high // (most + 1)))
    at_least_one = 1 if inside and low > inside * most else 0
    return inside - beyond, inside - at_least_one + outside


def hull(amounts: Sequence[Range | None]) -> Range | None:
    known = [one for one in amounts if one is not None]
    if not known:
        return None
    return Range(min(one.low for one in known), max(one.high for one in known))
