"""`servanda format`: one canonical layout for every text."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(
    "format",
    short_help="One canonical layout for the texts.",
    epilog="""\b
Examples:
  servanda format examples/gaza-2025
  servanda format --check examples/gaza-2025""",
)
@click.argument("paths", type=click.Path(path_type=Path), nargs=-1, required=True)
@click.option("--check", "only_check", is_flag=True, help="Only say which files would change.")
@click.option("--write", is_flag=True, help="Rewrite the files (the default).")
def format_files(paths: tuple[Path, ...], only_check: bool, write: bool) -> None:
    """Give the servanda blocks of files their canonical layout; prose is not touched.

    Files are rewritten in place, and only where something changes. A file with errors is left as
    it is. With --check nothing is written, and the exit code is 1 if something would change.
    """
    from servanda.cli.formatting import formatted, report_fault, rewrite, texts_under

    if only_check and write:
        raise click.UsageError("--check writes nothing; leave out --write")
    results = [formatted(path) for path in texts_under(paths)]
    for result in results:
        if result.outcome in ("faulty", "unreadable"):
            report_fault(result)
        elif result.outcome == "changed" and only_check:
            click.echo(f"would change {result.path}")
        elif result.outcome == "changed":
            rewrite(result)
            click.echo(f"formatted {result.path}")
    faulty = any(result.outcome in ("faulty", "unreadable") for result in results)
    changed = any(result.outcome == "changed" for result in results)
    if faulty or (changed and only_check):
        raise SystemExit(1)
