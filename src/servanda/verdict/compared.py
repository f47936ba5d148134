"""Two viewpoints compared, thing by thing, in what a row, a phase or a fund reaches."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product, zip_longest

from servanda.evidence.viewpoint import Viewpoint
from servanda.values.instant import Instant
from servanda.verdict.assessment import Item
from servanda.verdict.cases import Case, Cases, held
from servanda.verdict.judgements import (
    Judgement,
    of_seats,
    of_subject,
    of_text,
    seen_by,
)
from servanda.verdict.terms import RowKey

ABSENT = {"tally": "not heard", "finding": "not recognised", "coverage": "not relied on"}
Pair = tuple[Judgement | None, Judgement | None]  # None: it has nothing of the kind
Stated = tuple[tuple[RowKey | None, Judgement], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two viewpoints in the cases of one of them: what waits on what there, and who sits where."""

    cases: Cases
    viewpoints: tuple[Viewpoint, Viewpoint]
    eyes: tuple[Cases, Cases]  # the same cases as each of the two sees them
    readings: tuple[str, ...]
    seats: Mapping[str, Pair]
    _stated: dict[tuple[str, Case], tuple[Stated, Stated]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def differing(self, key: RowKey) -> dict[str, Pair]:
        """Everything in the reach of a row of which the two make something different."""
        one, other = self.viewpoints
        texts = (of_text(key[0], self.cases, eyes, self.readings) for eyes in (one, other))
        found = paired(*texts)
        for subject in sorted(self.cases.reach(key[0])):
            for case in self._cases_of(key[0], subject):
                first, second = self._both(subject, case)
                found |= paired(self._on(key, subject, first), self._on(key, subject, second))
        return found

    def touching(self, name: str) -> frozenset[str]:
        """The identities of what a subject itself rests on, of which they make different things."""
        found = set(paired(*(of_text(name, self.cases, eyes, self.readings)
                             for eyes in self.viewpoints)))  # fmt: skip
        for case in self._cases_of(name, name):
            first, second = self._both(name, case)
            found |= set(paired((one for _, one in first), (one for _, one in second)))
        return frozenset(found)

    def _on(self, key: RowKey, subject: str, stated: Stated) -> Iterator[Judgement]:
        """Of the row's own stipulation, what it rests on itself, unless that waits on itself."""
        own = subject == key[0] and not any(
            subject in self.cases.reach(other) for other in self.cases.waits[subject]
        )
        return (one for row, one in stated if not own or row is None or row == key)

    def _both(self, name: str, case: Case) -> tuple[Stated, Stated]:
        if (name, case) not in self._stated:
            subjects = (eyes.subject(name, case) for eyes in self.eyes)
            one, other = map(of_subject, subjects, self.eyes)
            self._stated[name, case] = one, other
        return self._stated[name, case]

    def _cases_of(self, name: str, subject: str) -> Iterable[Case]:
        """The cases in which either of the two would read what a row reaches."""
        options = (
            self.cases.relevant(subject, case)
            for case in either_options(name, self.cases, self.viewpoints, self.readings)
        )
        return dict.fromkeys(options)


def compare(
    cases: Cases, first: Viewpoint, second: Viewpoint, readings: tuple[str, ...]
) -> Comparison:
    seats = paired(of_seats(cases.docket, first), of_seats(cases.docket, second))
    eyes = seen_by(first, cases), seen_by(second, cases)
    return Comparison(cases, (first, second), eyes, readings, seats)


def either_options(
    name: str, cases: Cases, viewpoints: Iterable[Viewpoint], readings: Sequence[str]
) -> list[Case]:
    """Every case that any of the viewpoints, or several together, leave open for a subject."""
    choices = [
        [
            (number, reading)
            for reading in dict.fromkeys(
                one for eyes in viewpoints for one in held(cases.groups[number], eyes, readings)
            )
        ]
        for number in sorted(cases.cones[cases.component_of[name]])
    ]
    return [tuple(combination) for combination in product(*choices)]


def paired(first: Iterable[Judgement], second: Iterable[Judgement]) -> dict[str, Pair]:
    """By identity, what the two make of a thing, where that differs. What is weighed for several
    rows is shown as it is weighed for the first in which it does."""
    here, there = _by_identity(first), _by_identity(second)
    found: dict[str, Pair] = {}
    for identity in dict.fromkeys((*here, *there)):
        for pair in zip_longest(here.get(identity, ()), there.get(identity, ())):
            if _value(pair[0]) != _value(pair[1]):
                found[identity] = pair
                break
    return found


def item_of(pair: Pair, names: tuple[str, str]) -> Item:
    """A thing of which the two make something different, in words."""
    told = pair[0] or pair[1]
    assert told is not None, "one of the two makes something of it"
    first, second = (_takes(one, told) for one in pair)
    words = f"{told.what}: {names[0]} {first}, {names[1]} {second}"
    if told.over == "text" and told.identity.startswith("reading:"):
        words = f"{told.what}: {first} or {second}"
    elif told.over != "facts":
        words = told.what
    return Item(told.identity, told.over, told.what, first, second, words, told.claim)


def weighs_by(pair: Pair, instant: Instant) -> bool:
    return any(one is not None and one.weighs <= instant for one in pair)


def _takes(one: Judgement | None, told: Judgement) -> str:
    if one is not None:
        return one.takes
    return ABSENT.get(told.identity.partition(":")[0], "nothing")


def _value(one: Judgement | None) -> object:
    return None if one is None else one.value


def _by_identity(every: Iterable[Judgement]) -> dict[str, list[Judgement]]:
    found: dict[str, list[Judgement]] = {}
    for one in every:
        found.setdefault(one.identity, []).append(one)
    return found
