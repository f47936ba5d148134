"""What is done to a log: begun, added to from a folder, listed and shown.

Here the clock is read, and keys are taken from their folder; the store is given both.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from servanda.record.model import ActContent
from servanda.store.access import MARKED
from servanda.store.connection import Connection
from servanda.store.database import reading
from servanda.store.documents import (
    KINDS,
    Held,
    Reading,
    alone_in,
    entries_of,
    entries_of_one,
    held,
    reads_as_before,
    taken_up,
)
from servanda.store.entry import KINDS as ALL_KINDS
from servanda.store.entry import Entry
from servanda.store.files import file_data
from servanda.store.head import Head
from servanda.store.key import ROLES, SigningKey
from servanda.store.keyring import Holder
from servanda.store.laying import folder_of
from servanda.store.log import (
    Hand,
    Log,
    Logged,
    append,
    begin_log,
    heads,
    keyring,
    logged,
    open_log,
)
from servanda.store.sealing import SealingKey, opened_all, protected_in, sealed_entries
from servanda.values.calendar import GREENWICH
from servanda.values.instant import Instant
from servanda.workspace.amending import (
    Amendments,
    agrees_something,
    compared_agreements,
    require_reason,
)
from servanda.workspace.files import (
    WorkspaceError,
    data_named,
    printable,
    read_data,
    read_texts,
)
from servanda.workspace.incident_tables import tables_in
from servanda.workspace.keys import (
    make_key,
    make_sealing_key,
    names_of_keys,
    own_public_key,
    read_key,
    sealing_keys,
    sealing_keys_by_source,
)
from servanda.workspace.logged import named_in, seen_by
from servanda.workspace.opening import Workspace, now, open_workspace, opened_texts


@dataclass(frozen=True, slots=True)
class Imported:
    """How many entries of each kind were new, the head that covers the log now, what is agreed
    otherwise than before, and which documents that had been added by themselves the folder has from
    now on; one that reads as before counts as nothing new."""

    added: Mapping[str, int]
    head: Head
    compared: Amendments
    taken_up: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """Entries in their order, when each was witnessed, and how many there are to be listed.
    `has_positions` for whoever has the log; gaps between them would tell others what is withheld.
    """

    entries: tuple[Logged, ...]
    known: tuple[Instant, ...]
    of: int
    has_positions: bool


@dataclass(frozen=True, slots=True)
class Signed:
    """An entry with the name of whoever submitted it, and when it was witnessed."""

    logged: Logged
    author: str
    known: Instant


@dataclass(frozen=True, slots=True)
class Shown:
    """Every entry of one name, in their order; `has_positions` as in what is listed."""

    entries: tuple[Signed, ...]
    has_positions: bool


def begin(where: str, title: str, name: str, organisation: str, keys: Path) -> Log:
    """Begins a log with a keeper who may do everything; makes the key where there is none."""
    key = read_key(name, keys) if name in names_of_keys(keys) else make_key(name, keys)
    at = now()
    keeper = Holder(name, key.public, ROLES, organisation, at)
    return begin_log(where, title, keeper, key, at)


@contextmanager
def opened(where: str) -> Iterator[Connection]:
    """A log to be read, as it is at this moment."""
    log = open_log(where)
    with reading(log.database) as connection:
        yield connection


def hand_of(log: Log, keys: Path, author: str | None, witness: str | None = None) -> Hand:
    """Whose keys write: as named, or the only key in the folder that the log knows."""
    signing = _own_key(log, keys, author)
    return Hand(signing, read_key(witness, keys) if witness else signing)


def import_folder(
    log: Log, folder: Path, hand: Hand, keys: Path, amended: str | None = None
) -> Imported:
    """Adds to a log what it does not hold of a folder; nothing where the folder has errors.

    Raises `WorkspaceError` where what is agreed reads otherwise and `amended` does not say why.
    """
    workspace = open_workspace(folder)
    _require_sound(workspace, str(folder))
    root = folder if folder.is_dir() else folder.parent
    tables = tables_in(folder) if folder.is_dir() else {}
    named = (name for name in data_named(workspace.texts) if name not in tables)
    files = read_data(named, root)
    before, texts, data = _found(log, keys)
    alone = {
        name: texts[name]
        for name in sorted(alone_in(before))
        if name in texts and name not in workspace.texts
    }
    had = {name: text for name, text in texts.items() if name not in alone}
    compared = compared_agreements(had, workspace.texts)
    why = require_reason(compared, amended, str(folder))
    fresh = tuple(entries_of(workspace.texts, files, _reading(workspace), before, why, tables))
    if alone:
        together = opened_texts(log.where, {**workspace.texts, **alone}, {**data, **files})
        _require_sound(together, f"{folder} with {', '.join(alone)}, which the log has besides,")
    contents = {**files, **{name: table.data for name, table in tables.items()}}
    return _added(log, fresh, before, contents, hand, keys, compared)


def add_report(
    log: Log, report: Path, attached: tuple[Path, ...], hand: Hand, keys: Path
) -> Imported:
    """Adds one document to what a log holds, with files to be kept by their hashes.

    Raises `WorkspaceError` where there is another document of its name, it has errors, or it is
    about more than the record.
    """
    before, known, data = _found(log, keys)
    name = f"record/{report.name}"
    texts, problems = read_texts(((name, report),))
    if name in known and known[name] != texts.get(name):
        raise WorkspaceError(
            f"the log has another document {name} already; give yours another name"
        )
    workspace = opened_texts(log.where, {**known, **texts}, data, problems)
    _require_sound(workspace, str(report))
    if agrees_something(name, texts[name]):
        raise WorkspaceError(
            f"{report} says more than what was reported; an agreement is imported with its folder"
        )
    files = _attachments(report, attached)
    fresh = entries_of_one(name, texts[name], files, _reading(workspace), before)
    return _added(log, fresh, before, files, hand, keys, Amendments())


def _attachments(report: Path, attached: Iterable[Path]) -> Mapping[str, bytes]:
    files: dict[str, bytes] = {}
    for path in attached:
        name = f"attached/{report.stem}/{path.name}"
        if name in files:
            raise WorkspaceError(f"two files to attach are named {path.name}; rename one")
        files[name] = path.read_bytes()
    return files


def listed(
    where: str, kinds: tuple[str, ...], last: int | None, keys: Path, reader: str | None = None
) -> Listed:
    """The entries of a log that a reader may see, of some kinds, the last so many."""
    for kind in kinds:
        if kind not in ALL_KINDS:
            raise WorkspaceError(
                f"there is no kind of entry named '{printable(kind)}'; there are: "
                f"{', '.join(sorted(ALL_KINDS))}"
            )
    with opened(where) as connection:
        found = _shown_entries(connection, reader, keys, kinds)
        seen = tuple(heads(connection))
    kept = found[-last:] if last is not None else found
    times = tuple(covering(seen, one.position).time for one in kept)
    return Listed(kept, times, len(found), reader is None)


def shown(where: str, name: str, keys: Path, reader: str | None = None) -> Shown:
    """Every entry of a name that a reader may see; `WorkspaceError` where there is none."""
    with opened(where) as connection:
        found = [one for one in _shown_entries(connection, reader, keys) if one.entry.name == name]
        if not found:
            raise WorkspaceError(f"the log has no entry named '{printable(name)}'")
        ring = keyring(connection)
        signed = list(logged(connection, ("submission",)))
        seen = tuple(heads(connection))
    entries = []
    for one in found:
        by = next(each.entry.name for each in signed if each.position >= one.position)
        holder = ring.holders.get(by)
        known = covering(seen, one.position).time
        entries.append(Signed(one, holder.name if holder else by, known))
    return Shown(tuple(entries), reader is None)


def _shown_entries(
    connection: Connection, reader: str | None, keys: Path, kinds: tuple[str, ...] = ()
) -> tuple[Logged, ...]:
    """What a reader may see, opened as far as keys are at hand: of what bears a marking, as the
    entries by which the log is kept would tell how much else there is."""
    of_folder, sight = seen_by(connection, reader, now(), keys)
    plain = {one.position: one for one in of_folder}
    found = (plain.get(one.position, one) for one in logged(connection, kinds or None))
    if reader is not None:
        found = (one for one in found if one.entry.kind in MARKED)
    return tuple(one for one in found if sight.shows(one.entry))


def covering(heads: Sequence[Head], position: int) -> Head:
    """The first head that covers an entry: its time is when the entry became known."""
    return heads[bisect_right(heads, position, key=lambda one: one.size)]


def _found(log: Log, keys: Path) -> tuple[Held, Mapping[str, str], Mapping[str, bytes]]:
    """What a log holds, opened as far as keys are at hand: its entries, texts and files."""
    with reading(log.database) as connection:
        found = folder_of(*seen_by(connection, None, now(), keys))
        before = held(opened_all(logged(connection, KINDS), sealing_keys(keys)))
        data = {name: file_data(connection, found.files[name]) for name in named_in(found)}
    return before, found.texts, data


def _reading(workspace: Workspace) -> Reading:
    acts = {one.id for one in workspace.record.claims if isinstance(one.content, ActContent)}
    return Reading(acts, workspace.agreement.calendar if workspace.agreement else GREENWICH)


def _added(
    log: Log,
    found: Iterable[Entry],
    before: Held,
    files: Mapping[str, bytes],
    hand: Hand,
    sealing: Path,
    compared: Amendments,
) -> Imported:
    """Adds what is new; `files` may hold some that the log has."""
    fresh = tuple(found)
    keys = _sealing(fresh, before.statements.values(), sealing)
    documents = _documents_as_logged(log, sealing)
    entries = tuple(sealed_entries(fresh, before.statements, keys, documents))
    head = append(log, entries, hand, now(), tuple(files.values()))
    taken = taken_up(fresh, before)
    new = (one for one in fresh if one.name not in taken or not reads_as_before(one, before))
    return Imported(counted(new), head, compared, tuple(sorted(taken)))


def _documents_as_logged(log: Log, keys: Path) -> Mapping[str, Entry]:
    """The last entry of each document as it stands in the log, by the name that it has opened."""
    with reading(log.database) as connection:
        stored = tuple(logged(connection, ("document",)))
    plain = opened_all(stored, sealing_keys(keys))
    return {one.entry.name: found.entry for one, found in zip(plain, stored, strict=True)}


def _sealing(
    fresh: Iterable[Entry], before: Iterable[Entry], folder: Path
) -> Mapping[str, SealingKey]:
    """The key of every protected source by its name; made where there was none."""
    keys = dict(sealing_keys_by_source(folder))
    names = set(protected_in((*fresh, *before)))
    for name in names - set(keys):
        keys[name] = make_sealing_key(name, folder)
    return {name: keys[name] for name in names}


def counted(entries: Iterable[Entry]) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for entry in entries:
        found[entry.kind] = found.get(entry.kind, 0) + 1
    return found


def _own_key(log: Log, keys: Path, name: str | None) -> SigningKey:
    if name is not None:
        return read_key(name, keys)
    with reading(log.database) as connection:
        ring = keyring(connection)
    at = now()
    known = {
        each: ring.holders[key.id]
        for each in names_of_keys(keys)
        if (key := own_public_key(each, keys)).id in ring.holders
    }
    own = [each for each, holder in known.items() if holder.may("author", at)]
    if len(own) == 1:
        return read_key(own[0], keys)
    if not own and known:
        why = "; ".join(holder.why_not("author", at) for holder in known.values())
        raise WorkspaceError(f"none of your keys signs here ({keys}): {why}")
    if not own:
        made = ", ".join(names_of_keys(keys))
        raise WorkspaceError(
            f"the log knows none of your keys in {keys} ({made}): a keeper of it lets you in, with "
            "`servanda log key` and the public half"
            if made
            else f"there is no key of yours in {keys}: `servanda log new-key` makes one, and a "
            "keeper of the log lets you in; or name another folder with --keys"
        )
    raise WorkspaceError(
        f"say whose key signs, with --author: {len(own)} of yours may here ({keys})"
    )


def _require_sound(workspace: Workspace, what: str) -> None:
    errors = [one for one in workspace.diagnostics if one.severity == "error"]
    if errors:
        several = "an error" if len(errors) == 1 else f"{len(errors)} errors, the first"
        raise WorkspaceError(
            f"{what} has {several} at {errors[0].span}: {errors[0].message}; nothing was logged"
        )
