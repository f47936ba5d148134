"""The clauses of a record: what a line under a source, a report, a claim or an engagement can say.

`clause` has those of agreements and viewpoints; `tree` tells the rules for every node.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from servanda.language.phrase import (
    ChainPhrase,
    Clock,
    Date,
    DeedPhrase,
    Length,
    Month,
    Name,
    Node,
    Number,
    Quantity,
    Quoted,
    Stand,
)

Credibility = Literal[1, 2, 3, 4, 5, 6]
Speech = Literal["direct", "indirect"]

# --- Under `source` and `report` -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CampClause(Node):
    """`camp israel`, `camp israel from 2024-01 to 2025-06`"""

    camp: Name
    first: Date | Month | None = None
    last: Date | Month | None = None


@dataclass(frozen=True, slots=True)
class SpeaksForClause(Node):
    """`speaks for israel`, `speaks for israel from 2024-01 to 2025-06`"""

    actor: Name
    first: Date | Month | None = None
    last: Date | Month | None = None


@dataclass(frozen=True, slots=True)
class AccessClause(Node):
    """`access "its own forces"`"""

    words: Quoted


@dataclass(frozen=True, slots=True)
class GradeClause(Node):
    """`grade B`"""

    grade: Literal["A", "B", "C", "D", "E", "F"]


@dataclass(frozen=True, slots=True)
class PublisherClause(Node):
    """`by trt-world`"""

    publisher: Name


@dataclass(frozen=True, slots=True)
class AddressClause(Node):
    """`at "https://..."`"""

    address: Quoted


@dataclass(frozen=True, slots=True)
class LanguageClause(Node):
    """`language en`"""

    language: Name


@dataclass(frozen=True, slots=True)
class HashClause(Node):
    """`hash "sha256:..."`"""

    hash: Quoted


@dataclass(frozen=True, slots=True)
class MarkingClause(Node):
    """`marking amber`: who may see it, in the words of the Traffic Light Protocol."""

    marking: Name


@dataclass(frozen=True, slots=True)
class ReleasableClause(Node):
    """`releasable to NAME, "NAME"`: organisations and people that nobody else may see it beside;
    those whose names are not in lower case, or of several words, stand between quotes."""

    to: tuple[Name | Quoted, ...]


@dataclass(frozen=True, slots=True)
class EmbargoClause(Node):
    """`embargo until 2025-12-01`: before which only whoever filed it sees it."""

    until: Date


@dataclass(frozen=True, slots=True)
class ProtectedClause(Node):
    """`protected`: a source whose name, and all that it said, a log keeps under a key."""


@dataclass(frozen=True, slots=True)
class RecordedClause(Node):
    """`recorded 2025-10-14`"""

    date: Date


@dataclass(frozen=True, slots=True)
class CopyOfClause(Node):
    """`copy of R1`: the same story as that report, printed by somebody else."""

    report: Name


# --- Under `claim`: what is claimed ----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ClaimedEvent(Node):
    """`hamas releases 7 living-hostages to israel`: its moment is a clause of its own.

    Of an act that extends something also until when, or by how long. Of what `unknown persons` did
    the deed has no actors.
    """

    deed: DeedPhrase
    to_date: Date | None = None
    by_length: Length | None = None


@dataclass(frozen=True, slots=True)
class ClaimedTotal(Node):
    """`... in total up to DATE`, `... in total from DATE to DATE`, `... each day from DATE to DATE`

    With no `first`, a total from the beginning. A rate has its period in `deed.every`.
    """

    deed: DeedPhrase
    first: Date | None
    last: Date


@dataclass(frozen=True, slots=True)
class ClaimedLevel(Node):
    """`rafah is partly-open`"""

    level: Name
    stand: Stand


@dataclass(frozen=True, slots=True)
class ClaimedState(Node):
    """`return-remains is done`, `is not done`, `is partly done`, `is breached`"""

    subject: Name
    state: Literal["done", "not-done", "partly-done", "substantially-done", "breached"]


@dataclass(frozen=True, slots=True)
class ClaimedOpening(Node):
    """`phase two is declared open`"""

    phase: Name


@dataclass(frozen=True, slots=True)
class ClaimedPosture(Node):
    """`"remains committed to the truce"`"""

    words: Quoted


@dataclass(frozen=True, slots=True)
class ClaimedOccasion(Node):
    """`us-presidential-election happens`"""

    occasion: Name


@dataclass(frozen=True, slots=True)
class ClaimedResolution(Node):
    """`resolves F080.1 as late`: what became of a promise, plan, expectation or threat."""

    entry: Name
    result: Literal["came true", "late", "did not"]


Claimed: TypeAlias = (
    ClaimedEvent
    | ClaimedTotal
    | ClaimedLevel
    | ClaimedState
    | ClaimedOpening
    | ClaimedPosture
    | ClaimedOccasion
    | ClaimedResolution
)


# --- When ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OnClause(Node):
    """`on DATE`, and on that day `at 08:00`, `between 08:00 and 12:00`, `before` or `after` one.

    Of `since` and `until` either may be missing; `at` excludes both. `date` has an hour of its own
    where it was written as one (`on 2025-10-13 08:00`).
    """

    date: Date
    at: Clock | None = None
    since: Clock | None = None  # "after TIME", or the first of "between"
    until: Clock | None = None  # "before TIME", or the second of "between"


@dataclass(frozen=True, slots=True)
class BetweenClause(Node):
    """`between DATE and DATE`, both days included"""

    first: Date
    last: Date


@dataclass(frozen=True, slots=True)
class AboutDateClause(Node):
    """`about DATE`: three days either way"""

    date: Date


@dataclass(frozen=True, slots=True)
class BeforeClause(Node):
    """`before DATE`"""

    date: Date


@dataclass(frozen=True, slots=True)
class AfterClause(Node):
    """`after DATE`"""

    date: Date


@dataclass(frozen=True, slots=True)
class InMonthClause(Node):
    """`in 2026-01`, `in 2026`"""

    month: Month


@dataclass(frozen=True, slots=True)
class PartOfClause(Node):
    """`in early 2025-12`, `at the end of 2025-10`"""

    part: Literal["early", "mid", "late", "start", "end"]
    month: Month


@dataclass(frozen=True, slots=True)
class WindowClause(Node):
    """`from DATE`, `from DATE to DATE`, `from DATE for 48 hours`"""

    first: Date
    last: Date | None = None
    length: Length | None = None


WhenClause: TypeAlias = (
    OnClause
    | BetweenClause
    | AboutDateClause
    | BeforeClause
    | AfterClause
    | InMonthClause
    | PartOfClause
    | WindowClause
)


# --- What else stands in a record ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ToldByClause(Node):
    """`by "Government of Ukraine"`: only rows in which the file has these words for who did it."""

    words: Quoted


@dataclass(frozen=True, slots=True)
class ToldAgainstClause(Node):
    """`against "Civilians"`: only rows in which the file has these words for to whom."""

    words: Quoted


@dataclass(frozen=True, slots=True)
class CountingClause(Node):
    """`counting health-ministry-tally`: the rule by which a tally counts."""

    rule: Name


@dataclass(frozen=True, slots=True)
class People(Node):
    """`40 to 50, best 44 killed`: how many people, and the number that the source holds best."""

    number: Quantity
    best: Number | None = None


@dataclass(frozen=True, slots=True)
class CasualtiesClause(Node):
    """`with 5 killed, 25 injured and 3 recovered`"""

    killed: People | None = None
    injured: People | None = None
    recovered: People | None = None


@dataclass(frozen=True, slots=True)
class PleadingClause(Node):
    """`pleading "in response to an attack on our forces"`"""

    words: Quoted


@dataclass(frozen=True, slots=True)
class AboutClause(Node):
    """`about hostilities and return-remains`"""

    subjects: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class LabelClause(Node):
    """`as strike-of-19-october`"""

    label: Name


@dataclass(frozen=True, slots=True)
class InformationClause(Node):
    """`information 3`: how credible what is said is, from 1 to 6, whoever says it."""

    credibility: Credibility


@dataclass(frozen=True, slots=True)
class SpeechClause(Node):
    """`in direct speech`: whether the publisher prints the words themselves or their sense."""

    speech: Speech


@dataclass(frozen=True, slots=True)
class NoteClause(Node):
    """`note "the outlet does not say who counted"`"""

    words: Quoted


@dataclass(frozen=True, slots=True)
class SaidByClause(Node):
    """`said by unnamed israel "officials" via jpost`"""

    chain: ChainPhrase


@dataclass(frozen=True, slots=True)
class CoveredDeedClause(Node):
    """`of hamas returns hostage-remains`"""

    deed: DeedPhrase


@dataclass(frozen=True, slots=True)
class CoveredAreaClause(Node):
    """`in gaza-strip`"""

    area: Name


@dataclass(frozen=True, slots=True)
class StatusClause(Node):
    """`planned` or `held`"""

    status: Literal["planned", "held"]


@dataclass(frozen=True, slots=True)
class WithActorsClause(Node):
    """`with israel/prime-minister`"""

    actors: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class PurposeClause(Node):
    """`purpose "to keep the agreement on track"`"""

    words: Quoted


@dataclass(frozen=True, slots=True)
class OutcomeClause(Node):
    """`outcome "agreed to meet again"`"""

    words: Quoted


@dataclass(frozen=True, slots=True)
class ForNowClause(Node):
    """`for now`: said for the present only."""


@dataclass(frozen=True, slots=True)
class PressureClause(Node):
    """`under pressure "coalition members want fighting resumed"`"""

    words: Quoted


RecordClause: TypeAlias = (
    Claimed
    | WhenClause
    | CampClause
    | SpeaksForClause
    | AccessClause
    | GradeClause
    | PublisherClause
    | AddressClause
    | LanguageClause
    | HashClause
    | MarkingClause
    | ReleasableClause
    | EmbargoClause
    | ProtectedClause
    | RecordedClause
    | CopyOfClause
    | CountingClause
    | ToldByClause
    | ToldAgainstClause
    | CasualtiesClause
    | PleadingClause
    | AboutClause
    | LabelClause
    | InformationClause
    | SpeechClause
    | NoteClause
    | SaidByClause
    | CoveredDeedClause
    | CoveredAreaClause
    | StatusClause
    | WithActorsClause
    | PurposeClause
    | OutcomeClause
    | ForNowClause
    | PressureClause
)
