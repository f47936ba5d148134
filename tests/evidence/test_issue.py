"""Quantities on the ladder: thresholds, rival figures, and properties of every weighing."""

from dataclasses import replace
from itertools import pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from servanda.evidence.issue import AFFIRMING, Issue, Judge, weigh
from servanda.evidence.ladder import Grade, Stake
from servanda.evidence.viewpoint import NEUTRAL, Viewpoint
from servanda.record.model import Chain, Claim, EventContent, Origin, Source, Stance
from servanda.values.deed import Deed
from servanda.values.instant import Interval
from servanda.values.quantity import UNBOUNDED, Range, exactly
from tests.evidence.weighing import amount, issue, maps

# --- Small examples ------------------------------------------------------------------------------


def test_rival_figures_leave_a_range_and_no_mean() -> None:
    assert amount(maps("5") + maps("7", "guard")) == Range(5, 7)


def test_two_against_one_settle_the_figure() -> None:
    assert amount(maps("5") + maps("7", "guard") + maps("7", "second-observer")) == exactly(7)
    assert amount(maps("7") + maps("5", "guard") + maps("5", "second-observer")) == exactly(5)


@pytest.mark.parametrize(
    ("said", "expected"),
    [("7 to 9", Range(7, 9)), ("at least 7", exactly(7)), ("at most 7", Range(0, 7))],
)
def test_a_figure_said_in_bounds(said: str, expected: Range) -> None:
    """Of "at least 7" nothing above 7 is claimed."""
    assert amount(maps(said)) == expected


def test_a_figure_within_the_bounds_of_another() -> None:
    assert amount(maps("7 to 9") + maps("8", "guard")) == Range(8, 8)


def test_the_most_there_was() -> None:
    assert issue(maps("7 to 9")).shown_high == 9
    assert issue(maps("at least 7")).shown_high == UNBOUNDED
    assert issue(maps("5") + maps("7", "guard")).shown_high == 7
    assert issue(maps("0")).shown_high == 0


def test_a_denial_of_some_is_a_denial_of_more() -> None:
    said = maps("5", "observer") + maps("3", "guard", says="denies")
    assert [one.opposing.grade for one in issue(said).thresholds] == [Grade.ALLEGED]
    assert amount(maps("2") + maps("3", "guard", says="denies")) == exactly(2)


# --- Properties ----------------------------------------------------------------------------------
# Claims by eight sources of every kind about one delivery by North to South.

SOURCES = {
    "north-office": Source("north-office", "", camp="north", speaks_for="north"),
    "north-radio": Source("north-radio", "", camp="north"),
    "south-office": Source("south-office", "", camp="south", speaks_for="south"),
    "monitors": Source("monitors", ""),
    "guard": Source("guard", "", access="at the gate"),
    "wire": Source("wire", "", grade="B"),
    "paper": Source("paper", ""),
    "rumours": Source("rumours", "", grade="F"),
}
STAKE = Stake(frozenset({"north"}), frozenset({"south"}), frozenset({"monitors"}))
DAY = Interval(0, 86_400)
STANCES: tuple[Stance, ...] = ("says", "admits", "finds", "rules", "denies")

camps = some.frozensets(some.sampled_from(["north", "south"]), max_size=2)
viewpoints = some.builds(
    Viewpoint, name=some.just("any"), title=some.just(""), accepts=camps, refuses=camps
)
standards = some.sampled_from([grade for grade in Grade if grade > Grade.NONE])
amounts = some.tuples(some.integers(0, 6), some.integers(0, 6)).map(
    lambda ends: Range(min(ends), max(ends))
)
some_claims = some.lists(
    some.tuples(
        some.sampled_from(sorted(SOURCES)),
        some.booleans(),
        some.sampled_from(STANCES),
        amounts,
        some.booleans(),
    ),
    min_size=1,
    max_size=5,
)
Said = tuple[str, bool, Stance, Range, bool]


def claims_of(said: list[Said]) -> list[Claim]:
    return [
        Claim(
            id=f"R.{number}",
            report="R",
            stance=stance,
            chain=Chain(Origin(who, None if named else "people"), ("wire",)),
            content=EventContent(Deed(("north",), "deliver", "maps", quantity), DAY),
            known=0,
            plea="because" if pleads else None,
        )
        for number, (who, named, stance, quantity, pleads) in enumerate(said)
    ]


def amount_of(claim: Claim) -> Range:
    assert isinstance(claim.content, EventContent)
    return claim.content.deed.amount or exactly(1)


def weighed(
    claims: list[Claim], viewpoint: Viewpoint = NEUTRAL, proof: Grade = Grade.ALLEGED
) -> Issue:
    judge = Judge(viewpoint, proof, SOURCES, {})
    return weigh("event:x", "event", claims, amount_of, DAY, STAKE, judge)


@given(some_claims, viewpoints, standards)
def test_it_does_not_matter_in_which_order_claims_came(
    said: list[Said], viewpoint: Viewpoint, proof: Grade
) -> None:
    claims = claims_of(said)
    expected = weighed(claims, viewpoint, proof)
    for order in list(permutations(claims))[:24]:
        found = weighed(list(order), viewpoint, proof)
        assert (found.amount, found.shown_high, found.contested) == (
            expected.amount, expected.shown_high, expected.contested,
        )  # fmt: skip


@given(some_claims, viewpoints, standards)
def test_at_least_more_is_never_surer_than_at_least_less(
    said: list[Said], viewpoint: Viewpoint, proof: Grade
) -> None:
    thresholds = weighed(claims_of(said), viewpoint, proof).thresholds
    assert [one.amount for one in thresholds] == sorted(one.amount for one in thresholds)
    for less, more in pairwise(thresholds):
        assert less.truth.sure >= more.truth.sure
        assert less.truth.possible >= more.truth.possible


@given(some_claims, viewpoints)
def test_a_higher_standard_leaves_more_open(said: list[Said], viewpoint: Viewpoint) -> None:
    claims = claims_of(said)
    ranges = [weighed(claims, viewpoint, proof).amount for proof in Grade if proof > Grade.NONE]
    for lower, higher in pairwise(ranges):
        assert higher.low <= lower.low <= lower.high <= higher.high


@given(some_claims, viewpoints, standards)
def test_nothing_is_found_that_nobody_claims(
    said: list[Said], viewpoint: Viewpoint, proof: Grade
) -> None:
    claims = claims_of(said)
    claimed = [amount_of(claim).high for claim in claims if claim.stance in AFFIRMING]
    assert weighed(claims, viewpoint, proof).amount.high <= max(claimed, default=0)


@given(some_claims)
def test_what_one_origin_repeats_adds_nothing(said: list[Said]) -> None:
    """The same words by the same origin change no verdict through a paper that says nothing of its
    own: one that does may rest on what it passes on."""
    claims = claims_of([one for one in said if one[1]])
    again = [
        replace(claim, id=f"{claim.id}b", chain=Chain(claim.chain.origin, ("courier",)))
        for claim in claims
    ]
    if claims:
        assert weighed(claims + again).amount == weighed(claims).amount


@given(some_claims, standards)
@settings(max_examples=200)
def test_settled_by_hand_it_is_one_end_or_the_other(said: list[Said], proof: Grade) -> None:
    claims = claims_of(said)
    found = weighed(claims, NEUTRAL, proof).amount
    for decision, expected in ((False, found.low), (True, found.high)):
        judge = Judge(NEUTRAL, proof, SOURCES, {"event:x": decision})
        settled = weigh("event:x", "event", claims, amount_of, DAY, STAKE, judge)
        assert settled.amount == exactly(expected)
