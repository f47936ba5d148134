"""The acts in a tree of reasons: each with its claims, and whether it works here."""

from collections.abc import Iterator

from servanda.values.bounds import FALSE, Truth
from servanda.values.instant import Instant
from servanda.verdict.act_words import act_in_words, why_not
from servanda.verdict.assessment import Reason
from servanda.verdict.cases import Cases
from servanda.verdict.evidence_nodes import claim_node
from servanda.verdict.powers import Planned
from servanda.verdict.subject import Solved
from servanda.verdict.terms import Row


def act_nodes(row: Row, solved: Solved, cases: Cases, at: Instant) -> Iterator[Reason]:
    """Every act on a row that was made by then, recognised or not."""
    works = dict(solved.rows[row.key].at(at).acts)
    for act in solved.subject.acts_on(row):
        if act.made.began < at:
            yield act_node(act, works.get(act.made.identity, FALSE), cases)


def acts_on_whole(solved: Solved, cases: Cases, at: Instant) -> Iterator[Reason]:
    """Every act on a phase or a fund that was made by then."""
    works = dict(solved.phase.at(at).acts) if solved.phase is not None else {}
    for act in solved.subject.acts:
        if not solved.rows and act.made.began < at:
            yield act_node(act, works.get(act.made.identity, FALSE), cases)


def act_node(act: Planned, truth: Truth, cases: Cases) -> Reason:
    """One act with what is said of it."""
    docket = cases.docket
    word = "recognised" if truth.sure else why_not(act, truth, docket)
    flag = ", contested" if act.made.contested else ""
    text = f"act: {act_in_words(act.made, docket.agreement.calendar)}: {word}{flag}"
    children = tuple(claim_node(claim, cases) for claim in act.made.claims)
    return Reason("issue", text, act.made.identity, children=children)
