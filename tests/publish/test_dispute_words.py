"""What would end a dispute: how sets of several things are told, and what was not ruled out."""

from dataclasses import replace
from typing import Literal

from servanda.publish.dispute_words import dispute_words, scope_words
from servanda.verdict.assessment import Dispute, Item, MinimalSet, Settlement

Side = Literal["first", "second"]
NAMES = "north", "south"


def of_things(*sides: Side) -> MinimalSet:
    """A set of as many things, settled as each side has them."""
    items = tuple(Item(f"i{n}", "facts", f"thing {n}", "1", "0", "") for n in range(len(sides)))
    return MinimalSet(items, (Settlement(sides, "suspended"),))


def dispute(*sets: MinimalSet, searched: int = 1, is_exact: bool = False) -> Dispute:
    return Dispute("aid", (), None, "met", "short", sets, 25, searched, is_exact)


def ends(*sides: Side) -> tuple[str, ...]:
    one = dispute(of_things(*sides), is_exact=True)
    return dispute_words(one, NAMES, {}, one.sets).sets[0].ends


def five_times() -> tuple[Side, ...]:
    return ("second",) * 5


def test_whose_view_of_which_thing_ends_it() -> None:
    assert ends("first", "second", "second") == (
        "the first as north has it and the second and third as south has them: both suspended",
    )
    assert ends("second", "first") == (
        "the first as south has it and the second as north has it: both suspended",
    )
    assert ends("second", "second") == ("as south has them: both suspended",)


def test_sets_are_called_the_smallest_only_where_no_smaller_one_is_left() -> None:
    three, five = of_things("first", "first", "first"), of_things(*five_times())
    found = dispute(three, five)
    words = dispute_words(found, NAMES, {}, found.sets)
    assert words.lead == "any of these two sets ends it, of three and five things"
    assert words.search == (
        "nothing can be left out of a set; all sets of one of 25 contested things were tried, a "
        "smaller set than these not ruled out"
    )
    assert "except" in scope_words([found])
    searched = replace(found, searched=2)
    assert "not ruled out" not in dispute_words(searched, NAMES, {}, searched.sets).search
    assert "except" not in scope_words([searched])
