"""What the record itself teaches: with which words its confirmed claims bear on a stipulation.

A word speaks for a stipulation where the claims about it use it more often than all claims do; how
much is the logarithm of how many times more often, less for a word that few of them use.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

ENOUGH = 2.5  # nats
OF_THE_BEST = 0.7
FEWEST = 2  # claims about a stipulation, and of them those with a word, before either counts


@dataclass(frozen=True, slots=True)
class Lesson:
    """One linked claim: its words, as they are compared, and the names it bears on."""

    words: frozenset[str]
    about: frozenset[str]


@dataclass(frozen=True, slots=True)
class Learned:
    """How much each word speaks for each name."""

    weights: Mapping[str, Mapping[str, float]]

    def names_for(self, words: frozenset[str]) -> tuple[str, ...]:
        """The names for which the words speak enough, the one they speak for most first."""
        scores = {
            name: sum(weights.get(word, 0.0) for word in words)
            for name, weights in self.weights.items()
        }
        best = max(scores.values(), default=0.0)
        order = sorted(scores, key=lambda name: (-scores[name], name))
        return tuple(
            one for one in order if scores[one] >= ENOUGH and scores[one] >= OF_THE_BEST * best
        )


def learned_from(lessons: Iterable[Lesson]) -> Learned:
    given = tuple(lessons)
    everywhere = Counter(word for one in given for word in one.words)
    claims = Counter(name for one in given for name in one.about)
    return Learned(
        {
            name: weights_of(name, given, everywhere, total)
            for name, total in claims.items()
            if total >= FEWEST
        }
    )


def weights_of(
    name: str, lessons: tuple[Lesson, ...], everywhere: Mapping[str, int], total: int
) -> dict[str, float]:
    used = Counter(word for one in lessons if name in one.about for word in one.words)
    found: dict[str, float] = {}
    for word, times in used.items():
        expected = (everywhere[word] + 1) / (len(lessons) + 1)
        lift = math.log(times / total / expected)
        if times >= FEWEST and lift > 0:
            found[word] = lift * times / (times + 1)
    return found
