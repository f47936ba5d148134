"""veto: who alone can keep a phase, a tranche or a goal from ever coming about.

    phase two
      begins when return-captives done and phase two declared open by east

North, which owes the captives, and the guarantor East can each keep phase two shut by doing
nothing. The rule asks for every phase, every fund and every goal what happens if one actor never
acts, and everybody else does all that it can: if the goal is then out of reach, that actor has a
veto, whether the text meant to give it one or not. A goal is a right or an aim, and a duty or
quota for which nothing waits in turn. What one actor can hold up in one and the same way is shown
together.

*Exact*: of every path that the text leaves, in whichever reading is open. *May* where the only
way in which the actor comes into it is that something has still `to be agreed`, which takes every
party. A bearer's power over its own duty is no veto, nor is that of the party to which all of it
is owed, and how likely a veto is to be used the rule does not know.

*What to do*: nothing, where the veto is meant. Otherwise add an alternative that the actor does
not hold (`or phase two declared open by ...`), or a date by which it counts as done.
"""

from collections.abc import Iterator

from servanda.agreement import model
from servanda.analysis.draft.finding import Finding, Picture
from servanda.analysis.draft.needs import Moment, Step
from servanda.analysis.draft.picture import picture_of
from servanda.analysis.draft.study import Study, View, finding
from servanda.analysis.draft.waits import awaited_names
from servanda.analysis.draft.words import actor_names, name_of, names
from servanda.evidence.matching import principal
from servanda.language.listing import listed

DRAWN = 10


def veto(study: Study) -> tuple[Finding, ...]:
    """For each actor, and each way in which it holds something up, all that it can hold up."""
    held: dict[tuple[str, tuple[Step, ...]], list[str]] = {}
    for goal, actor in vetoes(study):
        held.setdefault((actor, ways_of(actor, goal, study)), []).append(goal)
    return tuple(of_actor(actor, ways, found, study) for (actor, ways), found in held.items())


def vetoes(study: Study) -> Iterator[tuple[str, str]]:
    """Every goal with every actor that alone can keep it from coming about."""
    actors = tuple(dict.fromkeys(principal(one) for one in study.agreement.actors))
    for goal in goals(study):
        if study.whole.can_come(goal):
            own = (*bearers_of_goal(goal, study), *sole_beneficiary(goal, study))
            for actor in actors:
                if actor not in own and study.whole.is_needed(actor, goal):
                    yield goal, actor


def goals(study: Study) -> Iterator[str]:
    """Phases and funds, rights and aims, and duties and quotas for which nothing waits."""
    awaited = frozenset(
        other.split("/", 1)[0]
        for name in study.subjects
        for other in awaited_names(study.whole, name)
    )
    for name, subject in study.subjects.items():
        kind = subject.kind if isinstance(subject, model.Stipulation) else "gate"
        last = kind in ("duty", "quota") and name not in awaited
        if last or kind in ("gate", "right", "aim"):
            yield name


def bearers_of_goal(goal: str, study: Study) -> tuple[str, ...]:
    """Whoever owes it; phases, funds and rights are owed by nobody."""
    subject = study.subject(goal)
    owed = isinstance(subject, model.Stipulation) and subject.kind in ("duty", "quota")
    return study.bearers(goal) if owed else ()


def sole_beneficiary(goal: str, study: Study) -> tuple[str, ...]:
    """The party that can forgo it, because every part of it is owed to that party alone."""
    subject = study.subject(goal)
    clauses = subject.clauses if isinstance(subject, model.Stipulation) else ()
    deeds = [clause.deed for clause in clauses if isinstance(clause, model.DeedClause)]
    takers = {principal(deed.to) if deed.to else None for deed in deeds}
    one = study.agreement.actors.get(next(iter(takers)) or "") if len(takers) == 1 else None
    return (one.name,) if one is not None and one.role == "party" else ()


def ways_of(actor: str, goal: str, study: Study) -> tuple[Step, ...]:
    """The steps of this actor without which the goal cannot come about."""
    found = {step for step in study.whole.needed_steps(goal) if actor in step.actors}
    deeds = {step for step in found if step.kind != "agreement"}
    return tuple(sorted(deeds or found, key=lambda step: step.words))


def of_actor(actor: str, ways: tuple[Step, ...], goals_held: list[str], study: Study) -> Finding:
    who = actor_names((actor,), study.agreement)
    on_the_way = through(goals_held, actor, study)
    only_agreement = bool(ways) and all(step.kind == "agreement" for step in ways)
    return finding(
        study,
        "veto",
        (*goals_held, *on_the_way),
        f"{who} alone can keep {held_words(goals_held, study)}: {way_words(who, ways)}.",
        "If that is not meant, add an alternative that does not depend on it.",
        "may" if only_agreement else "exact",
        (actor,),
        picture(goals_held, on_the_way, ways, study),
    )


def held_words(held: list[str], study: Study) -> str:
    if len(held) == 1:
        return f"{name_of(study, held[0])} from {event_words(held[0], study)}"
    return f"these {len(held)} from ever coming about, {names(held, 16)}"


def event_words(goal: str, study: Study) -> str:
    match study.subject(goal):
        case model.Phase():
            return "ever opening"
        case model.Fund():
            return "ever being released"
        case _:
            return "ever coming into force"


def way_words(who: str, ways: tuple[Step, ...]) -> str:
    if not ways:
        return f"every way there needs a step of {who}, one or another"
    shown = [step.words if step.kind == "agreement" else f'"{step.words}"' for step in ways]
    if len(shown) > 4:
        shown = [*shown[:3], f"{len(shown) - 3} more"]
    return f"nothing can stand in for {listed(shown)}"


# --- The way there -------------------------------------------------------------------------------


def through(goals_held: list[str], actor: str, study: Study) -> tuple[str, ...]:
    """The stipulations and phases on every way there that the actor can stop."""
    view = study.whole
    stopped = stopped_by(actor, view)
    found = dict.fromkeys(
        thing.name
        for goal in goals_held
        for thing in view.things_in(view.set_of(goal) & stopped)
        if isinstance(thing, Moment)
    )
    return tuple(name for name in found if name not in goals_held)


def stopped_by(actor: str, view: View) -> int:
    """The bits of all moments that cannot come without this actor."""
    bits, bit = view.network.bits, view.network.bits[actor]
    return sum(
        bits[thing]
        for thing, number in view.network.named.items()
        if isinstance(thing, Moment) and view.prevented[number] & bit
    )


def picture(
    goals_held: list[str], on_the_way: tuple[str, ...], ways: tuple[Step, ...], study: Study
) -> Picture | None:
    members = (*goals_held[:DRAWN], *on_the_way[:DRAWN])
    drawn = picture_of(study, study.whole, members, goals_held, frozenset(ways))
    return drawn if drawn.edges else None
