"""Expectations in words: the same on the terminal and on the page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from servanda.agreement.model import Agreement
from servanda.evidence.expectation import Expectation, Outcome, TrackRecord
from servanda.evidence.origins import describe
from servanda.evidence.prediction import Prediction, Tie
from servanda.language.listing import listed
from servanda.publish.claim_words import claim_words, moment_words
from servanda.publish.wording import Dates
from servanda.record.model import Claim, Engagement, LevelContent, Origin, TotalContent
from servanda.values.instant import BEGINNING

FEW = 10  # resolved predictions; with fewer the record of a source says nothing of it
MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class ExpectationWords:
    """One expectation, ready to be laid out."""

    id: str
    stance: str
    said: str  # what was said would come, and when
    told_by: tuple[str, ...]  # the chains by which it reached us
    announced: str
    result: Outcome
    reason: str
    ties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceWords:
    """One origin, its track record in words, and its predictions."""

    name: str
    record: str
    expectations: tuple[ExpectationWords, ...]


def by_source(
    expectations: Sequence[Expectation],
    records: Iterable[TrackRecord],
    agreement: Agreement,
    dates: Dates,
) -> tuple[SourceWords, ...]:
    """Every origin by name, with what it said would come."""
    return tuple(
        SourceWords(
            origin_words(record.origin),
            record_words(record),
            tuple(
                expectation_words(one, agreement, dates)
                for one in expectations
                if one.prediction.origin == record.origin
            ),
        )
        for record in records
    )


def origin_words(origin: Origin) -> str:
    """`cogat`, or `"officials" (unnamed, us)`"""
    if origin.description is None:
        return origin.source
    return f'"{origin.description}" (unnamed, {origin.source})'


def record_words(record: TrackRecord) -> str:
    """`7 resolved of 12: 3 came true, 1 late, 3 did not; 5 unknown`: counts, and no grade."""
    resolved = [f"{n} {word}" for word, n in record.results if n and word in RESOLVED]
    open_still = [f"{n} {word}" for word, n in record.results if n and word not in RESOLVED]
    counts = f"{record.resolved} resolved of {record.size}"
    if resolved:
        counts += f": {', '.join(resolved)}"
    if open_still:
        counts += f"; {', '.join(open_still)}"
    if record.resolved < FEW:
        counts += " (too few to say anything of the source)"
    return counts


RESOLVED: tuple[Outcome, ...] = ("came true", "late", "did not")


def expectation_words(one: Expectation, agreement: Agreement, dates: Dates) -> ExpectationWords:
    prediction = one.prediction
    return ExpectationWords(
        id=prediction.id,
        stance=prediction.stance,
        said=foreseen_words(prediction, agreement, dates),
        told_by=tuple(f"{describe(each.chain)} ({each.id})" for each in prediction.entries),
        announced=dates.moment(prediction.announced),
        result=one.result,
        reason=reason_words(one, dates),
        ties=tuple(_ties(prediction)),
    )


def foreseen_words(prediction: Prediction, agreement: Agreement, dates: Dates) -> str:
    first = prediction.entries[0]
    if isinstance(first, Claim):
        return claim_words(first, agreement, dates)
    return f"{engagement_words(first)}, {moment_words(first.when, dates)}"


def engagement_words(engagement: Engagement) -> str:
    """`visit us/secretary-of-state to israel with israel/prime-minister`"""
    to = f" to {engagement.to}" if engagement.to else ""
    with_whom = f" with {listed(engagement.counterparts)}" if engagement.counterparts else ""
    return f"{engagement.kind} {listed(engagement.actors)}{to}{with_whom}"


def reason_words(one: Expectation, dates: Dates) -> str:
    """Why the result is what it is, and on whose word."""
    return ". ".join(part for part in (*_grounds(one, dates), _word(one)) if part) + "."


def _grounds(one: Expectation, dates: Dates) -> Iterator[str]:
    when = moment_words(one.came, dates) if one.came is not None else ""
    match one.because:
        case "came about in its time" | "came about before its time had passed":
            yield "It stood so already" if not when else f"It came about: {when}"
        case "came about afterwards":
            ended = dates.deadline(one.prediction.time.end)
            yield f"It came about: {when}; its time had passed at the {ended}"
        case "came about, and whether in time is not known":
            yield f"It came about: {when}; whether in its time is not known"
        case "ruled out":
            shown = f"Shown by {_GROUNDS[one.ground]}" if one.ground else "Shown"
            yield shown + _last_told(one, dates)
        case "resolved by a claim":
            yield "The evidence itself does not tell; somebody says what became of it"
        case "only in words":
            yield "It was said in words, and nobody has said what became of them"
        case "nobody tells":
            yield "Nobody tells of it"
        case "not established":
            yield "What is told of it establishes neither that it came about nor that it did not"
        case "its time has not passed":
            yield f"Its time passes at the {dates.deadline(one.prediction.time.end)}"
        case "it names no time":
            yield "It names no time by which it is to come"
    if one.measured is not None:
        yield f"The tallies that speak of all of its time give {one.measured} {_period(one)}"
    if one.resolved_by:
        yield "; ".join(_resolved(claim) for claim in one.resolved_by)


_GROUNDS = {
    "denial": "a denial that covers its time",
    "coverage": "the presence of a body that would have seen it",
    "total": "a total",
    "level": "the level, which stood otherwise all the time",
    "tally": "the tallies",
}


def _last_told(one: Expectation, dates: Dates) -> str:
    """Of what day the level was last told that shows it: it is carried on from there."""
    starts = [c.content.when.start for c in one.told if isinstance(c.content, LevelContent)]
    if one.ground != "level" or not starts or max(starts) <= BEGINNING:
        return ""
    return f", as last told of {dates.moment(max(starts))}"


def _period(one: Expectation) -> str:
    content = one.prediction.foreseen
    each = content.each if isinstance(content, TotalContent) else None
    if each is None:
        return "in all"
    return f"a {each.unit}" if each.amount == 1 else f"every {each}"


def _resolved(claim: Claim) -> str:
    content = claim.content
    result = getattr(content, "result", "")
    note = f", our note: {claim.note}" if claim.note else ""
    return f'{describe(claim.chain)} says "{result}" ({claim.id}{note})'


def _word(one: Expectation) -> str:
    """Whose word was weighed; not listed where it could establish nothing yet."""
    named = [
        f"{'denied by ' if claim.stance == 'denies' else ''}{describe(claim.chain)} ({claim.id})"
        for claim in one.told
    ]
    named += [f"{describe(held.chain)} ({held.id})" for held in one.engagements]
    named += [f"coverage {name}" for name in one.coverage]
    if not named or one.result == "not yet due":
        return ""
    more = f" and {len(named) - MOST_NAMED} more" if len(named) > MOST_NAMED else ""
    return f"Weighed: {', '.join(named[:MOST_NAMED])}{more}"


def _ties(prediction: Prediction) -> Iterator[str]:
    yield from (f"said before as {_tie(tie)}" for tie in prediction.earlier)
    yield from (f"said again as {_tie(tie)}" for tie in prediction.later)


def _tie(tie: Tie) -> str:
    number = ", with another number" if tie.other_number else ""
    return f"{tie.id} ({tie.moved}{number})"
