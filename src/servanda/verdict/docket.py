"""The docket: what one question lays before the engine, and the evidence drawn from it once.

Counters, levels and tallies depend only on the record, the viewpoint and the standard of proof;
every stipulation, reading and date that needs one looks it up here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeAlias, TypeVar, cast

from servanda.agreement.model import Agreement, DeedClause, LevelClause
from servanda.agreement.subjects import Subject
from servanda.evidence.base import Base, base_of, track_base
from servanda.evidence.counter import Counter, count, count_shares, with_settled
from servanda.evidence.issue import Issue, Judge
from servanda.evidence.ladder import Stake
from servanda.evidence.level import LevelTrack, track_level
from servanda.evidence.matching import Extent, Where
from servanda.evidence.tally import Tally, tallies
from servanda.record.model import ActContent, Claim, Record, StateContent
from servanda.record.standing import History
from servanda.values.bounds import Truth
from servanda.values.deed import Deed
from servanda.values.instant import Duration, Interval
from servanda.values.quantity import exactly
from servanda.values.timeline import Timeline, from_steps, latched
from servanda.verdict.acts import Acts, acts_in
from servanda.verdict.basis import Basis, finding_of
from servanda.verdict.declarations import (
    Declaration,
    declaration_of,
    finding_identity,
    linkage_identity,
)
from servanda.verdict.drawn import Done, rests_on_any, seats, share_done, touches, whole_done
from servanda.verdict.owed import Owed
from servanda.verdict.stakes import stake_in_base, stake_in_condition
from servanda.verdict.terms import Row
from servanda.verdict.unattributed import without_author

Drawn = TypeVar("Drawn")
Account: TypeAlias = dict[tuple[Any, ...], object]  # what was asked for, in order, and the answers


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

    `text` is the agreement as it was agreed, where the record seats somebody in it. Whoever works
    something out from a `watched` docket learns what it was worked out from.
    """

    agreement: Agreement
    record: Record
    judge: Judge
    text: Agreement | None = None
    seats: tuple[Seat, ...] = ()
    # The same without the issues settled by hand.
    unsettled: "Docket | None" = field(default=None, compare=False, repr=False)
    _drawn: dict[tuple[Any, ...], object] = field(default_factory=dict, compare=False, repr=False)
    _settled: dict[tuple[Any, ...], tuple[Counter, Counter]] = field(
        default_factory=dict, compare=False, repr=False
    )  # counters as drawn, and as settled by hand
    _watched: "tuple[Docket, Account, tuple[Any, ...]] | None" = field(
        default=None, compare=False, repr=False
    )

    def basis(self, row: Row) -> Basis:
        """The evidence for a row, with the findings about its stipulation."""
        findings = self.findings(row.name, row.path, row.is_whole, row.stake)
        steps = [(_when(claim).start + 1, finding_of(claim)) for claim in findings]
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
        own = frozenset(row.bearer) if deed.mutual else frozenset[str]()
        return self.unattributed(deed, row.stake, row.class_name, row.where, own)

    def unattributed(
        self,
        deed: Deed,
        stake: Stake,
        class_name: str | None,
        where: Where | None,
        own: frozenset[str],
    ) -> tuple[Issue, ...]:
        counter = self.counter((deed,), stake, class_name, where)
        return self._draw(
            ("unattributed", deed, stake, class_name, where, own),
            lambda: tuple(without_author(counter.events, self.record, own)),
        )

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
            tally = self.tallies(measured.deed, stake, measured.each_period, row.class_name)
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
            ("base_level", name, stake), lambda: track_base(name, self.record, stake, self.judge)
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
            ("level", name, stake),
            lambda: track_level(self.agreement.levels[name], self.record, stake, self.judge),
        )

    def deed_counter(self, deed: Deed) -> Counter:
        """The counter of a deed named in a condition."""
        return self.counter((deed,), stake_in_condition(deed, self.agreement), None)

    def class_counter(self, deed: Deed, class_name: str) -> Counter:
        """The same of one class of its thing."""
        return self.counter((deed,), stake_in_condition(deed, self.agreement), class_name)

    def deed_done(self, deed: Deed) -> Timeline[Truth]:
        """Whether a deed named in a condition has been done, once done for good."""
        return self.done(deed).truth

    def done(self, deed: Deed) -> Done:
        return self._draw(("done", deed), lambda: self._deed_done(deed))

    def deed_owed(self, deed: Deed) -> Owed | None:
        """How much of a deed named in a condition is meant, where that is not a plain number."""
        return self.owed(deed, stake_in_condition(deed, self.agreement), None)

    def _deed_done(self, deed: Deed) -> Done:
        """All of it, and of each class as much as the deed says."""
        counter, owed = self.deed_counter(deed), self.deed_owed(deed)
        result, counters = whole_done(deed, counter, owed), [counter]
        for share in deed.shares:
            of_class = self.class_counter(deed, share.class_name)
            result = result.combine(share_done(of_class, share), Truth.__and__)
            counters.append(of_class)
        if owed is not None and owed.shares is not None:
            counters.append(owed.shares)
        tracks = owed.tracks() if owed is not None else ()
        return Done(latched(result), tuple(counters), tracks)

    def linkages_on(self, subject: Subject) -> frozenset[str]:
        """Whose linkages on a subject are held."""
        holders = {one.holder for one in subject.linkages}
        return frozenset(holder for holder in holders if self._holds(holder, subject.name))

    def _holds(self, holder: str, name: str) -> bool:
        return holder in self.judge.of(linkage_identity(name, holder)).viewpoint.linkages_of

    def declaration(self, phase: str, holder: str) -> Declaration:
        return self._draw(
            ("declaration", phase, holder),
            lambda: declaration_of(phase, holder, self.agreement, self.record, self.judge),
        )

    def history(self) -> History:
        """What no longer stands in the record, and for which entry it fell."""
        return self._draw(("history",), lambda: History(self.record.withdrawn))

    def acts(self) -> Acts:
        """Every act in the record, weighed."""
        return self._draw(("acts",), lambda: acts_in(self.agreement, self.record, self.judge))

    def findings(self, name: str, path: str, is_whole: bool, stake: Stake) -> tuple[Claim, ...]:
        """Quoted findings and rulings on a stipulation, or on a stage of it, by bodies competent
        for it."""
        return self._draw(
            ("findings", name, path, is_whole, stake),
            lambda: tuple(
                claim
                for claim in self.record.on(("state",))
                if isinstance(claim.content, StateContent)
                and _is_about(claim.content, name, path, is_whole)
                and claim.stance in ("finds", "rules")
                and self._may_find(claim, stake)
            ),
        )

    def _may_find(self, claim: Claim, stake: Stake) -> bool:
        recognised = self.judge.of(finding_identity(claim)).viewpoint.recognises
        return stake.may_find(claim, recognised)

    def tallies(
        self, deed: Deed, stake: Stake, period: Duration, class_name: str | None
    ) -> tuple[Tally, ...]:
        return self._draw(
            ("tallies", deed, stake, period, class_name),
            lambda: tallies(
                deed, self.agreement, self.record, stake, self.judge, period, class_name
            ),
        )

    # --- What one question may take over from another ---

    def drawn_again(self, key: tuple[Any, ...]) -> object:
        """What was drawn for another question, drawn for this one."""
        name, *about = key
        return getattr(self, name)(*about)

    def drawn(self) -> tuple[tuple[Any, object], ...]:
        """Everything drawn so far, by what it was drawn for."""
        return tuple(self._drawn.items())

    def sharing(self, record: Record, keep: Callable[[object], bool]) -> "Docket":
        """A docket of another record that shares what this one drew, where it may be kept."""
        kept = {key: drawn for key, drawn in self._drawn.items() if keep(drawn)}
        return replace(self, record=record, unsettled=None, _drawn=kept, _settled={})

    def joined_by(self, claims: tuple[Claim, ...], record: Record) -> "Docket | None":
        """The docket of a record that these claims have joined; it shares what they do not touch.
        None where they may seat somebody, are acts, or bear on what others say."""
        others = (seats(c) or isinstance(c.content, ActContent) or c.corrects for c in claims)
        if self.seats or record.retractions or any(others):
            return None
        kept = {
            key: drawn
            for key, drawn in self._drawn.items()
            if not any(touches(claim, key, drawn, self.agreement) for claim in claims)
        }
        return replace(self, record=record, unsettled=None, _drawn=kept)

    def apart(self, record: Record, judge: Judge) -> "Docket":
        """A docket of the same agreement on another record or judge, that shares nothing."""
        return replace(
            self, record=record, judge=judge, unsettled=None, _drawn={}, _settled={}, _watched=None
        )

    def settled(self, decisions: Mapping[str, bool]) -> "Docket":
        """The same with these issues decided by hand; it shares what is no matter of them."""
        judge = replace(self.judge, settled=dict(decisions))
        return replace(self, judge=judge, unsettled=self.unwatched, _drawn={}, _watched=None)

    def watched(self, account: Account, under: tuple[Any, ...] = ()) -> "Docket":
        """The same, which writes into an account, under a heading, all that is asked of it."""
        return replace(self, _watched=(self.unwatched, account, under))

    @property
    def unwatched(self) -> "Docket":
        return self if self._watched is None else self._watched[0]

    def _draw(self, key: tuple[Any, ...], draw: Callable[[], Drawn]) -> Drawn:
        if self._watched is not None:  # what it is drawn from is not asked for
            docket, account, under = self._watched
            drawn = account[(*under, *key)] = docket.drawn_again(key)
            return cast(Drawn, drawn)
        if key not in self._drawn:
            shared = self._shared(key)
            self._drawn[key] = draw() if shared is None else shared
        return cast(Drawn, self._drawn[key])

    def _shared(self, key: tuple[Any, ...]) -> object | None:
        """What is drawn the same, or nearly so, with issues settled by hand and without."""
        if self.unsettled is None:
            return None
        drawn = self.unsettled.drawn_again(key)
        if not rests_on_any(drawn, self.judge.settled):
            return drawn
        return self._with_settled(key, drawn) if isinstance(drawn, Counter) else None

    def _with_settled(self, key: tuple[Any, ...], counter: Counter) -> Counter | None:
        """The counter with the issues settled by hand, drawn once for all settlements that are
        alike in its own issues; None where it must be drawn anew."""
        settled = self.judge.settled
        own = tuple((one.id, settled[one.id]) for one in counter.issues if one.id in settled)
        drawn = self._settled.get((key, own))
        if drawn is None or drawn[0] is not counter:
            result = with_settled(counter, settled, self.agreement.in_force)
            if result is None:
                return None
            drawn = self._settled[key, own] = (counter, result)
        return drawn[1]


def _extent(row: Row, agreement: Agreement) -> Extent | None:
    """A duty in or from an area is done in all of it, as far as it counts nothing there."""
    if row.kind != "duty" or not isinstance(row.measured, DeedClause):
        return None
    deed = row.measured.deed
    is_of_area = deed.origin in agreement.areas or deed.place in agreement.areas
    is_counted = deed.amount is not None and not deed.percent
    return Extent() if is_of_area and not is_counted else None


# --- Findings -------------------------------------------------------------------------------


def _is_about(content: StateContent, name: str, path: str, is_whole: bool) -> bool:
    """Findings on a stage are about its rows. A finding on the whole is about every stage where
    it says that all was done, or that it was breached; else about the stage that is the whole."""
    if content.subject == path:
        return True
    of_all = content.verb in ("find-done", "find-breached")
    return content.subject == name and (of_all or is_whole)


def _when(claim: Claim) -> Interval:
    assert isinstance(claim.content, StateContent), "an act"
    return claim.content.when
