"""Declarations: acts that declare a phase open, weighed; and by which names single things are
taken from one viewpoint into another."""

from dataclasses import dataclass

from servanda.agreement.model import Agreement
from servanda.evidence.issue import AFFIRMING, DENYING, Judge, decide, is_contested
from servanda.evidence.ladder import Stake
from servanda.evidence.matching import principal
from servanda.evidence.origins import voice_of
from servanda.evidence.viewpoint import Viewpoint
from servanda.record.model import Claim, Record, StateContent
from servanda.values.bounds import FALSE, TRUE, UNKNOWN, Truth
from servanda.values.instant import NEVER, Interval
from servanda.values.timeline import Timeline, from_steps
from servanda.verdict.terms import parties


@dataclass(frozen=True, slots=True)
class Declaration:
    """An act that declares a phase open: when, on whose word, and whether it is recognised."""

    phase: str
    holder: str
    truth: Timeline[Truth]
    claims: tuple[Claim, ...]
    recognition: Truth  # surely, perhaps (nobody has said), or not
    contested: bool
    made: tuple[Claim, ...] = ()  # those by which it was made, here: by its holder, or in its place


def declaration_of(
    phase: str, holder: str, agreement: Agreement, record: Record, judge: Judge
) -> Declaration:
    """The act works from the first instant of its day, where it is recognised: in `neutral`
    because the clause names its holder, elsewhere because the viewpoint says so. An act of
    somebody else works where the viewpoint recognises that actor's acts."""
    viewpoint = judge.of(declaration_identity(phase, holder)).viewpoint
    judge = judge.of(declaring_identity(phase))
    about = [
        claim
        for claim in record.claims
        if isinstance(claim.content, StateContent)
        and claim.content.verb == "declare-open"
        and claim.content.subject == phase
    ]
    holders = {holder, *viewpoint.recognises_acts_of}
    made = [claim for claim in about if _actor_of(claim, record) in holders]
    denied = [claim for claim in about if claim.stance in DENYING]
    stake = Stake(gain_against=parties(agreement))
    affirmed = [claim for claim in made if claim.stance in AFFIRMING]
    _, _, truth = decide(affirmed, [], stake, judge)
    recognition = _recognition(holder, {_actor_of(claim, record) for claim in made}, viewpoint)
    start = min((_when(claim).start for claim in affirmed), default=NEVER)
    steps = [(start, truth & recognition)] if affirmed else []
    return Declaration(
        phase, holder, from_steps(FALSE, steps), tuple(about), recognition,
        is_contested(about, stake, judge) and bool(denied), tuple(affirmed),
    )  # fmt: skip


def _recognition(holder: str, makers: set[str], viewpoint: Viewpoint) -> Truth:
    """Whether the act counts: surely, not, or, where the viewpoint is silent, perhaps. Where the
    acts of its holder are rejected, nobody else's stands in for it."""
    if holder in viewpoint.rejects_acts_of:
        return FALSE
    if makers & viewpoint.recognises_acts_of:
        return TRUE
    return TRUE if viewpoint.acts_by_text else UNKNOWN


def _actor_of(claim: Claim, record: Record) -> str:
    """Whose act it is: the actor for whom the origin speaks."""
    camp = voice_of(claim.chain, record.sources).camp
    return principal(camp or claim.chain.origin.source)


def _when(claim: Claim) -> Interval:
    assert isinstance(claim.content, StateContent), "an act"
    return claim.content.when


# --- By which name a thing is taken from one viewpoint into another --------------------------


def linkage_identity(name: str, holder: str) -> str:
    return f"linkage:{holder}:{name}"


def finding_identity(claim: Claim) -> str:
    return f"finding:{claim.id}"


def declaration_identity(phase: str, holder: str) -> str:
    """Whether the holder's declaration counts."""
    return f"declared:{phase}:{holder}"


def declaring_identity(phase: str) -> str:
    """Whether anybody declared it at all."""
    return f"declaring:{phase}"
