"""The names that an agreement and its record declare, found again in the words of an article."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from servanda.agreement.model import Agreement
from servanda.intake.draft.spelling import peoples, words_of
from servanda.language.vocabulary import Vocabulary
from servanda.record.model import Record

Words = tuple[str, ...]
PEOPLE_ENDINGS = ("i", "is", "n", "ns", "an", "ans", "ian", "ians", "ese", "ish", "ni", "nis")
MINOR = frozenset({"of", "for", "and", "in", "to", "his", "her", "its", "at", "on", "by", "from"})
SHORTEST_STEM = 4


@dataclass(frozen=True, slots=True)
class Found:
    """A declared name, and where in a row of words it was found: from `start` up to `end`."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Names:
    """Everything declared that an article may speak of, by the words it may be called by."""

    sources: Mapping[Words, str]
    actors: Mapping[Words, str]  # actors only; `us` for `American`, too
    offices: tuple[tuple[str, str | None, tuple[Words, ...]], ...]  # name, whose, what it is called
    declared: frozenset[str]  # every name that a source or an actor has
    source_names: frozenset[str]
    agreement: Agreement
    record: Record

    def actor_in(self, words: Words) -> str | None:
        """The first actor that the words name."""
        return next((one.name for one in found_in(words, self.actors)), None)

    def actors_in(self, words: Words) -> tuple[Found, ...]:
        return tuple(found_in(words, self.actors))

    def office_in(self, words: Words) -> str | None:
        """The one office that the words name by what it is called; of several like it, the one
        whose actor the words name, too."""
        named = [one for one in self.offices if any(holds(words, each) for each in one[2])]
        longest = max((longest_held(words, one[2]) for one in named), default=0)
        named = [one for one in named if longest_held(words, one[2]) == longest]
        others = {found.name for found in self.actors_in(words)}
        of_named = [one for one in named if one[1] in others]
        if of_named:
            return of_named[0][0] if len({one[0] for one in of_named}) == 1 else None
        if others and named and len(named) == 1 and named[0][1] not in others:
            return None  # `Egyptian prime minister` is not the only declared prime minister
        return named[0][0] if len({one[0] for one in named}) == 1 else None

    def source_in(self, words: Words) -> str | None:
        """The declared source that is called so, exactly or by a part of its title that is its
        alone."""
        exact = self.sources.get(words)
        if exact is not None:
            return exact
        wide = {name for title, name in self.sources.items() if is_within(title, words)}
        if len(wide) == 1:
            return wide.pop()
        narrow = {name for title, name in self.sources.items() if is_within(words, title)}
        return narrow.pop() if len(narrow) == 1 else None


def names_of(vocabulary: Vocabulary, agreement: Agreement, record: Record) -> Names:
    """Gathers what is declared, and derives what else it is called."""
    actors: dict[Words, str] = {}
    for actor in agreement.actors.values():
        for alias in actor_aliases(actor.name, actor.title):
            actors.setdefault(alias, actor.name)
    sources: dict[Words, str] = {}
    for source in record.sources.values():
        for alias in plain_aliases(source.name, source.title):
            sources.setdefault(alias, source.name)
    offices = tuple(
        (office.name, whose(office.name, agreement), office_aliases(office.name, office.title))
        for office in record.offices.values()
        if office.kind == "office"
    )
    declared = vocabulary.names("actor", "office", "official", "source")
    return Names(sources, actors, offices, declared, frozenset(record.sources), agreement, record)


# --- What a declared name is called --------------------------------------------------------------


def plain_aliases(name: str, title: str) -> Iterator[Words]:
    """Its title and its name, and the title up to what it adds after a comma."""
    yield words_of(title)
    yield words_of(title.partition(",")[0])
    yield tuple(name.replace("/", "-").split("-"))
    capitals = "".join(word[0] for word in title.split() if word[:1].isupper())
    if len(capitals) >= 3:
        yield (capitals.casefold(),)


def actor_aliases(name: str, title: str) -> Iterator[Words]:
    """The same, and its people: `Israeli` of Israel, `American` of the United States."""
    yield from plain_aliases(name, title)
    if "in their words " in title:  # what those call themselves whom a title describes
        yield words_of(title.partition("in their words ")[2])
    words = words_of(title)
    for other in peoples().get(" ".join(words), ()):
        yield tuple(other.split())
        yield tuple(f"{other}s".split())
    if len(words) == 1 and len(words[0]) >= SHORTEST_STEM:
        yield from ((one,) for one in peoples_of(words[0]))


def peoples_of(country: str) -> Iterator[str]:
    """What the people of a country may be called, by the rules of English: an ending on its name,
    or on its name without its last letters (Lebanon, Lebanese)."""
    roots = {country, country.rstrip("aeiouy"), country.removesuffix("on")}
    for root in sorted(one for one in roots if len(one) >= SHORTEST_STEM):
        yield from (root + ending for ending in PEOPLE_ENDINGS)


def office_aliases(name: str, title: str) -> tuple[Words, ...]:
    """What the office is called without whose it is: `prime minister`, `secretary of state`."""
    path = name.partition("/")[2] or name
    by_name = tuple(path.split("-"))
    before = title.partition(" of the ")[0].partition(",")[0].partition(" and ")[0]
    by_title = words_of(before)
    found = {by_name, by_title, tuple(one for one in by_name if one not in MINOR)}
    found |= {spelled_otherwise(one) for one in found}
    return tuple(sorted(one for one in found if one))


def spelled_otherwise(words: Words) -> Words:
    return tuple({"defence": "defense", "defense": "defence"}.get(one, one) for one in words)


def whose(office: str, agreement: Agreement) -> str | None:
    actor = office.partition("/")[0]
    return actor if actor in agreement.actors else None


# --- Rows of words -------------------------------------------------------------------------------


def found_in(words: Words, aliases: Mapping[Words, str]) -> Iterator[Found]:
    """Every declared name in a row of words, from the left, the longest first."""
    longest = max(map(len, aliases), default=0)
    at = 0
    while at < len(words):
        for length in range(min(longest, len(words) - at), 0, -1):
            name = aliases.get(words[at : at + length])
            if name is not None:
                yield Found(name, at, at + length)
                at += length - 1
                break
        at += 1


def holds(words: Words, alias: Words) -> bool:
    """Whether the alias stands in the words, in one piece."""
    length = len(alias)
    return any(words[at : at + length] == alias for at in range(len(words) - length + 1))


def longest_held(words: Words, aliases: Iterable[Words]) -> int:
    return max((len(one) for one in aliases if holds(words, one)), default=0)


def is_within(few: Words, many: Words) -> bool:
    """Whether all that matters of the few words stands in the many: two at least."""
    matters = {one for one in few if one not in MINOR}
    return len(matters) >= 2 and matters <= set(many)
