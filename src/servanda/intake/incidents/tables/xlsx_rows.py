"""Spreadsheets (XLSX): the values of the first sheet that has the wanted columns.

A spreadsheet is an archive of XML. Before it is opened its parts are measured, so that one which
would explode is refused; no formula is run, no link followed. Where a cell holds a formula and the
value was never stored, the row is damaged: it would look like an empty cell.
"""

import warnings
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook

from servanda.intake.incidents.tables.cells import cell_text
from servanda.intake.incidents.tables.rows import (
    HEADER_WITHIN,
    LONGEST_CELL,
    MOST_COLUMNS,
    Damaged,
    Row,
    Table,
    TableError,
    TableRow,
    Wanted,
    check_columns,
    found_in,
    no_header,
    told_cells,
)

MOST_PARTS = 2_000
LARGEST_PART = 2_000_000_000  # bytes, unpacked
LARGEST_WORDS = 200_000_000  # bytes of the shared strings, which are held at once
LARGEST_RATIO = 200  # unpacked to packed, of a part of more than a million bytes
MOST_BLANK = 100_000  # blank rows one below the other
CHUNK = 1_000_000


def open_xlsx(path: Path, wanted: Wanted) -> Table:
    """The sheet whose rows near the top name the wanted columns."""
    has_formulas = _measured(path)
    values = _workbook(path, data_only=True)
    name, above, columns = _sheet(values, wanted)
    check_columns(columns, wanted)
    width = len(columns)
    formulas = _workbook(path, data_only=False) if has_formulas else None
    sheet = values[name]
    reading = _Reading(
        sheet.iter_rows(values_only=True, max_col=width + 1),
        formulas[name].iter_rows(values_only=True, max_col=width + 1) if formulas else None,
        columns,
        above,
    )
    return Table(
        form=f"sheet `{name}`",
        columns=columns,
        rows=reading.rows(),
        size=sheet.max_row or 0,
        done=lambda: reading.line,
        close=values.close,
    )


def _workbook(path: Path, *, data_only: bool) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that are not read
            book = load_workbook(path, read_only=True, data_only=data_only, keep_links=False)
    except Exception as problem:  # openpyxl lets through whatever its parsers raise
        raise TableError(
            f"this spreadsheet cannot be read: {problem}", "save it anew as XLSX or as CSV"
        ) from None
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # a file may claim any size
    return book


def _sheet(book: Any, wanted: Wanted) -> tuple[str, int, tuple[str, ...]]:
    """The sheet's name, how many rows stand above its header, and the columns."""
    first: list[str] = []
    for sheet in book.worksheets:
        rows = sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS + 1)
        for above, row in enumerate(islice(rows, HEADER_WITHIN)):
            cells = [cell_text(value) for value in row]
            while cells and not cells[-1]:
                cells.pop()
            if found_in(cells, wanted):
                return sheet.title, above, tuple(cell.strip() for cell in cells)
            first = first or cells
    raise no_header(first, wanted)


class _Reading:
    """The rows of a sheet, and at which line of it the reader stands."""

    def __init__(
        self,
        values: Iterator[tuple[Any, ...]],
        formulas: Iterator[tuple[Any, ...]] | None,
        columns: tuple[str, ...],
        above: int,
    ) -> None:
        self._values = values
        self._formulas = formulas
        self._columns = columns
        self._above = above
        self.line = 0

    def rows(self) -> Iterator[TableRow]:
        number = blank = 0
        for values in self._guarded():
            written = next(self._formulas, None) if self._formulas is not None else None
            self.line += 1
            cells = [cell_text(value) for value in values]
            blank = 0 if any(cells) or _has_formula(written) else blank + 1
            if blank > MOST_BLANK:
                raise TableError(
                    f"this sheet has more than {MOST_BLANK:,} blank rows in sequence",
                    "delete the rows below the last one that says anything",
                )
            if blank or self.line == self._above + 1:
                continue
            number += 1
            if self.line <= self._above:
                yield Damaged(number, "above-header", told_cells(cells))
            else:
                yield self._row(number, cells, written)

    def _guarded(self) -> Iterator[tuple[Any, ...]]:
        try:
            yield from self._values
        except TableError:
            raise
        except Exception as problem:  # of the parsers under openpyxl
            raise TableError(
                f"this spreadsheet is damaged after line {self.line:,}: {problem}",
                "save it anew as XLSX or as CSV; nothing of it was taken in",
            ) from None

    def _row(self, number: int, cells: list[str], written: tuple[Any, ...] | None) -> TableRow:
        width = len(self._columns)
        for place, formula in enumerate(written or ()):
            if place < width and _is_formula(formula) and not cells[place]:
                column, told = self._columns[place], told_cells([*cells[:place], str(formula)])
                return Damaged(number, "formula-without-value", told, column)
        if any(cells[width:]):
            return Damaged(number, "too-many-cells", told_cells(cells))
        if any(len(cell) > LONGEST_CELL for cell in cells):
            return Damaged(number, "too-long", told_cells(cells))
        return Row(number, [*cells[:width], *[""] * (width - len(cells))])


def _has_formula(written: tuple[Any, ...] | None) -> bool:
    return any(_is_formula(value) for value in written or ())


def _is_formula(value: object) -> bool:
    return not isinstance(value, int | float) and (
        (isinstance(value, str) and value.startswith("=")) or "Formula" in type(value).__name__
    )


# --- The archive ---------------------------------------------------------------------------------


def _measured(path: Path) -> bool:
    """Whether any sheet holds a formula; refuses an archive that would explode."""
    try:
        with ZipFile(path) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS:
                raise _explodes(f"it has {len(parts):,} parts")
            for part in parts:
                _check_size(part.filename, part.file_size, part.compress_size)
            if sum(part.file_size for part in parts) > LARGEST_PART:
                raise _explodes("it would unpack to more than two thousand million bytes")
            searched = [_searched(archive, part.filename) for part in parts]  # each is looked at
            return any(searched)
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as problem:
        raise TableError(
            f"this spreadsheet cannot be read: {problem}", "save it anew as XLSX or as CSV"
        ) from None


def _check_size(name: str, unpacked: int, packed: int) -> None:
    words = name.endswith("sharedStrings.xml")
    if unpacked > (LARGEST_WORDS if words else LARGEST_PART):
        raise _explodes(f"`{name[:80]}` would unpack to {unpacked:,} bytes")
    if unpacked > CHUNK and unpacked > LARGEST_RATIO * max(packed, 1):
        raise _explodes(
            f"`{name[:80]}` would unpack to {unpacked // max(packed, 1):,} times itself"
        )


def _explodes(told: str) -> TableError:
    return TableError(
        f"this archive would explode: {told}", "save the sheet as CSV if it is really so large"
    )


def _searched(archive: ZipFile, name: str) -> bool:
    """Whether a part of XML holds formulas; refuses one that declares entities of its own."""
    if not name.endswith((".xml", ".rels")):
        return False
    found, tail = False, b""
    is_sheet = name.startswith("xl/worksheets/")
    with archive.open(name) as part:
        while chunk := part.read(CHUNK):
            text = tail + chunk
            if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                raise TableError(
                    f"`{name[:80]}` in this spreadsheet declares entities, as no program writes",
                    "do not trust it; save the sheet as CSV",
                )
            found = found or (is_sheet and (b"<f>" in text or b"<f " in text or b"<f/" in text))
            tail = text[-16:]
    return found
