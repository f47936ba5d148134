"""Episodes: incidents in one place between the same sides that follow one another closely.

An episode is a way to look at incidents, not a finding: the gap that parts two of them is chosen
by whoever asks.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Moment:
    """When an incident was, and what puts it with others: area, sides, kind."""

    id: str
    starts: datetime
    ends: datetime
    group: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Episode:
    """Incidents of a group of which none begins later than the gap after all before it ended."""

    group: tuple[str, ...]
    starts: datetime
    ends: datetime
    incidents: tuple[str, ...]


def episodes(moments: Iterable[Moment], gap: timedelta) -> tuple[Episode, ...]:
    """The incidents as episodes, in the order in which they begin."""
    open_ones: dict[tuple[str, ...], list[Moment]] = {}
    closed: list[Episode] = []
    for moment in sorted(moments, key=lambda one: (one.starts, one.ends, one.id)):
        going = open_ones.get(moment.group)
        if going and moment.starts - max(one.ends for one in going[-1:]) > gap:
            closed.append(_episode(going))
            going = None
        if going is None:
            open_ones[moment.group] = [moment]
        else:
            last = max(going[-1].ends, moment.ends)
            going.append(Moment(moment.id, moment.starts, last, moment.group))
    closed.extend(_episode(going) for going in open_ones.values())
    return tuple(sorted(closed, key=lambda one: (one.starts, one.group)))


def _episode(moments: Sequence[Moment]) -> Episode:
    """The last of the moments ends where the longest so far does."""
    ids = tuple(one.id for one in moments)
    return Episode(moments[0].group, moments[0].starts, moments[-1].ends, ids)
