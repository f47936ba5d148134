"""Verdicts on phases: open or not, since when, and what they still wait for."""

from collections.abc import Iterable, Iterator, Sequence

from servanda.agreement.dependencies import leaves
from servanda.agreement.model import (
    All,
    Condition,
    Happens,
    IsDone,
    Phase,
    PhaseIsDeclaredOpen,
    StipulationIs,
)
from servanda.evidence.counter import Counter
from servanda.values.deed import Deed
from servanda.values.instant import NEVER, Instant
from servanda.verdict.act_words import notes_of_acts
from servanda.verdict.assessment import Cause, PhaseVerdict, PhaseWord
from servanda.verdict.cases import Case, Cases, article_of
from servanda.verdict.condition_words import words_of
from servanda.verdict.conditions import truth_of
from servanda.verdict.dates import date_of
from servanda.verdict.judge import is_contested
from servanda.verdict.plain_word import why_unknown
from servanda.verdict.scene import SolvedScene
from servanda.verdict.subject import Solved


def judge_phase(
    phase: Phase, cases: Cases, options: Sequence[Case], instant: Instant
) -> PhaseVerdict:
    """The phase over the cases that count."""
    states = [_state(phase.name, cases, case, instant) for case in options]
    words = {word for word, _ in states}
    word = phase_word(phase.name, cases, options, instant)
    cause: Cause | None = None
    if word == "undetermined":
        cause = "reading" if len(words) > 1 else _why(phase.name, cases, options[0], instant)
    since = [moment for _, moment in states if moment is not None]
    blocked = dict.fromkeys(
        words_of(part, cases.docket.agreement)
        for case in options
        for part in unmet(phase, cases, case, instant)
    )
    by_reading = tuple(
        (name, _state(phase.name, cases, case, instant)[0])
        for name, case in own_readings(phase.name, cases, options)
    )
    return PhaseVerdict(
        name=phase.name,
        title=phase.title,
        article=article_of(phase),
        state=word,
        cause=cause,
        since=max(since) if since and word != "not open" else None,
        blocked_by=tuple(blocked) if word in ("not open", "undetermined") else (),
        contested=_is_contested(phase, cases, options, instant),
        because=" ".join(
            (
                _because(phase, cases, word, by_reading, tuple(blocked), since),
                *_notes(phase.name, cases, options[0], instant),
            )
        ),
        readings=by_reading if len({state for _, state in by_reading}) > 1 else (),
    )


def phase_word(name: str, cases: Cases, options: Sequence[Case], instant: Instant) -> PhaseWord:
    """The plain word alone."""
    words = [_state(name, cases, case, instant)[0] for case in options]
    return words[0] if len(set(words)) == 1 else "undetermined"


def _notes(name: str, cases: Cases, case: Case, instant: Instant) -> Iterator[str]:
    """What acts do to the phase."""
    solved = cases.solved(name, case)
    if solved.phase is not None:
        acts, works = solved.subject.acts, solved.phase.at(instant).acts
        yield from notes_of_acts(name, acts, works, instant, cases.docket)


def own_readings(name: str, cases: Cases, options: Sequence[Case]) -> list[tuple[str, Case]]:
    """Each reading of the subject itself, with the first case that takes it."""
    number = cases.group_of(name)
    found: dict[str, Case] = {}
    for case in options:
        for group, reading in case:
            if group == number:
                found.setdefault(reading, case)
    return list(found.items())


def unmet(phase: Phase, cases: Cases, case: Case, instant: Instant) -> Iterator[Condition]:
    """The parts of the entry gate that do not surely hold."""
    solved = cases.solved(phase.name, case)
    assert solved.phase is not None, "a phase has a timeline"
    terms, state = solved.subject.terms, solved.phase.at(instant)
    scene = SolvedScene(cases, case)
    if terms.begins is not None and not state.opened.sure:
        yield from unmet_parts(terms.begins, instant, cases, scene)
    if terms.open_while is not None and not state.holding.sure:
        yield from unmet_parts(terms.open_while, instant, cases, scene)


def unmet_parts(
    condition: Condition, instant: Instant, cases: Cases, scene: SolvedScene
) -> Iterator[Condition]:
    if truth_of(condition, instant, cases.docket, scene).sure:
        return
    if isinstance(condition, All):
        for part in condition.parts:
            yield from unmet_parts(part, instant, cases, scene)
    else:
        yield condition


def _state(
    name: str, cases: Cases, case: Case, instant: Instant
) -> tuple[PhaseWord, Instant | None]:
    line = cases.solved(name, case).phase
    assert line is not None, "a phase has a timeline"
    state = line.at(instant)
    if state.is_over.sure:
        return "ended", _ended_at(name, cases, case, instant)
    if state.is_open.sure:
        return "open", state.opened_at.end if state.opened_at.end < NEVER else None
    if state.is_open.possible:
        return "undetermined", None
    is_held = state.opened.sure and state.holding.sure and state.suspended.sure
    return "not open", (state.opened_at.end if is_held else None)


def _ended_at(name: str, cases: Cases, case: Case, instant: Instant) -> Instant | None:
    line = cases.solved(name, case).phase
    assert line is not None, "a phase has a timeline"
    return next((t for t, state in line.steps() if state.is_over.sure and t <= instant), None)


def _is_contested(phase: Phase, cases: Cases, options: Sequence[Case], instant: Instant) -> bool:
    """An act is denied, or a stipulation on which the gate waits is contested."""
    return any(
        _leaf_is_contested(leaf, cases, case, instant)
        for case in options
        for terms in (cases.solved(phase.name, case).subject.terms,)
        for leaf in (*leaves(terms.begins), *leaves(terms.open_while))
    )


def _leaf_is_contested(leaf: Condition, cases: Cases, case: Case, instant: Instant) -> bool:
    match leaf:
        case PhaseIsDeclaredOpen(phase, holder):
            declaration = cases.docket.declaration(phase, holder)
            return declaration.contested and declaration.truth.at(instant).possible
        case StipulationIs(name, _):
            solved = cases.solved(name, case)
            return any(is_contested(basis, instant) for basis in solved.bases.values())
        case IsDone(deed):
            return cases.docket.deed_counter(deed).is_contested_by(instant)
        case _:
            return False


def _why(name: str, cases: Cases, case: Case, instant: Instant) -> Cause:
    """Why a gate is neither open nor shut: the first of its parts that is undetermined."""
    solved = cases.solved(name, case)
    own = solved.phase.at(instant).act_doubt if solved.phase is not None else None
    if own is not None:
        return own
    terms = solved.subject.terms
    gates = (terms.begins, terms.open_while, terms.ends, terms.lapses)
    return why_in(gates, cases, case, instant)


def why_in(
    conditions: Iterable[Condition | None], cases: Cases, case: Case, instant: Instant
) -> Cause:
    """Why it is not known whether conditions hold: the first of their parts that is open."""
    for leaf in (leaf for condition in conditions for leaf in leaves(condition)):
        match leaf:
            case PhaseIsDeclaredOpen(phase, holder):
                recognition = cases.docket.declaration(phase, holder).recognition
                if not recognition.is_known:
                    return "unrecognised act"
            case StipulationIs(stipulation, _):
                doubt = _doubt(cases.solved(stipulation, case), instant)
                if doubt is not None:
                    return doubt
                for basis in cases.solved(stipulation, case).bases.values():
                    if basis.outcome is not None and _is_open(basis.outcome, instant):
                        return why_unknown(basis.outcome, instant)
            case IsDone() | Happens():
                deed = leaf.deed if isinstance(leaf, IsDone) else _deed_of(leaf.event, cases)
                counter = cases.docket.deed_counter(deed) if deed is not None else None
                if counter is not None and _is_open(counter, instant):
                    return why_unknown(counter, instant)
            case _:
                continue
    return "contested"


def _deed_of(event: str, cases: Cases) -> Deed | None:
    return cases.docket.agreement.events[event].deed


def _doubt(solved: Solved, instant: Instant) -> Cause | None:
    """Why it is not known whether an act on a stipulation works."""
    causes = (line.at(instant).act_doubt for line in solved.rows.values())
    return next((cause for cause in causes if cause is not None), None)


def _is_open(counter: Counter, instant: Instant) -> bool:
    return counter.surely.at(instant) != counter.claimed.at(instant)


def _because(
    phase: Phase,
    cases: Cases,
    word: str,
    by_reading: Sequence[tuple[str, str]],
    blocked: Sequence[str],
    since: Sequence[Instant],
) -> str:
    calendar = cases.docket.agreement.calendar
    parts = []
    if len({state for _, state in by_reading}) > 1:
        parts.append("It depends on the reading: " + "; ".join(f"{n}, {w}" for n, w in by_reading))
    elif word in ("open", "ended") and since:
        dates = sorted({date_of(moment, calendar) for moment in since})
        parts.append(f"{word.capitalize()} since {' or '.join(dates)}")
    if word in ("not open", "undetermined") and blocked:
        parts.append("It waits for " + "; ".join(blocked))
    elif word == "undetermined":
        parts.append("It has perhaps ended")
    elif word == "not open" and since:
        parts.append("It is suspended")
    parts.extend(_unrecognised(phase, cases))
    return ". ".join(parts) + "." if parts else "Its gate has not come."


def _unrecognised(phase: Phase, cases: Cases) -> Iterator[str]:
    """Acts that were made and do not count in this viewpoint."""
    viewpoint = cases.docket.judge.viewpoint
    for holder in sorted(viewpoint.rejects_acts_of):
        if cases.docket.declaration(phase.name, holder).claims:
            yield f"The declaration of {holder} is not recognised"
