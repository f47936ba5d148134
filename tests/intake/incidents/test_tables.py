"""Tables of text as they really come: encodings, quotes, delimiters, and what is hostile."""

import codecs
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.intake.incidents.tables.opening import open_table
from servanda.intake.incidents.tables.rows import Damaged, TableError, TableRow, Wanted
from tests.intake.incidents.desk import HEADER, Desk

MAY_LACK = {"What": ("kind", "column"), "Village": ("place", "names")}
WANTED = Wanted(frozenset({"Date"}), MAY_LACK, optional=frozenset(MAY_LACK))
NAMES = "Date,What,Village\n"


def rows_of(path: Path, encoding: str | None = None) -> list[TableRow]:
    table = open_table(path, WANTED, encoding)
    try:
        return list(table.rows)
    finally:
        table.close()


def told(rows: list[TableRow]) -> list[object]:
    return [one.reason if isinstance(one, Damaged) else list(one.cells) for one in rows]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_an_encoding_is_seen(desk: Desk, encoding: str) -> None:
    text = NAMES + '2025-03-01,shelling,"Красногорівка, північ"\n' * 3
    path = desk.write(text.encode(encoding))
    assert told(rows_of(path)) == [["2025-03-01", "shelling", "Красногорівка, північ"]] * 3


def test_more_than_one_encoding_in_a_file(desk: Desk) -> None:
    lines = [
        NAMES.encode(),
        "2025-03-01,shelling,Córdoba\n".encode(),
        "2025-03-02,shelling,Córdoba\n".encode("windows-1252"),
        b"2025-03-03,shelling,C\x81rdoba\n",  # a byte without a meaning in either
    ]
    rows = rows_of(desk.write(b"".join(lines)))
    assert told(rows)[:2] == [
        ["2025-03-01", "shelling", "Córdoba"], ["2025-03-02", "shelling", "Córdoba"],
    ]  # fmt: skip
    assert told(rows)[2] == "encoding"
    assert [getattr(one, "remarks", None) for one in rows] == [(), ("windows-1252",), None]


def test_another_script_in_an_encoding_that_nobody_told_is_refused(desk: Desk) -> None:
    path = desk.write((NAMES + "2025-03-01,обстріл,Київ\n").encode("windows-1251"))
    with pytest.raises(TableError, match="`.*обстріл.*` in windows-1251 and `.*îáñòð"):
        rows_of(path)


def test_an_encoding_that_cannot_be_seen_is_told(desk: Desk) -> None:
    path = desk.write((NAMES + "2025-03-01,обстріл,Київ\n").encode("windows-1251"))
    assert told(rows_of(path, "windows-1251")) == [["2025-03-01", "обстріл", "Київ"]]
    with pytest.raises(TableError, match="no encoding"):
        rows_of(path, "windows-125l")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_endings(desk: Desk, delimiter: str, ending: str) -> None:
    lines = [["Date", "What", "Village"], ["2025-03-01", "mine", ""], ["", '"a""b"', "x"]]
    text = ending.join(delimiter.join(line) for line in lines)
    assert told(rows_of(desk.write(text))) == [["2025-03-01", "mine", ""], ["", 'a"b', "x"]]


def test_a_cell_may_hold_lines(desk: Desk) -> None:
    rows = rows_of(desk.write(NAMES + '2025-03-01,"one\ntwo",x\n2025-03-02,mine,y\n'))
    assert told(rows) == [["2025-03-01", "one\ntwo", "x"], ["2025-03-02", "mine", "y"]]


def test_a_quote_never_closed_swallows_no_row_below(desk: Desk) -> None:
    after = "".join(f'2025-03-{day:02},mine,"place {day}"\n' for day in range(2, 28))
    rows = rows_of(desk.write(NAMES + '2025-03-01,"mine,x\n' + after))
    assert told(rows)[0] == "broken-quotes"
    assert told(rows)[1:] == [[f"2025-03-{day:02}", "mine", f"place {day}"] for day in range(2, 28)]
    at_the_end = rows_of(
        desk.write(NAMES + '2025-03-01,mine,x\n2025-03-02,"mine,x\n2025-03-03,a,b')
    )
    assert told(at_the_end) == [
        ["2025-03-01", "mine", "x"],
        "broken-quotes",
        ["2025-03-03", "a", "b"],
    ]


def test_rows_of_another_width_and_nul_bytes_are_told(desk: Desk) -> None:
    text = NAMES + "2025-03-01,mine\n2025-03-01,a,b,c\n2025-03-01,a,b,,\n2025-03-01,a\0,b\n\n"
    assert told(rows_of(desk.write(text))) == [
        "too-few-cells", "too-many-cells", ["2025-03-01", "a", "b"], "nul-byte",
    ]  # fmt: skip


def test_an_overlong_line_is_one_damaged_row(desk: Desk) -> None:
    text = NAMES + f"2025-03-01,{'x' * 3_000_000},y\n2025-03-02,mine,y\n"
    assert told(rows_of(desk.write(text))) == ["too-long", ["2025-03-02", "mine", "y"]]


def test_what_stands_above_the_header_is_kept(desk: Desk) -> None:
    text = "Monitors of the North\nas of March\n" + NAMES + "2025-03-01,mine,x\n"
    rows = rows_of(desk.write(text))
    assert told(rows) == ["above-header", "above-header", ["2025-03-01", "mine", "x"]]
    assert [one.number for one in rows] == [1, 2, 3]


def test_a_million_columns(desk: Desk) -> None:
    for header in ("Date," + ",".join(f"c{n}" for n in range(1_000_000)), "Date" + ",c" * 3_000):
        with pytest.raises(TableError, match="more than 2,000 columns"):
            rows_of(desk.write(header + "\n1\n"))


def test_a_column_named_twice_or_not_at_all(desk: Desk) -> None:
    with pytest.raises(TableError, match="two columns are called `Date`"):
        rows_of(desk.write("Date,What,Date\n"))
    with pytest.raises(TableError, match="`Date` is missing"):
        rows_of(desk.write("Day,What\n2025-03-01,mine\n"))


@pytest.mark.parametrize(
    ("contents", "words"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"%PDF-1.7", "PDF"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old form"),
        (b"PK\x03\x04 and then nothing", "cannot be read"),
        (b"PAR1 and then nothing", "no Parquet"),
        (b"[{", "no JSON"),
    ],
)
def test_what_is_no_table_is_told(desk: Desk, contents: bytes, words: str) -> None:
    with pytest.raises(TableError, match=words) as told_as:
        rows_of(desk.write(contents))
    assert told_as.value.hint


@given(st.binary(max_size=400))
@settings(max_examples=300, deadline=None)
def test_no_bytes_below_a_header_lose_a_row(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.mktemp("any") / "table.csv"
    path.write_bytes(NAMES.encode() + data)
    try:
        rows = rows_of(path)
    except TableError:
        return  # with NUL bytes it can look like UTF-16
    assert [one.number for one in rows] == list(range(1, len(rows) + 1))
    lines = [line for line in data.replace(b"\r\n", b"\n").split(b"\n") if line.strip(b"\r\n")]
    assert len(rows) <= len(lines)
    assert bool(rows) == bool(lines)


def test_parquet_is_read_with_its_types(desk: Desk) -> None:
    table = pa.table({
        "Date": pa.array(["2025-03-01", None]),
        "What": pa.array([1.0, 2.5]),
        "Village": pa.array([None, "x"]),
        "Unasked": pa.array([{"deep": [1]}, None]),
    })  # fmt: skip
    path = desk.folder / "t.parquet"
    pq.write_table(table, path)
    assert told(rows_of(path)) == [["2025-03-01", "1", ""], ["", "2.5", "x"]]


def test_json_objects_are_rows(desk: Desk) -> None:
    held = [{"Date": "2025-03-01", "What": {"a": 1}}, 7, {"Date": [1]}, {"Date": None}]
    rows = rows_of(desk.write(json.dumps(held), "t.json"))
    assert told(rows) == [["2025-03-01", "1"], "not-an-object", "nested-too-deep", ["", ""]]


def test_formulas_in_text_are_kept_as_text(desk: Desk) -> None:
    row = '1,01.03.2025,"=HYPERLINK(""x"")",@SUM(1),0,0\n'
    summary = desk.imported(HEADER + row)
    assert summary.remarks == {"formula-kept-as-text": 1}
    assert [(one["kind"], one["place"]) for one in desk.held()] == [('=HYPERLINK("x")', "@SUM(1)")]


def test_a_mark_of_utf_16_alone_is_no_table(desk: Desk) -> None:
    with pytest.raises(TableError):
        rows_of(desk.write(codecs.BOM_UTF16_LE))
