"""Sources, offices, occasions and the heads of reports: everything that claims rest on."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from servanda.language.phrase import Name
from servanda.language.record_clause import (
    AccessClause,
    AddressClause,
    CampClause,
    GradeClause,
    HashClause,
    LanguageClause,
    OnClause,
    PublisherClause,
    RecordedClause,
    SpeaksForClause,
)
from servanda.language.tree import (
    OccasionHeader,
    OfficeHeader,
    ReportHeader,
    SourceHeader,
    Statement,
)
from servanda.language.vocabulary import Vocabulary
from servanda.record.chain import unknown_source
from servanda.record.complaint import Building, error, in_place, placed
from servanda.record.copies import build_copy_of, originals
from servanda.record.in_time import report_known
from servanda.record.marking import level_of
from servanda.record.model import Allegiance, Occasion, Office, Report, Source
from servanda.record.moment import end_of, first_instant, skipped_hour, term_interval
from servanda.record.setting import ReportInHand, Setting, every, only, words_of
from servanda.record.words import known_camp
from servanda.values.calendar import Calendar

OfSource = TypeVar("OfSource", CampClause, SpeaksForClause)


def build_sources(
    statements: Iterable[Statement], vocabulary: Vocabulary, calendar: Calendar
) -> Building[Mapping[str, Source]]:
    """Every source by its name; of two with one name, the first."""
    sources: dict[str, Source] = {}
    for statement in statements:
        if isinstance(statement.header, SourceHeader):
            building = build_source(statement, statement.header, vocabulary, calendar)
            source = yield from in_place(statement, building)
            sources.setdefault(source.name, source)
    return sources


def build_source(
    statement: Statement, header: SourceHeader, vocabulary: Vocabulary, calendar: Calendar
) -> Building[Source]:
    camps, offices = every(statement, CampClause), every(statement, SpeaksForClause)
    camp = yield from always([one for one in camps if not has_term(one)])
    speaks_for = yield from always([one for one in offices if not has_term(one)])
    grade = yield from only(statement, GradeClause)
    stated = yield from known_camp(whose(camp) if camp else None, vocabulary)
    bound = yield from known_camp(whose(speaks_for) if speaks_for else None, vocabulary)
    return Source(
        name=header.name.text,
        title=header.title.text,
        camp=stated or bound or camp_by_name(header.name.text, vocabulary),
        speaks_for=bound,
        access=(yield from words_of(statement, AccessClause)),
        grade=grade.grade if grade else None,
        camps=(yield from allegiances(camps, vocabulary, calendar)),
        offices=(yield from allegiances(offices, vocabulary, calendar)),
    )


def camp_by_name(name: str, vocabulary: Vocabulary) -> str | None:
    """A source that bears the name of an actor is of that camp. One that bears the name of an
    office need not be: a comptroller may judge the government whose office it is."""
    return name if vocabulary.has(name, "actor") else None


def whose(clause: CampClause | SpeaksForClause) -> Name:
    return clause.camp if isinstance(clause, CampClause) else clause.actor


def has_term(clause: CampClause | SpeaksForClause) -> bool:
    return clause.first is not None or clause.last is not None


def always(clauses: Sequence[OfSource]) -> Building[OfSource | None]:
    """The one clause that has no dates."""
    for other in clauses[1:]:
        message = "the same is said above, and only the first is used"
        hint = "keep the one that holds, or say from when to when each does"
        yield error("said-twice", other, message, hint)
    return clauses[0] if clauses else None


def allegiances(
    clauses: Sequence[CampClause | SpeaksForClause], vocabulary: Vocabulary, calendar: Calendar
) -> Building[tuple[Allegiance, ...]]:
    """For whom it speaks at which time; at one time for one."""
    found: list[Allegiance] = []
    for clause in filter(has_term, clauses):
        when = yield from term_interval(clause.first, clause.last, clause, calendar)
        actor = yield from known_camp(whose(clause), vocabulary)
        if when is None or actor is None:
            continue
        if any(one.when.overlaps(when) for one in found):
            message = "in a part of this time it speaks for somebody above, who is kept there"
            yield error("said-twice", clause, message, "let one end before the other begins")
        found.append(Allegiance(actor, when))
    return tuple(found)


def build_offices(statements: Iterable[Statement]) -> Mapping[str, Office]:
    """Every office and official by name; of two with one name, the first."""
    offices: dict[str, Office] = {}
    for statement in statements:
        header = statement.header
        if isinstance(header, OfficeHeader):
            office = Office(header.name.text, header.title.text, header.kind)
            offices.setdefault(office.name, office)
    return offices


def build_occasions(
    statements: Iterable[Statement], calendar: Calendar
) -> Building[Mapping[str, Occasion]]:
    """Every occasion by its name."""
    occasions: dict[str, Occasion] = {}
    for statement in statements:
        header = statement.header
        if not isinstance(header, OccasionHeader):
            continue
        if header.every.duration.unit != "year":
            message = f"an occasion recurs after years, not after {header.every.duration}"
            hint = "write it in years, as in `every 4 years`; what is owed more often is a `quota`"
            found = error("occasion-without-years", header.every, message, hint)
            yield from placed(statement, (found,))
            continue
        occasion = Occasion(
            name=header.name.text,
            title=header.title.text,
            every_years=header.every.duration.amount,
            first=first_instant(header.first, calendar),
        )
        occasions.setdefault(occasion.name, occasion)
    return occasions


# --- Heads of reports ------------------------------------------------------------------------


def build_report(
    statement: Statement, header: ReportHeader, setting: Setting
) -> Building[ReportInHand | None]:
    """A report's head; None without a publisher and a date, on which everything in it rests."""
    publisher = yield from publisher_of(statement, header, setting)
    published = yield from only(statement, OnClause)
    recorded = yield from recorded_after(statement, published, setting.calendar)
    if published is None and not statement.unread:
        hint = "add `on DATE`, the day on which it was published"
        message = "this report does not say when it appeared, so when it became known is open"
        yield error("report-without-date", header, message, hint)
    if published is None or publisher is None:
        return None
    yield from skipped_hour(published.date, setting.calendar)
    report = Report(
        id=header.name.text,
        title=header.title.text,
        publisher=publisher,
        published=first_instant(published.date, setting.calendar),
        recorded=first_instant(recorded.date, setting.calendar) if recorded else None,
        address=(yield from address_of(statement)),
        language=(yield from language_of(statement)),
        hash=(yield from hash_of(statement)),
        marking=(yield from level_of(statement)),
        copy_of=(yield from build_copy_of(statement, header, setting)),
        span=statement.header.span,
    )
    until = max(
        end_of(published.date, setting.calendar), setting.calendar.day(published.date.day).end
    )
    before = originals(report.copy_of, setting)
    return ReportInHand(report, report_known(report), until, before)


def publisher_of(
    statement: Statement, header: ReportHeader, setting: Setting
) -> Building[str | None]:
    clause = yield from only(statement, PublisherClause)
    if clause is None:
        if not statement.unread:
            hint = "add `by SOURCE`"
            message = "this report does not say who published it, so no chain of it has an end"
            yield error("report-without-publisher", header, message, hint)
        return None
    if clause.publisher.text not in setting.sources:
        yield unknown_source(clause.publisher, setting.sources, setting)
        return None
    return clause.publisher.text


def recorded_after(
    statement: Statement, published: OnClause | None, calendar: Calendar
) -> Building[RecordedClause | None]:
    """When the report was filed here: not before it was published."""
    clause = yield from only(statement, RecordedClause)
    if clause is not None and published is not None and clause.date.day < published.date.day:
        message = f"recorded on {clause.date.day}, and published only on {published.date.day}"
        hint = "correct the date that is wrong; often it is the year"
        yield error("recorded-before-published", clause, message, hint)
        return None
    return clause


def address_of(statement: Statement) -> Building[str | None]:
    clause = yield from only(statement, AddressClause)
    return clause.address.text if clause else None


def hash_of(statement: Statement) -> Building[str | None]:
    clause = yield from only(statement, HashClause)
    return clause.hash.text if clause else None


def language_of(statement: Statement) -> Building[str | None]:
    clause = yield from only(statement, LanguageClause)
    return clause.language.text if clause else None
