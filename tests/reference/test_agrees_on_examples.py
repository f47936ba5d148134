"""The engine and the plain interpreter give the same answers on the examples, at the dates at
which their authors say what they expect."""

from pathlib import Path

import pytest

from servanda.workspace import Workspace, open_workspace
from tests.reference.compare import disagreements

EXAMPLES = (
    "colombia-2016", "dayton-1995", "lebanon-2024", "mindanao-2014", "minsk-2015",
    "minsk-2015-incidents", "sinai-1979",
)  # fmt: skip


def expected_at(workspace: Workspace) -> list[int]:
    """Every date of its tables."""
    return sorted({one.question.at for one in workspace.expected})


@pytest.mark.slow
@pytest.mark.parametrize("name", EXAMPLES)
def test_at_the_dates_of_its_tables(root: Path, name: str) -> None:
    workspace = open_workspace(root / "examples" / name)
    assert workspace.agreement is not None
    eyes = workspace.viewpoints["neutral"]
    dates = expected_at(workspace)
    assert dates
    found = disagreements(workspace.agreement, workspace.record, eyes, "alleged", dates)
    assert found == []
