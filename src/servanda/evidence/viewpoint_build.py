"""From what `viewpoints.md` says to viewpoints, each choice checked against the agreement."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from servanda.agreement.model import Agreement
from servanda.agreement.subjects import subjects
from servanda.evidence.viewpoint import NEUTRAL, Viewpoint
from servanda.language.diagnostic import Diagnostic, once_each
from servanda.language.listing import listed
from servanda.language.near_miss import did_you_mean
from servanda.language.phrase import Name
from servanda.language.tree import Document, Statement, ViewpointHeader
from servanda.language.viewpoint_clause import (
    AcceptsCampClause,
    HoldsLinkagesClause,
    ReadsClause,
    RecognisesActsClause,
    RecognisesClause,
    RefusesCampClause,
    RejectsActsClause,
)
from servanda.language.vocabulary import Vocabulary
from servanda.record.complaint import Building, error, finish, placed


@dataclass(frozen=True, slots=True)
class Words:
    """What a viewpoint can choose from."""

    actors: frozenset[str]
    holders: frozenset[str]  # of linkages
    readings: Mapping[str, tuple[str, ...]]  # of every stipulation, phase and fund
    unsure: frozenset[str]  # in lines that could not be read: not called unknown


OF_ACTORS = (
    AcceptsCampClause | RefusesCampClause | RecognisesClause
    | RecognisesActsClause | RejectsActsClause
)  # fmt: skip


def build_viewpoints(
    documents: Iterable[Document], vocabulary: Vocabulary, agreement: Agreement
) -> tuple[Mapping[str, Viewpoint], tuple[Diagnostic, ...]]:
    """Every viewpoint by its name, `neutral` always first, and what is wrong with them.

    Neutral holds no reading, and weighs every reading that somebody here holds.
    """
    words = words_of(agreement, vocabulary)
    viewpoints = {NEUTRAL.name: NEUTRAL}
    found: list[Diagnostic] = []
    for document in documents:
        for statement in document.statements:
            if isinstance(statement.header, ViewpointHeader):
                building = build_viewpoint(statement, statement.header, words)
                viewpoint, complaints = finish(building)
                found.extend(placed(statement, complaints))
                viewpoints.setdefault(viewpoint.name, viewpoint)
    held = (choice for each in viewpoints.values() for choice in each.reads)
    neutral = replace(NEUTRAL, considers=tuple(dict.fromkeys(held)))
    return {**viewpoints, neutral.name: neutral}, once_each(found)


def build_viewpoint(
    statement: Statement, header: ViewpointHeader, words: Words
) -> Building[Viewpoint]:
    """One viewpoint; a choice that makes no sense is reported and left out."""
    if header.name.text == NEUTRAL.name:
        yield from check_neutral(statement)
        return NEUTRAL
    reads = yield from readings_held(statement, words)
    holders = yield from linkage_holders(statement, words)
    viewpoint = Viewpoint(
        name=header.name.text,
        title=header.title.text,
        accepts=(yield from actors_of(statement, AcceptsCampClause, words)),
        refuses=(yield from actors_of(statement, RefusesCampClause, words)),
        recognises=(yield from actors_of(statement, RecognisesClause, words)),
        reads=reads,
        linkages_of=holders,
        recognises_acts_of=(yield from actors_of(statement, RecognisesActsClause, words)),
        rejects_acts_of=(yield from actors_of(statement, RejectsActsClause, words)),
    )
    yield from check_against_itself(viewpoint, header)
    return viewpoint


def check_neutral(statement: Statement) -> Building[None]:
    for clause in statement.clauses:
        yield error(
            "neutral-takes-a-side",
            clause,
            "neutral is the same everywhere: it prefers no camp, reading, linkage or act",
            "give this choice to a viewpoint with a name of its own",
        )


def check_against_itself(viewpoint: Viewpoint, header: ViewpointHeader) -> Building[None]:
    """Nobody can take and leave the same thing."""
    for camp in sorted(viewpoint.accepts & viewpoint.refuses):
        yield error(
            "chosen-both-ways",
            header,
            f"`{viewpoint.name}` both accepts and refuses camp `{camp}`",
            "take one of the two away",
        )
    for actor in sorted(viewpoint.recognises_acts_of & viewpoint.rejects_acts_of):
        yield error(
            "chosen-both-ways",
            header,
            f"`{viewpoint.name}` both recognises and rejects acts of `{actor}`",
            "take one of the two away",
        )


# --- Facts and acts --------------------------------------------------------------------------


def actors_of(
    statement: Statement, kind: type[OF_ACTORS], words: Words
) -> Building[frozenset[str]]:
    """The actors whom every clause of this kind names."""
    names: set[str] = set()
    for clause in statement.clauses:
        if isinstance(clause, kind):
            names |= yield from known_actors(named_in(clause), words)
    return frozenset(names)


def named_in(clause: OF_ACTORS) -> tuple[Name, ...]:
    match clause:
        case AcceptsCampClause() | RefusesCampClause():
            return clause.camps
        case RecognisesClause():
            return clause.bodies
        case RecognisesActsClause() | RejectsActsClause():
            return clause.actors


def known_actors(names: Iterable[Name], words: Words) -> Building[frozenset[str]]:
    known = set()
    for name in names:
        if name.text in words.actors:
            known.add(name.text)
        elif name.text not in words.unsure:
            hint = did_you_mean(name.text, words.actors)
            hint = hint or "declare it, or correct the name"
            yield error("unknown-actor", name, f"`{name.text}` is not declared as an actor", hint)
    return frozenset(known)


# --- The text --------------------------------------------------------------------------------


def linkage_holders(statement: Statement, words: Words) -> Building[frozenset[str]]:
    """Whose linkages are held: somebody who asserts one."""
    held = set()
    for clause in statement.clauses:
        if not isinstance(clause, HoldsLinkagesClause):
            continue
        for name in clause.holders:
            if name.text in words.holders:
                held.add(name.text)
            elif name.text not in words.unsure:
                hint = did_you_mean(name.text, words.holders) or hint_of_holders(words.holders)
                message = f"the agreement notes no linkage of `{name.text}`, so this has no effect"
                yield error("unknown-holder", name, message, hint)
    return frozenset(held)


def readings_held(statement: Statement, words: Words) -> Building[tuple[tuple[str, str], ...]]:
    """Which stipulation, phase or fund is read in which way."""
    reads: dict[str, str] = {}
    for clause in statement.clauses:
        if isinstance(clause, ReadsClause):
            for subject in clause.subjects:
                if (yield from check_reading(subject, clause.reading, words, reads)):
                    reads[subject.text] = clause.reading.text
    return tuple(reads.items())


def words_of(agreement: Agreement, vocabulary: Vocabulary) -> Words:
    """What the agreement offers to choose from."""
    every = tuple(subjects(agreement))
    return Words(
        actors=frozenset(agreement.actors),
        holders=frozenset(linkage.holder for each in every for linkage in each.linkages),
        readings={each.name: tuple(reading.name for reading in each.readings) for each in every},
        unsure=vocabulary.unsure,
    )


def check_reading(
    subject: Name, reading: Name, words: Words, reads: Mapping[str, str]
) -> Building[bool]:
    """True if the subject can be read so, and nothing above reads its group otherwise."""
    offered = words.readings
    if subject.text not in offered:
        if subject.text not in words.unsure:
            hint = did_you_mean(subject.text, offered)
            message = f"nothing in the agreement is named `{subject.text}`"
            hint = hint or "name a duty, ban, quota, right, aim, phase or fund as in its header"
            yield error("unknown-stipulation", subject, message, hint)
        return False
    names = offered[subject.text]
    if reading.text not in names and reading.text in words.unsure:
        return False
    if reading.text not in names:
        message = f"`{subject.text}` has no reading `{reading.text}`"
        yield error("unknown-reading", reading, message, hint_of_readings(reading.text, names))
        return False
    rival = next((each for each in reads if set(offered[each]) == set(names)), None)
    if rival is not None and reads[rival] != reading.text:
        message = (
            f"`{subject.text}` is read as {reading.text} and `{rival}` as {reads[rival]}: "
            "readings of the same names are held together"
        )
        yield error("two-readings", subject, message, "choose one for both")
        return False
    return True


def hint_of_holders(holders: frozenset[str]) -> str:
    if not holders:
        return "a linkage is noted under its stipulation: `linkage ACTOR: CLAUSE`"
    return f"linkages are asserted by {listed(sorted(holders))}"


def hint_of_readings(text: str, names: tuple[str, ...]) -> str:
    listed = f"its readings are {', '.join(names)}" if names else "it has no readings"
    return did_you_mean(text, names) or listed
