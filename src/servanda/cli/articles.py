"""Where `servanda intake` gets articles from: a file, an address, a text, a feed or a folder.

What reads pages and PDFs is loaded when it is met, for it is an extra of its own.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from servanda.intake.article.model import Article, Medium, Refused
from servanda.workspace.files import printable

if TYPE_CHECKING:
    from datetime import date

LARGEST = 30_000_000  # bytes of one article
LONGEST_PROLOG = 8_192  # bytes before the outermost element of a feed
FEED = re.compile(
    rb"""[^<]{0,8}(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*>)*<(?:rss|feed|rdf:RDF)[\s>]""",
    re.DOTALL | re.IGNORECASE,
)
MEDIA: dict[str, Medium] = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".pdf": "pdf", ".txt": "text", ".md": "text",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Offered:
    """One thing that may be an article: what it is called here, and what was read."""

    name: str
    read: Article | Refused


@dataclass(frozen=True, slots=True)
class Remark:
    """A line about a feed or a folder as a whole, or about what of it was passed over."""

    text: str
    is_passed_over: bool = False
    host: str | None = None  # which was not asked, as the user did not give it


def one(source: str, today: date) -> Offered:
    """The article that a word on the command line means: `-`, an address, a file, or the text."""
    if source == "-":
        data = sys.stdin.buffer.read(LARGEST + 1)
        if is_feed(data):
            return Offered("standard input", instead("a feed", "--feed", "FILE"))
        return Offered("standard input", _read(data, None, None, today))
    if source.startswith(("http://", "https://")):
        return Offered(printable(source), _fetched(source, today))
    try:
        path = Path(source)
        is_file, is_folder = path.is_file(), path.is_dir()
    except (OSError, ValueError):  # a text is longer than a name may be
        is_file = is_folder = False
    if is_folder:
        return Offered(printable(source), instead("a folder", "--folder", source))
    if is_file:
        return Offered(printable(source), file_at(path, today))
    if len(source.split()) < 4:
        return Offered(
            printable(source),
            Refused("there is no such file", "give a file, an address, a text, or `-`"),
        )
    return Offered("the text", _read(source.encode("utf-8", "replace"), "text", None, today))


def instead(what: str, option: str, source: str) -> Refused:
    """What is no article by itself, but has articles, with the option that takes them."""
    return Refused(
        f"it is {what}, not an article",
        f"take what is in it: servanda intake {option} {quote(printable(source))} --for ...",
    )


def file_at(path: Path, today: date) -> Article | Refused:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as problem:
        return Refused(f"it cannot be read: {(problem.strerror or str(problem)).lower()}", "")
    if is_feed(data):
        return instead("a feed", "--feed", str(path))
    return _read(data, MEDIA.get(path.suffix.lower()), None, today)


def is_feed(data: bytes) -> bool:
    """Whether the outermost element is that of RSS or Atom, in any usual encoding."""
    return FEED.match(data[:LONGEST_PROLOG].replace(b"\0", b"")) is not None


def from_folder(folder: Path, today: date) -> Iterator[Offered | Remark]:
    """Every article in a folder and in its archives."""
    from servanda.intake.article.archive import FoundFile
    from servanda.intake.article.folder import read_folder

    for found in read_folder(folder):
        if isinstance(found, FoundFile):
            medium = MEDIA.get(Path(found.name).suffix.lower())
            yield Offered(printable(found.name), _read(found.data, medium, None, today))
        else:
            yield Remark(f"{printable(found.name)}: passed over: {found.why}", True)


def number_in(folder: Path) -> int | None:
    """How many articles a folder seems to have; None where there are archives in it."""
    from servanda.intake.article.folder import endings_in

    endings = endings_in(folder)
    return None if endings[".zip"] else sum(endings.values())


def from_feed(
    feed: str, hosts: tuple[str, ...], seen: frozenset[str], today: date
) -> Iterator[Offered | Remark]:
    """The articles that a feed announces and that were not taken before. What the feed has the
    words of is taken from it; else an announced page is fetched only where the feed's own address
    might forward to it, or from one of `hosts` (with a port if it is not the usual one), which the
    user gave."""
    from servanda.intake.article.address import Address, address_of, forwarded
    from servanda.intake.article.feed import new_entries, read_feed

    data, address, encoding, fault = _feed_data(feed)
    if fault is not None:
        yield Offered(printable(feed), fault)
        return
    read = read_feed(data, today, address, encoding)
    if isinstance(read, Refused):
        yield Offered(printable(feed), read)
        return
    yield from (Remark(f"{printable(feed)}: {each}") for each in read.remarks)
    entries = new_entries(read.entries, seen)
    yield Remark(f"{printable(feed)}: {len(read.entries)} announced, {len(entries)} new")
    given = address_of(feed)
    allowed = {one.lower() for one in hosts}
    for entry in entries:
        there, name = address_of(entry.address), printable(entry.address)
        if entry.page is not None:
            page = entry.page.encode("utf-8", "replace")
            yield Offered(name, _read(page, "html", entry.address, today, "utf-8"))
            continue
        if not isinstance(there, Address):
            continue
        own = forwarded(given, entry.address) if isinstance(given, Address) else None
        if isinstance(own, Address) or there.place in allowed:
            yield Offered(name, _fetched(entry.address, today))
        else:
            host = printable(there.place)
            words = f"{name}: not fetched, for you gave no address of its host: --allow-host {host}"
            yield Remark(words, True, host)


def _feed_data(feed: str) -> tuple[bytes, str | None, str | None, Refused | None]:
    from servanda.intake.article.fetch import fetch

    if feed.startswith(("http://", "https://")):
        fetched = fetch(feed)
        if isinstance(fetched, Refused):
            return b"", None, None, fetched
        return fetched.data, fetched.address, fetched.encoding, None
    try:
        return Path(feed).read_bytes(), None, None, None
    except (OSError, ValueError) as problem:
        why = getattr(problem, "strerror", None) or str(problem)
        is_folder = isinstance(problem, IsADirectoryError)
        hint = "take a folder with --folder" if is_folder else "give a feed's file or address"
        return b"", None, None, Refused(f"it cannot be read: {why.lower()}", hint)


def _fetched(source: str, today: date) -> Article | Refused:
    from servanda.intake.article.fetch import fetch

    fetched = fetch(source)
    if isinstance(fetched, Refused):
        return fetched
    if is_feed(fetched.data):
        return instead("a feed", "--feed", source)
    return _read(fetched.data, fetched.medium, fetched.address, today, fetched.encoding)


def _read(
    data: bytes,
    medium: Medium | None,
    address: str | None,
    today: date,
    encoding: str | None = None,
) -> Article | Refused:
    from servanda.intake.article.read import read_article

    if len(data) > LARGEST:
        return Refused(f"it has more than {LARGEST:,} bytes", "an article is shorter")
    return read_article(data, medium, address, today, encoding)
