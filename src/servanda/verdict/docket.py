"""The docket: what one question lays before the engine, and the evidence drawn from it once.

Counters, levels and tallies depend only on the record, the viewpoint and the standard of proof;
every stipulation, reading and date that needs one looks it up here.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeVar, cast

from servanda.agreement.model import Agreement, DeedClause, LevelClause
from servanda.agreement.subjects import Subject
from servanda.evidence.base import Base, base_of, track_base
from servanda.evidence.counter import Counter, count, count_shares
from servanda.evidence.issue import Issue, Judge
from servanda.evidence.ladder import Stake
from servanda.evidence.level import LevelTrack, track_level
from servanda.evidence.matching import Extent, Where
from servanda.evidence.tally import Tally, tallies
from servanda.record.model import Claim, Record, StateContent
from servanda.record.standing import History
from servanda.values.bounds import FALSE, TRUE, UNKNOWN, Truth
from servanda.values.deed import Deed, Share
from servanda.values.instant import BEGINNING, Interval
from servanda.values.quantity import Range, exactly
from servanda.values.timeline import Timeline, constant, from_steps, latched
from servanda.verdict.acts import Acts, acts_in
from servanda.verdict.declarations import (
    Declaration,
    declaration_of,
    finding_identity,
    linkage_identity,
)
from servanda.verdict.owed import Owed
from servanda.verdict.stakes import stake_in_base, stake_in_condition
from servanda.verdict.terms import Row
from servanda.verdict.unattributed import without_author

Drawn = TypeVar("Drawn")
Finding = Literal[
    "find-done", "find-not-done", "find-partly-done", "find-substantially-done", "find-breached"
]
NOTHING_FOUND: Timeline[Finding | None] = constant(None)


@dataclass(frozen=True, slots=True)
class Basis:
    """The evidence on which one row rests; None where its kind needs none."""

    outcome: Counter | None = None
    performance: Counter | None = None
    base: Counter | None = None  # of a ratio: what each unit is due for
    level: LevelTrack | None = None
    tallies: tuple[Tally, ...] = ()
    found: Timeline[Finding | None] = NOTHING_FOUND  # what the latest finding says of the whole
    findings: tuple[Claim, ...] = ()
    owed: Owed | None = None  # where the text does not simply say how many
    pieces: Counter | None = None  # what was done in a part only of the area
    longer: Counter | None = None  # what makes the term of the row longer
    unattributed: tuple[Issue, ...] = ()  # of a ban: what somebody did whom nobody names

    def due_at(self, due: Interval) -> "Basis":
        """The same, with what is owed counted as it stood at the deadline."""
        return self if self.owed is None else replace(self, owed=self.owed.due_at(due.end))


@dataclass(frozen=True, slots=True)
class Seat:
    """What the record adds to the agreement before it is judged: that an actor is a member of
    another, or that a body was formed; and the claims about it."""

    kind: Literal["member", "formed"]
    actor: str
    of: str  # the actor that it belongs to, or the stipulation that forms it
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Docket:
    """Agreement, record (as known) and judge, with what was drawn from them so far.

    `text` is the agreement as it was agreed, where the record seats somebody in it.
    """

    agreement: Agreement
    record: Record
    judge: Judge
    text: Agreement | None = None
    seats: tuple[Seat, ...] = ()
    _drawn: dict[Hashable, object] = field(default_factory=dict, compare=False, repr=False)

    def basis(self, row: Row) -> Basis:
        """The evidence for a row, with the findings about its stipulation."""
        findings = self._findings(row)
        steps = [(_when(claim).start + 1, _finding(claim)) for claim in findings]
        return replace(
            self._measures(row),
            found=from_steps(None, steps),
            findings=findings,
            longer=self._longer(row),
            unattributed=self._unattributed(row),
        )

    def _unattributed(self, row: Row) -> tuple[Issue, ...]:
        """Events such as a ban forbids of which nobody names the author; no event that has a label
        under which somebody does, and no attack on the bearer itself."""
        measured = row.measured
        if row.kind != "ban" or not isinstance(measured, DeedClause):
            return ()
        deed = replace(measured.deed, actors=())
        counter = self.counter((deed,), row.stake, row.class_name, row.where)
        own = frozenset(row.bearer) if deed.mutual else frozenset[str]()
        return tuple(without_author(counter.events, self.record, own))

    def _longer(self, row: Row) -> Counter | None:
        if row.terms.longer is None:
            return None
        deed = row.terms.longer.deed
        return self.counter((deed,), stake_in_base(deed, self.agreement), None)

    def _measures(self, row: Row) -> Basis:
        measured, stake = row.measured, row.stake
        if isinstance(measured, LevelClause):
            return Basis(level=self.level(measured.level.level, stake))
        if not isinstance(measured, DeedClause):
            return Basis()
        where = row.where or _extent(row, self.agreement)
        performance = self.counter((measured.deed,), stake, row.class_name, where)
        also = (measured.deed, *row.terms.outcome_also)
        outcome = self.counter(also, stake, row.class_name, where)
        base = tally = None
        if measured.for_each is not None:
            of_base = stake_in_base(measured.for_each, self.agreement)
            base = self.counter((measured.for_each,), of_base, row.terms.counting_only)
        if measured.each_period is not None:
            tally = self._tallies(row, measured)
        is_whole = row.class_name == measured.deed.class_name
        owed = self.owed(measured.deed, stake, where) if is_whole else None
        if self._is_some(row, measured):
            all_of_it = replace(measured.deed, amount=exactly(100), percent=True)
            whole = self.owed(all_of_it, stake, None)
            owed = replace(whole, is_some=True) if whole is not None else None
        pieces = None
        if row.where is not None and row.where.inside == measured.deed.origin:
            part = replace(row.where, is_piece=True)
            pieces = self.counter((measured.deed,), stake, row.class_name, part)
        elif isinstance(where, Extent):
            once = replace(measured.deed, amount=None, percent=False)  # a percentage of a part
            pieces = self.counter((once,), stake, row.class_name, Extent(is_part=True))
        return Basis(outcome, performance, base, None, tally or (), owed=owed, pieces=pieces)

    def _is_some(self, row: Row, measured: DeedClause) -> bool:
        """A duty without a number on a thing that a level counts: it is begun by some of them, and
        done by all."""
        thing = self.agreement.things.get(measured.deed.thing or "")
        return (
            row.kind == "duty"
            and row.where is None
            and row.class_name is None
            and measured.deed.amount is None
            and measured.deed.number == "stated"
            and measured.for_each is None
            and measured.each_period is None
            and thing is not None
            and thing.counted_by is not None
        )

    def owed(self, deed: Deed, stake: Stake, where: Where | Extent | None) -> Owed | None:
        """What is owed of a thing where the text gives a percentage, or no number. How much of a
        thing lies in one area no level tells."""
        if deed.number == "stated" and not deed.percent:
            return None
        if not deed.percent:
            return Owed(None, is_to_be_agreed=deed.number == "to-be-agreed")
        base = None if isinstance(where, Where) else self.base(deed, stake)
        return Owed(deed.amount, base, self.shares(deed, stake, where))

    def base(self, deed: Deed, stake: Stake) -> Base | None:
        """How many there are of what a deed counts: from that nobody gains."""
        return base_of(deed, self.agreement, lambda name: self.base_level(name, stake.of_nobody()))

    def base_level(self, name: str, stake: Stake) -> LevelTrack:
        return self._draw(
            ("base", name, stake), lambda: track_base(name, self.record, stake, self.judge)
        )

    def shares(self, deed: Deed, stake: Stake, where: Where | Extent | None) -> Counter:
        return self._draw(
            ("shares", deed, stake, where),
            lambda: count_shares(deed, self.agreement, self.record, stake, self.judge, where),
        )

    def counter(
        self,
        deeds: tuple[Deed, ...],
        stake: Stake,
        class_name: str | None,
        where: Where | Extent | None = None,
    ) -> Counter:
        return self._draw(
            ("counter", deeds, stake, class_name, where),
            lambda: count(deeds, self.agreement, self.record, stake, self.judge, class_name, where),
        )

    def level(self, name: str, stake: Stake) -> LevelTrack:
        return self._draw(
            ("level", name, stake), lambda: track_level(name, self.record, stake, self.judge)
        )

    def deed_counter(self, deed: Deed) -> Counter:
        """The counter of a deed named in a condition."""
        return self.counter((deed,), stake_in_condition(deed, self.agreement), None)

    def class_counter(self, deed: Deed, class_name: str) -> Counter:
        """The same of one class of its thing."""
        return self.counter((deed,), stake_in_condition(deed, self.agreement), class_name)

    def deed_done(self, deed: Deed) -> Timeline[Truth]:
        """Whether a deed named in a condition has been done, once done for good."""
        return self._draw(("done", deed), lambda: latched(self._deed_done(deed)))

    def deed_owed(self, deed: Deed) -> Owed | None:
        """How much of a deed named in a condition is meant, where that is not a plain number."""
        return self.owed(deed, stake_in_condition(deed, self.agreement), None)

    def _deed_done(self, deed: Deed) -> Timeline[Truth]:
        """All of it, and of each class as much as the deed says."""
        result = self._whole_done(deed)
        for share in deed.shares:
            result = result.combine(self._share_done(deed, share), Truth.__and__)
        return result

    def _share_done(self, deed: Deed, share: Share) -> Timeline[Truth]:
        counter = self.class_counter(deed, share.class_name)
        return counter.surely.combine(
            counter.claimed,
            lambda low, high: Truth(low >= share.amount.low, high >= share.amount.low),
        )

    def _whole_done(self, deed: Deed) -> Timeline[Truth]:
        counter, owed = self.deed_counter(deed), self.deed_owed(deed)
        both = counter.surely.combine(counter.claimed, lambda low, high: (low, high))
        if owed is None:
            target = deed.amount.low if deed.amount else 1
            return both.map(lambda known: Truth(known[0] >= target, known[1] >= target))
        instants = {*both.instants, *owed.changes()}
        before = owed.is_done(*both.at(BEGINNING), BEGINNING)
        return from_steps(before, [(t, owed.is_done(*both.at(t), t)) for t in instants])

    def linkages_on(self, subject: Subject) -> frozenset[str]:
        """Whose linkages on a subject are held."""
        holders = {one.holder for one in subject.linkages}
        return frozenset(holder for holder in holders if self._holds(holder, subject.name))

    def _holds(self, holder: str, name: str) -> bool:
        return holder in self.judge.of(linkage_identity(name, holder)).viewpoint.linkages_of

    def declaration(self, phase: str, holder: str) -> Declaration:
        return self._draw(
            ("declared", phase, holder),
            lambda: declaration_of(phase, holder, self.agreement, self.record, self.judge),
        )

    def history(self) -> History:
        """What no longer stands in the record, and for which entry it fell."""
        return self._draw(("history",), lambda: History(self.record.withdrawn))

    def acts(self) -> Acts:
        """Every act in the record, weighed."""
        return self._draw(("acts",), lambda: acts_in(self.agreement, self.record, self.judge))

    def _findings(self, row: Row) -> tuple[Claim, ...]:
        """Quoted findings and rulings on the stipulation by bodies competent for it."""
        return tuple(
            claim
            for claim in self.record.claims
            if isinstance(claim.content, StateContent)
            and _is_about(claim.content, row)
            and claim.stance in ("finds", "rules")
            and self._may_find(claim, row.stake)
        )

    def _may_find(self, claim: Claim, stake: Stake) -> bool:
        recognised = self.judge.of(finding_identity(claim)).viewpoint.recognises
        return stake.may_find(claim, recognised)

    def _tallies(self, row: Row, measured: DeedClause) -> tuple[Tally, ...]:
        assert measured.each_period is not None, "only quotas have tallies"
        period = measured.each_period
        return self._draw(
            ("tallies", measured.deed, row.class_name, row.stake),
            lambda: tallies(measured.deed, self.agreement, self.record, row.stake, self.judge,
                            period, row.class_name),
        )  # fmt: skip

    def drawn_again(self, key: tuple[Any, ...]) -> object:
        """A counter or a level, drawn for the same as another docket's."""
        match key:
            case ("counter", deeds, stake, class_name, where):
                return self.counter(deeds, stake, class_name, where)
            case ("shares", deed, stake, where):
                return self.shares(deed, stake, where)
            case ("base", name, stake):
                return self.base_level(name, stake)
            case ("level", name, stake):
                return self.level(name, stake)
            case _:
                return None

    def drawn(self) -> tuple[tuple[Any, object], ...]:
        """Everything drawn so far, by what it was drawn for."""
        return tuple(self._drawn.items())

    def sharing(self, record: Record, keep: Callable[[object], bool]) -> "Docket":
        """A docket of another record that shares what this one drew, where it may be kept."""
        kept = {key: drawn for key, drawn in self._drawn.items() if keep(drawn)}
        return replace(self, record=record, _drawn=kept)

    def _draw(self, key: Hashable, draw: Callable[[], Drawn]) -> Drawn:
        if key not in self._drawn:
            self._drawn[key] = draw()
        return cast(Drawn, self._drawn[key])


def _extent(row: Row, agreement: Agreement) -> Extent | None:
    """A duty in or from an area is done in all of it, as far as it counts nothing there."""
    if row.kind != "duty" or not isinstance(row.measured, DeedClause):
        return None
    deed = row.measured.deed
    is_of_area = deed.origin in agreement.areas or deed.place in agreement.areas
    is_counted = deed.amount is not None and not deed.percent
    return Extent() if is_of_area and not is_counted else None


# --- Findings -------------------------------------------------------------------------------


def _is_about(content: StateContent, row: Row) -> bool:
    """Findings on a stage are about its rows. A finding on the whole is about every stage where
    it says that all was done, or that it was breached; else about the stage that is the whole."""
    if content.subject == row.path:
        return True
    of_all = content.verb in ("find-done", "find-breached")
    return content.subject == row.name and (of_all or row.is_whole)


def _finding(claim: Claim) -> Finding | None:
    assert isinstance(claim.content, StateContent), "a finding"
    verb = claim.content.verb
    return None if verb == "declare-open" else verb


def _when(claim: Claim) -> Interval:
    assert isinstance(claim.content, StateContent), "an act"
    return claim.content.when


def amount_truth(low: float, high: float, target: float) -> Truth:
    return TRUE if low >= target else UNKNOWN if high >= target else FALSE


def target_of(deed: Deed) -> Range:
    """How much is owed: the stated quantity, or once."""
    return deed.amount or Range(1, 1)
