"""Where two copies of one log part: the first entry that they do not share."""

from servanda.store.tree import Nodes


def first_difference(one: Nodes, other: Nodes, size: int) -> int | None:
    """The position of the first leaf, of the first `size`, that differs; None: there is none.

    Goes down the tree from its complete subtrees, so that of a million leaves some forty hashes
    are compared.
    """
    start = 0
    for level in reversed(range(size.bit_length())):
        if size >> level & 1:
            index = start >> level
            if one(level, index) != other(level, index):
                return _below(one, other, level, index)
            start += 1 << level
    return None


def _below(one: Nodes, other: Nodes, level: int, index: int) -> int:
    while level:
        level, index = level - 1, index * 2
        if one(level, index) == other(level, index):
            index += 1
    return index
