"""What the two verifiers say of a log."""

from pathlib import Path

from tests.store.second import verified_here
from tests.store.test_verifying import faults_of


def found_by_both(path: Path) -> tuple[str, str]:
    """What the two say of a log; they agree whether it holds."""
    ours, theirs = "\n".join(faults_of(path)), verified_here(path)
    assert theirs.holds == (ours == ""), (ours, theirs.text)
    return ours, theirs.text


def require_found(path: Path, ours: str, theirs: str) -> None:
    found = found_by_both(path)
    assert ours in found[0]
    assert theirs in found[1]


def require_holds(path: Path) -> None:
    assert found_by_both(path)[0] == ""
