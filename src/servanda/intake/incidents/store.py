"""Where a source's incidents are held, and how one state of them follows another.

    FOLDER/incidents/SOURCE/state.json                  what holds: the files, and the imports
    FOLDER/incidents/SOURCE/incidents-000003.parquet    every version of every incident
    FOLDER/incidents/SOURCE/quarantine/000003.parquet   the rows that were not accepted

What `state.json` does not name does not hold. Of what it names the quarantine may be missing, and
nothing else: a log holds none, so that a folder that came out of one has none. An import writes new
files beside the old ones and then the state, in one step; if it is interrupted before, all is as it
was. What it had read by then (`checkpoint`) is taken up by the next, the rest of what it left lying
about swept away.
"""

import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from servanda.intake.incidents.tables.rows import TableError

VERSION = 1
SOURCE_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,62}", re.ASCII)
INCIDENTS = re.compile(r"incidents-[0-9]+\.parquet", re.ASCII)
QUARANTINE = re.compile(r"quarantine/[0-9]+\.parquet", re.ASCII)


@dataclass(frozen=True, slots=True)
class Imported:
    """An import that changed something: of which file, read how, known since when."""

    file: str
    digest: str  # SHA-256 of the file
    format: str
    known: str  # ISO 8601
    export: str  # complete or partial
    read: int
    accepted: int
    unchanged: int
    corrected: int
    deleted: int
    quarantined: int


@dataclass(frozen=True, slots=True)
class State:
    """What holds of a source; file names are relative to its folder."""

    generation: int = 0
    incidents: str | None = None
    quarantine: str | None = None
    imports: tuple[Imported, ...] = ()

    @property
    def known(self) -> datetime | None:
        """Since when the latest import is known."""
        return max((datetime.fromisoformat(one.known) for one in self.imports), default=None)


class StoreError(Exception):
    """A store that cannot be used as it is."""


def source_folder(folder: Path, source: str) -> Path:
    """Where a source of a record is held; the name must be one."""
    if SOURCE_NAME.fullmatch(source) is None:
        raise TableError(
            f"`{source[:80]}` is no name of a source",
            "lower-case letters, digits and hyphens: ucdp-ukraine",
        )
    return folder / "incidents" / source


def sources_in(folder: Path) -> tuple[str, ...]:
    """The sources of which anything is held."""
    return tuple(sorted(path.parent.name for path in (folder / "incidents").glob("*/state.json")))


def read_state(place: Path) -> State:
    path = place / "state.json"
    if not path.exists():
        return State()
    return state_in(path.read_bytes(), str(path))


def state_in(data: bytes, path: str) -> State:
    """The state that a file tells; the files that it names lie beside it and nowhere else."""
    try:
        held: dict[str, Any] = json.loads(data.decode("utf-8"))
        if held.pop("version") != VERSION:
            raise StoreError(f"{path} was written by another version of this program")
        imports = tuple(Imported(**one) for one in held.pop("imports"))
        state = replace(State(**held), imports=imports)
        for name, form in ((state.incidents, INCIDENTS), (state.quarantine, QUARANTINE)):
            if name is not None and form.fullmatch(name) is None:
                raise ValueError(f"{name[:80]!r} is no file of a source")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise StoreError(f"{path} is damaged: {problem}") from None
    return state


def quarantine_of(place: Path, state: State) -> Path | None:
    """The rows that were not accepted; None where there are none, or they are not here, as in a
    folder that came out of a log."""
    if state.quarantine is None or not (place / state.quarantine).is_file():
        return None
    return place / state.quarantine


def commit(place: Path, state: State) -> None:
    """Makes a state the one that holds, and sweeps away what no longer does."""
    held = {"version": VERSION, **asdict(state)}
    write_whole(place / "state.json", json.dumps(held, indent=2, ensure_ascii=False) + "\n")
    sweep(place, state)


def write_whole(path: Path, text: str) -> None:
    """A file that holds all of a text or what it held before, whenever the power fails."""
    temporary = path.with_name(f".{path.name}.new")
    with temporary.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    _sync_folder(path.parent)


def settle(made: Path, place: Path) -> None:
    """A finished file into its place; it holds only once a state names it."""
    with made.open("rb") as file:
        os.fsync(file.fileno())
    place.parent.mkdir(parents=True, exist_ok=True)
    made.replace(place)
    _sync_folder(place.parent)


def sweep(place: Path, state: State) -> None:
    """Removes what an interrupted import, or an earlier state, left behind; not what it read."""
    shutil.rmtree(staging(place), ignore_errors=True)
    (place / ".state.json.new").unlink(missing_ok=True)
    holding = {state.incidents, state.quarantine}
    for path in (*place.glob("incidents-*.parquet"), *place.glob("quarantine/*.parquet")):
        if path.relative_to(place).as_posix() not in holding:
            path.unlink(missing_ok=True)


def staging(place: Path) -> Path:
    """Where what is read is laid against what is held; nothing in it outlives an import."""
    return place / ".staging"


def reading(place: Path) -> Path:
    """Where what was read is kept until it is held; an interrupted import leaves it."""
    return place / ".reading"


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def alone(place: Path) -> Iterator[None]:
    """One import of a source at a time; a lock that ends with the process that holds it."""
    place.mkdir(parents=True, exist_ok=True)
    if os.name != "posix":
        yield
        return
    import fcntl

    handle = os.open(place, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StoreError(f"another import into {place} is running") from None
        yield
    finally:
        os.close(handle)
