"""A PDF read as an article: the words of its pages, if it has any."""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from statistics import quantiles

from pypdf import PageObject, PdfReader

from servanda.intake.article.model import Refused
from servanda.intake.article.parts import Parts
from servanda.intake.article.plain import byline_in, day_line
from servanda.intake.article.published import day_in, published

LARGEST_PDF = 30_000_000  # bytes
MOST_PAGES = 100
LARGEST_PAGE = 20_000_000  # bytes of one page when unpacked
LEAST_LETTERS = 200  # in all pages; less is a stamp on pictures
HEAD_LINES = 6
logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong is told in our words
PASTE = "or open it and paste the words of the article"


def read_pdf(data: bytes, address: str | None, today: date) -> Parts | Refused:
    """The article in a PDF. Nothing in it is run, and nothing it points to is fetched."""
    if len(data) > LARGEST_PDF:
        return Refused(
            f"this PDF has more than {LARGEST_PDF:,} bytes", f"cut it to the article, {PASTE}"
        )
    try:
        return _read(PdfReader(io.BytesIO(data)), address, today)
    except Exception as problem:  # the libraries of the format raise whatever the file leads to
        if isinstance(problem, MemoryError):
            raise
        return Refused(
            f"this PDF cannot be read ({type(problem).__name__})",
            f"open it and print it into a new PDF, {PASTE}",
        )


def _read(reader: PdfReader, address: str | None, today: date) -> Parts | Refused:
    if reader.is_encrypted:
        return Refused(
            "this PDF is encrypted", f"open it with its password and save it without one, {PASTE}"
        )
    if len(reader.pages) > MOST_PAGES:
        return Refused(
            f"this PDF has {len(reader.pages):,} pages, more than {MOST_PAGES}",
            f"cut it to the article, {PASTE}",
        )
    pages = []
    for number, page in enumerate(reader.pages, start=1):
        if _size(page) > LARGEST_PAGE:
            return Refused(
                f"page {number} unpacks to more than {LARGEST_PAGE:,} bytes",
                f"print it into a new PDF, {PASTE}",
            )
        pages.append(_lines(page.extract_text()))
    return _parts(pages, _title(reader), address, today)


def _parts(
    pages: list[list[str]], title: str | None, address: str | None, today: date
) -> Parts | Refused:
    lines = list(_without_margins(pages))
    if sum(len(re.findall(r"[^\W\d_]", line)) for line in lines) < LEAST_LETTERS:
        return Refused(
            "this PDF holds no text, only pictures of it",
            "run character recognition over it (such as `ocrmypdf`), or type the words that matter",
        )
    head, rest = _head(lines, title)
    days = [line for line in head if day_in(line)]
    day = published(filter(None, map(day_line, days)), address, today)
    words = [line for line in head if not day_line(line) and not byline_in(line)]
    return Parts(
        title=title or (words[0] if words else None),
        publisher=None,
        byline=next(filter(None, map(byline_in, head)), None),
        published=day.day,
        paragraphs=tuple(_paragraphs(rest)),
        remarks=(*_doubts(lines), *day.remarks),
    )


def _title(reader: PdfReader) -> str | None:
    given = reader.metadata.title if reader.metadata else None
    words = " ".join((given or "").split())
    is_file_name = re.fullmatch(r"(?i)(untitled|microsoft word.*|\S+\.\w{2,4}|document\d*)?", words)
    return None if is_file_name else words


def _size(page: PageObject) -> int:
    contents = page.get_contents()
    return len(contents.get_data()) if contents is not None else 0


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n")]


def _without_margins(pages: Sequence[list[str]]) -> Iterator[str]:
    """All lines but numbers of pages and what stands at the edge of most pages."""
    edges = Counter(
        _without_numbers(line)
        for lines in pages
        for line in {*_full(lines)[:2], *_full(lines)[-2:]}
    )
    repeated = {line for line, count in edges.items() if count >= max(3, len(pages) / 2)}
    for lines in pages:
        for line in lines:
            bare = _without_numbers(line)
            if line and (not bare or bare in repeated):
                continue
            yield line


def _full(lines: Sequence[str]) -> list[str]:
    return [line for line in lines if line]


def _without_numbers(line: str) -> str:
    return re.sub(r"(?i)\bpage\b|\bof\b|[\d\W_]+", " ", line).strip()


def _head(lines: Sequence[str], title: str | None) -> tuple[list[str], list[str]]:
    """Title, byline and date at the beginning, and all lines below them."""
    head: list[str] = []
    rest = list(lines)
    while rest and len(head) < HEAD_LINES:
        line = rest[0]
        is_title = line == title or title is None and not _titles(head) and _may_be_title(line)
        if line and not (is_title or byline_in(line) or day_line(line)):
            break
        head += [line] if line else []
        rest = rest[1:]
    return head, rest


def _titles(head: Sequence[str]) -> bool:
    return any(not byline_in(line) and not day_line(line) for line in head)


def _may_be_title(line: str) -> bool:
    return 0 < len(line) <= 150 and not line.endswith((".", ",", ";", "-"))


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    """The lines of a page joined: one ends a paragraph that is followed by an empty one, or ends
    a sentence well before the edge."""
    full = [len(line) for line in lines if line]
    edge = quantiles(full, n=10)[-1] * 0.85 if len(full) > 1 else 0.0
    paragraph = ""
    for line in lines:
        if line:
            paragraph = _joined(paragraph, line)
        if paragraph and (not line or _ends_sentence(line) and len(line) < edge):
            yield paragraph
            paragraph = ""
    if paragraph:
        yield paragraph


def _joined(paragraph: str, line: str) -> str:
    if re.search(r"[a-z]-$", paragraph) and line[:1].islower():
        return paragraph[:-1] + line
    return f"{paragraph} {line}".strip()


def _ends_sentence(line: str) -> bool:
    return bool(re.search(r"[.!?؟][\"'”’»)]*$", line))


def _doubts(lines: Sequence[str]) -> Iterator[str]:
    text = " ".join(lines)
    if len(re.findall("[\u0590-\u06ff\ufb1d-\ufefc]", text)) > len(text) / 4:
        yield "right-to-left text of a PDF often comes in a wrong order: compare it with the page"
