"""Reading one line: a node of the syntax tree, or in plain words why there is none."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from lark import Token, Tree
from lark.lexer import PatternStr

from servanda.language.document import LONGEST_LINE
from servanda.language.fences import shortened
from servanda.language.grammar import parser
from servanda.language.habits import habit_anywhere, habit_here
from servanda.language.lines import Line, without_comment
from servanda.language.listing import listed
from servanda.language.near_miss import nearest
from servanda.language.nodes import NodeBuilder
from servanda.language.numbers import Problem
from servanda.language.phrase import Name, Node
from servanda.language.tables import Stuck, first_terminals, tree_of
from servanda.values.span import Span

DEEPEST = 50
SHORTEST_SLIP = 3  # letters; of a shorter word too many others are near
WORD = re.compile(r"[a-z][a-z0-9/-]*")
HINDERING = re.compile(r'["(]|\bnot\b')
QUOTED = re.compile(r'"[^"\n]*"')
IN_WORDS = {
    "NAME": "a name",
    "REPORT_NAME": "an id such as `F016`",
    "ENTRY": "the id of an entry such as `F016.1`",
    "STRING": 'text in "quotes"',
    "NUMBER": "a number",
    "UNIT": "a unit of time such as `days`",
    "DATE": "a date such as `2025-10-13`",
    "MONTH": "a month such as `2026-01`",
    "YEAR": "a year",
    "TIME": "an hour such as `12:00`",
    "OFFSET": "an offset such as `+03:00`",
    "ZONE": "a time zone such as `Asia/Jerusalem`",
    "GRADE": "a grade from `A` to `F`",
    "CLOCK_RULE": "`, clock stops` or `, clock runs`",
    "AHEAD": "`at least DURATION before its end`",
    "UNKNOWN_PERSONS": "`unknown persons`",
    "STANCE": "`says`, `denies`, `admits` or another stance",
    "ATTITUDE": "`commits`, `conditions`, `demands`, `refuses` or another attitude",
    "STATE": "`done`, `begun`, `due`, `overdue`, `breached` or another state",
    "FINDING": "`done` or `breached`",
    "EFFECT": "`suspended` or `terminated`",
    "ENSURE": "`ensures`",
    "SECRET_NUMBER": "`a secret number of`",
    "AGREED_NUMBER": "`a number to be agreed of`",
    "SINGLE": "`actor` or `object`",
    "HARM": "`killed`, `injured` or `recovered`",
    "STATUS": "`planned` or `held`",
    "EACH_OTHER": "`each other`",
    "EACH_PERIOD": "`each day`",
    "KEEP": "`keep`",
    "BRING": "`bring`",
    "$END": "the end of the line",
}
MOST_NAMED = 7


@dataclass(frozen=True, slots=True)
class Misread:
    """Why a line is not in the tree."""

    problem: Problem
    span: Span


def read(line: Line, start: str, path: str) -> Node | Misread:
    """The node that a line says, read from one start symbol of the grammar."""
    place = place_of(line, path)
    hindrance = hindrance_to(line, place)
    if hindrance is not None:
        return hindrance
    found = found_in(line.text, start)
    if isinstance(found, Stuck):
        return explained(line, start, place, found)
    builder = NodeBuilder(place)
    node: Node = builder.build(found)
    if builder.problems:
        return Misread(*builder.problems[0])
    return node


@lru_cache(maxsize=20_000)
def found_in(text: str, start: str) -> "Tree[Token] | Stuck":
    """What the grammar finds in a text; a third of all lines of a record stand in it before."""
    return tree_of(text, start)


def words_of(line: Line, path: str) -> tuple[Name, ...]:
    """The words of a line that may be names: also two beside each other as one, and one without
    the word of a header before it, for a slip may have parted or joined them."""
    words = WORD.findall(QUOTED.sub(" ", without_comment(line.text)))
    joined = (one + other for one, other in pairwise(words))
    parted = (word.removeprefix(head) for word in words for head in first_words("header"))
    place = place_of(line, path)
    return tuple(
        Name(word, span=place) for word in dict.fromkeys((*words, *joined, *parted)) if word
    )


def first_word(line: Line) -> str:
    """`duty` of `duty return-remains`; empty where the line begins with no word."""
    found = WORD.match(line.text.lstrip())
    return found[0] if found else ""


def place_of(line: Line, path: str) -> Span:
    """The line without the space before it and the comment behind it."""
    if "#" not in line.text and "\n" not in line.text:
        return place_of_one(line, path)
    first, *_ = rows = [without_comment(row).rstrip() for row in line.text.split("\n")]
    column = len(first) - len(first.lstrip()) + 1
    return Span(path, line.number, column, line.number + len(rows) - 1, len(rows[-1]) + 1)


def place_of_one(line: Line, path: str) -> Span:
    """The place of a line that is neither continued nor commented, as most are."""
    text = line.text.rstrip()
    column = len(text) - len(text.lstrip()) + 1
    return Span(path, line.number, column, line.number, len(text) + 1)


# --- What hinders reading at all -----------------------------------------------------------------


def hindrance_to(line: Line, place: Span) -> Misread | None:
    if len(line.text) > LONGEST_LINE:
        message = f"this line and its continuations have {len(line.text):,} characters"
        hint = f"at most {LONGEST_LINE:,} are read; say it in several clauses"
        return Misread(Problem("line-too-long", message, hint), place)
    if not HINDERING.search(line.text):
        return None
    for offset, row in enumerate(line.text.split("\n")):
        if without_comment(QUOTED.sub("", row)).count('"'):
            number = line.number + offset
            column = len(row) - len(row[row.rindex('"') :]) + 1
            span = Span(place.path, number, column, number, len(row) + 1)
            message = "this quotation mark is never closed, so all that follows would be quoted"
            hint = 'end the quoted text with " on the same line'
            return Misread(Problem("unclosed-quote", message, hint), span)
    if depth(line.text) > DEEPEST:
        message = f"this is nested more than {DEEPEST} deep, which nobody can check"
        return Misread(Problem("nested-too-deep", message, "say it in several conditions"), place)
    return None


def depth(text: str) -> int:
    """How deep the parentheses of a line are nested, each `not` being one more."""
    bare = QUOTED.sub("", text)
    deepest = now = 0
    for mark in re.findall(r"[()]", bare):
        now += 1 if mark == "(" else -1
        deepest = max(deepest, now)
    return deepest + len(re.findall(r"\bnot\b", bare))


# --- Plain words for what the parser did not expect ----------------------------------------------


def explained(line: Line, start: str, place: Span, stuck: Stuck) -> Misread:
    found, span = what_was_found(line, place, stuck)
    possible = stuck.possible
    name = "unreadable-header" if start == "header" else "unreadable-clause"
    message = f"{found} cannot stand here; {named(possible)} can"
    if is_continuation(line, stuck):
        hint = "it is indented deeper than the line above and so continues it; indent both alike"
        return Misread(Problem(name, message, hint), span)
    word = found.strip("`")
    return Misread(Problem(name, message, hint_for(line, start, word, stuck)), span)


def is_continuation(line: Line, stuck: Stuck) -> bool:
    """True if the line makes no sense from the start of one of its continuations on."""
    row = line.text.split("\n")[stuck.row - 1]
    return stuck.row > 1 and not stuck.is_end and not row[: stuck.column - 1].strip()


def what_was_found(line: Line, place: Span, stuck: Stuck) -> tuple[str, Span]:
    if stuck.is_end:
        end = Span(place.path, place.end_line, place.end_column, place.end_line, place.end_column)
        return "the end of the line", end
    row, column = stuck.row, stuck.column
    text = line.text.split("\n")[row - 1][column - 1 :]
    known = re.match(r'[A-Za-z0-9/_-]+|"[^"\n]*"', text)
    found = known[0] if known else text[:1]
    number = line.number + row - 1
    return f"`{shortened(found)}`", Span(place.path, number, column, number, column + len(found))


def named(terminals: Iterable[str]) -> str:
    """`of`, a name or the end of the line"""
    described = sorted(terminals, key=lambda name: (name not in IN_WORDS, name == "$END", name))
    shown = list(dict.fromkeys(in_words(name) for name in described))
    if len(shown) > MOST_NAMED:
        return ", ".join(shown[: MOST_NAMED - 1]) + " and others"
    if len(shown) < 2:
        return "".join(shown) or "nothing"
    return f"{', '.join(shown[:-1])} or {shown[-1]}"


def in_words(terminal: str) -> str:
    words = [keyword(terminal)] if keyword(terminal) else words_for(terminal)
    return IN_WORDS.get(terminal) or listed([f"`{word}`" for word in words], "or")


def keyword(terminal: str) -> str:
    """The word that a terminal stands for; empty where it stands for many."""
    pattern = parser().get_terminal(terminal).pattern if terminal != "$END" else None
    return pattern.value if isinstance(pattern, PatternStr) else ""


def hint_for(line: Line, start: str, word: str, stuck: Stuck) -> str | None:
    """What to do: the word that was meant, another form, or where the rest belongs."""
    rest = "" if stuck.is_end else line.text.split("\n")[stuck.row - 1][stuck.column - 1 :]
    by_habit = habit_here(rest)
    if by_habit:
        return by_habit
    near = nearest(word, (one for terminal in stuck.possible for one in words_for(terminal)))
    if near:
        return f"did you mean `{near}`?"
    first = first_word(line)
    is_second = line.text.lstrip()[len(first) :].lstrip() == rest.lstrip() and bool(rest)
    if is_second and first not in first_words(start) and len(first) >= SHORTEST_SLIP:
        near = nearest(first, first_words(start))
        if near:
            return f"did you mean `{near}` instead of `{first}`?"
    bare = QUOTED.sub(" ", without_comment(line.text))
    return habit_anywhere(bare) or hint_of_place(line, start, word, stuck.possible)


def hint_of_place(line: Line, start: str, word: str, possible: frozenset[str]) -> str | None:
    """What to do, told from what can stand at the place where reading stopped."""
    if possible == {"STRING"}:
        return "put the words in double quotes"
    if possible == {"$END"}:
        return "take this away, or put it on a line of its own"
    only = keyword(next(iter(possible))) if len(possible) == 1 else ""
    if only:
        return f"write `{only}` here"
    if start != "header" and word in first_words(start) and word != first_word(line):
        return f"`{word}` begins a clause of its own: put it on the next line"
    if "NAME" in possible and word.startswith('"'):
        return "a name without quotes comes first"
    if "NAME" in possible and _is_name_in_other_letters(word):
        quoted = "; another name stands in double quotes" if "STRING" in possible else ""
        return f"names are of small letters (a to z), digits and hyphens{quoted}"
    return None


def _is_name_in_other_letters(word: str) -> bool:
    return bool(re.search(r"[A-Z_]", word)) or (not word.isascii() and word[:1].isalpha())


def words_for(terminal: str) -> list[str]:
    """Every word that may stand for a terminal, of those that are more than a letter long."""
    return re.findall(r"[a-z]{2,}", alternatives(terminal))


@cache
def first_words(start: str) -> frozenset[str]:
    """The keywords that a line read from this start symbol can begin with."""
    accepted = first_terminals(start)
    return frozenset(word for name in accepted for word in words_for(name))


def alternatives(terminal: str) -> str:
    """The words of a terminal such as `party|guarantor|...`; empty for names and numbers."""
    if terminal == "$END" or terminal in ("NAME", "NUMBER", "STRING", "DATE"):
        return ""
    return parser().get_terminal(terminal).pattern.value
