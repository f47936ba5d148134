"""Minimal sets: the least that two sides must settle for their difference to end.

Two sides give every one of so many items its own value. A *world* is a choice of one of the two
values for each; it is written as the items whose value is the second side's. To settle a set is to
give both sides one and the same value for each of its items; that ends the difference if their two
worlds then have the same state. A set that does, while no proper subset of it does, is minimal.

Settling more may part the sides again, so that every set must be tried: by size, without those that
contain a minimal one.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

MOST_ITEMS = 12  # so many are searched through, whatever comes of it
MOST_WORLDS = 600  # of more, sets of a size are tried only if all worlds stay within so many

World = frozenset[int]  # the items whose value is the second side's
StateOf = Callable[[World], str]
Ways = tuple[tuple[World, str], ...]  # of a set: what of it is taken from the second, to what end


@dataclass(frozen=True, slots=True)
class Found:
    """Minimal sets with the ways to settle each; all of them if exact. Every set of up to
    `searched` items was tried."""

    sets: tuple[tuple[World, Ways], ...]
    searched: int
    is_exact: bool


def smallest_sets(number: int, state_of: StateOf) -> Found:
    """The smallest sets of so many items, all of them; where they are too many to search through,
    one or two that are minimal."""
    return next(found for found in by_size(number, state_of) if found.sets)


def minimal_sets(number: int, state_of: StateOf) -> Found:
    """The minimal sets of so many items, the smallest first."""
    *_, last = by_size(number, state_of)
    return last


def by_size(number: int, state_of: StateOf) -> Iterator[Found]:
    """What is found once all sets of one item have been tried, then of two, and so on."""
    found: list[tuple[World, Ways]] = []
    every, size = frozenset(range(number)), 0
    while True:
        single = {next(iter(one)) for one, _ in found if len(one) == 1}
        left = sorted(every - single)
        if size >= len(left):
            yield Found(tuple(found), size, is_exact=True)
            return
        if len(left) > MOST_ITEMS and _worlds_up_to(size + 1, len(left)) > MOST_WORLDS:
            break
        size += 1
        found.extend(list(_of_size(size, left, found, every, state_of)))
        yield Found(tuple(found), size, is_exact=False)
    if not found:
        found.extend(_by_removal(every, size, state_of))
    yield Found(tuple(found), size, is_exact=False)


def ways_to_settle(one: World, every: World, state_of: StateOf) -> Ways:
    """The ways in which the set, settled, brings both sides to the same state."""
    return tuple(
        (taken, state)
        for taken in _subsets(one)
        if (state := state_of(taken)) == state_of(every - (one - taken))
    )


def _worlds_up_to(size: int, number: int) -> int:
    return 2 * sum(comb(number, k) for k in range(size + 1))


def _of_size(
    size: int,
    left: Sequence[int],
    found: Sequence[tuple[World, Ways]],
    every: World,
    state_of: StateOf,
) -> Iterator[tuple[World, Ways]]:
    smaller = [one for one, _ in found]
    for members in combinations(left, size):
        one = frozenset(members)
        if not any(other <= one for other in smaller):
            ways = ways_to_settle(one, every, state_of)
            if ways:
                yield one, ways


def _by_removal(every: World, searched: int, state_of: StateOf) -> Iterator[tuple[World, Ways]]:
    """Of more items than can be searched through: one or two sets found by taking away, from all
    of them, what is not needed for one side to come round to the other; then, where they are few,
    the minimal sets inside. A set that is too large to look into is left as it was found."""
    for towards_second in (True, False):
        kept = _stripped(every, towards_second, state_of)
        inside = [kept]
        if len(kept) <= MOST_ITEMS:
            inside = _minimal_inside(kept, searched, every, state_of)
        for one in inside:
            yield (
                one,
                ways_to_settle(one, every, state_of)
                if len(one) <= MOST_ITEMS
                else (_one_way(one, every, towards_second, state_of),),
            )


def _stripped(every: World, towards_second: bool, state_of: StateOf) -> World:
    goal = state_of(every if towards_second else frozenset())
    kept = every
    for item in sorted(every):
        fewer = kept - {item}
        if state_of(fewer if towards_second else every - fewer) == goal:
            kept = fewer
    return kept


def _minimal_inside(kept: World, searched: int, every: World, state_of: StateOf) -> list[World]:
    found: list[World] = []
    for size in range(searched + 1, len(kept) + 1):
        for members in combinations(sorted(kept), size):
            one = frozenset(members)
            if not any(other <= one for other in found) and _ends(one, every, state_of):
                found.append(one)
    return found


def _ends(one: World, every: World, state_of: StateOf) -> bool:
    return any(state_of(taken) == state_of(every - (one - taken)) for taken in _subsets(one))


def _one_way(
    one: World, every: World, towards_second: bool, state_of: StateOf
) -> tuple[World, str]:
    return (one, state_of(every)) if towards_second else (frozenset(), state_of(frozenset()))


def _subsets(one: Iterable[int]) -> Iterator[World]:
    members = sorted(one)
    for size in range(len(members) + 1):
        yield from map(frozenset, combinations(members, size))
