"""`servanda history`: how one verdict came to be what it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from servanda.cli.options import Asked, json_option, path_argument, question_options
from servanda.workspace.place import Place

if TYPE_CHECKING:
    from servanda.agreement.model import Agreement
    from servanda.cli.screen import Screen
    from servanda.evidence.presence import Presence
    from servanda.verdict.assessment import Track


@click.command(
    short_help="How one verdict changed over time.",
    epilog="""\b
Examples:
  servanda history examples/gaza-2025 return-remains
  servanda history examples/gaza-2025 two --at 2026-02-28 --viewpoint us""",
)
@path_argument
@click.argument("name")
@question_options
@json_option
def history(path: Place, name: str, asked: Asked, as_json: bool) -> None:
    """The steps of one stipulation, phase or fund over time, up to --at."""
    from servanda.cli.inquiry import inquire, leave, require_name
    from servanda.verdict.assess import history as tracks_of

    inquiry = inquire(path, asked)
    require_name(name, inquiry.agreement)
    if as_json:
        from servanda.cli.json_output import print_json
        from servanda.publish.answers import history_answer

        print_json(history_answer(inquiry.matter, name))
    else:
        from servanda.cli.heading import print_heading
        from servanda.cli.screen import standard_output
        from servanda.publish.presence_words import presence_of

        every = tracks_of(inquiry.agreement, inquiry.record, inquiry.viewpoint, inquiry.question)
        tracks = [track for track in every if track.name == name]
        presence = presence_of(name, inquiry.agreement, inquiry.record, inquiry.question)
        screen = standard_output()
        print_heading(screen, inquiry.agreement, inquiry.question, errors=inquiry.errors)
        print_tracks(screen, tracks, inquiry.agreement)
        print_presence(screen, presence, inquiry.agreement, bool(inquiry.question.public))
    leave(inquiry)


def print_presence(
    screen: Screen, presence: Presence | None, agreement: Agreement, is_public: bool = False
) -> None:
    """Who could have seen it: what changes over time may be what was seen of it."""
    from servanda.cli.heading import terminal_dates
    from servanda.publish.presence_words import presence_lines

    if presence is not None:
        for line in presence_lines(presence, terminal_dates(agreement), is_public):
            screen.line(line, "dim")


def print_tracks(screen: Screen, tracks: Sequence[Track], agreement: Agreement) -> None:
    """A table of steps for each track, oldest first."""
    from servanda.cli.history_table import steps_table
    from servanda.publish.wording import actor_words

    for track in tracks:
        whose = f", {actor_words(track.bearer, agreement)}" if track.bearer else ""
        limb = f": {track.limb}" if track.limb else ""
        screen.line(f"{track.name}{whose}{limb}", "bold underline")
        screen.print(steps_table(screen, track, agreement))
        screen.line()
