"""Files of revisions as incidents: every line a row, every count in it a version of a figure.

What a line says is read as everywhere (`servanda.intake.revisions`); here a line that is no
revision of a count is quarantined instead of the whole file refused, since nothing is judged yet.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from servanda.intake.incidents import persons
from servanda.intake.incidents.mapping import Mapping
from servanda.intake.incidents.model import Bounds, Incident, Quarantined
from servanda.intake.incidents.quantities import MOST
from servanda.intake.incidents.reading import Read, counted
from servanda.intake.incidents.refused import RefusedError
from servanda.intake.incidents.tables.rows import TableError
from servanda.intake.incidents.times import Written, lasting
from servanda.intake.json_lines import LONGEST_LINE
from servanda.intake.revisions import line_revisions
from servanda.record.figures import Malformed, Revision

SHOWN = 2_000


class RevisionReader:
    """Reads the lines of one file of revisions."""

    def __init__(self, path: Path, mapping: Mapping, source: str) -> None:
        self._path = path
        self._source = source
        self._zone = ZoneInfo(mapping.time.zone)
        self._counts = {count.column: count for count in mapping.counts}
        self._named: dict[tuple[str, date], set[str]] = {}
        self.size = path.stat().st_size
        self.done = 0
        if not self.size:
            raise TableError("this file is empty", "fetch it again: there should be lines in it")

    def rows(self) -> Iterator[Read | Quarantined]:
        """Every line that is not blank."""
        number = 0
        with self._path.open("rb") as file:
            while line := file.readline(LONGEST_LINE + 1):
                self.done += len(line)
                while len(line) > LONGEST_LINE and (rest := file.readline(LONGEST_LINE)):
                    self.done += len(rest)
                    if rest.endswith(b"\n"):
                        break
                if line.strip():
                    number += 1
                    yield self._row(line, number)

    def _row(self, line: bytes, number: int) -> Read | Quarantined:
        text = persons.masked(line[:SHOWN].decode("utf-8", "replace").strip())
        told = line_revisions(line, number, self._named)
        if isinstance(told, Malformed):
            return Quarantined(number, "unreadable-revision", None, text)
        if not told:
            return Quarantined(number, "no-count", None, text)
        known = [one for one in told if one.field in self._counts]
        if not known:
            return Quarantined(number, "unknown-kind", told[0].field, text)
        try:
            return Read(tuple(self._incident(one, number) for one in known))
        except RefusedError as refused:
            return Quarantined(number, refused.reason, refused.column, text)

    def _incident(self, revision: Revision, number: int) -> Incident:
        day = Written(datetime.combine(revision.day, datetime.min.time()), "day")
        lasts = lasting(day, None, "day", self._zone)
        base = Incident(
            source=self._source,
            id=revision.day.isoformat(),
            row=number,
            starts=lasts.starts,
            ends=lasts.ends,
            time_precision="day",
            kind=revision.field,
            action=None,
            by=None,
            against=None,
            actor=None,
            target=None,
            place=None,
            latitude=None,
            longitude=None,
            place_precision="unknown",
            zone=self._zone.key,
            known=datetime.fromtimestamp(revision.recorded, UTC),
        )
        found = counted(base, self._counts[revision.field], _bounds(revision))
        return replace(found, kind=revision.field)


def _bounds(revision: Revision) -> Bounds | None:
    """The number; None where there is none any more."""
    if revision.new is None:
        return None
    number = int(revision.new)
    if number != revision.new or not 0 <= number <= MOST:
        raise RefusedError("unreadable-number", revision.field)
    return Bounds(number, number, number)
