"""two-offices: somebody is given two things at once of which one can have only one.

Where an action is declared `single object`, an actor can do it to only one object at a time: a
person holds one office, a delegation has one head. If claims give the same actor two objects at
overlapping times, one of them is likely a slip of the pen, in the source or in the record:

    action hold-office "is the holder of" single object

    claim diplomats via jpost say
      the-minister holds-office state/foreign-minister
      in 2025-10
    claim diplomats via jpost say
      the-minister holds-office state/defence-minister
      in 2025-10

Claims about times that do not overlap raise nothing (people change office), and neither do
denials, plans, promises and demands. Which claim is mistaken is not decided here: look at the
chains, file a correction, or leave both and the doubt with them.
"""

from servanda.agreement.model import Agreement
from servanda.analysis.slip import (
    Asserted,
    asserted_deeds,
    clashes,
    grouped,
    said_by,
    slip,
)
from servanda.language.diagnostic import Diagnostic
from servanda.record.model import Record


def two_offices(agreement: Agreement, record: Record) -> tuple[Diagnostic, ...]:
    """Actors to whom claims give two objects at once of an action that allows one."""
    actions = frozenset(a.name for a in agreement.actions.values() if a.single == "object")
    deeds = tuple(asserted_deeds(record, actions))
    doers = dict.fromkeys((deed.deed.action, actor) for deed in deeds for actor in deed.deed.actors)
    return tuple(
        found
        for action, actor in doers
        for found in of_one_actor(actor, agreement.actions[action].meaning, [
            deed for deed in deeds if deed.deed.action == action and actor in deed.deed.actors
        ])
    )  # fmt: skip


def of_one_actor(actor: str, meaning: str, deeds: list[Asserted]) -> list[Diagnostic]:
    sides = grouped(deeds, lambda each: each.deed.thing)
    return [
        slip(
            "two-offices",
            (*ours, *theirs),
            f"{actor} {meaning} both {one} ({said_by(ours)}) and {other} ({said_by(theirs)}) "
            "at overlapping times",
            "only one of them can be so at a time",
        )
        for one, ours, other, theirs in clashes(sides)
    ]
