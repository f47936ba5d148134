"""undefined-name: something the agreement speaks of and does not say what it is.

    event normalisation "life has returned to normal"

    phase three
      begins when normalisation

No deed and no date defines the event, so that nobody can say when it has happened; and the third
phase begins then. The rule lists events without a definition that something waits for. Names that
are nowhere declared are errors of the text (`servanda check`); should an agreement with such an
error be analysed all the same, they are listed here too.

*Exact*.

*What to do*: `event normalisation "..." is ACTOR ACTION THING`, or `on DATE`; declare the name.
"""

from collections.abc import Iterable, Iterator

from servanda.agreement import model
from servanda.agreement.dependencies import conditions_of, leaves
from servanda.agreement.model import Agreement
from servanda.agreement.subjects import Subject, all_clauses, subjects
from servanda.analysis.draft.finding import Finding
from servanda.analysis.draft.study import Study, every_clause, finding
from servanda.analysis.draft.words import names
from servanda.evidence.matching import principal
from servanda.values.deed import Deed


def undefined_name(study: Study) -> tuple[Finding, ...]:
    """Events that nothing defines, and names that nothing declares."""
    return (*bare_events(study), *undeclared(study))


def bare_events(study: Study) -> Iterator[Finding]:
    awaited: dict[str, list[str]] = {}
    for subject in subjects(study.agreement):
        for event in events_in(every_condition(subject_clauses(subject))):
            awaited.setdefault(event, []).append(subject.name)
    for name, waiting in awaited.items():
        known = study.agreement.events.get(name)
        if known is not None and known.deed is None and known.on is None:
            yield finding(
                study,
                "undefined-name",
                (*dict.fromkeys(waiting), name),
                f'No deed and no date says when "{known.meaning}" (`{name}`) has happened, and '
                f"{names(dict.fromkeys(waiting), 8)} depend{'s' if len(set(waiting)) == 1 else ''} "
                "on it.",
                f'Define it: `event {name} "..." is ACTOR ACTION THING`, or `on DATE`.',
            )


def subject_clauses(subject: Subject) -> Iterator[model.Clause]:
    for clause in all_clauses(subject):
        yield clause
        if isinstance(clause, model.StageClause):
            yield from clause.clauses


def every_condition(clauses: Iterable[model.Clause]) -> Iterator[model.Condition]:
    for clause in clauses:
        for condition in conditions_of(clause):
            yield from leaves(condition)


def events_in(conditions: Iterable[model.Condition]) -> Iterator[str]:
    return (one.event for one in conditions if isinstance(one, model.Happens))


# --- Names that nothing declares -----------------------------------------------------------------


def undeclared(study: Study) -> Iterator[Finding]:
    agreement = study.agreement
    known = known_names(agreement)
    missing = [name for name in used_names(agreement) if name not in known]
    for name in dict.fromkeys(missing):
        yield Finding(
            "undefined-name", "exact", (name,), (),
            f"`{name}` is used and nowhere declared.", "Declare it, or correct the name.",
        )  # fmt: skip


def known_names(agreement: Agreement) -> frozenset[str]:
    """Every name that a deed or a condition may use."""
    tables = (
        agreement.actors, agreement.areas, agreement.actions, agreement.things,
        agreement.classes, agreement.levels, agreement.events,
    )  # fmt: skip
    subject_names = (each.name for each in subjects(agreement))
    return frozenset(subject_names).union(*tables)


def used_names(agreement: Agreement) -> Iterator[str]:
    for clause in every_clause(agreement):
        match clause:
            case model.DeedClause(deed=deed, for_each=base):
                yield from deed_names(deed)
                yield from deed_names(base) if base is not None else ()
            case model.LevelClause(actors=actors, level=level):
                yield from (principal(one) for one in actors)
                yield level.level
            case model.OutcomeAlsoClause(deed=deed):
                yield from deed_names(deed)
            case model.VerifiedByClause(verifiers=verifiers):
                yield from (principal(one) for one in verifiers)
            case _:
                continue
    for leaf in every_condition(every_clause(agreement)):
        yield from leaf_names(leaf)


def deed_names(deed: Deed) -> Iterator[str]:
    yield from (principal(one) for one in deed.actors)
    yield deed.action
    others = (deed.thing, deed.to, deed.via, deed.origin, deed.place)
    yield from (principal(one) for one in others if one is not None)


def leaf_names(leaf: model.Condition) -> Iterator[str]:
    match leaf:
        case model.Happens(event=name) | model.StipulationIs(stipulation=name):
            yield name
        case model.PhaseIsOpen(phase=name) | model.PhaseIsDeclaredOpen(phase=name):
            yield name
        case model.IsDone(deed=deed):
            yield from deed_names(deed)
        case model.Complies(actor=actor, stipulations=listed):
            yield from (principal(actor), *listed)
        case model.LevelStands(level=level):
            yield level.level
        case _:
            return
