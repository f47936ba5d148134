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
from servanda.values.span import Span

LONGEST_TEXT = 2_000_000
LONGEST_LINE = 20_000

FENCE = re.compile(r"^ {0,3}(?P<marks>`{3,}|~{3,})(?P<info>[^`]*)$")
OURS = ("servanda", "servanda-test")
TEST_WORDS = frozenset({"at"})  # what a line at the left edge of a test begins with
NO_LETTERS = re.compile(r"[\s`~]")
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


def decode(data: bytes, path: str) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The text of a file's bytes, or None and why not."""
    start = Span(path, 1, 1, 1, 1)
    if b"\0" in data:
        offset = data.index(b"\0")
        message = f"byte {offset:,} of this file is NUL, which no text holds"
        return None, (Diagnostic("not-text", "error", start, "", message),)
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as problem:
        message = f"byte {problem.start:,} of this file is not UTF-8"
        hint = "save the file as UTF-8"
        return None, (Diagnostic("not-utf8", "error", start, "", message, hint),)


def cut(text: str, path: str, header_words: frozenset[str]) -> Cut:
    """The blocks of a text. `header_words` tell where a block without an end must have ended."""
    start = Span(path, 1, 1, 1, 1)
    if len(text) > LONGEST_TEXT:
        message = f"this text has {len(text):,} characters; at most {LONGEST_TEXT:,} are read"
        return Cut((), (Diagnostic("text-too-long", "error", start, "", message, "split it"),))
    if "\0" in text:
        return Cut((), (Diagnostic("not-text", "error", start, "", "the text holds a NUL"),))
    return Cutter(path, tuple(lines_of(text)), header_words).run()


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
        self.diagnostics: list[Diagnostic] = []

    def run(self) -> Cut:
        at = 0
        while at < len(self.lines):
            line = self.lines[at]
            fence = FENCE.match(line)
            if fence is not None:
                at = self.fenced(at, fence["marks"], fence["info"].strip())
            elif is_broken_fence(line):
                self.complain("unknown-fence", at, "this is no fence", "write ```servanda")
                at = self.ours("servanda", at + 1, "```")
            else:
                self.notice_heading(line)
                at += 1
        statements, tests = (tuple(self.blocks[word]) for word in OURS)
        return Cut(statements, tuple(self.diagnostics), tests)

    def fenced(self, at: int, marks: str, info: str) -> int:
        """Reads the fence that opens on line `at`; the answer is the line after it."""
        if info in OURS:
            return self.ours(info, at + 1, marks)
        if looks_meant_for_test(info):
            message = f"this fence says `{shortened(info)}`; tests stand in `servanda-test`"
            self.complain("unknown-fence", at, message, "write ```servanda-test")
            return self.ours("servanda-test", at + 1, marks)
        if looks_meant(info):
            message = f"this fence says `{shortened(info)}`; only `servanda` is read"
            self.complain("unknown-fence", at, message, "write ```servanda on a line of its own")
            return self.ours("servanda", at + 1, marks, lost=info)
        return self.other(at, marks)

    def other(self, at: int, marks: str) -> int:
        """Passes over a fence that is none of ours."""
        for number in range(at + 1, len(self.lines)):
            line = self.lines[number]
            if closes(line, marks):
                return number + 1
            fence = FENCE.match(line)
            if fence and fence["marks"] == marks and fence["info"].strip() in OURS:
                self.complain("unclosed-fence", at, "this fence is never closed", f"add {marks}")
                return number
        return len(self.lines)

    def ours(self, word: str, first: int, marks: str, lost: str = "") -> int:
        """Reads a block whose first line is `first`. `lost` is what stands on its fence."""
        for number in range(first, len(self.lines)):
            line = self.lines[number]
            if closes(line, marks):
                self.take(word, first, number, lost)
                return number + 1
            fence = FENCE.match(line)
            if fence and fence["info"].strip() in OURS:
                break
        return self.unclosed(word, first, marks, lost)

    def unclosed(self, word: str, first: int, marks: str, lost: str) -> int:
        """Ends a block where it can no longer be one: at a line that no header starts."""
        self.complain("unclosed-fence", first - 1, "this block is never closed", f"add {marks}")
        end = first
        words = self.header_words if word == "servanda" else TEST_WORDS
        while end < len(self.lines) and may_belong(self.lines[end], words):
            end += 1
        self.take(word, first, end, lost)
        is_broken_end = end < len(self.lines) and self.lines[end].strip(" \t`~") == ""
        return end + 1 if is_broken_end else max(end, first)

    def take(self, word: str, first: int, end: int, lost: str) -> None:
        """Keeps lines `first` up to `end` (exclusive) as a block."""
        kept = [self.within_limit(number) for number in range(first, end)]
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


def may_belong(line: str, header_words: frozenset[str]) -> bool:
    """True for a line that may stand in a block: blank, indented, or begun by a header's word."""
    if not line.strip() or line[0] in " \t":
        return True
    return re.split(r"[^a-z]", line, maxsplit=1)[0] in header_words


def closes(line: str, marks: str) -> bool:
    """True if the line ends a fence that was opened with these marks."""
    bare = line.strip()
    return (
        len(bare) >= len(marks)
        and bare == marks[0] * len(bare)
        and len(line) - len(line.lstrip(" ")) <= 3
    )


def looks_meant(info: str) -> bool:
    """True for `Servanda`, `servnda`, `servanda x`: somebody meant a block of ours."""
    words = info.casefold().split()
    return any(
        word.startswith("servanda") or one_letter_apart(word, "servanda")
        for word in (*words[:1], "".join(words))
    )


def looks_meant_for_test(info: str) -> bool:
    """True for `servanda test`, `Servanda-Test`, `servanda-tests`: somebody meant tests."""
    return one_letter_apart(re.sub(r"[\s_-]", "", info.casefold()), "servandatest")


def is_broken_fence(line: str) -> bool:
    """True for ``servanda, `` `servanda and the like, alone on a line that is no fence."""
    if len(line) > 40 or not ("``" in line or "~~" in line) or line.startswith("    "):
        return False
    return line.rstrip()[-1] not in "`~" and one_letter_apart(NO_LETTERS.sub("", line), "servanda")


def beyond_its_word(info: str) -> str:
    """What stands on a fence beyond the word that was meant for `servanda`."""
    if info.casefold().startswith("servanda"):
        return info[len("servanda") :].strip()
    return " ".join(info.split()[1:])


def one_letter_apart(word: str, other: str) -> bool:
    """True if one insertion, deletion or exchange makes one of the other."""
    if abs(len(word) - len(other)) > 1:
        return False
    same = 0
    while same < min(len(word), len(other)) and word[same] == other[same]:
        same += 1
    rest, other_rest = word[same:], other[same:]
    return rest[1:] == other_rest[1:] or rest[1:] == other_rest or rest == other_rest[1:]


def shortened(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
