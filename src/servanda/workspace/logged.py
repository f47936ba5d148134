"""A workspace out of a log: its documents, and when each of their statements was witnessed."""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from servanda.record.entries import every_entry
from servanda.record.model import Record
from servanda.store.access import ANYBODY, OWNER, Reader, Sight, reader_of, sight_of
from servanda.store.as_shown import SHOWN, require_all_laid, require_as_shown
from servanda.store.connection import Connection
from servanda.store.database import reading
from servanda.store.documents import KINDS
from servanda.store.entering import RECORD, house_of
from servanda.store.entry import OF_ANSWERS
from servanda.store.fault import StoreError
from servanda.store.files import file_data
from servanda.store.head import Head
from servanda.store.keyring import Keyring
from servanda.store.laying import Folder, folder_of
from servanda.store.log import Logged, heads, keyring, logged, open_log
from servanda.store.marked import marking_in
from servanda.store.policy import policy_of
from servanda.store.resting import agreement_hash
from servanda.store.roles import is_of_one
from servanda.store.said_digest import said_digest
from servanda.store.sealing import keys_in, opened_all
from servanda.values.instant import Instant
from servanda.values.span import Span
from servanda.workspace.files import data_named
from servanda.workspace.keys import keys_folder, sealing_keys
from servanda.workspace.trusted import require_trusted


@dataclass(frozen=True, slots=True)
class LogRead:
    """The documents of a log and the files that they name, and by document and line what is logged
    of the statement there: its name, the digest of what it says and until when it is under embargo;
    and when it was first covered by a signed head."""

    texts: Mapping[str, str]
    data: Mapping[str, bytes]
    placed: Mapping[tuple[str, int], tuple[str, str, Instant | None]]
    witnessed: Mapping[tuple[str, int], Instant]
    tells_withheld: bool  # something is withheld, and the reader is told what it changes
    head: Head  # that covers what was read
    agreement: str  # the hash of its documents, in hex
    keys: tuple[str, ...]  # the ids of those with which something was opened
    unopened: int  # entries that whoever has the log is not answered from, as a key is not here
    entered: Mapping[str, tuple[Instant, ...]]  # when each document of the agreement was
    of_others: frozenset[
        str
    ]  # the documents of those who neither keep it nor entered the agreement
    versions: Mapping[str, tuple[Instant, ...]]  # when each version of a file in `data` was covered


@dataclass(frozen=True, slots=True)
class Prefix:
    """A log as it was when it had so many entries, opened with no other keys of protected sources
    than those with these ids."""

    size: int
    keys: Collection[str]


@dataclass(frozen=True, slots=True)
class Standing:
    """By which keys it is judged who reads: those that a log had when it had so many entries, None:
    that it has now; and at which instant, or that of the last head then, if it is later."""

    size: int | None
    at: Instant


def read_log(
    where: str,
    reader: str | None,
    at: Instant,
    prefix: Prefix | None = None,
    keys: Path | None = None,
    standing: Standing | None = None,
    known: Instant | None = None,
) -> LogRead:
    """What a reader may see at an instant; of the files that are named the version that a head had
    covered by `known`, None: the last. Raises `StoreError` where there is no log, it cannot be
    read, or it knows no such reader, or has revoked their key."""
    log = open_log(where)
    size, source_keys = prefix.size if prefix else None, keys or keys_folder()
    with reading(log.database) as connection:
        entries, sight = seen_by(connection, reader, at, source_keys, prefix, standing)
        folder = laid_out(connection, entries, sight)
        policy, _ = policy_of(connection, size)
        tells = bool(sight.withheld) and reader is not None and policy.tells_withheld
        seen = [head for head in heads(connection) if size is None or head.size <= size]
        covering = [(head.size, head.time) for head in seen]
        versions = _versions(entries, sight, named_in(folder), covering)
        held = _held_by(versions, known)
        data = {name: file_data(connection, digest) for name, digest in held.items()}
        used = _keys_used(connection, entries, size) if sealing_keys(source_keys) else ()
        agreement = _agreement_hash(logged(connection, ("document",), size))
        others = _of_others(connection, entries, keyring(connection, size))
    entered: dict[str, tuple[Instant, ...]] = {}
    for one in entries:
        name = one.entry.name
        if one.entry.kind == "document" and name in folder.texts and not name.startswith(RECORD):
            entered[name] = (*entered.get(name, ()), _first_covering(covering, one.position))
    times = {place: _first_covering(covering, at) for place, at in folder.placed.items()}
    others = frozenset(each for each in folder.texts if folder.own_names.get(each, each) in others)
    entered_at = {one.position: one.entry for one in entries}
    placed = {
        place: (entry.name, said_digest(entry), marking_in(entry).embargo)
        for place, entry in ((place, entered_at[at]) for place, at in folder.placed.items())
    }
    unopened = unopened_in(entries) if reader is None else 0
    return LogRead(
        folder.texts, data, placed, times, tells, seen[-1], agreement, used, unopened, entered,
        others, {name: tuple(time for time, _ in every) for name, every in versions.items()},
    )  # fmt: skip


def _versions(
    entries: Sequence[Logged],
    sight: Sight,
    names: Collection[str],
    covering: Sequence[tuple[int, Instant]],
) -> Mapping[str, tuple[tuple[Instant, str], ...]]:
    """Of each of these files when its versions were covered, oldest first, and their hashes."""
    found: dict[str, tuple[tuple[Instant, str], ...]] = {}
    for one in entries:
        name = one.entry.name
        if one.entry.kind == "file" and name in names and sight.shows_version(one):
            version = _first_covering(covering, one.position), str(one.entry.holds["sha256"])
            found[name] = (*found.get(name, ()), version)
    return {name: found[name] for name in names}


def _held_by(
    versions: Mapping[str, tuple[tuple[Instant, str], ...]], known: Instant | None
) -> Mapping[str, str]:
    """The hash of each file as it was by an instant, None: as it is; of those that were there."""
    by_then = {
        name: [digest for time, digest in every if known is None or time <= known]
        for name, every in versions.items()
    }
    return {name: digests[-1] for name, digests in by_then.items() if digests}


def laid_out(connection: Connection, entries: Sequence[Logged], sight: Sight) -> Folder:
    """The folder at the end of these entries of a log; `StoreError` where a document is another one
    within its box than the log shows, or a statement is not laid out."""
    require_as_shown(logged(connection, SHOWN), entries)
    folder = folder_of(entries, sight)
    require_all_laid(entries, folder.placed.values(), sight)
    return folder


def unopened_in(entries: Sequence[Logged]) -> int:
    """How many are sealed under a key that is not here."""
    return sum(bool(keys_in(one.entry)) for one in entries)


def named_in(folder: Folder) -> tuple[str, ...]:
    """The files of a folder out of a log that its texts name as figures or incidents, and no
    others: what is attached, and tables of incidents, answer nothing."""
    return tuple(name for name in data_named(folder.texts) if name in folder.files)


def seen_by(
    connection: Connection,
    reader: str | None,
    at: Instant,
    folder: Path,
    prefix: Prefix | None = None,
    standing: Standing | None = None,
) -> tuple[tuple[Logged, ...], Sight]:
    """The entries that make up a folder, with editions and what was done upon them, and what of
    them all a reader may see. Who reads is judged as the log was when it had these entries, or by
    another `standing`. `StoreError` of a log that was changed, or is not trusted.

    A reader's is opened with no other keys than those of statements that they may see: nothing that
    they get depends on which others are here.
    """
    require_trusted(connection)
    keys, size = sealing_keys(folder), None
    if prefix is not None:
        keys = {name: key for name, key in keys.items() if name in prefix.keys}
        size = prefix.size
    stored = tuple(logged(connection, (*KINDS, *OF_ANSWERS), size))
    ring = keyring(connection, size)
    whose = _reader(connection, reader, standing or Standing(size, at))
    filed_by = filed_by_of(connection, stored, ring)
    entries = tuple(opened_all(stored, keys))
    sight = sight_of(whose, entries, filed_by, at, is_of_one(ring))
    if reader is not None:
        theirs = {
            key
            for one, plain in zip(stored, entries, strict=True)
            if one.entry.kind != "document" and sight.shows(plain.entry)
            for key in keys_in(one.entry)
        }
        entries = tuple(opened_all(stored, {key: keys[key] for key in theirs}))
        sight = sight_of(whose, entries, filed_by, at, is_of_one(ring))
    return entries, sight


def _keys_used(
    connection: Connection, opened: Sequence[Logged], size: int | None
) -> tuple[str, ...]:
    """The ids of the keys of what is sealed in the log and was opened here."""
    plain = {one.position for one in opened if not keys_in(one.entry)}
    found = {
        key
        for one in logged(connection, KINDS, size)
        if one.position in plain
        for key in keys_in(one.entry)
    }
    return tuple(sorted(found))


def _agreement_hash(documents: Iterator[Logged]) -> str:
    """Over the documents as the log has them."""
    return agreement_hash({one.entry.name: one.entry.holds for one in documents})


def _reader(connection: Connection, name: str | None, standing: Standing) -> Reader:
    if name is None:
        return OWNER
    if name == "anybody":
        return ANYBODY
    ring = keyring(connection, standing.size)
    holder = ring.named(name)
    if holder is None:
        raise StoreError(f"the log knows no reader named {name!r}; or say `anybody`")
    at = instant_of(connection, standing)
    if not holder.counts(at):
        raise StoreError(holder.why_no_reader(at))
    return reader_of(holder, ring, at)


def instant_of(connection: Connection, standing: Standing) -> Instant:
    """At which keys count: a clock that is behind the log's revives none that it has revoked."""
    covered = (
        one.time for one in heads(connection) if standing.size is None or one.size <= standing.size
    )
    return max(standing.at, *covered)


def revoked_since(connection: Connection, reader: str | None, at: Instant) -> Instant | None:
    """Since when the key of a reader does not count any more, if it does not."""
    holder = keyring(connection).named(reader) if reader is not None else None
    is_over = holder is not None and holder.end <= instant_of(connection, Standing(None, at))
    return holder.end if holder is not None and is_over else None


def filed_by_of(
    connection: Connection, entries: Sequence[Logged], ring: Keyring
) -> Mapping[int, str]:
    """The organisation that filed each entry: that of the submission which covers it."""
    found: dict[int, str] = {}
    for position, key in _keys_by_position(connection, entries):
        holder = ring.holders.get(key)
        found[position] = holder.organisation if holder else ""
    return found


def _of_others(connection: Connection, entries: Sequence[Logged], ring: Keyring) -> frozenset[str]:
    """The documents of the record that were entered last by others than whoever entered the first
    document of the agreement, and by no keeper."""
    documents = [one for one in entries if one.entry.kind == "document"]
    keys = dict(_keys_by_position(connection, documents))
    agreed = [one for one in documents if not one.entry.name.startswith(RECORD)]
    house = house_of(ring, keys[agreed[0].position]) if agreed else None
    latest = {one.entry.name: keys[one.position] for one in documents}
    return frozenset(
        name
        for name, key in latest.items()
        if name.startswith(RECORD) and house_of(ring, key) != house and not _keeps(ring, key)
    )


def _keeps(ring: Keyring, key: str) -> bool:
    holder = ring.holders.get(key)
    return holder is not None and "keeper" in holder.roles


def _keys_by_position(
    connection: Connection, entries: Sequence[Logged]
) -> Iterator[tuple[int, str]]:
    """The key of the submission that covers each entry, by its id."""
    submissions = [(one.position, one.entry.name) for one in logged(connection, ("submission",))]
    for one in entries:
        _, key = submissions[bisect_right(submissions, one.position, key=lambda each: each[0])]
        yield one.position, key


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
