"""Settling: what two viewpoints see differently, and what both say once some of it is settled."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from servanda.agreement.model import Agreement
from servanda.evidence.viewpoint import Viewpoint
from servanda.record.model import Record
from servanda.verdict.assess import cases_of
from servanda.verdict.assessment import Item, Question
from servanda.verdict.cases import Cases
from servanda.verdict.compared import Comparison, Pair, asked_in, compare, item_of, weighs_by
from servanda.verdict.mixtures import Mixtures
from servanda.verdict.terms import RowKey
from servanda.verdict.words import word_of, words_in

Taken = frozenset[str]  # the identities of what is taken from the second viewpoint


@dataclass(frozen=True, slots=True)
class Sides:
    """Two viewpoints on one agreement and record."""

    viewpoints: tuple[Viewpoint, Viewpoint]
    question: Question
    both: tuple[Cases, Cases]
    comparisons: tuple[Comparison, Comparison]
    mixtures: Mixtures

    def words(self) -> tuple[dict[RowKey, str], dict[RowKey, str]]:
        """The plain word of every row, phase and fund in each of the two."""
        one, other = (
            words_in(cases, viewpoint, self.question)
            for cases, viewpoint in zip(self.both, self.viewpoints, strict=True)
        )
        return one, other

    def contested(self, key: RowKey) -> list[Item]:
        """What of all that a row reaches the two see differently."""
        found = self._differing(key, self.comparisons)
        end = word_of(key, self.both[1], self.viewpoints[1], self.question)
        if self.word(key, frozenset(found)) != end:
            mixed = self.mixtures.mixed(frozenset(found))
            found |= self._differing(
                key, [compare(mixed, *self.viewpoints, self.question.readings)]
            )
        names = self.viewpoints[0].name, self.viewpoints[1].name
        return [item_of(pair, names) for pair in found.values()]

    def word(self, key: RowKey, taken: Taken) -> str:
        """The plain word in the first viewpoint, with so much taken from the second."""
        return self.mixtures.word(key, taken)

    def _differing(self, key: RowKey, comparisons: Iterable[Comparison]) -> dict[str, Pair]:
        found: dict[str, Pair] = {}
        for comparison in comparisons:
            found = comparison.differing(key) | found
        one, other = (cases.docket.agreement.actors for cases in self.both)
        if one != other:
            for comparison in comparisons:
                found = dict(comparison.seats) | found
        at = self.question.at
        return {identity: pair for identity, pair in found.items() if weighs_by(pair, at)}


def sides(
    agreement: Agreement, record: Record, first: Viewpoint, second: Viewpoint, question: Question
) -> Sides:
    viewpoints = first, second
    one, other = (
        cases_of(agreement, record, eyes, replace(question, viewpoint=eyes.name))
        for eyes in viewpoints
    )
    comparisons = (
        compare(one, first, second, question.readings),
        compare(other, first, second, question.readings),
    )
    seats = frozenset(identity for each in comparisons for identity in each.seats)
    asked = asked_in(comparisons)
    mixtures = Mixtures(agreement, viewpoints, question, one, comparisons, asked, seats)
    return Sides(viewpoints, question, (one, other), comparisons, mixtures)
