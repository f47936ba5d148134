"""`servanda new`: a folder to start from."""

from pathlib import Path

import click


@click.command(
    short_help="A folder to start from, that already checks.",
    epilog="""\b
Examples:
  servanda new river-accord
  servanda status river-accord --at 2026-01-25""",
)
@click.argument("path", type=click.Path(path_type=Path))
def new(path: Path) -> None:
    """Write a small agreement with one report into a new folder, as a start for your own.

    PATH is a folder that does not exist yet, or an empty one. Nothing is ever overwritten.
    """
    from servanda.cli.starting import FIRST_QUESTION, occupied, start

    reason = occupied(path)
    if reason:
        raise click.UsageError(f"{path} {reason}; nothing was written. Name a new folder.")
    for file in start(path):
        click.echo(f"wrote {file}")
    click.echo(f"\nIt already checks. Ask it something:\n  servanda check {path}")
    click.echo(f"  servanda status {path} --at {FIRST_QUESTION}")
    click.echo(f"Then read {path / 'README.md'} and change {path / 'agreement.md'}.")
