"""How far an import is, on a terminal only: rows, rate, and the time that remains."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from servanda.cli.safe_text import safe
from servanda.intake.incidents.importing import Progress as SoFar


@contextmanager
def shown_progress(name: str) -> Iterator[Callable[[SoFar], None]]:
    """A bar on standard error while the block runs; nothing where that is no terminal."""
    console = Console(file=sys.stderr, highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        yield lambda so_far: None
        return
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.fields[rows]}", markup=False),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(Text(safe(name)).plain[:40], total=None, rows="")

        def told(so_far: SoFar) -> None:
            elapsed = progress.tasks[0].elapsed or 0
            rate = f", {so_far.rows / elapsed:,.0f} a second" if elapsed > 0.5 else ""
            laying = ", laid against what is held" if so_far.done >= so_far.size else ""
            progress.update(
                task,
                completed=so_far.done,
                total=so_far.size or None,
                rows=f"{so_far.rows:,} rows{rate}{laying}",
            )

        yield told
