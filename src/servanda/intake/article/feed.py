"""Feeds (RSS and Atom): which articles a publisher announces, and which of them are new.

A feed is read as data. No entity of its own is expanded (so none can explode), nothing it points
to is fetched, and its addresses are only told: what is fetched is for the user to say.
"""

import html
import io
import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import feedparser

from servanda.intake.article.address import Address, address_of, same_page
from servanda.intake.article.decoding import decoded
from servanda.intake.article.letters import cleaned_line
from servanda.intake.article.model import Refused
from servanda.intake.article.published import published

LARGEST_FEED = 10_000_000  # bytes
MOST_ENTRIES = 2_000
LONGEST_TITLE = 500  # characters
FEWEST_WORDS = 40  # of an article that a feed is taken to carry whole
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_HINT = "look in the page of the publisher for the address of its RSS or Atom feed"


@dataclass(frozen=True, slots=True)
class Entry:
    """An article that a feed announces. `published` is the day in the feed's own zone."""

    address: str
    title: str | None
    published: date | None
    page: str | None = None  # its words as a page, where the feed has them whole


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed announces, in its order; and what of it was passed over, and why."""

    title: str | None
    entries: tuple[Entry, ...]
    remarks: tuple[str, ...] = ()


def read_feed(
    data: bytes, today: date, address: str | None = None, encoding: str | None = None
) -> Feed | Refused:
    """The entries of a feed, which was fetched from `address`; or why it cannot be read."""
    if len(data) > LARGEST_FEED:
        return Refused(f"this feed has more than {LARGEST_FEED:,} bytes", _HINT)
    source = decoded(data, encoding)
    if re.search(r"<!ENTITY", source.text, re.IGNORECASE):
        return Refused(
            "this feed defines entities of its own, which can explode or reach into files",
            "no feed needs them: ask its publisher",
        )
    text = _DECLARATION.sub("", source.text).encode("utf-8", "replace")
    parsed = feedparser.parse(
        io.BytesIO(text),
        response_headers={
            "content-type": "application/xml; charset=utf-8",
            "content-location": address or "",
        },
    )
    if not parsed.get("version"):
        return Refused("this is neither RSS nor Atom", _HINT)
    return _feed(parsed, today, source.remarks)


def new_entries(entries: Iterable[Entry], seen: Container[str]) -> tuple[Entry, ...]:
    """The entries whose pages (in the form of `same_page`) were not seen, each once."""
    found: dict[str, Entry] = {}
    for entry in entries:
        page = same_page(entry.address)
        if page not in seen:
            found.setdefault(page, entry)
    return tuple(found.values())


def _feed(parsed: feedparser.FeedParserDict, today: date, remarks: Sequence[str]) -> Feed:
    listed = parsed.entries[:MOST_ENTRIES]
    entries = [entry for one in listed if (entry := _entry(one, today))]
    told = list(remarks)
    if len(entries) < len(listed):
        told.append(
            f"entries without an address on the web were passed over: {len(listed) - len(entries)}"
        )
    if len(parsed.entries) > MOST_ENTRIES:
        told.append(f"only the first {MOST_ENTRIES:,} of {len(parsed.entries):,} entries were read")
    if parsed.get("bozo"):
        told.append("this feed is not well formed: entries may be missing")
    return Feed(_plain(parsed.feed.get("title")), tuple(entries), tuple(told))


def _entry(one: feedparser.FeedParserDict, today: date) -> Entry | None:
    address = address_of(str(one.get("link") or ""))
    if not isinstance(address, Address):
        return None
    # The words of the feed, not the instant: the day is that of the publisher's zone. Only the keys
    # that are there: `in` and `get` of feedparser take one for the other.
    given = [str(one[name]) for name in ("published", "updated") if name in set(one.keys())]
    title, day = _plain(one.get("title")), published(given, None, today).day
    return Entry(address.written, title, day, _page(one, title, day))


def _page(one: feedparser.FeedParserDict, title: str | None, day: date | None) -> str | None:
    """The words of an article that a feed has (`content:encoded`), if they are no mere summary."""
    held = [str(each.get("value") or "") for each in one.get("content") or ()]
    longest = max(held, key=len, default="")
    if len(re.sub(r"<[^<>]{0,500}>", " ", longest).split()) < FEWEST_WORDS:
        return None
    dated = f'<meta property="article:published_time" content="{day}">' if day else ""
    return (
        f"<!doctype html><html><head><title>{html.escape(title or '')}</title>"
        f'<meta property="og:title" content="{html.escape(title or "")}">{dated}</head>'
        f"<body><article>{longest}</article></body></html>"
    )


def _plain(title: object) -> str | None:
    """A title without markup: some feeds escape it twice."""
    if not isinstance(title, str):
        return None
    words = html.unescape(re.sub(r"<[^<>]{0,500}>", " ", title))
    return cleaned_line(re.sub(r"<[^<>]{0,500}>", " ", words))[:LONGEST_TITLE] or None
