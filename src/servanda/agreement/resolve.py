"""Conditions and dates of an agreement: from what is written to what it means."""

from zoneinfo import ZoneInfo

from servanda.agreement import model
from servanda.language import phrase, tree
from servanda.language.phrase import Condition, Date, Month, Name
from servanda.language.resolve import Resolver
from servanda.language.vocabulary import ACTING, Vocabulary
from servanda.values.calendar import Calendar, add_to_day
from servanda.values.deed import with_share
from servanda.values.instant import NEVER, Duration, Instant

UTC = ZoneInfo("UTC")


class AgreementResolver(Resolver):
    """Looks up names, and places dates in the agreement's time zone."""

    def __init__(self, vocabulary: Vocabulary, calendar: Calendar) -> None:
        super().__init__(vocabulary)
        self.calendar = calendar

    # --- Dates -------------------------------------------------------------------------------

    def instant(self, date: Date) -> Instant:
        """The instant a date names; for a bare date the first of that day."""
        if date.clock is None:
            return self.calendar.midnight(date.day)
        if date.offset is not None:
            there = Calendar(UTC).instant(date.day, date.clock)
            return there - int(date.offset.total_seconds())
        if not self.calendar.exists(date.day, date.clock):
            message = (
                f"on {date.day} the clocks skip {date.clock:%H:%M} in {self.calendar.zone.key}"
            )
            hint = "write an hour that exists, or an offset"
            self.complain("no-such-local-time", date, message, hint)
        return self.calendar.instant(date.day, date.clock)

    def start(self, written: Date | Month) -> Instant:
        """The first instant of a date, a month or a year."""
        if isinstance(written, Month):
            return self.calendar.month(written.year, written.month).start
        return self.instant(written)

    def end(self, date: Date | Month) -> Instant:
        """The instant before which something is due by a date: for a bare one, when it ends."""
        if isinstance(date, Month):
            return self.calendar.month(date.year, date.month).end
        if date.clock is None:
            return self.calendar.midnight(add_to_day(date.day, Duration(1, "day")))
        return self.instant(date)

    # --- Conditions --------------------------------------------------------------------------

    def condition(self, written: Condition) -> model.Condition:
        match written:
            case phrase.EventHappened():
                return model.Happens(self.event(written.event))
            case phrase.DeedDone():
                return model.IsDone(with_share(self.deed(written.deed)))
            case phrase.StipulationStands():
                name, stage = self.stage(written.stipulation)
                holder = None if written.by is None else self.known(written.by, *ACTING)
                return model.StipulationIs(name, written.state, stage, holder)
            case phrase.PhaseOpen(declared_by=None):
                return model.PhaseIsOpen(self.known(written.phase, "phase"))
            case phrase.PhaseOpen(declared_by=Name() as holder):
                phase = self.known(written.phase, "phase")
                return model.PhaseIsDeclaredOpen(phase, self.known(holder, *ACTING))
            case phrase.ActorComplies():
                names = tuple(self.stipulation(name) for name in written.stipulations)
                return model.Complies(self.actor(written.actor), names)
            case phrase.LevelStandsAt():
                return model.LevelStands(self.level(written.level, written.stand))
            case phrase.DateCome():
                return model.DateHasCome(self.instant(written.date))
            case phrase.Delayed():
                return self.delayed(written)
            case phrase.Recent():
                return self.recent(written)
            case phrase.ToBeAgreed():
                return model.ToBeAgreed()
            case phrase.And():
                return model.All(tuple(self.condition(part) for part in written.parts))
            case phrase.Or():
                return model.Any(tuple(self.condition(part) for part in written.parts))
            case phrase.Not():
                return model.Not(self.condition(written.part))
            case _:
                raise AssertionError(f"no condition: {written}")

    def delayed(self, written: phrase.Delayed) -> model.Condition:
        """So long after an event, a deed or a date; of anything else only a duty can say it."""
        return model.Delayed(written.length.duration, self.counted_from(written.of))

    def counted_from(self, written: Condition) -> model.Happens | model.IsDone | model.DateHasCome:
        """What happens at one moment, from which days are counted."""
        inner = self.condition(written)
        if isinstance(inner, model.Happens | model.IsDone | model.DateHasCome):
            return inner
        message = "so long after what state? a delay is counted from an event, a deed or a date"
        hint = "name the deed; or give the duty a date: `within DURATION of CONDITION`"
        self.complain("delay-of-state", written, message, hint)
        return model.DateHasCome(NEVER)

    def recent(self, written: phrase.Recent) -> model.Condition:
        """Not longer ago than so: asked of a deed, or of an event that a deed defines."""
        inner = self.condition(written.of)
        if isinstance(inner, model.IsDone):
            return model.Recent(written.length.duration, inner.deed)
        if isinstance(inner, model.Happens):
            header = self.vocabulary.declared["event"].get(inner.event)
            if isinstance(header, tree.EventHeader) and header.deed is not None:
                return model.Recent(written.length.duration, with_share(self.deed(header.deed)))
        message = "so long after what? only a deed, or an event that is one, happens and is over"
        hint = "name the deed: `within 24 hours of ACTOR ACTION THING`"
        self.complain("delay-of-state", written.of, message, hint)
        return inner

    def date_of(self, event: str) -> Instant | None:
        """The date that the text itself gives an event, if it does."""
        header = self.vocabulary.declared["event"].get(event)
        if not isinstance(header, tree.EventHeader) or header.on is None:
            return None
        return self.instant(header.on)

    def event(self, name: Name) -> str:
        if self.vocabulary.has(name.text, "stipulation"):
            return self.known(name, "event", hint=f"write `{name.text} done`, or another state")
        if self.vocabulary.has(name.text, "phase"):
            return self.known(name, "event", hint=f"write `phase {name.text} open`")
        return self.known(name, "event")

    def stage(self, name: Name) -> tuple[str, str | None]:
        """A stipulation and, if the name is a path, its stage."""
        path = self.stipulation(name)
        if path in self.vocabulary.stages:
            stipulation, _, stage = path.rpartition("/")
            return stipulation, stage
        return path, None

    def stipulation(self, name: Name) -> str:
        if self.vocabulary.has(name.text, "phase"):
            return self.known(name, "stipulation", hint=f"write `phase {name.text} open`")
        return self.known(name, "stipulation")
