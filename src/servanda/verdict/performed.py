"""When what is owed came about, as far as what is told leaves it open.

An event has its own time. A total says how much there was by its last day, a finding that it was
done by the day of the finding; both leave open when. It may have come as early as nothing else
excludes: after the last instant by which it is shown to have been less, and after the dated events
without which the total would not be so high. So whether it was in time may not be known.
"""

from collections.abc import Iterator

from servanda.agreement.model import DeedClause
from servanda.evidence.counter import Counter
from servanda.evidence.earlier import less_what_came_since
from servanda.values.instant import Instant, Interval
from servanda.verdict.basis import Basis, Finding, target_of

FOUND_SHORT: frozenset[Finding | None] = frozenset({"find-not-done", "find-partly-done"})


def moment_of_performance(
    measured: DeedClause, basis: Basis, moment: Interval, instant: Instant, in_force: Instant
) -> Interval:
    """The moment at which it was done, widened by what was told by an instant of earlier days."""
    if not _is_told_late(basis, instant):
        return moment
    earliest = moment.start
    for step in _steps_before(basis, min(instant, earliest), in_force):
        if is_shown_short(measured, basis, step) or not _may_be_done(
            measured, basis, step, instant
        ):
            break
        earliest = step
    return Interval(earliest, moment.end)


def is_shown_short(measured: DeedClause, basis: Basis, instant: Instant) -> bool:
    """Whether less than is owed had been done by an instant: found so, or no more than so much."""
    if basis.found.at(instant) in FOUND_SHORT:
        return True
    assert basis.outcome is not None, "only deeds have amounts"
    most = min(basis.outcome.most.at(instant), basis.outcome.denied.at(instant))
    if basis.owed is not None:
        return basis.owed.is_shown_short(most, instant)
    return most < target_of(measured.deed).low


def _is_told_late(basis: Basis, instant: Instant) -> bool:
    """Whether a total that has ended, or a finding, tells of it."""
    is_found = basis.found.at(instant) == "find-done"
    return is_found or any(
        total.when.end <= instant and total.amount.high > 0
        for counter in _counters(basis)
        for total in counter.totals
    )


def _steps_before(basis: Basis, instant: Instant, in_force: Instant) -> Iterator[Instant]:
    """The instants before one at which anything told of it changes, the last first, down to the
    entry into force."""
    found = {in_force, *basis.found.instants}
    for counter in _counters(basis):
        found |= {*counter.claimed.instants, *counter.most.instants}
        found |= {event.when.start + 1 for event in counter.events}
        found |= {total.when.end for total in counter.totals}
    yield from sorted((one for one in found if in_force <= one < instant), reverse=True)


def _may_be_done(measured: DeedClause, basis: Basis, then: Instant, told_by: Instant) -> bool:
    if basis.found.at(told_by) == "find-done":
        return True
    assert basis.outcome is not None, "only deeds have amounts"
    reached = _may_have_come(basis.outcome, then, told_by)
    owed = basis.owed
    if owed is None:
        return reached >= target_of(measured.deed).low
    if owed.percent is not None and owed.shares is not None:
        in_percent = _may_have_come(owed.shares, then, told_by) >= owed.percent.low
        return in_percent or owed.is_done(0, reached, told_by).possible
    return owed.is_done(0, reached, told_by).possible


def _may_have_come(counter: Counter, then: Instant, told_by: Instant) -> float:
    """How much may have been done by an instant, as what was told by a later one leaves it."""
    ended = [total for total in counter.totals if then < total.when.end <= told_by]
    earlier = (
        less_what_came_since(total.amount.high, total, counter.events).at(then) for total in ended
    )
    return max((counter.claimed.at(then), *earlier))


def _counters(basis: Basis) -> Iterator[Counter]:
    if basis.outcome is not None:
        yield basis.outcome
    if basis.owed is not None and basis.owed.shares is not None:
        yield basis.owed.shares
