"""A folder of articles: its files, those of folders in it, and the members of its archives."""

import os
import stat
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from servanda.intake.article.archive import (
    ARTICLE_ENDINGS,
    LARGEST_ARCHIVE,
    LARGEST_MEMBER,
    FoundFile,
    PassedOver,
    ending_of,
    read_archive,
    shown_name,
)

MOST_FILES = 20_000
_DO_NOT_WAIT = getattr(os, "O_NONBLOCK", 0)  # a pipe in the folder must not hold everything up


def read_folder(folder: Path) -> Iterator[FoundFile | PassedOver]:
    """Each file of a folder that may hold an article, one at a time and by name, and why others are
    passed over. Hidden files are not looked at.

    A link to a file inside of the folder is read; one that leads out of it is not, and a link to a
    folder is not followed. Raises `OSError` where the folder itself cannot be read.
    """
    root = folder.resolve(strict=True)
    if not root.is_dir():
        raise NotADirectoryError(root)
    for count, path in enumerate(_files(root), start=1):
        name = shown_name(path.relative_to(root).as_posix())
        if count > MOST_FILES:
            yield PassedOver(name, f"more than {MOST_FILES:,} files: this and all after it")
            return
        yield from _read(name, path, root)


def endings_in(folder: Path) -> Counter[str]:
    """How many files there are of each ending that is read, without reading one."""
    found = Counter(ending_of(path.name) for path in _files(folder.resolve(strict=True)))
    return Counter({
        ending: count for ending, count in found.items()
        if ending == ".zip" or ending in ARTICLE_ENDINGS
    })  # fmt: skip


def _files(root: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(root, followlinks=False):
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        folders[:] = sorted({*folders} - {*links} - {n for n in folders if n.startswith(".")})
        for name in sorted([*files, *links]):
            if not name.startswith("."):
                yield Path(place) / name


def _read(name: str, path: Path, root: Path) -> Iterator[FoundFile | PassedOver]:
    ending = ending_of(path.name)
    if path.is_symlink() and not _lies_in(path, root):
        yield PassedOver(name, "it is a link that leads out of the folder")
    elif path.is_dir():
        yield PassedOver(name, "it is a link to a folder")
    elif ending != ".zip" and ending not in ARTICLE_ENDINGS:
        yield PassedOver(name, "its ending is none of an article")
    else:
        found = _bytes(name, path, LARGEST_ARCHIVE if ending == ".zip" else LARGEST_MEMBER)
        if isinstance(found, PassedOver) or ending != ".zip":
            yield found
        else:
            yield from read_archive(name, found.data)


def _lies_in(path: Path, root: Path) -> bool:
    try:
        return path.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):
        return False


def _bytes(name: str, path: Path, largest: int) -> FoundFile | PassedOver:
    try:
        with os.fdopen(os.open(path.resolve(), os.O_RDONLY | _DO_NOT_WAIT), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return PassedOver(name, "it is no file")
            data = file.read(largest + 1)
    except OSError as problem:
        return PassedOver(name, f"it cannot be read ({problem.strerror})")
    if len(data) > largest:
        return PassedOver(name, f"it has more than {largest:,} bytes")
    return FoundFile(name, data)
