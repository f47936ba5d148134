"""From a Markdown text to its `servanda` blocks, with true line numbers and headings.

What the text is expected to come to stands in fences of its own, marked `servanda-test`.

Only what matters here is read of Markdown: fences and headings. A fence that is broken in a way
one can see through (a missing backtick, no end) is reported and read all the same, so that one
slip does not take a page of stipulations with it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from servanda.language.diagnostic import Diagnostic
from servanda.language.fences import (
    FENCE,
    OURS,
    beyond_its_word,
    broken_end,
    broken_opening,
    closes,
    is_ours,
    shortened,
    word_meant,
)
from servanda.values.span import Span

LONGEST_TEXT = 2_000_000
LONGEST_LINE = 20_000

TEST_WORDS = frozenset({"at"})  # what a line at the left edge of a test begins with
HEADING = re.compile(r"^ {0,3}(?P<marks>#{1,6})[ \t]+(?P<title>.*?)[ \t]*#*[ \t]*$")


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one fence of ours: `lines[0]` is line `first` of the file."""

    first: int
    lines: tuple[str, ...]
    headings: tuple[str, ...]  # from the second level down


@dataclass(frozen=True, slots=True)
class Cut:
    """A text cut into its blocks; line `n` of the file is prose unless a block holds it."""

    blocks: tuple[Block, ...]
    diagnostics: tuple[Diagnostic, ...]
    tests: tuple[Block, ...] = ()  # what stands in `servanda-test` fences
    tested: tuple[range, ...] = ()  # the lines of these with their fences, counted from zero


def decode(data: bytes, path: str) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The text of a file's bytes, or None and why not."""
    if b"\0" in data:
        offset = data.index(b"\0")
        message = f"byte {offset:,} of this file is NUL, which no text holds; nothing of it is read"
        return None, (about_file("not-text", path, message, "is this the right file?"),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        found = data[problem.start : problem.start + 1].hex().upper()
        line = data.count(b"\n", 0, problem.start) + 1
        message = f"byte {found} on line {line:,} is not UTF-8, so nothing of this file is read"
        return None, (about_file("not-utf8", path, message, "save the file as UTF-8", line),)
    return (None, (too_long(text, path),)) if len(text) > LONGEST_TEXT else (text, ())


def cut(text: str, path: str, header_words: frozenset[str]) -> Cut:
    """The blocks of a text. `header_words` tell where a block without an end must have ended."""
    if len(text) > LONGEST_TEXT:
        return Cut((), (too_long(text, path),))
    if "\0" in text:
        message = "this text holds a NUL, which no text does; nothing of it is read"
        return Cut((), (about_file("not-text", path, message, "is this the right file?"),))
    return Cutter(path, tuple(lines_of(text)), header_words).run()


def too_long(text: str, path: str) -> Diagnostic:
    message = (
        f"this text has {len(text):,} characters, and one of over {LONGEST_TEXT:,} is not read"
    )
    return about_file("text-too-long", path, message, "split it into several files")


def about_file(name: str, path: str, message: str, hint: str, line: int = 1) -> Diagnostic:
    return Diagnostic(name, "error", Span(path, line, 1, line, 1), "", message, hint)


def lines_of(text: str) -> list[str]:
    """The lines of a text without their ends. Only a newline ends one, alone or after a return."""
    return [line.removesuffix("\r") for line in text.split("\n")]


class Cutter:
    """One pass over the lines of one file."""

    def __init__(self, path: str, lines: Sequence[str], header_words: frozenset[str]) -> None:
        self.path = path
        self.lines = lines
        self.header_words = header_words
        self.headings: list[tuple[int, str]] = []
        self.blocks: dict[str, list[Block]] = {word: [] for word in OURS}
        self.tested: list[range] = []
        self.diagnostics: list[Diagnostic] = []

    def run(self) -> Cut:
        at = 0
        while at < len(self.lines):
            first, count = at, len(self.blocks["servanda-test"])
            at = self.after(first)
            if len(self.blocks["servanda-test"]) > count:
                self.tested.append(range(first, at))
        statements, tests = (tuple(self.blocks[word]) for word in OURS)
        return Cut(statements, tuple(self.diagnostics), tests, tuple(self.tested))

    def after(self, at: int) -> int:
        """Reads line `at`, or the fence that opens there; the answer is the line after it."""
        line = self.lines[at]
        fence = FENCE.match(line)
        if fence is not None:
            return self.fenced(at, fence["marks"], fence["info"].strip())
        before, word = broken_opening(line)
        self.notice_heading(before)
        if word is None:
            return at + 1
        message = f"this is no fence, so the `{word}` block under it would not be read"
        self.complain("unknown-fence", at, message, f"write ```{word} on a line of its own")
        return self.ours(word, at + 1, "```")

    def fenced(self, at: int, marks: str, info: str) -> int:
        """Reads the fence that opens on line `at`; the answer is the line after it."""
        if info in OURS:
            return self.ours(info, at + 1, marks)
        below = self.lines[at + 1].strip() if at + 1 < len(self.lines) else ""
        if below and info + below in OURS:
            message = f"the word `{info + below}` does not stand on the line of its fence"
            self.complain("unknown-fence", at, message, f"write ```{info + below} on one line")
            return self.ours(info + below, at + 2, marks)
        word = word_meant(info)
        if word is None:
            return self.other(at, marks)
        message = f"a fence marked `{shortened(info)}` is passed over; only `{word}` is read"
        self.complain("unknown-fence", at, message, f"write ```{word} on a line of its own")
        return self.ours(word, at + 1, marks, lost=info if word == "servanda" else "")

    def other(self, at: int, marks: str) -> int:
        """Passes over a fence that is none of ours."""
        broken = at
        for number in range(at + 1, len(self.lines)):
            line = self.lines[number]
            if closes(line, marks):
                return number + 1
            if broken == at and broken_end(line, marks) is not None:
                broken = number
            if is_ours(line, marks):
                return self.resumed(broken, marks, number)
        for number in range(at + 1, len(self.lines)):
            if is_ours(self.lines[number], "```"):
                return self.resumed(broken, marks, number)
        return len(self.lines)

    def resumed(self, at: int, marks: str, number: int) -> int:
        """Reads on at a fence of ours, which the one before it would otherwise swallow."""
        message = "this fence is never closed, and would take the blocks below with it"
        self.complain("unclosed-fence", at, message, f"add {marks}")
        return number

    def ours(self, word: str, first: int, marks: str, lost: str = "") -> int:
        """Reads a block whose first line is `first`. `lost` is what stands on its fence."""
        for number in range(first, len(self.lines)):
            line = self.lines[number]
            if closes(line, marks):
                self.take(word, first, number, lost)
                return number + 1
            if is_ours(line):
                break
            if marks[0] not in line:
                continue
            if len(marks) > 3 and closes(line, marks[1:]):
                message = f"this fence has {len(marks)} marks, and the one that ends it fewer"
                self.complain("unclosed-fence", first - 1, message, f"write ```{word}")
                self.take(word, first, number, lost)
                return number + 1
            if broken_end(line, marks) is not None and not self.goes_on(word, number + 1, marks):
                return self.end_brokenly(word, first, number, marks, lost)
        return self.unclosed(word, first, marks, lost)

    def goes_on(self, word: str, first: int, marks: str) -> bool:
        """True if all lines from here to a closing fence may belong to a block."""
        for number in range(first, len(self.lines)):
            if closes(self.lines[number], marks):
                return True
            if not self.may_belong(word, self.lines[number]):
                return False
        return False

    def end_brokenly(self, word: str, first: int, number: int, marks: str, lost: str) -> int:
        """Ends a block at a line that was meant to close it."""
        before, after = broken_end(self.lines[number], marks) or ("", "")
        message = f"the block from line {first} must end here, and this is no closing fence"
        self.complain("unclosed-fence", number, message, f"write {marks} alone on a line")
        self.take(word, first, number, lost, last=before)
        self.notice_heading(after)
        return number + 1

    def unclosed(self, word: str, first: int, marks: str, lost: str) -> int:
        """Ends a block where it can no longer be one: at a line that no header starts."""
        message = "this block is never closed, so nobody can tell where it ends"
        hint = f"write {marks} alone on the line below it"
        self.complain("unclosed-fence", first - 1, message, hint)
        end = first
        while end < len(self.lines) and self.may_belong(word, self.lines[end]):
            end += 1
        self.take(word, first, end, lost)
        return max(end, first)

    def may_belong(self, word: str, line: str) -> bool:
        """True for what may stand in a block: blank, indented, or begun by a header's word."""
        if not line.strip() or line[0] in " \t#":
            return True
        words = self.header_words if word == "servanda" else TEST_WORDS
        return re.split(r"[^a-z]", line, maxsplit=1)[0] in words

    def take(self, word: str, first: int, end: int, lost: str, last: str = "") -> None:
        """Keeps lines `first` up to `end` (exclusive) as a block, and `last` below them."""
        kept = [*(self.within_limit(number) for number in range(first, end)), *filter(None, [last])]
        rest = beyond_its_word(lost)
        if rest:
            kept.insert(0, rest)
            first -= 1
        headings = tuple(title for level, title in self.headings if level > 1)
        self.blocks[word].append(Block(first + 1, tuple(kept), headings))

    def within_limit(self, number: int) -> str:
        line = self.lines[number]
        if len(line) <= LONGEST_LINE:
            return line
        message = f"this line has {len(line):,} characters; at most {LONGEST_LINE:,} are read"
        self.complain("line-too-long", number, message, "continue it on an indented line")
        return ""

    def notice_heading(self, line: str) -> None:
        heading = HEADING.match(line) if len(line) <= LONGEST_LINE else None
        if heading is not None:
            level = len(heading["marks"])
            self.headings = [kept for kept in self.headings if kept[0] < level]
            self.headings.append((level, heading["title"]))

    def complain(self, name: str, at: int, message: str, hint: str) -> None:
        span = Span(self.path, at + 1, 1, at + 1, len(self.lines[at]) + 1)
        article = " › ".join(title for level, title in self.headings if level > 1)
        self.diagnostics.append(Diagnostic(name, "error", span, article, message, hint))
