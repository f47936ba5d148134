"""The engine and the plain interpreter give the same answers on the Gaza framework."""

import random
from datetime import date
from pathlib import Path

import pytest

from servanda.agreement.model import Agreement
from servanda.record.model import Record
from servanda.values.instant import Instant
from servanda.verdict.assessment import Standard
from servanda.workspace import Workspace, open_workspace
from tests.reference.compare import disagreements

CORPUS_DATES = (date(2025, 10, 14), date(2025, 12, 31), date(2026, 2, 28), date(2026, 7, 2))
MONTHS = tuple(date(2025 + month // 12, month % 12 + 1, 1) for month in range(8, 20, 2))
STANDARDS: tuple[Standard, ...] = (
    "asserted", "corroborated", "conceded", "verified", "ruled",
)  # fmt: skip
VIEWPOINTS = ("israel", "hamas", "us", "un")


@pytest.fixture(scope="module")
def gaza(root: Path) -> Workspace:
    return open_workspace(root / "examples" / "gaza-2025")


def said(gaza: Workspace) -> tuple[Agreement, Record]:
    assert gaza.agreement is not None
    return gaza.agreement, gaza.record


def many_dates(agreement: Agreement) -> list[Instant]:
    """The corpus's dates, the first of every second month, and random instants between them."""
    midnights = [agreement.calendar.midnight(day) for day in (*CORPUS_DATES, *MONTHS)]
    chance = random.Random(2025)
    return sorted(midnights + [chance.randint(min(midnights), max(midnights)) for _ in range(4)])


def test_in_the_eyes_of_one_party_on_the_dates_of_the_corpus(gaza: Workspace) -> None:
    agreement, record = said(gaza)
    dates = [agreement.calendar.midnight(day) for day in CORPUS_DATES]
    assert disagreements(agreement, record, gaza.viewpoints["hamas"], "alleged", dates) == []


@pytest.mark.slow
@pytest.mark.parametrize("viewpoint", ["neutral", *VIEWPOINTS])
def test_in_all_eyes_at_many_dates(gaza: Workspace, viewpoint: str) -> None:
    agreement, record = said(gaza)
    eyes = gaza.viewpoints[viewpoint]
    assert disagreements(agreement, record, eyes, "alleged", many_dates(agreement)) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("viewpoint", "proof"), [*(("israel", proof) for proof in STANDARDS), ("un", "verified")]
)
def test_under_all_standards_of_proof(gaza: Workspace, viewpoint: str, proof: Standard) -> None:
    agreement, record = said(gaza)
    eyes = gaza.viewpoints[viewpoint]
    assert disagreements(agreement, record, eyes, proof, many_dates(agreement)) == []
