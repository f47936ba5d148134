"""One slip of one key, anywhere in any example, takes nothing with it but what it hit.

For every place in every file under `examples`: after a character is taken out or put in there, the
parser does not raise, every statement that the slip did not touch is in the tree as before, every
complaint stands within two lines of the slip, and there are at most three. Here some places are
drawn anew on every run; `benchmarks/slips.py` goes through all of them.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.language.clause import Clause
from servanda.language.parse import Parsed, parse_document
from servanda.language.tree import Header

EXAMPLES = Path(__file__).parents[2] / "examples"
FILES = tuple(sorted(EXAMPLES.rglob("*.md")))
# Letters and figures that make another word, and every mark that means something to us.
KEYS = "aesz09 \n\t\"#`,;:()-_/.*'|~>Sé"
MOST_COMPLAINTS = 3
NEAR = 2  # lines


@dataclass(frozen=True, slots=True)
class Slip:
    """What became of a text at one place: a character taken out (`key` is empty) or put in."""

    text: str
    at: int
    key: str

    @property
    def changed(self) -> str:
        after = self.at if self.key else self.at + 1
        return self.text[: self.at] + self.key + self.text[after:]

    @property
    def line(self) -> int:
        return self.text.count("\n", 0, self.at) + 1

    @property
    def joins_lines(self) -> bool:
        return not self.key and self.text[self.at] == "\n"


Kept = tuple[int, int, Header, tuple[Clause, ...]]  # first and last line, what stands there


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def statements_of(path: Path) -> tuple[Kept, ...]:
    parsed = parse_document(text_of(path), path.name)
    assert parsed.diagnostics == (), f"{path} should be without fault"
    return tuple(
        (one.span.line, one.span.end_line, one.header, one.clauses)
        for one in parsed.document.statements
    )


def faults(path: Path, slip: Slip) -> list[str]:
    """What does not hold after a slip."""
    parsed = parse_document(slip.changed, path.name)
    told = parsed.diagnostics
    found = [f"{len(told)} complaints"] if len(told) > MOST_COMPLAINTS else []
    found += [
        f"line {slip.line}, and told: {one}" for one in told if not is_near(one.span.line, slip)
    ]
    found += [f"lost: {header}" for header in lost(path, slip, parsed)]
    return found


def is_near(line: int, slip: Slip) -> bool:
    return abs(line - slip.line) <= NEAR


def lost(path: Path, slip: Slip, parsed: Parsed) -> list[Header]:
    """The untouched statements that are no longer there; clauses may have come to one."""
    last = slip.line + 1 if slip.joins_lines else slip.line
    there: dict[Header, list[tuple[Clause, ...]]] = {}
    for one in parsed.document.statements:
        there.setdefault(one.header, []).append(one.clauses)
    return [
        header
        for first, end, header, clauses in statements_of(path)
        if first > last or end < slip.line
        if not any(kept[: len(clauses)] == clauses for kept in there.get(header, ()))
    ]


@st.composite
def slips(draw: st.DrawFn) -> tuple[Path, Slip]:
    path = draw(st.sampled_from(FILES))
    text = text_of(path)
    key = draw(st.sampled_from(["", *KEYS]))
    at = draw(st.integers(0, len(text) - 1))
    return path, Slip(text, at, key)


@settings(max_examples=1500, deadline=None)
@given(slips())
def test_a_slip_anywhere(drawn: tuple[Path, Slip]) -> None:
    path, slip = drawn
    assert faults(path, slip) == [], f"{path.name}, line {slip.line}, {slip.key!r}"


# Where a slip does most harm: on fences, and at both ends of headers and clauses.
EDGES = EXAMPLES / "gaza-2025" / "3-resolution.md"


def edges(text: str) -> list[int]:
    found: set[int] = set()
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        found.update(range(start, end + 1) if line.startswith("```") else (start, start + 2, end))
        start = end + 1
    return sorted(at for at in found if at < len(text))


@pytest.mark.parametrize("key", ["", *KEYS], ids=repr)
def test_a_slip_at_every_edge(key: str) -> None:
    text = text_of(EDGES)
    found = {at: faults(EDGES, Slip(text, at, key)) for at in edges(text)}
    assert {at: told for at, told in found.items() if told} == {}
