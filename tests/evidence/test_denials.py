"""A denial closes a count: by then it had not come about."""

import pytest

from tests.verdict.small_world import small_world

MEN = "duty maps\n  north delivers 10 maps to south\n  by 2025-10-10\n"
ALL = (
    'level there "maps there are" in maps\nthing charts "charts" counted by there\n'
    "duty maps\n  north delivers all charts to south\n  by 2025-10-10\n"
)
COUNTED = "claim observer says\n  there is 10\n  from 2025-10-01\n\n"


def said(deed: str, when: str, who: str = "observer", says: str = "says") -> str:
    return f"claim {who} {says}\n  north {deed} to south\n  {when}\n\n"


def state(agreed: str, claims: str, date: str = "2025-11-01") -> str:
    return small_world(agreed, claims).state("maps", date)


@pytest.mark.parametrize("denied", ["delivers 10 maps", "delivers maps"])
def test_a_denial_at_the_deadline_closes_the_count(denied: str) -> None:
    some = said("delivers 6 maps", "on 2025-10-05")
    assert state(MEN, some) == "undetermined: unreported"
    assert state(MEN, some + said(denied, "on 2025-10-10", says="denies")) == "overdue"


def test_a_denial_of_all_closes_the_count() -> None:
    some = COUNTED + said("delivers 6 charts", "on 2025-10-05")
    assert state(ALL, some) == "undetermined: unreported"
    assert state(ALL, some + said("delivers all charts", "on 2025-10-10", says="denies")) == (
        "overdue"
    )


def test_a_denied_total_closes_the_count_though_the_bearer_claims_it() -> None:
    claimed = said("delivers 10 maps", "on 2025-10-05", "north-office")
    claimed += said("delivers 10 maps", "on 2025-10-05", says="denies")
    denied = "claim observer denies\n  north delivers 10 maps to south in total up to 2025-10-10\n"
    assert state(MEN, claimed + denied) == "overdue"


def test_a_denial_of_what_was_before_the_deadline_says_nothing_of_the_deadline() -> None:
    denied = said("delivers 10 maps", "on 2025-10-05", says="denies")
    assert state(MEN, denied) == "undetermined: unreported"


def test_who_gains_by_the_failure_closes_no_count() -> None:
    assert (
        state(MEN, said("delivers 10 maps", "on 2025-10-10", "south-office", "denies")) != "overdue"
    )


def test_a_denial_of_fewer_than_are_known_closes_nothing() -> None:
    some = said("delivers 6 maps", "on 2025-10-05")
    some += said("delivers 4 maps", "on 2025-10-10", says="denies")
    assert state(MEN, some) != "done"


def test_a_denial_of_one_way_leaves_the_others_open() -> None:
    narrow = said("delivers 10 maps", "on 2025-10-10", says="denies").replace(
        "to south", "to south via ngo"
    )
    assert state(MEN + 'actor ngo "an organisation"\n', narrow) == "undetermined: unreported"
