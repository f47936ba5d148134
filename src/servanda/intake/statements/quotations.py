"""Quotations: where the words of an article stand between quotation marks.

Straight marks take turns within a paragraph; curly ones say themselves which way they face. A
quotation left open runs to the end of its paragraph, as is the custom where the next paragraph
goes on with it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

OPENING, CLOSING = "“„«", "”»"


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation by its tokens, the marks included, `end` excluded; `closed` if it has its mark
    at the end."""

    start: int
    end: int
    closed: bool

    @property
    def tokens(self) -> range:
        return range(self.start, self.end)


def quotations(doc: Doc, text: str) -> list[Quotation]:
    """The quotations of an article in order. The text is the article's own, with its own marks."""
    return [
        each for first, last in _paragraphs(doc) for each in _in_paragraph(doc, text, first, last)
    ]


def _paragraphs(doc: Doc) -> Iterator[tuple[int, int]]:
    first = 0
    for token in doc:
        if "\n" in token.text:
            yield first, token.i
            first = token.i + 1
    yield first, len(doc)


def _in_paragraph(doc: Doc, text: str, first: int, last: int) -> Iterator[Quotation]:
    start: int | None = None
    for i in range(first, last):
        mark = _mark(doc, text, i)
        if mark is None:
            continue
        if start is None and mark != "close":
            start = i
        elif start is not None and mark != "open":
            yield Quotation(start, i + 1, closed=True)
            start = None
    if start is not None and last - start > 1:
        yield Quotation(start, last, closed=False)


def _mark(doc: Doc, text: str, i: int) -> str | None:
    """What kind of quotation mark a token is: an `open`, a `close`, or an `either`."""
    token = doc[i]
    own = text[token.idx : token.idx + len(token)]
    if own and own[0] in OPENING:
        return "open"
    if own and own[0] in CLOSING:
        return "close"
    return "either" if own in ('"', "''", "``") else None
