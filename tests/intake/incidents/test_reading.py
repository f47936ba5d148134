"""What a row says: when, where, who, how many; and why one is quarantined."""

from datetime import UTC, datetime

import pytest

from servanda.intake.incidents.formats import format_named, format_names
from servanda.intake.incidents.mapping import Mapping
from servanda.intake.incidents.model import Incident, Quarantined
from servanda.intake.incidents.reading import Reader
from servanda.intake.incidents.reasons import REASONS
from servanda.intake.incidents.tables.rows import Row, TableError
from tests.intake.incidents.desk import HEADER, MONITORS, Desk, mapping_of

PLAIN = """
[time]
starts = "from"
ends = "to"
formats = ["%d/%m/%Y", "%d/%m/%Y %H:%M", "%B %Y"]
zone = "ZONE"
[kind]
column = "what"
"""


def read(mapping: Mapping, **cells: str) -> Incident | Quarantined:
    reader = Reader(mapping, list(cells), "somebody")
    found = reader.read(Row(1, list(cells.values())))
    return found if isinstance(found, Quarantined) else found.incidents[0]


def lasting(start: str, end: str = "", zone: str = "UTC") -> tuple[str, str, str] | str:
    found = read(mapping_of(PLAIN.replace("ZONE", zone)), **{"from": start, "to": end, "what": "x"})
    if isinstance(found, Quarantined):
        return found.reason
    return f"{found.starts:%m-%d %H:%M:%S}", f"{found.ends:%m-%d %H:%M:%S}", found.time_precision


@pytest.mark.parametrize(
    ("start", "end", "zone", "expected"),
    [
        ("2025-03-01", "", "UTC", ("03-01 00:00:00", "03-02 00:00:00", "day")),
        ("01/03/2025", "", "Europe/Kyiv", ("02-28 22:00:00", "03-01 22:00:00", "day")),
        ("2025-03-30", "", "Europe/Kyiv", ("03-29 22:00:00", "03-30 21:00:00", "day")),  # 23 hours
        ("2025-03-01", "2025-03-04", "UTC", ("03-01 00:00:00", "03-05 00:00:00", "day")),
        ("01/03/2025 14:05", "", "UTC", ("03-01 14:05:00", "03-01 14:06:00", "instant")),
        ("2025-03-01T14:05:09+02:00", "", "Asia/Tokyo",
         ("03-01 12:05:09", "03-01 12:05:10", "instant")),
        ("2025-03-01 14:05", "2025-03-01 15:00", "UTC",
         ("03-01 14:05:00", "03-01 15:00:00", "instant")),
        ("March 2025", "", "UTC", ("03-01 00:00:00", "04-01 00:00:00", "month")),
        ("2025-10-26 03:30", "", "Europe/Kyiv", ("10-26 00:30:00", "10-26 01:31:00", "instant")),
        ("2025-03-30 03:30", "", "Europe/Kyiv", ("03-30 00:30:00", "03-30 01:31:00", "instant")),
        ("2025-03-04", "2025-03-01", "UTC", "ends-before-start"),
        ("", "2025-03-01", "UTC", "no-time"),
        ("31/02/2025", "", "UTC", "unreadable-time"),
        ("20250301", "", "UTC", "unreadable-time"),
        ("9999-03-01", "", "UTC", "beyond-all-time"),
    ],
)  # fmt: skip
def test_when(start: str, end: str, zone: str, expected: tuple[str, str, str] | str) -> None:
    assert lasting(start, end, zone) == expected


UCDP = {
    "id": "7.0", "type_of_violence": "1", "side_a": "Government of Ruritania", "side_b": "North",
    "date_start": "5/2/2014 12:00:00 AM", "date_end": "05/03/2014 00:00", "date_prec": "2.0",
    "country": "Ukraine", "where_prec": "4", "where_coordinates": "Donetsk oblast",
    "latitude": "48.0", "longitude": "37.8", "low": "2", "best": "1", "high": "2",
}  # fmt: skip


def test_in_a_clash_nobody_is_said_to_have_attacked() -> None:
    found = read(format_named("ucdp-ged"), **UCDP)
    assert isinstance(found, Incident)
    assert (found.by, found.against) == (None, None)
    assert found.between == ("Government of Ruritania", "North")
    one_sided = read(format_named("ucdp-ged"), **{**UCDP, "type_of_violence": "3.0"})
    assert isinstance(one_sided, Incident)
    assert (one_sided.by, one_sided.against) == ("Government of Ruritania", "North")
    assert one_sided.between == ()


def test_codes_dates_and_ranges_of_ucdp() -> None:
    found = read(format_named("ucdp-ged"), **UCDP)
    assert isinstance(found, Incident)
    assert (found.id, found.kind, found.place_precision) == ("7", "state-based", "province")
    assert found.starts == datetime(2014, 5, 1, 21, tzinfo=UTC)  # the second of May in Kyiv
    assert found.ends == datetime(2014, 5, 3, 21, tzinfo=UTC)
    assert found.time_precision == "week"
    assert found.killed is not None
    assert (found.killed.low, found.killed.best, found.killed.high) == (1, 1, 2)


@pytest.mark.parametrize(
    ("changed", "reason", "column"),
    [
        ({"type_of_violence": "9"}, "unknown-kind", "type_of_violence"),
        ({"type_of_violence": ""}, "no-kind", "type_of_violence"),
        ({"where_prec": "12"}, "unknown-precision", "where_prec"),
        ({"latitude": "98"}, "unreadable-place", "latitude"),
        ({"latitude": ""}, "unreadable-place", "latitude"),
        ({"longitude": "N 37"}, "unreadable-place", "longitude"),
        ({"high": "many"}, "unreadable-number", "high"),
        ({"high": "-1"}, "unreadable-number", "high"),
        ({"high": "9" * 5000}, "unreadable-number", "high"),
        ({"high": "٣"}, "unreadable-number", "high"),
        ({"id": ""}, "no-id", "id"),
        ({"date_start": "#date+start"}, "hxl-tags", "date_start"),
    ],
)
def test_why_a_row_is_quarantined(changed: dict[str, str], reason: str, column: str) -> None:
    found = read(format_named("ucdp-ged"), **{**UCDP, **changed})
    assert isinstance(found, Quarantined)
    assert (found.reason, found.column) == (reason, column)
    assert found.id == ("7" if "id" not in changed else None)
    assert reason in REASONS


def test_a_week_and_a_month_of_acled() -> None:
    cells = {
        "event_id_cnty": "RUR1", "event_date": "12 March 2025", "time_precision": "2",
        "sub_event_type": "Armed clash", "actor1": "A", "actor2": "B", "country": "Palestine",
        "geo_precision": "1", "fatalities": "3", "timestamp": "1742000000",
    }  # fmt: skip
    week = read(format_named("acled"), **cells)
    month = read(format_named("acled"), **{**cells, "time_precision": "3"})
    assert isinstance(week, Incident)
    assert isinstance(month, Incident)
    assert (week.ends - week.starts).days == 7
    assert (month.starts.day, month.zone) == (28, "Asia/Gaza")
    assert week.known == datetime(2025, 3, 15, 0, 53, 20, tzinfo=UTC)
    assert week.killed is not None
    assert (week.killed.low, week.killed.high) == (3, 3)
    assert week.between == ("A", "B")


def test_a_range_out_of_order_is_quarantined_unless_the_mapping_widens_it(desk: Desk) -> None:
    row = "1,01.03.2025,shelling,North,5,2\n"
    assert desk.imported(HEADER + row).reasons == {"range-out-of-order": 1}


def test_every_format_of_the_program_can_be_read() -> None:
    assert len(format_names()) >= 8
    for name in format_names():
        assert format_named(name).name == name
        assert format_named(name).about


# --- Persons -------------------------------------------------------------------------------------

PLACED = 'names = ["Village"]\nlatitude = "Lat"\nlongitude = "Lon"'
REGISTER = MONITORS.replace('names = ["Village"]', PLACED) + """
[source]
note = "Note"

[[personal]]
column = "Victim name"
what = "name"
THEN

[[personal]]
column = "Site"
what = "household"
then = "coarsen"
equals = ["home"]
"""  # fmt: skip
COLUMNS = "No,Date,What,Village,Low,High,Lat,Lon,Note,Victim name,Site\n"


def test_a_named_person_quarantines_the_row_and_is_not_kept(desk: Desk) -> None:
    rows = (
        "1,01.03.2025,shot,North,1,1,48.12345,37.54321,,Jane Roe,road\n"
        "2,01.03.2025,shot,North,1,1,,,,,road\n"
    )
    summary = desk.imported(COLUMNS + rows, REGISTER.replace("THEN", ""))
    assert summary.reasons == {"name-of-a-person": 1}
    assert summary.accepted == 1
    kept = str(desk.quarantined()) + str(desk.versions())
    assert "Jane" not in kept
    assert "Victim name: (left out)" in kept


def test_a_name_can_be_left_out_instead(desk: Desk) -> None:
    rows = "1,01.03.2025,shot,North,1,1,,,,Jane Roe,road\n"
    summary = desk.imported(COLUMNS + rows, REGISTER.replace("THEN", 'then = "leave-out"'))
    assert (summary.accepted, summary.remarks) == (1, {"person-left-out": 1})
    assert "Jane" not in str(desk.versions())


def test_a_household_is_known_to_a_tenth_of_a_degree(desk: Desk) -> None:
    rows = (
        "1,01.03.2025,shot,Oak Street 4,1,1,48.12345,37.54321,,,home\n"
        "2,01.03.2025,shot,North,1,1,48.12345,37.54321,,,road\n"
    )
    summary = desk.imported(COLUMNS + rows, REGISTER.replace("THEN", ""))
    assert summary.remarks == {"coarsened": 1}
    at_home, on_the_road = desk.held()
    assert (at_home["latitude"], at_home["longitude"], at_home["place"]) == (48.1, 37.5, None)
    assert on_the_road["latitude"] == 48.12345
    assert "Oak" not in str(desk.versions())


@pytest.mark.parametrize(
    "note",
    [
        "call +380 44 123 45 67",
        "Tel. 044-1234567",
        "mail jane.roe@example.org",
        "WhatsApp: 0441234567",
        "ring 0661234567 now",
        "the owner (066) 123-45-67",
        "066 123 45 67",
        "write to t.me/someone_123",
        "ask @someone_123",
        "jane (at) post.example",
        "٠٥٩٩١٢٣٤٥٦",
        "call 123 45 67",
    ],
)
def test_a_telephone_in_a_note_quarantines_the_row_masked(desk: Desk, note: str) -> None:
    rows = f"1,01.03.2025,shot,North,1,1,,,{note},,road\n"
    summary = desk.imported(COLUMNS + rows, REGISTER.replace("THEN", ""))
    assert summary.reasons == {"telephone-number": 1}
    assert "123" not in str(desk.quarantined()[0]["text"])
    assert "٩١٢" not in str(desk.quarantined()[0]["text"])
    assert "jane" not in str(desk.quarantined()[0]["text"])


@pytest.mark.parametrize(
    "note",
    [
        "2014-05-02 to 2014-05-03",
        "152 mm, 12,000 rounds",
        "1+1 killed",
        "a tel aviv 2025 road",
        "a call 12.05.2014 at 10:00",
        "48.0661, 37.1234567",
        "id 0123456 of 2014",
        "20 (14) 2014-2015",
        "https://t.me/channel/1234567",
        "050 mm and 0.0661234567",
        "12,345,678 of 0 to 3 at 12:00:00",
        "@12:00 two shells",
        "Order 0661/2014 of 02-03-2014",
        "grid 38S MB 12345 67890",
    ],
)
def test_dates_and_calibres_are_no_telephones(desk: Desk, note: str) -> None:
    rows = f'1,01.03.2025,shot,North,1,1,,,"{note}",,road\n'
    assert desk.imported(COLUMNS + rows, REGISTER.replace("THEN", "")).accepted == 1


def test_a_damaged_row_of_a_table_with_persons_is_withheld(desk: Desk) -> None:
    desk.imported(COLUMNS + "1,01.03.2025,Jane Roe\n", REGISTER.replace("THEN", ""))
    assert "Jane" not in str(desk.quarantined())
    assert "withheld" in desk.quarantined()[0]["text"]


def test_a_column_of_persons_is_not_read_without_a_word_on_it(desk: Desk) -> None:
    mapping = MONITORS.replace('names = ["Village"]', 'names = ["Home address"]')
    with pytest.raises(TableError, match="`Home address` seems to hold personal data"):
        desk.imported(HEADER.replace("Village", "Home address"), mapping)
    assert desk.bytes_held() == {}
