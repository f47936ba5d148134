"""A layered layout for small graphs: what comes first on top, what waits for it below.

Nodes are put in layers by the longest way to them, with the edges that close a circle left out;
within a layer they are ordered by where their neighbours stand, to and fro, so that few lines
cross. Edges over several layers bend around what stands between.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SWEEPS = 8


@dataclass(frozen=True, slots=True)
class Box:
    """What is to be placed: a name and how much room it takes."""

    name: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A box with its middle."""

    box: Box
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Route:
    """The points of a line from one box to another; `turned` where it runs against the layers."""

    source: str
    target: str
    points: tuple[tuple[float, float], ...]
    turned: bool


@dataclass(frozen=True, slots=True)
class Layout:
    width: float
    height: float
    boxes: tuple[Placed, ...]
    routes: tuple[Route, ...]


def layout(
    boxes: Sequence[Box], edges: Sequence[tuple[str, str]], across: float, down: float
) -> Layout:
    """Places boxes and lines; `across` and `down` are the room between boxes and layers."""
    names = [box.name for box in boxes]
    turned = closing_edges(names, edges)
    forward = [(t, s) if (s, t) in turned else (s, t) for s, t in edges if s != t]
    layer = layers(names, forward)
    sizes = {box.name: box for box in boxes}
    chains = {edge: chain_of(edge, layer) for edge in dict.fromkeys(forward)}
    rows = ordered_rows(names, layer, chains)
    places = coordinates(rows, sizes, chains, across, down)
    width = max((x + room(name, sizes) / 2 for name, (x, _) in places.items()), default=0)
    height = max((y + tall(name, sizes) / 2 for name, (_, y) in places.items()), default=0)
    placed = tuple(Placed(box, *places[box.name]) for box in boxes)
    return Layout(width, height, placed, routes(edges, turned, chains, places))


# --- Layers --------------------------------------------------------------------------------------


def closing_edges(
    names: Sequence[str], edges: Sequence[tuple[str, str]]
) -> frozenset[tuple[str, str]]:
    """The edges that lead back to something on the way to them."""
    following: dict[str, list[str]] = {name: [] for name in names}
    for source, target in edges:
        following[source].append(target)
    done: set[str] = set()
    closing: set[tuple[str, str]] = set()
    entered = {target for source, target in edges if source != target}
    starts = sorted(names, key=lambda name: (name in entered, names.index(name)))
    for start in starts:
        if start not in done:
            walk(start, following, done, closing)
    return frozenset(closing)


def walk(
    start: str,
    following: Mapping[str, list[str]],
    done: set[str],
    closing: set[tuple[str, str]],
) -> None:
    path, open_names = [(start, iter(following[start]))], {start}
    while path:
        name, rest = path[-1]
        target = next(rest, None)
        if target is None:
            path.pop()
            open_names.discard(name)
            done.add(name)
        elif target in open_names:
            closing.add((name, target))
        elif target not in done:
            path.append((target, iter(following[target])))
            open_names.add(target)


def layers(names: Sequence[str], forward: Sequence[tuple[str, str]]) -> dict[str, int]:
    """The longest way to each name."""
    layer = dict.fromkeys(names, 0)
    for _ in names:
        moved = False
        for source, target in forward:
            if layer[target] < layer[source] + 1:
                layer[target] = layer[source] + 1
                moved = True
        if not moved:
            break
    return layer


def chain_of(edge: tuple[str, str], layer: Mapping[str, int]) -> tuple[str, ...]:
    """The ends of an edge and, between them, a place for it in every layer that it passes."""
    source, target = edge
    between = range(layer[source] + 1, layer[target])
    return (source, *(f"{source}\n{target}\n{number}" for number in between), target)


# --- Order within layers -------------------------------------------------------------------------


def ordered_rows(
    names: Sequence[str],
    layer: Mapping[str, int],
    chains: Mapping[tuple[str, str], tuple[str, ...]],
) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(max(layer.values(), default=-1) + 1)]
    for name in names:
        rows[layer[name]].append(name)
    above: dict[str, list[str]] = {}
    below: dict[str, list[str]] = {}
    for (source, _), chain in chains.items():
        for step, (one, other) in enumerate(zip(chain, chain[1:], strict=False)):
            below.setdefault(one, []).append(other)
            above.setdefault(other, []).append(one)
            if other != chain[-1]:
                rows[layer[source] + step + 1].append(other)
    for sweep in range(SWEEPS):
        downward = sweep % 2 == 0
        for row in rows if downward else reversed(rows):
            sort_row(row, rows, above if downward else below)
    return rows


def sort_row(
    row: list[str], rows: Sequence[Sequence[str]], beside: Mapping[str, list[str]]
) -> None:
    """By the middle of the neighbours in the layer before."""
    place = {name: number for other in rows for number, name in enumerate(other)}
    was = {name: number for number, name in enumerate(row)}

    def middle(name: str) -> tuple[float, int]:
        near = [place[other] for other in beside.get(name, ())]
        return (sum(near) / len(near) if near else was[name]), was[name]

    row.sort(key=middle)


# --- Places --------------------------------------------------------------------------------------


def room(name: str, sizes: Mapping[str, Box]) -> float:
    return sizes[name].width if name in sizes else 16.0


def tall(name: str, sizes: Mapping[str, Box]) -> float:
    return sizes[name].height if name in sizes else 0.0


def coordinates(
    rows: Sequence[Sequence[str]],
    sizes: Mapping[str, Box],
    chains: Mapping[tuple[str, str], tuple[str, ...]],
    across: float,
    down: float,
) -> dict[str, tuple[float, float]]:
    """Rows below one another, each name as near below its neighbours as there is room."""
    heights = [max((tall(name, sizes) for name in row), default=0.0) for row in rows]
    tops = [sum(heights[:number]) + down * number for number in range(len(rows))]
    xs: dict[str, float] = {}
    for row in rows:
        spread(row, dict.fromkeys(row, 0.0), sizes, across, xs)
    near = neighbours(chains)
    for sweep in range(SWEEPS):
        for row in rows if sweep % 2 == 0 else reversed(rows):
            wanted = {
                name: sum(xs[other] for other in near[name]) / len(near[name])
                if near.get(name)
                else xs[name]
                for name in row
            }
            spread(row, wanted, sizes, across, xs)
    left = min((x - room(name, sizes) / 2 for name, x in xs.items()), default=0.0)
    return {
        name: (xs[name] - left, top + height / 2)
        for row, top, height in zip(rows, tops, heights, strict=True)
        for name in row
    }


def neighbours(chains: Mapping[tuple[str, str], tuple[str, ...]]) -> dict[str, list[str]]:
    near: dict[str, list[str]] = {}
    for chain in chains.values():
        for one, other in zip(chain, chain[1:], strict=False):
            near.setdefault(one, []).append(other)
            near.setdefault(other, []).append(one)
    return near


def spread(
    row: Sequence[str],
    wanted: Mapping[str, float],
    sizes: Mapping[str, Box],
    across: float,
    xs: dict[str, float],
) -> None:
    """As near to where they want to be as their order and room allow: pushed right, then left,
    and the mean of both."""
    right: list[float] = []
    for number, name in enumerate(row):
        least = wanted[name]
        if number:
            before = row[number - 1]
            least = max(least, right[-1] + gap(before, name, sizes, across))
        right.append(least)
    left: list[float] = []
    for number, name in enumerate(reversed(row)):
        most = wanted[name]
        if number:
            after = row[len(row) - number]
            most = min(most, left[-1] - gap(name, after, sizes, across))
        left.append(most)
    for name, one, other in zip(row, right, reversed(left), strict=True):
        xs[name] = (one + other) / 2


def gap(one: str, other: str, sizes: Mapping[str, Box], across: float) -> float:
    return (room(one, sizes) + room(other, sizes)) / 2 + across


def routes(
    edges: Sequence[tuple[str, str]],
    turned: frozenset[tuple[str, str]],
    chains: Mapping[tuple[str, str], tuple[str, ...]],
    places: Mapping[str, tuple[float, float]],
) -> tuple[Route, ...]:
    found = []
    for source, target in dict.fromkeys(edges):
        if source == target:
            found.append(Route(source, target, (places[source], places[source]), True))
            continue
        is_turned = (source, target) in turned
        chain = chains[(target, source) if is_turned else (source, target)]
        points = tuple(places[name] for name in (reversed(chain) if is_turned else chain))
        found.append(Route(source, target, points, is_turned))
    return tuple(found)
