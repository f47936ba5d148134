"""A scene in which everything is solved: what conditions see when a verdict is explained."""

from dataclasses import dataclass

from servanda.agreement.model import StipulationState
from servanda.values.bounds import Truth
from servanda.values.instant import Instant
from servanda.verdict.answer import Asked
from servanda.verdict.asked import answer_of, or_successors, rows_are
from servanda.verdict.cases import Case, Cases


@dataclass(frozen=True, slots=True)
class SolvedScene:
    """The agreement in one case, all of it solved."""

    cases: Cases
    case: Case

    def stipulation_is(
        self,
        name: str,
        state: StipulationState,
        bearer: str | None,
        instant: Instant,
        stage: str | None = None,
        by: str | None = None,
    ) -> Truth:
        solved = self.cases.solved(name, self.case)
        calendar = self.cases.docket.agreement.calendar
        answer = answer_of(solved, Asked(state, bearer, stage, by), calendar)
        if answer is not None:
            return answer.at(instant, "after")
        rows = [
            (row, solved.rows[row.key].at(instant), solved.bases[row.key])
            for row in solved.subject.rows
            if stage is None or row.stage == stage
        ]
        own = rows_are(rows, state, bearer, instant, calendar, by)
        return or_successors(
            own,
            solved.subject,
            rows,
            lambda other: self.stipulation_is(other, state, bearer, instant, None, by),
        )

    def phase_is_open(self, name: str, instant: Instant) -> Truth:
        line = self.cases.solved(name, self.case).phase
        assert line is not None, "a phase has a timeline"
        return line.at(instant).is_open

    def changes_of(self, name: str, asked: Asked) -> tuple[Instant, ...]:
        return self.cases.solved(name, self.case).changes()

    def phase_changes_of(self, name: str) -> tuple[Instant, ...]:
        return self.cases.solved(name, self.case).changes()
