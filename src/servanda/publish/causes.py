"""How often a verdict is undetermined, and why: the share of stipulation-dates by cause."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from servanda.publish.signs import AnyVerdict
from servanda.values.calendar import Calendar
from servanda.values.instant import Duration, Instant
from servanda.verdict.assessment import Cause, Track, Verdict


@dataclass(frozen=True, slots=True)
class CauseShares:
    """Of all verdicts on stipulations at these dates, how many are undetermined, by cause.

    One stipulation-date is one verdict (stipulation, bearer, limb) at one date; those that are not
    yet in force count too.
    """

    dates: tuple[Instant, ...]
    judged: int
    by_cause: tuple[tuple[Cause, int], ...]
    names: tuple[tuple[Cause, tuple[str, ...]], ...]  # which stipulations, for each cause

    @property
    def undetermined(self) -> int:
        return sum(count for _, count in self.by_cause)


def cause_shares(tracks: Iterable[Track], dates: Sequence[Instant]) -> CauseShares:
    """Looks every track up at every date."""
    verdicts = [
        verdict
        for track in tracks
        for instant in dates
        if isinstance(verdict := verdict_at(track, instant), Verdict)
    ]
    counts = Counter(each.cause for each in verdicts if each.cause is not None)
    return CauseShares(
        dates=tuple(dates),
        judged=len(verdicts),
        by_cause=tuple(counts.most_common()),
        names=tuple(
            (cause, tuple(sorted({each.name for each in verdicts if each.cause == cause})))
            for cause, _ in counts.most_common()
        ),
    )


def verdict_at(track: Track, instant: Instant) -> AnyVerdict | None:
    """The verdict of a track at an instant; None before its first step."""
    place = bisect_right(track.steps, instant, key=lambda step: step.instant)
    return track.steps[place - 1].verdict if place else None


def monthly(start: Instant, end: Instant, calendar: Calendar) -> tuple[Instant, ...]:
    """Month by month from the start, and the end itself."""
    dates = []
    month, instant = 0, start
    while instant < end:
        dates.append(instant)
        month += 1
        instant = calendar.anniversary(start, Duration(month, "month"))
    return (*dates, end)
