"""Totals under different counting rules, side by side.

A rule of counting says what is counted, so that totals under different rules neither support nor
refute one another, and are never combined: each rule makes a count of its own out of the same
events. Where the counts differ, what is left is the range over the rules that have spoken.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from servanda.evidence.issue import AFFIRMING
from servanda.record.model import Claim, TotalContent
from servanda.values.instant import Instant
from servanda.values.quantity import UNBOUNDED
from servanda.values.timeline import Timeline, from_steps

Count = Timeline[float]


@dataclass(frozen=True, slots=True)
class RuleCount:
    """What is established, claimed and shown by one rule, and from when it speaks at all."""

    since: Instant
    surely: Count
    claimed: Count
    shown: Count


def rule_of(claim: Claim) -> str | None:
    """None: the claim does not say by which rule it counts, which is a rule of its own."""
    assert isinstance(claim.content, TotalContent), "a total claim"
    return claim.content.counting


def rule_in(claims: Sequence[Claim]) -> str | None:
    """Of totals that were weighed together, their rule."""
    return next((rule_of(claim) for claim in claims if claim.stance in AFFIRMING), None)


def is_said(claims: Sequence[Claim]) -> bool:
    """Whether anybody affirms it, or it is only denied."""
    return any(claim.stance in AFFIRMING for claim in claims)


def totals_by_rule(claims: Sequence[Claim]) -> tuple[tuple[Claim, ...], ...]:
    """The totals of each rule; who denies one without a rule denies it under each."""
    rules = {rule_of(claim) for claim in claims if claim.stance in AFFIRMING}
    if len(rules) < 2:
        return (tuple(claims),)
    return tuple(
        tuple(claim for claim in claims if rule_of(claim) == rule or _denies_any(claim))
        for rule in sorted(rules, key=str)
    )


def over_rules(counts: Sequence[RuleCount]) -> tuple[Count, Count, Count]:
    """Established by every rule that speaks, claimed by any, shown to be all there was if none
    that speaks claims more."""
    timelines = [line for one in counts for line in (one.surely, one.claimed, one.shown)]
    instants = sorted({t for line in timelines for t in line.instants} | {c.since for c in counts})
    surely, claimed, shown = [], [], []
    for instant in instants:
        speaking = [one for one in counts if one.since <= instant] or list(counts)
        surely.append((instant, min(one.surely.at(instant) for one in speaking)))
        claimed.append((instant, max(one.claimed.at(instant) for one in speaking)))
        shown.append((instant, _shown(speaking, instant)))
    return from_steps(0.0, surely), from_steps(0.0, claimed), from_steps(UNBOUNDED, shown)


def _shown(speaking: Sequence[RuleCount], instant: Instant) -> float:
    shown = [one.shown.at(instant) for one in speaking]
    if min(shown) == UNBOUNDED:
        return UNBOUNDED
    known = zip(speaking, shown, strict=True)
    return max(one.claimed.at(instant) if most == UNBOUNDED else most for one, most in known)


def _denies_any(claim: Claim) -> bool:
    return claim.stance not in AFFIRMING and rule_of(claim) is None
