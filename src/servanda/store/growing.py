"""A Merkle tree as it grows, kept in tiles of 256 hashes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from servanda.store.tree import EMPTY, Hash, complete, node_hash

LEVELS = 8  # of the tree in one level of tiles
WIDTH = 1 << LEVELS


@dataclass(frozen=True, slots=True)
class Tile:
    """256 nodes of tree level `level * 8`, beginning with node `place * 256`, and their root."""

    level: int
    place: int
    hashes: bytes
    root: Hash


@dataclass(slots=True)
class Growing:
    """The hashes that are in no tile yet, level of tiles by level, and how many leaves there are
    in all. It is given leaves and gives out the tiles that they fill."""

    size: int = 0
    loose: list[list[Hash]] = field(default_factory=lambda: [[]])

    def add(self, leaves: Iterable[Hash]) -> Iterator[Tile]:
        """The tiles that these leaves fill; nothing is added before they are asked for."""
        lowest = self.loose[0]
        for leaf in leaves:
            lowest.append(leaf)
            self.size += 1
            if len(lowest) == WIDTH:
                yield from self._fill(0)

    def _fill(self, level: int) -> Iterator[Tile]:
        full = self.loose[level]
        tile = Tile(level, (self.size >> LEVELS * (level + 1)) - 1, b"".join(full), complete(full))
        full.clear()
        yield tile
        if len(self.loose) == level + 1:
            self.loose.append([])
        self.loose[level + 1].append(tile.root)
        if len(self.loose[level + 1]) == WIDTH:
            yield from self._fill(level + 1)

    @property
    def root(self) -> Hash:
        """The tree's head hash: the complete subtrees, from the smallest to the largest."""
        hashed: Hash | None = None
        for loose in self.loose:
            end = len(loose)
            while end:
                count = end & -end
                peak = complete(loose[end - count : end])
                hashed = peak if hashed is None else node_hash(peak, hashed)
                end -= count
        return EMPTY if hashed is None else hashed
