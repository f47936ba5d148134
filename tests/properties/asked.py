"""What the properties ask of a drawn world: its verdicts, and what they say apart from words."""

from collections.abc import Iterator, Mapping

from servanda.evidence.issue import Issue
from servanda.evidence.level import LevelTrack
from servanda.values.instant import NEVER, Instant
from servanda.verdict.assess import assess
from servanda.verdict.assessment import Assessment, Question, Standard, Verdict
from servanda.verdict.cases import Cases
from tests.reference.generated import Drawn

Axes = tuple[object, ...]
RowName = tuple[str, tuple[str, ...], str | None]


def question(
    drawn: Drawn,
    at: Instant,
    known: Instant = NEVER,
    proof: Standard = "alleged",
    readings: tuple[str, ...] = (),
) -> Question:
    return Question(at, known, proof, drawn.viewpoint.name, readings)


def answer(drawn: Drawn, asked: Question) -> Assessment:
    return assess(drawn.agreement, drawn.record, drawn.viewpoint, asked)


def rows(found: Assessment) -> Mapping[RowName, Verdict]:
    return {(one.name, one.bearer, one.limb): one for one in found.stipulations}


def axes(verdict: Verdict) -> Axes:
    """Everything a verdict says but its sentence."""
    return (
        verdict.state, verdict.cause, verdict.force, verdict.timeliness, verdict.breach,
        verdict.outcome, verdict.performance, verdict.due, verdict.contested, verdict.periods,
        verdict.incidents,
    )  # fmt: skip


def issues_of(cases: Cases) -> Iterator[tuple[RowName, Issue]]:
    """Every issue on which a verdict rests, in the first of its cases."""
    viewpoint = cases.docket.judge.viewpoint
    for stipulation in cases.docket.agreement.stipulations:
        case = cases.options(stipulation.name, viewpoint, ())[0]
        for key, basis in cases.solved(stipulation.name, case).bases.items():
            for counter in (basis.outcome, basis.performance, basis.base):
                yield from ((key, issue) for issue in (counter.issues if counter else ()))
            if basis.level is not None:
                yield from ((key, issue) for issue in basis.level.issues)


def levels_of(cases: Cases) -> Iterator[tuple[RowName, LevelTrack]]:
    """Every level that a duty or a ban is about, in the first of its cases."""
    viewpoint = cases.docket.judge.viewpoint
    for stipulation in cases.docket.agreement.stipulations:
        case = cases.options(stipulation.name, viewpoint, ())[0]
        for key, basis in cases.solved(stipulation.name, case).bases.items():
            if basis.level is not None:
                yield key, basis.level
