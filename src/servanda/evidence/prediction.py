"""Predictions: what somebody promised, planned, expected or threatened, and engagements planned.

The same words of one origin, told in several places, are one prediction. A later one of the same
deed by the same actor takes nothing away from an earlier one: both stand, each tied to the other.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from servanda.evidence.matching import principal
from servanda.record.content import FORESEEING
from servanda.record.model import (
    Chain,
    Claim,
    Content,
    Engagement,
    EventContent,
    LevelContent,
    Origin,
    PostureContent,
    Record,
    TotalContent,
)
from servanda.values.deed import Deed
from servanda.values.instant import Instant, Interval
from servanda.values.quantity import Range

Entry: TypeAlias = Claim | Engagement
Foreseen: TypeAlias = Content | Engagement
Moved = Literal["to a later time", "to an earlier time", "at the same time"]


@dataclass(frozen=True, slots=True)
class Tie:
    """Another prediction of the same deed by the same actor, and how its time differs."""

    id: str
    moved: Moved
    other_number: bool  # it is of another number or standing


@dataclass(frozen=True, slots=True)
class Prediction:
    """Something that one origin said would come about within a time (`NEVER`: none was named)."""

    entries: tuple[Entry, ...]  # where it is told, the first first
    time: Interval
    announced: Instant  # when the first report of it appeared
    earlier: tuple[Tie, ...] = ()
    later: tuple[Tie, ...] = ()

    @property
    def id(self) -> str:
        return self.entries[0].id

    @property
    def ids(self) -> frozenset[str]:
        """Where it is told, and the entries in whose place these stand."""
        claims = (entry for entry in self.entries if isinstance(entry, Claim))
        corrected = (name for claim in claims for name in claim.corrects)
        return frozenset((*(entry.id for entry in self.entries), *corrected))

    @property
    def chain(self) -> Chain:
        return self.entries[0].chain

    @property
    def origin(self) -> Origin:
        return self.chain.origin

    @property
    def foreseen(self) -> Foreseen:
        first = self.entries[0]
        return first if isinstance(first, Engagement) else first.content

    @property
    def stance(self) -> Literal["promises", "plans", "expects", "threatens", "planned"]:
        first = self.entries[0]
        if isinstance(first, Engagement):
            return "planned"
        assert first.stance in FORESEEING, "only what lies ahead is foreseen"
        return first.stance  # type: ignore[return-value]

    @property
    def is_in_words(self) -> bool:
        """Nothing in it can be held against what happened."""
        return isinstance(self.foreseen, PostureContent)


def predictions(record: Record, at: Instant) -> tuple[Prediction, ...]:
    """Everything that had been said by `at` to come, in the order in which it was announced."""
    groups: dict[Hashable, list[Entry]] = {}
    for entry in _ahead(record):
        if _announced(entry, record) <= at:
            groups.setdefault(_identity(entry), []).append(entry)
    found = [
        Prediction(tuple(told), _time(told[0], record), _announced(told[0], record))
        for group in groups.values()
        for told in [sorted(group, key=lambda one: (_announced(one, record), one.id))]
    ]
    found.sort(key=lambda one: (one.announced, one.id))
    return tuple(_tied(one, found) for one in found)


def _ahead(record: Record) -> Iterator[Entry]:
    yield from (claim for claim in record.claims if claim.stance in FORESEEING)
    yield from (one for one in record.engagements if one.status == "planned")


def _announced(entry: Entry, record: Record) -> Instant:
    return record.reports[entry.report].published


def _identity(entry: Entry) -> Hashable:
    """One origin, one content, one time: however often it is told."""
    if isinstance(entry, Claim):
        return entry.chain.origin, entry.stance, entry.content
    who = frozenset(entry.counterparts)
    return entry.chain.origin, entry.kind, entry.actors, entry.to, who, entry.when


def _time(entry: Entry, record: Record) -> Interval:
    """Within what it is to come: what had happened before it was said is no part of it. A total
    counts over its own window."""
    if isinstance(entry, Claim) and isinstance(entry.content, TotalContent):
        return entry.content.window
    when = entry.when if isinstance(entry, Engagement) else _when(entry.content)
    return Interval(min(max(when.start, _announced(entry, record)), when.end), when.end)


def _when(content: Content) -> Interval:
    assert not isinstance(content, TotalContent), "a total has a window"
    return content.when


# --- The same deed again ---------------------------------------------------------------------


def _tied(one: Prediction, every: Sequence[Prediction]) -> Prediction:
    alike = [other for other in every if other.id != one.id and _is_same_deed(one, other)]
    earlier = (_tie(other, other, one) for other in alike if other.announced < one.announced)
    later = (_tie(other, one, other) for other in alike if other.announced > one.announced)
    return replace(one, earlier=tuple(earlier), later=tuple(later))


def _tie(named: Prediction, first: Prediction, second: Prediction) -> Tie:
    """How the time of the second differs; a time that is no longer named is a later one."""
    amounts = _amount(first.foreseen), _amount(second.foreseen)
    ends = first.time.end, second.time.end
    moved: Moved = "to a later time" if ends[1] > ends[0] else "at the same time"
    if ends[1] < ends[0]:
        moved = "to an earlier time"
    return Tie(named.id, moved, amounts[0] != amounts[1])


def _amount(foreseen: Foreseen) -> Range | None:
    return foreseen.deed.amount if isinstance(foreseen, EventContent | TotalContent) else None


def _is_same_deed(one: Prediction, other: Prediction) -> bool:
    here, there = one.foreseen, other.foreseen
    match here, there:
        case Engagement(), Engagement():
            return _is_same_engagement(here, there)
        case LevelContent(level=level), LevelContent(level=stand):
            return level == stand
        case EventContent() | TotalContent(), EventContent() | TotalContent():
            return _is_rate(here) == _is_rate(there) and _is_same(here.deed, there.deed)
        case _:
            return False


def _is_rate(content: EventContent | TotalContent) -> bool:
    return isinstance(content, TotalContent) and content.each is not None


def _is_same_engagement(one: Engagement, other: Engagement) -> bool:
    return one.kind == other.kind and one.actors == other.actors and one.to == other.to


def _is_same(one: Deed, other: Deed) -> bool:
    """The same action on the same thing by one of the same actors."""
    return (
        (one.action, one.thing) == (other.action, other.thing)
        and _agree(one.to, other.to)
        and _agree(one.place, other.place)
        and bool(set(one.actors) & set(other.actors))
    )


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or principal(one) == principal(other)


def by_id(found: Iterable[Prediction]) -> dict[str, Prediction]:
    """Every prediction under each of the ids at which it is told."""
    return {name: one for one in found for name in one.ids}
