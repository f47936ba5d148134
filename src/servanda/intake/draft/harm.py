"""Whom a statement tells of as killed, injured or found dead, and when."""

from dataclasses import dataclass
from datetime import date

from servanda.intake.draft.bounds import counted_in
from servanda.intake.draft.casualties import casualties_in
from servanda.intake.draft.totals import is_total, without_total
from servanda.intake.draft.writing import AHEAD, DAY, clause
from servanda.intake.statements.date_words import expressions
from servanda.intake.statements.dates import Tense, resolve
from servanda.intake.statements.model import Dated
from servanda.record.model import Stance

OPEN_TOTAL = (
    "a total since a day that is not told plainly: its casualties stay in the words; if you know "
    "the day, add `from D to E` and `with N killed`"
)
TOTAL_BESIDE = "the total that is named beside them stays in the words"
SEVERAL_DAYS = (
    "the numbers are of several days and stay in the words: split this into one claim for each"
)
OF_ONE_DAY = frozenset({"iso", "dmy", "mdy", "weekday", "word"})


@dataclass(frozen=True, slots=True)
class Harm:
    """The casualties of a claim: their clause, and when, where that is not the day of the claim."""

    clause: str = ""
    moment: str = ""
    notices: tuple[str, ...] = ()


def harm_in(content: str, stance: Stance, dated: Dated, published: date) -> Harm:
    """The casualties of a statement; a total has those of its window, or none, and what several
    days brought has none of one day."""
    days = days_in(content, published, stance)
    if len(days) > 1 and len(list(counted_in(content))) > 1 and stance not in AHEAD:
        return Harm("", clause(min(days), max(days)), (SEVERAL_DAYS,))
    bare_of_total = without_total(content)
    found = casualties_in(bare_of_total, stance)
    if found is None:
        return Harm()
    first, last = dated.first, dated.last
    if is_total(bare_of_total):
        if first and last and first < last and dated.certainty != "published":
            moment = f"from {first} to {min(last, published)}"
            return Harm(found.clause, moment, found.notices)
        moment = f"before {published + DAY}" if dated.certainty == "published" else ""
        return Harm("", moment, (OPEN_TOTAL,))
    beside = (TOTAL_BESIDE,) if bare_of_total != content else ()
    return Harm(found.clause, "", (*found.notices, *beside))


def days_in(content: str, published: date, stance: Stance) -> frozenset[date]:
    """The single days that a statement names, without the ends of ranges."""
    tense: Tense = "future" if stance in AHEAD else "past"
    found = list(expressions(content))
    if any(one.bound in ("from", "between", "since", "until", "through") for one in found):
        return frozenset()
    days = [resolve(one, published, tense) for one in found if one.kind in OF_ONE_DAY]
    return frozenset(one[0] for one in days if one and one[0] and one[0] == one[1])
