"""Foundations: on how many origins the corroborated rests, and what would fall with one of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from servanda.agreement.model import Agreement
from servanda.evidence.independence import is_circular
from servanda.evidence.issue import AFFIRMING, Issue, decide
from servanda.evidence.ladder import Grade, Side, Stake
from servanda.evidence.matching import amount_in
from servanda.evidence.origin_tree import OriginTree, origin_tree
from servanda.evidence.speaking import level_range
from servanda.evidence.viewpoint import Viewpoint
from servanda.record.model import Claim, LevelContent, Record
from servanda.values.instant import Instant
from servanda.verdict.assess import cases_of
from servanda.verdict.assessment import Question
from servanda.verdict.basis import Basis
from servanda.verdict.cases import Cases

SideWord = Literal["for", "against"]
Bound = Literal["at least", "more than", "any"]


@dataclass(frozen=True, slots=True)
class Foundation:
    """One side of one issue, at one amount: how far it got, and on which origins it rests.

    It speaks for, or against, at least the `amount`; or, where its claims name no least, against
    more than it: a crossing that is closed. A denial of what nobody affirms is against `any`.
    """

    name: str  # the stipulation on which the issue bears
    issue: str
    kind: Literal["event", "total", "level"]
    side: SideWord
    bound: Bound
    amount: float
    grade: Grade
    possible: Grade
    claims: tuple[Claim, ...]
    tree: OriginTree
    falls_without: tuple[int, ...]  # groups of the tree without any one of which it is lower
    is_circular: bool


def foundations(
    agreement: Agreement, record: Record, viewpoint: Viewpoint, question: Question
) -> tuple[Foundation, ...]:
    """Every side of every issue that anybody is on, under the first stipulation that rests on it,
    and at the highest amount at which the same claims stand."""
    cases = cases_of(agreement, record, viewpoint, question)
    found: dict[tuple[str, str, tuple[str, ...]], Foundation] = {}
    for stipulation in agreement.stipulations:
        option = cases.options(stipulation.name, viewpoint, question.readings)[0]
        solved = cases.solved(stipulation.name, option)
        for row in solved.subject.rows:
            for issue in issues_of(solved.bases[row.key], question.at):
                for one in _of_issue(stipulation.name, issue, row.stake, cases):
                    key = (issue.id, one.side, tuple(claim.id for claim in one.claims))
                    if key not in found or found[key].amount < one.amount:
                        found[key] = one
    return tuple(found.values())


def issues_of(basis: Basis, at: Instant) -> Iterator[Issue]:
    """The issues of a row that weigh by an instant."""
    counters = (basis.outcome, basis.performance, basis.base)
    for counter in dict.fromkeys(counter for counter in counters if counter is not None):
        yield from (issue for issue in counter.issues if issue.weighs_from <= at)
    if basis.level is not None:
        yield from (issue for issue in basis.level.issues if issue.weighs_from <= at)


def _of_issue(name: str, issue: Issue, stake: Stake, cases: Cases) -> Iterator[Foundation]:
    for word, bound, amount, side in _sides(issue, stake, cases):
        tree = origin_tree(side.claims, cases.docket.record.sources)
        yield Foundation(
            name, issue.id, issue.kind, word, bound, amount, side.grade, side.possible,
            side.claims, tree, _falls_without(word, side, tree, stake, cases),
            is_circular(tie for _, _, tie in tree.ties),
        )  # fmt: skip


def _sides(
    issue: Issue, stake: Stake, cases: Cases
) -> Iterator[tuple[SideWord, Bound, float, Side]]:
    """Both sides of each amount, then those whom no amount has on a side."""
    placed: set[Claim] = set()
    for threshold in issue.thresholds:
        for word, side in _both(threshold.supporting, threshold.opposing):
            placed |= {*side.claims}
            yield word, "at least", threshold.amount, side
    rest = [claim for claim in issue.claims if claim not in placed]
    judge = cases.docket.judge.of(issue.id)
    for most in sorted({_most(claim) for claim in rest if claim.stance in AFFIRMING}):
        said = [c for c in rest if c.stance in AFFIRMING and _most(c) == most]
        _, side, _ = decide((), said, stake, judge)
        if side.claims:
            yield "against", "more than", most, side
    _, denying, _ = decide((), [c for c in rest if c.stance not in AFFIRMING], stake, judge)
    if denying.claims:
        yield "against", "any", 0.0, denying


def _most(claim: Claim) -> float:
    """The most there is by who claims no least: that a crossing is closed, that none came."""
    if isinstance(claim.content, LevelContent):
        return level_range(claim).high
    return amount_in(claim, None).high


def _both(supporting: Side, opposing: Side) -> Iterator[tuple[SideWord, Side]]:
    if supporting.claims:
        yield "for", supporting
    if opposing.claims:
        yield "against", opposing


def _falls_without(
    word: SideWord, side: Side, tree: OriginTree, stake: Stake, cases: Cases
) -> tuple[int, ...]:
    """Of what is corroborated: the origins on which that hangs."""
    if side.grade != Grade.CORROBORATED:
        return ()
    judge = cases.docket.judge
    falling = []
    for number, group in enumerate(tree.groups):
        gone = {claim for root in group for claim in root.claims}
        left = [claim for claim in side.claims if claim.id not in gone]
        both: tuple[Sequence[Claim], Sequence[Claim]] = (left, ()) if word == "for" else ((), left)
        for_side, against_side, _ = decide(*both, stake, judge)
        rest = for_side if word == "for" else against_side
        if rest.grade < side.grade:
            falling.append(number)
    return tuple(falling)
