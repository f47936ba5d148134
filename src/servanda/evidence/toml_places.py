"""Where in a TOML text its tables and keys stand: the standard library's reader does not tell."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from servanda.values.span import Span

TABLE = re.compile(r"\s*(\[+\s*([^\[\]#]+?)\s*\]+)")
KEY = re.compile(r"""\s*("?([A-Za-z0-9_.-]+)"?)\s*=""")
PLACE = re.compile(r"line (\d+), column (\d+)")


@dataclass(frozen=True, slots=True)
class Places:
    """The places of tables and of their keys; of what is not found, the first line."""

    path: str
    found: Mapping[tuple[str, str], Span]

    def of(self, table: str, key: str = "") -> Span:
        """A key of a table, or the table's header."""
        tried = ((table, key), (f"{table}.{key}".strip("."), ""), (table, ""))
        found = (self.found[one] for one in tried if one in self.found)
        return next(found, Span(self.path, 1, 1, 1, 1))


def places_in(text: str, path: str) -> Places:
    """The places of everything written in lines of its own."""
    found: dict[tuple[str, str], Span] = {}
    for name, span in _written(text, path):
        found.setdefault(name, span)
    return Places(path, found)


def _written(text: str, path: str) -> Iterator[tuple[tuple[str, str], Span]]:
    table = ""
    for number, line in enumerate(text.split("\n"), start=1):
        header = TABLE.match(line)
        key = KEY.match(line)
        if header is not None:
            table = header[2].replace('"', "").replace(" ", "")
            yield (table, ""), _span(path, number, header)
        elif key is not None:
            yield (table, key[2]), _span(path, number, key)


def _span(path: str, line: int, found: re.Match[str]) -> Span:
    return Span(path, line, found.start(1) + 1, line, found.end(1) + 1)


def place_in_message(message: str, text: str, path: str) -> Span:
    """The place that a reader's message names, to the end of its line; at the end of the text, the
    last line that says anything."""
    lines = text.split("\n")
    named = PLACE.search(message)
    if named is None:
        spoken = (number for number, line in enumerate(lines, start=1) if line.strip())
        line = max(spoken, default=1)
        return Span(path, line, 1, line, len(lines[line - 1]) + 1)
    line, column = int(named[1]), int(named[2])
    length = len(lines[line - 1])
    return Span(path, line, min(column, length + 1), line, length + 1)
