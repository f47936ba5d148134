"""What the system says: verdicts with their axes, for one question.

These are the shapes behind `status --json`; the names here, there and on the page are the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from servanda.evidence.ladder import Grade
from servanda.values.instant import Instant, Interval
from servanda.values.quantity import Range

Force = Literal[
    "pending", "in force", "suspended", "discharged", "waived",
    "lapsed", "terminated", "superseded", "undetermined",
]  # fmt: skip
Timeliness = Literal[
    "none", "not due", "open", "on time", "late", "overdue", "excused", "undetermined"
]
Breach = Literal["none", "open", "closed", "incidents", "excused", "undetermined"]
State = Literal[
    # duties and rights
    "pending", "open", "partly done", "substantially done", "done", "done late", "overdue",
    "excused", "available", "best effort",
    # bans
    "kept", "breached", "ended",
    # quotas, ratios and levels
    "met", "short", "partly met", "exceeded",
    # aims
    "tracked",
    # any
    "suspended", "waived", "superseded", "undetermined",
]  # fmt: skip
PhaseWord = Literal["not open", "open", "ended", "undetermined"]
FundWord = Literal["none pledged", "pledged", "partly paid", "paid", "withheld", "undetermined"]
Cause = Literal[
    "unreported", "unclaimed", "short of the standard", "contested",
    "not known when", "reading", "unrecognised act", "not agreed", "author not named",
    "author not told",  # in public alone, whoever names the author
]  # fmt: skip
CauseOfDispute = Literal["facts", "text", "acts"]
CAUSES_OF_DISPUTE: tuple[CauseOfDispute, ...] = ("facts", "text", "acts")
Found = Literal["partly done", "substantially done"]
Standard = Literal["asserted", "alleged", "corroborated", "conceded", "verified", "ruled"]


@dataclass(frozen=True, slots=True)
class Question:
    """About which instant, knowing what, under which standard of proof, through whose eyes.

    `readings` fixes readings beyond what the viewpoint holds: (name of the reading, ...). By which
    ladder it weighs stands in the viewpoint; here, only what is to be told of it. With `assuming`
    (claims that nobody reported, as written) or `without` (what is left out of the record, by
    name) the question is a what-if, and no answer to it is one about the record. Where `public` is
    not empty it is answered from what a publication policy leaves of the record: the hash of that
    policy, and what it withholds in general terms.
    """

    at: Instant
    known: Instant
    proof: Standard
    viewpoint: str
    readings: tuple[str, ...] = ()
    ladder: tuple[str, ...] = ()  # in what the ladder is not the standard one: `corroborated`
    assuming: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    public: tuple[str, ...] = ()

    @property
    def is_what_if(self) -> bool:
        return bool(self.assuming or self.without)

    @property
    def grade(self) -> Grade:
        """The rung that the standard of proof asks for."""
        return Grade[self.proof.upper()]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came about, whoever brought it about. `low` and `high` are infinite-safe bounds."""

    low: float
    high: float
    target: Range | None  # None: any number, while nobody tells how many are owed
    unit: str | None
    found: Found | None = None  # what a competent body found, short of done
    or_more: bool = False  # some of it was told without a number, and counts as one

    @property
    def told(self) -> str:
        """How much came about, in words."""
        value = Range(self.low, self.high)
        if not self.or_more:
            return str(value)
        return f"at least {value}" if value.is_exact else f"{value} or more"


@dataclass(frozen=True, slots=True)
class Periods:
    """Of a quota: how many periods have passed and count, and in how many of these it was surely
    and possibly met."""

    passed: int
    surely_met: int
    possibly_met: int


@dataclass(frozen=True, slots=True)
class Incidents:
    """Of a ban: breaches confirmed under the standard, and those alleged beyond them; and, of what
    was done against it by somebody whom nobody names, the incidents that are confirmed. In public
    each number is the least that there were, and the author may be named and not told."""

    confirmed: int
    alleged: int
    unattributed: int = 0
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """One stipulation, one bearer (or joint bearers), one limb, at one instant."""

    name: str
    kind: str
    title: str
    article: str
    bearer: tuple[str, ...]
    limb: str | None
    state: State
    cause: Cause | None  # why undetermined; None otherwise
    force: Force
    outcome: Outcome | None
    performance: Range | None
    timeliness: Timeliness
    breach: Breach
    due: Interval | None  # start == end when exact
    since: Instant | None  # since when the state has been what it is
    contested: bool
    because: str
    periods: Periods | None = None
    incidents: Incidents | None = None
    readings: tuple[tuple[str, State], ...] = ()  # the state in each reading, where they differ
    linkages: tuple[str, ...] = ()  # holders whose linkage weighed in; "not in the text"


@dataclass(frozen=True, slots=True)
class PhaseVerdict:
    name: str
    title: str
    article: str
    state: PhaseWord
    cause: Cause | None
    since: Instant | None
    blocked_by: tuple[str, ...]
    contested: bool
    because: str
    readings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Tranche:
    """A part of a fund, how much it is, and whether it may be released."""

    name: str
    state: Literal["free", "withheld", "undetermined"]
    amount: Range


@dataclass(frozen=True, slots=True)
class FundVerdict:
    name: str
    title: str
    article: str
    state: FundWord
    cause: Cause | None
    pledged: Range
    paid: Range
    releasable: Range
    unit: str
    withheld_because: tuple[str, ...]
    contested: bool
    because: str
    tranches: tuple[Tranche, ...] = ()
    moved: tuple[tuple[str, Range], ...] = ()  # committed, disbursed, clawed back, where declared


@dataclass(frozen=True, slots=True)
class Assessment:
    """The answer to one question."""

    agreement: str
    title: str
    question: Question
    stipulations: tuple[Verdict, ...]
    phases: tuple[PhaseVerdict, ...]
    funds: tuple[FundVerdict, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a verdict's history: from this instant on, this verdict."""

    instant: Instant
    verdict: Verdict | PhaseVerdict | FundVerdict


@dataclass(frozen=True, slots=True)
class Track:
    """The whole history of one stipulation (one bearer, one limb), phase or fund: its steps."""

    name: str
    bearer: tuple[str, ...]
    limb: str | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """A node of the reasons tree. Leaves are claims and coverage; `decisive` leaves, removed
    alone, change the verdict; of a leaf that was not `tried` nobody knows. A node of kind `above`
    was unfolded earlier in the tree, one of kind `more` stands for what was left out; one of kind
    `no access` explains a silence and weighs nothing, one of kind `link` says why claims are about
    one event, one of kind `withdrawn` no longer stands and weighs nothing."""

    kind: Literal[
        "verdict", "clause", "condition", "reading", "linkage", "counter", "issue",
        "side", "claim", "coverage", "chain", "report", "absence", "above", "no access", "link",
        "fault", "more", "withdrawn",
    ]  # fmt: skip
    text: str
    ref: str | None = None  # claim, report, stipulation or coverage id
    decisive: bool = False
    children: "tuple[Reason, ...]" = ()
    tried: bool = True


@dataclass(frozen=True, slots=True)
class Blocker:
    """One unmet condition of a phase or fund: what is missing and whose move it is."""

    what: str
    state: str
    whose_move: tuple[str, ...]
    asserted_by: tuple[str, ...]  # of a linkage, who asserts it; empty: it stands in the text
    readings: tuple[str, ...] = ()  # the readings in which it blocks; empty: in all


@dataclass(frozen=True, slots=True)
class Item:
    """One issue, reading, linkage or act of which two viewpoints make something different."""

    identity: str
    over: CauseOfDispute
    what: str
    first: str  # what the first makes of it
    second: str
    words: str  # the whole of it in a line
    claim: str | None = None  # the claim by which an issue is told


@dataclass(frozen=True, slots=True)
class Settlement:
    """A way to settle a set of items: whose value both take of each, and the state that both then
    give."""

    as_taken_by: tuple[Literal["first", "second"], ...]
    state: str


@dataclass(frozen=True, slots=True)
class MinimalSet:
    """Items that, settled, end a difference, while no proper subset of them does."""

    items: tuple[Item, ...]
    settlements: tuple[Settlement, ...]

    @property
    def over(self) -> tuple[CauseOfDispute, ...]:
        return in_order(item.over for item in self.items)


@dataclass(frozen=True, slots=True)
class Dispute:
    """A stipulation, phase or fund on which two viewpoints differ, and what would end that.

    `sets` has all the smallest sets first, then the larger minimal ones. It has every one there is
    if it `is_exact`; else there may be others, none of them smaller than `searched` items.
    """

    name: str
    bearer: tuple[str, ...]
    limb: str | None
    first: str  # the state in the first viewpoint
    second: str
    sets: tuple[MinimalSet, ...]
    contested: int  # how many items in its reach the two see differently
    searched: int  # every set of up to so many items was tried
    is_exact: bool

    @property
    def smallest(self) -> tuple[MinimalSet, ...]:
        least = min((len(one.items) for one in self.sets), default=0)
        return tuple(one for one in self.sets if len(one.items) == least)

    @property
    def may_have_smaller(self) -> bool:
        """Whether a smaller set than any of these was not ruled out."""
        return any(len(one.items) > self.searched + 1 for one in self.smallest)

    @property
    def causes(self) -> tuple[CauseOfDispute, ...]:
        """What the smallest sets are about."""
        return in_order(kind for one in self.smallest for kind in one.over)

    @property
    def items(self) -> tuple[str, ...]:
        """The items of the smallest sets, in words."""
        words = (item.words for one in self.smallest for item in one.items)
        return tuple(dict.fromkeys(words))


def in_order(kinds: Iterable[CauseOfDispute]) -> tuple[CauseOfDispute, ...]:
    """Each kind once: facts, then the text, then acts."""
    present = set(kinds)
    return tuple(kind for kind in CAUSES_OF_DISPUTE if kind in present)
