"""Words for dates: where an article names a day or a stretch of days, and what bounds it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from servanda.intake.statements.model import Extent

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
          "october", "november", "december")  # fmt: skip
NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fourteen": 14, "fifteen": 15, "thirty": 30,
    "a": 1, "an": 1, "a couple of": 2,
}  # fmt: skip

MONTH_WORD = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan\.?|feb\.?|mar\.?|apr\.?|jun\.?|jul\.?|aug\.?|sept?\.?|oct\.?|nov\.?|dec\.?)"
)
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_DAY = r"(?:\d{1,2})(?:st|nd|rd|th)?"
COUNT_WORD = r"(?:\d{1,3}|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + ")"
UNIT_WORD = r"(?:hour|day|night|week|month|year)s?"
_HOW = r"(?:last|next|this|this past|this coming|the following)"
_FORMS = {
    "iso": r"\d{4}-\d{2}-\d{2}",
    "ending": rf"(?:the )?(?:end|beginning|start|middle) of (?:{MONTH_WORD}(?:,? \d{{4}})?"
    r"|(?:the|this|next|last) (?:week|month|year))(?!\w)",
    "dmy": rf"(?:the )?{_DAY}(?: of)? {MONTH_WORD}(?:,? \d{{4}})?(?!\w)",
    "mdy": rf"{MONTH_WORD} {_DAY}(?:,? \d{{4}})?(?!\w)",
    "month": rf"(?:(?:early|late|mid-?|next|last|this) ?)?{MONTH_WORD},? \d{{4}}(?!\w)"
    rf"|(?:(?<=in )|(?<=since )|(?<=until )|(?<=by )|(?:last|next|this) ){MONTH_WORD}"
    r"(?! \d)(?!\w)",
    "weekday": rf"(?:{_HOW} )?{_WEEKDAY}(?!s?\w)",
    "word": r"(?:the day before yesterday|the day after tomorrow|yesterday|today|tonight|tomorrow"
    r"|last night|this (?:morning|afternoon|evening))(?!\w)",
    "relative": r"(?:(?:the|that) (?:very )?same day|that (?:very )?day"
    r"|the (?:following|next|previous|preceding) day"
    r"|(?:the|a|one) day (?:before|earlier|after|later))(?=\s*(?:$|[.,;:)”\"’—–-]|(?:and|but|while"
    r"|as|in|at|from|through|via|to|by|with|according)\b))",
    "span": r"(?:earlier |later )?(?:last|next|this|the past|the coming) "
    r"(?:week(?:end)?|month|year)(?!\w)",
    "weekend": r"(?:over|at|during) the weekend(?!\w)",
    "ago": rf"{COUNT_WORD} {UNIT_WORD} (?:ago|earlier|from now)(?!\w)",
    "ahead": rf"(?:(?:in|within) (?:the next )?{COUNT_WORD} {UNIT_WORD}"
    rf"|(?:over |in |during |for )?the (?:next|coming) (?:few )?(?:{COUNT_WORD} )?"
    r"(?:days|weeks|months|years))(?!\w)",
    "behind": rf"(?:over |in |during |for )?the (?:past|last|previous) (?:few )?(?:{COUNT_WORD} )?"
    r"(?:days|weeks|months|years)(?!\w)",
    "year": r"(?:(?<=in )|(?<=since )|(?<=until )|(?<=by ))(?:19|20)\d{2}(?![\w-])",
}
_ANY = re.compile("|".join(rf"(?P<{kind}>\b(?:{form}))" for kind, form in _FORMS.items()), re.I)
_BOUND = re.compile(
    r"(since|until|till|by|before|after|from|through|to|and|between|as of|starting|no later than"
    r"|up to|ahead of|following)\s+"
    r"(?:(?:midnight|noon|sunset|\d{1,2}(?::\d\d)?(?: ?[ap]\.?m\.?)?)\s+)?"
    r"(?:on\s+|late\s+|early\s+)?$",
    re.I,
)
# Words before a date that lay it ahead, whatever the tense around them: `talks, due on Friday`,
# `set to begin on Friday`, `expected on`; but not `due to rain on Friday` nor `had been due on`.
_DO = (
    r"(?:be|begin|start|open|resume|meet|convene|arrive|visit|travel|take|land|hold|return|expire|end"
    r"|close|leave|vote|speak|report|run|go|come|continue|be \w+)"
)
_LAID_AHEAD = re.compile(
    r"(?<!had been )(?<!were )(?<!than )\b"
    r"(?:(?:due|set|slated|scheduled|planned|expected|timed|billed|earmarked|postponed|adjourned)"
    rf"(?=\s+(?:to\s+{_DO}|for|until|till|on|in|by|at|back|later|early|late|next|this)\b|\s+$)"
    r"|upcoming)(?:\s+[\w'’-]+){0,5}?\s+$",
    re.I,
)
DURATION = re.compile(
    rf"^\s*(?:,\s*)?for (?:an? )?(?:[a-z][\w-]* )?({COUNT_WORD})[- ](day|week|hour|month)s?", re.I
)


@dataclass(frozen=True, slots=True)
class Expression:
    """Words for a date where they stand, with what bounds them: `since`, `by`, or nothing."""

    extent: Extent
    kind: str
    words: str
    bound: str
    is_ahead: bool = False  # laid ahead by the words before it: `due on`


def expressions(text: str) -> Iterator[Expression]:
    """The words for dates in a text, in order. `Monday, 13 October` is the day of the month."""
    held: Expression | None = None
    for each in _all(text):
        if held is not None:
            if held.kind == "weekday" and each.kind in ("dmy", "mdy") and _adjoin(held, each):
                each = replace(each, bound=held.bound, is_ahead=held.is_ahead)
            else:
                yield held
        held = each
    if held is not None:
        yield held


def _adjoin(one: Expression, other: Expression) -> bool:
    return other.extent.start - one.extent.end <= 2


def _all(text: str) -> Iterator[Expression]:
    for match in _ANY.finditer(text):
        kind = match.lastgroup
        assert kind is not None, "each form is a group"
        if kind in ("month", "mdy", "dmy") and re.match(r"(may|mar|march)\b", match[0]):
            continue  # `may` and `march` in small letters are verbs
        before = _BOUND.search(text[max(0, match.start() - 28) : match.start()])
        bound = before[1].lower() if before else ""
        ahead = _LAID_AHEAD.search(text[max(0, match.start() - 80) : match.start()]) is not None
        words = " ".join(match[0].lower().split())
        yield Expression(Extent(*match.span()), kind, words, bound, ahead)
