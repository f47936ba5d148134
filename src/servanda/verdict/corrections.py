"""What a verdict's sentence adds where it rests on something that was corrected."""

from collections.abc import Iterator

from servanda.evidence.counter import Counter
from servanda.evidence.issue import Issue
from servanda.evidence.matching import amount_in
from servanda.evidence.speaking import level_range
from servanda.evidence.tally import figures_at
from servanda.record.model import Claim, EventContent, LevelContent, TotalContent
from servanda.record.standing import History
from servanda.values.calendar import Calendar
from servanda.values.instant import Instant
from servanda.values.quantity import Range
from servanda.verdict.basis import Basis
from servanda.verdict.dates import date_of

MOST_TOLD = 2


def correction_notes(
    basis: Basis, at: Instant, history: History, calendar: Calendar
) -> Iterator[str]:
    """A sentence for each claim it rests on that stands in place of another, the latest first."""
    if not history.all:
        return
    resting = {claim.id: claim for claim in _resting(basis, at)}
    found = sorted(
        (one for one in resting.values() if history.of(one)),
        key=lambda one: (-one.known, one.id),
    )
    yield from (_note(claim, history, calendar) for claim in found[:MOST_TOLD])
    if len(found) > MOST_TOLD:
        yield f"And on {len(found) - MOST_TOLD} more that were corrected."


def _note(claim: Claim, history: History, calendar: Calendar) -> str:
    before = history.of(claim)[-1].entry
    when = date_of(claim.known, calendar)[:10]
    if isinstance(before, Claim):
        figures = _figure(before), _figure(claim)
        if None not in figures and figures[0] != figures[1]:
            change = f"from {figures[0]} to {figures[1]} ({claim.id})"
            return f"Rests on a figure that was corrected on {when}, {change}."
    return f"Rests on what was corrected on {when} ({claim.id} stands for {before.id})."


def _figure(claim: Claim) -> Range | None:
    match claim.content:
        case EventContent() | TotalContent():
            return amount_in(claim, None)
        case LevelContent():
            return level_range(claim)
        case _:
            return None


def _resting(basis: Basis, at: Instant) -> Iterator[Claim]:
    """The claims that a verdict's figures rest on by an instant: of totals and levels the last."""
    for counter in (basis.outcome, basis.performance, basis.base):
        if counter is not None:
            yield from _of_counter(counter, at)
    if basis.level is not None:
        yield from _of_last(basis.level.issues, at)
    yield from (window.claim for window in figures_at(basis.tallies, at))
    yield from basis.findings[-1:]


def _of_counter(counter: Counter, at: Instant) -> Iterator[Claim]:
    for issue in counter.events:
        if issue.weighs_from <= at:
            yield from issue.claims
    yield from _of_last(counter.totals, at)


def _of_last(issues: tuple[Issue, ...], at: Instant) -> Iterator[Claim]:
    weighing = [issue for issue in issues if issue.weighs_from <= at]
    if weighing:
        yield from max(weighing, key=lambda issue: (issue.weighs_from, issue.id)).claims
