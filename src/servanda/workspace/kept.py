"""What was built, kept for the next time the same texts are opened.

Building reads every line; asking again about the same record should not. What is kept is JSON in
the user's cache folder, under a hash of the texts and of this program, so that it can be neither
stale nor code. It is never needed: without the folder, or with a damaged file, the texts are built
anew. A record in which anything is marked as not for everybody is never kept. `SERVANDA_CACHE=off`
switches it off.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import servanda
from servanda.workspace.atomic_file import write_atomically
from servanda.workspace.built import Built
from servanda.workspace.plain import UnreadableError, from_plain, to_plain

NO_DATA: Mapping[str, bytes] = MappingProxyType({})
MOST_KEPT = 20  # workspaces; the oldest go first


def kept(texts: Mapping[str, str], data: Mapping[str, bytes] = NO_DATA) -> Built | None:
    """What was built of these very texts by this very program, if it is still there."""
    folder = cache_folder()
    if folder is None:
        return None
    try:
        found = from_plain(json.loads((folder / key(texts, data)).read_text("utf-8")))
    except (OSError, ValueError, RecursionError, UnreadableError):
        return None
    return found if isinstance(found, Built) else None


def keep(texts: Mapping[str, str], built: Built, data: Mapping[str, bytes] = NO_DATA) -> None:
    """Keeps what was built; a world that refuses is no failure."""
    folder = cache_folder()
    if folder is None or not is_public(built):
        return
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(
            folder / key(texts, data), json.dumps(to_plain(built), separators=(",", ":"))
        )
        forget_oldest(folder)
    except OSError:
        return


def cache_folder() -> Path | None:
    """Where to keep things, by the convention of the XDG base directories."""
    if os.environ.get("SERVANDA_CACHE") == "off":
        return None
    base = os.environ.get("XDG_CACHE_HOME")
    try:
        return (Path(base) if base else Path.home() / ".cache") / "servanda"
    except RuntimeError:  # nobody's home
        return None


def key(texts: Mapping[str, str], data: Mapping[str, bytes] = NO_DATA) -> str:
    """One name for these texts, and the data they name, under this program."""
    digest = hashlib.sha256(program().encode())
    for name, text in texts.items():
        for part in (name, text):
            _add(part.encode("utf-8", "surrogatepass"), digest)
    for name, held in data.items():
        _add(name.encode("utf-8", "surrogatepass"), digest)
        _add(held, digest)
    return f"{digest.hexdigest()}.json"


def _add(part: bytes, digest: "hashlib._Hash") -> None:
    digest.update(len(part).to_bytes(8, "big") + part)


def program() -> str:
    """This program as installed: its version, and when each of its files was last changed."""
    root = Path(servanda.__file__).parent
    stamps = []
    for path in sorted(root.rglob("*")):
        if path.suffix in (".py", ".lark", ".json", ".toml"):
            status = path.stat()
            stamps.append(f"{path.relative_to(root)} {status.st_mtime_ns} {status.st_size}")
    return "\n".join((servanda.__version__, *stamps))


def is_public(built: Built) -> bool:
    """A marking that cannot be read is of somebody who meant to mark something."""
    is_unread = any(one.name == "unknown-marking" for one in built.diagnostics)
    return built.record.is_open and not is_unread


def forget_oldest(folder: Path) -> None:
    entries = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in entries[MOST_KEPT:]:
        path.unlink(missing_ok=True)
