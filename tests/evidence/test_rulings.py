"""Rulings: a body that binds replaces what was disputed, and the dispute stays shown."""

import pytest

from servanda.verdict.assessment import Verdict
from tests.verdict.small_world import SmallWorld, small_world

AGREED = """
verifier tribunal "the tribunal"
verifier monitors-there "the monitors there"
source tribunal "the tribunal"
source monitors-there "the monitors there"
level arms-held "arms held by North" in pieces
thing arms "arms" counted by arms-held

duty maps
  north delivers 4 maps to south
  by 2025-11-01
  verified by tribunal, monitors-there

duty arms
  north delivers 30 percent of arms to south
  verified by tribunal, monitors-there

ban raids
  north must not raid south
  verified by tribunal, monitors-there
"""


def world(*claims: str) -> SmallWorld:
    return small_world(AGREED, "".join(claims))


def event(who: str, amount: int) -> str:
    return f"\nclaim {who}\n  north delivers {amount} maps to south\n  on 2025-10-10\n"


def total(who: str, amount: int) -> str:
    return f"\nclaim {who}\n  north delivers {amount} maps to south in total up to 2025-11-01\n"


def held(who: str, number: int, date: str = "2025-10-01") -> str:
    return f"\nclaim {who}\n  arms-held is {number}\n  from {date}\n"


def figures(verdict: Verdict) -> tuple[float, float]:
    assert verdict.outcome is not None
    return verdict.outcome.low, verdict.outcome.high


@pytest.mark.parametrize("said", [event, total])
@pytest.mark.parametrize(("ruled", "state"), [(4, "done"), (3, "overdue")])
def test_a_ruling_stands_above_rival_figures(said: object, ruled: int, state: str) -> None:
    assert callable(said)
    rival = said("monitors-there finds", 2) + said("observer says", 4)
    verdict = world(rival, said("tribunal rules", ruled), total("tribunal rules", ruled)).verdict(
        "maps", "2025-11-20"
    )
    assert figures(verdict) == (ruled, ruled)
    assert (verdict.state, verdict.contested) == (state, True)


def test_without_the_ruling_the_finding_stands() -> None:
    rival = event("monitors-there finds", 2) + event("observer says", 4)
    verdict = world(rival).verdict("maps", "2025-10-20")
    assert (figures(verdict), verdict.contested) == ((2, 2), False)


def test_a_ruling_that_nobody_opposes_is_not_contested() -> None:
    verdict = world(event("tribunal rules", 4), event("observer says", 4)).verdict(
        "maps", "2025-10-20"
    )
    assert (verdict.state, verdict.contested) == ("done", False)


def test_a_ruling_settles_whether_it_was_at_all() -> None:
    raid = "  north raids south\n  on 2025-10-10\n"
    said = f"\nclaim observer says\n{raid}\nclaim second-observer denies\n{raid}"
    found = world(said).verdict("raids", "2025-10-20")
    ruled = world(said, f"\nclaim tribunal rules\n{raid}").verdict("raids", "2025-10-20")
    assert (found.state, ruled.state, ruled.contested) == ("undetermined", "breached", True)


def test_a_ruling_on_a_base_replaces_the_disputed_range_from_its_date_on() -> None:
    said = (
        held("observer says", 70) + held("second-observer says", 100),
        held("tribunal rules", 80, "2025-10-15"),
    )
    targets = [
        str(outcome.target)
        for at in ("2025-10-14", "2025-10-16")
        if (outcome := world(*said).verdict("arms", at).outcome) is not None
    ]
    assert targets == ["21 to 30", "24"]


def test_a_ruling_on_a_level_of_the_same_day_stands_above_the_others_and_is_contested() -> None:
    said = held("observer says", 70) + held("tribunal rules", 80) + held("monitors-there finds", 90)
    verdict = world(said).verdict("arms", "2025-10-20")
    assert verdict.outcome is not None and str(verdict.outcome.target) == "24"
    assert verdict.contested


def test_what_is_claimed_after_a_ruling_does_not_undo_it() -> None:
    said = held("tribunal rules", 80) + held("observer says", 70, "2025-10-15")
    outcome = world(said).verdict("arms", "2025-10-20").outcome
    assert outcome is not None and str(outcome.target) == "24"


def test_a_body_that_the_clause_does_not_name_does_not_rule() -> None:
    other = event("second-observer rules", 2) + event("monitors-there finds", 4)
    assert world(other).verdict("maps", "2025-10-20").state == "done"
