"""When what was found is what was to be found.

A word of an article is a run of letters or digits, known by where it begins. Two statements match
strictly where the words of their contents agree by half or more (Jaccard: shared words over all
words of both), leniently where they share any word. Pairs are made one to one, the best first.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from servanda.intake.statements.model import Extent

STRICT = 0.5
Words = frozenset[int]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were found, how many were to be found, and how many of both are the same."""

    matched: int = 0
    found: int = 0
    gold: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.matched + other.matched, self.found + other.found, self.gold + other.gold)

    @property
    def precision(self) -> float:
        return self.matched / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.matched / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        total = self.found + self.gold
        return 2 * self.matched / total if total else 0.0


def words_of(text: str) -> list[tuple[int, int]]:
    """Where the words of a text begin and end."""
    return [match.span() for match in re.finditer(r"[^\W_]+", text)]


def words_in(words: Sequence[tuple[int, int]], places: Iterable[Extent]) -> Words:
    """The words, by their beginnings, that lie in some places, be it in part."""
    found: set[int] = set()
    for place in places:
        at = bisect_right(words, place.start, key=lambda word: word[1])
        while at < len(words) and words[at][0] < place.end:
            found.add(words[at][0])
            at += 1
    return frozenset(found)


def agreement(one: Words, other: Words) -> float:
    """The words that two sets share, over all words of both."""
    return len(one & other) / len(one | other) if one or other else 0.0


def pairs(found: Sequence[Words], gold: Sequence[Words], least: float) -> list[tuple[int, int]]:
    """Which found one is which gold one, one to one, the best pairs first; above `least`, or at
    it unless it is nought."""
    rated = [
        (rate, at, to)
        for at, one in enumerate(found)
        for to, other in enumerate(gold)
        if (rate := agreement(one, other)) > 0 and rate >= least
    ]
    made: list[tuple[int, int]] = []
    used_found: set[int] = set()
    used_gold: set[int] = set()
    for _, at, to in sorted(rated, key=lambda each: (-each[0], each[1], each[2])):
        if at not in used_found and to not in used_gold:
            made.append((at, to))
            used_found.add(at)
            used_gold.add(to)
    return made
