"""The pure function at the centre: an agreement, a record and a question give an assessment.

Everything else brings things to it or shows what it says. It reads no clock and no file; asked
the same question of the same text and record it gives the same answer.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from servanda.agreement.model import Agreement, Fund, Phase, Stipulation
from servanda.evidence.issue import Judge
from servanda.evidence.viewpoint import Viewpoint
from servanda.record.in_time import as_known
from servanda.record.model import Record
from servanda.values.instant import Instant
from servanda.verdict.act_words import notes_on
from servanda.verdict.assessment import (
    Assessment,
    FundVerdict,
    PhaseVerdict,
    Question,
    State,
    Step,
    Track,
    Verdict,
)
from servanda.verdict.because import because
from servanda.verdict.cases import Case, Cases, article_of, open_cases
from servanda.verdict.condition_words import words_of
from servanda.verdict.conditions import truth_of
from servanda.verdict.corrections import correction_notes
from servanda.verdict.deadline import clock_of
from servanda.verdict.fund import fund_counters, judge_fund
from servanda.verdict.in_public import assessment_in_public, tracks_in_public
from servanda.verdict.judge import Axes, is_undetermined, judge_row
from servanda.verdict.merge import merge
from servanda.verdict.phase import judge_phase, unmet_parts, why_in
from servanda.verdict.quota import turns_of_quota
from servanda.verdict.scene import SolvedScene
from servanda.verdict.seating import seated_docket
from servanda.verdict.state import RowState
from servanda.verdict.subject import Solved
from servanda.verdict.terms import Row, RowKey
from servanda.verdict.unknowns import joint_unknowns, settled_jointly
from servanda.verdict.whole import with_whole


def assess(
    agreement: Agreement, record: Record, viewpoint: Viewpoint, question: Question
) -> Assessment:
    """Verdicts on every stipulation, phase and fund, for one question."""
    cases = cases_of(agreement, record, viewpoint, question)
    return assessment_in_public(assessment_of(agreement, cases, viewpoint, question))


def assessment_of(
    agreement: Agreement, cases: Cases, viewpoint: Viewpoint, question: Question
) -> Assessment:
    """The same, of cases that are ready to be solved."""
    return Assessment(
        agreement=agreement.name,
        title=agreement.title,
        question=question,
        stipulations=tuple(
            verdict
            for stipulation in agreement.stipulations
            for verdict in _verdicts_of(stipulation, cases, viewpoint, question)
        ),
        phases=tuple(
            judge_phase(phase, cases, _options(phase.name, cases, viewpoint, question), question.at)
            for phase in agreement.phases
        ),
        funds=tuple(
            judge_fund(fund, cases, _options(fund.name, cases, viewpoint, question), question.at)
            for fund in agreement.funds
        ),
    )


def history(
    agreement: Agreement, record: Record, viewpoint: Viewpoint, question: Question
) -> tuple[Track, ...]:
    """Every verdict over all time up to the question's date, as the steps at which it changed."""
    cases = cases_of(agreement, record, viewpoint, question)
    return tracks_in_public(history_of(agreement, cases, viewpoint, question), question)


def history_of(
    agreement: Agreement, cases: Cases, viewpoint: Viewpoint, question: Question
) -> tuple[Track, ...]:
    """The same, of cases that are ready to be solved."""
    return (
        *(
            track
            for stipulation in agreement.stipulations
            for track in _tracks_of(stipulation, cases, viewpoint, question)
        ),
        *(_phase_track(phase, cases, viewpoint, question) for phase in agreement.phases),
        *(_fund_track(fund, cases, viewpoint, question) for fund in agreement.funds),
    )


def cases_of(
    agreement: Agreement, record: Record, viewpoint: Viewpoint, question: Question
) -> Cases:
    """The agreement ready to be solved, with the record as it was known."""
    known = as_known(record, question.known)
    judge = Judge(viewpoint, question.grade, known.sources, {})
    return open_cases(seated_docket(agreement, known, judge))


def _verdicts_of(
    stipulation: Stipulation, cases: Cases, viewpoint: Viewpoint, question: Question
) -> tuple[Verdict, ...]:
    about = ("verdicts", stipulation.name, viewpoint, question.at, question.readings)
    return cases.said(about, lambda on: tuple(verdicts_on(stipulation, on, viewpoint, question)))


def verdicts_on(
    stipulation: Stipulation, cases: Cases, viewpoint: Viewpoint, question: Question
) -> Iterator[Verdict]:
    """One verdict for each bearer and limb of a stipulation."""
    options = _options(stipulation.name, cases, viewpoint, question)
    keys = row_keys(stipulation.name, cases, options)
    limbs = [verdict_on(stipulation, key, cases, options, question.at) for key in keys]
    yield from with_whole(limbs, cases.docket.agreement.classes)


def verdict_on(
    stipulation: Stipulation, key: RowKey, cases: Cases, options: Sequence[Case], at: Instant
) -> Verdict:
    """One row's verdict at an instant, over the cases that count."""
    name, bearer, limb = key
    axes = merged(key, cases, options, at)
    agreement = cases.docket.agreement
    by_reading = _by_reading(name, key, cases, at, cases.in_every_reading(name, options))
    held = _by_reading(name, key, cases, at, options)
    if axes.cause == "reading" and len({word for _, word in held}) < 2:
        held = _by_case(key, cases, at, options)
    solved = _solved_with(key, cases, options)
    row = next(row for row in solved.subject.rows if row.key == key)
    sentence = because(
        row,
        solved.rows[key].at(at),
        solved.bases[key],
        axes,
        held,
        _waits_for(row, cases, options[0], at),
        at,
        agreement,
    )
    scene = SolvedScene(cases, options[0])
    notes = notes_on(
        row,
        solved.subject,
        solved.rows[key].at(at),
        at,
        cases.docket,
        lambda condition: truth_of(condition, at, cases.docket, scene),
    )
    calendar = agreement.calendar
    corrections = correction_notes(solved.bases[key], at, cases.docket.history(), calendar)
    return Verdict(
        name=name,
        kind=stipulation.kind,
        title=stipulation.title,
        article=article_of(stipulation),
        bearer=bearer,
        limb=limb,
        state=axes.state,
        cause=axes.cause,
        force=axes.force,
        outcome=axes.outcome,
        performance=axes.performance,
        timeliness=axes.timeliness,
        breach=axes.breach,
        due=axes.due,
        since=_since(key, cases, options, at, axes.state),
        contested=axes.contested,
        because=" ".join((sentence, *corrections, *notes)),
        periods=axes.periods,
        incidents=axes.incidents,
        readings=by_reading,
        linkages=_linkages(stipulation, cases),
    )


def row_keys(name: str, cases: Cases, options: Sequence[Case]) -> list[RowKey]:
    """The rows of a stipulation in any of the cases, in the text's order."""
    keys = {row.key: None for case in options for row in cases.solved(name, case).subject.rows}
    return list(keys)


def merged(key: RowKey, cases: Cases, options: Sequence[Case], at: Instant) -> Axes:
    """The axes of a row over all cases in which it exists."""
    found = [_axes(key, cases, case, at) for case in options]
    return merge([axes for axes in found if axes is not None])


# --- Cases -----------------------------------------------------------------------------------


def _options(name: str, cases: Cases, viewpoint: Viewpoint, question: Question) -> list[Case]:
    return cases.options(name, viewpoint, question.readings)


def _axes(key: RowKey, cases: Cases, case: Case, at: Instant) -> Axes | None:
    """The axes in one case, over all ways in which its shared unknowns may be settled. What the
    bounds determine needs no settling: they are sound."""

    def judged() -> Axes | None:
        plain = axes_as_settled(key, cases, case, at)
        if plain is None or not is_undetermined(plain):
            return plain
        issues = joint_unknowns(key[0], cases, case, at)
        found = list(settled_jointly(plain, issues, settled))
        return merge(found, parting="contested") if found else None

    def settled(decisions: Mapping[str, bool]) -> Axes | None:
        return axes_as_settled(key, cases.settled(decisions), case, at)

    return cases.axes(key, case, at, judged)


def axes_as_settled(key: RowKey, cases: Cases, case: Case, at: Instant) -> Axes | None:
    """The axes in one case, with what is open left open; None where there is no such row."""
    solved = cases.solved(key[0], case)
    row = next((row for row in solved.subject.rows if row.key == key), None)
    if row is None:
        return None
    calendar, state = cases.docket.agreement.calendar, solved.rows[key].at(at)
    if (key, at) not in solved.axes:
        solved.axes[key, at] = judge_row(row, state, solved.bases[key], at, calendar)
    axes = solved.axes[key, at]
    if axes.cause == "contested" and _waits_in_doubt(row, state):
        clock = clock_of(row.terms.deadline)
        suspended = (suspension.condition for suspension in row.terms.suspensions)
        doubtful = (row.terms.trigger, clock, *suspended)
        return replace(axes, cause=why_in(doubtful, cases, case, at))
    return axes


def _waits_in_doubt(row: Row, state: RowState) -> bool:
    """Whether it is what a row waits for, or is suspended by, that is not known, and not itself."""
    is_own = row.kind == "ban" or state.done.possible
    return not is_own and not (state.triggered.is_known and state.suspended.is_known)


def _solved_with(key: RowKey, cases: Cases, options: Sequence[Case]) -> Solved:
    return next(
        solved for case in options for solved in (cases.solved(key[0], case),) if key in solved.rows
    )


def _by_reading(
    name: str, key: RowKey, cases: Cases, at: Instant, options: Sequence[Case]
) -> tuple[tuple[str, State], ...]:
    """The state in each reading of the stipulation itself that the cases take."""
    number = cases.group_of(name)
    found: dict[str, list[Axes]] = {}
    for case in options:
        axes = _axes(key, cases, case, at)
        label = _label(case, number)
        if axes is not None and label:
            found.setdefault(label, []).append(axes)
    return tuple((reading, merge(axes).state) for reading, axes in found.items())


def _by_case(
    key: RowKey, cases: Cases, at: Instant, options: Sequence[Case]
) -> tuple[tuple[str, State], ...]:
    """The state in each case, named by the readings that part it: where others' decide."""
    return tuple(
        (cases.label(case, options), axes.state)
        for case in options
        if (axes := _axes(key, cases, case, at)) is not None
    )


def _label(case: Case, number: int | None) -> str:
    """The stipulation's own reading in a case; if it has none, those of what it waits on."""
    own = [reading for group, reading in case if group == number]
    return own[0] if own else " and ".join(reading for _, reading in case)


def _waits_for(row: Row, cases: Cases, case: Case, at: Instant) -> tuple[str, ...]:
    """The parts of a row's trigger that do not hold yet."""
    if row.terms.brought_by is None:
        return ()
    unmet = unmet_parts(row.terms.brought_by, at, cases, SolvedScene(cases, case))
    return tuple(words_of(part, cases.docket.agreement) for part in unmet)


def _linkages(stipulation: Stipulation, cases: Cases) -> tuple[str, ...]:
    held = cases.docket.linkages_on(stipulation)
    return tuple(one.holder for one in stipulation.linkages if one.holder in held)


# --- Over time -------------------------------------------------------------------------------


def _since(
    key: RowKey, cases: Cases, options: Sequence[Case], at: Instant, state: State
) -> Instant | None:
    """Since when the plain word has been what it is."""
    since = None
    turns = _turns_of_quota(key, cases, options, at)
    for instant in sorted({*_changes(key[0], cases, options, at), *turns}, reverse=True):
        if merged(key, cases, options, instant).state != state:
            return since
        since = instant
    return since


def _changes(name: str, cases: Cases, options: Sequence[Case], until: Instant) -> list[Instant]:
    instants = {t for case in options for t in cases.solved(name, case).changes()}
    return sorted(instant for instant in instants if instant <= until)


def _turns_of_quota(
    key: RowKey, cases: Cases, options: Sequence[Case], until: Instant
) -> set[Instant]:
    """When what is said of a quota may change though nothing is reported; of others, never."""
    calendar, found = cases.docket.agreement.calendar, set[Instant]()
    for case in options:
        solved = cases.solved(key[0], case)
        for row in solved.subject.rows:
            if row.key == key:
                state, basis = solved.rows[key].at(until), solved.bases[key]
                found |= turns_of_quota(row, state, basis, until, calendar)
    return found


def _tracks_of(
    stipulation: Stipulation, cases: Cases, viewpoint: Viewpoint, question: Question
) -> tuple[Track, ...]:
    about = ("tracks", stipulation.name, viewpoint, question.at, question.readings)
    return cases.said(about, lambda on: tuple(_tracks(stipulation, on, viewpoint, question)))


def _tracks(
    stipulation: Stipulation, cases: Cases, viewpoint: Viewpoint, question: Question
) -> Iterator[Track]:
    options = _options(stipulation.name, cases, viewpoint, question)
    changes = set(_changes(stipulation.name, cases, options, question.at))
    for key in row_keys(stipulation.name, cases, options):
        steps: list[Step] = []
        before: Axes | None = None
        for instant in sorted(changes | _turns_of_quota(key, cases, options, question.at)):
            axes = merged(key, cases, options, instant)
            if before is None or not _is_as_before(axes, before, instant in changes):
                steps.append(Step(instant, verdict_on(stipulation, key, cases, options, instant)))
                before = axes
        yield Track(key[0], key[1], key[2], tuple(steps))


def _is_as_before(axes: Axes, before: Axes, has_changed: bool) -> bool:
    """Where nothing changed but that another period of a quota ended, the same words are no new
    step, though they are of one period more."""
    if has_changed:
        return axes == before
    return axes == replace(before, periods=axes.periods, outcome=axes.outcome)


def _phase_track(phase: Phase, cases: Cases, viewpoint: Viewpoint, question: Question) -> Track:
    options = _options(phase.name, cases, viewpoint, question)
    steps: list[Step] = []
    for instant in _reach_changes(phase.name, cases, options, question.at):
        verdict: PhaseVerdict = judge_phase(phase, cases, options, instant)
        if not steps or steps[-1].verdict != verdict:
            steps.append(Step(instant, verdict))
    return Track(phase.name, (), None, tuple(steps))


def _fund_track(fund: Fund, cases: Cases, viewpoint: Viewpoint, question: Question) -> Track:
    options = _options(fund.name, cases, viewpoint, question)
    instants = set(_reach_changes(fund.name, cases, options, question.at))
    for case in options:
        for counter in fund_counters(fund.name, cases, cases.solved(fund.name, case).subject.terms):
            instants |= {*counter.surely.instants, *counter.claimed.instants}
    steps: list[Step] = []
    for instant in sorted(instant for instant in instants if instant <= question.at):
        verdict: FundVerdict = judge_fund(fund, cases, options, instant)
        if not steps or steps[-1].verdict != verdict:
            steps.append(Step(instant, verdict))
    return Track(fund.name, (), None, tuple(steps))


def _reach_changes(
    name: str, cases: Cases, options: Sequence[Case], until: Instant
) -> list[Instant]:
    instants = {
        instant
        for case in options
        for other in cases.reach(name)
        for instant in cases.solved(other, case).changes()
    }
    return sorted(instant for instant in instants if instant <= until)
