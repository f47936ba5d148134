"""What `--json` prints is what the published schema and docs/json.md say."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from servanda.agreement.model import Agreement
from servanda.evidence.expectation import track_records
from servanda.language.catalogue import by_family
from servanda.language.diagnostic import Diagnostic
from servanda.publish.answer_json import (
    JsonObject,
    blockers_json,
    causes_json,
    check_json,
    disputes_json,
    explain_json,
    history_json,
    iso_interval,
    matrix_json,
    status_json,
)
from servanda.publish.catalogue_json import catalogue_json
from servanda.publish.causes import cause_shares
from servanda.publish.claim_words import words_of_claims
from servanda.publish.expectation_json import expectations_json, positions_json
from servanda.publish.page import Contents
from servanda.publish.sentence import Sentence, sentences
from servanda.publish.wording import Dates, iso_day
from servanda.values.instant import BEGINNING, NEVER, Interval
from servanda.values.span import Span
from servanda.verdict.grounds import Key
from servanda.verdict.matrix import MatrixRow
from tests.json_schema import violations

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "docs" / "schema" / "assessment-1.json").read_text("utf-8")
)


def told(contents: Contents, agreement: Agreement) -> Mapping[Key, Sentence]:
    dates = Dates(agreement.calendar, iso_day)
    return sentences(contents.assessment, contents.grounds, agreement, contents.record, dates)


@pytest.fixture
def answers(contents: Contents) -> dict[str, JsonObject]:
    agreement, question = contents.agreement, contents.assessment.question
    diagnostic = Diagnostic("unknown-name", "error", Span("a.md", 1, 2, 1, 5), "", "no", None)
    dispute = contents.disputes[0][1]
    row = MatrixRow("return-boats", ("north",), None, ("overdue", "done"))
    shares = cause_shares(contents.tracks, (question.at,))
    dates = Dates(agreement.calendar, iso_day)
    claimed = words_of_claims(contents.record, agreement, dates)
    return {
        "status": status_json(contents.assessment, agreement, told(contents, agreement)),
        "explain": explain_json(
            "return-boats", contents.reasons["return-boats"], claimed, agreement, question
        ),
        "history": history_json(contents.tracks, agreement, question),
        "blockers": blockers_json(contents.blockers, agreement, question),
        "disputes": disputes_json(("neutral", "south"), dispute, agreement, question),
        "matrix": matrix_json(("neutral", "south"), [row], agreement, question),
        "causes": causes_json(shares, agreement, question),
        "positions": positions_json(contents.positions, {}, agreement, question, dates),
        "expectations": expectations_json(
            contents.expectations,
            track_records(contents.expectations),
            agreement,
            question,
            dates,
        ),
        "check": check_json([diagnostic]),
        "catalogue": catalogue_json(by_family()),
    }


def test_every_answer_keeps_to_the_schema(answers: dict[str, JsonObject]) -> None:
    for name, answer in answers.items():
        through = json.loads(json.dumps(answer, allow_nan=False))
        assert violations(through, SCHEMA) == [], name
        assert through["answer"] == name


def test_the_schema_describes_every_name_that_is_printed(answers: dict[str, JsonObject]) -> None:
    """Nothing is printed that the schema does not name: it is closed here, open to readers."""
    closed = json.loads(json.dumps(SCHEMA), object_hook=_closed)
    for answer in answers.values():
        assert violations(json.loads(json.dumps(answer)), closed) == []


def test_the_schema_finds_what_is_wrong(answers: dict[str, JsonObject]) -> None:
    status = json.loads(json.dumps(answers["status"]))
    status["stipulations"][0]["state"] = "fine"
    assert violations(status, SCHEMA)
    del status["stipulations"][0]["state"]
    assert violations(status, SCHEMA)


def test_names_are_those_of_the_assessment(answers: dict[str, JsonObject]) -> None:
    status = json.loads(json.dumps(answers["status"]))
    assert status["question"] == {
        "at": "2024-06-01T03:00:00+03:00",
        "known": None,
        "proof": "alleged",
        "viewpoint": "neutral",
        "readings": [],
        "ladder": [],
        "assuming": [],
        "without": [],
        "public": None,
    }
    boats, harbour, _ = status["stipulations"]
    assert boats["outcome"] == {
        "low": 7,
        "high": 9,
        "target": {"low": 12, "high": 12},
        "unit": "boats",
        "found": None,
    }
    assert boats["performance"] == {"low": 7, "high": 8}
    assert boats["due"] == "2024-03-01T00:00:00+02:00"
    assert harbour["outcome"]["high"] is None
    assert harbour["outcome"]["target"] == {"low": 10, "high": None}
    assert status["phases"][0]["blocked_by"] == ["return-boats done"]
    assert status["funds"][0]["withheld_because"] == ["the boats are not back"]
    assert status["funds"][0]["releasable"] == {"low": 0, "high": 0}


def test_an_uncertain_due_date_is_an_interval(agreement: Agreement) -> None:
    early = 1_709_244_000
    calendar = agreement.calendar
    start = "2024-03-01T00:00:00+02:00"
    assert iso_interval(Interval(early, NEVER), calendar) == f"{start}/.."
    assert iso_interval(Interval(BEGINNING, early), calendar) == f"../{start}"
    assert iso_interval(Interval(NEVER, NEVER), calendar) is None


def test_causes_count_each_verdict_at_each_date(contents: Contents) -> None:
    first, last = contents.tracks[0].steps[0].instant, contents.assessment.question.at
    shares = cause_shares(contents.tracks, (first - 1, first, last))
    assert shares.judged == 4  # two stipulations at two dates; before the first step nothing
    assert shares.by_cause == (("contested", 2),)
    assert shares.names == (("contested", ("harbour",)),)


def test_known_is_said_when_it_is_bounded(contents: Contents) -> None:
    question = replace(contents.assessment.question, known=1_709_244_000)
    answer = status_json(
        replace(contents.assessment, question=question),
        contents.agreement,
        told(contents, contents.agreement),
    )
    assert json.loads(json.dumps(answer))["question"]["known"] == "2024-03-01T00:00:00+02:00"


def _closed(schema: dict[str, object]) -> dict[str, object]:
    if schema.get("type") == "object" and "properties" in schema:
        return schema | {"additionalProperties": False}
    return schema
