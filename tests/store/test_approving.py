"""Who approves an edition has read it."""

import shutil
from pathlib import Path

import pytest

from servanda.workspace.editions import sealed_named
from tests.store.accord import Mission, mission


@pytest.fixture
def filed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mission:
    return mission(str(tmp_path / "a.log"), tmp_path, monkeypatch)


def test_who_cannot_read_it_does_not_approve_it(filed: Mission, tmp_path: Path) -> None:
    """Cyra's keys lie elsewhere, without that of the protected source."""
    filed.seal("jan")
    own = tmp_path / "cyra"
    own.mkdir()
    for each in ("cyra.key", "cyra.pub"):
        (own / each).write_bytes((filed.keys / each).read_bytes())
    [missing] = sealed_named(filed.log, "jan").edition.basis.keys
    command = ("edition", "approve", filed.log, "jan", "--approver", "cyra", "--keys", str(own))
    refused = filed.run(*command)
    assert refused.exit_code == 2
    told = " ".join(refused.output.split())
    assert "whoever approves an edition reads it first, and the answer of jan is sealed" in told
    assert f"not in {own}: {missing}; whoever sealed it may hand over sources/*/{missing}" in told
    assert sealed_named(filed.log, "jan").approvals == ()
    shutil.copytree(filed.keys / "sources", own / "sources")
    filed.says(*command)


def test_a_revoked_approver_is_told_since_when(filed: Mission) -> None:
    filed.seal("jan")
    filed.says("log", "key", filed.log, "cyra", "--revoke", "left", "--author", "amal")
    refused = filed.run("edition", "approve", filed.log, "jan", "--approver", "cyra")
    assert refused.exit_code == 2
    assert "the key of cyra is revoked since" in " ".join(refused.output.split())
