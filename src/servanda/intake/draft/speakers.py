"""Who speaks, and through whom: from an article's words to the chain of a claim."""

import re
from dataclasses import replace

from servanda.intake.draft.names import Names
from servanda.intake.draft.persons import AGE, Persons, is_body, personal_name
from servanda.intake.draft.spelling import loaded_words, name_from, words_of
from servanda.intake.draft.standing import Spoken, as_source, standing_for
from servanda.intake.draft.writing import quoted
from servanda.intake.statements.model import Speaker

PEOPLE = (
    "official", "diplomat", "analyst", "expert", "observer", "witness", "resident", "medic",
    "doctor", "activist", "lawmaker", "minister", "officer", "commander", "soldier", "negotiator",
    "mediator", "spokesperson", "spokesman", "spokeswoman", "aide", "adviser", "advisor", "leader",
    "economist", "researcher", "journalist", "reporter", "relative", "lawyer", "source",
)  # fmt: skip


SOMEBODY = "a person whom the article names"
NOT_PLAIN = "it is not plain who speaks here: mend it, or reject this if nobody does"


def spoken_by(speaker: Speaker, names: Names, persons: Persons) -> Spoken:
    """The declared source that a speaker is, or unnamed people of an actor as they are described,
    or a source that has yet to be declared."""
    standing = standing_for(speaker.whole, names)
    if standing is not None:
        return standing
    if not speaker.named:
        return described(speaker.whole, names, persons)
    office = persons.office_of(speaker.whole) or names.office_in(words_of(speaker.whole))
    if office is not None and is_short(speaker.whole):
        return as_source(office, names.record.offices[office].title, names)
    for words in (speaker.whole, speaker.words):
        source = names.source_in(words_of(words))
        if source is not None:
            return Spoken(source)
    for words in (speaker.whole, speaker.words):
        actor = names.actors.get(words_of(words))
        if actor is not None:
            return as_source(actor, names.agreement.actors[actor].title, names)
    return unknown(speaker, names, persons)


def is_short(words: str) -> bool:
    """Whether the words are little more than an office and a name: `aides to the prime minister`
    are somebody else."""
    lower = words_of(words)
    return not any(one in lower for one in ("spokesman", "spokeswoman", "spokesperson", "aide"))


def outlet(words: str, names: Names) -> Spoken:
    """The declared source that an outlet is, or one to declare."""
    source = names.source_in(words_of(words))
    return Spoken(source) if source else new_source(words, names)


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
    kind, title = people_in(plain)
    if kind == "people" and not any(one in words for one in ("people", "person")):
        return replace(of_people(kind, title, shown, plural, names), notices=(NOT_PLAIN,))
    return of_people(kind, title, shown, plural, names)


def of_people(kind: str, title: str, shown: str, plural: bool, names: Names) -> Spoken:
    """Unnamed people of no actor, as a source that is declared or is yet to be."""
    found = next((one for one in (kind, f"unnamed-{kind}") if one in names.source_names), None)
    if found:
        return Spoken(f"unnamed {found} {shown}", plural)
    name = kind if kind not in names.declared else free_name(f"unnamed-{kind}", names)
    return Spoken(f"unnamed {name} {shown}", plural, ((name, title),))


def people_in(words: tuple[str, ...]) -> tuple[str, str]:
    """What sort of people the words describe, as a name and a title."""
    for word in words:
        for people in PEOPLE:
            if word in (people, f"{people}s", f"{people}es", f"{people[:-3]}men"):
                many = people[:-3] + "men" if people.endswith("man") else f"{people}s"
                return many, f"{many} of whom the article says no more"
    return "people", "people of whom the article says no more"


def unknown(speaker: Speaker, names: Names, persons: Persons) -> Spoken:
    """Somebody with a name that nothing declares: a person is described without it, a body is a
    source to declare."""
    words = speaker.whole
    name = personal_name(words, names) or personal_name(words.partition(",")[0], names)
    is_known_person = any(one in words for one in persons.others)
    if name or is_known_person:
        bare = persons.without_names(words.replace(name, "") if name else words)
        rest = AGE.sub("", re.sub(r"\[[^\]]*\]|^[\s,]+|[\s,]+$", "", bare)).strip(" ,")
        rest = rest or persons.described.get(name or words, "")
        several = " and " in f" {rest} "
        nobody = "people whom the article names" if several else SOMEBODY
        notice = "the person's name is left out: no office of theirs is declared"
        spoken = described(rest if words_of(rest) not in ((), ("and",)) else nobody, names, persons)
        return replace(spoken, is_plural=several, notices=(*spoken.notices, notice))
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


def new_source(words: str, names: Names) -> Spoken:
    """A source that the record does not have yet, named after the article's words."""
    name = free_name(name_from(words, loaded_words()) or "source", names)
    notice = f"`{name}` is not declared: it is proposed as a source, which no private person is"
    return Spoken(name, declares=((name, words),), notices=(notice,))


def free_name(name: str, names: Names) -> str:
    """The name, or one like it that nothing has; a source proposed before has the same."""
    if name not in names.declared:
        return name
    number = 2
    while f"{name}-{number}" in names.declared:
        number += 1
    return f"{name}-{number}"


def is_plural(words: str) -> bool:
    """Whether several people are described: `officials`, and not `one of the officials`."""
    lower = words.casefold().split()
    if not lower or lower[0] in ("a", "an", "one", "another"):
        return False
    plain = words_of(words)
    return any(word in (f"{people}s", f"{people}es") for word in plain for people in PEOPLE)
