"""Names looked up and deeds put together: from words as written to words as declared.

A name that stands in a line which could not be read is not called unknown: somebody may have
declared it there. What uses it is left out all the same.
"""

from collections.abc import Iterable

from servanda.language.near_miss import did_you_mean
from servanda.language.phrase import DeedPhrase, Name, Number, ShareOf, Stand
from servanda.language.record_clause import AboutClause
from servanda.language.tree import LevelHeader
from servanda.language.vocabulary import ACTING, OBJECTS, SUBJECTS, NameKind, Vocabulary
from servanda.record.complaint import Building, error
from servanda.record.setting import Setting
from servanda.values.deed import Deed, LevelIs, Share
from servanda.values.quantity import Range

WHOLE_IN_PERCENT = 100


# --- Names -----------------------------------------------------------------------------------


def known_actor(name: Name, setting: Setting) -> Building[str | None]:
    """Somebody who can act: an actor, an office or an official."""
    return (yield from known(name, "unknown-actor", "actor", setting.vocabulary, *ACTING))


def known_actors(names: Iterable[Name], setting: Setting) -> Building[tuple[str, ...]]:
    found = []
    for name in names:
        found.append((yield from known_actor(name, setting)))
    return tuple(name for name in found if name is not None)


def known_camp(name: Name | None, vocabulary: Vocabulary) -> Building[str | None]:
    """The actor for whom a source speaks: the name of a camp is the name of an actor."""
    if name is None:
        return None
    return (yield from known(name, "unknown-actor", "actor", vocabulary, "actor"))


def known_area(name: Name, setting: Setting) -> Building[str | None]:
    return (yield from known(name, "unknown-area", "area", setting.vocabulary, "area"))


def known_phase(name: Name, setting: Setting) -> Building[str | None]:
    return (yield from known(name, "unknown-phase", "phase", setting.vocabulary, "phase"))


def known_subject(name: Name, setting: Setting) -> Building[str | None]:
    """Something that has a verdict: a stipulation, a phase or a fund."""
    kinds = SUBJECTS
    return (
        yield from known(name, "unknown-stipulation", "stipulation", setting.vocabulary, *kinds)
    )


def known_subjects(clause: AboutClause | None, setting: Setting) -> Building[tuple[str, ...]]:
    found = []
    for name in clause.subjects if clause else ():
        found.append((yield from known_subject(name, setting)))
    return tuple(name for name in found if name is not None)


def known_occasion(name: Name, setting: Setting) -> Building[str | None]:
    if name.text in setting.occasions:
        return name.text
    vocabulary = setting.vocabulary
    return (yield from known(name, "unknown-occasion", "occasion", vocabulary, "occasion")) and None


def known(
    name: Name, complaint: str, what: str, vocabulary: Vocabulary, *kinds: NameKind
) -> Building[str | None]:
    """The name if it is declared as one of these kinds; None, and a complaint, if it is not."""
    if vocabulary.has(name.text, *kinds):
        return name.text
    if name.text not in vocabulary.unsure:
        article = "an" if what[0] in "aeiou" else "a"
        message = f"`{name.text}` is not declared as {article} {what}"
        yield error(complaint, name, message, did_you_mean(name.text, vocabulary.names(*kinds)))
    return None


# --- Deeds -----------------------------------------------------------------------------------


def build_deed(phrase: DeedPhrase, setting: Setting) -> Building[Deed | None]:
    """The deed in declared words; None if one of them is not declared."""
    vocabulary = setting.vocabulary
    actors = yield from known_actors(phrase.actors, setting)
    action = yield from known_action(phrase.verb, vocabulary)
    thing = yield from optional(phrase.thing, "unknown-thing", "thing", vocabulary, *OBJECTS)
    shares = yield from build_shares(phrase, vocabulary)
    to = yield from optional(phrase.to, "unknown-actor", "actor", vocabulary, *ACTING, "area")
    origin = yield from optional(
        phrase.origin, "unknown-actor", "actor", vocabulary, *ACTING, "area"
    )
    via = yield from optional(phrase.via, "unknown-actor", "actor", vocabulary, *ACTING, "area")
    place = yield from optional(phrase.place, "unknown-area", "area", vocabulary, "area")
    written = (phrase.thing, phrase.to, phrase.origin, phrase.via, phrase.place)
    found = (thing, to, origin, via, place)
    lost = any(one is not None and other is None for one, other in zip(written, found, strict=True))
    if action is None or lost or len(actors) < len(phrase.actors):
        return None
    if len(shares) < len(phrase.shares):
        return None
    amount = Range(phrase.amount.low, phrase.amount.high) if phrase.amount else None
    return Deed(actors, action, thing, amount, shares, to, origin, via, place, phrase.mutual)


def optional(
    name: Name | None, complaint: str, what: str, vocabulary: Vocabulary, *kinds: NameKind
) -> Building[str | None]:
    if name is None:
        return None
    return (yield from known(name, complaint, what, vocabulary, *kinds))


def known_action(verb: Name, vocabulary: Vocabulary) -> Building[str | None]:
    action = vocabulary.lemma(verb.text)
    if action is None and verb.text not in vocabulary.unsure:
        message = f"`{verb.text}` is not a form of a declared action"
        hint = did_you_mean(verb.text, vocabulary.verbs)
        yield error(
            "unknown-action", verb, message, hint or f'declare it: action {verb.text} "..."'
        )
    return action


def build_shares(phrase: DeedPhrase, vocabulary: Vocabulary) -> Building[tuple[Share, ...]]:
    shares = []
    for written in phrase.shares:
        shares.append((yield from build_share(written, phrase, vocabulary)))
    return tuple(share for share in shares if share is not None)


def build_share(
    written: ShareOf, phrase: DeedPhrase, vocabulary: Vocabulary
) -> Building[Share | None]:
    """A part of the deed's quantity: a class of its thing, and not more than the whole."""
    name = yield from known(written.class_name, "unknown-class", "class", vocabulary, "class")
    declared = vocabulary.class_named(written.class_name.text)
    if name is None or declared is None:
        return None
    if phrase.thing is None or declared.of.text != phrase.thing.text:
        message = f"`{name}` divides {declared.of.text}, and nothing else"
        yield error("class-of-another-thing", written.class_name, message)
        return None
    if phrase.amount is not None and written.amount.low > phrase.amount.high:
        message = f"{written.amount.low:g} {name} are more than the whole"
        yield error("absurd-quantity", written, message, "a share is a part of its quantity")
        return None
    return Share(name, Range(written.amount.low, written.amount.high))


# --- Levels ----------------------------------------------------------------------------------


def build_level(name: Name, stand: Stand, setting: Setting) -> Building[LevelIs | None]:
    """How a level is said to stand, its words as their positions."""
    vocabulary = setting.vocabulary
    found = yield from known(name, "unknown-level", "level", vocabulary, "level")
    header = vocabulary.level(name.text)
    if found is None or header is None:
        return None
    value = yield from level_value(stand, header)
    if value is None or stand.comparison == "above" or stand.comparison == "below":
        return None  # the grammar has no `above` in a claim
    return LevelIs(found, stand.comparison, value)


def level_value(stand: Stand, header: LevelHeader) -> Building[float | None]:
    if isinstance(stand.value, Number):
        return (yield from number_of(stand.value, header))
    words = [word.text for word in header.words]
    if not words:
        message = f"`{header.name.text}` stands at a number, not at a word"
        yield error("level-in-words", stand, message, "say how many")
        return None
    if stand.value.text not in words:
        message = f"`{header.name.text}` has no word `{stand.value.text}`"
        hint = did_you_mean(stand.value.text, words) or f"its words are {', '.join(words)}"
        yield error("not-a-level-word", stand.value, message, hint)
        return None
    return words.index(stand.value.text)


def number_of(number: Number, header: LevelHeader) -> Building[float | None]:
    if header.unit is None:
        words = ", ".join(word.text for word in header.words)
        message = f"`{header.name.text}` stands at a word, not at a number"
        yield error("level-in-words", number, message, f"its words are {words}")
        return None
    if header.unit.text == "percent" and number.value > WHOLE_IN_PERCENT:
        message = f"{number.value:g} percent is more than the whole"
        yield error("absurd-quantity", number, message)
        return None
    return number.value
