"""What may be said of a period against the one before it: less where fewer days were watched.

A fall in what is reported is no fall in what happened when fewer days were covered, and a rise is
none when more were; and nothing can be said where on no day of one of them anybody watched. Then
the numbers stand beside one another, without a word for their difference.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from servanda.intake.incidents.counting import People, Period, Tally

Word = Literal["more reported", "fewer reported", "as many reported", "perhaps as many"]
Reason = Literal[
    "coverage fell",
    "coverage rose",
    "no day covered",
    "coverage not recorded",
    "nothing before it",
]


@dataclass(frozen=True, slots=True)
class Covered:
    """On how many days of a period the source was there and reporting, as the record has it;
    `is_recorded` is False where nobody says anything of it."""

    days: int
    is_recorded: bool


@dataclass(frozen=True, slots=True)
class Trend:
    """A tally beside the one before it. Of `word` and `without` one is None: what may be said of
    the difference, or why nothing is."""

    tally: Tally
    coverage: Covered
    before: Tally | None
    word: Word | None
    without: Reason | None


def covered(period: Period, present: Sequence[Period], kept_out: Sequence[Period]) -> Covered:
    """The days of a period within the windows of coverage and outside those of denied access."""
    days = _days_of(period, present) - _days_of(period, kept_out)
    return Covered(len(days), bool(present))


def trends(
    tallies: Sequence[Tally],
    periods: Sequence[Period],
    present: Sequence[Period] = (),
    kept_out: Sequence[Period] = (),
) -> tuple[Trend, ...]:
    """Each tally beside that of the same group in the period before, which is none of it where
    nothing was reported then; a group without a tally in a period stands there with nothing."""
    told = {(one.period, one.group): one for one in tallies}
    groups = sorted({one.group for one in tallies})
    coverage = {period: covered(period, present, kept_out) for period in periods}
    found: list[Trend] = []
    for before, period in pairwise((None, *periods)):
        assert period is not None, "only what stands before the first is none"
        for group in groups:
            now = told.get((period, group)) or nothing(period, group)
            then = None
            if before is not None:
                then = told.get((before, group)) or nothing(before, group)
            there = None if before is None else coverage[before]
            found.append(_trend(now, then, coverage[period], there))
    return tuple(found)


def nothing(period: Period, group: tuple[str, ...]) -> Tally:
    """No incident reported: which shows no absence by itself."""
    return Tally(period, group, 0, 0, People(0, 0, 0), People(0, 0, 0))


def _trend(now: Tally, then: Tally | None, here: Covered, there: Covered | None) -> Trend:
    if then is None or there is None:
        return Trend(now, here, None, None, "nothing before it")
    word = _word(now, then)
    without = _without(word, here.days / now.period.days, there.days / then.period.days)
    if not here.is_recorded:
        without = "coverage not recorded"
    return Trend(now, here, then, None if without else word, without)


def _word(now: Tally, then: Tally) -> Word:
    if now.surely > then.possibly:
        return "more reported"
    if now.possibly < then.surely:
        return "fewer reported"
    is_exact = now.surely == now.possibly == then.surely == then.possibly
    return "as many reported" if is_exact else "perhaps as many"


def _without(word: Word, share: float, before: float) -> Reason | None:
    if not share or not before:
        return "no day covered"
    if word == "fewer reported" and share < before:
        return "coverage fell"
    if word == "more reported" and share > before:
        return "coverage rose"
    return None


def _days_of(period: Period, windows: Iterable[Period]) -> set[date]:
    days: set[date] = set()
    for window in windows:
        first, last = max(period.first, window.first), min(period.last, window.last)
        days.update(date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1))
    return days
