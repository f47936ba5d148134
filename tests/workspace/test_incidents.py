"""Files of incidents as part of a workspace: each row an event, in the zone only if it surely is,
with later versions as corrections, and rows that two data sets share linked by hand."""

import json
from pathlib import Path

from servanda.record.model import Claim, EventContent
from servanda.verdict.assess import assess
from servanda.verdict.assessment import Question, Verdict
from servanda.workspace import Workspace, default_question, open_workspace
from tests.small_truce import AGREED

RECORD = """
```servanda
source data "a public data set"
report U "Events"
  by data
  on 2026-02-01
incidents "rows.jsonl" of "armed-clash"
{clauses}
{more}
```
"""

BY_NORTH = '  north attacks outposts in valley\n  by "North"\n'


def row(name: str, day: int, **more: object) -> str:
    entry = {
        "id": name, "kind": "armed-clash", "by": "North", "areas": ["valley"],
        "starts": f"2026-01-{day:02}T00:00:00+02:00",
        "ends": f"2026-01-{day + 1:02}T00:00:00+02:00",
        "known_from": "2026-02-01T00:00:00+00:00",
    }  # fmt: skip
    return json.dumps(entry | more) + "\n"


def folder(tmp_path: Path, rows: str, clauses: str = BY_NORTH, more: str = "") -> Workspace:
    (tmp_path / "agreement.md").write_text(AGREED)
    (tmp_path / "record.md").write_text(RECORD.format(clauses=clauses, more=more))
    (tmp_path / "rows.jsonl").write_text(rows)
    return open_workspace(tmp_path)


def verdict(workspace: Workspace, at: str, bearer: str = "north", known: str = "") -> Verdict:
    assert workspace.agreement is not None
    question = default_question(workspace, at=at, known=known or None)
    assert isinstance(question, Question)
    viewpoint = workspace.viewpoints["neutral"]
    found = assess(workspace.agreement, workspace.record, viewpoint, question)
    return next(one for one in found.stipulations if bearer in one.bearer)


def claims(workspace: Workspace) -> list[Claim]:
    assert not [one for one in workspace.diagnostics if one.severity == "error"]
    return [one for one in workspace.record.claims if isinstance(one.content, EventContent)]


def test_each_row_is_an_event_of_its_own(tmp_path: Path) -> None:
    """Two on one day are two, and the ban counts both."""
    workspace = folder(tmp_path, row("a-1", 12) + row("a-2", 12, killed={"low": 1, "high": 3}))
    assert [one.id for one in claims(workspace)] == ["U.incidents-1-a-1", "U.incidents-1-a-2"]
    found = verdict(workspace, "2026-01-20")
    assert found.state == "breached"
    assert found.incidents is not None and found.incidents.confirmed == 2


def test_casualties_come_with_their_range(tmp_path: Path) -> None:
    workspace = folder(tmp_path, row("a-1", 12, killed={"low": 1, "high": 3, "best": 2}))
    (claim,) = claims(workspace)
    assert claim.casualties is not None and claim.casualties.killed is not None
    toll = claim.casualties.killed
    assert (toll.number.low, toll.best, toll.number.high) == (1, 2, 3)


def test_what_is_known_only_to_the_province_is_not_in_the_zone(tmp_path: Path) -> None:
    workspace = folder(tmp_path, row("a-1", 12, areas=[]) + row("a-2", 13))
    assert [one.id for one in claims(workspace)] == ["U.incidents-1-a-2"]


def test_rows_are_chosen_by_side_and_by_day(tmp_path: Path) -> None:
    rows = row("a-1", 12) + row("a-2", 13, by="South") + row("a-3", 20)
    clauses = BY_NORTH + "  from 2026-01-10 to 2026-01-15\n"
    assert [one.id for one in claims(folder(tmp_path, rows, clauses))] == ["U.incidents-1-a-1"]


def test_what_nobody_is_said_to_have_begun_is_nobodys_breach(tmp_path: Path) -> None:
    clauses = "  unknown persons attack outposts in valley\n"
    workspace = folder(tmp_path, row("a-1", 12, by="Government of North"), clauses)
    for bearer in ("north", "south"):
        found = verdict(workspace, "2026-01-20", bearer)
        assert found.state != "breached"
        assert found.incidents is not None and found.incidents.unattributed == 1


def test_a_newer_export_corrects_and_takes_back(tmp_path: Path) -> None:
    later = "2026-03-01T00:00:00+00:00"
    rows = (
        row("a-1", 12, known_to=later)
        + row("a-1", 13, known_from=later)
        + row("a-2", 14, known_to=later)
    )
    workspace = folder(tmp_path, rows)
    assert not [one for one in workspace.diagnostics if one.severity == "error"]
    before = verdict(workspace, "2026-03-20", known="2026-02-15")
    after = verdict(workspace, "2026-03-20", known="2026-03-15")
    assert before.incidents is not None and before.incidents.confirmed == 2
    assert after.incidents is not None and after.incidents.confirmed == 1


def test_a_row_that_was_none_of_these_for_a_time_is_told_anew(tmp_path: Path) -> None:
    """Its second version had another kind: meanwhile nothing was told."""
    second, third = "2026-03-01T00:00:00+00:00", "2026-04-01T00:00:00+00:00"
    rows = (
        row("a-1", 12, known_to=second)
        + row("a-1", 12, kind="riot", known_from=second, known_to=third)
        + row("a-1", 13, known_from=third)
    )
    workspace = folder(tmp_path, rows)
    counted = [
        found.incidents.confirmed
        for known in ("2026-02-15", "2026-03-15", "2026-04-15")
        if (found := verdict(workspace, "2026-05-01", known=known)).incidents is not None
    ]
    assert counted == [1, 0, 1]


def test_a_row_and_a_report_of_the_same_event_are_linked_by_name(tmp_path: Path) -> None:
    more = """
claim data says
  north attacks outposts in valley
  on 2026-01-12
  as a-1
"""
    found = verdict(folder(tmp_path, row("a-1", 12) + row("a-2", 12), more=more), "2026-01-20")
    assert found.incidents is not None and found.incidents.confirmed == 2


def test_a_second_version_and_a_row_named_like_one_have_names_of_their_own(tmp_path: Path) -> None:
    later = "2026-03-01T00:00:00+00:00"
    versions = row("a", 12, known_to=later) + row("a", 13, known_from=later)
    workspace = folder(tmp_path, versions + row("a-2", 14) + row("v2-a", 15))
    names = sorted(one.id for one in claims(workspace))
    assert names == [
        "U.incidents-1-a", "U.incidents-1-a-2", "U.incidents-1-v2-a", "U.incidents-1v2-a",
    ]  # fmt: skip
    found = verdict(workspace, "2026-03-20")
    assert found.incidents is not None and found.incidents.confirmed == 3


TAKEN_BACK = """
report W "The data set withdraws its table"
  by data
  on 2026-02-10
retraction of {entry}
  said by data
  note "it had been the table of another valley"
"""


def test_what_a_file_brought_is_taken_back_as_a_whole_or_row_by_row(tmp_path: Path) -> None:
    rows = row("a-1", 12) + row("a-2", 13)
    for entry, left in (("U.incidents-1", 0), ("U.incidents-1-a-2", 1)):
        workspace = folder(tmp_path, rows, more=TAKEN_BACK.format(entry=entry))
        assert not workspace.diagnostics
        counted = [
            found.incidents.confirmed
            for known in ("2026-02-05", "2026-02-15")
            if (found := verdict(workspace, "2026-01-20", known=known)).incidents is not None
        ]
        assert counted == [2, left]


def test_a_file_as_a_whole_is_neither_corrected_nor_linked(tmp_path: Path) -> None:
    more = """
report W "The data set corrects itself"
  by data
  on 2026-02-10
correction of U.incidents-1
  north attacks outposts in valley
  on 2026-01-12
claim data says
  north attacks outposts in valley
  on 2026-01-12
same event U.incidents-1 and W.2 because "both tell of one attack"
"""
    workspace = folder(tmp_path, row("a-1", 12), more=more)
    assert sorted(one.name for one in workspace.diagnostics) == [
        "link-without-event", "nothing-to-correct",
    ]  # fmt: skip


def test_rows_after_their_report_are_told_and_those_of_a_later_export_are_not(
    tmp_path: Path,
) -> None:
    """The report is of 1 February; the day of a row need not be over."""
    import_day, later = "2026-03-09T00:00:00+00:00", "2026-04-09T00:00:00+00:00"
    february = {"starts": "2026-02-03T00:00:00+02:00", "ends": "2026-02-04T00:00:00+02:00"}
    same_day = {"starts": "2026-02-01T12:00:00-08:00", "ends": "2026-02-02T00:00:00-08:00"}
    april = {"starts": "2026-04-03T00:00:00+02:00", "ends": "2026-04-04T00:00:00+02:00"}
    rows = row("a-1", 12, known_from=import_day) + row("a-2", 1, known_from=import_day, **february)
    (found,) = folder(tmp_path, rows).diagnostics
    assert (found.name, found.severity) == ("rows-after-report", "warning")
    assert "1 row tells of what had not happened when `U` appeared: `a-2`" in found.message
    assert len(folder(tmp_path, rows).record.claims) == 2
    fine = row("a-1", 12, known_from=import_day) + row("a-3", 1, known_from=later, **april)
    assert not folder(tmp_path, fine + row("a-4", 1, **same_day)).diagnostics


def test_a_damaged_file_is_refused_whole(tmp_path: Path) -> None:
    workspace = folder(tmp_path, row("a-1", 12) + "{not json\n")
    (problem,) = [one for one in workspace.diagnostics if one.severity == "error"]
    assert problem.name == "incidents-unusable" and "line 2" in problem.message
    assert not workspace.record.claims
