"""The composition root: opens a folder of documents and reads the clock, the only one to do so.

What is wrong with the texts becomes diagnostics. Only what the world refuses (no such folder, no
right to read a file) is an exception, with one line to show.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import get_args
from zoneinfo import ZoneInfo

from servanda.agreement.build import build_agreement
from servanda.agreement.model import Agreement
from servanda.agreement.subjects import subjects
from servanda.evidence.viewpoint import NEUTRAL, Viewpoint
from servanda.evidence.viewpoint_build import build_viewpoints
from servanda.language.diagnostic import Diagnostic
from servanda.language.document import decode
from servanda.language.near_miss import did_you_mean
from servanda.language.numbers import Problem, read_clock, read_day, read_offset
from servanda.language.parse import parse_document
from servanda.language.tree import Document
from servanda.record.build import build_record
from servanda.record.model import Record
from servanda.values.calendar import Calendar
from servanda.values.instant import NEVER, Instant
from servanda.values.span import Span
from servanda.verdict.assessment import Question, Standard

LARGEST_FILE = 5_000_000  # bytes
MOST_FILES = 10_000
GREENWICH = Calendar(ZoneInfo("UTC"))  # where no agreement names a time zone
DEFAULT_STANDARD: Standard = "alleged"
STANDARDS: tuple[Standard, ...] = get_args(Standard)
WRITTEN_DATE = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2})"
    r"(?:[ T](?P<clock>[0-9]{1,2}:[0-9]{2})(?: ?(?P<offset>[+-][0-9]{2}:[0-9]{2}|Z))?)?"
)


class WorkspaceError(Exception):
    """The world refuses what was asked: one line that says what and where."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """Everything that one folder says, and everything that is wrong with it.

    Paths, in `texts` as in the spans of the diagnostics, are relative to the folder.
    """

    agreement: Agreement | None
    record: Record
    viewpoints: Mapping[str, Viewpoint]
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]


def open_workspace(path: Path) -> Workspace:
    """Reads every Markdown file under a folder, or a single one, and builds what they say."""
    documents, texts, found = read_documents(markdown_files(path))
    if not found and not any(document.statements for document in documents):
        raise WorkspaceError(f"no `servanda` block in any Markdown file of {path}")
    agreement, vocabulary, about_agreement = build_agreement(documents)
    calendar = agreement.calendar if agreement else GREENWICH
    record, about_record = build_record(documents, vocabulary, calendar)
    viewpoints: Mapping[str, Viewpoint] = {NEUTRAL.name: NEUTRAL}
    about_viewpoints: tuple[Diagnostic, ...] = ()
    if agreement is not None:
        viewpoints, about_viewpoints = build_viewpoints(documents, vocabulary, agreement)
    every = (*found, *about_agreement, *about_record, *about_viewpoints)
    in_order = sorted(dict.fromkeys(every), key=lambda each: (each.span, each.name))
    return Workspace(agreement, record, viewpoints, tuple(in_order), texts)


def now() -> Instant:
    """The present instant: the only reading of the clock in the project."""
    return int(datetime.now(UTC).timestamp())


# --- Files -----------------------------------------------------------------------------------


def markdown_files(path: Path) -> tuple[tuple[str, Path], ...]:
    """The Markdown files under a folder, or the file itself, each with its name to show."""
    try:
        if path.is_dir():
            return files_under(path)
        if path.is_file():
            return ((path.name, path),)
        missing = not path.exists()
    except (OSError, ValueError) as problem:
        raise WorkspaceError(f"cannot open {printable(str(path))}: {reason(problem)}") from problem
    what = "there is no such file or folder" if missing else "this is neither a file nor a folder"
    raise WorkspaceError(f"cannot open {printable(str(path))}: {what}")


def files_under(folder: Path) -> tuple[tuple[str, Path], ...]:
    """Sorted by name; nothing hidden, nothing that a link leads out of the folder to."""
    root = folder.resolve()
    found: list[tuple[str, Path]] = []
    for path in walk(folder):
        if not stays_within(path, root):
            continue
        found.append((path.relative_to(folder).as_posix(), path))
        if len(found) > MOST_FILES:
            raise WorkspaceError(f"{folder} holds more than {MOST_FILES:,} Markdown files")
    if not found:
        raise WorkspaceError(f"there is no Markdown file in {folder}")
    return tuple(sorted(found))


def walk(folder: Path) -> Iterator[Path]:
    """Every Markdown file that is not hidden, nor in a hidden folder."""

    def refuse(problem: OSError) -> None:
        raise WorkspaceError(f"cannot open {problem.filename}: {reason(problem)}") from problem

    for place, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if name.endswith(".md") and not name.startswith("."):
                yield Path(place, name)


def stays_within(path: Path, root: Path) -> bool:
    """True for a file whose real place is under the root: a link may not lead out of it."""
    try:
        return path.is_file() and path.resolve().is_relative_to(root)
    except (OSError, RuntimeError):  # a link that leads to itself
        return False


def read_documents(
    files: Sequence[tuple[str, Path]],
) -> tuple[tuple[Document, ...], Mapping[str, str], tuple[Diagnostic, ...]]:
    """The documents with their texts, and why some of it could not be read."""
    documents: list[Document] = []
    texts: dict[str, str] = {}
    found: list[Diagnostic] = []
    for name, path in files:
        text, problems = text_of(name, path)
        found.extend(problems)
        if text is not None:
            texts[name] = text
            parsed = parse_document(text, name)
            documents.append(parsed.document)
            found.extend(parsed.diagnostics)
    return tuple(documents), texts, tuple(found)


def text_of(name: str, path: Path) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The text of a file; None, and why, if it holds none or too much of it."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as problem:
        raise WorkspaceError(f"cannot read {path}: {reason(problem)}") from problem
    if len(data) > LARGEST_FILE:
        start = Span(name, 1, 1, 1, 1)
        message = f"this file has more than {LARGEST_FILE:,} bytes and is not read"
        return None, (Diagnostic("text-too-long", "error", start, "", message, "split it"),)
    return decode(data, name)


def reason(problem: Exception) -> str:
    """Why the system refused, in its words."""
    return (getattr(problem, "strerror", None) or str(problem)).lower()


# --- Questions -------------------------------------------------------------------------------


def default_question(
    workspace: Workspace,
    at: str | None = None,
    known: str | None = None,
    proof: str | None = None,
    viewpoint: str | None = None,
    readings: Sequence[str] = (),
) -> Question | str:
    """The question as typed, with a default for what was not; or one line on why it is none.

    A bare `at` means the first instant of its day, a bare `known` the last of its own: what was
    known on a day includes what was published on it.
    """
    if workspace.agreement is None:
        return "there is no agreement to ask about"
    calendar = workspace.agreement.calendar
    offered = {reading.name for each in subjects(workspace.agreement) for reading in each.readings}
    standard = standard_named(proof or DEFAULT_STANDARD)
    asked_at = now() if at is None else first_instant(at, calendar)
    asked_known = NEVER if known is None else last_instant(known, calendar)
    whose = viewpoint or NEUTRAL.name
    for word, what, names in (
        (whose, "viewpoint", workspace.viewpoints),
        *((reading, "reading", offered) for reading in readings),
    ):
        if word not in names:
            return unknown(word, what, names)
    if standard is None:
        return unknown(proof or "", "standard of proof", STANDARDS)
    if isinstance(asked_at, str):
        return f"at: {asked_at}"
    if isinstance(asked_known, str):
        return f"known: {asked_known}"
    return Question(asked_at, asked_known, standard, whose, tuple(readings))


def standard_named(text: str) -> Standard | None:
    """A standard of proof; `claimed` is the lowest, which admits what is only asserted."""
    named = "asserted" if text == "claimed" else text
    return next((standard for standard in STANDARDS if standard == named), None)


def unknown(word: str, what: str, names: Iterable[str]) -> str:
    """One line for a name that is none of these, with what may have been meant."""
    listed = ", ".join(sorted(names)) or "none"
    hint = did_you_mean(word, names) or f"there are: {listed}"
    return f"there is no {what} named '{printable(word)}'; {hint}"


def first_instant(text: str, calendar: Calendar) -> Instant | str:
    """The first instant of the day or minute typed, or why it is no date."""
    typed = typed_date(text, calendar)
    return typed if isinstance(typed, str) else instant_of(typed, calendar)


def last_instant(text: str, calendar: Calendar) -> Instant | str:
    """The last instant of the day typed, or the instant of the minute; or why it is no date."""
    typed = typed_date(text, calendar)
    if isinstance(typed, str):
        return typed
    is_bare = typed.clock is None
    return calendar.day(typed.day).end - 1 if is_bare else instant_of(typed, calendar)


@dataclass(frozen=True, slots=True)
class TypedDate:
    """A date as somebody typed it; without an hour it is the whole day."""

    day: date
    clock: time | None
    offset: timedelta | None  # east of Greenwich; None: local to the agreement


def typed_date(text: str, calendar: Calendar) -> TypedDate | str:
    """`2025-10-14`, `2025-10-14 12:00` or `2025-10-14 12:00 +03:00`; else why it is no date."""
    found = WRITTEN_DATE.fullmatch(text.strip())
    if found is None:
        return f"'{printable(text)}' is no date; write 2025-10-14 or \"2025-10-14 12:00\""
    day = read_day(found["day"])
    clock = read_clock(found["clock"]) if found["clock"] else None
    offset = read_offset(found["offset"]) if found["offset"] else None
    if isinstance(day, Problem):
        return in_one_line(day)
    if isinstance(clock, Problem):
        return in_one_line(clock)
    if isinstance(offset, Problem):
        return in_one_line(offset)
    if clock is not None and offset is None and not calendar.exists(day, clock):
        return f"on {day} the clocks skip {clock:%H:%M} in {calendar.zone.key}"
    return TypedDate(day, clock, offset)


def instant_of(typed: TypedDate, calendar: Calendar) -> Instant:
    if typed.offset is None or typed.clock is None:
        return calendar.instant(typed.day, typed.clock or time(0))
    there = datetime.combine(typed.day, typed.clock, tzinfo=UTC) - typed.offset
    return int(there.timestamp())


def in_one_line(problem: Problem) -> str:
    return f"{problem.message}; {problem.hint}" if problem.hint else problem.message


def printable(text: str) -> str:
    """What somebody typed, in one line of printable characters."""
    line = "".join(mark if mark.isprintable() else "?" for mark in text)
    return line if len(line) <= 200 else f"{line[:199]}…"
