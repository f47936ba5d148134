"""Which incidents are said to be one event: entries in FOLDER/incidents/links.jsonl, one a line.

Entries are only ever added. Of two about the same incidents the later holds, so that every link
can be parted and joined again, and what was thought before stays readable.
"""

import json
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from servanda.intake.incidents.store import SOURCE_NAME, StoreError, alone

LONGEST_LINE = 20_000  # characters
LARGEST_FILE = 500_000_000  # bytes
LONGEST_NAME = 2_000  # characters
MOST_REASONS = 50
_KEYS = frozenset(("first", "second", "same", "because", "probability", "made"))


@dataclass(frozen=True, slots=True)
class Link:
    """Two incidents, each as `source/id`, and that they are one event or are not.

    `probability` is what the comparison of records gave; None where a person says it.
    """

    first: str
    second: str
    same: bool
    because: tuple[str, ...]
    probability: float | None
    made: datetime

    @property
    def pair(self) -> tuple[str, str]:
        return pair_of(self.first, self.second)


def pair_of(one: str, other: str) -> tuple[str, str]:
    """Two names in an order that does not hang on who was named first."""
    return (one, other) if one <= other else (other, one)


def source_of(name: str) -> str:
    """The source in `source/id`."""
    return name.partition("/")[0]


def holding(entries: Iterable[Link]) -> dict[tuple[str, str], Link]:
    """For each pair the entry that holds: the last."""
    return {one.pair: one for one in entries}


def joined(entries: Iterable[Link], one: str, other: str) -> tuple[Link, ...]:
    """The links that hold between two sources."""
    wanted = {one, other}
    return tuple(
        link
        for link in holding(entries).values()
        if link.same and {source_of(link.first), source_of(link.second)} == wanted
    )


# --- The file --------------------------------------------------------------------------------


def links_file(folder: Path) -> Path:
    return folder / "incidents" / "links.jsonl"


def read_links(folder: Path) -> tuple[Link, ...]:
    """Every entry in its order; none where there is no file. StoreError where one is damaged."""
    path = links_file(folder)
    if not os.path.lexists(path):
        return ()
    _require_plain(path)
    found = []
    with path.open(encoding="utf-8", errors="strict", newline="\n") as file:
        for number, line in enumerate(_lines(file, path), 1):
            try:
                found.append(_read(line))
            except _DamagedError as problem:
                raise StoreError(f"{path}, line {number}: {problem}; nothing was read") from None
    return tuple(found)


def add_links(folder: Path, new: Sequence[Link]) -> None:
    """Adds entries at the end, all or none of them; nothing that is there is changed."""
    if not new:
        return
    path = links_file(folder)
    with alone(path.parent):
        read_links(folder)  # nothing is added to a file that cannot be read
        before = path.stat().st_size if path.exists() else 0
        text = "".join(map(_readable_line, new))
        if before and not _ends_its_line(path):
            text = "\n" + text
        with path.open("ab") as file:
            try:
                file.write(text.encode("utf-8"))
                file.flush()
                os.fsync(file.fileno())
            except OSError:
                file.truncate(before)
                raise


def _readable_line(link: Link) -> str:
    """A line that can be read again: an incident may have a name that no entry may have."""
    line = _line(link)
    try:
        _read(line)
    except _DamagedError as problem:
        raise StoreError(f"{link.first[:80]}: {problem}; nothing was written") from None
    return line


def _line(link: Link) -> str:
    told = {
        "first": link.first, "second": link.second, "same": link.same,
        "because": list(link.because), "probability": link.probability,
        "made": link.made.isoformat(timespec="seconds"),
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, allow_nan=False) + "\n"


class _DamagedError(Exception):
    """A line that is no entry, and why."""


def _require_plain(path: Path) -> None:
    about = path.lstat()
    if not stat.S_ISREG(about.st_mode):
        raise StoreError(f"{path} is no plain file")
    if about.st_size > LARGEST_FILE:
        raise StoreError(f"{path} is larger than {LARGEST_FILE:,} bytes")


def _lines(file: Any, path: Path) -> Iterator[str]:
    """The lines, without reading more of one than an entry may have."""
    try:
        while line := file.readline(LONGEST_LINE + 1):
            yield line
    except UnicodeDecodeError:
        raise StoreError(f"{path} is not UTF-8; nothing was read") from None


def _read(line: str) -> Link:
    if len(line) > LONGEST_LINE:
        raise _DamagedError(f"longer than {LONGEST_LINE:,} characters")
    try:
        told = json.loads(line, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise _DamagedError("no JSON, or an entry whose writing was interrupted") from None
    if not isinstance(told, dict) or set(told) != _KEYS:
        raise _DamagedError(f"an entry has exactly {', '.join(sorted(_KEYS))}")
    first, second = _name(told["first"]), _name(told["second"])
    if first == second:
        raise _DamagedError("an incident is not linked with itself")
    if not isinstance(told["same"], bool):
        raise _DamagedError("`same` is true or false")
    return Link(
        first, second, told["same"], _reasons(told["because"]),
        _probability(told["probability"]), _moment(told["made"]),
    )  # fmt: skip


def is_name(text: str) -> bool:
    """Whether it is `source/id`."""
    source, slash, row = text.partition("/")
    return bool(slash and row) and len(text) <= LONGEST_NAME and bool(SOURCE_NAME.fullmatch(source))


def _name(told: object) -> str:
    if not isinstance(told, str) or not is_name(told) or _has_surrogate(told):
        raise _DamagedError("an incident is named as source/id")
    return told


def _reasons(told: object) -> tuple[str, ...]:
    listed = told if isinstance(told, list) else [None]
    reasons = [one for one in listed if isinstance(one, str) and not _has_surrogate(one)]
    if len(listed) > MOST_REASONS or len(reasons) < len(listed):
        raise _DamagedError(f"`because` is a list of at most {MOST_REASONS} texts")
    return tuple(reasons)


def _probability(told: object) -> float | None:
    if told is None:
        return None
    if isinstance(told, bool) or not isinstance(told, int | float) or not 0 <= told <= 1:
        raise _DamagedError("`probability` is null or from 0 to 1")
    return float(told)


def _moment(told: object) -> datetime:
    try:
        moment = datetime.fromisoformat(told) if isinstance(told, str) else None
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise _DamagedError("`made` is an instant with its zone: 2025-03-01T12:00:00+00:00")
    return moment


def _no_constant(_: str) -> None:
    raise ValueError("no number")


def _has_surrogate(text: str) -> bool:
    return any("\ud800" <= letter <= "\udfff" for letter in text)


def _ends_its_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
