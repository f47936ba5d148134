"""Pictures: what waits for what, as far as a finding is concerned."""

from collections.abc import Iterable, Iterator

from servanda.agreement import model
from servanda.analysis.draft.finding import Edge, EdgeKind, Node, NodeKind, Picture
from servanda.analysis.draft.needs import Moment, Need, Step, leaves_of
from servanda.analysis.draft.study import Study, View

STATE_WORDS = {
    "begins": "in force",
    "done": "done",
    "begun": "begun",
    "due": "due",
    "overdue": "overdue",
    "breached": "breached",
}


def picture_of(
    study: Study,
    view: View,
    members: Iterable[str],
    marked: Iterable[str] = (),
    steps: frozenset[Step] = frozenset(),
) -> Picture:
    """These stipulations, phases and funds, these steps, and the waits between them."""
    shown = tuple(dict.fromkeys(members))
    set_apart = frozenset(marked)
    edges = tuple(
        dict.fromkeys(edge for one in shown for edge in edges_to(view, one, shown, steps))
    )
    drawn = {edge.source for edge in edges}
    nodes = [node_of(study, one, one in set_apart) for one in shown]
    nodes.extend(
        Node(step.words, step.words, "step", step.words in set_apart)
        for step in sorted(steps, key=lambda one: one.words)
        if step.words in drawn
    )
    return Picture(tuple(nodes), edges)


def node_of(study: Study, name: str, marked: bool) -> Node:
    subject = study.subject(name)
    title = subject.title if subject is not None and subject.name == name else ""
    label = f"{name}: {title}" if title and title != name else name
    return Node(name, label, kind_of(study, name), marked)


def kind_of(study: Study, name: str) -> NodeKind:
    match study.subject(name):
        case model.Phase():
            return "phase"
        case model.Fund():
            return "fund"
        case _:
            return "stipulation"


def edges_to(
    view: View, name: str, shown: tuple[str, ...], steps: frozenset[Step]
) -> Iterator[Edge]:
    """What the beginning of one of them waits for, of what is shown."""
    for leaf, is_alternative in waits_of(view, name):
        kind: EdgeKind = "one of" if is_alternative else "all"
        match leaf:
            case Moment(other, state) if other in shown:
                label = "open" if kind_is_phase(view, other) else STATE_WORDS[state]
                yield Edge(other, name, label, kind)
            case Step(words=words) if leaf in steps:
                yield Edge(words, name, "", kind)
            case _:
                continue


def waits_of(view: View, name: str) -> Iterator[tuple[Need, bool]]:
    """What the beginning of a subject waits for."""
    need = view.needs.get(Moment(name, "begins"))
    if need is not None:
        yield from leaves_of(need)


def kind_is_phase(view: View, name: str) -> bool:
    """Phases and funds have a beginning and nothing else."""
    return Moment(name, "done") not in view.needs
