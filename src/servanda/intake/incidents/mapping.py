"""A mapping: which columns of somebody's table say what of an incident."""

from collections.abc import Iterator
from collections.abc import Mapping as Named
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from servanda.intake.incidents.model import Counted, PlacePrecision, TimePrecision
from servanda.intake.incidents.tables.rows import Key, Wanted
from servanda.intake.incidents.vocabulary import System

Outcome = Literal["killed", "injured", "other"]
Person = Literal["name", "telephone", "household"]
Then = Literal["leave-out", "quarantine", "coarsen"]
Alike = Literal["events", "again"]
OutOfOrder = Literal["quarantine", "widen"]
Form = Literal["table", "revisions"]
Word = TypeVar("Word")


@dataclass(frozen=True, slots=True)
class Times:
    """When it happened: columns, how they are written, and in which zone.

    `formats` are tried in their order; ISO 8601 is always read. `zones` says the zone by a value of
    `zone_column`, `zone` that of all others. A time with an offset of its own needs none.
    """

    starts: str
    ends: str | None
    formats: tuple[str, ...]
    zone: str
    zone_column: str | None
    zones: Named[str, str]
    precision: "Coded[TimePrecision]"


@dataclass(frozen=True, slots=True)
class Coded(Generic[Word]):
    """A word that a column tells by codes, or that holds for every row."""

    column: str | None
    values: Named[str, Word]
    default: Word | None  # where the cell is empty, or there is no column


@dataclass(frozen=True, slots=True)
class Kinds:
    """What happened: a column, or the same for all; renamed by `values`. `actions` are the
    agreement's for a kind; for others the `vocabulary` to whose codes the kinds belong has them."""

    column: str | None
    value: str | None
    values: Named[str, str]
    only_listed: bool
    actions: Named[str, str]
    vocabulary: System | None


@dataclass(frozen=True, slots=True)
class Sides:
    """Who did it to whom. `directed` are the kinds for which the source says so; in others it only
    says who was there. None: it says so for all."""

    by: str | None
    against: str | None
    directed: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Places:
    """Where: the first of `names` that is not empty, coordinates in degrees, and how exact."""

    names: tuple[str, ...]
    latitude: str | None
    longitude: str | None
    precision: Coded[PlacePrecision]


@dataclass(frozen=True, slots=True)
class Number:
    """How many: one column, or those of the lowest, the best and the highest number."""

    low: str | None
    best: str | None
    high: str | None
    out_of_order: OutOfOrder


@dataclass(frozen=True, slots=True)
class Count:
    """A column of counts, whose every cell is an incident of its own."""

    column: str
    counted: Counted
    outcome: Outcome
    running: bool


@dataclass(frozen=True, slots=True)
class SetAside:
    """Rows that are none: those with one of these values in a column."""

    column: str
    equals: frozenset[str]
    reason: str


@dataclass(frozen=True, slots=True)
class Personal:
    """A column of personal data, and what is done with a row that has something in it (or one of
    `equals`, if there are any)."""

    column: str
    what: Person
    then: Then
    equals: frozenset[str]


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a table is read. `id` are the columns that name a row; none: its contents do."""

    name: str
    about: str
    form: Form
    id: tuple[str, ...]
    alike: Alike
    encoding: str | None
    delimiter: str | None
    needed: tuple[str, ...]
    optional: tuple[str, ...]  # columns that it names and that a table may lack
    time: Times
    kind: Kinds
    sides: Sides
    place: Places
    killed: Number | None
    injured: Number | None
    counts: tuple[Count, ...]
    reported_by: str | None
    address: str | None
    note: str | None
    note_cites: bool  # the note names publications, so that a `@channel` in it is a source
    known: str | None
    set_aside: tuple[SetAside, ...]
    personal: tuple[Personal, ...]
    assumes: tuple[str, ...]  # what it takes for granted that the source does not say

    def wanted(self) -> Wanted:
        """The columns by which its tables are known, those it reads beside them, and those of
        them that a table may lack."""
        needed = {*self.id, *self.needed, self.time.starts}
        others = {name: key for key, name in _columns(self) if name and name not in needed}
        return Wanted(frozenset(needed), others, frozenset(self.optional))


def _columns(mapping: Mapping) -> Iterator[tuple[Key, str | None]]:
    """Every column that is named, with the table and the word of a mapping that name it."""
    times, place = mapping.time, mapping.place
    yield ("time", "ends"), times.ends
    yield ("time", "zone-column"), times.zone_column
    yield ("time.precision", "column"), times.precision.column
    yield ("kind", "column"), mapping.kind.column
    yield ("sides", "by"), mapping.sides.by
    yield ("sides", "against"), mapping.sides.against
    for name in place.names:
        yield ("place", "names"), name
    yield ("place", "latitude"), place.latitude
    yield ("place", "longitude"), place.longitude
    yield ("place.precision", "column"), place.precision.column
    for table, number in (("killed", mapping.killed), ("injured", mapping.injured)):
        if number is not None:
            alone = number.low is None and number.high is None
            yield (table, "low"), number.low
            yield (table, "number" if alone else "best"), number.best
            yield (table, "high"), number.high
    for count in mapping.counts:
        yield ("counts", count.column), count.column
    yield ("source", "reported-by"), mapping.reported_by
    yield ("source", "address"), mapping.address
    yield ("source", "note"), mapping.note
    yield ("known", "column"), mapping.known
    for aside in mapping.set_aside:
        yield ("set-aside", "column"), aside.column
    for person in mapping.personal:
        yield ("personal", "column"), person.column
