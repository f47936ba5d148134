"""Decisive leaves: the claims and coverage of which taking one away, alone, changes a verdict.

Each leaf is taken away and the verdict is asked for again. Most leaves are one of several that
say the same; for those it is enough to see that no counter or level comes out differently, and
nothing has to be solved.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from servanda.evidence.counter import Counter
from servanda.evidence.issue import Issue
from servanda.evidence.level import LevelTrack
from servanda.record.model import ActContent, Claim, Record, StateContent
from servanda.verdict.acts import Acts
from servanda.verdict.declarations import Declaration
from servanda.verdict.docket import Docket
from servanda.verdict.drawn import Done
from servanda.verdict.seating import seated_docket

MOST_TRIED = 60
Words: TypeAlias = tuple[object, ...]  # what a verdict says of each row, without its figures


@dataclass(frozen=True, slots=True)
class Decisive:
    """For each row, those of the references without which its words are others; and those that
    were not tried."""

    of_row: tuple[frozenset[str], ...]
    untried: frozenset[str]


def decisive_leaves(
    references: Sequence[str], docket: Docket, words_of: Callable[[Docket], Words]
) -> Decisive:
    """Takes each reference away, alone.

    References are tried in the order given. Of those that make some counter or level come out
    differently no more than `MOST_TRIED` are, so that a verdict on hundreds of claims can still
    be explained.
    """
    before = words_of(docket)
    found: list[set[str]] = [set() for _ in before]
    untried: set[str] = set()
    tried = 0
    for reference in references:
        if tried >= MOST_TRIED:
            untried.add(reference)
            continue
        smaller = _without(reference, docket)
        if _weighs_alike(reference, docket, smaller):
            continue
        tried += 1
        after = words_of(smaller)
        for row, marked in enumerate(found):
            if row >= len(after) or after[row] != before[row]:
                marked.add(reference)
    return Decisive(tuple(frozenset(marked) for marked in found), frozenset(untried))


def without(record: Record, reference: str) -> Record:
    """The record as if one claim, or one window of coverage, had never been entered."""
    return replace(
        record,
        claims=tuple(claim for claim in record.claims if claim.id != reference),
        coverage=tuple(window for window in record.coverage if window.id != reference),
    )


def _without(reference: str, docket: Docket) -> Docket:
    """The docket without a reference, sharing what was drawn without it; a new one where somebody
    is seated on its word."""
    if _is_of_seat(reference, docket) and docket.text is not None:
        return seated_docket(docket.text, without(docket.record, reference), docket.judge)
    return docket.sharing(
        without(docket.record, reference),
        lambda drawn: not isinstance(drawn, Done) and reference not in _mentioned(drawn),
    )


def _weighs_alike(reference: str, docket: Docket, smaller: Docket) -> bool:
    """Whether everything drawn from the record comes out the same without the reference."""
    if _is_of_seat(reference, docket):
        return False
    if any(
        c.id == reference and isinstance(c.content, StateContent | ActContent)
        for c in docket.record.claims
    ):
        return False
    for key, drawn in docket.drawn():
        if reference not in _mentioned(drawn):
            continue
        again = smaller.drawn_again(key)
        if isinstance(drawn, Counter) and isinstance(again, Counter):
            if _of_counter(again) != _of_counter(drawn):
                return False
        elif isinstance(drawn, LevelTrack) and isinstance(again, LevelTrack):
            if _of_level(again) != _of_level(drawn):
                return False
        else:
            return False
    return True


def _is_of_seat(reference: str, docket: Docket) -> bool:
    return any(claim.id == reference for seat in docket.seats for claim in seat.claims)


def _mentioned(drawn: object) -> frozenset[str]:
    """The claims and coverage on which something drawn rests."""
    match drawn:
        case Counter():
            bases = (claim for track in drawn.bases for claim in _claims_of_level(track))
            claims = (claim.id for claim in (*drawn.claims, *bases))
            return frozenset((*claims, *(w.id for w in drawn.coverage)))
        case LevelTrack():
            return frozenset(claim.id for claim in _claims_of_level(drawn))
        case Declaration():
            return frozenset(claim.id for claim in drawn.claims)
        case Acts():
            return frozenset(claim.id for act in drawn.made for claim in act.claims)
        case tuple():
            return frozenset(claim.id for tally in drawn for claim in _claims_of(tally))
        case _:
            return frozenset()


def _claims_of(tally: object) -> Iterator[Claim]:
    for window in getattr(tally, "windows", ()):
        yield window.claim


def _claims_of_level(track: LevelTrack) -> Iterator[Claim]:
    yield from (claim for issue in track.issues for claim in issue.claims)


def _of_counter(counter: Counter) -> tuple[object, ...]:
    """Everything of a counter that a verdict's words depend on."""
    steps = (counter.surely, counter.claimed, counter.shown, counter.most, counter.denied)
    return (*steps, *map(_of_issue, counter.issues), len(counter.coverage))


def _of_level(track: LevelTrack) -> tuple[object, ...]:
    return (track.values, *map(_of_issue, track.issues))


def _of_issue(issue: Issue) -> tuple[object, ...]:
    thresholds = tuple(
        (t.amount, t.truth, bool(t.supporting.claims), bool(t.opposing.claims))
        for t in issue.thresholds
    )
    return issue.kind, issue.when, issue.amount, issue.shown_high, issue.contested, thresholds
