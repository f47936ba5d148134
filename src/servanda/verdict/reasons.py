"""Reasons: the tree from a verdict down to the claims, chains and reports on which it rests.

An explanation re-reads every operand at the date, also those that moved nothing, and names the
coverage behind an absence. Its leaves alone, as a record, give the same verdict again; a leaf is
marked decisive if taking it away, alone, gives another.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from servanda.agreement.dependencies import leaves
from servanda.agreement.model import (
    Agreement,
    Condition,
    Fund,
    Happens,
    IsDone,
    LevelStands,
    Phase,
    PhaseIsDeclaredOpen,
)
from servanda.evidence.viewpoint import Viewpoint
from servanda.record.model import Record
from servanda.values.bounds import Truth
from servanda.values.instant import Instant
from servanda.verdict.act_nodes import act_nodes, acts_on_whole
from servanda.verdict.assess import cases_of, merged, row_keys, verdict_on
from servanda.verdict.assessment import Question, Reason
from servanda.verdict.cases import Case, Cases, article_of, find, open_cases
from servanda.verdict.condition_words import words_of
from servanda.verdict.conditions import NOBODY_GAINS, names_in, truth_of
from servanda.verdict.decisive import decisive_leaves
from servanda.verdict.docket import Docket
from servanda.verdict.evidence_nodes import (
    absent,
    basis_nodes,
    claim_node,
    counter_node,
    deed_nodes,
    issue_node,
    verifier_nodes,
)
from servanda.verdict.fault import fault_nodes
from servanda.verdict.fund import fund_counters, judge_fund
from servanda.verdict.in_public import reasons_in_public
from servanda.verdict.judge import Axes
from servanda.verdict.phase import judge_phase
from servanda.verdict.scene import SolvedScene
from servanda.verdict.stages import stage_in
from servanda.verdict.subject import conditions_of
from servanda.verdict.terms import RowKey
from servanda.verdict.withdrawn_nodes import fallen_on


def explain(
    agreement: Agreement, record: Record, viewpoint: Viewpoint, question: Question, name: str
) -> tuple[Reason, ...]:
    """One tree for each row of a stipulation, or of one of its stages (`lay-down/first`), or for
    the phase or fund of that name."""
    whole, stage = stage_in(name, agreement)
    trees = unmarked(agreement, record, viewpoint, question, name)
    references = _in_order(trees)
    base = cases_of(agreement, only(record, frozenset(references)), viewpoint, question)

    def words_of_docket(docket: Docket) -> tuple[object, ...]:
        asked = base if docket is base.docket else open_cases(docket)
        return _words_of(asked, question, whole, stage)

    decisive = decisive_leaves(references, base.docket, words_of_docket)
    told = tuple(
        _marked(_told_once(tree, set()), marked, decisive.untried)
        for tree, marked in zip(trees, decisive.of_row, strict=True)
    )
    return reasons_in_public(told, question)


def unmarked(
    agreement: Agreement, record: Record, viewpoint: Viewpoint, question: Question, name: str
) -> tuple[Reason, ...]:
    """The same trees, each whole, with no leaf marked and nothing said only once."""
    cases = cases_of(agreement, record, viewpoint, question)
    whole, stage = stage_in(name, agreement)
    options = cases.options(whole, viewpoint, question.readings)
    return tuple(_roots(whole, cases, options, question.at, stage))


def explain_all(
    agreement: Agreement, record: Record, viewpoint: Viewpoint, question: Question
) -> dict[str, tuple[Reason, ...]]:
    """The trees of everything at once, by name, from one pass; decisive leaves are not marked."""
    cases = cases_of(agreement, record, viewpoint, question)
    names = (
        *(stipulation.name for stipulation in agreement.stipulations),
        *(phase.name for phase in agreement.phases),
        *(fund.name for fund in agreement.funds),
    )
    return {
        name: reasons_in_public(
            tuple(
                _roots(name, cases, cases.options(name, viewpoint, question.readings), question.at)
            ),
            question,
        )
        for name in names
    }


def leaf_references(tree: Reason) -> frozenset[str]:
    """The claims and coverage at the leaves of a tree."""
    return frozenset(_leaves_of(tree))


def only(record: Record, references: frozenset[str]) -> Record:
    """The record with these claims and coverage windows, what they stand in place of, and no
    others."""
    corrected = (name for one in record.claims if one.id in references for name in one.corrects)
    kept = references | frozenset(corrected)
    return replace(
        record,
        claims=tuple(claim for claim in record.claims if claim.id in kept),
        coverage=tuple(window for window in record.coverage if window.id in references),
    )


# --- The tree --------------------------------------------------------------------------------


def _roots(
    name: str, cases: Cases, options: Sequence[Case], at: Instant, stage: str | None = None
) -> Iterator[Reason]:
    agreement = cases.docket.agreement
    for stipulation in agreement.stipulations:
        if stipulation.name == name:
            for key in row_keys(name, cases, options):
                if stage is None or _is_of_stage(key, stage):
                    yield _row_tree(key, cases, options, at)
    for phase in agreement.phases:
        if phase.name == name:
            phase_verdict = judge_phase(phase, cases, options, at)
            text = f"phase {name}: {phase_verdict.state}. {phase_verdict.because}"
            word = partial(_phase_word, phase, cases, at)
            nodes = _in_cases(name, None, cases, options, at, word)
            yield Reason("verdict", text, name, children=nodes)
    for fund in agreement.funds:
        if fund.name == name:
            fund_verdict = judge_fund(fund, cases, options, at)
            text = f"fund {name}: {fund_verdict.state}. {fund_verdict.because}"
            terms = cases.solved(name, options[0]).subject.terms
            pledged, paid = fund_counters(name, cases, terms)
            money = (
                counter_node("pledged", pledged, cases, at),
                counter_node("paid", paid, cases, at),
            )
            rest = _in_cases(name, None, cases, options, at, partial(_fund_word, fund, cases, at))
            yield Reason("verdict", text, name, children=(*money, *rest))


def _is_of_stage(key: RowKey, stage: str) -> bool:
    return key[2] == stage or (key[2] or "").startswith(f"{stage}: ")


def _row_tree(key: RowKey, cases: Cases, options: Sequence[Case], at: Instant) -> Reason:
    name, bearer, limb = key
    stipulation = next(s for s in cases.docket.agreement.stipulations if s.name == name)
    verdict = verdict_on(stipulation, key, cases, options, at)
    who = ", ".join(bearer) + (f", {limb}" if limb else "")
    cause = f" ({verdict.cause})" if verdict.cause else ""
    flag = ", contested" if verdict.contested else ""
    return Reason(
        "verdict",
        f"{name} ({who}): {verdict.state}{cause}{flag}. {verdict.because}",
        name,
        children=(
            Reason(
                "clause",
                f"{stipulation.kind} in {article_of(stipulation) or 'the text'}: "
                f"{stipulation.title}",
            ),
            *_fault(key, cases, options, at),
            *_in_cases(name, key, cases, options, at, partial(_row_word, key, cases, at)),
            *(_unweighed(key, cases, options, at) if len(options) > 1 else ()),
        ),
    )


def _row_word(key: RowKey, cases: Cases, at: Instant, case: Case) -> str:
    axes = merged(key, cases, [case], at)
    return f"{axes.state} ({axes.cause})" if axes.cause else axes.state


def _phase_word(phase: Phase, cases: Cases, at: Instant, case: Case) -> str:
    return judge_phase(phase, cases, [case], at).state


def _fund_word(fund: Fund, cases: Cases, at: Instant, case: Case) -> str:
    return judge_fund(fund, cases, [case], at).state


def _unweighed(key: RowKey, cases: Cases, options: Sequence[Case], at: Instant) -> Iterator[Reason]:
    """The readings of the text that the viewpoint does not weigh, with what they would give."""
    number = cases.group_of(key[0])
    if number is None:
        return
    held = {dict(case)[number] for case in options}
    for case in cases.in_every_reading(key[0], options[:1]):
        reading = dict(case)[number]
        if reading not in held:
            word = _row_word(key, cases, at, case)
            yield Reason("reading", f"{key[0]} as {reading}: {word}, not held in this viewpoint")


def _fault(key: RowKey, cases: Cases, options: Sequence[Case], at: Instant) -> Iterator[Reason]:
    """Where a failure is excused, where its excuses begin."""
    for case in options:
        axes = merged(key, cases, [case], at)
        if "excused" in (axes.state, axes.timeliness, axes.breach):
            yield from fault_nodes(key, cases, case, at)
            return


def _in_cases(
    name: str,
    key: RowKey | None,
    cases: Cases,
    options: Sequence[Case],
    at: Instant,
    word_in: Callable[[Case], str],
) -> tuple[Reason, ...]:
    """The operands in each case; under one node for each, with its result, where there are
    several."""
    nodes = []
    for case in options:
        operands = tuple(_operands(name, key, cases, case, at, frozenset({name})))
        if len(options) == 1:
            return operands
        text = f"{cases.label(case, options)}: {word_in(case)}"
        nodes.append(Reason("reading", text, children=operands))
    return tuple(nodes)


def _operands(
    name: str,
    key: RowKey | None,
    cases: Cases,
    case: Case,
    at: Instant,
    above: frozenset[str],
) -> Iterator[Reason]:
    """Evidence first, then every condition that the terms hang on."""
    solved = cases.solved(name, case)
    for row in solved.subject.rows:
        if key is None or row.key == key:
            yield from basis_nodes(solved.bases[row.key], cases, at, row.class_name)
            yield from verifier_nodes(row, cases)
            yield from act_nodes(row, solved, cases, at)
    yield from acts_on_whole(solved, cases, at)
    yield from fallen_on(name, cases)
    yield from _linkage_nodes(name, cases)
    scene = SolvedScene(cases, case)
    stages = (row.terms for row in solved.subject.rows if row.key == key and row.stage is not None)
    terms = next(stages, solved.subject.terms)
    conditions = [*conditions_of(terms), *solved.subject.formed]
    windows = [route.window for act in solved.subject.acts for route in act.routes]
    conditions.extend(dict.fromkeys(w for w in windows if w is not None and w not in conditions))
    for condition in conditions:
        yield _condition_node(condition, cases, case, scene, at, above)
    for other in (*solved.subject.replaced_by, *solved.subject.overridden_by):
        if other not in above:
            nested = tuple(_operands(other, None, cases, case, at, above | {other}))
            yield Reason("condition", f"superseded by {other}", other, children=nested)


def _linkage_nodes(name: str, cases: Cases) -> Iterator[Reason]:
    subject = find(cases.docket.agreement, name)
    held = cases.docket.linkages_on(subject)
    for linkage in subject.linkages:
        state = "held in this viewpoint" if linkage.holder in held else "not held in this viewpoint"
        yield Reason("linkage", f"not in the text, asserted by {linkage.holder}: {state}")


def _condition_node(
    condition: Condition,
    cases: Cases,
    case: Case,
    scene: SolvedScene,
    at: Instant,
    above: frozenset[str],
) -> Reason:
    truth = truth_of(condition, at, cases.docket, scene)
    text = f"{words_of(condition, cases.docket.agreement)}: {_truth_word(truth)}"
    children: list[Reason] = []
    for part in leaves(condition):
        children.extend(_leaf_nodes(part, cases, at))
    for name in sorted(names_in(condition) - above):
        nested = tuple(_operands(name, None, cases, case, at, above | {name}))
        children.append(Reason("condition", name, name, children=nested))
    return Reason("condition", text, children=tuple(children))


def _leaf_nodes(condition: Condition, cases: Cases, at: Instant) -> Iterator[Reason]:
    docket = cases.docket
    match condition:
        case Happens(event):
            deed = docket.agreement.events[event].deed
            if deed is not None:
                yield from deed_nodes(event, deed, cases, at)
        case IsDone(deed):
            yield from deed_nodes("done", deed, cases, at)
        case LevelStands(level):
            track = docket.level(level.level, NOBODY_GAINS)
            for issue in track.issues:
                if issue.weighs_from <= at:
                    yield issue_node(issue, cases)
        case PhaseIsDeclaredOpen(phase, holder):
            declaration = docket.declaration(phase, holder)
            word = recognition_word(declaration.recognition)
            nodes = tuple(claim_node(claim, cases) for claim in declaration.claims)
            yield Reason("issue", f"act of {holder}: {word}", children=nodes or (absent(),))
        case _:
            return


def recognition_word(recognition: Truth) -> str:
    if recognition.sure:
        return "recognised"
    return "nobody says whether it is recognised" if recognition.possible else "not recognised"


def _truth_word(truth: Truth) -> str:
    return "holds" if truth.sure else "may hold" if truth.possible else "does not hold"


# --- Decisive leaves -------------------------------------------------------------------------


def _in_order(trees: Sequence[Reason]) -> list[str]:
    """The references at the leaves, as a reader meets them."""
    return list(dict.fromkeys(reference for tree in trees for reference in _leaves_of(tree)))


def _leaves_of(tree: Reason) -> Iterator[str]:
    if tree.kind in ("claim", "coverage") and tree.ref:
        yield tree.ref
    for child in tree.children:
        yield from _leaves_of(child)


def _told_once(tree: Reason, told: set[Reason]) -> Reason:
    """The tree in which what was unfolded before is not unfolded again."""
    if tree.kind in ("counter", "condition") and tree.children:
        if tree in told:
            return Reason("above", f"{tree.text} (as above)", tree.ref)
        told.add(tree)
    return replace(tree, children=tuple(_told_once(child, told) for child in tree.children))


def _marked(tree: Reason, decisive: frozenset[str], untried: frozenset[str]) -> Reason:
    is_leaf = tree.kind in ("claim", "coverage")
    return replace(
        tree,
        decisive=is_leaf and tree.ref in decisive,
        tried=not (is_leaf and tree.ref in untried),
        children=tuple(_marked(child, decisive, untried) for child in tree.children),
    )


def _words_of(cases: Cases, question: Question, name: str, stage: str | None) -> tuple[object, ...]:
    """What the verdicts of that name say, without their figures."""
    agreement = cases.docket.agreement
    options = cases.options(name, cases.docket.judge.viewpoint, question.readings)
    if any(stipulation.name == name for stipulation in agreement.stipulations):
        keys = [
            key
            for key in row_keys(name, cases, options)
            if stage is None or _is_of_stage(key, stage)
        ]
        return tuple(_words(merged(key, cases, options, question.at)) for key in keys)
    return tuple(
        judge_phase(phase, cases, options, question.at).state
        for phase in agreement.phases
        if phase.name == name
    ) + tuple(
        (verdict.state, verdict.releasable)
        for fund in agreement.funds
        if fund.name == name
        for verdict in (judge_fund(fund, cases, options, question.at),)
    )


def _words(axes: Axes) -> tuple[object, ...]:
    return axes.state, axes.cause, axes.force, axes.timeliness, axes.breach
