"""Dates: which days the words of an article mean, from its own day and the tense around them.

A weekday is the last such day up to the article's own in the past tense and the first from it on in
the future tense; the article's own weekday means that day. A week begins on Monday. Where the words
give one bound (`since Monday`, `by Friday`) the other stays open.
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Literal

from servanda.intake.statements.date_words import (
    COUNT_WORD,
    DURATION,
    MONTH_WORD,
    MONTHS,
    NUMBERS,
    UNIT_WORD,
    WEEKDAYS,
    Expression,
    expressions,
)
from servanda.intake.statements.model import Dated, Extent

Tense = Literal["past", "present", "future"]
Days = tuple[date | None, date | None]
# `RIVERTOWN, 22 October 2025 (Agency) - `: where and when the article was written, at its start.
DATELINE = re.compile(
    r"\A[A-Z][\w.,'’ /-]{1,60}?[\d)]\s*(?:\([^()\n]{2,30}\)\s*)?[-–—:]\s", re.UNICODE
)
PARAGRAPHS = 3  # up to and with that of `the same day`, in which the day that it means is named
SHIFTS = {"before": -1, "earlier": -1, "after": 1, "later": 1}
# The other day of a range whose month is said but once.
FIRST_DAY = re.compile(
    r"\b(?:between|from) (?:the )?(\d{1,2})(?:st|nd|rd|th)? (?:and|to|until) $", re.I
)
LAST_DAY = re.compile(
    r" (?:and|to|until) (?:the )?(\d{1,2})(?:st|nd|rd|th)?(?=\s*(?:$|[.,;]))", re.I
)


def dated(text: str, place: Extent, published: date | None, tense: Tense) -> Dated:
    """The days that the words in a place give for what happens there, or those of its tense."""
    if published is not None:
        written = DATELINE.match(text)
        start = max(place.start, written.end()) if written else place.start
        place = Extent(start, max(start, place.end))
        found = list(expressions(text[place.start : place.end]))
        for at, each in enumerate(found):
            days = (
                _related(each, text[: place.start + each.extent.start], published, tense)
                if each.kind == "relative"
                else _bounded(found, at, text[place.start : place.end], published, tense)
            )
            if days is not None:
                extent = Extent(place.start + each.extent.start, place.start + each.extent.end)
                return Dated(*days, "stated" if _is_full(each) else "resolved", extent)
    return undated(published, tense)


def undated(published: date | None, tense: Tense) -> Dated:
    """Where no date is given: up to the article's day, on it, or from it on."""
    if published is None:
        return Dated(None, None, "published")
    first, last = {
        "past": (None, published),
        "present": (published, published),
        "future": (published, None),
    }[tense]
    return Dated(first, last, "published")


def _is_full(each: Expression) -> bool:
    return each.kind == "iso" or (
        each.kind in ("dmy", "mdy") and re.search(r"\d{4}", each.words) is not None
    )


def _related(each: Expression, before: str, published: date, tense: Tense) -> Days:
    """The day that `the same day` or `the following day` means, from the last one that was named;
    where none was, all that its tense tells."""
    for paragraph in reversed(before.split("\n")[-PARAGRAPHS:]):
        days = [
            resolve(one, published, _direction(one, tense))
            for one in expressions(paragraph)
            if one.kind != "relative"
        ]
        named = [one for one in days if one is not None]
        if named:
            first, last = named[-1]
            shift = timedelta(SHIFTS.get(each.words.split(" day")[-1].strip(), 0))
            if re.search(r"following|next", each.words):
                shift = timedelta(1)
            elif re.search(r"previous|preceding", each.words):
                shift = timedelta(-1)
            if first is not None and first == last:
                return _day(first + shift)
            break
    return (published, None) if tense == "future" else (None, published)


def _bounded(
    found: list[Expression], at: int, text: str, published: date, tense: Tense
) -> Days | None:
    """The days of an expression with its bound and, in a range, those of the next one."""
    each = found[at]
    days = resolve(each, published, _direction(each, tense))
    if days is None:
        return None
    first, last = days
    if (of_one := _of_one_month(each, text, days)) is not None:
        return of_one
    opening = published if tense == "future" else None
    match each.bound:
        case "since" | "starting" | "as of":
            return first, (published if tense != "future" else None)
        case "until" | "till" | "by" | "through" | "no later than" | "up to":
            return opening, last
        case "before" | "ahead of":
            return opening, None if first is None else first - timedelta(1)
        case "after" | "following":
            return last, None
        case "from" | "between" if at + 1 < len(found):
            gap = text[each.extent.end : found[at + 1].extent.start].strip().lower()
            if gap in ("to", "until", "through", "and", "till", "-", "–"):
                until = resolve(found[at + 1], published, tense)
                return (first, _after(until[1], first)) if until is not None else days
            return days
        case "from":
            return first, None
        case _:
            lasting = DURATION.match(text[each.extent.end :])
            if lasting and first is not None:
                return first, first + timedelta(_days(lasting[1], lasting[2]))
            return days


def _of_one_month(each: Expression, text: str, days: Days) -> Days | None:
    """`between 1 and 10 November`, `from November 1 to 10`: the month is said but once."""
    day = days[0]
    before = FIRST_DAY.search(text[: each.extent.start])
    if each.kind == "dmy" and before and day and 0 < int(before[1]) < day.day:
        return day.replace(day=int(before[1])), day
    after = LAST_DAY.match(text[each.extent.end :])
    if each.kind != "mdy" or after is None or day is None or each.bound not in ("from", "between"):
        return None
    in_month = monthrange(day.year, day.month)[1]
    return (day, day.replace(day=int(after[1]))) if day.day < int(after[1]) <= in_month else None


def _direction(each: Expression, tense: Tense) -> Tense:
    """Where a day is looked for: `since` lies behind, `by` ahead of what is now, and so does what
    was `due` or `set for` then."""
    if each.bound == "since":
        return "past"
    return "future" if each.is_ahead or (each.bound == "by" and tense == "present") else tense


def _after(day: date | None, first: date | None) -> date | None:
    """The end of a range of weekdays, a week on where it would lie before its beginning."""
    if day is None or first is None or day >= first:
        return day
    return day + timedelta(7)


def resolve(each: Expression, published: date, tense: Tense) -> Days | None:
    """The days of an expression by itself; None where the words are no date after all."""
    words = each.words
    try:
        match each.kind:
            case "iso":
                return _day(date.fromisoformat(words))
            case "dmy" | "mdy":
                return _of_month(words, published, tense)
            case "month":
                return _month(words, published, tense)
            case "weekday":
                return _day(_weekday(words, published, tense))
            case "word":
                shift = {
                    "the day before yesterday": -2,
                    "yesterday": -1,
                    "last night": -1,
                    "tomorrow": 1,
                    "the day after tomorrow": 2,
                }.get(words, 0)
                return _day(published + timedelta(shift))
            case "weekend":
                return _weekend(published, 0 if tense == "future" else -1)
            case "span":
                return _span(words, published)
            case "ending":
                return _ending(words, published, tense)
            case "year":
                return date(int(words), 1, 1), date(int(words), 12, 31)
            case "ago" | "ahead" | "behind":
                return _distance(each.kind, words, published)
    except ValueError:
        return None
    raise AssertionError(each.kind)


def _day(day: date) -> Days:
    return day, day


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word]


def _month_number(words: str) -> int:
    found = re.search(MONTH_WORD, words)
    assert found is not None
    return next(
        n for n, name in enumerate(MONTHS, start=1) if name.startswith(found[0].rstrip(".")[:3])
    )


def _of_month(words: str, published: date, tense: Tense) -> Days:
    """A day of a month; without its year it is the nearest one that fits the tense."""
    year = re.search(r"\d{4}", words)
    bare = words.replace(year[0], "") if year else words
    number = re.search(r"\d{1,2}", bare)
    assert number is not None
    month, day = _month_number(words), int(number[0])
    if year is not None:
        return _day(date(int(year[0]), month, day))
    near = [date(published.year + shift, month, day) for shift in (-1, 0, 1)]
    return _day(_nearest(near, published, tense))


def _nearest(days: list[date], published: date, tense: Tense) -> date:
    if tense == "future":
        return next(day for day in days if day >= published - timedelta(31))
    if tense == "past":
        return next(day for day in reversed(days) if day <= published)
    return min(days, key=lambda day: abs(day - published))


def _month(words: str, published: date, tense: Tense) -> Days:
    month, year = _month_number(words), re.search(r"\d{4}", words)
    if year is not None:
        first = date(int(year[0]), month, 1)
    else:
        near = [date(published.year + shift, month, 1) for shift in (-1, 0, 1)]
        if words.startswith("last"):
            near = [day for day in near if day < published.replace(day=1)]
            tense = "past"
        elif words.startswith("next"):
            near = [day for day in near if day > published]
            tense = "future"
        first = _nearest(near, published, tense)
    days = first, _month_end(first)
    if words.startswith("early"):
        return first, first.replace(day=10)
    if words.startswith("mid"):
        return first.replace(day=11), first.replace(day=20)
    return (first.replace(day=21), days[1]) if words.startswith("late") else days


def _ending(words: str, published: date, tense: Tense) -> Days:
    """A third of a month, or the last (first) month of a year, or day of a week."""
    part, whole = words.removeprefix("the ").split(" of ", 1)
    if re.match(MONTH_WORD, whole):
        first, last = _month(whole, published, tense)
    else:
        first, last = _span(whole.replace("the ", "this ", 1), published)
    assert first is not None and last is not None
    if part == "end":
        return (published if tense == "future" else max(first, last - timedelta(9))), last
    length = timedelta(9) if part in ("beginning", "start") else (last - first) * 2 / 3
    return (first if part != "middle" else first + (last - first) / 3), min(last, first + length)


def _month_end(first: date) -> date:
    return (first.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)


def _weekday(words: str, published: date, tense: Tense) -> date:
    *which, name = words.split()
    ahead = (WEEKDAYS.index(name) - published.weekday()) % 7
    if which in (["last"], ["this", "past"]):
        return published + timedelta(ahead - 7)
    if which in (["next"], ["this", "coming"], ["the", "following"]):
        return published + timedelta(ahead or 7)
    if which == ["this"]:
        return published + timedelta(WEEKDAYS.index(name) - published.weekday())
    if tense != "past":
        return published + timedelta(ahead)
    return published + timedelta(ahead - 7 if ahead else 0)


def _weekend(published: date, weeks: int) -> Days:
    """The Saturday and Sunday of the week of a day, some weeks on."""
    saturday = published - timedelta(published.weekday()) + timedelta(5 + 7 * weeks)
    if weeks < 0 and published.weekday() >= 5:
        saturday += timedelta(7)
    return saturday, saturday + timedelta(1)


def _span(words: str, published: date) -> Days:
    part, which, unit = _parts(words)
    shift = {"last": -1, "the past": -1, "this": 0, "next": 1, "the coming": 1}[which]
    if unit == "weekend":
        return _weekend(published, shift)
    if which == "the past":
        return published - timedelta(_days("a", unit)), published
    if which == "the coming":
        return published, published + timedelta(_days("a", unit))
    if unit == "week":
        first = published - timedelta(published.weekday()) + timedelta(7 * shift)
        last = first + timedelta(6)
    elif unit == "month":
        index = published.year * 12 + published.month - 1 + shift
        first = date(index // 12, index % 12 + 1, 1)
        last = _month_end(first)
    else:
        first, last = date(published.year + shift, 1, 1), date(published.year + shift, 12, 31)
    if part == "earlier" and shift == 0:
        last = published
    if part == "later" and shift == 0:
        first = published
    return first, last


def _parts(words: str) -> tuple[str, str, str]:
    match = re.fullmatch(r"(earlier |later )?(.+) (\w+)", words)
    assert match is not None
    return (match[1] or "").strip(), match[2], match[3]


def _days(count: str, unit: str) -> int:
    each = {"hour": 1 / 24, "day": 1, "night": 1, "week": 7, "month": 30, "year": 365}[
        unit.rstrip("s")
    ]
    return int(_number(count) * each)


def _distance(kind: str, words: str, published: date) -> Days:
    """A stretch before or after the article's day, or a day so far from it."""
    match = re.search(rf"(?:({COUNT_WORD}) )?({UNIT_WORD})(?: ago| earlier| from now)?$", words)
    assert match is not None
    unit = match[2].rstrip("s")
    if kind == "ago":
        return _around(published, match[1] or "a", unit, 1 if "from now" in words else -1)
    if match[1] is None:
        return (published, None) if kind == "ahead" else (None, published)
    far = timedelta(_days(match[1], unit))
    if kind == "behind":
        return published - far, published
    if words.startswith("in ") and "the" not in words.split():
        return _around(published, match[1], unit, 1)
    return published, published + far


def _around(published: date, count: str, unit: str, sign: int) -> Days:
    """So many days away is that day; so many weeks, months or years that week, month or year."""
    number = sign * _number(count)
    if unit == "year":
        return date(published.year + number, 1, 1), date(published.year + number, 12, 31)
    if unit == "month":
        index = published.year * 12 + published.month - 1 + number
        first = date(index // 12, index % 12 + 1, 1)
        return first, _month_end(first)
    day = published + timedelta(int(number * {"week": 7, "hour": 1 / 24}.get(unit, 1)))
    if unit == "week":
        monday = day - timedelta(day.weekday())
        return monday, monday + timedelta(6)
    return _day(day)
