"""`servanda incidents count` and `compare`: what is said beside the numbers, and what is not."""

import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from servanda.cli.application import application
from servanda.intake.incidents.counting import NOT_KNOWN, Period
from servanda.intake.incidents.trend import nothing
from servanda.intake.incidents.watch import Watch, Window, watched_trends
from tests.intake.incidents.desk import HEADER, MONITORS

SIDES = (
    MONITORS
    + """
[sides]
by = "By"
against = "Against"
directed = ["raid"]
"""
)
SIDED = "No,Date,What,Village,Low,High,By,Against\n"
COUNTS = """
name = "daily"
id = ["day"]

[time]
starts = "day"
zone = "UTC"

[counts]
dead = { outcome = "killed" }
dead_total = { outcome = "killed", running = true }
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    (tmp_path / "monitors.toml").write_text(MONITORS, encoding="utf-8")
    rows = (
        "1,01.03.2025,mine,North,0,2\n2,04.03.2025,raid,South,1,1\n3,05.03.2025,mine,East,,\n"
        "4,20.03.2025,raid,East,3,3\n"
    )
    imported(tmp_path, HEADER + rows, "monitors")
    return tmp_path


def imported(
    here: Path, text: str, source: str, form: str = "monitors.toml", known: str = "2025-04-01"
) -> None:
    (here / "table.csv").write_text(text, encoding="utf-8")
    done = servanda("import", "table.csv", "--as", form, "--source", source, "--known", known)
    assert done.exit_code == 0, done.output


def servanda(*arguments: str) -> Result:
    return CliRunner().invoke(application, ["incidents", *arguments])


def answer(*arguments: str) -> Any:
    result = servanda(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def said(result: Result) -> str:
    return " ".join(result.output.split())


def weeks(*arguments: str) -> list[Any]:
    rows: list[Any] = answer("count", "monitors", "--each", "week", *arguments)["sources"][0][
        "events"
    ]
    return rows


def test_periods_between_the_first_and_the_last_stand_there_with_none(here: Path) -> None:
    rows = weeks()
    assert [(one["first"], one["surely"]) for one in rows] == [
        ("2025-02-24", 1), ("2025-03-03", 2), ("2025-03-10", 0), ("2025-03-17", 1),
    ]  # fmt: skip
    assert rows[1]["killed"] == {"low": 1, "high": None, "best": None, "unsaid": 1}


def test_days_are_those_of_the_source_unless_another_zone_is_asked(here: Path) -> None:
    """A day in Kyiv lies in two days of UTC."""
    own = answer("count", "monitors", "--each", "day")["sources"][0]
    assert own["zone"] == "Europe/Kyiv"
    assert (own["events"][0]["surely"], own["events"][0]["possibly"]) == (1, 1)
    utc = answer("count", "monitors", "--each", "day", "--zone", "UTC")["sources"][0]
    assert [(one["surely"], one["possibly"]) for one in utc["events"][:2]] == [(0, 1), (0, 1)]


def test_without_coverage_no_word_is_said_of_a_difference(here: Path) -> None:
    told = said(servanda("count", "monitors", "--each", "week"))
    assert "against the period before" not in told
    assert "the record has no `coverage by monitors`" in told
    assert "--covered-by BODY" in told
    assert "fewer reported" not in told and "more reported" not in told


AGREEMENT = """```servanda
agreement valley "Valley"
  time zone Europe/Kyiv
  in force 2025-01-01

party north "North"
party south "South"
verifier monitors "the monitors"
action attack "uses force against"
area hill "the hill"

ban ceasefire "Ceasefire"
  north and south must not attack each other
  verified by monitors

source monitors "the monitors"
  access "everywhere"
source gazette "The Gazette"
```
"""


def covering(here: Path, *windows: str, access: str = "", area: str = "") -> None:
    covered = "".join(
        "\ncoverage by monitors\n  of north attacks\n  of south attacks\n"
        f"{area}  from {window}\n  said by monitors\n"
        for window in windows
    )
    (here / "agreement.md").write_text(AGREEMENT, encoding="utf-8")
    report = '```servanda\nreport R1 "On March"\n  by gazette\n  on 2025-03-31\n'
    (here / "record").mkdir(exist_ok=True)
    (here / "record" / "one.md").write_text(f"{report}{covered}{access}```\n", encoding="utf-8")


def test_of_a_fall_nothing_is_said_where_coverage_fell(here: Path) -> None:
    covering(here, "2025-02-20 to 2025-03-12", "2025-03-17 to 2025-03-30")
    rows = weeks()
    assert [one["days_covered"] for one in rows] == [7, 7, 3, 7]
    assert [one["against_before"] for one in rows] == [None, "more reported", None, None]
    assert [one["not_compared"] for one in rows][2:] == ["coverage fell", "coverage rose"]


def test_days_on_which_access_was_denied_are_not_covered(here: Path) -> None:
    denied = "\naccess denied to monitors\n  from 2025-03-04 to 2025-03-05\n  said by monitors\n"
    covering(here, "2025-02-20 to 2025-03-30", access=denied)
    assert [one["days_covered"] for one in weeks()] == [7, 5, 7, 7]


def test_coverage_that_was_not_known_yet_covers_nothing(here: Path) -> None:
    covering(here, "2025-02-20 to 2025-03-30")
    assert weeks()[0]["days_covered"] == 7
    imported(here, HEADER + "7,02.03.2025,mine,North,0,0\n", "early", known="2025-03-10")
    told = answer("count", "early", "--covered-by", "monitors", "--known", "2025-03-15")
    assert told["sources"][0]["events"][0]["days_covered"] is None


def test_coverage_of_one_area_covers_no_period_of_all(here: Path) -> None:
    covering(here, "2025-02-20 to 2025-03-30", area="  in hill\n")
    assert weeks()[0]["days_covered"] is None
    assert "ask with --by area" in said(servanda("count", "monitors"))


def test_a_record_with_errors_is_said_and_counted_without(here: Path) -> None:
    (here / "agreement.md").write_text("```servanda\nparty north\n```\n", encoding="utf-8")
    result = servanda("count", "monitors")
    assert result.exit_code == 1 and "2025-03" in result.output and "error[" in result.output


def test_where_only_both_sides_are_told_nobody_began(here: Path) -> None:
    (here / "sides.toml").write_text(SIDES, encoding="utf-8")
    rows = "1,01.03.2025,clash,Hill,0,0,south,north\n2,02.03.2025,raid,Hill,0,0,south,north\n"
    imported(here, SIDED + rows, "sided", "sides.toml")
    found = answer("count", "sided", "--by", "actor")["sources"][0]["events"]
    assert [one["group"]["actor"] for one in found] == [
        "north and south, who began is not said", "south",
    ]  # fmt: skip


def test_counts_are_added_by_kind_and_running_totals_never(here: Path) -> None:
    (here / "daily.toml").write_text(COUNTS, encoding="utf-8")
    imported(here, "day,dead,dead_total\n2025-03-01,3,3\n2025-03-02,4,7\n", "daily", "daily.toml")
    found = answer("count", "daily")["sources"][0]
    assert found["events"] == []
    assert [(one["group"], one["surely"], one["counted"]) for one in found["counts"]] == [
        ({"kind": "dead"}, 7, "people")
    ]
    assert found["running_totals"] == ["dead_total"]
    assert "Running totals are held and not added up" in said(servanda("count", "daily"))


def test_sources_are_told_apart_and_never_added(here: Path) -> None:
    imported(here, HEADER + "7,02.03.2025,mine,North,0,0\n", "others")
    told = servanda("count")
    assert "Sources stand apart" in said(told)
    assert [one["source"] for one in answer("count")["sources"]] == ["monitors", "others"]


def test_a_chart_has_a_description_for_each_of_its_series(here: Path) -> None:
    done = servanda("count", "monitors", "--by", "kind", "--each", "week", "--chart", "a.svg")
    assert done.exit_code == 0, done.output
    picture = ET.fromstring((here / "a.svg").read_text(encoding="utf-8"))
    told = picture.findall(".//{http://www.w3.org/2000/svg}desc")
    assert len({one.get("id") for one in told}) == 2
    assert all("coverage nothing is recorded" in (one.text or "") for one in told)


def test_a_cell_moves_no_cursor_and_makes_no_element(here: Path) -> None:
    imported(here, HEADER + "1,01.03.2025,\x1b[2J<script>,North,0,0\n", "odd")
    done = servanda("count", "odd", "--by", "kind", "--chart", "a.svg")
    assert done.exit_code == 0 and "\x1b" not in done.output
    assert "<script>" not in (here / "a.svg").read_text(encoding="utf-8")


def test_episodes_and_changes(here: Path) -> None:
    days = "".join(f"{n},{n:02}.03.2025,raid,East,0,0\n" for n in (1, 2, 10))
    imported(here, HEADER + days, "east")
    found = answer("count", "east", "--episodes", "24", "--changes")["sources"][0]
    assert [len(one["incidents"]) for one in found["episodes"]] == [2, 1]
    assert found["changes"] == []
    assert "2 episodes, parted by more than 24 hours" in said(
        servanda("count", "east", "--episodes", "24")
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["count", "monitor"], "did you mean `monitors`?"),
        (["count", "monitors", "--by", "village"], "is none of"),
        (["count", "monitors", "--chart", "agreement.md"], "does not end in .svg"),
        (["count", "monitors", "--from", "March"], "no date"),
        (["count", "monitors", "--from", "2025-03-02", "--to", "2025-03-01"], "later than"),
        (["count", "monitors", "--zone", "'; DROP"], "no time zone"),
        (["compare", "monitors", "monitors"], "name two sources"),
        (["compare", "monitors", "others"], "no incidents of `others`"),
    ],
)
def test_what_cannot_be_asked_is_told(here: Path, arguments: list[str], words: str) -> None:
    result = servanda(*arguments)
    assert (result.exit_code, words in said(result)) == (2, True), result.output


def test_by_area_only_its_own_coverage_counts_and_access_denied_anywhere_near(here: Path) -> None:
    day = date(2025, 3, 3)
    week = Period(day, day + timedelta(days=6))
    tallied = [
        replace(nothing(week, (area,)), surely=1, possibly=1)
        for area in ("hill", "mill", NOT_KNOWN)
    ]
    watch = Watch(
        "x",
        (Window(week, "hill"), Window(Period(day, day), None)),
        (Window(Period(day, day), "mill"),),
    )
    found = watched_trends(tallied, [week], ("area",), watch, lambda one, other: one == other)
    assert {one.tally.group[0]: one.coverage.days for one in found} == {
        "hill": 7, "mill": 0, NOT_KNOWN: 0,
    }  # fmt: skip


def test_more_rows_than_an_answer_holds_are_refused(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("servanda.intake.incidents.asked.MOST_ROWS", 3)
    result = servanda("count", "monitors", "--each", "day")
    assert result.exit_code == 2 and "fewer groups" in said(result)


def test_longer_than_the_most_periods_is_refused(here: Path) -> None:
    imported(here, HEADER + "1,01.03.1990,a,b,0,0\n2,01.03.2025,a,b,0,0\n", "long")
    result = servanda("count", "long", "--each", "day")
    assert result.exit_code == 2 and "more than 5,000 periods" in said(result)


def test_nothing_held_is_told(tmp_path: Path) -> None:
    result = servanda("count", "--in", str(tmp_path))
    assert result.exit_code == 2 and "no incidents are held" in said(result)


def test_a_damaged_store_is_one_line(here: Path) -> None:
    (here / "incidents" / "monitors" / "state.json").write_text("{", encoding="utf-8")
    result = servanda("count", "monitors")
    assert result.exit_code == 1 and "is damaged" in said(result)


# --- Two sources -----------------------------------------------------------------------------


def test_without_links_two_sources_only_stand_side_by_side(here: Path) -> None:
    imported(here, HEADER + "7,02.03.2025,mine,North,0,0\n", "others")
    found = answer("compare", "monitors", "others", "--each", "week")
    assert found["links"] == 0
    assert "alone" not in found["events"][0]["monitors"]
    told = said(servanda("compare", "monitors", "others", "--each", "week"))
    assert "No link between the two is held" in told and "never added up" in told


def test_with_links_each_has_some_alone(here: Path) -> None:
    imported(here, HEADER + "7,01.03.2025,mine,North,0,0\n8,02.03.2025,raid,X,0,0\n", "others")
    servanda("join", "monitors/1", "others/7", "--because", "the same mine")
    first, second = answer("compare", "monitors", "others", "--each", "week")["events"][:2]
    assert first["monitors"]["also_in_other"] == {"surely": 1, "possibly": 1}
    assert first["monitors"]["alone"] == {"surely": 0, "possibly": 0}
    assert first["others"]["alone"] == {"surely": 1, "possibly": 1}
    assert second["others"] is None, "it tells of nothing so late"
