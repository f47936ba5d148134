"""bottleneck: one step for which a large part of the agreement waits.

    duty certify-ceasefire
      mission reports ceasefire

    phase one
      begins when certify-ceasefire done
    phase two
      begins when phase one open
    duty elections
      north holds elections
      from phase two open

Everything after it waits for that one certificate. A step, or a stipulation being done, is a
bottleneck if at least three others (and one in twenty of all) can never begin without it, on
whatever path. Of several in a row that hold up the same things only the first is shown, and the
entry into force of the agreement is none.

*Exact* in what waits: the set shown is what cannot begin without it, through "and" and "or".
Whether that is a weakness or what was meant (a ceasefire before everything else) is for the
reader.

*What to do*: nothing, where it is meant; otherwise a second path to some of what waits.
"""

from collections.abc import Iterator, Mapping

from servanda.agreement import model
from servanda.analysis.draft.finding import Finding
from servanda.analysis.draft.needs import Moment, Step
from servanda.analysis.draft.network import UNDERIVABLE, Named
from servanda.analysis.draft.picture import picture_of
from servanda.analysis.draft.study import Study, finding
from servanda.analysis.draft.words import actor_names, name_of, names

AT_LEAST = 3
ONE_IN = 20
DRAWN = 9


def bottleneck(study: Study) -> tuple[Finding, ...]:
    """Steps and stipulations without which many others can never begin."""
    held = held_up(study)
    least = max(AT_LEAST, -(-len(study.subjects) // ONE_IN))
    wide = {thing: waiting for thing, waiting in held.items() if len(waiting) >= least}
    return tuple(of_thing(thing, wide[thing], study) for thing in first_in_row(wide, study))


def held_up(study: Study) -> Mapping[Named, tuple[str, ...]]:
    """For each step, and each stipulation's being done, what cannot begin without it."""
    view = study.whole
    columns: dict[Named, list[str]] = {}
    gates = 0
    for thing, bit in view.network.bits.items():
        if isinstance(thing, Step) or (isinstance(thing, Moment) and is_gate(thing, study)):
            gates |= bit
    for name in study.subjects:
        needed = view.set_of(name)
        if needed & UNDERIVABLE:
            continue
        for thing in view.things_in(needed & gates):
            own = isinstance(thing, Moment) and thing.name == name
            if not own and not isinstance(thing, str):
                columns.setdefault(thing, []).append(name)
    return {thing: tuple(waiting) for thing, waiting in columns.items()}


def is_gate(moment: Moment, study: Study) -> bool:
    """A duty done, or a phase open: not merely in force, which is no step of its own."""
    if moment.state == "begins":
        return isinstance(study.subject(moment.name), model.Phase)
    return moment.state == "done"


def first_in_row(wide: Mapping[Named, tuple[str, ...]], study: Study) -> Iterator[Named]:
    """Of things that hold up the same, the one that says most: a duty rather than its deed, and
    of a chain its first link."""
    for thing, waiting in wide.items():
        if not any(covers(other, theirs, thing, waiting) for other, theirs in wide.items()):
            yield thing


def covers(other: Named, theirs: tuple[str, ...], thing: Named, waiting: tuple[str, ...]) -> bool:
    """True if the other is shown instead: it holds up all that this one does, itself included."""
    if other == thing or not set(waiting) <= set(theirs):
        return False
    if set(waiting) == set(theirs):
        return rank(other) < rank(thing)
    return isinstance(thing, Moment) and set(theirs) == {*waiting, thing.name}


def rank(thing: Named) -> tuple[int, str]:
    """Duties before phases before single deeds."""
    if isinstance(thing, Moment):
        return (0 if thing.state == "done" else 1), thing.name
    return 2, thing.words


def of_thing(thing: Named, waiting: tuple[str, ...], study: Study) -> Finding:
    own = (thing.name,) if isinstance(thing, Moment) else ()
    steps = frozenset({thing}) if isinstance(thing, Step) else frozenset()
    drawn = (*own, *waiting)[:DRAWN]
    share = f"{len(waiting)} of {len(study.subjects)}"
    return finding(
        study,
        "bottleneck",
        (*own, *waiting),
        f"{share} stipulations, phases and funds can never begin without "
        f"{thing_words(thing, study)}: {names(waiting, 8)}.",
        "If that is not meant, give some of them a second way to begin.",
        actors=thing.actors if isinstance(thing, Step) else study.bearers(thing.name),
        picture=picture_of(study, study.whole, drawn, own, steps),
    )


def thing_words(thing: Named, study: Study) -> str:
    if isinstance(thing, Moment):
        is_phase = isinstance(study.subject(thing.name), model.Phase)
        return f"{name_of(study, thing.name)} {'open' if is_phase else 'done'}"
    if not thing.actors:
        return f'"{thing.words}"'
    return f'"{thing.words}", a step of {actor_names(thing.actors, study.agreement)}'
