"""What a verdict says, without its sentence: two answers differ if these do."""

from dataclasses import dataclass
from typing import TypeAlias

from servanda.agreement.model import Agreement
from servanda.agreement.subjects import subjects
from servanda.evidence.viewpoint import Viewpoint
from servanda.record.model import Record
from servanda.values.quantity import Range
from servanda.verdict.assess import cases_of, merged, row_keys
from servanda.verdict.assessment import Incidents, Outcome, Question
from servanda.verdict.cases import Cases
from servanda.verdict.fund import judge_fund
from servanda.verdict.judge import Axes
from servanda.verdict.phase import judge_phase
from servanda.verdict.terms import RowKey
from servanda.verdict.whole import state_of_whole

Figure: TypeAlias = Outcome | Incidents | tuple[Range, ...] | None


@dataclass(frozen=True, slots=True)
class Told:
    """The plain word with its cause, and the figure beside it: how much, how many incidents, or
    what of a fund is pledged, paid and releasable."""

    state: str
    cause: str | None = None
    figure: Figure = None

    @property
    def word(self) -> tuple[str, str | None]:
        return self.state, self.cause


def everything_told(
    agreement: Agreement, record: Record, viewpoint: Viewpoint, question: Question
) -> dict[RowKey, Told]:
    """What the verdicts say of every stipulation, limb, phase and fund, in the text's order."""
    cases = cases_of(agreement, record, viewpoint, question)
    return {
        key: told
        for subject in subjects(agreement)
        for key, told in told_of(subject.name, cases, question).items()
    }


def told_of(name: str, cases: Cases, question: Question) -> dict[RowKey, Told]:
    """What the verdicts say of one stipulation (the whole first, where it has limbs), phase or
    fund."""
    agreement, at = cases.docket.agreement, question.at
    options = cases.options(name, cases.docket.judge.viewpoint, question.readings)
    for phase in agreement.phases:
        if phase.name == name:
            verdict = judge_phase(phase, cases, options, at)
            return {(name, (), None): Told(verdict.state, verdict.cause)}
    for fund in agreement.funds:
        if fund.name == name:
            money = judge_fund(fund, cases, options, at)
            figure = money.pledged, money.paid, money.releasable
            return {(name, (), None): Told(money.state, money.cause, figure)}
    rows = {key: merged(key, cases, options, at) for key in row_keys(name, cases, options)}
    told = {
        key: Told(one.state, one.cause, one.outcome or one.incidents) for key, one in rows.items()
    }
    return _whole(name, rows, agreement) | told


def _whole(name: str, rows: dict[RowKey, Axes], agreement: Agreement) -> dict[RowKey, Told]:
    """As `with_whole`: where limbs of the same kind differ, the stipulation is as its limbs."""
    limbs = {key: axes for key, axes in rows.items() if key[2] not in agreement.classes}
    if len(limbs) < 2 or any(limb is None for _, _, limb in rows):
        return {}
    bearers = tuple(dict.fromkeys(actor for _, bearer, _ in limbs for actor in bearer))
    state, cause = state_of_whole([(axes.state, axes.cause) for axes in limbs.values()])
    return {(name, bearers, None): Told(state, cause)}
