"""What was taken in before, so that nothing is taken twice: a small file of JSON lines.

    {"sha256": "9f86d08…", "page": "post.example/2025/10/22/gate", "taken_as": "drafts/gate.md"}

`page` is null for what came from a file. The same bytes are the same article wherever they lie; the
same page is the same article even where its bytes differ, for most pages differ at every visit.
"""

import json
import os
import re
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from servanda.intake.article.address import same_page
from servanda.intake.article.model import Refused

LARGEST_FILE = 100_000_000  # bytes
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Taken:
    """One article that was taken in: the hash of its bytes, its page, and what was made of it."""

    sha256: str
    page: str | None
    taken_as: str


def taken(sha256: str, address: str | None, taken_as: str) -> Taken:
    """The entry for an article that came from an address, or from a file (None)."""
    is_on_the_web = address is not None and address.startswith(("http://", "https://"))
    return Taken(sha256, same_page(address) if address and is_on_the_web else None, taken_as)


def taken_before(entry: Taken, earlier: Iterable[Taken]) -> Taken | None:
    """The entry of the same bytes or of the same page, if there is one."""
    for one in earlier:
        if one.sha256 == entry.sha256 or (entry.page is not None and one.page == entry.page):
            return one
    return None


def pages_of(entries: Iterable[Taken]) -> frozenset[str]:
    """The pages that were taken, as `new_entries` asks for them."""
    return frozenset(one.page for one in entries if one.page is not None)


def read_taken(path: Path) -> tuple[Taken, ...] | Refused:
    """All that was taken; nothing where there is no file yet. A broken file is refused and left as
    it is, for going on without it would take everything again."""
    if not path.exists():
        return ()
    if path.stat().st_size > LARGEST_FILE:
        return Refused(f"{path.name} has more than {LARGEST_FILE:,} bytes", "move it away")
    entries = []
    for number, line in enumerate(path.read_bytes().split(b"\n"), start=1):
        if line.strip():
            entry = _entry(line)
            if entry is None:
                return Refused(
                    f"line {number} of {path.name} is no entry of what was taken",
                    "take that line out, or restore the file",
                )
            entries.append(entry)
    return tuple(entries)


def add_taken(path: Path, new: Sequence[Taken]) -> Refused | None:
    """Adds what is not there yet; a reader sees the old file or the new one, never half of one.
    Two programs that add at the same instant may lose what one of them added."""
    earlier = read_taken(path)
    if isinstance(earlier, Refused):
        return earlier
    entries = list(earlier)
    entries += [one for one in dict.fromkeys(new) if one not in earlier]
    _write(path, "".join(_line(entry) for entry in entries))
    return None


def _line(entry: Taken) -> str:
    fields = {"sha256": entry.sha256, "page": entry.page, "taken_as": entry.taken_as}
    return json.dumps(fields, ensure_ascii=False) + "\n"


def _entry(line: bytes) -> Taken | None:
    try:
        match json.loads(line.decode("utf-8")):
            case {"sha256": str(sha256), "page": str() | None as page, "taken_as": str(taken_as)}:
                return Taken(sha256, page, taken_as) if _HASH.fullmatch(sha256) else None
    except (ValueError, RecursionError):
        pass
    return None


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
