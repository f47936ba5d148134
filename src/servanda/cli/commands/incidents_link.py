"""`servanda incidents link`, `join` and `part`: which incidents are one event, and why."""

from __future__ import annotations

from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING

import click

from servanda.cli.incident_options import in_option, require_folder
from servanda.cli.options import json_option

if TYPE_CHECKING:
    from datetime import datetime

    from servanda.workspace.place import Place

because_option = click.option(
    "--because", metavar="WORDS", required=True, help="Why; it is kept with the entry."
)
MOST_WORDS = 2_000


@click.command(
    short_help="Find the same events in two sources.",
    epilog="""\b
Examples:
  servanda incidents link official volunteer
  servanda incidents link official volunteer --threshold 0.99
  servanda incidents link official volunteer \\
      --explain "volunteer/Kyiv City/2022-03-01" """,
)
@click.argument("source")
@click.argument("other")
@in_option
@click.option(
    "--threshold",
    type=click.FloatRange(0.5, 1),
    default=None,
    help="How probable a pair must be. Default: 0.9.",
)
@click.option(
    "--explain", metavar="ID", help="Say what is held on one incident, and why; links nothing."
)
@json_option
def link(
    source: str,
    other: str,
    place: Place,
    threshold: float | None,
    explain: str | None,
    as_json: bool,
) -> None:
    """Find incidents of SOURCE and OTHER that are probably one event, and keep why.

    Each pair is an entry in FOLDER/incidents/links.jsonl; entries are only added, a later one
    reverses an earlier (join, part), and linking again changes nothing that is there. Every
    incident has at most one partner in the other source. The incidents themselves stay as they are.
    """
    from servanda.cli.incident_options import answering, held_in, require_source

    if source == other:
        raise click.UsageError("name two sources; two incidents of one are joined by hand: join")
    if threshold is not None and isnan(threshold):
        raise click.UsageError("--threshold: a probability is from 0.5 to 1")
    if explain is not None and threshold is not None:
        raise click.UsageError("--explain links nothing, so --threshold does not go with it")
    if explain is None:
        require_folder(place, "linking")
    with answering(), held_in(place) as held:
        folder = held.folder
        require_source(held, source)
        require_source(held, other)
        from servanda.cli.link_words import show_entries, show_proposal
        from servanda.intake.incidents.duplicates import THRESHOLD
        from servanda.intake.incidents.linking import proposal
        from servanda.intake.incidents.links import add_links, joined, read_links

        entries = read_links(folder)
        if explain is not None:
            names = [explain] if "/" in explain else []
            names += [f"{source}/{explain}", f"{other}/{explain}"]
            about = [one for one in entries if {one.first, one.second} & set(names)]
            show_entries(explain, about, as_json)
            return
        least = THRESHOLD if threshold is None else threshold
        found = proposal(folder, source, other, entries, least, _now())
        add_links(folder, found.new)
        holding = len(joined((*entries, *found.new), source, other))
        show_proposal((source, other), found, holding, as_json)


@click.command(
    short_help="Say that two incidents are one event.",
    epilog="""\b
Example:
  servanda incidents join official/12 volunteer/80 \\
      --because "the same hour and region" """,
)
@click.argument("first")
@click.argument("second")
@in_option
@because_option
@json_option
def join(first: str, second: str, place: Place, because: str, as_json: bool) -> None:
    """Say that FIRST and SECOND, each as source/id, are one event; it holds until parted."""
    _say(require_folder(place, "join"), first, second, because, as_json, same=True)


@click.command(
    short_help="Say that two incidents are not one event.",
    epilog="""\b
Example:
  servanda incidents part official/12 volunteer/80 \\
      --because "one was at noon, one at night" """,
)
@click.argument("first")
@click.argument("second")
@in_option
@because_option
@json_option
def part(first: str, second: str, place: Place, because: str, as_json: bool) -> None:
    """Say that FIRST and SECOND, each as source/id, are two events; linking again keeps to it."""
    _say(require_folder(place, "part"), first, second, because, as_json, same=False)


def _say(folder: Path, first: str, second: str, because: str, as_json: bool, *, same: bool) -> None:
    from servanda.cli.incident_options import answering

    words = " ".join(because.encode("utf-8", "replace").decode("utf-8").split())
    if not words or len(words) > MOST_WORDS:
        raise click.UsageError(f"--because: say why, in at most {MOST_WORDS:,} characters")
    if first == second:
        raise click.UsageError("both are the same incident")
    with answering():
        from servanda.cli.link_words import show_entries
        from servanda.intake.incidents.links import Link, add_links, holding, pair_of, read_links

        for name in (first, second):
            _require_incident(folder, name)
        held = holding(read_links(folder)).get(pair_of(first, second))
        entry = Link(first, second, same, (words,), None, _now())
        is_said = held is not None and held.same == same and held.because == entry.because
        if not is_said:
            add_links(folder, [entry])
        show_entries(first, [held if is_said and held is not None else entry], as_json)


def _require_incident(folder: Path, name: str) -> None:
    from servanda.cli.incident_options import Held, require_source
    from servanda.intake.incidents.linking import is_held
    from servanda.intake.incidents.links import is_name, source_of

    if not is_name(name):
        raise click.UsageError(
            f"`{name[:80]}` is no incident; name it as source/id, in quotes where it has spaces"
        )
    require_source(Held(folder, folder), source_of(name))
    if not is_held(folder, name):
        raise click.UsageError(
            f"no incident `{name[:200]}` is held in {folder}; an id with spaces stands in quotes"
        )


def _now() -> datetime:
    from datetime import UTC, datetime

    from servanda.workspace.opening import now

    return datetime.fromtimestamp(now(), UTC)
