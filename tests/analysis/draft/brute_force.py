"""The same questions answered by trying everything: slow, plain, sharing nothing with the rules.

What can come about is found by walking through every order of doing things, one at a time; when
it can, by living through the days one by one.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

from benchmarks.generated_agreement import IN_FORCE
from servanda.agreement import model
from servanda.agreement.model import Agreement, Condition
from servanda.agreement.subjects import subjects
from tests.analysis.draft.small import DAY

NEVER = 10_000


@dataclass(frozen=True)
class State:
    """What has come into force or opened so far, what has been done, which events happened."""

    begun: frozenset[str]
    done: frozenset[str]
    events: frozenset[str]


def gates(agreement: Agreement) -> dict[str, tuple[Condition, ...]]:
    """What each stipulation, phase and fund waits for."""
    kinds = (model.FromClause, model.BeginsClause, model.WithheldUntilClause)
    return {
        each.name: tuple(c.condition for c in each.clauses if isinstance(c, kinds))
        for each in subjects(agreement)
    }


def holds(condition: Condition, state: State) -> bool:
    match condition:
        case model.StipulationIs(stipulation=name, state="done"):
            return name in state.done
        case model.PhaseIsOpen(phase=name):
            return name in state.begun
        case model.IsDone(deed=deed):
            return deed.thing in state.events
        case model.All(parts):
            return all(holds(part, state) for part in parts)
        case model.Any(parts):
            return any(holds(part, state) for part in parts)
        case model.Not(part):
            return not holds(part, state)
        case _:
            raise AssertionError(condition)


def bearers(agreement: Agreement) -> dict[str, str]:
    return {
        each.name: clause.deed.actors[0]
        for each in agreement.stipulations
        for clause in each.clauses
        if isinstance(clause, model.DeedClause)
    }


def reachable(
    agreement: Agreement,
    events: tuple[tuple[str, str], ...],
    idle: str | None = None,
    undone: str | None = None,
) -> frozenset[str]:
    """Everything that begins in some order of events; with an actor idle, or a duty never done."""
    waits, owed_by = gates(agreement), bearers(agreement)
    start = State(frozenset(), frozenset(), frozenset())
    seen, waiting = {start}, [start]
    found: set[str] = set()
    while waiting:
        state = waiting.pop()
        found |= state.begun
        for following in steps(state, waits, owed_by, events, idle, undone):
            if following not in seen:
                seen.add(following)
                waiting.append(following)
    return frozenset(found)


def steps(
    state: State,
    waits: dict[str, tuple[Condition, ...]],
    owed_by: dict[str, str],
    events: tuple[tuple[str, str], ...],
    idle: str | None,
    undone: str | None,
) -> Iterator[State]:
    """Whatever is free to begin begins at once; then one thing is done, in every possible way."""
    free = {n for n, gate in waits.items() if all(holds(one, state) for one in gate)}
    if free - state.begun:
        yield State(state.begun | free, state.done, state.events)
        return
    for name in state.begun - state.done:
        if name in owed_by and owed_by[name] != idle and name != undone:
            yield State(state.begun, state.done | {name}, state.events)
    for event, actor in events:
        if event not in state.events and actor != idle:
            yield State(state.begun, state.done, state.events | {event})


# --- Circles -------------------------------------------------------------------------------------


def smallest_stuck_sets(
    agreement: Agreement, events: tuple[tuple[str, str], ...]
) -> frozenset[frozenset[str]]:
    """Sets of which nothing begins though all else is done, and no smaller one within them is."""
    waits = gates(agreement)
    stuck = sorted(set(waits) - reachable(agreement, events))
    found: list[frozenset[str]] = []
    for size in range(1, len(stuck) + 1):
        for chosen in combinations(stuck, size):
            names = frozenset(chosen)
            if not any(smaller < names for smaller in found) and is_stuck(names, waits, events):
                found.append(names)
    return frozenset(found)


def is_stuck(
    names: frozenset[str],
    waits: dict[str, tuple[Condition, ...]],
    events: tuple[tuple[str, str], ...],
) -> bool:
    others = frozenset(waits) - names
    state = State(others, others, frozenset(event for event, _ in events))
    return not any(all(holds(one, state) for one in waits[name]) for name in names)


# --- Days ----------------------------------------------------------------------------------------


@dataclass
class Days:
    """The day on which each thing came, `NEVER` while it has not."""

    began: dict[str, int]
    done: dict[str, int]


def live_through(
    agreement: Agreement,
    quick: Callable[[str], bool],
    clock: str | None = None,
    zero: int = 0,
    last: int = 400,
) -> Days:
    """Day by day, whatever can begin begins, and whoever is quick acts at once; others act on the
    day on which they would be late. A `clock` is done on day `zero`, whatever it waits for, and
    dates are long past."""
    owed_by = bearers(agreement)
    days = Days(dict.fromkeys(owed_by, NEVER), dict.fromkeys(owed_by, NEVER))
    for day in range(last):
        moved = True
        while moved:
            moved = False
            for each in agreement.stipulations:
                moved = live(each, day, agreement, quick, clock, zero, days) or moved
    return days


def live(
    each: model.Stipulation,
    day: int,
    agreement: Agreement,
    quick: Callable[[str], bool],
    clock: str | None,
    zero: int,
    days: Days,
) -> bool:
    """One duty on one day: true if something came."""
    name, moved = each.name, False
    if days.began[name] == NEVER and begins(each, day, agreement, quick, clock, days):
        days.began[name], moved = day, True
    if days.done[name] != NEVER:
        return moved
    if name == clock:
        came = day >= zero
    else:
        ready = quick(bearers(agreement)[name]) or day >= due_day(each, clock, days)
        came = days.began[name] <= day and ready
    if came:
        days.done[name], moved = day, True
    return moved


def begins(
    each: model.Stipulation,
    day: int,
    agreement: Agreement,
    quick: Callable[[str], bool],
    clock: str | None,
    days: Days,
) -> bool:
    triggers = [c.condition for c in each.clauses if isinstance(c, model.FromClause)]
    if not triggers:
        triggers = [c.of for c in each.clauses if isinstance(c, model.WithinClause)]
    return all(so_on(one, day, agreement, quick, clock, days) for one in triggers)


def so_on(
    condition: Condition,
    day: int,
    agreement: Agreement,
    quick: Callable[[str], bool],
    clock: str | None,
    days: Days,
) -> bool:
    match condition:
        case model.StipulationIs(stipulation=name, state="done"):
            return days.done[name] <= day
        case model.StipulationIs(stipulation=name, state="overdue"):
            asked = next(one for one in agreement.stipulations if one.name == name)
            return days.began[name] <= day and due_day(asked, clock, days) <= day
        case model.DateHasCome(instant):
            return clock is not None or (instant - IN_FORCE) // DAY <= day
        case model.IsDone(deed=deed):
            return quick(deed.actors[0])
        case model.All(parts):
            return all(so_on(one, day, agreement, quick, clock, days) for one in parts)
        case model.Any(parts):
            return any(so_on(one, day, agreement, quick, clock, days) for one in parts)
        case _:
            raise AssertionError(condition)


def due_day(each: model.Stipulation, clock: str | None, days: Days) -> int:
    """The first day on which the duty is late."""
    for clause in each.clauses:
        if isinstance(clause, model.ByDateClause):
            return -1 if clock is not None else (clause.due - IN_FORCE) // DAY
        if isinstance(clause, model.WithinClause):
            assert isinstance(clause.of, model.StipulationIs)
            start = days.done[clause.of.stipulation]
            return NEVER if start == NEVER else start + clause.duration.amount + 1
    return NEVER
