"""A log given back as a folder, as a reader may see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from servanda.store.connection import Connection
from servanda.store.database import reading
from servanda.store.files import file_data
from servanda.store.incident_tables import is_table
from servanda.store.laying import Folder, folder_of
from servanda.store.log import Log
from servanda.workspace.atomic_file import write_bytes_atomically
from servanda.workspace.files import WorkspaceError, reason
from servanda.workspace.incident_tables import tables_held
from servanda.workspace.logged import seen_by, unopened_in
from servanda.workspace.opening import now


@dataclass(frozen=True, slots=True)
class Exported:
    """The files that were written, and those that were there and the same; and of how many entries
    a key is not here, for whoever has the log."""

    written: tuple[Path, ...]
    same: tuple[Path, ...]
    unopened: int


def export_folder(log: Log, folder: Path, keys: Path, reader: str | None = None) -> Exported:
    """Writes the documents of a log as a reader may see them, and the files that they name.

    A file that is there and says something else is not touched, and nothing is written then; nor
    is anything left of what was written before the disk refused.
    """
    with reading(log.database) as connection:
        entries, sight = seen_by(connection, reader, now(), keys)
        found = folder_of(entries, sight)
        contents = _contents(connection, found)
    paths = {name: _inside(folder, name) for name in contents}
    same = {name for name, path in paths.items() if path.is_file()}
    for name in sorted(same):
        if paths[name].read_bytes() != contents[name]:
            raise WorkspaceError(f"{paths[name]} is there and says something else; nothing written")
    fresh = [name for name in sorted(contents) if name not in same]
    _write_all({paths[name]: contents[name] for name in fresh})
    return Exported(
        tuple(paths[name] for name in fresh),
        tuple(paths[name] for name in sorted(same)),
        unopened_in(entries) if reader is None else 0,
    )


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
    """A name in a log may come from anybody: it must not lead out of the folder."""
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise WorkspaceError(f"the log has a document named {name!r}, which is outside the folder")
    return path
