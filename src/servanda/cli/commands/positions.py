"""`servanda positions`: who commits to, conditions, demands or refuses what, over time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from servanda.cli.options import Asked, json_option, path_argument, question_options
from servanda.workspace.place import Place

if TYPE_CHECKING:
    from rich.console import RenderableType

    from servanda.agreement.model import Agreement
    from servanda.cli.screen import Screen
    from servanda.publish.position_words import EngagementWords, StatementWords, TimelineWords
    from servanda.record.model import Record


@click.command(
    short_help="Who commits to, conditions, demands or refuses what, over time.",
    epilog="""\b
Examples:
  servanda positions examples/gaza-2025
  servanda positions examples/gaza-2025 israel --at 2025-12-31
  servanda positions examples/gaza-2025 stabilization-force --json""",
)
@path_argument
@click.argument("name", required=False, metavar="[ACTOR|STIPULATION]")
@question_options
@json_option
def positions(path: Place, name: str | None, asked: Asked, as_json: bool) -> None:
    """What each actor is said to hold on each thing agreed, over time (default: all of them).

    With the pressures cited, who says so, and what is different from before; and beside it the
    visits, meetings, calls and statements, planned or held. It judges nothing.
    """
    from servanda.cli.heading import terminal_dates
    from servanda.cli.inquiry import inquire, leave
    from servanda.evidence.expectation import results_by_id
    from servanda.evidence.positions import positions as positions_of
    from servanda.verdict.expectations import expectations

    inquiry = inquire(path, asked)
    agreement, record, question = inquiry.agreement, inquiry.record, inquiry.question
    if name is not None:
        require_holder_or_subject(name, agreement, record)
    found = positions_of(agreement, record, question.at, question.known, name)
    results = results_by_id(expectations(agreement, record, inquiry.viewpoint, question))
    dates = terminal_dates(agreement)
    if as_json:
        from servanda.cli.json_output import print_json
        from servanda.publish.expectation_json import positions_json

        print_json(positions_json(found, results, agreement, question, dates))
    else:
        from servanda.cli.heading import print_heading
        from servanda.cli.screen import standard_output
        from servanda.publish.position_words import engagements_in_words, timelines_in_words

        screen = standard_output()
        print_heading(screen, agreement, question, errors=inquiry.errors)
        print_timelines(screen, timelines_in_words(found, agreement, dates))
        print_engagements(screen, engagements_in_words(found, results, dates))
    leave(inquiry)


def require_holder_or_subject(name: str, agreement: Agreement, record: Record) -> None:
    """Leaves with a suggestion where nobody and nothing has this name."""
    from difflib import get_close_matches

    from servanda.cli.inquiry import known_names
    from servanda.cli.leaving import UsedWrongly

    stipulations = known_names(agreement)
    names = {*stipulations, *agreement.actors, *record.offices, *record.sources}
    if name in names:
        return
    close = get_close_matches(name, sorted(names), n=1)
    hint = f" Did you mean '{close[0]}'?" if close else ""
    raise UsedWrongly(f"no actor, stipulation, phase or fund is named '{name}'.{hint}")


def print_timelines(screen: Screen, timelines: Iterable[TimelineWords]) -> None:
    """A list for each holder and subject, oldest first."""
    is_empty = True
    for line in timelines:
        is_empty = False
        screen.line(f"{line.holder} on {line.subject}", "bold underline")
        for statement in line.statements:
            screen.print(*_statement(screen, statement))
        screen.line()
    if is_empty:
        screen.line("No position is told.")
        screen.line()


def print_engagements(screen: Screen, engagements: Iterable[EngagementWords]) -> None:
    several = tuple(engagements)
    if several:
        screen.line("Visits, meetings, calls and statements", "bold underline")
    for one in several:
        screen.print(*_engagement(screen, one))


def _statement(screen: Screen, one: StatementWords) -> Iterator[RenderableType]:
    from rich.padding import Padding

    head = screen.text(f"{one.when} ")
    head.append_text(screen.text(one.attitude, "bold"))
    head.append_text(screen.text(f" {one.said}"))
    yield Padding(head, (0, 0, 0, 2), expand=False)
    below = (
        *(f'under pressure "{pressure}"' for pressure in one.pressures),
        f"said by {one.said_by} ({one.id})",
        one.note,
        one.change,
    )
    for line in below:
        if line:
            yield Padding(screen.text(line, "dim"), (0, 0, 0, 4), expand=False)


def _engagement(screen: Screen, one: EngagementWords) -> Iterator[RenderableType]:
    from rich.padding import Padding

    head = screen.text(f"{one.when} ")
    head.append_text(screen.text(one.status, "bold"))
    head.append_text(screen.text(f" {one.what}"))
    yield Padding(head, (0, 0, 0, 2), expand=False)
    below = (
        f'purpose "{one.purpose}"' if one.purpose else "",
        f'outcome "{one.outcome}"' if one.outcome else "",
        f"said by {one.said_by} ({one.id})",
    )
    for line in below:
        if line:
            yield Padding(screen.text(line, "dim"), (0, 0, 0, 4), expand=False)
