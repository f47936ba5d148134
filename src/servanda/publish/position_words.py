"""Positions and engagements in words: the same on the terminal and on the page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from servanda.agreement.model import Agreement
from servanda.evidence.expectation import Outcome
from servanda.evidence.origins import describe
from servanda.evidence.positions import (
    Change,
    Difference,
    Holder,
    Positions,
    Statement,
    Timeline,
)
from servanda.publish.claim_words import content_words, moment_words
from servanda.publish.expectation_words import engagement_words
from servanda.publish.wording import Dates
from servanda.record.model import Engagement


@dataclass(frozen=True, slots=True)
class StatementWords:
    """One position, ready to be laid out."""

    id: str
    when: str
    attitude: str  # `commits`, or `commits, for now`
    said: str
    said_by: str
    pressures: tuple[str, ...]
    note: str
    change: str  # empty for the first


@dataclass(frozen=True, slots=True)
class TimelineWords:
    """What one holder is said to hold on one subject."""

    holder: str
    subject: str
    statements: tuple[StatementWords, ...]


@dataclass(frozen=True, slots=True)
class EngagementWords:
    """One engagement: planned, with what became of it, or held, with its outcome."""

    id: str
    when: str
    what: str
    status: str
    purpose: str
    outcome: str
    said_by: str


def timelines_in_words(
    found: Positions, agreement: Agreement, dates: Dates
) -> tuple[TimelineWords, ...]:
    return tuple(
        TimelineWords(
            holder_words(line.holder),
            line.subject or "nothing that was agreed",
            tuple(_statements(line, agreement, dates)),
        )
        for line in found.timelines
    )


def engagements_in_words(
    found: Positions, results: Mapping[str, Outcome], dates: Dates
) -> tuple[EngagementWords, ...]:
    """`results` says by id what became of those that were planned."""
    return tuple(
        EngagementWords(
            id=one.id,
            when=moment_words(one.when, dates),
            what=engagement_words(one),
            status=status_words(one, results),
            purpose=one.purpose or "",
            outcome=one.outcome or "",
            said_by=describe(one.chain),
        )
        for one in found.engagements
    )


def holder_words(holder: Holder) -> str:
    if holder.description is None:
        return holder.name
    return f'"{holder.description}" (unnamed, {holder.name})'


def status_words(engagement: Engagement, results: Mapping[str, Outcome]) -> str:
    if engagement.status == "held" or engagement.id not in results:
        return engagement.status
    return f"planned: {results[engagement.id]}"


def _statements(line: Timeline, agreement: Agreement, dates: Dates) -> Iterator[StatementWords]:
    for statement, change in line.statements:
        is_words = isinstance(statement.said, str)
        yield StatementWords(
            id=statement.id,
            when=dates.moment(statement.stated),
            attitude=f"{statement.attitude}, for now" if statement.for_now else statement.attitude,
            said=f'"{statement.said}"' if is_words else _said(statement, agreement, dates),
            said_by=describe(statement.chain),
            pressures=statement.pressures,
            note=statement.note or "",
            change=change_words(change) if change is not None else "",
        )


def _said(statement: Statement, agreement: Agreement, dates: Dates) -> str:
    assert not isinstance(statement.said, str), "a claim's content"
    content = content_words(statement.said, agreement, dates)
    when = moment_words(statement.when, dates)
    return f"{content}, {when}" if when else content


def change_words(change: Change) -> str:
    """What is different from the statement before it; of one time, two accounts are no change."""
    beside = "beside" if change.same_time else "after"
    whose = "" if change.same_origin else ", on another word"
    parts = dict.fromkeys(_difference(each, change.same_time) for each in change.differences)
    return f"{beside} {change.earlier}{whose}: {'; '.join(parts) or 'the same'}"


def _difference(each: Difference, same_time: bool) -> str:
    here, there = ("here", "there") if same_time else ("now", "before")
    match each.what:
        case "attitude":
            return f"{here} {each.after}, {there} {each.before}"
        case "for now":
            return f"{here if each.after else there} for now only"
        case "words":
            return "in other words"
        case "pressure":
            return "under other pressures"
