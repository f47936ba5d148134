"""Goldens: every finding on every example, in words. `pytest --update` writes them anew; read the
diff as a lawyer would, since each line is something that somebody may act on."""

from pathlib import Path

import pytest

from servanda.analysis.draft import Finding, analyse
from servanda.analysis.draft.mentions import mentioned
from servanda.workspace import open_workspace
from tests.conftest import ROOT, Golden

GOLDENS = Path(__file__).parent.parent / "goldens"
EXAMPLES = sorted(path.name for path in (ROOT / "examples").iterdir() if path.is_dir())


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_finding(example: str, golden: Golden) -> None:
    workspace = open_workspace(ROOT / "examples" / example)
    assert workspace.agreement is not None
    used = mentioned((workspace.record, workspace.viewpoints))
    lines = [line for one in analyse(workspace.agreement, used) for line in lines_of(one)]
    golden(GOLDENS / f"{example}.txt", "\n".join(lines) + "\n")


def lines_of(finding: Finding) -> list[str]:
    drawn = "" if finding.picture is None else f", drawn with {len(finding.picture.edges)} lines"
    articles = [f"    at {article}" for article in finding.articles]
    return [f"{finding.rule} ({finding.certainty}{drawn})", f"  {finding.explanation}", *articles]
