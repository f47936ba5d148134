"""What a database refuses, in one line that says what to do: by its code, not by its words."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from servanda.store.fault import StoreError

LOST_WRITING = (
    "no server answers, or it went away; see `servanda log head` for what was written, "
    "and try again: nothing is added twice"
)
LOST_READING = "no server answers, or it went away; see the address, and whether the server runs"


@contextmanager
def refusals(where: str, lost: str = LOST_WRITING) -> Iterator[None]:
    """Whatever SQLite and PostgreSQL raise becomes a `StoreError`; mistakes of ours do not. `lost`
    is said where a server cannot be reached."""
    try:
        yield
    except Exception as problem:
        told = _told(getattr(problem, "orig", None) or problem, lost)
        if told is None:
            raise
        raise StoreError(f"{shown(where)}: {told}") from problem


def shown(where: str) -> str:
    """An address without its password."""
    without = re.sub(r"(://[^:/@]*):.*@", r"\1:…@", where)
    return re.sub(r"([?&](?:ssl)?password=)[^&]*", r"\1…", without)


def _told(problem: BaseException, lost: str) -> str | None:
    code = _code(problem)
    words = str(problem).strip()
    if code is None:
        return None
    if APPEND_ONLY in words:
        return "somebody tried to change or delete what is logged; nothing was written"
    if code in ("42P01", "42703") or words.startswith(_NOT_THERE):
        return f"its tables are not those of a log ({words.splitlines()[0]}): {_CHANGED}"
    for start, message in _BY_CODE:
        if code.startswith(start):
            if message is _NO_RIGHT and lost is LOST_READING:
                return _NO_RIGHT_TO_READ
            return lost if message is LOST_WRITING else message
    return f"the database refused: {words.splitlines()[0] if words else code}"


def _code(problem: BaseException) -> str | None:
    """The name of SQLite's result code, or PostgreSQL's SQLSTATE; None: neither refused."""
    if isinstance(problem, UnicodeDecodeError) or "decode to UTF-8" in str(problem):
        return "SQLITE_CORRUPT"  # its tables, or what it says of them, are no text any more
    if isinstance(problem, sqlite3.Error):
        return getattr(problem, "sqlite_errorname", None)
    if type(problem).__module__.startswith("psycopg"):
        code: str | None = getattr(problem, "sqlstate", None)
        is_lost = type(problem).__name__ == "OperationalError"
        return _code_of_connecting(str(problem)) if code is None and is_lost else code
    return None


def _code_of_connecting(words: str) -> str:
    """Of a connection that failed or was lost, which bears no code."""
    if any(each in words for each in _NOT_LET_IN) or _NO_ROLE.search(words):
        return "28"
    return "3D000" if 'database "' in words and "does not exist" in words else "08"


_NOT_LET_IN = (
    "authentication failed", "no password supplied", "no pg_hba.conf entry", "pg_hba.conf rejects",
    "is not permitted to log in", "permission denied for database",
)  # fmt: skip
_NO_ROLE = re.compile(r'role ".*" does not exist')
APPEND_ONLY = "a log is append-only"  # what the triggers say
_NOT_THERE = ("no such table", "no such column")
_CHANGED = "they were changed by something else than Servanda; restore a backup and verify that"
_LOCKED = "somebody else has been writing for too long; nothing was written: try again"
_FULL = "the disk is full; nothing was written: free some space and try again"
_READ_ONLY = "this cannot be written to; nothing was written: see who owns the file and its folder"
_NO_RIGHT = (
    "this cannot be written to; nothing was written: this user of the server needs rights that the "
    "owner of the tables grants (SELECT and INSERT)"
)
_NO_RIGHT_TO_READ = (
    "this user of the server may not read it: the owner of the tables grants that (SELECT)"
)
_DAMAGED = "the file is damaged: keep it aside, restore a backup and verify that"
_DISTURBED = (
    "somebody wrote at the same time without waiting for their turn; nothing was written: try again"
)
_BY_CODE = (
    ("SQLITE_BUSY", _LOCKED),
    ("SQLITE_LOCKED", _LOCKED),
    ("55P03", _LOCKED),
    ("SQLITE_FULL", _FULL),
    ("53100", _FULL),
    ("SQLITE_READONLY", _READ_ONLY),
    ("25006", "this server only follows another and cannot be written to; nothing was written"),
    ("42501", _NO_RIGHT),
    ("SQLITE_CANTOPEN", "this cannot be opened: see who owns the file and its folder"),
    ("SQLITE_NOTADB", "this is no log, or its beginning is damaged: restore a backup"),
    ("SQLITE_CORRUPT", _DAMAGED),
    ("SQLITE_IOERR_SHORT_READ", _DAMAGED),
    ("XX001", _DAMAGED),
    ("XX002", _DAMAGED),
    ("SQLITE_IOERR", "the disk refused to read or write; nothing was written: see its state"),
    ("SQLITE_CONSTRAINT", _DISTURBED),
    ("23505", _DISTURBED),
    ("40", _DISTURBED),
    (
        "28",
        "the server does not let this user in: see the name, the password, and whom it lets in "
        "(roles, pg_hba.conf)",
    ),
    ("3D000", "the server has no such database: `createdb` makes one"),
    ("08", LOST_WRITING),
    ("57P", LOST_WRITING),
)
