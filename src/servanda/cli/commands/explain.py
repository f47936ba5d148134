"""`servanda explain`: the reasons behind a verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from servanda.cli.options import (
    Asked,
    json_option,
    path_argument,
    picture_option,
    question_options,
)
from servanda.workspace.place import Place

if TYPE_CHECKING:
    from servanda.cli.inquiry import Inquiry
    from servanda.cli.screen import Screen
    from servanda.verdict.assessment import Reason
    from servanda.verdict.what_if import WhatIf


@click.command(
    short_help="The reasons for a verdict, down to the reports.",
    epilog="""\b
Examples:
  servanda explain examples/gaza-2025 return-remains --at 2025-10-14
  servanda explain examples/gaza-2025 aid --at 2025-12-31 --proof corroborated
  servanda explain examples/gaza-2025 return-remains --at 2026-01-20 --what-if
  servanda explain examples/gaza-2025 two --at 2026-01-20 --full \\
      --graph two.svg
  servanda explain examples/gaza-2025 hostilities --viewpoint hamas --json""",
)
@path_argument
@click.argument("name")
@click.option(
    "--what-if", "with_changes", is_flag=True, help="Also what would change it; takes longer."
)
@picture_option("Draw it: the verdict on the left, on whose word it rests on the right.")
@click.option("--full", is_flag=True, help="The whole trees, with nothing folded.")
@question_options
@json_option
def explain(
    path: Place,
    name: str,
    with_changes: bool,
    picture: Path | None,
    full: bool,
    asked: Asked,
    as_json: bool,
) -> None:
    """The reasons for one verdict, down to claim, chain and report.

    A leaf marked decisive would, if it alone were removed, change the verdict. With --what-if it
    says what would change it: the smallest sets of claims without which it is another, and the
    least claim, deed or act that would make it another, each tried by solving it again; with
    --graph this is printed, since a drawing shows the reasons alone.
    """
    from servanda.cli.inquiry import inquire, leave, require_subject

    if with_changes and asked.is_public:
        from servanda.cli.leaving import UsedWrongly

        raise UsedWrongly("--public: not with --what-if, which shows how single entries weigh")
    inquiry = inquire(path, asked)
    require_subject(name, inquiry.agreement)
    changes = what_would_change(inquiry, name) if with_changes else ()
    if as_json:
        from servanda.cli.json_output import print_json
        from servanda.publish.answers import explain_answer
        from servanda.publish.what_if_words import what_if_json

        tried = [what_if_json(one) for one in changes] if with_changes else None
        print_json(explain_answer(inquiry.matter, name) | {"what_if": tried})
    if picture is not None or not as_json:
        _show(inquiry, name, changes, picture, full, is_told=not as_json)
    leave(inquiry)


def _show(
    inquiry: Inquiry,
    name: str,
    changes: Sequence[WhatIf],
    picture: Path | None,
    full: bool,
    is_told: bool,
) -> None:
    """Draws the reasons, or prints them; what would change them is printed in either case."""
    from servanda.cli.heading import print_heading, terminal_dates
    from servanda.cli.screen import standard_output
    from servanda.publish.claim_words import words_of_claims
    from servanda.publish.fold import folded
    from servanda.verdict.reasons import explain as reasons_for

    agreement, question = inquiry.agreement, inquiry.question
    reasons = reasons_for(agreement, inquiry.record, inquiry.viewpoint, question, name)
    claimed = words_of_claims(inquiry.record, agreement, terminal_dates(agreement))
    shown = reasons if full else folded(reasons, claimed)
    if picture is not None:
        draw(picture, inquiry, name, shown)
    if is_told and (picture is None or changes):
        screen = standard_output()
        print_heading(screen, agreement, question, errors=inquiry.errors)
        if picture is None:
            print_reasons(screen, shown, claimed if full else {})
        for change in changes:
            print_changes(screen, change, claimed)


def print_reasons(screen: Screen, shown: Sequence[Reason], beside: Mapping[str, str]) -> None:
    """The trees, with what is claimed beside each claim where it is told."""
    from servanda.cli.trees import reason_tree
    from servanda.publish.fold import is_folded

    screen.print(*(reason_tree(screen, reason, beside) for reason in shown))
    if is_folded(shown):
        screen.line("Folded. The whole of it: --full, or --json.", "dim")


def draw(picture: Path, inquiry: Inquiry, name: str, shown: Sequence[Reason]) -> None:
    """Writes the drawing; its title says what was asked."""
    from servanda.cli.drawing import write_drawing
    from servanda.cli.heading import terminal_dates
    from servanda.publish.reason_picture import reasons_svg
    from servanda.publish.wording import asked_words, what_if_words

    agreement, question = inquiry.agreement, inquiry.question
    asked = asked_words(question, terminal_dates(agreement))
    supposed = "".join(f"; what if, {line}" for line in what_if_words(question))
    title = f"{agreement.title}: reasons for {name}, {asked}{supposed}"
    write_drawing(picture, reasons_svg(shown, title))


def what_would_change(inquiry: Inquiry, name: str) -> tuple[WhatIf, ...]:
    from servanda.verdict.what_if import what_if
    from servanda.workspace.supposing import assuming

    question = inquiry.question
    assume = assuming(inquiry.workspace, question)
    return what_if(inquiry.agreement, inquiry.record, inquiry.viewpoint, question, name, assume)


def print_changes(screen: Screen, change: WhatIf, claimed: Mapping[str, str]) -> None:
    """What would change one verdict, and how that was found."""
    from servanda.publish.what_if_words import found_words, headline, state_words

    screen.line()
    screen.line(headline(change), "bold")
    for removal in change.removals:
        screen.line(f"- without {', '.join(removal.entries)}: {state_words(removal)}")
        for entry in removal.entries:
            if entry in claimed:
                screen.line(f"    {entry}: {claimed[entry]}", "dim")
    for addition in change.additions:
        screen.line(f"- with {addition.words}: {state_words(addition)}")
        for text in addition.assumed:
            screen.line(f"    --assume '{text}'", "dim")
    screen.line(found_words(change), "dim")
