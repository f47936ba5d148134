"""A mission that holds tables of incidents, in a log."""

from pathlib import Path

import pytest

from tests.store.accord import Mission, mission
from tests.store.tables.own_tables import held


@pytest.fixture
def accord(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mission:
    """In each of the two databases."""
    return held(mission(place, tmp_path, monkeypatch), tmp_path)


@pytest.fixture
def filed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mission:
    return held(mission(str(tmp_path / "a.log"), tmp_path, monkeypatch), tmp_path)
