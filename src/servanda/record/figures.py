"""Figures with revisions: named counts of a day, each with every later correction.

A publisher of daily counts corrects them afterwards. What a figure was as known on some date is
what its last revision said that had been recorded by then, in the order of the file.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from servanda.values.instant import Instant


@dataclass(frozen=True, slots=True)
class Revision:
    """A figure became `new` where it had been `old`; None: there is no number."""

    field: str
    day: date
    recorded: Instant
    old: float | None
    new: float | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A named count of one day, with its revisions in the order of the file.

    `steps` are the instants, ascending, from which on it is known to be so many. A revision with an
    earlier instant than one above it in the file counts for that time and overrules it later.
    """

    field: str
    day: date
    revisions: tuple[Revision, ...]
    steps: tuple[tuple[Instant, float | None], ...]

    def as_known(self, known: Instant) -> float | None:
        """The figure as it had been recorded by an instant; None: no number had been."""
        found = bisect_right(self.steps, known, key=lambda step: step[0])
        return self.steps[found - 1][1] if found else None


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that a file of revisions tells: by field, then by day."""

    fields: Mapping[str, Mapping[date, Figure]]

    def value(self, field: str, day: date, known: Instant) -> float | None:
        """What a field's number of a day was as known; None where there was none."""
        figure = self.fields.get(field, {}).get(day)
        return figure.as_known(known) if figure is not None else None


@dataclass(frozen=True, slots=True)
class Malformed:
    """Why a file is no file of revisions: its line (0: the whole), what is wrong, what to do."""

    line: int
    message: str
    hint: str


def figures_of(revisions: Iterable[Revision]) -> Figures:
    """The figures that revisions, in the order of their file, make up."""
    grouped: dict[str, dict[date, list[Revision]]] = {}
    for one in revisions:
        grouped.setdefault(one.field, {}).setdefault(one.day, []).append(one)
    return Figures(
        {
            field: {day: figure_of(held) for day, held in sorted(days.items())}
            for field, days in grouped.items()
        }
    )


def figure_of(revisions: list[Revision]) -> Figure:
    """One figure: at any instant the last in the file of all that had been recorded by then."""
    in_time = sorted(range(len(revisions)), key=lambda at: (revisions[at].recorded, at))
    steps: list[tuple[Instant, float | None]] = []
    last = -1
    for at in in_time:
        if at > last:
            last = at
            one = revisions[at]
            if steps and steps[-1][0] == one.recorded:
                steps.pop()
            steps.append((one.recorded, one.new))
    return Figure(revisions[0].field, revisions[0].day, tuple(revisions), tuple(steps))
