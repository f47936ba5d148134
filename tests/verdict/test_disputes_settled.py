"""Whatever is agreed and claimed, and whoever looks: settling a named set ends the difference, and
settling any proper subset of it does not. Here every settlement is laid before the engine anew, on
either side, with nothing shared."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import chain, combinations, product

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from servanda.agreement.subjects import subjects
from servanda.evidence.issue import Judge
from servanda.evidence.ladder import Grade
from servanda.evidence.viewpoint import NEUTRAL, Viewpoint
from servanda.values.instant import NEVER, Instant
from servanda.verdict.assessment import Dispute, Item, Question
from servanda.verdict.cases import open_cases
from servanda.verdict.disputes import disputes
from servanda.verdict.minimal import minimal_sets
from servanda.verdict.seating import seated_docket
from servanda.verdict.words import word_of
from tests.reference.generated import Drawn, claims, dates, worlds

CAMPS = ("north", "south", "east")
MOST_TRIED = 3  # proper subsets of larger sets are too many to lay before the engine


def some(names: tuple[str, ...]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(names), max_size=2)


@st.composite
def viewpoints(draw: st.DrawFn, name: str, drawn: Drawn) -> Viewpoint:
    """One that chooses at random in facts, text and acts."""
    if draw(st.integers(0, 5)) == 0:
        return replace(NEUTRAL, name=name)
    agreement = drawn.agreement
    readable = [one for one in subjects(agreement) if one.readings]
    reads = tuple(
        (one.name, draw(st.sampled_from(one.readings)).name)
        for one in readable
        if draw(st.booleans())
    )
    accepts = draw(st.frozensets(st.sampled_from(CAMPS), min_size=1, max_size=2))
    recognised = draw(some(CAMPS))
    return Viewpoint(
        name, name,
        accepts=accepts,
        refuses=draw(some(CAMPS)) - accepts,
        recognises=draw(some(("monitors", "west"))),
        reads=reads,
        linkages_of=draw(some(CAMPS)),
        acts_by_text=draw(st.booleans()),
        recognises_acts_of=recognised,
        rejects_acts_of=draw(some(CAMPS)) - recognised,
    )  # fmt: skip


@st.composite
def parted(draw: st.DrawFn) -> tuple[Drawn, Viewpoint, Viewpoint, Instant]:
    drawn = draw(worlds())
    names = tuple(one.name for one in drawn.agreement.stipulations)
    phases = tuple(one.name for one in drawn.agreement.phases)
    more = tuple(draw(claims(100 + n, names, phases)) for n in range(draw(st.integers(0, 10))))
    record = replace(drawn.record, claims=(*drawn.record.claims, *more))
    drawn = replace(drawn, record=record)
    first, second = draw(viewpoints("first", drawn)), draw(viewpoints("second", drawn))
    return drawn, first, second, draw(dates())[-1]


@pytest.mark.slow
@settings(
    max_examples=40, deadline=None, derandomize=True, phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
@given(parted())
def test_settling_a_named_set_ends_it_and_less_does_not(
    drawn_and_seen: tuple[Drawn, Viewpoint, Viewpoint, Instant],
) -> None:
    drawn, first, second, at = drawn_and_seen
    question = Question(at, NEVER, "alleged", "first")
    anew = Anew(drawn, first, second, question)
    for dispute in disputes(drawn.agreement, drawn.record, first, second, question):
        assert dispute.sets, "some set ends it"
        for one in dispute.sets[:3]:
            for way in one.settlements[:2]:
                taken = dict(zip(one.items, way.as_taken_by, strict=True))
                assert anew.both(dispute, taken) == {way.state}
            if len(one.items) <= MOST_TRIED:
                for fewer in proper_subsets(one.items):
                    assert not anew.ends(dispute, fewer)


@pytest.mark.slow
@settings(
    max_examples=15, deadline=None, derandomize=True, phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
@given(parted())
def test_all_minimal_sets_begin_with_the_smallest(
    drawn_and_seen: tuple[Drawn, Viewpoint, Viewpoint, Instant],
) -> None:
    drawn, first, second, at = drawn_and_seen
    asked = drawn.agreement, drawn.record, first, second, Question(at, NEVER, "alleged", "first")
    short, full = disputes(*asked), disputes(*asked, search=minimal_sets)
    for smallest, every in zip(short, full, strict=True):
        assert smallest.smallest == every.smallest
        assert every.is_exact or every.contested > 12
        sets = [frozenset(one.items) for one in every.sets]
        assert not any(one < other for one, other in product(sets, sets))


def proper_subsets(items: tuple[Item, ...]) -> list[tuple[Item, ...]]:
    return list(chain.from_iterable(combinations(items, size) for size in range(len(items))))


class Anew:
    """Two viewpoints that settle something, each laid before the engine on its own."""

    def __init__(
        self, drawn: Drawn, first: Viewpoint, second: Viewpoint, question: Question
    ) -> None:
        self.drawn, self.question = drawn, question
        self.viewpoints = {"first": first, "second": second}

    def ends(self, dispute: Dispute, items: tuple[Item, ...]) -> bool:
        return any(
            len(self.both(dispute, dict(zip(items, takes, strict=True)))) == 1
            for takes in product(("first", "second"), repeat=len(items))
        )

    def both(self, dispute: Dispute, taken: Mapping[Item, str]) -> set[str]:
        """The words that the two give once both take of each thing what one of them makes of it."""
        return {self.word(dispute, side, taken) for side in self.viewpoints}

    def word(self, dispute: Dispute, side: str, taken: Mapping[Item, str]) -> str:
        own = self.viewpoints[side]
        eyes = {item.identity: self.viewpoints[whose] for item, whose in taken.items()}
        record = self.drawn.record
        judge = Judge(own, Grade.ALLEGED, record.sources, {}, eyes)
        cases = open_cases(seated_docket(self.drawn.agreement, record, judge))
        reads = tuple(
            (member, reading)
            for group in cases.groups
            for member, reading in self.reader(group.members[0], own, eyes).reads
            if member in group.members
        )
        key = dispute.name, dispute.bearer, dispute.limb
        return word_of(key, cases, replace(own, reads=reads), self.question)

    def reader(self, member: str, own: Viewpoint, eyes: dict[str, Viewpoint]) -> Viewpoint:
        return eyes.get(f"reading:{member}", own)
