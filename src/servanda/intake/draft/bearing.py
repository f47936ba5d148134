"""On which stipulations a statement bears: those with whose own words it shares the rarest, and
those that confirmed claims in such words bear on."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from servanda.agreement.model import Agreement, Fund, Phase, Stipulation
from servanda.intake.draft.learned import Learned, Lesson, learned_from
from servanda.intake.draft.names import Names
from servanda.intake.draft.spelling import near_words, stems_of, words_of
from servanda.record.model import PostureContent, Record
from servanda.values.deed import Deed

MOST = 3  # names in one claim
ENOUGH = 0.6  # information that the shared words must carry, in parts of that of one rare word
OF_THE_BEST = 0.6  # how much of the best one's a further one must carry
ORDINALS = {
    "one": ("first", "one", "1"), "two": ("second", "two", "2"), "three": ("third", "three", "3"),
    "four": ("fourth", "four", "4"),
}  # fmt: skip
EMPTY = frozenset(
    [
        "of",
        "for",
        "and",
        "in",
        "to",
        "by",
        "on",
        "at",
        "or",
        "as",
        "from",
        "with",
        "that",
        "which",
        "who",
        "all",
        "any",
        "other",
        "into",
        "over",
        "under",
        "during",
        "within",
        "its",
        "their",
        "his",
        "her",
        "be",
        "is",
        "are",
    ]
)


@dataclass(frozen=True, slots=True)
class Bearing:
    """The words of every stipulation, phase and fund, and how telling each of them is."""

    words: Mapping[str, frozenset[str]]
    titles: Mapping[str, frozenset[str]]
    weight: Mapping[str, float]
    deeds: Mapping[str, tuple[Deed, ...]]
    learned: Learned  # from the claims of the record
    phases: Mapping[str, str]  # how a phase is numbered: `two` for `two`, `phase-two`, `second`

    def of_words(self, text: str) -> tuple[str, ...]:
        """The names on which the words bear, the one that shares most first."""
        said = frozenset(near(text))
        found: dict[str, float] = {}
        for name, own in self.words.items():
            shared = said & own
            score = sum(self.weight[one] for one in shared)
            is_enough = len(shared) > 1 or is_telling(shared, self.titles[name])
            if is_enough and score >= ENOUGH * self.rarest:
                found[name] = score
        numbered = tuple(self.phases_in(text))
        best = max(found.values(), default=0.0)
        order = sorted(found, key=lambda name: (-found[name], name))
        close = [name for name in order if found[name] >= best * OF_THE_BEST]
        taught = self.learned.names_for(said)
        return tuple(dict.fromkeys((*numbered, *close, *taught)))[:MOST]

    @property
    def rarest(self) -> float:
        """What a word tells that a single stipulation has."""
        return math.log(1 + len(self.words))

    def of_deed(self, action: str, thing: str | None) -> tuple[str, ...]:
        """The stipulations about that very deed."""
        return tuple(
            name
            for name, deeds in self.deeds.items()
            if any(one.action == action and one.thing == thing for one in deeds)
        )[:MOST]

    def phases_in(self, text: str) -> Iterator[str]:
        words = words_of(text)
        for name, number in self.phases.items():
            first, *others = ORDINALS[number]
            for at, word in enumerate(words):
                before = words[at - 1] if at else ""
                after = words[at + 1] if at + 1 < len(words) else ""
                is_phase = word in ("phase", "stage")
                if is_phase and (before == first or after in others):
                    yield name


def is_telling(shared: frozenset[str], title: frozenset[str]) -> bool:
    """Whether what is shared is half of a title."""
    return bool(shared & title) and len(title) <= 2 * len(shared & title)


def lessons_in(record: Record) -> Iterator[Lesson]:
    """Every claim in words that says on what it bears."""
    for claim in record.claims:
        if isinstance(claim.content, PostureContent):
            yield Lesson(frozenset(near(claim.content.words)), frozenset(claim.about))


def bearing_of(agreement: Agreement, names: Names, record: Record) -> Bearing:
    """Gathers the words of everything that has a verdict; the names of parties tell nothing."""
    parties = {one for actor in names.actors for part in actor for one in stems_of(part)}
    every: Sequence[Stipulation | Phase | Fund] = (
        *agreement.stipulations,
        *agreement.phases,
        *agreement.funds,
    )
    deeds = {each.name: tuple(deeds_in(each)) for each in agreement.stipulations}
    titles = {each.name: frozenset(near(called(each.name, each.title))) - parties for each in every}
    own = {
        name: title | frozenset(near(" ".join(spoken(deeds.get(name, ()), agreement)))) - parties
        for name, title in titles.items()
    }
    seen = Counter(word for words in own.values() for word in words)
    weight = {word: math.log((1 + len(own)) / times) for word, times in seen.items()}
    phases = {phase.name: number for phase in agreement.phases for number in numbers_of(phase)}
    learned = learned_from(lessons_in(record))
    return Bearing(own, titles, weight, deeds, learned, phases)


def numbers_of(phase: Phase) -> Iterator[str]:
    parts = phase.name.split("-")
    yield from (number for number, called in ORDINALS.items() if set(called) & set(parts))


def called(name: str, title: str) -> str:
    return f"{title} {name.replace('-', ' ')}"


def spoken(deeds: tuple[Deed, ...], agreement: Agreement) -> Iterator[str]:
    for deed in deeds:
        yield deed.action.replace("-", " ")
        if deed.thing is None:
            continue
        yield deed.thing.replace("-", " ")
        things = (agreement.things, agreement.areas)
        yield from (kind[deed.thing].title for kind in things if deed.thing in kind)


def deeds_in(stipulation: Stipulation) -> Iterator[Deed]:
    for each in stipulation.clauses:
        deed = getattr(each, "deed", None)
        if isinstance(deed, Deed):
            yield deed


def near(text: str) -> Iterator[str]:
    """The stems of a text, each as the first of its group of near words."""
    groups = near_words()
    for one in stems_of(text):
        if one not in EMPTY and len(one) > 2:
            yield groups.get(one, one)
