"""Files of a log that are entered again with another content, and what becomes of their rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from servanda.intake.incident_lines import read_incident_lines
from servanda.record.figures import Malformed
from servanda.record.incident_rows import IncidentRow
from servanda.store.entry import Entry
from servanda.values.instant import NEVER


@dataclass(frozen=True, slots=True)
class Replaced:
    """Of incidents, how many of the rows that were logged are gone, and how many tell otherwise
    what they told; what is told of a row beside that, as known from later, is no other."""

    name: str
    gone: int = 0
    otherwise: int = 0


def replaced_in(
    fresh: Iterable[Entry], files: Mapping[str, bytes], before: Mapping[str, bytes]
) -> tuple[Replaced, ...]:
    """What of these files was there with another content; `before` are the rows that were logged,
    as far as anything names them."""
    again = (one.name for one in fresh if one.kind == "file" and one.number > 1)
    return tuple(_replaced(name, files[name], before.get(name)) for name in again if name in files)


def _replaced(name: str, now: bytes, before: bytes | None) -> Replaced:
    had, has = _rows(before), _rows(now)
    if had is None or has is None:  # attached, or figures, of which no row has a name
        return Replaced(name)
    gone = had.keys() - has.keys()
    otherwise = [each for each in had.keys() - gone if not had[each] <= has[each]]
    return Replaced(name, len(gone), len(otherwise))


def _rows(data: bytes | None) -> Mapping[str, frozenset[IncidentRow]] | None:
    """The versions of each row by its identifier, whatever took their place; None of a file that
    has no incidents."""
    rows = None if data is None else read_incident_lines(data)
    if rows is None or isinstance(rows, Malformed):
        return None
    lasting = sorted((replace(row, known_to=NEVER) for row in rows), key=lambda row: row.id)
    return {name: frozenset(each) for name, each in groupby(lasting, key=lambda row: row.id)}
