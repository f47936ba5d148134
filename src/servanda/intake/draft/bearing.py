"""On which stipulations a statement bears: those whose own words it shares, the rarer the better,
those that confirmed claims in such words or by such speakers bear on, and those that its article
speaks of."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from servanda.agreement.model import Agreement
from servanda.intake.draft.learned import Learned, learned_from
from servanda.intake.draft.lessons import lessons_in
from servanda.intake.draft.names import Names
from servanda.intake.draft.own_words import (
    ORDINALS,
    Own,
    asked_of,
    deeds_in,
    near,
    numbers_of,
    own_words,
    rarity_in,
)
from servanda.intake.draft.spelling import words_of
from servanda.record.model import Record, StateContent
from servanda.values.deed import Deed
from servanda.values.instant import Instant

MOST = 3  # names in one claim
NEXT_PHASE = (
    ("next", "phase"), ("following", "phase"), ("coming", "phase"), ("phase", "to", "come"),
    ("next", "stage"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for a link, each from nought: `titled` is the part of the title that is said,
    `said` the rarity of what is shared with title, deed and things, `prose` that with the section's
    prose; `speaking`, `nearest`, `liking` and `voice` are the record's (see `Learned`); `actor` is
    one where an actor of the stipulation is named; `headed` and `around` tell how likely the
    article's title and, on average, its other statements bear on it."""

    titled: float
    said: float
    prose: float
    speaking: float
    nearest: float
    liking: float
    actor: float
    headed: float = 0.0
    around: float = 0.0
    voice: float = 0.0

    @property
    def odds(self) -> float:
        """The log odds of the link."""
        return self.weighed(WEIGHTS, BASE)

    @property
    def alone(self) -> float:
        """How likely the link is, from nought to one, by the words alone."""
        return 1 / (1 + math.exp(-self.weighed(ALONE, ALONE_BASE)))

    def weighed(self, weights: Mapping[str, float], base: float) -> float:
        signs: dict[str, float] = {each.name: getattr(self, each.name) for each in fields(self)}
        weighed = {name: weight * signs[name] for name, weight in weights.items()}
        around = sum(weighed.pop(name, 0.0) for name in AROUND)
        return base + sum(weighed.values()) + min(MOST_AROUND, around)


# Learned by `python -m benchmarks.intake.weigh_links` from one example, without its longest report.
# ALONE are of an earlier run, with fewer near words: learned anew they do no better.
ALONE: Mapping[str, float] = {
    "titled": 1.88, "said": 2.04, "prose": 1.14, "speaking": 0.38, "nearest": 2.11, "liking": 0.86,
    "actor": 0.32,
}  # fmt: skip
ALONE_BASE = -3.53
WEIGHTS: Mapping[str, float] = {
    "titled": 1.79, "said": 1.67, "prose": 0.96, "speaking": 0.28, "nearest": 1.5, "liking": 0.5,
    "actor": 0.39, "headed": 1.6, "around": 2.98, "voice": 0.41,
}  # fmt: skip
BASE = -3.74
AROUND = ("headed", "around")
# These two bounds are not learned: chosen on all examples for fewer wrong links at no lower F1.
MOST_AROUND = 3.0  # log odds that what is around a claim may add
ENOUGH = -1.5  # log odds of a link that is proposed
BEHIND = 2.0  # how much less than the best's a further one's may be


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a statement: how likely the title of its article and, on average, its
    other statements bear on each name; who speaks; and which phase is the next."""

    title: Mapping[str, float]
    others: Mapping[str, float]
    speaker: str | None = None
    next_phase: str | None = None


NOTHING = Surroundings({}, {})


@dataclass(frozen=True, slots=True)
class Bearing:
    """The words of every stipulation, phase and fund, and how telling each of them is."""

    own: Mapping[str, Own]
    rarity: Mapping[str, float]  # of a word that one of them has: one; of all of them: nought
    deeds: Mapping[str, tuple[Deed, ...]]
    levels: Mapping[str, tuple[str, ...]]  # for each level the stipulations about it
    learned: Learned  # from the claims of the record
    phases: Mapping[str, str]  # how a phase is numbered: `two` for `two`, `phase-two`, `second`
    openings: tuple[tuple[Instant, str], ...]  # when each phase is said to be declared open
    names: Names

    def of_words(self, text: str, around: Surroundings = NOTHING) -> tuple[str, ...]:
        """The names on which the words bear: phases that they number, then the likeliest first."""
        odds = {name: signs.odds for name, signs in self.signs(text, around).items()}
        best = max(odds.values(), default=0.0)
        order = sorted(odds, key=lambda name: (-odds[name], name))
        likely = [name for name in order if odds[name] >= max(ENOUGH, best - BEHIND)]
        return tuple(dict.fromkeys((*self.phases_in(text, around), *likely)))[:MOST]

    def signs(self, text: str, around: Surroundings = NOTHING) -> Mapping[str, Signs]:
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
                around.title.get(name, 0.0),
                around.others.get(name, 0.0),
                self.learned.voice(around.speaker, name, len(self.own)),
            )
            for name, own in self.own.items()
        }

    def alone(self, text: str) -> Mapping[str, float]:
        """How likely the words bear on each name, from nought to one, whatever is around them."""
        return {name: signs.alone for name, signs in self.signs(text).items()}

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

    def next_phase(self, now: Instant) -> str | None:
        """The phase after the last that is said to be open by then, or after the first."""
        order = [number for number in ORDINALS if number in self.phases.values()]
        opened = [self.phases[name] for known, name in self.openings
                  if known < now and name in self.phases]  # fmt: skip
        last = max([order.index(one) for one in opened], default=0)
        after = order[last + 1 : last + 2]
        return next((name for name, number in self.phases.items() if [number] == after), None)

    def phases_in(self, text: str, around: Surroundings = NOTHING) -> Iterator[str]:
        words = words_of(text)
        for name, number in self.phases.items():
            first, *others = ORDINALS[number]
            is_next = name == around.next_phase and any(
                words[at : at + len(each)] == each
                for at in range(len(words))
                for each in NEXT_PHASE
            )
            if is_next or any(numbers(words, at, first, others) for at in range(len(words))):
                yield name


def numbers(words: Sequence[str], at: int, first: str, others: Sequence[str]) -> bool:
    """Whether a phase is numbered at a word: `second phase`, `phase two`, and `the second` after
    another phase was numbered so."""
    before = words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    if words[at] in ("phase", "stage"):
        return before == first or after in others
    is_last = at + 1 == len(words) and words[at] == first
    return is_last and "phase" in words[:at]


def surroundings(
    title: Mapping[str, float],
    others: Sequence[Mapping[str, float]],
    speaker: str | None,
    next_phase: str | None,
) -> Surroundings:
    """What is around one statement: its title and the other statements, by how likely each bears
    on the names."""
    names = {name for each in others for name in each}
    mean = {name: sum(each.get(name, 0.0) for each in others) / len(others) for name in names}
    return Surroundings(title, mean, speaker, next_phase)


def surely(names: Sequence[str]) -> Mapping[str, float]:
    """What a statement in the agreement's words bears on."""
    return dict.fromkeys(names, SURE)


SURE = 0.95


def bearing_of(
    agreement: Agreement, names: Names, record: Record, texts: Mapping[str, str]
) -> Bearing:
    """Gathers the words of everything that has a verdict, and what the record teaches."""
    own = own_words(agreement, names, texts)
    deeds = {each.name: tuple(deeds_in(each)) for each in agreement.stipulations}
    levels = {level: tuple(asked_of(level, agreement)) for level in agreement.levels}
    phases = {phase.name: number for phase in agreement.phases for number in numbers_of(phase)}
    rarity = rarity_in([one.prose | one.terms for one in own.values()])
    learned = learned_from(lessons_in(record, deeds))
    openings = tuple(
        (claim.known, claim.content.subject)
        for claim in record.claims
        if isinstance(claim.content, StateContent) and claim.content.verb == "declare-open"
    )
    return Bearing(own, rarity, deeds, levels, learned, phases, openings, names)
