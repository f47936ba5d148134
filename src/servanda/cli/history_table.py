"""The steps of one track as a table, or one under the other where it is narrow."""

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table

from servanda.agreement.model import Agreement
from servanda.cli.heading import terminal_dates
from servanda.cli.rows import Row, fund_row, phase_row, stipulation_row
from servanda.cli.screen import Screen
from servanda.publish.wording import Dates
from servanda.values.instant import BEGINNING
from servanda.verdict.assessment import PhaseVerdict, Step, Track, Verdict

_NARROW = 80


def steps_table(screen: Screen, track: Track, agreement: Agreement) -> RenderableType:
    dates = terminal_dates(agreement)
    rows = [(_from(step, dates), _row(step, dates)) for step in track.steps]
    if screen.width < _NARROW:
        return Group(*(_stacked(screen, start, row) for start, row in rows))
    table = Table(box=box.SIMPLE_HEAD, expand=True, header_style="dim", padding=(0, 1, 0, 0))
    table.show_edge = False
    table.add_column("from", width=16)
    table.add_column("state", width=26)
    table.add_column("outcome", ratio=2, overflow="fold")
    table.add_column("because", ratio=3, overflow="fold")
    for start, row in rows:
        remarks = (screen.text(remark, "italic") for remark in row.remarks)
        table.add_row(
            screen.text(start),
            Group(screen.signed(row.tone, row.state), *remarks),
            Group(*(screen.text(line) for line in row.measures)),
            screen.text(row.because, "dim"),
        )
    return table


def _from(step: Step, dates: Dates) -> str:
    return "the beginning" if step.instant <= BEGINNING else dates.moment(step.instant)


def _row(step: Step, dates: Dates) -> Row:
    match step.verdict:
        case Verdict() as verdict:
            return stipulation_row(verdict, dates)
        case PhaseVerdict() as phase:
            return phase_row(phase, dates)
        case fund:
            return fund_row(fund)


def _stacked(screen: Screen, start: str, row: Row) -> RenderableType:
    lines = [
        screen.signed(row.tone, row.state),
        *(screen.text(line) for line in (*row.remarks, *row.measures)),
        screen.text(row.because, "dim"),
    ]
    return Group(screen.text(start, "bold"), Padding(Group(*lines), (0, 0, 1, 2), expand=False))
