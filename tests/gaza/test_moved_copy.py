"""The same verdicts for a copy with every name changed and every date moved by 37 days.

The time zone is left as it is: Asia/Jerusalem changes its clocks on 26 October 2025 and 27 March
2026, so that in the copy other days have 23 or 25 hours. No verdict depends on it, because hours
are counted exactly and everything longer in days; but months have not all as many of them.
"""

import re
from pathlib import Path

import pytest

from servanda.verdict.reasons import explain
from tests.gaza.example import DATES, VIEWPOINTS, Example, open_example
from tests.gaza.lines import as_text, assessment_lines, reason_lines
from tests.gaza.moved_copy import (
    DAYS,
    WORDS_OF_FUNDS,
    Copy,
    in_reverse,
    moved,
    moved_copy,
    with_prefix,
)

SINCE = 11  # its column


@pytest.fixture(scope="module")
def copy(gaza: Example, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Copy:
    original = root / "examples" / "gaza-2025"
    return moved_copy(original, tmp_path_factory.mktemp("moved"), with_prefix)


@pytest.fixture(scope="module")
def elsewhere(copy: Copy) -> Example:
    return open_example(copy.folder)


def test_the_copy_reads_without_a_complaint(elsewhere: Example) -> None:
    assert elsewhere.workspace.diagnostics == ()


def test_nothing_keeps_its_name_or_its_date(gaza: Example, elsewhere: Example) -> None:
    one, other = gaza.agreement, elsewhere.agreement
    for kind in ("actors", "areas", "actions", "things", "classes", "levels", "events"):
        shared = set(getattr(one, kind)) & set(getattr(other, kind))
        assert shared <= set(WORDS_OF_FUNDS), kind
    stipulations = {each.name for each in one.stipulations}
    assert not stipulations & {each.name for each in other.stipulations}
    assert not set(gaza.record.sources) & set(elsewhere.record.sources)
    assert not set(gaza.record.reports) & set(elsewhere.record.reports)
    assert other.in_force - one.in_force == DAYS.total_seconds() + 3600  # summer time has ended
    assert len(gaza.record.claims) == len(elsewhere.record.claims)


@pytest.mark.slow
@pytest.mark.parametrize("viewpoint", VIEWPOINTS)
@pytest.mark.parametrize("day", DATES)
def test_the_copy_has_the_same_verdicts(
    gaza: Example, elsewhere: Example, copy: Copy, day: str, viewpoint: str
) -> None:
    original, told = both(gaza, elsewhere, copy, day, viewpoint)
    assert without_funds(told) == without_funds(original)


@pytest.mark.slow
@pytest.mark.parametrize("day", DATES)
def test_the_copy_has_the_same_funds(
    gaza: Example, elsewhere: Example, copy: Copy, day: str
) -> None:
    """`pledge` and `pay` are words of the language and keep their names."""
    for viewpoint in VIEWPOINTS:
        original, told = both(gaza, elsewhere, copy, day, viewpoint)
        assert [line for line in told if is_of_fund(line)] == [
            line for line in original if is_of_fund(line)
        ]


def both(
    gaza: Example, elsewhere: Example, copy: Copy, day: str, viewpoint: str
) -> tuple[list[str], list[str]]:
    """What is said of the original, and of the copy with the names and dates of the original."""
    whose = viewpoint if viewpoint == "neutral" else with_prefix(viewpoint)
    here = gaza.answer(gaza.question(day, viewpoint))
    there = elsewhere.answer(elsewhere.question(moved(day, DAYS), whose))
    original = as_text(assessment_lines(here, gaza.agreement.calendar))
    told = as_text(assessment_lines(there, elsewhere.agreement.calendar))
    assert told != original
    return original.splitlines(), copy.restored(told).splitlines()


def is_of_fund(line: str) -> bool:
    return line.startswith("fund ")


def without_funds(lines: list[str]) -> list[str]:
    return [without_end_of_months(line) for line in lines if not is_of_fund(line)]


def without_end_of_months(line: str) -> str:
    """The Board reports every six months, and these have more days from December than from
    November: since when its word stands, which is the end of the first six, is left out."""
    if not line.startswith("board-report | "):
        return line
    columns = line.split(" | ")
    return " | ".join((*columns[:SINCE], *columns[SINCE + 1 :]))


def test_the_copy_has_the_same_reasons(gaza: Example, elsewhere: Example, copy: Copy) -> None:
    name = "return-palestinian-remains"
    here = gaza.question("2025-10-17")
    there = elsewhere.question(moved("2025-10-17", DAYS))
    neutral = gaza.workspace.viewpoints["neutral"], elsewhere.workspace.viewpoints["neutral"]
    original = explain(gaza.agreement, gaza.record, neutral[0], here, name)
    told = explain(elsewhere.agreement, elsewhere.record, neutral[1], there, with_prefix(name))
    restored = copy.restored(without_addresses(as_text(reason_lines(told))))
    assert restored.splitlines() == without_addresses(as_text(reason_lines(original))).splitlines()


@pytest.mark.slow
@pytest.mark.parametrize("day", DATES)
def test_no_verdict_hangs_on_the_order_of_names(
    gaza: Example, root: Path, tmp_path: Path, day: str
) -> None:
    """With names whose order is the reverse, every field but the sentence is the same."""
    copy = moved_copy(root / "examples" / "gaza-2025", tmp_path, in_reverse)
    elsewhere = open_example(tmp_path)
    there = elsewhere.answer(elsewhere.question(moved(day, DAYS)))
    told = copy.restored(as_text(assessment_lines(there, elsewhere.agreement.calendar)))
    here = gaza.answer(gaza.question(day))
    original = as_text(assessment_lines(here, gaza.agreement.calendar))
    assert [without_sentence(line) for line in without_funds(told.splitlines())] == [
        without_sentence(line) for line in without_funds(original.splitlines())
    ]


def without_addresses(text: str) -> str:
    """Addresses are quoted, so a day that one bears is not moved."""
    return re.sub(r" <[^>\n]*>", "", text)


def without_sentence(line: str) -> str:
    """A line without its last column, in which sources stand in the order of their names."""
    return line.rpartition(" | ")[0]
