"""Files of incidents: one JSON object a line, one version of a row each.

    {"id": "ucdp-147997", "kind": "state-based", "starts": "2015-02-16T00:00:00+00:00",
     "ends": "2015-02-17T00:00:00+00:00", "by": "Government of Ukraine", "against": "DPR",
     "place": "Debaltseve", "areas": ["debaltseve"], "killed": {"low": 2, "high": 5, "best": 3},
     "known_from": "2016-05-01T00:00:00+00:00"}

`servanda incidents extract` writes them. `by`, `against`, `place`, `areas`, `killed`, `injured` and
`known_to` may be left out; other keys are passed over, unless they look like one of these written
in another way (`killed_low`). No two versions of an id are known from the same instant. A file in
which anything else stands is refused whole, with its line: with rows missing, fewer incidents would
be told than the data have.
"""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from math import isfinite

from servanda.intake.json_lines import LineError, instant_in, object_in
from servanda.record.figures import Malformed
from servanda.record.incident_rows import IncidentRow, RowsRead
from servanda.record.model import Toll
from servanda.values.instant import NEVER, Instant, Interval
from servanda.values.quantity import Range

LARGEST_FILE = 50_000_000  # bytes
MOST_ROWS = 200_000
LONGEST_TEXT = 500  # characters of a place or a side
MOST_AREAS = 100
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
REQUIRED = ("id", "kind", "starts", "ends", "known_from")
MISPLACED = re.compile(r"(killed|injured)[_.-]?(low|high|best)", re.IGNORECASE)
HINT = "write the file with `servanda incidents extract`"


class _LineError(LineError):
    """Something in a line that is no incident: message and hint."""

    def __init__(self, message: str, hint: str = HINT) -> None:
        super().__init__(message, hint)


def read_incident_lines(data: bytes) -> RowsRead:
    """The rows in a file of incidents, or the first thing that is wrong with it."""
    if len(data) > LARGEST_FILE:
        return Malformed(0, f"this file has more than {LARGEST_FILE:,} bytes", "extract fewer days")
    rows: list[IncidentRow] = []
    lines: dict[tuple[str, Instant], int] = {}  # of each version, where it stands
    for number, line in enumerate(data.split(b"\n"), start=1):
        if not line.strip():
            continue
        if len(rows) == MOST_ROWS:
            return Malformed(number, f"more than {MOST_ROWS:,} rows", "extract fewer days")
        try:
            row = _row(line)
            _check_new(row, lines.setdefault((row.id, row.known_from), number), number)
        except LineError as problem:
            return Malformed(number, str(problem), problem.hint)
        rows.append(row)
    return tuple(rows)


def incident_lines(rows: Iterable[IncidentRow]) -> bytes:
    """The rows as a file, in the order of their ids and versions: the same rows, the same bytes."""
    in_order = sorted(rows, key=lambda row: (row.id, row.known_from))
    lines = (json.dumps(dict(_entry(row)), ensure_ascii=False) for row in in_order)
    return "".join(f"{line}\n" for line in lines).encode()


# --- Reading ---------------------------------------------------------------------------------


def _row(line: bytes) -> IncidentRow:
    entry = _object(line)
    name = entry["id"]
    if not isinstance(name, str) or not NAME.fullmatch(name):
        raise _LineError("`id` is no name of small letters, digits and hyphens")
    starts, ends = instant_in(entry, "starts"), instant_in(entry, "ends")
    known_from = instant_in(entry, "known_from")
    known_to = NEVER if entry.get("known_to") is None else instant_in(entry, "known_to")
    if ends <= starts or known_to <= known_from:
        raise _LineError("this ends before it begins")
    return IncidentRow(
        id=name,
        kind=_text(entry, "kind") or "",
        when=Interval(starts, ends),
        by=_text(entry, "by"),
        against=_text(entry, "against"),
        place=_text(entry, "place"),
        areas=_areas(entry.get("areas")),
        killed=_toll(entry, "killed"),
        injured=_toll(entry, "injured"),
        known_from=known_from,
        known_to=known_to,
    )


def _check_new(row: IncidentRow, first: int, number: int) -> None:
    if first != number:
        raise _LineError(
            f"`{row.id}` is known from the same instant as in line {first}",
            "keep one of the two lines; a correction has a later `known_from`",
        )


def _object(line: bytes) -> dict[str, object]:
    entry = object_in(line, REQUIRED, HINT)
    if entry["kind"] is None:
        raise _LineError("`kind` is missing")
    for key in entry:
        if misplaced := MISPLACED.fullmatch(key):
            toll = misplaced[1].lower()
            hint = f'write `"{toll}": {{"low": NUMBER, "high": NUMBER}}`'
            raise _LineError(f"`{key[:40]}` is no key of an incident", hint)
    return entry


def _text(entry: dict[str, object], key: str) -> str | None:
    value = entry.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_TEXT or not value.isprintable():
        raise _LineError(f"`{key}` is no text of at most {LONGEST_TEXT} printable characters")
    return value


def _areas(value: object) -> frozenset[str]:
    if value is None:
        return frozenset()
    if not isinstance(value, list) or len(value) > MOST_AREAS:
        raise _LineError(f"`areas` is no list of at most {MOST_AREAS} names")
    if not all(isinstance(name, str) and NAME.fullmatch(name) for name in value):
        raise _LineError("`areas` holds something that is no name of an area")
    return frozenset(value)


def _toll(entry: dict[str, object], key: str) -> Toll | None:
    value = entry.get(key)
    if value is None:
        return None
    if not isinstance(value, dict):
        raise _LineError(f"`{key}` has no `low` and `high`")
    low, high, best = (_people(value.get(name), key) for name in ("low", "high", "best"))
    if low is None or high is None:
        raise _LineError(f"`{key}` has no `low` and `high`")
    if high < low or (best is not None and not low <= best <= high):
        raise _LineError(f"the numbers of `{key}` contradict one another")
    return Toll(Range(low, high), best)


def _people(value: object, key: str) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _LineError(f"`{key}` holds something that is no number")
    if not isfinite(value) or value < 0 or value != int(value):
        raise _LineError(f"`{key}` holds a number that people are not counted in")
    return float(value)


# --- Writing ---------------------------------------------------------------------------------


def _entry(row: IncidentRow) -> Iterator[tuple[str, object]]:
    yield "id", row.id
    yield "kind", row.kind
    yield "starts", _written(row.when.start)
    yield "ends", _written(row.when.end)
    for key, text in (("by", row.by), ("against", row.against), ("place", row.place)):
        if text is not None:
            yield key, text
    if row.areas:
        yield "areas", sorted(row.areas)
    for key, toll in (("killed", row.killed), ("injured", row.injured)):
        if toll is not None:
            numbers = {"low": int(toll.number.low), "high": int(toll.number.high)}
            yield key, numbers | ({} if toll.best is None else {"best": int(toll.best)})
    yield "known_from", _written(row.known_from)
    if row.known_to != NEVER:
        yield "known_to", _written(row.known_to)


def _written(instant: Instant) -> str:
    return datetime.fromtimestamp(instant, UTC).isoformat()
