"""The words of an agreement: its instruments, actors, areas, actions, things, levels and events."""

from collections.abc import Sequence
from dataclasses import replace

from servanda.agreement import model
from servanda.agreement.resolve import AgreementResolver
from servanda.language import tree
from servanda.language.clause import (
    Clause,
)
from servanda.language.header_clause import (
    CompetentForClause,
    CompetentFromClause,
    CompetentInClause,
    CompetentUntilClause,
    EntersClause,
    FormedByClause,
    IdentifierClause,
    InForceClause,
    MemberClause,
    PrevailsClause,
)
from servanda.language.phrase import Name
from servanda.values.deed import with_share
from servanda.values.instant import BEGINNING, NEVER

Word = (
    model.Instrument
    | model.Actor
    | model.Area
    | model.Action
    | model.Thing
    | model.Class
    | model.Level
    | model.Event
)


def build_word(
    header: tree.Header, clauses: Sequence[Clause], resolver: AgreementResolver
) -> Word | None:
    """What a header declares; None for headers that declare no word of an agreement."""
    match header:
        case tree.InstrumentHeader():
            return build_instrument(header, clauses, resolver)
        case tree.ActorHeader():
            return build_actor(header, clauses, resolver)
        case tree.AreaHeader(name=name, title=title):
            within = resolver.area(header.within)
            return model.Area(name.text, title.text, within, identifiers_in(clauses))
        case tree.ActionHeader(name=name, meaning=meaning):
            return model.Action(name.text, meaning.text, header.single)
        case tree.ThingHeader(name=name, title=title):
            return model.Thing(name.text, title.text, counting_level(header.counted_by, resolver))
        case tree.ClassHeader(name=name, meaning=meaning):
            thing = resolver.known(header.of, "thing")
            level = counting_level(header.counted_by, resolver)
            return model.Class(name.text, thing, meaning.text, level)
        case tree.LevelHeader(name=name, title=title):
            words = tuple(word.text for word in header.words)
            unit = None if header.unit is None else header.unit.text
            return model.Level(name.text, title.text, words, unit)
        case tree.EventHeader(name=name, meaning=meaning):
            deed = None if header.deed is None else with_share(resolver.deed(header.deed))
            on = None if header.on is None else resolver.instant(header.on)
            return model.Event(name.text, meaning.text, deed, on)
        case _:
            return None


def build_instrument(
    header: tree.InstrumentHeader, clauses: Sequence[Clause], resolver: AgreementResolver
) -> model.Instrument:
    forces = [entry(c, resolver) for c in clauses if isinstance(c, InForceClause | EntersClause)]
    lesser = [name for c in clauses if isinstance(c, PrevailsClause) for name in c.instruments]
    return model.Instrument(
        header.name.text,
        header.title.text,
        resolver.instant(header.dated),
        forces[0] if forces else None,
        tuple(resolver.known(name, "instrument") for name in lesser),
        identifiers_in(clauses),
    )


def entry(clause: InForceClause | EntersClause, resolver: AgreementResolver) -> model.Condition:
    """From when an instrument is in force."""
    if isinstance(clause, InForceClause):
        return model.DateHasCome(resolver.instant(clause.date))
    return resolver.condition(clause.condition)


def build_actor(
    header: tree.ActorHeader, clauses: Sequence[Clause], resolver: AgreementResolver
) -> model.Actor:
    members = members_in(clauses, resolver)
    return model.Actor(
        header.name.text,
        header.role,
        header.title.text,
        resolver.actors(header.binds),
        None if header.led_by is None else resolver.actor(header.led_by),
        members,
        competence(clauses, resolver),
        identifiers_in(clauses),
    )


def members_in(clauses: Sequence[Clause], resolver: AgreementResolver) -> tuple[model.Member, ...]:
    """Every term of every member; of one member no two at one time."""
    found: list[model.Member] = []
    for clause in clauses:
        if not isinstance(clause, MemberClause):
            continue
        one = member(clause, resolver)
        if one.start >= one.end:
            message = "this ends before it starts"
            resolver.complain("range-backwards", clause, message, "turn it round")
            continue
        if any(is_at_one_time(one, other) for other in found):
            message = f"in a part of this time `{one.name}` is a member by a line above"
            hint = "let one end before the other begins, or take one away"
            resolver.complain("said-twice", clause, message, hint)
        found.append(one)
    return tuple(found)


def member(clause: MemberClause, resolver: AgreementResolver) -> model.Member:
    start = resolver.start(clause.first) if clause.first else BEGINNING
    end = resolver.end(clause.last) if clause.last else NEVER
    return model.Member(resolver.actor(clause.name), start, end)


def is_at_one_time(one: model.Member, other: model.Member) -> bool:
    return one.name == other.name and one.start < other.end and other.start < one.end


def competence(clauses: Sequence[Clause], resolver: AgreementResolver) -> model.Competence:
    found = model.Competence()
    for clause in clauses:
        match clause:
            case FormedByClause():
                found = replace(found, formed_by=resolver.stipulation(clause.stipulation))
            case CompetentForClause():
                names = tuple(resolver.stipulation(name) for name in clause.stipulations)
                found = replace(found, stipulations=(*found.stipulations, *names))
            case CompetentInClause():
                found = replace(found, area=resolver.area(clause.area))
            case CompetentFromClause():
                found = replace(found, start=resolver.instant(clause.date))
            case CompetentUntilClause():
                found = replace(found, end=resolver.end(clause.date))
            case _:
                continue
    return found


def identifiers_in(clauses: Sequence[Clause]) -> tuple[model.Identifier, ...]:
    return tuple((c.scheme.text, c.value.text) for c in clauses if isinstance(c, IdentifierClause))


def counting_level(name: Name | None, resolver: AgreementResolver) -> str | None:
    """The level that counts a thing: one in numbers."""
    if name is None:
        return None
    level = resolver.vocabulary.level(resolver.known(name, "level"))
    if level is not None and level.words:
        hint = "a level in numbers is declared with `in UNIT`"
        resolver.complain("counted-in-words", name, f"`{name.text}` is a level of words", hint)
    return name.text
