"""Files of revisions: one JSON object a line, in the order in which corrections were recorded.

    {"recorded_at": "2025-10-20T09:54:15-04:00", "report_date": "2025-10-19", "field": "killed",
     "old": 18, "new": 43}

Other keys are passed over. A number is a count; an object holds counts under names of its own and
makes a field of each (`verified.killed`); a text is no count and is passed over; null is no number.
A file in which anything else stands is refused whole, with its line: half a file of corrections
would be another account than its publisher's.
"""

from collections.abc import Iterator
from datetime import date
from math import isfinite
from typing import TypeAlias

from servanda.intake.json_lines import LineError, instant_in, object_in
from servanda.record.figures import Figures, Malformed, Revision, figures_of

LARGEST_FILE = 50_000_000  # bytes
MOST_REVISIONS = 500_000
MOST_PARTS = 100  # counts in one object
LONGEST_NAME = 100  # characters of a field
LARGEST_COUNT = 1e12
KEYS = ("recorded_at", "report_date", "field", "old", "new")
EXAMPLE = "a line has `recorded_at`, `report_date`, `field`, `old` and `new`"

Parts: TypeAlias = dict[str, float]


class _LineError(LineError):
    """Something in a line that is no revision: message and hint."""

    def __init__(self, message: str, hint: str = EXAMPLE) -> None:
        super().__init__(message, hint)


def read_revisions(data: bytes) -> Figures | Malformed:
    """The figures in a file of revisions, or the first thing that is wrong with it."""
    if len(data) > LARGEST_FILE:
        return Malformed(0, f"this file has more than {LARGEST_FILE:,} bytes", "split it by year")
    revisions: list[Revision] = []
    named: dict[tuple[str, date], set[str]] = {}
    for number, line in enumerate(data.split(b"\n"), start=1):
        if not line.strip():
            continue
        told = line_revisions(line, number, named)
        if isinstance(told, Malformed):
            return told
        revisions.extend(told)
        if len(revisions) > MOST_REVISIONS:
            return Malformed(number, f"more than {MOST_REVISIONS:,} revisions", "split it by year")
    return figures_of(revisions)


def line_revisions(
    line: bytes, number: int, named: dict[tuple[str, date], set[str]]
) -> tuple[Revision, ...] | Malformed:
    """What one line tells, or what is wrong with it; `named` as for the lines above it."""
    try:
        return tuple(_revisions(line, named))
    except LineError as problem:
        return Malformed(number, str(problem), problem.hint)


def _revisions(line: bytes, named: dict[tuple[str, date], set[str]]) -> Iterator[Revision]:
    """One line as revisions of counts; `named` holds which counts a field's day had so far, for
    what an object no longer names has no number any more."""
    entry = object_in(line, KEYS, EXAMPLE)
    field, day = _field(entry["field"]), _day(entry["report_date"])
    recorded = instant_in(entry, "recorded_at")
    old, new = _parts(field, entry["old"]), _parts(field, entry["new"])
    seen = named.setdefault((field, day), set())
    seen.update(old, new)
    for name in sorted(seen):
        yield Revision(name, day, recorded, old.get(name), new.get(name))


def _field(value: object) -> str:
    if not isinstance(value, str) or not _is_name(value):
        raise _LineError(f"`field` is no name of at most {LONGEST_NAME} printable characters")
    return value


def _is_name(text: str) -> bool:
    return 0 < len(text) <= LONGEST_NAME and text.isprintable()


def _day(value: object) -> date:
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise _LineError("`report_date` is no date", "write it as 2025-10-19") from None


def _parts(field: str, value: object) -> Parts:
    """The counts that a value holds, by the names of their fields."""
    match value:
        case None | str():
            return {}
        case bool():
            raise _LineError(f"`{field}` is true or false, and no count", "leave it out")
        case int() | float():
            return {field: _count(field, value)}
        case dict():
            return _inner(field, value)
        case _:
            raise _LineError(f"`{field}` is a list, and no count", "leave it out")


def _inner(field: str, value: dict[str, object]) -> Parts:
    if len(value) > MOST_PARTS:
        raise _LineError(f"`{field}` holds more than {MOST_PARTS} counts", "split it")
    found: Parts = {}
    for name, held in value.items():
        if not _is_name(name):
            raise _LineError(f"a name in `{field}` is none of at most {LONGEST_NAME} characters")
        match held:
            case None | str():
                continue
            case int() | float() if not isinstance(held, bool):
                found[f"{field}.{name}"] = _count(f"{field}.{name}", held)
            case _:
                raise _LineError(f"`{field}.{name}` is no count", "leave it out")
    return found


def _count(field: str, value: int | float) -> float:
    # A whole number may be too large to become a float at all.
    if not -LARGEST_COUNT <= value <= LARGEST_COUNT or not isfinite(value):
        raise _LineError(f"`{field}` is beyond every count", "is a key struck twice?")
    return float(value)
