"""From documents to the record: every entry under its report, each name declared, each date placed.

An entry of which something is wrong is left out, with a diagnostic that says why. Ids count what
is written, not what could be used, so that a slip elsewhere does not rename a claim.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from servanda.language.diagnostic import Diagnostic, once_each
from servanda.language.fences import one_letter_apart
from servanda.language.tree import (
    AccessDeniedHeader,
    ClaimHeader,
    CorrectionHeader,
    CoverageHeader,
    Document,
    EngagementHeader,
    EventLinkHeader,
    FiguresHeader,
    IncidentsHeader,
    PositionHeader,
    ReportHeader,
    RetractionHeader,
    SourceHeader,
    Statement,
    Unreadable,
    WithheldHeader,
)
from servanda.language.vocabulary import Vocabulary
from servanda.record.claim import build_claims
from servanda.record.complaint import Building, Built, error, finish, placed
from servanda.record.copies import stories_of
from servanda.record.correction import (
    Waiting,
    build_corrections,
    build_retraction,
    what_was_said,
)
from servanda.record.coverage import build_coverage, build_denied
from servanda.record.engagement import build_engagement, build_position
from servanda.record.event_link import Linking, build_links, usable_links
from servanda.record.figure_claims import build_figures
from servanda.record.figures import Figures, Malformed
from servanda.record.in_time import report_known
from servanda.record.incident_claims import build_incidents
from servanda.record.incident_rows import RowsRead
from servanda.record.marking import marking_of
from servanda.record.model import (
    Claim,
    Coverage,
    DeniedAccess,
    Engagement,
    Entry,
    EventLink,
    Position,
    Record,
    Report,
    Retraction,
)
from servanda.record.numbering import AT_ONCE, ENTRIES, FROM_FILES, Numbering, sort_of
from servanda.record.report import build_occasions, build_offices, build_report, build_sources
from servanda.record.resolution import wrong_resolutions
from servanda.record.setting import ReportInHand, Setting
from servanda.values.calendar import Calendar

NO_FIGURES: Mapping[str, Figures | Malformed] = MappingProxyType({})
NO_ROWS: Mapping[str, RowsRead] = MappingProxyType({})


def build_record(
    documents: Iterable[Document],
    vocabulary: Vocabulary,
    calendar: Calendar,
    figures: Mapping[str, Figures | Malformed] = NO_FIGURES,
    incidents: Mapping[str, RowsRead] = NO_ROWS,
) -> tuple[Record, tuple[Diagnostic, ...]]:
    """The record that the documents make up, in order of becoming known, and what is wrong;
    `figures` are the files of revisions beside them, `incidents` those of incidents, by name."""
    pages = tuple(documents)
    statements = tuple(each for page in pages for each in page.statements)
    setting, found = build_setting(statements, vocabulary, calendar)
    setting = replace(setting, figures=figures, incidents=incidents)
    desk = Desk(setting, found)
    for page in pages:
        desk.read(page)
    desk.correct()
    desk.check_resolutions()
    desk.link()
    desk.retract()
    entries = sorted(desk.entries, key=lambda entry: entry.known)
    reports = sorted(desk.reports.values(), key=report_known)
    claims = tuple(each for each in entries if isinstance(each, Claim))
    record = Record(
        sources=setting.sources,
        reports={report.id: report for report in reports},
        claims=claims,
        coverage=tuple(each for each in entries if isinstance(each, Coverage)),
        denied=tuple(each for each in entries if isinstance(each, DeniedAccess)),
        engagements=tuple(each for each in entries if isinstance(each, Engagement)),
        positions=tuple(each for each in entries if isinstance(each, Position)),
        occasions=setting.occasions,
        offices=setting.offices,
        links=tuple(each for each in entries if isinstance(each, EventLink)),
        retractions=tuple(sorted(desk.retractions, key=lambda one: one.known)),
        is_open=desk.is_open,
    )
    return record, once_each(desk.found)


def build_setting(
    statements: Sequence[Statement], vocabulary: Vocabulary, calendar: Calendar
) -> tuple[Setting, list[Diagnostic]]:
    """The sources, offices and occasions that everything else rests on."""
    sources, about_sources = finish(build_sources(statements, vocabulary, calendar))
    occasions, about_occasions = finish(build_occasions(statements, calendar))
    offices = build_offices(statements)
    stories = stories_of(statements)
    setting = Setting(vocabulary, calendar, sources, offices, occasions, stories)
    return setting, [*about_sources, *about_occasions]


@dataclass(slots=True)
class Desk:
    """One pass over the documents; a report is in hand until the next one or the end of a file."""

    setting: Setting
    found: list[Diagnostic]
    reports: dict[str, Report] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    linkings: list[Linking] = field(default_factory=list)
    written: dict[str, Statement] = field(default_factory=dict)  # what has an id, used or not
    corrections: list[Waiting[CorrectionHeader]] = field(default_factory=list)
    withdrawing: list[Waiting[RetractionHeader]] = field(default_factory=list)
    retractions: list[Retraction] = field(default_factory=list)
    is_open: bool = True

    def read(self, document: Document) -> None:
        hand: ReportInHand | None = None
        is_in_report = False
        numbering = Numbering()
        for statement in document.statements:
            header = statement.header
            if isinstance(header, ENTRIES | ReportHeader | SourceHeader):
                self.mark(statement)
            if isinstance(header, ReportHeader):
                hand, is_in_report = self.take_up(statement, header), True
                numbering = Numbering()
            elif isinstance(header, Unreadable) and may_be_report(header):
                hand, is_in_report = None, True
            elif isinstance(header, WithheldHeader):
                numbering.skip(header)
            elif isinstance(header, ENTRIES) and hand is not None:
                self.enter(statement, header, numbering, hand)
            elif isinstance(header, ENTRIES) and not is_in_report:
                message = "this stands in no report, so nobody can say who published it and when"
                hint = "put a `report` header above it, with `by SOURCE` and `on DATE`"
                complaint = error("entry-without-report", header, message, hint)
                self.found.extend(placed(statement, (complaint,)))

    def mark(self, statement: Statement) -> None:
        """Notes whether everybody may see it; who else may is for the log to say."""
        marking = self.kept(statement, marking_of(statement, self.setting.calendar))
        self.is_open = self.is_open and marking.is_open

    def take_up(self, statement: Statement, header: ReportHeader) -> ReportInHand | None:
        """The report, unless its head cannot be used or its id is taken (complained of before)."""
        hand = self.kept(statement, build_report(statement, header, self.setting))
        if hand is None or hand.report.id in self.reports:
            return None
        self.reports[hand.report.id] = hand.report
        return hand

    def enter(
        self,
        statement: Statement,
        header: ENTRIES,
        numbering: Numbering,
        hand: ReportInHand,
    ) -> None:
        """Adds what a statement enters in the record, numbered within its report and sort."""
        numbers = numbering.take(statement, header)
        first = numbers.start
        for number in numbers:
            self.written[f"{hand.report.id}.{sort_of(header)}{number}"] = statement
        if isinstance(header, CorrectionHeader):
            self.corrections.append(Waiting(statement, header, first, hand))
        elif isinstance(header, RetractionHeader):
            self.withdrawing.append(Waiting(statement, header, first, hand))
        elif isinstance(header, FROM_FILES):
            told = self.kept(statement, self.from_file(statement, header, first, hand))
            self.entries.extend(one for one in told if isinstance(one, Claim))
            self.retractions.extend(one for one in told if isinstance(one, Retraction))
        elif isinstance(header, EventLinkHeader):
            linking = build_links(statement, header, first, hand, self.setting)
            self.linkings.append(self.kept(statement, linking))
        else:
            self.entries.extend(self.kept(statement, self.build(statement, header, first, hand)))

    def from_file(
        self, statement: Statement, header: FROM_FILES, first: int, hand: ReportInHand
    ) -> Building[tuple[Claim | Retraction, ...]]:
        match header:
            case FiguresHeader():
                return (yield from build_figures(statement, header, first, hand, self.setting))
            case IncidentsHeader():
                return (yield from build_incidents(statement, header, first, hand, self.setting))

    def correct(self) -> None:
        """Adds the corrections, now that everything they may name has been read."""
        entries = {entry.id: entry for entry in self.entries}
        building = build_corrections(self.corrections, entries, self.written, self.setting)
        claims, complaints = finish(building)
        self.found.extend(complaints)
        self.entries.extend(claims)

    def link(self) -> None:
        """Adds what links two claims, now that all claims are there."""
        claims = {one.id: one for one in self.entries if isinstance(one, Claim)}
        links, about_links = usable_links(self.linkings, claims, frozenset(self.written))
        self.found.extend(about_links)
        self.entries.extend(links)

    def retract(self) -> None:
        told = (*self.entries, *self.retractions)
        said = what_was_said(told, self.reports.values())
        for one in sorted(self.withdrawing, key=lambda one: one.hand.known):
            building = build_retraction(one, said, self.written, self.setting)
            made = self.kept(one.statement, building)
            self.retractions.extend(made)
            said |= what_was_said(made)

    def check_resolutions(self) -> None:
        """Leaves out what resolves nothing that could be resolved."""
        wrong = wrong_resolutions(self.written, self.setting.vocabulary)
        spans = set()
        for statement, complaints in wrong:
            self.found.extend(complaints)
            spans.add(statement.span)
        self.entries = [one for one in self.entries if one.span not in spans]

    def build(
        self, statement: Statement, header: AT_ONCE, first: int, hand: ReportInHand
    ) -> Building[tuple[Entry, ...]]:
        match header:
            case ClaimHeader():
                return (yield from build_claims(statement, header, first, hand, self.setting))
            case CoverageHeader():
                return (yield from build_coverage(statement, header, first, hand, self.setting))
            case AccessDeniedHeader():
                return (yield from build_denied(statement, header, first, hand, self.setting))
            case EngagementHeader():
                return (yield from build_engagement(statement, header, first, hand, self.setting))
            case PositionHeader():
                return (yield from build_position(statement, header, first, hand, self.setting))

    def kept(self, statement: Statement, building: Building[Built]) -> Built:
        """The result, its complaints placed and kept."""
        built, complaints = finish(building)
        self.found.extend(placed(statement, complaints))
        return built


def may_be_report(header: Unreadable) -> bool:
    """True if a line that could not be read looks like the head of a report."""
    words = [word.text for word in header.words[:2]]
    return any(one_letter_apart(word, "report") for word in (*words[:1], "".join(words)))
