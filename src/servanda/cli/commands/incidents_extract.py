"""`servanda incidents extract`: rows of a source as a file that a report can name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from servanda.cli.incident_options import in_option
from servanda.cli.options import json_option

if TYPE_CHECKING:
    from datetime import date

    from servanda.intake.incidents.extracting import Extract
    from servanda.publish.answer_json import JsonObject
    from servanda.workspace.place import Place

SCHEMA = "servanda/incidents-extract/1"


@click.command(
    "extract",
    short_help="Write the rows that matter to a file for a report.",
    epilog="""\b
Examples:
  servanda incidents extract ucdp -o attacks.jsonl --from 2015-02-01 \\
      --to 2015-04-30
  servanda incidents extract ucdp -o attacks.jsonl --kind state-based \\
      --area conflict-zone""",
)
@click.argument("source")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="The file to write, beside the agreement; its name ends in .jsonl.",
)
@in_option
@click.option("--from", "first", metavar="DATE", help="Only rows of this day or later.")
@click.option("--to", "last", metavar="DATE", help="Only rows of this day or earlier.")
@click.option("--kind", metavar="KIND", help="Only rows of this kind, as the source calls it.")
@click.option("--by", metavar="WORDS", help="Only rows with this (first) side, in its words.")
@click.option("--area", metavar="NAME", help="Only rows that surely lie in this area.")
@click.option("--action", metavar="NAME", help="Only rows of this action.")
@json_option
def extract_rows(
    source: str,
    output: Path,
    place: Place,
    first: str | None,
    last: str | None,
    kind: str | None,
    by: str | None,
    area: str | None,
    action: str | None,
    as_json: bool,
) -> None:
    """Write rows of SOURCE, with all their versions, to a file that a report names.

    Days are those of the agreement beside them; where there is none, days in UTC. What is left
    out is counted with its reason. The same store gives the same file, byte for byte.
    """
    from servanda.cli.leaving import INPUT_HAS_ERRORS

    if output.suffix != ".jsonl":
        raise click.UsageError(f"-o: `{output.name}` does not end in .jsonl, as reports need it")
    days = _day("--from", first), _day("--to", last)
    from servanda.cli.beside import calendar_of
    from servanda.cli.incident_options import held_in
    from servanda.intake.incidents.extracting import Selection, extract
    from servanda.intake.incidents.store import StoreError
    from servanda.intake.incidents.tables.rows import TableError

    selection = Selection(calendar_of(place), *days, kind, by, area, action)
    try:
        with held_in(place) as held:
            found = extract(held.folder, source, selection)
    except (TableError, StoreError) as problem:
        _print_problem(problem)
        raise SystemExit(INPUT_HAS_ERRORS) from None
    if not found.rows:
        _print_none(found)
        raise SystemExit(INPUT_HAS_ERRORS)
    from servanda.workspace.atomic_file import write_atomically

    write_atomically(output, found.data.decode())
    if as_json:
        from servanda.cli.json_output import print_json

        print_json(_as_json(found, output))
    else:
        _print(found, output)


def _day(option: str, text: str | None) -> date | None:
    from datetime import date

    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.UsageError(f"{option}: `{text}` is no date; write 2015-02-15") from None


def _print(found: Extract, output: Path) -> None:
    from servanda.cli.screen import standard_output

    screen = standard_output()
    screen.line(f"{found.source}, to {output.name}", "bold")
    screen.line(f"{found.held:>11,} rows held, versions each, which are")
    screen.line(f"{len(found.rows):>11,} written, of {found.incidents:,} incidents")
    _print_left_out(found)
    if found.undirected:
        screen.line(
            f"{found.undirected:,} of the rows name two sides and not who did it to whom. In the "
            "file `by` and `against` are the two in the order of the source, to choose rows by; in "
            "the report write `unknown persons ...`, for the data name no author."
        )


def _print_left_out(found: Extract) -> None:
    from servanda.cli.screen import standard_output
    from servanda.intake.incidents.extracting import LEFT_OUT

    screen = standard_output()
    screen.line(f"{sum(found.left_out.values()):>11,} left out")
    if found.left_out:
        screen.line("Left out, because", "underline")
    for reason, number in found.left_out.items():
        screen.line(f"{number:>11,} {reason}: {LEFT_OUT[reason]}")


def _print_none(found: Extract) -> None:
    from servanda.cli.screen import standard_error

    screen = standard_error()
    screen.line(f"error: none of {found.held:,} rows of {found.source} is such", "bold")
    _print_left_out(found)
    screen.line("  Nothing was written.")


def _print_problem(problem: Exception) -> None:
    from servanda.cli.screen import standard_error

    screen = standard_error()
    screen.unbroken(screen.text(f"error: {problem}", "bold"))
    hint = getattr(problem, "hint", None)
    if hint:
        screen.unbroken(screen.text(f"  hint: {hint}", "cyan"))
    screen.line("  Nothing was written.")


def _as_json(found: Extract, output: Path) -> JsonObject:
    return {
        "schema": SCHEMA,
        "source": found.source,
        "file": output.name,
        "held": found.held,
        "written": len(found.rows),
        "incidents": found.incidents,
        "left_out": dict(found.left_out),
        "author_not_named": found.undirected,
    }
