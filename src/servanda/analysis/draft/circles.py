"""Circles: the smallest sets of stipulations and phases that wait for one another.

A set is stuck if none of its members can begin even when everything outside it has come about. A
smallest stuck set is a circle: with any member freed, all the others come free. Through "and" it
is a cycle of waits; through "or" it is as many as close every alternative.
"""

from collections.abc import Callable, Iterator, Mapping

from servanda.analysis.draft.needs import (
    NOTHING,
    After,
    Either,
    Every,
    Moment,
    Need,
    either,
    every,
    leaves_of,
)
from servanda.analysis.draft.network import UNDERIVABLE, network_of, preventions

Names = frozenset[str]
AT_MOST = 24  # circles of one knot that are shown
SEARCHES = 240  # in one knot


def circles(needs: Mapping[Moment, Need], is_stuck: Callable[[Moment], bool]) -> tuple[Names, ...]:
    """The circles among the moments that cannot come about, smallest first; of a knot of very many
    the first that are found."""
    stuck_moments = [moment for moment in needs if is_stuck(moment)]
    if not stuck_moments:
        return ()
    still_open = frozenset(stuck_moments)
    granted = {moment: only_open(needs[moment], still_open) for moment in stuck_moments}
    stuck = stuck_names(granted)
    by_name: dict[str, dict[Moment, Need]] = {}
    for moment, need in granted.items():
        if moment.name in stuck:
            by_name.setdefault(moment.name, {})[moment] = need
    found: list[Names] = []
    for knot in knots(by_name):
        found.extend(circles_in(knot, by_name))
    return tuple(sorted(found, key=lambda circle: (len(circle), sorted(circle))))


def only_open(need: Need, still_open: frozenset[Moment]) -> Need:
    """A need without what can come about, and without what cannot for another reason: only
    circles are sought."""
    match need:
        case Moment():
            return need if need in still_open else NOTHING
        case Every(parts):
            return every(tuple(only_open(part, still_open) for part in parts))
        case Either(parts):
            return either(tuple(only_open(part, still_open) for part in parts))
        case After(need=inner):
            return only_open(inner, still_open)
        case _:
            return NOTHING


def stuck_names(needs: Mapping[Moment, Need]) -> Names:
    network = network_of(needs)
    prevented = preventions(network)
    return frozenset(
        moment.name
        for moment in needs
        if moment.state == "begins" and prevented[network.named[moment]] & UNDERIVABLE
    )


# --- Knots ---------------------------------------------------------------------------------------


def knots(by_name: Mapping[str, Mapping[Moment, Need]]) -> Iterator[Names]:
    """The names that reach one another, each group by itself."""
    waits = {name: waited_for(moments, by_name) for name, moments in by_name.items()}
    awaited: dict[str, set[str]] = {name: set() for name in waits}
    for name, others in waits.items():
        for other in others:
            awaited[other].add(name)
    placed: set[str] = set()
    for name in reversed(finishing_order(waits)):
        if name in placed:
            continue
        knot = reached(name, awaited, placed)
        placed |= knot
        if len(knot) > 1 or name in waits[name]:
            yield frozenset(knot)


def waited_for(
    moments: Mapping[Moment, Need], by_name: Mapping[str, Mapping[Moment, Need]]
) -> list[str]:
    """The stuck names that the beginning of one of them waits for."""
    found: dict[str, None] = {}
    for moment, need in moments.items():
        for leaf, _ in leaves_of(need):
            own = isinstance(leaf, Moment) and leaf.name == moment.name
            counts = not own or moment.state == "begins"
            if isinstance(leaf, Moment) and leaf.name in by_name and counts:
                found[leaf.name] = None
    return list(found)


def finishing_order(waits: Mapping[str, list[str]]) -> list[str]:
    seen: set[str] = set()
    finished: list[str] = []
    for start in waits:
        if start in seen:
            continue
        seen.add(start)
        path = [(start, iter(waits[start]))]
        while path:
            name, rest = path[-1]
            following = next((other for other in rest if other not in seen), None)
            if following is None:
                finished.append(name)
                path.pop()
            else:
                seen.add(following)
                path.append((following, iter(waits[following])))
    return finished


def reached(start: str, awaited: Mapping[str, set[str]], placed: set[str]) -> set[str]:
    found, waiting = {start}, [start]
    while waiting:
        for other in sorted(awaited[waiting.pop()]):
            if other not in found and other not in placed:
                found.add(other)
                waiting.append(other)
    return found


# --- The circles of one knot ---------------------------------------------------------------------


def circles_in(knot: Names, by_name: Mapping[str, Mapping[Moment, Need]]) -> Iterator[Names]:
    """All smallest stuck sets within a knot: whatever else there is avoids a member of each that
    is known, so every member is left out in turn."""
    known: list[Names] = []
    tried: set[Names] = set()
    waiting: list[Names] = [frozenset()]
    while waiting and len(known) < AT_MOST and len(tried) < SEARCHES:
        left_out = waiting.pop(0)
        circle = next((one for one in known if not one & left_out), None)
        if circle is None:
            circle = smallest(stuck_in(knot - left_out, by_name), by_name)
            if not circle:
                continue
            known.append(circle)
            yield circle
        for member in sorted(circle):
            more = left_out | {member}
            if more not in tried:
                tried.add(more)
                waiting.append(more)


def smallest(stuck: Names, by_name: Mapping[str, Mapping[Moment, Need]]) -> Names:
    """A stuck set from which no member can be left out, within this one."""
    kept = stuck
    for name in sorted(stuck):
        if name in kept:
            rest = stuck_in(kept - {name}, by_name)
            kept = rest or kept
    return kept


def stuck_in(names: Names, by_name: Mapping[str, Mapping[Moment, Need]]) -> Names:
    """Those of the names that cannot begin although everything else has come about."""
    open_moments = {moment: need for name in names for moment, need in by_name[name].items()}
    came: set[Moment] = set()
    moved = True
    while moved:
        moved = False
        for moment, need in open_moments.items():
            if moment not in came and holds(need, open_moments, came):
                came.add(moment)
                moved = True
    return frozenset(name for name in names if Moment(name, "begins") not in came)


def holds(need: Need, still_open: Mapping[Moment, Need], came: set[Moment]) -> bool:
    match need:
        case Moment():
            return need in came or need not in still_open
        case Every(parts):
            return all(holds(part, still_open, came) for part in parts)
        case Either(parts):
            return any(holds(part, still_open, came) for part in parts)
        case After(need=inner):
            return holds(inner, still_open, came)
        case _:
            return True
