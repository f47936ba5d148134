"""The strip chart: each verdict's states over time, one strip each, in per cent of a width."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from types import MappingProxyType

from servanda.evidence.presence import Presence
from servanda.publish.presence_words import window_words
from servanda.publish.signs import Tone, tone
from servanda.publish.wording import Dates, state_words
from servanda.record.model import Coverage, DeniedAccess
from servanda.values.calendar import Calendar
from servanda.values.instant import Duration, Instant
from servanda.verdict.assessment import Step, Track

_MARGIN = 0.02  # room after the asked date, so that its mark is seen
_GLYPH_FROM = 3.0  # a segment at least this wide (per cent) carries its sign
_WORD_MARGIN, _LETTER = 4.0, 1.25  # and its word, where there is room for its letters


@dataclass(frozen=True, slots=True)
class Scale:
    """From instants to per cent of the width."""

    start: Instant
    asked: Instant
    end: Instant

    def place(self, instant: Instant) -> float:
        inside = min(max(instant, self.start), self.end)
        return round(100 * (inside - self.start) / (self.end - self.start), 3)


@dataclass(frozen=True, slots=True)
class Segment:
    """One state, from one instant to the next."""

    x: float
    width: float
    tone: Tone
    state: str
    words: str  # the state with its dates, for whoever cannot see the drawing
    follows_its_like: bool  # after another of its tone, so that an edge has to part them

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 3)

    @property
    def has_glyph(self) -> bool:
        return self.width >= _GLYPH_FROM

    @property
    def has_word(self) -> bool:
        return self.width >= _WORD_MARGIN + _LETTER * len(self.state)


@dataclass(frozen=True, slots=True)
class Watch:
    """From when to when somebody was there to see it, or was kept out."""

    x: float
    width: float
    has_access: bool
    words: str


@dataclass(frozen=True, slots=True)
class Strip:
    """One verdict's states over time, and who was there to see: what changes may be what was
    seen."""

    track: Track
    segments: tuple[Segment, ...]
    watches: tuple[Watch, ...] = ()

    @property
    def description(self) -> str:
        seen = (watch.words for watch in self.watches)
        return "; ".join((*(segment.words for segment in self.segments), *seen))


@dataclass(frozen=True, slots=True)
class Tick:
    """The beginning of a month on the axis."""

    x: float
    month: str
    year: str  # empty but for the first tick and for January


@dataclass(frozen=True, slots=True)
class Chart:
    strips: tuple[Strip, ...]
    ticks: tuple[Tick, ...]
    asked: float


def chart(
    tracks: Iterable[Track],
    start: Instant,
    asked: Instant,
    dates: Dates,
    presences: Mapping[str, Presence] = MappingProxyType({}),
) -> Chart:
    """From shortly before entry into force to the date asked about; `presences` by the names of
    what has tracks."""
    first = min(start, asked - 24 * 3600)
    scale = Scale(first, asked, asked + max(int((asked - first) * _MARGIN), 1))
    return Chart(
        strips=tuple(
            replace(
                _strip(track, scale, dates),
                watches=tuple(_watches(track, presences.get(track.name), scale, dates)),
            )
            for track in tracks
        ),
        ticks=_ticks(scale, dates.calendar),
        asked=scale.place(asked),
    )


def _strip(track: Track, scale: Scale, dates: Dates) -> Strip:
    steps = _merged(track.steps, scale)
    if not steps:
        return Strip(track, ())
    ends = [step.instant for step in steps[1:]] + [scale.asked]
    segments: list[Segment] = []
    for step, end in zip(steps, ends, strict=True):
        if end > scale.start:
            before = segments[-1].tone if segments else None
            segments.append(_segment(step, end, before, scale, dates))
    return Strip(track, tuple(segments))


def _watches(
    track: Track, presence: Presence | None, scale: Scale, dates: Dates
) -> Iterator[Watch]:
    """The windows that reach into the scale; who was kept out last, so that it is seen."""
    if presence is None:
        return
    windows: tuple[Coverage | DeniedAccess, ...] = (*presence.coverage, *presence.denied)
    for one in windows:
        if not presence.is_of(one, track.bearer):
            continue
        x = scale.place(one.window.start)
        width = round(scale.place(min(one.window.end, scale.asked)) - x, 3)
        if width > 0:
            has_access = isinstance(one, Coverage)
            what = "coverage" if has_access else "no access"
            yield Watch(x, width, has_access, f"{what}: {window_words(one, dates)}")


def _merged(steps: tuple[Step, ...], scale: Scale) -> list[Step]:
    """Only the steps that change the state as it is shown, within the scale."""
    shown = [step for step in steps if step.instant < scale.asked]
    changes = [
        after
        for before, after in pairwise(shown)
        if state_words(before.verdict) != state_words(after.verdict)
    ]
    return shown[:1] + changes


def _segment(step: Step, end: Instant, before: Tone | None, scale: Scale, dates: Dates) -> Segment:
    start = max(step.instant, scale.start)
    x = scale.place(start)
    state = state_words(step.verdict)
    until = "" if end >= scale.asked else f" to {dates.moment(end)}"
    return Segment(
        x=x,
        width=round(scale.place(end) - x, 3),
        tone=tone(step.verdict),
        state=state,
        words=f"{state} from {dates.moment(start)}{until}",
        follows_its_like=before == tone(step.verdict),
    )


def _ticks(scale: Scale, calendar: Calendar) -> tuple[Tick, ...]:
    """Every month that begins within the scale, or every so many where they would crowd."""
    first = calendar.local(scale.start).date().replace(day=1)
    begin = calendar.midnight(first)
    months = [begin]
    while months[-1] < scale.asked:
        months.append(calendar.anniversary(begin, Duration(len(months), "month")))
    inside = [each for each in months if scale.start <= each < scale.asked]
    step = max(1, -(-len(inside) // 12))
    return tuple(
        _tick(calendar.local(each).date(), scale.place(each), place == 0)
        for place, each in enumerate(inside[::step])
    )


def _tick(month: date, x: float, is_first: bool) -> Tick:
    year = f"{month:%Y}" if is_first or month.month == 1 else ""
    return Tick(x, f"{month:%b}", year)
