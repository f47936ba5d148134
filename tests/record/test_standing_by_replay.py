"""What stands agrees with going through the record day by day, in whatever order it was entered."""

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.record.in_time import as_known
from servanda.record.model import Chain, Claim, EventContent, Origin, Record
from servanda.values.deed import Deed
from servanda.values.instant import NEVER, Interval
from tests.reference.generated_later import DAY, with_corrections, with_retractions
from tests.reference.generated_more import links_between
from tests.reference.standing_plain import what_stands


def claim(number: int) -> Claim:
    content = EventContent(Deed(("south",), "give", f"t{number}"), Interval(0, 1))
    return Claim(f"R.{number}", "R", "says", Chain(Origin("observer")), content, DAY)


def ids(record: Record) -> set[str]:
    return {*(one.id for one in record.claims), *(one.id for one in record.links)}


@st.composite
def records(draw: st.DrawFn) -> Record:
    said = tuple(claim(number) for number in range(draw(st.integers(1, 3))))
    anew = tuple(claim(number) for number in range(3, 3 + draw(st.integers(0, 6))))
    links = draw(links_between(said))
    corrected = draw(with_corrections(Record({}, {}, said, links=links), anew))
    return draw(with_retractions(corrected, draw(st.integers(0, 5))))


@settings(max_examples=400, deadline=None, derandomize=True)
@given(records(), st.integers(0, 12), st.randoms(use_true_random=False))
def test_it_agrees_with_a_replay(record: Record, days: int, chance: Random) -> None:
    by_then = replace(
        record,
        claims=tuple(one for one in record.claims if one.known <= days * DAY),
        retractions=tuple(one for one in record.retractions if one.known <= days * DAY),
    )
    found = ids(as_known(record, days * DAY))
    assert found == ids(what_stands(by_then))
    shuffled = list(record.claims)
    chance.shuffle(shuffled)
    others = list(record.retractions)
    chance.shuffle(others)
    again = replace(record, claims=tuple(shuffled), retractions=tuple(others))
    assert ids(as_known(again, days * DAY)) == found


@settings(max_examples=200, deadline=None, derandomize=True)
@given(records())
def test_what_fell_is_kept_with_that_for_which_it_fell(record: Record) -> None:
    known = as_known(record, NEVER)
    standing = ids(known)
    fallen = {one.entry.id for one in known.withdrawn}
    assert standing | fallen == ids(record)
    assert not standing & fallen
