"""2. A stricter standard of proof never lets more sides reach."""

from itertools import pairwise

import pytest

from servanda.agreement.model import Agreement
from servanda.evidence.viewpoint import Viewpoint
from servanda.record.model import LevelContent, Record
from servanda.values.bounds import Truth
from servanda.values.instant import NEVER, Instant
from servanda.values.quantity import Range
from servanda.verdict.assess import cases_of
from servanda.verdict.assessment import Question, Standard
from tests.gaza.example import Example
from tests.properties.asked import RowName, issues_of, levels_of
from tests.reference.drawing import cases
from tests.reference.generated import Drawn, worlds

STANDARDS: tuple[Standard, ...] = (
    "asserted", "alleged", "corroborated", "conceded", "verified", "ruled",
)  # fmt: skip
Decided = dict[tuple[RowName, str, float], Truth]


def decided(
    agreement: Agreement, record: Record, viewpoint: Viewpoint, proof: Standard
) -> tuple[Decided, int]:
    """Every "at least so many" that one of its sides decides by reaching the standard, and how
    many there are in all."""
    asked = Question(NEVER - 1, NEVER, proof, viewpoint.name)
    found: Decided = {}
    number = 0
    for key, issue in issues_of(cases_of(agreement, record, viewpoint, asked)):
        for threshold in issue.thresholds:
            number += 1
            if threshold.truth.is_known:
                found[key, issue.id, threshold.amount] = threshold.truth
    return found, number


def check(agreement: Agreement, record: Record, viewpoint: Viewpoint) -> list[int]:
    """What a stricter standard decides, the laxer decides alike; how many each decides."""
    every = [decided(agreement, record, viewpoint, proof) for proof in STANDARDS]
    assert len({number for _, number in every}) == 1, "the same issues, whatever the standard"
    for (laxer, _), (stricter, _) in pairwise(every):
        assert stricter.items() <= laxer.items()
    return [len(found) for found, _ in every]


@pytest.mark.slow
@cases(60, worlds())
def test_what_a_stricter_standard_decides_the_laxer_decides_alike(drawn: Drawn) -> None:
    check(drawn.agreement, drawn.record, drawn.viewpoint)


def bounds(drawn: Drawn, proof: Standard) -> dict[tuple[RowName, Instant], Range]:
    """Between what every level of a duty or a ban is established to stand, at every change."""
    asked = Question(NEVER - 1, NEVER, proof, drawn.viewpoint.name)
    cases = cases_of(drawn.agreement, drawn.record, drawn.viewpoint, asked)
    return {
        (key, instant): stand.established
        for key, track in levels_of(cases)
        for claim in drawn.record.claims
        if isinstance(claim.content, LevelContent)
        for instant in (claim.content.when.start + 1, claim.content.when.end)
        if (stand := track.values.at(instant)) is not None
    }


@pytest.mark.slow
@cases(120, worlds())
def test_a_stricter_standard_never_narrows_the_bounds_of_a_level(drawn: Drawn) -> None:
    every = [bounds(drawn, proof) for proof in STANDARDS]
    for laxer, stricter in pairwise(every):
        assert laxer.keys() == stricter.keys()
        for place, wide in stricter.items():
            assert wide.low <= laxer[place].low and laxer[place].high <= wide.high


@pytest.mark.slow
@pytest.mark.parametrize("viewpoint", ["neutral", "israel"])
def test_so_it_is_on_gaza(gaza: Example, viewpoint: str) -> None:
    numbers = check(gaza.agreement, gaza.record, gaza.workspace.viewpoints[viewpoint])
    assert numbers[1] > numbers[2] > numbers[-1], "the standards are not all alike"
