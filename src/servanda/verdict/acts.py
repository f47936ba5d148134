"""Acts: what parties and bodies do to what was agreed, as claimed, weighed and put together.

Only what is said of the world counts (`says`, `admits`, `finds`, `rules`; against: `denies`); plans
and demands make no act. Offices act for their principal. The rules:

- Claims that one actor did one act (same verb, target and term) at times that overlap are about
  one *making* of it; its moment is what their times have in common.
- A making is true if the actor's own authorised voice says so; otherwise it climbs the ladder like
  any issue: the actor loses by it, and those gain whom the act serves. An extension, a waiver, a
  suspension, a certificate or an end serves whoever bears the target; a resumption or revocation
  the other parties; what is done to a whole instrument, any party. Overlapping denials stand
  against it.
- The makings of one act by different actors, in the order of their moments, are one act; an actor
  who is in it already begins another. `accept` of a target joins the latest act on it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from servanda.agreement.model import (
    Agreement,
    DeedClause,
    LevelClause,
    MayClause,
    TextClause,
)
from servanda.agreement.subjects import all_clauses
from servanda.evidence.issue import AFFIRMING, DENYING, Judge, decide, has_standing
from servanda.evidence.ladder import Stake
from servanda.evidence.matching import principal
from servanda.evidence.origins import voice_of
from servanda.language.acts import Act
from servanda.record.model import ActContent, Claim, Record
from servanda.values.bounds import FALSE, TRUE, Truth
from servanda.values.instant import Duration, Instant, Interval
from servanda.verdict.terms import parties

Term = tuple[Instant | None, Duration | None]  # of an extension: to when, or by how long


@dataclass(frozen=True, slots=True)
class Making:
    """One actor's part in an act: when, whether it was made, and on whose word."""

    actor: str
    when: Interval
    truth: Truth
    claims: tuple[Claim, ...]
    contested: bool

    def at(self, instant: Instant) -> Truth:
        """Possibly made from just after the first instant of its moment, surely once it is over."""
        if instant <= self.when.start:
            return FALSE
        return Truth(self.truth.sure and instant >= self.when.end, self.truth.possible)


@dataclass(frozen=True, slots=True)
class MadeAct:
    """One act on one target, with everybody's part in it, in the order of their moments."""

    act: Act
    target: str
    term: Term
    makings: tuple[Making, ...]
    number: int = 0  # which of several like it

    @property
    def identity(self) -> str:
        return f"act:{self.act}:{self.target}:{self.number}"

    @property
    def makers(self) -> frozenset[str]:
        return frozenset(making.actor for making in self.makings)

    @property
    def began(self) -> Instant:
        return self.makings[0].when.start

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Each claim once, though it may speak for several actors."""
        return tuple(dict.fromkeys(claim for making in self.makings for claim in making.claims))

    @property
    def contested(self) -> bool:
        return any(making.contested for making in self.makings)

    def part_of(self, actor: str) -> Making | None:
        return next((making for making in self.makings if making.actor == actor), None)


@dataclass(frozen=True, slots=True)
class Acts:
    """Every act that anybody is said to have done, in the order in which they began."""

    made: tuple[MadeAct, ...]

    def on(self, targets: Iterable[str]) -> tuple[MadeAct, ...]:
        wanted = frozenset(targets)
        return tuple(act for act in self.made if act.target in wanted)


def acts_in(agreement: Agreement, record: Record, judge: Judge) -> Acts:
    """The acts of the record, weighed by the judge."""
    said: dict[tuple[Act, str, Term], list[Claim]] = {}
    for claim in record.on(("act",)):
        if isinstance(claim.content, ActContent) and claim.stance in AFFIRMING | DENYING:
            said.setdefault(_kind_of(claim.content), []).append(claim)
    alone = [
        act
        for (kind, target, term), claims in said.items()
        if kind != "accept"
        for act in _rounds(kind, target, term, _makings(claims, agreement, judge))
    ]
    acts = sorted(alone, key=lambda act: (act.began, act.act, act.target))
    for (kind, target, _), claims in said.items():
        if kind == "accept":
            for making in _makings(claims, agreement, judge):
                acts = _accepted(acts, target, making)
    return Acts(tuple(_numbered(acts)))


# --- Makings ---------------------------------------------------------------------------------


def _kind_of(content: ActContent) -> tuple[Act, str, Term]:
    return content.act, content.target, (content.to, content.by)


def _makings(claims: Sequence[Claim], agreement: Agreement, judge: Judge) -> list[Making]:
    """Everybody's part, in the order of their moments."""
    actors = dict.fromkeys(principal(a) for claim in claims for a in _content(claim).actors)
    found = [
        _making(actor, when, said, [c for c in claims if c.stance in DENYING], agreement, judge)
        for actor in actors
        for when, said in _together([c for c in claims if _is_said_of(c, actor)])
    ]
    return sorted(found, key=lambda making: (making.when, making.actor))


def _together(claims: Sequence[Claim]) -> Iterator[tuple[Interval, list[Claim]]]:
    """Claims whose times overlap, with what those times have in common."""
    when: Interval | None = None
    said: list[Claim] = []
    for claim in sorted(claims, key=lambda claim: _content(claim).when):
        other = _content(claim).when
        if when is not None and when.overlaps(other):
            when = Interval(max(when.start, other.start), min(when.end, other.end))
            said.append(claim)
            continue
        if when is not None:
            yield when, said
        when, said = other, [claim]
    if when is not None:
        yield when, said


def _making(
    actor: str,
    when: Interval,
    said: Sequence[Claim],
    denials: Sequence[Claim],
    agreement: Agreement,
    judge: Judge,
) -> Making:
    denied = [
        claim
        for claim in denials
        if actor in map(principal, _content(claim).actors) and _content(claim).when.overlaps(when)
    ]
    served = _served_by(_content(said[0]), agreement)
    stake = Stake(served - {actor}, frozenset({actor}))
    truth = decide(said, denied, stake, judge)[2]
    if any(_is_own_word(claim, actor, judge) for claim in said):
        truth = TRUE
    contested = any(has_standing(claim, stake, judge) for claim in denied)
    return Making(actor, when, truth, (*said, *denied), contested)


def _served_by(content: ActContent, agreement: Agreement) -> frozenset[str]:
    name = content.target.rpartition("/")[0] or content.target
    stipulation = next((one for one in agreement.stipulations if one.name == name), None)
    if stipulation is None:
        return parties(agreement)
    bearers = frozenset(
        principal(actor)
        for clause in all_clauses(stipulation)
        if isinstance(clause, DeedClause | LevelClause | TextClause | MayClause)
        for actor in clause.bearers
    )
    against = content.act in ("resume", "decertify")
    return parties(agreement) - bearers if against else bearers


def _is_said_of(claim: Claim, actor: str) -> bool:
    return claim.stance in AFFIRMING and actor in map(principal, _content(claim).actors)


def _is_own_word(claim: Claim, actor: str, judge: Judge) -> bool:
    """An act is done by saying it: the actor's own authorised, named voice suffices."""
    voice, origin = voice_of(claim.chain, judge.sources), claim.chain.origin
    if not origin.is_named or voice.is_weak:
        return False
    return actor in (principal(origin.source), principal(voice.binds or ""))


def _content(claim: Claim) -> ActContent:
    assert isinstance(claim.content, ActContent), "an act"
    return claim.content


# --- Acts of several -------------------------------------------------------------------------


def _rounds(act: Act, target: str, term: Term, makings: Sequence[Making]) -> Iterator[MadeAct]:
    joined: list[Making] = []
    for making in makings:
        if any(making.actor == other.actor for other in joined):
            yield MadeAct(act, target, term, tuple(joined))
            joined = []
        joined.append(making)
    if joined:
        yield MadeAct(act, target, term, tuple(joined))


def _accepted(acts: Sequence[MadeAct], target: str, making: Making) -> list[MadeAct]:
    """The acts, the latest on the target begun before the acceptance was over joined by it."""
    ahead = [act for act in acts if act.target == target and act.began < making.when.end]
    if not ahead or ahead[-1].part_of(making.actor) is not None:
        return list(acts)
    latest = ahead[-1]
    parts = tuple(sorted((*latest.makings, making), key=lambda one: (one.when, one.actor)))
    return [replace(act, makings=parts) if act is latest else act for act in acts]


def _numbered(acts: Iterable[MadeAct]) -> Iterator[MadeAct]:
    seen: dict[tuple[Act, str], int] = {}
    for act in acts:
        number = seen.get((act.act, act.target), 0) + 1
        seen[act.act, act.target] = number
        yield replace(act, number=number)
