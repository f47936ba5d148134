"""The clauses under what is declared: the agreement, an instrument, an actor or an area.

`clause` has those of stipulations; `tree` tells the rules for every node.
"""

from dataclasses import dataclass
from typing import TypeAlias

from servanda.language.phrase import Condition, Date, Month, Name, Node, Quoted


@dataclass(frozen=True, slots=True)
class TimeZoneClause(Node):
    """`time zone Asia/Jerusalem`"""

    zone: str


@dataclass(frozen=True, slots=True)
class InForceClause(Node):
    """`in force 2025-10-10 12:00`"""

    date: Date


@dataclass(frozen=True, slots=True)
class EntersClause(Node):
    """`in force from 30 days after ratification`"""

    condition: Condition


@dataclass(frozen=True, slots=True)
class SignedClause(Node):
    """`signed 2025-10-08`"""

    date: Date


@dataclass(frozen=True, slots=True)
class WeekendClause(Node):
    """`weekend friday and saturday`"""

    days: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class LapsesClause(Node):
    """`lapses when new-truce in force`"""

    condition: Condition


@dataclass(frozen=True, slots=True)
class IdentifierClause(Node):
    """`identifier wikidata "Q225"`: the name of the same thing in a public register."""

    scheme: Name
    value: Quoted


@dataclass(frozen=True, slots=True)
class PrevailsClause(Node):
    """`prevails over steps and plan`"""

    instruments: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class MemberClause(Node):
    """`member front-b from 2015-03-01 to 2016-12-31`"""

    name: Name
    first: Date | Month | None = None
    last: Date | Month | None = None


@dataclass(frozen=True, slots=True)
class FormedByClause(Node):
    """`formed by form-commission`"""

    stipulation: Name


@dataclass(frozen=True, slots=True)
class CompetentForClause(Node):
    """`competent for decommission and lists`"""

    stipulations: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class CompetentInClause(Node):
    """`competent in zone-of-separation`"""

    area: Name


@dataclass(frozen=True, slots=True)
class CompetentFromClause(Node):
    """`competent from 1995-12-20`"""

    date: Date


@dataclass(frozen=True, slots=True)
class CompetentUntilClause(Node):
    """`competent until 1996-12-20`"""

    date: Date


HeaderClause: TypeAlias = (
    TimeZoneClause
    | InForceClause
    | EntersClause
    | SignedClause
    | WeekendClause
    | LapsesClause
    | IdentifierClause
    | PrevailsClause
    | MemberClause
    | FormedByClause
    | CompetentForClause
    | CompetentInClause
    | CompetentFromClause
    | CompetentUntilClause
)
