"""Spreadsheets: their values are read, nothing in them is run, and none of them explodes."""

from datetime import date, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from servanda.intake.incidents.tables.opening import open_table
from servanda.intake.incidents.tables.rows import Damaged, TableError, TableRow, Wanted

WANTED = Wanted(frozenset({"Date"}), {"What": ("kind", "column")})


def written(path: Path, rows: list[list[object]], title: str = "Sheet") -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def with_part(path: Path, name: str, contents: bytes) -> Path:
    """The same archive with one part replaced or added."""
    with ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for part, data in {**parts, name: contents}.items():
            archive.writestr(part, data)
    return path


def rows_of(path: Path) -> list[TableRow]:
    return list(open_table(path, WANTED).rows)


def told(rows: list[TableRow]) -> list[object]:
    return [one.reason if isinstance(one, Damaged) else list(one.cells) for one in rows]


def test_values_come_as_a_person_would_write_them(tmp_path: Path) -> None:
    path = written(
        tmp_path / "t.xlsx",
        [["of the north"], [], ["Date", "What"], [date(2025, 3, 1), 3.0], [],
         [datetime(2025, 3, 1, 14, 5), "мина"]],  # noqa: DTZ001
    )  # fmt: skip
    assert told(rows_of(path)) == [
        "above-header", ["2025-03-01", "3"], ["2025-03-01T14:05:00", "мина"],
    ]  # fmt: skip


def test_a_formula_without_a_value_is_told_and_never_run(tmp_path: Path) -> None:
    path = written(
        tmp_path / "t.xlsx", [["Date", "What"], ["2025-03-01", "=1+1"], ["2025-03-02", "x"]]
    )
    rows = rows_of(path)
    assert told(rows) == ["formula-without-value", ["2025-03-02", "x"]]
    assert isinstance(rows[0], Damaged)
    assert rows[0].column == "What"
    assert "=1+1" in rows[0].text


def test_the_stored_value_of_a_formula_is_read(tmp_path: Path) -> None:
    path = written(tmp_path / "t.xlsx", [["Date", "What"], ["2025-03-01", "=1+1"]])
    with ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    assert b"<v />" in sheet or b"<v/>" in sheet or b"<v></v>" in sheet
    for empty in (b"<v />", b"<v/>", b"<v></v>"):
        sheet = sheet.replace(empty, b"<v>2</v>")
    assert told(rows_of(with_part(path, "xl/worksheets/sheet1.xml", sheet))) == [
        ["2025-03-01", "2"]
    ]


def test_an_archive_that_would_explode_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "t.xlsx", [["Date", "What"]])
    bomb = with_part(path, "xl/worksheets/sheet1.xml", b" " * 60_000_000)
    assert bomb.stat().st_size < 200_000
    with pytest.raises(TableError, match="would explode"):
        rows_of(bomb)


def test_entities_of_its_own_are_refused(tmp_path: Path) -> None:
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><x>&a;</x>'
    path = with_part(written(tmp_path / "t.xlsx", [["Date"]]), "xl/sharedStrings.xml", laughs)
    with pytest.raises(TableError, match="declares entities"):
        rows_of(path)


def test_a_sheet_that_claims_to_be_huge_is_not_believed(tmp_path: Path) -> None:
    path = written(tmp_path / "t.xlsx", [["Date", "What"], ["2025-03-01", "x"]])
    with ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    claimed = sheet.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"')
    assert claimed != sheet
    assert told(rows_of(with_part(path, "xl/worksheets/sheet1.xml", claimed))) == [
        ["2025-03-01", "x"]
    ]
    far = sheet.replace(b'r="2"', b'r="900000000"', 1)
    assert far != sheet
    with pytest.raises(TableError, match="blank rows"):
        rows_of(with_part(path, "xl/worksheets/sheet1.xml", far))


def test_another_sheet_may_hold_the_table(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["Read me"])
    sheet = book.create_sheet("Data")
    sheet.append(["Date", "What"])
    sheet.append(["2025-03-01", "x"])
    book.save(tmp_path / "t.xlsx")
    table = open_table(tmp_path / "t.xlsx", WANTED)
    assert table.form == "sheet `Data`"
    assert told(list(table.rows)) == [["2025-03-01", "x"]]
