"""The same event in two sources: measured on labelled alerts, and held by rules whatever the odds.

`labelled-alerts.csv` is a sample from the official and the volunteer data set of air-raid alerts in
Ukraine (Vadimkin/ukrainian-air-raid-sirens-dataset, MIT licence): 200 official alerts of whole
regions, drawn at random, with all volunteer alerts of the same regions within 36 hours. The partner
of 176 is clear (one alert shares four fifths of its time, and no other a twentieth); those of the
other 24 were judged one by one, reading the times of all candidates.
"""

import csv
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from servanda.intake.incidents.duplicates import Record, forbidden, linked

LABELLED = Path(__file__).parent / "labelled-alerts.csv"
START = datetime(2022, 3, 1, 12, tzinfo=UTC)


def record(source: str, minutes: int, at: tuple[float, float] | None = None) -> Record:
    start = START + timedelta(minutes=minutes)
    latitude, longitude = at or (None, None)
    ends = start + timedelta(minutes=30)
    return Record(source, str(minutes), start, ends, "Valley", latitude, longitude, at is not None)


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with LABELLED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_precision_and_recall_on_labelled_alerts(rows: list[dict[str, str]]) -> None:
    records = [
        Record(
            row["source"],
            row["id"],
            datetime.fromisoformat(row["starts"]),
            datetime.fromisoformat(row["ends"]),
            row["place"],
        )
        for row in rows
    ]
    expected = {(f"official/{row['id']}", f"volunteer/{row['partner']}") for row in rows
                if row["source"] == "official"}  # fmt: skip
    pairs = linked(records)
    found = {(pair.first, pair.second) for pair in pairs}
    assert len(expected) == 200
    assert len(found & expected) / len(found) >= 0.97
    assert len(found & expected) / len(expected) >= 0.94
    assert all(any("they begin" in why for why in pair.because) for pair in pairs)


def test_the_order_of_the_records_changes_nothing(rows: list[dict[str, str]]) -> None:
    some = [row for row in rows if row["place"].startswith(("Sumska", "Kharkivska"))]
    records = [
        Record(row["source"], row["id"], datetime.fromisoformat(row["starts"]),
               datetime.fromisoformat(row["ends"]), row["place"])
        for row in some
    ]  # fmt: skip
    forward, backward = linked(records), linked(records[::-1])
    assert [(one.first, one.second) for one in forward] == [
        (one.first, one.second) for one in backward
    ]


def test_times_that_cannot_be_of_one_event_are_kept_apart() -> None:
    told = forbidden(record("a", 0), record("b", 300))
    assert told == "their times are more than 2 hours apart"
    assert forbidden(record("a", 0), record("b", 90)) is None


def test_exact_places_far_apart_are_kept_apart() -> None:
    kyiv, lviv = (50.45, 30.52), (49.84, 24.03)
    told = forbidden(record("a", 0, kyiv), record("b", 0, lviv))
    assert told is not None and "km apart" in told
    nearly = replace(record("b", 0, lviv), is_exact=False)
    assert forbidden(record("a", 0, kyiv), nearly) is None


def test_records_without_a_side_in_common_are_kept_apart() -> None:
    one, other = frozenset({"north"}), frozenset({"south"})
    assert (
        forbidden(replace(record("a", 0), sides=one), replace(record("b", 0), sides=other))
        is not None
    )
    assert (
        forbidden(replace(record("a", 0), sides=one), replace(record("b", 0), sides=one | other))
        is None
    )
