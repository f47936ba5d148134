"""Conditions as needs: who has to do what before a condition can hold."""

from dataclasses import dataclass

from servanda.agreement import model
from servanda.agreement.model import Agreement, Condition
from servanda.analysis.draft.clause_words import level_words
from servanda.analysis.draft.needs import (
    NOTHING,
    Date,
    Moment,
    Need,
    State,
    Step,
    either,
    every,
)
from servanda.evidence.matching import principal
from servanda.language.deed_words import short_deed
from servanda.language.listing import listed
from servanda.values.deed import Deed

MOMENTS: dict[model.StipulationState, State] = {
    "done": "done",
    "begun": "begun",
    "due": "due",
    "overdue": "overdue",
    "breached": "breached",
    "in-force": "begins",
}
ACT_OF: dict[model.StipulationState, str] = {
    "certified": "certify",
    "waived": "waive",
    "extended": "extend",
    "terminated": "terminate",
    "suspended": "suspend",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Where a condition stands: in which agreement, and in a clause of what."""

    agreement: Agreement
    subject: str


def need_of(condition: Condition, asked: Asked) -> Need:
    """What must come about before the condition can hold for the first time."""
    match condition:
        case model.All(parts):
            return every(tuple(need_of(part, asked) for part in parts))
        case model.Any(parts):
            return either(tuple(need_of(part, asked) for part in parts))
        case model.Not(part):
            return need_of_absence(part, asked)
        case model.StipulationIs():
            return need_of_state(condition, asked)
        case model.PhaseIsOpen(phase):
            return Moment(phase, "begins")
        case model.PhaseIsDeclaredOpen(phase, holder):
            words = f"{holder} declares phase {phase} open"
            return with_bodies_formed(Step(words, (principal(holder),), "act"), asked.agreement)
        case model.ToBeAgreed():
            return agreed(f"agreement on the condition left open in {asked.subject}", asked)
        case model.DateHasCome(instant):
            return Date(instant)
        case _:
            return need_of_step(condition, asked)


def need_of_step(condition: Condition, asked: Asked) -> Need:
    """What somebody does, or what happens, of its own."""
    match condition:
        case model.Happens(event):
            return need_of_event(event, asked.agreement)
        case model.IsDone(deed):
            return need_of_deed(deed, asked.agreement)
        case model.Complies(actor, names):
            words = f"{actor} complies with {listed(names)}"
            return Step(words, (principal(actor),), "deed")
        case model.LevelStands(level):
            return Step(level_words(level, asked.agreement), (), "level")
        case _:
            return NOTHING


def need_of_absence(condition: Condition, asked: Asked) -> Need:
    """Of a "not": at the outset nothing has happened, so only "not not" needs something."""
    match condition:
        case model.Not(part):
            return need_of(part, asked)
        case model.All(parts):
            return either(tuple(need_of_absence(part, asked) for part in parts))
        case model.Any(parts):
            return every(tuple(need_of_absence(part, asked) for part in parts))
        case _:
            return NOTHING


def need_of_state(condition: model.StipulationIs, asked: Asked) -> Need:
    """A state that the text brings about, or one that an act does."""
    name = full_name(condition)
    state = MOMENTS.get(condition.state)
    if state is not None:
        return Moment(name, state)
    words = f"{name} {condition.state}"
    if condition.by is not None:
        step = Step(f"{words} by {condition.by}", (principal(condition.by),), "act")
        return with_bodies_formed(step, asked.agreement)
    holders = holders_of(ACT_OF[condition.state], name, asked.agreement)
    steps = tuple(Step(f"{words} by {listed(who)}", who, "act") for who in holders)
    formed = tuple(with_bodies_formed(step, asked.agreement) for step in steps)
    return either(formed) if formed else Step(words, (), "act")


def full_name(condition: model.StipulationIs) -> str:
    stage = f"/{condition.stage}" if condition.stage else ""
    return f"{condition.stipulation}{stage}"


def holders_of(act: str, target: str, agreement: Agreement) -> tuple[tuple[str, ...], ...]:
    """Those who, together, hold a power to do this act to this."""
    lines = [
        clause.power if isinstance(clause, model.ChoiceClause) else clause
        for stipulation in agreement.stipulations
        for clause in stipulation.clauses
        if isinstance(clause, model.MayClause | model.ChoiceClause)
    ]
    held = (line.actors for line in lines if line.act == act and target in line.targets)
    return tuple(dict.fromkeys(held))


def need_of_event(name: str, agreement: Agreement) -> Need:
    event = agreement.events.get(name)
    if event is None:
        return Step(name, (), "event")
    if event.deed is not None:
        return need_of_deed(event.deed, agreement)
    return Step(event.meaning, (), "event") if event.on is None else Date(event.on)


def need_of_deed(deed: Deed, agreement: Agreement) -> Need:
    """The deed as a free step of its actors, who must exist."""
    actors = tuple(dict.fromkeys(principal(actor) for actor in deed.actors))
    return with_bodies_formed(Step(deed_label(deed), actors, "deed"), agreement)


def deed_label(deed: Deed) -> str:
    to = f" to {deed.to}" if deed.to else ""
    return f"{short_deed(deed)}{to}"


def with_bodies_formed(step: Step, agreement: Agreement) -> Need:
    """A body that a stipulation forms can do nothing before it is formed."""
    formed = tuple(
        Moment(actor.competence.formed_by, "done")
        for name in step.actors
        if (actor := agreement.actors.get(name)) is not None
        and actor.competence.formed_by is not None
    )
    return every((step, *formed))


def agreed(words: str, asked: Asked) -> Step:
    """What was left open takes the consent of every party."""
    parties = tuple(a.name for a in asked.agreement.actors.values() if a.role == "party")
    return Step(words, parties, "agreement")
