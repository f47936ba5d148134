"""From a file of incidents to claims: one event a row, told by whose data it is.

Each row is an event of its own (its label is the row's name), so that two on one day are two. A
row that a newer export has otherwise is a correction of the first; one that it no longer has is
taken back. In a deed with a place only rows count that surely lie there.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from servanda.language.diagnostic import Diagnostic
from servanda.language.near_miss import did_you_mean
from servanda.language.record_clause import (
    AboutClause,
    ClaimedEvent,
    ClaimedTotal,
    NoteClause,
    ToldAgainstClause,
    ToldByClause,
    WindowClause,
)
from servanda.language.tree import IncidentsHeader, Statement
from servanda.record.chain import chain_of_file
from servanda.record.complaint import Building, error
from servanda.record.entry_names import entry_of_row
from servanda.record.figures import Malformed
from servanda.record.incident_rows import IncidentRow, IncidentRows
from servanda.record.model import Casualties, Claim, EventContent, Retraction
from servanda.record.moment import window_interval
from servanda.record.setting import ReportInHand, Setting, only, words_of
from servanda.record.words import build_deed, known_subjects
from servanda.values.deed import Deed
from servanda.values.instant import ALWAYS, NEVER, Instant, Interval

MOST_CLAIMS = 20_000  # from one `incidents`
TAKEN_BACK = "a newer export no longer has such a row"


def build_incidents(
    statement: Statement, header: IncidentsHeader, number: int, hand: ReportInHand, setting: Setting
) -> Building[tuple[Claim | Retraction, ...]]:
    """The events that the rows of one kind tell, with all their corrections."""
    told = yield from told_in(statement, header)
    rows = yield from rows_in(header, setting)
    window = yield from window_of(statement, setting)
    by = yield from words_of(statement, ToldByClause)
    against = yield from words_of(statement, ToldAgainstClause)
    about = yield from known_subjects((yield from only(statement, AboutClause)), setting)
    note = yield from words_of(statement, NoteClause)
    chain = yield from chain_of_file(statement, hand, setting)
    deed = (yield from build_deed(told.deed, setting)) if told else None
    if deed is None or rows is None or chain is None or window is None:
        return ()
    yield from known_kind(header, rows)
    chosen = [
        row
        for row in rows
        if row.kind == header.kind.text
        and by in (None, row.by)
        and against in (None, row.against)
        and row.when.overlaps(window)
        and (deed.place is None or deed.place in row.areas)
    ]
    yield from doubts(header, told, deed, by, rows, chosen)
    yield from told_ahead(header, rows, chosen, hand, setting)
    if len(chosen) > MOST_CLAIMS:
        message = f"these rows make more than {MOST_CLAIMS:,} claims"
        yield error("incidents-unusable", header, message, "choose fewer days, or one side")
        return ()
    pattern = Claim(
        id=f"{hand.report.id}.incidents-{number}",
        report=hand.report.id,
        stance="says",
        chain=chain,
        content=EventContent(deed, window),
        known=hand.known,
        about=about,
        note=note,
        span=statement.span,
    )
    return tuple(entries_of(pattern, chosen))


# --- What the statement says -----------------------------------------------------------------


def told_in(statement: Statement, header: IncidentsHeader) -> Building[ClaimedEvent | None]:
    """As what the rows are to be read: a deed without a number."""
    clause = yield from only(statement, ClaimedEvent)
    total = next((one for one in statement.clauses if isinstance(one, ClaimedTotal)), None)
    if statement.unread and clause is None and total is None:
        return None
    if clause is None or clause.deed.amount is not None or clause.to_date or clause.by_length:
        message = "this does not say as what the rows are to be read"
        hint = "write a deed without a number: `north attacks`, or `unknown persons attack` where"
        hint += " the data do not say who began"
        yield error("incidents-without-deed", clause or total or header, message, hint)
        return None
    return clause


def rows_in(header: IncidentsHeader, setting: Setting) -> Building[IncidentRows | None]:
    found = setting.incidents.get(header.file.text)
    if found is None:
        message = f"there is no file `{header.file.text}` here that could be read"
        hint = "write it with `servanda incidents extract`; its name ends in `.jsonl`"
        yield error("incidents-missing", header.file, message, hint)
        return None
    if isinstance(found, Malformed):
        where = f"line {found.line} of the file: " if found.line else ""
        yield error("incidents-unusable", header.file, f"{where}{found.message}", found.hint)
        return None
    return found


def window_of(statement: Statement, setting: Setting) -> Building[Interval | None]:
    """The days whose rows are told; all of them where none are named."""
    clause = yield from only(statement, WindowClause)
    if clause is None:
        return ALWAYS
    if clause.last is None:
        message = "this does not say up to which day"
        yield error("window-missing", clause, message, "write `from DATE to DATE`")
        return None
    return (yield from window_interval(clause.first, clause.last, setting.calendar))


def known_kind(header: IncidentsHeader, rows: IncidentRows) -> Building[None]:
    kinds = sorted({row.kind for row in rows})
    if header.kind.text not in kinds:
        listed = ", ".join(f"`{kind}`" for kind in kinds[:6]) or "none"
        hint = did_you_mean(header.kind.text, kinds) or f"the kinds of the file: {listed}"
        message = f"the file has no row of the kind `{header.kind.text}`"
        yield error("unknown-kind-of-incident", header.kind, message, hint)


def doubts(
    header: IncidentsHeader,
    told: ClaimedEvent | None,
    deed: Deed,
    by: str | None,
    rows: IncidentRows,
    chosen: Sequence[IncidentRow],
) -> Building[None]:
    """Warnings: no row is left to tell of, or rows that name several sides are laid at one door."""
    of_kind = any(row.kind == header.kind.text for row in rows)
    if of_kind and not chosen:
        message = "no row of this kind has the sides, the days and the area that are asked for"
        hint = "compare `by`, `against`, `from` and `in` with the file; a row lies in an area only"
        hint += " if its `areas` say so"
        yield Diagnostic("no-such-rows", "warning", header.span, "", message, hint)
    sides = sorted({row.by for row in chosen if row.by is not None})
    if deed.actors and by is None and len(sides) > 1 and told is not None:
        listed = ", ".join(f'"{side}"' for side in sides[:4])
        message = f"the rows name {len(sides)} sides that did it, and all are laid at one door"
        hint = f'choose with `by "..."` (the file has {listed}), or say `unknown persons`'
        yield Diagnostic("several-sides", "warning", told.span, "", message, hint)


def told_ahead(
    header: IncidentsHeader,
    rows: IncidentRows,
    chosen: Sequence[IncidentRow],
    hand: ReportInHand,
    setting: Setting,
) -> Building[None]:
    """A warning of rows that lie wholly after what told of them: the report, and of a row that came
    with a later export, the day of that."""
    first = min((row.known_from for row in rows), default=NEVER)
    ahead = [row for row in chosen if row.when.start >= told_by(row, first, hand, setting)]
    if ahead:
        report, example = hand.report.id, min(ahead, key=lambda row: row.when.start)
        number = "1 row tells" if len(ahead) == 1 else f"{len(ahead):,} rows tell"
        message = f"{number} of what had not happened when `{report}` appeared: `{example.id}`"
        message += " and others" if len(ahead) > 1 else ""
        hint = "correct the date of the report, or choose rows up to it with `from DATE to DATE`"
        yield Diagnostic("rows-after-report", "warning", header.span, "", message, hint)


def told_by(row: IncidentRow, first: Instant, hand: ReportInHand, setting: Setting) -> Instant:
    """The end of the day on which a row was told at the latest. Of the rows of the first export it
    is that of the report, however late they were imported."""
    if row.known_from <= first:
        return hand.until
    calendar = setting.calendar
    return max(hand.until, calendar.day(calendar.local(row.known_from).date()).end)


# --- Entries ---------------------------------------------------------------------------------


def entries_of(pattern: Claim, rows: Iterable[IncidentRow]) -> Iterator[Claim | Retraction]:
    """Of each row its event as first told, then its corrections, or that it is taken back."""
    in_order = sorted(rows, key=lambda row: (row.id, row.known_from))
    for name, versions in groupby(in_order, key=lambda row: row.id):
        yield from entries_of_one(pattern, name, tuple(versions))


def entries_of_one(
    pattern: Claim, row_name: str, versions: tuple[IncidentRow, ...]
) -> Iterator[Claim | Retraction]:
    """A version that follows at once corrects what was told; one after a time in which the row was
    none of these tells it anew."""
    assert isinstance(pattern.content, EventContent), "the pattern is an event"
    deed = pattern.content.deed
    told, number = None, 0  # the entry that stands, and how many there are
    for row, following in zip(versions, (*versions[1:], None), strict=True):
        number += 1
        name = entry_of_row(pattern.id, number, row_name)
        yield replace(
            pattern,
            id=name,
            content=EventContent(deed, row.when, label=row.id),
            known=max(pattern.known, row.known_from),
            casualties=casualties_of(row),
            place=row.place,
            corrects=() if told is None else (told,),
        )
        told = told or name
        if row.known_to == NEVER or (following and following.known_from <= row.known_to):
            continue
        number += 1
        known = max(pattern.known, row.known_to)
        name = entry_of_row(pattern.id, number, row_name)
        yield Retraction(
            name, pattern.report, told, pattern.chain, known, TAKEN_BACK, span=pattern.span
        )
        told = None


def casualties_of(row: IncidentRow) -> Casualties | None:
    if row.killed is None and row.injured is None:
        return None
    return Casualties(row.killed, row.injured)
