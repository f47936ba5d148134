"""Presence: who was there to see a deed, and who was kept from it.

Where somebody covered a deed, silence shows that it was not done. Where somebody was denied access,
silence shows nothing; and that access was denied is no evidence that anything was done there.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from servanda.agreement.model import Agreement, DeedClause, Stipulation
from servanda.agreement.subjects import all_clauses
from servanda.evidence.matching import bears_on, coverage_of, is_area_within
from servanda.record.model import Coverage, DeniedAccess, Record
from servanda.values.deed import Deed


@dataclass(frozen=True, slots=True)
class Presence:
    """The windows in which a deed would have been seen, and those in which access was denied."""

    coverage: tuple[Coverage, ...]
    denied: tuple[DeniedAccess, ...]


def presence_on(stipulation: Stipulation, agreement: Agreement, record: Record) -> Presence:
    """Whatever deed of the stipulation they are about."""
    deeds = [one.deed for one in all_clauses(stipulation) if isinstance(one, DeedClause)]
    coverage = {
        one.id: one for deed in deeds for one in coverage_of(record.coverage, deed, agreement)
    }
    denied = {one.id: one for deed in deeds for one in denied_of(record.denied, deed, agreement)}
    return Presence(tuple(coverage.values()), tuple(denied.values()))


def denied_of(
    denied: Iterable[DeniedAccess], deed: Deed, agreement: Agreement
) -> tuple[DeniedAccess, ...]:
    """Those that kept somebody from seeing such a deed somewhere where it may be done."""
    return tuple(
        one
        for one in denied
        if may_overlap(one.area, deed.place, agreement)
        and (not one.deeds or any(is_like(kept, deed, agreement) for kept in one.deeds))
    )


def is_like(one: Deed, other: Deed, agreement: Agreement) -> bool:
    """Whether one of two deeds may be one of the other."""
    return bears_on(one, other, agreement) or bears_on(other, one, agreement)


def may_overlap(one: str | None, other: str | None, agreement: Agreement) -> bool:
    """Whether one of two areas lies in the other; what names none is anywhere."""
    return is_area_within(one, other, agreement) or is_area_within(other, one, agreement)


def contradicts(coverage: Coverage, denied: DeniedAccess, agreement: Agreement) -> bool:
    """Whether a body is said to have covered what it is said to have been kept from."""
    return (
        coverage.body == denied.body
        and coverage.window.overlaps(denied.window)
        and may_overlap(coverage.area, denied.area, agreement)
        and (
            not denied.deeds
            or any(is_like(one, two, agreement) for one in coverage.deeds for two in denied.deeds)
        )
    )
