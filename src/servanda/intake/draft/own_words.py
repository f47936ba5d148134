"""The words of a stipulation, phase or fund itself: its title, what is done in it, its section."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from servanda.agreement.model import Agreement, Fund, Phase, Stipulation
from servanda.intake.draft.names import Names
from servanda.intake.draft.prose import prose_about
from servanda.intake.draft.spelling import empty_words, near_words, stems_of
from servanda.values.deed import Deed

ORDINALS = {
    "one": ("first", "one", "1"), "two": ("second", "two", "2"), "three": ("third", "three", "3"),
    "four": ("fourth", "four", "4"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Own:
    """The words of one stipulation, phase or fund, as they are compared, and its actors."""

    title: frozenset[str]
    terms: frozenset[str]  # of title, deeds and things
    prose: frozenset[str]  # of the section's prose
    actors: frozenset[str]


def own_words(agreement: Agreement, names: Names, texts: Mapping[str, str]) -> dict[str, Own]:
    """Those of everything that has a verdict; the names of parties tell nothing."""
    every: Sequence[Stipulation | Phase | Fund] = (
        *agreement.stipulations,
        *agreement.phases,
        *agreement.funds,
    )
    parties = frozenset(one for actor in names.actors for part in actor for one in stems_of(part))
    own: dict[str, Own] = {}
    for each in every:
        done = tuple(deeds_in(each)) if isinstance(each, Stipulation) else ()
        title = frozenset(near(called(each.name, each.title))) - parties
        terms = title | frozenset(near(" ".join(spoken(done, agreement)))) - parties
        prose = frozenset(near(prose_about(each.span, texts))) - parties
        own[each.name] = Own(title, terms, prose, frozenset(actors_of(each, done)))
    return own


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
    """The names and titles of what is done, and of that to which it is done."""
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
    groups, empty = near_words(), empty_words()
    for one in stems_of(text):
        if one not in empty and len(one) > 2:
            yield groups.get(one, one)
