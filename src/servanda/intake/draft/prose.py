"""The prose about a stipulation: what its section of the agreement says outside the blocks."""

from collections.abc import Iterator, Mapping

from servanda.values.span import Span

FENCES = ("```", "~~~")


def prose_about(span: Span | None, texts: Mapping[str, str]) -> str:
    """The nearest heading before a place and the prose under it; empty where there is no text."""
    if span is None or span.path not in texts:
        return ""
    found = ""
    for line, prose in sections(texts[span.path]):
        if line > span.line:
            break
        found = prose
    return found


def sections(text: str) -> Iterator[tuple[int, str]]:
    """Each section of a Markdown text: the line on which it begins, and its prose."""
    start, kept, is_fenced = 1, list[str](), False
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith(FENCES):
            is_fenced = not is_fenced
        elif line.startswith("#") and not is_fenced:
            yield start, " ".join(kept)
            start, kept = number, [line.strip("# ")]
        elif not is_fenced:
            kept.append(line)
    yield start, " ".join(kept)
