"""How a condition comes to hold: at an instant of its own, or sure only once a day is over.

A deed, an act or a certificate of the 20th is sure at the midnight that ends the 20th, so days are
counted from the instant before that. A date, a level or a delay begins to hold where it says.
"""

from collections.abc import Callable, Iterable

from servanda.agreement.model import (
    Agreement,
    All,
    Any,
    Condition,
    DateHasCome,
    DeedClause,
    Happens,
    IsDone,
    PhaseIsOpen,
    StipulationIs,
)
from servanda.verdict.subject import Subject

DONE = ("done", "begun")
BY_ACT = ("certified", "waived")
SubjectOf = Callable[[str], Subject]


def is_sure_once_over(
    condition: Condition | None,
    agreement: Agreement,
    subject_of: SubjectOf,
    above: frozenset[str] = frozenset(),
) -> bool:
    """Whether what makes a condition hold is sure only once the time is over at which it came:
    deeds, acts and certificates, and the phases that these open."""

    def all_are(parts: Iterable[Condition]) -> bool:
        return all(is_sure_once_over(part, agreement, subject_of, above) for part in parts)

    match condition:
        case IsDone():
            return True
        case Happens(event):
            return agreement.events[event].on is None
        case StipulationIs(name, state):
            return state in BY_ACT or (state in DONE and _is_of_deeds(subject_of(name)))
        case PhaseIsOpen(name) if name not in above:
            terms = subject_of(name).terms
            gates = [gate for gate in (terms.begins, terms.open_while) if gate is not None]
            own = above | {name}
            return all(is_sure_once_over(gate, agreement, subject_of, own) for gate in gates)
        case All(parts):  # of a deed and a date, the deed decides whenever it is not known when
            undated = [part for part in parts if not _is_date(part, agreement)]
            return bool(undated) and all_are(undated)
        case Any(parts):
            return all_are(parts)
        case _:
            return False


def _is_of_deeds(subject: Subject) -> bool:
    return all(isinstance(row.measured, DeedClause) for row in subject.rows)


def _is_date(condition: Condition, agreement: Agreement) -> bool:
    match condition:
        case DateHasCome():
            return True
        case Happens(event):
            return agreement.events[event].on is not None
        case _:
            return False
