"""Counters against a made-up truth: what is surely done was done, and more was not than is shown.

A history of deliveries is drawn, at most one a day; then a record that tells the truth about it,
but not the whole truth: some deliveries, some totals, some days of coverage.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as some

from tests.evidence.weighing import counter, heard, maps, total

FIRST = date(2025, 10, 1)
DAYS = 14


@dataclass(frozen=True)
class History:
    """What was delivered on each day, and what of it was told."""

    delivered: tuple[int, ...]
    reported: frozenset[int]
    totals: frozenset[int]
    covered: tuple[tuple[int, int], ...]

    def up_to(self, day: int) -> int:
        """All that was delivered before a day began."""
        return sum(self.delivered[:day])

    def told(self) -> str:
        """Within coverage every delivery is reported: that is what coverage means."""
        seen = {day for first, last in self.covered for day in range(first, last + 1)}
        events = "".join(
            maps(str(amount), when=f"on {written(day)}")
            for day, amount in enumerate(self.delivered)
            if amount and day in self.reported | seen
        )
        totals = "".join(
            total(str(self.up_to(day + 1)), up_to=written(day)) for day in sorted(self.totals)
        )
        return events + totals + "".join(coverage(first, last) for first, last in self.covered)


def written(day: int) -> str:
    return (FIRST + timedelta(days=day)).isoformat()


def coverage(first: int, last: int) -> str:
    window = f"from {written(first)} to {written(last)}"
    return f"coverage by monitors\n  of north delivers maps\n  {window}\n  said by observer\n\n"


days = some.integers(0, DAYS - 1)
histories = some.builds(
    History,
    delivered=some.lists(some.integers(0, 3), min_size=DAYS, max_size=DAYS).map(tuple),
    reported=some.frozensets(days),
    totals=some.frozensets(days, max_size=3),
    covered=some.lists(some.tuples(days, days).map(sorted).map(tuple), max_size=2).map(tuple),
)


@given(histories)
@settings(max_examples=80, deadline=None)
def test_the_truth_lies_between_what_is_sure_and_what_is_shown(history: History) -> None:
    world = heard(history.told())
    found = counter(world)
    for day in range(DAYS + 1):
        instant = world.instant(written(day))
        truth = history.up_to(day)
        assert found.surely.at(instant) <= truth <= found.shown.at(instant), (day, truth)


@given(histories)
@settings(max_examples=40, deadline=None)
def test_what_is_claimed_lies_between_too(history: History) -> None:
    found = counter(heard(history.told()))
    for instant in (*found.surely.instants, *found.claimed.instants):
        assert found.surely.at(instant) <= found.claimed.at(instant)
