"""Rows of a source for a report: chosen in the store, with every version, as a file of incidents.

What a row is left out for is counted, so that the numbers add up: chosen + left out = versions that
are held.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

import ibis
import ibis.expr.types as ir
from ibis.backends.duckdb import Backend

from servanda.intake.incident_lines import LONGEST_TEXT, incident_lines, read_incident_lines
from servanda.intake.incidents.opened import open_versions
from servanda.intake.incidents.store import read_state, source_folder, sources_in
from servanda.intake.incidents.tables.rows import TableError
from servanda.language.listing import listed
from servanda.language.near_miss import did_you_mean
from servanda.record.figures import Malformed
from servanda.record.incident_rows import IncidentRow, IncidentRows
from servanda.record.model import Toll
from servanda.values.calendar import Calendar
from servanda.values.instant import NEVER, Interval
from servanda.values.quantity import Range

LONGEST_ID = 80  # characters
MOST_VERSIONS = 200_000  # as many as a file of incidents may have

# Why a version is left out, in the order in which it is asked.
LEFT_OUT: Final = {
    "a-count": "it is a count over a time, and no event",
    "never-known": "another version took its place in the second in which it came",
    "other-days": "its days lie outside those asked for",
    "other-kind": "it is of another kind",
    "other-action": "it is of another action, or of none that is known",
    "other-side": "its first side is another",
    "not-in-area": "its place does not surely lie in the area",
}


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rows are asked for; None: whatever they have.

    The days are those of the calendar, both included; a row belongs to them if its own time
    touches them. `by` is the side that did it, or the first of two sides, in the source's words.
    """

    calendar: Calendar
    first: date | None = None
    last: date | None = None
    kind: str | None = None
    by: str | None = None
    area: str | None = None
    action: str | None = None


@dataclass(frozen=True, slots=True)
class Extract:
    """Rows, versions each; how many versions were held, and how many left out for what reason.

    `undirected` rows are chosen ones whose source names two sides, and not who did it to whom.
    """

    source: str
    rows: IncidentRows
    held: int
    left_out: Mapping[str, int]
    undirected: int
    data: bytes

    @property
    def incidents(self) -> int:
        return len({row.id for row in self.rows})


def extract(
    folder: Path, source: str, selection: Selection, engine: Backend | None = None
) -> Extract:
    """The rows of one source of a record; raises TableError where there are none to be had."""
    _check_source(folder, source)
    versions = _with_fate(open_versions(folder, [source], engine), selection)
    fates = versions.group_by("fate").aggregate(number=versions.count()).to_pyarrow().to_pylist()
    numbers = {str(row["fate"]): int(row["number"]) for row in fates}
    chosen = numbers.pop(_CHOSEN, 0)
    if chosen > MOST_VERSIONS:
        message = f"{chosen:,} rows are more than the {MOST_VERSIONS:,} that a file may have"
        raise TableError(message, "choose fewer days with --from and --to")
    names = _names(source, versions)
    told = versions.filter(versions.fate == _CHOSEN).to_pyarrow().to_pylist()
    rows = tuple(_row(row, names) for row in told)
    return Extract(
        source=source,
        rows=rows,
        held=chosen + sum(numbers.values()),
        left_out={reason: numbers[reason] for reason in LEFT_OUT if reason in numbers},
        undirected=sum(1 for row in told if row["by"] is None and row["between"]),
        data=_written(rows),
    )


def _check_source(folder: Path, source: str) -> None:
    if read_state(source_folder(folder, source)).incidents is not None:
        return
    sources = sources_in(folder)
    hint = did_you_mean(source, sources) or (
        f"there are {listed(sources)}" if sources else "first `servanda incidents import`"
    )
    raise TableError(f"no incidents of `{source}` are held here", hint)


def _written(rows: IncidentRows) -> bytes:
    """As a file, and read again: what is written here is read everywhere."""
    data = incident_lines(rows)
    found = read_incident_lines(data)
    if isinstance(found, Malformed):
        raise TableError(f"line {found.line}: {found.message}", found.hint)
    return data


# --- Choosing ----------------------------------------------------------------------------------

_CHOSEN = "chosen"


def _with_fate(versions: ir.Table, selection: Selection) -> ir.Table:
    """Every version with the first reason for which it is left out, if there is one.

    A withdrawn version has nothing to tell but that the one before it is no longer known, and that
    stands there.
    """
    told = versions.filter(~versions.withdrawn)
    # By whole seconds, which is what instants are.
    told = told.mutate(since=told.known_from.epoch_seconds(), until=told.known_to.epoch_seconds())
    side = ibis.coalesce(told.by, told.between[0])
    tests = [
        ("a-count", told.tally_low.notnull()),
        ("never-known", told.until.notnull() & (told.until <= told.since)),
        ("other-days", _outside(told, selection)),
        ("other-kind", _not(told.kind, selection.kind)),
        ("other-action", _not(told.action, selection.action)),
        ("other-side", _not(side, selection.by)),
        ("not-in-area", _not_in(told, selection.area)),
    ]
    assert [name for name, _ in tests] == list(LEFT_OUT), "every reason has its words"
    branches = [(test, ibis.literal(name)) for name, test in tests]
    return told.mutate(fate=ibis.cases(*branches, else_=_CHOSEN))


def _outside(told: ir.Table, selection: Selection) -> ir.BooleanValue:
    first, last = selection.first, selection.last
    before = told.ends <= _moment(selection.calendar.day(first).start) if first else _never()
    after = told.starts >= _moment(selection.calendar.day(last).end) if last else _never()
    return before | after


def _not(column: ir.Value, wanted: str | None) -> ir.BooleanValue:
    return _never() if wanted is None else (column != wanted).fill_null(True)


def _not_in(told: ir.Table, area: str | None) -> ir.BooleanValue:
    return _never() if area is None else ~told.areas.contains(area).fill_null(False)


def _never() -> ir.BooleanValue:
    return ibis.literal(False)


def _moment(instant: int) -> ir.Value:
    return ibis.literal(datetime.fromtimestamp(instant, UTC), type="timestamp('UTC')")


# --- Names -------------------------------------------------------------------------------------


def _names(source: str, versions: ir.Table) -> dict[str, str]:
    """The name in the file of every incident that is held, so that none depends on the choice."""
    ids = sorted(str(name) for name in versions.select("id").distinct().id.to_pyarrow().to_pylist())
    return safe_names(source, ids)


def safe_names(source: str, ids: Sequence[str]) -> dict[str, str]:
    """Names of small letters, digits and hyphens that begin with the source's, all of them
    different. One that had to be changed other than in its capitals ends in a hash of what it was,
    and so does one that is like another then."""
    plain = {name: f"{source}-{name.lower()}" for name in ids}
    counted: dict[str, int] = {}
    for made in plain.values():
        counted[made] = counted.get(made, 0) + 1
    return {
        name: made if _is_safe(made) and counted[made] == 1 else _hashed(made, name)
        for name, made in plain.items()
    }


def _is_safe(name: str) -> bool:
    return len(name) <= LONGEST_ID and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) is not None


def _hashed(made: str, name: str) -> str:
    mark = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
    stem = re.sub(r"[^a-z0-9]+", "-", made)[: LONGEST_ID - len(mark) - 1].strip("-")
    return f"{stem}-{mark}"


# --- Rows --------------------------------------------------------------------------------------


def _row(told: Mapping[str, Any], names: Mapping[str, str]) -> IncidentRow:
    starts, ends = int(told["starts"].timestamp()), int(told["ends"].timestamp())
    first, second = _sides(told)
    return IncidentRow(
        id=names[told["id"]],
        kind=_words(told["kind"]) or "not known",
        when=Interval(starts, max(ends, starts + 1)),
        by=first,
        against=second,
        place=_words(told["place"]),
        areas=frozenset(told["areas"] or ()),
        killed=_toll(told, "killed"),
        injured=_toll(told, "injured"),
        known_from=int(told["since"]),
        known_to=NEVER if told["until"] is None else int(told["until"]),
    )


def _sides(told: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """Who did it and to whom, or the two sides in the source's order: to choose rows by."""
    if told["by"] is not None or not told["between"]:
        return _words(told["by"]), _words(told["against"])
    between = iter(_sides_between(told["between"]))
    return next(between, None), next(between, None) or _words(told["against"])


def _sides_between(between: Sequence[str]) -> Iterator[str]:
    for side in between:
        words = _words(side)
        if words is not None:
            yield words


def _words(text: str | None) -> str | None:
    """A text on one line, of a length that a file may have."""
    if text is None:
        return None
    printable = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(printable.split())[:LONGEST_TEXT].rstrip() or None


def _toll(told: Mapping[str, Any], what: str) -> Toll | None:
    low, high, best = (told[f"{what}_{part}"] for part in ("low", "high", "best"))
    if low is None or high is None:
        return None
    return Toll(Range(low, high), None if best is None else float(best))
