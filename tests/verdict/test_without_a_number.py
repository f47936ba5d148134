"""What is told without a number is at least one, and of unknown number."""

from tests.verdict.small_world import small_world

TEN = "duty coins\n  north delivers 10 coins to south\n  by 2025-10-20\n"
COUNTED = 'level coins-held "coins held" in coins\nthing pieces "pieces" counted by coins-held\n'
SOME = COUNTED + "duty coins\n  north delivers pieces to south\n  by 2025-10-20\n"
WHOLE = "duty coins\n  north signs treaty\n  by 2025-10-20\n"


def said(what: str, who: str = "observer") -> str:
    return f"claim {who} says\n  north {what}\n  on 2025-10-05\n\n"


def test_a_plural_without_a_number_is_at_least_one_of_ten() -> None:
    verdict = small_world(TEN, said("delivers coins to south")).verdict("coins", "2025-10-10")
    assert verdict.state == "partly done"
    assert verdict.because.startswith("at least 1 of 10 coins")
    assert verdict.outcome is not None and verdict.outcome.or_more


def test_who_says_how_many_is_not_contradicted_by_who_does_not() -> None:
    claims = said("delivers 10 coins to south") + said("delivers coins to south", "second-observer")
    verdict = small_world(TEN, claims).verdict("coins", "2025-10-10")
    assert verdict.state == "done"
    assert verdict.because.startswith("10 of 10 coins")


def test_a_duty_without_a_number_on_what_is_counted_is_begun_by_some() -> None:
    world = small_world(SOME, said("delivers pieces to south"))
    assert world.state("coins", "2025-10-10") == "partly done"
    assert "at least 1 pieces" in world.verdict("coins", "2025-10-10").because
    assert world.state("coins", "2025-11-10") == "undetermined: unreported"


def test_it_is_done_by_all_of_them() -> None:
    assert small_world(SOME, said("delivers all pieces to south")).state("coins", "2025-10-10") == (
        "done"
    )
    held = "claim observer says\n  coins-held is 8\n  from 2025-10-01\n\n"
    some, every = (said(f"delivers {number} pieces to south") for number in (5, 8))
    assert small_world(SOME, held + some).state("coins", "2025-10-10") == "partly done"
    assert small_world(SOME, held + every).state("coins", "2025-10-10") == "done"


def test_it_is_overdue_where_there_were_none() -> None:
    none = "claim observer says\n  north delivers 0 pieces to south in total up to 2025-10-20\n"
    assert small_world(SOME, none).state("coins", "2025-11-10") == "overdue"


def test_a_single_whole_is_done_by_doing_it() -> None:
    assert small_world(WHOLE, said("signs treaty")).state("coins", "2025-10-10") == "done"
