"""From the physical lines of a block to its logical lines: headers and the clauses under them.

A line at the left edge is a header, an indented line a clause, and a line indented deeper than
its clause continues it. Comments stay where they are: the grammar passes over them.
"""

import re
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
    """A header line (None where clauses stand with no header above) and its clause lines."""

    header: Line | None
    clauses: tuple[Line, ...]


def groups(block: Block) -> tuple[Group, ...]:
    """The headers of a block, each with its clauses."""
    found: list[tuple[Line | None, list[Line]]] = []
    for line in logical_lines(block):
        if line.indent == 0:
            found.append((line, []))
        elif found:
            found[-1][1].append(line)
        else:
            found.append((None, [line]))
    return tuple(Group(header, tuple(clauses)) for header, clauses in found)


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
