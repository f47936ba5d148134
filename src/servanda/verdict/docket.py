"""The docket: what one question lays before the engine, and the evidence drawn from it once.

Counters, levels and tallies depend only on the record, the viewpoint and the standard of proof;
every stipulation, reading and date that needs one looks it up here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeAlias, TypeVar, cast

from servanda.agreement.model import Agreement, DeedClause, LevelClause
from servanda.evidence.base import Base, base_of, track_base
from servanda.evidence.counter import Counter, count, count_shares, with_settled
from servanda.evidence.issue import Judge
from servanda.evidence.ladder import Stake
from servanda.evidence.level import LevelTrack, track_level
from servanda.evidence.matching import Where, principal
from servanda.evidence.tally import Tally, tallies
from servanda.record.model import (
    ActContent,
    Claim,
    Record,
    StateContent,
)
from servanda.values.bounds import FALSE, TRUE, UNKNOWN, Truth
from servanda.values.deed import Deed, Share
from servanda.values.instant import BEGINNING, Duration
from servanda.values.quantity import Range
from servanda.values.timeline import Timeline, constant, from_steps, latched
from servanda.verdict.acts import Acts, acts_in
from servanda.verdict.declaration import Declaration, declaration_of, when_of
from servanda.verdict.drawn import Done, rests_on_any, seats, touches
from servanda.verdict.owed import Owed
from servanda.verdict.terms import Row, parties

Drawn = TypeVar("Drawn")
Account: TypeAlias = dict[
    tuple[Any, ...], object
]  # what was asked for, in that order, and the answers
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
    pieces: Counter | None = None  # of a stage that is an area: what was done in a part of it
    longer: Counter | None = None  # what makes the term of the row longer


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
    _watched: "tuple[Docket, Account] | None" = field(default=None, compare=False, repr=False)

    def basis(self, row: Row) -> Basis:
        """The evidence for a row, with the findings about its stipulation."""
        findings = self.findings(row.name, row.path, row.is_whole, row.stake)
        steps = [(when_of(claim).start + 1, _finding(claim)) for claim in findings]
        return replace(
            self._measures(row),
            found=from_steps(None, steps),
            findings=findings,
            longer=self._longer(row),
        )

    def _longer(self, row: Row) -> Counter | None:
        if row.terms.longer is None:
            return None
        deed = row.terms.longer.deed
        return self.counter((deed,), self._base_stake(deed), None)

    def _measures(self, row: Row) -> Basis:
        measured, stake = row.measured, row.stake
        if isinstance(measured, LevelClause):
            return Basis(level=self.level(measured.level.level, stake))
        if not isinstance(measured, DeedClause):
            return Basis()
        performance = self.counter((measured.deed,), stake, row.class_name, row.where)
        also = (measured.deed, *row.terms.outcome_also)
        outcome = self.counter(also, stake, row.class_name, row.where)
        base = tally = None
        if measured.for_each is not None:
            base = self.counter((measured.for_each,), self._base_stake(measured.for_each),
                                row.terms.counting_only)  # fmt: skip
        if measured.each_period is not None:
            tally = self.tallies(measured.deed, stake, measured.each_period, row.class_name)
        owed = None if row.class_name else self.owed(measured.deed, stake, row.where)
        pieces = None
        if row.where is not None and row.where.inside == measured.deed.origin:
            part = replace(row.where, is_piece=True)
            pieces = self.counter((measured.deed,), stake, row.class_name, part)
        return Basis(outcome, performance, base, None, tally or (), owed=owed, pieces=pieces)

    def owed(self, deed: Deed, stake: Stake, where: Where | None) -> Owed | None:
        """What is owed of a thing where the text gives a percentage, or no number. How much of a
        thing lies in one area no level tells."""
        if deed.number == "stated" and not deed.percent:
            return None
        if not deed.percent:
            return Owed(None, is_to_be_agreed=deed.number == "to-be-agreed")
        base = None if where else self.base(deed, stake)
        return Owed(deed.amount, base, self.shares(deed, stake, where))

    def base(self, deed: Deed, stake: Stake) -> Base | None:
        """How many there are of what a deed counts: from that nobody gains."""
        return base_of(deed, self.agreement, lambda name: self.base_level(name, stake.of_nobody()))

    def base_level(self, name: str, stake: Stake) -> LevelTrack:
        return self._draw(
            ("base", name, stake), lambda: track_base(name, self.record, stake, self.judge)
        )

    def shares(self, deed: Deed, stake: Stake, where: Where | None) -> Counter:
        return self._draw(
            ("shares", deed, stake, where),
            lambda: count_shares(deed, self.agreement, self.record, stake, self.judge, where),
        )

    def counter(
        self,
        deeds: tuple[Deed, ...],
        stake: Stake,
        class_name: str | None,
        where: Where | None = None,
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
        return self.counter((deed,), self._condition_stake(deed), None)

    def deed_done(self, deed: Deed) -> Timeline[Truth]:
        """Whether a deed named in a condition has been done, once done for good."""
        return self._draw(("done", deed), lambda: self._deed_done(deed)).truth

    def deed_owed(self, deed: Deed) -> Owed | None:
        """How much of a deed named in a condition is meant, where that is not a plain number."""
        return self.owed(deed, self._condition_stake(deed), None)

    def _deed_done(self, deed: Deed) -> Done:
        """All of it, and of each class as much as the deed says."""
        counter, owed = self.deed_counter(deed), self.deed_owed(deed)
        result, counters = self._whole_done(deed, counter, owed), [counter]
        for share in deed.shares:
            of_class = self.counter((deed,), self._condition_stake(deed), share.class_name)
            result = result.combine(_share_done(of_class, share), Truth.__and__)
            counters.append(of_class)
        if owed is not None and owed.shares is not None:
            counters.append(owed.shares)
        tracks = owed.tracks() if owed is not None else ()
        return Done(latched(result), tuple(counters), tracks)

    def _whole_done(self, deed: Deed, counter: Counter, owed: Owed | None) -> Timeline[Truth]:
        both = counter.surely.combine(counter.claimed, lambda low, high: (low, high))
        if owed is None:
            target = deed.amount.low if deed.amount else 1
            return both.map(lambda known: Truth(known[0] >= target, known[1] >= target))
        instants = {*both.instants, *owed.changes()}
        before = owed.is_done(*both.at(BEGINNING), BEGINNING)
        return from_steps(before, [(t, owed.is_done(*both.at(t), t)) for t in instants])

    def declaration(self, phase: str, holder: str) -> Declaration:
        return self._draw(
            ("declared", phase, holder),
            lambda: declaration_of(phase, holder, self.agreement, self.record, self.judge),
        )

    def acts(self) -> Acts:
        """Every act in the record, weighed."""
        return self._draw(("acts",), lambda: acts_in(self.agreement, self.record, self.judge))

    def findings(self, name: str, path: str, is_whole: bool, stake: Stake) -> tuple[Claim, ...]:
        """Quoted findings and rulings on a stipulation, or on a stage, by competent bodies."""
        recognised = self.judge.viewpoint.recognises
        return self._draw(
            ("findings", name, path, is_whole, stake),
            lambda: tuple(
                claim
                for claim in self.record.on(("state",))
                if isinstance(claim.content, StateContent)
                and _is_about(claim.content, name, path, is_whole)
                and claim.stance in ("finds", "rules")
                and stake.may_find(claim, recognised)
            ),
        )

    def tallies(
        self, deed: Deed, stake: Stake, period: Duration, class_name: str | None
    ) -> tuple[Tally, ...]:
        return self._draw(
            ("tallies", deed, stake, period, class_name),
            lambda: tallies(
                deed, self.agreement, self.record, stake, self.judge, period, class_name
            ),
        )

    def _condition_stake(self, deed: Deed) -> Stake:
        """Of a deed that sets something off, the other parties gain from its having been done."""
        actors = {principal(actor) for actor in deed.actors}
        own = parties(self.agreement) & actors
        return Stake(gain_for=parties(self.agreement) - actors if own else frozenset())

    def _base_stake(self, deed: Deed) -> Stake:
        """Of a ratio's base, its actor gains from its having been done."""
        actors = frozenset(principal(actor) for actor in deed.actors)
        return Stake(gain_for=actors, gain_against=parties(self.agreement) - actors)

    # --- What one question may take over from another ---

    def drawn_again(self, key: tuple[Any, ...]) -> object:
        """What was drawn for another question, drawn for this one."""
        name, *about = key
        match name:
            case "done":
                return self._draw(key, lambda: self._deed_done(*about))
            case "base":
                return self.base_level(*about)
            case "declared":
                return self.declaration(*about)
            case _:
                return getattr(self, name)(*about)

    def drawn(self) -> tuple[tuple[Any, object], ...]:
        """Everything drawn so far, by what it was drawn for."""
        return tuple(self._drawn.items())

    def watched(self, account: Account) -> "Docket":
        """The same docket; what is drawn from it comes into the account."""
        return replace(self, _watched=(self.unwatched, account))

    @property
    def unwatched(self) -> "Docket":
        return self if self._watched is None else self._watched[0]

    def sharing(self, record: Record, keep: Callable[[object], bool]) -> "Docket":
        """A docket of another record that shares what this one drew, where it may be kept."""
        kept = {key: drawn for key, drawn in self._drawn.items() if keep(drawn)}
        return replace(self, record=record, unsettled=None, _drawn=kept)

    def joined_by(self, claims: tuple[Claim, ...], record: Record) -> "Docket | None":
        """The docket of a record that these claims have joined; it shares what they do not touch.
        None where they may seat somebody, or are acts."""
        if self.seats or any(seats(claim) or isinstance(claim.content, ActContent)
                             for claim in claims):  # fmt: skip
            return None
        kept = {
            key: drawn
            for key, drawn in self._drawn.items()
            if not any(touches(claim, key, drawn, self.agreement) for claim in claims)
        }
        return replace(self, record=record, unsettled=None, _drawn=kept)

    def apart(self, claims: tuple[Claim, ...]) -> "Docket":
        """A docket of these claims alone; it shares nothing."""
        record = replace(self.record, claims=claims)
        return replace(self, record=record, unsettled=None, _drawn={}, _watched=None)

    def settled(self, decisions: Mapping[str, bool]) -> "Docket":
        """The same with these issues decided by hand; it shares what is no matter of them."""
        judge = replace(self.judge, settled=dict(decisions))
        return replace(self, judge=judge, unsettled=self.unwatched, _drawn={}, _watched=None)

    def _draw(self, key: tuple[Any, ...], draw: Callable[[], Drawn]) -> Drawn:
        drawn = self._drawn.get(key)
        if drawn is None and self._watched is not None:  # what it is drawn from is not asked for
            drawn = self._watched[0].drawn_again(key)
        elif drawn is None:
            drawn = self._shared(key)
            drawn = self._drawn[key] = draw() if drawn is None else drawn
        if self._watched is not None:
            self._watched[1][key] = drawn
        return cast(Drawn, drawn)

    def _shared(self, key: tuple[Any, ...]) -> object | None:
        """What is drawn the same, or nearly so, with issues settled by hand and without."""
        if self.unsettled is None:
            return None
        drawn = self.unsettled.drawn_again(key)
        if not rests_on_any(drawn, self.judge.settled):
            return drawn
        if isinstance(drawn, Counter) and not drawn.bases:
            return self._with_settled(key, drawn)
        return None

    def _with_settled(self, key: tuple[Any, ...], counter: Counter) -> Counter:
        """The counter with the issues settled by hand, drawn once for all settlements that are
        alike in its own issues."""
        settled = self.judge.settled
        own = tuple((one.id, settled[one.id]) for one in counter.issues if one.id in settled)
        drawn = self._settled.get((key, own))
        if drawn is None or drawn[0] is not counter:
            result = with_settled(counter, settled, self.agreement.in_force)
            drawn = self._settled[key, own] = (counter, result)
        return drawn[1]


def _share_done(counter: Counter, share: Share) -> Timeline[Truth]:
    return counter.surely.combine(
        counter.claimed,
        lambda low, high: Truth(low >= share.amount.low, high >= share.amount.low),
    )


def _is_about(content: StateContent, name: str, path: str, is_whole: bool) -> bool:
    """Findings on a stage are about its rows. A finding on the whole is about every stage where
    it says that all was done, or that it was breached; else about the stage that is the whole."""
    if content.subject == path:
        return True
    of_all = content.verb in ("find-done", "find-breached")
    return content.subject == name and (of_all or is_whole)


def _finding(claim: Claim) -> Finding | None:
    assert isinstance(claim.content, StateContent), "a finding"
    verb = claim.content.verb
    return None if verb == "declare-open" else verb


def amount_truth(low: float, high: float, target: float) -> Truth:
    return TRUE if low >= target else UNKNOWN if high >= target else FALSE


def target_of(deed: Deed) -> Range:
    """How much is owed: the stated quantity, or once."""
    return deed.amount or Range(1, 1)
