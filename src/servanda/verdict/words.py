"""The one plain word of every row, phase and fund, without its reasons."""

from servanda.agreement.model import Agreement
from servanda.evidence.viewpoint import Viewpoint
from servanda.verdict.assess import merged, row_keys
from servanda.verdict.assessment import Question
from servanda.verdict.cases import Cases, everything
from servanda.verdict.fund import judge_fund
from servanda.verdict.phase import phase_word
from servanda.verdict.terms import RowKey

NOT_THERE = "not there"  # where the text, as it is read, has no such row


def words_in(cases: Cases, viewpoint: Viewpoint, question: Question) -> dict[RowKey, str]:
    """Every word, in the order of the text."""
    agreement = cases.docket.agreement
    keys: list[RowKey] = []
    for subject in everything(agreement):
        if is_a_row((subject.name, (), None), agreement):
            options = cases.options(subject.name, viewpoint, question.readings)
            keys.extend(row_keys(subject.name, cases, options))
        else:
            keys.append((subject.name, (), None))
    return {key: word_of(key, cases, viewpoint, question) for key in keys}


def word_of(key: RowKey, cases: Cases, viewpoint: Viewpoint, question: Question) -> str:
    """The word of one of them."""
    agreement = cases.docket.agreement
    options = cases.options(key[0], viewpoint, question.readings)
    if any(phase.name == key[0] for phase in agreement.phases):
        return phase_word(key[0], cases, options, question.at)
    for fund in agreement.funds:
        if fund.name == key[0]:
            return judge_fund(fund, cases, options, question.at).state
    if key not in row_keys(key[0], cases, options):
        return NOT_THERE
    return merged(key, cases, options, question.at).state


def is_a_row(key: RowKey, agreement: Agreement) -> bool:
    """Of a stipulation; phases and funds have none."""
    return any(stipulation.name == key[0] for stipulation in agreement.stipulations)
