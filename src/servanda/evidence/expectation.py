"""Expectations: what a prediction has become once its time has passed.

Five results, by the evidence rules of everything else. No evidence is `unknown`, never `did not`.
What was said in words alone is resolved only by somebody with a name who says what became of it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from servanda.agreement.model import Agreement
from servanda.evidence.announced_rate import rate_came_about
from servanda.evidence.came_about import (
    Bench,
    CameAbout,
    Ground,
    dated_came_about,
    deed_came_about,
    level_came_about,
    total_came_about,
)
from servanda.evidence.issue import AFFIRMING, DENYING, Judge, decide
from servanda.evidence.ladder import Stake
from servanda.evidence.matching import principal
from servanda.evidence.origins import voice_of
from servanda.evidence.prediction import Foreseen, Prediction
from servanda.record.model import (
    ActContent,
    Claim,
    Engagement,
    EventContent,
    LevelContent,
    OccasionContent,
    Origin,
    PostureContent,
    Record,
    ResolutionContent,
    Result,
    TotalContent,
)
from servanda.values.instant import NEVER, Instant, Interval
from servanda.values.quantity import Range

Outcome = Literal["came true", "late", "did not", "unknown", "not yet due"]
Because = Literal[
    "came about in its time", "came about before its time had passed", "came about afterwards",
    "came about, and whether in time is not known", "ruled out", "resolved by a claim",
    "only in words", "nobody tells", "not established",
    "its time has not passed", "it names no time",
]  # fmt: skip
RESULTS: tuple[Result, ...] = ("came true", "late", "did not")
StakeOf = Callable[[Foreseen], Stake]


@dataclass(frozen=True, slots=True)
class Expectation:
    """A prediction with what became of it by an instant, and on what that rests."""

    prediction: Prediction
    result: Outcome
    because: Because
    ground: Ground | None = None  # of what is ruled out: by what
    came: Interval | None = None  # when it surely came about
    measured: Range | None = None  # of an announced rate: from how many to how many a period
    told: tuple[Claim, ...] = ()  # the claims that were weighed
    engagements: tuple[Engagement, ...] = ()  # those that may be the one that was planned
    coverage: tuple[str, ...] = ()
    resolved_by: tuple[Claim, ...] = ()  # claims that say what became of it, weighing or not


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """How many predictions of one origin had which result: a count, and no grade."""

    origin: Origin
    results: tuple[tuple[Outcome, int], ...]

    @property
    def size(self) -> int:
        return sum(count for _, count in self.results)

    @property
    def resolved(self) -> int:
        return sum(count for result, count in self.results if result in RESULTS)


def resolve(
    prediction: Prediction,
    agreement: Agreement,
    record: Record,
    stake_of: StakeOf,
    judge: Judge,
    at: Instant,
) -> Expectation:
    """What a prediction has become by an instant."""
    bench = Bench(agreement, record, stake_of(prediction.foreseen), judge, at)
    shown, engagements = came_about(prediction, bench)
    result, because = outcome(prediction, shown, bool(engagements), at)
    said = resolutions(prediction, record, at)
    if result in ("unknown", "not yet due") and because != COME_ABOUT_SOMETIME:
        told = settled_by(said, prediction, judge)
        if told is not None:
            result, because = told, "resolved by a claim"
    return Expectation(
        prediction=prediction,
        result=result,
        because=because,
        ground=shown.ruled_out if result == "did not" and because == "ruled out" else None,
        came=shown.came,
        measured=shown.measured,
        told=_by_id(shown.told),
        engagements=engagements,
        coverage=shown.coverage,
        resolved_by=_by_id(said),
    )


def _by_id(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """In an order that does not depend on the order in which they were entered."""
    return tuple(sorted(claims, key=lambda claim: claim.id))


def track_records(expectations: Iterable[Expectation]) -> tuple[TrackRecord, ...]:
    """One for each origin, by name: no order of merit."""
    found: dict[Origin, dict[Outcome, int]] = {}
    for one in expectations:
        counts = found.setdefault(one.prediction.origin, dict.fromkeys(OUTCOMES, 0))
        counts[one.result] += 1
    ordered = sorted(found, key=lambda origin: (origin.source, origin.description or ""))
    return tuple(TrackRecord(origin, tuple(found[origin].items())) for origin in ordered)


def results_by_id(expectations: Iterable[Expectation]) -> dict[str, Outcome]:
    """What became of every claim and engagement that said that something would come."""
    return {entry: one.result for one in expectations for entry in one.prediction.ids}


# --- From what is shown to a result ----------------------------------------------------------

OUTCOMES: tuple[Outcome, ...] = (*RESULTS, "unknown", "not yet due")
COME_ABOUT_SOMETIME: Because = "came about, and whether in time is not known"


def outcome(
    prediction: Prediction, shown: CameAbout, has_engagements: bool, at: Instant
) -> tuple[Outcome, Because]:
    """The result, and in one word why."""
    time = prediction.time
    if shown.came is not None:
        return _of_came(shown.came, time, at)
    if time.end >= NEVER:
        return "not yet due", "it names no time"
    if at < time.end:
        return "not yet due", "its time has not passed"
    if shown.ruled_out is not None:
        return "did not", "ruled out"
    if prediction.is_in_words:
        return "unknown", "only in words"
    return "unknown", "not established" if shown.told or has_engagements else "nobody tells"


def _of_came(came: Interval, time: Interval, at: Instant) -> tuple[Outcome, Because]:
    if came.end <= time.end:
        if at < time.end:
            return "came true", "came about before its time had passed"
        return "came true", "came about in its time"
    if came.start + 1 >= time.end:
        return "late", "came about afterwards"
    return "unknown", COME_ABOUT_SOMETIME


# --- What is shown ---------------------------------------------------------------------------


def came_about(prediction: Prediction, bench: Bench) -> tuple[CameAbout, tuple[Engagement, ...]]:
    """What the evidence shows, and the engagements that may be the one that was planned."""
    time, foreseen = prediction.time, prediction.foreseen
    match foreseen:
        case EventContent(deed=deed):
            return deed_came_about(deed, time, bench), ()
        case TotalContent(each=None, window=window) if window.start <= bench.agreement.in_force:
            return total_came_about(foreseen, bench), ()
        case TotalContent():
            return rate_came_about(foreseen, bench), ()
        case LevelContent():
            return level_came_about(foreseen, time, bench), ()
        case ActContent() | OccasionContent():
            return dated_came_about(*_dated(foreseen, bench), time, bench), ()
        case Engagement():
            held = tuple(one for one in bench.record.engagements if _is_held(one, foreseen))
            in_time = tuple(one for one in held if one.when.end > time.start)
            told = [(_as_claim(one), one.when) for one in in_time]
            shown = dated_came_about(told, (), time, bench)
            weighed = {claim.id for claim in shown.told}
            several = tuple(one for one in in_time if one.id in weighed)
            return CameAbout(shown.came, shown.ruled_out), several
        case _:
            return CameAbout(), ()


def _dated(
    foreseen: ActContent | OccasionContent, bench: Bench
) -> tuple[list[tuple[Claim, Interval]], list[tuple[Claim, Interval]]]:
    """The claims that the act was done or the occasion took place, and those that deny it."""
    about = [
        (claim, claim.content.when)
        for claim in bench.record.claims
        if isinstance(claim.content, ActContent | OccasionContent)
        and _is_the_same(claim.content, foreseen)
        and claim.content.when.start <= bench.record.reports[claim.report].published
    ]
    affirming = [one for one in about if one[0].stance in AFFIRMING]
    return affirming, [one for one in about if one[0].stance in DENYING]


def _is_the_same(
    told: ActContent | OccasionContent, foreseen: ActContent | OccasionContent
) -> bool:
    match told, foreseen:
        case ActContent(), ActContent():
            asked = {principal(actor) for actor in foreseen.actors}
            acting = {principal(actor) for actor in told.actors}
            return (told.act, told.target) == (foreseen.act, foreseen.target) and asked <= acting
        case OccasionContent(), OccasionContent():
            return told.occasion == foreseen.occasion
        case _:
            return False


def _is_held(held: Engagement, planned: Engagement) -> bool:
    """Of the same sort and the same people, and nothing told of the place or the others that
    differs."""
    return (
        held.status == "held"
        and held.kind == planned.kind
        and set(planned.actors) <= set(held.actors)
        and (None in (held.to, planned.to) or _alike(held.to, planned.to))
        and (
            not held.counterparts
            or not planned.counterparts
            or bool(set(held.counterparts) & set(planned.counterparts))
        )
    )


def _alike(one: str | None, other: str | None) -> bool:
    return principal(one or "") == principal(other or "")


def _as_claim(engagement: Engagement) -> Claim:
    """That it was held, as the claim that it is: somebody says so, through a chain."""
    return Claim(
        id=engagement.id,
        report=engagement.report,
        stance="says",
        chain=engagement.chain,
        content=PostureContent(engagement.kind, engagement.when),
        known=engagement.known,
    )


# --- What somebody says became of it ---------------------------------------------------------


def resolutions(prediction: Prediction, record: Record, at: Instant) -> tuple[Claim, ...]:
    """The claims that say what became of it, made by the instant."""
    return tuple(
        claim
        for claim in record.claims
        if isinstance(claim.content, ResolutionContent)
        and claim.content.entry in prediction.ids
        and claim.content.when.start <= at
    )


def settled_by(said: Sequence[Claim], prediction: Prediction, judge: Judge) -> Result | None:
    """The result that reaches the standard against the others. The camp of who made the
    prediction gains from its having come true, and nobody from anything else."""
    camp = voice_of(prediction.chain, judge.sources).camp
    own = frozenset({camp}) if camp else frozenset[str]()
    for result in RESULTS:
        supporting = [claim for claim in said if _result(claim) == result]
        opposing = [claim for claim in said if _result(claim) != result]
        gains = Stake(gain_for=own) if result == "came true" else Stake(gain_against=own)
        if supporting and decide(supporting, opposing, gains, judge)[2].sure:
            return result
    return None


def _result(claim: Claim) -> Result:
    assert isinstance(claim.content, ResolutionContent), "a resolution"
    return claim.content.result
