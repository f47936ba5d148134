"""Acts as claimed: who extends, waives, suspends, certifies or terminates what."""

from servanda.language.acts import act_of
from servanda.language.phrase import Date, DeedPhrase, Name, Node
from servanda.language.record_clause import ClaimedEvent, LabelClause
from servanda.language.vocabulary import OBJECTS, SUBJECTS
from servanda.record.complaint import Building, error
from servanda.record.model import ActContent
from servanda.record.moment import end_of, first_instant
from servanda.record.setting import Setting
from servanda.record.words import known_actors, known_target
from servanda.values.instant import Instant, Interval


def is_act(claimed: ClaimedEvent, setting: Setting) -> bool:
    """True for a verb that is an act, done to something agreed; a declared action of the same
    name stays a deed where what it is done to is a thing."""
    phrase, vocabulary = claimed.deed, setting.vocabulary
    if act_of(phrase.verb.text) is None or phrase.thing is None:
        return False
    target = phrase.thing.text
    agreed = target == vocabulary.agreement or vocabulary.has(target, *SUBJECTS, "instrument")
    if agreed and not vocabulary.has(target, *OBJECTS):
        return True
    return vocabulary.lemma(phrase.verb.text) is None


def build_act(
    claimed: ClaimedEvent, when: Interval, label: LabelClause | None, setting: Setting
) -> Building[ActContent | None]:
    """The act; None, with a complaint, where it cannot be one."""
    phrase = claimed.deed
    act = act_of(phrase.verb.text)
    assert act is not None and phrase.thing is not None, "an act has a verb and a target"
    actors = yield from known_actors(phrase.actors, setting)
    target = yield from known_target(phrase.thing, setting)
    extra = beside_the_act(phrase)
    if extra is not None:
        hint = f"an act is written `ACTORS {phrase.verb.text} NAME`, with nothing more than a term"
        yield error("act-with-more", extra, "an act takes no quantity and no place", hint)
        return None
    if label is not None:
        yield error("clause-misplaced", label, "a label belongs to an event")
    term = claimed.to_date or claimed.by_length
    if act == "extend" and term is None:
        hint = "add `to DATE` or `by DURATION`"
        yield error(
            "extension-without-term", phrase, "this extension does not say until when", hint
        )
        return None
    if act != "extend" and term is not None:
        message = f"to {act} moves no date, so this one has no effect"
        hint = "write `extend` if a date was moved, or take it away"
        yield error("term-misplaced", term, message, hint)
        return None
    if target is None or len(actors) < len(phrase.actors):
        return None
    until = term_end(claimed.to_date, setting) if claimed.to_date else None
    length = claimed.by_length.duration if claimed.by_length else None
    return ActContent(tuple(actors), act, target, when, until, length)


def term_end(date: Date, setting: Setting) -> Instant:
    """Before when something is due that was extended to a date: for a bare one, when it ends."""
    is_bare = date.clock is None
    return end_of(date, setting.calendar) if is_bare else first_instant(date, setting.calendar)


def beside_the_act(phrase: DeedPhrase) -> Node | None:
    """What stands in an act and belongs to a deed."""
    extras: tuple[Name | Node | None, ...] = (
        phrase.amount, phrase.every, phrase.for_each, phrase.to, phrase.origin,
        phrase.via, phrase.place, *phrase.shares, *phrase.excepting,
    )  # fmt: skip
    return next((one for one in extras if one is not None), None)
