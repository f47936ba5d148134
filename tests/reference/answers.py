"""From how things stand to the axes and the one plain word, rule by rule."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from servanda.agreement import model
from servanda.agreement.model import Agreement, DeedClause, LevelClause, TextClause
from servanda.agreement.readings import ReadingGroup, reading_groups
from servanda.evidence.issue import Judge
from servanda.evidence.ladder import Grade
from servanda.evidence.viewpoint import Viewpoint
from servanda.record.model import Record
from servanda.values.instant import NEVER, Duration, Instant
from servanda.values.quantity import UNBOUNDED, Range
from tests.reference.plain import Key, Standing, World, target
from tests.reference.testimony import Figure, Testimony


@dataclass(frozen=True)
class Answer:
    """What is said of one bearer and limb. `amount` is the outcome, low and high."""

    state: str
    force: str
    timeliness: str
    breach: str
    amount: Range | None


@dataclass(frozen=True)
class Asked:
    """An agreement and a record through somebody's eyes, with single issues settled by hand."""

    agreement: Agreement
    record: Record
    viewpoint: Viewpoint
    proof: Grade
    settled: tuple[tuple[str, bool], ...] = ()

    @property
    def judge(self) -> Judge:
        return Judge(self.viewpoint, self.proof, self.record.sources, dict(self.settled))


Answers = dict[Key, Answer]
Words = dict[str, str]


def answers(asked: Asked, dates: Sequence[Instant]) -> dict[Instant, tuple[Answers, Words]]:
    """At each date: every answer over all the readings held, and the word for every phase."""
    found: dict[Instant, list[tuple[Answers, Words]]] = {date: [] for date in dates}
    testimony = Testimony(asked.agreement, asked.record, asked.judge)
    for reading in ways_to_read(asked.agreement, asked.viewpoint):
        world = World(testimony, reading)
        for date in sorted(dates):
            world.live_until(date)
            found[date].append(
                (
                    {one.key: answer(world, one, date) for one in world.standings},
                    {name: word_of_phase(world, name) for name in world.gates},
                )
            )
    return {date: in_all(cases) for date, cases in found.items()}


def ways_to_read(agreement: Agreement, viewpoint: Viewpoint) -> Iterator[Mapping[str, str]]:
    """Every combination of the readings held: one for each group that is read alike."""
    groups = reading_groups(agreement)
    for chosen in product(*(held(group, viewpoint) for group in groups)):
        yield {
            name: reading
            for group, reading in zip(groups, chosen, strict=True)
            for name in group.members
        }


def held(group: ReadingGroup, viewpoint: Viewpoint) -> list[str]:
    own = {reading for name, reading in viewpoint.reads if name in group.members}
    considered = {reading for name, reading in viewpoint.considers if name in group.members}
    return [name for name in group.names if name in (own or considered or group.names)]


# --- Over all readings ---------------------------------------------------------------------------


def in_all(cases: Sequence[tuple[Answers, Words]]) -> tuple[Answers, Words]:
    keys = dict.fromkeys(key for rows, _ in cases for key in rows)
    together = {key: agreed([rows[key] for rows, _ in cases if key in rows]) for key in keys}
    phases = {
        name: one_of([words[name] for _, words in cases], "undetermined") for name in cases[0][1]
    }
    return together, phases


def agreed(cases: Sequence[Answer]) -> Answer:
    """What holds in all cases; an axis on which they part is undetermined."""
    states = {case.state for case in cases}
    otherwise = "done" if states == {"done", "done late"} else "undetermined"
    return Answer(
        one_of([case.state for case in cases], otherwise),
        one_of([case.force for case in cases], "undetermined"),
        one_of([case.timeliness for case in cases], "undetermined"),
        one_of([case.breach for case in cases], "undetermined"),
        hull([case.amount for case in cases]),
    )


def one_of(words: Sequence[str], otherwise: str) -> str:
    return words[0] if len(set(words)) == 1 else otherwise


def hull(amounts: Sequence[Range | None]) -> Range | None:
    known = [one for one in amounts if one is not None]
    if not known:
        return None
    return Range(min(one.low for one in known), max(one.high for one in known))


# --- One case ------------------------------------------------------------------------------------


def answer(world: World, one: Standing, at: Instant) -> Answer:
    state = word(world, one, at)
    return Answer(
        state, force(one), timeliness(world, one, at), breach(one, state), amount(world, one, at)
    )


def word_of_phase(world: World, name: str) -> str:
    gate = world.gates[name]
    if gate.ended.sure:
        return "ended"
    if gate.is_open.sure:
        return "open"
    return "undetermined" if gate.opened.possible else "not open"


def force(one: Standing) -> str:
    one_off = one.kind == "duty" and isinstance(one.owed, DeedClause) and one.base is None
    if one_off and one.done.sure:
        return "discharged"
    if not one.triggered.possible:
        return "pending"
    if one.ended.sure:
        return "lapsed"
    if not one.triggered.sure or one.ended.possible:
        return "undetermined"
    if one.suspended.sure:
        return "suspended"
    return "undetermined" if one.suspended.possible else "in force"


def breach(one: Standing, state: str) -> str:
    if one.kind == "ban" and isinstance(one.owed, DeedClause):
        if one.confirmed:
            return "incidents"
        if one.alleged:
            return "undetermined"
        return "excused" if one.excused_incidents else "none"
    if one.breach.sure:
        return "open"
    if one.failed.sure and not one.breach.possible:
        return "closed"
    if state == "excused":
        return "excused"
    return "undetermined" if one.failed.possible and state == "undetermined" else "none"


def timeliness(world: World, one: Standing, at: Instant) -> str:
    if one.kind in ("ban", "aim", "right") or isinstance(one.owed, TextClause):
        return "none"
    if not one.triggered.possible:
        return "not due"
    if isinstance(one.owed, DeedClause) and one.owed.each_period is not None:
        return timeliness_of_quota(world, one, one.owed, at)
    if not one.has_deadline:
        return "not due" if isinstance(one.deadline(), model.ByAgreementClause) else "open"
    if one.done.sure:
        return {"surely": "late", "perhaps": "undetermined", "no": "on time"}[lateness(one)]
    if one.breach.sure:
        return "overdue"
    if one.excused.sure or (one.expired.sure and one.suspended.sure):
        return "excused"
    return "undetermined" if one.expired.possible and True not in one.effort() else "open"


def lateness(one: Standing) -> str:
    """Done somewhere between two instants, due somewhere between two others."""
    if not one.has_deadline or one.done_at.surely <= one.due.possibly:
        return "no"
    later = one.done_at.possibly >= one.due.surely and one.done_at.possibly > one.due.possibly
    return "surely" if later else "perhaps"


# --- The word ------------------------------------------------------------------------------------


def word(world: World, one: Standing, at: Instant) -> str:
    if one.kind == "aim" or isinstance(one.owed, TextClause):
        return "tracked"
    if not one.triggered.possible:
        return "pending"
    if one.kind == "right":
        return word_of_right(one)
    if isinstance(one.owed, LevelClause):
        return word_of_level(world, one, one.owed, at)
    if one.kind == "ban":
        return word_of_ban(one, at)
    if one.owed.each_period is not None:
        return word_of_quota(world, one, one.owed, at)
    if one.base is not None:
        return word_of_ratio(world, one, at)
    return word_of_duty(one, at)


def word_of_right(one: Standing) -> str:
    if one.ended.sure:
        return "ended"
    if one.suspended.sure:
        return "suspended"
    return "available" if one.triggered.sure else "undetermined"


def word_of_duty(one: Standing, at: Instant) -> str:
    assert one.outcome is not None
    if one.done.sure:
        return "done late" if lateness(one) == "surely" else "done"
    if one.done.possible:
        return "undetermined"
    if one.ended.sure:
        return "ended"
    if one.breach.sure:
        return "overdue"
    if one.suspended.sure:
        return "suspended"
    if one.suspended.possible or not one.triggered.sure:
        return "undetermined"
    if one.excused.sure:
        return "excused"
    if False in one.effort() or (True in one.effort() and one.expired.possible):
        return "best effort"
    if one.expired.possible:
        return "undetermined"
    return "partly done" if one.outcome.surely(at) > 0 else "open"


def word_of_ban(one: Standing, at: Instant) -> str:
    assert one.own is not None
    if one.confirmed:
        return "breached"
    if one.alleged:
        return "undetermined"
    if one.excused_incidents:
        return "excused"
    if one.ended.sure:
        return "ended"
    if one.suspended.sure:
        return "suspended"
    return "kept" if one.own.shown(at) == 0 and one.triggered.sure else "undetermined"


def word_of_level(world: World, one: Standing, owed: LevelClause, at: Instant) -> str:
    value = world.reported(owed.level, one.stake, at)
    if one.kind == "ban":
        if one.failed.sure:
            return "breached"
        if one.ended.sure:
            return "ended"
        if one.suspended.sure:
            return "suspended"
        if value is None or one.failed.possible:
            return "undetermined"
        return "kept"
    if one.suspended.sure:
        return "suspended"
    if value is None:
        return "undetermined"
    stands = world.level(owed.level, one.stake, at)
    if stands.sure:
        return "met"
    if stands.possible:
        return "undetermined"
    return "partly met" if value.low > 0 else "short"


def word_of_quota(world: World, one: Standing, owed: DeedClause, at: Instant) -> str:
    if one.ended.sure:
        return "ended"
    rate, number = rate_of(world, one, owed, at), target(owed.deed).low
    if one.suspended.sure and (rate is None or rate.low < number):
        return "suspended"
    if rate is None:
        return "undetermined" if periods_passed(world, one, owed, at) else "open"
    figures = figures_of(world, one, owed, at)
    if rate.low >= number and (not figures or any(each.establishes for each in figures)):
        return "met"
    if rate.high < number and (not figures or any(each.refutes for each in figures)):
        return "short"
    return "undetermined"


def word_of_ratio(world: World, one: Standing, at: Instant) -> str:
    assert one.outcome is not None
    asked = world.asked(one, at)
    low, high = one.outcome.surely(at), one.outcome.claimed(at)
    exact = [c.comparison == "exactly" for c in one.clauses if isinstance(c, model.ComparedClause)]
    if asked.high == 0:
        return "pending"
    if exact and exact[-1] and low > asked.high:
        return "short"
    if low >= asked.high:
        return "met"
    if high >= asked.low:
        return "undetermined"
    return "partly done" if low > 0 else "open"


# --- How much ------------------------------------------------------------------------------------


def amount(world: World, one: Standing, at: Instant) -> Range | None:
    if isinstance(one.owed, LevelClause):
        return world.reported(one.owed.level, one.stake, at)
    if not isinstance(one.owed, DeedClause) or one.kind == "ban":
        return None
    if one.owed.each_period is not None:
        return rate_of(world, one, one.owed, at)
    assert one.outcome is not None
    return Range(one.outcome.surely(at), one.outcome.claimed(at))


def figures_of(world: World, one: Standing, owed: DeedClause, at: Instant) -> list[Figure]:
    assert owed.each_period is not None
    return world.testimony.figures(owed.deed, one.stake, one.of_class, owed.each_period, at)


def rate_of(world: World, one: Standing, owed: DeedClause, at: Instant) -> Range | None:
    """So many per period: by the figures, or, where none was ever given, by the events."""
    assert one.outcome is not None
    figures = figures_of(world, one, owed, at)
    if figures:
        return hull([figure.rate for figure in figures])
    if any(total.when.end <= at for total in one.outcome.totals):
        return None
    passed = periods_passed(world, one, owed, at)
    if passed == 0 or one.outcome.claimed(at) == 0:
        return None
    return Range(one.outcome.surely(at) / passed, one.outcome.claimed(at) / passed)


def period_ends(world: World, one: Standing, owed: DeedClause, number: int) -> Instant:
    period = owed.each_period
    assert period is not None
    whole = Duration(period.amount * number, period.unit)
    return world.calendar.anniversary(one.triggered_at.surely, whole)


def periods_passed(world: World, one: Standing, owed: DeedClause, at: Instant) -> int:
    if one.triggered_at.surely == NEVER:
        return 0
    number = 0
    while period_ends(world, one, owed, number + 1) <= at:
        number += 1
    return number


def timeliness_of_quota(world: World, one: Standing, owed: DeedClause, at: Instant) -> str:
    passed = periods_passed(world, one, owed, at)
    if passed == 0:
        return "open"
    surely, possibly = periods_met(world, one, owed, passed, at)
    if surely == passed:
        return "on time"
    return "undetermined" if possibly == passed else "overdue"


def periods_met(
    world: World, one: Standing, owed: DeedClause, passed: int, at: Instant
) -> tuple[int, int]:
    assert one.outcome is not None
    number = target(owed.deed).low
    counts = [met(figure, number, passed) for figure in figures_of(world, one, owed, at)]
    if counts:
        return min(surely for surely, _ in counts), max(possibly for _, possibly in counts)
    surely = possibly = 0
    for each in range(passed):
        start = period_ends(world, one, owed, each)
        end = period_ends(world, one, owed, each + 1)
        events = one.outcome.events
        inside = sum(e.amount.low for e in events if start <= e.when.start and e.when.end <= end)
        touching = sum(e.amount.high for e in events if e.when.start < end and start < e.when.end)
        surely, possibly = surely + (inside >= number), possibly + (touching >= number)
    return surely, possibly


def met(figure: Figure, number: float, passed: int) -> tuple[int, int]:
    """In how many of the passed periods a figure leaves the target surely, and possibly, met."""
    inside = min(passed, round(figure.periods))
    outside = passed - inside
    if figure.of_each:
        return (
            inside if figure.rate.low >= number else 0,
            (inside if figure.rate.high >= number else 0) + outside,
        )
    low, high = figure.rate.low * figure.periods, figure.rate.high * figure.periods
    surely = 1 if inside and low > inside * (number - 1) else 0
    possibly = inside if high == UNBOUNDED else min(inside, int(high // number))
    return surely, possibly + outside
