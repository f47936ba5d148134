"""Shared unknowns: one contested issue met twice is one, and joint enumeration is brute force."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from servanda.evidence.viewpoint import NEUTRAL
from servanda.verdict.assess import cases_of, verdicts_on
from servanda.verdict.unknowns import MOST_UNKNOWNS, joint_unknowns, shared_unknowns
from tests.verdict.small_world import SmallWorld, small_world

THINGS = ("maps", "books", "coins")
AT = "2025-10-20"


def duty(thing: str) -> str:
    return f"duty {thing}\n  north delivers 1 {thing} to south\n"


def contested(thing: str, date: str = "2025-10-05") -> str:
    words = f"  north delivers 1 {thing} to south\n  on {date}\n\n"
    return f"claim observer says\n{words}claim second-observer denies\n{words}"


def keys(condition: str) -> str:
    return f"duty keys\n  south delivers 1 keys to north\n  while {condition}\n"


def world_of(condition: str, claims: str = "") -> SmallWorld:
    everything = "".join(duty(thing) for thing in THINGS) + keys(condition)
    return small_world(everything, claims or "".join(contested(thing) for thing in THINGS))


def force(condition: str) -> str:
    return world_of(condition).verdict("keys", AT).force


# --- Small examples ------------------------------------------------------------------------------


def test_one_contested_issue_leaves_it_open() -> None:
    assert world_of("maps done").state("maps", AT) == "undetermined: contested"
    assert force("maps done") == "undetermined"
    assert force("not maps done") == "undetermined"


def test_done_or_not_done_is_sure() -> None:
    assert force("maps done or not maps done") == "in force"
    assert force("maps done and not maps done") == "suspended"


def test_of_two_issues_one_may_hold_and_the_other_not() -> None:
    assert force("maps done or not books done") == "undetermined"


def test_by_cases() -> None:
    assert force("(maps done and books done) or (maps done and not books done)") == "undetermined"
    assert force("(maps done and books done) or (not maps done or not books done)") == "in force"


@pytest.mark.parametrize(
    "condition",
    [
        "maps done or not north delivers maps to south",
        "north delivers maps to south or not north delivers maps to south",
        "phase told open or not maps done",
    ],
)
def test_by_whatever_way_an_issue_comes(condition: str) -> None:
    text = duty("maps") + "phase told\n  begins when maps done\n" + keys(condition)
    world = small_world(text, contested("maps"))
    assert world.verdict("keys", AT).force == "in force"


def test_through_another_stipulation() -> None:
    """Books are owed only where maps came, coins only where they did not: one of them is."""
    text = duty("maps") + duty("books") + "  while maps done\n" + duty("coins")
    text += "  while not maps done\n" + keys("books in force or coins in force")
    assert small_world(text, contested("maps")).verdict("keys", AT).force == "in force"


def test_what_is_known_is_not_enumerated() -> None:
    said = "claim observer says\n  north delivers 1 maps to south\n  on 2025-10-05\n"
    assert unknowns(world_of("maps done or not maps done", said)) == ()


def test_what_is_met_once_is_not_enumerated() -> None:
    assert unknowns(world_of("maps done or books done")) == ()
    assert len(unknowns(world_of("maps done or (books done and not maps done)"))) == 1


def unknowns(world: SmallWorld) -> tuple[str, ...]:
    cases = cases_of(world.agreement, world.record, NEUTRAL, world.question(AT))
    return tuple(issue for issue, _ in shared_unknowns("keys", cases, ()))


def test_what_weighs_only_later_is_not_settled_yet() -> None:
    world = world_of("maps done or not maps done", contested("maps", "2025-11-05"))
    cases = cases_of(world.agreement, world.record, NEUTRAL, world.question("2025-12-01"))
    numbers = [
        len(joint_unknowns("keys", cases, (), world.instant(at)))
        for at in ("2025-11-01", "2025-12-01")
    ]
    assert numbers == [0, 1]


LEVELS = {
    "gate is open or not gate is open": "in force",
    "gate is open and not gate is open": "suspended",
    "gate is open or gate is ajar or gate is shut": "in force",
    "gate is open or gate is shut": "undetermined",
    "held at least 50 or not held at least 50": "in force",
    "held at least 50 or held at most 40": "undetermined",
    "held at least 50 and held at most 40": "suspended",
    "(gate is open or held at least 50) or (not gate is open and not held at least 50)":
        "in force",
}  # fmt: skip


@pytest.mark.parametrize(("condition", "expected"), LEVELS.items())
def test_an_unknown_level_met_twice_is_one(condition: str, expected: str) -> None:
    assert small_world(keys(condition)).verdict("keys", AT).force == expected


def test_a_level_within_bounds_is_somewhere_within_them() -> None:
    between = "claim observer says\n  held is 40 to 60\n  on 2025-10-05\n"
    world = small_world(keys("held at least 60 or not held at least 60"), between)
    assert world.verdict("keys", AT).force == "in force"
    world = small_world(keys("held at least 55 and held at most 50"), between)
    assert world.verdict("keys", AT).force == "suspended"
    world = small_world(keys("held at least 60 or not held at least 50"), between)
    assert world.verdict("keys", AT).force == "undetermined"


def test_of_two_instants_an_unknown_level_is_two() -> None:
    """It may have been open when the phase opened, and be shut now."""
    text = "phase told\n  begins when gate is open\n"
    world = small_world(text + keys("gate is open or not phase told open"))
    assert world.verdict("keys", AT).force == "undetermined"


@pytest.mark.parametrize(("number", "expected"), [(3, 3), (MOST_UNKNOWNS + 1, 0)])
def test_a_dozen_at_most(number: int, expected: int) -> None:
    """As many deliveries of one thing, each contested: beyond a dozen the bounds stand."""
    dates = [f"2025-10-{day:02}" for day in range(2, 2 + number)]
    said = "".join(contested("maps", date) for date in dates)
    world = small_world(duty("maps") + keys("maps done or not maps done"), said)
    cases = cases_of(world.agreement, world.record, NEUTRAL, world.question(AT))
    assert len(shared_unknowns("keys", cases, ())) == number
    assert len(joint_unknowns("keys", cases, (), world.instant(AT))) == expected


def test_what_some_of_them_determine_needs_no_more_of_them_settled() -> None:
    """The first delivery that came answers for all others: 24 cases, and not 2 to the 12th."""
    dates = [f"2025-10-{day:02}" for day in range(2, 2 + MOST_UNKNOWNS)]
    said = "".join(contested("maps", date) for date in dates)
    world = small_world(duty("maps") + keys("maps done or not maps done"), said)
    cases = cases_of(world.agreement, world.record, NEUTRAL, world.question(AT))
    (stipulation,) = [one for one in world.agreement.stipulations if one.name == "keys"]
    (verdict,) = verdicts_on(stipulation, cases, NEUTRAL, world.question(AT))
    assert verdict.force == "in force"
    assert len(cases._variants) <= 2 * MOST_UNKNOWNS


# --- Brute force ---------------------------------------------------------------------------------

formulas = some.recursive(
    some.sampled_from([f"{thing} done" for thing in THINGS]),
    lambda inner: some.one_of(
        inner.map(lambda part: f"not ({part})"),
        some.tuples(inner, some.sampled_from(["and", "or"]), inner).map(
            lambda parts: f"(({parts[0]}) {parts[1]} ({parts[2]}))"
        ),
    ),
    max_leaves=7,
)
ANSWERS = {(True,): "in force", (False,): "suspended", (False, True): "undetermined"}


def brute_force(formula: str) -> str:
    """The formula under every way in which the three contested deliveries may turn out."""
    found = set()
    for turned_out in product((False, True), repeat=len(THINGS)):
        plain = formula
        for thing, value in zip(THINGS, turned_out, strict=True):
            plain = plain.replace(f"{thing} done", str(value))
        found.add(bool(eval(plain)))  # of words that this test wrote
    return ANSWERS[tuple(sorted(found))]


@given(formulas)
@settings(max_examples=60, deadline=None)
def test_joint_enumeration_equals_brute_force(formula: str) -> None:
    assert force(formula) == brute_force(formula)


def several_atoms(formula: str) -> bool:
    return any(formula.count(thing) > 1 for thing in THINGS)


@given(formulas.filter(several_atoms))
@settings(max_examples=20, deadline=None)
def test_every_case_is_as_if_nobody_contradicted(formula: str) -> None:
    """Settled by hand or by a record in which one side is silent: the same answer."""
    world = world_of(formula)
    question = world.question(AT)
    (stipulation,) = [one for one in world.agreement.stipulations if one.name == "keys"]
    cases = cases_of(world.agreement, world.record, NEUTRAL, question)
    issues = joint_unknowns("keys", cases, (), world.instant(AT))
    for decisions in product((False, True), repeat=len(issues)):
        joint = cases.settled(dict(zip(issues, decisions, strict=True)))
        (by_hand,) = verdicts_on(stipulation, joint, NEUTRAL, question)
        settled = {
            things_of(world)[issue]: way for issue, way in joint.docket.judge.settled.items()
        }
        said = "".join(told(thing, settled.get(thing)) for thing in THINGS)
        assert by_hand.force == world_of(formula, said).verdict("keys", AT).force


def things_of(world: SmallWorld) -> dict[str, str]:
    """What was delivered, by the name of each issue."""
    cases = cases_of(world.agreement, world.record, NEUTRAL, world.question(AT))
    return {
        issue.id: thing
        for thing in THINGS
        for basis in cases.solved(thing, ()).bases.values()
        if basis.outcome is not None
        for issue in basis.outcome.issues
    }


def told(thing: str, way: bool | None) -> str:
    both = contested(thing)
    says, denies = (part + "\n\n" for part in both.strip().split("\n\n"))
    return {None: both, True: says, False: denies}[way]
