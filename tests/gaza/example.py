"""The Gaza example, opened once, with its answers kept: what these tests ask, they ask of this."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from servanda.agreement.model import Agreement
from servanda.record.model import Record
from servanda.values.instant import Instant
from servanda.verdict.assess import assess
from servanda.verdict.assessment import (
    Assessment,
    FundVerdict,
    PhaseVerdict,
    Question,
    Verdict,
)
from servanda.workspace import Workspace, default_question, open_workspace

DATES = ("2025-10-14", "2025-12-31", "2026-02-28", "2026-07-02")
APPROVED = "2025-10-10 09:00"  # approved by then; in force, and withdrawn, at noon
VIEWPOINTS = ("neutral", "israel", "hamas", "us", "un")
GOLDENS = Path(__file__).parent / "goldens"


@dataclass(frozen=True)
class Example:
    """One folder that was opened, and every question asked of it so far."""

    workspace: Workspace
    agreement: Agreement
    answers: dict[Question, Assessment] = field(default_factory=dict)

    @property
    def record(self) -> Record:
        return self.workspace.record

    def question(
        self,
        at: str,
        viewpoint: str = "neutral",
        *,
        proof: str | None = None,
        known: str | None = None,
        readings: tuple[str, ...] = (),
    ) -> Question:
        asked = default_question(self.workspace, at, known, proof, viewpoint, readings)
        assert isinstance(asked, Question), asked
        return asked

    def answer(self, question: Question) -> Assessment:
        if question not in self.answers:
            viewpoint = self.workspace.viewpoints[question.viewpoint]
            self.answers[question] = assess(self.agreement, self.record, viewpoint, question)
        return self.answers[question]

    def verdict(
        self, name: str, question: Question, bearer: str | None = None, limb: str | None = None
    ) -> Verdict:
        """The verdict on a stipulation, or on the limb in which these words stand.

        Where several bearers have a verdict each, one of them must be named.
        """
        found = [
            verdict
            for verdict in self.answer(question).stipulations
            if verdict.name == name
            and (verdict.limb is None if limb is None else limb in (verdict.limb or ""))
            and (bearer is None or bearer in verdict.bearer)
        ]
        assert len(found) == 1, f"{name} of {bearer}, limb {limb}: {len(found)} verdicts"
        return found[0]

    def phase(self, name: str, question: Question) -> PhaseVerdict:
        return next(phase for phase in self.answer(question).phases if phase.name == name)

    def fund(self, name: str, question: Question) -> FundVerdict:
        return next(fund for fund in self.answer(question).funds if fund.name == name)

    def end_of(self, day: str) -> Instant:
        """The last instant of a day."""
        return self.agreement.calendar.day(date.fromisoformat(day)).end - 1

    def day_after(self, day: str) -> str:
        return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def open_example(folder: Path) -> Example:
    workspace = open_workspace(folder)
    assert workspace.agreement is not None, "the example has an agreement"
    return Example(workspace, workspace.agreement)


def every_question(example: Example) -> Iterator[tuple[str, str, Question]]:
    """The morning of the approval and the four dates, each through all five pairs of eyes."""
    for day in (APPROVED, *DATES):
        for viewpoint in VIEWPOINTS:
            yield day, viewpoint, example.question(day, viewpoint)
