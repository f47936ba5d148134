"""What stands of a record: corrections and retractions applied, to the day.

A correction stands in place of what it corrects, and a retraction takes away what it names, from
the day on which they became known. Of several corrections of one entry the latest stands (those of
one report together: one claim may have been two). What a retraction takes away is as if it had
never been entered, a correction included; a retraction of the entry first claimed takes away what
was claimed in its place until then. In what order entries arrived does not matter.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from servanda.record.entries import every_entry, only_entries
from servanda.record.entry_names import statement_of
from servanda.record.model import Claim, Entry, Record, Retraction, Withdrawn


def standing(record: Record) -> Record:
    """The record without what was corrected or retracted in it; that is kept as `withdrawn`."""
    if not record.retractions and not any(claim.corrects for claim in record.claims):
        return record
    fallen = _fallen(record)
    fell = (Withdrawn(one, fallen[one.id]) for one in every_entry(record) if one.id in fallen)
    left = only_entries(record, lambda entry: entry.id not in fallen)
    return replace(left, withdrawn=(*record.withdrawn, *fell))


class History:
    """What fell for what: for every entry that stands, the claims in whose place it does."""

    def __init__(self, withdrawn: Iterable[Withdrawn]) -> None:
        self.all = tuple(withdrawn)
        self._by_id = {one.entry.id: one for one in self.all}
        self._fell_for: dict[str, list[Withdrawn]] = defaultdict(list)
        for one in self.all:
            self._fell_for[one.by.id].append(one)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, History) and self.all == other.all

    def __hash__(self) -> int:
        return hash(tuple(one.entry.id for one in self.all))

    def of(self, claim: Claim) -> tuple[Withdrawn, ...]:
        """What was claimed before in its place, the first first."""
        found: dict[str, Withdrawn] = {}
        waiting = [self._by_id[name] for name in claim.corrects if name in self._by_id]
        waiting.extend(self._fell_for.get(claim.id, ()))
        for one in waiting:  # grows by what fell for these
            if one.entry.id not in found:
                found[one.entry.id] = one
                waiting.extend(self._fell_for.get(one.entry.id, ()))
        return tuple(sorted(found.values(), key=lambda one: (one.entry.known, one.entry.id)))


def _fallen(record: Record) -> dict[str, Claim | Retraction]:
    """What no longer stands, by its id, and for which entry it fell."""
    retracted = Retracted(_by_entry(_in_force(record.retractions)))
    family = Family(record.claims, retracted)
    fallen: dict[str, Claim | Retraction] = dict(family.fallen())
    for entry in every_entry(record):
        retraction = None if isinstance(entry, Claim) else retracted.by(entry)
        if retraction is not None:
            fallen[entry.id] = retraction
    return fallen


# --- Retractions -----------------------------------------------------------------------------


def _in_force(retractions: Sequence[Retraction]) -> list[Retraction]:
    """Those that were not themselves retracted later; the latest is looked at first."""
    held: dict[str, list[Retraction]] = defaultdict(list)
    kept = []
    for one in sorted(retractions, key=lambda one: (one.known, one.id), reverse=True):
        names = (one.id, statement_of(one.id), one.report)
        later = (other for name in names if name is not None for other in held[name])
        if not any(other.known > one.known for other in later):
            kept.append(one)
            held[one.entry].append(one)
    return kept


def _by_entry(retractions: Iterable[Retraction]) -> dict[str, list[Retraction]]:
    found: dict[str, list[Retraction]] = defaultdict(list)
    for one in retractions:
        found[one.entry].append(one)
    return found


@dataclass(frozen=True, slots=True)
class Retracted:
    """The retractions in force, by the id of the entry, statement or report that they name."""

    named: Mapping[str, Sequence[Retraction]]

    def by(self, entry: Entry) -> Retraction | None:
        """The first retraction of the entry, of all that its file brought or of its report; of a
        correction, also one of what it corrects, if that came later than the correction."""
        whole = (*self._of(statement_of(entry.id)), *self._of(entry.report))
        found = [*self._of(entry.id), *(one for one in whole if one.known >= entry.known)]
        for earlier in entry.corrects if isinstance(entry, Claim) else ():
            names = (earlier, statement_of(earlier), earlier.partition(".")[0])
            later = (one for name in names for one in self._of(name))
            found.extend(one for one in later if one.known > entry.known)
        return min(found, key=lambda one: (one.known, one.id), default=None)

    def _of(self, name: str | None) -> Sequence[Retraction]:
        return () if name is None else self.named.get(name, ())


# --- Corrections -----------------------------------------------------------------------------


class Family:
    """Claims with what corrects them; what corrects another comes after it."""

    def __init__(self, claims: Iterable[Claim], retracted: Retracted) -> None:
        self.claims = sorted(claims, key=lambda claim: (len(claim.corrects), claim.id))
        self.retraction = {claim.id: retracted.by(claim) for claim in self.claims}
        self.corrections: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            if claim.corrects:
                self.corrections[claim.corrects[0]].append(claim)
        self.alive: set[str] = set()  # what was not retracted, or was corrected afterwards
        for claim in reversed(self.claims):
            below = self.corrections.get(claim.id, ())
            if self.retraction[claim.id] is None or any(one.id in self.alive for one in below):
                self.alive.add(claim.id)
        self.latest = {name: self._latest(below) for name, below in self.corrections.items()}

    def fallen(self) -> dict[str, Claim | Retraction]:
        """Each claim that does not stand, and for which entry it fell."""
        found: dict[str, Claim | Retraction] = {}
        passed: dict[str, Claim] = {}  # corrections for which another stands, and theirs
        for claim in self.claims:
            above = claim.corrects[0] if claim.corrects else ""
            chosen = self.latest.get(above, ())
            if above in passed:
                passed[claim.id] = passed[above]
            elif chosen and claim not in chosen:
                passed[claim.id] = chosen[0]
            instead = self.latest.get(claim.id, ())
            retraction = self.retraction[claim.id]
            if claim.id in passed:
                found[claim.id] = passed[claim.id]
            elif instead:
                found[claim.id] = instead[0]
            elif retraction is not None:
                found[claim.id] = retraction
        return found

    def _latest(self, corrections: Sequence[Claim]) -> list[Claim]:
        """Of several corrections of one entry those that became known last, of one report."""
        alive = [one for one in corrections if one.id in self.alive]
        last = max(((one.known, one.report) for one in alive), default=None)
        return [one for one in alive if (one.known, one.report) == last]
