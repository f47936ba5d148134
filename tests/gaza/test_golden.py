"""Goldens: every verdict of the example at five instants through five pairs of eyes, line by line.

`pytest --update` writes them anew. Read the diff: each line is an answer that somebody may quote.
"""

from collections import Counter

import pytest

from servanda.publish.sentence import sentences
from servanda.publish.wording import Dates, iso_day
from servanda.verdict.assessment import FundVerdict, PhaseVerdict, Verdict
from servanda.verdict.blockers import blockers
from servanda.verdict.disputes import disputes
from servanda.verdict.grounds import grounds
from servanda.verdict.reasons import explain
from tests.conftest import Golden
from tests.gaza.example import APPROVED, DATES, GOLDENS, VIEWPOINTS, Example, every_question
from tests.gaza.lines import (
    COLUMNS,
    as_text,
    assessment_lines,
    blocker_lines,
    dispute_lines,
    reason_lines,
)
from tests.publish.test_sentence import check


@pytest.mark.parametrize("viewpoint", VIEWPOINTS)
@pytest.mark.parametrize("day", (APPROVED, *DATES))
def test_every_verdict(gaza: Example, golden: Golden, day: str, viewpoint: str) -> None:
    answer = gaza.answer(gaza.question(day, viewpoint))
    lines = (COLUMNS, *assessment_lines(answer, gaza.agreement.calendar))
    golden(GOLDENS / f"status-{day[:10]}-{viewpoint}.txt", as_text(lines))


# The ratio of remains, whose tree has both sides of an exchange and the coverage behind it; the
# remains themselves in February, contested; the word of one camp alone.
EXPLAINED = (
    ("return-palestinian-remains", "2025-10-17", "neutral"),
    ("return-remains", "2026-02-28", "neutral"),
    ("release-prisoners", "2025-10-14", "neutral"),
)


@pytest.mark.parametrize(("name", "day", "viewpoint"), EXPLAINED)
def test_why(gaza: Example, golden: Golden, name: str, day: str, viewpoint: str) -> None:
    whose = gaza.workspace.viewpoints[viewpoint]
    question = gaza.question(day, viewpoint)
    trees = explain(gaza.agreement, gaza.record, whose, question, name)
    golden(GOLDENS / f"explain-{name}-{day}-{viewpoint}.txt", as_text(reason_lines(trees)))


@pytest.mark.parametrize("day", ["2025-12-31", "2026-02-28"])
def test_the_sentences_for_a_report(gaza: Example, golden: Golden, day: str) -> None:
    question = gaza.question(day)
    whose = gaza.workspace.viewpoints["neutral"]
    found = grounds(gaza.agreement, gaza.record, whose, question)
    dates = Dates(gaza.agreement.calendar, iso_day)
    told = sentences(gaza.answer(question), found, gaza.agreement, gaza.record, dates)
    for sentence in told.values():
        check(sentence)
    lines = (f"{name}, {one.standing}: {one.text}" for (name, _, _), one in told.items())
    golden(GOLDENS / f"sentences-{day}-neutral.txt", as_text(lines))


@pytest.mark.parametrize(
    ("day", "viewpoint"),
    [("2025-12-31", "neutral"), ("2026-01-20", "us"), ("2026-01-20", "israel")],
)
def test_what_blocks(gaza: Example, golden: Golden, day: str, viewpoint: str) -> None:
    whose = gaza.workspace.viewpoints[viewpoint]
    question = gaza.question(day, viewpoint)
    found = blockers(gaza.agreement, gaza.record, whose, question, None)
    golden(GOLDENS / f"blockers-{day}-{viewpoint}.txt", as_text(blocker_lines(found)))


@pytest.mark.parametrize(
    ("day", "first", "second"),
    [("2026-01-20", "us", "israel"), ("2026-02-28", "israel", "hamas")],
)
def test_where_two_part(gaza: Example, golden: Golden, day: str, first: str, second: str) -> None:
    one, other = gaza.workspace.viewpoints[first], gaza.workspace.viewpoints[second]
    found = disputes(gaza.agreement, gaza.record, one, other, gaza.question(day, first))
    golden(GOLDENS / f"disputes-{day}-{first}-{second}.txt", as_text(dispute_lines(found)))


# --- No shrug without a reason -------------------------------------------------------------------


def test_every_undetermined_states_its_cause(gaza: Example) -> None:
    for day, viewpoint, question in every_question(gaza):
        answer = gaza.answer(question)
        verdicts: tuple[Verdict | PhaseVerdict | FundVerdict, ...] = (
            *answer.stipulations,
            *answer.phases,
            *answer.funds,
        )
        for verdict in verdicts:
            undetermined = verdict.state == "undetermined"
            assert undetermined == (verdict.cause is not None), (day, viewpoint, verdict)


def test_what_is_undetermined_by_cause(gaza: Example, golden: Golden) -> None:
    """How much of each answer is undetermined, and why, for each viewpoint at each date."""
    golden(GOLDENS / "causes.txt", as_text(cause_lines(gaza)))


def cause_lines(gaza: Example) -> list[str]:
    lines = []
    for day, viewpoint, question in every_question(gaza):
        verdicts = gaza.answer(question).stipulations
        counts = Counter(verdict.cause for verdict in verdicts if verdict.cause)
        causes = ", ".join(f"{cause} {counts[cause]}" for cause in sorted(counts))
        lines.append(f"{day} {viewpoint}: {counts.total()} of {len(verdicts)}: {causes}")
    return lines
