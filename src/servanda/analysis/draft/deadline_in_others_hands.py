"""deadline-in-others-hands: a deadline that its bearer cannot be sure to meet.

    duty survey
      south surveys minefields
      within 10 days of ceasefire

    duty clear
      north clears minefields
      from survey done
      within 7 days of ceasefire

The survey may be handed over on the tenth day, and nobody is late; the clearing was due on the
seventh. For every duty with a deadline the rule asks when it begins if its bearer loses no time
and everybody else takes all the time that the text gives: of an "and" the latest, of an "or" the
earliest. If that is not before the deadline, the bearer can be overdue through no act of its own.

*Exact* where those others have deadlines of their own, and keep them. *May* where what the duty
waits for has no deadline at all, so that nothing keeps it from coming too late. Months and years
have the length that they have from the entry into force on. A deadline is left out if it is
counted from the very thing that the duty waits for, and so are duties of which only effort is
owed. What was left `to be agreed` is taken to be agreed in time.

*What to do*: count the deadline from what the duty waits for, give the others an earlier one, or
excuse (`unless`) what their delay brings about.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from servanda.agreement import model
from servanda.agreement.model import Clause
from servanda.analysis.draft.clause_words import clause_words
from servanda.analysis.draft.conditions import Asked, need_of
from servanda.analysis.draft.finding import Finding
from servanda.analysis.draft.impossible_deadline import is_dated
from servanda.analysis.draft.needs import Date, Every, Moment, Need, Step, leaves_of
from servanda.analysis.draft.network import soonest
from servanda.analysis.draft.preconditions import (
    DEADLINES,
    Way,
    bearers_of,
    begins_need,
    due_need,
    variants,
)
from servanda.analysis.draft.study import Study, View, finding, view
from servanda.analysis.draft.times import Times, since, time_of_need
from servanda.analysis.draft.waits import wait_words
from servanda.analysis.draft.words import actor_names, deadline_of, name_of
from servanda.language.listing import listed
from servanda.values.instant import BEGINNING, NEVER, Instant

LEISURE = Way(at_leisure=True)


@dataclass(frozen=True, slots=True)
class Dated:
    """A duty or a stage with a deadline: what it waits for, and when it is due."""

    name: str
    bearers: tuple[str, ...]
    begins: Need
    due: Need
    within: model.WithinClause | None


def deadline_in_others_hands(study: Study) -> tuple[Finding, ...]:
    """Duties and stages that others can make late by taking their full time."""
    slow = view(study.agreement, LEISURE)
    of_bearers: dict[tuple[str, ...], Times] = {}
    found: list[Finding] = []
    for duty in study.duties():
        for dated in deadlines_of(duty, slow, study) if can_be_late(duty) else ():
            if not waits_for_others(dated, slow):
                continue
            if is_dated(dated.due):
                times = times_for(dated.bearers, slow, of_bearers, study)
                found.extend(against_date(dated, times, slow, study))
            else:
                found.extend(against_clock(dated, slow, study))
    return tuple(dict.fromkeys(found))


def can_be_late(duty: model.Stipulation) -> bool:
    return not any(isinstance(c, model.BestEffortClause) for c in duty.clauses)


def deadlines_of(duty: model.Stipulation, slow: View, study: Study) -> Iterator[Dated]:
    """The duty, or each of its stages, in each reading that stands open."""
    asked = Asked(study.agreement, duty.name)
    for clauses in variants(duty, LEISURE):
        bearers = bearers_of(clauses)
        stages = [clause for clause in clauses if isinstance(clause, model.StageClause)]
        for stage in stages:
            name = f"{duty.name}/{stage.name}"
            begins, due = (slow.needs[Moment(name, state)] for state in ("begins", "due"))
            dated = any(isinstance(clause, DEADLINES) for clause in stage.clauses)
            yield Dated(name, bearers, begins, due, within(stage.clauses if dated else clauses))
        if not stages:
            begins = begins_need(duty, clauses, asked, LEISURE)
            due = due_need(duty.name, clauses, asked)
            yield Dated(duty.name, bearers, begins, due, within(clauses))


def within(clauses: tuple[Clause, ...]) -> model.WithinClause | None:
    return next((c for c in reversed(clauses) if isinstance(c, model.WithinClause)), None)


def waits_for_others(dated: Dated, slow: View) -> bool:
    """False where nothing is awaited but dates and what the bearers do themselves."""
    own = frozenset(dated.bearers)
    return any(
        (isinstance(leaf, Moment) and leaf.name != dated.name.split("/")[0])
        or (isinstance(leaf, Step) and not own.issuperset(leaf.actors))
        for leaf, _ in looked_through(dated, slow)
    )


def looked_through(dated: Dated, slow: View) -> Iterator[tuple[Need, bool]]:
    """What is waited for; of a stage also what its duty waits for."""
    for leaf, alternative in leaves_of(dated.begins):
        if isinstance(leaf, Moment) and leaf == Moment(dated.name.split("/")[0], "begins"):
            yield from leaves_of(slow.needs[leaf])
        else:
            yield leaf, alternative


def at_leisure(bearers: tuple[str, ...]) -> Callable[[Step | Date], Instant]:
    """The bearers lose no time; when others take a free step, nothing says."""
    own = frozenset(bearers)

    def time_of(leaf: Step | Date) -> Instant:
        if isinstance(leaf, Date):
            return leaf.instant
        if leaf.kind in ("agreement", "level"):
            return BEGINNING
        return BEGINNING if leaf.actors and own.issuperset(leaf.actors) else NEVER

    return time_of


# --- Against a date ------------------------------------------------------------------------------


def times_for(
    bearers: tuple[str, ...],
    slow: View,
    of_bearers: dict[tuple[str, ...], Times],
    study: Study,
) -> Times:
    """When everything comes if these lose no time, worked out once for each."""
    if bearers not in of_bearers:
        calendar = study.agreement.calendar
        of_bearers[bearers] = soonest(slow.network, calendar, at_leisure(bearers))
    return of_bearers[bearers]


def against_date(dated: Dated, times: Times, slow: View, study: Study) -> Iterator[Finding]:
    calendar, leisure = study.agreement.calendar, at_leisure(dated.bearers)
    network = slow.network
    end = time_of_need(dated.due, times, network, calendar, leisure)
    start = time_of_need(dated.begins, times, network, calendar, leisure)
    if start < end:
        return
    awaited = tuple(
        leaf
        for leaf in dict.fromkeys(one for one, _ in looked_through(dated, slow))
        if isinstance(leaf, Moment | Step)
        and times.get(network.numbers.get(leaf, -1), NEVER) >= end
    )
    begin = None if start >= NEVER else f"as late as {deadline_of(start, calendar)}"
    yield of_late(dated, f"by {deadline_of(end, calendar)}", begin, awaited, study)


# --- Against a clock -----------------------------------------------------------------------------


def against_clock(dated: Dated, slow: View, study: Study) -> Iterator[Finding]:
    agreement, zero = study.agreement, study.agreement.in_force
    if dated.within is None or zero >= NEVER:
        return
    clock = need_of(dated.within.of, Asked(agreement, dated.name.split("/")[0]))
    if comes_before(dated.begins, clock, study.whole):
        return
    network, calendar, leisure = slow.network, agreement.calendar, at_leisure(dated.bearers)
    start = since(dated.begins, clock, network, calendar, zero, leisure)
    end = calendar.after(zero, dated.within.duration)
    if start < end:
        return
    awaited = tuple(
        leaf
        for leaf in dict.fromkeys(one for one, _ in looked_through(dated, slow))
        if isinstance(leaf, Moment | Step)
        and since(leaf, clock, network, calendar, zero, leisure) >= end
    )
    days = max(1, round((start - zero) / 86_400))
    begin = None if start >= NEVER else f"as late as about {days} days after it starts to count"
    yield of_late(dated, f'"{clause_words(dated.within, agreement)}"', begin, awaited, study)


def comes_before(begins: Need, clock: Need, whole: View) -> bool:
    """True if the clock cannot start before all that the duty waits for has come."""
    parts = begins.parts if isinstance(begins, Every) else (begins,)
    rest = [part for part in parts if part != clock and not isinstance(part, Date)]
    bits = 0
    if not rest:
        return True
    for leaf, is_alternative in leaves_of(clock):
        if is_alternative:
            return False
        number = whole.network.numbers.get(leaf)
        bits |= whole.prevented[number] if number is not None else 0
    awaited = [leaf for one in rest for leaf, _ in leaves_of(one) if not isinstance(leaf, Date)]
    return all(
        isinstance(leaf, Moment | Step) and bits & whole.network.bits.get(leaf, 0)
        for leaf in awaited
    )


# --- In words ------------------------------------------------------------------------------------


def of_late(
    dated: Dated, due: str, begin: str | None, awaited: tuple[Need, ...], study: Study
) -> Finding:
    waited = tuple(leaf.name for leaf in awaited if isinstance(leaf, Moment))
    steps = [f'"{leaf.words}"' for leaf in awaited if isinstance(leaf, Step)]
    who = actor_names(dated.bearers, study.agreement)
    on = wait_words(dated.name, waited, study) if waited else f"it waits for {listed(steps)}"
    when = (
        f"if everybody else takes all the time there is, it begins {begin}"
        if begin
        else "nothing says by when that must have come about"
    )
    return finding(
        study,
        "deadline-in-others-hands",
        (dated.name, *waited),
        f"{name_of(study, dated.name)} is due {due}, and {who} cannot be sure to meet that: {on}, "
        f"and {when}.",
        "Count the deadline from what the duty waits for, or give the others an earlier one.",
        "exact" if begin else "may",
        dated.bearers,
    )
