"""A level of which a condition speaks more than once: at any one instant it stands in one place.

Bounds forget that: "the gate is open, or it is not" is only possible while nobody has said. So
every place is tried at which such a level may stand that its parts can tell apart, jointly where
there are several such levels, and what holds at every place is sure. It says nothing of another
instant: a level of which nobody speaks may change, so nothing is settled beyond the instant.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise, product
from math import prod

from servanda.agreement.dependencies import leaves
from servanda.agreement.model import Condition, Level, LevelStands
from servanda.values.quantity import UNBOUNDED, Range

MOST_PLACES = 2**12  # beyond so many, jointly, the bounds stand as they are
Places = Mapping[str, Range]


def ways_to_stand(
    condition: Condition,
    levels: Mapping[str, Level],
    value_of: Callable[[str], Range | None],
) -> Iterator[Places]:
    """Every place, jointly, of the levels that the condition speaks of more than once and whose
    place nobody knows; nothing if there are none, or too many places."""
    asked: dict[str, list[float]] = {}
    for leaf in leaves(condition):
        if isinstance(leaf, LevelStands):
            asked.setdefault(leaf.level.level, []).append(leaf.level.value)
    places = {
        name: _places(levels[name], value_of(name), values)
        for name, values in asked.items()
        if len(values) > 1
    }
    unknown = {name: found for name, found in places.items() if len(found) > 1}
    if not unknown or prod(len(found) for found in unknown.values()) > MOST_PLACES:
        return
    for chosen in product(*unknown.values()):
        yield dict(zip(unknown, chosen, strict=True))


def _places(level: Level, value: Range | None, asked: Sequence[float]) -> list[Range]:
    """Of a level in words each word within its range; of one in numbers its ends, the numbers
    asked about, and one between each two of these."""
    if level.words:
        within = value or Range(0, len(level.words) - 1)
        last = min(within.high, len(level.words) - 1)
        return [Range(word, word) for word in range(int(within.low), int(last) + 1)]
    within = value or Range(0, UNBOUNDED)
    inside = {number for number in asked if within.low <= number <= within.high}
    points = sorted({within.low, within.high, *inside})
    between = [_between(low, high) for low, high in pairwise(points)]
    return [Range(point, point) for point in sorted({*points, *between} - {UNBOUNDED})]


def _between(low: float, high: float) -> float:
    return low + 1 if high == UNBOUNDED else (low + high) / 2
