"""Reasons: the tree from a verdict down to the claims, chains and reports on which it rests.

An explanation re-reads every operand at the date, also those that moved nothing, and names the
coverage behind an absence. Its leaves alone, as a record, give the same verdict again; a leaf is
marked decisive if taking it away, alone, gives another.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from servanda.agreement.dependencies import leaves
from servanda.agreement.model import (
    Agreement,
    Condition,
    Happens,
    IsDone,
    LevelStands,
    PhaseIsDeclaredOpen,
)
from servanda.evidence.counter import Counter
from servanda.evidence.issue import Issue
from servanda.evidence.ladder import Side
from servanda.evidence.level import LevelTrack
from servanda.evidence.origins import describe
from servanda.evidence.tally import Tally
from servanda.evidence.viewpoint import Viewpoint
from servanda.language.deed_words import short_deed
from servanda.record.model import Claim, Coverage, Record
from servanda.values.bounds import Truth
from servanda.values.deed import Deed
from servanda.values.instant import Instant
from servanda.values.quantity import Range
from servanda.verdict.assess import cases_of, merged, row_keys, verdict_on
from servanda.verdict.assessment import Question, Reason
from servanda.verdict.cases import Case, Cases, article_of, find, open_cases
from servanda.verdict.condition_words import words_of
from servanda.verdict.conditions import NOBODY_GAINS, names_in, truth_of
from servanda.verdict.dates import moment_of
from servanda.verdict.decisive import decisive_leaves
from servanda.verdict.docket import Basis, Docket, Seat
from servanda.verdict.fund import fund_counters, judge_fund
from servanda.verdict.judge import Axes
from servanda.verdict.phase import judge_phase
from servanda.verdict.scene import SolvedScene
from servanda.verdict.subject import conditions_of
from servanda.verdict.terms import Row, RowKey


def explain(
    agreement: Agreement, record: Record, viewpoint: Viewpoint, question: Question, name: str
) -> tuple[Reason, ...]:
    """One tree for each row of a stipulation, or for the phase or fund of that name."""
    cases = cases_of(agreement, record, viewpoint, question)
    options = cases.options(name, viewpoint, question.readings)
    trees = tuple(_roots(name, cases, options, question.at))
    references = _in_order(trees)
    base = cases_of(agreement, only(record, frozenset(references)), viewpoint, question)

    def words_of_docket(docket: Docket) -> tuple[object, ...]:
        return _words_of(base if docket is base.docket else open_cases(docket), question, name)

    decisive = decisive_leaves(references, base.docket, words_of_docket)
    return tuple(
        _marked(_told_once(tree, set()), marked)
        for tree, marked in zip(trees, decisive, strict=True)
    )


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
        name: tuple(
            _roots(name, cases, cases.options(name, viewpoint, question.readings), question.at)
        )
        for name in names
    }


def leaf_references(tree: Reason) -> frozenset[str]:
    """The claims and coverage at the leaves of a tree."""
    return frozenset(_leaves_of(tree))


def only(record: Record, references: frozenset[str]) -> Record:
    """The record with these claims and coverage windows and no others."""
    return replace(
        record,
        claims=tuple(claim for claim in record.claims if claim.id in references),
        coverage=tuple(window for window in record.coverage if window.id in references),
    )


# --- The tree --------------------------------------------------------------------------------


def _roots(name: str, cases: Cases, options: Sequence[Case], at: Instant) -> Iterator[Reason]:
    agreement = cases.docket.agreement
    for stipulation in agreement.stipulations:
        if stipulation.name == name:
            for key in row_keys(name, cases, options):
                yield _row_tree(key, cases, options, at)
    for phase in agreement.phases:
        if phase.name == name:
            phase_verdict = judge_phase(phase, cases, options, at)
            text = f"phase {name}: {phase_verdict.state}. {phase_verdict.because}"
            yield Reason("verdict", text, name, children=_in_cases(name, None, cases, options, at))
    for fund in agreement.funds:
        if fund.name == name:
            fund_verdict = judge_fund(fund, cases, options, at)
            text = f"fund {name}: {fund_verdict.state}. {fund_verdict.because}"
            terms = cases.solved(name, options[0]).subject.terms
            pledged, paid = fund_counters(name, cases, terms)
            money = (
                _counter_node("pledged", pledged, cases, at),
                _counter_node("paid", paid, cases, at),
            )
            rest = _in_cases(name, None, cases, options, at)
            yield Reason("verdict", text, name, children=(*money, *rest))


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
            *_in_cases(name, key, cases, options, at),
        ),
    )


def _in_cases(
    name: str, key: RowKey | None, cases: Cases, options: Sequence[Case], at: Instant
) -> tuple[Reason, ...]:
    """The operands in each case; under one node for each where there are several."""
    nodes = []
    for case in options:
        operands = tuple(_operands(name, key, cases, case, at, frozenset({name})))
        if len(options) == 1:
            return operands
        nodes.append(Reason("reading", cases.label(case, options), children=operands))
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
            yield from _basis_nodes(solved.bases[row.key], cases, at)
            yield from _verifier_nodes(row, cases)
    yield from _linkage_nodes(name, cases)
    scene = SolvedScene(cases, case)
    for condition in conditions_of(solved.subject.terms):
        yield _condition_node(condition, cases, case, scene, at, above)


def _basis_nodes(basis: Basis, cases: Cases, at: Instant) -> Iterator[Reason]:
    if basis.performance is not None:
        yield _counter_node("done by the bearer", basis.performance, cases, at)
    if basis.outcome is not None and basis.outcome != basis.performance:
        yield _counter_node("come about, whoever did it", basis.outcome, cases, at)
    if basis.base is not None:
        yield _counter_node("what it is owed for", basis.base, cases, at)
    if basis.owed is not None:
        if basis.owed.shares is not None and basis.owed.shares.claims:
            yield _counter_node("in percent", basis.owed.shares, cases, at)
        yield from (_level_node(track, cases, at) for track in basis.owed.tracks())
    if basis.level is not None:
        yield _level_node(basis.level, cases, at)
    yield from (_tally_node(tally, cases, at) for tally in basis.tallies)
    if basis.findings:
        nodes = tuple(_claim_node(claim, cases) for claim in basis.findings)
        yield Reason("issue", "findings of competent bodies on the whole", children=nodes)


def _verifier_nodes(row: Row, cases: Cases) -> Iterator[Reason]:
    """How the bodies that verify came to be, where a stipulation forms them."""
    names = row.stake.verifiers | {one.name for one in row.stake.limited}
    for seat in cases.docket.seats:
        if seat.kind == "formed" and seat.actor in names:
            yield _seat_node(seat, f"{seat.actor}, formed by {seat.of}", cases)


def _member_nodes(deed: Deed, cases: Cases) -> Iterator[Reason]:
    """Who is said to belong to those who do a deed."""
    for seat in cases.docket.seats:
        if seat.kind == "member" and seat.of in deed.actors:
            yield _seat_node(seat, f"{seat.actor}, as a member of {seat.of}", cases)


def _seat_node(seat: Seat, text: str, cases: Cases) -> Reason:
    nodes = tuple(_claim_node(claim, cases) for claim in seat.claims)
    return Reason("issue", text, seat.actor, children=nodes or (_absent(),))


def _level_node(track: LevelTrack, cases: Cases, at: Instant) -> Reason:
    issues = tuple(issue for issue in track.issues if issue.weighs_from <= at)
    children = tuple(_issue_node(issue, cases) for issue in issues)
    return Reason("counter", f"level {track.level}", children=children or (_absent(),))


def _counter_node(label: str, counter: Counter, cases: Cases, at: Instant) -> Reason:
    value = Range(counter.surely.at(at), counter.claimed.at(at))
    issues = [issue for issue in counter.issues if issue.weighs_from <= at]
    coverage = [_coverage_node(w, cases) for w in counter.coverage if w.window.start <= at]
    bases = (_level_node(track, cases, at) for track in counter.bases)
    children = (*(_issue_node(issue, cases) for issue in issues), *coverage, *bases)
    members = tuple(_member_nodes(counter.deed, cases))
    return Reason(
        "counter",
        f"{label}: {value} ({short_deed(counter.deed)})",
        children=(*children, *members) or (_absent(),),
    )


def _absent() -> Reason:
    return Reason("absence", "nobody in the record says anything of this, and no coverage shows it")


def _issue_node(issue: Issue, cases: Cases) -> Reason:
    calendar = cases.docket.agreement.calendar
    word = _settled(issue)
    flag = ", contested" if issue.contested else ""
    when = moment_of(issue.when, calendar) if issue.kind != "total" else _up_to(issue, cases)
    text = f"{issue.kind} {when}: {issue.amount}, {word}{flag}"
    return Reason("issue", text, issue.id, children=tuple(_sides(issue, cases)))


def _up_to(issue: Issue, cases: Cases) -> str:
    return f"up to {cases.docket.agreement.calendar.local(issue.when.end - 1):%Y-%m-%d}"


def _settled(issue: Issue) -> str:
    if issue.kind == "level":
        return "as claimed"
    if issue.amount.is_exact:
        return "established" if issue.amount.low > 0 else "refuted"
    return "established in part" if issue.amount.low > 0 else "undetermined"


def _sides(issue: Issue, cases: Cases) -> Iterator[Reason]:
    """For and against at each amount that anybody claims, then whatever no side holds."""
    shown: set[str] = set()
    for label, side in _all_sides(issue):
        shown |= {claim.id for claim in side.claims}
        nodes = tuple(_claim_node(claim, cases) for claim in side.claims)
        yield Reason("side", f"{label}: {side.grade.word}", children=nodes)
    rest = [claim for claim in issue.claims if claim.id not in shown]
    if rest:
        nodes = tuple(_claim_node(claim, cases) for claim in rest)
        label = "said" if issue.kind == "level" else "also said, weighed on neither side here"
        yield Reason("side", label, children=nodes)


def _all_sides(issue: Issue) -> Iterator[tuple[str, Side]]:
    """Each side once: where two amounts have the same claims, at the higher."""
    thresholds = issue.thresholds
    for threshold, higher in zip_longest(thresholds, thresholds[1:]):
        sides = (("for", threshold.supporting), ("against", threshold.opposing))
        others = (higher.supporting, higher.opposing) if higher else (None, None)
        for (word, side), other in zip(sides, others, strict=True):
            if side.claims and side != other:
                yield f"{word} at least {threshold.amount:g}", side


def _tally_node(tally: Tally, cases: Cases, at: Instant) -> Reason:
    ended = [window for window in tally.windows if window.window.end <= at]
    return Reason(
        "counter",
        f"tally {tally.counting}",
        children=tuple(_claim_node(window.claim, cases) for window in ended) or (_absent(),),
    )


def _claim_node(claim: Claim, cases: Cases) -> Reason:
    report = cases.docket.record.reports.get(claim.report)
    chain = Reason("chain", describe(claim.chain))
    title = report.title if report else claim.report
    address = f" <{report.address}>" if report and report.address else ""
    plea = f', pleading "{claim.plea}"' if claim.plea else ""
    text = f"{claim.chain.origin.source} {claim.stance}{plea}"
    source = Reason("report", f"{claim.report}: {title}{address}", claim.report)
    return Reason("claim", f"{claim.id}: {text}", claim.id, children=(chain, source))


def _coverage_node(window: Coverage, cases: Cases) -> Reason:
    calendar = cases.docket.agreement.calendar
    text = f"{window.body} covered {moment_of(window.window, calendar)}"
    return Reason("coverage", text, window.id, children=(Reason("chain", describe(window.chain)),))


def _linkage_nodes(name: str, cases: Cases) -> Iterator[Reason]:
    held = cases.docket.judge.viewpoint.linkages_of
    for linkage in find(cases.docket.agreement, name).linkages:
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
                yield _counter_node(event, docket.deed_counter(deed), cases, at)
        case IsDone(deed):
            yield _counter_node("done", docket.deed_counter(deed), cases, at)
        case LevelStands(level):
            track = docket.level(level.level, NOBODY_GAINS)
            for issue in track.issues:
                if issue.weighs_from <= at:
                    yield _issue_node(issue, cases)
        case PhaseIsDeclaredOpen(phase, holder):
            declaration = docket.declaration(phase, holder)
            word = recognition_word(declaration.recognition)
            nodes = tuple(_claim_node(claim, cases) for claim in declaration.claims)
            yield Reason("issue", f"act of {holder}: {word}", children=nodes or (_absent(),))
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


def _marked(tree: Reason, decisive: frozenset[str]) -> Reason:
    return replace(
        tree,
        decisive=tree.kind in ("claim", "coverage") and tree.ref in decisive,
        children=tuple(_marked(child, decisive) for child in tree.children),
    )


def _words_of(cases: Cases, question: Question, name: str) -> tuple[object, ...]:
    """What the verdicts of that name say, without their figures."""
    agreement = cases.docket.agreement
    options = cases.options(name, cases.docket.judge.viewpoint, question.readings)
    if any(stipulation.name == name for stipulation in agreement.stipulations):
        keys = row_keys(name, cases, options)
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
