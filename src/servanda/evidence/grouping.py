"""Which claims are about one event, found by time without looking at all of them."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import replace

from servanda.evidence.event_links import NO_LINKS, Links, tied_together
from servanda.evidence.issue import AFFIRMING
from servanda.record.model import Claim, EventContent
from servanda.values.deed import Deed, wholly_of
from servanda.values.instant import Instant, Interval


def same_events(claims: Sequence[Claim], links: Links = NO_LINKS) -> list[tuple[Claim, ...]]:
    """Claims about one event: those that an entry links, those with one label, or those whose times
    overlap; never two that an entry parts, nor, unless one ties them, two of one origin in one
    report that give different numbers.

    A label, or else the most precise time, makes a group; a claim without a label joins the group
    that it overlaps where that is known best, by preference one with the same amount: a vague label
    takes no second day.
    """
    in_order = sorted(claims, key=_precision)
    groups = Groups(tied_together(in_order, links), links)
    tied = {claim.id for group in groups.all for claim in group}
    for claim in in_order:
        if claim.id not in tied:
            groups.place(claim)
    ordered = [tuple(sorted(group, key=lambda claim: claim.id)) for group in groups.all]
    return sorted(ordered, key=lambda group: (when_of(group).end, group[0].id))


def when_of(group: Sequence[Claim]) -> Interval:
    """The most precise time that any of the claims gives."""
    return min((event_of(claim).when for claim in group), key=lambda when: when.end - when.start)


def event_of(claim: Claim) -> EventContent:
    assert isinstance(claim.content, EventContent), "an event claim"
    return claim.content


class Groups:
    """Claims about one event each, in the order in which they were made, found by their times."""

    def __init__(self, groups: Iterable[list[Claim]], links: Links) -> None:
        self.all: list[list[Claim]] = []
        self.links = links
        self._whens: list[Interval] = []
        self._starts: list[tuple[Instant, int]] = []  # when each of them starts, in order
        self._longest = 0
        for group in groups:
            self._add(group)

    def place(self, claim: Claim) -> None:
        """Into the first group that it may belong to, by preference one with the same amount."""
        groups = [number for number in self._overlapping(claim) if self._may_join(claim, number)]
        amount = event_of(claim).deed.amount
        alike = (one for one in groups if event_of(self.all[one][0]).deed.amount == amount)
        number = next(alike, groups[0] if groups else None)
        if number is None:
            self._add([claim])
        else:
            self.all[number].append(claim)
            self._found_at(number, when_of(self.all[number]))

    def _add(self, group: list[Claim]) -> None:
        self.all.append(group)
        self._whens.append(when_of(group))
        self._found_at(len(self.all) - 1, None)

    def _found_at(self, number: int, when: Interval | None) -> None:
        """Has a group found by its time, and by a more precise one that it has come to have."""
        if when == self._whens[number]:
            return
        self._whens[number] = when = when or self._whens[number]
        insort(self._starts, (when.start, number))
        self._longest = max(self._longest, when.end - when.start)

    def _overlapping(self, claim: Claim) -> list[int]:
        when = event_of(claim).when
        first = bisect_left(self._starts, (when.start - self._longest, 0))
        last = bisect_left(self._starts, (when.end, 0))
        numbers = sorted({number for _, number in self._starts[first:last]})
        return [number for number in numbers if self._whens[number].overlaps(when)]

    def _may_join(self, claim: Claim, number: int) -> bool:
        group = self.all[number]
        is_apart = _is_of_another(claim, group) or any(_are_told_apart(claim, one) for one in group)
        return not is_apart and not self.links.parts(claim, group)


def _is_of_another(claim: Claim, group: Sequence[Claim]) -> bool:
    """Whether a claim is of one class, and every claim of a group wholly of others: what came of
    two classes on one day is two events."""
    own = wholly_of(event_of(claim).deed)
    if own is None:
        return False
    others = {wholly_of(event_of(each).deed) for each in group}
    return None not in others and own not in others


def _are_told_apart(one: Claim, other: Claim) -> bool:
    """Whether one origin gives, in one report and of one deed, numbers that cannot both be right:
    it would contradict itself if it spoke of one event. A class and the whole have two numbers."""
    if one.report != other.report or one.chain.origin != other.chain.origin:
        return False
    first, second = event_of(one).deed, event_of(other).deed
    if first.amount is None or second.amount is None or wholly_of(first) != wholly_of(second):
        return False
    is_told = one.stance in AFFIRMING and other.stance in AFFIRMING
    return is_told and first.amount.misses(second.amount) and _bare(first) == _bare(second)


def _bare(deed: Deed) -> Deed:
    return replace(deed, amount=None, shares=())


def _precision(claim: Claim) -> tuple[int, int, str]:
    when = event_of(claim).when
    return (when.end - when.start, when.start, claim.id)
