"""Presence: who was there to see a deed, and who was kept from it.

Where somebody covered a deed, silence shows that it was not done. Where somebody was denied access,
silence shows nothing; and that access was denied is no evidence that anything was done there.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from servanda.agreement.model import Agreement, DeedClause, Stipulation
from servanda.agreement.subjects import all_clauses
from servanda.evidence.matching import bears_on, coverage_of, is_area_within
from servanda.record.model import Coverage, DeniedAccess, Record
from servanda.values.deed import Deed
from servanda.values.instant import without


@dataclass(frozen=True, slots=True)
class Presence:
    """The windows in which a deed would have been seen, and those in which access was denied.

    `of_some` are the bearers of each window, by its id, that is about the deeds of some of them
    only, where each answers for itself.
    """

    coverage: tuple[Coverage, ...]
    denied: tuple[DeniedAccess, ...]
    of_some: Mapping[str, tuple[str, ...]]

    def is_of(self, window: Coverage | DeniedAccess, bearer: tuple[str, ...]) -> bool:
        """Whether a window is about the deeds of a bearer, or about those of all."""
        some = self.of_some.get(window.id)
        return some is None or not set(some).isdisjoint(bearer)


def presence_on(stipulation: Stipulation, agreement: Agreement, record: Record) -> Presence:
    """Whatever deed of the stipulation they are about."""
    deeds = list(_deeds_of(stipulation))
    coverage: dict[str, Coverage] = {}
    denied: dict[str, DeniedAccess] = {}
    bearers: dict[str, dict[tuple[str, ...], None]] = {}
    for bearer, deed in deeds:
        seen = {one.id: one for one in coverage_of(record.coverage, deed, agreement)}
        kept_out = {one.id: one for one in denied_of(record.denied, deed, agreement)}
        coverage |= seen
        denied |= kept_out
        for window in (*seen, *kept_out):
            bearers.setdefault(window, {})[bearer] = None
    every = {bearer for bearer, _ in deeds}
    of_some = {
        window: tuple(actor for bearer in told for actor in bearer)
        for window, told in bearers.items()
        if set(told) != every
    }
    return Presence(tuple(coverage.values()), tuple(denied.values()), of_some)


def _deeds_of(stipulation: Stipulation) -> Iterator[tuple[tuple[str, ...], Deed]]:
    """Who answers for which deed; of a ban, and of `each of` several, each for its own."""
    for clause in all_clauses(stipulation):
        if not isinstance(clause, DeedClause):
            continue
        apart = stipulation.kind == "ban" or clause.separately
        for bearer in [(actor,) for actor in clause.bearers] if apart else [clause.bearers]:
            is_own = not clause.answering
            yield bearer, replace(clause.deed, actors=bearer) if is_own else clause.deed


def coverage_with_access(record: Record, deed: Deed, agreement: Agreement) -> tuple[Coverage, ...]:
    """The windows in which a body would have seen the deed, without the time for which anybody
    says that it was kept from seeing it somewhere where it may be done: then its silence shows
    nothing, whoever says that it was there."""
    denied = denied_of(record.denied, deed, agreement)
    return tuple(
        replace(one, window=window)
        for one in coverage_of(record.coverage, deed, agreement)
        for window in without(
            one.window, (each.window for each in denied if contradicts(one, each, agreement))
        )
    )


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
