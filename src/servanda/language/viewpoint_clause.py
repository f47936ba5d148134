"""The clauses of a viewpoint: whom it believes, how it reads the text, whose acts it recognises.

`tree` tells the rules for every node.
"""

from dataclasses import dataclass
from typing import TypeAlias

from servanda.language.phrase import Name, Node


@dataclass(frozen=True, slots=True)
class AcceptsCampClause(Node):
    """`accepts camp israel`"""

    camps: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class RefusesCampClause(Node):
    """`refuses camp hamas`"""

    camps: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class RecognisesClause(Node):
    """`recognises forensic-institute`"""

    bodies: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class ReadsClause(Node):
    """`reads return-living-hostages as steps`"""

    subjects: tuple[Name, ...]
    reading: Name


@dataclass(frozen=True, slots=True)
class HoldsLinkagesClause(Node):
    """`holds linkages of israel`"""

    holders: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class RecognisesActsClause(Node):
    """`recognises acts of us`"""

    actors: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class RejectsActsClause(Node):
    """`rejects acts of us`"""

    actors: tuple[Name, ...]


ViewpointClause: TypeAlias = (
    AcceptsCampClause
    | RefusesCampClause
    | RecognisesClause
    | ReadsClause
    | HoldsLinkagesClause
    | RecognisesActsClause
    | RejectsActsClause
)
