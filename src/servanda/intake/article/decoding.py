"""The encoding of bytes that hold a text: from a mark at the beginning, from what they say of
themselves, or from the words that come out."""

import codecs
import re
from dataclasses import dataclass

from servanda.intake.article.language import common_words

DECLARED_WITHIN = 4096  # bytes from the beginning, where a page or a feed names its encoding
_DECLARED = re.compile(
    rb"""(?:<meta[^>]{0,200}?charset\s*=\s*["']?|<\?xml[^>]{0,200}?encoding\s*=\s*["'])"""
    rb"""([A-Za-z0-9_.:-]{2,40})""",
    re.IGNORECASE,
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What a browser reads under these names (WHATWG Encoding Standard, section 4.2).
_AS_BROWSERS_READ = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254",
    "iso8859-8": "cp1255", "iso8859-6": "cp1256",
}  # fmt: skip
_KNOWN = frozenset({
    "utf-8", "utf-16", "utf-16-le", "utf-16-be", "iso8859-2", "iso8859-5", "iso8859-7",
    "iso8859-15", *(f"cp{number}" for number in range(1250, 1259)),
})  # fmt: skip
_GUESSES = ("cp1252", "cp1255", "cp1256")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and what a person should know of how its bytes were read."""

    text: str
    remarks: tuple[str, ...] = ()


def decoded(data: bytes, named: str | None = None) -> Decoded:
    """The text of bytes; `named` is the encoding that a server gave with them.

    A mark at the beginning goes before what is named, as in a browser. UTF-8 that fits is taken for
    UTF-8 whatever is named, for no other text of any length fits by chance. What no encoding reads
    is shown as U+FFFD and told.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _read(data[len(mark) :], encoding)
    is_utf_8 = _fits(data, "utf-8")
    declared = _known(named) or _declared(data)
    if is_utf_8:
        return Decoded(data.decode("utf-8"), _disagreement(data, declared))
    if declared and declared != "utf-8":
        return _read(data, declared)
    return _guessed(data)


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:DECLARED_WITHIN])
    encoding = _known(found.group(1).decode("ascii")) if found else None
    # A page that could be searched for these words in ASCII is not in two bytes a letter.
    return "utf-8" if encoding and encoding.startswith("utf-16") else encoding


def _known(name: str | None) -> str | None:
    """An encoding by Python's name for it; None for what is unknown, or no encoding of text."""
    try:
        python = codecs.lookup(name or "").name
    except (LookupError, ValueError):
        return None
    wanted = _AS_BROWSERS_READ.get(python, python)
    return wanted if wanted in _KNOWN else None


def _read(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    unread = text.count("\ufffd")
    if not unread:
        return Decoded(text)
    return Decoded(text, (f"{unread} characters are no {_shown(encoding)} and could not be read",))


def _guessed(data: bytes) -> Decoded:
    """Read in the encoding in which most of the commonest words of its language come out."""

    def words(encoding: str) -> int:
        return max(common_words(data.decode(encoding, errors="replace")).values())

    best = max(_GUESSES, key=words)  # windows-1252 where nothing speaks for another
    read = _read(data, best)
    guess = f"the encoding is not given: read as {_shown(best)}"
    return Decoded(read.text, (guess, *read.remarks))


def _disagreement(data: bytes, declared: str | None) -> tuple[str, ...]:
    if declared in (None, "utf-8") or data.isascii():
        return ()
    return (f"said to be {_shown(declared or '')}, but these bytes are UTF-8 and were read so",)


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _shown(encoding: str) -> str:
    return encoding.replace("cp", "windows-") if encoding.startswith("cp") else encoding.upper()
