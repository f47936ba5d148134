"""The syntax tree: what stands in a document, and where, before anything is known of its meaning.

Read it from the top. A `Document` is a sequence of `Statement`s; a statement is one header line
and the clauses indented under it. There is one class for each kind of header, below, and one for
each kind of clause, in `clause` and `record_clause`; their fields are the words and phrases of
`phrase`.

    duty return-living-hostages                          a StipulationHeader
      hamas releases 20 living-hostages to israel        a DeedPhrase
      within 72 hours of acceptance                      a WithinClause

Three rules hold for every node:

- it says what is written, not what it means: names are not looked up, verbs are not reduced to
  their base form, hours are not placed in a time zone;
- it knows its `span`, and equality ignores it: two texts say the same if their trees are equal,
  which is how the formatter is tested;
- it is complete: a line that cannot be read is not half in the tree. It is left out, a diagnostic
  says why, and a header that cannot be read is an `Unreadable` that remembers its words, so that
  nobody complains of names which that line may have declared.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from servanda.language.clause import Clause
from servanda.language.phrase import ChainPhrase, Date, DeedPhrase, Length, Name, Node, Quoted

Role = Literal["party", "guarantor", "mediator", "body", "verifier", "actor"]
StipulationKind = Literal["duty", "ban", "quota", "right", "power", "aim", "fund", "phase"]
Stance = Literal[
    "says", "denies", "admits", "finds", "rules",
    "promises", "plans", "expects", "threatens", "demands",
]  # fmt: skip
Attitude = Literal[
    "commits", "conditions", "demands", "threatens", "considers", "postpones", "refuses"
]  # fmt: skip


# --- The document ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Statement(Node):
    """A header with its clauses.

    `article` is the title of the instrument it belongs to and the Markdown headings it stands
    under ("Comprehensive Plan › Point 5"). `unread` holds the words of clauses that could not be
    read.
    """

    header: "Header"
    clauses: tuple[Clause, ...]
    article: str = ""
    unread: tuple[Name, ...] = ()
    instrument: str = ""  # the name of the instrument it belongs to


@dataclass(frozen=True, slots=True)
class Document:
    """One file: its statements in the order in which they stand."""

    path: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Unreadable(Node):
    """A header line that could not be read, and the words in it that may be names."""

    words: tuple[Name, ...]


# --- Headers of an agreement -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AgreementHeader(Node):
    """`agreement gaza-2025 "Comprehensive Plan to End the Gaza Conflict"`"""

    name: Name
    title: Quoted


@dataclass(frozen=True, slots=True)
class InstrumentHeader(Node):
    """`instrument plan "Comprehensive Plan" of 2025-09-29`"""

    name: Name
    title: Quoted
    dated: Date


@dataclass(frozen=True, slots=True)
class ActorHeader(Node):
    """`party hamas "Hamas" binding palestinian-factions`, `body isf "..." led by us`"""

    role: Role
    name: Name
    title: Quoted
    binds: tuple[Name, ...] = ()
    led_by: Name | None = None


@dataclass(frozen=True, slots=True)
class AreaHeader(Node):
    """`area yellow-line "..." within gaza-strip`"""

    name: Name
    title: Quoted
    within: Name | None = None


@dataclass(frozen=True, slots=True)
class ActionHeader(Node):
    """`action lead "commands" single actor`"""

    name: Name
    meaning: Quoted
    single: Literal["object", "actor"] | None = None


@dataclass(frozen=True, slots=True)
class ThingHeader(Node):
    """`thing weapons "individual weapons" counted by registered-weapons`"""

    name: Name
    title: Quoted
    counted_by: Name | None = None


@dataclass(frozen=True, slots=True)
class ClassHeader(Node):
    """`class israeli of hostage-remains "the person held Israeli nationality"`"""

    name: Name
    of: Name
    meaning: Quoted
    counted_by: Name | None = None


@dataclass(frozen=True, slots=True)
class LevelHeader(Node):
    """`level rafah "..." from closed, partly-open, open`, `level held "..." in percent`"""

    name: Name
    title: Quoted
    words: tuple[Name, ...] = ()
    unit: Name | None = None


@dataclass(frozen=True, slots=True)
class EventHeader(Node):
    """`event approval "..." is israel approves steps`, `event signature "..." on 2016-11-24`"""

    name: Name
    meaning: Quoted
    deed: DeedPhrase | None = None
    on: Date | None = None


@dataclass(frozen=True, slots=True)
class StipulationHeader(Node):
    """`duty return-remains "The deceased"`; also ban, quota, right, aim, fund, phase."""

    kind: StipulationKind
    name: Name
    title: Quoted | None = None


# --- Headers of a record ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SourceHeader(Node):
    """`source idf "Israel Defense Forces"`"""

    name: Name
    title: Quoted


@dataclass(frozen=True, slots=True)
class OfficeHeader(Node):
    """`office us/secretary-of-state "..."` or `official defence-minister-2025 "..."`"""

    kind: Literal["office", "official"]
    name: Name
    title: Quoted


@dataclass(frozen=True, slots=True)
class OccasionHeader(Node):
    """`occasion us-presidential-election "..." every 4 years from 2024-11-05`"""

    name: Name
    title: Quoted
    every: Length
    first: Date


@dataclass(frozen=True, slots=True)
class ReportHeader(Node):
    """`report F016 "Living hostages handed over in two groups"`"""

    name: Name
    title: Quoted


@dataclass(frozen=True, slots=True)
class ClaimHeader(Node):
    """`claim unnamed us "officials" via nyt via jpost say`"""

    chain: ChainPhrase
    stance: Stance


@dataclass(frozen=True, slots=True)
class CorrectionHeader(Node):
    """`correction of F012.3`: what is now claimed instead stands under it, as under a claim."""

    entry: Name


@dataclass(frozen=True, slots=True)
class RetractionHeader(Node):
    """`retraction of F012.3`, or of a whole report, `retraction of F012`."""

    entry: Name


@dataclass(frozen=True, slots=True)
class WithheldHeader(Node):
    """`withheld F012.3`: an entry that whoever reads this may not see stands here in the log, and
    takes its number."""

    entry: Name


@dataclass(frozen=True, slots=True)
class FiguresHeader(Node):
    """`figures "casualties.jsonl" of "killed"`, or `of cumulative "killed_cum"`: a field of a file
    of revisions, each of whose numbers is of one day, or of all days up to it."""

    file: Quoted
    field: Quoted
    is_cumulative: bool = False


@dataclass(frozen=True, slots=True)
class IncidentsHeader(Node):
    """`incidents "ucdp.jsonl" of "state-based"`: the rows of one kind in a file of incidents."""

    file: Quoted
    kind: Quoted


@dataclass(frozen=True, slots=True)
class CoverageHeader(Node):
    """`coverage by icrc`"""

    body: Name


@dataclass(frozen=True, slots=True)
class AccessDeniedHeader(Node):
    """`access denied to icrc`"""

    body: Name


@dataclass(frozen=True, slots=True)
class EventLinkHeader(Node):
    """`same event F016.1 and F017.2 because "..."`, or `different events ...`"""

    is_same: bool
    first: Name
    second: Name
    because: Quoted


@dataclass(frozen=True, slots=True)
class EngagementHeader(Node):
    """`visit us/secretary-of-state to israel`, `meeting us/envoys with israel/prime-minister`"""

    kind: Literal["visit", "meeting", "call", "statement"]
    actors: tuple[Name, ...]
    to: Name | None = None
    counterparts: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class PositionHeader(Node):
    """`position israel/prime-minister commits "keeps to the truce for the present"`"""

    actor: Name
    attitude: Attitude
    words: Quoted


@dataclass(frozen=True, slots=True)
class ViewpointHeader(Node):
    """`viewpoint israel "Israel"`"""

    name: Name
    title: Quoted


Header: TypeAlias = (
    Unreadable
    | AgreementHeader
    | InstrumentHeader
    | ActorHeader
    | AreaHeader
    | ActionHeader
    | ThingHeader
    | ClassHeader
    | LevelHeader
    | EventHeader
    | StipulationHeader
    | SourceHeader
    | OfficeHeader
    | OccasionHeader
    | ReportHeader
    | ClaimHeader
    | CorrectionHeader
    | RetractionHeader
    | WithheldHeader
    | FiguresHeader
    | IncidentsHeader
    | CoverageHeader
    | AccessDeniedHeader
    | EventLinkHeader
    | EngagementHeader
    | PositionHeader
    | ViewpointHeader
)
