"""Lines of JSON that others wrote: one object a line, with its keys, and instants in it."""

import json
from collections.abc import Iterable
from datetime import datetime

from servanda.values.instant import Instant

LONGEST_LINE = 20_000  # bytes


class LineError(Exception):
    """Something in a line that is none of its kind: message and hint."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def object_in(line: bytes, keys: Iterable[str], hint: str) -> dict[str, object]:
    """The object of a line, which has all the keys; raises LineError otherwise."""
    if len(line) > LONGEST_LINE:
        raise LineError(f"a line of {len(line):,} bytes", f"at most {LONGEST_LINE:,} are read")
    try:
        entry = json.loads(line.decode("utf-8"), parse_constant=_no_number)
    except UnicodeDecodeError:
        raise LineError("this is not UTF-8", "save the file as UTF-8") from None
    except (ValueError, RecursionError):
        raise LineError("this is no JSON", hint) from None
    if not isinstance(entry, dict):
        raise LineError("this is no JSON object", hint)
    missing = [key for key in keys if key not in entry]
    if missing:
        raise LineError(f"`{missing[0]}` is missing", hint)
    return entry


def instant_in(entry: dict[str, object], key: str) -> Instant:
    """The instant that a key holds, with its zone; raises LineError otherwise."""
    hint = "write it as 2025-10-20T09:54:15-04:00"
    value = entry[key]
    try:
        moment = datetime.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise LineError(f"`{key}` is no instant", hint) from None
    if moment.tzinfo is None:
        raise LineError(f"`{key}` does not say in which zone", hint)
    try:
        return int(moment.timestamp())
    except (OverflowError, ValueError):
        raise LineError(f"`{key}` lies beyond all time", hint) from None


def _no_number(word: str) -> float:
    raise ValueError(word)
