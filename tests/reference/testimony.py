"""What the claims say by an instant, worked out from the claims each time it is asked.

No timelines: a quantity at an instant is a sum over the events and totals of that instant. What is
shared with the engine is the ladder (`weigh`, `decide`) and which claims bear on which deed.
"""

from bisect import bisect_right
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar, cast

from servanda.agreement.model import Agreement
from servanda.evidence.issue import AFFIRMING, DENYING, Issue, Judge, decide, weigh
from servanda.evidence.ladder import Stake
from servanda.evidence.matching import (
    amount_in,
    claims_about,
    coverage_of,
    principal,
    states_class,
)
from servanda.evidence.origins import voice_of
from servanda.record.model import (
    Claim,
    Coverage,
    EventContent,
    LevelContent,
    Record,
    StateContent,
    TotalContent,
)
from servanda.values.bounds import FALSE, UNKNOWN, Truth
from servanda.values.deed import Deed
from servanda.values.instant import BEGINNING, Duration, Instant, Interval
from servanda.values.quantity import UNBOUNDED, Range

Known = TypeVar("Known")


@dataclass
class Testimony:
    """The record through one judge's eyes."""

    agreement: Agreement
    record: Record
    judge: Judge
    memory: dict[Hashable, object] = field(default_factory=dict)

    def once(self, key: Hashable, find: Callable[[], Known]) -> Known:
        if key not in self.memory:
            self.memory[key] = find()
        return cast(Known, self.memory[key])

    def of_deed(self, deeds: tuple[Deed, ...], stake: Stake, of_class: str | None) -> "Count":
        return self.once(
            ("deed", deeds, stake, of_class), lambda: count_of(self, deeds, stake, of_class)
        )

    def of_level(self, name: str, stake: Stake) -> "Reports":
        return self.once(("level", name, stake), lambda: reports_of(self, name, stake))

    def figures(
        self, deed: Deed, stake: Stake, of_class: str | None, period: Duration, at: Instant
    ) -> list["Figure"]:
        """The latest figure under each counting rule, as long as it speaks: as long again as its
        window was. Those over a moment only, beside longer ones, do not count."""
        found = self.once(
            ("figures", deed, stake, of_class, period),
            lambda: figures_of(self, deed, stake, of_class, period),
        )
        latest: dict[str, Figure] = {}
        given = [one for one in found if one.window.end <= at]
        for figure in sorted(given, key=lambda one: (one.window.end, one.claim)):
            held = latest.get(figure.rule)
            if held is None or (figure.window.end, figure.periods) > (
                held.window.end, held.periods,
            ):  # fmt: skip
                latest[figure.rule] = figure
        told = [latest[rule] for rule in sorted(latest)]
        told = [one for one in told if at - one.window.end <= one.window.end - one.window.start]
        told = [one for one in told if one.is_accepted] or told
        longest = max((one.periods for one in told), default=0)
        return [one for one in told if one.periods * 10 >= longest]

    def declared_open(self, phase: str, holder: str, at: Instant) -> Truth:
        """From the first instant of the day on which the holder, or somebody else whose acts the
        viewpoint recognises, is said to have declared it; perhaps, where it is silent."""
        eyes = self.judge.viewpoint
        acts = [
            (claim, claim.content.when.start)
            for claim in self.record.claims
            if isinstance(claim.content, StateContent)
            and claim.content.verb == "declare-open"
            and claim.content.subject == phase
            and claim.stance in AFFIRMING
            and self.speaks_for(claim) in {holder} | eyes.recognises_acts_of
        ]
        if not acts or min(start for _, start in acts) > at:
            return FALSE
        stake = Stake(gain_against=parties(self.agreement))
        said = decide([claim for claim, _ in acts], [], stake, self.judge)[2]
        if any(self.speaks_for(claim) in eyes.recognises_acts_of for claim, _ in acts):
            return said
        if holder in eyes.rejects_acts_of:
            return FALSE
        return said if eyes.acts_by_text else said & UNKNOWN

    def finding(self, name: str, stake: Stake, at: Instant) -> str | None:
        """What a competent body, by its own name, last found or ruled of a stipulation."""
        competent = stake.verifiers | self.judge.viewpoint.recognises
        told: tuple[Instant, str] | None = None
        for claim in self.record.claims:
            content, origin = claim.content, claim.chain.origin
            if not isinstance(content, StateContent) or content.subject != name:
                continue
            if claim.stance not in ("finds", "rules") or content.verb == "declare-open":
                continue
            if not origin.is_named or origin.source not in competent or content.when.start >= at:
                continue
            if told is None or content.when.start >= told[0]:
                told = content.when.start, content.verb
        return told[1] if told else None

    def speaks_for(self, claim: Claim) -> str:
        name = claim.chain.origin.source
        source = self.record.sources.get(name)
        return principal((source.camp if source else None) or name)


def parties(agreement: Agreement) -> frozenset[str]:
    return frozenset(name for name, actor in agreement.actors.items() if actor.role == "party")


# --- Deeds ---------------------------------------------------------------------------------------


@dataclass
class Count:
    """Everything claimed about one deed."""

    events: list[Issue]
    totals: list[Issue]
    presence: list[Interval]
    in_force: Instant
    memory: dict[tuple[str, int], float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        instants = {self.in_force}
        for event in self.events:
            instants |= {event.when.start + 1, event.when.end}
        for total in self.totals:
            instants |= {total.when.end, total.when.end + 1}
        for window in self.presence:
            instants |= {window.start, window.end, window.end + 1}
        self.instants = sorted(instants)

    def remembered(self, what: str, at: Instant, find: Callable[[Instant], float]) -> float:
        """Nothing about the deed changes between its own instants."""
        key = what, bisect_right(self.instants, at)
        if key not in self.memory:
            self.memory[key] = find(at)
        return self.memory[key]

    def surely(self, at: Instant) -> float:
        return self.remembered("surely", at, self.work_out_surely)

    def claimed(self, at: Instant) -> float:
        return self.remembered("claimed", at, self.work_out_claimed)

    def shown(self, at: Instant) -> float:
        return self.remembered("shown", at, self.work_out_shown)

    def work_out_surely(self, at: Instant) -> float:
        over = [event for event in self.events if event.when.end <= at]
        most = sum(event.amount.low for event in over)
        for total in self.totals:
            if total.when.end <= at:
                later = sum(e.amount.low for e in over if e.when.start >= total.when.end)
                most = max(most, total.amount.low + later)
        return most

    def work_out_claimed(self, at: Instant) -> float:
        begun = [event for event in self.events if event.when.start < at]
        most = sum(event.amount.high for event in begun)
        for total in self.totals:
            if total.when.end <= at:
                later = sum(e.amount.high for e in begun if e.when.end > total.when.end)
                most = min(max(most, total.amount.high + later), total.shown_high + later)
        return max(most, self.surely(at))

    def work_out_shown(self, at: Instant) -> float:
        """The least that some count, with presence ever since, leaves as the most there was."""
        least = UNBOUNDED
        if self.present(self.in_force, at):
            least = self.claimed(at)
        for total in self.totals:
            if total.when.end == at:
                least = min(least, total.shown_high)
            elif total.when.end < at and self.present(max(total.when.end, self.in_force), at):
                grown = self.claimed(at) - self.claimed(total.when.end)
                least = min(least, total.shown_high + grown + self.perhaps_after(total.when.end))
        return least

    def perhaps_after(self, instant: Instant) -> float:
        """Of what had begun by then, how much may only have come later."""
        return sum(e.amount.high for e in self.events if e.when.start < instant < e.when.end)

    def present(self, first: Instant, at: Instant) -> bool:
        """Somebody was there at every instant from `first` to just before `at`."""
        if first >= at:
            return any(window.contains(at) for window in self.presence)
        while first < at:
            ends = [window.end for window in self.presence if window.contains(first)]
            if not ends:
                return False
            first = max(ends)
        return True

    def contested(self, at: Instant) -> bool:
        return any(event.contested and event.when.start < at for event in self.events) or any(
            total.contested and total.when.end <= at for total in self.totals
        )


def count_of(
    testimony: Testimony, deeds: tuple[Deed, ...], stake: Stake, of_class: str | None
) -> Count:
    agreement, judge = testimony.agreement, testimony.judge
    happenings: dict[str, Claim] = {}
    sums: dict[str, Claim] = {}
    for deed in deeds:
        events, totals = claims_about(testimony.record.claims, deed, agreement)
        happenings |= {claim.id: claim for claim in events if is_evidence(claim)}
        sums |= {claim.id: claim for claim in totals if is_evidence(claim)}
    issues = [
        weigh(
            f"event:{group[0].id}", "event", weighed(group, of_class),
            lambda claim: amount_in(claim, of_class), shortest(group), stake, judge,
        )
        for group in happenings_apart(list(happenings.values()))
    ]  # fmt: skip
    issues.sort(key=lambda one: one.id)
    return Count(
        issues,
        [
            weigh(
                f"total:{group[0].id}", "total", group,
                lambda claim: amount_in(claim, of_class), window_of(group[0]), stake, judge,
            )
            for group in sums_apart(list(sums.values()), agreement.in_force, of_class)
        ],
        [
            one.window
            for one in coverage_of(testimony.record.coverage, deeds[0], agreement)
            if is_trusted(one, stake, judge)
        ],
        agreement.in_force,
    )  # fmt: skip


def is_evidence(claim: Claim) -> bool:
    return claim.stance in AFFIRMING | DENYING


def happening(claim: Claim) -> EventContent:
    assert isinstance(claim.content, EventContent)
    return claim.content


def happenings_apart(claims: list[Claim]) -> list[list[Claim]]:
    """By label; the rest by overlap with those and one another, the most precise claims first."""
    by_label: dict[str, list[Claim]] = {}
    length = {claim.id: happening(claim).when for claim in claims}
    in_order = sorted(
        claims,
        key=lambda one: (length[one.id].end - length[one.id].start, length[one.id].start, one.id),
    )
    for claim in in_order:
        label = happening(claim).label
        if label:
            by_label.setdefault(label, []).append(claim)
    anchored = list(by_label.values())
    for claim in (one for one in in_order if not happening(one).label):
        when, amount = happening(claim).when, happening(claim).deed.amount
        near = [group for group in anchored if happening(group[0]).when.overlaps(when)]
        same = [group for group in near if happening(group[0]).deed.amount == amount]
        for group in (same or near)[:1]:
            group.append(claim)
        if not near:
            anchored.append([claim])
    return [sorted(group, key=lambda one: one.id) for group in anchored]


def shortest(group: Sequence[Claim]) -> Interval:
    return min((happening(one).when for one in group), key=lambda when: when.end - when.start)


def weighed(group: Sequence[Claim], of_class: str | None) -> list[Claim]:
    """Without denials of one way where another is affirmed; of a class, those that state it."""
    ways = {happening(one).deed.action for one in group if one.stance in AFFIRMING}
    kept = [
        one for one in group if one.stance not in DENYING or not ways - {happening(one).deed.action}
    ]
    stating = [one for one in kept if states_class(one, of_class)]
    return stating or kept


def sums_apart(claims: list[Claim], in_force: Instant, of_class: str | None) -> list[list[Claim]]:
    by_end: dict[Instant, list[Claim]] = {}
    for claim in sorted(claims, key=lambda one: one.id):
        content = claim.content
        assert isinstance(content, TotalContent)
        if states_class(claim, of_class) and not content.each and content.window.start <= in_force:
            by_end.setdefault(content.window.end, []).append(claim)
    return [by_end[end] for end in sorted(by_end)]


def window_of(claim: Claim) -> Interval:
    assert isinstance(claim.content, TotalContent)
    return claim.content.window


def is_trusted(presence: Coverage, stake: Stake, judge: Judge) -> bool:
    camp = voice_of(presence.chain, judge.sources).camp
    return camp not in stake.gain_against | judge.viewpoint.refuses


# --- Levels --------------------------------------------------------------------------------------


@dataclass
class Reports:
    """Everything claimed about one level, oldest first."""

    issues: list[Issue]

    def at(self, at: Instant) -> Range | None:
        """What the last report by then leaves, unless its time is over."""
        told: tuple[Instant, Range | None] = BEGINNING, None
        before: Range | None = None
        for issue in self.issues:
            before = after(before, issue)
            if told[0] <= issue.when.start + 1 <= at:
                told = issue.when.start + 1, before
        begun = [issue for issue in self.issues if issue.when.start + 1 <= at]
        if begun and begun[-1].when.end <= at:  # nobody says how it has stood since
            return None
        return told[1]

    def contested(self, at: Instant) -> bool:
        return any(issue.contested and issue.when.start < at for issue in self.issues)


def reports_of(testimony: Testimony, name: str, stake: Stake) -> Reports:
    by_start: dict[Instant, list[Claim]] = {}
    for claim in sorted(testimony.record.claims, key=lambda one: one.id):
        content = claim.content
        if isinstance(content, LevelContent) and content.level.level == name and is_evidence(claim):
            by_start.setdefault(content.when.start, []).append(claim)
    return Reports(
        [
            weigh(
                f"level:{name}:{group[0].id}", "level", group, stood,
                level_of(group[0]).when, stake, testimony.judge,
            )
            for _, group in sorted(by_start.items())
        ]
    )  # fmt: skip


def level_of(claim: Claim) -> LevelContent:
    assert isinstance(claim.content, LevelContent)
    return claim.content


def stood(claim: Claim) -> Range:
    level = level_of(claim).level
    low = 0 if level.comparison == "at-most" else level.value
    return Range(low, UNBOUNDED if level.comparison == "at-least" else level.value)


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
        if claim.stance in AFFIRMING and camps[claim.id] not in judge.viewpoint.refuses
    ]
    found = [figure_of(testimony, claim, stake, of_class, period) for claim in heard]
    return [figure for figure in found if figure is not None]


def figure_of(
    testimony: Testimony, claim: Claim, stake: Stake, of_class: str | None, period: Duration
) -> Figure | None:
    content = claim.content
    assert isinstance(content, TotalContent)
    if not states_class(claim, of_class):
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
        decide([claim], [], stake, testimony.judge)[2].sure,
        not decide([], [claim], stake, testimony.judge)[2].possible,
        voice_of(claim.chain, testimony.judge.sources).camp in testimony.judge.viewpoint.accepts,
    )


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
