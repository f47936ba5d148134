"""Tallies: rival window totals of one deed, each under its own counting rule.

Tallies under different rules do not refute one another and are never added, subtracted or
averaged. What they leave, together, is the range from the lowest to the highest.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from servanda.agreement.model import Agreement
from servanda.evidence.issue import AFFIRMING, Judge, decide
from servanda.evidence.ladder import Stake
from servanda.evidence.matching import amount_in, claims_about, states_class
from servanda.evidence.origins import voice_of
from servanda.record.model import Claim, Record, TotalContent, deed_topic
from servanda.values.calendar import Calendar
from servanda.values.deed import Deed
from servanda.values.instant import BEGINNING, NEVER, Duration, Instant, Interval
from servanda.values.quantity import UNBOUNDED, Range

SHORT = 10  # a window shorter than the longest by this factor does not speak for the whole


@dataclass(frozen=True, slots=True)
class Window:
    """One figure of a tally: so many per period, over a window, and how it was stated."""

    claim: Claim
    counting: str
    window: Interval
    periods: float
    rate: Range  # per period of the quota
    says_each: bool  # said of every day, week or other part of it, not of their sum
    is_each: bool  # and that of every period of the quota
    may_establish: bool  # its word reaches the standard for "at least so many"
    is_accepted: bool  # by a camp whose word the viewpoint takes
    may_refute: bool  # its word reaches the standard for "no more than so many"
    speaks_until: Instant  # as long again as its window was, in days where it had days


@dataclass(frozen=True, slots=True)
class Tally:
    """All figures under one counting rule by one origin, oldest window first."""

    counting: str
    windows: tuple[Window, ...]

    def latest(self, instant: Instant) -> Window | None:
        """The figure that ended last by the instant; of two, the one over the longer window."""
        ended = [window for window in self.windows if window.window.end <= instant]
        return max(ended, key=lambda w: (w.window.end, w.periods), default=None)


def tallies(
    deed: Deed,
    agreement: Agreement,
    record: Record,
    stake: Stake,
    judge: Judge,
    period: Duration,
    class_name: str | None = None,
) -> tuple[Tally, ...]:
    """The tallies of a deed that this viewpoint admits.

    A viewpoint that accepts a camp which counts hears that camp alone; one that refuses a camp
    does not hear it. `neutral` hears them all, side by side.
    """
    _, claims = claims_about(record.on(deed_topic(deed)), deed, agreement)
    voiced = [c for c in claims if c.stance in AFFIRMING and _is_heard(c, _judge_of(c, judge))]
    groups: dict[str, list[Window]] = {}
    for claim in voiced:
        window = _window(claim, agreement, stake, _judge_of(claim, judge), period, class_name)
        if window is not None:
            groups.setdefault(window.counting, []).append(window)
    return tuple(
        Tally(name, tuple(sorted(group, key=lambda w: (w.window.end, w.claim.id))))
        for name, group in sorted(groups.items())
    )


def figures_at(group: Sequence[Tally], instant: Instant) -> list[Window]:
    """Each tally's latest figure, as long as it speaks. One over less than a tenth of the longest
    window among them speaks for a moment, not for the whole, and is left out."""
    ended = [window for tally in group if (window := tally.latest(instant)) is not None]
    latest = [w for w in ended if instant <= w.speaks_until]
    latest = [window for window in latest if window.is_accepted] or latest
    longest = max((window.periods for window in latest), default=0)
    return [window for window in latest if window.periods * SHORT >= longest]


def hull_of(figures: Sequence[Window]) -> Range:
    """The range of rates that the figures leave together."""
    result = figures[0].rate
    for window in figures[1:]:
        result = result.hull(window.rate)
    return result


def about_time_from(
    group: Sequence[Tally], start: Instant, period: Duration, calendar: Calendar
) -> tuple[Tally, ...]:
    """The figures as far as they speak of the time from an instant on. Of a total that began on an
    earlier day it is not said how much fell before."""
    if start >= NEVER:
        return ()
    first_day = calendar.midnight(calendar.local(start).date())
    if all(w.window.start >= first_day for tally in group for w in tally.windows):
        return tuple(group)
    cut = (_cut(w, start, first_day, period, calendar) for tally in group for w in tally.windows)
    kept = [window for window in cut if window is not None]
    return tuple(
        Tally(tally.counting, tuple(w for w in kept if w.counting == tally.counting))
        for tally in group
    )


def _cut(
    window: Window, start: Instant, first_day: Instant, period: Duration, calendar: Calendar
) -> Window | None:
    if window.window.start >= first_day:
        return window
    left = Interval(start, max(start, window.window.end))
    periods = count_periods(left, period, calendar)
    if periods <= 0:
        return None
    speaks_until = _as_long_again(left, calendar)
    rate = window.rate
    if not window.says_each:
        rate = Range(0, rate.high * window.periods / periods)
    return replace(window, window=left, periods=periods, rate=rate, speaks_until=speaks_until)


def periods_met(
    figures: Sequence[Window], target: Range, passed: int, within: Callable[[Interval], int]
) -> tuple[int, int]:
    """In how many of the passed periods that count the target was surely, and possibly, met;
    `within` says how many of these end in a window.

    From a window total alone: a total `T` over `N` periods leaves at most `T // target` of them
    at the target, and surely at least one only if `T` exceeds `N` periods just short of it; of a
    target that is a ceiling (from nothing to so many), the other way round. Where tallies differ,
    the lowest sure and the highest possible number stand.
    """
    counts = []
    for window in figures:
        inside = min(passed, round(window.periods), within(window.window))
        surely, possibly = _met(window, target, inside)
        counts.append((surely, possibly + passed - inside))
    if not counts:
        return 0, passed
    return min(count[0] for count in counts), max(count[1] for count in counts)


def _met(window: Window, wanted: Range, inside: int) -> tuple[int, int]:
    """Of the periods inside a window. If it holds more than these (that do not count, or are from
    before the quota began), all of a total may have come in the others."""
    if wanted.low == 0 and wanted.high < UNBOUNDED:
        return _met_under(window, wanted.high, inside)
    target = wanted.low
    if window.is_each:
        surely = inside if window.rate.low >= target else 0
        possibly = inside if window.rate.high >= target else 0
        return surely, possibly
    low, high = _total_of(window, inside)
    surely = 1 if inside and low > inside * (target - 1) else 0
    possibly = inside if high == UNBOUNDED else min(inside, int(high // target))
    return surely, possibly


def _met_under(window: Window, ceiling: float, inside: int) -> tuple[int, int]:
    """Periods of at most so many: a total `T` leaves at most `T // (ceiling + 1)` beyond it, and
    at least one if it is more than the ceiling in every period."""
    if window.is_each:
        surely = inside if window.rate.high <= ceiling else 0
        possibly = inside if window.rate.low <= ceiling else 0
        return surely, possibly
    low, high = _total_of(window, inside)
    most_beyond = inside if high == UNBOUNDED else min(inside, int(high // (ceiling + 1)))
    least_beyond = 1 if inside and low > inside * ceiling else 0
    return inside - most_beyond, inside - least_beyond


def _total_of(window: Window, inside: int) -> tuple[float, float]:
    """How much of a total came in so many of its periods: at least, and at most."""
    total = window.rate.times(window.periods)
    return (0 if round(window.periods) > inside else total.low), total.high


def _window(
    claim: Claim,
    agreement: Agreement,
    stake: Stake,
    judge: Judge,
    period: Duration,
    class_name: str | None,
) -> Window | None:
    content = claim.content
    assert isinstance(content, TotalContent), "tallies are of totals"
    amount = amount_in(claim, class_name)
    if not states_class(claim, class_name):
        return None  # a total that says nothing of the class is not a figure of the class
    if content.deed.percent:
        return None  # nor is a share of something a number of it
    calendar = agreement.calendar
    start, cut = content.window.start, agreement.in_force
    window = Interval(max(start, cut), max(start, cut, content.window.end))
    if BEGINNING < start < calendar.midnight(calendar.local(cut).date()):
        amount = Range(0, amount.high)  # how much of it fell before the agreement is not said
    periods = count_periods(window, content.each or period, calendar)
    if periods <= 0:
        return None
    per_period = count_periods(window, period, calendar) / periods
    is_each = content.each is not None
    rate = amount.times(1 / per_period) if is_each else amount.times(1 / (periods * per_period))
    return Window(
        claim=claim,
        counting=content.counting or claim.chain.origin.source,
        window=window,
        periods=periods * per_period,
        rate=rate,
        says_each=is_each,
        is_each=is_each and content.each == period,
        may_establish=decide([claim], [], stake, judge)[2].sure,
        is_accepted=_camp(claim, judge) in judge.viewpoint.accepts,
        may_refute=not decide([], [claim], stake, judge)[2].possible,
        speaks_until=_as_long_again(window, calendar),
    )


def count_periods(window: Interval, period: Duration, calendar: Calendar) -> float:
    """How many periods a window holds, by the calendar (a day of 23 hours is a day)."""
    days = (calendar.local(window.end).date() - calendar.local(window.start).date()).days
    match period.unit:
        case "day":
            return days / period.amount
        case "week":
            return days / (7 * period.amount)
        case "month" | "year":
            return _calendar_periods(window, period, calendar)
        case _:
            seconds = {"hour": 3600, "minute": 60}[period.unit] * period.amount
            return (window.end - window.start) / seconds


def _as_long_again(window: Interval, calendar: Calendar) -> Instant:
    days = (calendar.local(window.end).date() - calendar.local(window.start).date()).days
    if days == 0:
        return 2 * window.end - window.start
    return calendar.anniversary(window.end, Duration(days, "day"))


def _calendar_periods(window: Interval, period: Duration, calendar: Calendar) -> float:
    """Whole months or years, and of the last one its share in days."""
    whole, start, end = 0, window.start, calendar.anniversary(window.start, period)
    while end <= window.end:
        whole, start = whole + 1, end
        times = Duration(period.amount * (whole + 1), period.unit)
        end = calendar.anniversary(window.start, times)
    return whole + (window.end - start) / (end - start)


def figure_identity(claim: Claim) -> str:
    """By which name a figure is taken from one viewpoint into another."""
    return f"tally:{claim.id}"


def _judge_of(claim: Claim, judge: Judge) -> Judge:
    return judge.of(figure_identity(claim))


def _camp(claim: Claim, judge: Judge) -> str | None:
    return voice_of(claim.chain, judge.sources).camp


def _is_heard(claim: Claim, judge: Judge) -> bool:
    return claim.stance == "admits" or _camp(claim, judge) not in judge.viewpoint.refuses
