"""Days in Arabic and Hebrew: written out, in two sets of months, and by weekdays.

The order of a date in figures is day, month, year. A week begins on Sunday.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from servanda.intake.statements.model import Dated, Extent

Tense = Literal["past", "future"]
Days = tuple[date | None, date | None]

# One letter for its variants and one set of figures; places stay what they are.
_ONE_FOR_ONE = str.maketrans("أإآٱىة٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "اااايه01234567890123456789")

# Gregorian names of Egypt and the Gulf, of the Maghreb, and those of the Levant and Iraq.
_MONTHS_AR = (
    "يناير|جانفي|كانون الثاني", "فبراير|فيفري|شباط", "مارس|اذار", "ابريل|افريل|نيسان",
    "مايو|ماي|ايار", "يونيو|جوان|حزيران", "يوليو|جويليه|تموز", "اغسطس|اوت|اب",
    "سبتمبر|ايلول", "اكتوبر|تشرين الاول", "نوفمبر|تشرين الثاني", "ديسمبر|كانون الاول",
)  # fmt: skip
_MONTHS_HE = (
    "ינואר", "פברואר", "מרץ|מרס", "אפריל", "מאי", "יוני", "יולי", "אוגוסט", "ספטמבר", "אוקטובר",
    "נובמבר", "דצמבר",
)  # fmt: skip
MONTHS = {
    name: number
    for months in (_MONTHS_AR, _MONTHS_HE)
    for number, names in enumerate(months, start=1)
    for name in names.split("|")
}
# As Python counts them: Monday is 0.
WEEKDAYS = {
    "الاثنين": 0, "الاتنين": 0, "الثلاثاء": 1, "الاربعاء": 2, "الخميس": 3, "الجمعه": 4, "السبت": 5,
    "الاحد": 6, "שני": 0, "שלישי": 1, "רביעי": 2, "חמישי": 3, "שישי": 4, "שבת": 5, "ראשון": 6,
    "ב'": 0, "ג'": 1, "ד'": 2, "ה'": 3, "ו'": 4, "א'": 6,
}  # fmt: skip
SHIFTS = {
    "اول امس": -2, "امس الاول": -2, "امس": -1, "اليوم": 0, "بعد غد": 2, "غدا": 1, "الغد": 1,
    "שלשום": -2, "אתמול": -1, "אמש": -1, "היום": 0, "הבוקר": 0, "הערב": 0, "מחרתיים": 2, "מחר": 1,
}  # fmt: skip
_LAST = ("الماضي", "الماضيه", "الفائت", "المنصرم", "שעבר", "שעברה", "האחרון", "החולף")
_NEXT = ("المقبل", "المقبله", "القادم", "القادمه", "הבא", "הבאה", "הקרוב", "הקרובה")


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_MONTH = _any(MONTHS)
_WHICH = f"(?:\\s+(?P<which>{_any((*_LAST, *_NEXT))})(?!\\w))?"
_BEFORE = r"(?<!\w)(?:(?:و|ف|ب|ל|ו|ב|מ|ה)-?){0,2}"
_NAMED = rf"(?:{_MONTH})(?!\w)(?:\s*/\s*(?:{_MONTH})(?!\w))?(?:,?\s+\d{{4}})?"
_DAY = rf"(?:(?:يوم|ביום|יום|ליום|מיום)\s+|ב(?=שבת))?(?P<day>{_any(WEEKDAYS)})(?!\w){_WHICH}"
_WHAT = "الاسبوع|الشهر|العام|السنه|שבוע|השבוע|חודש|החודש|שנה|השנה"
_EXPRESSION = re.compile(
    rf"(?P<iso>(?<!\d)\d{{4}}-\d{{2}}-\d{{2}}(?!\d))"
    rf"|(?P<figures>(?<![\d./])\d{{1,2}}[./]\d{{1,2}}(?:[./](?:\d{{4}}|\d{{2}}))?(?![\d./]*\d))"
    rf"|(?P<named>(?<!\w)(?:\d{{1,2}}|الاول|ב?אחד|ה?ראשון)\s+(?:من\s+|ب|ב|ל)?{_NAMED})"
    rf"|(?P<month>{_BEFORE}(?:{_MONTH})\s+\d{{4}}(?!\d))"
    rf"|(?P<weekday>(?<!\w){_DAY})"
    rf"|(?P<shift>{_BEFORE}(?:{_any(SHIFTS)})(?!\w))"
    rf"|(?P<span>{_BEFORE}(?P<what>{_WHAT})\s+(?P<when>{_any((*_LAST, *_NEXT))})(?!\w))"
)
_SINCE = re.compile(r"(?:منذ|ابتداء من|اعتبارا من|מאז|החל מ)[\s-]*$")
_UNTIL = re.compile(r"(?:حتى|حتي|لغايه|עד)[\s-]*(?:ל|ה)?[\s-]*$")


@dataclass(frozen=True, slots=True)
class _Expression:
    extent: Extent
    days: tuple[date, date]
    is_full: bool


def dated(text: str, place: Extent, published: date | None, tense: Tense) -> Dated:
    """The days that the words in a place give for what happens there: the first that are given; or,
    where none are, those up to the article's day, or from it on for what lies ahead."""
    if published is None:
        return Dated(None, None, "published")
    words = text.translate(_ONE_FOR_ONE)
    for found in _expressions(words, place, published, tense):
        first, last = _bounded(found, words[place.start : found.extent.start], published, tense)
        return Dated(first, last, "stated" if found.is_full else "resolved", found.extent)
    days: Days = (None, published) if tense == "past" else (published, None)
    return Dated(*days, "published")


def _bounded(found: _Expression, before: str, published: date, tense: Tense) -> Days:
    first, last = found.days
    if _SINCE.search(before):
        return first, published if tense == "past" else None
    if _UNTIL.search(before):
        return None if tense == "past" else published, last
    return first, last


def _expressions(words: str, place: Extent, published: date, tense: Tense) -> Iterator[_Expression]:
    for match in _EXPRESSION.finditer(words, place.start, place.end):
        try:
            found = _days(match, published, tense)
        except (ValueError, OverflowError):
            continue
        if found is not None:
            is_full = bool(re.search(r"\d{4}", match.group())) and match["month"] is None
            yield _Expression(Extent(*match.span()), found, is_full)


def _days(match: re.Match[str], published: date, tense: Tense) -> tuple[date, date] | None:
    words = match.group()
    if match["iso"]:
        return _one(date.fromisoformat(words))
    if match["figures"]:
        return _figures(words, published)
    if match["named"]:
        day, *year = _numbers(words) if words[0].isdigit() else ["1", *_numbers(words)]
        return _one(_near(int(day), _month(words), year, published))
    if match["month"]:
        first = date(int(_numbers(words)[0]), _month(words), 1)
        return first, _next_month(first) - timedelta(1)
    if match["weekday"]:
        return _weekday(match, published, tense)
    if match["shift"]:
        return _shift(words, published)
    return _span(match["what"], match["when"] in _NEXT, published)


def _one(day: date) -> tuple[date, date]:
    return day, day


def _figures(words: str, published: date) -> tuple[date, date] | None:
    day, month, *year = _numbers(words)
    if not year and "/" in words:
        return None  # a fraction, or a number of a file
    whole = [f"20{each}" if len(each) == 2 else each for each in year]
    return _one(_near(int(day), int(month), whole, published))


def _near(day: int, month: int, year: list[str], published: date) -> date:
    """The day of that year, or of the year in which it lies nearest to the article's day."""
    if year:
        return date(int(year[0]), month, day)
    years = [published.year + by for by in (-1, 0, 1)]
    days = [date(each, month, day) for each in years if _is_day(each, month, day)]
    return min(days, key=lambda each: abs(each - published))


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _weekday(match: re.Match[str], published: date, tense: Tense) -> tuple[date, date] | None:
    name, which = match["day"], match["which"]
    is_hebrew = "\u05d0" <= name[0] <= "\u05ea"
    if is_hebrew and not re.match(r"[בלמ]?יום|בשבת", match.group()):
        return None  # `שני` is also `two`
    back = (published.weekday() - WEEKDAYS[name]) % 7
    if which in _NEXT or (which is None and tense == "future"):
        return _one(published + timedelta((7 - back) if back or which else 0))
    return _one(published - timedelta(back or (7 if which else 0)))


def _shift(words: str, published: date) -> tuple[date, date] | None:
    name = next((each for each in SHIFTS if words.endswith(each)), None)
    return None if name is None else _one(published + timedelta(SHIFTS[name]))


def _span(what: str, is_next: bool, published: date) -> tuple[date, date]:
    by = 1 if is_next else -1
    if what in ("الاسبوع", "שבוע", "השבוע"):
        sunday = published - timedelta((published.weekday() + 1) % 7) + timedelta(7 * by)
        return sunday, sunday + timedelta(6)
    if what in ("الشهر", "חודש", "החודש"):
        this = published.replace(day=1)
        first = _next_month(this) if is_next else (this - timedelta(1)).replace(day=1)
        return first, _next_month(first) - timedelta(1)
    return date(published.year + by, 1, 1), date(published.year + by, 12, 31)


def _month(words: str) -> int:
    found = re.search(_MONTH, words)
    assert found is not None, words
    return MONTHS[found.group()]


def _next_month(first: date) -> date:
    return (first.replace(day=28) + timedelta(4)).replace(day=1)


def _numbers(words: str) -> list[str]:
    return re.findall(r"\d+", words)
