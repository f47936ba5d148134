"""Running the tables of the grammar over one line.

lark makes the tables and could run them; it compiles a regular expression for each of a hundred
states first, which would take longer than reading a whole record. Here one regular expression cuts
a line into words, and the state says what a word is: `open` is a keyword where one can stand, and
a name elsewhere. Nor does a keyword ever match the beginning of a longer word.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

from lark import Token, Tree
from lark.lexer import PatternStr
from lark.parsers.lalr_analysis import Shift

from servanda.language.grammar import parser

States: TypeAlias = dict[int, dict[str, tuple[Any, Any]]]

PIECES = re.compile(
    r"""(?P<passed_over>(?:\s+|\#[^\n]*)+)
    |(?P<STRING>"[^"\n]*")
    |(?P<CLOCK_RULE>,\s*clock\s+(?:stops|runs)(?![a-z0-9/-]))
    |(?P<AHEAD>at\s+least(?=\s+[0-9][0-9,.]*\s+(?:working\s+)?[a-z]+\s+before\s+its\s+end\b))
    |(?P<UNKNOWN_PERSONS>unknown\s+persons(?![a-z0-9/-]))
    |(?P<SECRET_NUMBER>a\s+secret\s+number\s+of(?![a-z0-9/-]))
    |(?P<AGREED_NUMBER>a\s+number\s+to\s+be\s+agreed\s+of(?![a-z0-9/-]))
    |(?P<EACH_OTHER>each\s+other(?![a-z0-9/-]))
    |(?P<EACH_PERIOD>each\s+(?:hour|day|week|month|year)(?![a-z0-9/-]))
    |(?P<DATE>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?![0-9-]))
    |(?P<MONTH>[0-9]{4}-[0-9]{2}(?![0-9-]))
    |(?P<TIME>[0-9]{1,2}:[0-9]{2}(?![0-9:]))
    |(?P<NUMBER>-?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?(?![0-9.:-]))
    |(?P<OFFSET>[+-][0-9]{2}:[0-9]{2}|Z(?![A-Za-z0-9_+/-]))
    |(?P<ENTRY>[A-Za-z][A-Za-z0-9-]*\.[a-z0-9-]+)
    |(?P<word>[A-Za-z][A-Za-z0-9_+/-]*)
    |(?P<mark>[,:;()])""",
    re.VERBOSE,
)
NAME = re.compile(r"[a-z][a-z0-9/-]*")
YEAR = re.compile(r"[0-9]{4}")
REPORT_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Stuck:
    """Where a line stops making sense, and the terminals that could have stood there."""

    row: int
    column: int
    is_end: bool
    possible: frozenset[str]


def tree_of(text: str, start: str) -> "Tree[Token] | Stuck":
    """What the grammar finds in a line, or where it does not get through."""
    states, start_state, end_state, callbacks = machine(start)
    path = [start_state]
    found: list[Any] = []
    for kinds, token in pieces(text):
        before = path[:]
        kind = next((one for one in kinds if one in states[path[-1]]), "")
        token.type = kind
        while (step := states[path[-1]].get(kind)) is not None and step[0] is not Shift:
            rule = step[1]
            first = len(found) - len(rule.expansion)
            parts = found[first:]
            del found[first:], path[first + 1 :]
            found.append(callbacks[rule](parts))
            path.append(states[path[-1]][rule.origin.name][1])
            if kind == "$END" and path[-1] == end_state:
                whole: Tree[Token] = found[-1]
                return whole
        if step is None:
            return stuck(before, token, states, end_state)
        path.append(step[1])
        found.append(token)
    raise AssertionError("the last piece is the end of the line, and ends the reading")


def stuck(path: list[int], token: Token, states: States, end_state: int) -> Stuck:
    possible = (kind for kind in states[path[-1]] if kind.isupper())
    taken = frozenset(kind for kind in possible if takes(path, kind, states, end_state))
    return Stuck(token.line or 1, token.column or 1, not token, taken)


def takes(path: list[int], kind: str, states: States, end_state: int) -> bool:
    """True if this terminal can really follow, and not only seems to."""
    path = path[:]
    while True:
        step = states[path[-1]].get(kind)
        if step is None or step[0] is Shift:
            return step is not None
        rule = step[1]
        del path[len(path) - len(rule.expansion) :]
        path.append(states[path[-1]][rule.origin.name][1])
        if kind == "$END" and path[-1] == end_state:
            return True


def pieces(text: str) -> Iterator[tuple[tuple[str, ...], Token]]:
    """The words of a line, each with the terminals it may be; the last is the end of the line."""
    row, row_start, at = 1, 0, 0
    while at < len(text):
        piece = PIECES.match(text, at)
        if piece is None:
            yield (), Token("", text[at], at, row, at - row_start + 1)
            return
        end = piece.end()
        if piece.lastgroup != "passed_over":
            column = at - row_start + 1
            token = Token("", piece[0], at, row, column, row, column + end - at, end)
            yield kinds_of(piece.lastgroup or "", piece[0]), token
        elif "\n" in piece[0]:
            row += piece[0].count("\n")
            row_start = at + piece[0].rindex("\n") + 1
        at = end
    yield ("$END",), Token("$END", "", at, row, at - row_start + 1)


def first_terminals(start: str) -> frozenset[str]:
    """The terminals that a line read from this start can begin with."""
    states, start_state, _, _ = machine(start)
    return frozenset(kind for kind in states[start_state] if kind.isupper())


@cache
def machine(start: str) -> tuple[States, int, int, Any]:
    """The table of states, the first and the last of them, and what makes trees."""
    lalr: Any = parser().parser.parser
    table = lalr._parse_table
    return table.states, table.start_states[start], table.end_states[start], lalr.parser.callbacks


@cache
def kinds_of(group: str, text: str) -> tuple[str, ...]:
    """The terminals that a piece of a line may be, the one that wins first."""
    match group:
        case "word":
            keyword = keywords().get(text, ())
            names = ("NAME",) if NAME.fullmatch(text) else ()
            ids = ("REPORT_NAME",) if REPORT_NAME.fullmatch(text) else ()
            grade = ("GRADE",) if text in "ABCDEF" and len(text) == 1 else ()
            return (*keyword, *names, *grade, *ids, "ZONE")
        case "mark":
            return keywords()[text]
        case "NUMBER":
            return ("YEAR", "NUMBER") if YEAR.fullmatch(text) else ("NUMBER",)
        case _:
            return (group,)


@cache
def keywords() -> dict[str, tuple[str, ...]]:
    """The terminals of every word that the grammar knows."""
    found: dict[str, list[str]] = {}
    for terminal in parser().terminals:
        pattern = terminal.pattern
        alternatives = re.fullmatch(r"\(([a-z|]+)\)\(\?!.*\)", pattern.value)
        if isinstance(pattern, PatternStr):
            found.setdefault(pattern.value, []).insert(0, terminal.name)
        elif alternatives is not None:
            for word in alternatives[1].split("|"):
                found.setdefault(word, []).append(terminal.name)
    return {word: tuple(names) for word, names in found.items()}
