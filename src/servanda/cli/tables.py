"""Rows laid out for the width there is: columns where they fit, otherwise one under the other."""

from collections.abc import Iterable, Sequence

from rich import box
from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from servanda.cli.rows import Row
from servanda.cli.screen import Screen

_WIDE = 130  # from here on the reason has a column of its own
_NARROW = 80  # below, columns would be slivers


def print_groups(screen: Screen, groups: Iterable[tuple[str, Sequence[Row]]]) -> None:
    """Headed groups of rows, in columns of one width; what a column holds is said once."""
    named = [(heading, rows) for heading, rows in groups if rows]
    for place, (heading, rows) in enumerate(named):
        screen.line(heading, "bold underline")
        if screen.width < _NARROW:
            screen.print(*(_stacked(screen, row) for row in rows))
        else:
            table = _two_storeys if screen.width < _WIDE else _one_storey
            laid_out = table(screen, rows)
            laid_out.show_header = place == 0
            screen.print(laid_out)
            screen.line()


def widest_word(texts: Iterable[str]) -> int:
    """How wide a column must be so that no word of these is broken."""
    return max((cell_len(word) for text in texts for word in text.split()), default=0)


def _one_storey(screen: Screen, rows: Sequence[Row]) -> Table:
    table = _table(("state", 22), ("what", 28), ("outcome", 30), ("due, since", 24))
    table.add_column("because", ratio=1, overflow="fold")
    for row in rows:
        table.add_row(
            _state(screen, row),
            Group(*_what(screen, row)),
            _lines(screen, row.measures),
            _lines(screen, _times(row)),
            screen.text(row.because, "dim"),
        )
    return table


def _two_storeys(screen: Screen, rows: Sequence[Row]) -> Table:
    table = _table(("state", 18))
    table.add_column("what, and because", ratio=3, overflow="fold")
    table.add_column("outcome, due, since", ratio=2, overflow="fold")
    for row in rows:
        table.add_row(
            _state(screen, row),
            Group(*_what(screen, row), screen.text(row.because, "dim")),
            _lines(screen, (*row.measures, *_times(row))),
        )
    return table


def _stacked(screen: Screen, row: Row) -> RenderableType:
    """Everything under the state, for narrow screens."""
    below = [
        *_what(screen, row),
        *(screen.text(line) for line in (*row.remarks, *row.measures, *_times(row))),
        screen.text(row.because, "dim"),
    ]
    lines = [line for line in below if line.plain]
    return Group(
        screen.signed(row.tone, row.state), Padding(Group(*lines), (0, 0, 1, 2), expand=False)
    )


def _table(*columns: tuple[str, int]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, expand=True, header_style="dim", padding=(0, 1, 0, 0))
    table.show_edge = False
    for name, width in columns:
        table.add_column(name, width=width, overflow="fold")
    return table


def _state(screen: Screen, row: Row) -> RenderableType:
    remarks = (screen.text(remark, "italic") for remark in row.remarks)
    return Group(screen.signed(row.tone, row.state), *remarks)


def _what(screen: Screen, row: Row) -> tuple[Text, ...]:
    """The name, by which it can be asked about, and under it the title."""
    name = screen.text(row.name, "bold")
    if row.title in ("", row.name):
        return (name,)
    return name, screen.text(row.title)


def _times(row: Row) -> tuple[str, ...]:
    times = (f"due {row.due}" if row.due else "", f"since {row.since}" if row.since else "")
    return tuple(each for each in times if each)


def _lines(screen: Screen, lines: Sequence[str]) -> Group:
    return Group(*(screen.text(line) for line in lines))
