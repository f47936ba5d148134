"""An incident: one row of somebody's table, in the columns that all tables share.

It is a claim of its source like any other: nothing here says that it happened.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

TimePrecision = Literal["instant", "day", "week", "month", "year", "unknown"]
PlacePrecision = Literal["exact", "near", "district", "province", "country", "unknown"]
Counted = Literal["events", "people"]


@dataclass(frozen=True, slots=True)
class Bounds:
    """A number as a source tells it: at least, at most, and what it holds best, if it says."""

    low: int
    high: int
    best: int | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """One row, read.

    `id` is the row's own name in its source (made of its contents where the source gives none).
    The time is half-open in UTC: `starts` up to `ends`. `kind` is the source's code, `action` ours,
    where the vocabulary knows it. `by` and `against` are actors as the source names them; `actor`
    and `target` the agreement's names for them, where known. `areas` are the agreement's areas in
    which the place surely lies, given its precision.
    """

    source: str
    id: str
    row: int  # of the file, from 1, the header not counted
    starts: datetime
    ends: datetime
    time_precision: TimePrecision
    kind: str
    action: str | None
    by: str | None
    against: str | None
    actor: str | None
    target: str | None
    place: str | None
    latitude: float | None
    longitude: float | None
    place_precision: PlacePrecision
    areas: tuple[str, ...] = ()
    killed: Bounds | None = None
    injured: Bounds | None = None
    reported_by: str | None = None  # the outlet or body that the source itself names
    address: str | None = None
    note: str | None = None  # the source's own description, never taken into a claim
    between: tuple[str, ...] = ()  # both sides, where the source does not say who did it to whom
    tally: Bounds | None = None  # of a row of counts: how many; None: the row is one event
    counted: Counted = "events"  # what the tally counts
    running: bool = False  # the tally is a total since a beginning, never to be added up
    zone: str = "UTC"  # the time zone in which the source's days were read
    known: datetime | None = None  # since when the source says that it knew; None: since import


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A row that was read and not accepted: where, why, and the row as it stands in the file.

    `reason` is a name of `reasons.REASONS`. Personal data are left out of `text`. `id` is the row's
    name in its source, where so much could be read.
    """

    row: int
    reason: str
    column: str | None
    text: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What came of an import: `read` is always `accepted` + `quarantined` + `unchanged`."""

    source: str
    read: int
    accepted: int  # new rows and changed ones
    unchanged: int  # rows that an earlier import brought as they are
    corrected: int  # of the accepted: rows that replace an earlier one
    deleted: int  # rows of an earlier export that this one no longer has
    quarantined: int
    reasons: dict[str, int] = field(default_factory=dict)  # quarantined rows by reason
    remarks: dict[str, int] = field(default_factory=dict)  # what was read otherwise than it stands
