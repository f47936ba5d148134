"""Declarations: acts that declare a phase open."""

from dataclasses import dataclass

from servanda.agreement.model import Agreement
from servanda.evidence.issue import AFFIRMING, DENYING, Judge, decide, is_contested
from servanda.evidence.ladder import Stake
from servanda.evidence.matching import principal
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


def declaration_of(
    phase: str, holder: str, agreement: Agreement, record: Record, judge: Judge
) -> Declaration:
    """The act works from the first instant of its day, where it is recognised: in `neutral`
    because the clause names its holder, elsewhere because the viewpoint says so. An act of
    somebody else works where the viewpoint recognises that actor's acts."""
    viewpoint = judge.viewpoint
    about = [
        claim
        for claim in record.on(("state",))
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
    start = min((when_of(claim).start for claim in affirmed), default=NEVER)
    steps = [(start, truth & recognition)] if affirmed else []
    return Declaration(
        phase, holder, from_steps(FALSE, steps), tuple(about), recognition,
        is_contested(about, stake, judge) and bool(denied),
    )  # fmt: skip


def _recognition(holder: str, makers: set[str], viewpoint: Viewpoint) -> Truth:
    """Whether the act counts: surely, not, or, where the viewpoint is silent, perhaps."""
    if makers & viewpoint.recognises_acts_of:
        return TRUE
    if holder in viewpoint.rejects_acts_of:
        return FALSE
    return TRUE if viewpoint.acts_by_text else UNKNOWN


def _actor_of(claim: Claim, record: Record) -> str:
    """Whose act it is: the actor for whom the origin speaks."""
    source = record.sources.get(claim.chain.origin.source)
    camp = source.camp if source else None
    return principal(camp or claim.chain.origin.source)


def when_of(claim: Claim) -> Interval:
    assert isinstance(claim.content, StateContent), "an act"
    return claim.content.when
