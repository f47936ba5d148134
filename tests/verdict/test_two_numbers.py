"""One origin gives two numbers in one report: two events, unless somebody says that it was one."""

from tests.verdict.small_world import small_world

MAPS = "duty maps\n  north delivers 10 maps to south\n  by 2025-10-15\n"
TWO = """
claim observer says
  north delivers 4 maps to south
  in early 2025-10

claim {other} says
  north delivers 6 maps to south
  on 2025-10-04
"""
LINKED = TWO + '\nsame event R.1 and R.2 because "one list, told twice"\n'


def reason(claims: str, other: str = "observer") -> str:
    world = small_world(MAPS, claims.format(other=other))
    return world.verdict("maps", "2025-11-01").because


def test_they_add_up() -> None:
    world = small_world(MAPS, TWO.format(other="observer"))
    assert world.state("maps", "2025-11-01") == "done"


def test_of_one_event_the_same_word_is_told_once() -> None:
    assert reason(LINKED).startswith("4 to 6 of 10 maps, alleged (observer);")


def test_what_goes_beyond_it_on_no_weaker_word_is_not_called_only_alleged() -> None:
    told = "4 to 6 of 10 maps, alleged (observer, second-observer), more also alleged"
    assert reason(TWO, "second-observer").startswith(f"{told} (second-observer);")
