"""A file of revisions as held agrees at every instant with what the record reads in it."""

from datetime import UTC, datetime
from pathlib import Path

from servanda.intake.incidents.formats import format_named
from servanda.intake.incidents.opened import open_incidents
from servanda.intake.revisions import read_revisions
from servanda.record.figures import Figures
from tests.intake.incidents.desk import Desk

SAMPLE = Path(__file__).parents[1] / "revisions_sample.jsonl"
REVISIONS = format_named("count-revisions")
LINE = (
    '{{"recorded_at": "{}T00:00:00Z", "report_date": "2025-10-19", "field": "{}", '
    '"old": null, "new": {}}}\n'
)


def figures_of(data: bytes) -> Figures:
    figures = read_revisions(data)
    assert isinstance(figures, Figures)
    return figures


def check_agreement(desk: Desk, data: bytes) -> int:
    """At each instant of the file: the same numbers for the same fields and days."""
    figures, counted = figures_of(data), {count.column for count in REVISIONS.counts}
    every = [
        figure for field, days in figures.fields.items() if field in counted
        for figure in days.values()
    ]  # fmt: skip
    instants = sorted({instant for figure in every for instant, _ in figure.steps})
    for known in instants[:: max(1, len(instants) // 20)]:
        as_known = open_incidents(desk.folder / "record", datetime.fromtimestamp(known, UTC))
        held = {row.id: row.tally_best for row in as_known.execute().itertuples()}
        wanted = {
            f"{figure.day}/{figure.field}": number
            for figure in every if (number := figure.as_known(known)) is not None
        }  # fmt: skip
        assert held == wanted
    return len(instants)


def test_the_sample_agrees(desk: Desk) -> None:
    desk.imported(SAMPLE, REVISIONS)
    assert check_agreement(desk, SAMPLE.read_bytes())
    before = desk.bytes_held()
    again = desk.imported(SAMPLE, REVISIONS, day=1, export="complete")
    assert (again.accepted, again.deleted) == (0, 0)
    assert desk.bytes_held() == before


def test_a_line_recorded_before_the_one_above_it_agrees(desk: Desk) -> None:
    text = (
        LINE.format("2025-10-20", "killed", 5) + LINE.format("2025-10-22", "killed", 7)
        + LINE.format("2025-10-21", "killed", 9) + LINE.format("2025-10-23", "killed", "null")
        + LINE.format("2025-10-23", "injured", 3) + LINE.format("2025-10-23", "injured", 4)
    )  # fmt: skip
    summary = desk.imported(desk.write(text, "r.jsonl"), REVISIONS)
    assert summary.accepted == 6
    assert check_agreement(desk, text.encode()) == 3
    more = text + LINE.format("2025-10-24", "killed", 1)
    added = desk.imported(desk.write(more, "r.jsonl"), REVISIONS, day=1)
    assert (added.accepted, added.corrected, added.unchanged) == (1, 1, 6)
    check_agreement(desk, more.encode())


def test_lines_that_are_no_revisions_are_quarantined(desk: Desk) -> None:
    text = (
        LINE.format("2025-10-20", "killed", 5) + LINE.format("2025-10-20", "injured", '"five"')
        + LINE.format("2025-10-20", "report_period", 24) + LINE.format("2025-10-20", "killed", -1)
        + "not json\n" + "\n" + '{"field": "killed"}\n' + "[" * 30_000 + "\n"
    )  # fmt: skip
    summary = desk.imported(desk.write(text, "r.jsonl"), REVISIONS)
    assert (summary.read, summary.accepted) == (7, 1)
    assert summary.reasons == {
        "no-count": 1, "unknown-kind": 1, "unreadable-number": 1, "unreadable-revision": 3,
    }  # fmt: skip
