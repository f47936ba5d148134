"""What a statement gives as a total: `260 people have been killed since the ceasefire began`, `the
toll rose to 351`. Such a number is of no single day, and only where the agreement itself tells since
when does it have a window."""

import re
from collections.abc import Iterator
from datetime import date

from servanda.agreement.model import Agreement, DateHasCome, FromClause, Stipulation
from servanda.intake.draft.spelling import words_of
from servanda.values.instant import Instant

A_TRUCE = r"(?:cease-?fire|truce|armistice|cessation of hostilities)"
AN_ACCORD = r"(?:agreement|accord|deal)"
BEGAN = (
    r"(?:began|begun|started|took effect|took hold|(?:came|went|entered|has been) in(?:to)? (?:force|effect)"
    r"|was (?:in force|in effect))"
)
SINCE_TRUCE = re.compile(
    rf"\bsince (?:the |this )?(?:[\w’'-]+ ){{0,2}}?{A_TRUCE}(?: {AN_ACCORD})?(?: (?:first )?{BEGAN})?(?! \d)",
    re.I,
)
SINCE_ACCORD = re.compile(rf"\bsince (?:the |this )?(?:[\w’'-]+ ){{0,2}}?{AN_ACCORD} {BEGAN}", re.I)
TOTAL = re.compile(
    r"\bsince\b(?! (?:dawn|midnight|sunrise|daybreak|noon|(?:this|the|early) (?:morning|hours)))|\bso far\b|\bto date\b|\bin (?:total|all)\b|\boverall\b|\baltogether\b|\bcumulative"
    r"|\b(?:toll|number|total|tally|count)\b.{0,60}\b(?:rose|risen|rises|reached|reaches|climbed|climbs"
    r"|passed|passes|surpassed|exceeded|exceeds|stands|stood|grown|grew|mounted|topped"
    r"|increased|went up|gone up|is now)\b"
    r"|\b(?:bringing|brings|brought|raising|raises|raised|taking|takes)\b.{0,40}\b(?:toll|total|number|tally)\b"
    r"|\b(?:death|overall|total|casualty) toll\b",
    re.I,
)  # fmt: skip
SPEAKS_OF_TRUCE = {"ceasefire", "truce", "armistice", "hostilities", "cessation"}


def is_total(words: str) -> bool:
    """Whether the numbers of a statement are counted up over days that it leaves open."""
    return TOTAL.search(words) is not None


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
