"""What the claims say by an instant, worked out from the claims each time it is asked.

No timelines: a quantity at an instant is a sum over the events and totals of that instant. What is
shared with the engine is the ladder (`weigh`, `decide`, who may find), which claims bear on which
deed, and who is said to have made which act (`acts_in`); not what acts do.
"""

from bisect import bisect_right
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import nextafter
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
    is_as_wide,
    principal,
    states_class,
)
from servanda.evidence.origins import voice_of
from servanda.evidence.presence import contradicts, denied_of
from servanda.record.model import (
    Claim,
    Coverage,
    EventContent,
    EventLink,
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
        if holder in eyes.rejects_acts_of:
            return FALSE
        if any(self.speaks_for(claim) in eyes.recognises_acts_of for claim, _ in acts):
            return said
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
        camp = voice_of(claim.chain, self.record.sources).camp
        return principal(camp or claim.chain.origin.source)


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
    by_rule: list[list[Issue]] = field(default_factory=list)  # the totals, by what they count
    denials: list[Claim] = field(default_factory=list)
    left_by: Callable[[Claim], float] = lambda claim: UNBOUNDED  # the most that a denial leaves
    is_believed: Callable[[list[Claim]], bool] = bool
    memory: dict[tuple[str, int], float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        instants = {self.in_force}
        for event in self.events:
            instants |= {event.when.start + 1, event.when.end}
        for total in self.totals:
            instants |= {total.when.end, total.when.end + 1}
        for denial in self.denials:
            instants |= {ends(denial), ends(denial) + 1}
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
        """By the rule of counting that establishes least."""
        return min(self.sure_by(totals, at) for totals in self.tallies(at))

    def work_out_claimed(self, at: Instant) -> float:
        return max(self.claimed_by(totals, at) for totals in self.tallies(at))

    def work_out_shown(self, at: Instant) -> float:
        """As some rule shows it, if none claims more."""
        tallies = self.tallies(at)
        shown = [self.shown_by(totals, at) for totals in tallies]
        if all(most == UNBOUNDED for most in shown):
            return UNBOUNDED
        return max(
            self.claimed_by(totals, at) if most == UNBOUNDED else most
            for totals, most in zip(tallies, shown, strict=True)
        )

    def denied(self, at: Instant) -> float:
        """The most that denials leave which end at this very instant."""
        now = [claim for claim in self.denials if ends(claim) == at]
        least = min(map(self.left_by, now), default=UNBOUNDED)
        if least == UNBOUNDED or not self.is_believed(now):
            return UNBOUNDED
        return max(least, self.claimed(at))

    def tallies(self, at: Instant) -> list[list[Issue]]:
        """The totals by each rule that has spoken; all rules, while none has."""
        spoken = [one for one in self.by_rule if any(is_said(t) and t.when.end <= at for t in one)]
        return spoken or self.by_rule or [[]]

    def sure_by(self, totals: list[Issue], at: Instant) -> float:
        over = [event for event in self.events if event.when.end <= at]
        most = sum(event.amount.low for event in over)
        for total in totals:
            if total.when.end <= at:
                later = sum(e.amount.low for e in over if e.when.start >= total.when.end)
                most = max(most, total.amount.low + later)
        return most

    def claimed_by(self, totals: list[Issue], at: Instant) -> float:
        begun = [event for event in self.events if event.when.start < at]
        most = sum(event.amount.high for event in begun)
        for total in totals:
            if total.when.end <= at:
                later = sum(e.amount.high for e in begun if e.when.end > total.when.end)
                most = min(max(most, total.amount.high + later), total.shown_high + later)
        return max(most, self.sure_by(totals, at))

    def shown_by(self, totals: list[Issue], at: Instant) -> float:
        """The least that some count, with presence ever since, leaves as the most there was."""
        least = UNBOUNDED
        if self.present(self.in_force, at):
            least = self.claimed_by(totals, at)
        for total in totals:
            if total.when.end == at:
                least = min(least, total.shown_high)
            elif total.when.end < at and self.present(max(total.when.end, self.in_force), at):
                before = self.claimed_by(totals, total.when.end)
                grown = self.claimed_by(totals, at) - before
                least = min(least, total.shown_high + grown + self.perhaps_after(total.when.end))
        return least

    def most(self, at: Instant) -> float:
        return self.remembered("most", at, self.work_out_most)

    def work_out_most(self, at: Instant) -> float:
        """By now no more than by the end of any later total, without what came in between."""
        by_rule = [
            min((max(0.0, total.shown_high - self.came_between(at, total))
                 for total in tally if at < total.when.end), default=UNBOUNDED)
            for tally in self.by_rule
        ]  # fmt: skip
        return min(self.shown(at), max(by_rule, default=UNBOUNDED))

    def perhaps_by(self, at: Instant, now: Instant) -> float:
        """How much may have been done by an instant, as the totals that have ended by now tell."""
        later = [total for total in self.totals if at < total.when.end <= now]
        told = [max(0.0, one.amount.high - self.came_between(at, one)) for one in later]
        return max([self.claimed(at), *told])

    def came_between(self, at: Instant, total: Issue) -> float:
        """What dated events surely brought after an instant and before the end of a total."""
        return sum(
            event.amount.low
            for event in self.events
            if event.when.start >= at and event.when.end <= total.when.end
        )

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
            (total.contested or self.falls_behind(total)) and total.when.end <= at
            for total in self.totals
        )

    def falls_behind(self, total: Issue) -> bool:
        """Single events surely brought more in its time than it surely leaves, all rules alike."""
        brought = 0.0
        for event in self.events:
            if event.when.start >= total.when.start and event.when.end <= total.when.end:
                brought += event.amount.low
        rules = {rule_of(claim) for claim in total.claims if claim.stance in AFFIRMING} - {None}
        return not rules and brought > total.shown_high


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
    groups = [
        (group, weighed(group, of_class))
        for group in happenings_apart(events, testimony.record.links)
    ]
    found = counted(testimony, deeds[0], groups, totals, amount_of, stake)
    if where is None and len(deeds) == 1:
        hear_denials(found, deeds[0], [*events, *totals], amount_of, stake, testimony)
    return found


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
    groups = [
        (group, weighed(group, None)) for group in happenings_apart(events, testimony.record.links)
    ]

    def in_percent(claim: Claim) -> Range:
        return amount_in(claim, None)

    found = counted(testimony, deed, groups, totals, in_percent, stake)
    if where is None:
        said = [c for c in [*events, *totals] if deed_of(c).percent or deed_of(c).amount is None]
        hear_denials(found, deed, said, in_percent, stake, testimony)
    return found


def hear_denials(
    found: Count,
    asked: Deed,
    claims: list[Claim],
    amount_of: Callable[[Claim], Range],
    stake: Stake,
    testimony: Testimony,
) -> None:
    """Who denies all that is asked about says that by then there was less of it, or no more."""

    def leaves(claim: Claim) -> float:
        denied, amount = deed_of(claim), amount_of(claim)
        if denied.amount is None:
            return 0
        if amount.high == UNBOUNDED and (denied.percent or amount.low == 0):
            return UNBOUNDED
        number = amount.low if amount.high == UNBOUNDED else amount.high
        return nextafter(number, 0) if number > 0 else UNBOUNDED

    def denies_all(denied: Deed) -> bool:
        same_part = denied.amount is None or set(denied.excepting) == set(asked.excepting)
        narrower = any(
            said not in (None, meant)
            for said, meant in ((denied.origin, asked.origin), (denied.via, asked.via))
        )
        return same_part and not narrower and not denied.shares and is_as_wide(
            denied, asked, testimony.agreement
        )  # fmt: skip

    found.denials = [c for c in claims if c.stance in DENYING and denies_all(deed_of(c))]
    found.left_by = leaves
    found.is_believed = lambda told: not decide([], told, stake, testimony.judge)[2].possible
    found.__post_init__()


def deed_of(claim: Claim) -> Deed:
    assert isinstance(claim.content, EventContent | TotalContent)
    return claim.content.deed


def ends(claim: Claim) -> Instant:
    assert isinstance(claim.content, EventContent | TotalContent)
    return claim.content.when.end if isinstance(claim.content, EventContent) else (
        claim.content.window.end
    )  # fmt: skip


def is_said(total: Issue) -> bool:
    return any(claim.stance in AFFIRMING for claim in total.claims)


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
        weigh(event_name(group), "event", heard, amount_of, shortest(group), stake, judge)
        for group, heard in groups
    ]
    by_rule = [
        [
            weigh(name_of(same), "total", same, amount_of, window_of(same[0]), stake, judge)
            for same in sums_apart(tally, agreement.in_force)
        ]
        for tally in tallies_of(sums)
    ]
    return Count(
        sorted(issues, key=lambda one: one.id),
        [total for tally in by_rule for total in tally],
        [
            seen
            for one in coverage_of(testimony.record.coverage, deed, agreement)
            if is_trusted(one, stake, judge)
            for seen in unhindered(one, deed, testimony)
        ],
        agreement.in_force,
        [tally for tally in by_rule if tally],
    )


def unhindered(presence: Coverage, deed: Deed, testimony: Testimony) -> list[Interval]:
    """The stretches of a presence at no instant of which it is said to have been kept away."""
    whole, agreement = presence.window, testimony.agreement
    kept_away = [
        one.window
        for one in denied_of(testimony.record.denied, deed, agreement)
        if contradicts(presence, one, agreement)
    ]
    edges = {whole.start, whole.end}
    edges |= {t for one in kept_away for t in (one.start, one.end) if whole.contains(t)}
    return [
        Interval(start, end)
        for start, end in pairwise(sorted(edges))
        if not any(one.contains(start) for one in kept_away)
    ]


def event_name(group: Sequence[Claim]) -> str:
    said = [claim for claim in group if claim.stance in AFFIRMING]
    return f"event:{(said or group)[0].id}"


def name_of(same: list[Claim]) -> str:
    said = [claim for claim in same if claim.stance in AFFIRMING]
    return f"total:{(said or same)[0].id}"


def tallies_of(sums: list[Claim]) -> list[list[Claim]]:
    """One for each rule of counting by which somebody counts; a denial without one is of each."""
    rules = {rule_of(claim) for claim in sums if claim.stance in AFFIRMING}
    if len(rules) <= 1:
        return [sums]
    return [
        [c for c in sums if rule_of(c) == rule or (c.stance in DENYING and rule_of(c) is None)]
        for rule in rules
    ]


def rule_of(claim: Claim) -> str | None:
    assert isinstance(claim.content, TotalContent)
    return claim.content.counting


def in_numbers(
    claim: Claim, asked: Deed, of_class: str | None, stake: Stake, testimony: Testimony
) -> Range:
    """A claimed percentage is one of the base as it stood when the deed was done; where nobody
    knew it, any number, or, where numbers are asked about, once at least."""
    content = claim.content
    assert isinstance(content, EventContent | TotalContent)
    claimed = content.deed
    counts = asked.amount is not None and (asked.percent or asked.amount.high > 1)
    if claimed.amount is None and counts:
        return Range(0 if of_class else 1, UNBOUNDED)
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


def happenings_apart(claims: list[Claim], links: Sequence[EventLink]) -> list[list[Claim]]:
    """By what the latest entry says of two, or else by label; the rest by overlap with those and
    one another, the most precise claims first. Never two of which an entry says that they are two.
    """
    length = {claim.id: happening(claim).when for claim in claims}
    in_order = sorted(
        claims,
        key=lambda one: (length[one.id].end - length[one.id].start, length[one.id].start, one.id),
    )
    said = {frozenset({link.first, link.second}): link.is_same for link in links}

    def told(one: Claim, other: Claim) -> bool | None:
        return said.get(frozenset({one.id, other.id}))

    def is_tied(one: Claim, other: Claim) -> bool:
        label = happening(one).label
        by_label = bool(label) and label == happening(other).label
        return bool(told(one, other)) or (told(one, other) is None and by_label)

    def is_apart(some: Sequence[Claim], others: Sequence[Claim]) -> bool:
        return any(told(one, other) is False for one in some for other in others)

    anchored: list[list[Claim]] = []
    for claim in in_order:
        if not happening(claim).label and not any(told(claim, one) for one in in_order):
            continue
        mine = [claim]
        for group in [g for g in anchored if any(is_tied(claim, one) for one in g)]:
            if not is_apart(mine, group):
                mine = [*group, *mine] if len(mine) == 1 else [*mine, *group]
        kept = [group for group in anchored if group[0] not in mine]
        place = next((n for n, group in enumerate(anchored) if group[0] in mine), len(kept))
        anchored = [*kept[:place], mine, *kept[place:]]
    anchored = [group for group in anchored if len(group) > 1 or happening(group[0]).label]
    placed = {one.id for group in anchored for one in group}
    for claim in (one for one in in_order if one.id not in placed):
        when, amount = happening(claim).when, happening(claim).deed.amount
        near = [
            group for group in anchored
            if shortest(group).overlaps(when)
            and may_be_one(claim, group)
            and not any(contradicts_itself(claim, one) for one in group)
            and not is_apart([claim], group)
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


def contradicts_itself(one: Claim, other: Claim) -> bool:
    """Were these two words of one mouth in one report about one event, one of them were wrong."""
    mouths = {(each.report, each.chain.origin) for each in (one, other)}
    deeds = [happening(each).deed for each in (one, other)]
    bare = {
        (d.actors, d.action, d.thing, d.to, d.origin, d.via, d.place, d.mutual, d.percent,
         d.number, d.excepting, d.class_name, all_of_one(d))
        for d in deeds
    }  # fmt: skip
    numbers = [deed.amount for deed in deeds if deed.amount is not None]
    if len(mouths) > 1 or len(bare) > 1 or len(numbers) < 2 or {one.stance, other.stance} & DENYING:
        return False
    return max(number.low for number in numbers) > min(number.high for number in numbers)


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
