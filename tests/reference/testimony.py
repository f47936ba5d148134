"""What the claims say by an instant, worked out from the claims each time it is asked.

No timelines: a quantity at an instant is a sum over the events and totals of that instant. What is
shared with the engine is the ladder (`weigh`, `decide`, who may find), which claims bear on which
deed, and who is said to have made which act (`acts_in`); not what acts do.
"""

from bisect import bisect_right
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar, cast

from servanda.agreement.model import Agreement
from servanda.evidence.issue import AFFIRMING, DENYING, Issue, Judge, decide, weigh
from servanda.evidence.ladder import Stake
from servanda.evidence.matching import (
    Extent,
    Where,
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
    Record,
    StateContent,
    TotalContent,
)
from servanda.values.bounds import FALSE, UNKNOWN, Truth
from servanda.values.deed import Deed
from servanda.values.instant import NEVER, Duration, Instant, Interval
from servanda.values.quantity import UNBOUNDED, Range
from tests.reference.bases_plain import Base, Stock, base_of, replace_gains, stock_of
from tests.reference.told import Figure, Reports, as_long_again, figures_of, reports_of, told_since

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

    def of_deed(
        self,
        deeds: tuple[Deed, ...],
        stake: Stake,
        of_class: str | None = None,
        where: Where | Extent | None = None,
    ) -> "Count":
        return self.once(
            ("deed", deeds, stake, of_class, where),
            lambda: count_of(self, deeds, stake, of_class, where),
        )

    def of_shares(self, deed: Deed, stake: Stake, where: Where | Extent | None) -> "Count":
        """How much was done in percent, from what is said in percent."""
        return self.once(
            ("shares", deed, stake, where), lambda: shares_of(self, deed, stake, where)
        )

    def base(self, deed: Deed, stake: Stake) -> Base | None:
        return base_of(deed, self.agreement, lambda level: self.stock(level, stake))

    def stock(self, level: str, stake: Stake) -> Stock:
        of_nobody = replace_gains(stake)
        return self.once(
            ("stock", level, of_nobody),
            lambda: stock_of(level, self.record, of_nobody, self.judge),
        )

    def of_level(self, name: str, stake: Stake) -> "Reports":
        return self.once(("level", name, stake), lambda: reports_of(self, name, stake))

    def figures(
        self,
        deed: Deed,
        stake: Stake,
        of_class: str | None,
        period: Duration,
        at: Instant,
        since: Instant,
    ) -> list["Figure"]:
        """What is told of the time since an instant: the latest figure under each counting rule,
        as long as it speaks, which is as long again as its window was. Those over a moment only,
        beside longer ones, do not count."""
        latest: dict[str, Figure] = {}
        later = self.all_figures(deed, stake, of_class, period, since)
        given = [one for one in later if one.window.end <= at]
        for figure in sorted(given, key=lambda one: (one.window.end, one.claim)):
            held = latest.get(figure.rule)
            if held is None or (figure.window.end, figure.periods) > (
                held.window.end, held.periods,
            ):  # fmt: skip
                latest[figure.rule] = figure
        told = [latest[rule] for rule in sorted(latest)]
        told = [one for one in told if at <= as_long_again(self, one.window)]
        told = [one for one in told if one.is_accepted] or told
        longest = max((one.periods for one in told), default=0)
        return [one for one in told if one.periods * 10 >= longest]

    def all_figures(
        self, deed: Deed, stake: Stake, of_class: str | None, period: Duration, since: Instant
    ) -> list["Figure"]:
        """Whatever is ever told of the time since an instant."""
        found = self.once(
            ("figures", deed, stake, of_class, period),
            lambda: figures_of(self, deed, stake, of_class, period),
        )
        later = [told_since(self, one, since, period) for one in found if since < NEVER]
        return [one for one in later if one is not None]

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

    def finding(
        self, name: str, stake: Stake, at: Instant, path: str | None = None, is_whole: bool = True
    ) -> str | None:
        """What a competent body last found or ruled of a stipulation, or of a stage of it. What
        is found of the whole is so of every stage where all was done, or was breached."""
        told: tuple[Instant, str] | None = None
        for claim in self.record.claims:
            content = claim.content
            if not isinstance(content, StateContent) or content.subject not in (name, path):
                continue
            of_all = is_whole or content.verb in ("find-done", "find-breached")
            if content.subject != path and not of_all:
                continue
            if claim.stance not in ("finds", "rules") or content.verb == "declare-open":
                continue
            may_find = stake.may_find(claim, self.judge.viewpoint.recognises)
            if not may_find or content.when.start >= at:
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
    testimony: Testimony,
    deeds: tuple[Deed, ...],
    stake: Stake,
    of_class: str | None,
    where: Where | Extent | None,
) -> Count:
    def amount_of(claim: Claim) -> Range:
        return in_numbers(claim, deeds[0], of_class, stake, testimony)

    events, totals = evidence_of(testimony, deeds, where)
    totals = [claim for claim in totals if states_class(claim, of_class)]
    groups = [(group, weighed(group, of_class)) for group in happenings_apart(events)]
    return counted(testimony, deeds[0], groups, totals, amount_of, stake)


def shares_of(
    testimony: Testimony, deed: Deed, stake: Stake, where: Where | Extent | None
) -> Count:
    def is_of_all(claim: Claim) -> bool:
        content = claim.content
        assert isinstance(content, EventContent | TotalContent)
        is_share = content.deed.percent and set(content.deed.excepting) <= set(deed.excepting)
        return claim.stance in DENYING or is_share

    events, totals = evidence_of(testimony, (deed,), where)
    events, totals = list(filter(is_of_all, events)), list(filter(is_of_all, totals))
    groups = [(group, weighed(group, None)) for group in happenings_apart(events)]
    return counted(testimony, deed, groups, totals, lambda claim: amount_in(claim, None), stake)


def evidence_of(
    testimony: Testimony, deeds: tuple[Deed, ...], where: Where | Extent | None
) -> tuple[list[Claim], list[Claim]]:
    happenings: dict[str, Claim] = {}
    sums: dict[str, Claim] = {}
    for deed in deeds:
        events, totals = claims_about(testimony.record.claims, deed, testimony.agreement, where)
        happenings |= {claim.id: claim for claim in events if is_evidence(claim)}
        sums |= {claim.id: claim for claim in totals if is_evidence(claim)}
    return list(happenings.values()), list(sums.values())


def counted(
    testimony: Testimony,
    deed: Deed,
    groups: Sequence[tuple[list[Claim], list[Claim]]],
    sums: list[Claim],
    amount_of: Callable[[Claim], Range],
    stake: Stake,
) -> Count:
    agreement, judge = testimony.agreement, testimony.judge
    issues = [
        weigh(f"event:{group[0].id}", "event", heard, amount_of, shortest(group), stake, judge)
        for group, heard in groups
    ]
    return Count(
        sorted(issues, key=lambda one: one.id),
        [
            weigh(f"total:{same[0].id}", "total", same, amount_of, window_of(same[0]), stake, judge)
            for same in sums_apart(sums, agreement.in_force)
        ],
        [
            one.window
            for one in coverage_of(testimony.record.coverage, deed, agreement)
            if is_trusted(one, stake, judge)
        ],
        agreement.in_force,
    )


def in_numbers(
    claim: Claim, asked: Deed, of_class: str | None, stake: Stake, testimony: Testimony
) -> Range:
    """A claimed percentage is one of the base as it stood when the deed was done; where nobody
    knew it, any number, or, where numbers are asked about, once at least."""
    content = claim.content
    assert isinstance(content, EventContent | TotalContent)
    claimed = content.deed
    if not claimed.percent or claimed.amount is None:
        return amount_in(claim, of_class, asked.excepting)
    base = testimony.base(replace(claimed, actors=(), amount=None), stake)
    over = content.when.end if isinstance(content, EventContent) else content.window.end
    low = base.percent(claimed.amount.low, over) if base else None
    high = base.percent(claimed.amount.high, over) if base else None
    if low is None or high is None:
        return Range(0 if asked.percent else 1, UNBOUNDED)
    return Range(low.low, high.high)


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
        near = [
            group for group in anchored
            if shortest(group).overlaps(when) and may_be_one(claim, group)
        ]  # fmt: skip
        same = [group for group in near if happening(group[0]).deed.amount == amount]
        for group in (same or near)[:1]:
            group.append(claim)
        if not near:
            anchored.append([claim])
    return [sorted(group, key=lambda one: one.id) for group in anchored]


def may_be_one(claim: Claim, group: Sequence[Claim]) -> bool:
    """Not so where all is said to be of one class, and in the group all of others."""
    classes = [all_of_one(happening(each).deed) for each in group]
    own = all_of_one(happening(claim).deed)
    return own is None or own in classes or None in classes


def all_of_one(deed: Deed) -> str | None:
    number = deed.amount or Range(1, 1)
    classes = [share.class_name for share in deed.shares if share.amount == number]
    return classes[0] if len(classes) == len(deed.shares) == 1 else None


def shortest(group: Sequence[Claim]) -> Interval:
    return min((happening(one).when for one in group), key=lambda when: when.end - when.start)


def weighed(group: Sequence[Claim], of_class: str | None) -> list[Claim]:
    """Without denials of one way where another is affirmed; of a class, those that state it."""
    ways = {way_of(one) for one in group if one.stance in AFFIRMING}
    kept = [one for one in group if one.stance not in DENYING or not ways - {way_of(one)}]
    stating = [one for one in kept if states_class(one, of_class)]
    return stating or kept


def way_of(claim: Claim) -> tuple[str, frozenset[str]]:
    deed = happening(claim).deed
    return deed.action, frozenset(deed.actors)


def sums_apart(claims: list[Claim], in_force: Instant) -> list[list[Claim]]:
    by_end: dict[Instant, list[Claim]] = {}
    for claim in sorted(claims, key=lambda one: one.id):
        content = claim.content
        assert isinstance(content, TotalContent)
        if not content.each and content.window.start <= in_force:
            by_end.setdefault(content.window.end, []).append(claim)
    return [by_end[end] for end in sorted(by_end)]


def window_of(claim: Claim) -> Interval:
    assert isinstance(claim.content, TotalContent)
    return claim.content.window


def is_trusted(presence: Coverage, stake: Stake, judge: Judge) -> bool:
    camp = voice_of(presence.chain, judge.sources).camp
    return camp not in stake.gain_against | judge.viewpoint.refuses
