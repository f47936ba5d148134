"""Levels and figures: what is said of how things stand, and of how much in every period."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from servanda.evidence.issue import AFFIRMING, DENYING, Issue, decide, weigh
from servanda.evidence.ladder import Stake
from servanda.evidence.matching import amount_in, claims_about, states_class
from servanda.evidence.origins import voice_of
from servanda.record.model import Claim, LevelContent, TotalContent
from servanda.values.bounds import Truth
from servanda.values.deed import Deed, LevelIs
from servanda.values.instant import BEGINNING, Duration, Instant, Interval
from servanda.values.quantity import UNBOUNDED, Range
from tests.reference.bases_plain import stood

if TYPE_CHECKING:
    from tests.reference.testimony import Testimony

# --- Levels --------------------------------------------------------------------------------------


@dataclass
class Reports:
    """Everything claimed about one level, oldest first."""

    issues: list[Issue]

    def at(self, at: Instant) -> Range | None:
        """What the last report whose time is not over leaves; none, if all are over."""
        told: Range | None = None
        before: Range | None = None
        for issue in self.issues:
            before = after(before, issue)
            if issue.when.start < at < issue.when.end:
                told = before
        return told

    def contested(self, at: Instant) -> bool:
        return any(issue.contested and issue.when.start < at for issue in self.issues)


def reports_of(testimony: Testimony, name: str, stake: Stake) -> Reports:
    by_start: dict[Instant, list[Claim]] = {}
    for claim in sorted(testimony.record.claims, key=lambda one: one.id):
        content = claim.content
        is_told = isinstance(content, LevelContent) and content.level.level == name
        if is_told and claim.stance in AFFIRMING | DENYING:
            by_start.setdefault(level_of(claim).when.start, []).append(claim)
    return Reports(
        [
            weigh(
                f"level:{name}:{group[0].id}", "level", group, stood,
                span_of(group), stake, testimony.judge,
            )
            for _, group in sorted(by_start.items())
        ]
    )  # fmt: skip


def span_of(group: list[Claim]) -> Interval:
    """From when they begin to the end of the longest of them."""
    spans = [level_of(claim).when for claim in group]
    return Interval(spans[0].start, max(span.end for span in spans))


def compared(level: LevelIs, value: Range) -> Truth:
    """Whether what is reported of a level is as the text asks."""
    low, high, asked = value.low, value.high, level.value
    match level.comparison:
        case "at-least":
            return Truth(low >= asked, high >= asked)
        case "at-most":
            return Truth(high <= asked, low <= asked)
        case "above":
            return Truth(low > asked, high > asked)
        case "below":
            return Truth(high < asked, low < asked)
        case "exactly":
            return Truth(low == high == asked, low <= asked <= high)


def level_of(claim: Claim) -> LevelContent:
    assert isinstance(claim.content, LevelContent)
    return claim.content


def after(before: Range | None, issue: Issue) -> Range | None:
    """What is established replaces what was known; what is only asserted widens it."""
    affirmed = [stood(claim) for claim in issue.claims if claim.stance in AFFIRMING]
    if not affirmed:
        return before
    lowest, highest = min(one.low for one in affirmed), max(one.high for one in affirmed)
    if issue.amount.low > 0 or issue.shown_high < UNBOUNDED:
        top = min(issue.shown_high, highest)
        return Range(issue.amount.low, max(issue.amount.low, top))
    others = [before] if before else [Range(0, highest)]
    return Range(min(lowest, *(o.low for o in others)), max(highest, *(o.high for o in others)))


# --- Figures -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Figure:
    """So many per period over a window, under one counting rule."""

    claim: str
    rule: str
    window: Interval
    periods: float
    rate: Range
    of_each: bool
    of_parts: bool  # of each day, week or the like
    establishes: bool
    refutes: bool
    is_accepted: bool


def figures_of(
    testimony: Testimony, deed: Deed, stake: Stake, of_class: str | None, period: Duration
) -> list[Figure]:
    judge = testimony.judge
    _, totals = claims_about(testimony.record.claims, deed, testimony.agreement)
    camps = {claim.id: voice_of(claim.chain, judge.sources).camp for claim in totals}
    heard = [
        claim
        for claim in totals
        if claim.stance == "admits"
        or (claim.stance in AFFIRMING and camps[claim.id] not in judge.viewpoint.refuses)
    ]
    found = [figure_of(testimony, claim, stake, of_class, period) for claim in heard]
    return [figure for figure in found if figure is not None]


def figure_of(
    testimony: Testimony, claim: Claim, stake: Stake, of_class: str | None, period: Duration
) -> Figure | None:
    content = claim.content
    assert isinstance(content, TotalContent)
    if content.deed.percent or not states_class(claim, of_class):
        return None
    start = max(content.window.start, testimony.agreement.in_force)
    window = Interval(start, max(start, content.window.end))
    stated = periods_in(testimony, window, content.each or period)
    if stated <= 0:
        return None
    owed = periods_in(testimony, window, period)
    factor = stated / owed if content.each else 1 / owed
    amount = amount_in(claim, of_class)
    calendar = testimony.agreement.calendar
    first_day = calendar.midnight(calendar.local(testimony.agreement.in_force).date())
    if BEGINNING < content.window.start < first_day:
        amount = Range(0, amount.high)  # some of it may have come before the agreement
    return Figure(
        claim.id,
        content.counting or claim.chain.origin.source,
        window,
        owed,
        amount.times(factor),
        content.each == period,
        content.each is not None,
        decide([claim], [], stake, testimony.judge)[2].sure,
        not decide([], [claim], stake, testimony.judge)[2].possible,
        voice_of(claim.chain, testimony.judge.sources).camp in testimony.judge.viewpoint.accepts,
    )


def told_since(
    testimony: Testimony, figure: Figure, since: Instant, period: Duration
) -> Figure | None:
    """As far as it is about the time since an instant, or since any on the same day."""
    calendar = testimony.agreement.calendar
    if calendar.local(figure.window.start).date() >= calendar.local(since).date():
        return figure
    if figure.window.end <= since:
        return None
    window = Interval(since, figure.window.end)
    periods = periods_in(testimony, window, period)
    if periods <= 0:
        return None
    rate = figure.rate
    if not figure.of_parts:
        rate = Range(0, rate.high * figure.periods / periods)
    return replace(figure, window=window, periods=periods, rate=rate)


def as_long_again(testimony: Testimony, window: Interval) -> Instant:
    """In days, which may have 23 or 25 hours; within a day, in seconds."""
    calendar = testimony.agreement.calendar
    first, last = calendar.local(window.start).date(), calendar.local(window.end).date()
    if first == last:
        return window.end + (window.end - window.start)
    return calendar.anniversary(window.end, Duration((last - first).days, "day"))


def periods_in(testimony: Testimony, window: Interval, period: Duration) -> float:
    calendar = testimony.agreement.calendar
    days = (calendar.local(window.end).date() - calendar.local(window.start).date()).days
    length = {"day": 1, "week": 7}
    if period.unit in length:
        return days / (length[period.unit] * period.amount)
    if period.unit in ("month", "year"):
        ends = [window.start]
        while ends[-1] <= window.end:
            whole = Duration(period.amount * len(ends), period.unit)
            ends.append(calendar.anniversary(window.start, whole))
        last, following = ends[-2:]
        return len(ends) - 2 + (window.end - last) / (following - last)
    seconds = {"hour": 3600, "minute": 60}[period.unit]
    return (window.end - window.start) / (seconds * period.amount)
