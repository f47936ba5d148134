"""Whose key is revoked reads nothing more, and lets nobody else read; what was sealed stays."""

import json
from pathlib import Path

import pytest

from tests.clock import shows
from tests.json_schema import violations
from tests.store.accord import Mission, mission
from tests.store.test_editions import SCHEMA
from tests.store.test_own_keys import let_in, refused

AMBER = """\
```servanda
report R7 "For those who take part"
  by icrc
  on 2026-01-23
  marking amber

claim icrc says
  north releases 2 prisoners to south
  on 2026-01-22
```
"""
ASKED = ("--as", "dana")


@pytest.fixture
def filed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mission:
    """Elena signs for the organisation for which Dana reads; something amber is in the log."""
    shows(monkeypatch, "2026-02-01")
    found = mission(str(tmp_path / "a.log"), tmp_path, monkeypatch)
    found.says(*let_in(found, "elena", "--role", "author", "--for", "Guests"))
    found.report("amber.md", AMBER)
    return found


def revoke(filed: Mission, name: str) -> str:
    return " ".join(filed.says(*let_in(filed, name, "--revoke", "left")).split())


def listed(filed: Mission, *options: str) -> set[str]:
    asked = ("record", "list", filed.log, "--json", *options)
    return {one["name"] for one in json.loads(filed.says(*asked))["entries"]}


def test_a_revoked_reader_is_answered_nothing(
    filed: Mission, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "R7.1" in listed(filed, *ASKED)
    told = revoke(filed, "dana")
    assert "reads nothing from now on. Whoever has a copy of the log reads that all" in told
    assert "signs" not in told
    to = str(tmp_path / "out")
    for asked in (
        ("record", "list", filed.log),
        ("record", "show", filed.log, "R1.1"),
        ("record", "export", filed.log, to),
        ("record", "export", filed.log, to, "--known", "2026-02-01"),
        ("status", filed.log),
        ("edition", "list", filed.log),
        filed.sealing("jan"),
    ):
        told = refused(filed, *asked, *ASKED)
        assert "the key of dana is revoked since 2026-02-01T12:00:00Z" in told, asked
        assert "gets a new key under another name" in told
    shows(monkeypatch, "2026-01-31")  # a clock that is behind revives nothing
    assert "the key of dana is revoked" in refused(filed, "record", "list", filed.log, *ASKED)


def test_amber_is_for_organisations_that_may_sign_now(filed: Mission, tmp_path: Path) -> None:
    told = revoke(filed, "elena")
    assert "signs and reads nothing from now on; what it signed before stands" in told
    assert "No key of Guests may sign any more: others of it (dana) no longer see" in told
    filed.says(*let_in(filed, "fadi", "--role", "reader", "--for", "Guests"))
    for name in ("dana", "fadi"):
        assert "R1.1" in listed(filed, "--as", name)
        assert "R7.1" not in listed(filed, "--as", name)
        to = tmp_path / name  # as the log was, and not as its keys were
        filed.says("record", "export", filed.log, str(to), "--as", name, "--known", "2026-02-01")
        assert "R7" not in "".join(one.read_text() for one in to.rglob("*.md"))
    assert listed(filed) >= {"R7.1"}
    filed.says("log", "verify", filed.log)


def test_what_was_sealed_for_a_revoked_reader_stays(filed: Mission) -> None:
    filed.seal("jan", *ASKED, "--approver", "cyra")
    filed.says(
        "decision", "record", filed.log, "--name", "hold", "--on", "jan", "--opens", "two",
        "--because", "so agreed", "--approver", "cyra",
    )  # fmt: skip
    shown = filed.says("edition", "show", filed.log, "jan")
    revoke(filed, "elena")
    revoke(filed, "dana")
    filed.report_later()
    assert "reproduced bit for bit" in filed.says("replay", filed.log, "jan")
    assert filed.says("edition", "show", filed.log, "jan") == shown
    assert "is revoked since" in refused(filed, "edition", "show", filed.log, "jan", *ASKED)
    assert "is revoked since" in refused(filed, "replay", filed.log, "jan", *ASKED)

    found = json.loads(filed.says("since", filed.log, "jan", "--json"))
    assert violations(found, SCHEMA) == []
    assert found["reader_revoked"] == "2026-02-01T12:00:00Z"
    assert {one["name"] for one in found["entries"]} == {"R3", "R3.1"}
    told = " ".join(filed.says("since", filed.log, "jan").split())
    assert "The key of its reader dana is revoked since 2026-02-01T12:00:00Z: what is held" in told
    assert "hold opens two" in filed.says("decision", "list", filed.log)
