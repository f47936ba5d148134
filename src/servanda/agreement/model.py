"""An agreement, resolved: what was agreed, with every name declared and every date an instant.

Read from the top: an agreement is actors, words for deeds, and stipulations; a stipulation is a
deed with clauses; a clause may stand in the text, in one reading of it, or in a linkage that
somebody asserts and the text does not contain.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from servanda.language.acts import Act
from servanda.values.calendar import Calendar
from servanda.values.deed import Deed, LevelIs
from servanda.values.instant import BEGINNING, NEVER, Duration, Instant
from servanda.values.quantity import UNBOUNDED, Range
from servanda.values.span import Span

Role = Literal["party", "guarantor", "mediator", "body", "verifier", "actor"]
Kind = Literal["duty", "ban", "quota", "right", "power", "aim"]
StipulationState = Literal[
    "done", "begun", "due", "overdue", "breached", "in-force",
    "certified", "waived", "suspended", "extended", "terminated",
]  # fmt: skip
Identifier = tuple[str, str]  # ("wikidata", "Q225"): a public register and the name there


# --- Words -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Member:
    """An actor whose deeds count as another's, for a time: from `start` until before `end`."""

    name: str
    start: Instant = BEGINNING
    end: Instant = NEVER


@dataclass(frozen=True, slots=True)
class Competence:
    """On what, where and when the findings of a body verify and its rulings bind."""

    stipulations: tuple[str, ...] = ()
    area: str | None = None
    start: Instant = BEGINNING
    end: Instant = NEVER
    formed_by: str | None = None  # the stipulation that forms the body: no competence before


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who can owe, do or verify: a party, guarantor, mediator, body, verifier or other."""

    name: str
    role: Role
    title: str
    binds: tuple[str, ...] = ()  # other actors whose deeds always count as this one's
    led_by: str | None = None
    members: tuple[Member, ...] = ()
    competence: Competence = Competence()
    identifiers: tuple[Identifier, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    name: str
    title: str
    within: str | None = None
    identifiers: tuple[Identifier, ...] = ()


@dataclass(frozen=True, slots=True)
class Action:
    """A verb of the agreement, in its base form.

    `single` says what can be only one at a time: an actor's object (one person, one office) or an
    object's actor (one force, one commander).
    """

    name: str
    meaning: str
    single: Literal["object", "actor"] | None = None


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that is counted, handed over, opened, formed.

    `counted_by` is the level that says how many there are: what a percentage is a percentage of.
    """

    name: str
    title: str
    counted_by: str | None = None


@dataclass(frozen=True, slots=True)
class Class:
    """A part of a thing that some clause treats apart: the Israeli among the remains."""

    name: str
    of: str
    meaning: str
    counted_by: str | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """A state that lasts: either ordered words, lowest first, or a number in a unit."""

    name: str
    title: str
    words: tuple[str, ...] = ()
    unit: str | None = None

    @property
    def most(self) -> float:
        """The place of the last word; of a number, none is the most."""
        return len(self.words) - 1 if self.words else UNBOUNDED


@dataclass(frozen=True, slots=True)
class Event:
    """A named event, defined by the deed that makes it happen or by a date that the text gives.

    With neither it is a bare declared event.
    """

    name: str
    meaning: str
    deed: Deed | None
    on: Instant | None = None


@dataclass(frozen=True, slots=True)
class Instrument:
    """One of the texts that make up an agreement."""

    name: str
    title: str
    dated: Instant
    in_force: "Condition | None" = None  # from when; None: with the agreement
    prevails_over: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()


# --- Conditions ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Happens:
    """A declared event has happened."""

    event: str


@dataclass(frozen=True, slots=True)
class IsDone:
    """A deed has been done (as often as its amount says; once without one)."""

    deed: Deed


@dataclass(frozen=True, slots=True)
class StipulationIs:
    """A stipulation, or one of its stages, is in a state (by whose certificate: `by`)."""

    stipulation: str
    state: StipulationState
    stage: str | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class PhaseIsOpen:
    phase: str


@dataclass(frozen=True, slots=True)
class PhaseIsDeclaredOpen:
    """An act: the holder declares the phase open. It counts where the act is recognised."""

    phase: str
    holder: str


@dataclass(frozen=True, slots=True)
class Complies:
    """The actor has none of the listed stipulations breached or overdue."""

    actor: str
    stipulations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LevelStands:
    level: LevelIs


@dataclass(frozen=True, slots=True)
class DateHasCome:
    instant: Instant


@dataclass(frozen=True, slots=True)
class Delayed:
    """So long after something first happened: an event, a deed or a date.

    Counted in days it holds from the first instant of the day so many after that of the event.
    """

    duration: Duration
    of: "Happens | IsDone | DateHasCome"


@dataclass(frozen=True, slots=True)
class Recent:
    """Not longer ago than so: each time that a deed was done, and then for so long."""

    duration: Duration
    of: Deed


@dataclass(frozen=True, slots=True)
class ToBeAgreed:
    """A hole the parties left: never true by itself."""


@dataclass(frozen=True, slots=True)
class All:
    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class Any:
    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    part: "Condition"


Condition: TypeAlias = (
    Happens
    | IsDone
    | StipulationIs
    | PhaseIsOpen
    | PhaseIsDeclaredOpen
    | Complies
    | LevelStands
    | DateHasCome
    | Delayed
    | Recent
    | ToBeAgreed
    | All
    | Any
    | Not
)


# --- Clauses ---------------------------------------------------------------------------------
# One class for each thing a text can say about a stipulation. `KEY` clauses replace one another
# when a reading overrides the text: a reading's deadline replaces the text's.


@dataclass(frozen=True, slots=True)
class DeedClause:
    """What is to be done (or, in a ban, not done): one limb of the stipulation."""

    deed: Deed
    each_period: Duration | None = None  # a quota: the amount is due in every period
    for_each: Deed | None = None  # a ratio: the amount is due for each unit of this deed
    answering: tuple[str, ...] = ()  # who answers for the deed, where others do it
    separately: bool = False  # "each of": every actor owes all of it, judged by itself

    @property
    def bearers(self) -> tuple[str, ...]:
        return self.answering or self.deed.actors


@dataclass(frozen=True, slots=True)
class LevelClause:
    """A level to be kept (or, in a ban, not to be brought about) by the actors: one limb."""

    actors: tuple[str, ...]
    level: LevelIs
    separately: bool = False

    @property
    def bearers(self) -> tuple[str, ...]:
        return self.actors


@dataclass(frozen=True, slots=True)
class TextClause:
    """A limb that names its actors and is described in words only: tracked, never judged."""

    actors: tuple[str, ...]
    words: str

    @property
    def bearers(self) -> tuple[str, ...]:
        return self.actors


@dataclass(frozen=True, slots=True)
class MayClause:
    """A power: its holders, together, may do an act to these (`lay-down`, `lay-down/first`).

    `limit` is how far they may extend, `notice` how long after it is given the act takes effect,
    `clock` what becomes of deadlines while they suspend.
    """

    actors: tuple[str, ...]
    act: Act
    targets: tuple[str, ...]
    limit: Duration | None = None
    notice: Duration | None = None
    clock: Literal["stops", "runs"] = "runs"

    @property
    def bearers(self) -> tuple[str, ...]:
        return self.actors


@dataclass(frozen=True, slots=True)
class FromClause:
    """The trigger: in force from the first time that the condition holds."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class WithinClause:
    duration: Duration
    of: Condition


@dataclass(frozen=True, slots=True)
class ByDateClause:
    """Due before this instant (for a bare date: the end of that day)."""

    due: Instant


@dataclass(frozen=True, slots=True)
class ByAgreementClause:
    """`by date to be agreed`: a deadline the parties left open."""


@dataclass(frozen=True, slots=True)
class AsSoonAsPossibleClause:
    """No date, but not at leisure either: never overdue by itself."""


@dataclass(frozen=True, slots=True)
class ForClause:
    """In force only so long after its trigger."""

    duration: Duration


@dataclass(frozen=True, slots=True)
class UntilClause:
    condition: Condition


@dataclass(frozen=True, slots=True)
class WhileClause:
    """In force only while the condition holds; otherwise suspended."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class UnlessClause:
    """An exception: where the condition holds, a failure or an incident is excused."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class SuspendedWhileClause:
    condition: Condition
    clock: Literal["stops", "runs"]


@dataclass(frozen=True, slots=True)
class BestEffortClause:
    """Effort is owed, not the result: from the start or (`afterwards`) once the date has passed."""

    afterwards: bool


@dataclass(frozen=True, slots=True)
class VerifiedByClause:
    verifiers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutcomeAlsoClause:
    """A deed of somebody else that brings the same result: it discharges without performance."""

    deed: Deed


@dataclass(frozen=True, slots=True)
class CountingOnlyClause:
    """Of a ratio's base, only the units of this class count."""

    class_name: str


@dataclass(frozen=True, slots=True)
class AsItStandsClause:
    """An empty reading: the words as they stand."""


@dataclass(frozen=True, slots=True)
class ComparedClause:
    comparison: Literal["at-least", "exactly"]


@dataclass(frozen=True, slots=True)
class GraceClause:
    """How long the answer in a ratio may lag; None: left to be agreed."""

    duration: Duration | None


@dataclass(frozen=True, slots=True)
class WithheldUntilClause:
    """A fund: no release until the condition holds."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class PledgedByClause:
    actors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaidByClause:
    actors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeldByClause:
    actor: str


@dataclass(frozen=True, slots=True)
class BeginsClause:
    condition: Condition


@dataclass(frozen=True, slots=True)
class EndsClause:
    condition: Condition


@dataclass(frozen=True, slots=True)
class BetweenClause:
    """Not owed before `start`, due before `end`."""

    start: Instant
    end: Instant


@dataclass(frozen=True, slots=True)
class DaysClause:
    """Not owed before the first of these days, due by the end of the last; the day on which the
    condition first holds is day 1."""

    first: int
    last: int
    of: "Happens | IsDone | DateHasCome"

    @property
    def begins(self) -> Condition:
        """From when it is owed."""
        if self.first == 1:
            return self.of
        return Delayed(Duration(self.first - 1, "day"), self.of)

    @property
    def deadline(self) -> WithinClause:
        return WithinClause(Duration(self.last - 1, "day"), self.of)


@dataclass(frozen=True, slots=True)
class BeforeClause:
    """Due when the condition first holds."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class AheadClause:
    """Due at least so long before the condition first holds."""

    duration: Duration
    condition: Condition


@dataclass(frozen=True, slots=True)
class RenewedClause:
    """When the time for which it is in force ends, it begins anew for so long, each time, unless
    the condition has held: by then, or by `notice` before; what comes later bars the next term."""

    duration: Duration
    condition: Condition
    notice: Duration | None = None


@dataclass(frozen=True, slots=True)
class LongerClause:
    """The time for which it is in force is longer by so much for each so many of a deed."""

    duration: Duration
    amount: float
    deed: Deed


@dataclass(frozen=True, slots=True)
class StageClause:
    """A stage of a duty: so much of the whole (cumulative, in the order of the stages), or a part
    of its area, with clauses of its own. With neither amount nor area: all the rest."""

    name: str
    amount: Range | None
    percent: bool
    area: str | None
    clauses: "tuple[Clause, ...]"
    amounts: tuple[tuple[str, Range], ...] = ()  # where its limbs count different things


@dataclass(frozen=True, slots=True)
class TrancheClause:
    """A part of a fund: a percentage of what is pledged, a number, or (neither) all the rest, and
    until when it is withheld."""

    name: str
    amount: Range | None
    percent: bool
    until: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class InStepClause:
    """A stage is owed only once the other duty's stage before it is done."""

    other: str


@dataclass(frozen=True, slots=True)
class ConsequenceClause:
    """What follows automatically for another stipulation once this one is in a state."""

    state: StipulationState
    target: str
    effect: Literal["suspended", "terminated"]


@dataclass(frozen=True, slots=True)
class ChoiceClause:
    """What somebody may do about another stipulation once this one is in a state."""

    state: StipulationState
    power: MayClause


@dataclass(frozen=True, slots=True)
class ReplacesClause:
    """Once this is in force, the others are superseded."""

    stipulations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotPublicClause:
    """The text of the term is not published: only a finding can tell of it."""


@dataclass(frozen=True, slots=True)
class FormClause:
    """In what form a power is to be used: told, and not judged."""

    words: str


@dataclass(frozen=True, slots=True)
class OpenWhileClause:
    """A phase that does not latch: open exactly while the condition holds."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class ReadWithClause:
    """Another place in the instruments that says the same thing or a part of it."""

    article: str


Clause: TypeAlias = (
    DeedClause
    | LevelClause
    | TextClause
    | FromClause
    | WithinClause
    | ByDateClause
    | ByAgreementClause
    | AsSoonAsPossibleClause
    | ForClause
    | UntilClause
    | WhileClause
    | UnlessClause
    | SuspendedWhileClause
    | BestEffortClause
    | VerifiedByClause
    | OutcomeAlsoClause
    | CountingOnlyClause
    | AsItStandsClause
    | ComparedClause
    | GraceClause
    | WithheldUntilClause
    | PledgedByClause
    | PaidByClause
    | HeldByClause
    | BeginsClause
    | EndsClause
    | MayClause
    | BetweenClause
    | DaysClause
    | BeforeClause
    | AheadClause
    | RenewedClause
    | LongerClause
    | StageClause
    | TrancheClause
    | InStepClause
    | ConsequenceClause
    | ChoiceClause
    | ReplacesClause
    | NotPublicClause
    | FormClause
    | OpenWhileClause
    | ReadWithClause
)


# --- Stipulations ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand words that are there: clauses that replace or complete the text's, or
    those of one of its stages."""

    name: str
    clauses: tuple[Clause, ...]
    stage: str | None = None


@dataclass(frozen=True, slots=True)
class Linkage:
    """A condition somebody asserts and the text does not contain, of all of it or of one stage."""

    holder: str
    clauses: tuple[Clause, ...]
    stage: str | None = None


@dataclass(frozen=True, slots=True)
class Stipulation:
    """One observable commitment (a duty, ban, quota, right, power or aim)."""

    name: str
    kind: Kind
    title: str
    article: str  # "Comprehensive Plan › Point 5"
    clauses: tuple[Clause, ...]
    readings: tuple[Reading, ...] = ()
    linkages: tuple[Linkage, ...] = ()
    span: Span | None = field(default=None, compare=False)
    instrument: str | None = None


@dataclass(frozen=True, slots=True)
class Phase:
    name: str
    title: str
    article: str
    clauses: tuple[Clause, ...]
    readings: tuple[Reading, ...] = ()
    linkages: tuple[Linkage, ...] = ()
    span: Span | None = field(default=None, compare=False)
    instrument: str | None = None


@dataclass(frozen=True, slots=True)
class Fund:
    name: str
    title: str
    article: str
    clauses: tuple[Clause, ...]
    readings: tuple[Reading, ...] = ()
    linkages: tuple[Linkage, ...] = ()
    span: Span | None = field(default=None, compare=False)
    instrument: str | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """Everything that was agreed, in its instruments, as one."""

    name: str
    title: str
    calendar: Calendar
    in_force: Instant
    instruments: tuple[Instrument, ...]
    actors: Mapping[str, Actor]
    areas: Mapping[str, Area]
    actions: Mapping[str, Action]
    things: Mapping[str, Thing]
    classes: Mapping[str, Class]
    levels: Mapping[str, Level]
    events: Mapping[str, Event]
    stipulations: tuple[Stipulation, ...]
    phases: tuple[Phase, ...]
    funds: tuple[Fund, ...]
    identifiers: tuple[Identifier, ...] = ()
    enters: Condition | None = None  # on which it comes into force, `in_force` being the signing
    lapses: Condition | None = None  # the whole agreement ends when this first holds
