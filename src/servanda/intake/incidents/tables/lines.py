"""Lines of a text file, each decoded by itself: files come in one encoding, and in several.

A byte-order mark decides. Without one a line that is UTF-8 is read as such and any other as
windows-1252, of which latin-1 is a part, and is marked; five bytes have no meaning in either, and a
line that holds one cannot be read. UTF-16 without a mark shows by its NUL bytes.
"""

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from servanda.intake.incidents.tables.rows import LONGEST_LINE, TableError

SAMPLE = 65_536
WIDE = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its ending; `reason` where it cannot be read."""

    text: str
    remark: str | None = None
    reason: str | None = None


def encoding_of(sample: bytes, told: str | None) -> str | None:
    """The encoding of a whole file: as the mapping tells, or as its first bytes show.

    None: line by line.
    """
    if told is not None:
        try:
            return codecs.lookup(told).name
        except LookupError:
            raise TableError(
                f"`{told}` is no encoding", "write for instance utf-8, windows-1251 or utf-16"
            ) from None
    for mark, name in WIDE.items():  # UTF-32 first: its mark begins with that of UTF-16
        if sample.startswith(mark):
            return name
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    many = len(sample) // 8
    if many and odd > many and even * 8 < odd:
        return "utf-16-le"
    if many and even > many and odd * 8 < even:
        return "utf-16-be"
    return None


def require_western(file: BinaryIO) -> None:
    """Raises TableError where lines that are no UTF-8 are no windows-1252 either: whole words of
    letters beyond ASCII are of another script, and read as that would be rubbish, stored."""
    file.seek(0)
    for line in file:
        if line.isascii() or (found := _FOREIGN.search(line)) is None:
            continue
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            start = max(0, found.start() - 10)
            sample = line[start : found.end() + 10].strip()
            raise TableError(
                "it is no UTF-8, and which encoding it has is not sure: the same bytes are"
                f" `{sample.decode('windows-1251', 'replace')}` in windows-1251 and"
                f" `{sample.decode('windows-1252', 'replace')}` in windows-1252",
                "say which is right, as in --encoding windows-1251",
            ) from None
    file.seek(0)


_FOREIGN = re.compile(rb"[\xc0-\xff]{4}")  # in windows-1252 letters with accents stand apart


def lines_of(file: BinaryIO, encoding: str | None) -> Iterator[Line]:
    """Every line of a file that stands at its beginning."""
    if encoding is not None and encoding.startswith(("utf-16", "utf-32")):
        yield from _wide_lines(file, encoding)
        return
    for number, (line, is_whole) in enumerate(_byte_lines(file)):
        if number == 0:
            line = line.removeprefix(codecs.BOM_UTF8)
        if not is_whole:
            yield Line(line[:4000].decode("latin-1"), reason="too-long")
        elif encoding is None:
            yield decoded(line)
        else:
            yield _decoded_as(line, encoding)


def decoded(line: bytes) -> Line:
    """A line in UTF-8, or else in windows-1252."""
    try:
        return Line(line.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    try:
        return Line(line.decode("windows-1252"), "windows-1252")
    except UnicodeDecodeError:
        return Line(line.decode("latin-1"), reason="encoding")


def _decoded_as(line: bytes, encoding: str) -> Line:
    try:
        return Line(line.decode(encoding))
    except UnicodeDecodeError:
        return Line(line.decode("latin-1"), reason="encoding")


def _wide_lines(file: BinaryIO, encoding: str) -> Iterator[Line]:
    text = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
    try:
        while line := text.readline(LONGEST_LINE):
            line = line.removeprefix("\ufeff")
            if len(line) == LONGEST_LINE and not line.endswith(("\n", "\r")):
                while (rest := text.readline(LONGEST_LINE)) and not rest.endswith(("\n", "\r")):
                    pass
                yield Line(line[:4000], reason="too-long")
            else:
                yield Line(line, reason="encoding" if "\ufffd" in line else None)
    finally:
        text.detach()  # whoever opened the file closes it


def _byte_lines(file: BinaryIO) -> Iterator[tuple[bytes, bool]]:
    """Lines as bytes, and whether the line is whole; of one that is too long only its beginning."""
    sample = file.read(SAMPLE)
    file.seek(0)
    if b"\r" in sample and b"\n" not in sample:
        yield from _lines_of_old_mac(file)
        return
    while line := file.readline(LONGEST_LINE):
        is_whole = len(line) < LONGEST_LINE or line.endswith(b"\n")
        if not is_whole:
            while (rest := file.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
        yield line, is_whole


def _lines_of_old_mac(file: BinaryIO) -> Iterator[tuple[bytes, bool]]:
    left = b""
    while chunk := file.read(SAMPLE):
        *whole, left = (left + chunk).split(b"\r")
        for line in whole:
            yield line + b"\n", len(line) < LONGEST_LINE
        if len(left) > LONGEST_LINE:
            left = left[: LONGEST_LINE + 1]
    if left:
        yield left, len(left) < LONGEST_LINE
