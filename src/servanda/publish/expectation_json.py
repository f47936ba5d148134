"""Expectations and positions as JSON, in the versioned form that docs/json.md describes."""

from collections.abc import Iterable, Mapping

from servanda.agreement.model import Agreement
from servanda.evidence.expectation import Expectation, Outcome, TrackRecord
from servanda.evidence.positions import Change, Positions, Statement, Timeline
from servanda.evidence.prediction import Tie
from servanda.publish.answer_json import (
    JsonObject,
    head_json,
    iso,
    iso_interval,
    range_json,
)
from servanda.publish.claim_words import content_words
from servanda.publish.expectation_words import (
    foreseen_words,
    reason_words,
    record_words,
)
from servanda.publish.wording import Dates
from servanda.record.model import Chain, Engagement, Origin
from servanda.values.calendar import Calendar
from servanda.verdict.assessment import Question


def expectations_json(
    expectations: Iterable[Expectation],
    records: Iterable[TrackRecord],
    agreement: Agreement,
    question: Question,
    dates: Dates,
) -> JsonObject:
    return head_json("expectations", agreement, question) | {
        "expectations": [_expectation(one, agreement, dates) for one in expectations],
        "records": [_record(one) for one in records],
    }


def positions_json(
    found: Positions,
    results: Mapping[str, Outcome],
    agreement: Agreement,
    question: Question,
    dates: Dates,
) -> JsonObject:
    calendar = agreement.calendar
    return head_json("positions", agreement, question) | {
        "timelines": [_timeline(each, agreement, dates) for each in found.timelines],
        "engagements": [_engagement(each, results, calendar) for each in found.engagements],
    }


# --- Expectations ----------------------------------------------------------------------------


def _expectation(one: Expectation, agreement: Agreement, dates: Dates) -> JsonObject:
    prediction, calendar = one.prediction, agreement.calendar
    return {
        "id": prediction.id,
        "told_in": [
            {"ref": entry.id, "report": entry.report, "chain": _chain(entry.chain)}
            for entry in prediction.entries
        ],
        "source": _origin(prediction.origin),
        "stance": prediction.stance,
        "said": foreseen_words(prediction, agreement, dates),
        "in_words_only": prediction.is_in_words,
        "time": iso_interval(prediction.time, calendar),
        "announced": iso(prediction.announced, calendar),
        "result": one.result,
        "because": one.because,
        "reason": reason_words(one, dates),
        "ground": one.ground,
        "came": iso_interval(one.came, calendar),
        "measured": range_json(one.measured),
        "weighed": [
            *(claim.id for claim in one.told),
            *(held.id for held in one.engagements),
            *one.coverage,
        ],
        "resolved_by": [claim.id for claim in one.resolved_by],
        "earlier": [_tie(tie) for tie in prediction.earlier],
        "later": [_tie(tie) for tie in prediction.later],
    }


def _tie(tie: Tie) -> JsonObject:
    return {"id": tie.id, "moved": tie.moved, "other_number": tie.other_number}


def _record(record: TrackRecord) -> JsonObject:
    counts = {word.replace(" ", "_"): count for word, count in record.results}
    return {
        "source": _origin(record.origin),
        "size": record.size,
        "resolved": record.resolved,
        **counts,
        "words": record_words(record),
    }


# --- Positions -------------------------------------------------------------------------------


def _timeline(line: Timeline, agreement: Agreement, dates: Dates) -> JsonObject:
    return {
        "holder": {"name": line.holder.name, "description": line.holder.description},
        "subject": line.subject or None,
        "statements": [
            _statement(each, change, agreement, dates) for each, change in line.statements
        ],
    }


def _statement(
    statement: Statement, change: Change | None, agreement: Agreement, dates: Dates
) -> JsonObject:
    said = statement.said
    calendar = agreement.calendar
    return {
        "id": statement.id,
        "report": statement.report,
        "attitude": statement.attitude,
        "for_now": statement.for_now,
        "said": said if isinstance(said, str) else content_words(said, agreement, dates),
        "time": iso_interval(statement.when, calendar),
        "stated": iso(statement.stated, calendar),
        "pressures": list(statement.pressures),
        "chain": _chain(statement.chain),
        "note": statement.note,
        "change": _change(change) if change is not None else None,
    }


def _change(change: Change) -> JsonObject:
    return {
        "earlier": change.earlier,
        "same_time": change.same_time,
        "same_origin": change.same_origin,
        "differences": [
            {"what": each.what, "before": each.before, "after": each.after}
            for each in change.differences
        ],
    }


def _engagement(one: Engagement, results: Mapping[str, Outcome], calendar: Calendar) -> JsonObject:
    return {
        "id": one.id,
        "report": one.report,
        "kind": one.kind,
        "status": one.status,
        "result": results.get(one.id),
        "actors": list(one.actors),
        "to": one.to,
        "with": list(one.counterparts),
        "when": iso_interval(one.when, calendar),
        "purpose": one.purpose,
        "outcome": one.outcome,
        "about": list(one.about),
        "chain": _chain(one.chain),
    }


# --- Who said it -----------------------------------------------------------------------------


def _origin(origin: Origin) -> JsonObject:
    return {"name": origin.source, "description": origin.description}


def _chain(chain: Chain) -> JsonObject:
    return {"origin": _origin(chain.origin), "via": list(chain.via)}
