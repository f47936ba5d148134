"""What the record itself teaches: in which words its confirmed claims bear on a stipulation.

Three things are learned of each name: how often claims bear on it, which words speak for it, and
which claim that bears on it is likest.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

WEIGHT = 2.0  # links of others that a speaker's own are set against
MOST_FOR, MOST_AGAINST = 6.0, -3.0  # nats that words may speak for a name or against it


@dataclass(frozen=True, slots=True)
class Lesson:
    """One linked claim: its words, as they are compared (none, if it says a deed), the names it
    bears on, and who says it. The title of a report is one, too, on what the report's claims bear;
    nobody says it."""

    words: frozenset[str]
    about: frozenset[str]
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Learned:
    """The lessons of a record, counted."""

    in_words: tuple[Lesson, ...]
    links: Mapping[str, int]  # of any claim, by name
    names: Mapping[str, int]  # of claims in words, by name
    spread: Mapping[str, int]  # claims in words, by word
    used: Mapping[str, Mapping[str, int]]  # of the claims on a name, those with a word
    spoken: int  # claims that somebody says
    said: Mapping[str, int]  # of these, by name
    by_speaker: Mapping[str, Mapping[str, int]]  # the links of each speaker's claims, by name

    def liking(self, name: str, among: int) -> float:
        """The logarithm of how much oftener than the average of so many names claims bear on it."""
        total = sum(self.links.values())
        return math.log((self.links.get(name, 0) + 1) / (total / among + 1))

    def speaking(self, words: frozenset[str], name: str) -> float:
        """How much the words speak for a name (naive Bayes, without how often it is meant)."""
        if name not in self.names:
            return 0.0
        total, claims, used = len(self.in_words), self.names[name], self.used[name]
        found = 0.0
        for word in sorted(words & self.spread.keys()):
            expected = self.spread[word] / total
            found += math.log((used.get(word, 0) + expected / 2) / (claims + 0.5) / expected)
        return max(MOST_AGAINST, min(MOST_FOR, found))

    def voice(self, speaker: str | None, name: str, among: int) -> float:
        """How much oftener than others a speaker speaks of a name, of so many: a logarithm."""
        own = self.by_speaker.get(speaker or "", {})
        usual = (self.said.get(name, 0) + 1) / (self.spoken + among)
        return math.log((own.get(name, 0) / usual + WEIGHT) / (sum(own.values()) + WEIGHT))

    def nearest(self, words: frozenset[str]) -> Mapping[str, float]:
        """For each name the likeness of the likest claim on it: the cosine, by rarity of words."""
        found: dict[str, float] = {}
        own = self.length(words)
        for lesson in self.in_words:
            shared = words & lesson.words
            if not shared:
                continue
            like = self.length(shared) ** 2 / (own * self.length(lesson.words))
            for name in lesson.about:
                found[name] = max(like, found.get(name, 0.0))
        return found

    def length(self, words: frozenset[str]) -> float:
        return math.sqrt(sum(self.rarity(word) ** 2 for word in sorted(words)))

    def rarity(self, word: str) -> float:
        """From near nought, for a word of every claim, to one, for a word of none."""
        total = len(self.in_words)
        return math.log((total + 2) / (self.spread.get(word, 0) + 1)) / math.log(total + 2)


def learned_from(lessons: Iterable[Lesson]) -> Learned:
    given = tuple(lessons)
    in_words = tuple(sorted((one for one in given if one.words), key=order))
    used: dict[str, Counter[str]] = {}
    for one in in_words:
        for name in one.about:
            used.setdefault(name, Counter()).update(one.words)
    spoken = [one for one in given if one.speaker is not None]
    by_speaker: dict[str, Counter[str]] = {}
    for one in spoken:
        by_speaker.setdefault(one.speaker or "", Counter()).update(one.about)
    return Learned(
        in_words,
        Counter(name for one in given for name in one.about),
        Counter(name for one in in_words for name in one.about),
        Counter(word for one in in_words for word in one.words),
        used,
        len(spoken),
        Counter(name for one in spoken for name in one.about),
        by_speaker,
    )


def order(lesson: Lesson) -> tuple[list[str], str]:
    return sorted(lesson.words | lesson.about), lesson.speaker or ""
