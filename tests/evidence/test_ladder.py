"""The ladder: each rung by its smallest example, for and against; whose word counts as what."""

import pytest

from servanda.evidence.ladder import Grade
from servanda.evidence.viewpoint import NEUTRAL, Viewpoint
from servanda.values.bounds import FALSE, TRUE, UNKNOWN
from servanda.values.quantity import Range, exactly
from servanda.verdict.assessment import Standard
from tests.evidence.weighing import amount, grades, issue, maps, raid, solved

OFFICIALS = 'unnamed north "officials"'


# --- Each rung -----------------------------------------------------------------------------------
# North owes maps to South: North gains where they were delivered, South where they were not.


@pytest.mark.parametrize(
    ("rung", "claims"),
    [
        (Grade.ASSERTED, maps("3", "north-office")),
        (Grade.ASSERTED, maps("3", "north-office") + maps("3", "north-radio")),
        (Grade.ASSERTED, maps("3", OFFICIALS + " via wire")),
        (Grade.ALLEGED, maps("3", "observer")),
        (Grade.ALLEGED, maps("3", 'unnamed south "an officer" via wire')),
        (Grade.CORROBORATED, maps("3", "observer") + maps("3", "guard")),
        (Grade.CORROBORATED, maps("3", "observer") + maps("3", "north-office")),
        (Grade.CONCEDED, maps("3", "south-office")),
        (Grade.CONCEDED, maps("3", "south-office", says="admits")),
        (Grade.ALLEGED, maps("3", "monitors")),  # who only says so makes a claim like others
        (Grade.VERIFIED, maps("3", "monitors", says="finds")),
        (Grade.RULED, maps("3", "court", says="rules")),
    ],
)
def test_for(rung: Grade, claims: str) -> None:
    assert grades(issue(claims), 3) == (rung, Grade.NONE)


@pytest.mark.parametrize(
    ("rung", "claims"),
    [
        (Grade.ASSERTED, maps("3", "south-office", says="denies")),
        (Grade.ALLEGED, maps("3", "second-observer", says="denies")),
        (
            Grade.CORROBORATED,
            maps("3", "second-observer", says="denies") + maps("3", "guard", says="denies"),
        ),
        (Grade.CONCEDED, maps("3", "north-office", says="denies")),
        (Grade.VERIFIED, maps("2", "monitors", says="finds")),
        (Grade.RULED, maps("2", "court", says="rules")),
    ],
)
def test_against(rung: Grade, claims: str) -> None:
    found = issue(maps("3", "observer") + claims)
    assert grades(found, 3) == (Grade.ALLEGED, rung)


def test_in_a_ban_it_is_the_bearer_who_loses_by_the_deed() -> None:
    rungs = {
        who: grades(issue(raid(who), "raids"), 1)[0]
        for who in ("north-office", "south-office", "observer")
    }
    assert rungs == {
        "north-office": Grade.CONCEDED,
        "south-office": Grade.ASSERTED,
        "observer": Grade.ALLEGED,
    }


def test_what_nobody_claims_is_no_issue() -> None:
    with pytest.raises(ValueError, match="not enough values"):
        issue("")


# --- The standard of proof -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("proof", "range_"),
    [
        ("asserted", exactly(3)),
        ("alleged", exactly(3)),
        ("corroborated", Range(0, 3)),
        ("verified", Range(0, 3)),
    ],
)
def test_a_side_reaches_if_its_grade_is_at_least_the_rung(proof: Standard, range_: Range) -> None:
    assert amount(maps("3", "observer"), proof=proof) == range_


def test_a_side_must_outrank_the_other() -> None:
    one, both = maps("3", "observer"), maps("3", "observer") + maps("3", "guard", says="denies")
    assert [issue(claims).thresholds[0].truth for claims in (one, both)] == [TRUE, UNKNOWN]
    refuted = both + maps("3", "second-observer", says="denies")
    assert issue(refuted).thresholds[0].truth == FALSE
    assert amount(refuted) == exactly(0)


def test_what_is_only_asserted_is_possible() -> None:
    assert amount(maps("3", "north-office")) == Range(0, 3)
    assert amount(maps("3", "north-office"), proof="asserted") == exactly(3)


# --- Independence --------------------------------------------------------------------------------

OUTLETS = ("wire", "paper", "gazette", "guard")


def for_side(claims: str) -> Grade:
    return grades(issue(claims), 3)[0]


def test_ten_outlets_on_one_briefing_are_one_origin() -> None:
    said = [
        maps("3", f"second-observer via {one} via {other}")
        for one in OUTLETS
        for other in OUTLETS
        if one != other
    ]
    assert len(said) == 12
    assert for_side("".join(said)) == Grade.ALLEGED


def test_two_origins_through_one_outlet_are_two() -> None:
    said = maps("3", "second-observer via wire") + maps("3", "guard via wire")
    assert for_side(said) == Grade.CORROBORATED


def test_the_unnamed_with_one_description_through_one_outlet_are_one() -> None:
    one = maps("3", 'unnamed second-observer "staff" via wire')
    again = maps("3", 'unnamed second-observer "staff" via wire via paper')
    assert for_side(one + again) == Grade.ALLEGED


def test_people_of_one_camp_do_not_corroborate_one_another() -> None:
    said = maps("3", 'unnamed south "officers" via wire')
    assert for_side(said + maps("3", 'unnamed south "clerks" via paper')) == Grade.ALLEGED


def test_the_unnamed_with_one_description_through_two_outlets_may_be_one() -> None:
    one = maps("3", 'unnamed second-observer "staff" via wire')
    other = maps("3", 'unnamed second-observer "staff" via paper')
    assert amount(one + other, proof="corroborated") == Range(0, 3)


def test_a_body_is_not_corroborated_by_its_own_people() -> None:
    said = maps("3", "second-observer") + maps("3", 'unnamed second-observer "staff" via wire')
    assert for_side(said) == Grade.ALLEGED


@pytest.mark.parametrize("who", ["rumours", "second-observer via rumours"])
def test_weak_outlets_do_not_corroborate(who: str) -> None:
    assert for_side(maps("3", who)) == Grade.ALLEGED
    assert for_side(maps("3", "observer") + maps("3", who)) == Grade.ALLEGED
    assert for_side(maps("3", "observer") + maps("3", "guard")) == Grade.CORROBORATED


def test_two_who_both_gain_do_not_corroborate_one_another() -> None:
    """Of a ban on North, South and East both gain where it was broken."""
    both = raid("south-office") + raid("east-office")
    assert grades(issue(both, "raids"), 1)[0] == Grade.ASSERTED


# --- Concession, findings, rulings ---------------------------------------------------------------


def test_a_concession_binds_only_the_bound_that_hurts() -> None:
    """South says that 7 came: "at least 7" is conceded, of "more than 7" it only says no."""
    found = issue(maps("9", "north-office") + maps("7", "south-office"))
    assert grades(found, 7) == (Grade.CONCEDED, Grade.NONE)
    assert grades(found, 9) == (Grade.ASSERTED, Grade.ASSERTED)
    assert found.amount == Range(7, 9)


def test_the_bearer_concedes_that_there_was_no_more() -> None:
    found = issue(maps("7", "north-office"))
    assert found.amount == Range(0, 7)
    assert found.shown_high == 7


def test_the_beneficiary_does_not_show_that_there_was_no_more() -> None:
    assert issue(maps("9", "north-office") + maps("7", "south-office")).shown_high == 9


@pytest.mark.parametrize(
    "who",
    [
        'unnamed south "an official" via wire',  # will not be named
        "south-office via rumours",  # heard through a paper that prints anything
    ],
)
def test_who_does_not_concede_for_south(who: str) -> None:
    assert for_side(maps("3", who)) == Grade.ALLEGED


def test_a_third_party_concedes_nothing() -> None:
    assert for_side(maps("3", "east-office")) == Grade.ALLEGED


def test_a_third_party_has_no_standing_to_contest() -> None:
    assert not issue(maps("3") + maps("3", "east-office", says="denies")).contested


def test_what_is_owed_to_nobody_by_name_is_owed_to_all_the_others() -> None:
    said = "claim east-office says\n  north delivers 3 books\n  on 2025-10-05\n\n"
    assert grades(issue(said, "survey"), 3)[0] == Grade.CONCEDED


@pytest.mark.parametrize(
    ("name", "rung"), [("one-another", Grade.CONCEDED), ("south-alone", Grade.ALLEGED)]
)
def test_only_whom_a_ban_protects_concedes_that_it_was_kept(name: str, rung: Grade) -> None:
    says = "claim {} {}\n  north attacks south\n  on 2025-10-05\n\n"
    said = says.format("observer", "says") + says.format("east-office", "denies")
    bases = solved(said, name, NEUTRAL, "alleged").bases
    (found,) = [basis.outcome for (_, bearer, _), basis in bases.items() if bearer == ("north",)]
    assert found is not None
    assert grades(found.issues[0], 1)[1] == rung


UNNAMED = ('unnamed north "officials"', 'unnamed south "officials"')


@pytest.mark.parametrize(
    ("who", "rung"),
    [
        ("north-office", Grade.ASSERTED),
        ("north-office and south-office", Grade.CONCEDED),
        (f"north-office and {UNNAMED[1]}", Grade.CORROBORATED),
        (" and ".join(UNNAMED), Grade.CORROBORATED),
        (f"north-office and {UNNAMED[0]}", Grade.ASSERTED),
        ("north-office and north-radio", Grade.ASSERTED),
        ("east-office", Grade.CONCEDED),  # owed to it, too: no other party is named
    ],
)
def test_what_two_owe_together_each_concedes_of_the_other(who: str, rung: Grade) -> None:
    said = f"claim {who} say\n  north and south sign treaty\n  on 2025-10-05\n\n"
    assert grades(issue(said, "talks"), 1)[0] == rung


@pytest.mark.parametrize(
    ("who", "rung"),
    [("north-office and south-office", Grade.CONCEDED),
     (" and ".join(UNNAMED), Grade.CORROBORATED)],
)  # fmt: skip
def test_a_joint_statement_on_what_costs_one_of_them(who: str, rung: Grade) -> None:
    assert for_side(maps("3", who, says="say")) == rung


def test_a_plea_is_no_concession_and_makes_contested() -> None:
    plain = issue(raid("north-office", "admits"), "raids")
    pleaded = issue(raid("north-office", "admits", more='  pleading "in self-defence"\n'), "raids")
    assert (grades(plain, 1)[0], plain.contested) == (Grade.CONCEDED, False)
    assert (grades(pleaded, 1)[0], pleaded.contested) == (Grade.ALLEGED, True)


def test_only_a_verifier_of_the_clause_or_the_viewpoint_verifies() -> None:
    found = maps("3", "guard", says="finds")
    assert for_side(found) == Grade.ALLEGED
    trusting = Viewpoint("trusting", "T", recognises=frozenset({"guard"}))
    assert grades(issue(found, viewpoint=trusting), 3)[0] == Grade.VERIFIED
    assert grades(issue(raid("monitors", "finds"), "raids"), 1)[0] == Grade.ALLEGED


@pytest.mark.parametrize("who", ['unnamed monitors "a member" via wire', "monitors via rumours"])
def test_hearsay_of_a_finding_is_no_finding(who: str) -> None:
    assert for_side(maps("3", who)) < Grade.VERIFIED


@pytest.mark.parametrize("who", ["north-office", 'unnamed north "officials" via rumours'])
def test_a_party_does_not_rule_in_its_own_cause(who: str) -> None:
    assert for_side(maps("3", who, says="rules")) < Grade.RULED


def test_only_a_body_of_the_clause_or_the_viewpoint_rules() -> None:
    found = maps("3", "guard", says="rules")
    assert for_side(found) == Grade.ALLEGED
    trusting = Viewpoint("trusting", "T", recognises=frozenset({"guard"}))
    assert grades(issue(found, viewpoint=trusting), 3)[0] == Grade.RULED
    assert grades(issue(raid("court", "rules"), "raids"), 1)[0] == Grade.ALLEGED


# --- What contests, and what is no evidence ------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "contested"),
    [
        ("north-office", True),  # the bearer
        ("south-office", True),  # the beneficiary
        ("guard", True),  # can see for itself
        ("wire", False),
        ("second-observer", False),
        ('unnamed guard "a colleague" via wire', False),
    ],
)
def test_a_denial_contests_if_it_has_standing(who: str, contested: bool) -> None:
    assert issue(maps("3") + maps("3", who, says="denies")).contested is contested


def test_the_denial_of_a_competent_body_contests() -> None:
    assert issue(maps("3") + maps("3", "monitors", says="denies")).contested


def test_a_paper_of_a_camp_is_not_the_bearer() -> None:
    assert not issue(maps("3") + maps("3", "north-radio", says="denies")).contested


def test_contested_is_a_flag_and_no_veto() -> None:
    found = issue(
        maps("3") + maps("3", "guard") + maps("3", "south-office", says="denies"),
        proof="corroborated",
    )
    assert (found.amount, found.contested) == (exactly(3), True)


def test_a_posture_contests_nothing() -> None:
    posture = 'claim south-office says\n  "knows of no delivery"\n  on 2025-10-05\n  about maps\n\n'
    found = issue(maps("3") + posture)
    assert (found.contested, found.amount, len(found.claims)) == (False, exactly(3), 1)


@pytest.mark.parametrize("stance", ["promises", "plans", "expects", "threatens", "demands"])
def test_plans_are_no_evidence(stance: str) -> None:
    found = issue(maps("3") + maps("20", "south-office", says=stance))
    assert found.amount == exactly(3)
    with pytest.raises(ValueError, match="not enough values"):
        issue(maps("20", "south-office", says=stance))


# --- Viewpoints ----------------------------------------------------------------------------------


def test_an_accepted_camp_settles_what_it_speaks_on() -> None:
    said = maps("3", "south-office", says="denies") + maps("3") + maps("3", "guard")
    of_south = Viewpoint("south", "S", accepts=frozenset({"south"}))
    assert amount(said) == exactly(3)
    assert amount(said, viewpoint=of_south) == exactly(0)
    assert amount(maps("3"), viewpoint=of_south) == exactly(3)


def test_an_accepted_camp_settles_nothing_against_itself() -> None:
    of_both = Viewpoint("both", "B", accepts=frozenset({"north", "south"}))
    said = maps("3", "north-office") + maps("3", "south-office", says="denies")
    assert amount(said, viewpoint=of_both) == Range(0, 3)


def test_a_refused_camp_is_not_heard_in_its_own_favour() -> None:
    of_south = Viewpoint("south", "S", refuses=frozenset({"north"}))
    asserted = maps("3", "north-office")
    assert amount(asserted, proof="asserted") == exactly(3)
    assert amount(asserted, viewpoint=of_south, proof="asserted") == Range(0, 3)
    against_itself = raid("north-office", "admits")
    assert amount(against_itself, "raids", viewpoint=of_south) == exactly(1)


@pytest.mark.parametrize(
    ("name", "claims"), [("maps", maps("1", "north-office")), ("raids", raid("south-office"))]
)
def test_to_neutral_the_word_of_who_gains_settles_nothing(name: str, claims: str) -> None:
    assert amount(claims, name, viewpoint=NEUTRAL) == Range(0, 1)
