"""Mixtures: the first of two viewpoints with some judgements of the second in place of its own.

A subject stands as its own evidence and what can be seen of those it waits on decide. So of all
mixtures each subject is solved once for every combination of these, and no more is solved than a
verdict needs. Issues that reach a verdict along several ways and are open in a mixture are settled
jointly, as they are in any verdict.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import product
from typing import TypeAlias

from servanda.agreement.model import Agreement, StipulationState
from servanda.evidence.issue import settled_amount
from servanda.evidence.viewpoint import Viewpoint
from servanda.values.quantity import Range
from servanda.verdict.assess import axes_as_settled
from servanda.verdict.assessment import Question
from servanda.verdict.cases import Case, Cases, Part, everything, open_cases
from servanda.verdict.compared import Comparison, Values
from servanda.verdict.declarations import linkage_identity
from servanda.verdict.judge import Axes, is_undetermined
from servanda.verdict.judgements import reading_identity
from servanda.verdict.merge import merge
from servanda.verdict.outlines import outline
from servanda.verdict.seating import seated_docket
from servanda.verdict.subject import Solved
from servanda.verdict.terms import RowKey
from servanda.verdict.unknowns import MOST_UNKNOWNS, shared_unknowns
from servanda.verdict.words import NOT_THERE, is_a_row, word_of

BINDING = ("linkage:", "act:")  # what mixes these may wait on something else
MOST_KEPT = 5_000  # mixtures, before they are forgotten
Taken = frozenset[str]  # the identities of what is taken from the second viewpoint


@dataclass(frozen=True, slots=True)
class World:
    """What is taken from the second viewpoint (but readings), and what is decided by hand."""

    taken: Taken
    decided: frozenset[tuple[str, bool]] = frozenset()


Below: TypeAlias = tuple[tuple[Part, int], ...]
Entry: TypeAlias = tuple[Part, frozenset[Hashable], Below]


@dataclass(slots=True)
class Mixtures:
    """All mixtures of two viewpoints, solved on demand."""

    agreement: Agreement
    viewpoints: tuple[Viewpoint, Viewpoint]
    question: Question
    one: Cases
    comparisons: tuple[Comparison, Comparison]
    asked: Mapping[str, frozenset[StipulationState]]  # what anything asks of each subject
    seats: Taken  # what may tell on who is a member of whom, and which bodies were formed
    _mixed: dict[Taken, Cases] = field(default_factory=dict)
    _words: dict[object, str] = field(default_factory=dict)
    _axes: dict[object, Axes | None] = field(default_factory=dict)
    _outline_of: dict[Entry, int] = field(default_factory=dict)
    _outlines: dict[Part, list[tuple[object, Mapping[str, Solved]]]] = field(default_factory=dict)
    _touching: dict[str, Taken] = field(default_factory=dict)
    _telling: dict[str, frozenset[str]] = field(default_factory=dict)
    _resting: dict[str, dict[str, Values]] = field(default_factory=dict)
    _shared: dict[tuple[str, Case, Taken], tuple[Taken, Taken]] = field(default_factory=dict)
    _eyes: dict[Taken, tuple[Cases, Cases]] = field(default_factory=dict)

    def word(self, key: RowKey, taken: Taken) -> str:
        """The plain word of a row, a phase or a fund in one mixture."""
        evident = frozenset(one for one in taken if not one.startswith("reading:"))
        reader = self.reader(taken)
        if evident & self.seats:
            return word_of(key, self.mixed(evident), reader, self.question)
        world, structure = World(evident), self._structure(evident)
        options = structure.options(key[0], reader, self.question.readings)
        if is_a_row(key, self.agreement):
            found = (self._judged(key, structure, case, world) for case in options)
            judged = [axes for axes in found if axes is not None]
            return merge(judged).state if judged else NOT_THERE
        parts = [structure.part(key[0], case) for case in options]
        asked = key, tuple((part, self._whole(structure, part, world)) for part in parts)
        if asked not in self._words:
            cases = self._ready(structure, parts, world)
            self._words[asked] = word_of(key, cases, reader, self.question)
        return self._words[asked]

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

    def mixed(self, taken: Taken) -> Cases:
        """The agreement with these things as the second sees them, nothing solved yet."""
        if not taken:
            return self.one
        if taken not in self._mixed:
            if len(self._mixed) >= MOST_KEPT:
                self._mixed.clear()
            self._mixed[taken] = self._mix(taken)
        return self._mixed[taken]

    def _mix(self, taken: Taken) -> Cases:
        docket = self.one.docket
        judge = replace(docket.judge, eyes=dict.fromkeys(taken, self.viewpoints[1]))
        if taken & self.seats:
            return open_cases(seated_docket(self.agreement, docket.record, judge))
        docket = docket.apart(docket.record, judge)
        if any(one.startswith(BINDING) for one in taken):
            return open_cases(docket)
        return self.one.on(docket)

    def _structure(self, evident: Taken) -> Cases:
        """What waits on what in a mixture."""
        return self.mixed(frozenset(one for one in evident if one.startswith(BINDING)))

    # --- One row in one case -----------------------------------------------------------------

    def _judged(self, key: RowKey, structure: Cases, case: Case, world: World) -> Axes | None:
        """Over all ways in which what the row shares with itself may be settled."""
        plain = self._as_settled(key, structure, case, world)
        if plain is None or not is_undetermined(plain):
            return plain
        shared = self._shared_in(key[0], structure, case, world.taken)
        if not shared or len(shared) > MOST_UNKNOWNS:
            return plain
        known: list[Axes] = []
        for decisions in product(*(((one, False), (one, True)) for one in sorted(shared))):
            settled = replace(world, decided=frozenset(decisions))
            axes = self._as_settled(key, structure, case, settled)
            if axes is not None:
                known.append(axes)
                if len({one.state for one in known} - {"done", "done late"}) > 1:
                    break  # undetermined, whatever else is decided
        return merge(known, parting="contested") if known else None

    def _as_settled(self, key: RowKey, structure: Cases, case: Case, world: World) -> Axes | None:
        part = structure.part(key[0], case)
        asked = key, part, self._whole(structure, part, world)
        if asked not in self._axes:
            cases = self._ready(structure, [part], world)
            self._axes[asked] = axes_as_settled(key, cases, part[1], self.question.at)
        return self._axes[asked]

    def _shared_in(self, name: str, structure: Cases, case: Case, taken: Taken) -> Taken:
        """The issues that reach a subject along several ways and are open in a mixture: each as
        it is in the eyes through which it is seen."""
        asked = name, case, frozenset(one for one in taken if one.startswith(BINDING))
        if asked not in self._shared:
            first, second = (
                frozenset(
                    issue
                    for issue, since in shared_unknowns(name, eyes, case)
                    if since <= self.question.at
                )
                for eyes in self._seen(structure, asked[2])
            )
            self._shared[asked] = first, second
        first, second = self._shared[asked]
        return frozenset((first - taken) | (second & taken))

    def _seen(self, structure: Cases, binding: Taken) -> tuple[Cases, Cases]:
        """A structure in which each of the two sees everything but what binds it together."""
        if binding not in self._eyes:
            one, other = (self._seen_by(viewpoint, structure) for viewpoint in self.viewpoints)
            self._eyes[binding] = one, other
        return self._eyes[binding]

    def _seen_by(self, viewpoint: Viewpoint, structure: Cases) -> Cases:
        docket = structure.docket
        bound = [
            *(act.identity for act in docket.acts().made),
            *(
                linkage_identity(subject.name, linkage.holder)
                for subject in everything(docket.agreement)
                for linkage in subject.linkages
            ),
        ]
        eyes = {one: docket.judge.of(one).viewpoint for one in bound}
        judge = replace(docket.judge.seeing(viewpoint), eyes=eyes)
        return structure.on(docket.apart(docket.record, judge))

    def _whole(self, structure: Cases, part: Part, world: World) -> Hashable:
        """All that decides how the subjects of a component stand, whoever looks."""
        own = frozenset(one for name in part[0] for one in self._evidence(name, world))
        return own, self._below(structure, part, world)

    # --- What mixtures have in common --------------------------------------------------------

    def _below(self, structure: Cases, part: Part, world: World) -> Below:
        """The components that one waits on, with the outlines they have."""
        names = part[0]
        ahead = sorted({other for name in names for other in structure.waits[name]} - {*names})
        below = dict.fromkeys(structure.part(other, part[1]) for other in ahead)
        return tuple((one, self._outline(structure, one, world)) for one in below)

    def _outline(self, structure: Cases, part: Part, world: World) -> int:
        """Which of the outlines known of a component it has."""
        own = frozenset(
            one
            for name in part[0]
            for one in self._evidence(name, world)
            if one[0] in self._telling_on(name) or one[0].startswith(BINDING)
        )
        entry = part, own, self._below(structure, part, world)
        if entry not in self._outline_of:
            cases = self._ready(structure, [part], world)
            component = {name: cases.solved(name, part[1]) for name in part[0]}
            begun = frozenset(n for n in part[0] if "begun" in self.asked.get(n, frozenset()))
            seen = outline(component, begun, self.question.at)
            known = self._outlines.setdefault(part, [])
            number = next((n for n, (one, _) in enumerate(known) if one == seen), len(known))
            if number == len(known):
                known.append((seen, component))
            self._outline_of[entry] = number
        return self._outline_of[entry]

    def _ready(self, structure: Cases, parts: Iterable[Part], world: World) -> Cases:
        """A mixture in which what these components wait on stands as something with the same
        outline does."""
        judge = replace(
            structure.docket.judge,
            eyes=dict.fromkeys(world.taken, self.viewpoints[1]),
            settled=dict(world.decided),
        )
        cases = structure.on(structure.docket.apart(structure.docket.record, judge))
        for part in parts:
            for one, number in self._below(structure, part, world):
                cases.adopt(one, self._outlines[one][number][1])
        return cases

    def _touching_on(self, name: str) -> Taken:
        """What, taken from the second viewpoint, may tell on a subject by itself."""
        if name not in self._touching:
            found = (one.touching(name) for one in self.comparisons)
            self._touching[name] = frozenset[str]().union(*found)
        return self._touching[name]

    def _evidence(self, name: str, world: World) -> Iterator[tuple[str, Hashable]]:
        """What a subject itself rests on, as far as it is not the same in all mixtures. An event is
        as much as it is made, whoever makes it so."""
        touching, resting = self._touching_on(name), self._resting_under(name)
        decided = dict(world.decided)
        for identity in {*touching, *(one for one in decided if one in resting)}:
            is_taken, decision = identity in world.taken, decided.get(identity)
            if identity.startswith("event:") and identity in resting:
                values = resting[identity][is_taken]
                yield identity, frozenset(_settled(one, decision) for one in values)
            else:
                yield identity, (is_taken, decision)

    def _telling_on(self, name: str) -> frozenset[str]:
        """What tells on others who ask about a subject, whoever in the agreement does."""
        if name not in self._telling:
            asked = self.asked.get(name, frozenset())
            found = (one.telling(name, asked) for one in self.comparisons)
            self._telling[name] = frozenset[str]().union(*found)
        return self._telling[name]

    def _resting_under(self, name: str) -> dict[str, Values]:
        if name not in self._resting:
            one, other = (each.resting(name) for each in self.comparisons)
            nothing: Values = (frozenset(), frozenset())
            self._resting[name] = {
                key: (
                    one.get(key, nothing)[0] | other.get(key, nothing)[0],
                    one.get(key, nothing)[1] | other.get(key, nothing)[1],
                )
                for key in (*one, *other)
            }
        return self._resting[name]


def _settled(value: Hashable, decision: bool | None) -> Hashable:
    return settled_amount(value, decision) if isinstance(value, Range) else (value, decision)


def _mixed(
    first: Iterable[tuple[str, str]], second: Iterable[tuple[str, str]], theirs: set[str]
) -> Iterator[tuple[str, str]]:
    yield from (one for one in first if one[0] not in theirs)
    yield from (one for one in second if one[0] in theirs)
