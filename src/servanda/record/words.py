"""Names looked up and deeds put together: from words as written to words as declared.

The looking up is the language's; here what cannot be resolved becomes None, so that a claim never
rests on a word that nobody declared. A name in a line that could not be read is not called
unknown, for somebody may have declared it there; what uses it is left out all the same.
"""

from collections.abc import Iterable
from typing import TypeVar

from servanda.language.phrase import DeedPhrase, Name, Number, Stand
from servanda.language.record_clause import AboutClause
from servanda.language.resolve import Resolver
from servanda.language.vocabulary import ACTING, SUBJECTS, NameKind, Vocabulary
from servanda.record.complaint import Building, error
from servanda.record.setting import Setting
from servanda.values.deed import Deed, LevelIs

WHOLE_IN_PERCENT = 100

Resolved = TypeVar("Resolved")


# --- Names -----------------------------------------------------------------------------------


def known(name: Name, vocabulary: Vocabulary, *kinds: NameKind) -> Building[str | None]:
    """The name if it is declared as one of these kinds; None, and a complaint, if it is not."""
    resolver = Resolver(vocabulary)
    found = yield from settled(resolver, resolver.known(name, *kinds))
    return found if found and vocabulary.has(found, *kinds) else None


def known_actor(name: Name, setting: Setting) -> Building[str | None]:
    """Somebody who can act: an actor, an office or an official."""
    return (yield from known(name, setting.vocabulary, *ACTING))


def known_actors(names: Iterable[Name], setting: Setting) -> Building[tuple[str, ...]]:
    found = []
    for name in names:
        found.append((yield from known_actor(name, setting)))
    return tuple(name for name in found if name is not None)


def known_camp(name: Name | None, vocabulary: Vocabulary) -> Building[str | None]:
    """The actor for whom a source speaks: the name of a camp is the name of an actor."""
    return (yield from known(name, vocabulary, "actor")) if name else None


def known_area(name: Name, setting: Setting) -> Building[str | None]:
    return (yield from known(name, setting.vocabulary, "area"))


def known_phase(name: Name, setting: Setting) -> Building[str | None]:
    return (yield from known(name, setting.vocabulary, "phase"))


def known_subject(name: Name, setting: Setting) -> Building[str | None]:
    """Something that has a verdict: a stipulation, a phase or a fund."""
    return (yield from known(name, setting.vocabulary, *SUBJECTS))


def known_target(name: Name, setting: Setting) -> Building[str | None]:
    """What an act can be done to: anything agreed, an instrument, or the whole agreement."""
    if name.text == setting.vocabulary.agreement:
        return name.text
    return (yield from known(name, setting.vocabulary, *SUBJECTS, "instrument"))


def known_subjects(clause: AboutClause | None, setting: Setting) -> Building[tuple[str, ...]]:
    found = []
    for name in clause.subjects if clause else ():
        found.append((yield from known_subject(name, setting)))
    return tuple(name for name in found if name is not None)


def known_occasion(name: Name, setting: Setting) -> Building[str | None]:
    """An occasion that can be used: declared, and with a rhythm of years."""
    found = yield from known(name, setting.vocabulary, "occasion")
    return found if found in setting.occasions else None


# --- Deeds and levels ------------------------------------------------------------------------


def build_deed(phrase: DeedPhrase, setting: Setting) -> Building[Deed | None]:
    """The deed in declared words; None if one of them is not declared."""
    resolver = Resolver(setting.vocabulary)
    deed = yield from settled(resolver, resolver.deed(phrase))
    return deed if is_declared(phrase, setting.vocabulary) else None


def build_level(name: Name, stand: Stand, setting: Setting) -> Building[LevelIs | None]:
    """How a level is said to stand, its words as their positions."""
    header = setting.vocabulary.level(name.text)
    resolver = Resolver(setting.vocabulary)
    level = yield from settled(resolver, resolver.level(name, stand))
    if header is None or level is None:
        return None
    is_share = header.unit is not None and header.unit.text == "percent"
    if is_share and isinstance(stand.value, Number) and stand.value.value > WHOLE_IN_PERCENT:
        message = f"{stand.value.value:g} percent is more than the whole"
        yield error("absurd-quantity", stand, message, "a percentage is at most 100")
        return None
    return level


def names_in(phrase: DeedPhrase) -> tuple[Name, ...]:
    """Every name that a deed uses, but its verb."""
    others = (phrase.thing, phrase.to, phrase.origin, phrase.via, phrase.place)
    classes = (*(share.class_name for share in phrase.shares), *phrase.excepting)
    return (*phrase.actors, *classes, *(name for name in others if name is not None))


def is_declared(phrase: DeedPhrase, vocabulary: Vocabulary) -> bool:
    """True if every word of a deed is declared as something, its verb as an action."""
    declared = vocabulary.declared.values()
    is_action = vocabulary.lemma(phrase.verb.text) is not None
    return is_action and all(any(name.text in d for d in declared) for name in names_in(phrase))


def settled(resolver: Resolver, value: Resolved) -> Building[Resolved | None]:
    """The value, or None where the resolver has complained of something in it."""
    yield from resolver.complaints
    return None if resolver.complaints else value
