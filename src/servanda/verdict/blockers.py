"""Blockers: what a phase, a fund or a stipulation still waits for, and whose move it is."""

from collections.abc import Iterator, Sequence

from servanda.agreement.dependencies import leaves
from servanda.agreement.model import (
    Agreement,
    Condition,
    Happens,
    IsDone,
    Not,
    PhaseIsDeclaredOpen,
    PhaseIsOpen,
    StipulationIs,
    ToBeAgreed,
)
from servanda.evidence.viewpoint import Viewpoint
from servanda.record.model import Record
from servanda.values.instant import Instant
from servanda.verdict.assess import cases_of, merged, row_keys
from servanda.verdict.assessment import Blocker, Question
from servanda.verdict.cases import Case, Cases, everything, find
from servanda.verdict.condition_words import words_of
from servanda.verdict.conditions import truth_of
from servanda.verdict.fund import judge_fund
from servanda.verdict.phase import own_readings, unmet_parts
from servanda.verdict.powers import certifiers_of
from servanda.verdict.scene import SolvedScene
from servanda.verdict.stages import stage_in
from servanda.verdict.state import PhaseState
from servanda.verdict.terms import Terms, parties, terms_of


def blockers(
    agreement: Agreement,
    record: Record,
    viewpoint: Viewpoint,
    question: Question,
    name: str | None,
) -> tuple[tuple[str, tuple[Blocker, ...]], ...]:
    """For the named subject, or for every phase and fund: each unmet condition, once."""
    cases = cases_of(agreement, record, viewpoint, question)
    gated = [*(p.name for p in agreement.phases), *(f.name for f in agreement.funds)]
    names = [name] if name else gated
    return tuple(
        (
            one,
            tuple(_blockers(one, cases, viewpoint, question))
            or tuple(_without_money(one, cases, viewpoint, question)),
        )
        for one in names
    )


def _blockers(
    path: str, cases: Cases, viewpoint: Viewpoint, question: Question
) -> Iterator[Blocker]:
    name, stage = stage_in(path, cases.docket.agreement)
    options = cases.options(name, viewpoint, question.readings)
    found: dict[Condition, list[str]] = {}
    own = {label for label, _ in own_readings(name, cases, options)}
    for case in options:
        for condition in _unmet(name, stage, cases, case, question.at):
            found.setdefault(condition, []).extend(r for _, r in case if r in own)
    linked = _linked(name, cases)
    for condition, readings in found.items():
        everywhere = set(readings) == own
        yield _blocker(
            condition,
            cases,
            options,
            question.at,
            asserted_by=linked.get(condition, ()),
            readings=() if everywhere else tuple(dict.fromkeys(readings)),
        )
    for condition in linked:
        if condition not in found and not _holds(condition, cases, options, question.at):
            yield _blocker(condition, cases, options, question.at, linked[condition], ())


def _unmet(
    name: str, stage: str | None, cases: Cases, case: Case, at: Instant
) -> Iterator[Condition]:
    """The conditions that keep the subject from opening, being released or coming into force; of
    a stipulation, each of its rows (stages among them) waits by itself."""
    solved = cases.solved(name, case)
    if solved.phase is not None and _is_open(solved.phase.at(at)):
        return
    terms = [solved.subject.terms] if not solved.subject.rows else [
        row.terms for row in solved.subject.rows
        if stage in (None, row.stage) and not solved.rows[row.key].at(at).triggered.sure
    ]  # fmt: skip
    scene = SolvedScene(cases, case)
    gates = (gate for each in terms for gate in _gates(each))
    for condition in dict.fromkeys((*gates, *solved.subject.formed)):
        yield from unmet_parts(condition, at, cases, scene)


def _without_money(
    name: str, cases: Cases, viewpoint: Viewpoint, question: Question
) -> Iterator[Blocker]:
    """A fund that waits for nothing else, and to which nobody has pledged anything."""
    for fund in cases.docket.agreement.funds:
        options = cases.options(fund.name, viewpoint, question.readings)
        if fund.name == name and (
            judge_fund(fund, cases, options, question.at).state == "none pledged"
        ):
            terms = cases.solved(name, options[0]).subject.terms
            givers = terms.pledged_by or terms.paid_by
            yield Blocker("money for it", "none pledged", givers, ())


def _is_open(state: PhaseState) -> bool:
    return state.opened.sure and state.holding.sure


def _gates(terms: Terms) -> Iterator[Condition]:
    yield from (c for c in (terms.begins, terms.open_while, terms.brought_by) if c is not None)
    yield from terms.withheld_until
    yield from (condition for tranche in terms.tranches for condition in tranche.until)


def _linked(name: str, cases: Cases) -> dict[Condition, tuple[str, ...]]:
    """Conditions that the text does not contain, and who asserts them."""
    subject = next(one for one in everything(cases.docket.agreement) if one.name == name)
    in_text = set(_gates(terms_of(subject.clauses)))
    found: dict[Condition, tuple[str, ...]] = {}
    for linkage in subject.linkages:
        for condition in _gates(terms_of(linkage.clauses)):
            if condition in in_text:
                continue
            found[condition] = (*found.get(condition, ()), linkage.holder)
    return found


def _holds(condition: Condition, cases: Cases, options: Sequence[Case], at: Instant) -> bool:
    """Whether a linkage's condition holds in every case; what cannot be solved does not block."""
    return all(
        truth_of(condition, at, cases.docket, SolvedScene(cases, case)).sure for case in options
    )


def _blocker(
    condition: Condition,
    cases: Cases,
    options: Sequence[Case],
    at: Instant,
    asserted_by: tuple[str, ...],
    readings: tuple[str, ...],
) -> Blocker:
    what = words_of(condition, cases.docket.agreement)
    state: list[str] = []
    movers: list[str] = []
    for part in leaves(condition):
        word, actors = _standing(part, cases, options, at)
        state.append(word)
        movers.extend(actors)
    return Blocker(
        what=what,
        state="; ".join(dict.fromkeys(state)),
        whose_move=tuple(dict.fromkeys(movers)),
        asserted_by=asserted_by,
        readings=readings,
    )


def _standing(
    condition: Condition, cases: Cases, options: Sequence[Case], at: Instant
) -> tuple[str, tuple[str, ...]]:
    """Where an unmet condition stands, and who can move it."""
    agreement = cases.docket.agreement
    match condition:
        case StipulationIs(name, "certified", stage, by):
            target = f"{name}/{stage}" if stage else name
            return "not certified", (by,) if by else tuple(sorted(certifiers_of(target, agreement)))
        case StipulationIs(name, state):
            word, movers = _standing_of(name, cases, at, frozenset())
            return word, () if state in ("overdue", "breached") else movers
        case PhaseIsDeclaredOpen(phase, holder):
            declaration = cases.docket.declaration(phase, holder)
            if declaration.claims and not declaration.recognition.sure:
                return "declared, not recognised in this viewpoint", (holder,)
            return "not declared", (holder,)
        case PhaseIsOpen(phase):
            return f"phase {phase} is not open", _movers_behind(phase, cases, at)
        case IsDone(deed):
            return "not done", deed.actors
        case Happens(event):
            deed_of = agreement.events[event].deed
            return "has not happened", deed_of.actors if deed_of else ()
        case ToBeAgreed():
            return "left to be agreed", tuple(sorted(parties(agreement)))
        case Not(part):
            return _standing(part, cases, options, at)
        case _:
            return "does not hold", ()


def _standing_of(
    name: str, cases: Cases, at: Instant, above: frozenset[str]
) -> tuple[str, tuple[str, ...]]:
    """Where a stipulation stands that is waited for. While it waits itself, the move is theirs who
    can bring what it waits for."""
    options = cases.all_options(name)
    words: dict[str, None] = {}
    movers: dict[str, None] = {}
    for key in row_keys(name, cases, options):
        axes = merged(key, cases, options, at)
        if axes.state == "pending":
            words["pending"] = None
            movers.update(dict.fromkeys(_movers_before(name, cases, at, above | {name})))
        elif axes.state not in ("done", "done late", "met"):
            words[axes.state] = None
            movers.update(dict.fromkeys(key[1]))
            movers.update(dict.fromkeys(_others_who_can(name, cases)))
    return " and ".join(words) or "done", tuple(movers)


def _movers_before(name: str, cases: Cases, at: Instant, above: frozenset[str]) -> Iterator[str]:
    """Who can bring what a pending stipulation waits for."""
    options = cases.all_options(name)
    for case in options:
        for condition in _unmet(name, None, cases, case, at):
            for leaf in leaves(condition):
                if isinstance(leaf, StipulationIs) and leaf.state != "certified":
                    if leaf.stipulation not in above:
                        yield from _standing_of(leaf.stipulation, cases, at, above)[1]
                elif not isinstance(leaf, PhaseIsOpen):
                    yield from _standing(leaf, cases, options, at)[1]


def _others_who_can(name: str, cases: Cases) -> list[str]:
    """Whose deeds bring the same result, where the text says so."""
    terms = terms_of(find(cases.docket.agreement, name).clauses)
    return [actor for deed in terms.outcome_also for actor in deed.actors]


def _movers_behind(phase: str, cases: Cases, at: Instant) -> tuple[str, ...]:
    """Whoever can open the phase that is waited for."""
    options = cases.all_options(phase)
    movers = [
        mover
        for case in options
        for condition in _unmet(phase, None, cases, case, at)
        for leaf in leaves(condition)
        if not isinstance(leaf, PhaseIsOpen)
        for mover in _standing(leaf, cases, options, at)[1]
    ]
    return tuple(dict.fromkeys(movers))
