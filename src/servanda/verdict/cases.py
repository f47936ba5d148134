"""Cases: every way to read the agreement, each solved once and no more often than it matters.

A case is a choice of one reading for each group of linked readings. A component is solved once
for each combination of the readings that it, or anything it waits on, can be read in.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any, TypeVar, cast

from servanda.agreement.model import (
    Agreement,
    Clause,
    Fund,
    Phase,
    ReadWithClause,
    Stipulation,
)
from servanda.agreement.readings import ReadingGroup, clauses_in, reading_groups
from servanda.agreement.subjects import all_clauses
from servanda.evidence.viewpoint import Viewpoint
from servanda.values.instant import Instant
from servanda.verdict.assembly import Links, assembled, links_in
from servanda.verdict.docket import Account, Docket
from servanda.verdict.judge import Axes
from servanda.verdict.kept import Component, Kept
from servanda.verdict.subject import Solved, Subject
from servanda.verdict.terms import RowKey

Case = tuple[tuple[int, str], ...]  # (group, reading), sorted: what is chosen
Part = tuple[tuple[str, ...], Case]  # the names of a component, and the readings that matter to it
Clausal = Stipulation | Phase | Fund
Said = TypeVar("Said")
SOLVED, SETTLED = "solved", "settled"  # what comes into an account of what is said


@dataclass(frozen=True, slots=True)
class Cases:
    """The agreement under all its readings, solved on demand."""

    docket: Docket
    groups: tuple[ReadingGroup, ...]
    components: tuple[tuple[str, ...], ...]  # in dependency order
    component_of: Mapping[str, int]
    cones: tuple[frozenset[int], ...]  # per component: the reading groups that matter to it
    waits: Mapping[str, frozenset[str]]
    links: Links
    kept: Kept
    decisions: tuple[tuple[str, bool], ...] = ()  # the issues settled by hand
    account: Account | None = None  # of all that is looked at
    _subjects: dict[tuple[str, Case], Subject] = field(
        default_factory=dict, compare=False, repr=False
    )
    _found: dict[tuple[str, Case], Solved] = field(default_factory=dict, compare=False, repr=False)
    _solved: dict[tuple[int, Case], Component] = field(
        default_factory=dict, compare=False, repr=False
    )
    _axes: dict[tuple[RowKey, Case, Instant], Axes | None] = field(
        default_factory=dict, compare=False, repr=False
    )
    _shared: dict[tuple[str, Case], tuple[tuple[str, int], ...]] = field(
        default_factory=dict, compare=False, repr=False
    )
    _variants: "dict[tuple[tuple[str, bool], ...], Cases]" = field(
        default_factory=dict, compare=False, repr=False
    )

    def solved(self, name: str, case: Case) -> Solved:
        """A stipulation, phase or fund in one case (readings that cannot matter are ignored)."""
        solved = self._look(name, case)
        if self.account is not None:
            self.account[SOLVED, self.decisions, name, case] = solved
        return solved

    def _look(self, name: str, case: Case) -> Solved:
        if (name, case) not in self._found:
            self._found[name, case] = self._component(self.component_of[name], case)[name]
        return self._found[name, case]

    def options(self, name: str, viewpoint: Viewpoint, readings: Sequence[str]) -> list[Case]:
        """The cases that this viewpoint, and readings fixed by hand, leave open for a subject."""
        cone = sorted(self.cones[self.component_of[name]])
        choices = [
            [(number, reading) for reading in held(self.groups[number], viewpoint, readings)]
            for number in cone
        ]
        return [tuple(combination) for combination in product(*choices)]

    def group_of(self, name: str) -> int | None:
        """Which group of readings a subject itself belongs to."""
        return next((n for n, group in enumerate(self.groups) if name in group.members), None)

    def in_every_reading(self, name: str, options: Sequence[Case]) -> list[Case]:
        """The same cases with the subject itself in each of its readings, held or not."""
        number = self.group_of(name)
        if number is None:
            return list(options)
        every = [
            tuple((n, other if n == number else reading) for n, reading in case)
            for other in self.groups[number].names
            for case in options
        ]
        return list(dict.fromkeys(every))

    def label(self, case: Case, options: Sequence[Case]) -> str:
        """A case in words, by the readings in which it differs from some other: "return-remains
        as absolute"."""
        others = [dict(other) for other in options]
        parting = [
            f"{self.groups[number].members[0]} as {reading}"
            for number, reading in case
            if any(other.get(number) != reading for other in others)
        ]
        return " and ".join(parting)

    def all_options(self, name: str) -> list[Case]:
        """Every case, held by anybody or not."""
        cone = sorted(self.cones[self.component_of[name]])
        choices = [[(number, reading) for reading in self.groups[number].names] for number in cone]
        return [tuple(combination) for combination in product(*choices)]

    def relevant(self, name: str, case: Case) -> Case:
        """The choices of a case that can matter to a subject."""
        cone = self.cones[self.component_of[name]]
        return tuple(choice for choice in case if choice[0] in cone)

    def shared(
        self, name: str, case: Case, find_them: Callable[[], tuple[tuple[str, int], ...]]
    ) -> tuple[tuple[str, int], ...]:
        """The shared unknowns of a subject in a case, found once."""
        key = (name, self.relevant(name, case))
        if key not in self._shared:
            self._shared[key] = find_them()
        return self._shared[key]

    def settled(self, decisions: Mapping[str, bool]) -> "Cases":
        """The same with these issues decided by hand."""
        key = tuple(sorted(decisions.items()))
        if key not in self._variants:
            settled = self.on(self.docket.settled(decisions))
            self._variants[key] = replace(settled, decisions=key, _subjects=self._subjects)
        variant = self._variants[key]
        if self.account is None:
            return variant
        docket = variant.docket.watched(self.account, (SETTLED, key))
        return replace(variant, docket=docket, account=self.account, _shared={}, _axes={})

    def on(self, docket: Docket) -> "Cases":
        """The same on another docket of the same agreement."""
        return replace(
            self, docket=docket, decisions=(), account=None,
            _subjects={}, _found={}, _solved={}, _shared={}, _axes={}, _variants={},
        )  # fmt: skip

    def said(self, about: Hashable, say: "Callable[[Cases], Said]") -> Said:
        """What is to be said about something: said before, if all that it rests on is the same."""
        known = self.kept.said.setdefault(about, [])
        for account, said in known:
            if all(_is_same(self._again(asked), answer) for asked, answer in account.items()):
                return cast(Said, said)
        fresh: Account = {}
        docket = self.docket.watched(fresh)
        said = say(replace(self, docket=docket, account=fresh, _shared={}, _axes={}))
        known.append((fresh, said))
        return said

    def _again(self, asked: tuple[Any, ...]) -> object:
        match asked:
            case (str(kind), tuple() as decisions, *key) if kind == SETTLED:
                return self.settled(dict(decisions)).docket.drawn_again(tuple(key))
            case (str(kind), tuple() as decisions, str(name), tuple() as case) if kind == SOLVED:
                cases = self.settled(dict(decisions)) if decisions else self
                return cases.solved(name, case)
            case _:
                return self.docket.drawn_again(asked)

    def axes(
        self, key: RowKey, case: Case, at: Instant, judge_it: Callable[[], Axes | None]
    ) -> Axes | None:
        """The axes of a row in a case at an instant, judged once."""
        asked = key, case, at
        if asked not in self._axes:
            self._axes[asked] = judge_it()
        return self._axes[asked]

    def part(self, name: str, case: Case) -> "Part":
        """Which component, in which readings, a subject is solved with."""
        number = self.component_of[name]
        return self.components[number], tuple(c for c in case if c[0] in self.cones[number])

    def known(self) -> "Iterator[tuple[Part, Mapping[str, Solved]]]":
        """What has been solved so far."""
        for (number, case), solved in self._solved.items():
            yield (self.components[number], case), solved

    def adopt(self, part: "Part", solved: Mapping[str, Solved]) -> None:
        """Takes as solved what was solved elsewhere from the same evidence."""
        names, case = part
        self._solved[self.component_of[names[0]], case] = dict(solved)

    def reach(self, name: str) -> frozenset[str]:
        """The subject and all it waits on, however far."""
        found: set[str] = set()
        ahead = [name]
        while ahead:
            one = ahead.pop()
            if one not in found:
                found.add(one)
                ahead.extend(self.waits[one])
        return frozenset(found)

    def _component(self, number: int, case: Case) -> Component:
        relevant = tuple(choice for choice in case if choice[0] in self.cones[number])
        key = (number, relevant)
        if key not in self._solved:
            names = self.components[number]
            before = {
                other: self._look(other, relevant)
                for name in names
                for other in self.waits[name]
                if other not in names
            }
            members = tuple(self.subject(name, relevant) for name in names)
            self._solved[key] = self.kept.solved(members, before, self.docket.unwatched)
        return self._solved[key]

    def subject(self, name: str, case: Case) -> Subject:
        """A subject as it is read in one case, before anything is solved."""
        if (name, case) not in self._subjects:
            self._subjects[name, case] = self._assembled(name, dict(case))
        return self._subjects[name, case]

    def _assembled(self, name: str, chosen: Mapping[int, str]) -> Subject:

        def clauses_of(clausal: Clausal) -> tuple[Clause, ...]:
            group = self.group_of(clausal.name)
            reading = chosen.get(group) if group is not None else None
            return clauses_in(clausal, reading, self.docket.linkages_on(clausal))

        clausal = find(self.docket.agreement, name)
        return assembled(clausal, clauses_of(clausal), self.links, clauses_of, self.docket)


def open_cases(docket: Docket, kept: Kept | None = None) -> Cases:
    """The cases of the docket's agreement; solved is what was kept from another question."""
    agreement = docket.agreement
    groups = reading_groups(agreement)
    links = links_in(agreement)
    waits = {
        clausal.name: links.with_successors(_waits(clausal, links, docket))
        for clausal in everything(agreement)
    }
    components = tuple(_components(waits))
    component_of = {name: n for n, names in enumerate(components) for name in names}
    cones: list[frozenset[int]] = []
    for names in components:
        own = {n for n, group in enumerate(groups) for name in names if name in group.members}
        ahead = {component_of[other] for name in names for other in waits[name]}
        inherited = [cones[n] for n in ahead if n < len(cones)]
        cones.append(frozenset(own).union(*inherited))
    return Cases(
        docket, groups, components, component_of, tuple(cones), waits, links, kept or Kept()
    )


def _is_same(one: object, other: object) -> bool:
    return one is other or one == other


def held(group: ReadingGroup, viewpoint: Viewpoint, readings: Sequence[str]) -> tuple[str, ...]:
    """Which readings of a group count: those fixed by hand, else the viewpoint's own, else those
    that somebody holds, else all."""
    fixed = tuple(name for name in group.names if name in readings)
    if fixed:
        return fixed
    own = {reading for subject, reading in viewpoint.reads if subject in group.members}
    some = {reading for subject, reading in viewpoint.considers if subject in group.members}
    chosen = own or some or set(group.names)
    return tuple(name for name in group.names if name in chosen)


def everything(agreement: Agreement) -> Iterator[Clausal]:
    yield from agreement.stipulations
    yield from agreement.phases
    yield from agreement.funds


def find(agreement: Agreement, name: str) -> Clausal:
    return next(clausal for clausal in everything(agreement) if clausal.name == name)


def article_of(stipulation: Clausal) -> str:
    """Where the text says it, with the other places that say the same."""
    others = [
        clause.article for clause in stipulation.clauses if isinstance(clause, ReadWithClause)
    ]
    return "; ".join((stipulation.article, *others))


# --- Dependencies ----------------------------------------------------------------------------


def _waits(clausal: Clausal, links: Links, docket: Docket) -> frozenset[str]:
    """What a subject waits on under any of its readings, and any reading of what bears on it."""
    linkages = docket.linkages_on(clausal)
    names: frozenset[str] = frozenset()
    readings: list[str | None] = [reading.name for reading in clausal.readings]
    for reading in readings or [None]:
        clauses = clauses_in(clausal, reading, linkages)
        names |= assembled(clausal, clauses, links, all_clauses, docket).waits_on
    return names


def _components(waits: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, ...]]:
    """Strongly connected components, each after those it waits on (Tarjan, without recursion)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    for root in waits:
        if root in index:
            continue
        work: list[tuple[str, Iterator[str]]] = [(root, iter(sorted(waits[root])))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            name, ahead = work[-1]
            following = next(ahead, None)
            if following is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[name])
                if low[name] == index[name]:
                    yield tuple(_unwind(name, stack, on_stack))
            elif following not in index:
                index[following] = low[following] = len(index)
                stack.append(following)
                on_stack.add(following)
                work.append((following, iter(sorted(waits[following]))))
            elif following in on_stack:
                low[name] = min(low[name], index[following])


def _unwind(root: str, stack: list[str], on_stack: set[str]) -> Iterator[str]:
    while True:
        name = stack.pop()
        on_stack.discard(name)
        yield name
        if name == root:
            return
