"""Words and dates as the language of the record writes them."""

import unicodedata
from datetime import date, timedelta

from servanda.intake.statements.model import Dated
from servanda.record.model import Stance

LONGEST_QUOTE = 240  # characters of an article in one claim
QUOTATION_MARKS = '"“”„«»`'
AHEAD: frozenset[Stance] = frozenset({"promises", "plans", "expects", "threatens", "demands"})
PLURALS: dict[Stance, str] = {
    "says": "say", "denies": "deny", "admits": "admit", "finds": "find", "rules": "rule",
    "promises": "promise", "plans": "plan", "expects": "expect", "threatens": "threaten",
    "demands": "demand",
}  # fmt: skip
DAY = timedelta(days=1)


def quoted(words: str, longest: int = LONGEST_QUOTE) -> str:
    """Words between double quotes on one line, with single ones inside, and cut at a word."""
    bare = "".join(mark for mark in words if is_shown(mark))
    line = nested(" ".join(bare.split()))
    if len(line) > longest:
        line = line[: longest - 2].rpartition(" ")[0].rstrip(" ,;:") + " …"
    return f'"{line}"'


def nested(line: str) -> str:
    """Inner quotation marks as ‘ and ’ in pairs; one without its fellow is left out."""
    opened: list[int] = []
    marks = list(line)
    for at, mark in enumerate(line):
        if mark not in QUOTATION_MARKS:
            continue
        marks[at] = ""
        if opens(line, at, bool(opened)):
            opened.append(at)
        elif opened:
            marks[opened.pop()], marks[at] = "‘", "’"
    return "".join(marks)


def opens(line: str, at: int, is_open: bool) -> bool:
    """Whether a quotation mark opens: by its form, or where it has none by what is around it."""
    if line[at] in "“”„«»":
        return line[at] in "„«" or (line[at] == "“" and not (is_open and closes_low(line, at)))
    before, after = line[at - 1 : at] if at else "", line[at + 1 : at + 2]
    if (not before or before in " (—–[") and after.strip():
        return True
    if not after or after in " .,;:!?)]—–":
        return False
    return not is_open


def closes_low(line: str, at: int) -> bool:
    """Whether a `“` ends what a low `„` began."""
    return line.rfind("„", 0, at) > line.rfind("“", 0, at)


def is_shown(mark: str) -> bool:
    """No control, and no mark that turns the direction of what stands around it."""
    return mark in "\n\t " or unicodedata.category(mark) not in ("Cc", "Cf", "Cs", "Co", "Cn")


def stance_word(stance: Stance, is_plural: bool) -> str:
    return PLURALS[stance] if is_plural else stance


def listed(names: tuple[str, ...]) -> str:
    """`a`, `a and b`, `a, b and c`"""
    *before, last = names
    return f"{', '.join(before)} and {last}" if before else last


def when(dated: Dated, stance: Stance, published: date) -> tuple[str, tuple[str, ...]]:
    """The clause that says when, and what there is to notice about it.

    What has happened cannot lie after the report: then the claim has the day of the report.
    """
    is_ahead = stance in AHEAD
    first, last = dated.first, dated.last
    if first is None and last is None or dated.certainty == "published":
        return (f"after {published}" if is_ahead else f"on {published}"), ()
    if not is_ahead and first is not None and first > published:
        notice = f"what is said lies ahead ({first}); the claim has the day of the article"
        return f"on {published}", (notice,)
    return clause(first, last), ()


def engaged(dated: Dated, planned: bool, published: date) -> str:
    """When a meeting is; one that has been and has no date was before the article."""
    if dated.certainty == "published" or (dated.first is None and dated.last is None):
        return f"after {published}" if planned else f"before {published + DAY}"
    return clause(dated.first, dated.last)


def clause(first: date | None, last: date | None) -> str:
    """`on`, `in`, `between`, `after` or `before`: the days from the first to the last."""
    if first is None:
        assert last is not None, "one of the two is known"
        return f"before {last + DAY}"
    if last is None:
        return f"after {first - DAY}"
    if first == last:
        return f"on {first}"
    if is_month(first, last):
        return f"in {first:%Y-%m}"
    if (first.month, first.day) == (1, 1) and last == date(first.year, 12, 31):
        return f"in {first.year}"
    return f"between {first} and {last}"


def is_month(first: date, last: date) -> bool:
    return first.day == 1 and (last + DAY).day == 1 and (last - first).days < 31
