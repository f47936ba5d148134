"""Settling: what the two viewpoints say once one takes single things from the other.

A *mixture* is the first viewpoint with some of the second's judgements in place of its own. Only
what a subject reaches is solved in it, and what rests on nothing that was mixed otherwise is taken
from an earlier mixture.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from servanda.agreement.model import Agreement
from servanda.evidence.viewpoint import Viewpoint
from servanda.record.model import Record
from servanda.verdict.assess import cases_of, merged, row_keys
from servanda.verdict.assessment import Item, Question
from servanda.verdict.cases import Cases, Part, everything, open_cases
from servanda.verdict.compared import Comparison, Pair, compare, item_of, weighs_by
from servanda.verdict.fund import judge_fund
from servanda.verdict.judgements import reading_identity
from servanda.verdict.phase import phase_word
from servanda.verdict.seating import seated_docket
from servanda.verdict.subject import Solved
from servanda.verdict.terms import RowKey

NOT_THERE = "not there"
BINDING = ("linkage:", "act:")  # what mixes these may wait on something else
MOST_KEPT = 5_000  # mixtures, before they are forgotten
Taken = frozenset[str]  # the identities of what is taken from the second viewpoint


@dataclass(slots=True)
class Sides:
    """Two viewpoints on one agreement and record, and every mixture of them."""

    agreement: Agreement
    viewpoints: tuple[Viewpoint, Viewpoint]
    question: Question
    one: Cases
    other: Cases
    comparisons: tuple[Comparison, Comparison]
    _mixtures: dict[Taken, Cases] = field(default_factory=dict)
    _solved: dict[tuple[Part, Taken], Mapping[str, Solved]] = field(default_factory=dict)
    _touching: dict[str, Taken] = field(default_factory=dict)

    def states(self, second: bool) -> dict[RowKey, str]:
        """The plain word of every row, phase and fund in one of the two viewpoints."""
        cases = self.other if second else self.one
        return words_in(cases, self.viewpoints[second], self.question)

    def contested(self, key: RowKey) -> list[Item]:
        """What of all that a row reaches the two see differently."""
        found = self._differing(key, self.comparisons)
        end = self.word(key, self.other, self.viewpoints[1])
        if self.state(key, frozenset(found)) != end:
            mixed = self.mixture(_evident(frozenset(found)))
            found |= self._differing(key, [self._compared(mixed)])
        names = self.viewpoints[0].name, self.viewpoints[1].name
        return [item_of(pair, names) for pair in found.values()]

    def state(self, key: RowKey, taken: Taken) -> str:
        """The plain word in the first viewpoint, with so much taken from the second."""
        evident = _evident(taken)
        cases, reader = self.mixture(evident), self.reader(taken)
        adopted = self._adopt(key[0], cases, reader, evident)
        word = self.word(key, cases, reader)
        self._keep(cases, evident, adopted)
        return word

    def word(self, key: RowKey, cases: Cases, reader: Viewpoint) -> str:
        return word_of(key, cases, reader, self.question)

    def reader(self, taken: Taken) -> Viewpoint:
        """Who reads the text in a mixture."""
        first, second = self.viewpoints
        theirs = {
            name
            for group in self.one.groups
            if reading_identity(group.members) in taken
            for name in group.members
        }
        return replace(
            first,
            reads=tuple(_mixed(first.reads, second.reads, theirs)),
            considers=tuple(_mixed(first.considers, second.considers, theirs)),
        )

    def mixture(self, taken: Taken) -> Cases:
        """The agreement with these things as the second sees them. How it reads is not in it."""
        if not taken:
            return self.one
        if taken not in self._mixtures:
            if len(self._mixtures) >= MOST_KEPT:
                self._mixtures.clear()
            self._mixtures[taken] = self._mix(taken)
        return self._mixtures[taken]

    def _mix(self, taken: Taken) -> Cases:
        docket = self.one.docket
        judge = replace(docket.judge, eyes=dict.fromkeys(taken, self.viewpoints[1]))
        if taken & self._seats():
            return open_cases(seated_docket(self.agreement, docket.record, judge))
        mixed = replace(docket, judge=judge, _drawn={})
        if any(one.startswith(BINDING) for one in taken):
            return open_cases(mixed)
        return replace(self.one, docket=mixed, _solved={}, _shared={}, _variants={})

    def _differing(self, key: RowKey, comparisons: Iterable[Comparison]) -> dict[str, Pair]:
        found: dict[str, Pair] = {}
        for comparison in comparisons:
            found = comparison.differing(key) | found
        if self.one.docket.agreement.actors != self.other.docket.agreement.actors:
            for comparison in comparisons:
                found = found | {k: v for k, v in comparison.seats.items() if k not in found}
        at = self.question.at
        return {identity: pair for identity, pair in found.items() if weighs_by(pair, at)}

    def _compared(self, cases: Cases) -> Comparison:
        return compare(cases, *self.viewpoints, self.question.readings)

    def _seats(self) -> Taken:
        return frozenset(identity for one in self.comparisons for identity in one.seats)

    # --- What mixtures have in common --------------------------------------------------------

    def _adopt(self, name: str, cases: Cases, reader: Viewpoint, taken: Taken) -> set[Part]:
        """Takes over what was solved from the same evidence; returns what there is."""
        if cases is self.one or taken & self._seats():
            return set()
        have = {part for part, _ in cases.known()}
        options = cases.options(name, reader, self.question.readings)
        for other in cases.reach(name):
            for part in {cases.part(other, case) for case in options} - have:
                solved = self._solved.get((part, taken & self._touching_part(part)))
                if solved is not None:
                    cases.adopt(part, solved)
                    have.add(part)
        return have

    def _keep(self, cases: Cases, taken: Taken, adopted: set[Part]) -> None:
        if cases is not self.one and taken & self._seats():
            return
        for part, solved in cases.known():
            if part not in adopted:
                self._solved.setdefault((part, taken & self._touching_part(part)), solved)

    def _touching_part(self, part: Part) -> Taken:
        return frozenset().union(*(self._touching_reach(name) for name in part[0]))

    def _touching_reach(self, name: str) -> Taken:
        """What, taken from the second viewpoint, may tell on a subject."""
        if name not in self._touching:
            found: Taken = frozenset()
            for comparison in self.comparisons:
                for other in comparison.cases.reach(name):
                    found |= comparison.touching(other)
            self._touching[name] = found
        return self._touching[name]


def sides(
    agreement: Agreement, record: Record, first: Viewpoint, second: Viewpoint, question: Question
) -> Sides:
    one, other = (
        cases_of(agreement, record, eyes, replace(question, viewpoint=eyes.name))
        for eyes in (first, second)
    )
    comparisons = (
        compare(one, first, second, question.readings),
        compare(other, first, second, question.readings),
    )
    return Sides(agreement, (first, second), question, one, other, comparisons)


def words_in(cases: Cases, viewpoint: Viewpoint, question: Question) -> dict[RowKey, str]:
    """The plain word of every row, phase and fund, in the order of the text."""
    keys: list[RowKey] = []
    for clausal in everything(cases.docket.agreement):
        if clausal in cases.docket.agreement.stipulations:
            options = cases.options(clausal.name, viewpoint, question.readings)
            keys.extend(row_keys(clausal.name, cases, options))
        else:
            keys.append((clausal.name, (), None))
    return {key: word_of(key, cases, viewpoint, question) for key in keys}


def word_of(key: RowKey, cases: Cases, viewpoint: Viewpoint, question: Question) -> str:
    """The plain word of one row, phase or fund."""
    agreement = cases.docket.agreement
    options = cases.options(key[0], viewpoint, question.readings)
    if any(phase.name == key[0] for phase in agreement.phases):
        return phase_word(key[0], cases, options, question.at)
    for fund in agreement.funds:
        if fund.name == key[0]:
            return judge_fund(fund, cases, options, question.at).state
    if key not in row_keys(key[0], cases, options):
        return NOT_THERE
    return merged(key, cases, options, question.at).state


def _evident(taken: Taken) -> Taken:
    """Without the readings: they choose among cases and change none."""
    return frozenset(one for one in taken if not one.startswith("reading:"))


def _mixed(
    first: Iterable[tuple[str, str]], second: Iterable[tuple[str, str]], theirs: set[str]
) -> Iterator[tuple[str, str]]:
    yield from (one for one in first if one[0] not in theirs)
    yield from (one for one in second if one[0] in theirs)
