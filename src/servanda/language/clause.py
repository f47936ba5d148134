"""The clauses of the syntax tree: one class for each thing that a line under a header can say.

Here what a stipulation can say; `header_clause` has what stands under an agreement, an instrument,
an actor or an area, `record_clause` what stands under a claim and the other entries of a record,
`viewpoint_clause` the choices of a viewpoint. `tree` has the headers, and tells the rules for every
node.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from servanda.language.header_clause import HeaderClause
from servanda.language.phrase import (
    Condition,
    Date,
    DeedPhrase,
    ForEach,
    Length,
    LevelPhrase,
    Name,
    Node,
    Quantity,
    Quoted,
    WordsPhrase,
)
from servanda.language.record_clause import RecordClause
from servanda.language.viewpoint_clause import ViewpointClause

# --- Under a stipulation, a fund or a phase --------------------------------------------------


@dataclass(frozen=True, slots=True)
class FromClause(Node):
    """`from approval`"""

    condition: Condition


@dataclass(frozen=True, slots=True)
class WithinClause(Node):
    """`within 72 hours of withdraw-to-yellow-line done`"""

    length: Length
    of: Condition


@dataclass(frozen=True, slots=True)
class ByClause(Node):
    """`by 2027-12-31`, or with no date `by date to be agreed`"""

    date: Date | None


@dataclass(frozen=True, slots=True)
class AsSoonAsPossibleClause(Node):
    """`as soon as possible`"""


@dataclass(frozen=True, slots=True)
class ForClause(Node):
    """`for 72 hours`"""

    length: Length


@dataclass(frozen=True, slots=True)
class UntilClause(Node):
    """`until phase two open`"""

    condition: Condition


@dataclass(frozen=True, slots=True)
class WhileClause(Node):
    """`while hamas complies with hostilities`"""

    condition: Condition


@dataclass(frozen=True, slots=True)
class UnlessClause(Node):
    """`unless hamas attacks israel`"""

    condition: Condition


@dataclass(frozen=True, slots=True)
class SuspendedWhileClause(Node):
    """`suspended while hostilities breached, clock stops`"""

    condition: Condition
    clock: Literal["stops", "runs"]


@dataclass(frozen=True, slots=True)
class BestEffortClause(Node):
    """`best effort`, `best effort afterwards`"""

    afterwards: bool = False


@dataclass(frozen=True, slots=True)
class VerifiedByClause(Node):
    """`verified by monitors`"""

    verifiers: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class OutcomeAlsoClause(Node):
    """`outcome also when israel recovers hostage-remains`"""

    deed: DeedPhrase


@dataclass(frozen=True, slots=True)
class ComparedClause(Node):
    """`compared at least`, `compared exactly`"""

    comparison: Literal["at-least", "exactly"]


@dataclass(frozen=True, slots=True)
class CountingOnlyClause(Node):
    """`counting only israeli`"""

    class_name: Name


@dataclass(frozen=True, slots=True)
class GraceClause(Node):
    """`grace 3 days`, or with no length `grace to be agreed`"""

    length: Length | None


@dataclass(frozen=True, slots=True)
class PledgedByClause(Node):
    """`pledged by donors`"""

    actors: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class PaidByClause(Node):
    """`paid by donors`"""

    actors: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class HeldByClause(Node):
    """`held by world-bank`"""

    actor: Name


@dataclass(frozen=True, slots=True)
class WithheldUntilClause(Node):
    """`withheld until decommission done`"""

    condition: Condition


@dataclass(frozen=True, slots=True)
class BeginsClause(Node):
    """`begins when return-living-hostages done`, `begins when to be agreed`"""

    condition: Condition


@dataclass(frozen=True, slots=True)
class EndsClause(Node):
    """`ends when phase two open`"""

    condition: Condition


@dataclass(frozen=True, slots=True)
class BetweenClause(Node):
    """`between 2025-10-15 and 2025-10-31`: both days included."""

    first: Date
    last: Date


@dataclass(frozen=True, slots=True)
class DaysClause(Node):
    """`on day 7 of acceptance`, `between day 22 and day 28 of acceptance`: day 1 is that of the
    condition itself."""

    first: int
    last: int
    of: Condition


@dataclass(frozen=True, slots=True)
class BeforeClause(Node):
    """`before phase two open`"""

    condition: Condition


@dataclass(frozen=True, slots=True)
class AheadClause(Node):
    """`at least 6 months before referendum`: due so long before the condition first holds."""

    length: Length
    condition: Condition


@dataclass(frozen=True, slots=True)
class RenewedClause(Node):
    """`renewed for 5 years unless objection`: a term that begins anew when it ends.

    With `notice`, `... unless objection at least 6 months before its end`.
    """

    length: Length
    condition: Condition
    notice: Length | None = None


@dataclass(frozen=True, slots=True)
class LongerClause(Node):
    """`longer by 1 day for each 10 hostages that hamas releases`: what is done adds to a term."""

    length: Length
    amount: Quantity
    base: ForEach


@dataclass(frozen=True, slots=True)
class OpenWhileClause(Node):
    """`open while observers-present`: a gate that does not latch."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class InStepClause(Node):
    """`in step with redeployment`"""

    other: Name


@dataclass(frozen=True, slots=True)
class ReplacesClause(Node):
    """`replaces lay-down`"""

    stipulations: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class NotPublicClause(Node):
    """`not public`"""


@dataclass(frozen=True, slots=True)
class FormClause(Node):
    """`form "in writing"`"""

    words: Quoted


@dataclass(frozen=True, slots=True)
class MayClause(Node):
    """`government and farc may extend lay-down by at most 30 days`, `... after 14 days notice`"""

    actors: tuple[Name, ...]
    act: Name
    targets: tuple[Name, ...]
    limit: Length | None = None
    notice: Length | None = None
    clock: Literal["stops", "runs"] | None = None


@dataclass(frozen=True, slots=True)
class ConsequenceClause(Node):
    """`if breached, aid is suspended`, `if overdue, north may suspend aid`"""

    state: str
    target: Name | None
    effect: Literal["suspended", "terminated"] | None
    power: MayClause | None = None


@dataclass(frozen=True, slots=True)
class StagePart(Node):
    """What a stage is of the whole: `30 percent`, `200`, `the rest`, `area zone-a`, or, of limbs
    that count different things, `145 combatants and 75 weapons`.

    `the rest` has neither amount nor area.
    """

    amount: Quantity | None = None
    percent: bool = False
    area: Name | None = None
    amounts: tuple[tuple[Quantity, Name], ...] = ()


@dataclass(frozen=True, slots=True)
class StageClause(Node):
    """`stage first: 30 percent; within 90 days of d-day`"""

    name: Name
    part: StagePart
    clauses: "tuple[StipulationClause, ...]"


@dataclass(frozen=True, slots=True)
class TrancheClause(Node):
    """`tranche first: 25 percent; withheld until disarmament/first done`"""

    name: Name
    part: StagePart
    clauses: "tuple[StipulationClause, ...]"


@dataclass(frozen=True, slots=True)
class ReadWithClause(Node):
    """`read with "Comprehensive Plan, point 4"`"""

    article: Quoted


@dataclass(frozen=True, slots=True)
class ReadingClause(Node):
    """`reading steps: within 72 hours of approval; best effort afterwards`

    With no clauses, `reading plan: as it stands`. `reading plan of first: ...` is one of a stage.
    """

    name: Name
    clauses: "tuple[StipulationClause, ...]"
    stage: Name | None = None


@dataclass(frozen=True, slots=True)
class LinkageClause(Node):
    """`linkage israel: withheld until decommission done`, `linkage milf of fourth: ...`"""

    holder: Name
    clauses: "tuple[StipulationClause, ...]"
    stage: Name | None = None


StipulationClause: TypeAlias = (
    DeedPhrase
    | LevelPhrase
    | WordsPhrase
    | FromClause
    | WithinClause
    | ByClause
    | AsSoonAsPossibleClause
    | ForClause
    | UntilClause
    | WhileClause
    | UnlessClause
    | SuspendedWhileClause
    | BestEffortClause
    | VerifiedByClause
    | OutcomeAlsoClause
    | ComparedClause
    | CountingOnlyClause
    | GraceClause
    | PledgedByClause
    | PaidByClause
    | HeldByClause
    | WithheldUntilClause
    | BeginsClause
    | EndsClause
    | BetweenClause
    | DaysClause
    | BeforeClause
    | AheadClause
    | RenewedClause
    | LongerClause
    | OpenWhileClause
    | InStepClause
    | ReplacesClause
    | NotPublicClause
    | FormClause
    | MayClause
    | ConsequenceClause
    | StageClause
    | TrancheClause
    | ReadWithClause
    | ReadingClause
    | LinkageClause
)


Clause: TypeAlias = HeaderClause | StipulationClause | RecordClause | ViewpointClause
