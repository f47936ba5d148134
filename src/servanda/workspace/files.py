"""The files of a workspace: which are read, how much of them, and what the world refuses."""

import os
import re
from codecs import BOM_UTF8
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from servanda.evidence.standard_ladder import NAME as LADDER
from servanda.intake.revisions import LARGEST_FILE as LARGEST_FIGURES
from servanda.language.diagnostic import Diagnostic
from servanda.language.document import decode
from servanda.values.span import Span

LARGEST_FILE = 5_000_000  # bytes
MOST_FILES = 10_000
MOST_DATA = 20
DRAFTS = "drafts"  # beside the agreement: what `servanda intake` proposed, which nobody confirmed
ATTACHED = "attached"  # beside the agreement: what reports came with, in a folder for each document
NAMED_DATA = re.compile(r'^\s*(?:figures|incidents)\s+"(?P<file>[^"\n]{1,200})"', re.MULTILINE)


class WorkspaceError(Exception):
    """The world refuses what was asked: one line that says what and where."""


def files_of(path: Path) -> tuple[tuple[str, Path], ...]:
    """The Markdown files under a folder and its ladder, or the file itself; with names to show."""
    try:
        if path.is_dir():
            return files_under(path)
        if path.is_file():
            return ((path.name, path),)
        missing = not path.exists()
    except (OSError, ValueError) as problem:
        raise WorkspaceError(f"cannot open {printable(str(path))}: {reason(problem)}") from problem
    what = "there is no such file or folder" if missing else "this is neither a file nor a folder"
    raise WorkspaceError(f"cannot open {printable(str(path))}: {what}")


def files_under(folder: Path) -> tuple[tuple[str, Path], ...]:
    """Sorted by name; nothing hidden, nothing that a link leads out of the folder to."""
    root = folder.resolve()
    found: list[tuple[str, Path]] = []
    for path in walk(folder):
        if not stays_within(path, root):
            continue
        found.append((path.relative_to(folder).as_posix(), path))
        if len(found) > MOST_FILES:
            raise WorkspaceError(f"{folder} holds more than {MOST_FILES:,} Markdown files")
    if not found:
        raise WorkspaceError(f"there is no Markdown file in {folder}")
    if stays_within(folder / LADDER, root):
        found.append((LADDER, folder / LADDER))
    return tuple(sorted(found))


def is_read(name: str) -> bool:
    """Whether a folder is read by a file of this name, from its root with slashes: a document, or
    the ladder."""
    *folders, last = name.split("/")
    is_hidden = any(part.startswith(".") for part in (*folders, last))
    is_apart = bool(folders) and folders[0] in (DRAFTS, ATTACHED)
    return name == LADDER or (last.endswith(".md") and not is_hidden and not is_apart)


def walk(folder: Path) -> Iterator[Path]:
    """Every Markdown file that is not hidden, nor in a hidden folder, nor a draft, nor attached."""

    def refuse(problem: OSError) -> None:
        raise WorkspaceError(f"cannot open {problem.filename}: {reason(problem)}") from problem

    for place, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = [
            name
            for name in folders
            if not name.startswith(".")
            and not (name in (DRAFTS, ATTACHED) and Path(place) == folder)
        ]
        for name in names:
            if name.endswith(".md") and not name.startswith("."):
                yield Path(place, name)


def passed_over(folder: Path) -> tuple[str, ...]:
    """What under a folder is not read and looks as if it might be, by name, sorted: Markdown files
    that are hidden, that are drafts or attached, or that a link leads out of the folder to; and
    links to folders."""
    root = folder.resolve()
    read = {path for path in walk(folder) if stays_within(path, root)}
    found: list[Path] = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found.extend(Path(place, name) for name in folders if Path(place, name).is_symlink())
        files = (Path(place, name) for name in names if name.endswith(".md"))
        found.extend(path for path in files if path not in read)
    return tuple(sorted(printable(path.relative_to(folder).as_posix()) for path in found))


def named_first(names: Collection[str], most: int = 5) -> str:
    """The first few of them, and how many more there are."""
    first = ", ".join(tuple(names)[:most])
    return f"{first} and {len(names) - most:,} more" if len(names) > most else first


def stays_within(path: Path, root: Path) -> bool:
    """True for a file whose real place is under the root: a link may not lead out of it."""
    try:
        return path.is_file() and path.resolve().is_relative_to(root)
    except (OSError, RuntimeError):  # a link that leads to itself
        return False


def read_texts(
    files: Sequence[tuple[str, Path]],
) -> tuple[Mapping[str, str], tuple[Diagnostic, ...]]:
    """The texts by name, and why some of it could not be read."""
    texts: dict[str, str] = {}
    found: list[Diagnostic] = []
    for name, path in files:
        text, problems = text_of(name, path)
        found.extend(problems)
        if text is not None:
            texts[name] = text
    return texts, tuple(found)


def text_of(name: str, path: Path) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The text of a file; None, and why, if it holds none or too much of it."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as problem:
        raise WorkspaceError(f"cannot read {path}: {reason(problem)}") from problem
    if len(data) > LARGEST_FILE:
        start = Span(name, 1, 1, 1, 1)
        message = f"this file has more than {LARGEST_FILE:,} bytes and is not read"
        return None, (Diagnostic("text-too-long", "error", start, "", message, "split it"),)
    return decode(data, name)


def begins_with_mark(path: Path) -> bool:
    """Whether a file begins with a byte order mark, which is no part of its text."""
    with path.open("rb") as file:
        return file.read(len(BOM_UTF8)) == BOM_UTF8


def data_named(texts: Mapping[str, str]) -> tuple[str, ...]:
    """The files that the texts may name as figures or incidents: more than they do costs only
    their reading."""
    found = (match["file"] for text in texts.values() for match in NAMED_DATA.finditer(text))
    return tuple(dict.fromkeys(found))


def read_data(names: Iterable[str], folder: Path) -> Mapping[str, bytes]:
    """The files of figures and incidents that are there, by name: inside the folder, and not out
    of measure.

    What is too large is read as far as shows that it is.
    """
    root = folder.resolve()
    data: dict[str, bytes] = {}
    for name in names:
        path = folder / name
        if name.endswith(".jsonl") and len(data) < MOST_DATA and stays_within(path, root):
            try:
                with path.open("rb") as file:
                    data[name] = file.read(LARGEST_FIGURES + 1)
            except OSError as problem:
                raise WorkspaceError(f"cannot read {path}: {reason(problem)}") from problem
    return data


def bytes_in(path: Path, most: int, otherwise: str) -> bytes:
    """What a file holds; `WorkspaceError` where it cannot be read, or has more than `most` bytes:
    what then becomes of it, `otherwise` says."""
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as problem:
        raise WorkspaceError(f"cannot read {path}: {reason(problem)}") from problem
    if len(data) > most:
        raise WorkspaceError(f"{path} has more than {most:,} bytes and {otherwise}")
    return data


def reason(problem: Exception) -> str:
    """Why the system refused, in its words."""
    return (getattr(problem, "strerror", None) or str(problem)).lower()


def printable(text: str) -> str:
    """What somebody typed, in one line of printable characters."""
    line = "".join(mark if mark.isprintable() else "?" for mark in text)
    return line if len(line) <= 200 else f"{line[:199]}…"


def is_ladder(name: str) -> bool:
    """Whether a text is no document but rules of weighing."""
    return name.endswith(".toml")
