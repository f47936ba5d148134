"""How well words are linked to stipulations, over all examples: the figures that the page tells."""

from dataclasses import replace
from pathlib import Path

import pytest

from servanda.intake.draft.bearing import lessons_in
from servanda.intake.draft.ground import ground_of
from servanda.intake.draft.learned import learned_from
from servanda.language.parse import parse_document
from servanda.record.model import Claim, PostureContent, Record
from servanda.workspace import open_workspace


@pytest.mark.slow
def test_the_page_tells_what_is_measured(root: Path) -> None:
    found = wrong = wanted = 0
    for folder in sorted((root / "examples").iterdir()):
        for got, want in links(folder):
            found += len(got & want)
            wrong += len(got - want)
            wanted += len(want)
    page = (root / "docs" / "intake.md").read_text(encoding="utf-8")
    assert f"it finds {found} of {wanted} links and names {wrong} that are not there" in page


def links(folder: Path) -> list[tuple[set[str], set[str]]]:
    """For every claim in words, on what it is said to bear by rules and by its author; each report
    is tried with what all others teach."""
    workspace = open_workspace(folder)
    assert workspace.agreement is not None
    pages = [parse_document(t, n).document for n, t in workspace.texts.items() if n.endswith(".md")]
    record = workspace.record
    bearing = ground_of(pages, workspace.agreement, record).bearing
    answers = []
    for report in record.reports:
        tried = replace(bearing, learned=learned_from(lessons_in(without(report, record))))
        for claim in record.claims:
            if claim.report == report and isinstance(claim.content, PostureContent):
                answers.append((set(tried.of_words(claim.content.words)), set(claim.about)))
    return answers


def without(report: str, record: Record) -> Record:
    kept: tuple[Claim, ...] = tuple(one for one in record.claims if one.report != report)
    return replace(record, claims=kept)
