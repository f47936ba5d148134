"""What if: entries that nobody reported, read from the words in which somebody assumes them.

An assumed entry is read and checked like any other, and stands in a report of its own that became
known at the instant of the question. Its chain ends with `the assumption`, a name that no source
can have, so that wherever its chain is shown nobody can take it for the record.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import cast

from servanda.language import reader, tree
from servanda.language.clause import Clause
from servanda.language.diagnostic import Diagnostic
from servanda.language.lines import Line
from servanda.language.near_miss import did_you_mean
from servanda.language.reader import Misread
from servanda.language.record_clause import ClaimedResolution
from servanda.language.tables import Stuck
from servanda.language.tree import ClaimHeader, CoverageHeader, Statement
from servanda.language.vocabulary import Vocabulary
from servanda.record.claim import build_claims
from servanda.record.complaint import error, finish
from servanda.record.coverage import build_coverage
from servanda.record.model import Claim, Coverage, Record, Report, Source
from servanda.record.setting import ReportInHand, Setting
from servanda.values.calendar import Calendar
from servanda.values.instant import Instant
from servanda.values.span import Span

OPTION = "--assume"
PUBLISHER = "the assumption"  # with a space: no source can be declared under it
BREAK = re.compile(r'("[^"\n]*")|;')
OTHER_ENTRY = re.compile(  # what stands in a report, too, and begins with words of its own
    r"(access denied to|(same|different) events?|(correction|retraction) of|"
    r"(visit|meeting|call|statement|position|report|figures) (?!says?\b|via\b|and\b))"
)
SPACE = re.compile(r'("[^"\n]*")|\s+')
STARTS: Mapping[type[tree.Header], str] = {
    ClaimHeader: "claim_clause",
    CoverageHeader: "coverage_clause",
}


def with_assumed(
    record: Record,
    assumed: Sequence[str],
    known: Instant,
    vocabulary: Vocabulary,
    calendar: Calendar,
) -> tuple[Record, tuple[Diagnostic, ...]]:
    """The record as if these entries, too, had become known at an instant; and what is wrong with
    them. Spans are places in `texts_of` the same words."""
    sources = {**record.sources, PUBLISHER: Source(PUBLISHER, "what this question assumes")}
    setting = Setting(vocabulary, calendar, sources, record.offices, record.occasions, {})
    reports = dict(record.reports)
    found: list[Diagnostic] = []
    entries: list[Claim | Coverage] = []
    for path, text in texts_of(assumed).items():
        report = Report(free_id(reports), f"Assumed: {text}", PUBLISHER, known)
        hand = ReportInHand(report, known, end_of_day(known, calendar))
        statement, misread = statement_of(text, path)
        made, complaints = built(statement, hand, setting) if not misread else ((), misread)
        wrong = (*complaints, *unknown_entries(statement, record))
        found.extend(wrong)
        entries.extend(() if wrong else made)
        reports[report.id] = report
    claims = tuple(one for one in entries if isinstance(one, Claim))
    coverage = tuple(one for one in entries if isinstance(one, Coverage))
    return replace(
        record,
        sources=sources,
        reports=reports,
        claims=tuple(sorted((*record.claims, *claims), key=lambda one: one.known)),
        coverage=tuple(sorted((*record.coverage, *coverage), key=lambda one: one.known)),
    ), tuple(found)


def texts_of(assumed: Sequence[str]) -> dict[str, str]:
    """Each assumption by the option it was typed in, with the word `claim` if it was left out."""
    several = len(assumed) > 1
    return {
        f"{OPTION} {number}" if several else OPTION: with_first_word(text)
        for number, text in enumerate(assumed, start=1)
    }


def with_first_word(text: str) -> str:
    words = text.split()
    begins = bool(words) and (words[0] == "claim" or words[:2] == ["coverage", "by"])
    return text.strip() if begins or OTHER_ENTRY.match(text.strip()) else f"claim {text.strip()}"


def free_id(reports: Mapping[str, Report]) -> str:
    number = 1
    while f"assumed-{number}" in reports:
        number += 1
    return f"assumed-{number}"


def end_of_day(known: Instant, calendar: Calendar) -> Instant:
    return calendar.day(calendar.local(known).date()).end


def unknown_entries(statement: Statement, record: Record) -> Iterator[Diagnostic]:
    """A complaint where an assumption resolves what the record does not have."""
    ids = [*(one.id for one in record.claims), *(one.id for one in record.engagements)]
    for clause in statement.clauses:
        if isinstance(clause, ClaimedResolution) and clause.entry.text not in ids:
            message = f"no claim has the id `{clause.entry.text}`"
            hint = did_you_mean(clause.entry.text, ids)
            yield error("unknown-entry", clause.entry, message, hint)


def built(
    statement: Statement, hand: ReportInHand, setting: Setting
) -> tuple[tuple[Claim | Coverage, ...], tuple[Diagnostic, ...]]:
    header = statement.header
    if isinstance(header, CoverageHeader):
        return finish(build_coverage(statement, header, 1, hand, setting))
    assert isinstance(header, ClaimHeader), "nothing else is read"
    return finish(build_claims(statement, header, 1, hand, setting))


# --- Reading one entry, which may stand on one line ----------------------------------------------


def statement_of(text: str, path: str) -> tuple[Statement, tuple[Diagnostic, ...]]:
    """The entry, its clauses parted by new lines, by `;` or by where the grammar lets one end."""
    first, *others = pieces_of(text)
    place = reader.place_of(first, path)
    if OTHER_ENTRY.match(text):
        return nothing_read(place), (neither(place),)
    header = reader.read(first, "header", path)
    if isinstance(header, Misread):
        return nothing_read(place), (diagnostic(header),)
    assert isinstance(header, ClaimHeader | CoverageHeader), "the first word says which"
    read = [reader.read(other, STARTS[type(header)], path) for other in others]
    clauses = tuple(cast(Clause, one) for one in read if not isinstance(one, Misread))
    misread = tuple(diagnostic(one) for one in read if isinstance(one, Misread))
    return Statement(header, clauses, span=place), misread


def nothing_read(place: Span) -> Statement:
    return Statement(tree.Unreadable((), span=place), (), span=place)


def neither(place: Span) -> Diagnostic:
    message = "only claims and coverage can be assumed, and this is neither"
    hint = "write `SOURCE says ...; on DATE` or `coverage by BODY; of ...; from DATE to DATE`"
    return Diagnostic("unreadable-header", "error", place, "", message, hint)


def diagnostic(misread: Misread) -> Diagnostic:
    problem = misread.problem
    return Diagnostic(problem.name, "error", misread.span, "", problem.message, problem.hint)


def pieces_of(text: str) -> list[Line]:
    """The header and the clauses of an entry."""
    found: list[Line] = []
    kind: type[tree.Header] = CoverageHeader if text.startswith("coverage") else ClaimHeader
    for line in lines_in(text):
        rest = line
        if not found:
            head, rest = parted(line, "header")
            found.append(head)
        while rest.text.strip():
            clause, rest = parted(rest, STARTS[kind])
            found.append(clause)
    return found


def parted(line: Line, start: str) -> tuple[Line, Line]:
    """The longest piece at the beginning of which the grammar makes something, and the rest, both
    with their places kept; the whole line where it makes nothing of any."""
    ends = [space.start() for space in SPACE.finditer(line.text) if space[1] is None]
    for end in sorted((*ends, len(line.text)), reverse=True):
        piece = line.text[:end]
        if piece.strip() and not isinstance(reader.found_in(piece, start), Stuck):
            return replace(line, text=piece), replace(line, text=" " * end + line.text[end:])
    return line, replace(line, text="")


def lines_in(text: str) -> Iterator[Line]:
    """The parts between breaks, each padded so that what is found in it keeps its place."""
    for number, row in enumerate(text.split("\n"), start=1):
        start = 0
        for found in (*BREAK.finditer(row), None):
            if found is None or found[1] is None:
                end = len(row) if found is None else found.start()
                if row[start:end].strip():
                    yield Line(number, " " * start + row[start:end], 0)
                start = end + 1
