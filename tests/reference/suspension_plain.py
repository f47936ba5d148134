"""Suspension and resumption, plainly: the last step of an instant."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from servanda.agreement import model
from servanda.agreement.model import Condition
from servanda.values.bounds import FALSE, UNKNOWN, Truth
from servanda.values.instant import Instant
from tests.reference.acts_plain import HOLDING_BACK, later_than
from tests.reference.asking_plain import holds
from tests.reference.conditions_plain import any_of

if TYPE_CHECKING:
    from tests.reference.plain import World
    from tests.reference.standing import Gate, Standing


def consequences(world: World, one: Standing) -> Iterator[tuple[Condition, str]]:
    for name, clauses in world.clauses.items():
        for clause in clauses:
            if not isinstance(clause, model.ConsequenceClause):
                continue
            if clause.target in (one.name, one.path):
                yield model.StipulationIs(name, clause.state), clause.effect


def suspend_all(world: World, now: Instant) -> None:
    """Nothing is known of a suspension until its condition tells; where each waits for the
    other, nothing ever is."""
    follows = {one.key: list(consequences(world, one)) for one in world.standings}
    conditions = {
        one.key: [
            *one.suspensions(),
            *((each, False) for each, effect in follows[one.key] if effect == "suspended"),
        ]
        for one in world.standings
    }
    for one in world.standings:
        acted = any(act.made.act in HOLDING_BACK for act in one.acts)
        one.suspended = UNKNOWN & one.triggered if conditions[one.key] or acted else FALSE
    was: list[Truth] | None = None
    while was != (was := [one.suspended for one in world.things()]):
        found = []
        for one in world.standings:
            told = [(holds(world, each, now), stops) for each, stops in conditions[one.key]]
            by_acts = held_back(world, one, now)
            any_stops = any(stops for _, stops in told)
            by_text = any_of(truth for truth, _ in told)
            found.append((by_text, by_text if any_stops else FALSE, *by_acts))
        for one, (by_text, stopped, by_act, act_stops) in zip(world.standings, found, strict=True):
            one.suspended = (by_text | by_act) & one.triggered
            one.stopped = (stopped | act_stops) & one.triggered
            one.held_back = by_act
        for gate in world.gates.values():
            gate.suspended = held_back(world, gate, now)[0]
    broken = {
        one.key: any_of(holds(world, each, now) for each, effect in follows[one.key]
                        if effect == "terminated")
        for one in world.standings
    }  # fmt: skip
    for one in world.standings:
        one.broken_off = one.broken_off | broken[one.key]
        one.terminated = one.terminated | one.broken_off


def held_back(world: World, thing: Standing | Gate, now: Instant) -> tuple[Truth, Truth]:
    """Suspended by acts, and with its clock: until it is resumed, or the window of the power
    by which it was done no longer holds."""
    suspended, stopped = FALSE, FALSE
    begun = [act for act in thing.acts if act.made.identity in thing.works]
    for act in begun:
        for way in act.ways if act.made.act in HOLDING_BACK else ():
            resumed = later_than(way.effect.start, "resume", begun, thing.works)
            truth = way.truth(now) & ~resumed
            if way.window is not None:
                truth = truth & way.held_since & holds(world, way.window, now)
            suspended = suspended | truth
            stopped = stopped | (truth if way.stops_clock else FALSE)
    return suspended, stopped
