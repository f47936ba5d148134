"""On which stipulations a statement bears: those whose own words it shares, the rarer the better,
and those that confirmed claims in such words bear on."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from servanda.agreement.model import Agreement, Fund, Phase, Stipulation
from servanda.intake.draft.learned import Learned, Lesson, learned_from
from servanda.intake.draft.names import Names
from servanda.intake.draft.prose import prose_about
from servanda.intake.draft.spelling import near_words, stems_of, words_of
from servanda.record.model import PostureContent, Record
from servanda.values.deed import Deed

MOST = 3  # names in one claim
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
class Signs:
    """What speaks for a link, each from nought: `titled` is the part of the title that is said,
    `said` the rarity of what is shared with title, deed and things, `prose` that with the section's
    prose; `speaking`, `nearest` and `liking` are the record's (see `Learned`); `actor` is one where
    an actor of the stipulation is named."""

    titled: float
    said: float
    prose: float
    speaking: float
    nearest: float
    liking: float
    actor: float

    @property
    def odds(self) -> float:
        """The log odds of the link."""
        signs: dict[str, float] = {each.name: getattr(self, each.name) for each in fields(self)}
        return BASE + sum(weight * signs[name] for name, weight in WEIGHTS.items())


# Learned by `python -m benchmarks.intake.weigh_links` from one example, without its longest report.
WEIGHTS: Mapping[str, float] = {
    "titled": 1.88, "said": 2.04, "prose": 1.14, "speaking": 0.38, "nearest": 2.11, "liking": 0.86,
    "actor": 0.32,
}  # fmt: skip
BASE = -3.53
ENOUGH = -1.25  # log odds of a link that is proposed
BEHIND = 1.5  # how much less than the best's a further one's may be


@dataclass(frozen=True, slots=True)
class Own:
    """The words of one stipulation, phase or fund, as they are compared, and its actors."""

    title: frozenset[str]
    terms: frozenset[str]  # of title, deeds and things
    prose: frozenset[str]  # of the section's prose
    actors: frozenset[str]


@dataclass(frozen=True, slots=True)
class Bearing:
    """The words of every stipulation, phase and fund, and how telling each of them is."""

    own: Mapping[str, Own]
    rarity: Mapping[str, float]  # of a word that one of them has: one; of all of them: nought
    deeds: Mapping[str, tuple[Deed, ...]]
    levels: Mapping[str, tuple[str, ...]]  # for each level the stipulations about it
    learned: Learned  # from the claims of the record
    phases: Mapping[str, str]  # how a phase is numbered: `two` for `two`, `phase-two`, `second`
    names: Names

    def of_words(self, text: str) -> tuple[str, ...]:
        """The names on which the words bear: phases that they number, then the likeliest first."""
        odds = {name: signs.odds for name, signs in self.signs(text).items()}
        best = max(odds.values(), default=0.0)
        order = sorted(odds, key=lambda name: (-odds[name], name))
        likely = [name for name in order if odds[name] >= max(ENOUGH, best - BEHIND)]
        return tuple(dict.fromkeys((*self.phases_in(text), *likely)))[:MOST]

    def signs(self, text: str) -> Mapping[str, Signs]:
        """What speaks for each name."""
        said = frozenset(near(text))
        nearest = self.learned.nearest(said)
        named = frozenset(one.name for one in self.names.actors_in(words_of(text)))
        return {
            name: Signs(
                self.told(said & own.title) / (self.told(own.title) or 1.0),
                self.told(said & own.terms),
                self.told(said & own.prose),
                self.learned.speaking(said, name),
                nearest.get(name, 0.0),
                self.learned.liking(name, len(self.own)),
                float(bool(named & own.actors)),
            )
            for name, own in self.own.items()
        }

    def told(self, words: frozenset[str]) -> float:
        """How much is told by words together, in words that only one stipulation has."""
        return sum(self.rarity.get(word, 0.0) for word in sorted(words))

    def of_deed(self, action: str, thing: str | None) -> tuple[str, ...]:
        """The stipulations about that very deed."""
        return tuple(
            name
            for name, deeds in self.deeds.items()
            if any(one.action == action and one.thing == thing for one in deeds)
        )[:MOST]

    def of_level(self, level: str) -> tuple[str, ...]:
        """The stipulations that ask how a level stands."""
        return self.levels.get(level, ())[:MOST]

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


def lessons_in(record: Record) -> Iterator[Lesson]:
    """Every claim that says on what it bears."""
    for claim in record.claims:
        if claim.about:
            said = claim.content.words if isinstance(claim.content, PostureContent) else ""
            yield Lesson(frozenset(near(said)), frozenset(claim.about))


def bearing_of(
    agreement: Agreement, names: Names, record: Record, texts: Mapping[str, str]
) -> Bearing:
    """Gathers the words of everything that has a verdict; the names of parties tell nothing."""
    every: Sequence[Stipulation | Phase | Fund] = (
        *agreement.stipulations,
        *agreement.phases,
        *agreement.funds,
    )
    deeds = {each.name: tuple(deeds_in(each)) for each in agreement.stipulations}
    parties = frozenset(one for actor in names.actors for part in actor for one in stems_of(part))
    own: dict[str, Own] = {}
    for each in every:
        done = deeds.get(each.name, ())
        title = frozenset(near(called(each.name, each.title))) - parties
        terms = title | frozenset(near(" ".join(spoken(done, agreement)))) - parties
        prose = frozenset(near(prose_about(each.span, texts))) - parties
        own[each.name] = Own(title, terms, prose, frozenset(actors_of(each, done)))
    phases = {phase.name: number for phase in agreement.phases for number in numbers_of(phase)}
    rarity = rarity_in([one.prose | one.terms for one in own.values()])
    levels = {level: tuple(asked_of(level, agreement)) for level in agreement.levels}
    return Bearing(own, rarity, deeds, levels, learned_from(lessons_in(record)), phases, names)


def rarity_in(texts: Sequence[frozenset[str]]) -> dict[str, float]:
    """The inverse document frequency of each word, one for a word of a single text."""
    seen = Counter(word for text in texts for word in text)
    most = 1 + len(texts)
    return {word: math.log(most / times) / math.log(most) for word, times in seen.items()}


def actors_of(each: Stipulation | Phase | Fund, deeds: tuple[Deed, ...]) -> Iterator[str]:
    """Who bears it, and to whom something is to be done."""
    for clause in each.clauses:
        yield from getattr(clause, "bearers", ())
    yield from (deed.to for deed in deeds if deed.to is not None)


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


def asked_of(level: str, agreement: Agreement) -> Iterator[str]:
    """The stipulations one of whose limbs is about a level."""
    for each in agreement.stipulations:
        limbs = [getattr(getattr(one, "level", None), "level", None) for one in each.clauses]
        if level in limbs:
            yield each.name


def near(text: str) -> Iterator[str]:
    """The stems of a text, each as the first of its group of near words."""
    groups = near_words()
    for one in stems_of(text):
        if one not in EMPTY and len(one) > 2:
            yield groups.get(one, one)
