"""What SQLite keeps beside a log while it is at work, and after a crash: entries that are on the
disk and not in the file yet.

Who reads leaves it as it is, as it may hold the only copy of the last entries of a damaged file;
who writes brings it into the file at the end.
"""

import sqlite3
import time
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from servanda.store.fault import JournalLeftWarning, StoreError
from servanda.store.schema import SQLITE

ENDS = ("-wal", "-journal")
READERS_MAY_TAKE = 1.0  # seconds that a writer waits for those who still read what was before
_AGAIN_AFTER = 0.02
_CHECKPOINT = "PRAGMA wal_checkpoint(PASSIVE)"  # makes nobody wait
_RESTORE = ": restore a backup"


def beside(path: Path) -> Path | None:
    """The journal that lies beside a log, or beside the place for one."""
    return next((each for each in (Path(f"{path}{end}") for end in ENDS) if each.exists()), None)


def holds_entries(path: Path) -> bool:
    """Whether something lies beside a log that may not be in it."""
    with suppress(OSError):
        return any(Path(f"{path}{end}").stat().st_size > 0 for end in ENDS if beside(path))
    return False


def require_free(path: Path) -> None:
    """`StoreError` where a journal would be played into a log that does not belong to it."""
    left = beside(path)
    if left is not None:
        raise StoreError(
            f"{left} lies there and belongs to another log of that name, perhaps with its last "
            "entries; nothing was written: move both away together"
        )


def require_folder(path: Path) -> None:
    """`StoreError` where no file can be begun, which SQLite would only say it cannot open."""
    if path.is_dir():
        raise StoreError(
            f"{path} is a folder, and a log is a file; nothing was written: name a file in it, "
            f"{path / 'some.log'}"
        )
    if not path.parent.is_dir():
        raise StoreError(
            f"there is no folder {path.parent} for {path.name}; nothing was written: make it first"
        )


def require_beginning(path: Path) -> None:
    """`StoreError` for a file that SQLite would not know as its own, or would take for a new one
    and delete what lies beside it."""
    try:
        with path.open("rb") as file:
            begins = file.read(len(SQLITE))
    except OSError as problem:
        told = (problem.strerror or str(problem)).lower()
        raise StoreError(f"{path}: this cannot be read: {told}") from problem
    if not begins:
        raise StoreError(f"{path}: the file is empty: no log, or all of it is lost{_RESTORE}")
    if begins != SQLITE:
        raise StoreError(f"{path}: this is no log, or its beginning is damaged{_RESTORE}")


def bring_in(raw: Any, where: str) -> None:
    """Brings what was written into the file itself, which takes a moment where others still read
    what was before. Where it cannot be done, that is said as a `JournalLeftWarning`: what was
    written is safe, in the journal."""
    end = time.monotonic() + READERS_MAY_TAKE
    try:
        _, ours, done = raw.execute(_CHECKPOINT).fetchone()
        while done < ours and time.monotonic() < end:
            time.sleep(_AGAIN_AFTER)
            _, all_there, done = raw.execute(_CHECKPOINT).fetchone()
            ours = min(ours, all_there)
    except sqlite3.Error as problem:
        is_full = getattr(problem, "sqlite_errorname", "") == "SQLITE_FULL"
        _tell(where, "as the disk is full: free some space" if is_full else f"({problem})")
        return
    if done < ours:
        _tell(where, "yet, as somebody is reading")


def _tell(where: str, why: str) -> None:
    warnings.warn(
        JournalLeftWarning(
            f"{where}: what was written is safe, but in {where}-wal, and could not be brought into "
            f"the file {why}; the next command that writes does that (`servanda log migrate` if "
            "there is nothing to write): until then neither is whole without the other"
        ),
        stacklevel=2,
    )


@contextmanager
def left_as_it_is(path: Path) -> Iterator[None]:
    """Whatever is closed meanwhile, the journal stays: for whoever could not write to a log, as it
    may be damaged. SQLite brings it in where nobody else has the file open."""
    if not holds_entries(path):
        yield
        return
    address = f"file:{quote(str(path.absolute()))}?mode=ro"
    try:
        other = sqlite3.connect(address, uri=True, timeout=0, isolation_level=None)
    except sqlite3.Error:
        yield
        return
    with closing(other):
        with suppress(sqlite3.Error):
            other.execute("SELECT 1 FROM sqlite_master").fetchone()
        yield
