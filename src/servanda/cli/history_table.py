"""The steps of one track as a table, or one under the other where it is narrow."""

from collections.abc import Iterator

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
    rows = list(_rows(track, dates))
    if screen.width < _NARROW:
        return Group(*(_stacked(screen, start, row) for start, row in rows))
    table = Table(box=box.SIMPLE_HEAD, expand=True, header_style="dim", padding=(0, 1, 0, 0))
    table.show_edge = False
    table.add_column("from", width=max([16, *(len(start) for start, _ in rows)]))
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


def _rows(track: Track, dates: Dates) -> Iterator[tuple[str, Row]]:
    """The steps as they are told, each from when: one that reads as the one before it is left out,
    and of two within one minute the later says its second."""
    told: tuple[object, ...] = ()
    minute: int | None = None
    for step in track.steps:
        row = _row(step, dates)
        shown = (row.tone, row.state, row.remarks, row.measures, row.because)
        if shown == told:
            continue
        yield _from(step, dates, within=minute), row
        told, minute = shown, step.instant // 60


def _from(step: Step, dates: Dates, within: int | None) -> str:
    if step.instant <= BEGINNING:
        return "the beginning"
    if step.instant // 60 == within:
        local = dates.calendar.local(step.instant)
        return f"{dates.day(local.date())} {local:%H:%M:%S}"
    return dates.moment(step.instant)


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
