"""The base of a percentage: how many there are of a thing, as the level that counts it stands."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from servanda.agreement.model import Agreement
from servanda.evidence.issue import Judge
from servanda.evidence.ladder import Stake
from servanda.evidence.level import LevelTrack, track_level
from servanda.evidence.matching import amount_in
from servanda.record.model import Claim, EventContent, Record, TotalContent
from servanda.values.deed import Deed
from servanda.values.instant import Instant
from servanda.values.quantity import UNBOUNDED, Range
from servanda.values.timeline import Timeline

Levels = Callable[[str], LevelTrack]  # a level by name, as this question sees it


@dataclass(frozen=True, slots=True)
class Base:
    """How many there are of a thing over time, within bounds; None while nobody has said.

    Classes that are left out are taken off: as many as the level that counts the class says, or,
    where nothing counts it, anything from none to all.
    """

    values: Timeline[Range | None]
    tracks: tuple[LevelTrack, ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(c for track in self.tracks for issue in track.issues for c in issue.claims)

    def share_at(self, percent: Range, instant: Instant) -> Range | None:
        """So many percent of it, in numbers; None while the base is not known."""
        base = self.values.at(instant)
        if base is None:
            return None
        return Range(_part(base.low, percent.low), _part(base.high, percent.high))


def base_of(deed: Deed, agreement: Agreement, levels: Levels) -> Base | None:
    """What a percentage in this deed is a percentage of; None where no level counts the thing."""
    thing = agreement.things.get(deed.thing or "")
    if thing is None or thing.counted_by is None:
        return None
    whole = levels(thing.counted_by)
    values, tracks = whole.values, [whole]
    for name in deed.excepting:
        counted_by = agreement.classes[name].counted_by
        if counted_by is None:
            values = values.map(_any_of)
            continue
        part = levels(counted_by)
        values, tracks = values.combine(part.values, _without), [*tracks, part]
    return Base(values, tuple(tracks))


@dataclass(slots=True)
class Measure:
    """How much claims speak of, in numbers: a claimed percentage is one of the base as it stood
    when the deed was done, and nothing countable where nobody knew the base."""

    deed: Deed
    class_name: str | None
    agreement: Agreement
    record: Record
    stake: Stake
    judge: Judge
    bases: dict[Deed, Base | None] = field(default_factory=dict)

    def amount(self, claim: Claim) -> Range:
        content = claim.content
        assert isinstance(content, EventContent | TotalContent), "only deeds have amounts"
        if not content.deed.percent or content.deed.amount is None:
            return amount_in(claim, self.class_name, self.deed.excepting)
        base = self._base(content.deed)
        when = content.when if isinstance(content, EventContent) else content.window
        share = base.share_at(content.deed.amount, when.end) if base else None
        return Range(0, UNBOUNDED) if share is None else share

    def _base(self, deed: Deed) -> Base | None:
        of = replace(deed, actors=(), amount=None)
        if of not in self.bases:
            self.bases[of] = base_of(of, self.agreement, self._level)
        return self.bases[of]

    def _level(self, name: str) -> LevelTrack:
        return track_level(name, self.record, self.stake.of_nobody(), self.judge)


def tracks_of(bases: Iterable[Base | None]) -> tuple[LevelTrack, ...]:
    """The levels on which any of the bases rests, each once."""
    return tuple(dict.fromkeys(track for base in bases if base for track in base.tracks))


def _without(whole: Range | None, part: Range | None) -> Range | None:
    if whole is None:
        return None
    if part is None:
        return _any_of(whole)
    return Range(max(0.0, whole.low - part.high), max(0.0, whole.high - part.low))


def _any_of(whole: Range | None) -> Range | None:
    return None if whole is None else Range(0.0, whole.high)


def _part(whole: float, percent: float) -> float:
    return UNBOUNDED if whole == UNBOUNDED else whole * percent / 100
