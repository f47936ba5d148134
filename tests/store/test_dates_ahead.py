"""Nothing is entered or sealed of a day that has not come."""

from pathlib import Path

import pytest

from tests.clock import shows
from tests.store.accord import LATER, Mission, mission


@pytest.fixture
def accord(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mission:
    shows(monkeypatch, "2026-02-01")
    return mission(str(tmp_path / "accord.log"), tmp_path, monkeypatch)


def refusal(accord: Mission, *command: str) -> str:
    before = accord.says("record", "list", accord.log)
    result = accord.run(*command, "--author", "amal")
    assert result.exit_code == 2, result.output
    assert accord.says("record", "list", accord.log) == before
    return " ".join(result.output.split())


@pytest.mark.parametrize("clause", ["on 2026-02-03", "on 2026-01-26\n  recorded 2026-02-03"])
def test_a_report_of_a_day_after_tomorrow_is_refused(
    accord: Mission, tmp_path: Path, clause: str
) -> None:
    report = tmp_path / "later.md"
    report.write_text(LATER.replace("on 2026-01-26", clause), "utf-8")
    told = refusal(accord, "record", "add", str(report), "--store", accord.log)
    why = "later.md:4:1: the report R3 is dated 2026-02-03, which lies ahead (today is 2026-02-01)"
    assert f"record/{why}" in told
    (accord.folder / "record" / "later.md").write_text(report.read_text("utf-8"), "utf-8")
    assert why in refusal(accord, "record", "import", str(accord.folder), "--store", accord.log)


def test_a_report_of_tomorrow_is_entered(accord: Mission, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it was written it may be tomorrow; and it is no hindrance to a later report."""
    accord.report("later.md", LATER.replace("2026-01-26", "2026-02-02"))
    shows(monkeypatch, "2026-01-20")
    told = accord.run("record", "import", str(accord.folder), "--store", accord.log)
    assert "lies ahead" not in told.output


def test_what_will_be_known_is_not_sealed(accord: Mission) -> None:
    told = refusal(accord, *accord.sealing("ahead", "--known", "2036-01-01"))
    assert "--known: 2036-01-01 lies ahead, and what will be known then is not known" in told
    ahead = accord.sealing("ahead", "--known", "2026-02-01T12:00:01Z")
    assert "lies ahead" in accord.run(*ahead).output


def test_of_today_that_is_sealed_which_has_come(accord: Mission) -> None:
    accord.seal("today", "--known", "2026-02-01")
    shown = accord.says("edition", "show", accord.log, "today")
    assert "known 2026-02-01T12:00:00+00:00" in shown
