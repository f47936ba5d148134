"""The base of a percentage: how many there are of a thing, as the level that counts it stands.

A base is a number that several people count, not a state of the world that the last to speak
describes. So the latest figure of each origin stands until that origin gives another, and the
figures that stand are weighed against one another as if they were given on one day: rival ones
leave a range, a finding outranks what is only said, a ruling outranks both.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from math import floor

from servanda.agreement.model import Agreement
from servanda.evidence.issue import Issue, Judge, weigh
from servanda.evidence.ladder import Stake
from servanda.evidence.level import LevelTrack, Stand, level_claims, stand_of
from servanda.evidence.matching import amount_in
from servanda.evidence.speaking import level_range, when_said
from servanda.record.model import Claim, EventContent, Record, TotalContent
from servanda.values.deed import Deed
from servanda.values.instant import NEVER, Instant, Interval
from servanda.values.quantity import UNBOUNDED, Range
from servanda.values.timeline import Timeline, from_steps

Levels = Callable[[str], LevelTrack]  # a level by name, as this question sees it

NEARLY_NOTHING = 1e-6  # against the rounding of floating point


@dataclass(frozen=True, slots=True)
class Base:
    """How many there are of a thing over time, within established bounds; None while nobody has
    said. What is only claimed, and not well enough, bounds nothing.

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
        return Range(_whole(base.low, percent.low), _whole(base.high, percent.high))


def base_of(deed: Deed, agreement: Agreement, levels: Levels) -> Base | None:
    """What a percentage in this deed is a percentage of; None where no level counts the thing."""
    thing = agreement.things.get(deed.thing or "")
    if thing is None or thing.counted_by is None:
        return None
    whole = levels(thing.counted_by)
    values, tracks = whole.values.map(_bounds), [whole]
    for name in deed.excepting:
        counted_by = agreement.classes[name].counted_by
        if counted_by is None:
            values = values.map(_any_of)
            continue
        part = levels(counted_by)
        values, tracks = values.combine(part.values.map(_bounds), _without), [*tracks, part]
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
        if content.deed.amount is None and asks_number(self.deed):
            return Range(0 if self.class_name else 1, UNBOUNDED)  # how many is not said
        if not content.deed.percent or content.deed.amount is None:
            return amount_in(claim, self.class_name, self.deed.excepting)
        base = self._base(content.deed)
        when = content.when if isinstance(content, EventContent) else content.window
        share = base.share_at(content.deed.amount, when.end) if base else None
        if share is None:  # of no number, where a share is asked about; else once at least
            return Range(0, UNBOUNDED) if self.deed.percent else Range(1, UNBOUNDED)
        return share

    def _base(self, deed: Deed) -> Base | None:
        of = replace(deed, actors=(), amount=None)
        if of not in self.bases:
            self.bases[of] = base_of(of, self.agreement, self._level)
        return self.bases[of]

    def _level(self, name: str) -> LevelTrack:
        return track_base(name, self.record, self.stake.of_nobody(), self.judge)


def asks_number(deed: Deed) -> bool:
    """Whether it is a matter of how many, and not of whether."""
    return deed.amount is not None and (deed.percent or deed.amount.high > 1)


def track_base(level: str, record: Record, stake: Stake, judge: Judge) -> LevelTrack:
    """The level as the latest figures of all origins leave it. An issue that is settled by hand
    is its highest or its lowest figure."""
    claims = level_claims(record.on(("level", level)), level)
    instants = sorted({t for _, when in claims for t in (when.start, when.end) if t < NEVER})
    issues: list[Issue] = []
    steps: list[tuple[Instant, Stand | None]] = []
    for instant in instants:
        standing = _standing(claims, instant)
        if not standing:
            steps.append((instant, None))
            continue
        latest = max(standing, key=lambda claim: (when_said(claim).start, claim.id))
        identity, when = f"base:{level}:{latest.id}:{instant}", Interval(instant, NEVER)
        issue = weigh(identity, "level", standing, level_range, when, stake, judge)
        issues.append(issue)
        steps.append((issue.weighs_from, _settled(stand_of(issue), judge.settled.get(identity))))
    return LevelTrack(level, from_steps(None, steps), tuple(issues))


def _standing(claims: Sequence[tuple[Claim, Interval]], instant: Instant) -> tuple[Claim, ...]:
    """The latest figure of each origin, if it is said to hold at this instant: bounds that one
    origin gives from one moment on (`at least`, `at most`) go together."""
    latest: dict[tuple[str, str | None], list[tuple[Claim, Interval]]] = {}
    for claim, when in claims:
        if when.start <= instant:
            key = claim.chain.origin.source, claim.chain.origin.description
            said = latest.setdefault(key, [])
            if said and said[-1][1].start != when.start:
                said.clear()
            said.append((claim, when))
    standing = (claim for said in latest.values() for claim, when in said if instant < when.end)
    return tuple(sorted(standing, key=lambda claim: claim.id))


def _settled(stand: Stand | None, decision: bool | None) -> Stand | None:
    if stand is None or decision is None or stand.established.high == UNBOUNDED:
        return stand
    value = stand.established.high if decision else stand.established.low
    return Stand(Range(value, value), Range(value, value))


def _bounds(stand: Stand | None) -> Range | None:
    return None if stand is None else stand.established


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


def _whole(base: float, percent: float) -> float:
    """A share in whole units, where the base is in whole units: nobody owes four tenths of one."""
    part = _part(base, percent)
    is_counted = base < UNBOUNDED and base == int(base)
    return float(floor(part + NEARLY_NOTHING)) if is_counted else part


def _part(whole: float, percent: float) -> float:
    return UNBOUNDED if whole == UNBOUNDED else whole * percent / 100
