"""A plain text read as an article, such as somebody pastes it out of a newspaper's page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from servanda.intake.article.decoding import decoded
from servanda.intake.article.model import Refused
from servanda.intake.article.parts import Parts
from servanda.intake.article.published import day_in, published

LARGEST_TEXT = 2_000_000  # bytes
LONGEST_TITLE = 250  # characters
LONGEST_BYLINE = 100
LONGEST_DATE_LINE = 90
HEAD_LINES = 8  # below the title, where byline and date stand
WRAPPED = range(40, 101)  # characters of a line that was broken to fit a width

# Lines that the page's own machinery puts among the words of an article.
JUNK = re.compile(
    r"""^(?:
      \W*
    | getting\ your\ .{1,40}\ (?:audio\ )?player\ ready\W*
    | (?:listen|read|watch)\ (?:to\ this\ article|now|more|also)\b.{0,80}
    | (?:advertisement|advertising|sponsored(?:\ content)?|promoted|paid\ content)\W*
    | (?:share|tweet|e-?mail|print|save|copy\ link|comments?|follow\ us|like)(?:\W.{0,40})?
    | (?:share|follow\ us)\ (?:this|on)\b.{0,60}
    | (?:subscribe|sign\ up|sign\ in|log\ in|register)\b.{0,100}
    | (?:click|tap)\ here\b.{0,100}
    | (?:skip\ to|jump\ to)\ .{0,40}
    | (?:related|recommended|trending|most\ (?:read|popular)|more\ on\ this|you\ may\ also\ like)
      (?:\ (?:articles?|stories|topics|news|content))?\W*
    | (?:we\ use|this\ (?:site|website)\ uses)\ cookies\b.{0,200}
    | accept\ (?:all\ )?cookies\W*
    | (?:\d+|one|a\ few)\ (?:min(?:ute)?s?\ (?:read|ago)|hours?\ ago|comments?|shares?|views?)\W*
    | loading\W*
    | (?:photo|image|picture)(?:\ credit)?\s*:.{0,100}
    | (?:©|copyright\b).{0,150}
    | all\ rights\ reserved.{0,100}
    | (?:إعلان|شارك|اقرأ\ (?:أيضا|المزيد)|פרסומת|שתפו?|קראו\ (?:עוד|גם)|תגובות)\b.{0,60}
    )$""",
    re.IGNORECASE | re.VERBOSE,
)
_BYLINE = re.compile(r"^(?:by\s*:|by(?=\s+[A-Z])|written by|بقلم|מאת)\s*:?\s*(?P<who>\S.*)$", re.I)
_DATE_WORDS = re.compile(r"^(?:published|posted|updated|last updated|date)?\s*:?\s*", re.I)


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands above the first paragraph, and how many lines that is."""

    title: str | None
    byline: str | None
    days: tuple[str, ...]
    lines: int


def read_plain(
    data: bytes, address: str | None, today: date, encoding: str | None
) -> Parts | Refused:
    """The article in a text: its title above, a byline and a line with a date, if there are any."""
    if len(data) > LARGEST_TEXT:
        return Refused(
            f"this text has more than {LARGEST_TEXT:,} bytes",
            "an article is shorter: cut it out of the file and give it alone",
        )
    source = decoded(data, encoding)
    if "\0" in source.text:
        return Refused(
            "these bytes are no text", "give the article as HTML, as a PDF or as plain text"
        )
    lines, junk = _without_junk(_unwrapped(source.text))
    head = _head(lines)
    day = published(head.days, address, today)
    left_out = (f"lines that are no words of an article were left out: {junk}",) if junk else ()
    return Parts(
        title=head.title,
        publisher=None,
        byline=head.byline,
        published=day.day,
        paragraphs=tuple(lines[head.lines :]),
        remarks=(*source.remarks, *left_out, *day.remarks),
    )


def byline_in(line: str) -> str | None:
    """Who wrote an article, where a line says no more than that."""
    found = _BYLINE.match(line)
    if not found or len(line) > LONGEST_BYLINE or line.endswith((".", "!", "?")):
        return None
    return found.group("who").strip()


def day_line(line: str) -> str | None:
    """The date, where a line says little beside it."""
    words = _DATE_WORDS.sub("", line)
    is_short = len(line) <= LONGEST_DATE_LINE and len(re.findall(r"[^\W\d_]{2,}", words)) <= 7
    return words if is_short and day_in(words) else None


def _without_junk(lines: Sequence[str]) -> tuple[list[str], int]:
    """The lines with words of an article, and how many others had letters."""
    kept = [line for line in lines if not JUNK.match(line)]
    junk = sum(1 for line in lines if line and JUNK.match(line) and re.search(r"\w", line))
    return kept, junk


def _head(lines: Sequence[str]) -> _Head:
    title, byline, days = None, None, []
    at = 0
    for line in lines[:HEAD_LINES]:
        if byline is None and (who := byline_in(line)):
            byline = who
        elif day := day_line(line):
            days.append(day)
        elif title is None and byline is None and _is_title(line, lines):
            title = line
        else:
            break
        at += 1
    return _Head(title, byline, tuple(days), at)


def _is_title(line: str, lines: Sequence[str]) -> bool:
    """A line that is shorter than the paragraphs and no sentence."""
    others = [len(other) for other in lines if other is not line]
    is_short = len(line) <= LONGEST_TITLE and len(line) < max(others, default=0)
    return is_short and not line.endswith((".", ",", ";", ".”", '."'))


def _unwrapped(text: str) -> list[str]:
    """One line a paragraph, trimmed, also where a text was broken to a width."""
    lines = [line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    blocks = _blocks(lines)
    inner = [len(line) for block in blocks for line in block[:-1]]
    is_broken = len(inner) > 3 and int(median(inner)) in WRAPPED and max(map(len, lines)) < 110
    if not is_broken:
        return [line for line in lines if line]
    return [paragraph for block in blocks for paragraph in _joined(block)]


def _joined(block: list[str]) -> list[str]:
    """One block of lines as one paragraph; a byline or a date on a line of its own stays alone."""
    alone = [line for line in block if byline_in(line) or day_line(line)]
    rest = [line for line in block if line not in alone]
    return [*alone, " ".join(rest)] if rest else alone


def _blocks(lines: Sequence[str]) -> list[list[str]]:
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]
