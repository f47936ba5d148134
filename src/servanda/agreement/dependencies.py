"""What refers to what: the stipulations and phases that a condition or a clause speaks of."""

from collections.abc import Iterator

from servanda.agreement import model
from servanda.agreement.model import Clause, Condition


def refers_to(subject: Condition | Clause) -> frozenset[str]:
    """The names of all stipulations and phases in a condition, or in a clause's condition."""
    return frozenset(name for condition in conditions_of(subject) for name in names_in(condition))


def needs(condition: Condition) -> frozenset[str]:
    """The stipulations and phases without which the condition can never hold.

    Of an "or" only those that every alternative needs; of a "not", and of an act, none. A stage is
    named by its path.
    """
    match condition:
        case model.StipulationIs(stipulation=name, stage=str(stage)):
            return frozenset({f"{name}/{stage}"})
        case model.StipulationIs(stipulation=name) | model.PhaseIsOpen(phase=name):
            return frozenset({name})
        case model.All(parts=parts):
            return frozenset[str]().union(*(needs(part) for part in parts))
        case model.Any(parts=parts):
            return frozenset.intersection(*(needs(part) for part in parts))
        case _:
            return frozenset()


def conditions_of(subject: Condition | Clause) -> tuple[Condition, ...]:
    """A condition itself, or the condition that a clause holds."""
    match subject:
        case (
            model.FromClause()
            | model.UntilClause()
            | model.WhileClause()
            | model.UnlessClause()
            | model.SuspendedWhileClause()
            | model.WithheldUntilClause()
            | model.BeginsClause()
            | model.EndsClause()
            | model.BeforeClause()
            | model.AheadClause()
            | model.RenewedClause()
            | model.OpenWhileClause()
        ):
            return (subject.condition,)
        case model.WithinClause() | model.DaysClause():
            return (subject.of,)
        case model.TrancheClause():
            return subject.until
        case _ if isinstance(subject, Condition):
            return (subject,)
        case _:
            return ()


def leaves(condition: Condition | None) -> Iterator[Condition]:
    """The conditions that are no "and", "or" or "not", each as often as it stands there and in that
    order; nothing where there is no condition."""
    match condition:
        case None:
            return
        case model.All(parts=parts) | model.Any(parts=parts):
            for part in parts:
                yield from leaves(part)
        case model.Not(part=part):
            yield from leaves(part)
        case _:
            yield condition


def names_in(condition: Condition) -> Iterator[str]:
    for leaf in leaves(condition):
        match leaf:
            case model.StipulationIs(stipulation=name):
                yield name
            case model.PhaseIsOpen(phase=name) | model.PhaseIsDeclaredOpen(phase=name):
                yield name
            case model.Complies(stipulations=names):
                yield from names
