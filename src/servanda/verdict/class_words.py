"""What is told of a class of a quantity: where a claim says how many trucks came and not how many
of them carried fuel, no fuel is reported, though up to all of them may have carried some."""

from servanda.agreement.model import DeedClause
from servanda.evidence.counter import Counter
from servanda.evidence.issue import Issue
from servanda.evidence.matching import states_class
from servanda.values.instant import Instant
from servanda.values.quantity import NOTHING, plain
from servanda.verdict.terms import Row


def is_of_unknown_class(issue: Issue, class_name: str | None) -> bool:
    """Whether nobody says how many of it were of the class, though some may have been."""
    return issue.amount.high > 0 and not any(states_class(c, class_name) for c in issue.claims)


def class_words(row: Row, counter: Counter, instant: Instant) -> str | None:
    """`no fuel is told of; of 149 trucks nobody says how many were fuel`, in the place of `0 to 149
    fuel`; None where the class is told of, or no class is asked about."""
    begun = [one for one in counter.events if one.weighs_from <= instant and one.amount.high > 0]
    unknown = [one for one in begun if is_of_unknown_class(one, row.class_name)]
    if row.class_name is None or not unknown or counter.totals:
        return None
    thing = row.measured.deed.thing if isinstance(row.measured, DeedClause) else None
    whole = plain(sum(one.amount.high for one in unknown))
    of_these = f"of {whole} {thing or 'others'} nobody says how many were {row.class_name}"
    told = [one.amount for one in begun if one not in unknown]
    if not told:
        return f"no {row.class_name} is told of; {of_these}"
    return f"{sum(told, NOTHING)} {row.class_name} told of; {of_these}"
