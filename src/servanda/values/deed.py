"""A deed: what an agreement asks or forbids and what a claim says was done, in one shape.

Because both sides are written with the same words, whether a claim bears on a stipulation is a
comparison of two deeds and needs no mapping table.
"""

from dataclasses import dataclass
from typing import Literal

from servanda.values.quantity import Range


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
    nobody names the author.
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


@dataclass(frozen=True, slots=True)
class LevelIs:
    """A level stands in a relation to a value: `territory-held` at most 53, `rafah` at least open.

    Levels with words (closed, partly-open, open) use the word's position, from 0, as the value.
    """

    level: str
    comparison: Literal["at-least", "at-most", "exactly", "above", "below"]
    value: float
