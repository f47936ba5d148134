"""Who speaks for an actor without being called by its name: its capital, the holder of one of its
offices; or several actors at once. Its government and its bodies are among the `designations`."""

import re
from dataclasses import replace

from servanda.intake.draft.designations import (
    government_of,
    governs_from,
    is_of_a_people,
    speaking_cities,
)
from servanda.intake.draft.names import MINOR, Names, Words, holds
from servanda.intake.draft.origins import Spoken, as_source, new_source
from servanda.intake.draft.spelling import words_of
from servanda.intake.draft.writing import listed

DEFINITE = re.compile(r"^(?:the\b|[^,]+?['’]s?\s)", re.I)


def speaking_for(called: str, names: Names) -> Spoken | None:
    """The source that is meant, or None where the words mean no actor in one of these ways."""
    words = words_of(called)
    return (
        of_a_capital(called, words, names)
        or of_its_office(called, words, names)
        or together(called, names)
    )


def of_a_capital(called: str, words: Words, names: Names) -> Spoken | None:
    """`Washington`, for the United States, if it is no source of its own."""
    if words in names.sources or words in names.actors:
        return None
    actor = governs_from(words, names)
    if actor is None:
        return None
    notice = f"‘{called.strip()}’ is read as `{actor}`, whose capital it is"
    return replace(as_source(actor, names), notices=(notice,))


def of_its_office(called: str, words: Words, names: Names) -> Spoken | None:
    """`The Ukrainian president`, `IFOR's commander`: one office, of the actor that is named."""
    if not DEFINITE.match(called):
        return None
    office = names.office_in(words)
    found = names.actors_in(words)
    if office is None or office not in names.record.offices or len(found) != 1:
        return None
    left = set(words[: found[0].start] + words[found[0].end :]) - MINOR
    is_whole = any(
        name == office
        and actor == found[0].name
        and holds(words, alias)
        and left == set(alias) - MINOR
        for name, actor, aliases in names.offices
        for alias in aliases
    )
    return as_source(office, names) if is_whole else None


def together(called: str, names: Names) -> Spoken | None:
    """`Germany and France`, `London and the Egyptian government`: each says it."""
    parts = [one for one in re.split(r",\s*(?:and\s+)?|\s+and\s+", called.strip()) if one]
    if len(parts) < 2 or words_of(called) in names.actors or words_of(called) in names.sources:
        return None
    meant = [each for one in parts if (each := one_of_several(one, names)) is not None]
    if len(meant) != len(parts):
        return None
    origins = tuple(dict.fromkeys(one.origin for one in meant))
    declares = tuple(dict.fromkeys(each for one in meant for each in one.declares))
    notices = tuple(each for one in meant for each in one.notices)
    return Spoken(listed(origins), len(origins) > 1, declares, notices)


def one_of_several(part: str, names: Names) -> Spoken | None:
    """An actor by its name, its government or its capital; a capital of nobody in the agreement is
    a source of its own."""
    words = words_of(part)
    actor = names.actors.get(words) or government_of(part, names)
    if actor is not None:
        return None if is_of_a_people(words, actor, names) else as_source(actor, names)
    of_one = of_a_capital(part, words, names)
    if of_one is None and words in speaking_cities():
        declared = names.sources.get(words)
        return Spoken(declared) if declared else new_source(part.strip(), names)
    return of_one
