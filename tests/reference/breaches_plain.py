"""Failures, plainly: what opens a breach, what closes one, and incidents, which are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.agreement import model
from servanda.agreement.model import DeedClause, LevelClause, TextClause
from servanda.values.bounds import FALSE, UNKNOWN, Truth, known
from servanda.values.deed import LevelIs
from servanda.values.instant import Instant
from tests.reference.asking_plain import holds
from tests.reference.conditions_plain import without_own_deeds
from tests.reference.quotas import target
from tests.reference.standing import Incident
from tests.reference.terms_plain import is_extended
from tests.reference.told import compared

if TYPE_CHECKING:
    from tests.reference.plain import World
    from tests.reference.standing import Standing

FOUND_SHORT = ("find-not-done", "find-partly-done")


def note_failing(world: World, one: Standing, now: Instant) -> None:
    """What excuses a failure is read before anything fails."""
    kept = [without_own_deeds(condition, one.bearer, world.agreement)
            for condition in one.conditions(model.UnlessClause)]  # fmt: skip
    one.excuse = holds(world, model.Any(tuple(each for each in kept if each is not None)), now)


def fail(world: World, one: Standing, now: Instant) -> None:
    found = world.finding(one, now)
    if one.kind == "ban" and isinstance(one.owed, DeedClause):
        count_incidents(one, now)
        certain = one.failed.sure or bool(one.confirmed)
        certain = certain or (found == "find-breached" and one.in_force.sure)
        one.failed = one.breach = Truth(certain, certain or bool(one.alleged))
        return
    reschedule(one)
    if one.kind == "ban" or one.expired.possible:
        one.excused = one.excused | one.excuse
    failing = failing_now(world, one, now)
    if found == "find-breached":
        failing = failing | one.in_force
    one.failed = one.failed | failing
    cured = one.done
    if isinstance(one.owed, LevelClause):
        stands = world.level(one.owed.level, one.stake, now)
        cured = ~stands if one.kind == "ban" else stands
    cured = cured | known(found == "find-substantially-done")
    one.breach = one.failed & ~cured & ~one.waived & ~one.superseded


def reschedule(one: Standing) -> None:
    """A breach is closed, and its failure to be shown anew, as long as the deadline to which it
    was extended has not passed; perhaps, where perhaps it was extended."""
    moved = is_extended(one) & ~one.expired
    if not moved.possible:
        return
    was_open = one.before_move | one.failed
    one.shown_short = False
    if moved.sure:
        one.rescheduled = one.rescheduled | was_open
        one.before_move = one.failed = FALSE
    else:
        one.rescheduled = one.rescheduled | (was_open & UNKNOWN)
        one.before_move, one.failed = was_open, one.failed & UNKNOWN


def failing_now(world: World, one: Standing, now: Instant) -> Truth:
    """Whether, at this instant, it fails: what is owed did not come, or came and must not."""
    if one.effort():
        return FALSE
    excuse = one.excuse if one.kind == "ban" or one.expired.possible else FALSE
    open_to_failure = one.in_force & ~excuse
    match one.owed:
        case LevelClause() if world.reported(one.owed.level, one.stake, now) is None:
            return FALSE
        case LevelClause() if one.kind == "ban":
            return brought(world, one.owed.level, one, now) & open_to_failure
        case LevelClause():
            stands = world.level(one.owed.level, one.stake, now)
            undated = known(not one.has(model.AsSoonAsPossibleClause))
            owed_now = one.expired if one.deadline() is not None else undated
            return ~stands & owed_now & open_to_failure
        case DeedClause() if one.base is not None:
            return lagging(world, one, now) & open_to_failure
        case DeedClause():
            return undone(world, one, now) & one.expired & open_to_failure
        case TextClause():  # what it asks is not told, nor is, then, whether it fell short
            return (UNKNOWN & ~one.done) & one.expired & open_to_failure
        case _:
            return FALSE


def brought(world: World, level: LevelIs, one: Standing, now: Instant) -> Truth:
    """A level that is where it must not be: perhaps only where somebody says that it is."""
    said = world.testimony.of_level(level.level, one.stake).said(now)
    surely = world.level(level, one.stake, now).sure
    return Truth(surely, surely or (said is not None and compared(level, said).possible))


def undone(world: World, one: Standing, now: Instant) -> Truth:
    """Nobody's silence makes it short: that there was less must have been shown since."""
    assert one.outcome is not None and isinstance(one.owed, DeedClause)
    most = min(one.outcome.most(now), one.outcome.denied(now))
    short = one.counted.is_short(most, now) if one.counted else most < target(one.owed.deed).low
    if one.expired.sure and (short or world.finding(one, now) in FOUND_SHORT):
        one.shown_short = True
    return Truth(one.shown_short and not one.done.possible, not one.done.sure)


def lagging(world: World, one: Standing, now: Instant) -> Truth:
    """Less was given by now than was due when a grace of stated length began."""
    graces = [c.duration for c in one.clauses if isinstance(c, model.GraceClause)]
    if not graces or graces[-1] is None:
        return FALSE
    assert one.outcome is not None
    due = world.asked(one, world.calendar.before(now, graces[-1]))
    return Truth(one.outcome.shown(now) < due.low, one.outcome.surely(now) < due.high)


def count_incidents(one: Standing, now: Instant) -> None:
    """A breach if the ban was in force, and nothing excused it, through all of its time; perhaps
    one if the ban was in force at any instant of it."""
    assert one.own is not None
    for event in one.nobodys:
        incident = one.nobodys_incidents.setdefault(event.id, Incident())
        if event.when.start < now < event.when.end or now == event.when.start + 1:
            incident.forces.append(one.in_force)
        if event.truth.possible and any(force.possible for force in incident.forces):
            one.unattributed.add(event.id)
    for event in one.own.events:
        incident = one.incidents.setdefault(event.id, Incident())
        if event.when.start < now < event.when.end or now == event.when.start + 1:
            incident.forces.append(one.in_force)
            incident.exceptions.append(one.excuse)
        begun_in_force = any(force.possible for force in incident.forces)
        if event.when.end <= now and not incident.over and incident.forces:
            incident.over = True
            if not begun_in_force:
                continue
            if event.truth.possible and all(each.sure for each in incident.exceptions):
                one.alleged.discard(event.id)
                one.excused_incidents.add(event.id)
            elif event.truth.sure and all(each.sure for each in incident.forces) and not any(
                each.possible for each in incident.exceptions
            ):  # fmt: skip
                one.alleged.discard(event.id)
                one.confirmed.add(event.id)
            elif event.truth.possible:
                one.alleged.add(event.id)
        elif event.truth.possible and begun_in_force and not incident.over:
            one.alleged.add(event.id)
