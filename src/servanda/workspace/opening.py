"""Opening a workspace: its texts read, and what they say built, or found as it was built before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from servanda.language.diagnostic import Diagnostic
from servanda.values.instant import BEGINNING, Instant
from servanda.values.span import Span
from servanda.workspace.files import (
    WorkspaceError,
    data_named,
    files_of,
    is_ladder,
    read_data,
    read_texts,
)
from servanda.workspace.kept import keep, kept
from servanda.workspace.model import Workspace
from servanda.workspace.place import Address, Place, log_at, place_of

if TYPE_CHECKING:
    from servanda.workspace.logged import LogRead


def open_workspace(place: Place) -> Workspace:
    """Reads every Markdown file under a folder and its ladder, or a single file, with the files of
    figures that they name, or the same out of a log, and builds what they say."""
    where = log_at(place)
    if where is not None:
        return opened_log(where, place.reader if isinstance(place, Address) else None)
    assert isinstance(place, Path), "an address is that of a log"
    texts, found = read_texts(files_of(place))
    data = read_data(data_named(texts), place if place.is_dir() else place.parent)
    return opened_texts(place, texts, data, found)


def opened_log(where: str, reader: str | None = None) -> Workspace:
    """What a log says to a reader; an entry became known when its witness says so."""
    from servanda.store.fault import StoreError
    from servanda.workspace.logged import read_log

    try:
        read = read_log(where, reader, now())
    except StoreError as problem:
        raise WorkspaceError(str(problem)) from problem
    if not read.texts:
        raise WorkspaceError(
            "there is no document in the log to answer from; `servanda record import` adds some"
        )
    whole = opened_log(where).record if read.tells_withheld else None
    return replace(workspace_of(read, where), whole=whole)


def workspace_of(read: LogRead, where: str) -> Workspace:
    """What was read of a log, built, with the times of its witnesses."""
    from servanda.workspace.as_logged import require_as_logged
    from servanda.workspace.logged import as_witnessed

    workspace = opened_texts(where, read.texts, read.data)
    require_as_logged(read, workspace)
    record = as_witnessed(workspace.record, read.witnessed)
    return replace(
        workspace,
        record=record,
        unopened=read.unopened,
        entered=read.entered,
        versions=read.versions,
    )


def as_known(place: Place, workspace: Workspace, known: Instant) -> Workspace:
    """What was opened at a place, with the figures and rows that its log had by an instant."""
    if not are_files_others(workspace, known):
        return workspace
    from servanda.store.fault import StoreError
    from servanda.workspace.logged import read_log

    where = log_at(place)
    assert where is not None, "no folder has versions"
    try:
        reader = place.reader if isinstance(place, Address) else None
        return as_known_of(read_log(where, reader, now(), known=known), where, workspace, known)
    except StoreError as problem:
        raise WorkspaceError(str(problem)) from problem


def are_files_others(workspace: Workspace, known: Instant) -> bool:
    """Whether a log had other versions of the files that are named by an instant than it is
    opened with."""
    first, last = sorted((workspace.files_of, known))
    return any(first < time <= last for times in workspace.versions.values() for time in times)


def as_known_of(read: LogRead, where: str, workspace: Workspace, known: Instant) -> Workspace:
    """The workspace with the files that were read as of an instant. A statement of later finds
    nothing in them that came with it: of that no error is told."""
    then = workspace_of(read, where)
    told = (
        each
        for each in then.diagnostics
        if each in workspace.diagnostics or _known_at(each.span, read.witnessed) <= known
    )
    return replace(then, diagnostics=tuple(told), files_of=known)


def _known_at(span: Span, witnessed: Mapping[tuple[str, int], Instant]) -> Instant:
    """When the statement was witnessed in which something stands; of an agreement, ever."""
    lines = [line for path, line in witnessed if path == span.path and line <= span.line]
    return witnessed[span.path, max(lines)] if lines else BEGINNING


def opened_texts(
    place: Place | str,
    texts: Mapping[str, str],
    data: Mapping[str, bytes],
    found: tuple[Diagnostic, ...] = (),
) -> Workspace:
    """What the texts say, beside what was found wrong in reading them."""
    built = kept(texts, data)
    if built is None:
        # Only now the language is needed: a text that was built before is not parsed again.
        from servanda.workspace.building import build

        built = build(texts, data)
        keep(texts, built, data)
    if not found and not built.has_statements and not is_only_ladder(texts):
        raise WorkspaceError(_nothing_in(place))
    # Where no text could be read at all, why is all there is to say.
    every = dict.fromkeys((*found, *(built.diagnostics if texts else ())))
    in_order = sorted(every, key=lambda each: (each.span, each.name))
    return Workspace(
        built.agreement,
        built.record,
        built.viewpoints,
        tuple(in_order),
        texts,
        built.expected,
        built.ladder,
        said=built.said,
        agreeing=built.agreeing,
    )


def _nothing_in(place: Place | str) -> str:
    if isinstance(place, Path) and place.is_file():
        return (
            f"no `servanda` block in {place}, and it is no log (if it was one, its beginning is "
            "damaged: restore a backup)"
        )
    return f"no `servanda` block in any Markdown file of {_named(place)}"


def _named(place: Place | str) -> str:
    """A place without its password."""
    return str(place_of(place) if isinstance(place, str) else place)


def is_only_ladder(texts: Mapping[str, str]) -> bool:
    """Whether nothing was opened but rules of weighing, as somebody does who checks them."""
    return all(map(is_ladder, texts))


def now() -> Instant:
    """The present instant: the only reading of the clock in the project."""
    return int(datetime.now(UTC).timestamp())
