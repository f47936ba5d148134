"""What was solved for one question, kept for the next that puts the same before the engine.

Another standard of proof, another viewpoint, an issue settled by hand or one more claim leave most
of what stipulations rest on as it was. So a solved component is kept with everything it was solved
from, and solved again only where some of that is drawn otherwise.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

from servanda.verdict.asked import told_by
from servanda.verdict.component import Account, solve
from servanda.verdict.docket import Docket
from servanda.verdict.subject import Solved, Subject


@dataclass(frozen=True, slots=True)
class Solution:
    """A component as solved from these members, with this of those solved before it, and with this
    evidence."""

    members: tuple[Subject, ...]
    account: Account
    evidence: Mapping[Hashable, object]
    solved: Mapping[str, Solved]

    def holds(
        self, members: Sequence[Subject], before: Mapping[str, Solved], docket: Docket
    ) -> bool:
        """Whether solving these, with this docket, would come to the same."""
        return (
            self.members == tuple(members)
            and all(before[name] is solved for name, solved in self.account.whole.items())
            and all(
                told_by(before[name], asked, docket.agreement.calendar) == told
                for (name, asked), told in self.account.told.items()
            )
            and all(docket.drawn_again(key) == drawn for key, drawn in self.evidence.items())
        )


@dataclass(frozen=True, slots=True)
class Kept:
    """The components of one agreement, as solved for one question or another."""

    solutions: dict[tuple[str, ...], list[Solution]] = field(default_factory=dict)

    def solved(
        self, members: Sequence[Subject], before: Mapping[str, Solved], docket: Docket
    ) -> Mapping[str, Solved]:
        """The members of a component, solved now or before."""
        known = self.solutions.setdefault(tuple(member.name for member in members), [])
        for solution in known:
            if solution.holds(members, before, docket):
                return solution.solved
        watched, evidence = docket.watched()
        account = Account()
        solved = solve(members, before, watched, account)
        known.append(Solution(tuple(members), account, evidence, solved))
        return solved
