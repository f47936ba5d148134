"""occasion-in-wrong-year: something that recurs by law is placed in a year that has none.

An occasion is declared with its first date and its rhythm, and so falls only in some years:

    occasion general-election "the general election" every 4 years from 2024-11-05

    claim a-paper says
      general-election happens
      in 2026

Here the years are 2024, 2028, 2032 and so on. A claim is a slip if it places the occasion wholly
in years in which it does not fall; one that leaves room for the right year raises nothing. Of the
years before the first date nothing is known, so they raise nothing either. Whether somebody says
it or expects it makes no difference; a denial places nothing.
"""

from servanda.agreement.model import Agreement
from servanda.analysis.slip import said_by, slip
from servanda.language.diagnostic import Diagnostic
from servanda.record.model import Claim, Occasion, OccasionContent, Record, Stance
from servanda.values.calendar import Calendar
from servanda.values.instant import BEGINNING, NEVER, Interval

PLACING: frozenset[Stance] = frozenset(
    {"says", "admits", "finds", "rules", "promises", "plans", "expects"}
)


def occasion_in_wrong_year(agreement: Agreement, record: Record) -> tuple[Diagnostic, ...]:
    """Claims that place an occasion only in years in which it does not fall."""
    return tuple(
        wrong_year(claim, record.occasions[content.occasion], content.when, agreement.calendar)
        for claim in record.claims
        if claim.stance in PLACING and isinstance(content := claim.content, OccasionContent)
        if not may_fall(record.occasions[content.occasion], content.when, agreement.calendar)
    )


def may_fall(occasion: Occasion, when: Interval, calendar: Calendar) -> bool:
    """True if at least one year that the interval touches may have the occasion."""
    if when.start <= BEGINNING or when.end >= NEVER:
        return True
    first = calendar.local(occasion.first).year
    start, last = years_of(when, calendar)
    years = range(start, last + 1)
    return any(year < first or (year - first) % occasion.every_years == 0 for year in years)


def years_of(when: Interval, calendar: Calendar) -> tuple[int, int]:
    """The first and the last calendar year that an interval touches."""
    last = max(when.start, when.end - 1)
    return calendar.local(when.start).year, calendar.local(last).year


def wrong_year(claim: Claim, occasion: Occasion, when: Interval, calendar: Calendar) -> Diagnostic:
    first = calendar.local(occasion.first).year
    start, last = years_of(when, calendar)
    claimed = f"{start}" if start == last else f"{start} to {last}"
    before = first + (start - first) // occasion.every_years * occasion.every_years
    return slip(
        "occasion-in-wrong-year",
        (claim,),
        f"{occasion.title} is placed in {claimed} ({said_by((claim,))}), and falls in no such year",
        f"it recurs every {occasion.every_years} years: {before}, {before + occasion.every_years}",
    )
