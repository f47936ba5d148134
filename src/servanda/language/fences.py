"""The fences of Markdown: what opens and closes a block of ours, and what was meant to.

A slip of one key on a fence must not take a page of stipulations with it, so a line that was
clearly meant for a fence is recognised, reported and read as one.
"""

import re

FENCE = re.compile(r"^ {0,3}(?P<marks>`{3,}|~{3,})(?P<info>[^`]*)$")
OURS = ("servanda", "servanda-test")
LONGEST_OPENING = 40
NO_LETTERS = re.compile(r"[\s`~_-]")
BEHIND_WORDS = re.compile(r"^(?P<before>[^`]*[^`\s])\s*```(?P<word>servanda|servanda-test)\s*$")
BEFORE_PROSE = re.compile(r"\s*[#A-Z>|*\d\[(]")


def closes(line: str, marks: str) -> bool:
    """True if the line ends a fence that was opened with these marks."""
    bare = line.strip()
    return (
        len(bare) >= len(marks)
        and bare == marks[0] * len(bare)
        and len(line) - len(line.lstrip(" ")) <= 3
    )


def is_ours(line: str, marks: str = "") -> bool:
    """True for a fence that opens a block of ours, with these marks if any are given."""
    fence = FENCE.match(line)
    if fence is None or fence["info"].strip() not in OURS:
        return False
    return marks in ("", fence["marks"])


def word_meant(info: str) -> str | None:
    """`servanda` of `Servanda`, `servnda`, `servanda x`; `servanda-test` of `servanda test`."""
    bare = NO_LETTERS.sub("", info.casefold())
    if one_letter_apart(bare, "servandatest"):
        return "servanda-test"
    words = info.casefold().split()
    if one_letter_apart(bare, "servanda") or any(
        word.startswith("servanda") or one_letter_apart(word, "servanda") for word in words[:1]
    ):
        return "servanda"
    return None


def broken_opening(line: str) -> tuple[str, str | None]:
    """What stands before it, and the word that was meant, of a line that should open a block.

    ``servanda, `` `servanda, or a fence at the end of another line; of any other line the whole
    line, and no word.
    """
    if "`" not in line and "~~" not in line:
        return line, None
    behind = BEHIND_WORDS.match(line)
    if behind is not None:
        return behind["before"], behind["word"]
    if len(line) > LONGEST_OPENING or line.startswith("    "):
        return line, None
    bare = line.strip()
    leading, trailing = marks_at(bare), marks_at(bare[::-1])
    if trailing >= max(leading, 1) or not (leading or "``" in bare or "~~" in bare):
        return line, None
    meant = NO_LETTERS.sub("", bare)
    for word in OURS:
        if one_letter_apart(meant, word.replace("-", "")):
            return "", word
    return line, None


def broken_end(line: str, marks: str) -> tuple[str, str] | None:
    """What stands before and behind the marks of a line that was meant to close a block."""
    bare = line.strip()
    if not bare or marks[0] not in bare:
        return None
    if one_letter_apart(bare, marks) or not bare.strip(marks[0]):
        return "", ""
    if bare.endswith(marks):
        return line.rstrip().rstrip(marks[0]), ""
    if bare.startswith(marks) and BEFORE_PROSE.match(bare[len(marks) :]):
        return "", bare.lstrip(marks[0])
    return None


def marks_at(text: str) -> int:
    """How many marks of a fence a text begins with."""
    return len(text) - len(text.lstrip("`~"))


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
