"""The engine's answers beside the plain interpreter's."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from servanda.agreement.model import Agreement
from servanda.agreement.readings import ReadingGroup
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
from tests.reference.answers import (
    Answer,
    Answers,
    Asked,
    InEach,
    Words,
    agreed,
    answers,
    one_of,
)
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
    asked = Asked(seated, what_stands(record), viewpoint, Grade[proof.upper()])
    plain = Plain(asked, dates)
    found: list[str] = []
    for stipulation in agreement.stipulations:
        options = cases.options(stipulation.name, viewpoint, ())
        numbered = numbers(row_keys(stipulation.name, cases, options))
        for date in dates:
            shared = {case: shared_in(stipulation.name, cases, case, date) for case in options}
            is_slow = max(map(len, shared.values())) > MOST_SETTLED
            for key in () if is_slow else numbered:
                engine = as_answer(merged(key, cases, options, date))
                other = agreed(list(plain.answers(numbered[key], date, shared, cases.groups)))
                if engine != rounded(other):
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
    return rounded(Answer(axes.state, axes.force, axes.timeliness, axes.breach, amount))


def rounded(answer: Answer) -> Answer:
    """As far as the order in which its amount was worked out cannot matter."""
    if answer.amount is None:
        return answer
    amount = Range(round(answer.amount.low, 9), round(answer.amount.high, 9))
    return replace(answer, amount=amount)


def shared_in(name: str, cases: Cases, case: Case, date: Instant) -> tuple[str, ...]:
    """The issues that the engine settles jointly before it answers for this stipulation: those
    that weigh by the date."""
    found = [issue for issue, since in shared_unknowns(name, cases, case) if since <= date]
    return tuple(sorted(found)) if len(found) <= MOST_UNKNOWNS else ()


class Plain:
    """The plain interpreter's answers, each way of settling issues worked out once."""

    def __init__(self, asked: Asked, dates: Sequence[Instant]) -> None:
        self.asked = asked
        self.dates = dates
        self.found: dict[Decisions, InEach] = {}

    def answers(
        self,
        key: Key,
        date: Instant,
        shared: Mapping[Case, tuple[str, ...]],
        groups: Sequence[ReadingGroup],
    ) -> Iterator[Answer]:
        """In each case, with what it shares: within bounds, and where these leave anything open,
        over all ways to settle that."""
        for case, issues in shared.items():
            chosen = {(name, read) for n, read in case for name in groups[n].members}
            answer = self.settled((), chosen)[date][0].get(key)
            if answer is None:
                continue
            if "undetermined" in (answer.state, answer.force, answer.timeliness, answer.breach):
                every = [self.settled(ways, chosen)[date][0][key] for ways in both_ways(issues)]
                answer = agreed(every)
            yield answer

    def phase(self, name: str, date: Instant) -> str:
        words = [at[date][1][name] for _, at in self.in_each(())]
        return one_of(words, "undetermined")

    def settled(
        self, decisions: Decisions, chosen: set[tuple[str, str]]
    ) -> Mapping[Instant, tuple[Answers, Words]]:
        """In a reading in which all that is chosen is read so; what is not, cannot matter."""
        return next(at for reading, at in self.in_each(decisions) if chosen <= set(reading.items()))

    def in_each(self, decisions: Decisions) -> InEach:
        if decisions not in self.found:
            self.found[decisions] = answers(replace(self.asked, settled=decisions), self.dates)
        return self.found[decisions]


def both_ways(issues: Sequence[str]) -> Iterator[Decisions]:
    if not issues:
        yield ()
        return
    for rest in both_ways(issues[1:]):
        yield ((issues[0], False), *rest)
        yield ((issues[0], True), *rest)
