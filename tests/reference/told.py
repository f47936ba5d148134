"""Levels and figures: what is said of how things stand, and of how much in every period."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from servanda.evidence.issue import AFFIRMING, DENYING, Issue, Judge, decide, weigh
from servanda.evidence.ladder import Grade, Stake
from servanda.evidence.matching import amount_in, claims_about, states_class
from servanda.evidence.origins import voice_of
from servanda.record.model import Claim, LevelContent, TotalContent
from servanda.values.bounds import Truth
from servanda.values.deed import Deed, LevelIs
from servanda.values.instant import BEGINNING, NEVER, Duration, Instant, Interval
from servanda.values.quantity import UNBOUNDED, Range
from tests.reference.bases_plain import stood

if TYPE_CHECKING:
    from tests.reference.testimony import Testimony

# --- Levels --------------------------------------------------------------------------------------


@dataclass
class Reports:
    """Everything claimed about one level, oldest first."""

    name: str
    claims: list[Claim]
    stake: Stake
    judge: Judge
    last: float  # no word is above the last one
    memory: dict[tuple[str, ...], Issue] = field(default_factory=dict)

    def at(self, at: Instant) -> Range | None:
        """What is told by then: from what is shown to what is said and not refuted."""
        said, shown = self.said(at), self.shown(at)
        if said is None or shown is None:
            return None
        return Range(shown.low, max(shown.low, said.high))

    def said(self, at: Instant) -> Range | None:
        """From the least to the most that all leave who speak by then."""
        told = [range_left(issue) for issue in self.layers(at) if is_affirmed(issue)]
        if not told:
            return None
        every = (min(one.low for one in told), max(one.high for one in told))
        return Range(min(every[0], self.last), min(every[1], self.last))

    def shown(self, at: Instant) -> Range | None:
        """Between what it is established to be: a bound holds only if one layer shows it, and as
        far as no other says otherwise. What nobody shows has no upper end."""
        said, layers = self.said(at), [one for one in self.layers(at) if is_affirmed(one)]
        if said is None:
            return None
        no_less = max(issue.amount.low for issue in layers)
        no_more = min(max(issue.amount.low, issue.shown_high) for issue in layers)
        low = min(no_less, said.low)
        return Range(low, min(self.last, max(no_more, said.high, low)))

    def layers(self, at: Instant) -> list[Issue]:
        """All who said until when, weighed with those who said only from when, day by day."""
        heard = [claim for claim in self.running(at) if not self.is_silent(claim, at)]
        bounded = [claim for claim in heard if span(claim).end < NEVER]
        days = sorted({span(claim).start for claim in heard if span(claim).end == NEVER})
        groups = [
            [c for c in heard if c in bounded or (span(c).end == NEVER and span(c).start == day)]
            for day in days
        ]
        return [self.weighed(group) for group in groups or ([bounded] if bounded else [])]

    def running(self, at: Instant) -> list[Claim]:
        return [claim for claim in self.claims if span(claim).start < at < span(claim).end]

    def is_silent(self, claim: Claim, at: Instant) -> bool:
        """Told otherwise later by one who is no weaker and still speaks; or it began while a
        stronger one, who is over by now, spoke of the same days otherwise."""
        told = any(self.corrects(other, claim) for other in self.running(at))
        open_ended = span(claim).end == NEVER
        over = [c for c in self.claims if span(c).start <= span(claim).start < span(c).end <= at]
        return told or (
            open_ended and any(clash(o, claim) and self.is_above(o, claim) for o in over)
        )

    def corrects(self, later: Claim, earlier: Claim) -> bool:
        if {later.stance, earlier.stance} & DENYING or span(later).start <= span(earlier).start:
            return False
        who, before = later.chain.origin, earlier.chain.origin
        is_same = (who.source, who.description) == (before.source, before.description)
        if span(earlier).end < NEVER and not is_same:
            return False
        return not self.is_above(earlier, later)

    def is_above(self, one: Claim, other: Claim) -> bool:
        """The stronger word, on what the two disagree about."""
        if voice_of(other.chain, self.judge.sources).camp in self.judge.viewpoint.accepts:
            return False
        (up, down), (their_up, their_down) = self.rungs(one), self.rungs(other)
        if stood(one).low > stood(other).high:
            return up > their_down
        if stood(one).high < stood(other).low:
            return down > their_up
        return up > their_up or down > their_down

    def rungs(self, claim: Claim) -> tuple[Grade, Grade]:
        """For so much, and for no more; a concession is a word once its day is over."""
        up = decide([claim], [], self.stake, self.judge)[0].grade
        down = decide([], [claim], self.stake, self.judge)[1].grade
        conceded = {Grade.CONCEDED: Grade.ALLEGED}
        return conceded.get(up, up), conceded.get(down, down)

    def weighed(self, group: list[Claim]) -> Issue:
        group = sorted(group, key=lambda claim: claim.id)
        key = tuple(claim.id for claim in group)
        if key not in self.memory:
            when = Interval(max(span(c).start for c in group), min(span(c).end for c in group))
            name = f"level:{self.name}:{'+'.join(key)}"
            self.memory[key] = weigh(name, "level", group, stood, when, self.stake, self.judge)
        return self.memory[key]


def reports_of(testimony: Testimony, name: str, stake: Stake) -> Reports:
    told = [
        claim
        for claim in testimony.record.claims
        if isinstance(claim.content, LevelContent)
        and claim.content.level.level == name
        and claim.stance in AFFIRMING | DENYING
    ]
    words = testimony.agreement.levels[name].words
    return Reports(name, told, stake, testimony.judge, len(words) - 1 if words else UNBOUNDED)


def span(claim: Claim) -> Interval:
    return level_of(claim).when


def clash(one: Claim, other: Claim) -> bool:
    if {one.stance, other.stance} & DENYING:
        return False
    return stood(one).low > stood(other).high or stood(other).low > stood(one).high


def is_affirmed(issue: Issue) -> bool:
    return any(claim.stance in AFFIRMING for claim in issue.claims)


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


def range_left(issue: Issue) -> Range:
    """What is established, and where nothing is, what is asserted."""
    affirmed = [stood(claim) for claim in issue.claims if claim.stance in AFFIRMING]
    top = min(issue.shown_high, max(one.high for one in affirmed))
    low = issue.amount.low if issue.amount.low > 0 else min(one.low for one in affirmed)
    return Range(min(low, top), max(low, top))


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
