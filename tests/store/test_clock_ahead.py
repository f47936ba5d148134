"""A log that was written by a clock far ahead of this one: it holds, and that is told."""

import json
from pathlib import Path

import pytest

from tests.clock import shows
from tests.json_schema import violations
from tests.store.accord import mission
from tests.store.test_editions import SCHEMA


def test_a_head_of_the_future_is_told_and_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as ahead:
        shows(ahead, "2099-11-29")
        filed = mission(str(tmp_path / "a.log"), tmp_path, monkeypatch)
    told = " ".join(filed.says("log", "verify", filed.log).split())
    assert "Everything holds" in told
    assert "! Its last head is of 2099-11-29T12:00:00Z, and this machine's clock shows" in told
    answer = json.loads(filed.says("log", "verify", filed.log, "--json"))
    assert violations(answer, SCHEMA) == []
    assert answer["holds"]
    assert len(answer["warnings"]) == 1
    copied = filed.says("log", "backup", filed.log, str(tmp_path / "b.log"))
    assert "! Its last head is of 2099-11-29" in copied
    with monkeypatch.context() as later:
        shows(later, "2099-11-29")
        assert "! " not in filed.says("log", "verify", filed.log)
