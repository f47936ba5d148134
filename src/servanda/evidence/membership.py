"""Members as claimed: who joined whom, and who left, where the agreement declares these words.

A member's deeds count as those of the actor it belongs to. A claimed membership counts from when
the joining surely was, and only if it reaches the standard of proof; a leaving that may have been
ends it from when it may have been. One that the text itself declares is ended only by a leaving
that is established.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from servanda.agreement.model import Actor, Agreement, Member
from servanda.evidence.counter import Counter, count
from servanda.evidence.issue import Issue, Judge
from servanda.evidence.ladder import Stake
from servanda.evidence.matching import principal
from servanda.record.model import Claim, EventContent, Record
from servanda.values.deed import Deed
from servanda.values.instant import NEVER, Instant

JOIN, LEAVE = "join", "leave"


@dataclass(frozen=True, slots=True)
class Joining:
    """What is claimed of one actor's membership in another."""

    member: str
    group: str
    joined: Counter
    left: Counter

    @property
    def claims(self) -> tuple[Claim, ...]:
        return (*self.joined.claims, *self.left.claims)


def joinings(agreement: Agreement, record: Record, judge: Judge) -> tuple[Joining, ...]:
    """Every member with what it is said to have joined or left; from that nobody gains."""
    if not {JOIN, LEAVE} & set(agreement.actions):
        return ()

    def counted(member: str, action: str, group: str) -> Counter:
        return count((Deed((member,), action, group),), agreement, record, Stake(), judge)

    return tuple(
        Joining(member, group, counted(member, JOIN, group), counted(member, LEAVE, group))
        for member, group in sorted(set(_pairs(agreement, record)))
    )


def with_members(agreement: Agreement, said: Sequence[Joining]) -> Agreement:
    """The agreement with the members that its actors surely had."""
    actors = dict(agreement.actors)
    for one in said:
        actors[one.group] = _with(actors[one.group], one)
    return replace(agreement, actors=actors) if said else agreement


def _pairs(agreement: Agreement, record: Record) -> Iterator[tuple[str, str]]:
    for claim in (*record.on(("deed", JOIN)), *record.on(("deed", LEAVE))):
        content = claim.content
        if not isinstance(content, EventContent) or content.deed.action not in (JOIN, LEAVE):
            continue
        group = content.deed.thing
        if group is not None and group in agreement.actors:
            yield from ((principal(actor), group) for actor in content.deed.actors)


def _with(group: Actor, said: Joining) -> Actor:
    declared = tuple(
        replace(one, end=_end(one.start, one.end, said.left.events, surely=True))
        if one.name == said.member
        else one
        for one in group.members
    )
    starts = [issue.when.end for issue in said.joined.events if issue.truth.sure]
    claimed = tuple(
        Member(said.member, start, _end(start, NEVER, said.left.events, surely=False))
        for start in starts
    )
    return replace(group, members=(*declared, *claimed))


def _end(start: Instant, end: Instant, left: Sequence[Issue], surely: bool) -> Instant:
    leavings = (
        issue.when.start
        for issue in left
        if issue.when.end > start and (issue.truth.sure if surely else issue.truth.possible)
    )
    return max(start, min((end, *leavings)))
