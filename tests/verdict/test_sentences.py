"""The sentence under a verdict: who said so, what shows it, and the cause that is the real one."""

from servanda.evidence.viewpoint import NEUTRAL
from servanda.verdict.assessment import Reason
from servanda.verdict.reasons import explain
from tests.verdict.small_world import SmallWorld, duty, small_world
from tests.verdict.test_timeliness import TEN, coins, delivered, up_to

MONITORS = 'source monitors "the monitors"\n'
VERIFIED = TEN + "  verified by monitors\n"
RAIDS = "ban raids\n  north must not raid valley\n"


def told(world: SmallWorld, name: str = "coins", at: str = "2025-11-20") -> str:
    return world.verdict(name, at).because


def labels(world: SmallWorld, name: str, at: str) -> list[str]:
    """Everything in the tree of reasons, a line each."""

    def lines(tree: Reason) -> list[str]:
        return [tree.text, *(line for child in tree.children for line in lines(child))]

    question = world.question(at)
    trees = explain(world.agreement, world.record, NEUTRAL, question, name)
    return [line for tree in trees for line in lines(tree)]


# --- On whose word -------------------------------------------------------------------------------


def test_who_says_less_is_not_credited_with_more() -> None:
    less = "\nclaim south-office says\n  north delivers 4 coins to south\n  on 2025-10-10\n"
    world = coins(delivered(10, "on 2025-10-10"), less)
    assert "(observer)" in told(world) and "south-office" not in told(world)


def test_each_grade_stands_with_those_on_whose_word_it_rests() -> None:
    found = "\nclaim monitors finds\n  north delivers 6 coins to south\n  on 2025-10-05\n"
    same = delivered(6, "on 2025-10-05")
    world = coins(MONITORS, found, same, delivered(4, "on 2025-10-10"), terms=VERIFIED)
    assert "10 of 10 coins, verified (monitors), alleged (observer)" in told(world)


def test_a_total_is_told_by_who_gives_it_and_not_by_who_told_a_part() -> None:
    part = "\nclaim second-observer says\n  north delivers 3 coins to south\n  on 2025-10-05\n"
    assert "10 of 10 coins, alleged (observer)" in told(coins(part, up_to(10, "2025-10-20")))


# --- What shows it -------------------------------------------------------------------------------


def test_what_is_found_done_and_told_in_no_number_is_found_done() -> None:
    found = MONITORS + "\nclaim monitors finds\n  coins is done\n  on 2025-10-15\n"
    world = coins(found, terms=VERIFIED)
    assert "Found done (monitors); done by 2025-10-15" in told(world)
    assert world.verdict("coins", "2025-11-20").outcome is None


def test_coverage_that_does_not_reach_all_days_is_told_with_the_first_it_leaves_out() -> None:
    coverage = """
coverage by monitors
  of north raids valley
  from 2025-10-01 to 2025-10-10
  said by observer
"""
    assert "and no coverage reaches 2025-10-11" in told(
        small_world(RAIDS, coverage), "raids", "2025-10-20"
    )
    assert "and no coverage shows that there was none" in told(
        small_world(RAIDS), "raids", "2025-10-20"
    )


def test_what_was_done_before_it_is_owed_is_told() -> None:
    world = small_world(
        duty("maps", "from keys done") + duty("keys"), delivered(1, "on 2025-10-05", "maps")
    )
    assert world.state("maps", "2025-10-20") == "pending"
    assert "It waits for keys done. Already done: 1 of 1 maps, alleged (observer)" in told(
        world, "maps", "2025-10-20"
    )


def test_as_soon_as_possible_and_not_later_than() -> None:
    both = coins(terms=TEN + "  as soon as possible\n")
    assert "Owed as soon as possible; due by the end of 2025-10-20" in told(both, at="2025-10-05")
    alone = coins(terms=TEN.replace("by 2025-10-20", "as soon as possible"))
    assert "Owed as soon as possible, without a date" in told(alone, at="2025-10-05")


# --- Causes --------------------------------------------------------------------------------------


def test_within_the_day_of_a_deed_it_is_not_known_when() -> None:
    world = coins(delivered(10, "on 2025-10-10"))
    assert world.state("coins", "2025-10-10 12:00") == "undetermined: not known when"
    assert world.state("coins", "2025-10-11") == "done"


def test_what_waits_for_something_short_of_the_standard_is_short_of_it_too() -> None:
    own_word = "\nclaim north-office says\n  north delivers 1 maps to south\n  on 2025-10-05\n"
    world = small_world(duty("maps") + duty("keys", "from maps done"), own_word)
    assert world.state("maps", "2025-10-20") == "undetermined: short of the standard"
    assert world.state("keys", "2025-10-20") == "undetermined: short of the standard"


def test_what_is_due_and_claimed_by_nobody_is_unclaimed_however_much_it_is() -> None:
    all_of_them = TEN.replace("10 coins", "all coins")
    assert coins(terms=TEN).state("coins", "2025-11-20") == "undetermined: unclaimed"
    assert coins(terms=all_of_them).state("coins", "2025-11-20") == "undetermined: unclaimed"


def test_an_incident_that_is_only_asserted_is_not_called_alleged() -> None:
    said = "claim south-office says\n  north raids valley\n  on 2025-10-05\n"
    sentence = told(small_world(RAIDS, said), "raids", "2025-10-20")
    assert "0 incidents reach the standard of proof, 1 more asserted (south-office)" in sentence


# --- The tree of reasons -------------------------------------------------------------------------

ALL = TEN.replace("10 coins", "all coins")
ALL_DONE = "\nclaim south-office says\n  north delivers all coins to south\n  on 2025-10-05\n"


def test_what_is_told_in_percent_alone_has_one_counter() -> None:
    lines = labels(coins(ALL_DONE, terms=ALL), "coins", "2025-11-20")
    counters = [line for line in lines if line.startswith(("done by", "in percent"))]
    assert counters == ["in percent: 100 (north delivers coins)"]


def test_what_is_denied_and_affirmed_by_nobody_is_not_refuted() -> None:
    denied = ALL_DONE.replace("says", "denies")
    lines = labels(coins(denied, terms=ALL), "coins", "2025-11-20")
    assert "event 2025-10-05: 0, denied, and affirmed by nobody" in [
        line.removesuffix(", contested") for line in lines
    ]
    assert not any("neither side" in line for line in lines)
