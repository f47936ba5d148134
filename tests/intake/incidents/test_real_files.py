"""The files as they were published, where they lie beside the repository, row by row."""

from dataclasses import replace
from pathlib import Path

import pytest

from servanda.intake.incidents.formats import format_named
from servanda.intake.incidents.tables.rows import TableError
from tests.intake.incidents.desk import Desk
from tests.intake.incidents.test_revised_counts import check_agreement

SIGACTS_HEADERS = 4_826
FILES = [
    ("ucdp_ged/ged_ukraine_peacerep.csv", "ucdp-ged", 3_883, {}),
    ("ucdp_ged/ged_colombia_hdx.csv", "ucdp-ged", 4_633, {"hxl-tags": 1}),
    ("ucdp_ged/ucdp_syria_df.csv", "ucdp-ged", 16_566, {}),
    ("iraq_sigacts/sigacts_iraq_df.csv", "sigacts", 162_852, {"repeated-header": SIGACTS_HEADERS}),
    ("iraq_sigacts/insurgencies.csv", "sigacts-places", 68_573, {}),
    ("ukraine_air_raid_alerts/official_data_en.csv", "alerts-official", 43_031, {}),
    ("ukraine_air_raid_alerts/volunteer_data_en.csv", "alerts-volunteer", 54_514, {}),
    ("gaza_t4p/casualties_daily.json", "daily-counts", 1_051, {}),
    ("gaza_t4p/west_bank_daily.json", "daily-counts", 1_051, {}),
    ("gaza_t4p/lebanon_casualties_daily.json", "daily-counts", 187, {}),
    ("gaza_t4p/casualties_daily_revisions.jsonl", "count-revisions", 22_210,
     {"no-count": 972, "unknown-kind": 976}),
    ("gaza_t4p/west_bank_daily_revisions.jsonl", "count-revisions", 8_301, {"no-count": 1_072}),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "form", "read", "reasons"), FILES, ids=lambda each: str(each)[:40]
)
def test_every_row_is_accounted_for(
    desk: Desk, shared: Path, name: str, form: str, read: int, reasons: dict[str, int]
) -> None:
    mapping = format_named(form)
    first = desk.imported(shared / "data" / name, mapping)
    assert (first.read, first.reasons) == (read, reasons)
    before = desk.bytes_held()
    again = desk.imported(shared / "data" / name, mapping, day=1, export="complete")
    assert (again.accepted, again.deleted, again.unchanged) == (0, 0, first.accepted)
    assert desk.bytes_held() == before


@pytest.mark.slow
def test_the_ukrainian_file_is_read_in_its_encoding_and_months_first(
    desk: Desk, shared: Path
) -> None:
    summary = desk.imported(
        shared / "data" / "ucdp_ged" / "ged_ukraine_peacerep.csv", format_named("ucdp-ged")
    )
    assert summary.remarks["windows-1252"] == 301
    held = desk.held()
    assert not any("\ufffd" in f"{row['note']}{row['place']}" for row in held)
    assert {row["starts"].year for row in held} <= set(range(2014, 2024)) | {2013}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["casualties_daily", "west_bank_daily"])
def test_revisions_agree_with_the_record_at_every_instant(
    desk: Desk, shared: Path, name: str
) -> None:
    path = shared / "data" / "gaza_t4p" / f"{name}_revisions.jsonl"
    desk.imported(path, format_named("count-revisions"))
    assert check_agreement(desk, path.read_bytes()) > 100


def test_an_empty_file_of_revisions_is_told(desk: Desk, shared: Path) -> None:
    path = shared / "data" / "gaza_t4p" / "lebanon_casualties_daily_revisions.jsonl"
    with pytest.raises(TableError, match="empty"):
        desk.imported(path, replace(format_named("count-revisions")))
