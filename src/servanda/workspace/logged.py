"""A workspace out of a log: its documents, and when each of their statements was witnessed."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from servanda.record.entries import every_entry
from servanda.record.model import Record
from servanda.store.access import ANYBODY, OWNER, Reader, Sight, reader_named, sight_of
from servanda.store.connection import Connection
from servanda.store.database import reading
from servanda.store.documents import KINDS
from servanda.store.fault import StoreError
from servanda.store.files import file_data
from servanda.store.keyring import Keyring
from servanda.store.laying import folder_of
from servanda.store.log import Logged, heads, keyring, logged, open_log
from servanda.store.policy import policy_of
from servanda.store.sealing import opened_all
from servanda.values.instant import Instant
from servanda.values.span import Span
from servanda.workspace.keys import keys_folder, sealing_keys


@dataclass(frozen=True, slots=True)
class LogRead:
    """The documents of a log and the files that they name, and by document and line when the
    statement there was first covered by a signed head."""

    texts: Mapping[str, str]
    data: Mapping[str, bytes]
    witnessed: Mapping[tuple[str, int], Instant]
    tells_withheld: bool = False  # something is withheld, and the reader is told what it changes


def read_log(where: str, reader: str | None, at: Instant) -> LogRead:
    """What a reader may see at an instant. Raises `StoreError` where there is no log, it cannot be
    read, or it knows no such reader."""
    log = open_log(where)
    with reading(log.database) as connection:
        entries, sight = seen_by(connection, reader, at, keys_folder())
        folder = folder_of(entries, sight)
        policy, _ = policy_of(connection)
        tells = bool(sight.withheld) and reader is not None and policy.tells_withheld
        data = {name: file_data(connection, digest) for name, digest in folder.files.items()}
        seen = [(head.size, head.time) for head in heads(connection)]
    times = {place: _first_covering(seen, at) for place, at in folder.placed.items()}
    return LogRead(folder.texts, data, times, tells)


def seen_by(
    connection: Connection, reader: str | None, at: Instant, keys: Path
) -> tuple[tuple[Logged, ...], Sight]:
    """The entries that make up a folder, and what of them a reader may see."""
    entries = tuple(opened_all(logged(connection, KINDS), sealing_keys(keys)))
    ring = keyring(connection)
    whose = _reader(reader, ring)
    if whose is None:
        raise StoreError(f"the log knows no reader named {reader!r}; or say `anybody`")
    return entries, sight_of(whose, entries, _filed_by(connection, entries, ring), at)


def _reader(name: str | None, ring: Keyring) -> Reader | None:
    if name is None:
        return OWNER
    return ANYBODY if name == "anybody" else reader_named(name, ring)


def _filed_by(
    connection: Connection, entries: Sequence[Logged], ring: Keyring
) -> Mapping[int, str]:
    """The organisation that filed each entry: that of the submission which covers it."""
    submissions = [(one.position, one.entry.name) for one in logged(connection, ("submission",))]
    found: dict[int, str] = {}
    for one in entries:
        _, key = submissions[bisect_right(submissions, one.position, key=lambda each: each[0])]
        holder = ring.holders.get(key)
        found[one.position] = holder.organisation if holder else ""
    return found


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
