"""6. Swapping the parties, camps included, swaps the verdicts and nothing else."""

import re
from dataclasses import replace

import pytest

from servanda.values.instant import Instant
from servanda.verdict.assess import assess
from servanda.verdict.assessment import Verdict
from tests.gaza.example import DATES, Example
from tests.properties.asked import answer, axes, question, rows
from tests.properties.swapping import both_ways, swapped
from tests.reference.drawing import cases
from tests.reference.generated import Drawn, dates, worlds

NAMES = both_ways(("north", "south"), ("north-office", "south-office"))
OF_GAZA = both_ways(("israel", "hamas"))


@pytest.mark.slow
@cases(60, worlds(), dates())
def test_swapping_the_parties_swaps_the_verdicts(drawn: Drawn, when: list[Instant]) -> None:
    at = when[-1]
    found = answer(drawn, question(drawn, at))
    mirrored = swapped(drawn, NAMES)
    other = answer(mirrored, question(mirrored, at))
    assert [axes(one) for one in other.stipulations] == [
        axes(one) for one in swapped(found, NAMES).stipulations
    ]
    assert set(rows(other)) == set(rows(swapped(found, NAMES)))
    assert [one.state for one in other.phases] == [one.state for one in found.phases]


@pytest.mark.slow
@pytest.mark.parametrize("viewpoint", ["neutral", "israel", "hamas", "us"])
@pytest.mark.parametrize("day", DATES[:3])
def test_on_gaza_it_swaps_them_and_nothing_else(gaza: Example, viewpoint: str, day: str) -> None:
    """Through the eyes of one party it is what was seen through the other's."""
    asked = gaza.question(day, viewpoint)
    expected = swapped(gaza.answer(asked), OF_GAZA)
    eyes = swapped(gaza.workspace.viewpoints[viewpoint], OF_GAZA)
    found = assess(
        swapped(gaza.agreement, OF_GAZA),
        swapped(gaza.record, OF_GAZA),
        eyes,
        replace(asked, viewpoint=eyes.name),
    )
    assert [unnamed(one) for one in found.stipulations] == [
        unnamed(one) for one in expected.stipulations
    ]
    assert found.phases == expected.phases
    assert found.funds == expected.funds


def unnamed(verdict: Verdict) -> Verdict:
    """Without the names in brackets of its sentence: they stand in the order of the alphabet, and
    after the first few it only says how many more."""
    return replace(verdict, because=re.sub(r" \([^)]*\)", "", verdict.because))
