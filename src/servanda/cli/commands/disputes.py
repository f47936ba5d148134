"""`servanda disputes`: where two viewpoints part, and over what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from servanda.cli.options import Asked, json_option, path_argument, question_options
from servanda.workspace.place import Place

if TYPE_CHECKING:
    from rich.table import Table

    from servanda.agreement.model import Agreement
    from servanda.cli.inquiry import Inquiry
    from servanda.cli.screen import Screen
    from servanda.evidence.viewpoint import Viewpoint
    from servanda.publish.dispute_words import DisputeWords
    from servanda.verdict.assessment import Dispute
    from servanda.verdict.matrix import MatrixRow

LEAST_FOR_SETS = 36  # letters; in a narrower column what ends a dispute would be slivers


@click.command(
    short_help="Where viewpoints differ, and the least that would end it.",
    epilog="""\b
Examples:
  servanda disputes examples/gaza-2025 --between israel hamas
  servanda disputes examples/gaza-2025 --between us israel --at 2026-01-31 \\
      --json
  servanda disputes examples/gaza-2025 --all --at 2026-01-31""",
)
@path_argument
@click.option(
    "--between",
    nargs=2,
    metavar="FIRST SECOND",
    help="The two viewpoints to compare.",
)
@click.option("--all", "is_all", is_flag=True, help="Every viewpoint, side by side.")
@click.option(
    "--full", "is_full", is_flag=True,
    help="Every minimal set, not only the smallest; with --all, also what nobody disputes.",
)  # fmt: skip
@question_options
@json_option
def disputes(
    path: Place,
    between: tuple[str, str] | None,
    is_all: bool,
    is_full: bool,
    asked: Asked,
    as_json: bool,
) -> None:
    """Where two viewpoints differ, and whether over facts, text or acts.

    For each difference: the smallest sets of issues, readings, linkages or acts that, settled
    between the two, would end it, while less would not.
    """
    from servanda.cli.inquiry import inquire, leave

    if asked.viewpoint is not None:
        raise click.UsageError("--between names both viewpoints; --viewpoint does not go with it")
    if is_all == (between is not None):
        raise click.UsageError("say which viewpoints: --between FIRST SECOND, or --all")
    inquiry = inquire(path, asked)
    if between is None:
        _answer_for_all(inquiry, is_full, as_json)
    else:
        _answer_between(inquiry, between, is_full, as_json)
    leave(inquiry)


# --- Between two -----------------------------------------------------------------------------


def _answer_between(
    inquiry: Inquiry, between: tuple[str, str], is_full: bool, as_json: bool
) -> None:
    from servanda.verdict.disputes import disputes as disputes_of
    from servanda.verdict.minimal import minimal_sets, smallest_sets

    first, second = (_viewpoint(name, inquiry) for name in between)
    search = minimal_sets if is_full else smallest_sets
    agreement, question = inquiry.agreement, inquiry.question
    found = disputes_of(agreement, inquiry.record, first, second, question, search)
    if as_json:
        from servanda.cli.json_output import print_json
        from servanda.publish.answer_json import disputes_json

        print_json(disputes_json(between, found, agreement, question))
        return
    from servanda.cli.heading import print_heading, terminal_dates
    from servanda.cli.screen import standard_output
    from servanda.publish.claim_words import words_of_claims

    screen = standard_output()
    print_heading(screen, agreement, question, between, inquiry.errors)
    claimed = words_of_claims(inquiry.record, agreement, terminal_dates(agreement))
    print_disputes(screen, between, found, agreement, claimed, is_full)


def _viewpoint(name: str, inquiry: Inquiry) -> Viewpoint:
    from servanda.cli.leaving import UsedWrongly

    viewpoints = inquiry.workspace.viewpoints
    if name not in viewpoints:
        raise UsedWrongly(f"no viewpoint is named '{name}'. There are: {', '.join(viewpoints)}.")
    return viewpoints[name]


def print_disputes(
    screen: Screen,
    between: tuple[str, str],
    found: Sequence[Dispute],
    agreement: Agreement,
    claimed: Mapping[str, str],
    is_full: bool,
) -> None:
    from servanda.publish.dispute_words import FEW, dispute_words, scope_words

    if not found:
        screen.line(f"{between[0]} and {between[1]} see everything alike.")
        return
    told = [
        (
            dispute,
            dispute_words(
                dispute, between, claimed, dispute.sets, len(dispute.sets) if is_full else FEW
            ),
        )
        for dispute in found
    ]
    widths = _widths(screen, between, found, agreement)
    if screen.width - sum(widths) - len(widths) < LEAST_FOR_SETS:
        for dispute, words in told:
            _print_stacked(screen, between, dispute, words, agreement)
    else:
        screen.print(_table(screen, between, told, agreement, widths))
    if not is_full and any(not dispute.is_exact or words.more for dispute, words in told):
        screen.line()
        screen.line(scope_words(found), "dim")


def _widths(
    screen: Screen, between: tuple[str, str], found: Sequence[Dispute], agreement: Agreement
) -> tuple[int, int, int]:
    """Of the columns before the last: a part of the screen, or more where a word needs it."""
    from servanda.cli.tables import widest_word

    named = [text for one in found for text in (one.name, _whose(one, agreement))]
    here = (between[0], *(one.first for one in found))
    there = (between[1], *(one.second for one in found))
    part = screen.width // 14
    return (
        max(3 * part, widest_word(named)),
        max(2 * part - 1, widest_word(here)),
        max(2 * part - 1, widest_word(there)),
    )


def _table(
    screen: Screen,
    between: tuple[str, str],
    told: Sequence[tuple[Dispute, DisputeWords]],
    agreement: Agreement,
    widths: Sequence[int],
) -> Table:
    from rich import box
    from rich.console import Group
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, expand=True, header_style="dim", padding=(0, 1, 0, 0))
    table.show_edge = False
    what, *seen = widths
    table.add_column("what", width=what)
    for name, width in zip(between, seen, strict=True):
        table.add_column(screen.text(name), width=width)
    table.add_column("they differ over, and what would end it", ratio=7, overflow="fold")
    for dispute, words in told:
        table.add_row(
            Group(screen.text(dispute.name, "bold"), screen.text(_whose(dispute, agreement))),
            screen.text(dispute.first),
            screen.text(dispute.second),
            Group(*(screen.text(line, style) for line, style in _lines(dispute, words))),
        )
    return table


def _lines(dispute: Dispute, words: DisputeWords) -> Iterator[tuple[str, str]]:
    """Over what they differ, and what would end it, line by line, each with its style."""
    yield f"{', '.join(dispute.causes)}: {words.lead}", "bold"
    for one in words.sets:
        for number, item in enumerate(one.items):
            yield f"{'-' if number == 0 else '+'} {item}", ""
        for end in one.ends:
            yield f"  {end}", "dim"
    if words.more:
        yield words.more, ""
    is_of_one_size = len(dispute.sets) == len(dispute.smallest)
    if words.search and (dispute.may_have_smaller or not is_of_one_size):
        yield words.search, "dim"


def _print_stacked(
    screen: Screen,
    between: tuple[str, str],
    dispute: Dispute,
    words: DisputeWords,
    agreement: Agreement,
) -> None:
    screen.line(dispute.name, "bold underline")
    screen.line(f"  {_whose(dispute, agreement)}")
    screen.line(f"  {between[0]}: {dispute.first}")
    screen.line(f"  {between[1]}: {dispute.second}")
    for line, style in _lines(dispute, words):
        screen.line(f"  {line}", style)
    screen.line()


# --- Every viewpoint -------------------------------------------------------------------------


def _answer_for_all(inquiry: Inquiry, is_full: bool, as_json: bool) -> None:
    from servanda.verdict.matrix import matrix

    viewpoints = tuple(inquiry.workspace.viewpoints.values())
    names = [each.name for each in viewpoints]
    agreement, question = inquiry.agreement, inquiry.question
    rows = matrix(agreement, inquiry.record, viewpoints, question)
    if as_json:
        from servanda.cli.json_output import print_json
        from servanda.publish.answer_json import matrix_json

        print_json(matrix_json(names, rows, agreement, question))
        return
    from servanda.cli.heading import print_heading
    from servanda.cli.screen import standard_output

    screen = standard_output()
    print_heading(screen, agreement, question, tuple(names), inquiry.errors)
    shown = [row for row in rows if is_full or row.is_parted]
    print_matrix(screen, names, shown, agreement)
    alike = len(rows) - len(shown)
    if alike:
        screen.line()
        screen.line(f"They see {alike} more alike; --full shows them.", "dim")


def print_matrix(
    screen: Screen, names: Sequence[str], rows: Sequence[MatrixRow], agreement: Agreement
) -> None:
    """Columns where every state has room, otherwise one under the other; what they see
    differently is marked."""
    from servanda.cli.tables import widest_word

    seen = widest_word((*names, *(state for row in rows for state in row.states)))
    named = widest_word(text for row in rows for text in (row.name, _whose(row, agreement)))
    if screen.width < 2 + named + 1 + (seen + 1) * len(names):
        for row in rows:
            _print_matrix_row(screen, names, row, agreement)
    elif rows:
        screen.print(_matrix_table(screen, names, rows, agreement, named))


def _matrix_table(
    screen: Screen,
    names: Sequence[str],
    rows: Sequence[MatrixRow],
    agreement: Agreement,
    least: int,
) -> Table:
    """`least` is the width of the names in which no word is broken."""
    from rich import box
    from rich.console import Group
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, expand=True, header_style="dim", padding=(0, 1, 0, 0))
    table.show_edge = False
    table.add_column("", width=1)
    table.add_column("what", width=least)
    for name in names:
        table.add_column(screen.text(name), ratio=1)
    for row in rows:
        whose = _whose(row, agreement)
        table.add_row(
            screen.text(_mark(row), "bold"),
            Group(screen.text(row.name, "bold"), *([screen.text(whose)] if whose else [])),
            *(screen.text(state) for state in row.states),
        )
    return table


def _print_matrix_row(
    screen: Screen, names: Sequence[str], row: MatrixRow, agreement: Agreement
) -> None:
    """The viewpoints that see it alike, together."""
    whose = _whose(row, agreement)
    screen.line(f"{_mark(row)} {row.name}" + (f", {whose}" if whose else ""), "bold")
    for state in dict.fromkeys(row.states):
        seeing = [name for name, seen in zip(names, row.states, strict=True) if seen == state]
        screen.line(f"    {state}: {', '.join(seeing)}")


def _mark(row: MatrixRow) -> str:
    return "*" if row.is_parted else " "


def _whose(dispute: Dispute | MatrixRow, agreement: Agreement) -> str:
    from servanda.publish.wording import actor_words

    whose = actor_words(dispute.bearer, agreement) if dispute.bearer else ""
    return ": ".join(part for part in (whose, dispute.limb or "") if part)
