"""Totals under different counting rules are not combined."""

from servanda.values.quantity import Range
from tests.evidence.weighing import counter, heard, total
from tests.verdict.small_world import small_world

CARGO = total("12", up_to="2025-10-10").rstrip() + "\n  counting cargo\n\n"
GATES = total("9", "second-observer", "2025-10-10").rstrip() + "\n  counting gates\n\n"


def left(claims: str, date: str) -> tuple[Range, float]:
    found, instant = counter(claims), heard(claims).instant(date)
    return Range(found.surely.at(instant), found.claimed.at(instant)), found.shown.at(instant)


def test_each_rule_is_a_tally_of_its_own_and_both_stand() -> None:
    assert left(CARGO + GATES, "2025-10-11") == (Range(9, 12), 12)
    grades = {t.supporting.grade.word for i in counter(CARGO + GATES).totals for t in i.thresholds}
    assert grades == {"alleged"}  # neither supports nor refutes the other


def test_one_rule_corroborates_and_refutes() -> None:
    same = CARGO + GATES.replace("gates", "cargo")
    assert left(same, "2025-10-11")[0] == Range(9, 12)
    assert len(counter(same).totals) == 1


def test_a_rule_that_has_not_spoken_yet_takes_nothing_away() -> None:
    later = GATES.replace("2025-10-10", "2025-11-10")
    assert left(CARGO + later, "2025-10-11") == (Range(12, 12), 12)
    assert left(CARGO + later, "2025-11-11")[0] == Range(9, 12)


def test_a_duty_between_the_rules_is_contested_and_shows_them_side_by_side() -> None:
    agreed = "duty maps\n  north delivers 10 maps to south\n  by 2025-10-10\n"
    world = small_world(agreed, CARGO + GATES)
    verdict = world.verdict("maps", "2025-11-01")
    assert (verdict.state, verdict.cause) == ("undetermined", "contested")
    assert "12 by observer (cargo), 9 by second-observer (gates)" in verdict.because


def test_a_duty_beyond_every_rule_is_overdue() -> None:
    agreed = "duty maps\n  north delivers 20 maps to south\n  by 2025-10-10\n"
    assert small_world(agreed, CARGO + GATES).state("maps", "2025-11-01") == "overdue"
