"""Files of figures with revisions as part of a workspace: as known, in verdicts, and kept apart."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from servanda.record import figure_claims
from servanda.record.model import Claim, TotalContent
from servanda.verdict.assess import assess
from servanda.verdict.assessment import Verdict
from servanda.verdict.changed import changed
from servanda.workspace import Workspace, default_question, open_workspace

AGREED = """
```servanda
agreement accord "An accord"
  time zone Asia/Jerusalem
  in force 2025-10-10
party north "North"
party south "South"
action release "sets free"
thing prisoners "prisoners"
duty prisoners "The prisoners"
  north releases 15 prisoners to south
  by 2025-10-14
```
"""

RECORD = """
```servanda
source data "a public data set"
source ministry "a ministry"
  camp south
report T "Daily counts"
  by data
  on 2025-10-10
figures "counts.jsonl" of {field}
  north releases prisoners to south in total from 2025-10-10 to 2025-10-14
  {clause}
{more}
```
"""


def line(day: int, recorded: str, old: float | None, new: float | None, field: str = "free") -> str:
    entry = {"recorded_at": f"{recorded}T09:00:00+03:00", "report_date": f"2025-10-{day}",
             "field": field, "old": old, "new": new}  # fmt: skip
    return json.dumps(entry) + "\n"


COUNTS = (
    line(11, "2025-10-11", None, 5)
    + line(13, "2025-10-13", None, 7)
    + line(13, "2025-10-20", 7, 10)
    + line(15, "2025-10-15", None, 90)
)


TAKEN_BACK = """
report W "The project withdraws its file"
  by data
  on 2025-10-25
retraction of T.figures-1
  said by data
  note "the file was of other prisoners"
"""


def folder(
    place: Path,
    counts: str = COUNTS,
    field: str = '"free"',
    clause: str = "counting by-day",
    more: str = "",
) -> Workspace:
    (place / "agreement.md").write_text(AGREED, encoding="utf-8")
    record = RECORD.format(field=field, clause=clause, more=more)
    (place / "record.md").write_text(record, encoding="utf-8")
    (place / "counts.jsonl").write_text(counts, encoding="utf-8")
    return open_workspace(place)


def totals(workspace: Workspace) -> list[tuple[str, str]]:
    assert workspace.diagnostics == ()
    return [(claim.id, amount_of(claim)) for claim in workspace.record.claims]


def amount_of(claim: Claim) -> str:
    assert isinstance(claim.content, TotalContent)
    return str(claim.content.deed.amount)


def verdict(workspace: Workspace, known: str, at: str = "2025-11-01") -> Verdict:
    question = default_question(workspace, at=at, known=known)
    assert workspace.agreement is not None and not isinstance(question, str)
    viewpoint = workspace.viewpoints["neutral"]
    (found,) = assess(workspace.agreement, workspace.record, viewpoint, question).stipulations
    return found


def test_every_total_and_every_correction_is_a_claim(tmp_path: Path) -> None:
    assert totals(folder(tmp_path)) == [
        ("T.figures-1-2025-10-11", "5"),
        ("T.figures-1-2025-10-13", "12"),
        ("T.figures-1-2025-10-13-2", "15"),
    ]


def test_all_that_a_file_brought_is_taken_back_at_once(tmp_path: Path) -> None:
    workspace = folder(tmp_path, more=TAKEN_BACK)
    assert workspace.diagnostics == ()
    before, after = (verdict(workspace, day) for day in ("2025-10-24", "2025-10-26"))
    assert before.outcome is not None and before.outcome.high == 15
    assert after.outcome is None or after.outcome.high == 0
    agreement, viewpoint = workspace.agreement, workspace.viewpoints["neutral"]
    first = default_question(workspace, at="2025-11-01", known="2025-10-24")
    assert agreement is not None and not isinstance(first, str)
    second = replace(first, known=first.known + 24 * 3600)
    (found,) = changed(agreement, workspace.record, viewpoint, first, second)
    assert found.sets == (("W.retraction-1",),)


def test_a_verdict_on_a_figure_is_as_known_and_says_that_it_was_corrected(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    before, after = (verdict(workspace, day) for day in ("2025-10-19", "2025-10-20"))
    assert before.outcome is not None and after.outcome is not None
    assert (before.outcome.high, after.outcome.high) == (12, 15)
    told = "Rests on a figure that was corrected on 2025-10-20, from 12 to 15"
    assert told in after.because
    assert "corrected" not in before.because


def test_what_changed_names_the_correction(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    agreement, viewpoint = workspace.agreement, workspace.viewpoints["neutral"]
    first = default_question(workspace, at="2025-11-01", known="2025-10-19")
    assert agreement is not None and not isinstance(first, str)
    second = replace(first, known=first.known + 24 * 3600)
    (found,) = changed(agreement, workspace.record, viewpoint, first, second)
    assert found.sets == (("T.figures-1-2025-10-13-2",),)


def test_numbers_that_run_on(tmp_path: Path) -> None:
    counts = (
        line(9, "2025-10-09", None, 100, "all")
        + line(11, "2025-10-11", None, 105, "all")
        + line(9, "2025-10-12", 100, 102, "all")
    ).replace("2025-10-9", "2025-10-09")
    assert totals(folder(tmp_path, counts, 'cumulative "all"')) == [
        ("T.figures-1-2025-10-11", "5"),
        ("T.figures-1-2025-10-11-2", "3"),
    ]


def test_they_need_the_day_before(tmp_path: Path) -> None:
    found = folder(tmp_path, field='cumulative "free"').diagnostics
    assert [one.name for one in found] == ["unknown-figure"]


def test_a_number_taken_back_takes_the_totals_with_it(tmp_path: Path) -> None:
    workspace = folder(tmp_path, COUNTS + line(13, "2025-10-25", 10, None))
    later, before = verdict(workspace, "2025-10-25"), verdict(workspace, "2025-10-24")
    assert before.outcome is not None and later.outcome is not None
    assert (before.outcome.high, later.outcome.high) == (15, 5)
    assert [one.entry for one in workspace.record.retractions] == ["T.figures-1-2025-10-13"]


def test_what_was_recorded_before_the_report_is_known_from_the_report_on(tmp_path: Path) -> None:
    early = line(11, "2025-10-08", None, 1) + line(11, "2025-10-09", 1, 5)
    workspace = folder(tmp_path, early)
    assert totals(workspace) == [("T.figures-1-2025-10-11", "5")]
    (claim,) = workspace.record.claims
    assert claim.known >= workspace.record.reports["T"].published


def test_on_whose_word(tmp_path: Path) -> None:
    (one, *_) = folder(tmp_path).record.claims
    assert (one.chain.origin.source, one.chain.via) == ("data", ())
    (one, *_) = folder(tmp_path, clause="said by ministry via data").record.claims
    assert (one.chain.origin.source, one.chain.via) == ("ministry", ("data",))


@pytest.mark.parametrize(
    "name", ["../counts.jsonl", "/etc/counts.jsonl", "counts.json", "agreement.md", "link.jsonl"]
)
def test_nothing_outside_the_folder_is_read(tmp_path: Path, name: str) -> None:
    outside = tmp_path / "counts.jsonl"
    outside.write_text(COUNTS, encoding="utf-8")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "link.jsonl").symlink_to(outside)
    (inside / "counts.json").write_text(COUNTS, encoding="utf-8")
    (inside / "agreement.md").write_text(AGREED, encoding="utf-8")
    record = RECORD.format(field='"free"', clause="counting by-day", more="").replace(
        "counts.jsonl", name
    )
    (inside / "record.md").write_text(record, encoding="utf-8")
    assert [one.name for one in open_workspace(inside).diagnostics] == ["figures-missing"]


def test_what_was_kept_is_not_used_for_another_file(tmp_path: Path) -> None:
    assert len(folder(tmp_path).record.claims) == 3
    assert len(open_workspace(tmp_path).record.claims) == 3
    (tmp_path / "counts.jsonl").write_text(line(11, "2025-10-11", None, 5), encoding="utf-8")
    assert len(open_workspace(tmp_path).record.claims) == 1


def test_more_claims_than_can_be_followed_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SERVANDA_CACHE", "off")
    monkeypatch.setattr(figure_claims, "MOST_CLAIMS", 2)
    found = folder(tmp_path).diagnostics
    assert [one.name for one in found] == ["figures-unusable"]
    monkeypatch.setattr(figure_claims, "MOST_TRIED", 2)
    assert [one.name for one in folder(tmp_path, COUNTS).diagnostics] == ["figures-unusable"]
