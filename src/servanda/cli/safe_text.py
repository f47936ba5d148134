"""Text from outside, made safe for a terminal.

A record quotes what others wrote. No character of it may move the cursor, start an escape sequence
or turn the direction of the words around it.
"""

import re
import unicodedata

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_WHITE = re.compile(r"[\t\n\r\v\f\u2028\u2029]+")
_DIRECTION = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
_PLAIN = str.maketrans(
    {
        "›": ">",
        "…": "...",
        "·": "-",
        "–": "-",
        "—": "-",
        "‘": "'",
        "’": "'",
        "“": '"',
        "”": '"',
        "→": "->",
        "├": "|",
        "│": "|",
        "└": "`",
        "─": "-",
    }
)


def safe(words: str) -> str:
    """One line without controls; right-to-left runs are kept from turning their neighbours."""
    line = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", _WHITE.sub(" ", words))
    line = _DIRECTION.sub("", line)
    if not line.isascii() and any(map(_runs_right_to_left, line)):
        return f"{_FIRST_STRONG_ISOLATE}{line}{_POP_ISOLATE}"
    return line


def in_encoding(words: str, encoding: str) -> str:
    """The nearest that an encoding can say; nothing to do for UTF-8."""
    if is_unicode(encoding):
        return words
    without_isolates = _DIRECTION.sub("", words).translate(_PLAIN)
    return without_isolates.encode(encoding, "replace").decode(encoding)


def is_unicode(encoding: str) -> bool:
    return encoding.lower().replace("_", "-").startswith("utf")


def _runs_right_to_left(character: str) -> bool:
    return unicodedata.bidirectional(character) in ("R", "AL", "AN")
