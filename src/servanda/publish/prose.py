"""The prose of an agreement for the page: sections of a Markdown text, and safe HTML of each.

Only what the texts use is understood: paragraphs, lists, quotes, emphasis, code and links. What is
not understood is shown as it was written; nothing from a text can become markup of its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from markupsafe import Markup, escape

_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*\s*$")
_FENCE = re.compile(r"^\s{0,3}(`{3,}|~{3,})\s*(\S*)")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+(.*)$")
_INLINE = re.compile(
    r"`(?P<code>[^`]+)`"
    r"|\[(?P<label>[^\]]+)\]\((?P<address>[^()\s]+)\)"
    r"|\*\*(?P<strong>[^*]+)\*\*"
    r"|\*(?P<emphasis>[^*\s][^*]*)\*"
)


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading: prose as HTML, and the servanda blocks as written."""

    level: int  # 0 for what stands before the first heading
    title: str
    first_line: int
    last_line: int
    prose: Markup
    blocks: tuple[str, ...]

    def holds(self, line: int) -> bool:
        return self.first_line <= line <= self.last_line


def sections(text: str) -> tuple[Section, ...]:
    """The sections of a text in order; lines count from 1 as they do in spans."""
    lines = text.split("\n")
    starts = [0, *(place for place in _heading_places(lines) if place > 0), len(lines)]
    parts = zip(starts, starts[1:], strict=False)
    return tuple(_section(lines[start:end], start) for start, end in parts if start < end)


def safe_address(address: str | None) -> str | None:
    """An address that may become a link: http or https only."""
    if address is None:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc else None


def _heading_places(lines: list[str]) -> Iterator[int]:
    fence: str | None = None
    for place, line in enumerate(lines):
        fence_here = _FENCE.match(line)
        if fence_here and fence is None:
            fence = fence_here[1]
        elif fence_here and fence is not None and fence_here[1].startswith(fence):
            fence = None
        elif fence is None and _HEADING.match(line):
            yield place


def _section(lines: list[str], start: int) -> Section:
    heading = _HEADING.match(lines[0])
    body = lines[1:] if heading else lines
    prose_lines, blocks = _split_blocks(body)
    return Section(
        level=len(heading[1]) if heading else 0,
        title=heading[2] if heading else "",
        first_line=start + 1,
        last_line=start + len(lines),
        prose=_prose(prose_lines),
        blocks=tuple(blocks),
    )


def _split_blocks(lines: list[str]) -> tuple[list[str], list[str]]:
    """Prose lines, and the text of every servanda block; other fenced blocks are left out."""
    prose: list[str] = []
    blocks: list[str] = []
    inside: list[str] | None = None
    fence, language = "", ""
    for line in lines:
        match = _FENCE.match(line)
        if inside is None and match:
            inside, fence, language = [], match[1], match[2]
        elif inside is not None and match and match[1].startswith(fence) and not match[2]:
            if language == "servanda":
                blocks.append("\n".join(inside))
            inside = None
            prose.append("")
        elif inside is not None:
            inside.append(line)
        else:
            prose.append(line)
    return prose, blocks


def _prose(lines: list[str]) -> Markup:
    return Markup("\n").join(_block(group) for group in _groups(lines))


def _groups(lines: list[str]) -> Iterator[list[str]]:
    """Runs of lines between blank ones."""
    group: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            group.append(line)
        elif group:
            yield group
            group = []


def _block(lines: list[str]) -> Markup:
    if all(line.lstrip().startswith(">") for line in lines):
        quoted = " ".join(line.lstrip()[1:].strip() for line in lines)
        return Markup('<blockquote dir="auto"><p>{}</p></blockquote>').format(_inline(quoted))
    if _ITEM.match(lines[0]):
        items = Markup("").join(Markup("<li>{}</li>").format(_inline(i)) for i in _items(lines))
        tag = "ol" if lines[0].strip()[0].isdigit() else "ul"
        return Markup("<{0}>{1}</{0}>").format(Markup(tag), items)
    return Markup('<p dir="auto">{}</p>').format(_inline(" ".join(line.strip() for line in lines)))


def _items(lines: list[str]) -> list[str]:
    items: list[str] = []
    for line in lines:
        match = _ITEM.match(line)
        if match or not items:
            items.append(match[1] if match else line)
        else:
            items[-1] += f" {line.strip()}"
    return items


def _inline(text: str) -> Markup:
    done = Markup("")
    position = 0
    for match in _INLINE.finditer(text):
        done += escape(text[position : match.start()]) + _marked(match)
        position = match.end()
    return done + escape(text[position:])


def _marked(match: re.Match[str]) -> Markup:
    if match["code"]:
        return Markup("<code>{}</code>").format(match["code"])
    if match["strong"]:
        return Markup("<strong>{}</strong>").format(match["strong"])
    if match["emphasis"]:
        return Markup("<em>{}</em>").format(match["emphasis"])
    address = safe_address(match["address"])
    if address is None:
        return escape(match["label"])
    return Markup('<a href="{}" rel="noopener noreferrer">{}</a>').format(address, match["label"])
