"""Engagements and positions: who met whom, and what somebody commits to, demands or refuses."""

from typing import TypeVar

from servanda.language.diagnostic import Diagnostic
from servanda.language.phrase import Name, Node
from servanda.language.record_clause import (
    AboutClause,
    ForNowClause,
    NoteClause,
    OutcomeClause,
    PressureClause,
    PurposeClause,
    SaidByClause,
    StatusClause,
    WhenClause,
    WithActorsClause,
)
from servanda.language.tree import EngagementHeader, PositionHeader, Statement
from servanda.record.chain import build_chains, own_chain
from servanda.record.complaint import Building, error
from servanda.record.model import Chain, Engagement, Position
from servanda.record.moment import event_interval, lasting_interval
from servanda.record.setting import ReportInHand, Setting, every, moment_of, only, words_of
from servanda.record.words import known_actor, known_actors, known_subjects
from servanda.values.instant import NEVER, Interval

Entry = TypeVar("Entry")


def build_engagement(
    statement: Statement, header: EngagementHeader, first: int, hand: ReportInHand, setting: Setting
) -> Building[tuple[Engagement, ...]]:
    """One engagement for each origin that tells of it."""
    actors = yield from known_actors(header.actors, setting)
    to = (yield from known_actor(header.to, setting)) if header.to else None
    counterparts = yield from known_actors(counterparts_of(statement, header), setting)
    status = yield from status_of(statement)
    purpose = yield from words_of(statement, PurposeClause)
    outcome = yield from words_of(statement, OutcomeClause)
    about = yield from known_subjects((yield from only(statement, AboutClause)), setting)
    note = yield from words_of(statement, NoteClause)
    chains = yield from chains_of(statement, hand, setting)
    moment = yield from required_moment(statement)
    if moment is None or status is None or not actors:
        return ()
    latest = NEVER if status.status == "planned" else hand.until
    when = yield from event_interval(moment, setting.calendar, latest)
    if when is None or (yield from check_past(moment, when, latest, hand)):
        return ()
    return tuple(
        Engagement(
            id=f"{hand.report.id}.{header.kind}-{number}",
            report=hand.report.id,
            kind=header.kind,
            status=status.status,
            actors=actors,
            to=to,
            counterparts=counterparts,
            when=when,
            purpose=purpose,
            chain=chain,
            known=hand.known,
            outcome=outcome,
            about=about,
            note=note,
            span=statement.span,
        )
        for number, chain in enumerate(chains, start=first)
        if chain is not None
    )


def build_position(
    statement: Statement, header: PositionHeader, first: int, hand: ReportInHand, setting: Setting
) -> Building[tuple[Position, ...]]:
    """One position for each origin that tells of it; it stands until told otherwise."""
    actor = yield from known_actor(header.actor, setting)
    about = yield from known_subjects((yield from only(statement, AboutClause)), setting)
    note = yield from words_of(statement, NoteClause)
    for_now = yield from only(statement, ForNowClause)
    chains = yield from chains_of(statement, hand, setting)
    moment = yield from required_moment(statement)
    if moment is None or actor is None:
        return ()
    when = yield from lasting_interval(moment, setting.calendar)
    if when is None or (yield from check_past(moment, when, hand.until, hand)):
        return ()
    return tuple(
        Position(
            id=f"{hand.report.id}.position-{number}",
            report=hand.report.id,
            actor=actor,
            attitude=header.attitude,
            about=about,
            words=header.words.text,
            pressures=tuple(each.words.text for each in every(statement, PressureClause)),
            when=when,
            chain=chain,
            known=hand.known,
            for_now=for_now is not None,
            note=note,
            span=statement.span,
        )
        for number, chain in enumerate(chains, start=first)
        if chain is not None
    )


def counterparts_of(statement: Statement, header: EngagementHeader) -> tuple[Name, ...]:
    """With whom: in the header, on lines of their own, or both."""
    written = (name for each in every(statement, WithActorsClause) for name in each.actors)
    return (*header.counterparts, *written)


def status_of(statement: Statement) -> Building[StatusClause | None]:
    status = yield from only(statement, StatusClause)
    if status is None and not statement.unread:
        message = "this does not say whether it was planned or held, which are not the same"
        hint = "add `held` if the report tells of it afterwards, `planned` if it announces it"
        yield error("engagement-without-status", statement.header, message, hint)
    return status


def chains_of(
    statement: Statement, hand: ReportInHand, setting: Setting
) -> Building[tuple[Chain | None, ...]]:
    """Who tells of it; where nobody is named, the publisher does."""
    said_by = yield from only(statement, SaidByClause)
    if said_by is None:
        return (own_chain(hand, setting),)
    return (yield from build_chains(said_by.chain, hand, setting))


def required_moment(statement: Statement) -> Building[WhenClause | None]:
    moment = yield from moment_of(statement)
    if moment is None and not statement.unread:
        hint = "add `on DATE`, or another clause that says when"
        yield error("claim-without-moment", statement.header, "this does not say when", hint)
    return moment


def check_past(node: Node, when: Interval, latest: int, hand: ReportInHand) -> Building[bool]:
    """True if this lies wholly after the report that tells of it as held or taken."""
    if when.start < latest:
        return False
    yield after_report(node, hand)
    return True


def after_report(node: Node, hand: ReportInHand) -> Diagnostic:
    message = f"`{hand.report.id}` tells of this, and appeared before it can have happened"
    return error("event-after-report", node, message, "correct the date; or mark it as planned")
