"""From the `servanda-test` fences of a document to the questions and expectations in them."""

from dataclasses import dataclass
from typing import cast

from servanda.language import reader
from servanda.language.diagnostic import Diagnostic
from servanda.language.document import Block, cut
from servanda.language.expectation import Expectation, QuestionHeader
from servanda.language.lines import Group, Line, groups
from servanda.language.parse import MOST_PROBLEMS
from servanda.language.reader import Misread


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a test, with what is expected of its answer."""

    question: QuestionHeader
    expectations: tuple[Expectation, ...]
    article: str  # the headings under which the fence stands


@dataclass(frozen=True, slots=True)
class ParsedTests:
    """The tests of a document as far as they could be read, and why some could not."""

    asked: tuple[Asked, ...]
    diagnostics: tuple[Diagnostic, ...]


def parse_tests(text: str, path: str) -> ParsedTests:
    """Reads the tests of a text. It never raises; what is wrong with its fences is told with the
    document that they stand in."""
    parser = TestParser(path)
    for block in cut(text, path, reader.first_words("header")).tests:
        parser.read_block(block)
    return ParsedTests(tuple(parser.asked), tuple(parser.diagnostics[:MOST_PROBLEMS]))


@dataclass(frozen=True, slots=True)
class Untested:
    """What is left of a text without its tests: the text, and which of its first lines, counted
    from one, each line of it is."""

    text: str
    lines: tuple[int, ...]


def without_tests(text: str, path: str) -> Untested | None:
    """A text without its test fences, as if it had never had any: of the blank lines around one
    those below it are left. None where it has none."""
    tested = cut(text, path, reader.first_words("header")).tested
    if not tested:
        return None
    lines = text.split("\n")
    gone = {number for one in tested for number in one}
    kept: list[int] = []
    for number, line in enumerate(lines):
        if number in gone:
            continue
        if number - 1 in gone and not line.strip():
            while kept and not lines[kept[-1]].strip():
                kept.pop()
            if not kept:
                continue
        kept.append(number)
    return Untested("\n".join(lines[number] for number in kept), tuple(n + 1 for n in kept))


class TestParser:
    """Reads the test fences of one document in order."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.article = ""
        self.asked: list[Asked] = []
        self.diagnostics: list[Diagnostic] = []

    def read_block(self, block: Block) -> None:
        self.article = " › ".join(block.headings)
        for group in groups(block):
            self.read_group(group)

    def read_group(self, group: Group) -> None:
        if group.header is None:
            place = reader.place_of(group.clauses[0], self.path)
            message = "this indented line has no question above it"
            hint = "a question such as `at 2016-01-01` stands at the left edge"
            self.diagnostics.append(
                Diagnostic("clause-without-header", "error", place, self.article, message, hint)
            )
            return
        header = self.read_line(group.header, "test_header")
        expected = [self.read_line(line, "test_clause") for line in group.clauses]
        if header is None:
            return
        found = tuple(cast(Expectation, each) for each in expected if each is not None)
        self.asked.append(Asked(cast(QuestionHeader, header), found, self.article))
        if not group.clauses:
            place = reader.place_of(group.header, self.path)
            hint = "expectations such as `lay-down is done` stand indented under it"
            message = "nothing is expected of the answer to this question"
            self.diagnostics.append(
                Diagnostic("nothing-expected", "error", place, self.article, message, hint)
            )

    def read_line(self, line: Line, start: str) -> object | None:
        found = reader.read(line, start, self.path)
        if not isinstance(found, Misread):
            return found
        problem = found.problem
        self.diagnostics.append(
            Diagnostic(
                problem.name, "error", found.span, self.article, problem.message, problem.hint
            )
        )
        return None
