"""Rows of a file of incidents: what a data set tells, one event a row, with every later version.

A data set codes events and often does not say who began one: what it names are the two sides.
"""

from dataclasses import dataclass
from typing import TypeAlias

from servanda.record.figures import Malformed
from servanda.record.model import Toll
from servanda.values.instant import NEVER, Instant, Interval


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One row of one version of a file.

    `id` is its name in the data set, kebab-case. `by` and `against` are the two sides in the
    words of the data set; `areas` those of the agreement in which the place surely lies. It is
    known `known_from` when the row was exported so, until another version took its place.
    """

    id: str
    kind: str
    when: Interval
    by: str | None
    against: str | None
    place: str | None
    areas: frozenset[str]
    killed: Toll | None
    injured: Toll | None
    known_from: Instant
    known_to: Instant = NEVER


IncidentRows: TypeAlias = tuple[IncidentRow, ...]
RowsRead: TypeAlias = IncidentRows | Malformed
