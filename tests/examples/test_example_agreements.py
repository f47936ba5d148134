"""Every example agreement: clean, laid out, complete, and with the verdicts that it expects.

What is expected stands in the examples themselves, in `servanda-test` fences. The tables below say
what they must not leave out: the stipulations and the reported rows of the facts tables from which
the examples were made, and the dates at which those tables give verdicts. The verdicts of Gaza are
held by `tests/gaza/test_expected.py`.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from servanda.agreement.check_agreement import is_bare
from servanda.agreement.dependencies import conditions_of, leaves
from servanda.agreement.model import Agreement
from servanda.agreement.subjects import all_clauses, subjects
from servanda.cli.commands.check import every_diagnostic
from servanda.language.format import format_document
from servanda.publish.trial_words import asked_words, expected_words, given_words
from servanda.verdict.assess import assess, history
from servanda.verdict.assessment import Question
from servanda.verdict.trial import Trial, try_all
from servanda.workspace import Workspace, default_question, open_workspace
from tests.conftest import Golden
from tests.gaza.lines import COLUMNS, as_text, assessment_lines

ROOT = Path(__file__).parents[2]
FOLDERS = tuple(sorted(path.name for path in (ROOT / "examples").iterdir() if path.is_dir()))
GOLDENS = Path(__file__).parent / "goldens"

# Gaza holds an article whose own slips are told; `test_article_slips.py` says which.
SLIPS = {"occasion-in-wrong-year", "rival-command", "two-offices"}


@dataclass(frozen=True, slots=True)
class Source:
    """What the table of facts has for one example."""

    stipulations: tuple[str, int]  # MK-01 to MK-14
    rows: tuple[str, int]  # K01 to K17
    dates: tuple[str, ...]  # at which it gives verdicts


SOURCES = {
    "colombia-2016": Source(
        ("CO", 15), ("C", 27), ("2017-03-02", "2017-06-01", "2017-06-27", "2017-09-23")
    ),
    "dayton-1995": Source(
        ("DA", 17), ("D", 19), ("1996-01-20", "1996-02-05", "1996-04-19", "1996-09-03")
    ),
    "lebanon-2024": Source(
        ("LB", 14), ("L", 19), ("2025-01-26", "2025-02-19", "2025-11-27", "2026-03-03")
    ),
    "mindanao-2014": Source(
        ("MN", 15), ("M", 13), ("2016-01-01", "2020-04-01", "2024-07-05", "2025-08-20")
    ),
    "minsk-2015": Source(
        ("MK", 14), ("K", 17), ("2015-02-19", "2015-03-09", "2015-03-18", "2016-01-01")
    ),
    "sinai-1979": Source(
        ("SI", 12), ("S", 12), ("1979-12-01", "1980-01-26", "1982-04-26", "1989-03-20")
    ),
}
ASKED = tuple((name, day) for name, source in SOURCES.items() for day in source.dates)


@cache
def opened(name: str) -> Workspace:
    return open_workspace(ROOT / "examples" / name)


@cache
def agreement_of(name: str) -> Agreement:
    agreement = opened(name).agreement
    assert agreement is not None, "the example has an agreement"
    return agreement


@cache
def tried(name: str) -> tuple[Trial, ...]:
    workspace = opened(name)
    return try_all(agreement_of(name), workspace.record, workspace.viewpoints, workspace.expected)


def question(name: str, day: str, viewpoint: str = "neutral") -> Question:
    asked = default_question(opened(name), day, viewpoint=viewpoint)
    assert isinstance(asked, Question), asked
    return asked


# --- The texts -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FOLDERS)
def test_nothing_is_wrong_with_the_texts(name: str) -> None:
    found = [each for each in every_diagnostic(opened(name)) if each.name not in SLIPS]
    assert [str(each) for each in found] == []


@pytest.mark.parametrize("name", FOLDERS)
def test_the_layout_is_canonical(name: str) -> None:
    texts = opened(name).texts
    assert [path for path, text in texts.items() if format_document(text) != text] == []


def test_every_example_is_one_of_these() -> None:
    assert set(FOLDERS) == {*SOURCES, "gaza-2025", "minsk-2015-incidents"}


@pytest.mark.parametrize("name", SOURCES)
def test_no_stipulation_is_left_out(name: str) -> None:
    prefix, count = SOURCES[name].stipulations
    said = "\n".join(opened(name).texts.values())
    assert [n for n in numbers(f"{prefix}-", count) if n not in said] == []


@pytest.mark.parametrize("name", SOURCES)
def test_every_row_is_a_report_with_its_address(name: str) -> None:
    prefix, count = SOURCES[name].rows
    reports = opened(name).record.reports
    assert [n for n in numbers(prefix, count) if n not in reports] == []
    assert [n for n in numbers(prefix, count) if not reports[n].address] == []


def numbers(prefix: str, count: int) -> list[str]:
    return [f"{prefix}{number:02}" for number in range(1, count + 1)]


def test_few_conditions_are_bare_events() -> None:
    """Over all examples at most one in twenty."""
    bare, every = 0, 0
    for name in FOLDERS:
        agreement = agreement_of(name)
        found = [
            leaf
            for subject in subjects(agreement)
            for clause in all_clauses(subject)
            for condition in conditions_of(clause)
            for leaf in leaves(condition)
        ]
        every += len(found)
        bare += sum(is_bare(leaf, agreement) for leaf in found)
    assert every > 100
    assert bare * 20 <= every, f"{bare} of {every} conditions are events without a deed"


# --- The verdicts ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", SOURCES)
def test_the_verdicts_are_as_expected(name: str) -> None:
    assert tried(name), "tests stand in the example"
    assert [failure(trial, name) for trial in tried(name) if not trial.holds] == []


def failure(trial: Trial, name: str) -> str:
    """One line: where, what was expected, what it is instead."""
    expected = trial.expected
    found = [f"{given_words(each)}: {each.because}" for each in trial.failing]
    asked = asked_words(expected, agreement_of(name))
    instead = "; ".join(found) or "there is no such verdict"
    return f"{expected.span} {asked}: {expected_words(expected)}, but {instead}"


@pytest.mark.parametrize(("name", "day"), ASKED)
def test_every_date_of_the_table_is_asked_about(name: str, day: str) -> None:
    """At some instant of the day, or at its end."""
    instants = {each.question.at for each in opened(name).expected}
    asked = agreement_of(name).calendar.day(date.fromisoformat(day))
    assert any(asked.start <= instant <= asked.end for instant in instants)


@pytest.mark.parametrize("name", SOURCES)
def test_what_is_undetermined_says_why(name: str) -> None:
    """In every pair of eyes, and at every instant at which a verdict changes."""
    for viewpoint, eyes in opened(name).viewpoints.items():
        last = question(name, SOURCES[name].dates[-1], viewpoint)
        tracks = history(agreement_of(name), opened(name).record, eyes, last)
        verdicts = [step.verdict for track in tracks for step in track.steps]
        undetermined = [each for each in verdicts if each.state == "undetermined"]
        assert [each.name for each in undetermined if each.cause is None] == [], viewpoint
        assert [each.name for each in verdicts if not each.because] == [], viewpoint


@pytest.mark.parametrize(("name", "day"), ASKED)
def test_every_verdict_at_the_dates_of_the_table(name: str, day: str, golden: Golden) -> None:
    """`pytest --update` writes them anew. Read the diff, line by line."""
    agreement, record = agreement_of(name), opened(name).record
    eyes = opened(name).viewpoints["neutral"]
    answer = assess(agreement, record, eyes, question(name, day))
    lines = (COLUMNS, *assessment_lines(answer, agreement.calendar))
    golden(GOLDENS / f"status-{name}-{day}.txt", as_text(lines))
