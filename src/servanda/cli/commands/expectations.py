"""`servanda expectations`: what was said would come, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from servanda.cli.options import Asked, json_option, path_argument, question_options
from servanda.workspace.place import Place

if TYPE_CHECKING:
    from rich.console import RenderableType

    from servanda.cli.screen import Screen
    from servanda.publish.expectation_words import ExpectationWords, SourceWords


@click.command(
    short_help="What was said would come, and what became of it.",
    epilog="""\b
Examples:
  servanda expectations examples/gaza-2025 --at 2026-02-28
  servanda expectations examples/gaza-2025 --source cogat
  servanda expectations examples/gaza-2025 --known 2026-01-31 --json""",
)
@path_argument
@click.option("--source", metavar="NAME", help="Only what this source said, named or not.")
@question_options
@json_option
def expectations(path: Place, source: str | None, asked: Asked, as_json: bool) -> None:
    """What somebody promised, planned, expected or threatened, and what it has become.

    Once its time has passed: came true, late, did not, or unknown. A source's record is a count,
    with its size; sources are listed by name.
    """
    from servanda.cli.heading import terminal_dates
    from servanda.cli.inquiry import inquire, leave
    from servanda.cli.leaving import UsedWrongly
    from servanda.evidence.expectation import track_records
    from servanda.verdict.expectations import expectations as expectations_of

    inquiry = inquire(path, asked)
    every = expectations_of(inquiry.agreement, inquiry.record, inquiry.viewpoint, inquiry.question)
    origins = sorted({one.prediction.origin.source for one in every})
    if source is not None and source not in (*origins, *inquiry.record.sources):
        spoke = ", ".join(origins) or "nobody"
        raise UsedWrongly(f"no source is named '{source}'; of what would come there spoke: {spoke}")
    found = [one for one in every if source in (None, one.prediction.origin.source)]
    records = track_records(found)
    dates = terminal_dates(inquiry.agreement)
    if as_json:
        from servanda.cli.json_output import print_json
        from servanda.publish.expectation_json import expectations_json

        answer = expectations_json(found, records, inquiry.agreement, inquiry.question, dates)
        print_json(answer)
    else:
        from servanda.cli.heading import print_heading
        from servanda.cli.screen import standard_output
        from servanda.publish.expectation_words import by_source

        screen = standard_output()
        print_heading(screen, inquiry.agreement, inquiry.question, errors=inquiry.errors)
        print_sources(screen, by_source(found, records, inquiry.agreement, dates))
    leave(inquiry)


def print_sources(screen: Screen, sources: Iterable[SourceWords]) -> None:
    """A list for each source, its record first; each entry says what became of it, and why."""
    is_empty = True
    for source in sources:
        is_empty = False
        screen.line(source.name, "bold underline")
        screen.line(source.record, "dim")
        for one in source.expectations:
            screen.print(*_lines(screen, one))
        screen.line()
    if is_empty:
        screen.line("Nobody had said by then that anything would come.")


def _lines(screen: Screen, one: ExpectationWords) -> Iterator[RenderableType]:
    from rich.padding import Padding

    head = screen.text(f"{one.result}: ", "bold")
    head.append_text(screen.text(f"{one.stance}: {one.said}"))
    yield Padding(head, (0, 0, 0, 2), expand=False)
    told_by = f"{'; '.join(one.told_by)}, {one.announced}"
    for line in (told_by, one.reason, *one.ties):
        yield Padding(screen.text(line, "dim"), (0, 0, 0, 4), expand=False)
