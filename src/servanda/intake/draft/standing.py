"""Who speaks for an actor without being called by its name: its government, its army, its capital,
the holder of one of its offices; or several actors at once."""

import re
from dataclasses import dataclass

from servanda.intake.draft.names import MINOR, Names, Words, holds
from servanda.intake.draft.spelling import capitals, words_of
from servanda.intake.draft.writing import listed

GOVERNMENT = (("government",), ("authorities",), ("cabinet",))
ARMY = (("army",), ("military",), ("armed", "forces"), ("forces",), ("defence", "forces"),
        ("defense", "forces"))  # fmt: skip
OF_AN_ARMY = frozenset({"army", "military", "armed", "defense", "defence", "forces"})
DEFINITE = re.compile(r"^(?:the\b|[^,]+?['’]s?\s)", re.I)


@dataclass(frozen=True, slots=True)
class Spoken:
    """The origin of a claim as the language writes it, and what must be declared for it.

    `origin` is a name (`jpost`) or `unnamed us "officials"`; `declares` the sources that do not
    exist yet, by name, with their titles.
    """

    origin: str
    is_plural: bool = False
    declares: tuple[tuple[str, str], ...] = ()
    notices: tuple[str, ...] = ()


def standing_for(called: str, names: Names) -> Spoken | None:
    """The source that is meant, or None where the words mean no actor in one of these ways."""
    words = words_of(called)
    return (
        of_a_capital(called, words, names)
        or of_its_body(words, names)
        or of_its_office(called, words, names)
        or together(called, names)
    )


def of_a_capital(called: str, words: Words, names: Names) -> Spoken | None:
    """`Washington`, for the United States, if it is no source of its own."""
    if words in names.sources or names.actors.get(words):
        return None
    for country in capitals().get(" ".join(words), ()):
        actor = names.actors.get(tuple(country.split()))
        if actor is not None:
            spoken = as_source(actor, names.agreement.actors[actor].title, names)
            notice = f"‘{called.strip()}’ is read as `{actor}`, whose capital or seat it is"
            return Spoken(spoken.origin, declares=spoken.declares, notices=(notice,))
    return None


def of_its_body(words: Words, names: Names) -> Spoken | None:
    """The government of an actor, which is the actor, and its army, if one is declared."""
    found = names.actors_in(words)
    if len(found) != 1 or found[0].start or words in names.sources:
        return None
    actor, rest = found[0].name, words[found[0].end :]
    if rest in GOVERNMENT:
        return as_source(actor, names.agreement.actors[actor].title, names)
    if rest in ARMY:
        armies = [
            one.name
            for one in names.record.sources.values()
            if one.speaks_for == actor and OF_AN_ARMY & set(words_of(one.title))
            and "/" not in one.name
        ]  # fmt: skip
        return Spoken(armies[0]) if len(armies) == 1 else None
    return None


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
    return as_source(office, names.record.offices[office].title, names) if is_whole else None


def together(called: str, names: Names) -> Spoken | None:
    """`Germany and France`: each says it."""
    parts = [one for one in re.split(r",\s*(?:and\s+)?|\s+and\s+", called.strip()) if one]
    actors = [names.actors.get(words_of(one)) for one in parts]
    if len(parts) < 2 or names.actors.get(words_of(called)) or words_of(called) in names.sources:
        return None
    meant = [
        as_source(one, names.agreement.actors[one].title, names)
        for one in actors
        if one is not None
    ]
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


def as_source(name: str, title: str, names: Names) -> Spoken:
    """An actor or an office speaks as a source of the same name."""
    if name in names.source_names:
        return Spoken(name)
    return Spoken(name, declares=((name, title),))
