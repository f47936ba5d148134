"""Stages: cumulative shares of one base, parts of one area, in step with the other side's."""

import pytest

from servanda.evidence.viewpoint import NEUTRAL, Viewpoint
from servanda.values.quantity import Range
from servanda.verdict.assessment import Verdict
from tests.verdict.small_world import SmallWorld, small_world


def handed_over(number: int, date: str, actor: str = "north", thing: str = "coins") -> str:
    return f"\nclaim observer says\n  {actor} delivers {number} {thing} to south\n  on {date}\n"


def in_all(number: int, until: str) -> str:
    return f"""
claim observer says
  north delivers {number} coins to south in total up to {until}
"""


def states(
    world: SmallWorld, name: str, at: str, viewpoint: Viewpoint = NEUTRAL
) -> dict[str | None, str]:
    found = world.assessment(at, viewpoint).stipulations
    return {one.limb: one.state for one in found if one.name == name}


def row(world: SmallWorld, name: str, limb: str | None, at: str) -> Verdict:
    found = world.assessment(at).stipulations
    (verdict,) = [one for one in found if (one.name, one.limb) == (name, limb)]
    return verdict


# --- Counts ----------------------------------------------------------------------------------

COUNTED = """
duty coins
  north delivers 100 coins to south
  stage first: 30; by 2025-11-01
  stage second: 30; by 2025-12-01
  stage third: the rest; by 2025-12-31
"""


def test_what_is_more_than_one_stage_counts_for_the_next() -> None:
    world = small_world(COUNTED, handed_over(45, "2025-10-10") + in_all(45, "2025-12-31"))
    assert states(world, "coins", "2025-10-20") == {
        None: "partly done", "first": "done", "second": "partly done", "third": "open",
    }  # fmt: skip
    assert states(world, "coins", "2026-01-02") == {
        None: "overdue", "first": "done", "second": "overdue", "third": "overdue",
    }  # fmt: skip


def test_a_stage_owes_what_it_makes_with_those_before() -> None:
    world = small_world(COUNTED)
    targets = {
        limb: str(outcome.target)
        for limb in ("first", "second", "third")
        if (outcome := row(world, "coins", limb, "2025-10-02").outcome) is not None
    }
    assert targets == {"first": "30", "second": "60", "third": "100"}


def test_a_percentage_is_one_of_the_number_that_the_duty_names() -> None:
    stages = COUNTED.replace(": 30;", ": 20 percent;")
    world = small_world(stages, handed_over(25, "2025-10-10"))
    assert states(world, "coins", "2025-10-20")["first"] == "done"
    outcome = row(world, "coins", "second", "2025-10-20").outcome
    assert outcome is not None and str(outcome.target) == "40"


def test_stages_done_one_after_the_other_make_the_whole() -> None:
    said = handed_over(30, "2025-10-10") + handed_over(70, "2025-11-10")
    assert states(small_world(COUNTED, said), "coins", "2025-11-20") == {
        None: "done", "first": "done", "second": "done", "third": "done",
    }  # fmt: skip


# --- Terms -----------------------------------------------------------------------------------


def test_a_stage_has_its_own_trigger_and_the_date_of_the_duty_where_it_names_none() -> None:
    world = small_world("""
duty coins
  north delivers 100 coins to south
  by 2025-12-31
  stage first: 30; by 2025-11-01
  stage second: the rest; from signature
""")
    assert states(world, "coins", "2025-10-20")["second"] == "pending"
    second = row(world, "coins", "second", "2025-10-20")
    assert second.due is None or second.due.end == world.instant("2026-01-01")
    first = row(world, "coins", "first", "2025-10-20")
    assert first.due is not None and first.due.end == world.instant("2025-11-02")


def test_a_condition_asks_one_stage_by_its_path() -> None:
    keys = "\nduty keys\n  south delivers 1 keys to north\n  from coins/second done\n"
    world = small_world(
        COUNTED + keys, handed_over(45, "2025-10-10") + handed_over(15, "2025-11-10")
    )
    assert world.state("keys", "2025-10-20") == "pending"
    assert world.state("keys", "2025-11-20") == "open"


def test_a_finding_on_a_stage_counts_for_that_stage_alone() -> None:
    verified = COUNTED + '  verified by monitors\n\nsource monitors "the monitors"\n'
    found = "\nclaim monitors finds\n  coins/first is done\n  on 2025-10-10\n"
    world = small_world(verified, found)
    assert states(world, "coins", "2025-10-20") == {
        None: "partly done", "first": "done", "second": "open", "third": "open",
    }  # fmt: skip


def test_a_verifier_of_a_stage_joins_those_of_the_duty() -> None:
    staged = COUNTED.replace("stage first: 30;", "stage first: 30; verified by observers;")
    bodies = '\nverifier observers "the observers"\n' + staged + "  verified by monitors\n"
    world = small_world(bodies)
    verified = [row(world, "coins", stage, "2025-10-05").because for stage in ("first", "second")]
    assert "verified by observers, monitors" in verified[0]
    assert "verified by monitors" in verified[1] and "observers" not in verified[1]


def test_a_class_is_owed_with_the_last_stage() -> None:
    shared = COUNTED.replace("100 coins", "100 coins of which 10 gold")
    found = small_world(shared).assessment("2025-10-05").stipulations
    gold = [v for v in found if v.limb == "gold"]
    assert [(v.due, v.outcome.target if v.outcome else None) for v in gold] == [
        (row(small_world(shared), "coins", "third", "2025-10-05").due, Range(10, 10))
    ]


# --- Areas -----------------------------------------------------------------------------------

AREAS = """
area east-bank "the east bank"
area west-bank "the west bank"
area ford "the ford" within west-bank
action leave "takes its troops out"
thing troops "troops"

duty leave
  north leaves troops from valley
  stage east: area east-bank; by 2025-11-01
  stage west: area west-bank; by 2025-12-01
"""


def left(area: str, date: str) -> str:
    return f"\nclaim observer says\n  north leaves troops from {area}\n  on {date}\n"


@pytest.mark.parametrize(
    ("area", "expected"),
    [
        ("east-bank", {"east": "done", "west": "open"}),
        ("ford", {"east": "open", "west": "partly done"}),
        ("valley", {"east": "open", "west": "open"}),
    ],
)
def test_leaving_one_area_does_one_stage(area: str, expected: dict[str, str]) -> None:
    found = states(small_world(AREAS, left(area, "2025-10-10")), "leave", "2025-10-20")
    assert {limb: found[limb] for limb in expected} == expected


def test_the_rest_of_an_area_is_what_lies_beside_the_other_stages() -> None:
    stages = AREAS.replace("area west-bank;", "the rest;").replace(
        "leaves troops", "leaves all troops"
    )
    said = left("east-bank", "2025-10-10").replace("troops", "all troops")
    east = small_world(stages, said)
    west = small_world(stages, said.replace("east-bank", "west-bank"))
    assert states(east, "leave", "2025-10-20") == {
        None: "partly done",
        "east": "done",
        "west": "open",
    }
    assert states(west, "leave", "2025-10-20") == {
        None: "partly done",
        "east": "open",
        "west": "done",
    }


# --- In step ---------------------------------------------------------------------------------

IN_STEP = (
    COUNTED
    + """
duty books
  south delivers 4 books to north
  stage one: 2
  stage two: the rest
  in step with coins
"""
)


def test_a_stage_waits_for_the_other_sides_stage_before_it() -> None:
    world = small_world(IN_STEP, handed_over(30, "2025-10-10"))
    assert states(world, "books", "2025-10-05") == {None: "open", "one": "open", "two": "pending"}
    assert states(world, "books", "2025-10-15")["two"] == "open"


def test_a_stage_beyond_the_others_last_waits_for_that_last() -> None:
    long = IN_STEP.replace("  stage two: the rest\n", "  stage two: 1\n  stage three: the rest\n")
    short = long.replace(
        "  stage second: 30; by 2025-12-01\n  stage third: the rest; by 2025-12-31\n", ""
    )
    world = small_world(short, handed_over(30, "2025-10-10"))
    assert states(world, "books", "2025-10-05")["three"] == "pending"
    assert states(world, "books", "2025-10-15")["three"] == "open"


def test_two_duties_may_keep_in_step_with_one_another() -> None:
    """The first stages are free; from then on each waits for the other's stage before."""
    mutual = IN_STEP.replace("\nduty books", "  in step with books\n\nduty books", 1)
    first = handed_over(30, "2025-10-05")
    both = first + handed_over(2, "2025-10-10", "south", "books").replace("to south", "to north")
    alone, answered = small_world(mutual, first), small_world(mutual, both)
    assert states(alone, "coins", "2025-10-12")["second"] == "pending"
    assert states(alone, "books", "2025-10-12") == {None: "open", "one": "open", "two": "open"}
    assert states(answered, "coins", "2025-10-12")["second"] == "open"


# --- Each of ---------------------------------------------------------------------------------


def test_each_of_several_owes_all_of_it() -> None:
    world = small_world(
        "duty maps\n  each of north and east delivers 2 maps to south\n  by 2025-11-01\n",
        handed_over(2, "2025-10-10", "east", "maps"),
    )
    found = {v.bearer: v.state for v in world.assessment("2025-10-20").stipulations}
    assert found == {("north",): "open", ("east",): "done"}


def test_a_whole_of_several_bearers_says_whose_limb_is_how() -> None:
    world = small_world(
        "duty maps\n  each of north and east delivers 2 maps to south\n"
        "  stage first: 1; by 2025-11-01\n  stage second: the rest\n",
        handed_over(2, "2025-10-10", "east", "maps"),
    )
    whole = row(world, "maps", None, "2025-10-20")
    assert whole.state == "partly done"
    assert "first of east, done" in whole.because and "first of north, open" in whole.because


def test_a_later_stage_has_begun_once_more_is_done_than_those_before_it_ask() -> None:
    text = (
        "duty coins\n  north delivers 10 coins to south\n"
        "  stage first: 4\n  stage second: the rest\n"
    )
    world = small_world(text, handed_over(3, "2025-10-05") + handed_over(3, "2025-10-07"))
    early, later = states(world, "coins", "2025-10-06"), states(world, "coins", "2025-10-08")
    assert (early["first"], early["second"]) == ("partly done", "open")
    assert (later["first"], later["second"]) == ("done", "partly done")


def test_limbs_that_count_different_things_have_amounts_of_their_own() -> None:
    text = (
        "duty both\n  north delivers 10 coins to south\n  north delivers 6 books to south\n"
        "  stage first: 4 coins and 2 books\n  stage second: the rest\n"
    )
    world = small_world(text, handed_over(5, "2025-10-05"))
    found = states(world, "both", "2025-10-06")
    assert found["first: north delivers coins"] == "done"
    assert found["first: north delivers books"] == "open"
    assert found["second: north delivers coins"] == "partly done"


def test_a_linkage_may_be_of_one_stage() -> None:
    text = (
        "duty coins\n  north delivers 10 coins to south\n"
        "  stage first: 4\n  stage second: the rest\n"
        "  linkage south of second: from signature\n"
    )
    world = small_world(text)
    holding = Viewpoint("south", "S", linkages_of=frozenset({"south"}))
    assert states(world, "coins", "2025-10-06")["second"] == "open"
    held = states(world, "coins", "2025-10-06", holding)
    assert (held["first"], held["second"]) == ("open", "pending")
