"""A copy of the example in which every name is another and every date lies 37 days later.

What the program says must follow from what is written, not from what things are called or when
they happened. Names and dates are found in the syntax tree, by what they are, so a verb is moved
with all its forms, and an office with its actor.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, timedelta
from pathlib import Path

from servanda.language.parse import parse_document
from servanda.language.phrase import Date, Month, Name
from servanda.language.record_clause import InMonthClause, LanguageClause, MarkingClause
from servanda.language.tree import ActionHeader
from servanda.language.verbs import third_person
from servanda.values.span import Span

WORDS_OF_FUNDS = ("pledge", "pledges", "pay", "pays")
DAYS = timedelta(days=37)
WRITTEN_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
WORD = re.compile(r"[A-Za-z][A-Za-z0-9/-]*")
Rename = Callable[[str], str]
Edit = tuple[Span, str]


def with_prefix(name: str) -> str:
    """Another name, in the same alphabetical order: what is listed stays in its order."""
    return f"q{name}"


def in_reverse(name: str) -> str:
    """Another name, such that what came first by its first letter comes last."""
    first = name[0].lower()
    return f"{chr(ord('a') + ord('z') - ord(first))}{name}"


@dataclass
class Copy:
    """Where the copy lies, and how to read what is said of it as said of the original."""

    folder: Path
    originals: dict[str, str] = field(default_factory=dict)

    def restored(self, text: str) -> str:
        """The same text with the names and dates of the original."""
        named = WORD.sub(lambda found: self.originals.get(found[0], found[0]), text)
        return WRITTEN_DAY.sub(lambda found: moved(found[0], -DAYS), named)


def moved_copy(original: Path, folder: Path, rename: Rename) -> Copy:
    """Writes the copy: prose and quotations as they are, every block renamed and moved."""
    copy = Copy(folder)
    for path in sorted(original.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        found = list(edits(parse_document(text, path.name).document, rename, copy))
        target = folder / path.relative_to(original)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(edited(text, found), encoding="utf-8")
    return copy


def moved(day: str, by: timedelta) -> str:
    return (date.fromisoformat(day) + by).isoformat()


# --- What is changed where -----------------------------------------------------------------------


def edits(node: object, rename: Rename, copy: Copy) -> Iterator[Edit]:
    """Every name and every date under a node, with what stands there in the copy."""
    match node:
        case LanguageClause() | MarkingClause():
            return  # `language en` names nothing that the documents declare
        case Name(text) if text in WORDS_OF_FUNDS:
            return  # words of the language, which an agreement declares and does not choose
        case Name(text):
            new = rename(text)
            copy.originals[new] = text
            yield node.span, new
        case Date(day):
            span = node.span
            yield (
                Span(span.path, span.line, span.column, span.line, span.column + 10),
                (day + DAYS).isoformat(),
            )
        case InMonthClause(month):
            yield node.span, moved_month(month)
        case ActionHeader(Name(text)) if text not in WORDS_OF_FUNDS:
            # A verb may be told in a form in which it is nowhere written.
            copy.originals[third_person(rename(text))] = third_person(text)
            yield from edits(node.name, rename, copy)
        case tuple():
            for part in node:
                yield from edits(part, rename, copy)
        case _ if is_dataclass(node):
            for each in fields(node):
                yield from edits(getattr(node, each.name), rename, copy)
        case _:
            return


def moved_month(month: Month) -> str:
    """`in 2026-01` is any day of that month; 37 days later it is no month, but still so long."""
    first = date(month.year, month.month or 1, 1)
    last_month = month.month or 12
    next_first = date(month.year + last_month // 12, last_month % 12 + 1, 1)
    last = next_first - timedelta(days=1)
    return f"between {first + DAYS} and {last + DAYS}"


def edited(text: str, found: list[Edit]) -> str:
    """The text with each edit made where its span says; no span reaches over a line's end."""
    lines = text.splitlines(keepends=True)
    for span, new in sorted(set(found), reverse=True):
        assert span.line == span.end_line, span
        line = lines[span.line - 1]
        lines[span.line - 1] = line[: span.column - 1] + new + line[span.end_column - 1 :]
    return "".join(lines)
