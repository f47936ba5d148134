"""Two viewpoints compared, thing by thing, in what a row, a phase or a fund reaches."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product, zip_longest

from servanda.agreement.dependencies import leaves
from servanda.agreement.model import Complies, StipulationIs, StipulationState
from servanda.evidence.viewpoint import Viewpoint
from servanda.values.instant import Instant
from servanda.verdict.assessment import Item
from servanda.verdict.cases import Case, Cases, held
from servanda.verdict.judgements import (
    BREACHED,
    DONE,
    Judgement,
    Stated,
    of_seats,
    of_subject,
    of_text,
    seen_by,
)
from servanda.verdict.subject import Subject, conditions_of
from servanda.verdict.terms import RowKey

ABSENT = {"tally": "not heard", "finding": "not recognised", "coverage": "not relied on"}
Asked = Mapping[str, frozenset[StipulationState]]
Values = tuple[frozenset[Hashable], frozenset[Hashable]]
Pair = tuple[Judgement | None, Judgement | None]  # None: it has nothing of the kind


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two viewpoints in the cases of one of them: what waits on what there, and who sits where."""

    cases: Cases
    viewpoints: tuple[Viewpoint, Viewpoint]
    eyes: tuple[Cases, Cases]  # the same cases as each of the two sees them
    readings: tuple[str, ...]
    seats: Mapping[str, Pair]
    _stated: dict[tuple[str, Case], tuple[tuple[Stated, ...], tuple[Stated, ...]]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def differing(self, key: RowKey) -> dict[str, Pair]:
        """Everything in the reach of a row of which the two make something different."""
        found = self._texts(key[0])
        reach = sorted(self.cases.reach(key[0]))
        asked = self._asked(key[0], reach)
        for subject in reach:
            for case in self._cases_of(key[0], subject):
                one, other = self._both(subject, case)
                found |= paired(
                    self._on(key, one, subject, asked), self._on(key, other, subject, asked)
                )
        return found

    def touching(self, name: str) -> frozenset[str]:
        """The identities of what a subject itself rests on, of which they make different things."""
        found = set(self._texts(name))
        for case in self._cases_of(name, name):
            one, other = self._both(name, case)
            found |= set(
                paired((each.judgement for each in one), (each.judgement for each in other))
            )
        return frozenset(found)

    def read(self, name: str) -> Iterator[Subject]:
        """A subject in every case, as each of the two sees what bears on it."""
        for case in self._cases_of(name, name):
            yield from (eyes.subject(name, case) for eyes in self.eyes)

    def resting(self, name: str) -> dict[str, Values]:
        """Everything on which a subject itself rests, by identity, with all that the first and the
        second make of it, whichever row asks."""
        found: dict[str, tuple[set[Hashable], set[Hashable]]] = {}
        for case in self._cases_of(name, name):
            for number, stated in enumerate(self._both(name, case)):
                for one in stated:
                    values = found.setdefault(one.judgement.identity, (set(), set()))
                    values[number].add(one.judgement.value)
        return {key: (frozenset(one), frozenset(other)) for key, (one, other) in found.items()}

    def telling(self, name: str, asked: frozenset[StipulationState]) -> frozenset[str]:
        """The identities of what tells on those who ask no more than this of a subject."""
        return frozenset(
            one.judgement.identity
            for case in self._cases_of(name, name)
            for stated in self._both(name, case)
            for one in stated
            if one.tells_on is None or one.tells_on & asked
        )

    def _texts(self, name: str) -> dict[str, Pair]:
        one, other = (of_text(name, self.cases, eyes, self.readings) for eyes in self.viewpoints)
        return paired(one, other)

    def _on(
        self, key: RowKey, every: Iterable[Stated], subject: str, asked: Asked
    ) -> Iterator[Judgement]:
        """Of a row's own stipulation, what the row itself rests on, unless that waits on itself;
        of another, what can tell on it from there."""
        own = subject == key[0]
        alone = own and not any(
            subject in self.cases.reach(other) for other in self.cases.waits[subject]
        )
        for one in every:
            is_of_row = not alone or one.row is None or one.row == key
            if is_of_row and (own or one.tells_on is None or one.tells_on & asked[subject]):
                yield one.judgement

    def _asked(self, name: str, reach: Iterable[str]) -> Asked:
        """What is asked about each subject by all those that a row reaches. Of what replaces
        another whatever may be asked of that."""
        asked: dict[str, frozenset[StipulationState]] = defaultdict(frozenset)
        for subject in reach:
            for case in self._cases_of(name, subject):
                read = self.eyes[0].subject(subject, case), self.eyes[1].subject(subject, case)
                for one in read:
                    for other, states in questions_of(one):
                        asked[other] |= states
        return asked

    def _both(self, name: str, case: Case) -> tuple[tuple[Stated, ...], tuple[Stated, ...]]:
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


def asked_in(comparisons: Iterable[Comparison]) -> dict[str, frozenset[StipulationState]]:
    """What anything in the agreement asks of each subject, as either of the two reads it."""
    asked: dict[str, frozenset[StipulationState]] = {}
    for comparison in comparisons:
        for name in comparison.cases.component_of:
            for one in comparison.read(name):
                for other, states in questions_of(one):
                    asked[other] = asked.get(other, frozenset()) | states
    return asked


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


def questions_of(subject: Subject) -> Iterator[tuple[str, frozenset[StipulationState]]]:
    """What a subject asks of others."""
    windows = (route.window for act in subject.acts for route in act.routes if route.window)
    for condition in (*conditions_of(subject.terms), *windows):
        for leaf in leaves(condition):
            match leaf:
                case StipulationIs(name, state):
                    yield name, frozenset({state})
                case Complies(_, names):
                    yield from ((name, BREACHED) for name in names)
                case _:
                    continue
    yield from ((name, DONE | BREACHED) for name in subject.replaced_by)
