"""From the physical lines of a block to its logical lines: headers and the clauses under them.

A line at the left edge is a header, an indented line a clause, and a line indented deeper than
its clause continues it. Comments stay where they are: the grammar passes over them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from servanda.language.document import Block

COMMENT = re.compile(r'("[^"\n]*")|#.*')
TAB = 2  # spaces


@dataclass(frozen=True, slots=True)
class Line:
    """One logical line: `text` may span several physical lines, the first being `number`."""

    number: int
    text: str
    indent: int


@dataclass(frozen=True, slots=True)
class Group:
    """A header line and its clause lines.

    The header is None where clauses stand with no header above, and a comment where it was
    turned into one while its clauses were left.
    """

    header: Line | None
    clauses: tuple[Line, ...]


def no_header(_: Line) -> bool:
    return False


def groups(block: Block, is_header: Callable[[Line], bool] = no_header) -> tuple[Group, ...]:
    """The headers of a block, each with its clauses; also those that are comments by mistake."""
    found: list[tuple[Line | None, list[Line]]] = []
    lines = [*logical_lines(block), *commented_headers(block, is_header)]
    for line in sorted(lines, key=lambda one: one.number):
        if line.indent == 0:
            found.append((line, []))
        elif found:
            found[-1][1].append(line)
        else:
            found.append((None, [line]))
    return tuple(Group(header, tuple(clauses)) for header, clauses in found)


def commented_headers(block: Block, is_header: Callable[[Line], bool]) -> list[Line]:
    """Comments at the left edge that read as headers, and have clauses under them."""
    return [
        line
        for line, below in zip(numbered(block), [*block.lines[1:], ""], strict=False)
        if line.text.startswith("#") and below.startswith((" ", "\t"))
        if without_comment(below).strip()
        and is_header(Line(line.number, line.text.lstrip("# \t"), 0))
    ]


def numbered(block: Block) -> list[Line]:
    return [Line(number, text, 0) for number, text in enumerate(block.lines, start=block.first)]


def logical_lines(block: Block) -> list[Line]:
    """The lines of a block with continuations joined; blank lines keep their numbers true."""
    found: list[tuple[int, int, list[str]]] = []  # first line, indentation, physical lines
    for number, text in enumerate(block.lines, start=block.first):
        if not without_comment(text).strip():
            continue
        indent = indentation(text)
        if found and 0 < found[-1][1] < indent:
            first, _, texts = found[-1]
            texts.extend([""] * (number - first - len(texts)))
            texts.append(text)
        else:
            found.append((number, indent, [text]))
    return [Line(first, "\n".join(texts), indent) for first, indent, texts in found]


def indentation(text: str) -> int:
    width = 0
    for character in text:
        if character not in " \t":
            break
        width += TAB if character == "\t" else 1
    return width


def without_comment(text: str) -> str:
    """The line without a comment at its end; `#` between quotes starts none."""
    return COMMENT.sub(lambda found: found[1] or "", text)
