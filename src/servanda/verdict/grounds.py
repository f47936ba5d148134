"""Grounds: how firmly a verdict stands, and on whose word, for whoever puts it into a sentence.

A verdict is called established only if it is the same under a standard of at least `corroborated`;
one that holds under a lower standard alone rests on an allegation, whose authors are named.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from servanda.agreement.dependencies import leaves
from servanda.agreement.model import Agreement, PhaseIsDeclaredOpen
from servanda.evidence.counter import Counter
from servanda.evidence.issue import DENYING
from servanda.evidence.tally import figures_at
from servanda.evidence.viewpoint import Viewpoint
from servanda.record.model import Claim, Origin, Record
from servanda.values.instant import Instant
from servanda.values.quantity import Range
from servanda.verdict.assess import cases_of, merged, row_keys, verdict_on
from servanda.verdict.assessment import Incidents, Periods, Question, Standard
from servanda.verdict.basis import Basis
from servanda.verdict.cases import Case, Cases
from servanda.verdict.foundations import issues_of
from servanda.verdict.fund import fund_counters, judge_fund
from servanda.verdict.on_whose_word import latest_totals, supporting
from servanda.verdict.phase import judge_phase
from servanda.verdict.standards import STANDARDS
from servanda.verdict.subject import conditions_of
from servanda.verdict.terms import RowKey

Standing = Literal["fact", "allegation", "unknown"]
LEAST_FOR_A_FACT: Standard = "corroborated"


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a verdict rests on. The figures are those that are established: under a standard of at
    least `corroborated`. Origins are in alphabetical order."""

    standing: Standing
    since: Instant | None = None  # since when it is established that it stands so
    amount: Range | None = None
    incidents: Incidents | None = None
    periods: Periods | None = None
    established_by: tuple[Origin, ...] = ()
    alleged_by: tuple[Origin, ...] = ()  # who says more than is established
    contested_by: tuple[Origin, ...] = ()
    counts: tuple[tuple[float, tuple[Origin, ...]], ...] = ()  # totals of incidents, and whose


Key: TypeAlias = RowKey  # of a phase or fund: its name, nobody, nothing


def grounds(
    agreement: Agreement, record: Record, viewpoint: Viewpoint, question: Question
) -> Mapping[Key, Grounds]:
    """The grounds of every verdict, by name, bearer and limb."""
    asked = cases_of(agreement, record, viewpoint, question)
    proof = strict(question.proof)
    firm = (
        asked
        if proof == question.proof
        else cases_of(agreement, record, viewpoint, replace(question, proof=proof))
    )
    found: dict[Key, Grounds] = {}
    for stipulation in agreement.stipulations:
        options = asked.options(stipulation.name, viewpoint, question.readings)
        for key in row_keys(stipulation.name, asked, options):
            found[key] = _of_row(key, asked, firm, viewpoint, question)
    for name in (*(one.name for one in agreement.phases), *(one.name for one in agreement.funds)):
        found[(name, (), None)] = _of_whole(name, asked, firm, viewpoint, question)
    return found


def strict(proof: Standard) -> Standard:
    """The standard under which what stands may be called a fact."""
    return max(proof, LEAST_FOR_A_FACT, key=STANDARDS.index)


def _standing(asked: str, firm: str | None) -> Standing:
    if asked == "undetermined":
        return "unknown"
    return "fact" if asked == firm else "allegation"


# --- A row of a stipulation ----------------------------------------------------------------------


def _of_row(
    key: RowKey, asked: Cases, firm: Cases, viewpoint: Viewpoint, question: Question
) -> Grounds:
    options = asked.options(key[0], viewpoint, question.readings)
    others = firm.options(key[0], viewpoint, question.readings)
    axes = merged(key, asked, options, question.at)
    if key not in row_keys(key[0], firm, others):
        return Grounds(_standing(axes.state, None))
    strictly = merged(key, firm, others, question.at)
    basis = _basis(key, asked, options)
    sure = set(_sure(_basis(key, firm, others), question.at))
    claimed = (
        _said(basis, question.at) if axes.incidents is None else _incidents(basis, question.at)
    )
    said = [claim for claim in claimed if claim not in sure]
    standing = _standing(axes.state, strictly.state)
    if standing == "allegation" and not said and not sure:
        said = list(_behind(key[0], asked, firm, viewpoint, question))
    amount = None if basis.tallies else strictly.outcome
    return Grounds(
        standing=standing,
        since=_since(key, firm, others, question.at) if standing == "fact" else None,
        amount=Range(amount.low, amount.high) if amount else None,
        incidents=strictly.incidents,
        periods=strictly.periods,
        established_by=_origins(sure),
        alleged_by=_origins(said),
        contested_by=_origins(_against(basis, question.at)) if axes.contested else (),
        counts=_counts(basis, question.at) if axes.incidents is not None else (),
    )


def _since(key: RowKey, cases: Cases, options: Sequence[Case], at: Instant) -> Instant | None:
    stipulation = next(one for one in cases.docket.agreement.stipulations if one.name == key[0])
    return verdict_on(stipulation, key, cases, options, at).since


def _basis(key: RowKey, cases: Cases, options: Sequence[Case]) -> Basis:
    for case in options:
        bases = cases.solved(key[0], case).bases
        if key in bases:
            return bases[key]
    raise AssertionError("the row is in one of the cases")


def _counters(basis: Basis) -> Iterator[Counter]:
    counter = basis.outcome or basis.performance
    if counter is not None:
        yield counter


def _sure(basis: Basis, at: Instant) -> Iterator[Claim]:
    """The claims that carry what is established, and the findings on the whole."""
    for counter in _counters(basis):
        for issue in counter.issues:
            if issue.weighs_from <= at:
                for threshold in issue.thresholds:
                    if threshold.truth.sure:
                        yield from threshold.supporting.claims
    if basis.level is not None:
        for issue in basis.level.standing.at(at):
            yield from (
                c for one in issue.thresholds if one.truth.sure for c in one.supporting.claims
            )
            yield from (
                c for one in issue.excesses if not one.truth.possible for c in one.opposing.claims
            )
    yield from basis.findings


def _said(basis: Basis, at: Instant) -> Iterator[Claim]:
    """The claims of which nothing has refuted what they say."""
    for counter in _counters(basis):
        for issue in counter.issues:
            if issue.weighs_from <= at:
                for threshold in issue.thresholds:
                    if threshold.truth.possible:
                        yield from threshold.supporting.claims
    yield from (window.claim for window in figures_at(basis.tallies, at))
    if basis.level is not None:
        yield from basis.level.supporters(at)


def _incidents(basis: Basis, at: Instant) -> Iterator[Claim]:
    """The claims of single incidents that nothing has refuted: who only counts them says of none
    that it happened."""
    for counter in _counters(basis):
        for issue in counter.events:
            if issue.weighs_from <= at and issue.truth.possible:
                yield from (claim for claim in issue.claims if claim.stance not in DENYING)


def _counts(basis: Basis, at: Instant) -> tuple[tuple[float, tuple[Origin, ...]], ...]:
    return tuple(
        (total.amount.high, _origins(supporting(total)))
        for counter in _counters(basis)
        for total in latest_totals(counter, at)
    )


def _against(basis: Basis, at: Instant) -> Iterator[Claim]:
    """The claims that deny what is contested; where nobody does, those that oppose it."""
    for issue in issues_of(basis, at):
        if issue.contested:
            denied = [claim for claim in issue.claims if claim.stance in DENYING]
            yield from denied or (c for one in issue.thresholds for c in one.opposing.claims)


def _origins(claims: Iterable[Claim]) -> tuple[Origin, ...]:
    found = {claim.chain.origin for claim in claims}
    return tuple(sorted(found, key=lambda one: (one.source, one.description or "")))


# --- Phases and funds ----------------------------------------------------------------------------


def _of_whole(
    name: str, asked: Cases, firm: Cases, viewpoint: Viewpoint, question: Question
) -> Grounds:
    standing = _standing(*(_state(name, one, viewpoint, question) for one in (asked, firm)))
    said = [
        *_declared(name, asked, viewpoint, question),
        *_money(name, asked, viewpoint, question),
    ]
    if standing == "allegation" and not said:
        said = list(_behind(name, asked, firm, viewpoint, question))
    return Grounds(standing, alleged_by=_origins(said))


def _state(name: str, cases: Cases, viewpoint: Viewpoint, question: Question) -> str:
    agreement = cases.docket.agreement
    options = cases.options(name, viewpoint, question.readings)
    for phase in agreement.phases:
        if phase.name == name:
            return judge_phase(phase, cases, options, question.at).state
    fund = next(one for one in agreement.funds if one.name == name)
    return judge_fund(fund, cases, options, question.at).state


def _declared(name: str, cases: Cases, viewpoint: Viewpoint, question: Question) -> Iterator[Claim]:
    """Who is said to have declared what the phase or fund hangs on."""
    for case in cases.options(name, viewpoint, question.readings):
        for condition in conditions_of(cases.solved(name, case).subject.terms):
            for leaf in leaves(condition):
                if isinstance(leaf, PhaseIsDeclaredOpen):
                    yield from cases.docket.declaration(leaf.phase, leaf.holder).claims


def _money(name: str, cases: Cases, viewpoint: Viewpoint, question: Question) -> Iterator[Claim]:
    """Who tells of what was pledged and paid to a fund."""
    if any(fund.name == name for fund in cases.docket.agreement.funds):
        case = cases.options(name, viewpoint, question.readings)[0]
        for counter in fund_counters(name, cases, cases.solved(name, case).subject.terms):
            for issue in counter.issues:
                if issue.weighs_from <= question.at:
                    yield from issue.claims


def _behind(
    name: str, asked: Cases, firm: Cases, viewpoint: Viewpoint, question: Question
) -> Iterator[Claim]:
    """Who tells of what the subject waits on, and is not established, where nobody tells of the
    subject itself."""
    sure = {claim for basis in _bases(name, firm, viewpoint, question)
            for claim in _sure(basis, question.at)}  # fmt: skip
    for basis in _bases(name, asked, viewpoint, question):
        yield from (claim for claim in _said(basis, question.at) if claim not in sure)


def _bases(name: str, cases: Cases, viewpoint: Viewpoint, question: Question) -> Iterator[Basis]:
    for case in cases.options(name, viewpoint, question.readings):
        for other in sorted(cases.reach(name)):
            yield from cases.solved(other, case).bases.values()
