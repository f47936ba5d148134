"""The engine and the plain interpreter give the same answers on whatever can be agreed; and what
must hold of any answer holds."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import assume

from servanda.evidence.issue import Judge
from servanda.evidence.ladder import Grade
from servanda.record.model import Claim, EventContent, Record
from servanda.values.instant import NEVER, Instant, Interval
from servanda.verdict.assess import assess, cases_of, history, merged, row_keys
from servanda.verdict.assessment import Question, Verdict
from servanda.verdict.cases import open_cases
from servanda.verdict.docket import Docket
from tests.reference.compare import as_answer, disagreements
from tests.reference.drawing import cases
from tests.reference.generated import Drawn, dates, worlds


def question(at: Instant, drawn: Drawn) -> Question:
    return Question(at, NEVER, "alleged", drawn.viewpoint.name)


def verdicts(drawn: Drawn, at: Instant) -> tuple[Verdict, ...]:
    found = assess(drawn.agreement, drawn.record, drawn.viewpoint, question(at, drawn))
    return found.stipulations


@pytest.mark.slow
@cases(60, worlds(), dates())
def test_the_two_agree(drawn: Drawn, when: list[Instant]) -> None:
    found = disagreements(drawn.agreement, drawn.record, drawn.viewpoint, "alleged", when)
    assert found == []


def time_of(claim: Claim) -> Interval:
    when = getattr(claim.content, "when", None) or getattr(claim.content, "window", None)
    assert isinstance(when, Interval)
    return when


@pytest.mark.slow
@cases(30, worlds(), dates())
def test_what_comes_after_a_date_does_not_tell_on_it(drawn: Drawn, when: list[Instant]) -> None:
    """But where it says when something vague happened: then it tells on the time before, too; and
    where it stands in place of something else."""
    assume(not any(claim.corrects for claim in drawn.record.claims))
    at = when[-1]
    vague = [c for c in drawn.record.claims if isinstance(c.content, EventContent)
             and (time_of(c).start < at < time_of(c).end or c.content.label)]  # fmt: skip
    assume(not vague)
    kept = tuple(c for c in drawn.record.claims if time_of(c).start < at)
    other = replace(drawn, record=replace(drawn.record, claims=kept))
    assert answers_at(other, at) == answers_at(drawn, at)


def answers_at(drawn: Drawn, at: Instant) -> list[tuple[object, ...]]:
    return [
        (v.name, v.bearer, v.limb, v.state, v.force, v.timeliness, v.breach, v.outcome)
        for v in verdicts(drawn, at)
    ]


@pytest.mark.slow
@cases(8, worlds(), dates())
def test_history_looked_up_is_the_assessment(drawn: Drawn, when: list[Instant]) -> None:
    tracks = history(drawn.agreement, drawn.record, drawn.viewpoint, question(when[-1], drawn))
    for at in when:
        now = {(v.name, v.bearer, v.limb): v for v in verdicts(drawn, at)}
        for track in tracks:
            steps = [step for step in track.steps if step.instant <= at]
            verdict = now.get((track.name, track.bearer, track.limb))
            if verdict is None:
                continue
            if steps and isinstance(steps[-1].verdict, Verdict):
                told = steps[-1].verdict
                assert (told.state, told.force, told.breach) == (
                    verdict.state, verdict.force, verdict.breach,
                )  # fmt: skip


SURE = {"done", "done late", "overdue", "breached"}


@pytest.mark.slow
@cases(30, worlds(), dates())
def test_what_is_sure_holds_however_the_unknown_is_settled(
    drawn: Drawn, when: list[Instant]
) -> None:
    solved = cases_of(drawn.agreement, drawn.record, drawn.viewpoint, question(when[-1], drawn))
    for decisions in settlements(drawn.record):
        judge = Judge(drawn.viewpoint, Grade.ALLEGED, drawn.record.sources, decisions)
        settled = open_cases(Docket(drawn.agreement, drawn.record, judge))
        for stipulation in drawn.agreement.stipulations:
            options = solved.options(stipulation.name, drawn.viewpoint, ())
            for key in row_keys(stipulation.name, solved, options):
                for at in when:
                    sure = as_answer(merged(key, solved, options, at)).state
                    if sure in SURE:
                        case = as_answer(merged(key, settled, options, at)).state
                        assert case in ({"done", "done late"} if sure == "done" else {sure})


def settlements(record: Record) -> Iterator[dict[str, bool]]:
    """All issues one way, all the other, and by turns."""
    ids = [f"event:{one.id}" for one in record.claims if isinstance(one.content, EventContent)]
    yield dict.fromkeys(ids, True)
    yield dict.fromkeys(ids, False)
    yield {name: number % 2 == 0 for number, name in enumerate(ids)}
    yield {name: number % 2 == 1 for number, name in enumerate(ids)}
