"""A second interpreter, deliberately plain, so that it can disagree with the engine.

It lives through an agreement from its first instant: at each one at which anything happens or falls
due, and at the second after it, every stipulation and phase takes every published step in turn:
acts, fulfilment, new instances, expiry, breach, suspension. Nothing is solved beforehand and
nothing is kept but how things stand. The order is the same for all, in a loop or not.
"""

import heapq
from collections.abc import Iterator, Mapping

from servanda.agreement import model
from servanda.agreement.model import Condition, DeedClause, LevelClause
from servanda.agreement.readings import clauses_in
from servanda.agreement.subjects import all_clauses, subjects
from servanda.evidence.ladder import Stake
from servanda.evidence.matching import principal
from servanda.values.bounds import FALSE, TRUE, UNKNOWN, Truth, known
from servanda.values.deed import Deed, LevelIs
from servanda.values.instant import BEGINNING, NEVER, Instant
from servanda.values.quantity import Range
from servanda.verdict.acts import acts_in
from tests.reference.acts_plain import Act, act_of, wider
from tests.reference.asking_plain import end_of_delay, holds, turns_of_recent
from tests.reference.breaches_plain import fail, note_failing
from tests.reference.conditions_plain import (
    any_of,
    conditions_in,
    in_order_of_waiting,
    leaves,
    named_in,
    sure_late,
)
from tests.reference.quotas import target, turns
from tests.reference.stages_plain import not_concerned, share_of, standings_of
from tests.reference.standing import Gate, Key, Standing, covers
from tests.reference.suspension_plain import consequences, suspend_all
from tests.reference.terms_plain import (
    act_on,
    box,
    fixed_dues,
    move_deadline,
    note_due,
    renew,
)
from tests.reference.testimony import Count, Testimony, parties
from tests.reference.told import compared

__all__ = ["Key", "Standing", "World"]
ALREADY_FOUND = ("find-done", "find-not-done", "find-partly-done", "find-substantially-done")


class World:
    """An agreement in one way of reading it, lived through from the beginning."""

    def __init__(self, testimony: Testimony, reading: Mapping[str, str]) -> None:
        self.testimony = testimony
        self.agreement = agreement = testimony.agreement
        self.calendar = agreement.calendar
        linkages = testimony.judge.viewpoint.linkages_of
        self.clauses = {
            one.name: clauses_in(one, reading.get(one.name), linkages)
            for one in subjects(agreement)
        }
        self.standings: list[Standing] = []
        for one in agreement.stipulations:
            self.standings.extend(standings_of(one, self.clauses[one.name], testimony))
        self.gates = {phase.name: self.gate_of(phase) for phase in agreement.phases}
        self.replacing = {one.name: list(self.replacing_it(one.name))
                          for one in agreement.stipulations}  # fmt: skip
        made = acts_in(agreement, testimony.record, testimony.judge).made
        viewpoint = testimony.judge.viewpoint
        self.acts = [act_of(each, self.clauses, agreement, viewpoint) for each in made]
        for standing in self.standings:
            standing.acts = [act for act in self.acts if self.is_on(act, standing.name, standing)]
        for gate in self.gates.values():
            gate.acts = [act for act in self.acts if self.is_on(act, gate.name, None)]
        waits = self.waits()
        self.waited_on = {other for others in waits.values() for other in others}
        self.order = in_order_of_waiting(waits, self.gates)
        self.note_what_is_sure_late()
        self.named = {
            name: [one for one in self.standings if one.name == name] for name in self.clauses
        }
        self.waited_for = list(dict.fromkeys(self.deeds_waited_for()))
        self.ever: dict[Deed, Truth] = {}
        self.before = BEGINNING
        self.still_shut: str | None = None  # a phase that is supposed not to have opened
        self.ahead: list[Instant] = sorted(self.foreseen())

    # --- What bears on what ----------------------------------------------------------------------

    def gate_of(self, phase: model.Phase) -> Gate:
        after_all = tuple(one.in_force for one in self.agreement.instruments
                          if one.name == phase.instrument and one.in_force is not None)  # fmt: skip
        return Gate(phase.name, self.clauses[phase.name], after_all, self.agreement.lapses)

    def things(self) -> list[Standing | Gate]:
        return [*self.standings, *self.gates.values()]

    def is_on(self, act: Act, name: str, standing: Standing | None) -> bool:
        """Whether an act is one on a stipulation or phase, or on all of which that is a part; one
        on a stage is on that stage alone."""
        of, _, stage = act.made.target.partition("/")
        if stage:
            return of == name and standing is not None and stage == standing.stage
        return act.made.target in wider(name, self.agreement)

    def note_what_is_sure_late(self) -> None:
        """Of which standing the clock, or the trigger, is sure only at the end of its day."""
        gates = {name: self.entries_of(gate) for name, gate in self.gates.items()}

        def is_late(*conditions: Condition) -> bool:
            return sure_late(model.All(conditions), self.agreement, self.clauses, gates)

        for one in self.standings:
            clock = one.starts_clock()
            one.clock_sure_late = clock is not None and is_late(clock)
            triggers = [*one.conditions(model.FromClause), *one.after_all]
            one.trigger_sure_late = is_late(*triggers)

    def entries_of(self, gate: Gate) -> list[Condition]:
        return [
            model.All((clause.condition, *gate.after_all))
            for clause in gate.clauses
            if isinstance(clause, model.BeginsClause | model.OpenWhileClause)
        ]

    def replacing_it(self, name: str) -> Iterator[str]:
        """What replaces a stipulation, but what it replaces in its turn."""
        for one in self.agreement.stipulations:
            replaced = {r for c in self.clauses[one.name] if isinstance(c, model.ReplacesClause)
                        for r in c.stipulations}  # fmt: skip
            if name in replaced and one.name not in self.may_replace(name):
                yield one.name

    def may_replace(self, name: str) -> set[str]:
        """All that a stipulation may replace, in any reading and however far, with itself."""
        found = {name}
        while True:
            more = {
                other
                for one in self.agreement.stipulations if one.name in found
                for clause in all_clauses(one) if isinstance(clause, model.ReplacesClause)
                for other in clause.stipulations
            } - found  # fmt: skip
            if not more:
                return found
            found |= more

    def waits(self) -> dict[str, list[str]]:
        found = {
            name: [other for each in conditions_in(clauses) for other in named_in(each)]
            for name, clauses in self.clauses.items()
        }
        for one in self.standings:
            for condition in (*one.after_all, *(each for each, _ in consequences(self, one))):
                found[one.name].extend(named_in(condition))
            for act in one.acts:
                for way in act.ways:
                    found[one.name].extend(named_in(way.window) if way.window else ())
        for name, others in self.replacing.items():
            found[name].extend(others)
        return found

    # --- Time ------------------------------------------------------------------------------------

    def live_until(self, at: Instant) -> None:
        """Everything that happens up to and at an instant."""
        while True:
            dues = [due for one in self.standings for due in fixed_dues(one) if due > self.before]
            ends = [end for one in self.standings for end in box(one, self.calendar)]
            asked = [one for one in self.standings if one.name in self.waited_on]
            told = [turn for one in asked for turn in turns(self, one)]
            coming = [*dues, *ends, *told, *self.ahead[:1]]
            following = min((one for one in coming if one > self.before), default=NEVER)
            while self.ahead and self.ahead[0] <= following:
                heapq.heappop(self.ahead)
            if following > at or following >= NEVER:
                if following < NEVER:
                    heapq.heappush(self.ahead, following)
                return
            was = self.picture()
            self.live(following)
            if was != self.picture():
                heapq.heappush(self.ahead, following + 1)

    def picture(self) -> list[tuple[Truth, ...]]:
        """What others may be waiting for."""
        return [
            *((one.triggered, one.suspended, one.ended, one.breach, one.released, one.expired)
              for one in self.standings),
            *((gate.is_open, gate.is_over, gate.suspended) for gate in self.gates.values()),
        ]  # fmt: skip

    def live(self, now: Instant) -> None:
        """One instant, step by step in the published order."""
        for act in self.acts:
            for way in act.ways:
                if way.window is not None and covers(way.moment, now):
                    way.note_held(holds(self, way.window, now - 1), now)
        for one in self.standings:
            move_deadline(one, now - self.before, self.calendar)
        for deed in self.waited_for:
            self.ever[deed] = self.ever.get(deed, FALSE) | self.has_happened(deed, now)
        for thing in self.things():
            act_on(thing, now, self.calendar)
        for one in self.standings:
            self.fulfil(one, now)
        self.begin_all(now)
        self.let_late_windows_open(now)
        for one in self.in_order():
            self.expire(one, now)
        for one in self.standings:
            note_failing(self, one, now)
        for one in self.standings:
            fail(self, one, now)
        suspend_all(self, now)
        self.begin_all(now)
        for act in self.acts:
            for way in act.ways:
                if way.window is not None and now >= way.effect.end:
                    way.held_since = way.held_since & holds(self, way.window, now)
        for one in self.standings:
            one.note_absence(now)
        self.before = now

    def let_late_windows_open(self, now: Instant) -> None:
        """Acts whose windows opened in the very moment in which they were done do work."""
        ways = [way for act in self.acts for way in act.ways if way.opens_by(now)]
        opened = [way for way in ways if way.window and holds(self, way.window, now).sure]
        for way in opened:
            way.held = TRUE
        for thing in self.things() if opened else ():
            act_on(thing, now, self.calendar)

    def foreseen(self) -> set[Instant]:
        """Every instant at which some evidence changes or a stated date comes."""
        found = {self.agreement.in_force}
        for one in self.standings:
            for count in (one.outcome, one.own, one.base, one.pieces, one.longer):
                found |= set(count.instants if count else ())
            first = one.first_day()
            found |= set(self.turns_of(first)) if first is not None else set()
            for clause in one.clauses:
                if isinstance(clause, model.GraceClause) and clause.duration and one.base:
                    found |= {self.calendar.after(at, clause.duration) for at in one.base.instants}
        for claim in self.testimony.record.claims:
            when = getattr(claim.content, "when", None) or getattr(claim.content, "window", None)
            if when is not None:
                found |= {when.start, when.start + 1, when.end, when.end + 1}
        for act in self.acts:
            for way in act.ways:
                found |= {way.effect.start, way.effect.start + 1, way.effect.end}
        for deed in self.waited_for:
            found |= set(self.count_of_deed(deed).instants)
        for condition in self.conditions():
            for leaf in leaves(condition):
                found |= set(self.turns_of(leaf))
        return {one for one in found if BEGINNING + 1 < one < NEVER}

    def turns_of(self, leaf: Condition) -> Iterator[Instant]:
        match leaf:
            case model.DateHasCome(instant):
                yield instant
            case model.Happens(event):
                on = self.agreement.events[event].on
                yield from () if on is None else (on,)
            case model.Delayed():
                yield from end_of_delay(self, leaf)
            case model.Recent():
                yield from turns_of_recent(self, leaf)
            case _:
                pass

    def conditions(self) -> Iterator[Condition]:
        for one in self.things():
            yield from conditions_in(one.clauses)
            yield from one.after_all
        if self.agreement.lapses is not None:
            yield self.agreement.lapses

    def deeds_waited_for(self) -> Iterator[Deed]:
        for condition in self.conditions():
            for leaf in leaves(condition):
                match leaf:
                    case model.IsDone(deed) | model.Delayed(_, model.IsDone(deed)):
                        yield deed
                    case model.Recent(_, deed):
                        yield deed
                    case model.Happens(event) | model.Delayed(_, model.Happens(event)):
                        deed_of = self.agreement.events[event].deed
                        if deed_of is not None:
                            yield deed_of

    def in_order(self) -> Iterator[Standing]:
        for name in self.order:
            yield from self.named.get(name, ())

    # --- The steps of an instant -----------------------------------------------------------------

    def finding(self, one: Standing, now: Instant) -> str | None:
        return self.testimony.finding(one.name, one.stake, now, one.path, one.is_whole)

    def fulfil(self, one: Standing, now: Instant) -> None:
        done, found = self.is_done_now(one, now), self.finding(one, now)
        if found in ALREADY_FOUND:
            done = known(found == "find-done")
        elif isinstance(one.owed, DeedClause) and one.base is None and one.done.sure:
            done = TRUE
        one.done = done
        was_sure = one.done_at.surely < NEVER
        one.done_at.note(done, now)
        if done.possible and not was_sure and one.base is None and one.outcome is not None:
            one.done_at.possibly = min(one.done_at.possibly, self.earliest(one, now))
        more = [clause for clause in one.clauses if isinstance(clause, model.LongerClause)]
        if more and one.longer is not None and not one.ended.sure:
            low, high = one.longer.surely(now), one.longer.claimed(now)
            high = low if high == float("inf") else high
            one.added = int(low // more[-1].amount), int(high // more[-1].amount)

    def is_done_now(self, one: Standing, now: Instant) -> Truth:
        match one.owed:
            case LevelClause():
                return FALSE if one.kind == "ban" else self.level(one.owed.level, one.stake, now)
            case DeedClause(each_period=None):
                assert one.outcome is not None
                low, high = one.outcome.surely(now), one.outcome.claimed(now)
                if one.counted is not None:
                    return one.counted.is_done(low, high, now)
                asked = self.asked(one, now)
                if one.base is not None and asked.high == 0:
                    return FALSE
                return Truth(low >= asked.high, high >= asked.low)
            case _:
                return FALSE

    def earliest(self, one: Standing, now: Instant) -> Instant:
        """The first instant from which on nothing excludes that it had been done: where a total
        or a finding tells of it, that may be long before anything was said."""
        told = [one.outcome, one.share.shares if one.share else None]
        counts = [count for count in told if isinstance(count, Count)]
        is_found = self.finding(one, now) == "find-done"
        ended = [t for c in counts for t in c.totals if t.when.end <= now and t.amount.high > 0]
        if not is_found and not ended:
            return NEVER
        findings = {when.start + 1 for claim in self.testimony.record.claims
                    if (when := getattr(claim.content, "when", None)) is not None}  # fmt: skip
        turns = {self.agreement.in_force, *findings, *(at for c in counts for at in c.instants)}
        said_at = min(now, one.done_at.possibly)
        turns = {at for at in turns if self.agreement.in_force <= at < said_at}
        open_since = NEVER
        for at in sorted(turns):
            if self.was_short(one, at) or not (is_found or self.perhaps_done(one, at, now)):
                open_since = NEVER
            else:
                open_since = min(open_since, at)
        return open_since

    def was_short(self, one: Standing, at: Instant) -> bool:
        assert one.outcome is not None and isinstance(one.owed, DeedClause)
        if self.finding(one, at) in ("find-not-done", "find-partly-done"):
            return True
        most = one.outcome.most(at)
        return one.share.is_short(most, at) if one.share else most < target(one.owed.deed).low

    def perhaps_done(self, one: Standing, at: Instant, now: Instant) -> bool:
        """Whether so much may have been done by an instant, as it is told by now."""
        assert one.outcome is not None and isinstance(one.owed, DeedClause)
        most, share = one.outcome.perhaps_by(at, now), one.share
        if share is None:
            return most >= target(one.owed.deed).low
        shares, percent = share.shares, share.percent
        if isinstance(shares, Count) and percent is not None:
            return shares.perhaps_by(at, now) >= percent or share.is_done(0, most, now).possible
        return share.is_done(0, most, now).possible

    def asked(self, one: Standing, now: Instant) -> Range:
        """How much is owed by now: what the text states, or so many for each."""
        assert isinstance(one.owed, DeedClause)
        number = target(one.owed.deed).low
        if one.base is None:
            return Range(number, number)
        return Range(one.base.surely(now) * number, one.base.claimed(now) * number)

    def begin_all(self, now: Instant) -> None:
        """Until nothing more begins: what begins may be what another waits for."""
        was = None
        while was != (was := self.picture()):
            for name in self.order:
                for one in self.named[name]:
                    self.begin(one, now)
                    others = any_of(self.is_triggered(each) for each in self.replacing[name])
                    one.superseded = one.replaced | others
                if name in self.gates:
                    self.open(self.gates[name], now)

    def is_triggered(self, name: str) -> Truth:
        all_of_it = [one.triggered for one in self.named[name]]
        return ~any_of(~each for each in all_of_it) if all_of_it else FALSE

    def begin(self, one: Standing, now: Instant) -> None:
        deadline, first = one.deadline(), one.first_day()
        triggers = one.conditions(model.FromClause)
        if first is not None:
            triggers.append(first)
        if not triggers and isinstance(deadline, model.WithinClause):
            triggers = [deadline.of]
        if not triggers and not one.after_all:
            triggers = [model.DateHasCome(self.agreement.in_force)]
        held = holds(self, model.All((*triggers, *one.after_all)), now)
        one.triggered = one.triggered | held
        one.triggered_at.note(one.triggered, now)
        starts = one.starts_clock()
        if starts is not None and one.clock.surely == NEVER:
            one.clock.note(holds(self, starts, now), now)
        note_due(one, self.calendar)

    def open(self, gate: Gate, now: Instant) -> None:
        gate.holding = TRUE
        entries = [clause for clause in gate.clauses if isinstance(clause, model.BeginsClause)]
        for clause in gate.clauses:
            if isinstance(clause, model.BeginsClause):
                entry = model.All((clause.condition, *gate.after_all))
                gate.opened = gate.opened | holds(self, entry, now)
                if self.had_it_stayed_shut(gate.name, entry, now).sure:
                    gate.opened = TRUE  # it either opened before, or opens now
            if isinstance(clause, model.OpenWhileClause):
                gate.holding = holds(self, model.All((clause.condition, *gate.after_all)), now)
                gate.opened = gate.opened | (FALSE if entries else gate.holding)
        for clause in gate.clauses:
            if isinstance(clause, model.EndsClause):
                gate.ended = gate.ended | (gate.opened & holds(self, clause.condition, now))
                for other in self.gates.keys() - {gate.name}:
                    ends = gate.opened & self.had_it_stayed_shut(other, clause.condition, now)
                    was = gate.ended_while_closed.get(other, FALSE)
                    gate.ended_while_closed[other] = was | ends
        if gate.lapses is not None:
            gate.lapsed = gate.lapsed | holds(self, gate.lapses, now)

    def had_it_stayed_shut(self, phase: str, condition: Condition, now: Instant) -> Truth:
        """Whether something would hold now in the case that a phase had not opened until now."""
        self.still_shut = phase
        truth = holds(self, condition, now)
        self.still_shut = None
        return truth

    def expire(self, one: Standing, now: Instant) -> None:
        one.expired = Truth(now >= one.due.surely, now >= min(one.due.possibly, one.due.surely))
        for clause in one.clauses:
            if isinstance(clause, model.RenewedClause):
                one.barred = one.barred | holds(self, clause.condition, now)
                one.barred_at.note(one.barred, now)
                renew(one, clause.notice, now, self.calendar)
        if not (one.extensions and one.deadline() is None and one.end_date() is not None):
            ends = one.conditions(model.UntilClause)
            one.over = one.over | holds(self, model.Any(tuple(ends)), now)
        if one.lapses is not None:
            one.over = one.over | holds(self, one.lapses, now)
        one.ended = one.over
        boxed = box(one, self.calendar)
        if boxed:
            one.ended = one.over | Truth(now >= max(boxed), now >= min(boxed))
        one.ended_at = min(one.ended_at, now) if one.ended.sure else NEVER

    # --- What is told ----------------------------------------------------------------------------

    def count_of_deed(self, deed: Deed) -> Count:
        return self.testimony.of_deed((deed,), self.gains_from(deed))

    def gains_from(self, deed: Deed) -> Stake:
        """From what a condition waits for the other parties gain."""
        actors = {principal(actor) for actor in deed.actors}
        others = parties(self.agreement) - actors
        if not parties(self.agreement) & actors:
            return Stake()
        aside = not_concerned(deed, frozenset(actors), self.agreement)
        return Stake(gain_for=others, third=aside)

    def has_happened(self, deed: Deed, now: Instant) -> Truth:
        """All of it, and of each class as much as the condition says."""
        count, stake = self.count_of_deed(deed), self.gains_from(deed)
        share = share_of(deed, stake, None, self.testimony)
        number = target(deed).low
        truth = Truth(count.surely(now) >= number, count.claimed(now) >= number)
        if share is not None:
            truth = share.is_done(count.surely(now), count.claimed(now), now)
        for each in deed.shares:
            part = self.testimony.of_deed((deed,), stake, each.class_name)
            asked = each.amount.low
            truth = truth & Truth(part.surely(now) >= asked, part.claimed(now) >= asked)
        return truth

    def reported(self, level: LevelIs, stake: Stake, now: Instant) -> Range | None:
        return self.testimony.of_level(level.level, stake).at(now)

    def level(self, level: LevelIs, stake: Stake, now: Instant) -> Truth:
        value = self.testimony.of_level(level.level, stake).shown(now)
        if value is None:
            return UNKNOWN
        return compared(level, value)
