"""How far an interrupted import had come, kept so that the next one need not begin anew.

    FOLDER/incidents/SOURCE/.reading/checkpoint.json          what was read, as what, so far
    FOLDER/incidents/SOURCE/.reading/staged-0001.parquet      the rows read, part by part
    FOLDER/incidents/SOURCE/.reading/quarantined-0001.parquet

It holds only for the very same file, read in the very same way by the same program; what does not
depend on the file alone (what is held, since when an export is known) is no part of it. Whatever
does not match to the last bit is thrown away: reading again is always right.
"""

import json
import os
import shutil
from collections.abc import Mapping as Named
from dataclasses import asdict, dataclass, fields, is_dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from servanda import __version__
from servanda.intake.incidents.columns import QUARANTINE, STAGED
from servanda.intake.incidents.mapping import Mapping
from servanda.intake.incidents.store import write_whole

NAME = "checkpoint.json"


@dataclass(frozen=True, slots=True)
class ReadAs:
    """Which file is read, and how: what has to be the same for a checkpoint to be taken up."""

    file: str  # its name, which the quarantine tells
    digest: str  # SHA-256 of the file
    mapping: str  # SHA-256 of the mapping with the options that change it, and of what is known
    program: str  # its version, and SHA-256 of the columns that it stages


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of rows: their number, and SHA-256 of the two files that hold them."""

    number: int
    staged: str
    quarantined: str


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What had been read: `rows` of the file, which is `done` of its `size` in whatever unit."""

    read_as: ReadAs
    rows: int = 0
    done: int = 0
    size: int = 0
    is_whole: bool = False  # every row of the file was read
    parts: tuple[Part, ...] = ()
    reasons: tuple[tuple[str, int], ...] = ()  # rows quarantined while read, by reason
    remarks: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Resumed:
    """An import that goes on: `row` is the first that it still has to read; None: none is left."""

    rows: int
    row: int | None


@dataclass(frozen=True, slots=True)
class Discarded:
    """What an interrupted import had read was of no use, and why."""

    why: str


class DamagedError(Exception):
    """A checkpoint that is not what was written."""


def read_as(file: Path, digest: str, mapping: Mapping, knowing: str = "") -> ReadAs:
    """How this program reads a file by a mapping, and by what the agreement knows."""
    columns = sha256(f"{STAGED}\n{QUARANTINE}".encode()).hexdigest()
    return ReadAs(file.name, digest, fingerprint(mapping) + knowing, f"{__version__} {columns}")


def fingerprint(mapping: Mapping) -> str:
    """The same for mappings that say the same, in every process."""
    return sha256(json.dumps(_plain(mapping)).encode()).hexdigest()


def taken_up(folder: Path, wanted: ReadAs) -> Checkpoint | Discarded | None:
    """What an interrupted import left of this reading; None where it left no checkpoint."""
    if not (folder / NAME).exists():
        return None
    try:
        found = _read(folder / NAME)
        _check_parts(folder, found)
    except DamagedError as problem:
        return Discarded(f"its checkpoint is damaged ({problem})")
    for name, what in _DIFFERENT.items():
        if getattr(found.read_as, name) != getattr(wanted, name):
            return Discarded(what)
    return found


_DIFFERENT = {
    "program": "it was made by another version of this program",
    "file": "it was of a file of another name",
    "digest": "it was of another file, or this one has changed",
    "mapping": "the file was read by another mapping or with other options",
}


def keep(folder: Path, checkpoint: Checkpoint) -> None:
    """Makes a checkpoint the one that holds, in one step; its parts are on the disk by then."""
    held = asdict(checkpoint)
    write_whole(folder / NAME, json.dumps({"sum": _sum(held), **held}, indent=1) + "\n")


def part_kept(folder: Path, number: int) -> Part:
    """A part whose files are finished: they are on the disk for good from here on."""
    made = []
    for path in (staged_path(folder, number), quarantined_path(folder, number)):
        with path.open("rb") as file:
            os.fsync(file.fileno())
        made.append(file_digest(path))
    return Part(number, *made)


def discard(folder: Path) -> None:
    """Removes all of it, the checkpoint first: without one the parts mean nothing."""
    (folder / NAME).unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)


def staged_path(folder: Path, number: int) -> Path:
    return folder / f"staged-{number:04}.parquet"


def quarantined_path(folder: Path, number: int) -> Path:
    return folder / f"quarantined-{number:04}.parquet"


def file_digest(path: Path) -> str:
    """SHA-256 of a file."""
    digest = sha256()
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


# --- Reading one ---------------------------------------------------------------------------------


def _read(path: Path) -> Checkpoint:
    try:
        held: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if held.pop("sum") != _sum(held):
            raise DamagedError("it was changed")
        return replace(
            Checkpoint(**held),
            read_as=ReadAs(**held["read_as"]),
            parts=tuple(Part(**one) for one in held["parts"]),
            reasons=tuple((name, number) for name, number in held["reasons"]),
            remarks=tuple((name, number) for name, number in held["remarks"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise DamagedError(f"it cannot be read: {type(problem).__name__}") from None


def _check_parts(folder: Path, checkpoint: Checkpoint) -> None:
    for part in checkpoint.parts:
        for path, digest in (
            (staged_path(folder, part.number), part.staged),
            (quarantined_path(folder, part.number), part.quarantined),
        ):
            try:
                is_same = file_digest(path) == digest
            except OSError:
                raise DamagedError(f"{path.name} is missing") from None
            if not is_same:
                raise DamagedError(f"{path.name} was changed")


def _sum(held: dict[str, Any]) -> str:
    """Of what a checkpoint says, so that half of one, or one that was edited, is none."""
    return sha256(json.dumps(held, sort_keys=True).encode()).hexdigest()


def _plain(value: object) -> object:
    """A value as JSON, always in the same order; order that says something is kept."""
    if is_dataclass(value) and not isinstance(value, type):
        told = {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
        return [type(value).__name__, told]
    if isinstance(value, Named):
        return ["named", [[_plain(key), _plain(each)] for key, each in value.items()]]
    if isinstance(value, frozenset):
        return ["set", sorted(map(json.dumps, map(_plain, value)))]
    if isinstance(value, tuple | list):
        return ["list", [_plain(each) for each in value]]
    assert value is None or isinstance(value, str | int | float), value
    return value
