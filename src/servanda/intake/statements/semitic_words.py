"""The words by which Arabic and Hebrew news reports attribute, out of `semitic_ar.toml` and
`semitic_he.toml`.

`~` after a letter says that it is written together with the next word (`ل~` in `للجنة`), `~` before
one that any word with this beginning is meant.
"""

import pkgutil
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from servanda.intake.statements.semitic_text import plain
from servanda.record.model import Stance


@dataclass(frozen=True, slots=True)
class Words:
    """What the rules know of a language. All words are in their plain form."""

    cues: dict[str, Stance]
    joined_and: tuple[str, ...]  # "and", written together with the next word
    that: frozenset[str]  # words that begin what is said
    takes: dict[str, tuple[str, ...]]  # what may begin it after a verb without "that"
    according: tuple[tuple[str, ...], ...]  # phrases before a speaker
    according_to_them: frozenset[str]  # "according to him" in one word
    passive: frozenset[str]  # "it was said"
    no_speakers: frozenset[str]  # what something may accord with that says nothing
    unnamed: frozenset[str]  # what people without a name are called
    pronouns: frozenset[str]
    aside: frozenset[str]  # words that begin a time, a place or a clause after a speaker
    aside_pairs: frozenset[tuple[str, str]]
    hearers: frozenset[str]  # "to reporters"
    outlets: frozenset[str]  # "to the agency", with the outlet's name after it
    connectors: frozenset[str]  # words before a speaker or a verb that are none of it
    as_said: frozenset[str]  # "as", before a verb that attributes what stands before it
    future: tuple[str, ...]  # beginnings of words that lie ahead
    ahead: frozenset[str]
    told_in: frozenset[str]  # "it stands in", before the speaker
    relayed: frozenset[str]  # "his saying that", after a speaker
    relays: frozenset[str]  # "reported", of an outlet that names its source after
    from_whom: frozenset[str]  # "from", between the two
    negations: frozenset[str]
    never_first: frozenset[str]  # prepositions: what begins with one is no speaker
    participles: frozenset[str]  # "adding that": of whoever spoke before it
    not_joined_that: frozenset[str]  # words that begin like "that" joined to a word, and are not


@cache
def words_of(language: Literal["ar", "he"]) -> Words:
    """The words of a language, read from beside this module."""
    data = pkgutil.get_data(__package__, f"semitic_{language}.toml")
    assert data is not None, "the word lists are part of the package"
    lists = tomllib.loads(data.decode("utf-8"))
    return Words(
        cues={plain(verb): stance for stance, verb in _each(lists["cues"])},
        takes={
            plain(verb): tuple(map(plain, beginnings.split()))
            for beginnings, verb in _each(lists["takes"])
        },
        according=tuple(tuple(map(plain, phrase.split())) for phrase in lists["according"]),
        aside_pairs=frozenset((plain(one), plain(two)) for one, two in _each(lists["aside_pairs"])),
        joined_and=tuple(lists["joined_and"].split()),
        future=tuple(lists["future"].split()),
        **{name: _plain_words(lists.get(name, "")) for name in _PLAIN_LISTS},
    )


_PLAIN_LISTS = (
    "that", "according_to_them", "passive", "no_speakers", "unnamed", "pronouns", "aside",
    "hearers", "outlets", "connectors", "as_said", "ahead", "not_joined_that", "told_in", "relayed",
    "relays", "from_whom", "negations", "never_first", "participles",
)  # fmt: skip


def _each(table: dict[str, str]) -> list[tuple[Any, str]]:
    return [(key, word) for key, words in table.items() for word in words.split()]


def _plain_words(text: str) -> frozenset[str]:
    return frozenset(map(plain, text.split()))
