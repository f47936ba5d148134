"""Who says what: the issues on which claims stand against each other, and the sources behind them.

Both are read off the reasons, so that the page shows exactly the claims that were weighed.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from servanda.record.model import Claim, Record, Source
from servanda.verdict.assessment import Reason


@dataclass(frozen=True, slots=True)
class Conflict:
    """An issue with claims on more than one side."""

    name: str  # the stipulation, phase or fund on which it bears
    issue: Reason
    sides: tuple[Reason, ...]

    @property
    def first_claim(self) -> str | None:
        return next(of_kind(self.issue, "claim")).ref


@dataclass(frozen=True, slots=True)
class Witness:
    """A source from which claims that were weighed originate, named or not."""

    name: str
    source: Source | None
    claims: int
    bears_on: tuple[str, ...]


def conflicts(reasons: Mapping[str, Iterable[Reason]], record: Record) -> tuple[Conflict, ...]:
    """Each issue once, under what its claims are about or the first verdict that rests on it."""
    about = {claim.id: claim.about for claim in record.claims}
    found: dict[tuple[str, str | None], Conflict] = {}
    trees = [(name, tree) for name, each in reasons.items() for tree in each]
    # A verdict's own evidence comes before what it only waits for.
    for search in (own_of_kind, of_kind):
        for name, tree in trees:
            for issue in search(tree, "issue"):
                sides = tuple(side for side in of_kind(issue, "side") if _has_claims(side))
                if len(sides) > 1:
                    first = next(of_kind(sides[0], "claim")).ref or ""
                    subject = next(iter(about.get(first, ())), name)
                    found.setdefault((issue.text, issue.ref), Conflict(subject, issue, sides))
    return tuple(found.values())


def witnesses(reasons: Mapping[str, Iterable[Reason]], record: Record) -> tuple[Witness, ...]:
    """Sources in the order of how much rests on them."""
    by_id = {claim.id: claim for claim in record.claims}
    claims: dict[str, set[str]] = {}
    bears_on: dict[str, dict[str, None]] = {}
    for name, trees in reasons.items():
        for claim in _claims_under(trees, by_id):
            origin = claim.chain.origin.source
            claims.setdefault(origin, set()).add(claim.id)
            bears_on.setdefault(origin, {})[name] = None
    every = (
        Witness(origin, record.sources.get(origin), len(ids), tuple(bears_on[origin]))
        for origin, ids in claims.items()
    )
    return tuple(sorted(every, key=lambda witness: (-witness.claims, witness.name)))


def of_kind(reason: Reason, kind: str) -> Iterator[Reason]:
    """Every node of a kind, from the top."""
    if reason.kind == kind:
        yield reason
    for child in reason.children:
        yield from of_kind(child, kind)


def own_of_kind(reason: Reason, kind: str) -> Iterator[Reason]:
    """Every node of a kind that is not a reason for a condition."""
    if reason.kind == kind:
        yield reason
    for child in reason.children:
        if child.kind != "condition":
            yield from own_of_kind(child, kind)


def _has_claims(side: Reason) -> bool:
    return next(of_kind(side, "claim"), None) is not None


def _claims_under(trees: Iterable[Reason], by_id: Mapping[str, Claim]) -> Iterator[Claim]:
    for tree in trees:
        for node in of_kind(tree, "claim"):
            if node.ref is not None and node.ref in by_id:
                yield by_id[node.ref]
