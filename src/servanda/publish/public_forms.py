"""How places, numbers, times and voices are told in public: each coarser, and none made stronger.

What is told of a smaller place is told of an area declared for this alone, a part of the one that
may be named: so a denial, a total or coverage of a village never becomes one of its whole district.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from math import floor

from servanda.agreement.model import Agreement, Area
from servanda.evidence.matching import principal
from servanda.publish.policy import Period, Policy, unattributed_actions
from servanda.publish.public_sides import addressed, allegiances, bystanders, may_have_done
from servanda.record.model import Chain, EventContent, Origin, Record, Source, TotalContent
from servanda.values.calendar import Calendar, first_of
from servanda.values.deed import Deed, LevelIs, Share
from servanda.values.instant import BEGINNING, NEVER, Instant, Interval
from servanda.values.quantity import UNBOUNDED, Range, exactly

UNTOLD_PLACE = "undisclosed-place"
UNTOLD_SOURCE = "undisclosed-source"
UNNAMED = "unnamed people"


# --- Numbers ---------------------------------------------------------------------------------


def steps_of(number: Range, step: int) -> Range:
    """The range from a multiple of the step to just below the next that holds a number: 0 stays 0,
    of fewer than a step it is told that there are some. Numbers in one step are told alike."""
    if step == 1:
        return number
    low = floor(number.low / step) * step
    if low == 0 and number.low >= 1:
        low = 1
    if number.high in (0, UNBOUNDED):
        return Range(min(low, number.high), number.high)
    high = (floor(number.high / step) + 1) * step
    return Range(low, high - 1 if number.high == int(number.high) else high)


def tens_of(percent: Range) -> Range:
    """A percentage of what may be few, between two tens."""
    return Range(floor(percent.low / 10) * 10, -floor(-percent.high / 10) * 10)


# --- Times -----------------------------------------------------------------------------------


def begin_of(instant: Instant, period: Period, calendar: Calendar) -> Instant:
    """The first instant of the period that holds an instant."""
    if not BEGINNING < instant < NEVER:
        return instant
    return calendar.midnight(first_of(calendar.local(instant).date(), period))


def end_of(instant: Instant, period: Period, calendar: Calendar) -> Instant:
    """The first instant, not before this one, at which a period begins."""
    start = begin_of(instant, period, calendar)
    if start == instant:
        return instant
    first = calendar.local(start).date()
    later = {"day": 1, "week": 7, "month": 31}[period]
    return calendar.midnight(first_of(first + timedelta(days=later), period))


# --- Everything that a claim is made of ------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Forms:
    """What one policy makes of places, deeds, times and chains."""

    agreement: Agreement
    sources: Mapping[str, Source]
    policy: Policy
    untold_authors: frozenset[str]  # actions
    held_back: frozenset[str]  # those of them that would be told of another than was claimed
    suspects: frozenset[str]  # actors who may have done one of these
    bystanders: frozenset[str]  # actors whose camp has no weight

    def when(self, when: Interval) -> Interval:
        """The whole periods in which it lies; the agreement's coming into force parts two, too,
        so that nothing after it is told as if it might have been before."""
        period, calendar = self.policy.period, self.agreement.calendar
        start = begin_of(when.start, period, calendar)
        if start < self.agreement.in_force <= when.start:
            start = self.agreement.in_force
        return Interval(start, end_of(max(when.end, when.start + 1), period, calendar))

    def known(self, known: Instant) -> Instant:
        """The last instant of the period in which it became known."""
        return end_of(known + 1, self.policy.period, self.agreement.calendar) - 1

    def whole_days(self, when: Interval) -> Interval:
        """The days through which all of it lies: a level is told for no day of which it was not
        said; of less than a day, for none."""
        calendar = self.agreement.calendar
        start = end_of(when.start, "day", calendar)
        return Interval(start, max(start, begin_of(when.end, "day", calendar)))

    def is_by_days(self, when: Interval) -> bool:
        calendar = self.agreement.calendar
        return all(begin_of(one, "day", calendar) == one for one in (when.start, when.end))

    # --- Places ----------------------------------------------------------------------------------

    def place(self, name: str | None) -> str | None:
        """The area, if it may be named, or else a part of the smallest around it that may be; what
        is no area is left as it is."""
        may = self.policy.places
        if name is None or may is None or name not in self.agreement.areas or name in may:
            return name
        around = (one for one in self._around(name) if one in may)
        return _part_of(next(around, None))

    def place_of_movement(self, name: str | None) -> str | None:
        """A part of the largest area around it that may be named: a route has no finer one."""
        if name is None or name not in self.agreement.areas:
            return name
        may = self.policy.places
        around = [one for one in (name, *self._around(name)) if may is None or one in may]
        return _part_of(around[-1] if around else None)

    def _around(self, name: str) -> list[str]:
        found: list[str] = []
        area = self.agreement.areas.get(name)
        while area is not None and area.within is not None and area.within not in found:
            found.append(area.within)
            area = self.agreement.areas.get(area.within)
        return found

    # --- Deeds -----------------------------------------------------------------------------------

    def is_movement(self, deed: Deed) -> bool:
        return self.policy.movements is not None and deed.action in self.policy.movements

    def deed(self, deed: Deed) -> Deed:
        """By nobody and to nobody, where no author is told; without a finer place or number than
        may be told."""
        deed = self.authorless(deed)
        place = self.place_of_movement if self.is_movement(deed) else self.place
        return replace(
            deed,
            to=place(deed.to),
            origin=place(deed.origin),
            via=place(deed.via),
            place=place(deed.place),
            thing=place(deed.thing),
            amount=self.amount(deed.amount, deed),
            shares=tuple(Share(s.class_name, self.number(s.amount, deed)) for s in deed.shares),
        )

    def is_untold(self, deed: Deed) -> bool:
        """Whether it is one of which no author is told."""
        return deed.action in self.untold_authors

    def authorless(self, deed: Deed) -> Deed:
        """By nobody and to nobody, where no author is told; any other as it is. To whom it was done
        would say who did it: where two owe it to each other, it was the other."""
        if not self.is_untold(deed):
            return deed
        return replace(
            deed,
            actors=(),
            via=None,
            mutual=False,
            author="withheld",
            thing=self._no_actor(deed.thing),
            to=self._no_actor(deed.to),
            origin=self._no_actor(deed.origin),
        )

    def _no_actor(self, name: str | None) -> str | None:
        """The name of a thing, an area or an event; nobody's."""
        known = self.agreement
        is_told = name in known.things or name in known.areas or name in known.events
        return name if is_told else None

    def amount(self, amount: Range | None, deed: Deed) -> Range | None:
        return None if amount is None else self.number(amount, deed)

    def number(self, number: Range, deed: Deed) -> Range:
        if deed.thing in self.policy.exact or self.policy.smallest_count == 1:
            return number
        if deed.percent:
            return tens_of(number)
        return steps_of(number, self.policy.smallest_count)

    def level(self, level: LevelIs, upper: float | None) -> tuple[LevelIs, float | None]:
        """A level that counts people or things, in steps; every other as it is."""
        if self.policy.smallest_count == 1 or not self._counts(level.level):
            return level, upper
        if upper is not None or level.comparison == "exactly":
            told = steps_of(Range(level.value, upper or level.value), self.policy.smallest_count)
            exact = replace(level, comparison="exactly", value=told.low)
            return exact, None if told.is_exact else told.high
        told = steps_of(exactly(level.value), self.policy.smallest_count)
        lowest = level.comparison in ("at-least", "above")
        return replace(level, value=told.low if lowest else told.high), None

    def _counts(self, level: str) -> bool:
        things = self.agreement.things.values()
        classes = self.agreement.classes.values()
        counted = {one.name for one in things if one.counted_by == level}
        counted |= {one.of for one in classes if one.counted_by == level}
        return bool(counted - self.policy.exact)

    # --- Voices ----------------------------------------------------------------------------------

    def chain(self, chain: Chain, known: Instant) -> Chain:
        """Sources that may not be named as one, unnamed people without their description."""
        via = tuple(self.source(one, known) for one in chain.via)
        unnamed = None if chain.origin.is_named else UNNAMED
        origin = Origin(self.source(chain.origin.source, known), unnamed)
        said = None if chain.said is None else begin_of(
            chain.said, self.policy.period, self.agreement.calendar
        )  # fmt: skip
        is_told = origin.source == chain.origin.source
        return Chain(origin, tuple(dict.fromkeys(via)), said if is_told else None)

    def is_of_a_suspect(self, chain: Chain) -> bool:
        """Whether anybody in it is, is of the camp of, or speaks for, at any time, an actor who may
        have done what is told of nobody."""
        return any(
            principal(actor) in self.suspects
            for name in (chain.origin.source, *chain.via)
            for actor in (name, *self._allegiances(name))
        )

    def _allegiances(self, name: str) -> Iterator[str]:
        return allegiances(self.sources[name]) if name in self.sources else iter(())

    def source(self, name: str, known: Instant) -> str:
        """The source, if it may be named; otherwise one that stands for all of its camp."""
        may = self.policy.sources
        if may is None or name in may:
            return name
        camp = self._camp(name, known)
        return UNTOLD_SOURCE if camp is None else f"{UNTOLD_SOURCE}-of-{camp}"

    def _camp(self, name: str, known: Instant) -> str | None:
        """Its camp, by which its word is to be taken. That of an actor that speaks itself would
        name it, and is told only where it has a weight."""
        source = self.sources.get(name)
        if source is None:  # unnamed people of an actor
            camp = principal(name) if principal(name) in self.agreement.actors else None
        else:
            camp = source.camp_at(known) or source.speaks_for_at(known)
        return None if camp == name and camp in self.bystanders else camp

    def untold_source(self, name: str) -> Source:
        """What is declared of a source that stands for others: its camp, so that it weighs no more
        than they do, and nothing by which it would have standing or reliability of its own. So that
        it corroborates nothing it is graded lowest, which says nothing of them, and is not told."""
        camp = name.removeprefix(f"{UNTOLD_SOURCE}-of-") if name != UNTOLD_SOURCE else None
        actor = self.agreement.actors.get(camp or "")
        of_whom = f" of the camp of {actor.title if actor else camp}" if camp else ""
        return Source(name, f"a source{of_whom}", camp=camp, grade="F", tells_grade=False)


def forms(
    agreement: Agreement,
    sources: Mapping[str, Source],
    policy: Policy,
    refused: frozenset[str] = frozenset(),
) -> Forms:
    """`refused` are the camps whose word a viewpoint does not take."""
    untold = unattributed_actions(agreement, policy)
    return Forms(
        agreement,
        sources,
        policy,
        untold,
        held_back=addressed(agreement, untold),
        suspects=may_have_done(agreement, untold),
        bystanders=bystanders(agreement, sources.values(), refused),
    )


def with_parts(agreement: Agreement, told: Record) -> Agreement:
    """The agreement with the areas that stand, in what is told, for places that are not."""
    named = set(_places_in(told))
    parts = {
        _part_of(area.name): Area(_part_of(area.name), f"a part of {area.title}", area.name)
        for area in agreement.areas.values()
    }
    parts[UNTOLD_PLACE] = Area(UNTOLD_PLACE, "a place that is not told")
    used = {name: area for name, area in parts.items() if name in named}
    return replace(agreement, areas={**agreement.areas, **used})


def _places_in(record: Record) -> Iterator[str | None]:
    for claim in record.claims:
        if isinstance(claim.content, EventContent | TotalContent):
            yield from _places_of(claim.content.deed)
    for area, deeds in (
        *((one.area, one.deeds) for one in record.coverage),
        *((one.area, one.deeds) for one in record.denied),
    ):
        yield area
        for deed in deeds:
            yield from _places_of(deed)
    yield from (one.to for one in record.engagements)


def _places_of(deed: Deed) -> Iterator[str | None]:
    yield from (deed.place, deed.to, deed.origin, deed.via, deed.thing)


def _part_of(area: str | None) -> str:
    return UNTOLD_PLACE if area is None else f"part-of-{area}"
