"""A finding: one thing in an agreement that its authors should know before anybody signs."""

from dataclasses import dataclass
from typing import Literal

Certainty = Literal["exact", "may"]
NodeKind = Literal["stipulation", "phase", "fund", "step"]
EdgeKind = Literal["all", "one of"]


@dataclass(frozen=True, slots=True)
class Node:
    """Something that has to come about: a stipulation, phase or fund, or a step that an actor
    takes. `marked` sets apart what the finding is about."""

    name: str
    label: str
    kind: NodeKind
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """From what must come first to what waits for it; `one of`: it suffices among others."""

    source: str
    target: str
    label: str
    kind: EdgeKind = "all"


@dataclass(frozen=True, slots=True)
class Picture:
    """What waits for what, as far as one finding is concerned."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found, in the agreement's own words.

    `exact` says that it follows from the text as written; `may` that it depends on something the
    text does not tell. `concerns` names stipulations, phases, funds or words, the first being the
    one that the finding is about.
    """

    rule: str
    certainty: Certainty
    concerns: tuple[str, ...]
    articles: tuple[str, ...]
    explanation: str
    advice: str
    actors: tuple[str, ...] = ()
    picture: Picture | None = None
