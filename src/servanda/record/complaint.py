"""How the builders of the record work: they yield what is wrong and return what can be used."""

from collections.abc import Generator, Iterable
from dataclasses import replace
from typing import TypeAlias, TypeVar

from servanda.language.diagnostic import Diagnostic
from servanda.language.phrase import Node
from servanda.language.tree import Statement

Built = TypeVar("Built")

# Yields every complaint on the way and returns the result: `chain = yield from build_chain(...)`.
Building: TypeAlias = Generator[Diagnostic, None, Built]


def error(name: str, node: Node, message: str, hint: str | None = None) -> Diagnostic:
    """A complaint about this node; `placed` adds the article."""
    return Diagnostic(name, "error", node.span, "", message, hint)


def placed(statement: Statement, found: Iterable[Diagnostic]) -> Iterable[Diagnostic]:
    """The same complaints, each with the article in which the statement stands."""
    return (replace(each, article=statement.article) for each in found)


def in_place(statement: Statement, building: Building[Built]) -> Building[Built]:
    """The same building, each complaint of it with the article of the statement."""
    built, found = finish(building)
    yield from placed(statement, found)
    return built


def finish(building: Building[Built]) -> tuple[Built, tuple[Diagnostic, ...]]:
    """Runs to the end: the result, and everything that was wrong on the way."""
    found: list[Diagnostic] = []
    while True:
        try:
            found.append(next(building))
        except StopIteration as end:
            return end.value, tuple(found)
