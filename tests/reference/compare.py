"""The engine's answers beside the plain interpreter's."""

from collections.abc import Iterator, Sequence

from servanda.agreement.model import Agreement
from servanda.evidence.ladder import Grade
from servanda.evidence.viewpoint import Viewpoint
from servanda.record.model import Record
from servanda.values.instant import NEVER, Instant
from servanda.values.quantity import Range
from servanda.verdict.assess import cases_of, merged, row_keys
from servanda.verdict.assessment import Question, Standard
from servanda.verdict.cases import Case, Cases
from servanda.verdict.judge import Axes
from servanda.verdict.phase import judge_phase
from servanda.verdict.terms import RowKey
from servanda.verdict.unknowns import shared_unknowns
from tests.reference.answers import Answer, Answers, Asked, Words, agreed, answers
from tests.reference.plain import Key
from tests.reference.standing_plain import what_stands

MOST_UNKNOWNS = 12  # the engine settles no more than so many jointly
MOST_SETTLED = 3  # nor do we compare where it settles more than these: it would take too long

Decisions = tuple[tuple[str, bool], ...]


def disagreements(
    agreement: Agreement,
    record: Record,
    viewpoint: Viewpoint,
    proof: Standard,
    dates: Sequence[Instant],
) -> list[str]:
    """Every answer in which the two differ, in words."""
    question = Question(NEVER - 1, NEVER, proof, viewpoint.name)
    cases = cases_of(agreement, record, viewpoint, question)
    seated = cases.docket.agreement  # who sits where is the engine's answer
    plain = Plain(Asked(seated, what_stands(record), viewpoint, Grade[proof.upper()]), dates)
    found: list[str] = []
    for stipulation in agreement.stipulations:
        options = cases.options(stipulation.name, viewpoint, ())
        numbered = numbers(row_keys(stipulation.name, cases, options))
        for date in dates:
            shared = shared_in_any(stipulation.name, cases, options, date)
            for key in numbered if len(shared) <= MOST_SETTLED else ():
                engine = as_answer(merged(key, cases, options, date))
                other = plain.answer(numbered[key], date, shared)
                if engine != other:
                    when = agreement.calendar.local(date).isoformat()
                    found.append(f"{key} at {when}: engine {engine}, plain {other}")
    for phase in agreement.phases:
        options = cases.options(phase.name, viewpoint, ())
        for date in dates:
            word = judge_phase(phase, cases, options, date).state
            if word != plain.phase(phase.name, date):
                when = agreement.calendar.local(date).isoformat()
                found.append(
                    f"phase {phase.name} at {when}: {word}, {plain.phase(phase.name, date)}"
                )
    return found


def numbers(keys: Sequence[RowKey]) -> dict[RowKey, Key]:
    """The engine's rows by their number among those of one bearer, whatever they are called."""
    found: dict[RowKey, Key] = {}
    for key in keys:
        before = sum(1 for other in found if other[:2] == key[:2])
        found[key] = (key[0], key[1], before)
    return found


def as_answer(axes: Axes) -> Answer:
    outcome = axes.outcome
    amount = None if outcome is None else Range(outcome.low, outcome.high)
    return Answer(axes.state, axes.force, axes.timeliness, axes.breach, amount)


def shared_in_any(
    name: str, cases: Cases, options: Sequence[Case], date: Instant
) -> tuple[str, ...]:
    """The issues that the engine settles jointly before it answers for this stipulation: those
    that weigh by the date."""
    found = {
        issue
        for case in options
        for issue, since in shared_unknowns(name, cases, case)
        if since <= date
    }
    return tuple(sorted(found)) if len(found) <= MOST_UNKNOWNS else ()


class Plain:
    """The plain interpreter's answers, each way of settling issues worked out once."""

    def __init__(self, asked: Asked, dates: Sequence[Instant]) -> None:
        self.asked = asked
        self.dates = dates
        self.found: dict[Decisions, dict[Instant, tuple[Answers, Words]]] = {}

    def answer(self, key: Key, date: Instant, shared: tuple[str, ...]) -> Answer:
        every = [self.settled(decisions)[date][0][key] for decisions in both_ways(shared)]
        return agreed(every)

    def phase(self, name: str, date: Instant) -> str:
        return self.settled(())[date][1][name]

    def settled(self, decisions: Decisions) -> dict[Instant, tuple[Answers, Words]]:
        if decisions not in self.found:
            asked = Asked(
                self.asked.agreement, self.asked.record, self.asked.viewpoint, self.asked.proof,
                decisions,
            )  # fmt: skip
            self.found[decisions] = answers(asked, self.dates)
        return self.found[decisions]


def both_ways(issues: Sequence[str]) -> Iterator[Decisions]:
    if not issues:
        yield ()
        return
    for rest in both_ways(issues[1:]):
        yield ((issues[0], False), *rest)
        yield ((issues[0], True), *rest)
