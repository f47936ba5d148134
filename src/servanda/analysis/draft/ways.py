"""What another way to look at a text changes: what can begin, and who can prevent it."""

from collections.abc import Iterator
from dataclasses import dataclass

from servanda.analysis.draft.circles import circles
from servanda.analysis.draft.preconditions import Way, needs_of_subject, supersede
from servanda.analysis.draft.study import Study, View, view_of
from servanda.analysis.draft.veto import bearers_of_goal, goals
from servanda.analysis.draft.words import actor_names, names
from servanda.evidence.matching import principal


@dataclass(frozen=True, slots=True)
class Outlook:
    """For every stipulation, phase and fund whether it can begin; for goals who can prevent it."""

    stuck: frozenset[str]
    vetoes: frozenset[tuple[str, str]]  # (goal, actor)
    circles: frozenset[frozenset[str]]


def outlook(view: View, study: Study) -> Outlook:
    stuck = frozenset(name for name in study.subjects if not view.can_come(name))
    actors = tuple(dict.fromkeys(principal(name) for name in study.agreement.actors))
    vetoes = frozenset(
        (goal, actor)
        for goal in goals(study)
        if goal not in stuck
        for actor in actors
        if actor not in bearers_of_goal(goal, study) and view.is_needed(actor, goal)
    )
    return Outlook(stuck, vetoes, frozenset(circles(view.needs)) if stuck else frozenset())


def looked_at(way: Way, members: tuple[str, ...], study: Study) -> View:
    """The text as a whole in another way, of which only these members differ."""
    needs = dict(study.whole.needs)
    for name in members:
        needs.update(needs_of_subject(study.subjects[name], study.agreement, way))
    for stipulation in study.stipulations:
        supersede(stipulation, needs)
    return view_of(needs)


def changes(before: Outlook, after: Outlook, study: Study) -> Iterator[str]:
    """In words: what can no longer begin, who gains a veto, what comes free."""
    stuck = [name for name in study.subjects if name in after.stuck - before.stuck]
    free = [name for name in study.subjects if name in before.stuck - after.stuck]
    if stuck:
        in_circle = any(set(stuck) & circle for circle in after.circles)
        why = ", waiting for one another" if in_circle else ""
        yield f"{names(stuck)} can never begin{why}"
    if free:
        yield f"{names(free)} can begin after all"
    gained: dict[str, list[str]] = {}
    for goal, actor in sorted(after.vetoes - before.vetoes):
        if goal not in free:
            gained.setdefault(actor, []).append(goal)
    for actor, held in gained.items():
        yield f"{actor_names((actor,), study.agreement)} alone can hold up {names(held)}"
