"""The Merkle tree of RFC 6962 (section 2.1): hashes, roots, and the two kinds of proof.

The tree over n leaves splits at the largest power of two smaller than n. A *node* at (level,
index) is the root of the complete subtree over the leaves `index << level` to
`(index + 1) << level`; every root and proof is made of such nodes.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

Hash: TypeAlias = bytes  # 32 bytes, SHA-256
Nodes: TypeAlias = Callable[[int, int], Hash]  # the node at a level and an index

EMPTY: Hash = hashlib.sha256().digest()
_sha256 = hashlib.sha256


def leaf_hash(entry: bytes) -> Hash:
    return _sha256(b"\x00" + entry).digest()


def node_hash(left: Hash, right: Hash) -> Hash:
    return _sha256(b"\x01" + left + right).digest()


def complete(hashes: Sequence[Hash]) -> Hash:
    """The root over a power of two of nodes of one level."""
    while len(hashes) > 1:
        hashes = [node_hash(hashes[at], hashes[at + 1]) for at in range(0, len(hashes), 2)]
    return hashes[0]


def root_of(first: int, end: int, nodes: Nodes) -> Hash:
    """The hash over the leaves from `first` to before `end`, where `first` is a multiple of the
    largest power of two that fits."""
    if end == first:
        return EMPTY
    count = end - first
    if count & (count - 1) == 0:
        return nodes(count.bit_length() - 1, first // count)
    split = _split(count)
    return node_hash(root_of(first, first + split, nodes), root_of(first + split, end, nodes))


def inclusion(position: int, size: int, nodes: Nodes) -> tuple[Hash, ...]:
    """PATH(m, D[n]) of section 2.1.1: that the leaf at a position is in the tree of a size."""
    assert 0 <= position < size, "asked before"
    return tuple(_path(position, 0, size, nodes))


def _path(position: int, first: int, end: int, nodes: Nodes) -> Iterator[Hash]:
    if end - first == 1:
        return
    middle = first + _split(end - first)
    if position < middle:
        yield from _path(position, first, middle, nodes)
        yield root_of(middle, end, nodes)
    else:
        yield from _path(position, middle, end, nodes)
        yield root_of(first, middle, nodes)


def consistency(old: int, size: int, nodes: Nodes) -> tuple[Hash, ...]:
    """PROOF(m, D[n]) of section 2.1.2: that a tree goes on from an older one."""
    assert 0 < old <= size, "asked before"
    return tuple(_proof(old, 0, size, nodes, is_whole=True))


def _proof(old: int, first: int, end: int, nodes: Nodes, is_whole: bool) -> Iterator[Hash]:
    if old == end:
        if not is_whole:
            yield root_of(first, end, nodes)
        return
    middle = first + _split(end - first)
    if old <= middle:
        yield from _proof(old, first, middle, nodes, is_whole)
        yield root_of(middle, end, nodes)
    else:
        yield from _proof(old, middle, end, nodes, is_whole=False)
        yield root_of(first, middle, nodes)


def is_included(leaf: Hash, position: int, size: int, proof: Sequence[Hash], root: Hash) -> bool:
    """Whether a path leads from a leaf to a root (RFC 9162, section 2.1.3.2)."""
    if not 0 <= position < size:
        return False
    place, last, hashed = position, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            hashed = node_hash(step, hashed)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            hashed = node_hash(hashed, step)
        place, last = place >> 1, last >> 1
    return last == 0 and hashed == root


def is_consistent(old: int, old_root: Hash, size: int, root: Hash, proof: Sequence[Hash]) -> bool:
    """Whether a proof leads from both roots (RFC 9162, section 2.1.4.2)."""
    if old == size:
        return not proof and old_root == root
    if not 0 < old < size or not (proof or old & (old - 1) == 0):
        return False
    steps = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    place, last = old - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    before = after = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            before, after = node_hash(step, before), node_hash(step, after)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            after = node_hash(after, step)
        place, last = place >> 1, last >> 1
    return last == 0 and before == old_root and after == root


def _split(count: int) -> int:
    """The largest power of two smaller than a count of two or more."""
    return 1 << (count - 1).bit_length() - 1
