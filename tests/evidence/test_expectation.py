"""What became of what was said would come: the smallest record that shows each result."""

import pytest

from servanda.evidence.expectation import Expectation, track_records
from servanda.evidence.viewpoint import NEUTRAL, Viewpoint
from servanda.publish.expectation_words import record_words
from servanda.values.instant import NEVER, Instant
from servanda.verdict.assessment import Question, Standard
from servanda.verdict.expectations import expectations
from tests.verdict.small_world import SmallWorld, small_world

AGREED = """
duty maps
  north delivers 20 maps to south
  verified by monitors

duty keep-gate
  north keeps gate open

quota coins
  north delivers 100 coins each day

office north/minister "minister of North"
office north/general "general of North"
source monitors "the monitors"
source north/minister "minister of North"
  camp north
  speaks for north
"""
PROMISED = """
report P "What was promised"
  by observer
  on 2025-10-02

claim north-office promises
  north delivers 4 maps to south
  between 2025-10-03 and 2025-10-10
"""
LATER = """
report L "What was seen"
  by observer
  on 2025-11-01
"""


def heard(claims: str, foreseen: str = PROMISED) -> SmallWorld:
    return small_world(AGREED, f"{foreseen}{LATER}{claims}")


def resolved(
    world: SmallWorld,
    at: str = "2025-12-01",
    known: Instant = NEVER,
    viewpoint: Viewpoint = NEUTRAL,
    proof: Standard = "alleged",
) -> tuple[Expectation, ...]:
    question = Question(world.instant(at), known, proof, viewpoint.name)
    return expectations(world.agreement, world.record, viewpoint, question)


def result(world: SmallWorld, at: str = "2025-12-01", proof: Standard = "alleged") -> str:
    (one,) = resolved(world, at, proof=proof)
    return f"{one.result}: {one.because}" + (f" ({one.ground})" if one.ground else "")


def delivered(number: str, when: str, who: str = "observer", says: str = "says") -> str:
    return f"\nclaim {who} {says}\n  north delivers {number} maps to south\n  {when}\n"


# --- Deeds -----------------------------------------------------------------------------------


def test_it_came_true() -> None:
    assert result(heard(delivered("4", "on 2025-10-05"))) == "came true: came about in its time"


def test_several_events_add_up() -> None:
    told = delivered("3", "on 2025-10-05") + delivered("1", "on 2025-10-08")
    assert result(heard(told), "2025-10-07") == "not yet due: its time has not passed"
    assert result(heard(told)).startswith("came true")


def test_what_came_before_its_time_had_passed_has_come() -> None:
    told = delivered("4", "on 2025-10-05")
    assert result(heard(told), "2025-10-06") == ("came true: came about before its time had passed")


def test_it_came_late() -> None:
    assert result(heard(delivered("4", "on 2025-10-12"))) == "late: came about afterwards"


def test_whether_it_came_in_time_may_be_unknown() -> None:
    told = delivered("4", "between 2025-10-08 and 2025-10-14")
    assert result(heard(told)) == "unknown: came about, and whether in time is not known"


def test_silence_is_unknown_and_never_did_not() -> None:
    assert result(heard("")) == "unknown: nobody tells"


def test_its_time_must_have_passed() -> None:
    assert result(heard(""), "2025-10-10 23:59") == "not yet due: its time has not passed"
    assert result(heard(""), "2025-10-11") == "unknown: nobody tells"


def test_one_sides_own_word_falls_short_of_the_standard() -> None:
    told = delivered("4", "on 2025-10-05", "north-office")
    assert result(heard(told)) == "unknown: not established"
    assert result(heard(told), proof="asserted").startswith("came true")


def test_a_denial_of_all_the_time_rules_it_out() -> None:
    denied = "between 2025-10-03 and 2025-10-10"
    told = delivered("4", denied, "observer", "denies")
    assert result(heard(told)) == "did not: ruled out (denial)"
    partly = delivered("4", "between 2025-10-03 and 2025-10-06", "observer", "denies")
    assert result(heard(partly)) == "unknown: not established"


def test_a_total_rules_it_out() -> None:
    told = """
claim observer says
  north delivers 3 maps to south in total up to 2025-10-15
"""
    assert result(heard(told)) == "did not: ruled out (total)"
    early = told.replace("2025-10-15", "2025-10-05")
    assert result(heard(early)) == "unknown: not established"


COVERED = """
coverage by monitors
  of north delivers maps
  from {first} to {last}
  said by monitors via observer
"""


def test_coverage_of_all_the_time_rules_it_out() -> None:
    whole = COVERED.format(first="2025-10-03", last="2025-10-10")
    assert result(heard(whole)) == "did not: ruled out (coverage)"
    part = COVERED.format(first="2025-10-05", last="2025-10-10")
    assert result(heard(part)) == "unknown: nobody tells"


def test_what_came_after_coverage_of_its_time_is_late() -> None:
    told = COVERED.format(first="2025-10-03", last="2025-10-10")
    assert result(heard(told + delivered("4", "on 2025-10-12"))) == "late: came about afterwards"


def test_what_lies_after_the_date_changes_nothing() -> None:
    told = delivered("4", "on 2025-10-12")
    assert result(heard(told), "2025-10-11") == "unknown: nobody tells"


def test_without_a_time_it_is_never_due_and_may_come() -> None:
    open_ended = PROMISED.replace("between 2025-10-03 and 2025-10-10", "after 2025-10-02")
    assert result(heard("", open_ended)) == "not yet due: it names no time"
    come = heard(delivered("4", "on 2025-10-20"), open_ended)
    assert result(come).startswith("came true")


def test_what_had_happened_before_it_was_said_is_no_part_of_it() -> None:
    promised = PROMISED.replace("between 2025-10-03 and 2025-10-10", "before 2025-10-11")
    before = delivered("4", "on 2025-10-01")
    assert result(heard(before, promised)) == "unknown: nobody tells"
    assert result(heard(before + delivered("4", "on 2025-10-05"), promised)).startswith("came true")


def test_two_totals_show_what_came_between() -> None:
    told = """
claim observer says
  north delivers 7 maps to south in total up to 2025-10-03

claim observer says
  north delivers 11 maps to south in total up to 2025-10-09
"""
    assert result(heard(told)).startswith("came true")
    short = told.replace("11 maps", "10 maps")
    assert result(heard(short)) == "unknown: not established"


def test_an_office_is_not_its_sister() -> None:
    promised = PROMISED.replace("north delivers", "north/minister delivers")
    other = delivered("4", "on 2025-10-05").replace("north delivers", "north/general delivers")
    assert result(heard(other, promised)).startswith("unknown")
    own = delivered("4", "on 2025-10-05").replace("north delivers", "north/minister delivers")
    assert result(heard(own, promised)).startswith("came true")


def test_nothing_of_the_whole_is_nothing_of_its_offices() -> None:
    promised = PROMISED.replace("north delivers", "north/minister delivers")
    told = """
claim observer says
  north delivers 0 maps to south in total up to 2025-10-15
"""
    assert result(heard(told, promised)) == "did not: ruled out (total)"


# --- Levels, rates, acts of words ------------------------------------------------------------

GATE = """
report P "What was promised"
  by observer
  on 2025-10-02

claim north-office promises
  gate is at least ajar
  between 2025-10-03 and 2025-10-10
"""


def stood(word: str, when: str) -> str:
    return f"\nclaim observer says\n  gate is {word}\n  {when}\n"


def test_a_level_comes_or_stands_otherwise() -> None:
    shut = stood("shut", "on 2025-10-01")
    assert result(heard(shut + stood("open", "on 2025-10-05"), GATE)).startswith("came true")
    assert result(heard(shut, GATE)) == "did not: ruled out (level)"
    assert result(heard(shut + stood("ajar", "on 2025-10-20"), GATE)).startswith("late")
    assert result(heard("", GATE)) == "unknown: nobody tells"


RATE = """
report P "What was announced"
  by observer
  on 2025-10-02

claim north-office expects
  north delivers 10 coins each day from 2025-10-06 to 2025-10-10
"""


def counted(number: str, window: str, rule: str) -> str:
    coins = f"north delivers {number} coins in total {window}"
    return f"\nclaim observer says\n  {coins}\n  counting {rule}\n"


def test_a_rate_is_held_against_every_tally_of_all_its_time() -> None:
    window = "from 2025-10-06 to 2025-10-10"
    assert result(heard(counted("50", window, "a"), RATE)).startswith("came true")
    assert result(heard(counted("49", window, "a"), RATE)) == "did not: ruled out (tally)"
    both = counted("50", window, "a") + counted("30", window, "b")
    assert result(heard(both, RATE)) == "unknown: not established"


def test_a_total_over_more_days_bounds_a_rate_from_above_alone() -> None:
    wider = "from 2025-10-01 to 2025-10-20"
    assert result(heard(counted("40", wider, "a"), RATE)) == "did not: ruled out (tally)"
    assert result(heard(counted("60", wider, "a"), RATE)) == "unknown: not established"


WORDS_ONLY = """
report P "What was announced"
  by observer
  on 2025-10-02

claim north-office expects
  "all will be well"
  on 2025-10-05
"""


def said(word: str, who: str = "observer") -> str:
    return f"\nclaim {who} says\n  resolves P.1 as {word}\n  on 2025-10-20\n"


def test_words_are_resolved_by_somebody_who_says_so() -> None:
    assert result(heard("", WORDS_ONLY)) == "unknown: only in words"
    for word in ("came true", "late", "did not"):
        assert result(heard(said(word), WORDS_ONLY)) == f"{word}: resolved by a claim"


def test_who_made_the_prediction_cannot_call_it_true_alone() -> None:
    assert result(heard(said("came true", "north-office"), WORDS_ONLY)).startswith("unknown")
    assert result(heard(said("did not", "north-office"), WORDS_ONLY)).startswith("did not")


def test_two_who_differ_leave_it_unknown() -> None:
    told = said("came true") + said("did not", "second-observer")
    (one,) = resolved(heard(told, WORDS_ONLY))
    assert one.result == "unknown"
    assert len(one.resolved_by) == 2


def test_the_evidence_stands_against_what_somebody_says_became_of_it() -> None:
    (one,) = resolved(heard(delivered("4", "on 2025-10-05") + said("did not")))
    assert one.result == "came true"
    assert [claim.id for claim in one.resolved_by] == ["L.2"]


VISIT = """
report P "What was planned"
  by observer
  on 2025-10-02

visit north/minister to south
  planned
  on 2025-10-05
"""


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ("visit north/minister to south\n  held\n  on 2025-10-05", "came true"),
        ("visit north/minister to south\n  held\n  on 2025-10-09", "late"),
        ("visit north/general to south\n  held\n  on 2025-10-05", "unknown"),
        ("call north/minister to south\n  held\n  on 2025-10-05", "unknown"),
        ("", "unknown"),
    ],
)
def test_a_planned_visit(held: str, expected: str) -> None:
    (one,) = resolved(heard(f"\n{held}\n", VISIT))
    assert one.result == expected


# --- Together --------------------------------------------------------------------------------


def test_a_demand_predicts_nothing() -> None:
    assert resolved(heard("", PROMISED.replace("promises", "demands"))) == ()


def test_a_later_promise_stands_beside_the_earlier() -> None:
    again = """
claim north-office promises
  north delivers 4 maps to south
  between 2025-11-02 and 2025-11-10
"""
    first, second = resolved(heard(again))
    assert [tie.id for tie in first.prediction.later] == ["L.1"]
    assert [(tie.id, tie.moved) for tie in second.prediction.earlier] == [
        ("P.1", "to a later time")
    ]
    assert (first.result, second.result) == ("unknown", "unknown")


def test_the_same_words_of_one_origin_are_one_prediction() -> None:
    twice = f"""{PROMISED}
claim north-office via second-observer promises
  north delivers 4 maps to south
  between 2025-10-03 and 2025-10-10
"""
    (one,) = resolved(heard("", twice))
    assert [entry.id for entry in one.prediction.entries] == ["P.1", "P.2"]


def test_known_earlier_never_shows_later_knowledge() -> None:
    world = heard(delivered("4", "on 2025-10-05") + said("came true"))
    before = world.instant("2025-10-31")
    (one,) = resolved(world, known=before)
    assert (one.result, one.told, one.resolved_by) == ("unknown", (), ())
    assert resolved(world, known=world.instant("2025-10-01")) == ()


def test_what_was_announced_after_the_date_is_not_there_yet() -> None:
    assert resolved(heard(""), at="2025-10-01 12:00") == ()
    assert len(resolved(heard(""), at="2025-10-02")) == 1


def test_a_record_is_a_count_with_its_size_by_name() -> None:
    more = """
claim second-observer expects
  north delivers 2 maps to south
  on 2025-11-05

claim north-office plans
  "a feast"
  on 2025-11-05
"""
    found = resolved(heard(more + delivered("4", "on 2025-10-05")))
    records = track_records(found)
    assert [record.origin.source for record in records] == ["north-office", "second-observer"]
    assert record_words(records[0]) == (
        "1 resolved of 2: 1 came true; 1 unknown (too few to say anything of the source)"
    )
    assert record_words(records[1]) == (
        "0 resolved of 1; 1 unknown (too few to say anything of the source)"
    )
