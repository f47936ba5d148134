"""How far an import is, on a terminal only: rows, rate, and the time that remains."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from servanda.cli.safe_text import safe
from servanda.intake.incidents.checkpoint import Discarded, Resumed
from servanda.intake.incidents.importing import Progress as SoFar


@dataclass(frozen=True, slots=True)
class Shown:
    """What is told of an import while it runs: how far it is, and whether it went on."""

    told: Callable[[SoFar], None]
    noted: Callable[[Resumed | Discarded], None]


@contextmanager
def shown_progress(name: str) -> Iterator[Shown]:
    """A bar on standard error while the block runs, where that is a terminal; and one line there
    in any case if an interrupted import is resumed or thrown away."""
    console = Console(file=sys.stderr, highlight=False, markup=False, emoji=False)

    def noted(begun: Resumed | Discarded) -> None:
        console.print(safe(f"{name}: {_begun_words(begun)}"), soft_wrap=True)

    if not console.is_terminal:
        yield Shown(lambda so_far: None, noted)
        return
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.fields[rows]}", markup=False),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        progress.add_task(Text(safe(name)).plain[:40], total=None, rows="")
        found = Counter[str]()

        def noted_first(begun: Resumed | Discarded) -> None:
            noted(begun)
            found["rows"] = begun.rows if isinstance(begun, Resumed) else 0

        yield Shown(lambda so_far: _show(progress, so_far, found["rows"]), noted_first)


def _show(progress: Progress, so_far: SoFar, found: int) -> None:
    """How far it is, on the bar; rows that an interrupted import had read are no part of the
    rate."""
    task = progress.tasks[0]
    read, elapsed = so_far.rows - found, task.elapsed or 0
    rate = f", {read / elapsed:,.0f} a second" if read and elapsed > 0.5 else ""
    laying = ", laid against what is held" if so_far.done >= so_far.size else ""
    progress.update(
        task.id,
        completed=so_far.done,
        total=so_far.size or None,
        rows=f"{so_far.rows:,} rows{rate}{laying}",
    )


def _begun_words(begun: Resumed | Discarded) -> str:
    if isinstance(begun, Discarded):
        return f"an import was interrupted, and this one begins anew: {begun.why}"
    if begun.row is None:
        return f"resumed after all {begun.rows:,} rows had been read"
    return f"resumed at row {begun.row:,}"
