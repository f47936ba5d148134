"""Reasons on the Gaza example: the leaves alone give the verdict again, and the marks are true.

What is called decisive is only so if taking that one leaf away changes the verdict; what is not
marked may be taken away, alone, and nothing changes. Every claim at a leaf leads to a report with
an address or a hash, and what rests on nobody's having seen it names who was there.
"""

from collections.abc import Iterator

import pytest

from servanda.evidence.viewpoint import Viewpoint
from servanda.record.model import Record
from servanda.verdict.assess import assess, verdicts_on
from servanda.verdict.assess import cases_of as cases_of_question
from servanda.verdict.assessment import Question, Reason, Verdict
from servanda.verdict.reasons import explain, leaf_references, only
from tests.gaza.example import DATES, Example

OCTOBER, DECEMBER, FEBRUARY, JULY = DATES

# Others than neutral: where their word, their reading or their linkage decides.
SAMPLE = (
    ("return-remains", OCTOBER, "israel"),
    ("aid", DECEMBER, "israel"),
    ("aid", DECEMBER, "un"),
    ("return-palestinian-remains", FEBRUARY, "hamas"),
    ("release-prisoners", FEBRUARY, "us"),
    ("frozen-lines", JULY, "us"),
)


def trees_of(gaza: Example, name: str, question: Question) -> tuple[Reason, ...]:
    viewpoint = gaza.workspace.viewpoints[question.viewpoint]
    return explain(gaza.agreement, gaza.record, viewpoint, question, name)


def replayed(gaza: Example, name: str, question: Question, record: Record) -> list[Verdict]:
    """The verdicts on one stipulation, had these claims and windows been all there is."""
    viewpoint: Viewpoint = gaza.workspace.viewpoints[question.viewpoint]
    cases = cases_of_question(gaza.agreement, record, viewpoint, question)
    stipulation = next(each for each in gaza.agreement.stipulations if each.name == name)
    return list(verdicts_on(stipulation, cases, viewpoint, question))


def axes(verdict: Verdict) -> tuple[object, ...]:
    """What a verdict says, with its figures."""
    return (
        *words(verdict),
        verdict.outcome,
        verdict.performance,
        verdict.due,
        verdict.contested,
        verdict.periods,
        verdict.incidents,
    )


def words(verdict: Verdict) -> tuple[object, ...]:
    return verdict.state, verdict.cause, verdict.force, verdict.timeliness, verdict.breach


# --- The leaves alone ----------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("day", DATES)
def test_the_leaves_alone_replay_every_verdict(gaza: Example, day: str) -> None:
    question = gaza.question(day)
    for stipulation in gaza.agreement.stipulations:
        check_replay(gaza, stipulation.name, question)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "day", "viewpoint"), SAMPLE)
def test_the_leaves_alone_replay_it_in_other_eyes(
    gaza: Example, name: str, day: str, viewpoint: str
) -> None:
    check_replay(gaza, name, gaza.question(day, viewpoint))


def check_replay(gaza: Example, name: str, question: Question) -> None:
    """Row by row: the leaves of a row's tree, as a record, give that row again."""
    told = [each for each in gaza.answer(question).stipulations if each.name == name]
    trees = trees_of(gaza, name, question)
    rows = [each for each in told if len(told) == 1 or not is_whole(each, told)]
    assert len(trees) == len(rows), (name, len(trees), len(rows))
    for tree, row in zip(trees, rows, strict=True):
        record = only(gaza.record, leaf_references(tree))
        again = [
            axes(each)
            for each in replayed(gaza, name, question, record)
            if (each.bearer, each.limb) == (row.bearer, row.limb)
        ]
        assert again == [axes(row)], (name, row.bearer, row.limb, row.because)


def is_whole(verdict: Verdict, told: list[Verdict]) -> bool:
    """True for the verdict on a whole stipulation, which is as its limbs and has no tree."""
    return verdict.limb is None and verdict.because.startswith("As its limbs")


# --- The marks -----------------------------------------------------------------------------------

MARKED = (
    ("return-palestinian-remains", "2025-10-17", "neutral"),
    ("release-prisoners", OCTOBER, "neutral"),
    ("release-prisoners", OCTOBER, "israel"),
    ("return-living-hostages", OCTOBER, "neutral"),
    ("withdraw-to-yellow-line", OCTOBER, "neutral"),
    ("board-report", JULY, "neutral"),
    ("committee", FEBRUARY, "neutral"),
)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "day", "viewpoint"), MARKED)
def test_a_leaf_is_marked_if_and_only_if_it_decides(
    gaza: Example, name: str, day: str, viewpoint: str
) -> None:
    question = gaza.question(day, viewpoint)
    for number, tree in enumerate(trees_of(gaza, name, question)):
        references = leaf_references(tree)
        decisive = decisive_references(tree)
        before = row_words(gaza, name, question, references, number)
        for reference in sorted(references):
            after = row_words(gaza, name, question, references - {reference}, number)
            assert (before != after) == (reference in decisive), reference


def test_some_leaf_decides(gaza: Example) -> None:
    """The test above would be content with no marks at all; there are some."""
    tree = trees_of(gaza, "board-report", gaza.question(JULY))[0]
    assert decisive_references(tree)


def row_words(
    gaza: Example, name: str, question: Question, references: frozenset[str], number: int
) -> tuple[object, ...]:
    """The words of the verdict on one row, had these leaves been all there is."""
    told = replayed(gaza, name, question, only(gaza.record, references))
    rows = [each for each in told if not is_whole(each, told)]
    return words(rows[number])


def decisive_references(tree: Reason) -> frozenset[str]:
    return frozenset(node.ref for node in nodes(tree) if node.decisive and node.ref)


# --- Down to the sources -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def february(gaza: Example) -> list[Reason]:
    """Every tree of February under neutral."""
    question = gaza.question(FEBRUARY)
    return [
        tree
        for stipulation in gaza.agreement.stipulations
        for tree in trees_of(gaza, stipulation.name, question)
    ]


@pytest.mark.slow
def test_every_claim_leads_to_a_report_that_can_be_found(
    gaza: Example, february: list[Reason]
) -> None:
    """By its address; the one article whose text was handed over has the hash of it instead."""
    claims = [node for tree in february for node in nodes(tree) if node.kind == "claim"]
    assert len({node.ref for node in claims}) > 100
    for claim in claims:
        assert [child.kind for child in claim.children] == ["chain", "report"]
        report = gaza.record.reports[claim.children[1].ref or ""]
        assert report.address or report.hash, claim.text
        assert not report.address or f"<{report.address}>" in claim.children[1].text


@pytest.mark.slow
def test_every_count_rests_on_something_or_says_that_nobody_spoke(february: list[Reason]) -> None:
    """A counter without evidence has an absence for its leaf, not silence."""
    for tree in february:
        for node in nodes(tree):
            if node.kind in ("counter", "side"):
                assert node.children, node.text
            if node.kind == "absence":
                assert "nobody" in node.text


@pytest.mark.slow
def test_no_tree_ends_in_the_air(february: list[Reason]) -> None:
    """Leaves are chains, reports, clauses, linkages and absences; and conditions on the text. A
    reading that nobody weighs says only what it would give."""
    leaves = [node for tree in february for node in nodes(tree) if not node.children]
    ends = {node.kind for node in leaves if not node.text.endswith("not held in this viewpoint")}
    assert ends <= {
        "chain",
        "report",
        "clause",
        "linkage",
        "absence",
        "above",
        "condition",
        "issue",
        "link",
    }


@pytest.mark.slow
def test_the_coverage_behind_an_absence_is_named(gaza: Example) -> None:
    """That no more remains were returned rests on the Red Cross, who carried them all (F099)."""
    question = gaza.question(DECEMBER)
    for name in ("return-remains", "return-palestinian-remains"):
        found = [
            node
            for tree in trees_of(gaza, name, question)
            for node in nodes(tree)
            if node.kind == "coverage"
        ]
        assert found, name
        assert all("icrc covered" in node.text for node in found)
        assert all(node.children for node in found), "who says that it was there"


def nodes(tree: Reason) -> Iterator[Reason]:
    yield tree
    for child in tree.children:
        yield from nodes(child)


def test_a_verdict_is_replayed_by_the_whole_assessment_too(gaza: Example) -> None:
    """The shortcut of these tests, one stipulation alone, gives what `assess` gives."""
    question = gaza.question(OCTOBER)
    viewpoint = gaza.workspace.viewpoints["neutral"]
    whole = assess(gaza.agreement, gaza.record, viewpoint, question)
    name = "release-prisoners"
    assert replayed(gaza, name, question, gaza.record) == [
        verdict for verdict in whole.stipulations if verdict.name == name
    ]
