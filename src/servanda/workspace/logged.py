"""A workspace out of a log: its documents, and when each of their statements was witnessed."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from servanda.record.entries import every_entry
from servanda.record.model import Record
from servanda.store.database import reading
from servanda.store.documents import KINDS, folder_of
from servanda.store.files import file_data
from servanda.store.log import heads, logged, open_log
from servanda.values.instant import Instant
from servanda.values.span import Span


@dataclass(frozen=True, slots=True)
class LogRead:
    """The documents of a log and the files that they name, and by document and line when the
    statement there was first covered by a signed head."""

    texts: Mapping[str, str]
    data: Mapping[str, bytes]
    witnessed: Mapping[tuple[str, int], Instant]


def read_log(where: str) -> LogRead:
    """Raises `StoreError` where there is no log, or it cannot be read."""
    log = open_log(where)
    with reading(log.database) as connection:
        folder = folder_of(logged(connection, KINDS))
        data = {name: file_data(connection, digest) for name, digest in folder.files.items()}
        seen = [(head.size, head.time) for head in heads(connection)]
    times = {place: _first_covering(seen, at) for place, at in folder.placed.items()}
    return LogRead(folder.texts, data, times)


def as_witnessed(record: Record, witnessed: Mapping[tuple[str, int], Instant]) -> Record:
    """The record with the times of its log in place of what its reports say of themselves."""
    found = {
        name: witnessed[span.path, span.line]
        for name, span in _places(record)
        if (span.path, span.line) in witnessed
    }
    return replace(record, witnessed=found)


def _first_covering(heads: Sequence[tuple[int, Instant]], position: int) -> Instant:
    return heads[bisect_right(heads, position, key=lambda one: one[0])][1]


def _places(record: Record) -> Iterator[tuple[str, Span]]:
    for one in (*every_entry(record), *record.retractions, *record.reports.values()):
        if one.span is not None:
            yield one.id, one.span
