"""Actors by the names that others have for them: `actors.toml` beside an agreement.

    [[actor]]
    name = "north-army"            # an actor of the agreement, or one with a parent that is
    parent = "north"
    from = 2019-03-01              # the first and the last day of its existence
    to = 2024-12-31
    aliases = ["Military Forces of North (2019-)"]
    [actor.names]                  # by script (ISO 15924)
    Cyrl = ["..."]

A name stands for an actor while it exists: the Government of a country before and after it changed
hands may be two. An actor that the agreement does not know stands for its nearest parent there.
"""

import tomllib
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from servanda.language.near_miss import did_you_mean

LARGEST_FILE = 5_000_000  # bytes
MOST_ACTORS = 20_000
LONGEST = 300  # characters of a name
HINT = "write `[[actor]]`, and below it `name` and `aliases`"
WORDS = ("name", "parent", "from", "to", "aliases", "names")


@dataclass(frozen=True, slots=True)
class NamedActor:
    """An actor as `actor` of the agreement, known as any of `aliases` from a day to a day."""

    name: str
    actor: str | None  # None: neither it nor any parent is one of the agreement's
    aliases: frozenset[str]
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class UnusableActors:
    """Why a file of actors cannot be used."""

    message: str
    hint: str = HINT


@dataclass(frozen=True, slots=True)
class Actors:
    """Every alias with the actors that have it, one at a time."""

    by_alias: Mapping[str, tuple[NamedActor, ...]]

    def actor(self, words: str | None, starts: datetime, ends: datetime, zone: str) -> str | None:
        """The agreement's actor of that name, if it surely existed all that time: half-open
        instants, and its days in that zone."""
        if words is None:
            return None
        there = ZoneInfo(zone)
        first = starts.astimezone(there).date()
        last = (ends - timedelta(microseconds=1)).astimezone(there).date()
        for one in self.by_alias.get(alike(words), ()):
            if one.first <= first and last <= one.last:
                return one.actor
        return None


def read_actors(data: bytes, known: Collection[str]) -> Actors | UnusableActors:
    """The actors in a file; `known` are those of the agreement."""
    if len(data) > LARGEST_FILE:
        return UnusableActors(f"this file has more than {LARGEST_FILE:,} bytes", "take some away")
    try:
        held = tomllib.loads(data.decode("utf-8"))
    except UnicodeDecodeError:
        return UnusableActors("this is not UTF-8", "save the file as UTF-8")
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        return UnusableActors(f"this is no TOML: {problem}")
    try:
        return _indexed(tuple(_actors(held, known)))
    except _UnusableError as problem:
        return UnusableActors(str(problem), problem.hint)


def alike(words: str) -> str:
    """The same for names that differ only in capitals, spaces or the form of their letters."""
    return " ".join(unicodedata.normalize("NFKC", words).casefold().split())


# --- Reading -----------------------------------------------------------------------------------


class _UnusableError(Exception):
    """Something in a file that is no actor."""

    def __init__(self, message: str, hint: str = HINT) -> None:
        super().__init__(message)
        self.hint = hint


def _actors(held: Mapping[str, Any], known: Collection[str]) -> Iterator[NamedActor]:
    entries = held.get("actor")
    if set(held) != {"actor"} or not isinstance(entries, list) or len(entries) > MOST_ACTORS:
        raise _UnusableError(f"this is no list of at most {MOST_ACTORS:,} actors")
    parents: dict[str, str | None] = {}
    for number, entry in enumerate(entries, start=1):
        name = _text(entry, "name", number)
        parents.setdefault(name, None if "parent" not in entry else _text(entry, "parent", number))
    for entry in entries:
        yield _actor(entry, parents, known)


def _actor(
    entry: Mapping[str, Any], parents: Mapping[str, str | None], known: Collection[str]
) -> NamedActor:
    name = str(entry["name"])
    unknown = [word for word in entry if word not in WORDS]
    if unknown:
        raise _UnusableError(
            f"`{unknown[0]}` is nothing that an actor says (`{name}`)",
            did_you_mean(unknown[0], WORDS) or f"it says {', '.join(WORDS)}",
        )
    first, last = _day(entry, "from", date.min), _day(entry, "to", date.max)
    if last < first:
        raise _UnusableError(f"`{name}` ends before it begins", "mend `from` or `to`")
    aliases = frozenset(alike(one) for one in (name, *_aliases(entry)))
    return NamedActor(name, _in_agreement(name, parents, known), aliases, first, last)


def _in_agreement(
    name: str, parents: Mapping[str, str | None], known: Collection[str]
) -> str | None:
    """The actor itself or its nearest parent that is one of the agreement's."""
    passed: list[str] = []
    one: str | None = name
    while one is not None and one not in known:
        if one in passed:
            raise _UnusableError(f"`{name}` is its own parent", "take a `parent` away")
        if one not in parents:
            near = did_you_mean(one, (*known, *parents))
            raise _UnusableError(
                f"`{passed[-1]}` has a parent `{one}`, which is no actor of the agreement or here",
                near or "declare it, here or in the agreement",
            )
        passed.append(one)
        one = parents[one]
    return one


def _aliases(entry: Mapping[str, Any]) -> Iterator[str]:
    scripts = entry.get("names", {})
    if not isinstance(scripts, dict):
        raise _UnusableError(f"`names` of `{entry['name']}` is no table by script")
    for told in (entry.get("aliases", []), *scripts.values()):
        if not isinstance(told, list) or not all(_is_text(one) for one in told):
            raise _UnusableError(f"the names of `{entry['name']}` are no lists of texts in quotes")
        yield from told


def _text(entry: object, word: str, number: int) -> str:
    text = entry.get(word) if isinstance(entry, dict) else None
    if not _is_text(text):
        raise _UnusableError(f"actor {number} has no `{word}` that is a text in quotes")
    return str(text)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value.strip()) <= LONGEST and value.isprintable()


def _day(entry: Mapping[str, Any], word: str, otherwise: date) -> date:
    day = entry.get(word, otherwise)
    if type(day) is not date:
        raise _UnusableError(f"`{word}` of `{entry['name']}` is no date", "write it as 2019-03-01")
    return day


def _indexed(actors: tuple[NamedActor, ...]) -> Actors:
    """By alias; two that have the same at the same time are none that a name could tell apart."""
    found: dict[str, tuple[NamedActor, ...]] = {}
    for one in actors:
        for alias in sorted(one.aliases):
            for other in found.get(alias, ()):
                if one.first <= other.last and other.first <= one.last:
                    raise _UnusableError(
                        f"`{alias}` is `{other.name}` and `{one.name}` at the same time",
                        "give each the days of its existence, or take the alias from one",
                    )
            found[alias] = (*found.get(alias, ()), one)
    return Actors(found)
