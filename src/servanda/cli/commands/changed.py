"""`servanda changed`: which verdicts changed between two days, and because of which entries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from servanda.cli.options import Asked, comparison_options, json_option, path_argument
from servanda.workspace.place import Place

if TYPE_CHECKING:
    from servanda.agreement.model import Agreement
    from servanda.cli.inquiry import Inquiry
    from servanda.cli.screen import Screen
    from servanda.language.diagnostic import Diagnostic
    from servanda.publish.change_words import ChangeWords
    from servanda.record.model import Record
    from servanda.verdict.assessment import Question
    from servanda.verdict.changed import Change


@click.command(
    short_help="Which verdicts changed between two days, and why.",
    epilog="""\b
Examples:
  servanda changed examples/gaza-2025 --between 2025-10-14 2025-10-23
  servanda changed examples/gaza-2025 --between 2025-10-14 2025-10-23 \\
      --at 2025-10-23
  servanda changed examples/gaza-2025 return-remains \\
      --between 2025-10-31 2026-02-28 --known""",
)
@path_argument
@click.argument("name", required=False)
@click.option(
    "--between",
    nargs=2,
    metavar="FIRST SECOND",
    required=True,
    help="Two days; the verdicts of the one are held against those of the other.",
)
@click.option(
    "--known",
    "known_by_then",
    is_flag=True,
    help="Each as it was known on its day. Default: as known now; with --at, as with --known.",
)
@comparison_options
@json_option
def changed(
    path: Place,
    name: str | None,
    between: tuple[str, str],
    known_by_then: bool,
    asked: Asked,
    as_json: bool,
) -> None:
    """Which verdicts differ between two days, and because of which entries.

    Each verdict is about its own day, as known now; with --known, as known on that day; with --at,
    both are about that date, and each as known on its day. It says whether time changed it or
    entries that came in between: those that tell of what was after the first day or, with --known
    or --at, that became known after it. For each: the smallest sets of them that, added to the
    rest, give the later verdict.
    """
    from servanda.cli.inquiry import (
        inquire,
        known_then,
        leave,
        question_of,
        record_for,
        replaced_between,
        require_name,
    )
    from servanda.cli.leaving import UsedWrongly
    from servanda.cli.screen import standard_error
    from servanda.verdict.changed import changed as changed_between

    earlier, later = (
        replace(
            asked,
            at=asked.at or day,
            known=day if known_by_then or asked.at else None,
            dates_typed_in=("--at" if asked.at else "--between", "--between"),
        )
        for day in between
    )
    inquiry = inquire(path, earlier)
    first, agreement = inquiry.question, inquiry.agreement
    second = question_of(inquiry.workspace, later)
    if first.at > second.at or first.known > second.known:
        raise UsedWrongly(f"--between: {between[0]} is later than {between[1]}")
    if name is not None:
        require_name(name, agreement)
    for line in replaced_between(inquiry.workspace, first.known, second.known):
        standard_error().line(line)
    then = inquiry.record
    record = record_for(known_then(path, inquiry.workspace, second.known), second)
    every = changed_between(agreement, record, inquiry.viewpoint, first, second, name, then)
    if as_json:
        from servanda.cli.json_output import print_json
        from servanda.publish.change_json import changed_json

        print_json(changed_json(every, agreement, first, second))
    else:
        _print_changed(inquiry, second, record, every)
    leave(inquiry)


def _print_changed(
    inquiry: Inquiry, second: Question, record: Record, every: Sequence[Change]
) -> None:
    from servanda.cli.heading import terminal_dates
    from servanda.cli.screen import standard_output
    from servanda.publish.change_words import change_words

    screen, agreement = standard_output(), inquiry.agreement
    dates = terminal_dates(agreement)
    _print_questions(screen, agreement, inquiry.question, second, inquiry.errors)
    print_changes(screen, [change_words(one, record, agreement, dates) for one in every])


def print_changes(screen: Screen, changes: Iterable[ChangeWords]) -> None:
    from rich.padding import Padding

    is_empty = True
    for one in changes:
        is_empty = False
        screen.line(one.name, "bold underline")
        for word, told in (("before", one.before), ("after", one.after)):
            screen.print(Padding(screen.text(f"{word}: {told}"), (0, 0, 0, 2), expand=False))
        colon = ":" if one.entries else ""
        screen.print(Padding(screen.text(f"{one.through}{colon}", "dim"), (0, 0, 0, 2)))
        for entry in one.entries:
            screen.print(Padding(screen.text(entry), (0, 0, 0, 4), expand=False))
        if one.others:
            screen.print(Padding(screen.text(one.others, "dim"), (0, 0, 0, 4), expand=False))
        screen.line()
    if is_empty:
        screen.line("No verdict differs.")


def _print_questions(
    screen: Screen,
    agreement: Agreement,
    first: Question,
    second: Question,
    errors: Sequence[Diagnostic],
) -> None:
    """The later question as every answer begins, and the earlier one against which it is held."""
    from servanda.cli.heading import print_heading, terminal_dates
    from servanda.publish.wording import question_words

    words = question_words(first, terminal_dates(agreement))
    parts = [f"at {words.at}"] if first.at != second.at else []
    parts += [f"known {words.known}"] if first.known != second.known else []
    before = ", ".join(parts) or f"at {words.at}"
    print_heading(screen, agreement, second, errors=errors, against=before)
