"""Feeds: what they announce, what of it is new, and what they cannot do to us."""

from datetime import date

import pytest

from servanda.intake.article.feed import Entry, Feed, new_entries, read_feed
from servanda.intake.article.model import Refused
from tests.intake.article.written import TODAY

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Harbour Post</title>
<item><title>Gate &amp;amp; port &lt;b&gt;open&lt;/b&gt;</title>
  <link>https://post.example/gate?utm_source=feed</link>
  <pubDate>Wed, 22 Oct 2025 23:30:00 -0400</pubDate></item>
<item><title>No address</title><link>javascript:alert(1)</link></item>
<item><title>In the future</title><link>https://post.example/later</link>
  <pubDate>Wed, 22 Oct 2091 10:00:00 GMT</pubDate></item>
<item><title>The gate again</title><link>https://post.example/gate</link></item>
</channel></rss>"""

ATOM = """<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Post</title>
<entry><title type="html">Lists &lt;i&gt;late&lt;/i&gt;</title><link href="/lists"/>
  <published>2025-10-23T00:10:00+03:00</published></entry></feed>"""


def read(text: str | bytes, address: str | None = None) -> Feed:
    feed = read_feed(text.encode() if isinstance(text, str) else text, TODAY, address)
    assert isinstance(feed, Feed), feed
    return feed


def test_rss() -> None:
    feed = read(RSS)
    assert feed.title == "Harbour Post"
    assert feed.entries == (
        Entry("https://post.example/gate?utm_source=feed", "Gate & port open", date(2025, 10, 22)),
        Entry("https://post.example/later", "In the future", None),
        Entry("https://post.example/gate", "The gate again", None),
    )
    assert feed.remarks == ("entries without an address on the web were passed over: 1",)


def test_atom_with_addresses_from_the_feeds_own() -> None:
    feed = read(ATOM, "https://post.example/feed.atom")
    assert feed.entries == (Entry("https://post.example/lists", "Lists late", date(2025, 10, 23)),)


def test_only_what_is_new_and_each_page_once() -> None:
    entries = read(RSS).entries
    assert [entry.title for entry in new_entries(entries, frozenset())] == [
        "Gate & port open", "In the future",
    ]  # fmt: skip
    assert new_entries(entries, {"post.example/gate", "post.example/later"}) == ()


@pytest.mark.parametrize("encoding", ["utf-16", "windows-1255", "utf-8-sig"])
def test_a_feed_in_another_encoding(encoding: str) -> None:
    text = RSS.replace("The gate again", "השער").replace('"utf-8"', f'"{encoding}"')
    assert read(text.encode(encoding)).entries[-1].title == "השער"


LAUGHS = "".join(f'<!ENTITY l{n} "{"&l" + str(n - 1) + ";" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "doctype",
    [
        f'<!DOCTYPE rss [<!ENTITY l0 "lol">{LAUGHS}]>',
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss [<!entity % x SYSTEM "http://127.0.0.1:1/x.dtd"> %x;]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(doctype: str, encoding: str) -> None:
    text = RSS.replace("<rss", doctype + "<rss").replace("Harbour Post", "&x;&l9;")
    refused = read_feed(text.encode(encoding), TODAY)
    assert isinstance(refused, Refused)
    assert "defines entities of its own" in refused.message


def test_a_doctype_elsewhere_is_not_fetched() -> None:
    doctype = '<!DOCTYPE rss SYSTEM "http://127.0.0.1:1/rss.dtd">'
    assert len(read(RSS.replace("<rss", doctype + "<rss", 1)).entries) == 3


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"words",
        b"<!doctype html><html><p>words</p></html>",
        b"{}",
        b"\x00\x01",
        b"<rss",
        b"<a/>",
    ],
)
def test_what_is_no_feed_is_refused(data: bytes) -> None:
    refused = read_feed(data, TODAY)
    assert isinstance(refused, Refused) or refused.entries == ()


def test_a_feed_that_breaks_off_says_so() -> None:
    feed = read(RSS[: RSS.index("<item><title>The gate")])
    assert len(feed.entries) == 2
    assert "this feed is not well formed: entries may be missing" in feed.remarks


def test_a_feed_too_large_is_refused() -> None:
    refused = read_feed(b" " * 10_000_001, TODAY)
    assert isinstance(refused, Refused)


def test_more_entries_than_are_read_are_told() -> None:
    items = "".join(f"<item><link>https://post.example/{n}</link></item>" for n in range(2_001))
    feed = read(f"<rss version='2.0'><channel>{items}</channel></rss>")
    assert len(feed.entries) == 2_000
    assert feed.remarks == ("only the first 2,000 of 2,001 entries were read",)
