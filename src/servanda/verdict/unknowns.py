"""Shared unknowns: one contested issue that reaches a verdict along several ways.

Bounds carried through conditions are sound, but they forget that an issue met twice is one and the
same. Where a dozen or fewer issues do so, each is settled both ways, jointly, and what holds in
every case is sure. Beyond that the bounds stand as they are.
"""

from collections import Counter as Tally
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from servanda.agreement.dependencies import leaves
from servanda.agreement.model import (
    Complies,
    Condition,
    Happens,
    IsDone,
    PhaseIsOpen,
    StipulationIs,
)
from servanda.evidence.counter import Counter
from servanda.evidence.level import LevelTrack
from servanda.values.deed import Deed
from servanda.values.instant import Instant
from servanda.values.quantity import UNBOUNDED
from servanda.verdict.basis import Basis
from servanda.verdict.cases import Case, Cases
from servanda.verdict.docket import Docket
from servanda.verdict.judge import Axes, is_undetermined
from servanda.verdict.subject import Solved, conditions_of

MOST_UNKNOWNS = 12
NONE_SETTLED: Mapping[str, bool] = MappingProxyType({})
Unknown: TypeAlias = tuple[str, Instant]  # an issue, and from when it weighs


def joint_unknowns(name: str, cases: Cases, case: Case, at: Instant) -> tuple[str, ...]:
    """The subject's shared unknowns that weigh by an instant; none if they are too many."""
    shared = tuple(one for one, since in shared_unknowns(name, cases, case) if since <= at)
    return shared if len(shared) <= MOST_UNKNOWNS else ()


def settled_jointly(
    plain: Axes | None,
    issues: Sequence[str],
    settle: Callable[[Mapping[str, bool]], Axes | None],
    decisions: Mapping[str, bool] = NONE_SETTLED,
) -> Iterator[Axes]:
    """The axes under every combination of the issues. Where some of them, settled, leave nothing
    open, the others need no settling."""
    if not issues or (plain is not None and not is_undetermined(plain)):
        yield from () if plain is None else (plain,)
        return
    for decision in (False, True):
        settled = {**decisions, issues[0]: decision}
        yield from settled_jointly(settle(settled), issues[1:], settle, settled)


def shared_unknowns(name: str, cases: Cases, case: Case) -> tuple[Unknown, ...]:
    """The undetermined issues that reach a subject along more than one way, by name, each with
    the instant from which it weighs."""

    def find_them() -> tuple[Unknown, ...]:
        ways: Tally[Unknown] = Tally()
        _walk(name, 1, cases, case, ways, frozenset())
        return tuple(sorted(issue for issue, number in ways.items() if number > 1))

    return cases.shared(name, case, find_them)


def _walk(
    name: str, ways: int, cases: Cases, case: Case, found: Tally[Unknown], above: frozenset[str]
) -> None:
    """Adds, for each undetermined issue below, in how many ways it is reached. A loop reaches
    itself along two ways at least."""
    if name in above:
        for issue in _own_unknowns(cases.solved(name, case)):
            found[issue] += ways
        return
    solved = cases.solved(name, case)
    for issue in _own_unknowns(solved):
        found[issue] += ways
    for condition in (*conditions_of(solved.subject.terms), *solved.subject.formed):
        for atom in leaves(condition):
            for issue in _of_deed(atom, cases.docket):
                found[issue] += ways
            for other in _names(atom):
                _walk(other, ways, cases, case, found, above | {name})


def _own_unknowns(solved: Solved) -> Iterator[Unknown]:
    """Each once: the limbs and classes of one stipulation rest on it, but do not combine."""
    yield from {
        issue
        for basis in solved.bases.values()
        for issue in (
            *(issue for counter in _counters(basis) for issue in _unknown(counter)),
            *(issue for track in _bases(basis) for issue in _unknown_base(track)),
        )
    }


def _counters(basis: Basis) -> Iterator[Counter]:
    yield from (c for c in (basis.outcome, basis.performance, basis.base) if c is not None)


def _bases(basis: Basis) -> tuple[LevelTrack, ...]:
    return basis.owed.tracks() if basis.owed is not None else ()


def _unknown_base(track: LevelTrack) -> Iterator[Unknown]:
    """A base that several count differently: its range is one unknown, whoever asks."""
    for issue in track.issues:
        stand = track.values.at(issue.weighs_from)
        bounds = stand.established if stand is not None else None
        if bounds is not None and not bounds.is_exact and bounds.high < UNBOUNDED:
            yield issue.id, issue.weighs_from


def _unknown(counter: Counter) -> Iterator[Unknown]:
    return ((issue.id, issue.weighs_from) for issue in counter.issues if not issue.amount.is_exact)


def _of_deed(atom: Condition, docket: Docket) -> Iterator[Unknown]:
    match atom:
        case IsDone(deed):
            yield from _of(deed, docket)
        case Happens(event):
            deed_of = docket.agreement.events[event].deed
            if deed_of is not None:
                yield from _of(deed_of, docket)
        case _:
            return


def _of(deed: Deed, docket: Docket) -> Iterator[Unknown]:
    yield from _unknown(docket.deed_counter(deed))
    owed = docket.deed_owed(deed)
    for track in owed.tracks() if owed is not None else ():
        yield from _unknown_base(track)


def _names(atom: Condition) -> Iterator[str]:
    match atom:
        case StipulationIs(name, _) | PhaseIsOpen(name):
            yield name
        case Complies(_, names):
            yield from names
        case _:
            return
