"""A log given back as a folder, as a reader may see it."""

from codecs import BOM_UTF8
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from servanda.store.connection import Connection
from servanda.store.database import reading
from servanda.store.entering import why_no_name
from servanda.store.files import file_data
from servanda.store.head import read_time, written_time
from servanda.store.incident_tables import is_table
from servanda.store.laying import Folder
from servanda.store.log import Log, heads
from servanda.values.calendar import GREENWICH
from servanda.values.instant import Instant
from servanda.workspace.atomic_file import write_bytes_atomically
from servanda.workspace.files import WorkspaceError, printable, reason
from servanda.workspace.incident_tables import tables_held
from servanda.workspace.keys import sealing_keys
from servanda.workspace.logged import Prefix, Standing, laid_out, seen_by, unopened_in
from servanda.workspace.opening import now, opened_texts
from servanda.workspace.question import last_instant


@dataclass(frozen=True, slots=True)
class Exported:
    """The files that were written, and those that were there and the same; and of how many entries
    a key is not here, for whoever has the log."""

    written: tuple[Path, ...]
    same: tuple[Path, ...]
    unopened: int


def export_folder(
    log: Log, folder: Path, keys: Path, reader: str | None = None, known: str | None = None
) -> Exported:
    """Writes the documents of a log as a reader may see them, and the files that they name: as they
    are, or as they were at a time, typed as `--known`, by the last head that is not later.

    A file that is there and says something else is not touched, and nothing is written then; nor
    is anything left of what was written before the disk refused.
    """
    with reading(log.database) as connection:
        entries, sight = seen_by(connection, reader, now(), keys)
        if known is not None:
            prefix = _known_by(
                connection, _instant(known, laid_out(connection, entries, sight)), keys
            )
            is_now = Standing(None, now())  # what is past was seen by others than those of now
            entries, before = seen_by(connection, reader, now(), keys, prefix, is_now)
            sight = before.without_tables_of(sight)
        found = laid_out(connection, entries, sight)
        contents = _contents(connection, found)
    if known is not None and not contents:
        raise WorkspaceError(f"--known: at {printable(known)} the log had no document")
    paths = {name: _inside(folder, name) for name in contents}
    same = {name for name, path in paths.items() if path.is_file()}
    for name in sorted(same):
        there = paths[name].read_bytes()
        if contents[name] not in (there, there.removeprefix(BOM_UTF8)):
            raise WorkspaceError(f"{paths[name]} is there and says something else; nothing written")
    fresh = [name for name in sorted(contents) if name not in same]
    _write_all({paths[name]: contents[name] for name in fresh})
    return Exported(
        tuple(paths[name] for name in fresh),
        tuple(paths[name] for name in sorted(same)),
        unopened_in(entries) if reader is None else 0,
    )


def _instant(known: str, folder: Folder) -> Instant:
    """As a head writes its time, or as dates are typed, by the calendar of the agreement."""
    at = read_time(known)
    if at is not None:
        return at
    agreement = opened_texts("the log", folder.texts, {}).agreement if folder.texts else None
    typed = last_instant(known, agreement.calendar if agreement else GREENWICH)
    if isinstance(typed, str):
        raise WorkspaceError(f"--known: {typed}")
    return typed


def _known_by(connection: Connection, at: Instant, keys: Path) -> Prefix:
    seen = [head for head in heads(connection) if head.time <= at]
    if not seen:
        first = next(heads(connection))
        raise WorkspaceError(
            f"at {written_time(at)} the log had not begun: its first head is of "
            f"{written_time(first.time)}"
        )
    return Prefix(seen[-1].size, tuple(sealing_keys(keys)))


def _write_all(contents: Mapping[Path, bytes]) -> None:
    """New files, all or none; folders that were made for them stay."""
    written: list[Path] = []
    try:
        for path, data in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            write_bytes_atomically(path, data)
            written.append(path)
    except BaseException as problem:
        for one in written:
            one.unlink(missing_ok=True)
        if isinstance(problem, OSError):
            raise WorkspaceError(
                f"cannot write {path}: {reason(problem)}; nothing was written"
            ) from problem
        raise


def _contents(connection: Connection, found: Folder) -> Mapping[str, bytes]:
    """Every file of the folder by name; of tables of incidents those that hold now."""

    def content(digest: str) -> bytes:
        return file_data(connection, digest)

    texts = {name: text.encode("utf-8") for name, text in found.texts.items()}
    named = {name: digest for name, digest in found.files.items() if not is_table(name)}
    files = {name: content(digest) for name, digest in named.items()}
    return {**texts, **files, **tables_held(found.files, content)}


def _inside(folder: Path, name: str) -> Path:
    """A name in a log may come from anybody, and within a box nobody else has seen it: it must not
    lead out of the folder."""
    path = folder / name
    if why_no_name(name) or not path.resolve().is_relative_to(folder.resolve()):
        raise WorkspaceError(
            f"the log has a document named {name!r}, which no file in the folder can have"
        )
    return path
