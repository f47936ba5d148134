"""Personal data in a text that is to be kept: telephones, mail addresses, and places to a house.

A record is kept and shared; what leads to a person's door has no place in it. Found is what has a
form: the names of private persons have none and are left to who reviews a draft. A place with a
name, and coordinates to some hundred metres, lead to no house.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["telephone", "mail", "place"]

_NEAR = 25  # characters before a number within which a word says that it is a telephone
_CALLED = re.compile(
    r"(?:\b(?:tel|phone|telephone|mobile|cell|call(?:ed)?|ring|dial|"
    r"fax|hotline|whats\s?app|signal|sms)\b"
    r"|هاتف|جوال|اتصل|واتس|للتواصل|טלפון|נייד|טל['׳]|התקשרו|ווטסאפ)[^\d\n]*$",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?<![\w.,/+-])(?:\+|00)?\(?\d(?:[ \u00a0().\-–/]{0,2}\d){6,14}(?![\w/]|[.,]\d)"
)
_INTERNATIONAL = re.compile(r"^(?:\+|00)[1-9]")
# 0661234567, (066) 123-45-67, 052-123-4567 and 02-123-4567, (555) 123-4567 and 555-123-4567:
# written as nothing else is.
_NATIONAL = re.compile(
    r"^(?:\(?0\d{1,2}\)?[ -]\d{3}[ -]?\d{2}[ -]?\d{2}|0[1-9]\d{8}"
    r"|\(0\d{1,3}\) ?\d{2,3}[ -]?\d{2}[ -]?\d{2}|0\d{2} \d{3} \d{2} \d{2}"
    r"|\(\d{3}\) ?\d{3}-\d{4}|\d{3}-\d{3}-\d{4})$"
)
_DAY = re.compile(r"^(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4})")
_MAIL = re.compile(
    r"[\w.+'-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:(?:\.|\s?(?:\(dot\)|\[dot\])\s?)[\w-]+)+",
    re.IGNORECASE,
)
_DEGREES = r"[-+]?\d{1,3}[.٫]\d{4,}\s*°?"
_PLACES = (
    # Degrees with four decimals or more: eleven metres.
    re.compile(rf"(?<![\d.]){_DEGREES}\s*[NSns]?\s*[,;/ ،]\s*{_DEGREES}\s*[EWew]?"),
    # Minutes with two decimals or more, and seconds: some twenty metres.
    re.compile(r"\d{1,3}\s*°\s*\d{1,2}[.,]\d{2,}\s*['’′]"),
    re.compile(r"""\d{1,3}\s*°\s*\d{1,2}\s*['’′]\s*\d{1,2}(?:[.,]\d+)?\s*(?:["”″]|''|’’)"""),
    # Military grid with eight digits or more: ten metres.
    re.compile(r"\b\d{1,2}\s?[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?(?:\d{4,5}\s\d{4,5}|\d{8}|\d{10})\b"),
    # A plus code of ten digits (14 metres), and three words for three metres.
    re.compile(r"\b[23456789CFGHJMPQRVWX]{8}\+[23456789CFGHJMPQRVWX]{2,3}\b"),
    re.compile(r"///\w+\.\w+\.\w+\b"),
)
_WHY: dict[Kind, str] = {
    "telephone": "a telephone number",
    "mail": "a mail address",
    "place": "coordinates that lead to a house",
}


@dataclass(frozen=True, slots=True)
class Personal:
    """Personal data between two characters of a text, and why it is not kept. The message does not
    repeat it."""

    kind: Kind
    start: int
    end: int
    message: str
    hint: str


def personal_data(text: str) -> tuple[Personal, ...]:
    """All that must not be kept, in the order of the text, none over another."""
    spans = sorted((*_mails(text), *_places(text), *_telephones(text)))
    found: list[Personal] = []
    for start, end, kind in spans:
        if not found or start >= found[-1].end:
            found.append(_told(text, start, end, kind))
    return tuple(found)


def _told(text: str, start: int, end: int, kind: Kind) -> Personal:
    line = text.count("\n", 0, start) + 1
    return Personal(
        kind,
        start,
        end,
        f"line {line} holds {_WHY[kind]}, which leads to a person and is not kept",
        "leave it out of the words, or keep only the address and the hash of the article",
    )


def _mails(text: str) -> Iterator[tuple[int, int, Kind]]:
    yield from ((found.start(), found.end(), "mail") for found in _MAIL.finditer(text))


def _places(text: str) -> Iterator[tuple[int, int, Kind]]:
    for form in _PLACES:
        yield from ((found.start(), found.end(), "place") for found in form.finditer(text))


def _telephones(text: str) -> Iterator[tuple[int, int, Kind]]:
    for found in _NUMBER.finditer(text):
        if _is_telephone(found.group(), text[max(0, found.start() - _NEAR) : found.start()]):
            yield found.start(), found.end(), "telephone"


def _is_telephone(number: str, before: str) -> bool:
    """By its form, or by the word before it; a day or a count is none."""
    western = "".join(str(unicodedata.digit(one, one)) for one in number)
    plain = re.sub(r"[\u00a0–]", " ", western)
    if _DAY.match(plain):
        return False
    return bool(_INTERNATIONAL.match(plain) or _NATIONAL.match(plain) or _CALLED.search(before))
