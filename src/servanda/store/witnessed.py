"""What the entries were when they were witnessed, as far as the tiles tell.

A tile holds the hashes of its 256 entries. Where the tiles make the root of a head, they hold what
was witnessed, whatever stands among the entries now: so the very entry that was changed or taken
out can be named, and the rest still be compared.
"""

from collections.abc import Mapping, Sequence
from itertools import count

from servanda.store.connection import Connection
from servanda.store.growing import WIDTH, Growing
from servanda.store.head import Head
from servanda.store.nodes import SIZE
from servanda.store.tree import Hash, leaf_hash

Tiles = Mapping[tuple[object, object], tuple[bytes | None, bytes | None]]  # their root and hashes


def leaves_witnessed(connection: Connection, tiles: Tiles, heads: Sequence[Head]) -> Sequence[Hash]:
    """The hashes of the first entries, as many as a head covers whose root they make; none where
    there is no such head."""
    held = _held(tiles)
    whole = [head for head in heads if head.size <= len(held)]
    for head in (*heads[-1:], *whole[-1:]):
        leaves = [*held, *_loose(connection, len(held), head.size)][: head.size]
        if len(leaves) == head.size and _root(leaves) == head.root:
            return leaves
    return ()


def _held(tiles: Tiles) -> list[Hash]:
    found: list[Hash] = []
    for place in count():
        _, hashes = tiles.get((0, place), (None, None))
        if hashes is None or len(hashes) != WIDTH * SIZE:
            return found
        found.extend(hashes[at : at + SIZE] for at in range(0, len(hashes), SIZE))
    return found


def _loose(connection: Connection, first: int, end: int) -> list[Hash]:
    """Of the entries that fill no tile yet."""
    rows = connection.rows(
        "SELECT position, body FROM entries WHERE position >= ? AND position < ? ORDER BY position",
        first,
        end,
    )
    if [position for position, _ in rows] != list(range(first, first + len(rows))):
        return []
    return [leaf_hash(body) for _, body in rows if isinstance(body, bytes)]


def _root(leaves: Sequence[Hash]) -> Hash:
    tree = Growing()
    for _ in tree.add(leaves):
        pass
    return tree.root
