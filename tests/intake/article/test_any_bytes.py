"""Whatever bytes come, they are read or refused; what is read can be printed and kept."""

import random

from hypothesis import example, given, settings
from hypothesis import strategies as st

from servanda.intake.article.feed import read_feed
from servanda.intake.article.letters import ARABIC_NUMBER_SIGNS, cleaned
from servanda.intake.article.model import Article, Medium, Refused
from servanda.intake.article.personal import personal_data
from servanda.intake.article.read import read_article
from tests.intake.article.written import PARAGRAPHS, TODAY

FRAGMENTS = [
    "<p>", "</p>", "<div style='display:none'>", "</div>", "<style>p{color:red}",
    "</style>", "{", "}",
    "<!--", "-->", "<script>", "</script>", "&lt;", "&#x202e;", "&#0;", "<html>", "<body>",
    "<time ",
    'datetime="9999-99-99"', "<meta charset=", "utf-7>", "<svg>", "<table><td>", "<h1>",
    "\u202e", "\0", "\x01", "&#1;", "\x0b", "\ufffe",
    "@media screen{", "<p style='font:0/0 a;left:-9e9px;color:#12'>", "hidden", "<dialog>",
    *PARAGRAPHS,
    '<script type="application/ld+json">{"@type":"Article","headline":', '1}',
    "</html>", "<a href=x>",
]  # fmt: skip


def is_shown(text: str) -> bool:
    """Arabic number signs are written before digits, though Python does not print them."""
    return "".join(one for one in text if one not in ARABIC_NUMBER_SIGNS).isprintable()


def check(data: bytes, medium: Medium | None) -> None:
    article = read_article(data, medium, None, TODAY)
    if isinstance(article, Refused):
        assert article.message and article.hint
        return
    assert isinstance(article, Article)
    assert article.text.strip()
    shown = [article.text.replace("\n", ""), article.title or "", article.byline or ""]
    assert all(map(is_shown, shown))
    assert all(line == " ".join(line.split()) and line for line in article.text.split("\n"))
    article.text.encode("utf-8")


@given(st.binary(max_size=400), st.sampled_from([None, "html", "text", "pdf"]))
@settings(max_examples=300, deadline=None)
@example(b"%PDF-1.4 trailer <</Root 1 0 R>>", "pdf")
def test_any_bytes(data: bytes, medium: Medium | None) -> None:
    check(data, medium)


def test_bytes_that_are_no_text_are_refused_as_a_page() -> None:
    for seed in range(3):
        read = read_article(random.Random(seed).randbytes(200_000), "html", None, TODAY)
        assert isinstance(read, Refused) and read.message.endswith("no text")


def test_a_stray_control_character_is_left_out_of_a_page() -> None:
    page = "<p>" + "</p><!-- a -->\x01<p>\x0b\ufffe".join(PARAGRAPHS) + "</p>"
    read = read_article(f"<html><body><article>{page}".encode(), "html", None, TODAY)
    assert isinstance(read, Article) and PARAGRAPHS[0][:40] in read.text


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=25))
@settings(max_examples=150, deadline=None)
def test_any_page(fragments: list[str]) -> None:
    check("".join(fragments).encode(), "html")


@given(st.text(max_size=200))
@settings(max_examples=300, deadline=None)
@example("\u0600")
def test_any_text(text: str) -> None:
    once = cleaned(text).text
    assert cleaned(once).text == once
    assert is_shown(once.replace("\n", ""))
    for found in personal_data(text):
        assert 0 <= found.start < found.end <= len(text)


@given(st.binary(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_feed(data: bytes) -> None:
    read_feed(b"<rss version='2.0'><channel><item>" + data, TODAY)
