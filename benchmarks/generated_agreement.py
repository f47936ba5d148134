"""Agreements made up at random, of any size, with faults planted in them that are known.

Seven preconditions in ten are an "and" or stand alone, three are an "or". Among stipulations that
wait only for earlier ones stand circles, vetoes and deadlines that cannot be met, each made of
stipulations of its own, so that what an analysis has to find, and all that it may find, is known.
"""

import random
from dataclasses import dataclass
from types import MappingProxyType
from zoneinfo import ZoneInfo

from servanda.agreement import model
from servanda.agreement.model import Agreement, Clause, Condition
from servanda.values.calendar import Calendar
from servanda.values.deed import Deed
from servanda.values.instant import Duration, Instant

CALENDAR = Calendar(ZoneInfo("UTC"))
IN_FORCE = 1_767_225_600  # 1 January 2026
DAY = 86_400
PARTIES = tuple(f"party-{number}" for number in range(8))
BODIES = tuple(f"body-{number}" for number in range(6))
ALTERNATIVES = 0.3  # of the preconditions that are an "or"


@dataclass(frozen=True)
class Planted:
    """An agreement with the faults that were planted in it."""

    agreement: Agreement
    circles: frozenset[frozenset[str]]
    vetoes: frozenset[tuple[str, str]]  # (actor, goal)
    impossible: frozenset[str]


def planted_agreement(size: int, seed: int) -> Planted:
    """An agreement of so many stipulations; one in twenty of them makes up a fault."""
    return Generator(random.Random(seed), size).planted()


class Generator:
    """Writes one agreement, stipulation by stipulation."""

    def __init__(self, draw: random.Random, size: int) -> None:
        self.draw = draw
        self.size = size
        self.stipulations: list[model.Stipulation] = []
        self.phases: list[model.Phase] = []
        self.funds: list[model.Fund] = []
        self.sound: list[str] = []  # what others may wait for
        self.actors = [actor(name, "party") for name in PARTIES]
        self.actors += [actor(name, "body") for name in BODIES]
        self.circles: set[frozenset[str]] = set()
        self.vetoes: set[tuple[str, str]] = set()
        self.impossible: set[str] = set()

    def planted(self) -> Planted:
        faults = max(1, self.size // 60)
        while len(self.stipulations) < self.size - 9 * faults:
            self.sound_stipulation()
        for number in range(faults):
            self.circle(number)
            self.veto(number)
            self.impossible_deadline(number)
        while len(self.stipulations) < self.size:
            self.sound_stipulation()
        return Planted(
            self.agreement(),
            frozenset(self.circles),
            frozenset(self.vetoes),
            frozenset(self.impossible),
        )

    # --- What is sound ---------------------------------------------------------------------------

    def sound_stipulation(self) -> None:
        """It waits for earlier ones, and its deadline counts from what it waits for."""
        number = len(self.stipulations)
        name = f"s{number}"
        clauses: list[Clause] = [limb(name, self.draw.choice(PARTIES))]
        if number > 3 and self.draw.random() < 0.85:
            trigger = self.condition()
            clauses.append(model.FromClause(trigger))
            if self.draw.random() < 0.6:
                clauses.append(model.WithinClause(self.days(10, 60), trigger))
        if self.draw.random() < 0.3:
            clauses.append(model.VerifiedByClause((self.draw.choice(BODIES),)))
        if number > 20 and self.draw.random() < 0.1:
            waiting = model.Not(done(self.draw.choice(self.sound)))
            clauses.append(model.SuspendedWhileClause(waiting, "runs"))
        self.add(name, clauses, readings=self.readings(number), linkages=self.linkages(number))
        self.sound.append(name)
        if number % 40 == 39:
            gate = model.BeginsClause(self.condition())
            self.phases.append(model.Phase(f"phase-{number}", "", "Phases", (gate,)))
        if number % 80 == 79:
            release = model.WithheldUntilClause(self.condition())
            held = (model.PaidByClause(PARTIES[:1]), model.HeldByClause(BODIES[0]), release)
            self.funds.append(model.Fund(f"fund-{number}", "", "Funds", held))

    def condition(self) -> Condition:
        """One, two or three earlier stipulations, or something that an actor does."""
        parts = tuple(self.atom() for _ in range(self.draw.choice((1, 2, 2, 3))))
        if self.draw.random() < ALTERNATIVES:
            return model.Any((*parts, self.atom()))
        return model.All(parts) if len(parts) > 1 else parts[0]

    def atom(self) -> Condition:
        if self.draw.random() < 0.15:
            return model.IsDone(deed(f"event-{self.draw.randrange(40)}", self.draw.choice(PARTIES)))
        if self.phases and self.draw.random() < 0.1:
            return model.PhaseIsOpen(self.draw.choice(self.phases).name)
        near = self.sound[-60:] if self.draw.random() < 0.7 else self.sound
        return done(self.draw.choice(near))

    def readings(self, number: int) -> tuple[model.Reading, ...]:
        if number < 10 or number % 30:
            return ()
        other = model.Reading(f"other-{number}", (model.FromClause(self.condition()),))
        return (model.Reading(f"plain-{number}", (model.AsItStandsClause(),)), other)

    def linkages(self, number: int) -> tuple[model.Linkage, ...]:
        if number < 10 or number % 60 != 7:
            return ()
        waiting = model.Not(done(self.draw.choice(self.sound)))
        clause = model.SuspendedWhileClause(waiting, "runs")
        return (model.Linkage(self.draw.choice(PARTIES), (clause,)),)

    # --- What is planted -------------------------------------------------------------------------

    def circle(self, number: int) -> None:
        """Two to four that wait for one another, one of them for either of two others."""
        length = self.draw.choice((2, 3, 4))
        names = tuple(f"circle-{number}-{place}" for place in range(length))
        for place, name in enumerate(names):
            following = done(names[(place + 1) % length])
            gate: Condition = model.All((following, self.atom()))
            if place == 0 and length > 2:
                gate = model.Any((following, done(names[2])))
            self.add(name, [limb(name, self.draw.choice(PARTIES)), model.FromClause(gate)])
        self.circles.add(frozenset(names))

    def veto(self, number: int) -> None:
        """A phase with two ways to it, both through one actor, who is named nowhere else."""
        holder, goal = f"holder-{number}", f"goal-{number}"
        self.actors.append(actor(holder, "guarantor"))
        first, second, third = (f"veto-{number}-{place}" for place in range(3))
        self.add(first, [limb(first, holder)])
        self.add(second, [limb(second, self.draw.choice(PARTIES)), model.FromClause(done(first))])
        self.add(third, [limb(third, holder)])
        gate = model.Any((model.All((done(second), self.atom())), done(third)))
        self.phases.append(model.Phase(goal, "", "Phases", (model.BeginsClause(gate),)))
        self.vetoes.add((holder, goal))

    def impossible_deadline(self, number: int) -> None:
        """A deadline that runs out before another, for which the duty waits; or before a date."""
        first, second = f"late-{number}", f"impossible-{number}"
        one, other = self.draw.sample(PARTIES, 2)
        if self.draw.random() < 0.5:
            start = IN_FORCE + DAY * self.draw.randrange(50, 90)
            self.add(first, [limb(first, one), model.FromClause(model.DateHasCome(start))])
            self.add(second, [
                limb(second, other),
                model.FromClause(done(first)),
                model.ByDateClause(start - DAY * self.draw.randrange(1, 40)),
            ])  # fmt: skip
        else:
            clock = model.IsDone(deed(f"start-{number}", one))
            self.add(first, [limb(first, one), model.WithinClause(self.days(20, 40), clock)])
            overdue = model.StipulationIs(first, "overdue")
            self.add(second, [
                limb(second, other),
                model.FromClause(overdue),
                model.WithinClause(self.days(1, 19), clock),
            ])  # fmt: skip
        self.impossible.add(second)

    # --- Putting together ------------------------------------------------------------------------

    def add(
        self,
        name: str,
        clauses: list[Clause],
        readings: tuple[model.Reading, ...] = (),
        linkages: tuple[model.Linkage, ...] = (),
    ) -> None:
        self.stipulations.append(model.Stipulation(
            name=name, kind="duty", title=f"Title of {name}", article=f"Article {name}",
            clauses=tuple(clauses), readings=readings, linkages=linkages,
        ))  # fmt: skip

    def days(self, least: int, most: int) -> Duration:
        return Duration(self.draw.randint(least, most), "day")

    def agreement(self) -> Agreement:
        return agreement_of(self.stipulations, self.phases, self.funds, self.actors)


def agreement_of(
    stipulations: list[model.Stipulation],
    phases: list[model.Phase],
    funds: list[model.Fund],
    actors: list[model.Actor],
    in_force: Instant = IN_FORCE,
) -> Agreement:
    """An agreement of these, with every word that they use declared."""
    things = {deed.thing: None for one in stipulations for deed in deeds_in(one) if deed.thing}
    return Agreement(
        name="generated",
        title="Generated agreement",
        calendar=CALENDAR,
        in_force=in_force,
        instruments=(),
        actors=MappingProxyType({one.name: one for one in actors}),
        areas=MappingProxyType({}),
        actions=MappingProxyType({"give": model.Action("give", "gives")}),
        things=MappingProxyType({name: model.Thing(name, name) for name in things}),
        classes=MappingProxyType({}),
        levels=MappingProxyType({}),
        events=MappingProxyType({}),
        stipulations=tuple(stipulations),
        phases=tuple(phases),
        funds=tuple(funds),
    )


def deeds_in(subject: model.Stipulation) -> list[Deed]:
    return [clause.deed for clause in subject.clauses if isinstance(clause, model.DeedClause)]


def actor(name: str, role: model.Role) -> model.Actor:
    return model.Actor(name=name, role=role, title=name)


def limb(name: str, bearer: str) -> model.DeedClause:
    return model.DeedClause(deed(f"thing-{name}", bearer))


def deed(thing: str, bearer: str) -> Deed:
    return Deed(actors=(bearer,), action="give", thing=thing)


def done(name: str) -> model.StipulationIs:
    return model.StipulationIs(name, "done")
