"""Whether and when something foreseen came about, and whether it is ruled out for its time.

By the evidence of every other issue: the same ladder, the same counters and levels. Nothing is
ruled out by silence: it takes a denial that covers the time, coverage, a total, or a level that
stood otherwise all along.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from servanda.agreement.model import Agreement
from servanda.evidence.counter import Counter, count, count_shares
from servanda.evidence.issue import AFFIRMING, DENYING, Issue, Judge, decide
from servanda.evidence.ladder import Stake
from servanda.evidence.level import Stand, stands, track_level
from servanda.evidence.matching import amount_in, principal
from servanda.record.model import (
    Claim,
    EventContent,
    LevelContent,
    Record,
    TotalContent,
)
from servanda.values.deed import Deed
from servanda.values.instant import NEVER, Instant, Interval
from servanda.values.quantity import UNBOUNDED, Range
from servanda.values.timeline import during

Ground = Literal["denial", "coverage", "total", "level", "tally"]


@dataclass(frozen=True, slots=True)
class CameAbout:
    """What the evidence shows by an instant.

    `came`: it surely came about, somewhere in this interval; None if that is not established.
    `ruled_out`: what establishes that it did not come about in its time. `told`: what was weighed.
    """

    came: Interval | None = None
    ruled_out: Ground | None = None
    told: tuple[Claim, ...] = ()
    coverage: tuple[str, ...] = ()  # ids
    measured: Range | None = None  # of a tally: from how many to how many


@dataclass(frozen=True, slots=True)
class Bench:
    """What everything is weighed with."""

    agreement: Agreement
    record: Record
    stake: Stake
    judge: Judge
    at: Instant


# --- Deeds -----------------------------------------------------------------------------------


def deed_came_about(deed: Deed, time: Interval, bench: Bench) -> CameAbout:
    """A deed within a time: all of it, and of each class as much as was said."""
    wanted = [(None, deed.amount), *((share.class_name, share.amount) for share in deed.shares)]
    parts = [_part(deed, name, amount.low if amount else 1, time, bench) for name, amount in wanted]
    return _together(parts)


def total_came_about(content: TotalContent, bench: Bench) -> CameAbout:
    """So many in all by a day, counted from the beginning."""
    assert content.deed.amount is not None, "a total has a number"
    lower, upper = _counters(content.deed, None, bench)
    target = content.deed.amount.low
    came = _first_reached(lower, target, bench.at)
    end = content.window.end
    most = _most_by(upper, end, bench.at)
    ruled_out: Ground | None = "total" if came is None and most < target else None
    return CameAbout(came, ruled_out, lower.claims, tuple(one.id for one in upper.coverage))


def _part(
    deed: Deed, class_name: str | None, target: float, time: Interval, bench: Bench
) -> CameAbout:
    lower, upper = _counters(deed, class_name, bench)
    found = [_by_events(lower, target, time, bench.at), _by_totals(lower, target, time, bench)]
    came = min((one for one in found if one is not None), key=lambda i: i.end, default=None)
    ruled_out = None
    if came is None or came.start >= time.end:
        ruled_out = _ruled_out(upper, target, time, bench)
    claims = tuple(dict.fromkeys((*lower.claims, *upper.claims)))
    until = came.end if came is not None else bench.at
    told = tuple(one for one in claims if _is_of(one, time, until))
    coverage = tuple(one.id for one in upper.coverage if one.window.overlaps(time))
    return CameAbout(came, ruled_out, told, coverage)


def _together(parts: Sequence[CameAbout]) -> CameAbout:
    """It came about when the last part did; it did not where any part did not."""
    came = [one.came for one in parts]
    known = [one for one in came if one is not None]
    whole = None
    if len(known) == len(came):
        whole = Interval(max(one.start for one in known), max(one.end for one in known))
    return CameAbout(
        came=whole,
        ruled_out=next((one.ruled_out for one in parts if one.ruled_out), None),
        told=tuple(dict.fromkeys(claim for one in parts for claim in one.told)),
        coverage=tuple(dict.fromkeys(name for one in parts for name in one.coverage)),
    )


def _counters(deed: Deed, class_name: str | None, bench: Bench) -> tuple[Counter, Counter]:
    """What counts towards it, and what bounds it from above. For an office only what is said of
    that office counts; what is said of the whole actor bounds it too."""
    asked = replace(deed, actors=tuple(dict.fromkeys(principal(one) for one in deed.actors)))
    upper = _counter(asked, class_name, bench.record, bench)
    offices = [one for one in deed.actors if one != principal(one)]
    if not offices:
        return upper, upper
    own = replace(
        bench.record,
        claims=tuple(one for one in bench.record.claims if _names_any(one, deed.actors)),
    )
    return _counter(asked, class_name, own, bench), upper


def _counter(deed: Deed, class_name: str | None, record: Record, bench: Bench) -> Counter:
    if deed.percent and class_name is None:
        return count_shares(deed, bench.agreement, record, bench.stake, bench.judge)
    return count((deed,), bench.agreement, record, bench.stake, bench.judge, class_name)


def _names_any(claim: Claim, actors: Iterable[str]) -> bool:
    content = claim.content
    return not isinstance(content, EventContent | TotalContent) or bool(
        set(content.deed.actors) & set(actors)
    )


def _by_events(counter: Counter, target: float, time: Interval, at: Instant) -> Interval | None:
    """The events since the time began, added up until they are enough."""
    total, start = 0.0, time.start
    happened = [one for one in counter.events if one.when.start + 1 >= time.start]
    for issue in sorted(happened, key=lambda one: (one.when.end, one.id)):
        if issue.when.end <= at and issue.amount.low > 0:
            total += issue.amount.low
            start = max(start, issue.when.start)
            if total >= target:
                return Interval(min(start, issue.when.end), issue.when.end)
    return None


def _by_totals(counter: Counter, target: float, time: Interval, bench: Bench) -> Interval | None:
    """A total shows so many since another showed how many there were at most before."""
    anchors = [(t, most) for t, most in counter.shown.steps() if time.start <= t < bench.at]
    if time.start <= bench.agreement.in_force:
        anchors.append((time.start, 0.0))
    for instant, low in counter.surely.steps():
        since = [t for t, most in anchors if t < instant and low - most >= target]
        if time.start < instant <= bench.at and since:
            return Interval(max(since), instant)
    return None


def _first_reached(counter: Counter, target: float, at: Instant) -> Interval | None:
    surely = next((t for t, low in counter.surely.steps() if low >= target), NEVER)
    if surely > at:
        return None
    possibly = next((t for t, high in counter.claimed.steps() if high >= target), surely)
    return Interval(min(possibly, surely), surely)


def _ruled_out(counter: Counter, target: float, time: Interval, bench: Bench) -> Ground | None:
    if time.end > bench.at or time.end >= NEVER:
        return None
    if _is_denied(counter, target, time, bench):
        return "denial"
    if _most_by(counter, time.end, bench.at) - counter.surely.at(time.start) < target:
        return "total"
    if _is_covered(counter, time) and _claimed_within(counter, time) < target:
        return "coverage"
    return None


def _most_by(counter: Counter, end: Instant, at: Instant) -> float:
    """The most there can have been by the end: no more than was shown at any instant since."""
    instants = [end, at, *(t for t in counter.shown.instants if end <= t <= at)]
    return min((counter.shown.at(t) for t in instants if end <= t <= at), default=UNBOUNDED)


def _is_covered(counter: Counter, time: Interval) -> bool:
    covered = during(window.window for window in counter.coverage)
    return covered.at(time.start) and all(
        value for t, value in covered.steps() if time.start < t < time.end
    )


def _claimed_within(counter: Counter, time: Interval) -> float:
    return sum(issue.amount.high for issue in _overlapping(counter.events, time))


def _is_denied(counter: Counter, target: float, time: Interval, bench: Bench) -> bool:
    """Denied for the whole of the time, on better word than it is affirmed for any of it."""
    claims = [claim for issue in _overlapping(counter.events, time) for claim in issue.claims]
    denials = [
        claim
        for claim in claims
        if claim.stance in DENYING and _covers(claim, time) and amount_in(claim, None).low <= target
    ]
    affirming = [claim for claim in claims if claim.stance in AFFIRMING]
    return bool(denials) and not decide(affirming, denials, bench.stake, bench.judge)[2].possible


def _overlapping(issues: Iterable[Issue], time: Interval) -> list[Issue]:
    return [issue for issue in issues if issue.when.overlaps(time)]


def _covers(claim: Claim, time: Interval) -> bool:
    assert isinstance(claim.content, EventContent), "an event claim"
    return claim.content.when.start <= time.start and time.end <= claim.content.when.end


def _is_of(claim: Claim, time: Interval, until: Instant) -> bool:
    """What can tell of the time: what is over after it began, and has begun (a total: is over) by
    the instant."""
    content = claim.content
    assert isinstance(content, EventContent | TotalContent), "a claim of a deed"
    if isinstance(content, TotalContent):
        return time.start < content.window.end <= until
    return content.when.end > time.start and content.when.start < until


# --- Levels ----------------------------------------------------------------------------------


def level_came_about(content: LevelContent, time: Interval, bench: Bench) -> CameAbout:
    """A level that is to stand so at some instant of a time."""
    track = track_level(
        bench.agreement.levels[content.level.level], bench.record, bench.stake, bench.judge
    )
    changes = [(t, value) for t, value in track.values.steps() if time.start < t <= bench.at]
    came = None
    steps = [(time.start, track.values.at(time.start)), *changes]
    for instant, value in steps:
        if instant <= bench.at and value is not None and _stands(content, value)[0]:
            began = max(time.start, instant - 1)  # what is dated to a day weighs after its start
            came = Interval(began, began)
            break
    within = [value for t, value in steps if t < time.end]
    is_over = time.end <= bench.at
    otherwise = all(value is not None and not _stands(content, value)[1] for value in within)
    ruled_out = is_over and otherwise
    until = bench.at if came is None else came.end + 1
    if came is None and ruled_out:
        until = time.end
    begun = [one for one in track.issues if one.weighs_from <= until]
    before = [one for one in begun if one.weighs_from <= time.start]
    since = [one for one in begun if one.weighs_from > time.start]
    told = tuple(claim for issue in (*before[-1:], *since) for claim in issue.claims)
    return CameAbout(came, "level" if ruled_out else None, told)


def _stands(content: LevelContent, stand: Stand) -> tuple[bool, bool]:
    value = stand.established
    if content.upper is None:
        return stands(content.level, value)
    surely = content.level.value <= value.low and value.high <= content.upper
    return surely, value.low <= content.upper and content.level.value <= value.high


# --- What is dated, and neither counted nor a level ------------------------------------------


def dated_came_about(
    affirming: Sequence[tuple[Claim, Interval]],
    denying: Sequence[tuple[Claim, Interval]],
    time: Interval,
    bench: Bench,
) -> CameAbout:
    """An act, an occasion or an engagement, by the claims that it was, and that it was not."""
    told = [(claim, when) for claim, when in affirming if when.end > time.start]
    happened = [(claim, when) for claim, when in told if when.start < bench.at]
    denials = [claim for claim, _ in denying]
    came = None
    for end in sorted({when.end for _, when in happened}):
        so_far = [(claim, when) for claim, when in happened if when.end <= end]
        if decide([claim for claim, _ in so_far], denials, bench.stake, bench.judge)[2].sure:
            came = Interval(max(time.start, min(when.start for _, when in so_far)), end)
            break
    covering = [c for c, when in denying if when.start <= time.start and time.end <= when.end]
    ruled_out = None
    if time.end <= bench.at and covering:
        in_time = [claim for claim, when in happened if when.overlaps(time)]
        if not decide(in_time, covering, bench.stake, bench.judge)[2].possible:
            ruled_out = "denial"
    claims = (*(claim for claim, _ in happened), *denials)
    return CameAbout(came, "denial" if ruled_out else None, claims)
