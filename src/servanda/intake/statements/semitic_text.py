"""Words, quotations and sentences of Arabic and Hebrew, without a model."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from servanda.intake.statements.model import Extent

OPENING, CLOSING = frozenset("«“„"), frozenset("»”")
NEUTRAL = frozenset("\"″״'")
COMMAS = frozenset("،,;؛–—")
ENDS = frozenset(".!?؟…")
_LETTERS = str.maketrans("أإآٱىةئؤ", "اااايهيو")
# A word; with the mark before the last letter of a Hebrew acronym, or after its only letter.
_TOKEN = re.compile(
    r"[^\W_]+(?:[\u0591-\u05c7\u064b-\u0652\u0640]+[^\W_]*)*(?:[\"″״'׳][א-ת](?![א-ת])|[׳'](?!\w))?|\S"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark; `plain` is the word without vowels, with one letter for its variants."""

    start: int
    end: int
    plain: str

    @property
    def is_word(self) -> bool:
        return self.plain[0].isalnum()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as its tokens; `quoted` are the tokens between the marks of each quotation, `text`
    is its paragraph, which begins at the character `start` of the article."""

    tokens: tuple[Token, ...]
    quoted: tuple[range, ...]
    text: str
    start: int

    def is_quoted(self, at: int) -> bool:
        return any(at in inside for inside in self.quoted)

    def quotation_at(self, at: int) -> range | None:
        """The quotation whose opening mark stands here."""
        return next((inside for inside in self.quoted if inside.start == at + 1), None)

    def extent(self, within: range) -> Extent:
        return Extent(self.tokens[within.start].start, self.tokens[within.stop - 1].end)


def plain(word: str) -> str:
    """A word without vowel signs and lengthening, with one letter for all its variants."""
    bare = "".join(letter for letter in word if unicodedata.category(letter) != "Mn")
    return bare.replace("\u0640", "").translate(_LETTERS)


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text, one paragraph a line. A quotation is not divided, so that what is
    quoted stays with the words that say whose it is; one left open ends with its paragraph."""
    start = 0
    for line in text.split("\n"):
        tokens = tuple(
            Token(start + found.start(), start + found.end(), plain(found.group()) or found.group())
            for found in _TOKEN.finditer(line)
        )
        quoted = tuple(_quotations(tokens))
        yield from _divided(tokens, quoted, line, start)
        start += len(line) + 1


def _quotations(tokens: Sequence[Token]) -> Iterator[range]:
    opened: int | None = None
    for at, token in enumerate(tokens):
        is_mark = token.plain in OPENING | CLOSING | NEUTRAL and token.end - token.start == 1
        if not is_mark or token.plain == "'":
            continue
        if opened is None:
            opened = at
        else:
            yield range(opened + 1, at)
            opened = None
    if opened is not None and opened + 1 < len(tokens):
        yield range(opened + 1, len(tokens))


def _divided(
    tokens: Sequence[Token], quoted: Sequence[range], line: str, start: int
) -> Iterator[Sentence]:
    first = 0
    for at, token in enumerate(tokens):
        inside = any(at in each for each in quoted)
        is_end = token.plain in ENDS and not _is_within_number(tokens, at)
        if (is_end and not inside) or at == len(tokens) - 1:
            last = at + 1
            if any(each.is_word for each in tokens[first:last]):
                yield Sentence(
                    tuple(tokens[first:last]),
                    tuple(
                        range(each.start - first, min(each.stop, last) - first)
                        for each in quoted
                        if first <= each.start < last
                    ),
                    line,
                    start,
                )
            first = last


def _is_within_number(tokens: Sequence[Token], at: int) -> bool:
    if not 0 < at < len(tokens) - 1:
        return False
    before, here, after = tokens[at - 1 : at + 2]
    joined = before.end == here.start and here.end == after.start
    return joined and before.plain[-1].isdigit() and after.plain[0].isdigit()
