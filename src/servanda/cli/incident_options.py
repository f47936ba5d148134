"""What the questions to incidents share: the place, the dates, the zone, and the sources held."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from servanda.cli.options import PlaceType, keys_option, read_as, reader_option
from servanda.cli.screen import standard_error
from servanda.workspace.place import Address, Place, log_at

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Held:
    """A folder with tables of incidents to be read, and the place that they are of: that folder,
    or a log."""

    folder: Path
    place: Place


def in_option(command: Command) -> Command:
    """Adds `--in`, a folder or a log as `place`, and with whose eyes and keys a log is read."""

    @wraps(command)
    def with_place(*arguments: Any, place: Place, reader: str | None, **others: Any) -> Any:
        _require_there(place)
        return command(*arguments, place=read_as(place, reader), **others)

    wrapped: Any = reader_option(keys_option(with_place))
    finished: Command = click.option(
        "--in",
        "place",
        type=PlaceType(),
        default=Path(),
        help="The folder of the agreement and its record, or a log. Default: this folder.",
    )(wrapped)
    return finished


INSIDE = "for inside: no publication policy holds back a number, place or time of a table"


def _refuse_public(_context: click.Context, _option: click.Parameter, is_public: bool) -> None:
    from servanda.cli.leaving import UsedWrongly

    if is_public:
        raise UsedWrongly(f"--public: tables of incidents have none; they are {INSIDE}")


for_inside = click.option(  # so that whoever tries is told why
    "--public", is_flag=True, hidden=True, expose_value=False, callback=_refuse_public
)


def say_that_it_is_for_inside() -> None:
    """Before every answer in words out of tables, on the error stream.

    Before, as whoever takes only the first lines of an answer (head) is to read it, too.
    """
    standard_error().line(f"{INSIDE[0].upper()}{INSIDE[1:]} (docs/publication.md).")


each_option = click.option(
    "--each",
    type=click.Choice(("day", "week", "month", "year")),
    default="month",
    help="The length of a period; a week begins on its Monday. Default: month.",
)
from_option = click.option("--from", "first", metavar="DATE", help="The first day: 2025-03-01.")
to_option = click.option("--to", "last", metavar="DATE", help="The last day.")
zone_option = click.option(
    "--zone",
    metavar="ZONE",
    help="The time zone in which days are told. Default: that of the source's days, if it is one.",
)
known_option = click.option(
    "--known", metavar="DATE", help="Only what was known by this date. Default: everything."
)


def day_of(option: str, text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise click.UsageError(f"{option}: `{text}` is no date; write it as 2025-03-01") from None


def days_in_order(first: date | None, last: date | None) -> tuple[date | None, date | None]:
    if first is not None and last is not None and first > last:
        raise click.UsageError("--from is later than --to")
    return first, last


def moment_of(option: str, text: str | None) -> datetime | None:
    """An instant; a day is the end of it, in UTC."""
    from datetime import time

    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise click.UsageError(f"{option}: `{text}` is no date; write it as 2025-03-01") from None
    if len(text) == len("2025-03-01"):
        moment = datetime.combine(moment.date(), time.max)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def zone_named(zone: str | None) -> str | None:
    from servanda.intake.incidents.mapping_keys import is_zone

    if zone is not None and not is_zone(zone):
        raise click.UsageError(f"--zone: `{zone}` is no time zone; write one like Europe/Kyiv")
    return zone


def require_source(held: Held, source: str) -> str:
    """Leaves with a suggestion where nothing is held of a source of this name."""
    from servanda.intake.incidents.store import sources_in
    from servanda.language.listing import listed
    from servanda.language.near_miss import did_you_mean

    known = sources_in(held.folder)
    if source in known:
        return source
    if not known:
        raise click.UsageError(f"no incidents are held in {held.place}: {_how(held.place)}")
    hint = did_you_mean(source, known) or f"there are: {listed(known)}"
    raise click.UsageError(f"no incidents of `{source}` are held in {held.place}; {hint}")


def _how(place: Place) -> str:
    if log_at(place) is None:
        return "servanda incidents import"
    return f"servanda record import FOLDER --store {place} brings in those of a folder"


def require_folder(place: Place, what: str) -> Path:
    """Leaves, saying what to do, where something is to be written and the place is a log."""
    where = log_at(place)
    if where is None and isinstance(place, Path):
        return place
    raise click.UsageError(
        f"{what} works on a folder, and {place} is a log: in the folder that the log is from, or "
        f"one that `servanda record export` writes; then bring what is new into the log: "
        f"servanda record import FOLDER --store {place}"
    )


def _require_there(place: Place) -> None:
    if isinstance(place, Address) or log_at(place) is not None or place.is_dir():
        return
    what = "is no folder and no log" if place.exists() else "does not exist"
    raise click.BadParameter(f"'{place}' {what}", param_hint="'--in'")


@contextmanager
def held_in(place: Place, known: datetime | None = None) -> Iterator[Held]:
    """The tables of a place, while they are asked; those of a log as it held them at an instant."""
    from servanda.cli.stores import refusals
    from servanda.workspace.incident_tables import tables_at

    until = None if known is None else int(known.astimezone(UTC).timestamp())
    with refusals(), tables_at(place, until) as folder:
        yield Held(folder, place)


@contextmanager
def answering() -> Iterator[None]:
    """Stores that are damaged, and too many rows, are one line, and the exit code."""
    import gc

    from servanda.cli.leaving import INPUT_HAS_ERRORS
    from servanda.cli.screen import standard_error
    from servanda.intake.incidents.store import StoreError

    gc.enable()  # questions to many rows run long
    from servanda.intake.incidents.asked import TooManyRowsError

    try:
        yield
    except TooManyRowsError as problem:
        raise click.UsageError(
            f"{problem}; ask for longer periods, fewer days or fewer groups"
        ) from None
    except StoreError as problem:
        screen = standard_error()
        screen.unbroken(screen.text(f"error: {problem}", "bold"))
        raise SystemExit(INPUT_HAS_ERRORS) from None
