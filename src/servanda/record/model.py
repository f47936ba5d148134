"""The record: who said what, how we came to hear of it, and when.

The atom is the claim. Nothing here is a fact: entities, events and counts are views over claims,
made elsewhere, under a stated standard of proof and from a stated point of view.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from servanda.language.acts import Act
from servanda.values.deed import Deed, LevelIs
from servanda.values.instant import Duration, Instant, Interval
from servanda.values.quantity import UNBOUNDED, Range
from servanda.values.span import Span

Stance = Literal[
    "says", "denies", "admits", "finds", "rules",
    "promises", "plans", "expects", "threatens", "demands",
]  # fmt: skip
Attitude = Literal[
    "commits", "conditions", "demands", "threatens", "considers", "postpones", "refuses"
]  # fmt: skip
SourceGrade = Literal["A", "B", "C", "D", "E", "F"]  # how reliable who speaks is
Speech = Literal["direct", "indirect"]  # the words themselves, or their sense
Credibility = Literal[1, 2, 3, 4, 5, 6]  # how credible what is said is, whoever says it
Topic: TypeAlias = tuple[str, ...]  # ("deed", action), ("deed", action, thing), ("level", name) ...


# --- Who speaks ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Allegiance:
    """For whom a source speaks during a time."""

    actor: str
    when: Interval


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet, a person in office, a party's organ or a monitoring body.

    `camp` is the actor for whom it speaks in tendency; `speaks_for` the actor it can bind by its
    word; `access` says what it can see for itself (it gives standing to deny). `camps` and
    `offices` say the same of camp and of whom it binds for a time; outside of it holds what has no
    dates, if anything does.
    """

    name: str
    title: str
    camp: str | None = None
    speaks_for: str | None = None
    access: str | None = None
    grade: SourceGrade | None = None
    camps: tuple[Allegiance, ...] = ()
    offices: tuple[Allegiance, ...] = ()
    tells_grade: bool = True  # not where it stands for others, and the grade is none of theirs

    @property
    def has_terms(self) -> bool:
        """Whether it matters when it spoke."""
        return bool(self.camps or self.offices)

    def camp_at(self, instant: Instant | None) -> str | None:
        return _at(self.camps, instant) or self.camp

    def speaks_for_at(self, instant: Instant | None) -> str | None:
        return _at(self.offices, instant) or self.speaks_for


def _at(allegiances: Iterable[Allegiance], instant: Instant | None) -> str | None:
    if instant is None:
        return None
    return next((one.actor for one in allegiances if one.when.contains(instant)), None)


@dataclass(frozen=True, slots=True)
class Origin:
    """The first link of a chain: a declared source, or unnamed people of one as described."""

    source: str  # a source; for unnamed people, the source or actor whose people they are
    description: str | None = None  # the words used for unnamed people; None: the source itself

    @property
    def is_named(self) -> bool:
        return self.description is None


@dataclass(frozen=True, slots=True)
class Chain:
    """How a statement travelled: from its origin through outlets, in order, to the publisher.

    `said` is when its report appeared, where the camp or the office of its origin has dates.
    """

    origin: Origin
    via: tuple[str, ...] = ()
    said: Instant | None = None

    @property
    def publisher(self) -> str:
        return self.via[-1] if self.via else self.origin.source


@dataclass(frozen=True, slots=True)
class Office:
    """An office, or an official by a token: may stand wherever an actor may.

    `us/secretary-of-state` counts as `us`. Who holds which office is claimed, never declared.
    """

    name: str
    title: str
    kind: Literal["office", "official"]


# --- What is said ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class EventContent:
    """Something happened once, somewhere within `when` (an instant known only so far)."""

    deed: Deed
    when: Interval
    label: str | None = None  # ties claims about one event together where rules would not


@dataclass(frozen=True, slots=True)
class TotalContent:
    """So much in all over a window; `each` gives a rate (so many in every such period)."""

    deed: Deed
    window: Interval
    each: Duration | None = None
    counting: str | None = None  # the counting rule; tallies under different rules never combine


@dataclass(frozen=True, slots=True)
class LevelContent:
    """A level stood so from `when.start` (until told otherwise, or to `when.end`).

    Where it was said to stand between two numbers, `level` holds the lower and `upper` the upper.
    """

    level: LevelIs
    when: Interval
    upper: float | None = None

    @property
    def range(self) -> Range:
        """Between which numbers, or words, it was said to stand."""
        if self.upper is not None:
            return Range(self.level.value, self.upper)
        match self.level.comparison:
            case "at-least":
                return Range(self.level.value, UNBOUNDED)
            case "at-most":
                return Range(0, self.level.value)
            case _:
                return Range(self.level.value, self.level.value)


@dataclass(frozen=True, slots=True)
class StateContent:
    """A quoted finding, ruling or act about the agreement itself: a stipulation's or phase's state.

    `verb` is `declare-open` for phases; for stipulations and stages (`lay-down/first`) one of
    `find-done`, `find-not-done`, `find-breached`, `find-partly-done`, `find-substantially-done`.
    Only stances `finds`, `rules`, or an act (`says` with `declare-open`) carry it.
    """

    subject: str
    verb: Literal[
        "declare-open", "find-done", "find-not-done", "find-breached",
        "find-partly-done", "find-substantially-done",
    ]  # fmt: skip
    when: Interval


@dataclass(frozen=True, slots=True)
class ActContent:
    """Somebody does a legal act: extends, waives, suspends, certifies, terminates, accepts.

    `actors` are those who act, together. `target` is a stipulation, a stage (`lay-down/first`), a
    phase, a fund, an instrument or the agreement. An extension says `to` an instant before which
    the thing is now due, or `by` how long.
    """

    actors: tuple[str, ...]
    act: Act
    target: str
    when: Interval
    to: Instant | None = None
    by: Duration | None = None


@dataclass(frozen=True, slots=True)
class PostureContent:
    """A general remark ("we keep to the truce"): shown, and contesting nothing."""

    words: str
    when: Interval


@dataclass(frozen=True, slots=True)
class OccasionContent:
    """A scheduled occasion (an election) is placed in time."""

    occasion: str
    when: Interval


Result = Literal["came true", "late", "did not"]


@dataclass(frozen=True, slots=True)
class ResolutionContent:
    """Somebody says what became of an earlier promise, plan, expectation or threat.

    `entry` is the id of the claim or engagement that said it would come; `when` is of the saying.
    """

    entry: str
    result: Result
    when: Interval


Content: TypeAlias = (
    EventContent
    | TotalContent
    | LevelContent
    | StateContent
    | ActContent
    | PostureContent
    | OccasionContent
    | ResolutionContent
)


@dataclass(frozen=True, slots=True)
class Toll:
    """How many people, from the lowest to the highest number that the source gives, and the one
    that it holds best, if it says so."""

    number: Range
    best: float | None = None


@dataclass(frozen=True, slots=True)
class Casualties:
    """As claimed: killed, injured and recovered bodies are never added to one another."""

    killed: Toll | None = None
    injured: Toll | None = None
    recovered: Toll | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody says that something happened, or did not, and this is how we came to hear of it."""

    id: str  # "F016.1": the report and the claim's place in it
    report: str
    stance: Stance
    chain: Chain
    content: Content
    known: Instant  # when it entered the record's knowledge: the report's date
    about: tuple[str, ...] = ()  # stipulations, phases or funds it is said to bear on
    casualties: Casualties | None = None
    plea: str | None = None  # an admitted deed with a justification: the motive is not conceded
    place: str | None = None  # where, in the words of a data set: of a row of it
    note: str | None = None  # our words for what no other field says
    information: Credibility | None = None
    speech: Speech | None = None
    corrects: tuple[str, ...] = ()  # in whose place it stands: that entry, then what it corrected
    span: Span | None = field(default=None, compare=False)


# --- What else a report brings ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Report:
    """What was published or filed."""

    id: str
    title: str
    publisher: str
    published: Instant
    recorded: Instant | None = None
    address: str | None = None
    language: str | None = None
    hash: str | None = None
    marking: str | None = None
    copy_of: str | None = None  # the report whose story it is, under another masthead
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Coverage:
    """A body was present, with access, and reporting: what it did not see did not happen.

    It rests on a claim, and never reaches past what was known.
    """

    id: str
    report: str
    chain: Chain  # who says that the body was covering
    body: str
    deeds: tuple[Deed, ...]
    area: str | None
    window: Interval
    known: Instant
    note: str | None = None
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class DeniedAccess:
    """A body was kept from a place, so that its silence about it shows nothing.

    It is evidence of no deed, and shows no absence: it is told beside the coverage.
    """

    id: str
    report: str
    chain: Chain
    body: str
    deeds: tuple[Deed, ...]  # what it could not see there; none: whatever is done
    area: str | None
    window: Interval
    known: Instant
    note: str | None = None
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class EventLink:
    """Somebody says of two claims that they are about one event, or that they are not.

    Of two such entries on the same claims the later holds.
    """

    id: str
    report: str
    chain: Chain
    is_same: bool
    first: str  # claims
    second: str
    because: str
    known: Instant
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Engagement:
    """A visit, meeting, call or statement: planned or held."""

    id: str
    report: str
    kind: Literal["visit", "meeting", "call", "statement"]
    status: Literal["planned", "held"]
    actors: tuple[str, ...]
    to: str | None
    counterparts: tuple[str, ...]
    when: Interval
    purpose: str | None
    chain: Chain
    known: Instant
    outcome: str | None = None
    about: tuple[str, ...] = ()
    note: str | None = None
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Position:
    """What an actor commits to, conditions, demands, threatens, considers, postpones or refuses.

    `for_now`: as it says itself, only for the present.
    """

    id: str
    report: str
    actor: str
    attitude: Attitude
    about: tuple[str, ...]
    words: str
    pressures: tuple[str, ...]
    when: Interval
    chain: Chain
    known: Instant
    for_now: bool = False
    note: str | None = None
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something that recurs by law or custom and so can be placed only in some years."""

    name: str
    title: str
    every_years: int
    first: Instant


Entry: TypeAlias = Claim | Coverage | DeniedAccess | EventLink | Engagement | Position


@dataclass(frozen=True, slots=True)
class Retraction:
    """Who said or published something says it no longer: a later entry, which deletes nothing.

    `entry` is the id of an entry, of figures or incidents and so of all that their file brought, or
    of a report and so of all that it brought.
    """

    id: str
    report: str
    entry: str
    chain: Chain
    known: Instant
    note: str  # why, in our words
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """An entry that no longer stands, and the correction or retraction in whose place or for which
    it fell."""

    entry: Entry
    by: Claim | Retraction


@dataclass(frozen=True, slots=True)
class Record:
    """Everything reported, in order of becoming known. Append-only: later entries, never edits.

    `is_open` unless a statement in it is marked as not for everybody. `witnessed` says of entries
    and reports that come from a log when a witness first signed for them; of all others only their
    reports say when they became known.
    """

    sources: Mapping[str, Source]
    reports: Mapping[str, Report]
    claims: tuple[Claim, ...]
    coverage: tuple[Coverage, ...] = ()
    engagements: tuple[Engagement, ...] = ()
    positions: tuple[Position, ...] = ()
    occasions: Mapping[str, Occasion] = field(default_factory=dict)
    offices: Mapping[str, Office] = field(default_factory=dict)
    denied: tuple[DeniedAccess, ...] = ()
    links: tuple[EventLink, ...] = ()
    retractions: tuple[Retraction, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()  # of a record as known: what had been said, and fell
    is_open: bool = True
    witnessed: Mapping[str, Instant] = field(default_factory=dict)
    _on: dict[Topic, tuple[Claim, ...]] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )

    def on(self, topic: Topic) -> tuple[Claim, ...]:
        """The claims on one topic, in their order. The record is sorted once, when first asked."""
        if not self._on:
            found: dict[Topic, list[Claim]] = {(): []}
            for claim in self.claims:
                for one in topics_of(claim):
                    found.setdefault(one, []).append(claim)
            self._on.update({one: tuple(claims) for one, claims in found.items()})
        return self._on.get(topic, ())

    def joined_by(self, claims: tuple[Claim, ...]) -> "Record":
        """The record after these claims have entered it, sorted as far as this one was."""
        later = replace(self, claims=(*self.claims, *claims))
        if self._on:
            later._on.update(self._on)
            for claim in claims:
                for topic in topics_of(claim):
                    later._on[topic] = (*later._on.get(topic, ()), claim)
        return later


def topics_of(claim: Claim) -> Iterator[Topic]:
    """What a claim can be looked up by."""
    match claim.content:
        case EventContent(deed=deed) | TotalContent(deed=deed):
            yield "deed", deed.action
            if deed.thing is not None:
                yield "deed", deed.action, deed.thing
        case LevelContent(level=level):
            yield "level", level.level
        case StateContent():
            yield ("state",)
        case ActContent():
            yield ("act",)
        case _:
            return


def deed_topic(deed: Deed) -> Topic:
    """Where the claims stand that can bear on a deed."""
    return ("deed", deed.action) if deed.thing is None else ("deed", deed.action, deed.thing)
