"""Writing a drawing where somebody asked for one."""

from pathlib import Path

import click

from servanda.workspace.atomic_file import write_atomically


def write_drawing(picture: Path, svg: str) -> None:
    """Writes it whole or not at all, and says so beside the answer."""
    write_atomically(picture, svg)
    click.echo(f"wrote {picture}", err=True)
