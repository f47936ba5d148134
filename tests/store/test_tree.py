"""The Merkle tree of RFC 6962: known answers, and every proof of every small tree."""

import hashlib
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as some

from servanda.store.growing import Growing
from servanda.store.tree import (
    EMPTY,
    Hash,
    complete,
    consistency,
    inclusion,
    is_consistent,
    is_included,
    leaf_hash,
    node_hash,
    root_of,
)

# The inputs and roots that the implementations of Certificate Transparency test themselves with.
INPUTS = [bytes.fromhex(each) for each in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
)]  # fmt: skip
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)


def leaves(count: int) -> list[Hash]:
    return [leaf_hash(b"%d" % number) for number in range(count)]


class Plain:
    """Nodes worked out from the leaves, by the definition."""

    def __init__(self, hashes: Sequence[Hash]) -> None:
        self.hashes = hashes

    def __call__(self, level: int, index: int) -> Hash:
        return complete(self.hashes[index << level : (index + 1) << level])


def by_definition(hashes: Sequence[Hash]) -> Hash:
    """MTH of section 2.1, word by word."""
    if not hashes:
        return hashlib.sha256().digest()
    if len(hashes) == 1:
        return hashes[0]
    split = 1
    while split * 2 < len(hashes):
        split *= 2
    return node_hash(by_definition(hashes[:split]), by_definition(hashes[split:]))


@pytest.mark.parametrize("count", range(1, 9))
def test_roots_are_those_of_certificate_transparency(count: int) -> None:
    hashes = [leaf_hash(each) for each in INPUTS[:count]]
    assert root_of(0, count, Plain(hashes)).hex() == ROOTS[count - 1]


def test_no_leaves_have_the_hash_of_nothing() -> None:
    assert EMPTY == Growing().root == by_definition([])


@given(some.integers(1, 300))
def test_every_way_to_a_root_is_the_definition(count: int) -> None:
    hashes = leaves(count)
    growing = Growing()
    list(growing.add(hashes))
    assert by_definition(hashes) == growing.root == root_of(0, count, Plain(hashes))


def test_tiles_go_on_through_levels() -> None:
    hashes = leaves(256 * 256 + 300)
    growing = Growing()
    tiles = list(growing.add(hashes))
    assert [(one.level, one.place) for one in tiles if one.level] == [(1, 0)]
    assert [one.place for one in tiles if not one.level] == list(range(257))
    assert growing.root == root_of(0, len(hashes), Plain(hashes))


@pytest.mark.parametrize("size", range(1, 34))
def test_inclusion_is_proved_and_nothing_else_is(size: int) -> None:
    hashes = leaves(size)
    root = by_definition(hashes)
    for position in range(size):
        path = inclusion(position, size, Plain(hashes))
        assert is_included(hashes[position], position, size, path, root)
        assert not is_included(leaf_hash(b"other"), position, size, path, root)
        assert not is_included(hashes[position], position, size, (*path, root), root)
        assert not path or not is_included(hashes[position], position, size, path[:-1], root)
        if size > 1:
            assert not is_included(hashes[position], (position + 1) % size, size, path, root)


@pytest.mark.parametrize("size", range(1, 34))
def test_consistency_is_proved_and_nothing_else_is(size: int) -> None:
    hashes = leaves(size)
    root = by_definition(hashes)
    other = by_definition([*hashes[:-1], leaf_hash(b"other")])
    for old in range(1, size + 1):
        old_root = by_definition(hashes[:old])
        path = consistency(old, size, Plain(hashes))
        assert is_consistent(old, old_root, size, root, path)
        assert not is_consistent(old, old_root, size, other, path)
        assert not is_consistent(old, leaf_hash(b"other"), size, root, path)
        assert not is_consistent(old, old_root, size, root, (*path, root))
