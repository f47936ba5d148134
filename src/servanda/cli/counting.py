"""The question of `servanda incidents count`, and its answer for each source."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from servanda.cli.diagnostics import print_diagnostics
from servanda.cli.screen import standard_error
from servanda.evidence.matching import is_area_within
from servanda.intake.incidents.asked import Asking, Told, episodes_told, told
from servanda.intake.incidents.change_points import ChangePoint, change_points
from servanda.intake.incidents.counting import Group, Unit
from servanda.intake.incidents.episodes import Episode
from servanda.intake.incidents.trend import Trend
from servanda.intake.incidents.watch import Watch, watch_of, watched_trends
from servanda.record.in_time import as_known
from servanda.workspace import Workspace, WorkspaceError, open_workspace
from servanda.workspace.opening import now
from servanda.workspace.place import Place, base_of


@dataclass(frozen=True, slots=True)
class Question:
    """What was typed, of which tables in a folder, and beside which record. `body`: whose coverage
    is the source's; None: the body of its name."""

    folder: Path
    place: Place
    sources: tuple[str, ...]
    each: Unit
    groups: tuple[Group, ...] = ()
    first: date | None = None
    last: date | None = None
    zone: str | None = None
    known: datetime | None = None
    body: str | None = None
    gap: float | None = None  # hours between two episodes; None: not asked
    changes: bool = False

    def of(self, source: str) -> Asking:
        return Asking(
            self.folder,
            source,
            self.each,
            self.groups,
            self.first,
            self.last,
            self.zone,
            self.known,
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """Of one source: its tallies beside coverage, and what else was asked."""

    told: Told
    watch: Watch
    events: tuple[Trend, ...]
    counts: tuple[Trend, ...]
    episodes: tuple[Episode, ...] | None = None
    changes: tuple[tuple[tuple[str, ...], ChangePoint], ...] | None = None


def answer(question: Question) -> tuple[tuple[Answer, ...], bool]:
    """The answers, and whether the record has errors, which are printed."""
    workspace, has_errors = _record_in(question.place)
    found = tuple(_of_source(source, question, workspace) for source in question.sources)
    return found, has_errors


def watches(question: Question, zone: str) -> tuple[dict[str, Watch], bool]:
    """Of each source when it was there to see, and whether the record has errors."""
    workspace, has_errors = _record_in(question.place)
    found = {one: _watch(one, zone, question.known, workspace) for one in question.sources}
    return found, has_errors


def _of_source(source: str, question: Question, workspace: Workspace | None) -> Answer:
    asking = question.of(source)
    tallied = told(asking)
    watch = _watch(question.body or source, tallied.zone, question.known, workspace)
    agreement = workspace.agreement if workspace else None

    def is_within(area: str, other: str) -> bool:
        return area == other or (agreement is not None and is_area_within(area, other, agreement))

    events = watched_trends(tallied.events, tallied.periods, asking.groups, watch, is_within)
    counts = watched_trends(tallied.counts, tallied.periods, tallied.count_groups, watch, is_within)
    found = Answer(tallied, watch, events, counts)
    if question.gap is not None:
        found = replace(found, episodes=episodes_told(asking, timedelta(hours=question.gap)))
    return (
        replace(found, changes=(*_changes(events), *_changes(counts)))
        if question.changes
        else found
    )


def _watch(body: str, zone: str, known: datetime | None, workspace: Workspace | None) -> Watch:
    if workspace is None:
        return Watch(body)
    until = now() if known is None else int(known.astimezone(UTC).timestamp())
    return watch_of(as_known(workspace.record, until), body, zone)


def _changes(trends: tuple[Trend, ...]) -> tuple[tuple[tuple[str, ...], ChangePoint], ...]:
    """The change points of each series, on what is surely in its periods."""
    found: list[tuple[tuple[str, ...], ChangePoint]] = []
    for group in sorted({one.tally.group for one in trends}):
        own = [one for one in trends if one.tally.group == group]
        counts = [one.tally.surely for one in own]
        periods = [one.tally.period for one in own]
        coverage = [one.coverage for one in own]
        found.extend((group, point) for point in change_points(counts, periods, coverage))
    return tuple(found)


def _record_in(place: Place) -> tuple[Workspace | None, bool]:
    """The record, if there is one, and whether it has errors, which are printed."""
    try:
        workspace = open_workspace(place)
    except WorkspaceError:
        return None, False
    errors = [one for one in workspace.diagnostics if one.severity == "error"]
    print_diagnostics(standard_error(), errors, workspace.texts, base_of(place))
    return workspace, bool(errors)
