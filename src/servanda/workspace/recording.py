"""What is done to a log: begun, added to from a folder, given back as a folder.

Here the clock is read, and keys are taken from their folder; the store is given both.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from servanda.record.model import ActContent
from servanda.store.database import reading
from servanda.store.documents import KINDS, entries_of, folder_of, held
from servanda.store.entry import Entry
from servanda.store.files import file_data
from servanda.store.head import Head
from servanda.store.key import ROLES, SigningKey
from servanda.store.keyring import Holder
from servanda.store.log import Hand, Log, append, begin_log, keyring, logged, open_log
from servanda.workspace.atomic_file import write_atomically
from servanda.workspace.files import WorkspaceError, data_named, read_data
from servanda.workspace.keys import make_key, names_of_keys, read_key
from servanda.workspace.opening import Workspace, now, open_workspace


@dataclass(frozen=True, slots=True)
class Imported:
    """How many entries of each kind were new, and the head that covers the log now."""

    added: Mapping[str, int]
    head: Head


@dataclass(frozen=True, slots=True)
class Exported:
    """The files that were written, and those that were there and the same."""

    written: tuple[Path, ...]
    same: tuple[Path, ...]


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
    with reading(log.engine, where) as connection:
        yield connection


def hand_of(log: Log, keys: Path, author: str | None, witness: str | None = None) -> Hand:
    """Whose keys write: as named, or the only key in the folder that the log knows."""
    signing = _own_key(log, keys, author)
    return Hand(signing, read_key(witness, keys) if witness else signing)


def import_folder(log: Log, folder: Path, hand: Hand) -> Imported:
    """Adds to a log what it does not hold of a folder; nothing where the folder has errors."""
    workspace = open_workspace(folder)
    _require_sound(workspace, folder)
    acts = {one.id for one in workspace.record.claims if isinstance(one.content, ActContent)}
    root = folder if folder.is_dir() else folder.parent
    files = read_data(data_named(workspace.texts), root)
    with reading(log.engine, log.where) as connection:
        before = held(logged(connection, KINDS))
    entries = tuple(entries_of(workspace.texts, files, acts, before))
    head = append(log, entries, hand, now(), tuple(files.values()))
    return Imported(counted(entries), head)


def export_folder(log: Log, folder: Path) -> Exported:
    """Writes the documents of a log, and the files that they name; a file that is there and says
    something else is not touched, and nothing is written then."""
    with reading(log.engine, log.where) as connection:
        found = folder_of(logged(connection, KINDS))
        contents = {name: text.encode("utf-8") for name, text in found.texts.items()}
        contents |= {name: file_data(connection, digest) for name, digest in found.files.items()}
    paths = {name: _inside(folder, name) for name in contents}
    same = {name for name, path in paths.items() if path.is_file()}
    for name in sorted(same):
        if paths[name].read_bytes() != contents[name]:
            raise WorkspaceError(f"{paths[name]} is there and says something else; nothing written")
    fresh = [name for name in sorted(contents) if name not in same]
    for name in fresh:
        paths[name].parent.mkdir(parents=True, exist_ok=True)
        write_atomically(paths[name], contents[name].decode("utf-8"))
    return Exported(tuple(paths[name] for name in fresh), tuple(paths[name] for name in sorted(same)))


def counted(entries: tuple[Entry, ...]) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for entry in entries:
        found[entry.kind] = found.get(entry.kind, 0) + 1
    return found


def _own_key(log: Log, keys: Path, name: str | None) -> SigningKey:
    if name is not None:
        return read_key(name, keys)
    with reading(log.engine, log.where) as connection:
        ring = keyring(connection)
    own = [
        key
        for key in (read_key(each, keys) for each in names_of_keys(keys))
        if key.public.id in ring.holders
    ]
    if len(own) == 1:
        return own[0]
    found = "none of them is" if not own else f"{len(own)} of them are"
    raise WorkspaceError(f"say whose key signs, with --author: {found} known to this log ({keys})")


def _require_sound(workspace: Workspace, folder: Path) -> None:
    errors = [one for one in workspace.diagnostics if one.severity == "error"]
    if errors:
        raise WorkspaceError(
            f"{folder} has {len(errors)} errors, the first at {errors[0].span}: "
            f"{errors[0].message}; nothing was logged: see `servanda check {folder}`"
        )


def _inside(folder: Path, name: str) -> Path:
    """A name in a log may come from anybody: it must not lead out of the folder."""
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise WorkspaceError(f"the log has a document named {name!r}, which is outside the folder")
    return path
