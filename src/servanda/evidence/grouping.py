"""Groups of claims about one event each, found by time without looking at all of them."""

from bisect import bisect_left, insort

from servanda.record.model import Claim, EventContent
from servanda.values.instant import Instant, Interval


class Groups:
    """Claims about one event each, found by the time of the claim that made them a group."""

    def __init__(self) -> None:
        self.all: list[list[Claim]] = []
        self.starts: list[tuple[Instant, int]] = []  # when each of them starts, in order
        self.longest = 0

    def add(self, group: list[Claim]) -> None:
        when = event_of(group[0]).when
        insort(self.starts, (when.start, len(self.all)))
        self.longest = max(self.longest, when.end - when.start)
        self.all.append(group)

    def place(self, claim: Claim) -> None:
        """Into the first group that it overlaps, by preference one with the same amount."""
        overlapping = self._overlapping(event_of(claim).when)
        amount = event_of(claim).deed.amount
        alike = [group for group in overlapping if event_of(group[0]).deed.amount == amount]
        group = next(iter(alike or overlapping), None)
        if group is None:
            self.add([claim])
        else:
            group.append(claim)

    def _overlapping(self, when: Interval) -> list[list[Claim]]:
        first = bisect_left(self.starts, (when.start - self.longest, 0))
        last = bisect_left(self.starts, (when.end, 0))
        numbers = sorted(number for _, number in self.starts[first:last])
        near = [self.all[number] for number in numbers]
        return [group for group in near if event_of(group[0]).when.overlaps(when)]


def event_of(claim: Claim) -> EventContent:
    assert isinstance(claim.content, EventContent), "an event claim"
    return claim.content
