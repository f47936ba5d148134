"""The article's three slips are found by general rules, and nothing else in it raises anything.

The rules know nothing of this article: each finds the same mistake elsewhere, planted here.
"""

import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from servanda.analysis import RULES
from servanda.language.diagnostic import Diagnostic
from servanda.workspace import Workspace, open_workspace

REPORT = "article-2025-10-22"
FILE = "2025-10-22-article.md"
TWO_OFFICES = "two-offices"
WRONG_YEAR = "occasion-in-wrong-year"
RIVAL_COMMAND = "rival-command"

# The slips of the article: the rule, and the numbers of the claims it may point to.
SLIPS = {TWO_OFFICES: {9, 10}, WRONG_YEAR: {38}, RIVAL_COMMAND: {17, 32}}

PLANTED = """# A planted report

```servanda
official planner-2025 "the person who plans in October 2025"
occasion us-midterm-election "mid-term election in the United States" every 4 years from 2022-11-08

report planted "Three slips more"
  by jpost
  on 2025-10-22

claim jpost says
  planner-2025 holds-office israel/planning-head
  in 2025-10

claim jpost says
  planner-2025 holds-office israel/military-intelligence-head
  in 2025-10

claim jpost expects
  us-midterm-election happens
  in 2027

claim jpost says
  egypt leads cmcc
  in 2025-10
```
"""

HARMLESS = """# A planted report

```servanda
official planner-2025 "the person who plans in October 2025"
occasion us-midterm-election "mid-term election in the United States" every 4 years from 2022-11-08

report planted "Nothing is wrong here"
  by jpost
  on 2025-10-22

claim jpost says
  planner-2025 holds-office israel/planning-head
  in 2025-09

claim jpost says
  planner-2025 holds-office israel/planning-head
  in 2025-10

claim jpost expects
  us-midterm-election happens
  in 2026

claim jpost says
  us leads cmcc
  in 2025-10
```
"""


@pytest.fixture(scope="module")
def workspace(root: Path) -> Workspace:
    return open_workspace(root / "examples" / "gaza-2025")


def test_the_text_itself_has_nothing_wrong(workspace: Workspace) -> None:
    assert in_file(workspace.diagnostics, FILE) == []


def test_the_three_slips_are_found_and_nothing_else(workspace: Workspace) -> None:
    pointed_at = {
        (each.name, number_at(workspace, each)) for each in in_file(findings(workspace), FILE)
    }
    assert {name for name, _ in pointed_at} == set(SLIPS)
    for name, number in pointed_at:
        assert number in SLIPS[name], f"{name} points to statement {number}"


def test_forty_and_more_statements_raise_nothing(workspace: Workspace) -> None:
    raised = {number_at(workspace, each) for each in in_file(findings(workspace), FILE)}
    claims = [claim for claim in workspace.record.claims if claim.report == REPORT]
    assert len(claims) - len(raised) >= 40


def test_each_slip_is_explained_in_words(workspace: Workspace) -> None:
    words = {each.name: each.message for each in in_file(findings(workspace), FILE)}
    assert "foreign-minister" in words[TWO_OFFICES]
    assert "2026" in words[WRONG_YEAR]
    assert "isf" in words[RIVAL_COMMAND]


def test_three_planted_slips_are_found(root: Path, tmp_path: Path) -> None:
    found = in_file(findings(with_file(root, tmp_path, PLANTED)), "planted.md")
    assert sorted({each.name for each in found}) == sorted(SLIPS)


def test_the_same_without_slips_raises_nothing(root: Path, tmp_path: Path) -> None:
    workspace = with_file(root, tmp_path, HARMLESS)
    assert in_file(workspace.diagnostics, "planted.md") == []
    assert in_file(findings(workspace), "planted.md") == []


def with_file(root: Path, folder: Path, text: str) -> Workspace:
    """A copy of the example with one more file in its record."""
    copy = folder / "gaza-2025"
    shutil.copytree(root / "examples" / "gaza-2025", copy)
    (copy / "record" / "planted.md").write_text(text, encoding="utf-8")
    return open_workspace(copy)


def findings(workspace: Workspace) -> list[Diagnostic]:
    """What the rules of analysis find."""
    assert workspace.agreement is not None
    return [each for rule in RULES for each in rule(workspace.agreement, workspace.record)]


def in_file(diagnostics: Iterable[Diagnostic], name: str) -> list[Diagnostic]:
    return [each for each in diagnostics if Path(each.span.path).name == name]


def number_at(workspace: Workspace, diagnostic: Diagnostic) -> int | None:
    """The number of the article's claim that a diagnostic points into."""
    line = diagnostic.span.line
    for claim in workspace.record.claims:
        span = claim.span if claim.report == REPORT else None
        if span is not None and span.line <= line <= span.end_line:
            return int(claim.id.rpartition(".")[2])
    return None
