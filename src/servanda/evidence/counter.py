"""Counters: how much of a deed was done, over time, within bounds, and from which issues.

Three step functions, because an open world needs three: what is established, what is claimed by
anybody and not refuted, and what has been shown to be all there was. Only the last can make an
absence.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from servanda.agreement.model import Agreement
from servanda.evidence.base import Measure, tracks_of
from servanda.evidence.grouping import Groups, event_of
from servanda.evidence.issue import AFFIRMING, DENYING, Issue, Judge, settled, weigh
from servanda.evidence.ladder import Stake
from servanda.evidence.level import LevelTrack
from servanda.evidence.matching import (
    Where,
    amount_in,
    claims_about,
    coverage_of,
    states_class,
)
from servanda.evidence.origins import voice_of
from servanda.record.model import (
    Claim,
    Coverage,
    EventContent,
    Record,
    TotalContent,
    deed_topic,
)
from servanda.values.deed import Deed
from servanda.values.instant import BEGINNING, NEVER, Instant, Interval
from servanda.values.quantity import UNBOUNDED, Range
from servanda.values.timeline import Timeline, during, from_steps


@dataclass(frozen=True, slots=True)
class Counter:
    """How much of a deed was done.

    `surely`: at least this much is established. `claimed`: nobody unrefuted claims more.
    `shown`: established that there was no more than this (infinite where nothing shows it).
    """

    deed: Deed
    surely: Timeline[float]
    claimed: Timeline[float]
    shown: Timeline[float]
    events: tuple[Issue, ...]
    totals: tuple[Issue, ...]
    coverage: tuple[Coverage, ...]
    bases: tuple[LevelTrack, ...] = ()  # the levels in whose terms claimed percentages are counted

    @property
    def issues(self) -> tuple[Issue, ...]:
        return self.events + self.totals

    @property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(claim for issue in self.issues for claim in issue.claims)

    def is_contested_by(self, instant: Instant) -> bool:
        return any(issue.contested and issue.weighs_from <= instant for issue in self.issues)


def count(
    deeds: Sequence[Deed],
    agreement: Agreement,
    record: Record,
    stake: Stake,
    judge: Judge,
    class_name: str | None = None,
    where: Where | None = None,
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
    groups = [(one, _of_class(_of_result(one), class_name)) for one in same_events(events)]
    setting = Setting(agreement, record, stake, judge)
    counter = _weighed(deeds[0], groups, totals, measure.amount, setting)
    return replace(counter, bases=tracks_of(measure.bases.values()))


def count_shares(
    deed: Deed,
    agreement: Agreement,
    record: Record,
    stake: Stake,
    judge: Judge,
    where: Where | None = None,
) -> Counter:
    """The counter of a deed in percent of its base: from what is claimed in percent, or as "all",
    of the same base or a larger one. It needs not know how many the base is."""
    events, totals = _claims(record, (deed,), where, agreement)
    events = [claim for claim in events if _states_share(claim, deed)]
    totals = [claim for claim in totals if _states_share(claim, deed)]
    groups = [(one, _of_result(one)) for one in same_events(events)]
    setting = Setting(agreement, record, stake, judge)
    return _weighed(deed, groups, totals, lambda claim: amount_in(claim, None), setting)


def with_settled(counter: Counter, decisions: Mapping[str, bool], beginning: Instant) -> Counter:
    """The counter with these issues decided by hand; of one on which no base bears."""
    events = tuple(settled(issue, decisions.get(issue.id)) for issue in counter.events)
    totals = tuple(settled(issue, decisions.get(issue.id)) for issue in counter.totals)
    return _counter(counter.deed, events, totals, counter.coverage, beginning)


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
        weigh(_identity("event", group), "event", heard, amount_of, _when(group), stake, judge)
        for group, heard in groups
    )
    beginning = setting.agreement.in_force
    totals = tuple(
        weigh(_identity("total", group), "total", group, amount_of, _window(group[0]), stake, judge)
        for group in _same_totals(total_claims, beginning)
    )
    coverage = tuple(
        window
        for window in coverage_of(setting.record.coverage, deed, setting.agreement)
        if _is_accepted(window, stake, judge)
    )
    return _counter(deed, events, totals, coverage, beginning)


def _claims(
    record: Record, deeds: Sequence[Deed], where: Where | None, agreement: Agreement
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


def same_events(claims: Sequence[Claim]) -> list[tuple[Claim, ...]]:
    """Claims about one event: those with one label, or those whose times overlap.

    A label, or else the most precise time, makes a group; a claim without a label joins the group
    that it overlaps, by preference one with the same amount. Made by rule, so a later entry can
    part them by label.
    """
    labelled: dict[str, list[Claim]] = {}
    ordered = sorted(claims, key=_precision)
    for claim in ordered:
        label = event_of(claim).label
        if label is not None:
            labelled.setdefault(label, []).append(claim)
    groups = Groups()
    for group in labelled.values():
        groups.add(group)
    for claim in ordered:
        if event_of(claim).label is None:
            groups.place(claim)
    found = [tuple(sorted(group, key=lambda claim: claim.id)) for group in groups.all]
    return sorted(found, key=lambda group: (_when(group).end, group[0].id))


def _precision(claim: Claim) -> tuple[int, int, str]:
    when = event_of(claim).when
    return (when.end - when.start, when.start, claim.id)


def _when(group: Sequence[Claim]) -> Interval:
    """The most precise time that any of the claims gives."""
    return min((event_of(claim).when for claim in group), key=lambda when: when.end - when.start)


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
    return f"{kind}:{group[0].id}"


def _is_accepted(window: Coverage, stake: Stake, judge: Judge) -> bool:
    """Absence may not rest on the word of who gains from it, nor on a refused camp."""
    camp = voice_of(window.chain, judge.sources).camp
    return camp not in stake.gain_against and camp not in judge.viewpoint.refuses


# --- From issues to step functions -----------------------------------------------------------


def _counter(
    deed: Deed,
    events: tuple[Issue, ...],
    totals: tuple[Issue, ...],
    coverage: tuple[Coverage, ...],
    beginning: Instant,
) -> Counter:
    surely = _surely(events, totals)
    claimed = _claimed(events, totals).combine(surely, max)
    shown = _shown(events, claimed, totals, coverage, beginning)
    return Counter(deed, surely, claimed, shown, events, totals, coverage)


def _surely(events: Sequence[Issue], totals: Sequence[Issue]) -> Timeline[float]:
    """A running sum of what surely happened; a total lifts it from its day on."""
    return _running(
        [(issue.when.end, issue.when.start, issue.amount.low) for issue in events],
        [(total.when.end, total.amount.low, UNBOUNDED) for total in totals],
    )


def _claimed(events: Sequence[Issue], totals: Sequence[Issue]) -> Timeline[float]:
    return _running(
        [(issue.weighs_from, issue.when.end - 1, issue.amount.high) for issue in events],
        [(total.when.end, total.amount.high, total.shown_high) for total in totals],
    )


def _running(
    increments: Sequence[tuple[Instant, Instant, float]],
    floors: Sequence[tuple[Instant, float, float]],
) -> Timeline[float]:
    """The sum over time of (counted from, came by or after, amount), never under a floor that a
    total sets, and set back to a ceiling where a total shows that there was no more."""
    changes = sorted({i[0] for i in increments} | {f[0] for f in floors})
    coming = sorted(increments, key=lambda increment: increment[0])
    place, steps = 0, []
    total: float = 0
    after: list[float] = [0] * len(floors)  # what came after the end of each, so far
    for instant in changes:
        while place < len(coming) and coming[place][0] <= instant:
            _, began, amount = coming[place]
            total += amount
            for number, (end, _, _) in enumerate(floors):
                after[number] += amount if began >= end else 0
            place += 1
        steps.append((instant, _between(total, instant, floors, after)))
    return from_steps(0.0, steps)


def _between(
    value: float,
    instant: Instant,
    floors: Sequence[tuple[Instant, float, float]],
    after: Sequence[float],
) -> float:
    for (end, floor, ceiling), since in zip(floors, after, strict=True):
        if end <= instant:
            value = min(max(value, floor + since), ceiling + since)
    return value


def _shown(
    events: Sequence[Issue],
    claimed: Timeline[float],
    totals: Sequence[Issue],
    coverage: Sequence[Coverage],
    beginning: Instant,
) -> Timeline[float]:
    """Infinite, but for the instant of a total that shows the most there was, and inside
    coverage, where nothing claimed afterwards means nothing happened."""
    covered = during(window.window for window in coverage)
    anchors = [(BEGINNING, 0.0)] + [(total.when.end, total.shown_high) for total in totals]
    instants = sorted(
        {*claimed.instants, *covered.instants, *(end for end, _ in anchors[1:])}
        | {end + 1 for end, _ in anchors[1:]}
        | {window.window.end + 1 for window in coverage}
        | {beginning}
    )
    begun = [_Anchor(t, most, max(t, beginning), events, covered) for t, most in anchors]
    return from_steps(UNBOUNDED, [(t, _shown_at(t, claimed, begun)) for t in instants])


class _Anchor:
    """An instant at which it is shown how much there was at most, and until when nothing escaped
    those who watched."""

    def __init__(
        self,
        instant: Instant,
        most: float,
        watched_from: Instant,
        events: Sequence[Issue],
        covered: Timeline[bool],
    ) -> None:
        self.instant, self.most, self.watched_from = instant, most, watched_from
        straddling = (e.amount.high for e in events if e.when.start < instant < e.when.end)
        self.straddling = sum(straddling)
        gaps = (t for t, is_covered in covered.steps() if t > watched_from and not is_covered)
        is_covered = covered.at(watched_from)
        self.watched_until = next(gaps, NEVER) if is_covered else BEGINNING
        self.covered = covered

    def is_watched(self, instant: Instant) -> bool:
        if self.watched_from >= instant:
            return self.covered.at(instant)
        return instant <= self.watched_until


def _shown_at(instant: Instant, claimed: Timeline[float], anchors: Sequence[_Anchor]) -> float:
    best = UNBOUNDED
    for anchor in anchors:
        if anchor.instant > instant:
            continue
        if anchor.instant == instant:
            best = min(best, anchor.most)
        elif anchor.is_watched(instant):
            grown = claimed.at(instant) - claimed.at(anchor.instant) + anchor.straddling
            best = min(best, anchor.most + grown)
    return best
