"""Who was there and who was kept out: told beside silence, and evidence of no deed."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from servanda.cli.application import application

AGREED = """# River Accord

```servanda
agreement river-accord "River Accord"
  time zone Europe/Sarajevo
  in force 2026-01-10

party north "North"
party south "South"
body watch "The watch"
area valley "the valley"
area hill "a hill" within valley
area coast "the coast"
action attack "attacks"
action visit "visits"

ban truce
  north must not attack south in valley

source watch "The watch"
source gazette "The Gazette"

report R1 "Two weeks in the valley"
  by gazette
  on 2026-01-25

coverage by watch
  of north attacks south
  in valley
  from 2026-01-10 to 2026-01-14
  said by watch

{denied}
```
"""
DENIED = "access denied to watch\n  in valley\n  from 2026-01-15 to 2026-01-18\n"


def put(folder: Path, denied: str) -> Path:
    (folder / "agreement.md").write_text(AGREED.format(denied=denied), encoding="utf-8")
    return folder


def run(*arguments: str | Path) -> str:
    result = CliRunner(env={"COLUMNS": "120"}).invoke(application, [str(one) for one in arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def explained(folder: Path, denied: str, at: str = "2026-01-26") -> str:
    return run("explain", put(folder, denied), "truce", "--at", at)


def test_the_reasons_tell_why_silence_shows_nothing(tmp_path: Path) -> None:
    told = explained(tmp_path, DENIED)
    assert "watch covered" in told
    assert "watch was denied access to valley 2026-01-15 to 2026-01-18" in told
    assert "its silence shows nothing" in told
    assert "gazette" in told.split("its silence shows nothing")[1]


@pytest.mark.parametrize(
    ("denied", "is_told"),
    [
        (DENIED.replace("valley", "hill"), True),
        (DENIED.replace("  in valley\n", ""), True),
        (DENIED + "  of north attacks south\n", True),
        (DENIED.replace("valley", "coast"), False),
        (DENIED + "  of north visits south\n", False),
    ],
)
def test_only_where_it_hides_the_deed(tmp_path: Path, denied: str, is_told: bool) -> None:
    assert ("was denied access" in explained(tmp_path, denied)) is is_told


def test_not_before_it_began(tmp_path: Path) -> None:
    assert "was denied access" not in explained(tmp_path, DENIED, "2026-01-14")


@pytest.mark.parametrize("at", ["2026-01-14", "2026-01-20", "2026-01-26"])
def test_it_is_evidence_of_no_deed(tmp_path: Path, at: str) -> None:
    states = []
    for denied in ("", DENIED):
        answer = json.loads(run("status", put(tmp_path, denied), "--at", at, "--json"))
        states.append(answer["stipulations"])
    assert states[0] == states[1]


def test_history_shows_the_coverage_beside_the_steps(tmp_path: Path) -> None:
    put(tmp_path, DENIED)
    shown = run("history", tmp_path, "truce", "--at", "2026-01-26")
    assert "coverage: watch in valley, 2026-01-10 to 2026-01-14 (R1.coverage-1)" in shown
    assert "no access: watch in valley, 2026-01-15 to 2026-01-18 (R1.denied-1)" in shown
    answer = json.loads(run("history", tmp_path, "truce", "--at", "2026-01-26", "--json"))
    (kept_out,) = answer["no_access"]
    assert (kept_out["from"], kept_out["to"]) == (
        "2026-01-15T00:00:00+01:00",
        "2026-01-19T00:00:00+01:00",
    )


EACH = AGREED.replace("  north must not", "  each of north and south must not").replace(
    "attack south in valley", "attack in valley"
)


@pytest.mark.parametrize("who", ["north", "south", "north and south"])
def test_of_several_bearers_the_coverage_says_of_whom_it_is(tmp_path: Path, who: str) -> None:
    covered = "\n  ".join(f"of {one} attacks" for one in who.split(" and "))
    text = EACH.replace("of north attacks south", covered).format(denied=DENIED)
    (tmp_path / "agreement.md").write_text(text, encoding="utf-8")
    only = f", of {who} only" if "and" not in who else ""
    shown = run("history", tmp_path, "truce", "--at", "2026-01-26")
    assert f"(R1.coverage-1){only}\n" in shown
    assert "nobody is recorded" not in shown
    answer = json.loads(run("history", tmp_path, "truce", "--at", "2026-01-26", "--json"))
    (seen,) = answer["coverage"]
    assert seen["of_some"] == ([who] if only else [])
    assert [one["of_some"] for one in answer["no_access"]] == [[]]


def test_what_was_not_yet_reported_is_not_shown(tmp_path: Path) -> None:
    put(tmp_path, DENIED)
    shown = run("history", tmp_path, "truce", "--at", "2026-01-20", "--known", "2026-01-20")
    assert "nobody is recorded as present" in shown


def test_without_an_end_it_lasts_as_far_as_the_report_can_tell(tmp_path: Path) -> None:
    told = explained(tmp_path, DENIED.replace(" to 2026-01-18", ""))
    assert "was denied access to valley 2026-01-15 to 2026-01-25" in told
