"""What reports came with: kept by its hash, and under `attached/` in a folder, never read."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from servanda.store.entering import RECORD
from servanda.workspace.files import ATTACHED, WorkspaceError, bytes_in, stays_within

LARGEST = 100_000_000  # bytes of one file


def attachments(report: Path, attached: Iterable[Path]) -> Mapping[str, bytes]:
    """The contents of files that somebody attaches to a report, by their names in a folder.

    Raises `WorkspaceError` where two would have one name, or one is hidden or cannot be read.
    """
    files: dict[str, bytes] = {}
    for path in attached:
        name = f"{ATTACHED}/{report.stem}/{path.name}"
        if path.name.startswith("."):
            raise WorkspaceError(
                f"{path.name} is hidden, and no import takes it: rename it so that it begins with "
                "no dot; nothing was logged"
            )
        if name in files:
            raise WorkspaceError(f"two files to attach are named {path.name}; rename one")
        files[name] = _content(path)
    return files


def attached_in(folder: Path, documents: Iterable[str]) -> Mapping[str, bytes]:
    """What lies under `attached/` of a folder for one of these documents, by name."""
    root = folder.resolve()
    return {
        path.relative_to(folder).as_posix(): _content(path)
        for path in sorted(_attached_to(folder, documents))
        if stays_within(path, root)
    }


def _attached_to(folder: Path, documents: Iterable[str]) -> Iterator[Path]:
    for name in documents:
        if name.startswith(RECORD):
            files = (folder / ATTACHED / PurePosixPath(name).stem).glob("*")
            yield from (path for path in files if not path.name.startswith("."))


def _content(path: Path) -> bytes:
    return bytes_in(path, LARGEST, "cannot be attached; nothing was logged")
