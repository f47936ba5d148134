"""Tests in words: what was expected, and what the verdict is instead."""

from servanda.agreement.model import Agreement
from servanda.language.listing import listed
from servanda.publish.answer_json import SCHEMA, JsonObject, question_json
from servanda.publish.wording import Dates, iso_day, state_words
from servanda.values.instant import NEVER
from servanda.verdict.assessment import Verdict
from servanda.verdict.expected import Expected
from servanda.verdict.standards import DEFAULT_STANDARD
from servanda.verdict.trial import Given, Trial


def expected_words(expected: Expected) -> str:
    """The expectation as its author may have written it."""
    whose = f" of {listed(expected.bearer)}" if expected.bearer else ""
    limb = f' limb "{expected.limb}"' if expected.limb is not None else ""
    cause = f": {expected.cause}" if expected.cause else ""
    return f"{expected.name}{whose}{limb} is {expected.state}{cause}"


def asked_words(expected: Expected, agreement: Agreement) -> str:
    """Under which question: `at 2016-01-01 viewpoint milf`."""
    question, dates = expected.question, Dates(agreement.calendar, iso_day)
    words = f"at {dates.moment(question.at)}"
    if question.viewpoint != "neutral":
        words += f" viewpoint {question.viewpoint}"
    if question.proof != DEFAULT_STANDARD:
        words += f" proof {question.proof}"
    return words if question.known >= NEVER else f"{words} known {dates.moment(question.known)}"


def given_words(verdict: Given) -> str:
    """A verdict as an expectation would have to say it."""
    if not isinstance(verdict, Verdict):
        return state_words(verdict)
    limb = f' limb "{verdict.limb}"' if verdict.limb is not None else ""
    return f"{state_words(verdict)}, of {listed(verdict.bearer)}{limb}"


def trials_json(trials: tuple[Trial, ...], agreement: Agreement) -> JsonObject:
    """Every expectation, whether it holds, and the verdicts that it speaks of."""
    return {
        "schema": SCHEMA,
        "answer": "test",
        "agreement": {"name": agreement.name, "title": agreement.title},
        "expectations": [_trial(each, agreement) for each in trials],
    }


def _trial(trial: Trial, agreement: Agreement) -> JsonObject:
    expected = trial.expected
    return {
        "path": expected.span.path,
        "line": expected.span.line,
        "article": expected.article,
        "question": question_json(expected.question, agreement.calendar),
        "name": expected.name,
        "bearers": list(expected.bearer),
        "limb": expected.limb,
        "state": expected.state,
        "cause": expected.cause,
        "holds": trial.holds,
        "verdicts": [_given(each) for each in trial.meant],
    }


def _given(verdict: Given) -> JsonObject:
    row = verdict if isinstance(verdict, Verdict) else None
    return {
        "bearers": list(row.bearer) if row else [],
        "limb": row.limb if row else None,
        "state": verdict.state,
        "cause": verdict.cause,
        "because": verdict.because,
    }
