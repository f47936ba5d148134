"""Parquet files, batch by batch, of the wanted columns only."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from servanda.intake.incidents.tables.cells import cell_text
from servanda.intake.incidents.tables.rows import (
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
    plain,
    told_cells,
    too_many_columns,
)

BATCH = 2_000


def open_parquet(path: Path, wanted: Wanted) -> Table:
    """A Parquet file; columns that nobody asked for are not even decoded."""
    try:
        file = pq.ParquetFile(path)
    except (pa.ArrowException, OSError) as problem:
        raise TableError(f"this is no Parquet file: {problem}", "export it again") from None
    names = file.schema_arrow.names
    if len(names) > MOST_COLUMNS:
        raise too_many_columns()
    if not found_in(names, wanted):
        raise no_header(names, wanted)
    check_columns(names, wanted)
    asked = {plain(name) for name in wanted.names}
    columns = [name for name in names if plain(name) in asked]
    reading = _Reading(file, columns)
    return Table(
        form="Parquet",
        columns=tuple(columns),
        rows=reading.rows(),
        size=file.metadata.num_rows,
        done=lambda: reading.number,
        close=file.close,
    )


class _Reading:
    """The rows of a file, and how many were read."""

    def __init__(self, file: pq.ParquetFile, columns: list[str]) -> None:
        self._file = file
        self._columns = columns
        self.number = 0

    def rows(self) -> Iterator[TableRow]:
        batches = self._file.iter_batches(batch_size=BATCH, columns=self._columns)
        try:
            for batch in batches:
                for values in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                    self.number += 1
                    yield self._row([_text(value) for value in values])
        except (pa.ArrowException, OSError) as problem:
            raise TableError(
                f"this Parquet file is damaged after row {self.number:,}: {problem}",
                "export or fetch it again; nothing of it was taken in",
            ) from None

    def _row(self, cells: list[str]) -> TableRow:
        if any(len(cell) > LONGEST_CELL for cell in cells):
            return Damaged(self.number, "too-long", told_cells(cells))
        if any("\0" in cell for cell in cells):
            return Damaged(self.number, "nul-byte", told_cells(cells).replace("\0", "\ufffd"))
        return Row(self.number, cells)


def _text(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, str | int | float | bool | datetime | date | None):
        return cell_text(value)
    return str(value)
