"""The question as typed: dates, standard, viewpoint and readings, each with its default."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from servanda.agreement.subjects import subjects
from servanda.evidence.standard_ladder import standard_ladder
from servanda.evidence.viewpoint import NEUTRAL
from servanda.language.near_miss import did_you_mean
from servanda.language.numbers import Problem, read_clock, read_day, read_offset
from servanda.values.calendar import Calendar
from servanda.values.instant import NEVER, Instant
from servanda.verdict.assessment import Question
from servanda.verdict.standards import STANDARDS, standard_named
from servanda.workspace.files import printable
from servanda.workspace.model import Workspace
from servanda.workspace.opening import now

WRITTEN_DATE = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2})"
    r"(?:[ T](?P<clock>[0-9]{1,2}:[0-9]{2})(?::(?P<second>[0-9]{2}))?"
    r"(?: ?(?P<offset>[+-][0-9]{2}:[0-9]{2}|Z))?)?"
)


def default_question(
    workspace: Workspace,
    at: str | None = None,
    known: str | None = None,
    proof: str | None = None,
    viewpoint: str | None = None,
    readings: Sequence[str] = (),
    typed_in: tuple[str, str] = ("at", "known"),
) -> Question | str:
    """The question as typed, with a default for what was not; or one line on why it is none.

    A bare `at` means the first instant of its day, a bare `known` the last of its own: what was
    known on a day includes what was published on it. `typed_in` names the options of the two, for
    whoever mistyped them.
    """
    if workspace.agreement is None:
        return "there is no agreement to ask about"
    calendar = workspace.agreement.calendar
    ladder = workspace.ladder or standard_ladder()
    offered = {reading.name for each in subjects(workspace.agreement) for reading in each.readings}
    standard = standard_named(proof or ladder.default_standard)
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
        return f"{typed_in[0]}: {asked_at}"
    if isinstance(asked_known, str):
        return f"{typed_in[1]}: {asked_known}"
    differs = ladder.differences(standard_ladder())
    return Question(asked_at, asked_known, standard, whose, tuple(readings), differs)


def unknown(word: str, what: str, names: Iterable[str]) -> str:
    """One line for a name that is none of these, with what may have been meant."""
    listed = ", ".join(sorted(names)) or "none"
    hint = did_you_mean(word, names) or f"there are: {listed}"
    return f"there is no {what} named '{printable(word)}'; {hint}"


def first_instant(text: str, calendar: Calendar) -> Instant | str:
    """The first instant of the day, minute or second typed, or why it is no date."""
    typed = typed_date(text, calendar)
    return typed if isinstance(typed, str) else instant_of(typed, calendar)


def last_instant(text: str, calendar: Calendar) -> Instant | str:
    """The last instant of the day typed, or the instant of the time; or why it is no date."""
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
    """`2025-10-14`, `2025-10-14 12:00`, `2025-10-14 12:00 +03:00`, or with seconds, as a log tells
    its times: `2025-10-14T12:00:30Z`; else why it is no date."""
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
    if clock is not None and found["second"]:
        if int(found["second"]) > 59:
            return f"no clock shows {clock:%H:%M}:{found['second']}; seconds run from 00 to 59"
        clock = clock.replace(second=int(found["second"]))
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
