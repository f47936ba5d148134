"""Archives: the articles in a zip file, read in memory and never unpacked to a disk."""

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

LARGEST_ARCHIVE = 100_000_000  # bytes
LARGEST_DIRECTORY = 1_000_000  # bytes of the list of members
MOST_MEMBERS = 2_000
LARGEST_MEMBER = 30_000_000  # bytes, unpacked
LARGEST_IN_ALL = 300_000_000  # bytes, unpacked
MOST_RATIO = 120  # bytes out of one; pages shrink to a fifth, at most to a fiftieth
FREE_OF_RATIO = 100_000  # bytes below which a ratio says nothing
ARTICLE_ENDINGS = frozenset({".html", ".htm", ".xhtml", ".txt", ".md", ".pdf"})
_END = b"PK\x05\x06"


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that may hold an article; `name` within the folder, `a.zip!b.html` for a member."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file that was not read, and why."""

    name: str
    why: str


@dataclass(slots=True)
class _Budget:
    """How many bytes may still come out of an archive."""

    left: int


def read_archive(
    name: str, data: bytes, largest_in_all: int = LARGEST_IN_ALL
) -> Iterator[FoundFile | PassedOver]:
    """The members of a zip file that may hold articles, and why the others are passed over."""
    try:
        if why := _why_refused(data):
            yield PassedOver(name, why)
            return
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if len(members) > MOST_MEMBERS:
                yield PassedOver(name, f"it has {len(members):,} files, more than {MOST_MEMBERS:,}")
                return
            budget = _Budget(largest_in_all)
            for member in members:
                yield _member(name, archive, member, budget)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
        yield PassedOver(name, "it is no zip file, or a broken one")


def ending_of(name: str) -> str:
    """The ending of a file's name in small letters, with its dot."""
    found = re.search(r"\.[^./\\]+$", name)
    return found.group().lower() if found else ""


def shown_name(name: str) -> str:
    """A file's name as it may be printed."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in name)[:200]


def _why_refused(data: bytes) -> str | None:
    """What is wrong with an archive as a whole, before its list of members is read: an archive can
    hold a list that takes more memory than its files."""
    if len(data) > LARGEST_ARCHIVE:
        return f"it has more than {LARGEST_ARCHIVE:,} bytes"
    end = data.rfind(_END, max(0, len(data) - 66_000))
    if end < 0 or len(data) < end + 22:
        return "it is no zip file, or a broken one"
    if int.from_bytes(data[end + 12 : end + 16], "little") > LARGEST_DIRECTORY:
        return f"its list of files has more than {LARGEST_DIRECTORY:,} bytes"
    return None


def _member(
    archive_name: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: _Budget
) -> FoundFile | PassedOver:
    name = f"{archive_name}!{shown_name(member.filename)}"
    why = _why_not(member, budget)
    if why:
        return PassedOver(name, why)
    try:
        with archive.open(member) as file:
            data = file.read(min(LARGEST_MEMBER, budget.left) + 1)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError):
        return PassedOver(name, "it cannot be unpacked")
    budget.left -= len(data)
    if len(data) > LARGEST_MEMBER or budget.left < 0:
        return PassedOver(name, "it unpacks to more than it says, or than is read")
    return FoundFile(name, data)


def _why_not(member: zipfile.ZipInfo, budget: _Budget) -> str | None:
    if _leads_out(member.filename):
        return "its name leads out of the archive"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "it is a link"
    if ending_of(member.filename) == ".zip":
        return "it is an archive in an archive"
    if ending_of(member.filename) not in ARTICLE_ENDINGS:
        return "its ending is none of an article"
    if member.flag_bits & 1:
        return "it is encrypted"
    if member.file_size > LARGEST_MEMBER:
        return f"it unpacks to more than {LARGEST_MEMBER:,} bytes"
    if member.file_size > max(FREE_OF_RATIO, MOST_RATIO * member.compress_size):
        return f"it unpacks to more than {MOST_RATIO} times its size"
    if member.file_size > budget.left:
        return "the archive unpacks to more than is read of one"
    return None


def _leads_out(name: str) -> bool:
    parts = re.split(r"[/\\]", name)
    return name.startswith(("/", "\\")) or ".." in parts or bool(re.match(r"[A-Za-z]:", name))
