"""Tranches of a fund: parts that become free one by one, and the money that has moved since.

A percentage is one of what is pledged. A tranche is free once all that it is withheld for has
come. What may be released is what is paid in, as far as free tranches reach, less what is paid
out already.
"""

from collections.abc import Callable, Iterator, Sequence

from servanda.agreement.model import Condition, TrancheClause
from servanda.values.bounds import TRUE, Truth
from servanda.values.quantity import Range
from servanda.verdict.assessment import Tranche

MOVED = {"commit": "committed", "disburse": "disbursed", "claw-back": "clawed back"}
PERCENT = 100


def tranches_of(
    clauses: Sequence[TrancheClause], pledged: Range, holds: Callable[[Condition], Truth]
) -> tuple[Tranche, ...]:
    """Each tranche with its amount and whether it is free."""
    amounts = list(_amounts(clauses, pledged))
    return tuple(
        _tranche(clause, amount, holds) for clause, amount in zip(clauses, amounts, strict=True)
    )


def releasable(paid: Range, disbursed: Range, tranches: Sequence[Tranche]) -> Range:
    """How much of what is paid in may leave the fund now, surely and possibly."""
    low, high = paid.low, paid.high
    if tranches:
        free = sum(one.amount.low for one in tranches if one.state == "free")
        perhaps = sum(one.amount.high for one in tranches if one.state != "withheld")
        low, high = min(low, free), min(high, perhaps)
    return Range(max(0, low - disbursed.high), max(0, low - disbursed.high, high - disbursed.low))


def _amounts(clauses: Sequence[TrancheClause], pledged: Range) -> Iterator[Range]:
    left = pledged
    for clause in clauses:
        if clause.amount is None:
            amount = left
        elif clause.percent:
            amount = pledged.times(clause.amount.low / PERCENT)
        else:
            amount = clause.amount
        left = Range(max(0, left.low - amount.high), max(0, left.high - amount.low))
        if clause.percent:
            left = pledged.times(max(0.0, _rest(clauses)) / PERCENT)
        yield amount


def _rest(clauses: Sequence[TrancheClause]) -> float:
    """What percentages leave of the whole."""
    return PERCENT - sum(one.amount.low for one in clauses if one.amount and one.percent)


def _tranche(clause: TrancheClause, amount: Range, holds: Callable[[Condition], Truth]) -> Tranche:
    truth = TRUE
    for condition in clause.until:
        truth = truth & holds(condition)
    if truth.sure:
        return Tranche(clause.name, "free", amount)
    return Tranche(clause.name, "undetermined" if truth.possible else "withheld", amount)
