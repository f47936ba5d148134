"""Counters: how much of a deed was done, over time, within bounds, and from which issues.

Three step functions, because an open world needs three: what is established, what is claimed by
anybody and not refuted, and what has been shown to be all there was. Only the last can make an
absence; with what totals say of the days before their end it is the most there was.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from servanda.agreement.model import Agreement
from servanda.evidence.base import Measure, tracks_of
from servanda.evidence.denials import Closings, closings_by, denials_of, is_share, most_by_denials
from servanda.evidence.earlier import with_later_totals
from servanda.evidence.event_links import links_of
from servanda.evidence.grouping import event_of, same_events, when_of
from servanda.evidence.issue import AFFIRMING, DENYING, Issue, Judge, settled, weigh
from servanda.evidence.ladder import Stake
from servanda.evidence.level import LevelTrack
from servanda.evidence.matching import (
    Extent,
    Where,
    amount_in,
    claims_about,
    states_class,
)
from servanda.evidence.origins import voice_of
from servanda.evidence.presence import coverage_with_access
from servanda.evidence.rules_of_counting import (
    RuleCount,
    is_said,
    over_rules,
    rule_in,
    totals_by_rule,
)
from servanda.evidence.steps import claimed_steps, shown_steps, surely_steps
from servanda.record.model import (
    Claim,
    Coverage,
    EventContent,
    Record,
    TotalContent,
    deed_topic,
)
from servanda.values.deed import Deed
from servanda.values.instant import NEVER, Instant, Interval
from servanda.values.quantity import UNBOUNDED, Range
from servanda.values.timeline import Timeline, constant


@dataclass(frozen=True, slots=True)
class Counter:
    """How much of a deed was done.

    `surely`: at least this much is established. `claimed`: nobody unrefuted claims more.
    `shown`: established that there was no more than this (infinite where nothing shows it).
    `most`: the same, with what later totals say of this instant.
    """

    deed: Deed
    surely: Timeline[float]
    claimed: Timeline[float]
    shown: Timeline[float]
    most: Timeline[float]
    events: tuple[Issue, ...]
    totals: tuple[Issue, ...]
    coverage: tuple[Coverage, ...]
    denied: Timeline[float] = constant(UNBOUNDED)  # as `shown`, by who denies that it came about
    closings: Closings = ()  # from which that follows
    bases: tuple[LevelTrack, ...] = ()  # the levels in whose terms claimed percentages are counted
    # From when on some issue is contested, and from when some event is told without its number.
    contested_from: Instant = field(init=False, compare=False, repr=False)
    numberless_from: Instant = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        contested = (
            *(one.weighs_from for one in self.issues if one.contested),
            *(one.weighs_from for one in self.totals if excess_over(one, self.events)[0]),
        )
        numberless = (one.weighs_from for one in self.events if _tells_no_number(one))
        object.__setattr__(self, "contested_from", min(contested, default=NEVER))
        object.__setattr__(self, "numberless_from", min(numberless, default=NEVER))

    @property
    def issues(self) -> tuple[Issue, ...]:
        return self.events + self.totals

    @property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(claim for issue in self.issues for claim in issue.claims)

    def is_contested_by(self, instant: Instant) -> bool:
        return self.contested_from <= instant

    def tells_no_number(self, instant: Instant) -> bool:
        """Whether of some event, as far as it is not refuted, nobody says how many."""
        return self.numberless_from <= instant

    def figures_at(self, instant: Instant) -> tuple[Issue, ...]:
        """The latest total under each rule of counting, where there are several."""
        ended = [total for total in self.totals if total.when.end <= instant]
        latest = {rule_in(total.claims): total for total in sorted(ended, key=lambda t: t.when.end)}
        return tuple(latest.values()) if len(latest) > 1 else ()


def excess_over(total: Issue, events: Sequence[Issue]) -> tuple[tuple[Issue, ...], float]:
    """The events of which more is established together than a total, under no rule of its own, is
    established to leave, and how much: one of the two counts is wrong. None where that is not so.
    """
    if rule_in(total.claims) is not None:
        return (), 0
    within = tuple(
        e for e in events if total.when.start <= e.when.start and e.when.end <= total.when.end
    )
    number = sum(event.amount.low for event in within)
    return (within, number) if number > total.shown_high else ((), 0)


def _tells_no_number(event: Issue) -> bool:
    affirmed = (claim for claim in event.claims if claim.stance in AFFIRMING)
    return event.amount.high > 0 and not any(event_of(one).deed.amount for one in affirmed)


def count(
    deeds: Sequence[Deed],
    agreement: Agreement,
    record: Record,
    stake: Stake,
    judge: Judge,
    class_name: str | None = None,
    where: Where | Extent | None = None,
) -> Counter:
    """The counter of a deed (of one class of its thing, in one part of its area), from everything
    claimed about it.

    Further deeds are other ways to the same result: an event is counted once, whichever of them
    brought it about, and denying one way is not denying the result. A claimed percentage counts
    for so many as it made of the base as it stood then; of a base that nobody knew, for none.
    """
    events, totals = _claims(record, deeds, where, agreement)
    measure = Measure(deeds[0], class_name, agreement, record, stake, judge)
    totals = [claim for claim in totals if states_class(claim, class_name)]
    links = links_of(record.links)
    groups = [(one, _of_class(_of_result(one), class_name)) for one in same_events(events, links)]
    setting = Setting(agreement, record, stake, judge)
    counter = _weighed(deeds[0], groups, totals, measure.amount, setting)
    if where is None and len(deeds) == 1:
        denials = denials_of(deeds[0], [*events, *totals], agreement)
        counter = _closed(counter, closings_by(denials, measure.amount, stake, judge))
    return replace(counter, bases=tracks_of(measure.bases.values()))


def count_shares(
    deed: Deed,
    agreement: Agreement,
    record: Record,
    stake: Stake,
    judge: Judge,
    where: Where | Extent | None = None,
) -> Counter:
    """The counter of a deed in percent of its base: from what is claimed in percent, or as "all",
    of the same base or a larger one. It needs not know how many the base is."""
    events, totals = _claims(record, (deed,), where, agreement)
    events = [claim for claim in events if _states_share(claim, deed)]
    totals = [claim for claim in totals if _states_share(claim, deed)]
    links = links_of(record.links)
    groups = [(one, _of_result(one)) for one in same_events(events, links)]
    setting = Setting(agreement, record, stake, judge)

    def share_in(claim: Claim) -> Range:
        return amount_in(claim, None)

    counter = _weighed(deed, groups, totals, share_in, setting)
    if where is not None:
        return counter
    denials = [c for c in denials_of(deed, [*events, *totals], agreement) if is_share(c)]
    return _closed(counter, closings_by(denials, share_in, stake, judge))


def _closed(counter: Counter, closings: Closings) -> Counter:
    """The counter with what denials show of it."""
    denied = most_by_denials(closings, counter.claimed)
    return replace(counter, denied=denied, closings=closings) if closings else counter


def with_settled(
    counter: Counter, decisions: Mapping[str, bool], beginning: Instant
) -> Counter | None:
    """The counter with these issues decided by hand. None where that takes more than its issues: on
    which a base bears, or whose totals follow several rules."""
    rules = {rule_in(total.claims) for total in counter.totals}
    if counter.bases or len(rules) > 1:
        return None
    events = tuple(settled(issue, decisions.get(issue.id)) for issue in counter.events)
    totals = tuple(settled(issue, decisions.get(issue.id)) for issue in counter.totals)
    result = _counter(counter.deed, events, totals, counter.coverage, beginning)
    return _closed(result, counter.closings)


def _states_share(claim: Claim, asked: Deed) -> bool:
    """A claim of a percentage of all that is asked about, or a denial."""
    content = claim.content
    assert isinstance(content, EventContent | TotalContent), "only deeds have amounts"
    of_all = set(content.deed.excepting) <= set(asked.excepting)
    return claim.stance in DENYING or (content.deed.percent and of_all)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a counter is drawn from, and by whose eyes."""

    agreement: Agreement
    record: Record
    stake: Stake
    judge: Judge


def _weighed(
    deed: Deed,
    groups: Sequence[tuple[tuple[Claim, ...], tuple[Claim, ...]]],
    total_claims: Sequence[Claim],
    amount_of: Callable[[Claim], Range],
    setting: Setting,
) -> Counter:
    """From what is said of each event, and what of that is weighed, and from the totals."""
    stake, judge = setting.stake, setting.judge
    events = tuple(
        weigh(_identity("event", group), "event", heard, amount_of, when_of(group), stake, judge)
        for group, heard in groups
    )
    beginning = setting.agreement.in_force
    tallies = [_same_totals(of_rule, beginning) for of_rule in totals_by_rule(total_claims)]
    weighed = [
        tuple(
            weigh(_identity("total", one), "total", one, amount_of, _window(one[0]), stake, judge)
            for one in tally
        )
        for tally in tallies
        if len(tallies) == 1 or any(is_said(same) for same in tally)
    ]
    coverage = tuple(
        window
        for window in coverage_with_access(setting.record, deed, setting.agreement)
        if _is_accepted(window, stake, judge)
    )
    counts = [_counter(deed, events, one, coverage, beginning) for one in weighed or [()]]
    return counts[0] if len(counts) == 1 else _side_by_side(counts)


def _side_by_side(counts: Sequence[Counter]) -> Counter:
    """One count for each rule by which totals are counted, as one."""
    surely, claimed, shown = over_rules(
        [RuleCount(_first_said(one), one.surely, one.claimed, one.shown) for one in counts]
    )
    every = {total.id: total for one in counts for total in one.totals}
    totals = tuple(sorted(every.values(), key=lambda total: total.when.end))
    later = constant(0.0)
    for one in counts:
        of_rule = with_later_totals(constant(UNBOUNDED), one.events, one.totals)
        later = later.combine(of_rule, max)
    most = shown.combine(later, min)
    return replace(counts[0], surely=surely, claimed=claimed, shown=shown, most=most, totals=totals)


def _first_said(counter: Counter) -> Instant:
    return min(total.when.end for total in counter.totals if is_said(total.claims))


def _claims(
    record: Record, deeds: Sequence[Deed], where: Where | Extent | None, agreement: Agreement
) -> tuple[list[Claim], list[Claim]]:
    events: dict[str, Claim] = {}
    totals: dict[str, Claim] = {}
    for deed in deeds:
        about = claims_about(record.on(deed_topic(deed)), deed, agreement, where)
        events |= {claim.id: claim for claim in about[0] if _weighs(claim)}
        totals |= {claim.id: claim for claim in about[1] if _weighs(claim)}
    return list(events.values()), list(totals.values())


def _weighs(claim: Claim) -> bool:
    """Plans, promises and threats are not evidence that anything happened."""
    return claim.stance in AFFIRMING or claim.stance in DENYING


def _of_class(group: tuple[Claim, ...], class_name: str | None) -> tuple[Claim, ...]:
    """Of claims about one event, those that say how many were of the class, if any does."""
    stating = tuple(claim for claim in group if states_class(claim, class_name))
    return stating or group


def _of_result(group: Sequence[Claim]) -> tuple[Claim, ...]:
    """Without denials of one way to a result that somebody affirms to have come another way."""
    affirmed = {_way(claim) for claim in group if claim.stance in AFFIRMING}
    return tuple(
        claim for claim in group if claim.stance not in DENYING or affirmed <= {_way(claim)}
    )


def _way(claim: Claim) -> tuple[str, frozenset[str]]:
    """What is done and by whom: another's deed is another way to the result."""
    deed = event_of(claim).deed
    return deed.action, frozenset(deed.actors)


# --- Which claims are about one thing --------------------------------------------------------


def _same_totals(claims: Sequence[Claim], beginning: Instant) -> list[tuple[Claim, ...]]:
    """Totals up to one instant, from the start. Rates and windows inside are for quotas."""
    groups: dict[Instant, list[Claim]] = {}
    for claim in sorted(claims, key=lambda claim: claim.id):
        content = claim.content
        assert isinstance(content, TotalContent), "a total claim"
        if content.each is None and content.window.start <= beginning:
            groups.setdefault(content.window.end, []).append(claim)
    return [tuple(groups[end]) for end in sorted(groups)]


def _window(claim: Claim) -> Interval:
    assert isinstance(claim.content, TotalContent), "a total claim"
    return claim.content.window


def _identity(kind: str, group: Sequence[Claim]) -> str:
    """One name for one issue, whichever stipulation and class asks about it."""
    named = next((claim for claim in group if claim.stance in AFFIRMING), group[0])
    return f"{kind}:{named.id}"


def _is_accepted(window: Coverage, stake: Stake, judge: Judge) -> bool:
    """Absence may not rest on the word of who gains from it, nor on a refused camp."""
    camp = voice_of(window.chain, judge.sources).camp
    refused = judge.of(f"coverage:{window.id}").viewpoint.refuses
    return camp not in stake.gain_against and camp not in refused


# --- From issues to step functions -----------------------------------------------------------


def _counter(
    deed: Deed,
    events: tuple[Issue, ...],
    totals: tuple[Issue, ...],
    coverage: tuple[Coverage, ...],
    beginning: Instant,
) -> Counter:
    surely = surely_steps(events, totals)
    claimed = claimed_steps(events, totals).combine(surely, max)
    shown = shown_steps(events, claimed, totals, coverage, beginning)
    most = with_later_totals(shown, events, totals)
    return Counter(deed, surely, claimed, shown, most, events, totals, coverage)
