"""A web page read as an article: what a reader sees of it, without menus and advertisements."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from lxml import etree
from lxml import html as lxml_html
from trafilatura import bare_extraction

from servanda.intake.article.dateline import dateline_of
from servanda.intake.article.decoding import decoded
from servanda.intake.article.hidden import without_hidden
from servanda.intake.article.model import Refused
from servanda.intake.article.page_says import page_says
from servanda.intake.article.parts import Parts
from servanda.intake.article.published import published
from servanda.intake.article.style import TooHeavyError

LARGEST_PAGE = 10_000_000  # bytes
# More than this part of a file in control characters: it is no text. Stray ones are left out.
MOST_CONTROLS = 0.02
PASTE = "open the page in a browser, and paste the words of the article or save them as a text file"
# What no element may hold (XML 1.0, section 2.2).
_NO_CHARACTER = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")


def read_page(
    data: bytes, address: str | None, today: date, encoding: str | None
) -> Parts | Refused:
    """The article in a page, with title, outlet, author and day as the page gives them.

    Scripts are never run; what only they would show is not there.
    """
    if len(data) > LARGEST_PAGE:
        return Refused(f"this page has more than {LARGEST_PAGE:,} bytes", PASTE)
    source = decoded(data, encoding)
    text, controls = _NO_CHARACTER.subn("", source.text)
    if controls - source.text.count("\0") > MOST_CONTROLS * len(source.text):
        return Refused("this is no page: its bytes are no text", PASTE)
    text = _REFERENCE.sub(_allowed, text)
    tree = _tree(text)
    if tree is None:
        return Refused("there is no page in this: it has no elements", PASTE)
    says = page_says(tree)
    try:
        remarks = without_hidden(tree)
    except TooHeavyError:
        return Refused("this page has so many rules of style that what it hides is unknown", PASTE)
    article = bare_extraction(
        tree, url=address, include_comments=False, with_metadata=True, favor_recall=False
    )
    if article is None or isinstance(article, dict) or not (article.text or "").strip():
        return Refused("no text of an article was found on this page", _hint(text))
    title = says.title or article.title
    paragraphs = tuple(_paragraphs(article.text or "", title))
    # What is guessed of a page that gives no day counts less than a dateline.
    has_line = dateline_of("\n".join(paragraphs)) is not None
    guessed = () if has_line else filter(None, [article.date])
    day = published((*says.days, *guessed), address or says.address, today)
    return Parts(
        title=title,
        publisher=says.publisher or article.sitename,
        byline=says.author or article.author,
        published=day.day,
        paragraphs=paragraphs,
        address=says.address,
        remarks=(*source.remarks, *remarks, *day.remarks),
    )


def _tree(text: str) -> Any:
    """The elements of a page. Nothing is fetched: libxml2 loads no DTD for HTML, and no network."""
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True)
    try:
        return lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _allowed(reference: re.Match[str]) -> str:
    """A reference by number, or a space in the place of one to what no element may hold."""
    hexadecimal, decimal = reference.group(1), reference.group(2)
    digits = (hexadecimal or decimal).lstrip("0") or "0"
    number = int(digits[:8], 16 if hexadecimal else 10)
    is_one = number <= 0x10FFFF and not _NO_CHARACTER.match(chr(number))
    return reference.group() if is_one else " "


def _hint(page: str) -> str:
    if "<script" in page.lower():
        return f"it may be put together by scripts, which are never run: {PASTE}"
    return PASTE


def _paragraphs(text: str, title: str | None) -> Iterable[str]:
    for line in text.split("\n"):
        paragraph = line.removeprefix("- ").strip()
        if paragraph and paragraph != title:
            yield paragraph
