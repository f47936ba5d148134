"""Conditions: their truth at an instant, and the instants at which it may change."""

from collections.abc import Iterator
from typing import Protocol

from servanda.agreement.dependencies import leaves
from servanda.agreement.model import (
    All,
    Any,
    Complies,
    Condition,
    DateHasCome,
    Delayed,
    Event,
    Happens,
    IsDone,
    LevelStands,
    Not,
    PhaseIsDeclaredOpen,
    PhaseIsOpen,
    Recent,
    StipulationIs,
    StipulationState,
    ToBeAgreed,
)
from servanda.evidence.ladder import Stake
from servanda.evidence.level import stands
from servanda.values.bounds import FALSE, TRUE, UNKNOWN, Truth, known
from servanda.values.instant import Instant
from servanda.values.quantity import Range
from servanda.verdict.answer import Asked
from servanda.verdict.delays import end_of, is_over, is_recent, turns_of
from servanda.verdict.docket import Docket
from servanda.verdict.shared_levels import Places, ways_to_stand

NOBODY_GAINS = Stake()


class Scene(Protocol):
    """What conditions can ask about the rest of the agreement at an instant."""

    def stipulation_is(
        self,
        name: str,
        state: StipulationState,
        bearer: str | None,
        instant: Instant,
        stage: str | None = None,
        by: str | None = None,
    ) -> Truth:
        """Whether a stipulation (of one bearer, one stage, or of all its rows) is in a state; of
        a certificate, by whom it was issued."""
        ...

    def phase_is_open(self, name: str, instant: Instant) -> Truth: ...

    def changes_of(self, name: str, asked: Asked) -> tuple[Instant, ...]:
        """The instants at which what is asked of a stipulation solved before may change."""
        ...

    def phase_changes_of(self, name: str) -> tuple[Instant, ...]:
        """The instants at which a phase solved before changes."""
        ...


def truth_of(condition: Condition, instant: Instant, docket: Docket, scene: Scene) -> Truth:
    """Whether a condition surely and possibly holds at an instant: within bounds, and where these
    leave it open, wherever a level that it asks about more than once may stand."""
    truth = _within_bounds(condition, instant, docket, scene, {})
    if truth.is_known:
        return truth
    ways = ways_to_stand(
        condition, docket.agreement.levels, lambda name: _value_of(name, instant, docket)
    )
    found = [_within_bounds(condition, instant, docket, scene, places) for places in ways]
    if not found:
        return truth
    return Truth(all(way.sure for way in found), any(way.possible for way in found))


def _within_bounds(
    condition: Condition, instant: Instant, docket: Docket, scene: Scene, places: Places
) -> Truth:
    """The same within bounds, with these levels taken to stand at these places."""
    match condition:
        case Happens(event):
            return _has_happened(docket.agreement.events[event], instant, docket)
        case IsDone(deed):
            return docket.deed_done(deed).at(instant)
        case StipulationIs(name, state, stage, by):
            return scene.stipulation_is(name, state, None, instant, stage, by)
        case PhaseIsOpen(phase):
            return scene.phase_is_open(phase, instant)
        case PhaseIsDeclaredOpen(phase, holder):
            return docket.declaration(phase, holder).truth.at(instant)
        case Complies(actor, stipulations):
            return _complies(actor, stipulations, instant, scene)
        case LevelStands(level):
            value = places.get(level.level) or _value_of(level.level, instant, docket)
            return UNKNOWN if value is None else Truth(*stands(level, value))
        case DateHasCome(date):
            return known(instant >= date)
        case Delayed():
            return is_over(condition, instant, docket)
        case Recent():
            return is_recent(condition, instant, docket)
        case ToBeAgreed():
            return FALSE
        case All(parts):
            result = TRUE
            for part in parts:
                result = result & _within_bounds(part, instant, docket, scene, places)
            return result
        case Any(parts):
            result = FALSE
            for part in parts:
                result = result | _within_bounds(part, instant, docket, scene, places)
            return result
        case Not(part):
            return ~_within_bounds(part, instant, docket, scene, places)


def changes_in(condition: Condition, docket: Docket, scene: Scene) -> Iterator[Instant]:
    """The instants at which the condition's operands change."""
    match condition:
        case Happens(event):
            declared = docket.agreement.events[event]
            if declared.on is not None:
                yield declared.on
            if declared.deed is not None:
                yield from docket.deed_done(declared.deed).instants
        case IsDone(deed):
            yield from docket.deed_done(deed).instants
        case StipulationIs(name, state, stage, by):
            yield from scene.changes_of(name, Asked(state, None, stage, by))
        case Complies(actor, names):
            for name in names:
                yield from scene.changes_of(name, Asked("breached", actor))
        case PhaseIsOpen(phase):
            yield from scene.phase_changes_of(phase)
        case PhaseIsDeclaredOpen(phase, holder):
            yield from docket.declaration(phase, holder).truth.instants
        case LevelStands(level):
            yield from docket.level(level.level, NOBODY_GAINS).values.instants
        case DateHasCome(date):
            yield date
        case Delayed():
            ends = end_of(condition, docket)
            yield from (ends.start, ends.end)
        case Recent():
            yield from turns_of(condition, docket)
        case All(parts) | Any(parts):
            for part in parts:
                yield from changes_in(part, docket, scene)
        case Not(part):
            yield from changes_in(part, docket, scene)
        case ToBeAgreed():
            return


def names_in(condition: Condition | None) -> frozenset[str]:
    """The stipulations and phases that must be solved before a condition can be: an act that
    declares a phase open does not wait on the phase."""
    names: set[str] = set()
    for leaf in leaves(condition):
        match leaf:
            case StipulationIs(name, _) | PhaseIsOpen(name):
                names.add(name)
            case Complies(_, complied):
                names.update(complied)
            case _:
                continue
    return frozenset(names)


def _value_of(level: str, instant: Instant, docket: Docket) -> Range | None:
    stand = docket.level(level, NOBODY_GAINS).values.at(instant)
    return None if stand is None else stand.established


def _has_happened(event: Event, instant: Instant, docket: Docket) -> Truth:
    """On the date that the text gives, or by the deed that it names; of a bare event, nothing."""
    if event.on is not None:
        return known(instant >= event.on)
    return docket.deed_done(event.deed).at(instant) if event.deed is not None else FALSE


def _complies(actor: str, stipulations: tuple[str, ...], instant: Instant, scene: Scene) -> Truth:
    """None of the listed stipulations is breached or overdue by the actor."""
    failing = FALSE
    for name in stipulations:
        failing = failing | scene.stipulation_is(name, "breached", actor, instant)
    return ~failing
