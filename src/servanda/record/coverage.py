"""Coverage: who was present, of what, where and when, and who says so; and who was kept out.

Coverage carries the weight of every "it did not happen", so it must say all four.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeVar

from servanda.language.diagnostic import Diagnostic
from servanda.language.phrase import Node
from servanda.language.record_clause import (
    CoveredAreaClause,
    CoveredDeedClause,
    NoteClause,
    SaidByClause,
    WindowClause,
)
from servanda.language.tree import AccessDeniedHeader, CoverageHeader, Statement
from servanda.record.chain import build_chains, own_chain
from servanda.record.complaint import Building, error
from servanda.record.model import Chain, Coverage, DeniedAccess
from servanda.record.moment import bounds, forward, skipped_hours
from servanda.record.setting import ReportInHand, Setting, every, only, words_of
from servanda.record.words import build_deed, known_actor, known_area
from servanda.values.deed import Deed
from servanda.values.instant import NEVER, Interval

Told = TypeVar("Told", Coverage, DeniedAccess)


def build_coverage(
    statement: Statement, header: CoverageHeader, first: int, hand: ReportInHand, setting: Setting
) -> Building[tuple[Coverage, ...]]:
    """One window for each origin that says so; nothing where a part of it is missing."""
    body = yield from known_actor(header.body, setting)
    deeds = yield from covered_deeds(statement, setting)
    area = yield from only(statement, CoveredAreaClause)
    place = (yield from known_area(area.area, setting)) if area else None
    window = yield from covered_window(statement, hand, setting)
    said_by = yield from only(statement, SaidByClause)
    note = yield from words_of(statement, NoteClause)
    if said_by is None and not statement.unread:
        yield missing(header, "who says that this body was there", "add `said by SOURCE`")
    if said_by is None:
        return ()
    chains = yield from build_chains(said_by.chain, hand, setting)
    if body is None or not deeds or window is None or (area is not None and place is None):
        return ()
    name = f"{hand.report.id}.coverage"
    made = partial(Coverage, body=body, deeds=deeds, area=place, window=window, note=note)
    return tuple(_by_each(made, name, chains, first, statement, hand))


def build_denied(
    statement: Statement,
    header: AccessDeniedHeader,
    first: int,
    hand: ReportInHand,
    setting: Setting,
) -> Building[tuple[DeniedAccess, ...]]:
    """One denial for each origin that tells of it; where nobody is named, the publisher does."""
    body = yield from known_actor(header.body, setting)
    deeds = yield from deeds_in(statement, setting)
    area = yield from only(statement, CoveredAreaClause)
    place = (yield from known_area(area.area, setting)) if area else None
    window = yield from denied_window(statement, hand, setting)
    said_by = yield from only(statement, SaidByClause)
    note = yield from words_of(statement, NoteClause)
    chains: tuple[Chain | None, ...] = (own_chain(hand, setting),)
    if said_by is not None:
        chains = yield from build_chains(said_by.chain, hand, setting)
    if body is None or window is None or (area is not None and place is None):
        return ()
    name = f"{hand.report.id}.denied"
    made = partial(DeniedAccess, body=body, deeds=deeds, area=place, window=window, note=note)
    return tuple(_by_each(made, name, chains, first, statement, hand))


def _by_each(
    made: Callable[..., Told],
    name: str,
    chains: tuple[Chain | None, ...],
    first: int,
    statement: Statement,
    hand: ReportInHand,
) -> Iterator[Told]:
    """One entry for each origin that can be followed."""
    for number, chain in enumerate(chains, start=first):
        if chain is not None:
            yield made(
                id=f"{name}-{number}", report=hand.report.id, chain=chain, known=hand.known,
                span=statement.span,
            )  # fmt: skip


def denied_window(
    statement: Statement, hand: ReportInHand, setting: Setting
) -> Building[Interval | None]:
    """From when to when it was kept out; without an end, as far as the report can tell."""
    clause = yield from only(statement, WindowClause)
    if clause is None:
        if not statement.unread:
            message = "this does not say from when access was denied, so it is shown nowhere"
            hint = "add `from DATE`, or `from DATE to DATE`"
            yield error("denial-without-dates", statement.header, message, hint)
        return None
    yield from skipped_hours(clause, setting.calendar)
    start, end = bounds(clause, setting.calendar)
    if start >= hand.until:
        message = f"`{hand.report.id}` tells of this, and appeared before it can have happened"
        yield error("event-after-report", clause, message, "correct the date")
        return None
    return (yield from forward(clause, start, min(end, max(start, hand.until))))


def covered_deeds(statement: Statement, setting: Setting) -> Building[tuple[Deed, ...]]:
    if not every(statement, CoveredDeedClause) and not statement.unread:
        yield missing(statement.header, "which deeds it would have seen", "add `of DEED`")
    return (yield from deeds_in(statement, setting))


def deeds_in(statement: Statement, setting: Setting) -> Building[tuple[Deed, ...]]:
    deeds = []
    for clause in every(statement, CoveredDeedClause):
        deeds.append((yield from build_deed(clause.deed, setting)))
    return tuple(deed for deed in deeds if deed is not None)


def covered_window(
    statement: Statement, hand: ReportInHand, setting: Setting
) -> Building[Interval | None]:
    """The days on which it was there: both ends given, and none after the report."""
    clause = yield from only(statement, WindowClause)
    if clause is None:
        if not statement.unread:
            yield missing(statement.header, "from when to when", "add `from DATE to DATE`")
        return None
    yield from skipped_hours(clause, setting.calendar)
    start, end = bounds(clause, setting.calendar)
    if end == NEVER:
        yield missing(clause, "until when", "write `from DATE to DATE`")
        return None
    if end > hand.until:
        yield error(
            "coverage-past-report",
            clause,
            f"`{hand.report.id}` appeared before these days were over, and cannot tell of them",
            "end the coverage on the day of the report at the latest",
        )
        return None
    return (yield from forward(clause, start, end))


def missing(node: Node, what: str, hint: str) -> Diagnostic:
    message = f"this coverage does not say {what}, so nothing can be concluded from silence"
    return error("coverage-incomplete", node, message, hint)
