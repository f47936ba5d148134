"""Positions and expectations on the example: what was announced, and what became of it."""

from dataclasses import replace
from random import Random

import pytest

from servanda.evidence.expectation import Expectation, results_by_id, track_records
from servanda.evidence.positions import positions
from servanda.evidence.prediction import by_id
from servanda.publish.expectation_words import by_source
from servanda.publish.position_words import engagements_in_words, timelines_in_words
from servanda.publish.wording import Dates, iso_day
from servanda.record.in_time import as_known
from servanda.verdict.assessment import Question
from servanda.verdict.expectations import expectations
from tests.conftest import Golden
from tests.gaza.example import GOLDENS, Example
from tests.gaza.lines import as_text

DAYS = ("2025-12-31", "2026-07-02")


def asked(gaza: Example, question: Question) -> tuple[Expectation, ...]:
    viewpoint = gaza.workspace.viewpoints[question.viewpoint]
    return expectations(gaza.agreement, gaza.record, viewpoint, question)


def results(gaza: Example, day: str, viewpoint: str = "neutral") -> dict[str, str]:
    found = asked(gaza, gaza.question(day, viewpoint))
    return {name: str(result) for name, result in results_by_id(found).items()}


@pytest.mark.parametrize("day", DAYS)
def test_every_expectation(gaza: Example, golden: Golden, day: str) -> None:
    found = asked(gaza, gaza.question(day))
    dates = Dates(gaza.agreement.calendar, iso_day)
    lines = []
    for source in by_source(found, track_records(found), gaza.agreement, dates):
        lines += [source.name, f"  {source.record}"]
        for one in source.expectations:
            lines.append(f"  {one.id} {one.stance} {one.said}")
            lines += [f"    {one.result}: {one.reason}", *(f"    {tie}" for tie in one.ties)]
    golden(GOLDENS / f"expectations-{day}-neutral.txt", as_text(lines))


@pytest.mark.parametrize("day", DAYS)
def test_every_position(gaza: Example, golden: Golden, day: str) -> None:
    question = gaza.question(day)
    found = positions(gaza.agreement, gaza.record, question.at, question.known)
    dates = Dates(gaza.agreement.calendar, iso_day)
    lines = []
    for line in timelines_in_words(found, gaza.agreement, dates):
        lines.append(f"{line.holder} on {line.subject}")
        for one in line.statements:
            lines.append(f"  {one.when} {one.attitude} {one.said} | {one.said_by} | {one.id}")
            lines += [f"    under pressure {pressure}" for pressure in one.pressures]
            lines += [f"    {one.change}"] if one.change else []
    for held in engagements_in_words(found, results_by_id(asked(gaza, question)), dates):
        lines.append(f"{held.when} {held.status} {held.what} | {held.outcome} | {held.id}")
    golden(GOLDENS / f"positions-{day}-neutral.txt", as_text(lines))


def test_the_announced_opening_of_rafah(gaza: Example) -> None:
    """In the week after 3 December it stayed shut, as far as anybody tells; later it opened."""
    assert results(gaza, "2025-12-05")["F080.1"] == "not yet due"
    assert results(gaza, "2025-12-31")["F080.1"] == "did not"
    assert results(gaza, "2026-02-28")["F080.1"] == "late"


def test_the_pledges_of_a_force_and_their_postponement(gaza: Example) -> None:
    """Three dates passed; a total of nothing up to June, known in July, shows it. Before that was
    known, nothing showed it."""
    found = asked(gaza, gaza.question("2026-07-02"))
    last = results_by_id(found)
    assert [last[name] for name in ("F087.1", "F114.1", "F144.1")] == ["did not"] * 3
    april = by_id(one.prediction for one in found)["F114.1"]
    assert [(tie.id, tie.moved) for tie in april.later] == [("F144.1", "to a later time")]
    before = asked(gaza, gaza.question("2026-07-02", known="2026-07-02"))
    assert results_by_id(before)["F114.1"] == "unknown"


def test_the_announced_figures_of_aid(gaza: Example) -> None:
    """The tallies of one camp do not reach the standard for all; its own viewpoint takes them."""
    assert results(gaza, "2026-02-28")["F101.7"] == "unknown"
    assert results(gaza, "2026-02-28", "hamas")["F101.7"] == "did not"
    assert results(gaza, "2026-02-28")["F023.1"] == "did not"  # a broadcaster says so


def test_the_planned_visits_of_which_nobody_tells(gaza: Example) -> None:
    found = results(gaza, "2026-07-02")
    assert found["article-2025-10-22.visit-3"] == "unknown"
    assert found["article-2025-10-22.visit-4"] == "not yet due"  # it names no day


@pytest.mark.parametrize("known", ["2025-10-13", "2025-10-22", "2025-12-03", "2026-02-11"])
def test_known_earlier_never_shows_later_knowledge(gaza: Example, known: str) -> None:
    """As if what came later had never been written down, whatever the date asked about."""
    question = gaza.question("2026-07-02", known=known)
    written = as_known(gaza.record, question.known)
    everything = gaza.question("2026-07-02")
    viewpoint = gaza.workspace.viewpoints["neutral"]
    then = expectations(gaza.agreement, written, viewpoint, everything)
    assert asked(gaza, question) == then
    shown = {claim.id for one in then for claim in (*one.told, *one.resolved_by)}
    assert shown <= {claim.id for claim in written.claims}
    held = positions(gaza.agreement, gaza.record, question.at, question.known)
    assert held == positions(gaza.agreement, written, everything.at, everything.known)


def test_the_order_of_entries_does_not_matter(gaza: Example) -> None:
    claims = list(gaza.record.claims)
    Random(7).shuffle(claims)
    shuffled = replace(gaza.record, claims=tuple(claims))
    question = gaza.question("2026-07-02")
    viewpoint = gaza.workspace.viewpoints["neutral"]
    assert expectations(gaza.agreement, shuffled, viewpoint, question) == asked(gaza, question)
