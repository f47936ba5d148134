"""From what the grammar found in a line to the nodes of the syntax tree: words, and how it is done.

Where a rule of the grammar has the parts of a node in the order of its fields, `plain_nodes` names
the node; for every other rule there is a method `make_RULE` here, in `node_deeds` or in `nodes`.
What no node can hold, such as the 30th of February, is noted as a problem, and the line is then
left out of the tree.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from types import MappingProxyType
from typing import Any, TypeAlias, TypeVar

from lark import Token, Tree

from servanda.language import phrase as words
from servanda.language.numbers import (
    Problem,
    read_clock,
    read_day,
    read_length,
    read_month,
    read_number,
    read_offset,
)
from servanda.language.plain_nodes import PLAIN
from servanda.values.instant import Duration
from servanda.values.quantity import UNBOUNDED
from servanda.values.span import Span

Part: TypeAlias = Any  # a keyword, a node, or one of the half-made parts below
Value = TypeVar("Value")

STANCES = MappingProxyType(
    {
        "say": "says", "deny": "denies", "admit": "admits", "find": "finds", "rule": "rules",
        "promise": "promises", "plan": "plans", "expect": "expects", "threaten": "threatens",
        "demand": "demands",
    }
)  # fmt: skip


SOME_DAY = date(2000, 1, 1)  # stands where a problem was noted; the line is then left out
SOME_LENGTH = Duration(1, "day")


@dataclass(frozen=True, slots=True)
class Tail:
    """A part of a deed after its object: "to israel" is `Tail("to", Name("israel"))`."""

    kind: str
    value: Part
    span: Span


@dataclass(frozen=True, slots=True)
class Grouped:
    """A condition in parentheses: it does not melt into what surrounds it."""

    condition: words.Condition
    span: Span


def opened(part: Part) -> Part:
    """The part itself, without parentheses around it."""
    return part.condition if isinstance(part, Grouped) else part


def places_of(part: Part) -> list[Span]:
    """Where a part stands: nowhere for a keyword, in several places for a list."""
    if isinstance(part, tuple):
        return [place for inner in part for place in places_of(inner)]
    place = getattr(part, "span", None)
    return [place] if isinstance(place, Span) else []


def plain_parts(rule: str, parts: list[Part]) -> list[Part]:
    """The parts as the fields of the node want them: alternatives of one kind in a tuple."""
    return (
        [tuple(opened(part) for part in parts)]
        if rule == "any_of"
        else [opened(part) for part in parts]
    )


class WordBuilder:
    """Builds the nodes of one line, which stands at `line`, and notes what no node can hold."""

    def __init__(self, line: Span) -> None:
        self.line = line
        self.problems: list[tuple[Problem, Span]] = []

    def build(self, found: "Tree[Token]") -> Part:
        """The node for the whole line; its span is the line's."""
        return opened(self.made(found, self.line))

    def part(self, found: "Tree[Token] | Token") -> Part:
        return self.token(found) if isinstance(found, Token) else self.made(found, None)

    def made(self, found: "Tree[Token]", span: Span | None) -> Part:
        parts = [self.part(child) for child in found.children]
        plain = PLAIN.get(found.data)
        if plain is not None:
            return plain(*plain_parts(found.data, parts), span=span or self.span(parts))
        make = getattr(self, "make_" + found.data)
        return make(parts, span or self.span(parts))

    def span(self, parts: Sequence[Part]) -> Span:
        """From the first to the last of the parts; the line where none has a place."""
        places = [place for part in parts for place in places_of(part)]
        if not places:
            return self.line
        first, last = places[0], places[-1]
        return Span(first.path, first.line, first.column, last.end_line, last.end_column)

    def place(self, token: Token) -> Span:
        above = self.line.line - 1
        return Span(
            self.line.path,
            above + (token.line or 1),
            token.column or 1,
            above + (token.end_line or 1),
            token.end_column or 1,
        )

    def checked(self, value: Value | Problem, instead: Value, span: Span) -> Value:
        if isinstance(value, Problem):
            self.problems.append((value, span))
            return instead
        return value

    def complain(self, name: str, span: Span, message: str, hint: str | None = None) -> None:
        self.problems.append((Problem(name, message, hint), span))

    # --- Words -------------------------------------------------------------------------------

    def token(self, token: Token) -> Part:
        span = self.place(token)
        match token.type:
            case "NAME" | "REPORT_NAME" | "ENTRY":
                return words.Name(str(token), span=span)
            case "STRING":
                return words.Quoted(str(token)[1:-1], span=span)
            case "NUMBER":
                return words.Number(self.checked(read_number(token), 1.0, span), span=span)
            case "DATE":
                return words.Date(self.checked(read_day(token), SOME_DAY, span), span=span)
            case "MONTH" | "YEAR":
                year, month = self.checked(read_month(token), (SOME_DAY.year, None), span)
                return words.Month(year, month, span=span)
            case "TIME":
                return words.Clock(self.checked(read_clock(token), time(12), span), span=span)
            case "OFFSET":
                return self.checked(read_offset(token), timedelta(0), span)
            case "STANCE":
                return STANCES.get(str(token), str(token))
        return str(token)

    def make_quoted(self, parts: list[Part], span: Span) -> Part:
        return parts[0]

    def make_names(self, parts: list[Part], span: Span) -> Part:
        seen: set[str] = set()
        for name in parts:
            if name.text in seen:
                message = f"`{name.text}` stands twice in one list"
                self.complain("said-twice", name.span, message, "name it once")
            seen.add(name.text)
        return tuple(parts)

    def make_readers(self, parts: list[Part], span: Span) -> Part:
        return self.make_names(parts, span)

    def make_date(self, parts: list[Part], span: Span) -> Part:
        day, *rest = parts
        clock = rest[0].time if rest else None
        return words.Date(day.day, clock, rest[1] if len(rest) > 1 else None, span=span)

    def make_length(self, parts: list[Part], span: Span) -> Part:
        number, unit = parts
        length = read_length(number.value, unit)
        return words.Length(self.checked(length, SOME_LENGTH, span), span=span)

    def make_working_length(self, parts: list[Part], span: Span) -> Part:
        number, unit = parts
        if unit not in ("day", "days"):
            hint = "write `10 working days`"
            self.complain("absurd-quantity", span, f"there are no working {unit}", hint)
        length = self.checked(read_length(number.value, "days"), SOME_LENGTH, span)
        return words.Length(Duration(length.amount, "working day"), span=span)

    def make_quantity_exactly(self, parts: list[Part], span: Span) -> Part:
        return words.Quantity(parts[0].value, parts[0].value, span=span)

    def make_quantity_at_least(self, parts: list[Part], span: Span) -> Part:
        return words.Quantity(parts[0].value, UNBOUNDED, span=span)

    def make_quantity_at_most(self, parts: list[Part], span: Span) -> Part:
        return words.Quantity(0.0, parts[0].value, span=span)

    def make_quantity_range(self, parts: list[Part], span: Span) -> Part:
        low, high = parts[0].value, parts[1].value
        if low > high:
            self.complain(
                "range-backwards",
                span,
                "this range ends below its start, so nothing lies in it",
                "turn it round, or correct the end that is wrong",
            )
        return words.Quantity(min(low, high), max(low, high), span=span)

    def make_speakers(self, parts: list[Part], span: Span) -> Part:
        return tuple(parts)

    def make_chain(self, parts: list[Part], span: Span) -> Part:
        return words.ChainPhrase(parts[0], tuple(parts[1:]), span=span)
