"""What the rules about slips share: which claims assert a deed, and how a slip is put in words."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from servanda.evidence.origins import describe
from servanda.language.diagnostic import Diagnostic
from servanda.record.model import Claim, EventContent, Record, Stance
from servanda.values.deed import Deed
from servanda.values.instant import Interval
from servanda.values.span import Span

NOWHERE = Span("", 1, 1, 1, 1)
ASSERTING: frozenset[Stance] = frozenset({"says", "admits", "finds", "rules"})

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Asserted:
    """A claim that a deed was done: not denied, planned, promised or demanded."""

    claim: Claim
    deed: Deed
    when: Interval


def asserted_deeds(record: Record, actions: frozenset[str]) -> Iterator[Asserted]:
    """Every claim that asserts a deed with one of these actions, done to something named."""
    for claim in record.claims:
        content = claim.content
        if claim.stance not in ASSERTING or not isinstance(content, EventContent):
            continue
        if content.deed.action in actions and content.deed.thing is not None:
            yield Asserted(claim, content.deed, content.when)


def grouped(
    entries: Iterable[Asserted], key: Callable[[Asserted], Key]
) -> dict[Key, tuple[Asserted, ...]]:
    """The entries under each key, in the order in which the keys first occur."""
    groups: dict[Key, list[Asserted]] = {}
    for entry in entries:
        groups.setdefault(key(entry), []).append(entry)
    return {name: tuple(members) for name, members in groups.items()}


def clashes(
    sides: dict[Key, tuple[Asserted, ...]],
) -> Iterator[tuple[Key, tuple[Claim, ...], Key, tuple[Claim, ...]]]:
    """Every two sides that speak of overlapping times, with the claims on each that do."""
    for (one, ours), (other, theirs) in combinations(sides.items(), 2):
        here = tuple(a.claim for a in ours if any(a.when.overlaps(b.when) for b in theirs))
        there = tuple(b.claim for b in theirs if any(b.when.overlaps(a.when) for a in ours))
        if here:
            yield one, here, other, there


def slip(name: str, claims: Sequence[Claim], message: str, hint: str) -> Diagnostic:
    """A warning that stands at the latest of the claims it is about."""
    latest = max(claims, key=lambda claim: (claim.known, claim.span or NOWHERE))
    return Diagnostic(name, "warning", latest.span or NOWHERE, "", message, hint)


def said_by(claims: Sequence[Claim]) -> str:
    """The claims by id, each with its chain."""
    return "; ".join(f"{claim.id}: {describe(claim.chain)}" for claim in claims)
