"""`servanda causes`: how often the answer is "undetermined", and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from servanda.cli.options import Asked, json_option, path_argument, question_options
from servanda.workspace.place import Place

if TYPE_CHECKING:
    from servanda.cli.inquiry import Inquiry
    from servanda.cli.screen import Screen
    from servanda.publish.causes import CauseShares
    from servanda.publish.wording import Dates


@click.command(
    short_help="How much is undetermined, by cause.",
    epilog="""\b
Examples:
  servanda causes examples/gaza-2025
  servanda causes examples/gaza-2025 --on 2025-10-14 --on 2025-12-31 \\
      --on 2026-02-28""",
)
@path_argument
@click.option(
    "--on",
    "dates",
    metavar="DATE",
    multiple=True,
    help="A date to look at; may be repeated. Default: every month since entry into force.",
)
@question_options
@json_option
def causes(path: Place, dates: tuple[str, ...], asked: Asked, as_json: bool) -> None:
    """The share of undetermined stipulation-dates, by cause."""
    from dataclasses import replace

    from servanda.cli.heading import print_heading, terminal_dates
    from servanda.cli.inquiry import inquire, leave
    from servanda.publish.causes import cause_shares, monthly
    from servanda.verdict.assess import history

    inquiry = inquire(path, asked)
    agreement, question = inquiry.agreement, inquiry.question
    instants = _instants(inquiry, asked, dates) or monthly(
        agreement.in_force, question.at, agreement.calendar
    )
    last = replace(question, at=max(instants))
    tracks = history(agreement, inquiry.record, inquiry.viewpoint, last)
    shares = cause_shares(tracks, instants)
    if as_json:
        from servanda.cli.json_output import print_json
        from servanda.publish.answer_json import causes_json

        print_json(causes_json(shares, agreement, last))
    else:
        from servanda.cli.screen import standard_output

        screen = standard_output()
        print_heading(screen, agreement, last)
        print_causes(screen, shares, terminal_dates(agreement))
    leave(inquiry)


def print_causes(screen: Screen, shares: CauseShares, dates: Dates) -> None:
    from rich import box
    from rich.table import Table

    screen.line(f"Dates: {', '.join(dates.moment(each) for each in shares.dates)}")
    screen.line(
        f"{shares.undetermined} of {shares.judged} stipulation-dates are undetermined"
        f" ({_share(shares.undetermined, shares.judged)})"
    )
    table = Table(box=box.SIMPLE_HEAD, header_style="dim")
    table.add_column("cause")
    table.add_column("count", justify="right")
    table.add_column("share", justify="right")
    table.add_column("stipulations")
    for (cause, count), (_, names) in zip(shares.by_cause, shares.names, strict=True):
        table.add_row(
            screen.text(cause),
            str(count),
            _share(count, shares.judged),
            screen.text(", ".join(names)),
        )
    if shares.by_cause:
        screen.print(table)


def _instants(inquiry: Inquiry, asked: Asked, dates: tuple[str, ...]) -> tuple[int, ...]:
    """Each date read as `--at` would be."""
    from dataclasses import replace

    from servanda.cli.inquiry import question_of

    workspace = inquiry.workspace
    return tuple(sorted(question_of(workspace, replace(asked, at=date)).at for date in dates))


def _share(count: int, whole: int) -> str:
    return f"{100 * count / whole:.1f}%" if whole else "none"
