"""Origins in words: who said it, at which hand, and why two voices count as one."""

from collections.abc import Sequence

from servanda.evidence.independence import Tie
from servanda.evidence.origin_tree import OriginTree, Path, Root
from servanda.record.model import Origin
from servanda.values.quantity import plain
from servanda.verdict.foundations import Foundation

_HANDS = ("the publisher's own words", "at first hand", "at second hand", "at third hand")


def origin_words(origin: Origin) -> str:
    """`centcom`, or `"officials", unnamed, of us`."""
    if origin.is_named:
        return origin.source
    return f'"{origin.description}", unnamed, of {origin.source}'


def root_words(root: Root) -> str:
    camp = f", camp {root.camp}" if root.camp and root.camp != root.origin.source else ""
    return f"{origin_words(root.origin)}{camp}"


def grade_words(root: Root) -> str:
    """`, grade E`; nothing of who has none."""
    return f", grade {root.grade}" if root.grade else ""


def group_words(group: tuple[Root, ...]) -> str:
    """The voices that count as one origin: `camp us: centcom and white-house`."""
    if len(group) == 1:
        return root_words(group[0])
    camps = {root.camp for root in group}
    voices = "; ".join(origin_words(root.origin) for root in group)
    camp = next(iter(camps)) if len(camps) == 1 else None
    return f"camp {camp}: {voices}" if camp else voices


def path_words(path: Path) -> str:
    """`via nyt (B) via jpost (C), at second hand`"""
    hands = zip(path.via, path.grades, strict=True)
    way = " ".join(f"via {one} ({grade})" if grade else f"via {one}" for one, grade in hands)
    way = way or "itself"
    return f"{way}, {hand_words(path.hand)}"


def hand_words(hand: int) -> str:
    return _HANDS[hand] if hand < len(_HANDS) else f"at hand {hand}"


def count_words(tree: OriginTree) -> str:
    """`52 statements go back to 9 to 13 independent origins`"""
    number = len(tree.claims)
    many = "statement goes" if number == 1 else "statements go"
    how_many = str(tree.high) if tree.low == tree.high else f"{tree.low} to {tree.high}"
    origins = "origin" if tree.high == 1 else "origins"
    return f"{number} {many} back to {how_many} independent {origins}"


def not_weighed_words(in_words: Sequence[str]) -> str:
    """`2 statements in words about bans were not weighed: R1.1, R1.2`; nothing of none."""
    if not in_words:
        return ""
    number = len(in_words)
    many = "statement" if number == 1 else "statements"
    were = "was" if number == 1 else "were"
    return f"{number} {many} in words about bans {were} not weighed: {', '.join(in_words)}"


def side_words(one: Foundation) -> str:
    """`for at least 3`, `against more than 0`, or `denied` where nobody affirms anything."""
    if one.bound == "any":
        return "denied"
    return f"{one.side} {one.bound} {plain(one.amount)}"


def tie_words(first: str, second: str, tie: Tie) -> str:
    """`F016.1 and F017.2 are one origin: one camp`"""
    joined = "are" if tie.is_sure else "may be"
    return f"{first} and {second} {joined} one origin: {tie.rule}"
