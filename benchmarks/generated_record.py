"""An agreement in chains and loops, and a record of many claims about it, made up at random.

Stipulations stand in chains of ten, each waiting for the one before it; five pairs of truces are
each suspended while the other is breached. A few stipulations are talked about a great deal, most
of them little. A fifth of the claims belong to events that are contested: the other side denies
them, or gives another figure.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from types import MappingProxyType

from benchmarks.generated_agreement import CALENDAR, DAY, IN_FORCE, actor
from servanda.agreement import model
from servanda.agreement.model import Agreement, Clause
from servanda.record.model import (
    Chain,
    Claim,
    EventContent,
    Origin,
    Record,
    Source,
    Stance,
    deed_topic,
)
from servanda.values.deed import Deed
from servanda.values.instant import Duration, Instant, Interval
from servanda.values.quantity import exactly

SIDES = ("north", "south")
DEPTH = 10
LOOPS = 5
DAYS = 720  # from the entry into force to the last claim
HOUR = 3600
CONTESTED = 0.2  # of the claims
UNEVEN = 0.9  # 0: all stipulations are talked about alike
SOURCES = (
    Source("north-ministry", "Ministry of the North", "north", "north"),
    Source("south-ministry", "Ministry of the South", "south", "south"),
    Source("mission", "The mission", None, None, access="observers in both"),
    *(Source(f"paper-{n}", f"Newspaper {n}", SIDES[n] if n < 2 else None) for n in range(6)),
)


@dataclass(frozen=True)
class Disputed:
    """The agreement, its record, and one more claim on the deed that most claims are about."""

    agreement: Agreement
    record: Record
    one_more: Claim


def disputed_agreement(stipulations: int, claims: int, seed: int) -> Disputed:
    draw = random.Random(seed)
    duties = [_in_chain(n, draw) for n in range(stipulations - 2 * LOOPS)]
    truces = [_in_loop(n) for n in range(2 * LOOPS)]
    asked = [*duties, *truces]
    draw.shuffle(asked)
    deeds = [
        clause.deed
        for each in asked
        for clause in each.clauses
        if isinstance(clause, model.DeedClause)
    ]
    record = _record(list(_claims(deeds, claims, draw)))
    busiest = max(deeds, key=lambda deed: len(record.on(deed_topic(deed))))
    when = IN_FORCE + DAY * DAYS // 2
    more = _claim("more.1", "says", "mission", busiest, Interval(when, when + HOUR), 1)
    return Disputed(_agreement([*duties, *truces]), record, more)


# --- The agreement ---------------------------------------------------------------------------


def _in_chain(number: int, draw: random.Random) -> model.Stipulation:
    name, side = f"s{number}", SIDES[number % 2]
    clauses: list[Clause] = [
        model.DeedClause(Deed((side,), "deliver", f"thing-{name}", exactly(draw.randint(5, 400))))
    ]
    if number % DEPTH:
        before = model.StipulationIs(f"s{number - 1}", "done")
        clauses.append(model.WithinClause(_days(draw), before))
    else:
        clauses.append(model.ByDateClause(IN_FORCE + DAY * draw.randint(20, 90)))
    if draw.random() < 0.3:
        clauses.append(model.VerifiedByClause(("mission",)))
    return _stipulation(name, "duty", clauses)


def _in_loop(number: int) -> model.Stipulation:
    """A truce, suspended while the other side does not keep its own."""
    name, side = f"truce{number}", SIDES[number % 2]
    other, other_side = f"truce{number ^ 1}", SIDES[(number + 1) % 2]
    waiting = model.Not(model.Complies(other_side, (other,)))
    return _stipulation(name, "ban", [
        model.DeedClause(Deed((side,), "attack", f"thing-{name}")),
        model.SuspendedWhileClause(waiting, "runs"),
    ])  # fmt: skip


def _stipulation(name: str, kind: model.Kind, clauses: list[Clause]) -> model.Stipulation:
    return model.Stipulation(
        name=name, kind=kind, title=f"Title of {name}", article=f"Article {name}",
        clauses=tuple(clauses), readings=(), linkages=(),
    )  # fmt: skip


def _days(draw: random.Random) -> Duration:
    return Duration(draw.randint(30, 90), "day")


def _agreement(stipulations: list[model.Stipulation]) -> Agreement:
    things = [f"thing-{each.name}" for each in stipulations]
    parts = [actor(side, "party") for side in SIDES] + [actor("mission", "body")]
    return Agreement(
        name="generated",
        title="Generated agreement",
        calendar=CALENDAR,
        in_force=IN_FORCE,
        instruments=(),
        actors=MappingProxyType({one.name: one for one in parts}),
        areas=MappingProxyType({}),
        actions=MappingProxyType({
            "deliver": model.Action("deliver", "delivers"),
            "attack": model.Action("attack", "attacks"),
        }),
        things=MappingProxyType({name: model.Thing(name, name) for name in things}),
        classes=MappingProxyType({}),
        levels=MappingProxyType({}),
        events=MappingProxyType({}),
        stipulations=tuple(stipulations),
        phases=(),
        funds=(),
    )  # fmt: skip


# --- The record ------------------------------------------------------------------------------


def _claims(deeds: list[Deed], number: int, draw: random.Random) -> Iterator[Claim]:
    weights = [1 / (rank + 1) ** UNEVEN for rank in range(len(deeds))]
    numbers = count(1)
    made = 0
    while made < number:
        (deed,) = draw.choices(deeds, weights)
        for claim in _about_one_event(deed, draw, numbers):
            if made < number:
                made += 1
                yield claim


def _about_one_event(deed: Deed, draw: random.Random, numbers: Iterator[int]) -> Iterator[Claim]:
    """One claim, or three of which the last contradicts the others."""
    start = IN_FORCE + HOUR * draw.randrange(DAYS * 24)
    when = Interval(start, start + HOUR)
    amount = draw.randint(1, 9)
    own, other = f"{deed.actors[0]}-ministry", f"{SIDES[deed.actors[0] == 'north']}-ministry"
    speakers = [own, other, "mission", *(f"paper-{n}" for n in range(6))]
    yield _claim(f"r{next(numbers)}.1", "says", draw.choice(speakers), deed, when, amount)
    if draw.random() < CONTESTED / (3 - 2 * CONTESTED):
        yield _claim(f"r{next(numbers)}.1", "says", draw.choice(speakers), deed, when, amount)
        stance: Stance = "denies" if draw.random() < 0.5 else "says"
        yield _claim(f"r{next(numbers)}.1", stance, draw.choice((own, other)), deed, when, 1)


def _claim(
    name: str, stance: Stance, speaker: str, deed: Deed, when: Interval, amount: int
) -> Claim:
    said = Deed(deed.actors, deed.action, deed.thing, exactly(amount))
    known: Instant = when.end + DAY
    chain = Chain(Origin(speaker))
    return Claim(name, name.partition(".")[0], stance, chain, EventContent(said, when), known)


def _record(claims: list[Claim]) -> Record:
    ordered = sorted(claims, key=lambda claim: (claim.known, claim.id))
    return Record({source.name: source for source in SOURCES}, {}, tuple(ordered))
