"""`servanda incidents compare`: two sources side by side, and what each alone has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from servanda.cli.commands.incidents_count import groups_of
from servanda.cli.incident_options import (
    each_option,
    for_inside,
    from_option,
    in_option,
    known_option,
    to_option,
    zone_option,
)
from servanda.cli.options import json_option

if TYPE_CHECKING:
    from servanda.intake.incidents.counting import Unit
    from servanda.workspace.place import Place


@click.command(
    short_help="Two sources side by side, and what each alone has.",
    epilog="""\b
Examples:
  servanda incidents link official volunteer
  servanda incidents compare official volunteer --each month
  servanda incidents compare official volunteer --each week \\
      --from 2022-04-01 --to 2022-06-30""",
)
@click.argument("source")
@click.argument("other")
@in_option
@for_inside
@each_option
@click.option("--by", metavar="WORDS", help="Apart by area, actor and kind: --by area,kind")
@from_option
@to_option
@zone_option
@known_option
@json_option
def compare(
    source: str,
    other: str,
    place: Place,
    each: Unit,
    by: str | None,
    first: str | None,
    last: str | None,
    zone: str | None,
    known: str | None,
    as_json: bool,
) -> None:
    """What SOURCE and OTHER tell of, period by period, side by side.

    Where links between the two are held (link, join), what is linked and what each has alone.
    Without links nothing says which incidents are the same, and the numbers only stand beside one
    another. They are never added up, and none is held against the other.

    For inside: no publication policy is applied to tables, and small numbers stand as they are.
    """
    from servanda.cli.incident_options import (
        answering,
        day_of,
        days_in_order,
        held_in,
        moment_of,
        require_source,
        say_that_it_is_for_inside,
        zone_named,
    )

    if source == other:
        raise click.UsageError("name two sources")
    groups = groups_of(by)
    since, until = days_in_order(day_of("--from", first), day_of("--to", last))
    at = moment_of("--known", known)
    zone_named(zone)
    with answering(), held_in(place, at) as held:
        for name in (source, other):
            require_source(held, name)
        from servanda.cli.compare_words import comparison_json, print_comparison
        from servanda.cli.counting import Question, watches
        from servanda.cli.json_output import print_json
        from servanda.cli.screen import standard_output
        from servanda.intake.incidents.comparing import comparison
        from servanda.intake.incidents.links import joined, read_links

        question = Question(
            held.folder, place, (source, other), each, groups, since, until, zone, at
        )
        links = joined(read_links(held.folder), source, other)
        found = comparison(question.of(source), question.of(other), links)
        watched, has_errors = watches(question, found.zone)
        if as_json:
            print_json(comparison_json(found, question, watched))
        else:
            say_that_it_is_for_inside()
            print_comparison(standard_output(), found, question, watched)
    if has_errors:
        raise SystemExit(1)
