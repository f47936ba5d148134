"""How one bearer stands with one limb, or with one stage of it; and how a phase stands."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from servanda.agreement import model
from servanda.agreement.model import Condition, DeedClause, LevelClause, MayClause, TextClause
from servanda.evidence.issue import Issue
from servanda.evidence.ladder import Stake
from servanda.evidence.matching import Where
from servanda.values.bounds import FALSE, TRUE, Truth
from servanda.values.instant import NEVER, Duration, Instant, Interval
from tests.reference.acts_plain import Act
from tests.reference.bases_plain import Share
from tests.reference.testimony import Count

Key = tuple[str, tuple[str, ...], int]  # name, bearer, number of the limb among the bearer's
Limb = DeedClause | LevelClause | TextClause | MayClause
Deadline = (
    model.WithinClause
    | model.ByDateClause
    | model.ByAgreementClause
    | model.BeforeClause
    | model.AheadClause
)


@dataclass
class Moment:
    """A moment within bounds: when it possibly came, and when it surely had."""

    possibly: Instant = NEVER
    surely: Instant = NEVER

    def note(self, truth: Truth, at: Instant) -> None:
        if not truth.possible and self.surely == NEVER:
            self.possibly = NEVER
        if truth.possible and self.possibly == NEVER:
            self.possibly = at
        if truth.sure and self.surely == NEVER:
            self.surely = at


@dataclass
class Incident:
    """What was so, all through the time of an incident and at any instant of it."""

    forces: list[Truth] = field(default_factory=list)
    exceptions: list[Truth] = field(default_factory=list)
    over: bool = False


@dataclass
class Extension:
    """To when, or by how long, how surely, and how long the clock had stood when it was made."""

    act: str
    to: Instant | None
    by: Duration | None
    truth: Truth
    stood: tuple[int, int]


@dataclass
class Standing:
    """How one bearer stands with one limb."""

    name: str
    kind: str
    bearer: tuple[str, ...]
    limb: int
    owed: Limb
    clauses: tuple[model.Clause, ...]
    outcome: Count | None = None
    own: Count | None = None
    base: Count | None = None
    pieces: Count | None = None  # of a stage that is an area: what was done in a part of it
    longer: Count | None = None
    share: Share | None = None  # where the text does not simply say how many
    stake: Stake = field(default_factory=Stake)
    of_class: str | None = None
    stage: str | None = None
    where: Where | None = None
    part_before: float = 0.0  # which part of its amount the stages before it make
    is_whole: bool = True  # what is found short of all of it is found of this
    after_all: tuple[Condition, ...] = ()  # without which it is not triggered, whatever else
    lapses: Condition | None = None
    clock_sure_late: bool = False  # what starts its clock is sure only once its time is over
    trigger_sure_late: bool = False

    acts: list[Act] = field(default_factory=list)
    works: dict[str, Truth] = field(default_factory=dict)  # of each act that has begun
    extensions: list[Extension] = field(default_factory=list)
    triggered: Truth = FALSE
    triggered_at: Moment = field(default_factory=Moment)
    clock: Moment = field(default_factory=Moment)
    set_due: Moment = field(default_factory=Moment)
    stood: tuple[int, int] = (0, 0)
    due: Moment = field(default_factory=Moment)
    done: Truth = FALSE
    done_at: Moment = field(default_factory=Moment)
    expired: Truth = FALSE
    over: Truth = FALSE
    barred: Truth = FALSE
    barred_at: Moment = field(default_factory=Moment)
    renewals: tuple[int, int] = (0, 0)
    added: tuple[int, int] = (0, 0)
    ended: Truth = FALSE
    ended_at: Instant = NEVER
    suspended: Truth = FALSE
    held_back: Truth = FALSE
    stopped: Truth = FALSE
    absences: list[tuple[Instant, Instant]] = field(default_factory=list)  # surely not in force
    excuse: Truth = FALSE  # at this instant
    excused: Truth = FALSE
    failed: Truth = FALSE
    before_move: Truth = FALSE
    rescheduled: Truth = FALSE
    breach: Truth = FALSE
    shown_short: bool = False
    waived: Truth = FALSE
    terminated: Truth = FALSE
    broken_off: Truth = FALSE
    replaced: Truth = FALSE
    superseded: Truth = FALSE
    nobodys: list[Issue] = field(default_factory=list)  # of a ban: what nobody's name stands on
    nobodys_incidents: dict[str, Incident] = field(default_factory=dict)
    unattributed: set[str] = field(default_factory=set)
    incidents: dict[str, Incident] = field(default_factory=dict)
    confirmed: set[str] = field(default_factory=set)
    alleged: set[str] = field(default_factory=set)
    excused_incidents: set[str] = field(default_factory=set)

    @property
    def key(self) -> Key:
        return self.name, self.bearer, self.limb

    @property
    def counted(self) -> Share | None:
        """What is owed of a base, as that stood when it was due."""
        return None if self.share is None else replace(self.share, due=self.due.surely)

    @property
    def path(self) -> str:
        return f"{self.name}/{self.stage}" if self.stage else self.name

    @property
    def released(self) -> Truth:
        return self.waived | self.terminated | self.superseded

    @property
    def in_force(self) -> Truth:
        return self.triggered & ~self.ended & ~self.suspended & ~self.released

    def note_absence(self, now: Instant) -> None:
        away = bool(self.absences) and self.absences[-1][1] == NEVER
        gone = self.suspended.sure or self.released.sure
        if gone and not away:
            self.absences.append((now, NEVER))
        elif away and not gone:
            self.absences[-1] = self.absences[-1][0], now

    @property
    def has_deadline(self) -> bool:
        return self.due.possibly < NEVER or self.due.surely < NEVER

    @property
    def is_public(self) -> bool:
        return not self.has(model.NotPublicClause)

    @property
    def is_one_off(self) -> bool:
        return self.kind == "duty" and isinstance(self.owed, DeedClause) and self.base is None

    def conditions(self, kind: type[model.FromClause] | type[model.UntilClause] |
                   type[model.UnlessClause]) -> list[Condition]:  # fmt: skip
        return [clause.condition for clause in self.clauses if isinstance(clause, kind)]

    def suspensions(self) -> Iterator[tuple[Condition, bool]]:
        for clause in self.clauses:
            if isinstance(clause, model.WhileClause):
                yield model.Not(clause.condition), False
            if isinstance(clause, model.SuspendedWhileClause):
                yield clause.condition, clause.clock == "stops"

    def has(self, kind: type[model.Clause]) -> bool:
        return any(isinstance(clause, kind) for clause in self.clauses)

    def between(self) -> model.BetweenClause | model.DaysClause | None:
        dates: list[model.BetweenClause | model.DaysClause]
        dates = [clause for clause in self.clauses if isinstance(clause, model.BetweenClause)]
        days = [clause for clause in self.clauses if isinstance(clause, model.DaysClause)]
        found = dates or days
        return found[-1] if found else None

    def first_day(self) -> Condition | None:
        """Before which it is not owed: the first of two dates, or so many days after a day."""
        between = self.between()
        if isinstance(between, model.BetweenClause):
            return model.DateHasCome(between.start)
        if between is None:
            return None
        if between.first == 1:
            return between.of
        return model.Delayed(Duration(between.first - 1, "day"), between.of)

    def deadline(self) -> Deadline | None:
        """The last that is said; what is due between two days is due by the second."""
        found: Deadline | None = None
        for clause in self.clauses:
            if isinstance(clause, model.BetweenClause):
                found = model.ByDateClause(clause.end)
            elif isinstance(clause, model.DaysClause):
                found = model.WithinClause(Duration(clause.last - 1, "day"), clause.of)
            elif isinstance(clause, Deadline):
                found = clause
        return found

    def starts_clock(self) -> Condition | None:
        match self.deadline():
            case model.WithinClause(of=condition):
                return condition
            case model.BeforeClause(condition) | model.AheadClause(_, condition):
                return condition
            case _:
                return None

    def end_date(self) -> Instant | None:
        """The date until which it is in force, if that alone ends it."""
        ends = self.conditions(model.UntilClause)
        if len(ends) == 1 and isinstance(ends[0], model.DateHasCome):
            return ends[0].instant
        return None

    def is_extended_in_force(self) -> bool:
        """Whether an extension moves the end of its time in force, and no deadline."""
        is_timed = self.has(model.ForClause) or self.end_date() is not None
        return is_timed and self.deadline() is None

    def effort(self) -> list[bool]:
        """For each "best effort": whether it is owed only afterwards."""
        return [c.afterwards for c in self.clauses if isinstance(c, model.BestEffortClause)]


@dataclass
class Gate:
    """How a phase stands."""

    name: str
    clauses: tuple[model.Clause, ...]
    after_all: tuple[Condition, ...] = ()
    lapses: Condition | None = None
    acts: list[Act] = field(default_factory=list)
    works: dict[str, Truth] = field(default_factory=dict)
    opened: Truth = FALSE
    ended: Truth = FALSE
    lapsed: Truth = FALSE
    holding: Truth = TRUE
    suspended: Truth = FALSE
    terminated: Truth = FALSE

    ended_while_closed: dict[str, Truth] = field(default_factory=dict)  # had that never opened

    def is_open_unless(self, other: str) -> Truth:
        """Whether it is open in the case that another has not opened so far."""
        ended = self.ended_while_closed.get(other, self.ended)
        over = ended | ((self.terminated | self.lapsed) & self.opened)
        return self.opened & self.holding & ~over & ~self.suspended

    @property
    def is_over(self) -> Truth:
        return self.ended | ((self.terminated | self.lapsed) & self.opened)

    @property
    def is_open(self) -> Truth:
        return self.opened & self.holding & ~self.is_over & ~self.suspended


def covers(when: Interval, at: Instant) -> bool:
    """Whether the time since the last instant lies in a moment, its first instant left out."""
    return when.start < at <= when.end
