"""The day on which an article appeared, as it says itself; and days that cannot be true."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

EARLIEST = date(1990, 1, 1)  # before it no newspaper put articles on the web
AHEAD = timedelta(days=1)  # a publisher's zone may be ahead of ours

MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
         "august aug", "september sept sep", "october oct", "november nov", "december dec"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "(" + "|".join(MONTHS) + r")\.?"
_ISO = re.compile(r"(?<![\d/-])(\d{4})-(\d{2})-(\d{2})(?!\d)")
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+(\d{{4}})\b", re.IGNORECASE)
_MONTH_FIRST = re.compile(
    rf"\b{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b", re.IGNORECASE
)
_IN_ADDRESS = re.compile(r"(?<!\d)(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?!\d)")


@dataclass(frozen=True, slots=True)
class Published:
    """The day an article gives for itself, if it can be true; and what to know of it."""

    day: date | None
    remarks: tuple[str, ...] = ()


def published(given: Iterable[str], address: str | None, today: date) -> Published:
    """The first day that can be true among what an article gives, in the order of trust; else the
    day in its address or file name. A time's day is that of the zone in which it is written."""
    remarks: list[str] = []
    for words in given:
        day = day_in(words)
        if day and can_be(day, today):
            return Published(day, tuple(remarks))
        if day or words.strip():
            remarks.append(_doubt(words, day, today))
    day = _day_in_address(address or "")
    if day and can_be(day, today):
        source = (
            f"the date {day} is taken from the address: the article gives none that can be read"
        )
        return Published(day, (*remarks, source))
    return Published(None, tuple(dict.fromkeys(remarks)))


def day_in(words: str) -> date | None:
    """The first day written out in words, such as `22 October 2025`, `Oct. 22, 2025` or the
    beginning of `2025-10-22T18:00+03:00`; not `10/11/2025`, which two countries read as two days.
    """
    if found := _ISO.search(words):
        return _day(*found.groups())
    if found := _DAY_FIRST.search(words):
        day, month, year = found.groups()
        return _day(year, MONTHS[month.lower()], day)
    if found := _MONTH_FIRST.search(words):
        month, day, year = found.groups()
        return _day(year, MONTHS[month.lower()], day)
    return None


def _day_in_address(address: str) -> date | None:
    found = _IN_ADDRESS.search(address)
    return _day(*found.groups()) if found else None


def _day(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def can_be(day: date, today: date) -> bool:
    """Whether an article can have appeared on a day, seen from today."""
    return EARLIEST <= day <= today + AHEAD


def _doubt(words: str, day: date | None, today: date) -> str:
    if day is None:
        return f"the date `{words.strip()[:40]}` cannot be read as a day"
    when = "in the future" if day > today else f"before {EARLIEST.year}"
    return f"it gives {day} as its date, which lies {when}: the date is left open"
