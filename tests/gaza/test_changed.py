"""What changed on the example between two days, and that the entries named are what changed it."""

from dataclasses import replace
from datetime import date

import pytest

from servanda.publish.change_words import change_words
from servanda.publish.wording import Dates, iso_day
from servanda.values.instant import NEVER
from servanda.verdict.assess import cases_of
from servanda.verdict.changed import Change, changed
from servanda.verdict.told import told_of
from tests.conftest import Golden
from tests.gaza.example import GOLDENS, Example

FIRST, SECOND = "2025-10-14", "2025-10-23"


@pytest.fixture(scope="module")
def found(gaza: Example) -> tuple[Change, ...]:
    first = replace(gaza.question(SECOND), known=known(gaza, FIRST))
    second = replace(first, known=known(gaza, SECOND))
    viewpoint = gaza.workspace.viewpoints["neutral"]
    return changed(gaza.agreement, gaza.record, viewpoint, first, second)


def known(gaza: Example, day: str) -> int:
    return gaza.agreement.calendar.day(date.fromisoformat(day)).end - 1


def test_what_nine_days_of_reports_changed(
    gaza: Example, golden: Golden, found: tuple[Change, ...]
) -> None:
    dates = Dates(gaza.agreement.calendar, iso_day)
    lines = []
    for one in found:
        words = change_words(one, gaza.record, gaza.agreement, dates)
        lines += [words.name, f"  before: {words.before}", f"  after: {words.after}"]
        lines += [f"  {words.through}", *(f"    {entry}" for entry in words.entries)]
        lines += [f"    {words.others}"] if words.others else []
    golden(GOLDENS / f"changed-{FIRST}-{SECOND}.txt", "\n".join(lines) + "\n")


def test_each_set_added_to_what_was_known_gives_the_later_verdict_and_no_part_of_it_does(
    gaza: Example, found: tuple[Change, ...]
) -> None:
    """Tried on the whole record, not on the part of it that the search works with."""
    assert found
    for one in found:
        for chosen in one.sets[:3]:
            assert is_as_after(one, gaza, frozenset(chosen)), (one.name, chosen)
            for entry in chosen:
                assert not is_as_after(one, gaza, frozenset(chosen) - {entry}), (one.name, entry)


def is_as_after(change: Change, gaza: Example, chosen: frozenset[str]) -> bool:
    by_then = known(gaza, FIRST)
    record = replace(
        gaza.record,
        claims=tuple(c for c in gaza.record.claims if c.known <= by_then or c.id in chosen),
        coverage=tuple(c for c in gaza.record.coverage if c.known <= by_then or c.id in chosen),
    )
    question = replace(gaza.question(SECOND), known=NEVER)
    viewpoint = gaza.workspace.viewpoints["neutral"]
    told = told_of(change.name, cases_of(gaza.agreement, record, viewpoint, question), question)
    after = told[change.name, change.bearer, change.limb]
    return after.word == change.after.word if change.is_of_word else after == change.after
