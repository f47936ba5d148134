"""From the text of a document to its syntax tree and to all that is wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from servanda.language import reader, tree
from servanda.language.clause import Clause
from servanda.language.diagnostic import Diagnostic, Severity
from servanda.language.document import Block, cut
from servanda.language.grammar import STARTS
from servanda.language.lines import Group, Line, groups, logical_lines
from servanda.language.near_miss import did_you_mean
from servanda.language.numbers import Problem
from servanda.language.phrase import Name
from servanda.language.reader import Misread
from servanda.values.span import Span

MOST_PROBLEMS = 200  # in one file; beyond, it is no document of ours

CLAUSES_UNDER: tuple[tuple[type[tree.Header], str], ...] = (
    (tree.AgreementHeader, "agreement_clause"),
    (tree.InstrumentHeader, "instrument_clause"),
    (tree.ActorHeader, "actor_clause"),
    (tree.AreaHeader, "area_clause"),
    (tree.StipulationHeader, "stipulation_clause"),
    (tree.SourceHeader, "source_clause"),
    (tree.ReportHeader, "report_clause"),
    (tree.ClaimHeader, "claim_clause"),
    (tree.CorrectionHeader, "correction_clause"),
    (tree.RetractionHeader, "retraction_clause"),
    (tree.FiguresHeader, "figures_clause"),
    (tree.IncidentsHeader, "incidents_clause"),
    (tree.CoverageHeader, "coverage_clause"),
    (tree.AccessDeniedHeader, "coverage_clause"),
    (tree.EventLinkHeader, "event_link_clause"),
    (tree.EngagementHeader, "engagement_clause"),
    (tree.PositionHeader, "position_clause"),
    (tree.ViewpointHeader, "viewpoint_clause"),
)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document as far as it could be read, and why some of it could not."""

    document: tree.Document
    diagnostics: tuple[Diagnostic, ...]


def parse_document(text: str, path: str) -> Parsed:
    """Reads a text. It never raises: what cannot be read is told in the diagnostics."""
    blocks = cut(text, path, reader.first_words("header"))
    parser = DocumentParser(path)
    for block in blocks.blocks:
        parser.read_block(block)
    document = tree.Document(path, tuple(parser.statements))
    told = sorted(
        (*blocks.diagnostics[:MOST_PROBLEMS], *parser.diagnostics), key=lambda one: one.span
    )
    return Parsed(document, tuple(told))


class DocumentParser:
    """Reads the blocks of one document in order."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.instrument = ""
        self.instrument_name = ""
        self.headings: tuple[str, ...] = ()
        self.statements: list[tree.Statement] = []
        self.diagnostics: list[Diagnostic] = []

    def read_block(self, block: Block) -> None:
        self.headings = block.headings
        self.warn_of_tabs(block)
        for group in groups(block, self.is_header):
            if len(self.diagnostics) >= MOST_PROBLEMS:
                self.give_up(group)
                return
            self.read_group(group)

    def read_group(self, group: Group) -> None:
        if group.header is None or group.header.text.startswith("#"):
            self.tell_of_no_header(group)
            words = tuple(
                word for line in group.clauses for word in reader.words_of(line, self.path)
            )
            self.statements.append(
                self.statement(tree.Unreadable(words, span=self.span(group)), group)
            )
            return
        header = self.read_header(group.header)
        if isinstance(header, tree.InstrumentHeader):
            self.instrument = header.title.text
            self.instrument_name = header.name.text
        self.read_clauses(header, group)

    def read_header(self, line: Line) -> tree.Header:
        if reader.first_word(line) not in reader.first_words("header"):
            self.complain_of(unknown_header(line, self.path))
        else:
            found = reader.read(line, "header", self.path)
            if not isinstance(found, Misread):
                return cast(tree.Header, found)
            self.complain_of(found)
        place = reader.place_of(line, self.path)
        return tree.Unreadable(reader.words_of(line, self.path), span=place)

    def read_clauses(self, header: tree.Header, group: Group) -> None:
        """Reads the clauses under a header; under one that could not be read none can be."""
        start = start_under(header)
        clauses: list[Clause] = []
        unread: list[Name] = []
        for at, line in enumerate(group.clauses):
            if len(self.diagnostics) >= MOST_PROBLEMS:
                self.give_up(group)
                break
            found = reader.read(line, start, self.path) if start else None
            if found is not None and not isinstance(found, Misread):
                clauses.append(cast(Clause, found))
                continue
            if self.is_header(line):
                self.statements.append(self.statement(header, group, clauses, unread))
                self.read_indented_header(line, group.clauses[at + 1 :])
                return
            unread.extend(reader.words_of(line, self.path))
            if isinstance(found, Misread):
                self.complain_of(found)
            elif not isinstance(header, tree.Unreadable) and at == 0:
                place = reader.place_of(line, self.path)
                message = f"`{header_word(group)}` takes no clauses, so this line has no effect"
                hint = "move it under the statement that it limits, or take it away"
                self.tell("no-clauses-here", place, message, hint)
        self.statements.append(self.statement(header, group, clauses, unread))

    def is_header(self, line: Line) -> bool:
        if reader.first_word(line) not in reader.first_words("header"):
            return False
        first = Line(line.number, line.text.split("\n")[0], 0)
        return not isinstance(reader.read(first, "header", self.path), Misread)

    def read_indented_header(self, line: Line, below: tuple[Line, ...]) -> None:
        """Reads a header that was indented by mistake, with what stands under it."""
        place = reader.place_of(line, self.path)
        hint = "take away the space before it"
        message = "this header is indented, and would so belong to the statement above"
        self.tell("indented-header", place, message, hint)
        first, *rest = line.text.split("\n")
        inner = logical_lines(Block(line.number + 1, tuple(rest), ()))
        self.read_group(Group(Line(line.number, first, 0), (*inner, *below)))

    def statement(
        self,
        header: tree.Header,
        group: Group,
        clauses: list[Clause] | None = None,
        unread: list[Name] | None = None,
    ) -> tree.Statement:
        return tree.Statement(
            header,
            tuple(clauses or ()),
            self.article,
            tuple(unread or ()),
            self.instrument_name,
            span=self.span(group),
        )

    @property
    def article(self) -> str:
        return " › ".join(filter(None, (self.instrument, *self.headings)))

    def span(self, group: Group) -> Span:
        """From the first line of a group to its last."""
        lines: Iterator[Line] = filter(None, (group.header, *group.clauses))
        places = [reader.place_of(line, self.path) for line in lines]
        first, last = places[0], places[-1]
        return Span(self.path, first.line, first.column, last.end_line, last.end_column)

    def warn_of_tabs(self, block: Block) -> None:
        for number, line in enumerate(block.lines, start=block.first):
            margin = line[: len(line) - len(line.lstrip(" \t"))]
            if "\t" in margin and margin != line:
                span = Span(self.path, number, 1, number, len(margin) + 1)
                message = "this line is indented with a tab, which counts as two spaces"
                self.tell("tab-indentation", span, message, "indent with two spaces", "warning")
                return

    def tell_of_no_header(self, group: Group) -> None:
        if group.header is None:
            message = "nothing tells what this indented line belongs to: no header stands above it"
            hint = "begin with a header at the left edge, such as `duty NAME`"
        else:
            message = "the header above this line is a comment, so the line belongs to nothing"
            hint = "take away the `#` before the header, or put one before each of its lines"
        place = reader.place_of(group.clauses[0], self.path)
        self.tell("clause-without-header", place, message, hint)

    def give_up(self, group: Group) -> None:
        if self.diagnostics[-1].name != "too-many-problems":
            message = f"more than {MOST_PROBLEMS} lines cannot be read; the rest is left out"
            self.tell("too-many-problems", self.span(group), message, "is this the right file?")

    def complain_of(self, misread: Misread) -> None:
        problem = misread.problem
        self.tell(problem.name, misread.span, problem.message, problem.hint)

    def tell(
        self,
        name: str,
        span: Span,
        message: str,
        hint: str | None = None,
        severity: Severity = "error",
    ) -> None:
        self.diagnostics.append(Diagnostic(name, severity, span, self.article, message, hint))


def start_under(header: tree.Header) -> str | None:
    """The start symbol of the clauses under a header; None where it takes none."""
    for kind, start in CLAUSES_UNDER:
        if isinstance(header, kind):
            return start
    return None


def header_word(group: Group) -> str:
    return reader.first_word(group.header) if group.header else ""


def unknown_header(line: Line, path: str) -> Misread:
    """What to say of a line at the left edge that begins with no header's word."""
    word = reader.first_word(line)
    place = reader.place_of(line, path)
    is_clause = any(word in reader.first_words(start) for start in STARTS if start != "header")
    near = None if is_clause else did_you_mean(word, reader.first_words("header"))
    shown = f"`{word}`" if word else "this"
    message = f"what begins at the left edge is a header, and none begins with {shown}"
    hint = near or "indent a clause by two spaces; put `#` before a remark"
    return Misread(Problem("unknown-header", message, hint), place)
