"""Diagnostics as compilers show them: place, message, the line with carets, and a hint."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from rich.cells import cell_len
from rich.text import Text

from servanda.cli.screen import Screen
from servanda.language.diagnostic import Diagnostic

_STYLES = {"error": "bold red", "warning": "bold yellow"}
_MARGIN = "  "
_BEFORE_CARET = 30  # how much of an overlong line is kept before what is wrong with it


def print_diagnostics(
    screen: Screen,
    diagnostics: Iterable[Diagnostic],
    texts: Mapping[str, str],
    folder: Path | None = None,
) -> None:
    """Each with its place: relative to where the program runs, if the folder is told."""
    for diagnostic in diagnostics:
        # Not broken into lines: an editor finds the place, and a filter the whole message.
        screen.unbroken(_headline(screen, diagnostic, folder))
        screen.print(*_source_lines(screen, diagnostic, texts))
        if diagnostic.hint:
            screen.unbroken(screen.text(f"{_MARGIN}hint: {diagnostic.hint}", "cyan"))
        screen.line()


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """How many errors and warnings, in words."""
    severities = [each.severity for each in diagnostics]
    counts = [(severities.count("error"), "error"), (severities.count("warning"), "warning")]
    said = [f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts if count]
    return " and ".join(said) or "no errors and no warnings"


def _headline(screen: Screen, diagnostic: Diagnostic, folder: Path | None) -> Text:
    place = str(diagnostic.span) if folder is None else str(folder / str(diagnostic.span))
    kind = f"{diagnostic.severity}[{diagnostic.name}]"
    line = screen.text(f"{place}: ")
    line.append_text(screen.text(kind, _STYLES[diagnostic.severity]))
    line.append_text(screen.text(f": {diagnostic.message}", "bold"))
    if diagnostic.article:
        line.append_text(screen.text(f" ({diagnostic.article})", "dim"))
    return line


def _source_lines(
    screen: Screen, diagnostic: Diagnostic, texts: Mapping[str, str]
) -> tuple[Text, ...]:
    """The line complained of, and carets under the part that is meant."""
    span = diagnostic.span
    lines = texts.get(span.path, "").split("\n")
    if not 0 < span.line <= len(lines) or not lines[span.line - 1].strip():
        return ()
    source = lines[span.line - 1]
    end = span.end_column if span.end_line == span.line else len(source) + 1
    room = max(screen.width - len(_MARGIN) - 1, 20)
    first = _first_column_shown(span.column, len(source), room)
    shown = source[first - 1 : first - 1 + room]
    # Measured in cells of the terminal, since a character may be two wide.
    indent = cell_len(screen.text(source[first - 1 : span.column - 1]).plain)
    carets = cell_len(screen.text(shown[span.column - first : max(end - first, 0)]).plain)
    return (
        screen.text(_MARGIN).append_text(screen.text(shown)),
        screen.text(_MARGIN + " " * indent).append_text(
            screen.text("^" * max(carets, 1), _STYLES[diagnostic.severity])
        ),
    )


def _first_column_shown(column: int, length: int, room: int) -> int:
    """1 where the line fits; otherwise near the column that matters."""
    if length <= room or column < room - _BEFORE_CARET // 2:
        return 1
    return column - _BEFORE_CARET
