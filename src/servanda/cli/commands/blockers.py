"""`servanda blockers`: what still has to happen, and whose move it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from servanda.cli.options import Asked, json_option, path_argument, question_options
from servanda.language.listing import listed
from servanda.workspace.place import Place

if TYPE_CHECKING:
    from rich.console import RenderableType

    from servanda.agreement.model import Agreement
    from servanda.cli.screen import Screen
    from servanda.verdict.assessment import Blocker


@click.command(
    short_help="What a phase or fund waits for, and whose move it is.",
    epilog="""\b
Examples:
  servanda blockers examples/gaza-2025
  servanda blockers examples/gaza-2025 two --at 2026-02-28
  servanda blockers examples/gaza-2025 reconstruction --viewpoint israel""",
)
@path_argument
@click.argument("name", required=False)
@question_options
@json_option
def blockers(path: Place, name: str | None, asked: Asked, as_json: bool) -> None:
    """What a phase, a fund or a stipulation still waits for, and whose move it is.

    Without a NAME: every phase and fund. A stage is named by its path, as in lay-down/first.
    """
    from servanda.cli.inquiry import inquire, leave, require_subject
    from servanda.verdict.blockers import blockers as blockers_of

    inquiry = inquire(path, asked)
    if name is not None:
        require_subject(name, inquiry.agreement)
    if as_json:
        from servanda.cli.json_output import print_json
        from servanda.publish.answers import blockers_answer

        print_json(blockers_answer(inquiry.matter, name))
    else:
        from servanda.cli.heading import print_heading
        from servanda.cli.screen import standard_output

        blocked = blockers_of(
            inquiry.agreement, inquiry.record, inquiry.viewpoint, inquiry.question, name
        )
        screen = standard_output()
        print_heading(screen, inquiry.agreement, inquiry.question, errors=inquiry.errors)
        print_blockers(screen, blocked, inquiry.agreement)
    leave(inquiry)


def print_blockers(
    screen: Screen, blocked: Iterable[tuple[str, Sequence[Blocker]]], agreement: Agreement
) -> None:
    """A list for each phase or fund; each entry says what is missing and whose move it is."""
    from servanda.publish.wording import actor_words

    told = tuple(blocked)
    if not told:
        screen.line("The agreement has no phase and no fund. Name a stipulation to ask about it.")
    for name, missing in told:
        screen.line(name, "bold underline")
        if not missing:
            screen.line("  nothing blocks it")
        for blocker in dict.fromkeys(missing):
            screen.print(
                _blocker_lines(screen, blocker, actor_words(blocker.whose_move, agreement))
            )
        screen.line()


def _blocker_lines(screen: Screen, blocker: Blocker, whose_move: str) -> RenderableType:
    from rich.console import Group
    from rich.padding import Padding

    lines = [screen.text(f"state: {blocker.state}"), screen.text(f"whose move: {whose_move}")]
    if blocker.readings:
        lines.append(screen.text(f"only in the reading: {', '.join(blocker.readings)}", "italic"))
    if blocker.asserted_by:
        who = listed(blocker.asserted_by)
        lines.append(screen.text(f"not in the text: a linkage asserted by {who}", "yellow"))
    what = screen.text(blocker.what, "bold")
    return Group(
        Padding(what, (0, 0, 0, 2), expand=False),
        Padding(Group(*lines), (0, 0, 0, 4), expand=False),
    )
