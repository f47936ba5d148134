"""`servanda incidents`: tables of incidents beside the record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from servanda.cli.commands.incidents_compare import compare
from servanda.cli.commands.incidents_count import count
from servanda.cli.commands.incidents_extract import extract_rows
from servanda.cli.commands.incidents_link import join, link, part
from servanda.cli.incident_options import require_folder
from servanda.cli.options import PlaceType, json_option

if TYPE_CHECKING:
    from datetime import datetime

    from servanda.intake.incidents.importing import Order
    from servanda.intake.incidents.mapping import Mapping
    from servanda.workspace.place import Place


class Incidents(click.Group):
    """Commands that need packages beside the rest: one that is not there is one line."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ModuleNotFoundError as missing:
            if (missing.name or "servanda").startswith("servanda"):
                raise
            raise click.UsageError(f"{missing.name} is not installed: make intake", ctx) from None


@click.group(
    cls=Incidents,
    short_help="Tables of incidents: import, extract, count, compare, link.",
    epilog="""\b
Examples:
  servanda incidents formats
  servanda incidents import ged.csv --as ucdp-ged --source ucdp-ukraine \\
      --into my-agreement
  servanda incidents extract ucdp-ukraine -o attacks.jsonl --in my-agreement""",
)
def incidents() -> None:
    """Tables of events and counts that others publish, held beside a record."""


for _command in (extract_rows, count, compare, link, join, part):
    incidents.add_command(_command)


@incidents.command("formats", short_help="The formats that tables are read in.")
@click.argument("name", required=False)
def formats(name: str | None) -> None:
    """List the formats that come with the program; with NAME, print its mapping file.

    Each is a file as you can write one yourself: print it, change it, and name it after --as.
    """
    from servanda.cli.screen import standard_output
    from servanda.intake.incidents.formats import format_named, format_names, format_text

    if name is None:
        screen = standard_output()
        for each in format_names():
            screen.line(f"{each:18} {format_named(each).about}")
        return
    if name not in format_names():
        raise click.UsageError(_no_format(name))
    click.echo(format_text(name), nl=False)


@incidents.command(
    "import",
    short_help="Read a table and hold its incidents.",
    epilog="""\b
Examples:
  servanda incidents import ged.csv --as ucdp-ged --source ucdp-ukraine
  servanda incidents import alerts.csv --as alerts-official --complete \\
      --known 2024-10-10
  servanda incidents import mine.xlsx --as mine.toml --into my-agreement""",
)
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--as",
    "form",
    metavar="FORMAT",
    required=True,
    help="A format that comes with the program, or a mapping file of your own (.toml).",
)
@click.option(
    "--into",
    "place",
    type=PlaceType(),
    default=Path(),
    help="The folder of the agreement and its record. Default: this one.",
)
@click.option("--source", metavar="NAME", help="What the source is called. Default: the format.")
@click.option(
    "--known",
    metavar="DATE",
    help="Since when this export is known: 2025-10-14, in UTC. Default: now.",
)
@click.option(
    "--complete/--partial",
    "is_complete",
    default=False,
    help="What the file no longer has is gone (complete) or just not in it (partial, the default)",
)
@click.option("--zone", metavar="ZONE", help="The time zone of times that tell none: Europe/Kyiv.")
@click.option("--encoding", metavar="NAME", help="The encoding of a text file, if it is not seen.")
@click.option(
    "--areas",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="The agreement's areas as GeoJSON. Default: areas.geojson in the folder, if it is there.",
)
@click.option(
    "--yes",
    "goes_on",
    is_flag=True,
    help="Even if most of what is held is then gone, or if this looks older than that.",
)
@json_option
def import_table(
    file: Path,
    form: str,
    place: Place,
    source: str | None,
    known: str | None,
    is_complete: bool,
    zone: str | None,
    encoding: str | None,
    areas: Path | None,
    goes_on: bool,
    as_json: bool,
) -> None:
    """Read FILE (CSV, XLSX, Parquet or JSON) row by row and hold it in FOLDER/incidents/SOURCE.

    Every row is accepted or quarantined with its reason. Importing the same file again changes
    nothing; rows of a newer export that say something else become corrections, and what was known
    before stays known. If it is interrupted nothing has changed: import the same file in the same
    way again, and it resumes at the last checkpoint.
    """
    import gc

    from servanda.cli.leaving import INPUT_HAS_ERRORS

    folder = require_folder(place, "import")
    if folder.is_file():
        raise click.BadParameter(f"'{folder}' is a file", param_hint="'--into'")
    gc.enable()  # an import runs long, and what it drops must not pile up
    mapping = _with_options(_mapping(form), zone, encoding)
    since = _instant(known)
    from servanda.cli.import_progress import shown_progress
    from servanda.cli.incident_words import print_summary, summary_json
    from servanda.intake.incidents.importing import Order, import_incidents
    from servanda.intake.incidents.store import StoreError
    from servanda.intake.incidents.tables.rows import TableError

    order = Order(
        folder=folder,
        source=source or mapping.name,
        file=file,
        mapping=mapping,
        known=since,
        export="complete" if is_complete else "partial",
        goes_on=goes_on,
        dated=known is not None,
    )
    try:
        order = _informed(order, areas)
        with shown_progress(file.name) as shown:
            summary = import_incidents(order, shown.told, shown.noted)
    except (TableError, StoreError) as problem:
        _print_problem(file, problem, _named_at(form, problem))
        raise SystemExit(INPUT_HAS_ERRORS) from None
    if as_json:
        from servanda.cli.json_output import print_json

        print_json(summary_json(summary, order))
    else:
        print_summary(summary, order)


def _informed(order: Order, areas: Path | None) -> Order:
    """The order with what the agreement in its folder knows of areas, actions and actors."""
    from dataclasses import replace

    from servanda.cli.incident_knowledge import digest_of, knowledge_in

    knowledge = knowledge_in(order.folder, areas, order.mapping.kind.vocabulary)
    knowing = digest_of(order.folder, areas, knowledge)
    return replace(order, refine=knowledge.refined, knowing=knowing)


def _mapping(form: str) -> Mapping:
    """A format by its name, or a mapping file; what is wrong with one is told, and ends it."""
    from servanda.intake.incidents.formats import format_named, format_names
    from servanda.intake.incidents.mapping_file import read_mapping

    if form in format_names():
        return format_named(form)
    path = Path(form)
    if not path.is_file():
        raise click.UsageError(_no_format(form))
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise click.UsageError(f"{path} is not UTF-8; save it so") from None
    mapping, wrong = read_mapping(text, path.name)
    if mapping is None:
        from servanda.cli.diagnostics import print_diagnostics
        from servanda.cli.leaving import INPUT_HAS_ERRORS
        from servanda.cli.screen import standard_error

        print_diagnostics(standard_error(), wrong, {path.name: text}, path.parent)
        raise SystemExit(INPUT_HAS_ERRORS)
    return mapping


def _no_format(name: str) -> str:
    from servanda.intake.incidents.formats import format_names
    from servanda.language.listing import listed
    from servanda.language.near_miss import did_you_mean

    known = format_names()
    return f"`{name}` is no format and no file; {did_you_mean(name, known) or listed(known)}"


def _with_options(mapping: Mapping, zone: str | None, encoding: str | None) -> Mapping:
    from dataclasses import replace

    from servanda.intake.incidents.mapping_keys import is_zone

    if zone is not None and not is_zone(zone):
        raise click.UsageError(f"--zone: `{zone}` is no time zone; write one like Europe/Kyiv")
    if zone is not None:
        times = replace(mapping.time, zone=zone, zones={}, zone_column=None)
        mapping = replace(mapping, time=times)
    return mapping if encoding is None else replace(mapping, encoding=encoding)


def _instant(known: str | None) -> datetime:
    from datetime import UTC, datetime

    if known is None:
        from servanda.workspace.opening import now

        return datetime.fromtimestamp(now(), UTC)
    try:
        moment = datetime.fromisoformat(known)
    except ValueError:
        raise click.UsageError(f"--known: `{known}` is no date; write it as 2025-10-14") from None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _named_at(form: str, problem: Exception) -> str:
    """Where in a mapping file the column stands that a table does not have."""
    from servanda.evidence.toml_places import places_in
    from servanda.intake.incidents.tables.rows import NoColumnError

    path = Path(form)
    if not isinstance(problem, NoColumnError) or not path.is_file():
        return ""
    place = places_in(path.read_text(encoding="utf-8"), path.name).of(*problem.key)
    return f" ({place.path}:{place.line})"


def _print_problem(file: Path, problem: Exception, place: str = "") -> None:
    from servanda.cli.screen import standard_error

    screen = standard_error()
    screen.unbroken(screen.text(f"{file}: error: {problem}{place}", "bold"))
    hint = getattr(problem, "hint", None)
    if hint:
        screen.unbroken(screen.text(f"  hint: {hint}", "cyan"))
    screen.line("  Nothing was imported.")
