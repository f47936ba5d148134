"""What was solved for one question, kept for the next that puts the same before the engine.

Another standard of proof, another viewpoint, an issue settled by hand or one more claim leave most
of what stipulations rest on as it was. So a solved component is kept with everything that it was
solved from, in the order in which the engine asked for it: the next question is asked the same,
one thing after the other, until an answer differs from all that were ever given. Only then is
anything solved.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from servanda.verdict.answer import Asked
from servanda.verdict.asked import answer_of
from servanda.verdict.component import solve
from servanda.verdict.docket import Account, Docket
from servanda.verdict.stage import ANSWER, PHASE, SUBJECT, WHOLE
from servanda.verdict.subject import Solved, Subject

Component: TypeAlias = Mapping[str, Solved]


@dataclass(slots=True)
class Fork:
    """What was asked next, with every answer so far; or, where nothing more was, what was solved.

    The engine asks for the same as long as it gets the same answers.
    """

    asked: tuple[Any, ...] = ()
    answers: list[tuple[object, "Fork"]] = field(default_factory=list)
    solved: Component | None = None

    def after(self, answer: object) -> "Fork | None":
        for known, following in self.answers:
            if known is answer:
                return following
        for known, following in self.answers:
            if known == answer:
                return following
        return None

    def grow(self, account: Account, solved: Component) -> None:
        """Adds what came of these answers."""
        fork = self
        for asked, answer in account.items():
            if fork.answers and fork.asked != asked:
                return  # asked in another order: not to be kept
            fork.asked = asked
            following = fork.after(answer)
            if following is None:
                following = Fork()
                fork.answers.append((answer, following))
            fork = following
        fork.solved = solved


@dataclass(frozen=True, slots=True)
class Kept:
    """The components of one agreement, as solved for one question or another, by their members;
    and what was said of its parts, each with all that came into it."""

    forks: dict[tuple[str, ...], list[tuple[tuple[Subject, ...], Fork]]] = field(
        default_factory=dict
    )
    said: dict[Hashable, list[tuple[Account, object]]] = field(default_factory=dict)

    def solved(
        self, members: tuple[Subject, ...], before: Mapping[str, Solved], docket: Docket
    ) -> Component:
        """The members of a component, solved now or before."""
        first = self._fork_of(members)
        fork: Fork | None = first
        while fork is not None and fork.solved is None and fork.answers:
            fork = fork.after(_answer(fork.asked, before, docket))
        if fork is not None and fork.solved is not None:
            return fork.solved
        account: Account = {}
        solved = solve(members, before, docket.watched(account), account)
        first.grow(account, solved)
        return solved

    def _fork_of(self, members: tuple[Subject, ...]) -> Fork:
        known = self.forks.setdefault(tuple(member.name for member in members), [])
        for others, fork in known:
            if others == members:
                return fork
        known.append((members, Fork()))
        return known[-1][1]


def _answer(asked: tuple[Any, ...], before: Mapping[str, Solved], docket: Docket) -> object:
    match asked:
        case (str(kind), str(name), Asked() as about) if kind == ANSWER:
            return answer_of(before[name], about, docket.agreement.calendar)
        case (str(kind), str(name)) if kind == PHASE:
            return before[name].phase, before[name].phase_midway
        case (str(kind), str(name)) if kind == SUBJECT:
            return before[name].subject
        case (str(kind), str(name)) if kind == WHOLE:
            return before[name]
        case _:
            return docket.drawn_again(asked)
