"""Disputes: where two viewpoints part, and the least that, settled, would end it.

Parties differ over facts (what they make of an issue), over the text (which reading they take,
whose linkage they hold) and over acts (whose they recognise). To settle one such thing is to make
both take the same of it, what the first makes of it or what the second does. For every difference
the smallest sets are named that end it, and the other minimal ones.
"""

from collections.abc import Callable

from servanda.agreement.model import Agreement
from servanda.evidence.viewpoint import Viewpoint
from servanda.record.model import Record
from servanda.verdict.assessment import Dispute, Item, MinimalSet, Question, Settlement
from servanda.verdict.minimal import Found, StateOf, Ways, World, smallest_sets
from servanda.verdict.settling import Sides, sides
from servanda.verdict.terms import RowKey
from servanda.verdict.words import NOT_THERE

NOTHING_FOUND = Found((), 0, is_exact=False)
Search = Callable[[int, StateOf], Found]


def disputes(
    agreement: Agreement,
    record: Record,
    first: Viewpoint,
    second: Viewpoint,
    question: Question,
    search: Search = smallest_sets,
) -> tuple[Dispute, ...]:
    """Every stipulation, phase and fund on which the two viewpoints differ, with the smallest sets
    that end that, or (`minimal_sets`) with every minimal one."""
    both = sides(agreement, record, first, second, question)
    here, there = both.words()
    parted = [key for key in dict.fromkeys((*here, *there)) if here.get(key) != there.get(key)]
    return tuple(
        _dispute(key, here.get(key, NOT_THERE), there.get(key, NOT_THERE), both, search)
        for key in parted
    )


def _dispute(key: RowKey, first: str, second: str, both: Sides, search: Search) -> Dispute:
    items = both.contested(key)
    known: dict[World, str] = {}

    def state_of(world: World) -> str:
        if world not in known:
            known[world] = both.word(key, frozenset(items[number].identity for number in world))
        return known[world]

    everything = frozenset(range(len(items)))
    ends = items and state_of(everything) == second
    found = search(len(items), state_of) if ends else NOTHING_FOUND
    return Dispute(
        name=key[0],
        bearer=key[1],
        limb=key[2],
        first=first,
        second=second,
        sets=tuple(_set(one, ways, items) for one, ways in found.sets),
        contested=len(items),
        searched=found.searched,
        is_exact=found.is_exact,
    )


def _set(numbers: World, ways: Ways, items: list[Item]) -> MinimalSet:
    members = sorted(numbers)
    return MinimalSet(
        tuple(items[number] for number in members),
        tuple(
            Settlement(tuple("second" if n in taken else "first" for n in members), state)
            for taken, state in ways
        ),
    )
