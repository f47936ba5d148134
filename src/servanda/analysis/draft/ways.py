"""What another way to look at a text changes: what can begin, and who can prevent it."""

from collections.abc import Iterator
from dataclasses import dataclass

from servanda.agreement import model
from servanda.analysis.draft.needs import Moment, Need
from servanda.analysis.draft.preconditions import Needs, Way, needs_of_subject, supersede
from servanda.analysis.draft.study import Study, View, changed_view, circles_of
from servanda.analysis.draft.veto import bearers_of_goal, goals
from servanda.analysis.draft.words import actor_names, names
from servanda.evidence.matching import principal


@dataclass(frozen=True, slots=True)
class Outlook:
    """What can never begin, and for goals who alone can prevent them."""

    stuck: frozenset[str]
    vetoes: frozenset[tuple[str, str]]  # (goal, actor)


@dataclass(frozen=True, slots=True)
class Watch:
    """What an outlook is asked about, worked out once: goals, and who owes them."""

    goals: tuple[str, ...]
    owing: tuple[frozenset[str], ...]
    actors: tuple[str, ...]


def watch(study: Study) -> Watch:
    wanted = tuple(goals(study))
    owing = tuple(frozenset(bearers_of_goal(goal, study)) for goal in wanted)
    actors = dict.fromkeys(principal(name) for name in study.agreement.actors)
    return Watch(wanted, owing, tuple(actors))


def outlook(view: View, watched: Watch, study: Study) -> Outlook:
    stuck = frozenset(name for name in study.subjects if not view.can_come(name))
    bits = [(actor, view.network.bits[actor]) for actor in watched.actors]
    every = sum(bit for _, bit in bits)
    vetoes = frozenset(
        (goal, actor)
        for goal, owing in zip(watched.goals, watched.owing, strict=True)
        if goal not in stuck and (held := view.set_of(goal) & every)
        for actor, bit in bits
        if held & bit and actor not in owing
    )
    return Outlook(stuck, vetoes)


def looked_at(way: Way, members: tuple[str, ...], study: Study) -> View:
    """The text as a whole in another way, of which only these members differ."""
    changed: Needs = {}
    for name in members:
        changed.update(needs_of_subject(study.subjects[name], study.agreement, way))
    for stipulation in study.stipulations:
        if any(isinstance(clause, model.ReplacesClause) for clause in stipulation.clauses):
            supersede(stipulation, changed)
    return changed_view(study.whole, known_moments(changed, study))


def known_moments(changed: Needs, study: Study) -> dict[Moment, Need]:
    """A reading may have stages of its own, which nothing else can wait for."""
    return {moment: need for moment, need in changed.items() if moment in study.whole.needs}


def changes(before: Outlook, after: Outlook, seen: View, study: Study) -> Iterator[str]:
    """In words: what can no longer begin, who gains a veto, what comes free."""
    stuck = [name for name in study.subjects if name in after.stuck - before.stuck]
    free = [name for name in study.subjects if name in before.stuck - after.stuck]
    if stuck:
        in_circle = any(set(stuck) & circle for circle in circles_of(seen))
        yield f"{names(stuck)} can never begin{', waiting for one another' if in_circle else ''}"
    if free:
        yield f"{names(free)} can begin after all"
    gained: dict[str, list[str]] = {}
    for goal, actor in sorted(after.vetoes - before.vetoes):
        if goal not in free:
            gained.setdefault(actor, []).append(goal)
    for actor, held in gained.items():
        yield f"{actor_names((actor,), study.agreement)} alone can hold up {names(held)}"
