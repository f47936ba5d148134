"""`servanda incidents count`: how many incidents a source tells of, beside how far it could see."""

from __future__ import annotations

from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING

import click

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
    from servanda.cli.counting import Answer, Question
    from servanda.intake.incidents.counting import Group, Unit
    from servanda.workspace.place import Place


@click.command(
    short_help="How many are reported, by period, beside coverage.",
    epilog="""\b
Examples:
  servanda incidents count ucdp-syria --each year
  servanda incidents count official --each week --from 2022-04-01 \\
      --to 2022-06-30 --changes
  servanda incidents count ucdp-syria --by kind,actor --each year --json
  servanda incidents count ucdp-syria --in mission.log --as badr
  servanda incidents count official --chart alerts.svg""",
)
@click.argument("source", required=False)
@in_option
@for_inside
@each_option
@click.option("--by", metavar="WORDS", help="Apart by area, actor and kind: --by area,kind")
@from_option
@to_option
@zone_option
@known_option
@click.option(
    "--covered-by",
    "body",
    metavar="BODY",
    help="The body in the record whose coverage is the source's. Default: of the same name.",
)
@click.option(
    "--chart",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a chart, too (SVG, with a description for those who do not see it).",
)
@click.option(
    "--episodes",
    "hours",
    type=click.FloatRange(min=0, max=87_600),
    metavar="HOURS",
    help="Also as episodes: incidents of one place, kind and sides with no longer gap between.",
)
@click.option("--changes", is_flag=True, help="Also from when on the level of reports changed.")
@json_option
def count(
    source: str | None,
    place: Place,
    each: Unit,
    by: str | None,
    first: str | None,
    last: str | None,
    zone: str | None,
    known: str | None,
    body: str | None,
    chart: Path | None,
    hours: float | None,
    changes: bool,
    as_json: bool,
) -> None:
    """How many incidents SOURCE (or each source that is held) tells of, period by period.

    What lies in a period surely and what possibly, the people killed and injured as ranges, on how
    many days the source was covering, and what may be said against the period before: nothing of
    a fall where coverage fell, and nothing at all where none is recorded.

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

    if hours is not None and isnan(hours):
        raise click.UsageError("--episodes: a number of hours")
    if chart is not None and chart.suffix.lower() != ".svg":
        raise click.UsageError(f"--chart: {chart.name} does not end in .svg")
    groups = groups_of(by)
    days = days_in_order(day_of("--from", first), day_of("--to", last))
    until = moment_of("--known", known)
    zone_named(zone)
    with answering(), held_in(place, until) as held:
        from servanda.cli.counting import Question, answer
        from servanda.intake.incidents.store import sources_in

        sources = sources_in(held.folder)
        if source is not None or not sources:
            sources = (require_source(held, source or "any"),)
        question = Question(
            held.folder, place, sources, each, groups, *days, zone, until, body, hours, changes
        )
        found, has_errors = answer(question)
        if not as_json:
            say_that_it_is_for_inside()
        _show(found, question, as_json)
        if chart is not None:
            _draw(found, chart)
    if has_errors:
        raise SystemExit(1)


def groups_of(by: str | None) -> tuple[Group, ...]:
    """The words of --by, in one order whatever theirs."""
    from servanda.language.listing import listed

    known: tuple[Group, ...] = ("area", "actor", "kind")
    words = [word.strip() for word in by.split(",")] if by else []
    for word in words:
        if word not in known:
            raise click.UsageError(f"--by: `{word}` is none of {listed(known)}")
    return tuple(group for group in known if group in words)


def _show(found: tuple[Answer, ...], question: Question, as_json: bool) -> None:
    from servanda.cli.count_json import counts_json
    from servanda.cli.count_words import print_counts
    from servanda.cli.json_output import print_json
    from servanda.cli.screen import standard_output

    if as_json:
        print_json(counts_json(found, question))
    else:
        print_counts(standard_output(), found, question)


def _draw(found: tuple[Answer, ...], path: Path) -> None:
    """One picture of every series; more than a sheet holds are refused, none is chosen."""
    from servanda.cli.count_words import series_of
    from servanda.intake.incidents.chart import MOST_SERIES, sheet

    series = [one for answer in found for one in series_of(answer)]
    if not 0 < len(series) <= MOST_SERIES:
        raise click.UsageError(
            f"--chart: {len(series)} series, where 1 to {MOST_SERIES} fit; name a SOURCE, or"
            " leave out --by"
        )
    path.write_text(sheet(series), encoding="utf-8", newline="\n")
