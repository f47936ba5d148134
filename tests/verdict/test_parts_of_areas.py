"""A duty in or from an area, and what is done in a part of it."""

from tests.verdict.small_world import small_world

AREAS = """
area upper-valley "the upper valley" within valley
thing forces "armed forces"
action withdraw "moves out"
"""
LEAVE = AREAS + "duty leave\n  north withdraws forces from valley\n  by 2025-10-20\n"


def leaves(area: str, what: str = "forces") -> str:
    return f"claim observer says\n  north withdraws {what} from {area}\n  on 2025-10-10\n\n"


def test_who_leaves_a_part_of_an_area_has_begun_to_leave_it() -> None:
    world = small_world(LEAVE, leaves("upper-valley"))
    verdict = world.verdict("leave", "2025-10-12")
    assert verdict.state == "partly done"
    assert "begun in a part of the area" in verdict.because
    assert world.state("leave", "2025-10-21") == "undetermined: unclaimed"


def test_who_leaves_the_area_or_one_around_it_is_done() -> None:
    assert small_world(LEAVE, leaves("valley")).state("leave", "2025-10-12") == "done"
    around = LEAVE.replace("from valley", "from upper-valley")
    assert small_world(around, leaves("valley")).state("leave", "2025-10-12") == "done"


def test_what_is_counted_counts_in_every_part() -> None:
    text = LEAVE.replace("withdraws forces", "withdraws 5 forces")
    world = small_world(text, leaves("upper-valley", "3 forces"))
    verdict = world.verdict("leave", "2025-10-12")
    assert verdict.outcome is not None
    assert (verdict.state, verdict.outcome.low) == ("partly done", 3)


def test_all_of_a_part_is_not_all() -> None:
    text = LEAVE.replace("withdraws forces", "withdraws all forces")
    assert (
        small_world(text, leaves("upper-valley", "all forces")).state("leave", "2025-10-12")
        == "partly done"
    )
    assert small_world(text, leaves("valley", "all forces")).state("leave", "2025-10-12") == "done"


def test_a_ban_is_broken_in_a_part_of_its_area() -> None:
    ban = AREAS + "ban stay-out\n  north must not raid south in valley\n"
    raid = "claim observer says\n  north raids south in upper-valley\n  on 2025-10-10\n"
    assert small_world(ban, raid).state("stay-out", "2025-10-12") == "breached"


def test_what_is_done_in_a_part_begins_what_is_due_in_the_area() -> None:
    duty = AREAS + "duty hand-over\n  north delivers maps in valley\n  by 2025-10-20\n"
    given = "claim observer says\n  north delivers maps in upper-valley\n  on 2025-10-10\n"
    assert small_world(duty, given).state("hand-over", "2025-10-12") == "partly done"
