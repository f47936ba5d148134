"""Judgements: everything that a viewpoint has an opinion on, in what one subject reaches.

Each has an identity, the same for everybody, so that two viewpoints can be compared thing by thing
and one of them can take a single thing from the other (`Judge.eyes`).
"""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace

from servanda.agreement.dependencies import leaves
from servanda.agreement.model import (
    Condition,
    DeedClause,
    Delayed,
    Fund,
    Happens,
    IsDone,
    LevelStands,
    PhaseIsDeclaredOpen,
    Recent,
    StipulationState,
)
from servanda.evidence.counter import Counter
from servanda.evidence.issue import AFFIRMING, Issue, decide
from servanda.evidence.ladder import Stake
from servanda.evidence.level import LevelTrack, stand_of
from servanda.evidence.membership import joinings
from servanda.evidence.tally import Window, figure_identity
from servanda.evidence.viewpoint import Viewpoint
from servanda.record.model import Claim, StateContent
from servanda.values.bounds import Truth
from servanda.values.deed import Deed
from servanda.values.instant import BEGINNING, Instant
from servanda.values.quantity import UNBOUNDED, plain
from servanda.verdict.act_words import act_in_words
from servanda.verdict.acts import Making, making_identity
from servanda.verdict.assessment import CauseOfDispute
from servanda.verdict.basis import Basis
from servanda.verdict.cases import Cases, everything, find, held
from servanda.verdict.conditions import NOBODY_GAINS
from servanda.verdict.declarations import (
    declaration_identity,
    declaring_identity,
    finding_identity,
    linkage_identity,
)
from servanda.verdict.docket import Docket
from servanda.verdict.fund import counters_of_fund
from servanda.verdict.powers import Planned
from servanda.verdict.seating import bases_of_seats
from servanda.verdict.subject import Subject, conditions_of
from servanda.verdict.terms import Row, RowKey, parties

DONE: frozenset[StipulationState] = frozenset({"done", "begun"})
BREACHED: frozenset[StipulationState] = frozenset({"overdue", "breached"})


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one viewpoint makes of one thing.

    `what` names the thing in words and `takes` what is made of it; `value` is compared. `weighs`
    is the instant from which it can tell on a verdict; `claim` the claim by which it is told.
    """

    identity: str
    over: CauseOfDispute
    what: str
    takes: str
    value: Hashable
    weighs: Instant = BEGINNING
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """A judgement on which a subject itself rests: for one of its rows, or (None) for all.

    It tells on that subject, and on who asks about it one of `tells_on` (None: whatever is asked).
    Of what a ban forbids the incidents tell on everybody; how much there was in total, and what
    coverage shows, only on who asks whether the deed was done. Of what a duty asks coverage tells
    only on who asks whether it is breached.
    """

    judgement: Judgement
    row: RowKey | None
    tells_on: frozenset[StipulationState] | None = None


def of_subject(subject: Subject, seen: Cases) -> tuple[Stated, ...]:
    """What is made of everything on which a subject itself rests; `seen` are the cases as some
    eyes see them (`seen_by`)."""
    found = [one for row in subject.rows for one in _of_row(row, seen.docket.basis(row))]
    found.extend(Stated(one, None) for one in _of_all_rows(subject, seen))
    return tuple(dict.fromkeys(found))


def _of_row(row: Row, basis: Basis) -> Iterator[Stated]:
    forbids = row.kind == "ban" and isinstance(row.measured, DeedClause)
    for one in _of_basis(basis):
        kind = one.identity.partition(":")[0]
        if basis.longer is not None or kind not in ("total", "coverage"):
            yield Stated(one, row.key)
        elif forbids:
            yield Stated(one, row.key, DONE)
        else:
            yield Stated(one, row.key, BREACHED if kind == "coverage" else None)


def of_text(
    name: str, cases: Cases, eyes: Viewpoint, readings: Sequence[str]
) -> Iterator[Judgement]:
    """How these eyes read, and whose linkages they hold on, everything that a subject reaches."""
    for number in sorted(cases.cones[cases.component_of[name]]):
        group = cases.groups[number]
        taken = held(group, eyes, readings)
        what = f"reading of {', '.join(group.members)}"
        yield Judgement(reading_identity(group.members), "text", what, "/".join(taken), taken)
    for subject in sorted(cases.reach(name)):
        for linkage in find(cases.docket.agreement, subject).linkages:
            is_held = linkage.holder in eyes.linkages_of
            yield Judgement(
                linkage_identity(subject, linkage.holder), "text",
                f"linkage of {linkage.holder} on {subject}, not in the text",
                "held" if is_held else "not held", is_held,
            )  # fmt: skip


def of_seats(docket: Docket, eyes: Viewpoint) -> list[Judgement]:
    """What these eyes make of the evidence that says who is a member of whom, and which bodies
    were formed."""
    judge = docket.judge.seeing(eyes)
    text = docket.text or docket.agreement
    counters = [c for one in joinings(text, docket.record, judge) for c in (one.joined, one.left)]
    found = [one for counter in counters for one in _of_counter(counter)]
    for basis in bases_of_seats(text, docket.record, judge):
        found.extend(_of_basis(basis))
    return found


def seen_by(eyes: Viewpoint, cases: Cases) -> Cases:
    """The same cases, with the evidence and the acts seen by these eyes and the same linkages."""
    judge = cases.docket.judge
    kept = {
        identity: replace(eyes, linkages_of=judge.of(identity).viewpoint.linkages_of)
        for clausal in everything(cases.docket.agreement)
        for linkage in clausal.linkages
        for identity in (linkage_identity(clausal.name, linkage.holder),)
    }
    docket = cases.docket.apart(cases.docket.record, replace(judge.seeing(eyes), eyes=kept))
    return cases.on(docket)


def reading_identity(members: Sequence[str]) -> str:
    return f"reading:{members[0]}"


# --- What a subject rests on -----------------------------------------------------------------


def _of_all_rows(subject: Subject, seen: Cases) -> Iterator[Judgement]:
    docket = seen.docket
    clausal = find(docket.agreement, subject.name)
    if isinstance(clausal, Fund):
        for counter in counters_of_fund(clausal.name, seen, subject.terms):
            yield from _of_counter(counter)
    windows = (route.window for act in subject.acts for route in act.routes if route.window)
    for condition in (*conditions_of(subject.terms), *windows):
        for leaf in leaves(condition):
            yield from _of_leaf(leaf, docket)
    for act in subject.acts:
        yield from _of_act(act, docket)


def _of_leaf(leaf: Condition, docket: Docket) -> Iterator[Judgement]:
    match leaf:
        case IsDone(deed):
            yield from _of_deed(deed, docket)
        case Happens(event):
            declared = docket.agreement.events[event].deed
            if declared is not None:
                yield from _of_deed(declared, docket)
        case Delayed(of=of):
            yield from _of_leaf(of, docket)
        case Recent(of=deed):
            yield from _of_deed(deed, docket)
        case LevelStands(level):
            yield from _of_track(docket.level(level.level, NOBODY_GAINS))
        case PhaseIsDeclaredOpen(phase, holder):
            yield from _of_declaration(phase, holder, docket)
        case _:
            return


def _of_deed(deed: Deed, docket: Docket) -> Iterator[Judgement]:
    yield from _of_counter(docket.deed_counter(deed))
    for share in deed.shares:
        yield from _of_counter(docket.class_counter(deed, share.class_name))
    yield from _of_owed(Basis(owed=docket.deed_owed(deed)))


def _of_basis(basis: Basis) -> Iterator[Judgement]:
    for counter in (basis.outcome, basis.performance, basis.base, basis.pieces, basis.longer):
        if counter is not None:
            yield from _of_counter(counter)
    if basis.level is not None:
        yield from _of_track(basis.level)
    for tally in basis.tallies:
        for window in tally.windows:
            yield _of_figure(window)
    for claim in basis.findings:
        yield _of_finding(claim)
    yield from _of_owed(basis)


def _of_owed(basis: Basis) -> Iterator[Judgement]:
    if basis.owed is not None:
        if basis.owed.shares is not None:
            yield from _of_counter(basis.owed.shares)
        for track in basis.owed.tracks():
            yield from _of_track(track)


# --- Issues ----------------------------------------------------------------------------------


def _of_counter(counter: Counter) -> Iterator[Judgement]:
    for issue in counter.issues:
        yield _of_issue(issue)
    for track in counter.bases:
        yield from _of_track(track)
    for window in counter.coverage:
        what = f"coverage {window.id}"
        yield Judgement(f"coverage:{window.id}", "facts", what, "relied on", True)


def _of_issue(issue: Issue) -> Judgement:
    takes = str(issue.amount)
    if issue.kind == "total" and issue.shown_high == UNBOUNDED:
        takes += " or more"
    elif issue.kind == "total" and issue.shown_high != issue.amount.high:
        takes += f", at most {plain(issue.shown_high)}"
    value = issue.amount if issue.kind == "event" else (issue.amount, issue.shown_high)
    return _judgement(issue, value, takes)


def _judgement(issue: Issue, value: Hashable, takes: str) -> Judgement:
    told = issue.claims[0].id
    return Judgement(issue.id, "facts", f"issue {issue.id}", takes, value, issue.weighs_from, told)


def _of_track(track: LevelTrack) -> Iterator[Judgement]:
    for issue in track.issues:
        stand = stand_of(issue)
        takes = str(stand.told if stand else None)
        yield _judgement(issue, (issue.amount, issue.shown_high), takes)


def _of_figure(window: Window) -> Judgement:
    identity = figure_identity(window.claim)
    words = (window.is_accepted, window.may_establish, window.may_refute)
    takes = str(window.rate)
    if window.is_accepted:
        takes += ", accepted"
    elif not (window.may_establish or window.may_refute):
        takes += ", not on a good word"
    value = (window.rate, *words)
    told = window.claim.id
    return Judgement(identity, "facts", f"issue {identity}", takes, value, window.window.end, told)


def _of_finding(claim: Claim) -> Judgement:
    assert isinstance(claim.content, StateContent), "a finding"
    identity, start = finding_identity(claim), claim.content.when.start
    return Judgement(identity, "facts", f"issue {identity}", "recognised", True, start, claim.id)


# --- Acts ------------------------------------------------------------------------------------


def _of_act(planned: Planned, docket: Docket) -> Iterator[Judgement]:
    act = planned.made
    for making in act.makings:
        yield _of_making(making)
    ways = frozenset((one.by, one.weight, one.power, one.window) for one in planned.routes)
    best = max((route.weight for route in planned.routes), key=_rank, default=None)
    what = f"act: {act_in_words(act, docket.agreement.calendar)}"
    yield Judgement(act.identity, "acts", what, _recognition_words(best), ways, act.began + 1)


def _rank(truth: Truth) -> tuple[bool, bool]:
    return truth.sure, truth.possible


def _of_making(making: Making) -> Judgement:
    identity = making_identity(making.actor, making.claims)
    takes = "made" if making.truth.sure else "perhaps made" if making.truth.possible else "not made"
    what, told = f"issue {identity}", making.claims[0].id
    return Judgement(identity, "facts", what, takes, making.truth, making.when.start + 1, told)


def _of_declaration(phase: str, holder: str, docket: Docket) -> Iterator[Judgement]:
    declaration = docket.declaration(phase, holder)
    affirmed = [claim for claim in declaration.claims if claim.stance in AFFIRMING]
    if not affirmed:
        return
    yield Judgement(
        declaration_identity(phase, holder), "acts",
        f"act of {holder}: phase {phase} declared open",
        _recognition_words(declaration.recognition),
        (declaration.recognition, declaration.made),
    )  # fmt: skip
    judge = docket.judge.of(declaring_identity(phase))
    stake = Stake(gain_against=parties(docket.agreement))
    said = [decide([claim], [], stake, judge)[2] for claim in affirmed]
    said.append(decide(affirmed, [], stake, judge)[2])
    takes = "made" if said[-1].sure else "perhaps made" if said[-1].possible else "not made"
    identity, told = declaring_identity(phase), affirmed[0].id
    yield Judgement(identity, "facts", f"issue {identity}", takes, tuple(said), claim=told)


def _recognition_words(truth: Truth | None) -> str:
    if truth is None or not truth.possible:
        return "not recognised"
    return "recognised" if truth.sure else "perhaps recognised"
