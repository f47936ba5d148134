"""Quotas, plainly: so much in every period, by the figures that speak or else by the events."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from servanda.agreement.model import DeedClause
from servanda.values.bounds import Truth
from servanda.values.deed import Deed
from servanda.values.instant import NEVER, Duration, Instant
from servanda.values.quantity import UNBOUNDED, Range
from tests.reference.testimony import Figure

if TYPE_CHECKING:
    from tests.reference.plain import Standing, World


def target(deed: Deed) -> Range:
    return deed.amount or Range(1, 1)


def word_of_quota(world: World, one: Standing, owed: DeedClause, at: Instant) -> str:
    if one.ended.sure:
        return "ended"
    rate, number = rate_of(world, one, owed, at), target(owed.deed).low
    if one.suspended.sure and (rate is None or rate.low < number):
        return "suspended"
    if rate is None:
        return "undetermined" if periods_passed(world, one, owed, at) else "open"
    figures = figures_of(world, one, owed, at)
    if rate.low >= number and (not figures or any(each.establishes for each in figures)):
        return "met"
    assert one.outcome is not None
    if rate.high < number and not figures:
        return "short" if one.outcome.shown(at) < UNBOUNDED else "undetermined"
    if rate.high < number and any(each.refutes for each in figures):
        return "short"
    return "undetermined"


def falls_short(world: World, one: Standing, owed: DeedClause, at: Instant) -> Truth:
    """Whether a quota in force is short: surely, or, as far as somebody says, perhaps."""
    word = word_of_quota(world, one, owed, at)
    heard = rate_of(world, one, owed, at) is not None
    return (
        Truth(word == "short", word == "short" or (word == "undetermined" and heard)) & one.in_force
    )


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
    passed = periods_passed(world, one, owed, at)
    if passed == 0:
        return "open"
    surely, possibly = periods_met(world, one, owed, passed, at)
    if surely == passed:
        return "on time"
    return "undetermined" if possibly == passed else "overdue"


def periods_met(
    world: World, one: Standing, owed: DeedClause, passed: int, at: Instant
) -> tuple[int, int]:
    assert one.outcome is not None
    number = target(owed.deed).low
    counts = [met(figure, number, passed) for figure in figures_of(world, one, owed, at)]
    if counts:
        return min(surely for surely, _ in counts), max(possibly for _, possibly in counts)
    surely = possibly = 0
    for each in range(passed):
        start = period_ends(world, one, owed, each)
        end = period_ends(world, one, owed, each + 1)
        events = one.outcome.events
        inside = sum(e.amount.low for e in events if start <= e.when.start and e.when.end <= end)
        touching = sum(e.amount.high for e in events if e.when.start < end and start < e.when.end)
        surely, possibly = surely + (inside >= number), possibly + (touching >= number)
    shown = one.outcome.shown(at) < UNBOUNDED  # or there may be more than anybody reported
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


def hull(amounts: Sequence[Range | None]) -> Range | None:
    known = [one for one in amounts if one is not None]
    if not known:
        return None
    return Range(min(one.low for one in known), max(one.high for one in known))
