"""From the trees of its documents to an agreement, and to all that is wrong with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Protocol, TypeAlias, TypeVar
from zoneinfo import ZoneInfo, available_timezones

from servanda.agreement import model
from servanda.agreement.check_agreement import check_agreement
from servanda.agreement.check_statement import check_statement
from servanda.agreement.clauses import build_clause
from servanda.agreement.resolve import UTC, AgreementResolver
from servanda.agreement.words import Word, build_word, identifiers_in
from servanda.language import tree
from servanda.language.clause import (
    Clause,
    LinkageClause,
    ReadingClause,
    StageClause,
    StipulationClause,
)
from servanda.language.diagnostic import Diagnostic, once_each
from servanda.language.header_clause import (
    EntersClause,
    InForceClause,
    LapsesClause,
    SignedClause,
    TimeZoneClause,
    WeekendClause,
)
from servanda.language.near_miss import did_you_mean
from servanda.language.tree import Statement
from servanda.language.vocabulary import Declaring, Vocabulary, gather, kind_of
from servanda.values.calendar import SATURDAY_AND_SUNDAY, Calendar
from servanda.values.instant import NEVER, Instant
from servanda.values.span import Span

DAYS_OF_THE_WEEK = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"
)  # fmt: skip
Commitment: TypeAlias = model.Stipulation | model.Phase | model.Fund


class Named(Protocol):
    @property
    def name(self) -> str: ...


NamedWord = TypeVar("NamedWord", bound=Named)


def build_agreement(
    documents: Sequence[tree.Document],
) -> tuple[model.Agreement | None, Vocabulary, tuple[Diagnostic, ...]]:
    """The agreement that the documents make together; None if none of them has its header.

    With errors there still is an agreement, of what could be understood.
    """
    vocabulary, complaints = gather(documents)
    statements = [
        statement
        for document in documents
        for statement in document.statements
        if is_first(statement.header, vocabulary)
    ]
    builder = AgreementBuilder(vocabulary, statements)
    agreement = builder.build(documents)
    return agreement, vocabulary, once_each((*complaints, *builder.told))


def is_first(header: tree.Header, vocabulary: Vocabulary) -> bool:
    """False for a header whose name another one took before."""
    if not isinstance(header, Declaring):
        return True
    return vocabulary.declared[kind_of(header)].get(header.name.text) is header


class AgreementBuilder:
    """Builds one agreement, statement by statement, in the order in which they stand."""

    def __init__(self, vocabulary: Vocabulary, statements: Sequence[Statement]) -> None:
        self.vocabulary = vocabulary
        self.statements = statements
        self.told: list[Diagnostic] = []
        self.resolver = AgreementResolver(vocabulary, Calendar(UTC))

    def build(self, documents: Sequence[tree.Document]) -> model.Agreement | None:
        heads = [one for one in self.statements if isinstance(one.header, tree.AgreementHeader)]
        for other in heads[1:]:
            message = f"the agreement is already introduced at {heads[0].header.span}"
            self.tell(
                "two-agreements", other, message, "introduce a further text of it with `instrument`"
            )
        head = heads[0] if heads else None
        if head is None:
            self.told.append(no_agreement(documents))
        calendar = Calendar(UTC) if head is None else self.calendar(head)
        self.resolver = AgreementResolver(self.vocabulary, calendar)
        agreement = self.assembled(head)
        self.told.extend(check_agreement(agreement, self.vocabulary, self.statements))
        return None if head is None else agreement

    def assembled(self, head: Statement | None) -> model.Agreement:
        header = None if head is None else head.header
        assert header is None or isinstance(header, tree.AgreementHeader)
        words = [word for one in self.statements for word in self.words(one)]
        commitments = [one for each in self.statements for one in self.commitments(each)]
        return model.Agreement(
            name=header.name.text if header else "",
            title=header.title.text if header else "",
            calendar=self.resolver.calendar,
            in_force=NEVER if head is None else self.in_force(head),
            instruments=tuple(word for word in words if isinstance(word, model.Instrument)),
            actors=by_name(word for word in words if isinstance(word, model.Actor)),
            areas=by_name(word for word in words if isinstance(word, model.Area)),
            actions=by_name(word for word in words if isinstance(word, model.Action)),
            things=by_name(word for word in words if isinstance(word, model.Thing)),
            classes=by_name(word for word in words if isinstance(word, model.Class)),
            levels=by_name(word for word in words if isinstance(word, model.Level)),
            events=by_name(word for word in words if isinstance(word, model.Event)),
            stipulations=tuple(one for one in commitments if isinstance(one, model.Stipulation)),
            phases=tuple(one for one in commitments if isinstance(one, model.Phase)),
            funds=tuple(one for one in commitments if isinstance(one, model.Fund)),
            identifiers=identifiers_in(head.clauses) if head else (),
            enters=self.enters(head) if head else None,
            lapses=self.lapses(head) if head else None,
        )

    # --- The agreement's own clauses ---------------------------------------------------------

    def calendar(self, head: Statement) -> Calendar:
        """The calendar of the time zone; that of Greenwich where none can be used."""
        zones = [clause for clause in head.clauses if isinstance(clause, TimeZoneClause)]
        self.tell_of_second(head, zones)
        if not zones:
            if not head.unread:
                hint = "add a line such as `time zone Asia/Jerusalem`"
                message = "the agreement names no time zone, so its days are those of Greenwich"
                self.tell("no-time-zone", head, message, hint)
            return Calendar(UTC)
        zone = time_zone(zones[0].zone)
        if zone is None:
            message = f"there is no time zone `{zones[0].zone}`"
            near = did_you_mean(zones[0].zone, available_timezones())
            hint = near or "the names are those of the IANA database, such as `Asia/Jerusalem`"
            self.tell("no-such-time-zone", head, message, hint, zones[0].span)
        return Calendar(zone or UTC, self.weekend(head))

    def weekend(self, head: Statement) -> frozenset[int]:
        found = [clause for clause in head.clauses if isinstance(clause, WeekendClause)]
        self.tell_of_second(head, found)
        if not found:
            return SATURDAY_AND_SUNDAY
        days = [(name, DAYS_OF_THE_WEEK.index(name.text)) for name in found[0].days
                if name.text in DAYS_OF_THE_WEEK]  # fmt: skip
        for name in found[0].days:
            if name.text not in DAYS_OF_THE_WEEK:
                message = f"`{name.text}` is no day of the week"
                near = did_you_mean(name.text, DAYS_OF_THE_WEEK)
                hint = near or "write `weekend friday and saturday`"
                self.tell("no-such-day", head, message, hint, name.span)
        return frozenset(number for _, number in days)

    def in_force(self, head: Statement) -> Instant:
        """The date of entry into force; where that hangs on a condition, the date of signature,
        before which nothing counts."""
        entries = [one for one in head.clauses if isinstance(one, InForceClause | EntersClause)]
        self.tell_of_second(head, entries)
        signed = [clause for clause in head.clauses if isinstance(clause, SignedClause)]
        self.tell_of_second(head, signed)
        if entries and isinstance(entries[0], EntersClause) and not signed:
            hint = "add a line such as `signed 2025-10-08`"
            message = "nothing says from which day what is done counts towards the agreement"
            self.tell("no-date-of-signature", head, message, hint, entries[0].span)
            return NEVER
        found = [one for one in (*entries, *signed) if not isinstance(one, EntersClause)]
        if not entries:
            if not head.unread:
                hint = "add a line such as `in force 2025-10-10 12:00`"
                message = "the agreement does not say when it came into force, so nothing binds"
                self.tell("no-entry-into-force", head, message, hint)
            return NEVER
        instant = self.resolver.instant(found[0].date)
        self.take_complaints(head)
        return instant

    def enters(self, head: Statement) -> model.Condition | None:
        found = [clause for clause in head.clauses if isinstance(clause, EntersClause)]
        if not found:
            return None
        condition = self.resolver.condition(found[0].condition)
        return condition if self.take_complaints(head) else None

    def lapses(self, head: Statement) -> model.Condition | None:
        found = [clause for clause in head.clauses if isinstance(clause, LapsesClause)]
        self.tell_of_second(head, found)
        if not found:
            return None
        condition = self.resolver.condition(found[0].condition)
        return condition if self.take_complaints(head) else None

    def tell_of_second(self, head: Statement, clauses: Sequence[Clause]) -> None:
        for again in clauses[1:]:
            message = "this is said twice, and only the first is used"
            self.tell("said-twice", head, message, "keep the one that holds", again.span)

    # --- What is declared and agreed ---------------------------------------------------------

    def words(self, statement: Statement) -> Iterable[Word]:
        word = build_word(statement.header, statement.clauses, self.resolver)
        self.take_complaints(statement)
        return () if word is None else (word,)

    def commitments(self, statement: Statement) -> Iterable[Commitment]:
        header = statement.header
        if not isinstance(header, tree.StipulationHeader):
            return
        self.told.extend(check_statement(statement, header))
        written = tuple(
            clause for clause in statement.clauses if isinstance(clause, StipulationClause)
        )
        clauses = self.built(written, statement)
        readings = tuple(
            model.Reading(
                clause.name.text, self.reading(clause, statement), stage_named(clause, written)
            )
            for clause in written
            if isinstance(clause, ReadingClause)
        )
        linkages = tuple(
            model.Linkage(
                self.holder(clause, statement),
                self.built(clause.clauses, statement),
                stage_named(clause, written),
            )
            for clause in written
            if isinstance(clause, LinkageClause)
        )
        title = header.title.text if header.title else header.name.text
        name, instrument = header.name.text, statement.instrument or None
        said = (title, statement.article, clauses, readings, linkages, statement.span, instrument)
        match header.kind:
            case "phase":
                yield model.Phase(name, *said)
            case "fund":
                yield model.Fund(name, *said)
            case kind:
                yield model.Stipulation(name, kind, *said)

    def built(
        self, clauses: Iterable[StipulationClause], statement: Statement
    ) -> tuple[model.Clause, ...]:
        """The clauses that can be understood; each gives at most one complaint."""
        kept: list[model.Clause] = []
        for clause in clauses:
            built = build_clause(clause, self.resolver)
            understood = self.take_complaints(statement)
            if built is not None and understood:
                kept.append(built)
        return tuple(kept)

    def reading(self, clause: ReadingClause, statement: Statement) -> tuple[model.Clause, ...]:
        if not clause.clauses:
            return (model.AsItStandsClause(),)
        return self.built(clause.clauses, statement)

    def holder(self, clause: LinkageClause, statement: Statement) -> str:
        holder = self.resolver.actor(clause.holder)
        self.take_complaints(statement)
        return holder

    # --- Complaints --------------------------------------------------------------------------

    def take_complaints(self, statement: Statement) -> bool:
        """Keeps the first complaint of what was just built; True if there was none."""
        complaints = self.resolver.complaints
        self.told.extend(replace(one, article=statement.article) for one in complaints[:1])
        understood = not complaints
        complaints.clear()
        return understood

    def tell(
        self,
        name: str,
        at: Statement,
        message: str,
        hint: str | None = None,
        span: Span | None = None,
    ) -> None:
        where = span or at.header.span
        self.told.append(Diagnostic(name, "error", where, at.article, message, hint))


def stage_named(
    clause: ReadingClause | LinkageClause, text: Iterable[StipulationClause]
) -> str | None:
    """The stage that a reading or linkage is of; one that the text does not have is told by a
    check, and stands for none."""
    stages = {stage.name.text for stage in text if isinstance(stage, StageClause)}
    return clause.stage.text if clause.stage is not None and clause.stage.text in stages else None


def no_agreement(documents: Sequence[tree.Document]) -> Diagnostic:
    path = documents[0].path if documents else ""
    message = "no `agreement` header stands in any file"
    hint = 'one file begins with a line such as `agreement NAME "title"`'
    return Diagnostic("no-agreement", "error", Span(path, 1, 1, 1, 1), "", message, hint)


def time_zone(name: str) -> ZoneInfo | None:
    """The time zone of this name in the IANA database, if it has one."""
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        return None


def by_name(words: Iterable[NamedWord]) -> Mapping[str, NamedWord]:
    return MappingProxyType({word.name: word for word in words})
