"""rival-command: two different actors are said to do at once what only one can do.

Where an action is declared `single actor`, an object has only one such actor at a time: a force
has one commander. Claims about the same object at overlapping times must then name the same
actors. Several actors named together in one claim are one joint command, and that conflicts with
a command of anybody else, also with one of its own members alone:

    action lead "commands" single actor
    body force "the force" led by one-state

    claim a-paper says
      second-state and third-state lead force
      in 2025-10

That clashes with the declaration of the body, which says who leads it: whoever does something
that only one can do to a body is compared with the actor it is declared to be `led by`. An office
counts as its actor (`us/commander` as `us`). Denials, plans, promises and demands raise nothing.
Which side is right is not decided here.
"""

from collections.abc import Iterator

from servanda.agreement.model import Agreement
from servanda.analysis.slip import (
    Asserted,
    asserted_deeds,
    clashes,
    grouped,
    said_by,
    slip,
)
from servanda.evidence.matching import principal
from servanda.language.diagnostic import Diagnostic
from servanda.language.listing import listed
from servanda.record.model import Record


def rival_command(agreement: Agreement, record: Record) -> tuple[Diagnostic, ...]:
    """Objects for which claims, or a claim and a declaration, name different commands."""
    actions = frozenset(a.name for a in agreement.actions.values() if a.single == "actor")
    deeds = asserted_deeds(record, actions)
    found: list[Diagnostic] = []
    for (action, thing), group in grouped(deeds, lambda e: (e.deed.action, e.deed.thing)).items():
        what = f"{agreement.actions[action].meaning} {thing}"
        sides = grouped(group, command)
        found.extend(between_claims(what, sides))
        body = agreement.actors.get(thing or "")
        if body is not None and body.led_by is not None:
            found.extend(against_declaration(what, body.led_by, sides))
    return tuple(found)


def command(entry: Asserted) -> tuple[str, ...]:
    """Who does it, as the actors that count, in one order."""
    return tuple(sorted({principal(actor) for actor in entry.deed.actors}))


def between_claims(
    what: str, sides: dict[tuple[str, ...], tuple[Asserted, ...]]
) -> Iterator[Diagnostic]:
    for one, ours, other, theirs in clashes(sides):
        yield slip(
            "rival-command",
            (*ours, *theirs),
            f"{what}: {listed(one)} ({said_by(ours)}), and at an overlapping time "
            f"{listed(other)} ({said_by(theirs)})",
            "only one command is possible at a time",
        )


def against_declaration(
    what: str, leader: str, sides: dict[tuple[str, ...], tuple[Asserted, ...]]
) -> Iterator[Diagnostic]:
    for actors, entries in sides.items():
        if actors != (principal(leader),):
            claims = tuple(entry.claim for entry in entries)
            yield slip(
                "rival-command",
                claims,
                f"{what}: {listed(actors)} ({said_by(claims)}), but the agreement declares it "
                f"led by {leader}",
                "only one command is possible at a time",
            )
