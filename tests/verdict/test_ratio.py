"""Ratios: so many for each, compared as the text says, with the grace that it gives."""

from servanda.values.quantity import Range, exactly
from tests.verdict.small_world import SmallWorld, small_world

ANSWER = (
    "duty answer\n  south delivers 2 keys to north for each maps that north delivers to south\n"
)
COINS = (
    "duty answer\n  south delivers 2 keys to north for each coins that north delivers to south\n"
)


def given(number: int | str, thing: str = "maps", when: str = "2025-10-05", who: str = "observer",
          says: str = "says") -> str:  # fmt: skip
    return f"claim {who} {says}\n  north delivers {number} {thing} to south\n  on {when}\n\n"


def answered(number: int | str, when: str = "2025-10-06", who: str = "observer") -> str:
    return f"claim {who} says\n  south delivers {number} keys to north\n  on {when}\n\n"


def world_of(claims: str, *clauses: str, duty: str = ANSWER) -> SmallWorld:
    """Compared `at least`, unless a clause says otherwise: the text must say one or the other."""
    said = any(clause.startswith("compared") for clause in clauses)
    all_clauses = clauses if said else (*clauses, "compared at least")
    return small_world(duty + "".join(f"  {clause}\n" for clause in all_clauses), claims)


def state(claims: str, *clauses: str, at: str = "2025-10-10") -> str:
    return world_of(claims, *clauses).state("answer", at)


def due(world: SmallWorld, at: str = "2025-10-10") -> Range | None:
    outcome = world.verdict("answer", at).outcome
    return outcome.target if outcome else None


def test_nothing_is_due_before_anything_was_given() -> None:
    assert state("") == "pending"
    assert state(given(3), at="2025-10-05") == "pending"


def test_so_many_for_each() -> None:
    assert due(world_of(given(3))) == exactly(6)
    assert [state(given(3) + answered(number)) for number in (5, 6, 7)] == [
        "partly done", "met", "met",
    ]  # fmt: skip
    assert state(given(3)) == "open"


def test_what_is_given_later_raises_what_is_due() -> None:
    world = world_of(given(3) + answered(6) + given(1, when="2025-10-20"))
    assert [world.state("answer", at) for at in ("2025-10-10", "2025-10-21")] == [
        "met", "partly done",
    ]  # fmt: skip
    assert due(world, "2025-10-21") == exactly(8)


def test_what_was_given_in_a_disputed_number_is_due_in_a_range() -> None:
    claims = given(3) + given(4, who="second-observer")
    assert due(world_of(claims)) == Range(6, 8)
    assert state(claims + answered(6)).startswith("undetermined")
    assert state(claims + answered(8)) == "met"
    assert state(claims + answered(5)) == "partly done"


def test_compared_exactly_more_is_not_met() -> None:
    assert state(given(3) + answered(6), "compared exactly") == "met"
    assert state(given(3) + answered(7), "compared at least") == "met"
    assert state(given(3) + answered(7), "compared exactly") not in ("met", "done")


def test_more_than_is_due_is_not_short() -> None:
    assert state(given(3) + answered(7), "compared exactly") != "short"


def test_compared_exactly_perhaps_more_is_undetermined() -> None:
    claims = given(3) + answered(6) + answered(9, who="second-observer")
    assert state(claims, "compared exactly").startswith("undetermined")


def test_counting_only_a_class() -> None:
    claims = given("3", "coins").replace("coins to south", "coins to south of which 1 gold")
    both = [world_of(claims, *clauses, duty=COINS) for clauses in ((), ("counting only gold",))]
    assert [due(world) for world in both] == [exactly(6), exactly(2)]


def test_of_a_class_of_which_nothing_is_said_none_or_all_may_count() -> None:
    world = world_of(given("3", "coins"), "counting only gold", duty=COINS)
    assert due(world) == Range(0, 6)
    assert world.state("answer", "2025-10-10").startswith("undetermined")


def test_a_grace_to_be_agreed_is_said_and_never_overdue() -> None:
    world = world_of(given(3), "grace to be agreed")
    verdict = world.verdict("answer", "2025-12-10")
    assert (verdict.state, verdict.breach) == ("open", "none")
    assert "left to be agreed" in verdict.because


def test_after_its_grace_an_answer_shown_missing_is_overdue() -> None:
    nothing = "claim observer says\n  south delivers 0 keys to north in total up to 2025-10-20\n"
    world = world_of(given(3) + nothing, "grace 3 days")
    assert world.state("answer", "2025-10-07") == "open"
    assert world.state("answer", "2025-10-21") in ("overdue", "short")


def test_on_the_word_of_who_gains_nothing_more_is_due_for_sure() -> None:
    """North, who gave, gains where more was given."""
    world = world_of(given(3, who="north-office") + answered(6))
    assert due(world) == Range(0, 6)
    assert world.state("answer", "2025-10-10") == "met"
