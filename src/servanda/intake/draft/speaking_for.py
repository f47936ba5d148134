"""Who speaks for an actor without being called by its name: its capital, the holder of one of its
offices; or several actors at once. Its government and its bodies are among the `designations`."""

import re
from dataclasses import replace

from servanda.intake.draft.designations import governs_from
from servanda.intake.draft.names import MINOR, Names, Words, holds
from servanda.intake.draft.origins import Spoken, as_source
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
    """`Germany and France`: each says it."""
    parts = [one for one in re.split(r",\s*(?:and\s+)?|\s+and\s+", called.strip()) if one]
    actors = [names.actors.get(words_of(one)) for one in parts]
    if len(parts) < 2 or names.actors.get(words_of(called)) or words_of(called) in names.sources:
        return None
    meant = [as_source(one, names) for one in actors if one is not None]
    if len(meant) != len(parts) or any(
        is_of_people(part, actor, names) for part, actor in zip(parts, actors, strict=True)
    ):
        return None
    origins = tuple(dict.fromkeys(one.origin for one in meant))
    declares = tuple(pair for one in meant for pair in one.declares)
    return Spoken(listed(origins), len(origins) > 1, declares)


def is_of_people(part: str, actor: str | None, names: Names) -> bool:
    """`Israelis and Egyptians` are not Israel and Egypt."""
    title = words_of(names.agreement.actors[actor or ""].title)
    return part.strip().endswith("s") and words_of(part) != title
