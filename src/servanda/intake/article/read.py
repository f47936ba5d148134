"""Bytes read as an article, whatever their medium; or refused, with what to do."""

import hashlib
import re
from datetime import date

from servanda.intake.article.dateline import dateline_of, day_of
from servanda.intake.article.language import language_of
from servanda.intake.article.letters import cleaned, cleaned_line
from servanda.intake.article.model import Article, Medium, Refused
from servanda.intake.article.parts import Parts

LONGEST_ARTICLE = 500_000  # characters; the longest reports of newspapers have some 100,000
LONGEST_LINE = 500  # characters of a title, a publisher, a byline
INSTALL = "install what reads articles: `make intake`, or `pip install 'servanda[intake]'`"
_TAG = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|main|div|p|h1|meta|span)\b", re.I)
_OTHERS = (
    (b"PK\x03\x04", "an archive or an office document", "save the document as a PDF or as text"),
    (b"\xd0\xcf\x11\xe0", "an office document", "save it as a PDF or as text"),
    (b"{\\rtf", "an RTF document", "save it as a PDF or as text"),
    (b"\x1f\x8b", "a packed file", "unpack it first"),
    (b"\x89PNG", "a picture", "run character recognition over it, or type the words that matter"),
    (b"\xff\xd8\xff", "a picture", "run character recognition over it, or type the words"),
)


def read_article(
    data: bytes,
    medium: Medium | None,
    address: str | None,
    today: date,
    encoding: str | None = None,
) -> Article | Refused:
    """The article in these bytes, with `text` one paragraph a line.

    `medium` is a hint (from a file's ending or a server): what the bytes plainly are goes before
    it. `encoding` is one that a server named. A day of publication later than `today` is not
    believed. Nothing is executed and nothing is fetched.
    """
    refused = _refused_at_sight(data)
    if refused:
        return refused
    kind = _medium(data, medium)
    try:
        parts = _parts(data, kind, address, today, encoding)
    except ModuleNotFoundError as missing:
        return Refused(f"reading {kind.upper()} needs `{missing.name}`", INSTALL)
    return parts if isinstance(parts, Refused) else _article(data, kind, address, parts, today)


def _refused_at_sight(data: bytes) -> Refused | None:
    if not data.strip():
        return Refused("this is empty", "give a file, an address or a text with an article in it")
    for beginning, what, hint in _OTHERS:
        if data.startswith(beginning):
            return Refused(f"this is {what}, not an article", hint)
    return None


def _medium(data: bytes, hint: Medium | None) -> Medium:
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if hint in ("html", "text"):
        return hint
    return "html" if _TAG.search(data[:4096]) else "text"


def _parts(
    data: bytes, medium: Medium, address: str | None, today: date, encoding: str | None
) -> Parts | Refused:
    # Each medium is loaded when it is met: their libraries take half a second.
    match medium:
        case "html":
            from servanda.intake.article.page import read_page

            return read_page(data, address, today, encoding)
        case "pdf":
            from servanda.intake.article.pdf import read_pdf

            return read_pdf(data, address, today)
        case "text":
            from servanda.intake.article.plain import read_plain

            return read_plain(data, address, today, encoding)


def _article(
    data: bytes, medium: Medium, address: str | None, parts: Parts, today: date
) -> Article | Refused:
    words = cleaned("\n".join(parts.paragraphs))
    lines = (" ".join(line.split()) for line in words.text.split("\n"))
    text = "\n".join(line for line in lines if line)
    if not text:
        return Refused("there are no words in this", "give the words of the article")
    if len(text) > LONGEST_ARTICLE:
        return Refused(
            f"this has {len(text):,} characters, more than {LONGEST_ARTICLE:,}",
            "an article is shorter: cut it into its parts and give each of them",
        )
    address = address or parts.address
    language = language_of(text)
    published, day_from = parts.published, None
    if published is None and (line := dateline_of(text)) is not None:
        published, day_from = day_of(line, text, address, today) or (None, None)
    unknown = "the language is none of English, Arabic and Hebrew: no statement will be found"
    return Article(
        text=text,
        medium=medium,
        sha256=hashlib.sha256(data).hexdigest(),
        title=_line(parts.title),
        publisher=_line(parts.publisher),
        byline=_line(parts.byline),
        published=published,
        address=address,
        language=language,
        remarks=(
            *parts.remarks,
            *words.remarks,
            *((day_from,) if day_from else ()),
            *(() if language else (unknown,)),
        ),
        day_from=day_from,
    )


def _line(text: str | None) -> str | None:
    return cleaned_line(text)[:LONGEST_LINE] or None if text else None
