"""From how things stand to the axes and the one plain word, rule by rule."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from servanda.agreement import model
from servanda.agreement.model import Agreement, DeedClause, LevelClause, MayClause, TextClause
from servanda.agreement.readings import ReadingGroup, reading_groups
from servanda.evidence.issue import Judge
from servanda.evidence.ladder import Grade
from servanda.evidence.viewpoint import Viewpoint
from servanda.record.model import Record
from servanda.values.bounds import FALSE, Truth, known
from servanda.values.instant import Instant
from servanda.values.quantity import Range
from tests.reference.asking_plain import is_begun
from tests.reference.plain import Key, Standing, World
from tests.reference.quotas import hull, rate_of, timeliness_of_quota, word_of_quota
from tests.reference.testimony import Testimony


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


Reading = Mapping[str, str]  # of each stipulation or phase that can be read in several ways
InEach = Sequence[tuple[Reading, Mapping[Instant, tuple[Answers, Words]]]]


def answers(asked: Asked, dates: Sequence[Instant]) -> InEach:
    """In each of the readings held and at each date: every answer, and the word for every phase."""
    found = []
    testimony = Testimony(asked.agreement, asked.record, asked.judge)
    for reading in ways_to_read(asked.agreement, asked.viewpoint):
        world = World(testimony, reading)
        at: dict[Instant, tuple[Answers, Words]] = {}
        for date in sorted(dates):
            world.live_until(date)
            at[date] = (
                {one.key: answer(world, one, date) for one in world.standings},
                {name: word_of_phase(world, name) for name in world.gates},
            )
        found.append((reading, at))
    return found


def ways_to_read(agreement: Agreement, viewpoint: Viewpoint) -> Iterator[Reading]:
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


# --- One case ------------------------------------------------------------------------------------


def answer(world: World, one: Standing, at: Instant) -> Answer:
    state = word(world, one, at)
    return Answer(
        state, force(one), timeliness(world, one, at), breach(one, state), amount(world, one, at)
    )


def word_of_phase(world: World, name: str) -> str:
    gate = world.gates[name]
    if gate.is_over.sure:
        return "ended"
    if gate.is_open.sure:
        return "open"
    return "undetermined" if gate.is_open.possible else "not open"


def force(one: Standing) -> str:
    if one.is_one_off and one.done.sure and one.triggered.possible:
        return "discharged"
    for word, truth in (("waived", one.waived), ("superseded", one.superseded),
                        ("terminated", one.terminated)):  # fmt: skip
        if truth.sure:
            return word
    if one.released.possible:
        return "undetermined"
    if not one.triggered.possible:
        return "suspended" if one.held_back.sure else "pending"
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
        if one.alleged or state == "undetermined":
            return "undetermined"
        return "excused" if one.excused_incidents else "none"
    if one.breach.sure:
        return "open"
    if (one.failed.sure or one.rescheduled.sure) and not one.breach.possible:
        return "closed"
    if state == "excused":
        return "excused"
    return "undetermined" if one.failed.possible and state == "undetermined" else "none"


def timeliness(world: World, one: Standing, at: Instant) -> str:
    if one.kind in ("ban", "aim", "right", "power") or isinstance(one.owed, TextClause):
        return "none"
    if one.released.sure and not one.breach.sure and not one.done.sure:
        return "none"
    early = done_early(one)
    if not one.triggered.possible and not early.sure:
        return "undetermined" if early.possible else "not due"
    if isinstance(one.owed, DeedClause) and one.owed.each_period is not None:
        if word(world, one, at) == "undetermined":
            return "undetermined"
        return timeliness_of_quota(world, one, one.owed, at)
    if not one.has_deadline:
        return "not due" if isinstance(one.deadline(), model.ByAgreementClause) else "open"
    if one.done.sure and False in one.effort() and lateness(one) != "no":
        return "open"
    if one.done.sure:
        return {"surely": "late", "perhaps": "undetermined", "no": "on time"}[lateness(one)]
    if one.breach.sure:
        return "overdue"
    if one.excused.sure or (one.expired.sure and one.suspended.sure):
        return "excused"
    return "undetermined" if one.expired.possible and not one.effort() else "open"


def done_early(one: Standing) -> Truth:
    """Before the first of the days between which it was to be done."""
    return done_once(one) if one.between() is not None else FALSE


def done_once(one: Standing) -> Truth:
    """Perhaps done is only what is owed once, and whose number is agreed."""
    is_open_term = one.share is not None and one.share.is_to_be_agreed
    return one.done if one.is_one_off and not is_open_term else known(one.done.sure)


def lateness(one: Standing) -> str:
    """Done somewhere between two instants, due somewhere between two others."""
    if not one.has_deadline or one.done_at.surely <= one.due.possibly:
        return "no"
    later = one.done_at.possibly >= one.due.surely and one.done_at.possibly > one.due.possibly
    return "surely" if later else "perhaps"


# --- The word ------------------------------------------------------------------------------------


def word(world: World, one: Standing, at: Instant) -> str:
    if one.kind == "aim":
        return "tracked"
    was_owed = one.triggered.possible or done_early(one).possible
    may_be_done = one.is_one_off and was_owed and done_once(one).possible
    if one.released.possible and not may_be_done:
        found = word_of_release(one)
        if found is not None:
            return found
    found_of_it = world.finding(one, at)
    if not one.is_public:
        done = "kept" if one.kind == "ban" else "done"
        return {"find-done": done, "find-breached": "breached"}.get(found_of_it or "", "tracked")
    if isinstance(one.owed, TextClause):
        return "tracked"
    if not one.triggered.possible and not done_early(one).possible:
        return "suspended" if one.held_back.sure else "pending"
    if one.kind == "right" or isinstance(one.owed, MayClause):
        return word_of_right(one)
    if isinstance(one.owed, LevelClause):
        return word_of_level(world, one, one.owed, at)
    if one.kind == "ban":
        return word_of_ban(one, at)
    if one.owed.each_period is not None:
        return word_of_quota(world, one, one.owed, at)
    if one.base is not None:
        return word_of_ratio(world, one, at)
    return word_of_duty(world, one, found_of_it, at)


def word_of_release(one: Standing) -> str | None:
    """Waived, superseded or ended by somebody's act; breaches before an end remain."""
    if one.waived.sure:
        return "waived"
    if one.superseded.sure:
        return "superseded"
    if one.terminated.sure:
        return None if one.kind == "ban" and one.failed.possible else "ended"
    return "undetermined"


def word_of_right(one: Standing) -> str:
    if one.ended.sure:
        return "ended"
    if one.suspended.sure:
        return "suspended"
    return "available" if one.triggered.sure else "undetermined"


def word_of_duty(world: World, one: Standing, found: str | None, at: Instant) -> str:
    if one.done.sure:
        is_effort = False in one.effort()  # which is never late
        return "done late" if lateness(one) == "surely" and not is_effort else "done"
    is_open_term = one.share is not None and one.share.is_to_be_agreed
    if one.done.possible and not is_open_term:
        return "undetermined"
    if one.ended.sure:
        return "ended"
    if found == "find-substantially-done":
        return "substantially done"
    if one.breach.sure:
        return "overdue"
    if one.suspended.sure:
        return "suspended"
    if is_open_term and found in (None, "find-breached"):
        return "undetermined"
    if one.suspended.possible or not one.triggered.sure:
        return "undetermined"
    if one.excused.sure:
        return "excused"
    if False in one.effort() or (True in one.effort() and one.expired.possible):
        return "best effort"
    if one.expired.possible:
        return "undetermined"
    return "partly done" if is_begun(world, one, at).sure else "open"


def word_of_ban(one: Standing, at: Instant) -> str:
    assert one.own is not None
    if one.breach.sure:
        return "breached"
    if one.alleged:
        return "undetermined"
    if one.excused_incidents:
        return "excused"
    if one.ended.sure:
        return "ended"
    if one.suspended.sure:
        return "suspended"
    if one.unattributed:
        return "undetermined"
    return "kept" if one.own.most(at) == 0 and one.triggered.sure else "undetermined"


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
        return "undetermined" if world.level(owed.level, one.stake, at).possible else "kept"
    if one.ended.sure:
        return "ended"
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


def word_of_ratio(world: World, one: Standing, at: Instant) -> str:
    assert one.outcome is not None
    asked = world.asked(one, at)
    low, high = one.outcome.surely(at), one.outcome.claimed(at)
    exact = [c.comparison == "exactly" for c in one.clauses if isinstance(c, model.ComparedClause)]
    if asked.high == 0:
        return "pending"
    if one.breach.sure:
        return "overdue"
    if exact and exact[-1] and high > asked.low:
        if low > asked.high:
            return "exceeded"
        return "met" if asked.low == asked.high == low == high else "undetermined"
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
    is_silent = one.outcome.claimed(at) == 0 and one.base is None
    if is_silent and world.finding(one, at) == "find-done":
        return None  # as a whole, in no number
    share = one.counted
    if share and share.percent is not None and not share.is_some and share.number(at) is None:
        told = share.told(at)
        if told.high > 0 or one.outcome.claimed(at) == 0:
            return told  # in percent, where that is all that is told
    return Range(one.outcome.surely(at), one.outcome.claimed(at))
