"""Powers: in which ways an act on something agreed can come to work, in a viewpoint.

A *route* is one such way: actors who must all have made the act, and a window in which they could.

- Where the viewpoint recognises acts of a maker, its part alone is a route.
- A power, or a choice that follows a breach, is a route for those who hold it, if it names the act
  and the target, or what the target is a part of. Who may suspend or withhold may resume; who may
  certify may revoke. What a power suspends stays so only while the power can be used.
- Who verifies a stipulation, or is named in a condition on its certificate, may certify it.
- What all have made whom the target binds needs no power: its bearers with the beneficiaries it
  names (where it names none, with all parties); of anything else agreed, all parties. Nor does
  what all parties have made together, of whatever it is and whomever else it binds: it is their
  agreement.

No route leads through a maker whose acts the viewpoint rejects. Where a viewpoint does not go by
the text, every route but the first is only perhaps one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from servanda.agreement.dependencies import conditions_of, leaves
from servanda.agreement.model import (
    Agreement,
    ChoiceClause,
    Clause,
    Condition,
    DeedClause,
    LevelClause,
    MayClause,
    StageClause,
    Stipulation,
    StipulationIs,
    TextClause,
    VerifiedByClause,
)
from servanda.agreement.subjects import Subject, all_clauses, subjects
from servanda.evidence.matching import principal
from servanda.evidence.viewpoint import Viewpoint
from servanda.language.acts import Act
from servanda.values.bounds import TRUE, UNKNOWN, Truth
from servanda.values.instant import Duration, Interval
from servanda.verdict.acts import MadeAct
from servanda.verdict.terms import parties

IMPLIED: dict[Act, frozenset[Act]] = {
    "resume": frozenset({"suspend", "withhold"}),
    "decertify": frozenset({"certify"}),
}


@dataclass(frozen=True, slots=True)
class Power:
    """A power as it stands in the text: who may do what, in a window, under which stipulation."""

    name: str
    may: MayClause
    window: Condition

    def names(self, act: MadeAct, wider: frozenset[str]) -> bool:
        """Whether the power is one to do this act, to its target or to what that is a part of."""
        acts = {act.act, *IMPLIED.get(act.act, ())}
        return self.may.act in acts and bool(wider & set(self.may.targets))


@dataclass(frozen=True, slots=True)
class Route:
    """These must all have made it; then it works from the moment of the last, or, where notice is
    to be given, so long after it, with this weight."""

    when: Interval
    made: Truth
    weight: Truth
    power: str | None = None
    window: Condition | None = None
    lasts: bool = False  # a suspension lasts only as long as the window
    stops_clock: bool = False
    limit: Duration | None = None
    after_notice: Interval | None = None
    by: frozenset[str] = frozenset()  # who must have made it

    @property
    def effect(self) -> Interval:
        """The moment from which it works."""
        return self.after_notice or self.when


@dataclass(frozen=True, slots=True)
class Planned:
    """An act with the ways in which it can come to work."""

    made: MadeAct
    routes: tuple[Route, ...]
    lacking: tuple[str, ...] = ()  # who would have to join for a power to cover it


def powers_in(stipulation: Stipulation, clauses: Iterable[Clause]) -> Iterator[Power]:
    """The powers that a stipulation's clauses give, with the window of each."""
    for clause in clauses:
        if isinstance(clause, MayClause):
            yield Power(stipulation.name, clause, StipulationIs(stipulation.name, "in-force"))
        elif isinstance(clause, ChoiceClause):
            window = StipulationIs(stipulation.name, clause.state)
            yield Power(stipulation.name, clause.power, window)


def wider_targets(target: str, agreement: Agreement) -> frozenset[str]:
    """The target, the stipulation of a stage, its instrument and the agreement."""
    whole = target.rpartition("/")[0]
    named = {target, whole} - {""}
    instruments = {one.instrument for one in subjects(agreement) if one.name in named}
    return frozenset({*named, *(i for i in instruments if i is not None), agreement.name})


def targets_of(subject: Subject, agreement: Agreement) -> frozenset[str]:
    """What an act may be done to, to be done to this subject or to a stage of it."""
    stages = {
        f"{subject.name}/{clause.name}"
        for clause in all_clauses(subject)
        if isinstance(clause, StageClause)
    }
    return wider_targets(subject.name, agreement) | stages


def routes_of(
    act: MadeAct, powers: Sequence[Power], agreement: Agreement, viewpoint: Viewpoint
) -> tuple[Route, ...]:
    """All ways in which the act can come to work in a viewpoint."""
    found = [_route(act, {maker}, TRUE) for maker in sorted(act.makers)
             if maker in viewpoint.recognises_acts_of]  # fmt: skip
    weight = TRUE if viewpoint.acts_by_text else UNKNOWN
    wider = wider_targets(act.target, agreement)
    for power in powers:
        needed = {principal(actor) for actor in power.may.actors}
        if power.names(act, wider) and _may(needed, act, viewpoint):
            found.append(_with_notice(_route(act, needed, weight, power), power, agreement))
    for needed in _without_power(act, agreement):
        if _may(needed, act, viewpoint):
            found.append(_route(act, needed, weight))
    return tuple(found)


def lacking_for(act: MadeAct, powers: Sequence[Power], agreement: Agreement) -> tuple[str, ...]:
    """Of the powers that name the act, whoever holds one with its makers and has not made it."""
    wider = wider_targets(act.target, agreement)
    missing = [
        tuple(sorted({principal(actor) for actor in power.may.actors} - act.makers))
        for power in powers
        if power.names(act, wider) and act.makers & set(map(principal, power.may.actors))
    ]
    return min(missing, key=len, default=())


# --- Routes ----------------------------------------------------------------------------------


def _may(needed: set[str], act: MadeAct, viewpoint: Viewpoint) -> bool:
    return needed <= act.makers and not needed & viewpoint.rejects_acts_of


def _route(act: MadeAct, needed: set[str], weight: Truth, power: Power | None = None) -> Route:
    parts = [making for making in act.makings if making.actor in needed]
    made = TRUE
    for part in parts:
        made = made & part.truth
    when = Interval(max(p.when.start for p in parts), max(p.when.end for p in parts))
    if power is None:
        return Route(when, made, weight, by=frozenset(needed))
    if power.may.act != act.act:  # implied: what may be suspended may be resumed at any time
        return Route(when, made, weight, power.name, by=frozenset(needed))
    return Route(
        when, made, weight, power.name, power.window, lasts=True,
        stops_clock=power.may.clock == "stops", limit=power.may.limit, by=frozenset(needed),
    )  # fmt: skip


def _with_notice(route: Route, power: Power, agreement: Agreement) -> Route:
    """Of the act that the power names; what undoes it needs no notice."""
    notice = power.may.notice
    if notice is None or route.window is None:
        return route
    first = agreement.calendar.after(route.when.start, notice)
    last = agreement.calendar.after(max(route.when.start, route.when.end - 1), notice)
    return replace(route, after_notice=Interval(first - 1, last))  # from that instant itself


def _without_power(act: MadeAct, agreement: Agreement) -> Iterator[set[str]]:
    """Those who must have made it together where no power is needed."""
    if act.act in ("certify", "decertify"):
        yield from ({holder} for holder in sorted(certifiers_of(act.target, agreement)))
    bound, everybody = bound_by(act.target, agreement), parties(agreement)
    yield set(bound)
    if len(everybody) > 1 and bound != everybody:
        yield set(everybody)


def certifiers_of(target: str, agreement: Agreement) -> frozenset[str]:
    """Who verifies a stipulation or is named in a condition on its certificate."""
    wider = wider_targets(target, agreement)
    found: set[str] = set()
    for subject in subjects(agreement):
        for clause in all_clauses(subject):
            if subject.name in wider and isinstance(clause, VerifiedByClause):
                found.update(clause.verifiers)
            for condition in conditions_of(clause):
                found.update(_certifiers_named(condition, wider))
    for actor in agreement.actors.values():
        if wider & set(actor.competence.stipulations):
            found.add(actor.name)
    return frozenset(map(principal, found))


def _certifiers_named(condition: Condition, wider: frozenset[str]) -> Iterator[str]:
    for leaf in leaves(condition):
        if isinstance(leaf, StipulationIs) and leaf.state == "certified" and leaf.by is not None:
            path = f"{leaf.stipulation}/{leaf.stage}" if leaf.stage else leaf.stipulation
            if path in wider or leaf.stipulation in wider:
                yield leaf.by


def bound_by(target: str, agreement: Agreement) -> frozenset[str]:
    """All whose consent changes the target without a power."""
    everybody = parties(agreement)
    name = target.rpartition("/")[0] or target
    stipulation = next((s for s in agreement.stipulations if s.name == name), None)
    if stipulation is None:
        return everybody
    found: set[str] = set()
    for clause in all_clauses(stipulation):
        if isinstance(clause, DeedClause | LevelClause | TextClause | MayClause):
            found.update(map(principal, clause.bearers))
            found.update(_beneficiaries(clause, agreement) or everybody)
    return frozenset(found) or everybody


def _beneficiaries(
    clause: DeedClause | LevelClause | TextClause | MayClause, agreement: Agreement
) -> frozenset[str]:
    if not isinstance(clause, DeedClause) or clause.deed.to is None:
        return frozenset()
    to = principal(clause.deed.to)
    return frozenset({to}) if to in agreement.actors else frozenset()
