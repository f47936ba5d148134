"""Same-event links: which claims are about one event, by whose word or by which rule.

Two claims are about one event where an entry of the record says so, where they have one label, or,
by rule, where their times overlap, unless one origin gives different numbers in one report. An
entry can also say that they are about different events. Of
two entries on the same two claims the later holds, so that each is reversible.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from servanda.record.model import Claim, EventContent, EventLink


@dataclass(frozen=True, slots=True)
class Links:
    """What entries say of any two claims: of each two the latest."""

    latest: Mapping[frozenset[str], EventLink] = field(default_factory=dict)

    def between(self, one: Claim, other: Claim) -> EventLink | None:
        return self.latest.get(frozenset({one.id, other.id})) if self.latest else None

    def parts(self, one: Claim, group: Iterable[Claim]) -> bool:
        """Whether a claim is said to be about another event than one of the group."""
        links = (self.between(one, other) for other in group) if self.latest else ()
        return any(link is not None and not link.is_same for link in links)

    def ties(self, one: Claim, other: Claim) -> bool:
        """Whether two are said to be about one event, or else have one label."""
        link = self.between(one, other)
        if link is not None:
            return link.is_same
        return label_of(one) is not None and label_of(one) == label_of(other)


@dataclass(frozen=True, slots=True)
class Join:
    """Why a claim is counted with another as about one event, or apart from it."""

    claim: str
    other: str
    rule: str
    entry: str | None = None  # the entry that says so


NO_LINKS = Links()


def links_of(entries: Iterable[EventLink]) -> Links:
    """The entries in the order in which they became known, each in the place of an earlier one."""
    return Links({frozenset({one.first, one.second}): one for one in entries})


def label_of(claim: Claim) -> str | None:
    return claim.content.label if isinstance(claim.content, EventContent) else None


def tied_together(claims: Sequence[Claim], links: Links) -> list[list[Claim]]:
    """The claims that entries or labels tie to one event, and those with a label by itself. No
    group has two that are said to be about different events."""
    groups: list[list[Claim]] = []
    named = {one for pair, link in links.latest.items() if link.is_same for one in pair}
    for claim in claims:
        if label_of(claim) is None and claim.id not in named:
            continue
        home: list[Claim] | None = None
        for group in [one for one in groups if any(links.ties(claim, other) for other in one)]:
            if any(links.parts(one, group) for one in home or [claim]):
                continue
            if home is None:
                home = group
                group.append(claim)
            else:
                home.extend(group)
                groups.remove(group)
        if home is None:
            groups.append([claim])
    return [group for group in groups if len(group) > 1 or label_of(group[0]) is not None]


def joins(claims: Sequence[Claim], links: Links) -> Iterator[Join]:
    """For each claim on an event but the first, the one with which it was joined, and why; what one
    statement says by several voices is one event without a rule."""
    for place, claim in enumerate(claims):
        before = [one for one in claims[:place] if one.span is None or one.span != claim.span]
        if not before:
            continue
        told = [one for one in before if (link := links.between(claim, one)) and link.is_same]
        labelled = [one for one in before if label_of(one) and label_of(one) == label_of(claim)]
        if told:
            link = links.between(claim, told[0])
            assert link is not None, "it was found by it"
            yield Join(claim.id, told[0].id, f'because "{link.because}"', link.id)
        elif labelled:
            yield Join(claim.id, labelled[0].id, f"both have the label {label_of(claim)}")
        else:
            alike = [one for one in before if _amount(one) == _amount(claim)]
            rule = "times that overlap" + (", and one amount" if alike else "")
            yield Join(claim.id, (alike or before)[0].id, rule)


def parted(claims: Sequence[Claim], links: Links) -> Iterator[Join]:
    """The claims that an entry keeps apart from one of these."""
    ids = {claim.id for claim in claims}
    for pair, link in links.latest.items():
        inside = [one for one in (link.first, link.second) if one in ids]
        if not link.is_same and len(inside) == 1:
            (other,) = pair - ids
            yield Join(inside[0], other, f'because "{link.because}"', link.id)


def _amount(claim: Claim) -> object:
    return claim.content.deed.amount if isinstance(claim.content, EventContent) else None
