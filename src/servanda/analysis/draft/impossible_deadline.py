"""impossible-deadline: a date that is past before the duty can begin.

    duty open-crossing
      north opens crossing
      from withdraw overdue
      within 3 days of ceasefire

    duty withdraw
      south withdraws forces
      within 10 days of ceasefire

The second is overdue ten days after the ceasefire at the earliest; the first begins then and was
due a week before. The earliest beginning is computed over everything that the duty waits for: of
an "and" the latest, of an "or" the earliest, with dates and with the delays of what waits for
another's deadline. A deadline counted from an event is compared on that event's own clock.

*Exact* if both are dates, or durations in hours, days and weeks. *May* where months or years are
counted, whose length depends on when the clock starts. Whether a duty that can begin in time can
also be carried out in the time that is left, the rule does not know.

*What to do*: count the deadline from what the duty itself waits for, or move the date.
"""

from collections.abc import Iterator

from servanda.agreement import model
from servanda.agreement.model import Clause
from servanda.analysis.draft.clause_words import clause_words
from servanda.analysis.draft.conditions import Asked, need_of
from servanda.analysis.draft.finding import Certainty, Finding
from servanda.analysis.draft.needs import After, Date, Moment, Need
from servanda.analysis.draft.network import Network, dependents
from servanda.analysis.draft.preconditions import Way, begins_need, due_need, variants
from servanda.analysis.draft.study import Study, finding
from servanda.analysis.draft.times import (
    Times,
    at_once,
    earliest,
    leaf_numbers,
    since,
    time_of_need,
)
from servanda.analysis.draft.words import day_of, deadline_of, name_of
from servanda.values.instant import BEGINNING, NEVER, Duration


def impossible_deadline(study: Study) -> tuple[Finding, ...]:
    """Duties that are due before they can begin, in the text or in a reading of it."""
    times, delayed = earliest(study), after_a_delay(study.whole.network)
    found = (one for duty in study.duties() for one in of_duty(duty, times, delayed, study))
    return tuple(dict.fromkeys(found))


def after_a_delay(network: Network) -> frozenset[int]:
    """Everything that waits for something with a delay: nothing else can come after a clock."""
    delays = (number for number, kind in enumerate(network.kinds) if kind == "after")
    return frozenset(dependents(network, delays))


def of_duty(
    duty: model.Stipulation, times: Times, delayed: frozenset[int], study: Study
) -> Iterator[Finding]:
    asked, way = Asked(study.agreement, duty.name), Way()
    for clauses in variants(duty, way):
        begins = begins_need(duty, clauses, asked, way)
        due = due_need(duty.name, clauses, asked)
        yield from against_dates(duty.name, begins, due, times, study)
        yield from against_clock(duty.name, begins, clauses, delayed, study)
        for stage in clauses:
            if isinstance(stage, model.StageClause):
                name = f"{duty.name}/{stage.name}"
                own = study.whole.needs[Moment(name, "begins")]
                date = study.whole.needs[Moment(name, "due")]
                yield from against_dates(name, own, date, times, study)
                yield from against_clock(name, own, stage.clauses, delayed, study)


def against_dates(
    name: str, begins: Need, due: Need, times: Times, study: Study
) -> Iterator[Finding]:
    network, calendar = study.whole.network, study.agreement.calendar
    start = time_of_need(begins, times, network, calendar, at_once)
    if not is_dated(due) or start >= NEVER or start <= BEGINNING:
        return
    end = time_of_need(due, times, network, calendar, at_once)
    if end <= start:
        yield finding(
            study,
            "impossible-deadline",
            (name,),
            f"{name_of(study, name)} is due by {deadline_of(end, calendar)} and cannot begin "
            f"before {day_of(start, calendar)}.",
            "Move the date, or count it from what the duty waits for.",
        )


def is_dated(due: Need) -> bool:
    """True for a deadline that is a date, and cannot come later than it says."""
    match due:
        case Date():
            return True
        case After(need=inner):
            return is_dated(inner)
        case _:
            return False


def against_clock(
    name: str,
    begins: Need,
    clauses: tuple[Clause, ...],
    delayed: frozenset[int],
    study: Study,
) -> Iterator[Finding]:
    within = next((c for c in reversed(clauses) if isinstance(c, model.WithinClause)), None)
    if within is None:
        return
    agreement, network = study.agreement, study.whole.network
    clock = need_of(within.of, Asked(agreement, name))
    zero = agreement.in_force
    if zero >= NEVER or not leaf_numbers(begins, network) & delayed:
        return
    start = since(begins, clock, network, agreement.calendar, zero, at_once)
    end = agreement.calendar.after(zero, within.duration)
    if end <= start < NEVER:
        yield too_late(name, within, start - zero, study)


def too_late(name: str, within: model.WithinClause, seconds: int, study: Study) -> Finding:
    days = max(1, round(seconds / 86_400))
    said = clause_words(within, study.agreement)
    return finding(
        study,
        "impossible-deadline",
        (name,),
        f'{name_of(study, name)} is due "{said}" and, by what it waits for, cannot begin until '
        f"about {days} day{'' if days == 1 else 's'} after that.",
        "Count the deadline from what the duty itself waits for.",
        certainty_of(within.duration),
    )


def certainty_of(duration: Duration) -> Certainty:
    return "may" if duration.unit in ("month", "year") else "exact"
