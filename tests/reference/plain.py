"""A second interpreter, deliberately plain, so that it can disagree with the engine.

It lives through an agreement from its first instant: at each one at which anything happens or falls
due, and at the second after it, every stipulation and phase takes every published step in turn:
fulfilment, new instances, expiry, breach, suspension. Nothing is solved beforehand and nothing is
kept but how things stand. The order is the same for all, in a loop or not.
"""

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from servanda.agreement import model
from servanda.agreement.model import Agreement, Condition, DeedClause, LevelClause, TextClause
from servanda.agreement.readings import clauses_in
from servanda.evidence.ladder import Stake
from servanda.evidence.matching import principal
from servanda.values.bounds import FALSE, TRUE, UNKNOWN, Truth, known
from servanda.values.deed import Deed, LevelIs
from servanda.values.instant import BEGINNING, NEVER, Instant
from servanda.values.quantity import Range
from tests.reference.quotas import falls_short, target
from tests.reference.testimony import Count, Testimony, parties

Key = tuple[str, tuple[str, ...], int]  # name, bearer, number of the limb among the bearer's
Limb = DeedClause | LevelClause | TextClause


@dataclass
class Moment:
    """A moment within bounds: when it possibly came, and when it surely had."""

    possibly: Instant = NEVER
    surely: Instant = NEVER

    def note(self, truth: Truth, at: Instant) -> None:
        if not truth.possible and self.surely == NEVER:
            self.possibly = NEVER
        if truth.possible and self.possibly == NEVER:
            self.possibly = at
        if truth.sure and self.surely == NEVER:
            self.surely = at


@dataclass
class Incident:
    """What was so, all through the time of an incident and at any instant of it."""

    forces: list[Truth] = field(default_factory=list)
    exceptions: list[Truth] = field(default_factory=list)
    over: bool = False


@dataclass
class Standing:
    """How one bearer stands with one limb."""

    name: str
    kind: str
    bearer: tuple[str, ...]
    limb: int
    owed: Limb
    clauses: tuple[model.Clause, ...]
    outcome: Count | None = None
    own: Count | None = None
    base: Count | None = None
    stake: Stake = field(default_factory=Stake)
    of_class: str | None = None

    triggered: Truth = FALSE
    triggered_at: Moment = field(default_factory=Moment)
    clock: Moment = field(default_factory=Moment)
    due: Moment = field(default_factory=Moment)
    done: Truth = FALSE
    done_at: Moment = field(default_factory=Moment)
    expired: Truth = FALSE
    ended: Truth = FALSE
    ended_at: Instant = NEVER
    suspended: Truth = FALSE
    excused: Truth = FALSE
    failed: Truth = FALSE
    breach: Truth = FALSE
    shown_short: bool = False
    incidents: dict[str, Incident] = field(default_factory=dict)
    confirmed: set[str] = field(default_factory=set)
    alleged: set[str] = field(default_factory=set)
    excused_incidents: set[str] = field(default_factory=set)

    @property
    def key(self) -> Key:
        return self.name, self.bearer, self.limb

    @property
    def in_force(self) -> Truth:
        return self.triggered & ~self.ended & ~self.suspended

    @property
    def has_deadline(self) -> bool:
        return self.due.possibly < NEVER or self.due.surely < NEVER

    def conditions(self, kind: type[model.FromClause] | type[model.UntilClause] |
                   type[model.UnlessClause]) -> list[Condition]:  # fmt: skip
        return [clause.condition for clause in self.clauses if isinstance(clause, kind)]

    def suspensions(self) -> Iterator[tuple[Condition, bool]]:
        for clause in self.clauses:
            if isinstance(clause, model.WhileClause):
                yield model.Not(clause.condition), False
            if isinstance(clause, model.SuspendedWhileClause):
                yield clause.condition, clause.clock == "stops"

    def has(self, kind: type[model.Clause]) -> bool:
        return any(isinstance(clause, kind) for clause in self.clauses)

    def deadline(self) -> model.WithinClause | model.ByDateClause | model.ByAgreementClause | None:
        found = None
        for clause in self.clauses:
            if isinstance(
                clause, model.WithinClause | model.ByDateClause | model.ByAgreementClause
            ):
                found = clause
        return found

    def stops(self) -> bool:
        return any(stops for _, stops in self.suspensions())

    def effort(self) -> list[bool]:
        """For each "best effort": whether it is owed only afterwards."""
        return [c.afterwards for c in self.clauses if isinstance(c, model.BestEffortClause)]


@dataclass
class Gate:
    """How a phase stands."""

    name: str
    clauses: tuple[model.Clause, ...]
    opened: Truth = FALSE
    ended: Truth = FALSE

    @property
    def is_open(self) -> Truth:
        return self.opened & ~self.ended


class World:
    """An agreement in one way of reading it, lived through from the beginning."""

    def __init__(self, testimony: Testimony, reading: Mapping[str, str]) -> None:
        self.testimony = testimony
        self.agreement = testimony.agreement
        self.calendar = self.agreement.calendar
        linkages = testimony.judge.viewpoint.linkages_of
        self.standings: list[Standing] = []
        for one in self.agreement.stipulations:
            clauses = clauses_in(one, reading.get(one.name), linkages)
            self.standings.extend(standings_of(one, clauses, testimony))
        self.gates = {
            phase.name: Gate(phase.name, clauses_in(phase, reading.get(phase.name), linkages))
            for phase in self.agreement.phases
        }
        self.order = in_order_of_waiting(self.standings, self.gates)
        self.ever: dict[Deed, Truth] = {}
        self.before = BEGINNING
        self.ahead: list[Instant] = sorted(self.foreseen())

    # --- Time ------------------------------------------------------------------------------------

    def live_until(self, at: Instant) -> None:
        """Everything that happens up to and at an instant."""
        while True:
            dues = [due for one in self.standings for due in fixed_dues(one) if due > self.before]
            boxes = [end for one in self.standings for end in self.box(one) if end > self.before]
            coming = [*dues, *boxes, *self.ahead[:1]]
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
            *((one.triggered, one.suspended, one.ended, one.breach) for one in self.standings),
            *((gate.opened, gate.ended) for gate in self.gates.values()),
        ]

    def live(self, now: Instant) -> None:
        """One instant, step by step in the published order."""
        for one in self.standings:
            move_deadline(one, now - self.before)
        for deed in self.deeds_waited_for():
            self.ever[deed] = self.ever.get(deed, FALSE) | self.has_happened(deed, now)
        for one in self.standings:
            self.fulfil(one, now)
        self.begin_all(now)
        for one in self.in_order():
            self.expire(one, now)
        failing = [self.failing(one, now) for one in self.standings]
        for one, failed in zip(self.standings, failing, strict=True):
            self.breach(one, failed, now)
        self.suspend_all(now)
        self.begin_all(now)
        self.before = now

    def foreseen(self) -> set[Instant]:
        """Every instant at which some evidence changes or a stated date comes."""
        found = {self.agreement.in_force}
        for one in self.standings:
            for count in (one.outcome, one.own, one.base):
                found |= set(count.instants if count else ())
        for claim in self.testimony.record.claims:
            when = getattr(claim.content, "when", None) or getattr(claim.content, "window", None)
            if when is not None:
                found |= {when.start, when.start + 1, when.end, when.end + 1}
        for condition in self.conditions():
            found |= {leaf.instant for leaf in leaves(condition)
                      if isinstance(leaf, model.DateHasCome)}  # fmt: skip
        return {one for one in found if BEGINNING + 1 < one < NEVER}

    def conditions(self) -> Iterator[Condition]:
        for clauses in [*(one.clauses for one in self.standings),
                        *(gate.clauses for gate in self.gates.values())]:  # fmt: skip
            yield from conditions_in(clauses)

    def deeds_waited_for(self) -> Iterator[Deed]:
        for condition in self.conditions():
            for leaf in leaves(condition):
                match leaf:
                    case model.IsDone(deed):
                        yield deed
                    case model.Happens(event):
                        deed_of = self.agreement.events[event].deed
                        if deed_of is not None:
                            yield deed_of

    def in_order(self) -> Iterator[Standing]:
        for name in self.order:
            yield from (one for one in self.standings if one.name == name)

    def box(self, one: Standing) -> list[Instant]:
        return [
            self.calendar.after(moment, clause.duration)
            for clause in one.clauses
            if isinstance(clause, model.ForClause)
            for moment in (one.triggered_at.possibly, one.triggered_at.surely)
        ]

    # --- The steps of an instant -----------------------------------------------------------------

    def fulfil(self, one: Standing, now: Instant) -> None:
        done = self.is_done_now(one, now)
        found = self.testimony.finding(one.name, one.stake, now)
        if found in ("find-done", "find-not-done"):
            done = known(found == "find-done")
        elif isinstance(one.owed, DeedClause) and one.base is None and one.done.sure:
            done = TRUE
        one.done = done
        one.done_at.note(done, now)

    def is_done_now(self, one: Standing, now: Instant) -> Truth:
        match one.owed:
            case LevelClause():
                return FALSE if one.kind == "ban" else self.level(one.owed.level, one.stake, now)
            case DeedClause(each_period=None):
                assert one.outcome is not None
                low, high = one.outcome.surely(now), one.outcome.claimed(now)
                asked = self.asked(one, now)
                if one.base is not None and asked.high == 0:
                    return FALSE
                return Truth(low >= asked.high, high >= asked.low)
            case _:
                return FALSE

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
                for one in self.standings:
                    if one.name == name:
                        self.begin(one, now)
                if name in self.gates:
                    self.open(self.gates[name], now)

    def begin(self, one: Standing, now: Instant) -> None:
        deadline = one.deadline()
        within = deadline.of if isinstance(deadline, model.WithinClause) else None
        triggers = one.conditions(model.FromClause) or ([within] if within else [])
        held = known(now >= self.agreement.in_force)
        if triggers:
            held = self.holds(model.All(tuple(triggers)), now)
        one.triggered = one.triggered | held
        one.triggered_at.note(one.triggered, now)
        if isinstance(deadline, model.ByDateClause) and not one.has_deadline:
            one.due = Moment(deadline.due, deadline.due)
        if isinstance(deadline, model.WithinClause):
            one.clock.note(self.holds(deadline.of, now), now)
            if one.due.possibly == NEVER:
                one.due.possibly = self.calendar.after(one.clock.possibly, deadline.duration)
            if one.due.surely == NEVER:
                latest = self.latest_start(deadline, one.clock)
                one.due.surely = self.calendar.after(latest, deadline.duration)

    def latest_start(self, deadline: model.WithinClause, clock: Moment) -> Instant:
        """The last instant at which the clock may have started, for a length in days: a deed is
        sure from the first instant after its time, so it was done before that."""
        in_days = deadline.duration.unit not in ("minute", "hour")
        deeds = all(isinstance(leaf, model.Happens | model.IsDone) for leaf in leaves(deadline.of))
        if in_days and deeds and clock.possibly < clock.surely < NEVER:
            return clock.surely - 1
        return clock.surely

    def open(self, gate: Gate, now: Instant) -> None:
        for clause in gate.clauses:
            if isinstance(clause, model.BeginsClause):
                gate.opened = gate.opened | self.holds(clause.condition, now)
        for clause in gate.clauses:
            if isinstance(clause, model.EndsClause):
                gate.ended = gate.ended | (gate.opened & self.holds(clause.condition, now))

    def expire(self, one: Standing, now: Instant) -> None:
        one.expired = Truth(now >= one.due.surely, now >= min(one.due.possibly, one.due.surely))
        for condition in one.conditions(model.UntilClause):
            one.ended = one.ended | self.holds(condition, now)
        ends = self.box(one)
        if ends:
            one.ended = one.ended | Truth(now >= max(ends), now >= min(ends))
        if one.ended.sure:
            one.ended_at = min(one.ended_at, now)

    def excuse(self, one: Standing, now: Instant) -> Truth:
        excuse = FALSE
        for condition in one.conditions(model.UnlessClause):
            kept = without_own_deeds(condition, one.bearer, self.agreement)
            if kept is not None:
                excuse = excuse | self.holds(kept, now)
        return excuse

    def failing(self, one: Standing, now: Instant) -> Truth:
        """Whether, at this instant, it fails: what is owed did not come, or came and must not."""
        excuse = self.excuse(one, now) if one.kind == "ban" or one.expired.possible else FALSE
        one.excused = one.excused | excuse
        if one.effort():
            return FALSE
        open_to_failure = one.in_force & ~excuse
        match one.owed:
            case LevelClause() if self.reported(one.owed.level, one.stake, now) is None:
                return FALSE
            case LevelClause() if one.kind == "ban":
                return self.level(one.owed.level, one.stake, now) & open_to_failure
            case LevelClause():
                stands = self.level(one.owed.level, one.stake, now)
                undated = known(not one.has(model.AsSoonAsPossibleClause))
                owed_now = one.expired if one.deadline() is not None else undated
                return ~stands & owed_now & open_to_failure
            case DeedClause() if one.base is not None:
                return self.lagging(one, now) & open_to_failure
            case DeedClause():
                assert one.outcome is not None
                number = target(one.owed.deed).low
                found = self.testimony.finding(one.name, one.stake, now)
                if one.expired.sure and (
                    one.outcome.shown(now) < number or found == "find-not-done"
                ):
                    one.shown_short = True
                undone = Truth(one.shown_short and not one.done.possible, not one.done.sure)
                return undone & one.expired & open_to_failure
            case _:
                return FALSE

    def lagging(self, one: Standing, now: Instant) -> Truth:
        """Less was given by now than was due when a grace of stated length began."""
        graces = [c.duration for c in one.clauses if isinstance(c, model.GraceClause)]
        if not graces or graces[-1] is None:
            return FALSE
        assert one.outcome is not None
        due = self.asked(one, self.calendar.before(now, graces[-1]))
        return Truth(one.outcome.shown(now) < due.low, one.outcome.surely(now) < due.high)

    def breach(self, one: Standing, failing: Truth, now: Instant) -> None:
        found_breached = self.testimony.finding(one.name, one.stake, now) == "find-breached"
        if one.kind == "ban" and isinstance(one.owed, DeedClause):
            self.count_incidents(one, now)
            one.failed = one.failed | known(found_breached and one.in_force.sure)
            certain = one.failed.sure or bool(one.confirmed)
            one.breach = Truth(certain, certain or bool(one.alleged))
            one.failed = one.breach
            return
        if found_breached:
            failing = failing | one.in_force
        one.failed = one.failed | failing
        cured = one.done
        if isinstance(one.owed, LevelClause):
            stands = self.level(one.owed.level, one.stake, now)
            cured = ~stands if one.kind == "ban" else stands
        one.breach = one.failed & ~cured

    def count_incidents(self, one: Standing, now: Instant) -> None:
        """A breach if the ban was in force, and nothing excused it, through all of its time;
        perhaps one if the ban was in force at any instant of it."""
        assert one.own is not None
        excuse = self.excuse(one, now)
        for event in one.own.events:
            incident = one.incidents.setdefault(event.id, Incident())
            in_a_second = event.when.start + 1 == event.when.end == now
            if in_a_second or event.when.start < now < event.when.end:
                incident.forces.append(one.in_force)
                incident.exceptions.append(excuse)
            if event.when.end <= now and not incident.over and incident.forces:
                incident.over = True
                if not any(force.possible for force in incident.forces):
                    continue
                if event.truth.possible and all(each.sure for each in incident.exceptions):
                    one.alleged.discard(event.id)
                    one.excused_incidents.add(event.id)
                elif event.truth.sure and all(each.sure for each in incident.forces) and not any(
                    each.possible for each in incident.exceptions
                ):  # fmt: skip
                    one.alleged.discard(event.id)
                    one.confirmed.add(event.id)
            begun_in_force = any(force.possible for force in incident.forces)
            if event.truth.possible and begun_in_force and not incident.over:
                one.alleged.add(event.id)

    def suspend_all(self, now: Instant) -> None:
        """Nothing is known of a suspension until its condition tells; where each waits for the
        other, nothing ever is."""
        waiting = [one for one in self.standings if any(one.suspensions())]
        for one in waiting:
            one.suspended = UNKNOWN & one.triggered
        was: list[Truth] | None = None
        while was != (was := [one.suspended for one in waiting]):
            told = [
                any_of(self.holds(condition, now) for condition, _ in one.suspensions())
                for one in waiting
            ]
            for one, suspended in zip(waiting, told, strict=True):
                one.suspended = suspended & one.triggered

    # --- Conditions ------------------------------------------------------------------------------

    def holds(self, condition: Condition, now: Instant) -> Truth:
        match condition:
            case model.Happens(event):
                deed = self.agreement.events[event].deed
                return self.ever.get(deed, FALSE) if deed is not None else FALSE
            case model.IsDone(deed):
                return self.ever.get(deed, FALSE)
            case model.StipulationIs(name, state):
                return self.is_in_state(name, state, None, now)
            case model.Complies(actor, names):
                return ~any_of(self.is_in_state(name, "breached", actor, now) for name in names)
            case model.PhaseIsOpen(phase):
                return self.gates[phase].is_open
            case model.PhaseIsDeclaredOpen(phase, holder):
                return self.testimony.declared_open(phase, holder, now)
            case model.LevelStands(level):
                return self.level(level, Stake(), now)
            case model.DateHasCome(instant):
                return known(now >= instant)
            case model.ToBeAgreed():
                return FALSE
            case model.Not(part):
                return ~self.holds(part, now)
            case model.All(parts):
                return ~any_of(~self.holds(part, now) for part in parts)
            case model.Any(parts):
                return any_of(self.holds(part, now) for part in parts)

    def is_in_state(self, name: str, state: str, bearer: str | None, now: Instant) -> Truth:
        asked = [
            one for one in self.standings
            if one.name == name and (bearer is None or bearer in one.bearer)
        ]  # fmt: skip
        match state:
            case "done":
                return all_of([one.done for one in asked])
            case "in-force":
                return all_of([one.in_force for one in asked])
            case "begun":
                return any_of(self.is_begun(one, now) for one in asked)
            case _:
                return any_of(self.breached_now(one, now) for one in asked)

    def breached_now(self, one: Standing, now: Instant) -> Truth:
        if isinstance(one.owed, DeedClause) and one.owed.each_period is not None:
            return falls_short(self, one, one.owed, now)
        return one.breach

    def is_begun(self, one: Standing, now: Instant) -> Truth:
        if isinstance(one.owed, LevelClause):
            return self.is_done_now(one, now)
        if one.outcome is None:
            return FALSE
        return Truth(one.outcome.surely(now) > 0, one.outcome.claimed(now) > 0)

    def has_happened(self, deed: Deed, now: Instant) -> Truth:
        actors = {principal(actor) for actor in deed.actors}
        others = parties(self.agreement) - actors
        gains = others if parties(self.agreement) & actors else frozenset()
        count = self.testimony.of_deed((deed,), Stake(gain_for=frozenset(gains)), None)
        number = target(deed).low
        return Truth(count.surely(now) >= number, count.claimed(now) >= number)

    def reported(self, level: LevelIs, stake: Stake, now: Instant) -> Range | None:
        return self.testimony.of_level(level.level, stake).at(now)

    def level(self, level: LevelIs, stake: Stake, now: Instant) -> Truth:
        value = self.reported(level, stake, now)
        if value is None:
            return UNKNOWN
        low, high, asked = value.low, value.high, level.value
        match level.comparison:
            case "at-least":
                return Truth(low >= asked, high >= asked)
            case "at-most":
                return Truth(high <= asked, low <= asked)
            case "above":
                return Truth(low > asked, high > asked)
            case "below":
                return Truth(high < asked, low < asked)
            case "exactly":
                return Truth(low == high == asked, low <= asked <= high)


# --- Truths, clauses, conditions -----------------------------------------------------------------


def any_of(truths: Iterable[Truth]) -> Truth:
    found = list(truths)
    return Truth(any(one.sure for one in found), any(one.possible for one in found))


def all_of(truths: Sequence[Truth]) -> Truth:
    if not truths:
        return FALSE
    return Truth(all(one.sure for one in truths), all(one.possible for one in truths))


def fixed_dues(one: Standing) -> Iterator[Instant]:
    """The deadlines ahead that are not moving on while the clock stands."""
    if not (one.stops() and one.suspended.sure):
        yield one.due.possibly
    if not (one.stops() and one.suspended.possible):
        yield one.due.surely


def move_deadline(one: Standing, stood: int) -> None:
    """By the time that the clock stood since the last instant lived through."""
    if not one.stops() or not one.has_deadline:
        return
    if one.suspended.sure and not one.expired.possible and one.due.possibly < NEVER:
        one.due.possibly += stood
    if one.suspended.possible and not one.expired.sure and one.due.surely < NEVER:
        one.due.surely += stood


def conditions_in(clauses: Iterable[model.Clause]) -> Iterator[Condition]:
    for clause in clauses:
        found = getattr(clause, "condition", None) or getattr(clause, "of", None)
        if found is not None:
            yield found


def leaves(condition: Condition) -> Iterator[Condition]:
    match condition:
        case model.All(parts) | model.Any(parts):
            for part in parts:
                yield from leaves(part)
        case model.Not(part):
            yield from leaves(part)
        case _:
            yield condition


def without_own_deeds(
    condition: Condition, bearer: tuple[str, ...], agreement: Agreement
) -> Condition | None:
    """Nobody is excused by what it did itself, under whatever name and beside whatever else."""
    match condition:
        case model.IsDone(deed) if set(deed.actors) <= set(bearer):
            return None
        case model.Happens(event):
            deed_of = agreement.events[event].deed
            is_own = deed_of is not None and set(deed_of.actors) <= set(bearer)
            return None if is_own else condition
        case model.All(parts):
            is_own = any(without_own_deeds(part, bearer, agreement) is None for part in parts)
            return None if is_own else condition
        case model.Any(parts):
            kept = [without_own_deeds(part, bearer, agreement) for part in parts]
            return model.Any(tuple(part for part in kept if part is not None))
        case _:
            return condition


def in_order_of_waiting(standings: Sequence[Standing], gates: Mapping[str, Gate]) -> list[str]:
    """Every name after those it waits for; in a loop, as they stand in the text."""
    clauses: dict[str, list[model.Clause]] = {}
    for one in standings:
        clauses.setdefault(one.name, []).extend(one.clauses)
    for gate in gates.values():
        clauses.setdefault(gate.name, []).extend(gate.clauses)
    order: list[str] = []

    def place(name: str, above: tuple[str, ...]) -> None:
        if name in order or name in above:
            return
        for condition in conditions_in(clauses.get(name, ())):
            for leaf in leaves(condition):
                match leaf:
                    case model.StipulationIs(other, _) | model.PhaseIsOpen(other):
                        place(other, (*above, name))
                    case model.Complies(_, others):
                        for other in others:
                            place(other, (*above, name))
                    case _:
                        pass
        if name not in order:
            order.append(name)

    for name in clauses:
        place(name, ())
    return order


def standings_of(
    stipulation: model.Stipulation, clauses: tuple[model.Clause, ...], testimony: Testimony
) -> Iterator[Standing]:
    """One for each bearer and limb, and for each class that a limb counts apart."""
    numbers: dict[tuple[str, ...], int] = {}
    for limb in (clause for clause in clauses if isinstance(clause, Limb)):
        actors = limb.deed.actors if isinstance(limb, DeedClause) else limb.actors
        bearers = [(actor,) for actor in actors] if stipulation.kind == "ban" else [actors]
        for bearer in bearers:
            for owed, of_class in parts_of(limb, bearer):
                number = numbers[bearer] = numbers.get(bearer, -1) + 1
                yield standing_of(stipulation, bearer, number, owed, of_class, clauses, testimony)


def parts_of(limb: Limb, bearer: tuple[str, ...]) -> Iterator[tuple[Limb, str | None]]:
    """The limb as this bearer owes it, and each class of it that is counted apart."""
    if not isinstance(limb, DeedClause):
        yield replace(limb, actors=bearer), None
        return
    whole = replace(limb, deed=replace(limb.deed, actors=bearer))
    yield whole, None
    for share in limb.deed.shares:
        part = replace(whole.deed, amount=share.amount, shares=())
        yield replace(whole, deed=part), share.class_name


def standing_of(
    stipulation: model.Stipulation,
    bearer: tuple[str, ...],
    limb: int,
    owed: Limb,
    of_class: str | None,
    clauses: tuple[model.Clause, ...],
    testimony: Testimony,
) -> Standing:
    stake = stake_of(stipulation, bearer, owed, clauses, testimony.agreement)
    standing = Standing(
        stipulation.name, stipulation.kind, bearer, limb, owed, clauses, stake=stake,
        of_class=of_class,
    )  # fmt: skip
    if not isinstance(owed, DeedClause):
        return standing
    also = tuple(c.deed for c in clauses if isinstance(c, model.OutcomeAlsoClause))
    standing.own = testimony.of_deed((owed.deed,), stake, of_class)
    standing.outcome = testimony.of_deed((owed.deed, *also), stake, of_class)
    if owed.for_each is not None:
        only = [c.class_name for c in clauses if isinstance(c, model.CountingOnlyClause)]
        actors = frozenset(principal(actor) for actor in owed.for_each.actors)
        gains = Stake(gain_for=actors, gain_against=parties(testimony.agreement) - actors)
        standing.base = testimony.of_deed((owed.for_each,), gains, only[-1] if only else None)
    return standing


def stake_of(
    stipulation: model.Stipulation,
    bearer: tuple[str, ...],
    owed: Limb,
    clauses: tuple[model.Clause, ...],
    agreement: Agreement,
) -> Stake:
    """The bearer gains if a duty is found done; its counterparts if it is not. Of a ban, the
    other way round."""
    own = frozenset(bearer)
    others = parties(agreement) - own if parties(agreement) & own else frozenset()
    if isinstance(owed, DeedClause) and owed.deed.to in agreement.actors:
        others |= {str(owed.deed.to)} - own
    verifiers = frozenset(
        name for c in clauses if isinstance(c, model.VerifiedByClause) for name in c.verifiers
    )
    if stipulation.kind == "ban":
        return Stake(others, own, verifiers)
    return Stake(own, others, verifiers)
