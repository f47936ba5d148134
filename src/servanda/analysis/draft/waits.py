"""Waits in words and in order: which clause makes one thing wait for another."""

from collections.abc import Collection, Iterator

from servanda.agreement.dependencies import conditions_of, names_in
from servanda.agreement.model import (
    BeginsClause,
    Clause,
    FromClause,
    InStepClause,
    OpenWhileClause,
    StageClause,
    SuspendedWhileClause,
    WhileClause,
    WithheldUntilClause,
    WithinClause,
)
from servanda.analysis.draft.clause_words import clause_words, waiting_clauses
from servanda.analysis.draft.needs import Moment
from servanda.analysis.draft.picture import waits_of
from servanda.analysis.draft.study import Study, View
from servanda.language.listing import listed

GATES = (
    FromClause, WithinClause, BeginsClause, OpenWhileClause, WithheldUntilClause,
    WhileClause, SuspendedWhileClause, InStepClause,
)  # fmt: skip


def in_order_of_waiting(circle: Collection[str], view: View) -> tuple[str, ...]:
    """The members, each followed where possible by one that it waits for."""
    ordered: list[str] = []
    rest = sorted(circle)
    while rest:
        waited = awaited_names(view, ordered[-1]) if ordered else ()
        following = next((one for one in waited if one in rest), rest[0])
        ordered.append(following)
        rest.remove(following)
    return tuple(ordered)


def awaited_names(view: View, name: str) -> tuple[str, ...]:
    """The stipulations, stages, phases and funds that the beginning of one waits for."""
    leaves = (leaf for leaf, _ in waits_of(view, name))
    return tuple(dict.fromkeys(leaf.name for leaf in leaves if isinstance(leaf, Moment)))


def wait_words(name: str, on: Collection[str], study: Study) -> str:
    """What one of them says of those it waits for: `a` says "from b done"."""
    said = list(dict.fromkeys(clauses_that_wait(name, on, study)))
    quoted = listed([f'"{words}"' for words in said])
    if not quoted:
        others = [one for one in awaited_names(study.whole, name) if one in on]
        return f"`{name}` waits for {listed([f'`{one}`' for one in others])}"
    return f"`{name}` says {quoted}"


def clauses_that_wait(name: str, on: Collection[str], study: Study) -> Iterator[str]:
    subject = study.subject(name)
    if subject is None:
        return
    stage = name.partition("/")[2]
    for clause, where in waiting_clauses(subject):
        if not isinstance(clause, GATES) or isinstance(clause, StageClause):
            continue
        if stage and where.startswith(" (stage") and where != f" (stage {stage})":
            continue
        if awaited_in(clause) & {one.split("/", 1)[0] for one in on}:
            yield clause_words(clause, study.agreement) + where


def awaited_in(clause: Clause) -> frozenset[str]:
    if isinstance(clause, InStepClause):
        return frozenset({clause.other})
    return frozenset(name for one in conditions_of(clause) for name in names_in(one))
