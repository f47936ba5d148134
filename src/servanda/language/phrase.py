"""The words and phrases that clauses are made of: names, dates, quantities, deeds, conditions.

These are the small nodes of the syntax tree; `tree` has the large ones. A phrase says what is
written and nothing more: `releases` is not yet known to be the action `release`, and `one` may or
may not be the name of a phase. Every node knows where it stands, but two nodes that say the same
are equal wherever they stand.
"""

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Literal, TypeAlias

from servanda.values.instant import Duration
from servanda.values.span import Span

# --- Words -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Node:
    """Anything that stands somewhere in a text."""

    span: Span = field(compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A declared word, or a use of it: `hamas`, `us/secretary-of-state`, `releases`, `F016`."""

    text: str


@dataclass(frozen=True, slots=True)
class Quoted(Node):
    """Text between double quotes, without them."""

    text: str


@dataclass(frozen=True, slots=True)
class Number(Node):
    """`1,968` or `6.5`."""

    value: float


@dataclass(frozen=True, slots=True)
class Quantity(Node):
    """`20`, `at least 20`, `at most 20`, `7 to 9`: a closed range, whose end may be infinite."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Length(Node):
    """A duration as written: `72 hours`, `6 months`."""

    duration: Duration


@dataclass(frozen=True, slots=True)
class Date(Node):
    """`2025-10-13`, `2025-10-13 12:00`, `2025-10-13 12:00 +03:00`.

    The day exists in the calendar. Whether the hour exists in the agreement's time zone is not
    known here.
    """

    day: date
    clock: time | None = None
    offset: timedelta | None = None  # east of Greenwich; None: local to the agreement


@dataclass(frozen=True, slots=True)
class Clock(Node):
    """A time of day by itself: the `08:00` of `on 2025-10-13 at 08:00`."""

    time: time


@dataclass(frozen=True, slots=True)
class Month(Node):
    """`2026-01`, or with no month the whole year `2026`."""

    year: int
    month: int | None = None


# --- Deeds -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShareOf(Node):
    """`of which 50 fuel`."""

    amount: Quantity
    class_name: Name


@dataclass(frozen=True, slots=True)
class ForEach(Node):
    """`for each hostage-remains that hamas returns to israel`: the base of a ratio."""

    thing: Name
    actor: Name
    verb: Name
    to: Name | None = None


@dataclass(frozen=True, slots=True)
class DeedPhrase(Node):
    """`hamas releases 20 living-hostages to israel via icrc`.

    `forbidden` stands for "must not", `mutual` for "each other". `every` is the period of a quota
    or of a rate ("each day", "every 6 months"). `answering` are those who answer for the deed of
    others ("lebanon ensures that", "lebanon must not let"), `each` stands for "each of".
    """

    actors: tuple[Name, ...]
    verb: Name  # as it is written: `releases`
    amount: Quantity | None = None
    thing: Name | None = None  # a thing, area, actor, event or office
    every: Length | None = None
    shares: tuple[ShareOf, ...] = ()
    for_each: ForEach | None = None
    to: Name | None = None
    origin: Name | None = None  # "from X"
    via: Name | None = None
    place: Name | None = None  # "in X"
    forbidden: bool = False
    mutual: bool = False
    percent: bool = False  # the amount is a percentage; "all" is 100 percent
    number: Literal["stated", "secret", "to-be-agreed"] = "stated"
    excepting: tuple[Name, ...] = ()
    answering: tuple[Name, ...] = ()
    each: bool = False


@dataclass(frozen=True, slots=True)
class Stand(Node):
    """How a level stands, or shall: `open`, `53`, `at most 53`, `above 53`."""

    comparison: Literal["exactly", "at-least", "at-most", "above", "below"]
    value: Name | Number
    upper: Number | None = None  # of a level said to stand between two numbers


@dataclass(frozen=True, slots=True)
class LevelPhrase(Node):
    """`israel and egypt keep rafah open`, `israel must not bring territory-held above 53`."""

    actors: tuple[Name, ...]
    level: Name
    stand: Stand
    forbidden: bool = False
    each: bool = False


@dataclass(frozen=True, slots=True)
class WordsPhrase(Node):
    """`partners "guarantee that the others comply"`: described, and not for the machine."""

    actors: tuple[Name, ...]
    words: Quoted
    forbidden: bool = False


# --- Conditions ------------------------------------------------------------------------------

StateWord = Literal[
    "done", "begun", "due", "overdue", "breached", "in-force",
    "certified", "waived", "suspended", "extended", "terminated",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class EventHappened(Node):
    """`approval`"""

    event: Name


@dataclass(frozen=True, slots=True)
class DeedDone(Node):
    """`israel approves implementation-steps`"""

    deed: DeedPhrase


@dataclass(frozen=True, slots=True)
class StipulationStands(Node):
    """`withdraw-to-yellow-line done`, `lay-down/first certified by un-mission`."""

    stipulation: Name
    state: StateWord
    by: Name | None = None


@dataclass(frozen=True, slots=True)
class PhaseOpen(Node):
    """`phase two open`, or `phase two declared open by us`."""

    phase: Name
    declared_by: Name | None = None


@dataclass(frozen=True, slots=True)
class ActorComplies(Node):
    """`hamas complies with hostilities and return-remains`"""

    actor: Name
    stipulations: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class LevelStandsAt(Node):
    """`rafah is open`, `territory-held at most 53`"""

    level: Name
    stand: Stand


@dataclass(frozen=True, slots=True)
class DateCome(Node):
    """`2027-12-31`"""

    date: Date


@dataclass(frozen=True, slots=True)
class Delayed(Node):
    """`5 days after d-day`"""

    length: Length
    of: "Condition"


@dataclass(frozen=True, slots=True)
class Recent(Node):
    """`within 24 hours of hezbollah attacks`, as a condition: it passes again."""

    length: Length
    of: "Condition"


@dataclass(frozen=True, slots=True)
class ToBeAgreed(Node):
    """`to be agreed`: a hole the parties left."""


@dataclass(frozen=True, slots=True)
class And(Node):
    """`A and B and C`"""

    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class Or(Node):
    """`A or B or C`"""

    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class Not(Node):
    """`not A`"""

    part: "Condition"


Condition: TypeAlias = (
    EventHappened
    | DeedDone
    | StipulationStands
    | PhaseOpen
    | ActorComplies
    | LevelStandsAt
    | DateCome
    | Delayed
    | Recent
    | ToBeAgreed
    | And
    | Or
    | Not
)


# --- Chains ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Speaker(Node):
    """The first link of a chain: `icrc`, or `unnamed us "officials"`."""

    name: Name
    description: Quoted | None = None  # the words used for unnamed people


@dataclass(frozen=True, slots=True)
class ChainPhrase(Node):
    """`hamas, icrc and idf via trt-world`: each origin starts a chain of its own."""

    origins: tuple[Speaker, ...]
    via: tuple[Name, ...] = ()
