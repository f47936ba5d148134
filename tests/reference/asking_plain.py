"""Conditions, plainly: whether they hold, as things stand."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from servanda.agreement import model
from servanda.agreement.model import Condition, DeedClause, LevelClause
from servanda.evidence.ladder import Stake
from servanda.values.bounds import FALSE, TRUE, Truth, known
from servanda.values.deed import Deed
from servanda.values.instant import NEVER, Duration, Instant
from servanda.values.quantity import Range
from tests.reference.acts_plain import certified
from tests.reference.conditions_plain import all_of, any_of, leaves
from tests.reference.quotas import falls_short, target
from tests.reference.terms_plain import is_extended
from tests.reference.told import compared

if TYPE_CHECKING:
    from tests.reference.plain import World
    from tests.reference.standing import Standing

Supposed = dict[str, float]  # where levels are supposed to stand
OF_EVERY_LIMB = ("done", "in-force", "due", "certified", "waived", "terminated")
BEGUN = ("find-done", "find-partly-done", "find-substantially-done")


def holds(world: World, condition: Condition, now: Instant) -> Truth:
    """As things stand; wherever a level may stand that it asks about more than once."""
    names = [leaf.level.level for leaf in leaves(condition) if isinstance(leaf, model.LevelStands)]
    repeated = sorted({name for name in names if names.count(name) > 1})
    return wherever(world, condition, now, repeated, {})


def wherever(
    world: World, condition: Condition, now: Instant, levels: list[str], supposed: Supposed
) -> Truth:
    """Each level supposed to stand at one place after another, and at each of them the rest."""
    if not levels:
        return as_supposed(world, condition, now, supposed)
    every = [
        wherever(world, condition, now, levels[1:], {**supposed, levels[0]: place})
        for place in places(world, condition, levels[0], now)
    ]
    return Truth(all(one.sure for one in every), any(one.possible for one in every))


def places(world: World, condition: Condition, name: str, now: Instant) -> list[float]:
    """Every place that the condition can tell apart, of those at which the level may stand."""
    level = world.agreement.levels[name]
    told = world.testimony.of_level(name, Stake()).shown(now)
    if level.words:
        every: list[float] = [float(number) for number in range(len(level.words))]
    else:
        asked = [leaf.level.value for leaf in leaves(condition)
                 if isinstance(leaf, model.LevelStands) and leaf.level.level == name]  # fmt: skip
        marks = sorted({0.0, *asked, *((told.low, told.high) if told else ())} - {float("inf")})
        halfway = [(one + other) / 2 for one, other in pairwise(marks)]
        every = [*marks, *halfway, marks[-1] + 1]
    return [place for place in every if told is None or told.low <= place <= told.high]


def as_supposed(world: World, condition: Condition, now: Instant, supposed: Supposed) -> Truth:
    match condition:
        case model.Happens(event):
            declared = world.agreement.events[event]
            if declared.on is not None:
                return known(now >= declared.on)
            return world.ever.get(declared.deed, FALSE) if declared.deed is not None else FALSE
        case model.IsDone(deed):
            return world.ever.get(deed, FALSE)
        case model.StipulationIs(name, state, stage, by):
            return is_in_state(world, name, state, None, now, stage, by)
        case model.Complies(actor, names):
            return ~any_of(is_in_state(world, name, "breached", actor, now) for name in names)
        case model.PhaseIsOpen(phase):
            if world.still_shut is None:
                return world.gates[phase].is_open
            if world.still_shut == phase:
                return FALSE
            return world.gates[phase].is_open_unless(world.still_shut)
        case model.PhaseIsDeclaredOpen(phase, holder):
            return world.testimony.declared_open(phase, holder, now)
        case model.LevelStands(level):
            if level.level in supposed:
                place = supposed[level.level]
                return compared(level, Range(place, place))
            return world.level(level, Stake(), now)
        case model.DateHasCome(instant):
            return known(now >= instant)
        case model.Delayed():
            possibly, surely = end_of_delay(world, condition)
            return Truth(now >= surely, now >= possibly)
        case model.Recent(duration, deed):
            return is_recent(world, duration, deed, now)
        case model.ToBeAgreed():
            return FALSE
        case model.Not(part):
            return ~as_supposed(world, part, now, supposed)
        case model.All(parts):
            return ~any_of(~as_supposed(world, part, now, supposed) for part in parts)
        case model.Any(parts):
            return any_of(as_supposed(world, part, now, supposed) for part in parts)


def is_in_state(
    world: World,
    name: str,
    state: str,
    bearer: str | None,
    now: Instant,
    stage: str | None = None,
    by: str | None = None,
) -> Truth:
    """Of every limb, or of any; and once it was superseded, the same of what replaced it."""
    of_stage = [one for one in world.named[name] if stage in (None, one.stage)]
    asked = [one for one in of_stage if bearer is None or bearer in one.bearer]
    each = [stands(world, one, state, now, by) for one in asked]
    own = all_of(each) if state in OF_EVERY_LIMB else any_of(each)
    if not of_stage:
        return own
    superseded = all_of([one.superseded for one in of_stage])
    for other in world.replacing[name] if superseded.possible else ():
        own = own | (superseded & is_in_state(world, other, state, bearer, now, None, by))
    return own


def stands(world: World, one: Standing, state: str, now: Instant, by: str | None) -> Truth:
    match state:
        case "done":
            return one.done
        case "in-force":
            return one.in_force
        case "begun":
            return is_begun(world, one, now)
        case "due":
            return Truth(now >= one.due.surely, now >= min(one.due.possibly, one.due.surely))
        case "certified":
            return certified([a for a in one.acts if a.made.identity in one.works], one.works, by)
        case "waived":
            return one.waived
        case "suspended":
            return one.suspended
        case "terminated":
            return one.terminated
        case "extended":
            return is_extended(one)
        case _:
            if isinstance(one.owed, DeedClause) and one.owed.each_period is not None:
                return falls_short(world, one, one.owed, now)
            return one.breach


def is_begun(world: World, one: Standing, now: Instant) -> Truth:
    """Anything of it: of a later stage, anything beyond what the stages before it ask."""
    if isinstance(one.owed, LevelClause):
        return world.is_done_now(one, now)
    if world.finding(one, now) in BEGUN:
        return TRUE
    if one.outcome is None or not isinstance(one.owed, DeedClause):
        return FALSE
    low, high = one.outcome.surely(now), one.outcome.claimed(now)
    number, percent, told = Range(0, 0), 0.0, Range(0, 0)
    if one.part_before:
        asked = target(one.owed.deed) if one.counted is None else one.counted.number(now)
        number = (asked or Range(0, float("inf"))).times(one.part_before)
    if one.counted is not None:
        told = one.counted.told(now)
        percent = (one.counted.percent or 0) * one.part_before
    pieces = FALSE
    if one.pieces is not None:
        pieces = Truth(one.pieces.surely(now) > 0, one.pieces.claimed(now) > 0)
    return pieces | Truth(
        low > number.high or told.low > percent, high > number.low or told.high > percent
    )


# --- So long after, and not longer ago than ------------------------------------------------------


def end_of_delay(world: World, delayed: model.Delayed) -> tuple[Instant, Instant]:
    """When it is possibly, and surely, over: in days, at the first instant of the day so many
    after that on which it happened, of which the last instant before it was sure is one."""
    possibly, surely = began(world, delayed)
    in_days = not delayed.duration.names_an_hour
    latest = max(possibly, surely - 1) if in_days and surely < NEVER else surely
    return so_much_later(world, possibly, delayed.duration), so_much_later(
        world, latest, delayed.duration
    )


def began(world: World, delayed: model.Delayed) -> tuple[Instant, Instant]:
    deed: Deed | None
    match delayed.of:
        case model.DateHasCome(instant):
            return instant, instant
        case model.Happens(event):
            declared = world.agreement.events[event]
            if declared.on is not None:
                return declared.on, declared.on
            deed = declared.deed
        case model.IsDone(done):
            deed = done
    if deed is None:
        return NEVER, NEVER
    possibly = surely = NEVER
    for instant in world.count_of_deed(deed).instants:
        truth = world.has_happened(deed, instant)
        possibly = min(possibly, instant) if truth.possible else possibly
        surely = min(surely, instant) if truth.sure else surely
    return min(possibly, surely), surely


def so_much_later(world: World, start: Instant, duration: Duration) -> Instant:
    if start >= NEVER or duration.names_an_hour:
        return world.calendar.after(start, duration)
    calendar = world.calendar
    return calendar.midnight(calendar.moved(calendar.local(start).date(), duration))


def is_recent(world: World, duration: Duration, deed: Deed, now: Instant) -> Truth:
    """Each time that it was done, and then for so long."""
    found = FALSE
    for event in world.count_of_deed(deed).events:
        end = world.calendar.after(event.when.start, duration)
        last = world.calendar.after(max(event.when.start, event.when.end - 1), duration)
        lasting = Truth(event.when.end <= now < end, event.when.start < now < last)
        found = found | (event.truth & lasting)
    return found


def turns_of_recent(world: World, recent: model.Recent) -> Iterator[Instant]:
    for event in world.count_of_deed(recent.of).events:
        start, last = event.when.start, max(event.when.start, event.when.end - 1)
        yield from (start + 1, event.when.end)
        yield from (world.calendar.after(each, recent.duration) for each in (start, last))
