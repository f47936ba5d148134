"""Acts, plainly: by whom each may be made, whether it works, and when.

What is shared with the engine is who is said to have made which act, and on what weight of word
(`acts_in`): what an act needs and what it does is worked out here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from servanda.agreement import model
from servanda.agreement.model import Agreement, Condition
from servanda.agreement.subjects import all_clauses, subjects
from servanda.evidence.matching import principal
from servanda.evidence.viewpoint import Viewpoint
from servanda.values.bounds import FALSE, TRUE, UNKNOWN, Truth
from servanda.values.instant import Duration, Instant, Interval
from servanda.verdict.acts import MadeAct
from tests.reference.conditions_plain import conditions_in, leaves

UNDOES = {"resume": ("suspend", "withhold"), "decertify": ("certify",)}
HOLDING_BACK = ("suspend", "withhold")
Clauses = Mapping[str, tuple[model.Clause, ...]]


@dataclass
class Way:
    """One way in which an act can come to work, and how its window has held."""

    moment: Interval
    effect: Interval
    made: Truth
    window: Condition | None = None
    stops_clock: bool = False
    limit: Duration | None = None
    held: Truth | None = None
    was_sure: bool = False  # when last looked at
    opens_late: bool = False  # or closes again: not within the moment and for good
    held_since: Truth = TRUE

    def truth(self, at: Instant) -> Truth:
        if at <= self.effect.start:
            return FALSE
        truth = self.made
        if self.window is not None:
            truth = truth & (self.held or FALSE)
        return truth if at >= self.effect.end else Truth(False, truth.possible)

    def note_held(self, truth: Truth, now: Instant) -> None:
        """The window must hold through all of the moment; perhaps it does if it ever does."""
        was = self.held
        if (self.was_sure and not truth.sure) or (
            now - self.moment.start > 1 and not truth.possible
        ):
            self.opens_late = True
        self.was_sure = truth.sure
        self.held = truth if was is None else Truth(
            was.sure and truth.sure, was.possible or truth.possible
        )  # fmt: skip

    def opens_by(self, now: Instant) -> bool:
        """Whether its moment ends now, and the window may have opened at any time within it."""
        is_known = self.held is not None and self.held.sure
        return self.window is not None and self.moment.end == now and not (
            is_known or self.opens_late
        )  # fmt: skip


@dataclass
class Act:
    """Something that was done to what was agreed, with every way in which it may work."""

    made: MadeAct
    ways: list[Way] = field(default_factory=list)


def act_of(made: MadeAct, clauses: Clauses, agreement: Agreement, viewpoint: Viewpoint) -> Act:
    weight = TRUE if viewpoint.acts_by_text else UNKNOWN
    ways = [
        way_of(made, {maker}, TRUE)
        for maker in sorted(made.makers & viewpoint.recognises_acts_of)
    ]  # fmt: skip
    names = wider(made.target, agreement)
    for may, window in powers(clauses):
        needed = {principal(actor) for actor in may.actors}
        undone = UNDOES.get(made.act, ())
        if not set(may.targets) & names or may.act not in (made.act, *undone):
            continue
        if is_able(needed, made, viewpoint):
            if may.act != made.act:
                ways.append(way_of(made, needed, weight))
            else:
                ways.append(way_of(made, needed, weight, may, window, agreement))
    for needed in those_who_need_no_power(made, agreement):
        if is_able(needed, made, viewpoint):
            ways.append(way_of(made, needed, weight))
    return Act(made, ways)


def is_able(needed: set[str], made: MadeAct, viewpoint: Viewpoint) -> bool:
    return needed <= made.makers and not needed & viewpoint.rejects_acts_of


def way_of(
    made: MadeAct,
    needed: set[str],
    weight: Truth,
    may: model.MayClause | None = None,
    window: Condition | None = None,
    agreement: Agreement | None = None,
) -> Way:
    """All of the needed must have made it; it works from when the last of them had."""
    parts = [part for part in made.makings if part.actor in needed]
    truth = weight
    for part in parts:
        truth = truth & part.truth
    moment = Interval(max(p.when.start for p in parts), max(p.when.end for p in parts))
    way = Way(moment, moment, truth, window)
    if may is not None and agreement is not None:
        way.stops_clock, way.limit = may.clock == "stops", may.limit
        if may.notice is not None:
            first = agreement.calendar.after(moment.start, may.notice)
            last = max(moment.start, moment.end - 1)
            way.effect = Interval(first - 1, agreement.calendar.after(last, may.notice))
    return way


def powers(clauses: Clauses) -> Iterator[tuple[model.MayClause, Condition]]:
    """Every power, with what must hold when it is used."""
    for name, stated in clauses.items():
        for clause in stated:
            if isinstance(clause, model.MayClause):
                yield clause, model.StipulationIs(name, "in-force")
            if isinstance(clause, model.ChoiceClause):
                yield clause.power, model.StipulationIs(name, clause.state)


def wider(target: str, agreement: Agreement) -> set[str]:
    """A target and all of which it is a part."""
    names = {target, target.split("/")[0]}
    instruments = {one.instrument for one in subjects(agreement) if one.name in names}
    return names | {name for name in instruments if name} | {agreement.name}


def those_who_need_no_power(made: MadeAct, agreement: Agreement) -> Iterator[set[str]]:
    if made.act in ("certify", "decertify"):
        yield from ({one} for one in sorted(certifiers(made.target, agreement)))
    yield bound_by(made.target, agreement)
    together = {one.name for one in agreement.actors.values() if one.role == "party"}
    if len(together) >= 2:
        yield together


def certifiers(target: str, agreement: Agreement) -> set[str]:
    """Who verifies it, says that it is competent for it, or is asked for its certificate."""
    names, found = wider(target, agreement), set()
    for subject in subjects(agreement):
        clauses = list(all_clauses(subject))
        for clause in clauses:
            if isinstance(clause, model.VerifiedByClause) and subject.name in names:
                found |= set(clause.verifiers)
        for condition in conditions_in(clauses):
            for leaf in leaves(condition):
                if isinstance(leaf, model.StipulationIs) and leaf.state == "certified" and leaf.by:
                    path = f"{leaf.stipulation}/{leaf.stage}" if leaf.stage else leaf.stipulation
                    if {path, leaf.stipulation} & names:
                        found.add(leaf.by)
    found |= {
        one.name for one in agreement.actors.values() if set(one.competence.stipulations) & names
    }
    return {principal(name) for name in found}


def bound_by(target: str, agreement: Agreement) -> set[str]:
    """The bearers with the actors to whom they owe it, or else with all parties."""
    everybody = {one.name for one in agreement.actors.values() if one.role == "party"}
    found: set[str] = set()
    for stipulation in agreement.stipulations:
        if stipulation.name != target.split("/")[0]:
            continue
        for clause in all_clauses(stipulation):
            bearers = getattr(clause, "bearers", None)
            if bearers is None:
                continue
            found |= {principal(actor) for actor in bearers}
            to = clause.deed.to if isinstance(clause, model.DeedClause) else None
            is_to_actor = to is not None and principal(to) in agreement.actors
            found |= {principal(str(to))} if is_to_actor else everybody
    return found or everybody


# --- What has begun ------------------------------------------------------------------------------


def all_that(kind: str, acts: Iterable[Act], works: Mapping[str, Truth]) -> Truth:
    """Whether any act of a kind works."""
    truth = FALSE
    for act in acts:
        if act.made.act == kind:
            truth = truth | works.get(act.made.identity, FALSE)
    return truth


def later_than(
    instant: Instant, kind: str, acts: Sequence[Act], works: Mapping[str, Truth]
) -> Truth:
    return all_that(kind, [act for act in acts if act.made.began >= instant], works)


def certified(acts: Sequence[Act], works: Mapping[str, Truth], by: str | None) -> Truth:
    """Whether a certificate (of somebody) is in force: issued, and not revoked since."""
    truth = FALSE
    for act in acts:
        if act.made.act == "certify" and (by is None or by in act.made.makers):
            issued = works.get(act.made.identity, FALSE)
            truth = truth | (issued & ~later_than(act.made.began, "decertify", acts, works))
    return truth
