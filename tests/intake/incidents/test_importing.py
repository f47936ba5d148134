"""Imports one after the other: nothing twice, corrections, deletions, and what was known when."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.intake.incidents.importing import ManyGoneError, OlderExportError
from servanda.intake.incidents.merging import Export
from servanda.intake.incidents.store import StoreError, alone, source_folder
from servanda.intake.incidents.tables.rows import TableError
from tests.intake.incidents.desk import HEADER, MONITORS, Desk

A = "1,01.03.2025,shelling,North,0,2\n"
B = "2,02.03.2025,mine,South,1,1\n"
C = "3,03.03.2025,shelling,East,0,0\n"
C_MENDED = "3,03.03.2025,shelling,East,4,4\n"
BY_CONTENTS = MONITORS.replace('id = ["No"]', "")


def ids(rows: list[dict[Any, Any]]) -> list[str]:
    return [str(row["id"]) for row in rows]


def test_importing_again_changes_no_byte(desk: Desk) -> None:
    bad = "4,soon,mine,South,1,1\n"
    first = desk.imported(HEADER + A + B + bad)
    before = desk.bytes_held()
    again = desk.imported(HEADER + A + B + bad, day=5, export="complete")
    assert (first.accepted, first.quarantined) == (2, 1)
    assert (again.accepted, again.unchanged, again.quarantined) == (0, 2, 1)
    assert desk.bytes_held() == before


def test_a_newer_export_corrects_and_what_was_known_stays_known(desk: Desk) -> None:
    desk.imported(HEADER + A + C)
    summary = desk.imported(HEADER + A + C_MENDED + B, day=2)
    assert (summary.accepted, summary.corrected, summary.unchanged) == (2, 1, 1)
    assert [row["killed_low"] for row in desk.held(1)] == [0, 0]
    assert [row["killed_low"] for row in desk.held(2)] == [0, 1, 4]
    assert ids(desk.versions()) == ["1", "2", "3", "3"]
    old, new = desk.versions()[2:]
    assert old["known_to"] == new["known_from"] == datetime(2027, 1, 3, tzinfo=UTC)


def test_a_partial_export_deletes_nothing_and_a_complete_one_does(desk: Desk) -> None:
    desk.imported(HEADER + A + B + C)
    assert desk.imported(HEADER + A + B, day=1).deleted == 0
    assert ids(desk.held()) == ["1", "2", "3"]
    gone = desk.imported(HEADER + A + B, day=2, export="complete")
    assert (gone.deleted, gone.accepted) == (1, 0)
    assert ids(desk.held()) == ["1", "2"]
    assert ids(desk.held(1)) == ["1", "2", "3"]
    back = desk.imported(HEADER + C, day=3)
    assert (back.accepted, back.corrected) == (1, 0)
    assert (ids(desk.held(2)), ids(desk.held(3))) == (["1", "2"], ["1", "2", "3"])


def test_a_row_that_can_no_longer_be_read_is_not_gone(desk: Desk) -> None:
    desk.imported(HEADER + A + B)
    summary = desk.imported(HEADER + A + B.replace("02.03.2025", "?"), day=1, export="complete")
    assert (summary.deleted, summary.quarantined) == (0, 1)
    assert ids(desk.held()) == ["1", "2"]


def test_most_of_what_is_held_is_not_deleted_without_asking(desk: Desk) -> None:
    desk.imported(HEADER + A + B + C)
    before = desk.bytes_held()
    with pytest.raises(ManyGoneError, match="2 of 3 rows"):
        desk.imported(HEADER + A, day=1, export="complete", goes_on=False)
    assert desk.bytes_held() == before
    assert desk.imported(HEADER + A, day=1, export="complete").deleted == 2


def test_the_same_name_twice_in_a_file(desk: Desk) -> None:
    summary = desk.imported(HEADER + A + A + A.replace("North", "West"))
    assert summary.reasons == {"row-again": 1, "id-used-twice": 1}
    assert desk.held()[0]["place"] == "North"
    assert "West" in desk.quarantined()[1]["text"]


def test_rows_alike_without_a_name_are_several_events(desk: Desk) -> None:
    assert desk.imported(HEADER + A + B + A, BY_CONTENTS).accepted == 3
    assert desk.imported(HEADER + A + A + B, BY_CONTENTS, day=1, export="complete").unchanged == 3
    fewer = desk.imported(HEADER + A + B, BY_CONTENTS, day=2, export="complete")
    assert (fewer.unchanged, fewer.deleted) == (2, 1)
    again = BY_CONTENTS.replace("[time]", 'alike = "again"\n[time]', 1)
    assert desk.imported(HEADER + A + A, again, day=3).reasons == {"row-again": 1}


def test_what_is_later_than_the_export_is_known_is_quarantined(desk: Desk) -> None:
    summary = desk.imported(HEADER + A + "9,03.03.2035,mine,South,0,0\n")
    assert (summary.accepted, summary.reasons) == (1, {"after-known": 1})
    assert "03.03.2035" in desk.quarantined()[0]["text"]


def test_marks_of_direction_are_taken_out_and_remarked(desk: Desk) -> None:
    summary = desk.imported(HEADER + A.replace("North", "\u202bNorth\u200f"))
    assert [one["place"] for one in desk.held()] == ["North"]
    assert summary.remarks == {"direction-marks": 1}


def test_what_was_known_cannot_be_changed_afterwards(desk: Desk) -> None:
    desk.imported(HEADER + A, day=4)
    with pytest.raises(TableError, match="later than this one"):
        desk.imported(HEADER + B, day=3)


@pytest.mark.parametrize(
    ("older", "export", "why"),
    [
        (A + B + C, "partial", "1 row would say again what was corrected or gone since"),
        (
            A + B.replace("1,1", "0,0"),
            "partial",
            "its latest row is of 2025-03-0., the latest",
        ),
        # Never held before, and its last row is not its latest.
        (C.replace("0,0", "2,2") + A, "partial", "it has 2 rows, none of a later day, where 3"),
        (A + B, "complete", "1 row would be changed or gone, and its latest row is of"),
    ],
)
def test_an_older_export_without_a_date_takes_nothing_back(
    desk: Desk, older: str, export: Export, why: str
) -> None:
    desk.imported(HEADER + A + B + C)
    desk.imported(HEADER + A + B + C_MENDED, day=1)
    before = desk.bytes_held()
    with pytest.raises(OlderExportError, match=why):
        desk.imported(HEADER + older, day=2, export=export, dated=False, goes_on=False)
    assert desk.bytes_held() == before
    assert desk.imported(HEADER + older, day=2, export=export, goes_on=False).read > 1


def test_a_row_that_came_back_although_it_was_gone_looks_older_too(desk: Desk) -> None:
    desk.imported(HEADER + A + B + C)
    desk.imported(HEADER + A + C, day=1, export="complete")
    with pytest.raises(OlderExportError, match="1 row would say again"):
        desk.imported(HEADER + A + B + C, day=2, dated=False, goes_on=False)


def test_a_row_that_its_source_changed_before_what_is_held_looks_older(desk: Desk) -> None:
    mapping = MONITORS + '\n[known]\ncolumn = "Changed"\n'
    header = HEADER.replace("High", "High,Changed")
    newer, older = (f"3,03.03.2025,shelling,East,{n},4,2025-02-0{n}\n" for n in (4, 1))
    desk.imported(header + newer, mapping)
    with pytest.raises(OlderExportError, match="1 row would go back"):
        desk.imported(header + older, mapping, day=2, dated=False, goes_on=False)


def test_a_newer_export_without_a_date_and_one_of_an_earlier_month_are_taken(desk: Desk) -> None:
    desk.imported(HEADER + B + C, dated=False, goes_on=False)
    newer = desk.imported(HEADER + B + C_MENDED, day=1, dated=False, goes_on=False)
    assert newer.corrected == 1
    assert desk.imported(HEADER + A, day=2, dated=False, goes_on=False).accepted == 1


COUNTS = """
id = ["day"]
[time]
starts = "day"
[counts]
killed = { outcome = "killed" }
killed_cum = { outcome = "killed", running = true }
"""


def test_a_row_of_counts_is_an_incident_for_each(desk: Desk) -> None:
    desk.imported("day,killed,killed_cum\n2025-03-01,2,10\n2025-03-02,,12\n", COUNTS)
    told = [
        (row["id"], row["tally_best"], row["running"], row["killed_best"]) for row in desk.held()
    ]
    assert [one[:3] for one in told] == [
        ("2025-03-01/killed", 2, False), ("2025-03-01/killed_cum", 10, True),
        ("2025-03-02/killed_cum", 12, True),
    ]  # fmt: skip
    assert told[0][3] == 2
    assert told[1][3] != told[1][3], "a running total is no toll of its day"
    summary = desk.imported(
        "day,killed,killed_cum\n2025-03-01,,10\n2025-03-02,2,12\n", COUNTS, day=1
    )
    assert (summary.accepted, summary.corrected, summary.deleted) == (2, 2, 0)
    assert ids(desk.held()) == [
        "2025-03-01/killed_cum",
        "2025-03-02/killed",
        "2025-03-02/killed_cum",
    ]
    third = "day,killed,killed_cum\n2025-03-03,many,\n2025-03-04,,\n"
    assert desk.imported(third, COUNTS, day=2).reasons == {"no-count": 1, "unreadable-number": 1}


def test_two_imports_of_one_source_do_not_run_together(desk: Desk) -> None:
    with (
        alone(source_folder(desk.folder / "record", "monitors")),
        pytest.raises(StoreError, match="another import"),
    ):
        desk.imported(HEADER + A)


@pytest.mark.parametrize("name", ["../x", "", "A", "a/b", "a" * 99, "."])
def test_a_source_has_a_plain_name(desk: Desk, name: str) -> None:
    with pytest.raises(TableError, match="no name of a source"):
        source_folder(desk.folder, name)


CELLS = st.sampled_from(
    ["", "1", "2", "3", "01.03.2025", "x", '"', "=1", "#a", "01.02.2025,mine", "é"]
)
LINES = st.lists(st.lists(CELLS, min_size=1, max_size=7).map(",".join), max_size=12)


@given(st.lists(LINES, min_size=1, max_size=3), st.booleans())
@settings(max_examples=25, deadline=None)
def test_read_is_accepted_unchanged_and_quarantined(
    tmp_path_factory: pytest.TempPathFactory, exports: list[list[str]], complete: bool
) -> None:
    desk = Desk(tmp_path_factory.mktemp("desk"))
    for day, lines in enumerate(exports):  # the desk asserts the sums
        summary = desk.imported(
            HEADER + "".join(f"{line}\n" for line in lines), day=day,
            export="complete" if complete else "partial",
        )  # fmt: skip
        if not any('"' in line for line in lines):  # in quotes a row goes on below its line
            assert summary.read >= sum(bool(line) for line in lines)
        if complete and not summary.quarantined:
            assert len(desk.held()) == summary.accepted + summary.unchanged
        before = desk.bytes_held()
        again = desk.imported(
            desk.folder / "table.csv", day=day, export="complete" if complete else "partial"
        )
        assert (again.accepted, again.deleted) == (0, 0)
        assert desk.bytes_held() == before


def test_nothing_of_the_network_is_needed(desk: Desk) -> None:
    """An import in a process that may open no socket."""
    code = (
        "import socket\n"
        "from pathlib import Path\n"
        "from tests.intake.incidents.desk import Desk, HEADER\n"
        "def never(*a, **k): raise AssertionError('a socket was opened')\n"
        "socket.socket = socket.create_connection = never\n"
        f"desk = Desk(Path({str(desk.folder)!r}))\n"
        f"assert desk.imported(HEADER + {A!r}).accepted == 1 and len(desk.held()) == 1\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[3])
