"""Formatting files in place: only what changes, and nothing that has errors."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from servanda.cli.diagnostics import print_diagnostics
from servanda.cli.leaving import UsedWrongly
from servanda.cli.screen import standard_error
from servanda.language.diagnostic import Diagnostic
from servanda.language.format import format_document
from servanda.language.parse import parse_document
from servanda.workspace.atomic_file import write_atomically
from servanda.workspace.files import DRAFTS


@dataclass(frozen=True, slots=True)
class Formatted:
    """What formatting makes of one file."""

    path: Path
    outcome: Literal["unchanged", "changed", "faulty", "unreadable"]
    text: str = ""
    errors: tuple[Diagnostic, ...] = ()


def texts_under(paths: tuple[Path, ...]) -> Iterator[Path]:
    """The Markdown files named, and those in the folders named."""
    for path in paths:
        if path.is_dir():
            texts = [each for each in sorted(path.rglob("*.md")) if not _is_left(each, path)]
            if not texts:
                raise UsedWrongly(f"there is no Markdown file in '{path}'")
            yield from texts
        elif path.exists():
            yield path
        else:
            raise UsedWrongly(f"there is no file or folder '{path}'")


def formatted(path: Path) -> Formatted:
    """Reads and formats one file; writes nothing."""
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return Formatted(path, "unreadable")
    if "\0" in text:
        return Formatted(path, "unreadable")
    diagnostics = parse_document(text, str(path)).diagnostics
    errors = tuple(each for each in diagnostics if each.severity == "error")
    if errors:
        return Formatted(path, "faulty", text, errors)
    laid_out = format_document(text)
    return Formatted(path, "unchanged" if laid_out == text else "changed", laid_out)


def report_fault(result: Formatted) -> None:
    """Says why a file was left as it is."""
    screen = standard_error()
    if result.outcome == "unreadable":
        screen.line(f"{result.path}: error: not UTF-8 text; left as it is", "red")
    else:
        print_diagnostics(screen, result.errors, {str(result.path): result.text})
        screen.line(f"{result.path} has errors; left as it is", "red")


def rewrite(result: Formatted) -> None:
    write_atomically(result.path, result.text)


def _is_left(path: Path, folder: Path) -> bool:
    """Whether a file is hidden or a draft: neither is part of what the folder says."""
    parts = path.relative_to(folder).parts
    return parts[0] == DRAFTS or any(part.startswith(".") for part in parts)
