"""`servanda format`: one canonical layout for every text."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(
    "format",
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
    from servanda.cli.formatting import format_path

    if only_check and write:
        raise click.UsageError("--check writes nothing; leave out --write")
    outcomes = [format_path(path, only_check) for path in paths]
    if any(outcomes):
        raise SystemExit(1)
