"""breach-without-consequence: a stipulation whose breach changes nothing.

    duty report-strengths
      north reports troops to mission
      by 2026-03-01

If North never reports, no clause says what follows: no suspension, no termination, nobody's choice,
nothing that waits for the report. A breach has a consequence if any clause asks whether the
stipulation is breached, overdue or done (or not done), or about its deed or level; if a ratio
answers its deed; if somebody `complies` with it; if it has an `if breached` or `if overdue` of its
own; if a body is formed by it; or if a fund is withheld until it is done. One finding for each
bearer lists all of its duties, bans and quotas that have none. What is described in words only is
never judged, and left out.

*Exact* of the text: consequences under general law (countermeasures, termination for material
breach) are outside it, and so is a general right to enforce that is tied to no breach. What only a
linkage would make wait does not count.

*What to do*: nothing, where none is meant. Otherwise `if breached, ...`, or let a performance of
the other side wait for this one.
"""

from collections.abc import Iterable, Iterator

from servanda.agreement import model
from servanda.agreement.dependencies import conditions_of, leaves
from servanda.agreement.model import Agreement, Clause
from servanda.agreement.subjects import Subject, subjects
from servanda.analysis.draft.finding import Finding
from servanda.analysis.draft.study import Study, finding
from servanda.analysis.draft.unverified_duty import is_judged
from servanda.analysis.draft.words import actor_names, holds, names
from servanda.evidence.matching import bears_on
from servanda.values.deed import Deed


def breach_without_consequence(study: Study) -> tuple[Finding, ...]:
    """For each bearer, everything owed whose breach sets nothing off."""
    asked_about = frozenset(
        name for subject in subjects(study.agreement) for name in answered_by(subject)
    ).union(counted(study.agreement))
    of_bearers: dict[tuple[str, ...], list[str]] = {}
    for stipulation in study.stipulations:
        owed = stipulation.kind in ("duty", "ban", "quota") and is_judged(stipulation)
        if owed and not is_effort(stipulation) and stipulation.name not in asked_about:
            bearers = study.bearers(stipulation.name)
            of_bearers.setdefault(bearers, []).append(stipulation.name)
    return tuple(of_bearer(who, found, study) for who, found in of_bearers.items())


def is_effort(stipulation: model.Stipulation) -> bool:
    """Of a mere effort no date and no result shows a breach."""
    return any(
        isinstance(clause, model.BestEffortClause) and not clause.afterwards
        for clause in stipulation.clauses
    )


def answered_by(subject: Subject) -> Iterator[str]:
    """The stipulations of which something in this one takes account."""
    for clause in clauses_of(subject):
        yield from answered_in(clause, subject.name)


def answered_in(clause: Clause, own: str) -> Iterator[str]:
    match clause:
        case model.ConsequenceClause() | model.ChoiceClause():
            yield own
        case model.StageClause(clauses=inner):
            yield from (name for one in inner for name in answered_in(one, own))
        case model.InStepClause(other):
            yield other
        case _:
            yield from asked_in(conditions_of(clause))


def counted(agreement: Agreement) -> Iterator[str]:
    """The stipulations whose deed or level something waits for, or answers in a ratio."""
    for actor in agreement.actors.values():
        if actor.competence.formed_by is not None:
            yield actor.competence.formed_by
    deeds, levels = awaited_deeds(agreement), awaited_levels(agreement)
    for stipulation in agreement.stipulations:
        for clause in stipulation.clauses:
            match clause:
                case model.DeedClause(deed=deed):
                    if any(
                        bears_on(deed, asked, agreement) for asked in deeds.get(deed.action, ())
                    ):
                        yield stipulation.name
                case model.LevelClause(level=level) if level.level in levels:
                    yield stipulation.name
                case _:
                    continue


def awaited_deeds(agreement: Agreement) -> dict[str, list[Deed]]:
    """By action, the deeds that a condition waits for or a ratio counts."""
    found: dict[str, list[Deed]] = {}
    for subject in subjects(agreement):
        for clause in clauses_of(subject):
            asked = [leaf.deed for leaf in leaves_in(clause) if isinstance(leaf, model.IsDone)]
            if isinstance(clause, model.DeedClause) and clause.for_each is not None:
                asked.append(clause.for_each)
            for deed in asked:
                found.setdefault(deed.action, []).append(deed)
    return found


def awaited_levels(agreement: Agreement) -> frozenset[str]:
    return frozenset(
        leaf.level.level
        for subject in subjects(agreement)
        for clause in clauses_of(subject)
        for leaf in leaves_in(clause)
        if isinstance(leaf, model.LevelStands)
    )


def clauses_of(subject: Subject) -> Iterator[Clause]:
    """The clauses of the text and of its readings: what only a linkage says is not agreed."""
    yield from subject.clauses
    for reading in subject.readings:
        yield from reading.clauses


def leaves_in(clause: Clause) -> Iterator[model.Condition]:
    for condition in conditions_of(clause):
        yield from leaves(condition)


def asked_in(conditions: Iterable[model.Condition]) -> Iterator[str]:
    for condition in conditions:
        for leaf in leaves(condition):
            match leaf:
                case model.StipulationIs(stipulation=name):
                    yield name
                case model.Complies(stipulations=listed):
                    yield from listed
                case _:
                    continue


def of_bearer(bearers: tuple[str, ...], found: list[str], study: Study) -> Finding:
    who = actor_names(bearers, study.agreement, "or")
    what = holds(len(found), "this stipulation", f"these {len(found)} stipulations")
    return finding(
        study,
        "breach-without-consequence",
        found,
        f"No clause says what follows from a breach of {what} by {who}: {names(found, 12)}.",
        "Add `if breached, ...`, or let something of the other side wait for it.",
        actors=bearers,
    )
