"""Issues: propositions with their time and quantity bound, weighed for and against.

A quantity is not one proposition but many: "at least 3", "at least 4". Each is weighed on the
same ladder, so that a concession binds only the bound that hurts, and rival figures leave a range
instead of a mean.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from servanda.evidence.ladder import (
    Grade,
    Heard,
    Hearing,
    Ladder,
    Side,
    Stake,
    as_joint,
    carrying,
    grades,
)
from servanda.evidence.origins import voice_of
from servanda.evidence.standard_ladder import standard_ladder
from servanda.evidence.viewpoint import Viewpoint
from servanda.record.model import Claim, Source, Stance
from servanda.values.bounds import FALSE, TRUE, UNKNOWN, Truth
from servanda.values.instant import BEGINNING, Instant, Interval
from servanda.values.quantity import UNBOUNDED, Range

AFFIRMING: frozenset[Stance] = frozenset({"says", "admits", "finds", "rules"})
DENYING: frozenset[Stance] = frozenset({"denies"})
SILENCE = Side(Grade.NONE, Grade.NONE, ())  # a side for which nobody speaks


@dataclass(frozen=True, slots=True)
class Judge:
    """Everything about a question that weighing needs: the eyes and the standard.

    `settled` decides single issues by hand, for the joint enumeration of shared unknowns. `eyes`
    are those through which single things are seen, by identity, where not through the viewpoint's:
    so one side takes of another what it makes of an issue, a linkage or an act. What was heard of
    an issue does not hang on the standard: `heard` keeps it for the next one.
    """

    viewpoint: Viewpoint
    proof: Grade
    sources: Mapping[str, Source]
    settled: Mapping[str, bool]
    eyes: Mapping[str, Viewpoint] = field(default_factory=dict)
    heard: "dict[Hashable, Balance]" = field(default_factory=dict, compare=False, repr=False)

    def of(self, identity: str) -> "Judge":
        """The judge of one thing."""
        other = self.eyes.get(identity)
        return self if other is None else self.seeing(other)

    def seeing(self, viewpoint: Viewpoint) -> "Judge":
        """The same through other eyes, to which nothing has been told yet."""
        return replace(self, viewpoint=viewpoint, eyes={}, heard={})

    @property
    def ladder(self) -> Ladder:
        return self.viewpoint.ladder or standard_ladder()


@dataclass(frozen=True, slots=True)
class Threshold:
    """ "At least `amount`" (or more than it), weighed."""

    amount: float
    supporting: Side
    opposing: Side
    truth: Truth


@dataclass(frozen=True, slots=True)
class Issue:
    """One event, total or level as the claims about it leave it.

    `amount` holds what is established to what is claimed and not refuted. `shown_high` is what
    the claims establish as the most there was (infinite if they do not).
    """

    id: str
    kind: Literal["event", "total", "level"]
    when: Interval
    amount: Range
    shown_high: float
    thresholds: tuple[Threshold, ...]
    claims: tuple[Claim, ...]
    contested: bool
    excesses: tuple[Threshold, ...] = ()  # "more than `amount`", weighed

    @property
    def weighs_from(self) -> Instant:
        """From when it can weigh: an event once its time has begun, a total once its window is
        over. At the first instant of a day nothing dated to that day has happened yet."""
        if self.when.start == BEGINNING and self.kind != "total":
            return BEGINNING
        return self.when.end if self.kind == "total" else self.when.start + 1

    @property
    def truth(self) -> Truth:
        """Whether it happened at all."""
        return TRUE if self.amount.low > 0 else UNKNOWN if self.amount.high > 0 else FALSE


@dataclass(frozen=True, slots=True)
class Contest:
    """Both sides of "at least `amount`" (or "more than it"), before any standard of proof."""

    amount: float
    supporting: Side
    opposing: Side
    by_camp: Truth | None  # as a camp settles it whose word the viewpoint accepts

    def truth(self, proof: Grade) -> Truth:
        if self.by_camp is not None:
            return self.by_camp
        return outweighs(self.supporting, self.opposing, proof)


@dataclass(frozen=True, slots=True)
class Balance:
    """An issue before any standard of proof: what is said on both sides of each of its amounts,
    and the issue as each standard so far leaves it."""

    claims: tuple[Claim, ...]
    thresholds: tuple[Contest, ...]
    excesses: tuple[Contest, ...]  # of "more than" each of the amounts
    contested: bool
    issues: dict[Hashable, Issue] = field(default_factory=dict, compare=False, repr=False)


def weigh(
    identity: str,
    kind: Literal["event", "total", "level"],
    claims: Sequence[Claim],
    amount_of: Callable[[Claim], Range],
    when: Interval,
    stake: Stake,
    judge: Judge,
) -> Issue:
    """The issue that these claims make up, through the judge's eyes."""
    judge = judge.of(identity)
    claims = tuple(claims)
    amounts = tuple(amount_of(claim) for claim in claims)
    key = identity, kind, when, tuple(claim.id for claim in claims), amounts, stake
    balance = judge.heard.get(key)
    if balance is None or balance.claims != claims:
        balance = judge.heard[key] = _balance(claims, amounts, stake, judge)
    truths = tuple(one.truth(judge.proof) for one in balance.thresholds)
    more = tuple(one.truth(judge.proof) for one in balance.excesses)
    decision = judge.settled.get(identity)
    outcome = (truths, more, decision)
    if outcome not in balance.issues:
        thresholds = _judged(balance.thresholds, truths)
        excesses = _judged(balance.excesses, more)
        balance.issues[outcome] = Issue(
            id=identity,
            kind=kind,
            when=when,
            amount=settled_amount(_range(thresholds), decision),
            shown_high=next((e.amount for e in excesses if not e.truth.possible), UNBOUNDED),
            thresholds=thresholds,
            claims=claims,
            contested=balance.contested,
            excesses=excesses,
        )
    return balance.issues[outcome]


def _judged(contests: Sequence[Contest], truths: Sequence[Truth]) -> tuple[Threshold, ...]:
    return tuple(
        Threshold(one.amount, one.supporting, one.opposing, truth)
        for one, truth in zip(contests, truths, strict=True)
    )


def settled(issue: Issue, decision: bool | None) -> Issue:
    """The issue decided by hand, or as it is."""
    return (
        issue if decision is None else replace(issue, amount=settled_amount(issue.amount, decision))
    )


def _balance(
    claims: tuple[Claim, ...], amounts: Sequence[Range], stake: Stake, judge: Judge
) -> Balance:
    said = {claim.id: amount for claim, amount in zip(claims, amounts, strict=True)}

    def amount_of(claim: Claim) -> Range:
        return said[claim.id]

    return Balance(
        claims,
        tuple(
            _threshold(amount, claims, amount_of, stake, judge)
            for amount in _candidates(claims, amount_of)
        ),
        tuple(_excesses(claims, amount_of, stake, judge)),
        is_contested(claims, stake, judge) or is_overruled(claims, amount_of, stake, judge),
    )


def is_overruled(
    claims: Sequence[Claim], amount_of: Callable[[Claim], Range], stake: Stake, judge: Judge
) -> bool:
    """Whether a binding ruling stands against what others say: the dispute stays shown."""
    if "ruling" not in judge.ladder.contested_by:
        return False
    recognised = judge.viewpoint.recognises
    ruled = [c for c in claims if c.stance == "rules" and stake.may_find(c, recognised)]
    if not ruled:
        return False
    others = [c for c in claims if c not in ruled]
    return any(
        c.stance in DENYING
        or amount_of(c).low > amount_of(r).high
        or amount_of(c).high < amount_of(r).low
        for r in ruled
        for c in others
    )


def decide(
    supporting: Iterable[Claim], opposing: Iterable[Claim], stake: Stake, judge: Judge
) -> tuple[Side, Side, Truth]:
    """Both sides on the ladder, and what follows under the judge's standard of proof."""
    contest = _contest(0.0, supporting, opposing, stake, judge)
    return contest.supporting, contest.opposing, contest.truth(judge.proof)


def outweighs(supporting: Side, opposing: Side, proof: Grade) -> Truth:
    """The side that reaches the standard and surely got further than the other."""
    if supporting.grade >= proof and supporting.grade > opposing.possible:
        return TRUE
    if opposing.grade >= proof and opposing.grade > supporting.possible:
        return FALSE
    return UNKNOWN


def is_contested(claims: Iterable[Claim], stake: Stake, judge: Judge) -> bool:
    """A denial by someone with standing that names the issue, or a plea by who admits the deed;
    as far as the ladder lets them contest."""
    by = judge.ladder.contested_by
    return any(
        ("denial" in by and claim.stance in DENYING and has_standing(claim, stake, judge))
        or ("plea" in by and claim.plea is not None)
        for claim in claims
    )


def has_standing(claim: Claim, stake: Stake, judge: Judge) -> bool:
    """The bearer or the beneficiary by an authorised voice, a competent body, or a source that can
    see for itself; those of them whom the ladder gives standing."""
    voice, standing = voice_of(claim.chain, judge.sources), judge.ladder.standing
    sides = (stake.gain_for | stake.gain_against) - stake.third
    role = "bearer" if voice.binds in stake.bearers else "beneficiary"
    return (
        (voice.binds in sides and role in standing)
        or ("competent body" in standing and stake.may_find(claim, judge.viewpoint.recognises))
        or ("stated access" in standing and voice.has_access)
    )


def _contest(
    amount: float,
    supporting: Iterable[Claim],
    opposing: Iterable[Claim],
    stake: Stake,
    judge: Judge,
) -> Contest:
    for_side = _side(supporting, stake.of_those_for, stake, judge)
    against_side = _side(opposing, stake.of_those_against, stake, judge)
    return Contest(amount, for_side, against_side, _settled_by_camp(for_side, against_side, judge))


# --- One side --------------------------------------------------------------------------------


def _side(
    claims: Iterable[Claim],
    stake_in: Callable[[Claim], tuple[frozenset[str], frozenset[str]]],
    stake: Stake,
    judge: Judge,
) -> Side:
    every = (_heard(claim, stake_in(claim), judge) for claim in claims)
    heard = tuple(one for one in every if not _is_refused(one, judge.viewpoint))
    if not heard:
        return SILENCE
    verifiers = stake.verifiers | judge.viewpoint.recognises
    hearing = Hearing(heard, verifiers, stake.limited)
    joint = as_joint(hearing, stake.mutual, judge.ladder)
    grade, possible = grades(joint, judge.ladder)
    claims = tuple(one.claim for one in heard)
    return Side(grade, possible, claims, carrying(joint, grade, judge.ladder))


def _heard(claim: Claim, stake: tuple[frozenset[str], frozenset[str]], judge: Judge) -> Heard:
    gaining, losing = stake
    voice = voice_of(claim.chain, judge.sources)
    return Heard(claim, voice, voice.camp in gaining, voice.binds in losing)


def _is_refused(one: Heard, viewpoint: Viewpoint) -> bool:
    return one.voice.camp in viewpoint.refuses and one.gains


def _settled_by_camp(for_side: Side, against_side: Side, judge: Judge) -> Truth | None:
    """A camp that the viewpoint accepts settles an issue on which it speaks with one voice."""
    if not judge.viewpoint.accepts:
        return None
    speaks_for = _speaks(for_side, judge)
    speaks_against = _speaks(against_side, judge)
    if speaks_for == speaks_against:
        return None
    return TRUE if speaks_for else FALSE


def _speaks(side: Side, judge: Judge) -> bool:
    accepted = judge.viewpoint.accepts
    return any(voice_of(claim.chain, judge.sources).camp in accepted for claim in side.claims)


# --- Quantities ------------------------------------------------------------------------------


def _candidates(claims: Iterable[Claim], amount_of: Callable[[Claim], Range]) -> list[float]:
    amounts = {
        bound
        for claim in claims
        if claim.stance in AFFIRMING
        for bound in (amount_of(claim).low, amount_of(claim).high)
        if bound not in (0, UNBOUNDED)
    }
    return sorted(amounts)


def _threshold(
    amount: float,
    claims: Sequence[Claim],
    amount_of: Callable[[Claim], Range],
    stake: Stake,
    judge: Judge,
) -> Contest:
    supporting = [c for c in claims if c.stance in AFFIRMING and amount_of(c).low >= amount]
    opposing = [
        c
        for c in claims
        if (c.stance in AFFIRMING and amount_of(c).high < amount)
        or (c.stance in DENYING and amount_of(c).low <= amount)
    ]
    return _contest(amount, supporting, opposing, stake, judge)


def _range(thresholds: Sequence[Threshold]) -> Range:
    low = max((t.amount for t in thresholds if t.truth.sure), default=0.0)
    high = max((t.amount for t in thresholds if t.truth.possible), default=0.0)
    return Range(low, max(low, high))


def settled_amount(amount: Range, decision: bool | None) -> Range:
    """What an issue amounts to that is decided by hand: all that is claimed, or what is sure."""
    if decision is None:
        return amount
    return Range(amount.high, amount.high) if decision else Range(amount.low, amount.low)


def _excesses(
    claims: Sequence[Claim], amount_of: Callable[[Claim], Range], stake: Stake, judge: Judge
) -> Iterator[Contest]:
    """Of each amount, whether there was more: the smallest of which that is refuted is shown to be
    the most there was."""
    affirming = [claim for claim in claims if claim.stance in AFFIRMING]
    for amount in sorted({amount_of(claim).high for claim in affirming}):
        supporting = [claim for claim in affirming if amount_of(claim).low > amount]
        opposing = [claim for claim in affirming if amount_of(claim).high <= amount]
        yield _contest(amount, supporting, opposing, stake, judge)
