"""`servanda disputes`: where two viewpoints part, and over what."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from servanda.cli.options import Asked, json_option, path_argument, question_options

if TYPE_CHECKING:
    from rich.table import Table

    from servanda.agreement.model import Agreement
    from servanda.cli.screen import Screen
    from servanda.verdict.assessment import Dispute


@click.command(
    short_help="Where two viewpoints differ, and over what.",
    epilog="""\b
Examples:
  servanda disputes examples/gaza-2025 --between israel hamas
  servanda disputes examples/gaza-2025 --between us israel --at 2026-01-31 --json""",
)
@path_argument
@click.option(
    "--between",
    nargs=2,
    metavar="FIRST SECOND",
    required=True,
    help="The two viewpoints to compare.",
)
@question_options
@json_option
def disputes(path: Path, between: tuple[str, str], asked: Asked, as_json: bool) -> None:
    """Where two viewpoints differ, and whether over facts, text or acts.

    For each difference: the smallest set of issues, readings, linkages or acts that, settled, would
    end it.
    """
    from servanda.cli.inquiry import UsedWrongly, inquire, leave
    from servanda.verdict.disputes import disputes as disputes_of

    if asked.viewpoint is not None:
        raise click.UsageError("--between names both viewpoints; --viewpoint does not go with it")
    inquiry = inquire(path, asked)
    viewpoints = inquiry.workspace.viewpoints
    for name in between:
        if name not in viewpoints:
            raise UsedWrongly(
                f"no viewpoint is named '{name}'. There are: {', '.join(viewpoints)}."
            )
    first, second = (viewpoints[name] for name in between)
    found = disputes_of(inquiry.agreement, inquiry.record, first, second, inquiry.question)
    if as_json:
        from servanda.cli.json_output import print_json
        from servanda.publish.answer_json import disputes_json

        print_json(disputes_json(between, found, inquiry.agreement, inquiry.question))
    else:
        from dataclasses import replace

        from servanda.cli.heading import print_heading, terminal_dates
        from servanda.cli.screen import standard_output
        from servanda.publish.claim_words import item_words, words_of_claims

        screen = standard_output()
        print_heading(screen, inquiry.agreement, inquiry.question, between, inquiry.errors)
        claimed = words_of_claims(
            inquiry.record, inquiry.agreement, terminal_dates(inquiry.agreement)
        )
        told = [
            replace(each, items=tuple(item_words(item, claimed) for item in each.items))
            for each in found
        ]
        print_disputes(screen, between, told, inquiry.agreement)
    leave(inquiry)


def print_disputes(
    screen: Screen, between: tuple[str, str], found: Sequence[Dispute], agreement: Agreement
) -> None:
    if not found:
        screen.line(f"{between[0]} and {between[1]} see everything alike.")
        return
    if screen.width < 80:
        for dispute in found:
            _print_stacked(screen, between, dispute, agreement)
    else:
        screen.print(_table(screen, between, found, agreement))


def _table(
    screen: Screen, between: tuple[str, str], found: Sequence[Dispute], agreement: Agreement
) -> Table:
    from rich import box
    from rich.console import Group
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, expand=True, header_style="dim", padding=(0, 1, 0, 0))
    table.show_edge = False
    table.add_column("what", ratio=3, overflow="fold")
    table.add_column(screen.text(between[0]), ratio=2)
    table.add_column(screen.text(between[1]), ratio=2)
    table.add_column("they differ over", ratio=5, overflow="fold")
    for dispute in found:
        table.add_row(
            Group(screen.text(dispute.name, "bold"), screen.text(_whose(dispute, agreement))),
            screen.text(dispute.first),
            screen.text(dispute.second),
            Group(screen.text(", ".join(dispute.causes), "bold"), *map(screen.text, dispute.items)),
        )
    return table


def _print_stacked(
    screen: Screen, between: tuple[str, str], dispute: Dispute, agreement: Agreement
) -> None:
    screen.line(dispute.name, "bold underline")
    screen.line(f"  {_whose(dispute, agreement)}")
    screen.line(f"  {between[0]}: {dispute.first}")
    screen.line(f"  {between[1]}: {dispute.second}")
    screen.line(f"  they differ over {', '.join(dispute.causes)}:")
    for item in dispute.items:
        screen.line(f"    {item}")
    screen.line()


def _whose(dispute: Dispute, agreement: Agreement) -> str:
    from servanda.publish.wording import actor_words

    whose = actor_words(dispute.bearer, agreement) if dispute.bearer else ""
    return ": ".join(part for part in (whose, dispute.limb or "") if part)
