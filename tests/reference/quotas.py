"""Quotas, plainly: so much in every period, by the figures that speak or else by the events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from servanda.agreement.model import DeedClause
from servanda.values.bounds import Truth
from servanda.values.deed import Deed
from servanda.values.instant import NEVER, Duration, Instant, Interval
from servanda.values.quantity import UNBOUNDED, Range
from tests.reference.told import Figure, as_long_again

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
    figures = figures_of(world, one, owed, at)
    enough = asked is not None and rate is not None and rate.low >= asked.low > 0
    if one.suspended.sure and not (figures and enough):
        return "suspended"
    if asked is None:
        return "undetermined"
    if not figures:
        return word_by_events(world, one, owed, asked, at)
    assert rate is not None
    establish = any(each.establishes for each in figures)
    refute = any(each.refutes for each in figures)
    if ceiling(one, asked):
        if rate.low > asked.high and establish:
            return "exceeded"
        return "met" if rate.high <= asked.high and refute else "undetermined"
    if rate.low >= (asked.low if one.share is None else asked.high) and establish:
        return "met"
    return "short" if rate.high < asked.low and refute else "undetermined"


def word_by_events(world: World, one: Standing, owed: DeedClause, asked: Range, at: Instant) -> str:
    """Met if every period that counts was; short, or exceeded, as soon as one surely was not."""
    passed = len(periods_passed(world, one, owed, at))
    if passed == 0:
        return "open"
    surely, possibly = met_within(world, one, owed, asked, at)
    if surely == passed:
        return "met"
    if possibly == passed:
        return "undetermined"
    return "exceeded" if ceiling(one, asked) else "short"


def falls_short(world: World, one: Standing, owed: DeedClause, at: Instant) -> Truth:
    """Whether a quota in force is short: surely, or, as far as somebody says, perhaps."""
    word = word_of_quota(world, one, owed, at)
    told = told_of_periods(world, one, owed, at)
    heard = told is not None or bool(figures_of(world, one, owed, at))
    fails = word in ("short", "exceeded")
    return Truth(fails, fails or (word == "undetermined" and heard)) & one.in_force


def figures_of(world: World, one: Standing, owed: DeedClause, at: Instant) -> list[Figure]:
    """What is told of the time since it was triggered."""
    assert owed.each_period is not None
    return world.testimony.figures(
        owed.deed, one.stake, one.of_class, owed.each_period, at, began(one)
    )


def turns(world: World, one: Standing) -> Iterator[Instant]:
    """When, after the last instant, a quota may turn though nothing is told: as a period ends,
    or a figure ceases to speak."""
    owed = one.owed
    if not isinstance(owed, DeedClause) or owed.each_period is None or began(one) == NEVER:
        return
    told = world.testimony
    for figure in told.all_figures(
        owed.deed, one.stake, one.of_class, owed.each_period, began(one)
    ):
        yield as_long_again(told, figure.window) + 1
    number = 1
    if one.triggered_at.surely == NEVER:
        return
    while (end := period_ends(world, one, owed, number)) <= world.before:
        number += 1
    yield end


def began(one: Standing) -> Instant:
    moment = one.triggered_at
    return moment.possibly if moment.surely == NEVER else moment.surely


def rate_of(world: World, one: Standing, owed: DeedClause, at: Instant) -> Range | None:
    """So many per period: by the figures; or, where none was ever given, by the events of the
    periods that have passed, unless of some nothing is told and nothing shows that none came."""
    figures = figures_of(world, one, owed, at)
    if figures:
        return hull([figure.rate for figure in figures])
    told = told_of_periods(world, one, owed, at)
    if told is None:
        return None
    assert one.outcome is not None
    periods = periods_passed(world, one, owed, at)
    whens = [event.when for event in one.outcome.events if event.amount.high > 0]
    silent = [each for each in periods if not any(in_part(when, each) for when in whens)]
    if silent and not is_shown(world, one, owed, at):
        return None
    return Range(told.low / len(periods), told.high / len(periods))


def told_of_periods(world: World, one: Standing, owed: DeedClause, at: Instant) -> Range | None:
    """How much the events told of periods that have passed are together; None where no event is
    told of any, unless it was shown that there was none."""
    assert one.outcome is not None
    if any(began(one) < total.when.end <= at for total in one.outcome.totals):
        return None
    passed = periods_passed(world, one, owed, at)
    low = high = 0.0
    for event in one.outcome.events:
        reached = [each for each in passed if in_part(event.when, each)]
        whole = sum(min(event.when.end, end) - max(event.when.start, start)
                    for start, end in reached)  # fmt: skip
        if reached:
            high += event.amount.high
        if whole == event.when.end - event.when.start:
            low += event.amount.low
    if not passed or (high == 0 and not is_shown(world, one, owed, at)):
        return None
    return Range(low, high)


def in_part(when: Interval, period: tuple[Instant, Instant]) -> bool:
    return when.start < period[1] and period[0] < when.end


def is_shown(world: World, one: Standing, owed: DeedClause, at: Instant) -> bool:
    """That there was no more than the events are, as long as it was in force: never so once any
    figure has told of some, for that may have come in any of its periods."""
    assert one.outcome is not None and owed.each_period is not None
    last, first = last_in_force(one, at), one.triggered_at.surely
    for figure in world.testimony.all_figures(
        owed.deed, one.stake, one.of_class, owed.each_period, world.agreement.in_force
    ):
        if figure.rate.high > 0 and first < figure.window.end <= last:
            return False
    return one.outcome.shown(last) < UNBOUNDED


def last_in_force(one: Standing, at: Instant) -> Instant:
    starts = [start for start, end in one.absences if end == NEVER]
    return min([at, one.ended_at, *starts])


def period_ends(world: World, one: Standing, owed: DeedClause, number: int) -> Instant:
    period = owed.each_period
    assert period is not None
    whole = Duration(period.amount * number, period.unit)
    return world.calendar.anniversary(one.triggered_at.surely, whole)


def periods_passed(
    world: World, one: Standing, owed: DeedClause, at: Instant
) -> list[tuple[Instant, Instant]]:
    """Those that ended before now while it was in force."""
    if one.triggered_at.surely == NEVER:
        return []
    found = []
    start, number = one.triggered_at.surely, 1
    while (end := period_ends(world, one, owed, number)) <= min(at, one.ended_at):
        if not any(gone < end <= back for gone, back in one.absences):
            found.append((start, end))
        start, number = end, number + 1
    return found


def timeliness_of_quota(world: World, one: Standing, owed: DeedClause, at: Instant) -> str:
    passed, asked = len(periods_passed(world, one, owed, at)), asked_in(one, owed, at)
    if passed == 0:
        return "open"
    if asked is None:
        return "undetermined"
    surely, possibly = met_within(world, one, owed, asked, at)
    if surely == passed:
        return "on time"
    return "undetermined" if possibly == passed else "overdue"


def met_within(
    world: World, one: Standing, owed: DeedClause, asked: Range, at: Instant
) -> tuple[int, int]:
    """Of the periods that count: of a share, surely at its upper and possibly at its lower end."""
    if one.share is None:
        return periods_met(world, one, owed, asked, at)
    surely, _ = periods_met(world, one, owed, Range(asked.high, asked.high), at)
    _, possibly = periods_met(world, one, owed, Range(asked.low, asked.low), at)
    return surely, possibly


def periods_met(
    world: World, one: Standing, owed: DeedClause, asked: Range, at: Instant
) -> tuple[int, int]:
    assert one.outcome is not None
    passed = periods_passed(world, one, owed, at)
    is_ceiling = asked.low == 0 and asked.high < UNBOUNDED
    number = asked.high if is_ceiling else asked.low
    counted = under if is_ceiling else met
    figures = figures_of(world, one, owed, last_in_force(one, at))
    counts = []
    for figure in figures:
        ending = [end for _, end in passed if figure.window.start < end <= figure.window.end]
        whole = min(len(ending), round(figure.periods))
        met_inside, met_perhaps = counted(figure, number, whole)
        counts.append((met_inside, met_perhaps + len(passed) - whole))
    if counts:
        return min(surely for surely, _ in counts), max(possibly for _, possibly in counts)
    surely = possibly = 0
    shown = is_shown(world, one, owed, at)  # or there may be more than anybody reported
    for start, end in passed:
        events = one.outcome.events
        inside = sum(e.amount.low for e in events if start <= e.when.start and e.when.end <= end)
        touching = sum(e.amount.high for e in events if in_part(e.when, (start, end)))
        if is_ceiling:
            surely, possibly = surely + (touching <= number), possibly + (inside <= number)
        else:
            surely, possibly = surely + (inside >= number), possibly + (touching >= number)
    if is_ceiling:
        return surely if shown else 0, possibly
    return surely, possibly if shown else len(passed)


def met(figure: Figure, number: float, inside: int) -> tuple[int, int]:
    """In how many of the periods inside it a figure leaves the target surely, and possibly, met.
    If it is over more than these, all of it may have come in the rest."""
    if figure.of_each:
        return (
            inside if figure.rate.low >= number else 0,
            inside if figure.rate.high >= number else 0,
        )
    low, high = figure.rate.low * figure.periods, figure.rate.high * figure.periods
    is_over_these_alone = inside == round(figure.periods)
    surely = 1 if is_over_these_alone and inside and low > inside * (number - 1) else 0
    possibly = inside if high == UNBOUNDED else min(inside, int(high // number))
    return surely, possibly


def under(figure: Figure, most: float, inside: int) -> tuple[int, int]:
    """In how many of the periods inside it a figure leaves a ceiling surely, and possibly, kept."""
    if figure.of_each:
        return (
            inside if figure.rate.high <= most else 0,
            inside if figure.rate.low <= most else 0,
        )
    low, high = figure.rate.low * figure.periods, figure.rate.high * figure.periods
    beyond = inside if high == UNBOUNDED else min(inside, int(high // (most + 1)))
    is_over_these_alone = inside == round(figure.periods)
    at_least_one = 1 if is_over_these_alone and inside and low > inside * most else 0
    return inside - beyond, inside - at_least_one


def hull(amounts: Sequence[Range | None]) -> Range | None:
    known = [one for one in amounts if one is not None]
    if not known:
        return None
    return Range(min(one.low for one in known), max(one.high for one in known))
