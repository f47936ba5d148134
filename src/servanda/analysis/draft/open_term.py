"""open-term: something left to be agreed on which other things depend.

    phase two
      begins when to be agreed

    duty staged-withdrawal
      south withdraws forces
      from phase two open

As long as the parties do not agree when phase two begins, the withdrawal is not owed. The rule
lists every `to be agreed` (a condition, a date, a number, a grace) with everything that cannot
come about without it. A hole on which nothing else depends is a hole in that one stipulation only,
and is not listed unless what it leaves open is when the stipulation itself begins.

*Exact* where what depends on it cannot come about otherwise. *May* where only one reading leaves
it open, and for a date, number or grace, whose lack stops nothing but leaves something else
(`overdue`, `complies`) without an answer.

*What to do*: say what holds until it is agreed, who decides if it is not, and by when.
"""

from collections.abc import Iterator

from servanda.agreement import model
from servanda.agreement.dependencies import conditions_of, leaves
from servanda.agreement.model import Clause, ToBeAgreed
from servanda.agreement.subjects import Subject
from servanda.analysis.draft.finding import Certainty, Finding
from servanda.analysis.draft.needs import Step
from servanda.analysis.draft.picture import picture_of
from servanda.analysis.draft.study import Study, finding
from servanda.analysis.draft.words import name_of, names
from servanda.language.listing import listed


def open_term(study: Study) -> tuple[Finding, ...]:
    """Every hole on which something depends."""
    found = []
    for name, subject in study.subjects.items():
        others = list(open_numbers(subject))
        if any(open_gates(subject)):
            found.append(of_gate(name, is_certain(subject), dependents(name, study), study))
        if others and (asking := askers(name, study)):
            found.append(of_number(name, others, asking, study))
    return tuple(found)


def open_gates(subject: Subject) -> Iterator[Clause]:
    """Clauses whose condition was left open, in the text or in a reading."""
    readings = (clause for reading in subject.readings for clause in reading.clauses)
    for clause in (*subject.clauses, *readings):
        conditions = (leaf for one in conditions_of(clause) for leaf in leaves(one))
        if any(isinstance(leaf, ToBeAgreed) for leaf in conditions):
            yield clause


def is_certain(subject: Subject) -> bool:
    """True if the hole is there in every reading: a reading that fills it replaces the clause."""
    return not subject.readings


def open_numbers(subject: Subject) -> Iterator[str]:
    """What else was left open: a date, how many, how far an answer may lag."""
    for clause in subject.clauses:
        match clause:
            case model.ByAgreementClause():
                yield "its date"
            case model.GraceClause(duration=None):
                yield "how far the answer may lag"
            case model.DeedClause(deed=deed) if deed.number == "to-be-agreed":
                yield "how many"
            case _:
                continue


def dependents(name: str, study: Study) -> tuple[str, ...]:
    """What can never begin without the agreement that one subject leaves to be made."""
    hole = Step(f"agreement on the condition left open in {name}", parties(study), "agreement")
    bit = study.whole.network.bits.get(hole, 0)
    return tuple(
        other
        for other in study.subjects
        if other != name and study.whole.can_come(other) and study.whole.set_of(other) & bit
    )


def parties(study: Study) -> tuple[str, ...]:
    return tuple(a.name for a in study.agreement.actors.values() if a.role == "party")


def askers(name: str, study: Study) -> tuple[str, ...]:
    """What asks whether the stipulation is overdue, due or complied with."""
    found = []
    for other, subject in study.subjects.items():
        readings = (clause for reading in subject.readings for clause in reading.clauses)
        for clause in (*subject.clauses, *readings):
            asked = (leaf for one in conditions_of(clause) for leaf in leaves(one))
            if other != name and any(asks(leaf, name) for leaf in asked):
                found.append(other)
    return tuple(dict.fromkeys(found))


def asks(leaf: model.Condition, name: str) -> bool:
    match leaf:
        case model.StipulationIs(stipulation=asked, state=state):
            return asked == name and state in ("overdue", "due", "breached")
        case model.Complies(stipulations=listed_names):
            return name in listed_names
        case _:
            return False


def of_gate(name: str, certain: bool, depends: tuple[str, ...], study: Study) -> Finding:
    certainty: Certainty = "exact" if certain else "may"
    said = "was left to be agreed" if certain else "is left to be agreed as the text stands"
    rest = f", and without it {names(depends, 8)} cannot begin either" if depends else ""
    return finding(
        study,
        "open-term",
        (name, *depends),
        f"When {name_of(study, name)} begins {said}{rest}.",
        "Say what holds until it is agreed, and who decides if it is not.",
        certainty,
        parties(study),
        picture_of(study, study.whole, (name, *depends[:8]), (name,)) if depends else None,
    )


def of_number(name: str, others: list[str], asking: tuple[str, ...], study: Study) -> Finding:
    return finding(
        study,
        "open-term",
        (name, *asking),
        f"Of {name_of(study, name)}, {listed(others)} {'was' if len(others) == 1 else 'were'} left "
        f"to be agreed, and {names(asking, 8)} ask{'s' if len(asking) == 1 else ''} whether it is "
        "late: until then there is no answer.",
        "Set it, or say what holds until it is agreed.",
        "may",
        parties(study),
    )
