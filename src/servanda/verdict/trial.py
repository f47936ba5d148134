"""Expectations held against verdicts: which hold, and which verdicts are otherwise."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from servanda.agreement.model import Agreement
from servanda.evidence.viewpoint import Viewpoint
from servanda.record.model import Record
from servanda.verdict.assessment import Assessment, FundVerdict, PhaseVerdict, Verdict
from servanda.verdict.expected import Expected
from servanda.verdict.sitting import Sitting

Given: TypeAlias = Verdict | PhaseVerdict | FundVerdict


@dataclass(frozen=True, slots=True)
class Trial:
    """An expectation with the verdicts that it speaks of; `failing` are those that differ."""

    expected: Expected
    meant: tuple[Given, ...]
    failing: tuple[Given, ...]

    @property
    def holds(self) -> bool:
        return bool(self.meant) and not self.failing


def try_all(
    agreement: Agreement,
    record: Record,
    viewpoints: Mapping[str, Viewpoint],
    expected: Iterable[Expected],
) -> tuple[Trial, ...]:
    """Every expectation tried, each question being answered once."""
    expected, sitting = tuple(expected), Sitting(agreement, record)
    answers = {
        question: sitting.assess(viewpoints[question.viewpoint], question)
        for question in dict.fromkeys(each.question for each in expected)
    }
    return tuple(tried(each, answers[each.question]) for each in expected)


def tried(expected: Expected, answer: Assessment) -> Trial:
    """One expectation, held against the answer to its question."""
    found = meant(expected, answer)
    return Trial(expected, found, tuple(each for each in found if not is_as(expected, each)))


def is_as(expected: Expected, verdict: Given) -> bool:
    """Whether a verdict has the state, and the cause where one is named."""
    if verdict.state != expected.state:
        return False
    return expected.cause is None or verdict.cause == expected.cause


def meant(expected: Expected, answer: Assessment) -> tuple[Given, ...]:
    """The verdicts that an expectation speaks of."""
    others: tuple[PhaseVerdict | FundVerdict, ...] = (*answer.phases, *answer.funds)
    named = [each for each in others if each.name == expected.name]
    name, _, stage = expected.name.partition("/")
    rows = [each for each in answer.stipulations if each.name == name]
    if stage:
        rows = [each for each in rows if is_of_stage(each, stage)]
    if expected.bearer:
        rows = [each for each in rows if set(each.bearer) == set(expected.bearer)]
    return (*named, *rows_meant(expected, rows))


def is_of_stage(verdict: Verdict, stage: str) -> bool:
    """A stage is a limb of its own, or, where the duty has several deeds, one for each of them."""
    limb = verdict.limb or ""
    return limb == stage or limb.startswith(f"{stage}: ")


def rows_meant(expected: Expected, rows: Sequence[Verdict]) -> Sequence[Verdict]:
    """Of the verdicts on a stipulation: the limb that is named, or the whole."""
    if expected.limb is not None:
        exact = [each for each in rows if each.limb == expected.limb]
        return exact or [each for each in rows if each.limb and expected.limb in each.limb]
    whole = [each for each in rows if each.limb is None]
    return whole or rows
