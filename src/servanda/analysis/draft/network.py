"""The needs of an agreement as an AND/OR network, and two questions put to it.

*What alone can prevent this?* For every node the set of steps, moments and actors without which
it cannot come about: of an "and" the union of its parts' sets, of an "or" what is in the sets of
all of them. The greatest solution of these equations is exact: a thing is in the set of a node if
and only if the node cannot be derived without it. A bit that every underivable node carries says
what cannot come about at all. Sets are integers, so that one pass answers for everything.

*How soon?* The least instants at which nodes can come about: of an "and" the latest of its parts,
of an "or" the earliest, found in the order of time.
"""

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, TypeAlias

from servanda.analysis.draft.needs import (
    After,
    Date,
    Either,
    Every,
    Moment,
    Need,
    Never,
    Step,
    leaves_of,
)
from servanda.values.calendar import Calendar
from servanda.values.instant import BEGINNING, NEVER, Instant

Kind = Literal["every", "either", "leaf", "never", "after"]
Named: TypeAlias = Moment | Step
UNDERIVABLE = 1


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes by number. A moment is a node with one part, its need."""

    kinds: tuple[Kind, ...]
    needs: tuple[Need, ...]
    parts: tuple[tuple[int, ...], ...]
    wholes: tuple[tuple[int, ...], ...]  # the nodes of which each is a part
    numbers: Mapping[Need, int]
    named: Mapping[Named, int]
    bits: Mapping[Named | str, int]  # of moments, steps and actors: the bit that stands for each
    own: tuple[int, ...]  # the bits that each node carries of itself
    order: tuple[int, ...]  # every node after its parts, as far as there is no circle


def network_of(needs: Mapping[Moment, Need], actors: Iterable[str] = ()) -> Network:
    """The network of these needs; all of these actors have a bit, whether they act or not."""
    builder = Builder(needs)
    for moment in needs:
        builder.node(moment)
    return builder.finished(actors)


class Builder:
    """Numbers needs as it meets them, parts before wholes wherever there is no circle."""

    def __init__(self, needs: Mapping[Moment, Need]) -> None:
        self.of_moment = needs
        self.kinds: list[Kind] = []
        self.needs: list[Need] = []
        self.parts: list[tuple[int, ...]] = []
        self.numbers: dict[Need, int] = {}

    def node(self, need: Need) -> int:
        """The number of a need; moments are numbered first and filled afterwards."""
        found = self.numbers.get(need)
        if found is not None:
            return found
        match need:
            case Every(parts):
                return self.add("every", need, tuple(self.node(part) for part in parts))
            case Either(parts):
                return self.add("either", need, tuple(self.node(part) for part in parts))
            case After(need=inner):
                return self.add("after", need, (self.node(inner),))
            case Never():
                return self.add("never", need, ())
            case Moment() if need in self.of_moment:
                return self.add("every", need, ())
            case Moment():
                return self.add("never", need, ())
            case _:
                return self.add("leaf", need, ())

    def add(self, kind: Kind, need: Need, parts: tuple[int, ...]) -> int:
        self.kinds.append(kind)
        self.needs.append(need)
        self.parts.append(parts)
        self.numbers[need] = len(self.kinds) - 1
        return self.numbers[need]

    def finished(self, actors: Iterable[str]) -> Network:
        for moment, need in self.of_moment.items():
            self.parts[self.numbers[moment]] = (self.node(need),)
        wholes: list[list[int]] = [[] for _ in self.kinds]
        for number, parts in enumerate(self.parts):
            for part in parts:
                wholes[part].append(number)
        named = {n: number for n, number in self.numbers.items() if isinstance(n, Moment | Step)}
        bits = bits_of(named, actors)
        own = tuple(own_bits(need, bits) for need in self.needs)
        return Network(
            tuple(self.kinds), tuple(self.needs), tuple(self.parts),
            tuple(tuple(each) for each in wholes), self.numbers, named, bits, own,
            parts_first(self.parts),
        )  # fmt: skip


def bits_of(named: Iterable[Named], actors: Iterable[str]) -> dict[Named | str, int]:
    """A bit for every moment, step and actor; the lowest is kept for what cannot be derived."""
    things: dict[Named | str, None] = dict.fromkeys(actors)
    for each in named:
        things[each] = None
        if isinstance(each, Step):
            things.update(dict.fromkeys(each.actors))
    return {thing: 1 << place for place, thing in enumerate(things, start=1)}


def own_bits(need: Need, bits: Mapping[Named | str, int]) -> int:
    if not isinstance(need, Moment | Step):
        return 0
    mine = bits.get(need, 0)
    if isinstance(need, Step):
        for actor in need.actors:
            mine |= bits.get(actor, 0)
    return mine


# --- What alone can prevent it -------------------------------------------------------------------


def preventions(network: Network) -> list[int]:
    """For each node the bits of everything without which it cannot come about."""
    found = [everything(network)] * len(network.kinds)
    settle(network, found, network.order, {})
    return found


def changed_preventions(
    network: Network, before: Sequence[int], changed: Mapping[Moment, Need]
) -> list[int]:
    """The same where some moments have another need: only what hangs on them is worked out."""
    needs = {network.named[moment]: need for moment, need in changed.items()}
    moved = dependents(network, needs)
    found = list(before)
    for number in moved:
        found[number] = everything(network)
    settle(network, found, [number for number in network.order if number in moved], needs)
    return found


def everything(network: Network) -> int:
    return (1 << (len(network.bits) + 1)) - 1


def dependents(network: Network, numbers: Iterable[int]) -> set[int]:
    """Every node on which one of these bears, and these themselves."""
    found = set(numbers)
    waiting = list(found)
    while waiting:
        for whole in network.wholes[waiting.pop()]:
            if whole not in found:
                found.add(whole)
                waiting.append(whole)
    return found


def settle(
    network: Network, found: list[int], ordered: Sequence[int], changed: Mapping[int, Need]
) -> None:
    """Lowers the sets of these nodes until they agree with those of their parts, or, of a node
    with a changed need, with those of the leaves of that."""
    awaited = whole_of_leaves(changed, network)
    waiting = list(reversed(ordered))
    is_waiting = set(waiting)
    while waiting:
        number = waiting.pop()
        is_waiting.discard(number)
        need = changed.get(number)
        now = (
            prevention(number, network, found)
            if need is None
            else network.own[number] | prevention_of(need, network, found)
        )
        if now == found[number]:
            continue
        found[number] = now
        for whole in (*network.wholes[number], *awaited.get(number, ())):
            if whole not in is_waiting:
                is_waiting.add(whole)
                waiting.append(whole)


def whole_of_leaves(changed: Mapping[int, Need], network: Network) -> Mapping[int, list[int]]:
    """For each node the nodes whose changed need waits for it."""
    awaited: dict[int, list[int]] = {}
    for number, need in changed.items():
        for leaf, _ in leaves_of(need):
            if isinstance(leaf, Moment) and leaf in network.named:
                awaited.setdefault(network.named[leaf], []).append(number)
    return awaited


def prevention_of(need: Need, network: Network, found: Sequence[int]) -> int:
    """The set of a need that may stand nowhere in the network, from those of its leaves."""
    match need:
        case Every(parts):
            together = 0
            for part in parts:
                together |= prevention_of(part, network, found)
            return together
        case Either(parts):
            common = everything(network)
            for part in parts:
                common &= prevention_of(part, network, found)
            return common
        case After(need=inner):
            return prevention_of(inner, network, found)
        case Never():
            return everything(network)
        case Date():
            return 0
        case Moment():
            number = network.named.get(need)
            return everything(network) if number is None else found[number]
        case Step():
            return own_bits(need, network.bits)


def prevention(number: int, network: Network, found: list[int]) -> int:
    kind, parts, own = network.kinds[number], network.parts[number], network.own[number]
    if kind == "never":
        return found[number]
    if kind == "leaf":
        return own
    if kind == "either":
        common = found[parts[0]]
        for part in parts[1:]:
            common &= found[part]
        return own | common
    for part in parts:
        own |= found[part]
    return own


def parts_first(parts: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """Every node after its parts, as far as there is no circle."""
    seen = [False] * len(parts)
    ordered: list[int] = []
    for start in range(len(parts)):
        if seen[start]:
            continue
        seen[start] = True
        path: list[tuple[int, Iterator[int]]] = [(start, iter(parts[start]))]
        while path:
            number, rest = path[-1]
            following = next((part for part in rest if not seen[part]), None)
            if following is None:
                ordered.append(number)
                path.pop()
            else:
                seen[following] = True
                path.append((following, iter(parts[following])))
    return tuple(ordered)


# --- How soon ------------------------------------------------------------------------------------


def soonest(
    network: Network,
    calendar: Calendar,
    time_of: Callable[[Step | Date], Instant],
    given: Mapping[int, Instant] = MappingProxyType({}),
    among: Iterable[int] | None = None,
) -> dict[int, Instant]:
    """For each node the earliest instant at which it can come about; absent if it cannot.

    `given` nodes come at their instant, whatever they need; `among` holds everything that the
    nodes asked about need. Nodes are settled in the order of time, so that a circle that never
    comes about is never entered.
    """
    asked = range(len(network.kinds)) if among is None else among
    missing = {number: len(network.parts[number]) for number in asked}
    ready = sorted(beginnings(network, missing, time_of, given))
    times: dict[int, Instant] = {}
    while ready:
        time, number = heapq.heappop(ready)
        if number in times or time >= NEVER:
            continue
        times[number] = time
        for whole in network.wholes[number]:
            if whole not in missing or whole in times or whole in given:
                continue
            missing[whole] -= 1
            if network.kinds[whole] == "either" or not missing[whole]:
                heapq.heappush(ready, (lasted(network.needs[whole], time, calendar), whole))
    return times


def beginnings(
    network: Network,
    numbers: Iterable[int],
    time_of: Callable[[Step | Date], Instant],
    given: Mapping[int, Instant],
) -> Iterator[tuple[Instant, int]]:
    """The nodes that need nothing else, with their instants."""
    for number in numbers:
        need = network.needs[number]
        if number in given:
            yield given[number], number
        elif isinstance(need, Step | Date):
            yield time_of(need), number
        elif network.kinds[number] == "every" and not network.parts[number]:
            yield BEGINNING, number


def cone(network: Network, start: int, given: Iterable[int] = ()) -> frozenset[int]:
    """Everything that a node needs, directly or not; of what is given no further."""
    stop = frozenset(given)
    found, waiting = {start}, [start]
    while waiting:
        number = waiting.pop()
        if number in stop:
            continue
        for part in network.parts[number]:
            if part not in found:
                found.add(part)
                waiting.append(part)
    return frozenset(found)


def lasted(need: Need, time: Instant, calendar: Calendar) -> Instant:
    """When a node comes whose last part came at this time."""
    return calendar.after(time, need.duration) if isinstance(need, After) else time
