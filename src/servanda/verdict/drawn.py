"""What is drawn from the record for a question, and what an issue or a claim has to do with it."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from typing import Any

from servanda.agreement.model import Agreement
from servanda.evidence.counter import Counter
from servanda.evidence.issue import Issue
from servanda.evidence.level import LevelTrack
from servanda.evidence.matching import claims_about
from servanda.evidence.membership import JOIN, LEAVE
from servanda.record.model import Claim, EventContent, LevelContent, StateContent, TotalContent
from servanda.values.bounds import Truth
from servanda.values.deed import Deed, Share
from servanda.values.instant import BEGINNING
from servanda.values.timeline import Timeline, from_steps
from servanda.verdict.owed import Owed


@dataclass(frozen=True, slots=True)
class Done:
    """Whether a deed has been done, once done for good, and the evidence that says so."""

    truth: Timeline[Truth]
    counters: tuple[Counter, ...]
    tracks: tuple[LevelTrack, ...] = ()


def share_done(counter: Counter, share: Share) -> Timeline[Truth]:
    """Whether as much of a class as a share says has been done."""
    return counter.surely.combine(
        counter.claimed,
        lambda low, high: Truth(low >= share.amount.low, high >= share.amount.low),
    )


def whole_done(deed: Deed, counter: Counter, owed: Owed | None) -> Timeline[Truth]:
    """Whether as much as a deed says has been done."""
    both = counter.surely.combine(counter.claimed, lambda low, high: (low, high))
    if owed is None:
        target = deed.amount.low if deed.amount else 1
        return both.map(lambda known: Truth(known[0] >= target, known[1] >= target))
    instants = {*both.instants, *owed.changes()}
    before = owed.is_done(*both.at(BEGINNING), BEGINNING)
    return from_steps(before, [(t, owed.is_done(*both.at(t), t)) for t in instants])


def rests_on_any(drawn: object, issues: Container[str]) -> bool:
    """Whether something drawn is a matter of any of these issues."""
    match drawn:
        case Counter():
            own = any(issue.id in issues for issue in drawn.issues)
            return own or any(rests_on_any(track, issues) for track in drawn.bases)
        case LevelTrack():
            return any(issue.id in issues for issue in drawn.issues)
        case Done():
            return any(rests_on_any(one, issues) for one in (*drawn.counters, *drawn.tracks))
        case Issue():
            return drawn.id in issues
        case tuple():
            return any(rests_on_any(one, issues) for one in drawn)
        case _:
            return False


def seats(claim: Claim) -> bool:
    """Whether it may make somebody a member, or end a membership."""
    content = claim.content
    return isinstance(content, EventContent) and content.deed.action in (JOIN, LEAVE)


def touches(claim: Claim, key: tuple[Any, ...], drawn: object, agreement: Agreement) -> bool:
    """Whether something drawn might come out otherwise with one more claim."""
    name, *about = key
    match claim.content:
        case EventContent() | TotalContent():
            if name == "unattributed":
                return _is_labelled(claim) or _bears_on((about[0],), claim, agreement)
            deeds = about[0] if name == "counter" else about[:1]
            is_counted = name in ("counter", "shares", "done", "tallies")
            return is_counted and _bears_on(deeds, claim, agreement)
        case LevelContent(level=level):
            if name in ("level", "base_level"):
                return str(about[0]) == level.level
            return isinstance(drawn, Counter | Done)
        case StateContent():
            return name in ("findings", "declaration")
        case _:
            return True


def _is_labelled(claim: Claim) -> bool:
    return isinstance(claim.content, EventContent) and claim.content.label is not None


def _bears_on(deeds: Iterable[Deed], claim: Claim, agreement: Agreement) -> bool:
    return any(any(claims_about((claim,), deed, agreement)) for deed in deeds)
