"""An agreement made ready for the rules: what waits for what, worked out once for all of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from servanda.agreement import model
from servanda.agreement.model import Agreement, Clause
from servanda.agreement.subjects import Subject, all_clauses, subjects
from servanda.analysis.draft.circles import circles
from servanda.analysis.draft.finding import Certainty, Finding, Picture
from servanda.analysis.draft.needs import Moment, Need, State, Step
from servanda.analysis.draft.network import (
    UNDERIVABLE,
    Named,
    Network,
    changed_preventions,
    network_of,
    preventions,
)
from servanda.analysis.draft.preconditions import (
    Needs,
    Way,
    bearers_of,
    needs_of,
    needs_of_subject,
    supersede,
)
from servanda.evidence.matching import principal


@dataclass(frozen=True, slots=True)
class View:
    """What waits for what in one way to look at the text, and what alone can prevent it."""

    needs: Mapping[Moment, Need]
    network: Network
    prevented: tuple[int, ...]
    of_bit: Mapping[int, Named | str]

    def can_come(self, name: str, state: State = "begins") -> bool:
        number = self.network.named.get(Moment(name, state))
        return number is not None and not self.prevented[number] & UNDERIVABLE

    def set_of(self, name: str, state: State = "begins") -> int:
        """The bits of everything without which a moment cannot come."""
        return self.prevented[self.network.named[Moment(name, state)]]

    def is_needed(self, thing: Named | str, name: str, state: State = "begins") -> bool:
        """True if the moment cannot come without this step or moment, or with this actor idle."""
        bit = self.network.bits.get(thing, 0)
        return bool(self.set_of(name, state) & bit)

    def needed_steps(self, name: str, state: State = "begins") -> Iterator[Step]:
        """The steps without which a moment cannot come."""
        for thing in self.things_in(self.set_of(name, state)):
            if isinstance(thing, Step):
                yield thing

    def things_in(self, bits: int) -> Iterator[Named | str]:
        """The moments, steps and actors in a set."""
        rest = bits & ~UNDERIVABLE
        while rest:
            lowest = rest & -rest
            rest ^= lowest
            yield self.of_bit[lowest]


@dataclass(frozen=True, slots=True)
class Study:
    """Everything the rules look at.

    `whole` counts suspensions among what a stipulation waits for, `bare` does not. `used_elsewhere`
    are names that something beside the agreement uses: the record, the viewpoints.
    """

    agreement: Agreement
    subjects: Mapping[str, Subject]
    whole: View
    bare: View
    whole_circles: tuple[frozenset[str], ...]
    bare_circles: tuple[frozenset[str], ...]
    used_elsewhere: frozenset[str]

    @property
    def stipulations(self) -> tuple[model.Stipulation, ...]:
        return self.agreement.stipulations

    def subject(self, name: str) -> Subject | None:
        """The stipulation, phase or fund of this name; of a stage, its duty."""
        return self.subjects.get(name.split("/", 1)[0])

    def duties(self) -> Iterator[model.Stipulation]:
        return (each for each in self.stipulations if each.kind == "duty")

    def bearers(self, name: str) -> tuple[str, ...]:
        subject = self.subject(name)
        return () if subject is None else bearers_of(all_clauses(subject))


def study(agreement: Agreement, used_elsewhere: frozenset[str] = frozenset()) -> Study:
    """The agreement, ready for the rules."""
    by_name = MappingProxyType({each.name: each for each in subjects(agreement)})
    whole = view(agreement, Way())
    bare = without_suspensions(whole, agreement)
    in_whole = circles_of(whole)
    in_bare = in_whole if bare is whole else circles_of(bare)
    return Study(agreement, by_name, whole, bare, in_whole, in_bare, used_elsewhere)


def view(agreement: Agreement, way: Way) -> View:
    needs = needs_of(agreement, way)
    network = network_of(needs, map(principal, agreement.actors))
    of_bit = {bit: thing for thing, bit in network.bits.items()}
    return View(needs, network, tuple(preventions(network)), of_bit)


def without_suspensions(whole: View, agreement: Agreement) -> View:
    """The text without what suspends it: the whole itself where nothing does."""
    kinds = model.WhileClause | model.SuspendedWhileClause
    changed: Needs = {}
    for subject in subjects(agreement):
        if any(isinstance(clause, kinds) for clause in every_clause_of(subject)):
            changed.update(needs_of_subject(subject, agreement, Way(suspensions=False)))
    for stipulation in agreement.stipulations:
        supersede(stipulation, changed)
    return changed_view(whole, changed) if changed else whole


def circles_of(seen: View) -> tuple[frozenset[str], ...]:
    return circles(seen.needs, lambda moment: not seen.can_come(moment.name, moment.state))


def changed_view(before: View, changed: Mapping[Moment, Need]) -> View:
    """The same text, but for some moments that have another need."""
    really = {moment: need for moment, need in changed.items() if before.needs[moment] != need}
    prevented = tuple(changed_preventions(before.network, before.prevented, really))
    return View({**before.needs, **really}, before.network, prevented, before.of_bit)


def every_clause(agreement: Agreement) -> Iterator[Clause]:
    for subject in subjects(agreement):
        yield from every_clause_of(subject)


def every_clause_of(subject: Subject) -> Iterator[Clause]:
    """The clauses of the text, of readings, linkages and stages."""
    for clause in all_clauses(subject):
        yield clause
        if isinstance(clause, model.StageClause):
            yield from clause.clauses


def articles_of(study: Study, names: Iterable[str]) -> tuple[str, ...]:
    """Where these stand, each article once."""
    found = (subject.article for name in names if (subject := study.subject(name)) is not None)
    return tuple(dict.fromkeys(article for article in found if article))


def finding(
    study: Study,
    rule: str,
    concerns: Iterable[str],
    explanation: str,
    advice: str,
    certainty: Certainty = "exact",
    actors: tuple[str, ...] = (),
    picture: Picture | None = None,
) -> Finding:
    """A finding, with the articles in which what it concerns stands."""
    about = tuple(dict.fromkeys(concerns))
    articles = articles_of(study, about)
    return Finding(rule, certainty, about, articles, explanation, advice, actors, picture)
