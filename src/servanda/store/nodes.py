"""The nodes of a log's tree, read from its tiles and its last entries: for proofs."""

from dataclasses import dataclass, field

from servanda.store.connection import Connection
from servanda.store.growing import LEVELS, WIDTH
from servanda.store.tree import Hash, complete, leaf_hash

SIZE = 32  # bytes of a hash


@dataclass(slots=True)
class StoredNodes:
    """Gives the node at a level and an index; every tile is read once."""

    connection: Connection
    _read: dict[tuple[int, int], list[Hash]] = field(default_factory=dict)

    def __call__(self, level: int, index: int) -> Hash:
        tile_level, above = divmod(level, LEVELS)
        first = index << above
        tile = self._tile(tile_level, first // WIDTH)
        start = first % WIDTH
        return complete(tile[start : start + (1 << above)])

    def _tile(self, level: int, place: int) -> list[Hash]:
        key = level, place
        if key not in self._read:
            self._read[key] = self._stored(level, place) or self._loose(level, place)
        return self._read[key]

    def _stored(self, level: int, place: int) -> list[Hash]:
        data = self.connection.value(
            "SELECT hashes FROM tiles WHERE level = ? AND place = ?", level, place
        )
        held = b"" if data is None else bytes(data)
        return [held[at : at + SIZE] for at in range(0, len(held), SIZE)]

    def _loose(self, level: int, place: int) -> list[Hash]:
        """Of a tile that is not full: leaves from the entries, all else from the roots below."""
        first, end = place * WIDTH, (place + 1) * WIDTH
        if level == 0:
            bodies = self.connection.rows(
                "SELECT body FROM entries WHERE position >= ? AND position < ? ORDER BY position",
                first,
                end,
            )
            return [leaf_hash(body) for (body,) in bodies]
        roots = self.connection.rows(
            "SELECT root FROM tiles WHERE level = ? AND place >= ? AND place < ? ORDER BY place",
            level - 1,
            first,
            end,
        )
        return [root for (root,) in roots]
