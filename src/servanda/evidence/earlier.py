"""What totals say of the days before their last.

A total up to a day says how much was done by then and not when. Nothing is ever undone, so by each
earlier day no more had been done than by the last one, less what dated events brought since.
"""

from collections.abc import Iterable, Sequence

from servanda.evidence.issue import Issue
from servanda.values.instant import BEGINNING, Instant
from servanda.values.quantity import UNBOUNDED
from servanda.values.timeline import Timeline, from_steps


def less_what_came_since(amount: float, total: Issue, events: Sequence[Issue]) -> Timeline[float]:
    """Of an amount that a total gives, how much of it may have come by each instant before its
    end: all but what dated events surely brought between the two."""
    inside = [event for event in events if event.when.end <= total.when.end]
    by_then = _running((event.when.start + 1, event.amount.low) for event in inside)
    whole = sum(event.amount.low for event in inside)
    return by_then.map(lambda brought: max(0.0, amount - (whole - brought)))


def with_later_totals(
    shown: Timeline[float], events: Sequence[Issue], totals: Sequence[Issue]
) -> Timeline[float]:
    """The most that had been done by each instant: as is shown for that instant itself, or as
    some later total leaves it."""
    result = shown
    for total in totals:
        if total.shown_high < UNBOUNDED:
            by_then = less_what_came_since(total.shown_high, total, events)
            result = result.combine(_until(total.when.end, by_then), min)
    return result


def _running(increments: Iterable[tuple[Instant, float]]) -> Timeline[float]:
    """The running sum of dated increments, from nothing."""
    total, steps = 0.0, []
    for instant, amount in sorted(increments):
        total += amount
        steps.append((instant, total))
    return from_steps(0.0, steps)


def _until(end: Instant, timeline: Timeline[float]) -> Timeline[float]:
    """The same before an instant, and nothing known from it on."""
    steps = [(instant, value) for instant, value in timeline.steps() if instant < end]
    return from_steps(timeline.at(BEGINNING), [*steps, (end, UNBOUNDED)])
