"""What a denial shows: that by the end of its time the deed had not come about.

Who denies so many, or all, says that by then it were not so many; who denies the deed without a
number, that by then there was no more of it than is claimed otherwise. It shows this at that
instant, as a total does, if it reaches the standard of proof and nobody unrefuted claims more.
"""

from collections.abc import Callable, Sequence
from math import nextafter
from typing import TypeAlias

from servanda.agreement.model import Agreement
from servanda.evidence.issue import DENYING, Judge, decide
from servanda.evidence.ladder import Stake
from servanda.evidence.matching import is_as_wide
from servanda.record.model import Claim, EventContent, TotalContent
from servanda.values.bounds import FALSE
from servanda.values.deed import Deed
from servanda.values.instant import Instant
from servanda.values.quantity import UNBOUNDED, Range
from servanda.values.timeline import Timeline, from_steps

Closings: TypeAlias = tuple[tuple[Instant, float], ...]  # when, and no more than how much


def denials_of(deed: Deed, claims: Sequence[Claim], agreement: Agreement) -> tuple[Claim, ...]:
    """The denials of all that a deed says: who denies a part of it does not deny the rest."""
    return tuple(
        claim
        for claim in claims
        if claim.stance in DENYING and _denies_whole(_deed(claim), deed, agreement)
    )


def is_share(claim: Claim) -> bool:
    """A denial in percent, or without a number."""
    return _deed(claim).percent or _deed(claim).amount is None


def closings_by(
    denials: Sequence[Claim], amount_of: Callable[[Claim], Range], stake: Stake, judge: Judge
) -> Closings:
    """The instants at which denials show that there was no more, and of how much."""
    found: list[tuple[Instant, float]] = []
    for instant in sorted({_end(claim) for claim in denials}):
        said = [claim for claim in denials if _end(claim) == instant]
        most = min(_most(claim, amount_of) for claim in said)
        if decide([], said, stake, judge)[2] == FALSE and most < UNBOUNDED:
            found.append((instant, most))
    return tuple(found)


def most_by_denials(closings: Closings, claimed: Timeline[float]) -> Timeline[float]:
    """The most there was, at the instants at which denials show it, if nobody unrefuted claims
    more; infinite at all others."""
    steps: list[tuple[Instant, float]] = []
    for instant, most in closings:
        steps += [(instant, max(most, claimed.at(instant))), (instant + 1, UNBOUNDED)]
    return from_steps(UNBOUNDED, steps)


def _denies_whole(denied: Deed, asked: Deed, agreement: Agreement) -> bool:
    is_all = denied.amount is None or set(denied.excepting) == set(asked.excepting)
    return (
        is_as_wide(denied, asked, agreement)
        and denied.origin in (None, asked.origin)
        and denied.via in (None, asked.via)
        and not denied.shares
        and is_all
    )


def _most(claim: Claim, amount_of: Callable[[Claim], Range]) -> float:
    """The most that a denial leaves: less than the number, or nothing; of a share of a base that
    nobody knows, any number."""
    if _deed(claim).amount is None:
        return 0.0
    amount = amount_of(claim)
    denied = amount.low if amount.high == UNBOUNDED else amount.high
    is_known = denied > 0 and not (_deed(claim).percent and amount.high == UNBOUNDED)
    return nextafter(denied, 0) if is_known else UNBOUNDED


def _deed(claim: Claim) -> Deed:
    assert isinstance(claim.content, EventContent | TotalContent), "only deeds are denied so"
    return claim.content.deed


def _end(claim: Claim) -> Instant:
    content = claim.content
    assert isinstance(content, EventContent | TotalContent), "only deeds are denied so"
    return content.when.end if isinstance(content, EventContent) else content.window.end
