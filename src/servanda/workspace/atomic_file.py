"""Writing a file so that a reader sees the old text or the new one, never half of either."""

import os
import tempfile
from pathlib import Path

_NEW_FILE_MODE = 0o644


def write_atomically(path: Path, text: str) -> None:
    """Writes beside the file and renames; follows a link and keeps the mode of the old file."""
    target = path.resolve()
    mode = target.stat().st_mode & 0o7777 if target.exists() else _NEW_FILE_MODE
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        Path(temporary).chmod(mode)
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
