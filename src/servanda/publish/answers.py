"""The answers that can be sealed, made and written: `--json` and an edition have the same.

An edition keeps the bytes of an answer, so what they are is fixed: JSON with sorted keys, no white
space, UTF-8 without escapes that are not needed, and numbers with a fraction in the fewest digits
that read back as the same binary64.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args

from servanda.agreement.model import Agreement
from servanda.evidence.expectation import results_by_id
from servanda.evidence.positions import positions
from servanda.evidence.viewpoint import Viewpoint
from servanda.publish.answer_json import (
    JsonObject,
    blockers_json,
    causes_json,
    explain_json,
    history_json,
    status_json,
)
from servanda.publish.causes import cause_shares, monthly
from servanda.publish.claim_words import words_of_claims
from servanda.publish.expectation_json import positions_json
from servanda.publish.origins_asked import origins_asked
from servanda.publish.origins_json import origins_json
from servanda.publish.presence_words import presence_json, presence_of
from servanda.publish.sentence import Sentence, sentences
from servanda.publish.wording import Dates, iso_day
from servanda.record.model import Record
from servanda.verdict.assess import assess, history
from servanda.verdict.assessment import Assessment, Question
from servanda.verdict.blockers import blockers
from servanda.verdict.expectations import expectations
from servanda.verdict.grounds import Key, grounds
from servanda.verdict.reasons import explain

OfVerdicts = Literal["status", "explain", "history", "blockers"]
Answer = Literal[OfVerdicts, "causes", "origins", "positions"]
OF_VERDICTS: tuple[OfVerdicts, ...] = get_args(OfVerdicts)
ANSWERS: tuple[Answer, ...] = get_args(Answer)


@dataclass(frozen=True, slots=True)
class Matter:
    """All that an answer follows from."""

    agreement: Agreement
    record: Record
    viewpoint: Viewpoint
    question: Question


def status_answer(matter: Matter, as_asked: Question | None = None) -> JsonObject:
    """Every verdict, each with its sentence, which names `as_asked` as in `sentences_of`."""
    assessment = _assessment(matter)
    named = assessment if as_asked is None else replace(assessment, question=as_asked)
    return status_json(assessment, matter.agreement, _sentences(matter, named))


def sentences_of(matter: Matter, as_asked: Question | None = None) -> Mapping[Key, Sentence]:
    """The sentence for each verdict; `as_asked` is the question that they name in place of theirs,
    so that two answers are told apart by what they say and not by when."""
    assessment = _assessment(matter)
    named = assessment if as_asked is None else replace(assessment, question=as_asked)
    return _sentences(matter, named)


def _assessment(matter: Matter) -> Assessment:
    return assess(matter.agreement, matter.record, matter.viewpoint, matter.question)


def _sentences(matter: Matter, assessment: Assessment) -> Mapping[Key, Sentence]:
    agreement, record = matter.agreement, matter.record
    found = grounds(agreement, record, matter.viewpoint, matter.question)
    return sentences(assessment, found, agreement, record, Dates(agreement.calendar, iso_day))


def explain_answer(matter: Matter, name: str) -> JsonObject:
    """The reasons of one name, without what would change them (`what_if`)."""
    agreement, record, question = matter.agreement, matter.record, matter.question
    reasons = explain(agreement, record, matter.viewpoint, question, name)
    claimed = words_of_claims(record, agreement, Dates(agreement.calendar, iso_day))
    return explain_json(name, reasons, claimed, agreement, question) | {"what_if": None}


def history_answer(matter: Matter, name: str) -> JsonObject:
    """The steps of one name, and who could have seen it."""
    agreement, record, question = matter.agreement, matter.record, matter.question
    every = history(agreement, record, matter.viewpoint, question)
    presence = presence_of(name, agreement, record, question)
    told = history_json([track for track in every if track.name == name], agreement, question)
    return told | presence_json(presence, agreement.calendar)


def blockers_answer(matter: Matter, name: str | None) -> JsonObject:
    """What one name, or every phase and fund, waits for."""
    agreement, question = matter.agreement, matter.question
    found = blockers(agreement, matter.record, matter.viewpoint, question, name)
    return blockers_json(found, agreement, question)


def causes_answer(matter: Matter) -> JsonObject:
    """How much is undetermined, by cause, month by month since entry into force."""
    agreement, question = matter.agreement, matter.question
    every = history(agreement, matter.record, matter.viewpoint, question)
    dates = monthly(agreement.in_force, question.at, agreement.calendar)
    return causes_json(cause_shares(every, dates), agreement, question)


def positions_answer(matter: Matter, name: str | None) -> JsonObject:
    """What is held of what is agreed, by whoever or of whatever the name says, or by all."""
    agreement, record, question = matter.agreement, matter.record, matter.question
    found = positions(agreement, record, question.at, question.known, name)
    results = results_by_id(expectations(agreement, record, matter.viewpoint, question))
    dates = Dates(agreement.calendar, iso_day)
    return positions_json(found, results, agreement, question, dates)


def origins_answer(matter: Matter, what: str | None) -> JsonObject:
    """On whose word: of what is named, or of everything."""
    asked = origins_asked(what, matter.agreement, matter.record, matter.viewpoint, matter.question)
    return origins_json(
        what, asked.tree, asked.claims, asked.founded, matter.agreement, matter.question
    )


def answer_of(answer: Answer, name: str | None, matter: Matter) -> JsonObject:
    """One of those that can be sealed; `explain` and `history` are of a name."""
    match answer:
        case "status":
            return status_answer(matter)
        case "blockers":
            return blockers_answer(matter, name)
        case "causes":
            return causes_answer(matter)
        case "positions":
            return positions_answer(matter, name)
        case "origins":
            return origins_answer(matter, name)
    assert name is not None, "asked before"
    return (explain_answer if answer == "explain" else history_answer)(matter, name)


def answer_bytes(answer: JsonObject) -> bytes:
    """The bytes that are sealed."""
    text = json.dumps(
        answer, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return text.encode("utf-8")
