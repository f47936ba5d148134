"""Writing a file so that a reader sees the old text or the new one, never half of either."""

import os
import tempfile
from pathlib import Path

_NEW_FILE_MODE = 0o644
LONGEST = 40  # characters of a name in that of its temporary file, which may not be longer


def write_atomically(path: Path, text: str) -> None:
    """Writes beside the file and renames; follows a link and keeps the mode of the old file."""
    write_bytes_atomically(path, text.encode("utf-8"))


def write_bytes_atomically(path: Path, data: bytes) -> None:
    """The same for what need not be text."""
    target = path.resolve()
    mode = target.stat().st_mode & 0o7777 if target.exists() else _NEW_FILE_MODE
    temporary = _beside(target, data, mode)
    try:
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def write_new(path: Path, text: str) -> None:
    """Writes a file that must not be there, whole or not at all, even if somebody else is just
    writing it; raises `FileExistsError` where it is there."""
    temporary = _beside(path, text.encode("utf-8"), _NEW_FILE_MODE)
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        with path.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
    finally:
        temporary.unlink(missing_ok=True)


def _beside(target: Path, data: bytes, mode: int) -> Path:
    """A hidden file beside the target with what it is to hold."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:LONGEST]}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        temporary.chmod(mode)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary
