"""Where an agreement and its record lie: a folder or file of documents, or a log."""

from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from servanda.store.schema import SQLITE


@dataclass(frozen=True, slots=True)
class Address:
    """A log, by its file or as `postgresql://...`, and as whom it is read: the name of a reader
    that it knows, `anybody`, or None for whoever has it in hand. A password is not shown."""

    text: str
    reader: str | None = None

    def __str__(self) -> str:
        from servanda.store.refusal import shown

        return shown(self.text)


Place: TypeAlias = Path | Address


def place_of(typed: str) -> Place:
    return Address(typed) if "://" in typed else Path(typed)


def log_at(place: Place) -> str | None:
    """Where the log is, if there is one at this place and no folder or document."""
    if isinstance(place, Address):
        return place.text
    try:
        if not place.is_file():  # a pipe would be waited for
            return None
        with place.open("rb") as file:
            return str(place) if file.read(len(SQLITE)) == SQLITE else None
    except (OSError, ValueError):  # a folder; or what opening it will complain of
        return None


def as_the_public(place: Place) -> Place:
    """The place as what goes outside is asked of it: a log as anybody, unless it is said as whom,
    so that no marking is passed by; a folder has none that keep anything from who has it."""
    where = log_at(place)
    if where is None or isinstance(place, Address) and place.reader is not None:
        return place
    return Address(where, "anybody")


def base_of(place: Place) -> Path | None:
    """What the paths of a workspace are relative to; None: they are those in a log."""
    if log_at(place) is not None:
        return None
    assert isinstance(place, Path), "an address is that of a log"
    return place if place.is_dir() else place.parent
