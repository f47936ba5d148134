"""What a statement gives as a total: `260 people have been killed since the ceasefire began`, `the
toll rose to 351`. Such a number is of no single day; only where the agreement itself tells since
when does it have a window."""

import re
from collections.abc import Iterator
from datetime import date

from servanda.agreement.model import Agreement, DateHasCome, FromClause, Stipulation
from servanda.intake.draft.spelling import words_of
from servanda.values.instant import Instant

A_TRUCE = r"(?:cease-?fire|truce|armistice|cessation of hostilities)"
AN_ACCORD = r"(?:agreement|accord|deal)"
# Only what makes no other truce of it: not `the January ceasefire`.
THIS = r"(?:the |this )?(?:(?:current|present|latest|fragile|shaky|(?:us|u\.s\.)-brokered) )?"
BEGAN = (
    r"(?:began|begun|started|took effect|took hold|was in (?:force|effect)"
    r"|(?:came|went|entered|has been) in(?:to)? (?:force|effect))"
)
ENDS = r"(?=\s*(?:$|[.,;:)]|and\b|that day\b))"
SINCE_TRUCE = re.compile(
    rf"\bsince {THIS}{A_TRUCE}(?: {AN_ACCORD})?(?: (?:first )?{BEGAN}|{ENDS})", re.I
)
SINCE_ACCORD = re.compile(rf"\bsince {THIS}{AN_ACCORD} {BEGAN}", re.I)
OF_TODAY = r"(?:dawn|midnight|sunrise|daybreak|noon|(?:this|the|early) (?:morning|hours))"
COUNT = r"(?:toll|number|total|tally|count)"
ROSE = (
    r"(?:rose|risen|rises|reached|reaches|climbed|climbs|passed|passes|surpassed|exceeded|exceeds"
    r"|stands|stood|grown|grew|mounted|topped|increased|went up|gone up|is now)"
)
TOTAL = re.compile(
    rf"\bsince\b(?! {OF_TODAY})|\bso far\b|\bto date\b|\bin (?:total|all)\b|\boverall\b"
    rf"|\baltogether\b|\bcumulative|\b{COUNT}\b.{{0,60}}\b{ROSE}\b"
    rf"|\b(?:br(?:ing|ings|inging|ought)|rais(?:e|es|ed|ing)|tak(?:es|ing))\b.{{0,40}}\b{COUNT}\b"
    r"|\b(?:death|overall|total|casualty) toll\b",
    re.I,
)
BESIDE = re.compile(
    rf",\s*(?:which )?(?:br(?:ings|inging|ought)|rais(?:es|ed|ing)|tak(?:es|ing)) [^,.;]{{0,60}}"
    rf"\b{COUNT}\b[^.;]*$",
    re.I,
)
SPEAKS_OF_TRUCE = {"ceasefire", "truce", "armistice", "hostilities", "cessation"}


def is_total(words: str) -> bool:
    """Whether the numbers of a statement are counted up over days that it leaves open."""
    return TOTAL.search(words) is not None


def without_total(words: str) -> str:
    """The words without a total that is told after the day's own number, `, bringing the toll to
    351`."""
    return BESIDE.sub("", words)


def since_day(words: str, agreement: Agreement) -> date | None:
    """The day since when a total is counted, where the words name the agreement's coming into force
    or its ceasefire, and the agreement leaves no doubt when that was."""
    if SINCE_ACCORD.search(words):
        return None if agreement.enters else _day(agreement.in_force, agreement)
    if SINCE_TRUCE.search(words) is None:
        return None
    truces = [one for one in agreement.stipulations if _is_truce(one)]
    days = {day for one in truces for day in _starts(one, agreement)}
    return days.pop() if len(days) == 1 else None


def _is_truce(one: Stipulation) -> bool:
    return bool(SPEAKS_OF_TRUCE & {*words_of(one.title), *one.name.split("-")})


def _starts(one: Stipulation, agreement: Agreement) -> Iterator[date | None]:
    """When a stipulation binds first: None where that hangs on what has to happen."""
    conditions = [each.condition for each in one.clauses if isinstance(each, FromClause)]
    if one.readings or len(conditions) > 1:
        yield None
    elif not conditions:
        yield None if agreement.enters else _day(agreement.in_force, agreement)
    else:
        (one_day,) = conditions
        yield _day(one_day.instant, agreement) if isinstance(one_day, DateHasCome) else None


def _day(instant: Instant, agreement: Agreement) -> date:
    return agreement.calendar.local(instant).date()
