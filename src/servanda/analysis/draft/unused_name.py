"""unused-name: a word that is declared and that no clause uses.

    thing heavy-weapons "weapons of a calibre above 12.7 mm"

No stipulation, event or other declaration speaks of heavy weapons: a clause was lost, or the word
is a remnant of an earlier draft. One finding for each sort of word lists them. What the record or
a viewpoint beside the agreement uses is not unused, and an actor that is a party, a guarantor or
a mediator is part of the agreement by being that. Actions with a meaning of their own (`pledge` and
`pay` beside a fund, `join` and `leave`) are used by being declared.

*May*, always: a word can be there for reports that are still to come.

*What to do*: write the clause that was meant, or strike the word.
"""

from collections.abc import Iterable, Iterator, Mapping

from servanda.agreement.model import Agreement
from servanda.agreement.subjects import subjects
from servanda.analysis.draft.finding import Finding
from servanda.analysis.draft.mentions import mentioned
from servanda.analysis.draft.study import Study
from servanda.analysis.draft.words import holds, names

PART_BY_ROLE = ("party", "guarantor", "mediator")
OF_MEMBERSHIP = frozenset({"join", "leave"})
OF_MONEY = frozenset({"pledge", "pay", "commit", "disburse", "claw-back"})


def unused_name(study: Study) -> tuple[Finding, ...]:
    """For each sort of word, those that nothing uses."""
    used = used_in(study.agreement) | study.used_elsewhere
    found = []
    for sort, declared in sorts(study.agreement):
        unused = [name for name in declared if name not in used]
        if unused:
            found.append(of_sort(sort, unused))
    return tuple(found)


def used_in(agreement: Agreement) -> frozenset[str]:
    """Every name that a clause uses, or another declaration."""
    clauses = ((each.clauses, each.readings, each.linkages) for each in subjects(agreement))
    others = (
        [(one.binds, one.led_by, one.members, one.competence) for one in agreement.actors.values()],
        [area.within for area in agreement.areas.values()],
        [one.of for one in agreement.classes.values()],
        [(one.counted_by,) for one in agreement.classes.values()],
        [(one.counted_by,) for one in agreement.things.values()],
        [event.deed for event in agreement.events.values()],
        agreement.lapses,
        agreement.enters,
        [instrument.in_force for instrument in agreement.instruments],
    )
    own = OF_MEMBERSHIP | (OF_MONEY if agreement.funds else frozenset())
    return mentioned((tuple(clauses), others)) | frozenset(competent(agreement)) | own


def competent(agreement: Agreement) -> Iterator[str]:
    """Bodies that are declared to have something to do."""
    for actor in agreement.actors.values():
        if actor.competence.stipulations or actor.competence.area is not None:
            yield actor.name


def sorts(agreement: Agreement) -> Iterator[tuple[str, Iterable[str]]]:
    yield "actor", (a.name for a in agreement.actors.values() if a.role not in PART_BY_ROLE)
    tables: tuple[tuple[str, Mapping[str, object]], ...] = (
        ("area", agreement.areas), ("action", agreement.actions), ("thing", agreement.things),
        ("class", agreement.classes), ("level", agreement.levels), ("event", agreement.events),
    )  # fmt: skip
    yield from tables


def of_sort(sort: str, unused: list[str]) -> Finding:
    plural = f"{len(unused)} {sort}{'es' if sort.endswith('s') else 's'}"
    return Finding(
        "unused-name",
        "may",
        tuple(unused),
        (),
        f"{holds(len(unused), f'One {sort} is', f'{plural} are')} declared and used nowhere: "
        f"{names(unused, 16)}.",
        "Write the clause that was meant, or strike the word.",
    )
