"""Time, plainly: deadlines and terms, moved on while a clock stands still, extended and renewed."""

from collections.abc import Iterator

from servanda.agreement import model
from servanda.values.bounds import FALSE, Truth, known
from servanda.values.calendar import Calendar
from servanda.values.instant import NEVER, Duration, Instant
from tests.reference.acts_plain import Act, Way, all_that
from tests.reference.conditions_plain import any_of, leaves
from tests.reference.standing import Extension, Gate, Moment, Standing

MOST_TERMS = 500


# --- Deadlines -----------------------------------------------------------------------------------


def note_due(one: Standing, calendar: Calendar) -> None:
    """The deadline as the text sets it, once its clock has started, and as it was moved since."""
    deadline, due = one.deadline(), one.set_due
    match deadline:
        case model.ByDateClause(date):
            due.possibly, due.surely = min(date, due.possibly), min(date, due.surely)
        case model.AheadClause(duration, model.DateHasCome(instant)):
            due.possibly = due.surely = calendar.after(instant, minus(duration))
        case model.WithinClause() | model.BeforeClause() | model.AheadClause():
            if due.possibly == NEVER and one.clock.possibly < NEVER:
                due.possibly = counted_from(deadline, one.clock.possibly, calendar)
            if due.surely == NEVER and one.clock.surely < NEVER:
                latest = latest_start(deadline, one)
                due.surely = counted_from(deadline, latest, calendar)
            due.surely = max(due.possibly, due.surely)
        case _:
            pass
    extend(one, calendar)


def counted_from(
    deadline: model.WithinClause | model.BeforeClause | model.AheadClause,
    start: Instant,
    calendar: Calendar,
) -> Instant:
    """So long after a clock started, or before; of what is due a day later than a due date, a day
    later than that day, which ends at this instant."""
    match deadline:
        case model.BeforeClause():
            return start
        case model.AheadClause(duration, _):
            return calendar.after(start, minus(duration))
        case model.WithinClause(duration, of):
            atoms = list(leaves(of))
            chained = all(isinstance(a, model.StipulationIs) and a.state == "due" for a in atoms)
            at_day_end = chained and not duration.names_an_hour
            return calendar.after(start - 1 if at_day_end else start, duration)


def latest_start(
    deadline: model.WithinClause | model.BeforeClause | model.AheadClause, one: Standing
) -> Instant:
    """The last instant at which the clock may have started, for a length in days: a deed or an act
    is sure from the first instant after its time, so it was done before that."""
    clock = one.clock
    if not isinstance(deadline, model.WithinClause) or deadline.duration.names_an_hour:
        return clock.surely
    came_before = one.clock_sure_late and clock.possibly < clock.surely
    return clock.surely - 1 if came_before else clock.surely


def minus(duration: Duration) -> Duration:
    return Duration(-duration.amount, duration.unit)


def extend(one: Standing, calendar: Calendar) -> None:
    """The deadline with the time for which its clock stood, and every extension in its turn."""
    if one.is_extended_in_force():
        one.due = Moment(one.set_due.possibly, one.set_due.surely)
        return
    one.due = moved(one.set_due, one.extensions, one.stood, calendar)


def moved(
    due: Moment, extensions: list[Extension], stood: tuple[int, int], calendar: Calendar
) -> Moment:
    low, high = later(due.possibly, stood[0]), later(due.surely, stood[1])
    for one in extensions:
        new = [
            later(one.to, stood[n] - one.stood[n]) if one.to is not None
            else longer(was, one.by, calendar)
            for n, was in enumerate((low, high))
        ]  # fmt: skip
        if not one.truth.sure:
            new = [min(low, new[0]), max(high, new[1])]
        low, high = new
    return Moment(min(low, high), max(low, high))


def longer(due: Instant, by: Duration | None, calendar: Calendar) -> Instant:
    """Counted, in days and longer, from the day on which it was due: the one that ends then."""
    assert by is not None
    if due >= NEVER:
        return NEVER
    return calendar.after(due if by.names_an_hour else due - 1, by)


def later(instant: Instant, seconds: int) -> Instant:
    return instant if instant >= NEVER else instant + seconds


def fixed_dues(one: Standing) -> Iterator[Instant]:
    """The deadlines ahead that are not moving on while the clock stands."""
    if not one.stopped.sure:
        yield one.due.possibly
    if not one.stopped.possible:
        yield one.due.surely


def move_deadline(one: Standing, since: int, calendar: Calendar) -> None:
    """By the time that the clock stood since the last instant lived through."""
    if not one.stopped.possible or not one.has_deadline:
        return
    low, high = one.stood
    if one.stopped.sure and not one.expired.possible and one.due.possibly < NEVER:
        low += since
    if not one.expired.sure and one.due.surely < NEVER:
        high += since
    one.stood = low, high
    extend(one, calendar)


# --- The time for which something is in force ----------------------------------------------------


def box(one: Standing, calendar: Calendar) -> list[Instant]:
    """When the time for which it is in force is over, possibly and surely."""
    lasts = [clause.duration for clause in one.clauses if isinstance(clause, model.ForClause)]
    end = one.end_date()
    if lasts:
        began, latest = one.triggered_at, one.triggered_at.surely
        came_before = one.trigger_sure_late and began.possibly < began.surely < NEVER
        if not lasts[-1].names_an_hour and came_before:
            latest -= 1
        box = Moment(calendar.after(began.possibly, lasts[-1]), calendar.after(latest, lasts[-1]))
        for clause in one.clauses:
            if isinstance(clause, model.RenewedClause):
                box = times(box, clause.duration, one.renewals, calendar)
        for clause in one.clauses:
            if isinstance(clause, model.LongerClause):
                box = times(box, clause.duration, one.added, calendar)
        box = Moment(min(box.possibly, box.surely), max(box.possibly, box.surely))
    elif end is not None and one.extensions and one.deadline() is None:
        box = Moment(end, end)
    else:
        return []
    if one.deadline() is None:
        box = moved(box, one.extensions, (0, 0), calendar)
    return [box.possibly, box.surely]


def times(box: Moment, by: Duration, number: tuple[int, int], calendar: Calendar) -> Moment:
    return Moment(*(
        longer(end, Duration(by.amount * n, by.unit), calendar)
        for end, n in zip((box.possibly, box.surely), number, strict=True)
    ))  # fmt: skip


def renew(one: Standing, notice: Duration | None, now: Instant, calendar: Calendar) -> None:
    """A term that is over begins anew, unless what bars it had held when notice ran out."""
    ends = box(one, calendar)
    if not ends or max(one.renewals) >= MOST_TERMS:
        return
    possibly, surely = one.renewals
    one.renewals = (
        possibly + (now >= ends[0] and one.barred_at.possibly > noticed(ends[0], notice, calendar)),
        surely + (now >= ends[1] and one.barred_at.surely > noticed(ends[1], notice, calendar)),
    )


def noticed(end: Instant, notice: Duration | None, calendar: Calendar) -> Instant:
    """Until when notice comes in time for a term: a day counts to its last second."""
    if notice is None or end >= NEVER:
        return end
    if notice.names_an_hour:
        return calendar.after(end, minus(notice))
    last = calendar.moved(calendar.local(end - 1).date(), minus(notice))
    return calendar.day(last).end


# --- Acts ----------------------------------------------------------------------------------------


def act_on(thing: Standing | Gate, now: Instant, calendar: Calendar) -> None:
    """What every act that has begun by now does; suspension comes last within an instant."""
    begun = [act for act in thing.acts if act.made.began < now]
    thing.works = {
        act.made.identity: any_of(
            way.truth(now) & known(is_within(act, way, thing, calendar)) for way in act.ways
        )
        for act in begun
    }
    thing.terminated = all_that("terminate", begun, thing.works)
    if isinstance(thing, Gate):
        return
    thing.terminated = thing.terminated | thing.broken_off
    thing.waived = all_that("waive", begun, thing.works)
    thing.replaced = all_that("replace", begun, thing.works)
    stood = {one.act: one.stood for one in thing.extensions}
    thing.extensions = [
        Extension(
            act.made.identity, *act.made.term, truth, stood.get(act.made.identity, thing.stood)
        )
        for act in begun
        if act.made.act == "extend" and (truth := thing.works[act.made.identity]).possible
    ]


def is_within(act: Act, way: Way, thing: Standing | Gate, calendar: Calendar) -> bool:
    """Whether an extension goes no further than the power lets it."""
    to, by = act.made.term
    if way.limit is None or isinstance(thing, Gate):
        return True
    if by is not None:
        start = thing.set_due.possibly if thing.set_due.possibly < NEVER else 0
        return longer(start, by, calendar) <= longer(start, way.limit, calendar)
    if to is None:
        return True
    earlier: list[Extension] = []
    for one in thing.extensions:
        if one.act == act.made.identity:
            break
        earlier.append(one)
    due = moved(thing.set_due, earlier, thing.stood, calendar).surely
    return due >= NEVER or to <= longer(due, way.limit, calendar)


def is_extended(one: Standing) -> Truth:
    return any_of(extension.truth for extension in one.extensions) if one.extensions else FALSE
