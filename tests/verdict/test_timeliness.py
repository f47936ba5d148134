"""Whether what is done was done in time: known only as far as its date and the deadline are."""

import pytest

from tests.verdict.small_world import SmallWorld, duty, small_world
from tests.verdict.test_acts import says

MAPS = duty("maps", "by 2025-10-20")
TEN = "duty coins\n  north delivers 10 coins to south\n  by 2025-10-20\n"
FOUND = "\nclaim monitors finds\n  {what}\n  on {date}\n"


def delivered(number: int, when: str, thing: str = "coins") -> str:
    return f"\nclaim observer says\n  north delivers {number} {thing} to south\n  {when}\n"


def up_to(number: int | str, date: str) -> str:
    return (
        f"\nclaim observer says\n  north delivers {number} coins to south in total up to {date}\n"
    )


def coins(*claims: str, terms: str = TEN) -> SmallWorld:
    return small_world(terms, "".join(claims))


def word(world: SmallWorld, at: str = "2025-11-20") -> tuple[str, str]:
    verdict = world.verdict("coins", at)
    return verdict.state, verdict.timeliness


def test_a_total_after_the_deadline_does_not_say_that_it_was_late() -> None:
    world = coins(up_to(10, "2025-10-25"))
    assert word(world) == ("done", "undetermined")
    assert "whether in time or late is not known" in world.verdict("coins", "2025-11-20").because


def test_a_time_on_both_sides_of_the_deadline_does_not_say_that_it_was_in_time() -> None:
    world = coins(delivered(10, "between 2025-10-15 and 2025-10-25"))
    assert word(world) == ("done", "undetermined")
    assert "whether in time or late is not known" in world.verdict("coins", "2025-11-20").because


def test_a_total_up_to_the_deadline_says_that_it_was_in_time() -> None:
    assert word(coins(up_to(10, "2025-10-20"))) == ("done", "on time")


@pytest.mark.parametrize(
    "less",
    [
        pytest.param(up_to(9, "2025-10-20"), id="a total of less at the deadline"),
        pytest.param(delivered(3, "on 2025-10-22"), id="an event after it"),
        pytest.param(up_to(9, "2025-10-23"), id="a total of less after it"),
    ],
)
def test_what_shows_that_it_was_less_at_the_deadline_shows_that_it_was_late(less: str) -> None:
    assert word(coins(less, up_to(10, "2025-10-25"))) == ("done late", "late")


def test_an_event_before_the_deadline_leaves_open_when_the_rest_came() -> None:
    world = coins(delivered(3, "on 2025-10-12"), up_to(10, "2025-10-25"))
    assert word(world) == ("done", "undetermined")
    assert "done 2025-10-12 to 2025-10-25" in world.verdict("coins", "2025-11-20").because


def test_a_finding_after_the_deadline_does_not_say_that_it_was_late() -> None:
    terms = TEN + "  verified by monitors\n"
    claims = 'source monitors "the monitors"\n' + FOUND.format(
        what="coins is done", date="2025-10-25"
    )
    assert word(coins(claims, terms=terms)) == ("done", "undetermined")
    short = FOUND.format(what="coins is not done", date="2025-10-22")
    assert word(coins(claims, short, terms=terms)) == ("done late", "late")


def test_what_was_done_between_the_old_date_and_one_that_only_one_side_sets() -> None:
    claims = says("north", "north and south extend coins to 2025-10-31", "2025-10-05")
    world = coins(claims, delivered(10, "on 2025-10-25"))
    assert word(world) == ("done", "undetermined")
    assert "whether in time or late is not known" in world.verdict("coins", "2025-11-20").because


def test_a_total_of_less_shows_what_was_missing_at_the_deadline_before_it() -> None:
    world = coins(up_to(0, "2025-11-10"))
    days = ("2025-10-20", "2025-10-22", "2025-11-11")
    assert [word(world, day)[0] for day in days] == ["open", "overdue", "overdue"]
    told = world.verdict("coins", "2025-10-22").because
    assert "0 of 10 coins, by the total of 0 up to 2025-11-10 (observer)" in told
    assert word(coins(up_to(10, "2025-11-10")), "2025-10-22")[0] == "undetermined"


def test_a_total_of_no_incident_shows_that_there_was_none_before_its_last_day() -> None:
    world = coins(up_to(0, "2025-11-10"), terms="ban coins\n  north must not deliver coins\n")
    assert "a total shows that there was none" in world.verdict("coins", "2025-10-20").because
    assert [world.state("coins", day) for day in ("2025-10-20", "2025-11-20")] == [
        "kept", "undetermined: unreported",
    ]  # fmt: skip
