"""Answers as JSON, in the versioned form that docs/json.md describes.

The names are those of the assessment. Instants carry the agreement's offset; a bound that does not
exist is null. Within one version names are only added.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import TypeAlias

from servanda.agreement.model import Agreement
from servanda.language.diagnostic import Diagnostic
from servanda.publish.causes import CauseShares
from servanda.publish.sentence import Sentence, key_of
from servanda.publish.signs import AnyVerdict
from servanda.publish.wording import is_one_moment
from servanda.values.calendar import Calendar
from servanda.values.instant import BEGINNING, NEVER, Instant, Interval
from servanda.values.quantity import UNBOUNDED, Range
from servanda.verdict.assessment import (
    Assessment,
    Blocker,
    Dispute,
    FundVerdict,
    MinimalSet,
    Outcome,
    PhaseVerdict,
    Question,
    Reason,
    Track,
    Verdict,
)
from servanda.verdict.grounds import Key
from servanda.verdict.matrix import MatrixRow

SCHEMA = "servanda/assessment/1"

JsonValue: TypeAlias = (
    "str | int | float | bool | None | Sequence[JsonValue] | Mapping[str, JsonValue]"
)
JsonObject: TypeAlias = dict[str, JsonValue]


# --- One function for each answer ------------------------------------------------------------


def status_json(
    assessment: Assessment, agreement: Agreement, told: Mapping[Key, Sentence]
) -> JsonObject:
    """`told` has the sentence for each verdict."""
    calendar = agreement.calendar
    return head_json("status", agreement, assessment.question) | {
        "stipulations": [
            _verdict(each, calendar) | _sentence(each, told) for each in assessment.stipulations
        ],
        "phases": [_phase(each, calendar) | _sentence(each, told) for each in assessment.phases],
        "funds": [_fund(each) | _sentence(each, told) for each in assessment.funds],
    }


def _sentence(verdict: AnyVerdict, told: Mapping[Key, Sentence]) -> JsonObject:
    sentence = told[key_of(verdict)]
    return {"sentence": {"standing": sentence.standing, "text": sentence.text}}


def explain_json(
    name: str,
    reasons: Iterable[Reason],
    claimed: Mapping[str, str],
    agreement: Agreement,
    question: Question,
) -> JsonObject:
    """`claimed` gives the words of each claim by its id."""
    return head_json("explain", agreement, question) | {
        "name": name,
        "reasons": [_reason(each, claimed) for each in reasons],
    }


def history_json(tracks: Iterable[Track], agreement: Agreement, question: Question) -> JsonObject:
    return head_json("history", agreement, question) | {
        "tracks": [_track(each, agreement.calendar) for each in tracks],
    }


def blockers_json(
    blocked: Iterable[tuple[str, Sequence[Blocker]]], agreement: Agreement, question: Question
) -> JsonObject:
    return head_json("blockers", agreement, question) | {
        "blocked": [
            {"name": name, "blockers": [_blocker(each) for each in blockers]}
            for name, blockers in blocked
        ],
    }


def disputes_json(
    between: tuple[str, str],
    disputes: Iterable[Dispute],
    agreement: Agreement,
    question: Question,
) -> JsonObject:
    return head_json("disputes", agreement, question) | {
        "between": list(between),
        "disputes": [_dispute(each) for each in disputes],
    }


def matrix_json(
    viewpoints: Sequence[str], rows: Iterable[MatrixRow], agreement: Agreement, question: Question
) -> JsonObject:
    return head_json("matrix", agreement, question) | {
        "viewpoints": list(viewpoints),
        "rows": [
            {
                "name": row.name,
                "bearer": ", ".join(row.bearer),
                "bearers": list(row.bearer),
                "limb": row.limb,
                "states": list(row.states),
                "parted": row.is_parted,
            }
            for row in rows
        ],
    }


def causes_json(shares: CauseShares, agreement: Agreement, question: Question) -> JsonObject:
    return head_json("causes", agreement, question) | {
        "dates": [iso(each, agreement.calendar) for each in shares.dates],
        "stipulation_dates": shares.judged,
        "undetermined": shares.undetermined,
        "causes": [{"cause": cause, "count": count} for cause, count in shares.by_cause],
    }


def check_json(diagnostics: Iterable[Diagnostic]) -> JsonObject:
    return {
        "schema": SCHEMA,
        "answer": "check",
        "diagnostics": [_diagnostic(each) for each in diagnostics],
    }


def question_json(question: Question, calendar: Calendar) -> JsonObject:
    return {
        "at": iso(question.at, calendar),
        "known": iso(question.known, calendar),
        "proof": question.proof,
        "viewpoint": question.viewpoint,
        "readings": list(question.readings),
        "ladder": list(question.ladder),
        "assuming": list(question.assuming),
        "without": list(question.without),
        "public": publication_json(question),
    }


def publication_json(question: Question) -> JsonObject | None:
    """Under which publication policy it is answered, and what that withholds from everybody."""
    if not question.public:
        return None
    policy, *withheld = question.public
    return {"policy": policy, "withholds": withheld}


# --- Values ----------------------------------------------------------------------------------


def iso(instant: Instant | None, calendar: Calendar) -> str | None:
    """ISO 8601 with the agreement's offset; null for before all time, never and unknown."""
    if instant is None or instant <= BEGINNING or instant >= NEVER:
        return None
    return calendar.local(instant).isoformat()


def iso_interval(interval: Interval | None, calendar: Calendar) -> str | None:
    """One instant, or ISO 8601's `start/end` with `..` for an end that is not known."""
    if interval is None or interval.start >= NEVER:
        return None
    start, end = iso(interval.start, calendar), iso(interval.end, calendar)
    if is_one_moment(interval):
        return end
    return f"{start or '..'}/{end or '..'}"


def number(value: float) -> int | float | None:
    """Whole numbers as such; an infinite bound as null."""
    if value == UNBOUNDED:
        return None
    return int(value) if value == int(value) else value


def range_json(amount: Range | None) -> JsonObject | None:
    if amount is None:
        return None
    return {"low": number(amount.low), "high": number(amount.high)}


# --- Parts -----------------------------------------------------------------------------------


def head_json(answer: str, agreement: Agreement, question: Question) -> JsonObject:
    """What every answer to a question begins with."""
    return {
        "schema": SCHEMA,
        "answer": answer,
        "agreement": {"name": agreement.name, "title": agreement.title},
        "question": question_json(question, agreement.calendar),
    }


def _verdict(verdict: Verdict, calendar: Calendar) -> JsonObject:
    return {
        "name": verdict.name,
        "kind": verdict.kind,
        "title": verdict.title,
        "article": verdict.article,
        "bearer": ", ".join(verdict.bearer),
        "bearers": list(verdict.bearer),
        "limb": verdict.limb,
        "state": verdict.state,
        "cause": verdict.cause,
        "force": verdict.force,
        "outcome": outcome_json(verdict.outcome),
        "performance": range_json(verdict.performance),
        "timeliness": verdict.timeliness,
        "breach": verdict.breach,
        "due": iso_interval(verdict.due, calendar),
        "since": iso(verdict.since, calendar),
        "contested": verdict.contested,
        "because": verdict.because,
        "periods": _periods(verdict),
        "incidents": _incidents(verdict),
        "readings": [{"reading": name, "state": state} for name, state in verdict.readings],
        "linkages": list(verdict.linkages),
    }


def outcome_json(outcome: Outcome | None) -> JsonObject | None:
    if outcome is None:
        return None
    return {
        "low": number(outcome.low),
        "high": number(outcome.high),
        "target": range_json(outcome.target),
        "unit": outcome.unit,
        "found": outcome.found,
    }


def _periods(verdict: Verdict) -> JsonObject | None:
    if verdict.periods is None:
        return None
    return {
        "passed": verdict.periods.passed,
        "surely_met": verdict.periods.surely_met,
        "possibly_met": verdict.periods.possibly_met,
    }


def _incidents(verdict: Verdict) -> JsonObject | None:
    return None if verdict.incidents is None else asdict(verdict.incidents)


def _phase(phase: PhaseVerdict, calendar: Calendar) -> JsonObject:
    return {
        "name": phase.name,
        "title": phase.title,
        "article": phase.article,
        "state": phase.state,
        "cause": phase.cause,
        "since": iso(phase.since, calendar),
        "blocked_by": list(phase.blocked_by),
        "contested": phase.contested,
        "because": phase.because,
        "readings": [{"reading": name, "state": state} for name, state in phase.readings],
    }


def _fund(fund: FundVerdict) -> JsonObject:
    return {
        "name": fund.name,
        "title": fund.title,
        "article": fund.article,
        "state": fund.state,
        "cause": fund.cause,
        "pledged": range_json(fund.pledged),
        "paid": range_json(fund.paid),
        "releasable": range_json(fund.releasable),
        "unit": fund.unit,
        "withheld_because": list(fund.withheld_because),
        "tranches": [
            {"name": one.name, "state": one.state, "amount": range_json(one.amount)}
            for one in fund.tranches
        ],
        "moved": [{"word": word, "amount": range_json(amount)} for word, amount in fund.moved],
        "contested": fund.contested,
        "because": fund.because,
    }


def _reason(reason: Reason, claimed: Mapping[str, str]) -> JsonObject:
    is_claim = reason.kind == "claim" and reason.ref in claimed
    return {
        "kind": reason.kind,
        "text": reason.text,
        "ref": reason.ref,
        "claimed": claimed[reason.ref or ""] if is_claim else None,
        "decisive": reason.decisive,
        "tried": reason.tried,
        "children": [_reason(child, claimed) for child in reason.children],
    }


def _track(track: Track, calendar: Calendar) -> JsonObject:
    return {
        "name": track.name,
        "bearer": ", ".join(track.bearer),
        "bearers": list(track.bearer),
        "limb": track.limb,
        "steps": [
            {
                "from": iso(step.instant, calendar),
                "state": step.verdict.state,
                "cause": step.verdict.cause,
                "contested": step.verdict.contested,
                "because": step.verdict.because,
            }
            for step in track.steps
        ],
    }


def _blocker(blocker: Blocker) -> JsonObject:
    return {
        "what": blocker.what,
        "state": blocker.state,
        "whose_move": list(blocker.whose_move),
        "asserted_by": list(blocker.asserted_by),
        "readings": list(blocker.readings),
    }


def _dispute(dispute: Dispute) -> JsonObject:
    return {
        "name": dispute.name,
        "bearer": ", ".join(dispute.bearer),
        "bearers": list(dispute.bearer),
        "limb": dispute.limb,
        "first": dispute.first,
        "second": dispute.second,
        "causes": list(dispute.causes),
        "items": list(dispute.items),
        "sets": [_minimal_set(one) for one in dispute.sets],
        "contested": dispute.contested,
        "searched": dispute.searched,
        "is_exact": dispute.is_exact,
    }


def _minimal_set(one: MinimalSet) -> JsonObject:
    return {
        "over": list(one.over),
        "items": [
            {
                "id": item.identity,
                "over": item.over,
                "what": item.what,
                "first": item.first,
                "second": item.second,
                "claim": item.claim,
            }
            for item in one.items
        ],
        "settlements": [
            {"as_taken_by": list(way.as_taken_by), "state": way.state} for way in one.settlements
        ],
    }


def _diagnostic(diagnostic: Diagnostic) -> JsonObject:
    span = diagnostic.span
    return {
        "name": diagnostic.name,
        "severity": diagnostic.severity,
        "path": span.path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "article": diagnostic.article,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
    }
