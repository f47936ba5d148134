"""Positions: what each actor commits to, conditions, demands, threatens, considers, postpones or
refuses, on each thing agreed, over time.

A position is what somebody is said to say; nothing here judges it. A later position stands beside
the earlier ones of the same actor on the same subject, with what is different in it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from servanda.agreement.model import Agreement, DeedClause, LevelClause, Stipulation
from servanda.agreement.subjects import subjects
from servanda.evidence.matching import bears_on, principal
from servanda.record.in_time import as_known
from servanda.record.model import (
    Attitude,
    Chain,
    Claim,
    Content,
    Engagement,
    EventContent,
    LevelContent,
    Origin,
    Position,
    Record,
    Source,
    Stance,
    TotalContent,
)
from servanda.values.instant import Instant, Interval

NOTHING_AGREED = ""  # the subject of a position that bears on nothing in the agreement

# What a claim of somebody's own says of their position. What is planned or expected is none.
ATTITUDE_OF: Mapping[Stance, Attitude] = {
    "promises": "commits",
    "threatens": "threatens",
    "demands": "demands",
}


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose position it is: an actor, an office or a source; of unnamed people, their words."""

    name: str
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One position as it is told: in words, or as the content of a claim that is one."""

    id: str
    report: str
    attitude: Attitude
    for_now: bool
    said: str | Content
    pressures: tuple[str, ...]
    when: Interval  # from when it stands; of a claim, the time of which it speaks
    stated: Instant  # when it was stated, as far as is known
    chain: Chain
    note: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What is different from the earlier position; None: it has none."""

    what: Literal["attitude", "for now", "words", "pressure"]
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """How a statement differs from the one before it on the same subject by the same holder."""

    earlier: str
    same_time: bool  # they are of one instant: two accounts, and no change
    same_origin: bool  # on the same word
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """All that one holder is said to hold on one subject, oldest first, each with its change."""

    holder: Holder
    subject: str
    statements: tuple[tuple[Statement, Change | None], ...]


@dataclass(frozen=True, slots=True)
class Positions:
    """The timelines, and the engagements that stand beside them."""

    timelines: tuple[Timeline, ...]
    engagements: tuple[Engagement, ...]


def positions(
    agreement: Agreement, record: Record, at: Instant, known: Instant, name: str | None = None
) -> Positions:
    """Everything stated by `at`, as known by `known`; of one actor, or on one subject."""
    record = as_known(record, known)
    held: dict[tuple[Holder, str], list[Statement]] = {}
    for holder, about, statement in _statements(agreement, record):
        if statement.stated <= at:
            for subject in about or (NOTHING_AGREED,):
                held.setdefault((holder, subject), []).append(statement)
    is_subject = name is not None and name in _subject_names(agreement)
    timelines = (
        Timeline(holder, subject, _with_changes(statements))
        for (holder, subject), statements in sorted(held.items(), key=lambda one: _order(one[0]))
        if name is None or (subject == name if is_subject else is_of(holder.name, name))
    )
    engagements = tuple(
        one
        for one in record.engagements
        if _is_told(one, record, at) and (name is None or _concerns(one, name, is_subject))
    )
    return Positions(tuple(timelines), tuple(sorted(engagements, key=lambda one: one.when)))


def is_of(actor: str, name: str) -> bool:
    """Of the actor itself, or of an office of it."""
    return name in (actor, principal(actor))


def subjects_of(claim: Claim, agreement: Agreement) -> tuple[str, ...]:
    """What a claim is said to bear on, or else whatever asks for the deed or level it speaks of."""
    if claim.about:
        return claim.about
    return tuple(
        one.name for one in agreement.stipulations if _asks_for(one, claim.content, agreement)
    )


# --- Who holds what --------------------------------------------------------------------------


def _statements(
    agreement: Agreement, record: Record
) -> Iterator[tuple[Holder, tuple[str, ...], Statement]]:
    for position in record.positions:
        yield Holder(position.actor), position.about, _of_position(position)
    for claim in record.claims:
        attitude = ATTITUDE_OF.get(claim.stance)
        if attitude is not None:
            holder = holder_of(claim.chain.origin, agreement, record.sources)
            yield holder, subjects_of(claim, agreement), _of_claim(claim, attitude, record)


def holder_of(origin: Origin, agreement: Agreement, sources: Mapping[str, Source]) -> Holder:
    """Whose position a claim of this origin is. Unnamed people speak for nobody; a source speaks
    for the actor whom it can bind, and otherwise for itself."""
    if not origin.is_named:
        return Holder(origin.source, origin.description)
    source = sources.get(origin.source)
    is_actor = principal(origin.source) in agreement.actors
    if is_actor or source is None or source.speaks_for is None:
        return Holder(origin.source)
    return Holder(source.speaks_for)


def _of_position(position: Position) -> Statement:
    return Statement(
        id=position.id,
        report=position.report,
        attitude=position.attitude,
        for_now=position.for_now,
        said=position.words,
        pressures=position.pressures,
        when=position.when,
        stated=position.when.start,
        chain=position.chain,
        note=position.note,
    )


def _of_claim(claim: Claim, attitude: Attitude, record: Record) -> Statement:
    content = claim.content
    return Statement(
        id=claim.id,
        report=claim.report,
        attitude=attitude,
        for_now=False,
        said=content,
        pressures=(),
        when=content.window if isinstance(content, TotalContent) else content.when,
        stated=record.reports[claim.report].published,
        chain=claim.chain,
        note=claim.note,
    )


def _asks_for(stipulation: Stipulation, content: Content, agreement: Agreement) -> bool:
    return any(
        _is_asked(content, clause, agreement)
        for clause in stipulation.clauses
        if isinstance(clause, DeedClause | LevelClause)
    )


def _is_asked(content: Content, clause: DeedClause | LevelClause, agreement: Agreement) -> bool:
    match content, clause:
        case ((EventContent() | TotalContent()), DeedClause()):
            return bears_on(content.deed, clause.deed, agreement)
        case LevelContent(), LevelClause():
            return content.level.level == clause.level.level
        case _:
            return False


def _subject_names(agreement: Agreement) -> frozenset[str]:
    return frozenset(one.name for one in subjects(agreement))


def _order(key: tuple[Holder, str]) -> tuple[str, str, str]:
    holder, subject = key
    return holder.name, holder.description or "", subject


# --- What changed ----------------------------------------------------------------------------


def _with_changes(
    statements: Iterable[Statement],
) -> tuple[tuple[Statement, Change | None], ...]:
    ordered = sorted(statements, key=lambda one: (one.stated, one.id))
    changes = (
        _change(earlier, later) for earlier, later in zip(ordered, ordered[1:], strict=False)
    )
    return tuple(zip(ordered, (None, *changes), strict=True))


def _change(earlier: Statement, later: Statement) -> Change:
    return Change(
        earlier=earlier.id,
        same_time=earlier.stated == later.stated,
        same_origin=earlier.chain.origin == later.chain.origin,
        differences=tuple(_differences(earlier, later)),
    )


def _differences(earlier: Statement, later: Statement) -> Iterator[Difference]:
    if earlier.attitude != later.attitude:
        yield Difference("attitude", earlier.attitude, later.attitude)
    if earlier.for_now != later.for_now:
        yield Difference("for now", _for_now(earlier), _for_now(later))
    if isinstance(earlier.said, str) and isinstance(later.said, str) and earlier.said != later.said:
        yield Difference("words", earlier.said, later.said)
    yield from (
        Difference("pressure", pressure, None) for pressure in _beyond(earlier, later.pressures)
    )
    yield from (
        Difference("pressure", None, pressure) for pressure in _beyond(later, earlier.pressures)
    )


def _for_now(statement: Statement) -> str | None:
    return "for now" if statement.for_now else None


def _beyond(statement: Statement, others: Sequence[str]) -> Iterator[str]:
    return (pressure for pressure in statement.pressures if pressure not in others)


# --- Engagements beside them -----------------------------------------------------------------


def _is_told(engagement: Engagement, record: Record, at: Instant) -> bool:
    """Held before the instant, or planned in a report that had appeared by then."""
    if engagement.status == "held":
        return engagement.when.start < at
    return record.reports[engagement.report].published <= at


def _concerns(engagement: Engagement, name: str, is_subject: bool) -> bool:
    if is_subject:
        return name in engagement.about
    present = (*engagement.actors, *engagement.counterparts, engagement.to or "")
    return any(is_of(actor, name) for actor in present)
