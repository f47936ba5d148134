"""Tables of text with a delimiter (CSV, TSV), record by record.

A record may run over several lines inside quotation marks. Where a mark is never closed only the
line with it is damaged: reading goes on with the line below, so that no row is swallowed.
"""

import csv
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from servanda.intake.incidents.tables.lines import (
    SAMPLE,
    Line,
    encoding_of,
    lines_of,
    require_western,
)
from servanda.intake.incidents.tables.rows import (
    HEADER_WITHIN,
    LONGEST_CELL,
    LONGEST_LINE,
    SHOWN,
    Damaged,
    Row,
    Table,
    TableRow,
    Wanted,
    cells_damage,
    check_columns,
    found_in,
    no_header,
    told_cells,
    too_many_columns,
)

DELIMITERS = (",", ";", "\t", "|")
MOST_LINES = 200  # of one record
csv.field_size_limit(LONGEST_LINE)


def open_csv(path: Path, wanted: Wanted, encoding: str | None, delimiter: str | None) -> Table:
    """A table of text; its header is the row near the top that names the wanted columns."""
    file = path.open("rb")
    try:
        sample = file.read(SAMPLE)
        found = encoding_of(sample, encoding)
        if found is None:
            require_western(file)
        delimiter, above = _header(file, wanted, found, delimiter)
        file.seek(0)
        records = Records(lines_of(file, found), delimiter)
        top = [_header_cells(records) for _ in range(above)]
        columns = tuple(cell.strip().strip("\ufeff") for cell in _header_cells(records))
        check_columns(columns, wanted)
    except BaseException:
        file.close()
        raise
    size = path.stat().st_size
    named = {"\t": "tabs", ",": "commas", ";": "semicolons"}.get(delimiter, f"`{delimiter}`")
    return Table(
        form=f"text with {named}" + (f" in {found}" if found else ""),
        columns=columns,
        rows=_rows(records, columns, top),
        size=size,
        done=lambda: _told(file, size),
        close=file.close,
    )


def _told(file: BinaryIO, size: int) -> int:
    return size if file.closed else file.tell()


def _header(
    file: BinaryIO, wanted: Wanted, encoding: str | None, told: str | None
) -> tuple[str, int]:
    """With which delimiter, and below how many records, the wanted columns are named."""
    best: tuple[int, str, int] = (0, "", 0)
    first: list[str] = []
    for delimiter in (told,) if told else DELIMITERS:
        file.seek(0)
        records = Records(lines_of(file, encoding), delimiter)
        for above, record in zip(range(HEADER_WITHIN), records, strict=False):
            if isinstance(record, Damaged):
                if record.reason == "too-long" and above == 0:
                    raise too_many_columns()
                continue
            count = found_in(record.cells, wanted)
            if len(record.cells) > len(first) and above == 0:
                first = list(record.cells)
            if count > best[0]:
                best = (count, delimiter, above)
    if not best[0]:
        raise no_header(first, wanted)
    return best[1], best[2]


def _header_cells(records: "Records") -> list[str]:
    record = next(records)
    return list(record.cells) if isinstance(record, Row) else [record.text]


def _rows(records: "Records", columns: tuple[str, ...], top: list[list[str]]) -> Iterator[TableRow]:
    width = len(columns)
    for number, cells in enumerate(top, start=1):
        yield Damaged(number, "above-header", told_cells(cells))
    records.number = len(top)
    for record in records:
        if isinstance(record, Damaged):
            yield record
            continue
        if len(record.cells) != width:
            reason = cells_damage(record.cells, width)
            if reason is not None and records.lines_taken > 1:
                yield records.broken()
                continue
            if reason is not None:
                yield Damaged(record.number, reason, told_cells(record.cells))
                continue
            record = Row(record.number, record.cells[:width], record.remarks)
        yield record


class Records:
    """The records of a table of text, of whatever width."""

    __slots__ = ("_delimiter", "_lines", "_pushed", "_taken", "number")

    def __init__(self, lines: Iterator[Line], delimiter: str) -> None:
        self._lines = lines
        self._pushed: deque[Line] = deque()
        self._taken: list[Line] = []
        self._delimiter = delimiter
        self.number = 0

    def __iter__(self) -> Iterator[TableRow]:
        return self

    @property
    def lines_taken(self) -> int:
        """How many lines the last record had."""
        return len(self._taken)

    def __next__(self) -> TableRow:
        line = self._next_line()
        while not line.text.strip("\r\n"):
            line = self._next_line()
        self.number += 1
        self._taken = [line]
        if line.reason is not None:
            return Damaged(self.number, line.reason, _shown(line))
        if '"' in line.text:
            try:
                cells = next(csv.reader(self._feed(), delimiter=self._delimiter, strict=True))
            except (csv.Error, StopIteration):
                return self.broken()
        else:
            cells = line.text.rstrip("\r\n").split(self._delimiter)
        return self._checked(cells)

    def broken(self) -> Damaged:
        """The last record taken back but for its first line, which is damaged."""
        self._pushed.extendleft(reversed(self._taken[1:]))
        del self._taken[1:]
        return Damaged(self.number, "broken-quotes", _shown(self._taken[0]))

    def _checked(self, cells: list[str]) -> TableRow:
        longest = sum(len(line.text) for line in self._taken)
        if longest > LONGEST_CELL and max(map(len, cells), default=0) > LONGEST_CELL:
            return Damaged(self.number, "too-long", told_cells(cells))
        if any("\0" in line.text for line in self._taken):
            return Damaged(self.number, "nul-byte", told_cells(cells))
        remarks = {line.remark for line in self._taken if line.remark}
        return Row(self.number, cells, tuple(sorted(remarks)))

    def _next_line(self) -> Line:
        return self._pushed.popleft() if self._pushed else next(self._lines)

    def _feed(self) -> Iterator[str]:
        """The lines of one record, as its reader asks for them."""
        yield self._taken[0].text
        length = len(self._taken[0].text)
        while len(self._taken) < MOST_LINES and length < LONGEST_LINE:
            try:
                line = self._next_line()
            except StopIteration:
                return
            self._taken.append(line)
            if line.reason is not None:
                return
            length += len(line.text)
            yield line.text


def _shown(line: Line) -> str:
    return line.text.rstrip("\r\n").replace("\0", "\ufffd")[:SHOWN]
