"""The dateline of an article, `CAIRO, Oct. 22 (Agency) —`: where and when it was written.

It stands for the day of publication where the article gives none. A year that it leaves out comes
from the weekday beside it, from the address, or from the days that the article names in full; where
nothing tells it, it stays open.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from servanda.intake.article.published import EARLIEST, MONTHS, can_be, day_in

LINES = 3  # at whose head a dateline is looked for
NEAR = timedelta(days=183)  # how far before its day an article may name the day that tells its year
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_DATELINE = re.compile(
    r"(?:(?P<place>[A-Z][\w.'’ /-]{1,40}(?:,\s[A-Z][\w.'’ -]{1,30}){0,2}?),\s)??"
    rf"(?:(?P<weekday>{'|'.join(WEEKDAYS)}),?\s)?"
    rf"(?P<date>(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH})(?:,?\s(?P<year>\d{{4}}))?)"
    r"\s*(?:\([^()\n]{2,40}\)\s*)?(?:--|[-–—:])(?:\s|$)",
    re.IGNORECASE,
)
# `CAIRO (Agency) —`, `GAZA/CAIRO —`
_PLACE = re.compile(
    r"[A-Z][A-Z.'’/ -]{2,40}(?:,\s[\w. -]{2,30})?\s(?:\([^()\n]{2,40}\)\s*)?(?:--|[-–—])\s"
)
_SAID_ON = re.compile(
    r"\b(?:said|says|told|announced|reported|added|confirmed|warned|stated)\b[^.\n]{0,40}?"
    rf"\b({'|'.join(WEEKDAYS)})\b",
    re.IGNORECASE,
)
_YEAR_IN_ADDRESS = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_FULL = re.compile(
    rf"\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}\s{_MONTH},?\s\d{{4}}|{_MONTH}\s\d{{1,2}},?\s\d{{4}}", re.I
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """The day of a dateline: `words` as they stand; the year and the weekday if they are given."""

    words: str
    month: int
    day: int
    year: int | None
    weekday: int | None

    def in_year(self, year: int) -> date | None:
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None

    def latest(self, today: date, weekday: int | None = None) -> date | None:
        """The last such day that can be true, whatever its year; of a weekday, if one is given."""
        years = (self.in_year(today.year - back) for back in range(-1, 9))
        days = [day for day in years if day and can_be(day, today)]
        fitting = [day for day in days if weekday is None or day.weekday() == weekday]
        return next(iter(fitting or days), None)


def dateline_of(text: str) -> Dateline | None:
    """The dateline at the head of one of the first lines, if there is one."""
    for line in text.split("\n")[:LINES]:
        found = _DATELINE.match(line)
        if found is None or not (found["place"] or line[found.end("date") :].startswith(" (")):
            continue
        words = found["date"]
        named = re.search(_MONTH, words, re.I)
        number = re.search(r"\d{1,2}", words)
        assert named is not None and number is not None, "the pattern holds both"
        return Dateline(
            words,
            MONTHS[named[0].rstrip(".").lower()],
            int(number[0]),
            int(found["year"]) if found["year"] else None,
            WEEKDAYS.index(found["weekday"].lower()) if found["weekday"] else None,
        )
    return None


def weekday_said(text: str) -> int | None:
    """The weekday on which an article says that things were said, which is most often its own:
    `the minister said Thursday`. None where it says it of none, or of several as often."""
    said = Counter(WEEKDAYS.index(each.lower()) for each in _SAID_ON.findall(text))
    most = said.most_common(2)
    if not most or (len(most) > 1 and most[0][1] == most[1][1]):
        return None
    return most[0][0]


def dateline_end(text: str) -> int:
    """Where the words of an article begin after its dateline, be there a day in it or not."""
    found = _DATELINE.match(text) or _PLACE.match(text)
    return found.end() if found and (found.re is _PLACE or found["place"]) else 0


def day_of(line: Dateline, text: str, address: str | None, today: date) -> tuple[date, str] | None:
    """The day of a dateline, and from where it was taken; None while its year is open."""
    for year, origin in _years(line, text, address, today):
        day = line.in_year(year)
        if day is not None and can_be(day, today):
            return day, f"the date {day} is taken from the dateline (`{line.words}`){origin}"
    return None


def _years(
    line: Dateline, text: str, address: str | None, today: date
) -> Iterator[tuple[int, str]]:
    """The years that may be meant, the surest first, each with what tells it."""
    if line.year is not None:
        yield line.year, ""
        return
    if line.weekday is not None:
        for year in range(today.year + 1, EARLIEST.year, -1):
            day = line.in_year(year)
            if day is not None and day.weekday() == line.weekday and can_be(day, today):
                yield year, ", its year from the weekday"
                return
    for found in _YEAR_IN_ADDRESS.findall(address or ""):
        yield int(found), ", its year from the address"
    named = filter(None, (day_in(each) for each in _FULL.findall(text)))
    for before in sorted({each for each in named if can_be(each, today)}, reverse=True):
        for year in (before.year, before.year + 1):
            day = line.in_year(year)
            if day is not None and timedelta(0) <= day - before <= NEAR:
                yield year, f", its year from {before}, which the article names"
