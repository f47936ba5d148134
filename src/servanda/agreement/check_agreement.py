"""What can be wrong with an agreement as a whole, once its names are known."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeGuard

from servanda.agreement import model
from servanda.agreement.check_references import check_references
from servanda.agreement.dependencies import conditions_of, leaves, needs
from servanda.agreement.model import Agreement, Condition
from servanda.agreement.subjects import Subject, all_clauses, subjects
from servanda.language import tree
from servanda.language.clause import CountingOnlyClause, LinkageClause, ReadingClause
from servanda.language.diagnostic import Diagnostic
from servanda.language.phrase import DeedPhrase, Name
from servanda.language.tree import Statement
from servanda.language.vocabulary import Vocabulary
from servanda.values.span import Span

BARE_AT_MOST = 1 / 20
NOWHERE = Span("", 1, 1, 1, 1)
FUND_WORDS: dict[type, str] = {model.PledgedByClause: "pledge", model.PaidByClause: "pay"}
TRIGGERS = (model.FromClause, model.WithinClause, model.DaysClause, model.BeginsClause)


def check_agreement(
    agreement: Agreement, vocabulary: Vocabulary, statements: Sequence[Statement]
) -> tuple[Diagnostic, ...]:
    return (
        *waits_for_itself(agreement),
        *circles(agreement, statements),
        *classes_of_bases(vocabulary, statements),
        *bare_events(agreement, statements),
        *words_of_funds(agreement),
        *check_references(agreement),
    )


def waits_for_itself(agreement: Agreement) -> Iterator[Diagnostic]:
    """Triggers that need what they trigger. Longer circles are for the analysis to explain."""
    for subject in subjects(agreement):
        for clause in all_clauses(subject):
            waits = isinstance(clause, TRIGGERS) and any(
                subject.name in needs(condition) for condition in conditions_of(clause)
            )
            if waits:
                message = f"`{subject.name}` can begin only once it has begun"
                hint = "name the event or the other stipulation that it waits for"
                where = subject.span or NOWHERE
                yield Diagnostic("waits-for-itself", "error", where, subject.article, message, hint)
                break
        else:
            yield from awaited_by_entry(subject, agreement)


def awaited_by_entry(subject: Subject, agreement: Agreement) -> Iterator[Diagnostic]:
    """What the entry into force waits for, and says not that it is in force before."""
    entry = entry_of(subject, agreement)
    says_from = any(isinstance(clause, model.FromClause) for clause in subject.clauses)
    from_agreement = entry is agreement.enters
    if not isinstance(subject, model.Stipulation) or (says_from and from_agreement):
        return
    if entry is not None and subject.name in needs(entry):
        message = f"`{subject.name}` begins with the entry into force, which waits for it"
        hint = "say from when it is in force: `from CONDITION`"
        if not from_agreement:
            hint = "write it before the instrument, in what is in force before"
        where = subject.span or NOWHERE
        yield Diagnostic("waits-for-itself", "error", where, subject.article, message, hint)


def entry_of(subject: Subject, agreement: Agreement) -> Condition | None:
    """The condition on which the entry into force hangs, of its instrument or the agreement."""
    own = (one.in_force for one in agreement.instruments if one.name == subject.instrument)
    return next((entry for entry in own if entry is not None), agreement.enters)


def words_of_funds(agreement: Agreement) -> Iterator[Diagnostic]:
    """Money is pledged and paid in these two words, so an agreement with a fund declares them."""
    for fund in agreement.funds:
        for clause in all_clauses(fund):
            word = FUND_WORDS.get(type(clause))
            if word is not None and word not in agreement.actions:
                message = f"no claim can say that anybody {word}s: `{word}` is not declared"
                hint = f'add `action {word} "..."`'
                where = fund.span or NOWHERE
                yield Diagnostic("fund-word-missing", "error", where, fund.article, message, hint)


# --- Circles -------------------------------------------------------------------------------------


def circles(agreement: Agreement, statements: Sequence[Statement]) -> Iterator[Diagnostic]:
    within = {area.name: (area.within,) if area.within else () for area in agreement.areas.values()}
    binds = {actor.name: actor.binds for actor in agreement.actors.values()}
    led = {one.name: (one.led_by,) if one.led_by else () for one in agreement.actors.values()}
    yield from circles_in(within, "lies within", statements, tree.AreaHeader)
    yield from circles_in(binds, "binds", statements, tree.ActorHeader)
    yield from circles_in(led, "is led by", statements, tree.ActorHeader)


def circles_in(
    above: Mapping[str, tuple[str, ...]],
    relation: str,
    statements: Sequence[Statement],
    kind: type[tree.AreaHeader] | type[tree.ActorHeader],
) -> Iterator[Diagnostic]:
    """One complaint for each circle, where the first of its names is declared."""
    told: set[str] = set()
    for statement in statements:
        header = statement.header
        if not isinstance(header, kind) or header.name.text in told:
            continue
        circle = way_back(header.name.text, above)
        if circle:
            told.update(circle)
            way = ", which ".join(f"{relation} `{name}`" for name in circle)
            message = f"`{header.name.text}` {way}: a circle has no beginning"
            hint = "take one of these links away"
            yield Diagnostic(
                "circular-definition", "error", header.span, statement.article, message, hint
            )


def way_back(start: str, above: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The shortest way from a name up to itself, which ends with it; empty if there is none."""
    ways: list[tuple[str, ...]] = [(name,) for name in above.get(start, ())]
    seen: set[str] = set()
    for way in ways:
        if way[-1] == start:
            return way
        if way[-1] not in seen:
            seen.add(way[-1])
            ways.extend((*way, name) for name in above.get(way[-1], ()))
    return ()


# --- Ratios --------------------------------------------------------------------------------------


def classes_of_bases(
    vocabulary: Vocabulary, statements: Sequence[Statement]
) -> Iterator[Diagnostic]:
    """`counting only` must name a class of what the ratio counts."""
    for statement in statements:
        bases = {
            clause.for_each.thing.text
            for clause in written_clauses(statement)
            if isinstance(clause, DeedPhrase) and clause.for_each is not None
        }
        for clause in written_clauses(statement):
            if not isinstance(clause, CountingOnlyClause) or not bases:
                continue
            found = vocabulary.class_named(clause.class_name.text)
            if found is not None and found.of.text not in bases:
                yield another_thing(clause.class_name, found, bases, statement)


def another_thing(
    name: Name, found: tree.ClassHeader, bases: set[str], statement: Statement
) -> Diagnostic:
    counted = " or ".join(f"`{base}`" for base in sorted(bases))
    message = f"`{name.text}` is a class of `{found.of.text}`, and the ratio counts {counted}"
    hint = f"use a class of {counted}, or declare one"
    return Diagnostic(
        "class-of-another-thing", "error", name.span, statement.article, message, hint
    )


def written_clauses(statement: Statement) -> Iterator[object]:
    for clause in statement.clauses:
        yield clause
        if isinstance(clause, ReadingClause | LinkageClause):
            yield from clause.clauses


# --- Bare events ---------------------------------------------------------------------------------


def bare_events(agreement: Agreement, statements: Sequence[Statement]) -> Iterator[Diagnostic]:
    """One warning where more than one condition in twenty is an event without a deed."""
    conditions = [
        leaf
        for subject in subjects(agreement)
        for clause in all_clauses(subject)
        for condition in conditions_of(clause)
        for leaf in leaves(condition)
    ]
    entries = (agreement.enters, *(one.in_force for one in agreement.instruments))
    conditions.extend(leaf for entry in entries for leaf in leaves(entry))
    bare = [leaf.event for leaf in conditions if is_bare(leaf, agreement)]
    if len(bare) <= len(conditions) * BARE_AT_MOST:
        return
    names = ", ".join(f"`{name}`" for name in sorted(set(bare)))
    message = f"{len(bare)} of {len(conditions)} conditions are events without a deed: {names}"
    hint = 'define them: `event NAME "..." is ACTOR ACTION THING`'
    for statement in statements:
        header = statement.header
        if isinstance(header, tree.EventHeader) and header.name.text in bare:
            article = statement.article
            yield Diagnostic("bare-event", "warning", header.span, article, message, hint)
            return


def is_bare(condition: Condition, agreement: Agreement) -> TypeGuard[model.Happens]:
    if not isinstance(condition, model.Happens):
        return False
    event = agreement.events.get(condition.event)
    return event is not None and event.deed is None and event.on is None
