"""Who speaks, and through whom: from an article's words to the chain of a claim."""

import re
from dataclasses import replace
from functools import cache

from servanda.intake.draft.designations import Designated, designated
from servanda.intake.draft.names import Names
from servanda.intake.draft.origins import (
    Declared,
    Spoken,
    as_source,
    free_name,
    new_source,
)
from servanda.intake.draft.persons import AGE, TITLE, Persons, is_body, is_role, personal_name
from servanda.intake.draft.speaking_for import speaking_for
from servanda.intake.draft.spelling import name_from, words_of
from servanda.intake.draft.writing import quoted
from servanda.intake.statements.model import Speaker

PEOPLE = (
    "official", "diplomat", "analyst", "expert", "observer", "witness", "resident", "medic",
    "doctor", "activist", "lawmaker", "minister", "officer", "commander", "soldier", "negotiator",
    "mediator", "spokesperson", "spokesman", "spokeswoman", "aide", "adviser", "advisor", "leader",
    "economist", "researcher", "journalist", "reporter", "relative", "lawyer", "source", "director",
)  # fmt: skip


WITH_ARTICLE = ("United ", "Netherlands", "Philippines", "Central ", "Democratic ")
# Words of a description that tell only of people, whosever they are.
COUNTED = ("one", "two", "three", "four", "several", "some", "many", "other", "another", "senior",
           "top", "unnamed", "anonymous", "who", "deputy", "general")  # fmt: skip
SOMEBODY = "a person whom the article names"
PEOPLE_OF_NO_ROLE = "people"
BY_NAME = ", named in the article"
NO_ROLE = (
    "the article names a person without an office that could be read: put who it is for in place "
    f"of `{PEOPLE_OF_NO_ROLE}`, or reject this"
)
NOT_PLAIN = "it is not plain who speaks here: mend it, or reject this if nobody does"


@cache
def plain_people() -> frozenset[str]:
    return frozenset((*PEOPLE, *map(plural_of, PEOPLE), *COUNTED))


def spoken_by(speaker: Speaker, names: Names, persons: Persons) -> Spoken:
    """The declared source that a speaker is, or unnamed people of an actor as they are described,
    or a source that has yet to be declared."""
    meant = speaking_for(speaker.whole, names)
    if meant is not None:
        return meant
    if not speaker.named:
        return described_office(speaker, names) or described(speaker.whole, names, persons)
    office = persons.office_of(speaker.whole) or names.office_in(words_of(speaker.whole))
    if office is not None and is_short(speaker.whole):
        return as_source(office, names)
    for words in (speaker.whole, speaker.words):
        source = names.source_in(words_of(words))
        if source is not None:
            return Spoken(source)
    for words in (speaker.whole, speaker.words):
        actor = names.actors.get(words_of(words))
        if actor is not None:
            return as_source(actor, names)
    return by_designation(speaker, names) or unknown(speaker, names, persons)


def described_office(speaker: Speaker, names: Names) -> Spoken | None:
    """`Egypt's foreign minister`: a body or an office that is one, and no `minister` among many."""
    first = speaker.whole.casefold().partition(" ")[0]
    if first in ("a", "an", "one", "another") or is_plural(speaker.whole):
        return None
    return by_designation(speaker, names)


def by_designation(speaker: Speaker, names: Names) -> Spoken | None:
    """The one declared body or office that the words designate; a new one where they say whose it
    is; None where several fit, which is told, or where they designate nothing."""
    found = [designated(one, names) for one in (speaker.words, speaker.whole)]
    meant = next((one for one in found if one and one.actor), next(filter(None, found), None))
    if meant is None:
        return None
    if len(meant.fitting) > 1:
        return replace(new_source(speaker.whole, names), notices=(several_fit(meant.fitting),))
    if meant.fitting:
        name = meant.fitting[0]
        spoken = as_source(name, names)
        words = quoted(speaker.whole)
        only = f"{words} names no country: it is taken for `{name}`, as no other is declared"
        return spoken if meant.actor else replace(spoken, notices=(only,))
    if meant.actor:
        return of_actor(meant, names)
    return new_source(speaker.whole, names) if meant.body.country else None


def several_fit(fitting: tuple[str, ...]) -> str:
    listed_ = ", ".join(f"`{one}`" for one in fitting)
    return f"{listed_} fit, and nothing tells which is meant: put one in its place, or declare it"


def of_actor(meant: Designated, names: Names) -> Spoken:
    """A body of an actor that is not declared yet: `egypt-foreign-ministry`, of Egypt's camp."""
    assert meant.actor is not None, "else nothing says whose it is"
    whose_ = names.agreement.actors[meant.actor].title.partition(",")[0]
    name = free_name(f"{meant.actor}-{name_from(meant.body.name)}", names)
    kind = meant.body.name[:1].upper() + meant.body.name[1:]
    notice = f"`{name}` is not declared: it is proposed as a source of the camp of `{meant.actor}`"
    article = "the " if whose_.startswith(WITH_ARTICLE) else ""
    declared = Declared(name, f"{kind} of {article}{whose_}", meant.actor)
    return Spoken(name, declares=(declared,), notices=(notice,))


def is_short(words: str) -> bool:
    """Whether the words are little more than an office and a name: `aides to the prime minister`
    are somebody else."""
    lower = words_of(words)
    return not any(one in lower for one in ("spokesman", "spokeswoman", "spokesperson", "aide"))


def outlet(words: str, names: Names) -> Spoken:
    """The declared source that an outlet is, or one to declare; an actor, too, may pass on what
    others say."""
    source = names.source_in(words_of(words))
    if source:
        return Spoken(source)
    actor = names.actors.get(words_of(words))
    if actor is not None:
        return as_source(actor, names)
    return new_source(words, names)


def described(words: str, names: Names, persons: Persons) -> Spoken:
    """`unnamed us "officials"`: people of whoever the words name first, or of nobody in
    particular."""
    shown = quoted(persons.without_names(words))
    plural = is_plural(words)
    plain = words_of(words)
    actor = names.actor_in(plain)
    if actor is None:
        office = names.office_in(plain) or persons.office_of(words)
        actor = office.partition("/")[0] if office else None
    if actor in names.agreement.actors:
        return Spoken(f"unnamed {actor} {shown}", plural)
    body = body_of_people(plain, names)
    if body is not None:
        return Spoken(f"unnamed {body} {shown}", plural)
    kind, title = people_in(plain)
    if kind == "people" and not any(one in words for one in ("people", "person")):
        return replace(of_people(kind, title, shown, plural, names), notices=(NOT_PLAIN,))
    return of_people(kind, title, shown, plural, names)


def body_of_people(plain: tuple[str, ...], names: Names) -> str | None:
    """The actor or the one declared source whose people are described: `an army spokesman`, `a
    State Department official`."""
    rest = [one for one in plain if one not in plain_people()]
    found = designated(" ".join(rest), names) if len(rest) < len(plain) else None
    if found is None:
        return None
    if found.actor is not None:
        return found.actor
    only = found.fitting[0] if len(found.fitting) == 1 else None
    return only if only in names.source_names else None


def of_people(kind: str, title: str, shown: str, plural: bool, names: Names) -> Spoken:
    """Unnamed people of no actor, as a source that is declared or is yet to be."""
    found = next((one for one in (kind, f"unnamed-{kind}") if one in names.source_names), None)
    if found:
        return Spoken(f"unnamed {found} {shown}", plural)
    name = kind if kind not in names.declared else free_name(f"unnamed-{kind}", names)
    return Spoken(f"unnamed {name} {shown}", plural, (Declared(name, title),))


def people_in(words: tuple[str, ...]) -> tuple[str, str]:
    """What sort of people the words describe, as a name and a title."""
    for word in words:
        for people in PEOPLE:
            if word in (people, plural_of(people)):
                many = plural_of(people)
                return many, f"{many} of whom the article says no more"
    return "people", "people of whom the article says no more"


def plural_of(people: str) -> str:
    if people.endswith("man"):
        return f"{people[:-3]}men"
    return people + ("es" if people.endswith("s") else "s")


def unknown(speaker: Speaker, names: Names, persons: Persons) -> Spoken:
    """Somebody with a name that nothing declares: a person is described without it, a body is a
    source to declare."""
    words = speaker.whole
    name = personal_name(words, names) or personal_name(words.partition(",")[0], names)
    is_known_person = any(one in words for one in persons.others)
    if name or is_known_person:
        bare = persons.without_names(words.replace(name, "") if name else words)
        rest = AGE.sub("", re.sub(r"\[[^\]]*\]|^[\s,]+|[\s,]+$", "", bare)).strip(" ,")
        rest = TITLE.sub("", rest).strip(" ,") or role_of(name or words, persons)
        several = " and " in f" {rest} "
        notice = "the person's name is left out: no office of theirs is declared"
        if words_of(rest) not in ((), ("and",)):
            spoken = with_name(described(rest, names, persons))
            return replace(spoken, is_plural=several, notices=(*spoken.notices, notice))
        nobody = "people whom the article names" if several else SOMEBODY
        origin = f'unnamed {PEOPLE_OF_NO_ROLE} "{nobody}"'
        return Spoken(origin, several, notices=(notice, NO_ROLE))
    if not any(mark.isascii() and mark.isalpha() for mark in words):
        notice = "names in this script are not told apart: write who speaks, if it is no person"
        return replace(described(SOMEBODY, names, persons), is_plural=False, notices=(notice,))
    actor = names.actor_in(words_of(words))
    if actor and not is_body(words):
        return described(words, names, persons)
    short = [one for one in re.findall(r"\b[A-Z]{3,}\b", words) if words_of(one) in names.sources]
    if len(short) == 1:  # `the defence ministry body COGAT`
        return Spoken(names.sources[words_of(short[0])])
    return new_source(words, names)


def role_of(name: str, persons: Persons) -> str:
    """What the article says that somebody is, whom it calls by this name."""
    held = (
        what for one, what in persons.described.items() if re.search(rf"\b{re.escape(one)}\b", name)
    )
    return persons.described.get(name) or next(held, "")


def named_beside(spoken: Spoken, speaker: Speaker, persons: Persons) -> Spoken:
    """Whoever is described, where the article names them beside: they are not unnamed in it."""
    is_named = {speaker.words, speaker.whole} & set(persons.beside)
    return with_name(spoken) if is_named else spoken


def with_name(spoken: Spoken) -> Spoken:
    """`unnamed hamas "a spokesman, named in the article"`: the name itself is never kept."""
    is_described = spoken.origin.startswith("unnamed ") and is_role(spoken.origin)
    if not is_described or BY_NAME in spoken.origin:
        return spoken  # a private person is not to be looked up
    return replace(spoken, origin=f'{spoken.origin[:-1]}{BY_NAME}"')


def is_plural(words: str) -> bool:
    """Whether several people are described: `officials`, and not `one of the officials`."""
    lower = words.casefold().split()
    if not lower or lower[0] in ("a", "an", "one", "another"):
        return False
    plain = words_of(words)
    return any(word == plural_of(people) for word in plain for people in PEOPLE)
