"""What every kind of table is read into: columns, and rows of cells as text."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from servanda.language.near_miss import did_you_mean

MOST_COLUMNS = 2_000
LONGEST_CELL = 100_000  # characters
LONGEST_LINE = 1_000_000  # bytes
HEADER_WITHIN = 20  # rows from the top
SHOWN = 2_000  # characters of a damaged row that are kept


@dataclass(frozen=True, slots=True)
class Row:
    """A row whose cells can be read; as many as the table has columns. Empty: nothing there."""

    number: int  # from 1, the header not counted
    cells: Sequence[str]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Damaged:
    """A row that cannot be read: its reason is a name of `reasons.REASONS`."""

    number: int
    reason: str
    text: str
    column: str | None = None


TableRow: TypeAlias = Row | Damaged
Key: TypeAlias = tuple[str, str]  # a table of a mapping file, and a word in it


@dataclass(frozen=True, slots=True)
class Table:
    """An open table. `size` is how much there is to read, `done` how much of it was read so far,
    in the same unit; `form` says what it is read as, for the summary."""

    form: str
    columns: tuple[str, ...]
    rows: Iterator[TableRow]
    size: int
    done: Callable[[], int]
    close: Callable[[], None]


class TableError(Exception):
    """A file that is no table which can be read: what is wrong, and what to do about it."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


class NoColumnError(TableError):
    """A column that a mapping names and the table does not have; `key` is what names it."""

    def __init__(self, column: str, key: Key, columns: Sequence[str]) -> None:
        table, word = key
        super().__init__(
            f"this table has no column `{column}`, which the mapping names as `{table}.{word}`",
            did_you_mean(column, columns) or f"its columns are {_shown(columns)}",
        )
        self.hint += "; a column that a table may lack is listed in `optional`"
        self.key = key


@dataclass(frozen=True, slots=True)
class Wanted:
    """The columns that a mapping reads: those without which a table is another one, and others,
    with what names them in the mapping; a table may lack those of them that are `optional`."""

    needed: frozenset[str]
    others: Mapping[str, Key] = field(default_factory=dict)
    optional: frozenset[str] = frozenset()

    @property
    def names(self) -> frozenset[str]:
        return self.needed | self.others.keys()


def plain(name: str) -> str:
    """A column's name as names are compared: capitals, spaces around and a byte-order mark aside"""
    return name.strip().strip("\ufeff").strip().casefold()


def found_in(cells: Sequence[str], wanted: Wanted) -> int:
    """How many wanted columns a row names; 0 where a needed one is missing."""
    names = {plain(cell) for cell in cells}
    if not {plain(name) for name in wanted.needed} <= names:
        return 0
    return sum(plain(name) in names for name in wanted.names)


def no_header(first: Sequence[str], wanted: Wanted) -> TableError:
    """No row near the top names the columns that are needed."""
    names = {plain(cell) for cell in first}
    missing = sorted(name for name in wanted.needed if plain(name) not in names)
    shown = ", ".join(f"`{name}`" for name in missing[:6]) or "what is needed"
    near = did_you_mean(missing[0], first) if missing else None
    return TableError(
        f"no row among the first {HEADER_WITHIN} names the columns of this format: "
        f"{shown} is missing",
        f"{near or 'choose another format, or write a mapping'}; the first row holds "
        f"{_shown(first)}",
    )


def _shown(columns: Sequence[str]) -> str:
    return ", ".join(f"`{name[:40]}`" for name in columns[:8]) or "nothing"


def check_columns(columns: Sequence[str], wanted: Wanted) -> None:
    """A table has not too many columns, none that is wanted twice, and every one that has to be
    there."""
    if len(columns) > MOST_COLUMNS:
        raise too_many_columns()
    names = [plain(column) for column in columns]
    for name in sorted(wanted.names):
        if names.count(plain(name)) > 1:
            raise TableError(
                f"two columns are called `{name}`", "rename one of them, so that it is clear which"
            )
    for name, key in wanted.others.items():
        if plain(name) not in names and name not in wanted.optional:
            raise NoColumnError(name, key, columns)


def too_many_columns() -> TableError:
    return TableError(
        f"this table has more than {MOST_COLUMNS:,} columns", "keep the columns that are read"
    )


def told_cells(cells: Sequence[str]) -> str:
    """A row's cells on one line, for the quarantine."""
    return " | ".join(cells)[:SHOWN]


def cells_damage(cells: Sequence[str], columns: int) -> str | None:
    """Why cells are no row of a table with so many columns; None where they are."""
    if len(cells) < columns:
        return "too-few-cells"
    if len(cells) > columns and any(cells[columns:]):
        return "too-many-cells"
    return None
