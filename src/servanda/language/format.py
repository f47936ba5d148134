"""The one canonical layout of the blocks in a document; everything else is left byte for byte.

Two spaces before a clause, one space between words, the clauses of a stipulation in the order of
the reference, a blank line around every statement that has clauses. Comments stay with the line
they stand on or above. A block in which something cannot be read is left as it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import cast

from servanda.language import clause as written
from servanda.language import reader
from servanda.language.document import Block, cut
from servanda.language.lines import Group, Line, groups, indentation, without_comment
from servanda.language.parse import start_under
from servanda.language.phrase import DeedPhrase, LevelPhrase, Node, WordsPhrase
from servanda.language.reader import QUOTED, Misread
from servanda.language.tree import Header, StipulationHeader

BESIDE_QUOTES = re.compile(r"\s*\0\s*")  # NUL stands for a quoted text, and in no text itself

# The order of the table in docs/language.md; what has no place in it follows in written order.
LIMB = (DeedPhrase, LevelPhrase, WordsPhrase, written.MayClause)
ORDER: tuple[type[Node] | tuple[type[Node], ...], ...] = (
    LIMB,
    written.FromClause,
    written.WithinClause,
    written.ByClause,
    written.BetweenClause,
    written.DaysClause,
    written.BeforeClause,
    written.AheadClause,
    written.AsSoonAsPossibleClause,
    written.ForClause,
    written.RenewedClause,
    written.LongerClause,
    written.UntilClause,
    written.WhileClause,
    written.UnlessClause,
    written.SuspendedWhileClause,
    written.BestEffortClause,
    written.VerifiedByClause,
    written.OutcomeAlsoClause,
    written.ComparedClause,
    written.CountingOnlyClause,
    written.GraceClause,
    written.PledgedByClause,
    written.PaidByClause,
    written.HeldByClause,
    written.WithheldUntilClause,
    written.TrancheClause,
    written.BeginsClause,
    written.OpenWhileClause,
    written.EndsClause,
    written.FormClause,
    written.StageClause,
    written.InStepClause,
    written.ConsequenceClause,
    written.ReplacesClause,
    written.NotPublicClause,
    written.ReadWithClause,
    written.ReadingClause,
    written.LinkageClause,
)


@dataclass(frozen=True, slots=True)
class Laid:
    """A header or clause in its layout: one line, with the comments above it."""

    above: tuple[str, ...]
    text: str
    rank: int = 0  # its place among the clauses


@dataclass(frozen=True, slots=True)
class LaidStatement:
    """A header and its clauses, in order."""

    header: Laid
    clauses: tuple[Laid, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands between two statements, or after the last one."""

    below: tuple[str, ...]  # indented comments: they belong to the statement above
    above: tuple[str, ...]  # comments at the left edge: they belong to the statement below
    is_blank: bool  # a blank line stands between


def format_document(text: str) -> str:
    """The document in its canonical layout."""
    found = cut(text, "", reader.first_words("header"))
    if found.diagnostics:
        return text
    rows = text.split("\n")
    for block in reversed(found.blocks):
        laid_out = formatted(block)
        if laid_out is not None:
            ending = "\r" if rows[block.first - 2].endswith("\r") else ""
            first = block.first - 1
            rows[first : first + len(block.lines)] = [line + ending for line in laid_out]
    return "\n".join(rows)


def formatted(block: Block) -> list[str] | None:
    """The lines of a block in their layout; None where some line cannot be read."""
    rows = BlockRows(block)
    lines: list[str] = []
    before: LaidStatement | None = None
    for group in groups(block):
        gap = rows.gap(group.header.number) if group.header else rows.gap(block.first)
        statement = laid_statement(group, rows)
        if statement is None:
            return None
        lines.extend(lines_of_gap(gap, before, statement))
        lines.extend(lines_of(statement))
        before = statement
    end = rows.gap(block.first + len(block.lines))
    return None if before is None else [*lines, *lines_of_gap(end, before, None)]


def lines_of_gap(
    gap: Gap, before: LaidStatement | None, after: LaidStatement | None
) -> Iterator[str]:
    """Lists of one-line headers may stand together, as they were written."""
    yield from (f"  {comment}" if before else comment for comment in gap.below)
    is_long = bool(gap.below) or any(one and one.clauses for one in (before, after))
    if before and (gap.above if after is None else gap.is_blank or is_long):
        yield ""
    yield from gap.above


def lines_of(statement: LaidStatement) -> Iterator[str]:
    yield statement.header.text
    for clause in statement.clauses:
        yield from (f"  {comment}" for comment in clause.above)
        yield f"  {clause.text}"


def laid_statement(group: Group, rows: "BlockRows") -> LaidStatement | None:
    if group.header is None:
        return None
    header = reader.read(group.header, "header", "")
    if isinstance(header, Misread):
        return None
    start = start_under(cast(Header, header))
    laid_header = rows.laid(group.header)
    clauses: list[Laid] = []
    for line in group.clauses:
        found = reader.read(line, start, "") if start else None
        if found is None or isinstance(found, Misread):
            return None
        rank = rank_of(found) if isinstance(header, StipulationHeader) else 0
        clauses.append(rows.laid(line, rank))
    return LaidStatement(laid_header, tuple(sorted(clauses, key=lambda clause: clause.rank)))


def rank_of(clause: Node) -> int:
    return next(at for at, kinds in enumerate(ORDER) if isinstance(clause, kinds))


# --- Physical lines ------------------------------------------------------------------------------


class BlockRows:
    """The physical lines of a block, handed out in order."""

    def __init__(self, block: Block) -> None:
        self.block = block
        self.at = block.first  # the first line that is not yet handed out

    def take(self, end: int) -> tuple[str, ...]:
        """The lines up to line `end` of the file."""
        taken = self.block.lines[self.at - self.block.first : end - self.block.first]
        self.at = end
        return taken

    def gap(self, end: int) -> Gap:
        rows = self.take(end)
        comments = [row for row in rows if row.strip()]
        below = tuple(takewhile(lambda row: indentation(row) > 0, comments))
        above = comments[len(below) :]
        return Gap(
            tuple(map(comment_in, below)),
            tuple(map(comment_in, above)),
            len(comments) < len(rows),
        )

    def laid(self, line: Line, rank: int = 0) -> Laid:
        """A logical line in one, with the comments above it; those inside it move there too."""
        above = self.take(line.number)
        *inner, last = self.take(line.number + line.text.count("\n") + 1)
        comments = tuple(filter(None, map(comment_in, (*above, *inner))))
        code = one_spaced(" ".join(map(without_comment, (*inner, last))))
        at_end = comment_in(last)
        return Laid(comments, f"{code}  {at_end}" if at_end else code, rank)


def comment_in(row: str) -> str:
    """The comment of a physical line, from its `#` on; empty where it has none."""
    return row[len(without_comment(row)) :]


def one_spaced(code: str) -> str:
    """The words of a line with single spaces between them, and none before a comma."""
    quoted = iter(QUOTED.findall(code))
    bare = BESIDE_QUOTES.sub(" \0 ", QUOTED.sub("\0", code))
    bare = re.sub(r"(?<=[,;:])(?=[a-z(\0])", " ", bare)
    bare = re.sub(r"(?<=[a-z0-9)])\(", " (", bare)
    bare = re.sub(r"\)(?=[a-z(])", ") ", bare)
    bare = " ".join(bare.split())
    bare = re.sub(r" (?=[,;:)])", "", bare)
    bare = re.sub(r"(?<=\() ", "", bare)
    return re.sub("\0", lambda _: next(quoted), bare)
