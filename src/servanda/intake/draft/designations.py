"""Bodies and offices under the names that newspapers give them: `the Israeli army` is declared as
`Israel Defense Forces`.

What they are commonly called stands in `words/designations.toml`. A body matches only where the
words say nothing else beside it and whose it is, and where one alone that is declared fits.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from servanda.intake.draft.names import MINOR, Names, Words, holds
from servanda.intake.draft.spelling import lines_of, words_of
from servanda.record.model import Office, Source

GOVERNMENT = "government"  # which is the country itself
# Words beside a body that tell nothing of which one it is.
NEUTRAL = MINOR | {"own", "run", "led", "backed", "ruled", "controlled", "country"}
# Words in a title that make it that of somebody, or of a part.
SOMEBODY = {
    "spokesman", "spokeswoman", "spokesperson", "deputy", "vice", "envoy", "envoys", "special",
    "head", "chief", "director", "intelligence", "adviser", "advisers", "official", "officials",
    "officer", "officers", "commander", "commanders", "member", "members", "staff",
    "representative", "reserve", "radio", "former",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Body:
    """A sort of body or office: what it may be called, how its like are titled, and of which
    country the words alone say that it is."""

    name: str
    called: tuple[Words, ...]
    titles: tuple[Words, ...]
    country: Words


@dataclass(frozen=True, slots=True)
class Designated:
    """What some words designate: a sort of body, of an actor if they name one, and which declared
    names fit: one that is meant, or several between which nothing tells."""

    body: Body
    actor: str | None
    fitting: tuple[str, ...]


def designated(words: str, names: Names) -> Designated | None:
    """What body or office the words stand for; None where they stand for something else."""
    plain = words_of(words)
    for body, called in _called_in(plain):
        rest, actor = _whose(_without(plain, called), body, names)
        if any(one not in NEUTRAL for one in rest):
            continue
        if body.name == GOVERNMENT:
            return _government(body, actor, names)
        return Designated(body, actor, tuple(_fitting(body, actor, names)))
    return None


def government_of(words: str, names: Names) -> str | None:
    """The actor whose government the words call so, and nothing else."""
    meant = designated(words, names)
    return meant.actor if meant and meant.body.name == GOVERNMENT else None


def is_of_a_people(words: Words, actor: str, names: Names) -> bool:
    """Whether what an actor may be called is its people: `Israelis` are not Israel."""
    called = (words_of(names.agreement.actors[actor].title), tuple(actor.split("-")))
    return len(words) == 1 and len(words[0]) > 3 and words not in (*called, *countries())


def governs_from(city: Words, names: Names) -> str | None:
    """The actor that is meant where a city by itself speaks: `Washington said`."""
    return _seated_in(city, names) if city in speaking_cities() else None


def _seated_in(city: Words, names: Names) -> str | None:
    countries_ = seats().get(city, ())
    return next((names.actors[one] for one in countries_ if one in names.actors), None)


def _government(body: Body, actor: str | None, names: Names) -> Designated | None:
    """The government of a country is the country; a movement's is not the movement."""
    if actor is None or not any(names.actors.get(one) == actor for one in countries()):
        return None
    return Designated(body, actor, (actor,))


def _called_in(plain: Words) -> Iterator[tuple[Body, Words]]:
    """The bodies that some words may stand for, the longest of what they are called first."""
    held = [(body, one) for body in bodies() for one in body.called if holds(plain, one)]
    yield from sorted(held, key=lambda each: -len(each[1]))


def _without(words: Words, part: Words) -> Words:
    at = next(at for at in range(len(words)) if words[at : at + len(part)] == part)
    return words[:at] + words[at + len(part) :]


def _whose(rest: Words, body: Body, names: Names) -> tuple[Words, str | None]:
    """The actor of whom the other words say that the body is, and the words that are left."""
    for found in names.actors_in(rest):
        return rest[: found.start] + rest[found.end :], found.name
    for city in seats():
        if holds(rest, city) and (actor := _seated_in(city, names)):
            return _without(rest, city), actor
    return rest, names.actors.get(body.country) if body.country else None


def _fitting(body: Body, actor: str | None, names: Names) -> Iterator[str]:
    """The declared sources and offices of this sort, of an actor if one is given."""
    declared: dict[str, Source | Office] = {**names.record.offices, **names.record.sources}
    for name, each in sorted(declared.items()):
        by_name = tuple(name.partition("/")[2].split("-"))
        is_one = any(_is_titled(each.title, one) or by_name == one for one in body.titles)
        if is_one and (actor is None or actor == owner(name, each, names)):
            yield name


def _is_titled(title: str, one: Words) -> bool:
    """Whether a title is of that sort, and not of somebody in it: `head of the army's staff`."""
    plain = words_of(re.split(r",| and (?:his|her|its|their) ", title)[0])
    return holds(plain, one) and not SOMEBODY & set(_without(plain, one))


def owner(name: str, each: Source | Office, names: Names) -> str | None:
    """Whose body or office it is: by its name, by whom it speaks for, or by its title."""
    prefix = name.partition("/")[0]
    if "/" in name and prefix in names.agreement.actors:
        return prefix
    if isinstance(each, Source) and (each.camp or each.speaks_for):
        return each.camp or each.speaks_for
    return names.actor_in(words_of(each.title))


@cache
def bodies() -> tuple[Body, ...]:
    """The bodies of `designations.toml`."""
    folder = files("servanda.intake.draft") / "words"
    held = tomllib.loads((folder / "designations.toml").read_text(encoding="utf-8"))
    return tuple(
        Body(
            each["name"],
            tuple(map(words_of, each["called"])),
            tuple(map(words_of, each["titles"])),
            words_of(each.get("country", "")),
        )
        for each in held["body"]
    )


@cache
def bodies_by_name() -> frozenset[Words]:
    """What the bodies are called whose words alone tell whose they are: `the Kremlin`."""
    return frozenset(called for body in bodies() if body.country for called in body.called)


@cache
def seats() -> dict[Words, tuple[Words, ...]]:
    """The countries whose government sits in a city, by the names of that country."""
    found: dict[Words, tuple[Words, ...]] = {}
    for line in lines_of("seats.txt"):
        country, _, cities = line.partition(":")
        for city in map(words_of, cities.split(",")):
            found[city] = (*found.get(city, ()), words_of(country))
    return found


@cache
def speaking_cities() -> frozenset[Words]:
    """The seats that newspapers write for the government itself."""
    return frozenset(map(words_of, lines_of("speaking-cities.txt")))


@cache
def countries() -> frozenset[Words]:
    return frozenset(country for several in seats().values() for country in several)
