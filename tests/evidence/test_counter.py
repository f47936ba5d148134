"""Counters: what is surely done, what is claimed, and what is shown to be all there was."""

from itertools import permutations

import pytest

from servanda.evidence.counter import Counter
from servanda.evidence.event_links import links_of
from servanda.evidence.grouping import same_events
from servanda.evidence.viewpoint import NEUTRAL, Viewpoint
from servanda.record.model import EventContent
from servanda.values.quantity import UNBOUNDED, Range, exactly
from tests.evidence.weighing import counter, heard, maps, total
from tests.verdict.small_world import SmallWorld


def at(found: Counter, world: SmallWorld, written: str) -> tuple[float, float, float]:
    instant = world.instant(written)
    return found.surely.at(instant), found.claimed.at(instant), found.shown.at(instant)


def counted(claims: str, written: str, limb: str | None = None) -> tuple[float, float, float]:
    """Surely, claimed and shown, at a date."""
    world = heard(claims)
    name = "coins" if "coins" in claims else "raids" if "raids" in claims else "maps"
    return at(counter(world, name, limb=limb), world, written)


# --- A running sum -------------------------------------------------------------------------------


def test_events_add_up() -> None:
    said = maps("3", when="on 2025-10-05") + maps("4", when="on 2025-10-08")
    dates = ("2025-10-05", "2025-10-06", "2025-10-08", "2025-10-09")
    assert [counted(said, date)[:2] for date in dates] == [(0, 0), (3, 3), (3, 3), (7, 7)]


def test_within_its_time_an_event_is_possible_and_only_after_it_sure() -> None:
    said = maps("3", when="between 2025-10-05 and 2025-10-07")
    dates = ("2025-10-05", "2025-10-05 00:01", "2025-10-07 23:59", "2025-10-08")
    assert [counted(said, date)[:2] for date in dates] == [(0, 0), (0, 3), (0, 3), (3, 3)]


def test_nothing_claimed_shows_nothing() -> None:
    assert counted("", "2025-12-01") == (0, 0, UNBOUNDED)


# --- Totals bound from both sides ----------------------------------------------------------------


def test_a_total_lifts_what_events_leave_short() -> None:
    said = maps("3", when="on 2025-10-05") + total("7", up_to="2025-10-10")
    assert counted(said, "2025-10-10")[:2] == (3, 3)
    assert counted(said, "2025-10-11") == (7, 7, 7)


def test_a_total_shows_at_its_end_that_there_was_no_more() -> None:
    said = maps("3", when="on 2025-10-05") + total("3", up_to="2025-10-10")
    assert counted(said, "2025-10-11") == (3, 3, 3)
    assert counted(said, "2025-10-12")[2] == UNBOUNDED


def test_what_comes_after_a_total_is_added() -> None:
    said = total("7", up_to="2025-10-10") + maps("2", when="on 2025-10-12")
    assert counted(said, "2025-10-13")[:2] == (9, 9)


def test_a_total_brings_down_what_is_only_claimed() -> None:
    said = maps("5", "north-office", "on 2025-10-05") + total("2", up_to="2025-10-10")
    assert counted(said, "2025-10-10")[:2] == (0, 5)
    assert counted(said, "2025-10-11") == (2, 2, 2)


def test_a_total_on_the_word_of_who_gains_establishes_nothing() -> None:
    claimed = total("20", "north-office")
    assert counted(claimed, "2025-10-11")[:2] == (0, 20)
    hurtful = total("0", "south-office")
    assert counted(hurtful, "2025-10-11")[2] == UNBOUNDED
    assert counted(total("0", "north-office"), "2025-10-11")[2] == 0


def test_rival_totals_leave_a_range() -> None:
    said = total("4") + total("6", "guard")
    assert counted(said, "2025-10-11") == (4, 6, 6)


# --- Coverage ------------------------------------------------------------------------------------

COVERED = """
coverage by monitors
  of north delivers maps
  from 2025-10-01 to 2025-10-20
  said by {who}

"""


def test_coverage_shows_absence_inside_its_window_only() -> None:
    said = COVERED.format(who="observer")
    assert counted(said, "2025-10-15")[2] == 0
    assert counted(said, "2025-10-22")[2] == UNBOUNDED


def test_in_coverage_what_is_claimed_is_the_most_there_was() -> None:
    said = maps("3", when="on 2025-10-05") + COVERED.format(who="observer")
    assert [counted(said, date)[2] for date in ("2025-10-05", "2025-10-06")] == [0, 3]


def test_a_gap_in_coverage_is_not_bridged() -> None:
    early = COVERED.format(who="observer").replace("2025-10-20", "2025-10-05")
    late = COVERED.format(who="observer").replace("2025-10-01", "2025-10-08")
    assert counted(early + late, "2025-10-15")[2] == UNBOUNDED
    joined = late.replace("2025-10-08", "2025-10-06")
    assert counted(early + joined, "2025-10-15")[2] == 0


def test_coverage_goes_on_from_where_a_total_stopped() -> None:
    late = COVERED.format(who="observer").replace("2025-10-01", "2025-10-11")
    assert counted(total("4") + late, "2025-10-15")[2] == 4


@pytest.mark.parametrize(
    ("who", "shown"), [("north-office", 0), ("observer", 0), ("south-office", UNBOUNDED)]
)
def test_absence_never_rests_on_the_word_of_who_gains(who: str, shown: float) -> None:
    assert counted(COVERED.format(who=who), "2025-10-15")[2] == shown


def test_a_viewpoint_that_refuses_a_camp_refuses_its_coverage() -> None:
    world = heard(COVERED.format(who="north-office"))
    refusing = Viewpoint("south", "S", refuses=frozenset({"north"}))
    found = counter(world, "maps", refusing)
    assert at(found, world, "2025-10-15")[2] == UNBOUNDED


def test_coverage_of_a_part_shows_nothing_of_the_whole() -> None:
    said = COVERED.format(who="observer").replace("delivers maps", "delivers maps in ridge")
    world = heard(said)
    assert at(counter(world, "maps"), world, "2025-10-15")[2] == UNBOUNDED


def test_coverage_of_one_area_shows_nothing_of_another() -> None:
    said = """
coverage by monitors
  of north raids
  in ridge
  from 2025-10-01 to 2025-10-20
  said by observer
"""
    assert counted(said, "2025-10-15")[2] == UNBOUNDED


# --- The same event ------------------------------------------------------------------------------


def test_claims_whose_times_overlap_are_about_one_event() -> None:
    said = maps("3", "observer", "on 2025-10-05 at 12:00") + maps("3", "guard", "on 2025-10-05")
    assert counted(said, "2025-10-07")[:2] == (3, 3)


def test_claims_of_different_days_are_about_two() -> None:
    said = maps("3", "observer", "on 2025-10-05") + maps("3", "guard", "on 2025-10-06")
    assert counted(said, "2025-10-08")[:2] == (6, 6)


def test_a_vague_claim_joins_the_event_of_the_same_amount() -> None:
    said = (
        maps("3", "observer", "on 2025-10-05")
        + maps("4", "observer", "on 2025-10-06")
        + maps("4", "guard", "between 2025-10-05 and 2025-10-06")
    )
    found = counter(said)
    assert [len(one.claims) for one in found.events] == [1, 2]
    assert counted(said, "2025-10-08")[:2] == (7, 7)


def test_the_most_precise_time_is_that_of_the_event() -> None:
    said = maps("3", "observer", "in 2025-10") + maps("3", "guard", "on 2025-10-05 at 12:00")
    world = heard(said)
    (event,) = counter(world).events
    (precise,) = [claim for claim in world.record.claims if claim.id == "R.2"]
    assert isinstance(precise.content, EventContent)
    assert event.when == precise.content.when


def test_one_label_ties_together_and_two_set_apart() -> None:
    tied = maps("3", "observer", "on 2025-10-05\n  as handover") + maps(
        "3", "guard", "on 2025-10-06\n  as handover"
    )
    assert counted(tied, "2025-10-08")[:2] == (3, 3)
    apart = maps("3", "observer", "on 2025-10-05\n  as morning") + maps(
        "3", "guard", "on 2025-10-05\n  as evening"
    )
    assert counted(apart, "2025-10-08")[:2] == (6, 6)


def test_a_claim_without_a_label_joins_the_event_of_its_time() -> None:
    said = maps("3", "observer", "on 2025-10-05\n  as handover") + maps(
        "3", "guard", "on 2025-10-05"
    )
    assert counted(said, "2025-10-08")[:2] == (3, 3)


def test_grouping_does_not_depend_on_the_order_of_claims() -> None:
    claims = heard(
        maps("3", "observer", "on 2025-10-05")
        + maps("4", "guard", "between 2025-10-04 and 2025-10-06")
        + maps("4", "wire", "on 2025-10-06")
        + maps("3", "paper", "on 2025-10-06\n  as late")
        + maps("3", "paper", "on 2025-10-20")
    ).record.claims
    expected = same_events(claims)
    assert len(expected) == 3
    for order in permutations(claims):
        assert same_events(order) == expected


def test_a_vague_label_does_not_make_one_event_of_two_days() -> None:
    said = maps("3", "observer", "on 2025-10-05") + maps("3", "guard", "on 2025-10-20")
    vague = maps("3", "paper", "in 2025-10\n  as late")
    assert counted(said + vague, "2025-11-08")[0] == 6


# --- Links ------------------------------------------------------------------------------------

DAY_APART = maps("3", "observer", "on 2025-10-05") + maps("3", "guard", "on 2025-10-07")
ONE_DAY = maps("3", "observer", "on 2025-10-05") + maps("3", "guard", "on 2025-10-05")
ONE_LABEL = maps("3", "observer", "on 2025-10-05\n  as handover") + maps(
    "3", "guard", "on 2025-10-06\n  as handover"
)
SAME = 'same event R.1 and R.2 because "both name the same lorry"\n\n'
APART = 'different events R.2 and R.1 because "one was at night"\n\n'


@pytest.mark.parametrize(
    ("claims", "entries", "number"),
    [
        (DAY_APART, "", 6),
        (DAY_APART, SAME, 3),
        (DAY_APART, SAME + APART, 6),
        (ONE_DAY, "", 3),
        (ONE_DAY, APART, 6),
        (ONE_DAY, APART + SAME, 3),
        (ONE_LABEL, APART, 6),
        (ONE_LABEL, APART + SAME, 3),
    ],
)
def test_a_later_entry_joins_and_parts(claims: str, entries: str, number: int) -> None:
    assert counted(claims + entries, "2025-10-10")[:2] == (number, number)


def test_two_events_that_a_third_claim_ties_are_one_unless_they_are_said_to_be_two() -> None:
    third = maps("3", "paper", "on 2025-10-20")
    ties = "".join(
        f'same event R.3 and {one} because "it tells of both"\n\n' for one in ("R.1", "R.2")
    )
    assert counted(DAY_APART + third + ties, "2025-11-10")[:2] == (3, 3)
    assert counted(DAY_APART + third + ties + APART, "2025-11-10")[:2] == (6, 6)


def test_grouping_by_entries_does_not_depend_on_the_order_of_claims() -> None:
    world = heard(DAY_APART + ONE_LABEL + maps("3", "paper", "on 2025-10-20") + SAME)
    links = links_of(world.record.links)
    expected = same_events(world.record.claims, links)
    for order in permutations(world.record.claims):
        assert same_events(order, links) == expected


# --- Two numbers of one origin in one report ---------------------------------------------------

EARLY = maps("4", "observer", "in early 2025-10")
LATER = maps("6", "observer", "on 2025-10-04")


def test_two_numbers_of_one_origin_in_one_report_are_two_events() -> None:
    assert counted(EARLY + LATER, "2025-10-15")[:2] == (10, 10)
    copied = maps("4", "guard", "in early 2025-10")
    assert counted(copied + LATER, "2025-10-15")[:2] != (10, 10), "two origins are one event"


@pytest.mark.parametrize(
    ("early", "later"),
    [
        (EARLY + SAME, LATER),
        (EARLY.rstrip() + "\n  as handover\n\n", LATER.rstrip() + "\n  as handover\n\n"),
        (maps("4 to 8", "observer", "in early 2025-10"), LATER),
        (EARLY, maps("4", "observer", "on 2025-10-04")),
    ],
    ids=["linked", "one label", "numbers that may be one", "one number"],
)
def test_unless_they_are_tied_or_may_be_one_number(early: str, later: str) -> None:
    most = counted(early + later, "2025-10-15")[1]
    assert most <= 8


# --- Classes -------------------------------------------------------------------------------------

COINS = """
claim observer says
  north delivers 9 coins to south of which 4 gold
  on 2025-10-05

"""
MORE_COINS = """
claim {who} says
  north delivers {number} coins to south
  on {date}

"""


def test_a_class_is_counted_by_what_claims_say_of_it() -> None:
    assert counted(COINS, "2025-10-06")[:2] == (9, 9)
    assert counted(COINS, "2025-10-06", limb="gold")[:2] == (4, 4)


def test_of_a_class_not_mentioned_there_may_be_none_or_all() -> None:
    said = COINS + MORE_COINS.format(who="observer", number=3, date="2025-10-08")
    assert counted(said, "2025-10-09", limb="gold")[:2] == (4, 7)


def test_who_says_nothing_of_the_class_does_not_weigh_on_it() -> None:
    said = COINS + MORE_COINS.format(who="guard", number=9, date="2025-10-05")
    assert counted(said, "2025-10-06", limb="gold")[:2] == (4, 4)


def test_a_total_that_says_nothing_of_the_class_bounds_it_not() -> None:
    said = (
        COINS
        + """
claim observer says
  north delivers 9 coins to south in total up to 2025-10-10
"""
    )
    assert counted(said, "2025-10-11") == (9, 9, 9)
    assert counted(said, "2025-10-11", limb="gold") == (4, 4, UNBOUNDED)


# --- Findings ------------------------------------------------------------------------------------


def judged(said: str) -> str:
    claim = f"claim {said}\n  on 2025-10-05\n"
    return heard(claim).verdict("maps", "2025-10-10").state


@pytest.mark.parametrize("who", ["monitors finds", "court rules"])
def test_what_a_competent_body_finds_done_is_done(who: str) -> None:
    assert judged(f"{who}\n  maps is done") == "done"
    assert judged(f"{who}\n  maps is not done") == "open"


@pytest.mark.parametrize(
    "who", ["guard finds", "observer finds", 'unnamed monitors "a member" via wire finds']
)
def test_what_others_find_done_is_not(who: str) -> None:
    assert judged(f"{who}\n  maps is done") == "open"


def test_it_is_the_viewpoint_through_which_one_counts() -> None:
    world = heard(maps("3", "north-office"))
    accepting = Viewpoint("north", "N", accepts=frozenset({"north"}))
    ranges = [counter(world, viewpoint=eyes).events[0].amount for eyes in (NEUTRAL, accepting)]
    assert ranges == [Range(0, 3), exactly(3)]
