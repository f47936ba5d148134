"""From the verdicts in each case to one: what holds in all of them, and where they part."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from servanda.values.instant import Interval
from servanda.values.quantity import Range
from servanda.verdict.assessment import Cause, Incidents, Outcome, Periods, State
from servanda.verdict.judge import Axes

Same = TypeVar("Same")


def merge(cases: Sequence[Axes], parting: Cause = "reading") -> Axes:
    """One verdict for all cases: an axis on which they agree stays, another is undetermined.

    `parting` is what the cases differ in, and so the cause where their words differ.
    """
    first = cases[0]
    if all(other == first for other in cases):
        return first
    state, cause = _word(cases, parting)
    return replace(
        first,
        state=state,
        cause=cause,
        force=_agreed([one.force for one in cases], "undetermined"),
        timeliness=_agreed([one.timeliness for one in cases], "undetermined"),
        breach=_agreed([one.breach for one in cases], "undetermined"),
        outcome=_outcome([one.outcome for one in cases]),
        performance=_hull([one.performance for one in cases]),
        due=_due([one.due for one in cases]),
        contested=any(one.contested for one in cases),
        incidents=_incidents([one.incidents for one in cases]),
        periods=_periods([one.periods for one in cases]),
    )


def _incidents(counts: Sequence[Incidents | None]) -> Incidents | None:
    """Confirmed in every case; alleged beyond them, those of the case with the most."""
    known = [one for one in counts if one is not None]
    if not known:
        return None
    confirmed = min(one.confirmed for one in known)
    alleged = max(one.confirmed + one.alleged for one in known) - confirmed
    return Incidents(confirmed, alleged, min(one.unattributed for one in known))


def _periods(counts: Sequence[Periods | None]) -> Periods | None:
    known = [one for one in counts if one is not None]
    if not known:
        return None
    return Periods(
        max(one.passed for one in known),
        min(one.surely_met for one in known),
        max(one.possibly_met for one in known),
    )


def _word(cases: Sequence[Axes], parting: Cause) -> tuple[State, Cause | None]:
    words = {one.state for one in cases}
    if len(words) == 1:
        return cases[0].state, next((one.cause for one in cases if one.cause), None)
    if words == {"done", "done late"}:
        return "done", None
    return "undetermined", parting


def _agreed(values: Sequence[Same], otherwise: Same) -> Same:
    return values[0] if all(value == values[0] for value in values) else otherwise


def _hull(ranges: Sequence[Range | None]) -> Range | None:
    known = [one for one in ranges if one is not None]
    if not known:
        return None
    return Range(min(one.low for one in known), max(one.high for one in known))


def _outcome(outcomes: Sequence[Outcome | None]) -> Outcome | None:
    known = [one for one in outcomes if one is not None]
    if not known:
        return None
    return Outcome(
        low=min(one.low for one in known),
        high=max(one.high for one in known),
        target=_hull([one.target for one in known]),
        unit=known[0].unit,
        found=known[0].found,
        or_more=any(one.or_more for one in known) and len({one.unit for one in known}) == 1,
    )


def _due(moments: Sequence[Interval | None]) -> Interval | None:
    known = [one for one in moments if one is not None]
    if not known:
        return None
    return Interval(min(one.start for one in known), max(one.end for one in known))
