"""JSON tables: an array of objects, or one object a line, each object a row.

An object inside an object makes columns of its own (`verified.killed`). A file that is one array
is read at once, so it may not be large; of one with a line each, a line at a time.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from servanda.intake.incidents.tables.cells import cell_text
from servanda.intake.incidents.tables.rows import (
    LONGEST_CELL,
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

LARGEST_ARRAY = 50_000_000  # bytes


def open_json(path: Path, wanted: Wanted) -> Table:
    """A file that is one array of objects; its columns are all names that occur."""
    size = path.stat().st_size
    if size > LARGEST_ARRAY:
        raise TableError(
            f"this array of JSON has more than {LARGEST_ARRAY:,} bytes", "write it as CSV"
        )
    try:
        held = json.loads(path.read_bytes().decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError) as problem:
        raise TableError(f"this is no JSON: {problem}", "export it again, as UTF-8") from None
    if not isinstance(held, list):
        raise TableError("this is no array of objects", "export it as an array, or as CSV")
    flat = [_flat(one) for one in held]
    columns = tuple(dict.fromkeys(name for one in flat if one is not None for name in one))
    if not found_in(columns, wanted):
        raise no_header(columns, wanted)
    check_columns(columns, wanted)
    reading = _Reading()
    return Table(
        form="an array of JSON",
        columns=columns,
        rows=reading.rows(held, flat, columns),
        size=len(held),
        done=lambda: reading.number,
        close=lambda: None,
    )


class _Reading:
    """How many rows were read."""

    def __init__(self) -> None:
        self.number = 0

    def rows(
        self, held: list[Any], flat: list[dict[str, str] | None], columns: tuple[str, ...]
    ) -> Iterator[TableRow]:
        for one, cells in zip(held, flat, strict=True):
            self.number += 1
            if cells is None:
                reason = "nested-too-deep" if isinstance(one, dict) else "not-an-object"
                yield Damaged(self.number, reason, json.dumps(one)[:2000])
            elif any(len(cell) > LONGEST_CELL for cell in cells.values()):
                yield Damaged(self.number, "too-long", told_cells(list(cells.values())))
            else:
                yield Row(self.number, [cells.get(name, "") for name in columns])


def _flat(one: Any) -> dict[str, str] | None:
    """An object's values as text by name; None where it is none, or too deep."""
    if not isinstance(one, dict):
        return None
    found: dict[str, str] = {}
    for name, value in one.items():
        inner = value if isinstance(value, dict) else {"": value}
        for part, held in inner.items():
            if isinstance(held, dict | list):
                return None
            found[f"{name}.{part}" if part else name] = cell_text(held)
    return found


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is no number")
