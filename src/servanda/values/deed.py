"""A deed: what an agreement asks or forbids and what a claim says was done, in one shape.

Because both sides are written with the same words, whether a claim bears on a stipulation is a
comparison of two deeds and needs no mapping table.
"""

from dataclasses import dataclass, replace
from typing import Literal

from servanda.values.quantity import Range, exactly


@dataclass(frozen=True, slots=True)
class Share:
    """The part of a quantity that belongs to a class: the 50 fuel trucks of 600."""

    class_name: str
    amount: Range


@dataclass(frozen=True, slots=True)
class Deed:
    """Who does what, how much of which thing, to whom, by whose hand, where.

    `action` is the declared base form (`release`, never `releases`). `amount` is None where the
    text counts nothing, or (`number`) does not tell or leaves open how many. `mutual` marks "each
    other": each actor is the others' counterparty. A claimed deed without actors is one of which
    nobody names the author or, where it is `withheld`, one of which it is not told who did it,
    whether or not somebody names them.
    """

    actors: tuple[str, ...]
    action: str
    thing: str | None = None
    amount: Range | None = None
    shares: tuple[Share, ...] = ()
    to: str | None = None
    origin: str | None = None  # "from X"
    via: str | None = None
    place: str | None = None  # "in X"
    mutual: bool = False
    percent: bool = False  # the amount is a percentage of the level that counts the thing
    number: Literal["stated", "secret", "to-be-agreed"] = "stated"
    excepting: tuple[str, ...] = ()  # classes of the thing that are left out
    class_name: str | None = None  # the object is this class of the thing, and counts as both
    author: Literal["told", "withheld"] = "told"


def with_share(deed: Deed) -> Deed:
    """A deed whose object is a class, as one of the thing, all of which is of that class: `4 women`
    as `4 hostages of which 4 women`."""
    if deed.class_name is None:
        return deed
    share = Share(deed.class_name, deed.amount or exactly(1))
    return replace(deed, shares=(share,), class_name=None)


def wholly_of(deed: Deed) -> str | None:
    """The class of which all of a claimed deed is, if it is of one."""
    if len(deed.shares) == 1 and deed.shares[0].amount == (deed.amount or exactly(1)):
        return deed.shares[0].class_name
    return None


@dataclass(frozen=True, slots=True)
class LevelIs:
    """A level stands in a relation to a value: `territory-held` at most 53, `rafah` at least open.

    Levels with words (closed, partly-open, open) use the word's position, from 0, as the value.
    """

    level: str
    comparison: Literal["at-least", "at-most", "exactly", "above", "below"]
    value: float
