"""Tests inside a document: what verdicts are expected, as its author writes them.

A `servanda-test` fence holds questions (`at 2016-01-01 viewpoint milf`) and, indented under each,
expectations (`lists of milf is open`). `tree` tells the rules for every node.
"""

from dataclasses import dataclass

from servanda.language.phrase import Date, Name, Node, Quoted


@dataclass(frozen=True, slots=True)
class QuestionHeader(Node):
    """`at 2016-01-01 viewpoint milf proof verified known 2016-02-01`"""

    at: Date
    viewpoint: Name | None = None
    proof: Name | None = None
    known: Date | None = None


@dataclass(frozen=True, slots=True)
class Expectation(Node):
    """`decommission of milf limb "weapons" is undetermined: short of the standard`

    The words of the state and of the cause are those of the verdict, joined by single spaces.
    """

    subject: Name
    actors: tuple[Name, ...]
    limb: Quoted | None
    state: str
    cause: str | None = None
