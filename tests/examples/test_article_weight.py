"""What the article weighs: nothing. Fears, plans, demands and remarks move no verdict."""

from dataclasses import replace
from pathlib import Path

import pytest

from servanda.record.model import Record
from servanda.verdict.assess import assess
from servanda.workspace import Workspace, default_question, open_workspace

REPORT = "article-2025-10-22"


@pytest.fixture(scope="module")
def workspace(root: Path) -> Workspace:
    return open_workspace(root / "examples" / "gaza-2025")


@pytest.mark.parametrize("viewpoint", ["neutral", "israel", "hamas", "us", "un"])
@pytest.mark.parametrize("at", ["2025-10-23", "2026-07-02"])
def test_no_verdict_moves_by_the_article(workspace: Workspace, viewpoint: str, at: str) -> None:
    heard = verdicts(workspace, workspace.record, viewpoint, at)
    unheard = verdicts(workspace, without(workspace.record), viewpoint, at)
    assert heard == unheard


def test_one_remark_of_violations_is_shown_as_a_count_of_its_own(workspace: Workspace) -> None:
    """It names no incident, so it adds none; whose count it is stands beside the verdict."""
    here = because(workspace, workspace.record)
    assert "jewish-voice" in here
    assert "jewish-voice" not in because(workspace, without(workspace.record))


def without(record: Record) -> Record:
    """The record as if the article had never been filed."""
    return replace(
        record,
        claims=tuple(each for each in record.claims if each.report != REPORT),
        engagements=tuple(each for each in record.engagements if each.report != REPORT),
        positions=tuple(each for each in record.positions if each.report != REPORT),
    )


def verdicts(workspace: Workspace, record: Record, viewpoint: str, at: str) -> list[object]:
    """All that is said of every stipulation, phase and fund, but for the sentence of reasons."""
    question = default_question(workspace, at=at, viewpoint=viewpoint)
    assert workspace.agreement is not None
    assert not isinstance(question, str)
    answer = assess(workspace.agreement, record, workspace.viewpoints[viewpoint], question)
    return [
        *(replace(each, because="") for each in answer.stipulations),
        *(replace(each, because="") for each in answer.phases),
        *(replace(each, because="") for each in answer.funds),
    ]


def because(workspace: Workspace, record: Record) -> str:
    """Why the ban on hostilities stands for Hamas as it does on the day after the article."""
    question = default_question(workspace, at="2025-10-23")
    assert workspace.agreement is not None
    assert not isinstance(question, str)
    answer = assess(workspace.agreement, record, workspace.viewpoints["neutral"], question)
    return next(
        each.because
        for each in answer.stipulations
        if each.name == "hostilities" and each.bearer == ("hamas",)
    )
