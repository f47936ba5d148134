"""From a file of figures with revisions to claims: a total up to each day, with its corrections.

Everything that the publisher says is "so many in total from the first day to this one". As its
figures were revised, so were these totals: each later one is a correction of the first, known from
the instant at which the revision was recorded. Where a figure was taken back, the total is.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeAlias

from servanda.language.near_miss import did_you_mean
from servanda.language.record_clause import (
    AboutClause,
    ClaimedEvent,
    ClaimedTotal,
    CountingClause,
    NoteClause,
)
from servanda.language.tree import FiguresHeader, Statement
from servanda.record.chain import chain_of_file
from servanda.record.complaint import Building, error
from servanda.record.figures import Figure, Figures, Malformed
from servanda.record.model import Claim, Retraction, TotalContent
from servanda.record.moment import first_instant
from servanda.record.setting import ReportInHand, Setting, only, words_of
from servanda.record.words import build_deed, known_subjects
from servanda.values.calendar import Calendar
from servanda.values.instant import Instant, Interval
from servanda.values.quantity import exactly

MOST_CLAIMS = 20_000  # from one `figures`
MOST_TRIED = 20_000_000  # days times instants of recording
TAKEN_BACK = "the figure was taken back"
Version: TypeAlias = tuple[Instant, float | None]  # known from then on to be so many


def build_figures(
    statement: Statement, header: FiguresHeader, number: int, hand: ReportInHand, setting: Setting
) -> Building[tuple[Claim | Retraction, ...]]:
    """The totals that the figures of one field make up, with all their corrections."""
    counted = yield from counted_in(statement, header)
    figures = yield from figures_in(header, setting)
    counting = yield from only(statement, CountingClause)
    about = yield from known_subjects((yield from only(statement, AboutClause)), setting)
    note = yield from words_of(statement, NoteClause)
    chain = yield from chain_of_file(statement, hand, setting)
    deed = (yield from build_deed(counted.deed, setting)) if counted else None
    if counted is None or figures is None or chain is None or deed is None:
        return ()
    assert counted.first is not None, "looked at above"
    days = yield from days_of(header, figures, counted.first.day, counted.last.day)
    if days is None:
        return ()
    instants = {instant for one in days.values() for instant, _ in one.steps}
    if len(days) * len(instants) > MOST_TRIED:
        message = "these figures were revised too often to be followed over so many days"
        yield error("figures-unusable", header, message, "choose fewer days")
        return ()
    calendar = setting.calendar
    window = Interval(first_instant(counted.first, calendar), calendar.day(counted.last.day).end)
    pattern = Claim(
        id=f"{hand.report.id}.figures-{number}",
        report=hand.report.id,
        stance="says",
        chain=chain,
        content=TotalContent(deed, window, None, counting.rule.text if counting else None),
        known=hand.known,
        about=about,
        note=note,
        span=statement.span,
    )
    versions = versions_of(days, header, counted.first.day, hand, calendar)
    if sum(map(len, versions.values())) > MOST_CLAIMS:
        message = f"these figures make more than {MOST_CLAIMS:,} claims"
        yield error("figures-unusable", header, message, "choose fewer days")
        return ()
    return tuple(
        entry
        for day, told in versions.items()
        for entry in entries_of(pattern, day, told, calendar)
    )


# --- What the statement says -----------------------------------------------------------------


def counted_in(statement: Statement, header: FiguresHeader) -> Building[ClaimedTotal | None]:
    """What is counted, without a number, from which day to which."""
    clause = yield from only(statement, ClaimedTotal)
    other = next((one for one in statement.clauses if isinstance(one, ClaimedEvent)), None)
    wrong = clause is not None and (
        clause.first is None or clause.deed.amount is not None or clause.deed.every is not None
    )
    if statement.unread and clause is None and other is None:
        return None
    if clause is None or wrong:
        hint = "write `... in total from DATE to DATE`, without a number: the file has the numbers"
        message = "this does not say what the figures count, and over which days"
        yield error("figures-without-total", clause or other or header, message, hint)
        return None
    return clause


def figures_in(header: FiguresHeader, setting: Setting) -> Building[Figures | None]:
    found = setting.figures.get(header.file.text)
    if found is None:
        message = f"there is no file `{header.file.text}` here that could be read"
        hint = "put it into this folder; its name ends in `.jsonl`, and no link may lead elsewhere"
        yield error("figures-missing", header.file, message, hint)
        return None
    if isinstance(found, Malformed):
        where = f"line {found.line} of the file: " if found.line else ""
        yield error("figures-unusable", header.file, f"{where}{found.message}", found.hint)
        return None
    return found


def days_of(
    header: FiguresHeader, figures: Figures, first: date, last: date
) -> Building[dict[date, Figure] | None]:
    """The figures of the field on the days; where they run on, also that of the day before."""
    name = header.field.text
    if name not in figures.fields:
        hint = did_you_mean(name, figures.fields) or listed_fields(figures)
        yield error("unknown-figure", header.field, f"the file has no figure `{name}`", hint)
        return None
    before = first - timedelta(days=1)
    start = before if header.is_cumulative else first
    days = {day: one for day, one in figures.fields[name].items() if start <= day <= last}
    if header.is_cumulative and before not in days:
        message = f"`{name}` has no number for {before}, from which the total would count"
        yield error("unknown-figure", header.field, message, "begin on the day after one it has")
        return None
    return days


def listed_fields(figures: Figures) -> str:
    names = sorted(figures.fields)
    shown = ", ".join(f"`{name}`" for name in names[:6])
    return f"it has {shown}{' and others' if len(names) > 6 else ''}" if names else "it is empty"


# --- Totals over time ------------------------------------------------------------------------


def versions_of(
    days: Mapping[date, Figure], header: FiguresHeader, first: date, hand: ReportInHand,
    calendar: Calendar,
) -> dict[date, list[Version]]:  # fmt: skip
    """What the total up to each day was said to be, each time otherwise than before; None where
    it was no longer said. Nothing is known before its report is, nor before its day."""
    found: dict[date, list[Version]] = {}
    for instant, totals in totals_over_time(days, header.is_cumulative, first):
        for day in dict.fromkeys((*found, *totals)):
            versions = found.setdefault(day, [])
            known = max(instant, hand.known, calendar.midnight(day))
            if versions and versions[-1][0] == known:
                versions.pop()
            total = totals.get(day)
            if total != (versions[-1][1] if versions else None):
                versions.append((known, total))
    return found


def totals_over_time(
    days: Mapping[date, Figure], is_cumulative: bool, first: date
) -> Iterator[tuple[Instant, dict[date, float]]]:
    """At each instant at which anything was recorded, the totals up to each day, as then known.
    Where the number of a day is missing, nothing is said of the totals that it belongs to."""
    recorded: dict[Instant, dict[date, float | None]] = {}
    for day, one in days.items():
        for instant, value in one.steps:
            recorded.setdefault(instant, {})[day] = value
    values: dict[date, float | None] = dict.fromkeys(sorted(days))
    for instant in sorted(recorded):
        values |= recorded[instant]
        totals = dict(running(values, first) if is_cumulative else summed(values))
        yield instant, {day: total for day, total in totals.items() if total >= 0}


def summed(values: Mapping[date, float | None]) -> Iterator[tuple[date, float]]:
    total = 0.0
    for day, value in values.items():
        if value is None:
            return
        total += value
        yield day, total


def running(values: Mapping[date, float | None], first: date) -> Iterator[tuple[date, float]]:
    before = values[first - timedelta(days=1)]
    for day, value in values.items():
        if day >= first and before is not None and value is not None:
            yield day, value - before


# --- Entries ---------------------------------------------------------------------------------


def entries_of(
    pattern: Claim, day: date, versions: Iterable[Version], calendar: Calendar
) -> Iterator[Claim | Retraction]:
    """The total up to a day as first said, then its corrections, and its being taken back."""
    content = pattern.content
    assert isinstance(content, TotalContent), "the pattern is a total"
    window = Interval(content.window.start, calendar.day(day).end)
    first = f"{pattern.id}-{day}"
    for number, (known, total) in enumerate(versions, start=1):
        name = first if number == 1 else f"{first}-{number}"
        if total is None:
            yield Retraction(
                name, pattern.report, first, pattern.chain, known, TAKEN_BACK, span=pattern.span
            )
        else:
            said = replace(
                content, deed=replace(content.deed, amount=exactly(total)), window=window
            )
            corrects = () if number == 1 else (first,)
            yield replace(pattern, id=name, content=said, known=known, corrects=corrects)
