"""A sitting: many questions about one agreement and one record, of which each is answered with what
was worked out for those before it.

The answers are those of `assess` and `history`. What a claim says, who speaks and how far each side
gets does not hang on the standard of proof; most of what stipulations rest on hangs on neither the
viewpoint nor on the latest claim.
"""

from dataclasses import dataclass, field, replace

from servanda.agreement.model import Agreement
from servanda.evidence.issue import Judge
from servanda.evidence.viewpoint import Viewpoint
from servanda.record.in_time import as_known, entered
from servanda.record.model import Claim, Record
from servanda.values.instant import Instant
from servanda.verdict.assess import assessment_of, history_of
from servanda.verdict.assessment import Assessment, Question, Standard, Track
from servanda.verdict.cases import Cases, open_cases
from servanda.verdict.docket import Docket
from servanda.verdict.kept import Kept
from servanda.verdict.seating import seated_docket
from servanda.verdict.standards import STANDARDS


@dataclass(frozen=True, slots=True)
class Sitting:
    """An agreement and a record, asked about more than once."""

    agreement: Agreement
    record: Record
    _known: dict[Instant, Record] = field(default_factory=dict, compare=False, repr=False)
    _judges: dict[tuple[Instant, Viewpoint], Judge] = field(
        default_factory=dict, compare=False, repr=False
    )
    _kept: list[tuple[Agreement, Kept]] = field(default_factory=list, compare=False, repr=False)
    _cases: dict[tuple[Instant, Viewpoint, Standard], Cases] = field(
        default_factory=dict, compare=False, repr=False
    )

    def assess(self, viewpoint: Viewpoint, question: Question) -> Assessment:
        """Verdicts on every stipulation, phase and fund, for one question."""
        return assessment_of(self.agreement, self.cases(viewpoint, question), viewpoint, question)

    def history(self, viewpoint: Viewpoint, question: Question) -> tuple[Track, ...]:
        """Every verdict over all time up to the question's date."""
        return history_of(self.agreement, self.cases(viewpoint, question), viewpoint, question)

    def cases(self, viewpoint: Viewpoint, question: Question) -> Cases:
        """The agreement ready to be solved, sharing what was solved for other questions."""
        key = (question.known, viewpoint, question.proof)
        if key not in self._cases:
            judge = replace(self._judge(viewpoint, question), proof=question.grade)
            docket = seated_docket(self.agreement, self._record(question.known), judge)
            alike = (self._cases.get((question.known, viewpoint, other)) for other in STANDARDS)
            opened = next((cases for cases in alike if cases and _has_acts_of(cases, docket)), None)
            if opened is None:
                self._cases[key] = open_cases(docket, self._kept_for(docket.agreement))
            else:
                self._cases[key] = replace(opened.on(docket), _subjects=opened._subjects)
        return self._cases[key]

    def joined_by(self, claims: tuple[Claim, ...]) -> "Sitting":
        """The sitting after these claims have joined the record."""
        record = self.record.joined_by(claims)
        later = Sitting(self.agreement, record, {}, self._judges, self._kept, {})
        for key, cases in self._cases.items():
            docket = self._joined(cases.docket, entered(claims, key[0]))
            if docket is not None:
                later._known[key[0]] = docket.record
                later._cases[key] = replace(cases.on(docket), _subjects=cases._subjects)
        return later

    def _joined(self, docket: Docket, claims: tuple[Claim, ...]) -> Docket | None:
        return docket.joined_by(claims, docket.record.joined_by(claims))

    def _judge(self, viewpoint: Viewpoint, question: Question) -> Judge:
        """One for all standards of proof: they differ in nothing that is heard."""
        key = (question.known, viewpoint)
        if key not in self._judges:
            sources = self._record(question.known).sources
            self._judges[key] = Judge(viewpoint, question.grade, sources, {})
        return self._judges[key]

    def _record(self, known: Instant) -> Record:
        if known not in self._known:
            self._known[known] = as_known(self.record, known)
        return self._known[known]

    def _kept_for(self, seated: Agreement) -> Kept:
        """What was kept of the agreement with these members and bodies in it."""
        for agreement, kept in self._kept:
            if agreement == seated:
                return kept
        self._kept.append((seated, Kept()))
        return self._kept[-1][1]


def _has_acts_of(cases: Cases, docket: Docket) -> bool:
    """Whether cases of one viewpoint hold for another docket: what waits on what hangs on acts."""
    mine = cases.docket
    return mine.agreement == docket.agreement and mine.acts() == docket.acts()
