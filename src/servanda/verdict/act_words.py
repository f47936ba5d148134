"""Acts in words: what was done under a power, what it does to a row, and what did not count."""

from collections.abc import Callable, Iterator, Sequence

from servanda.agreement.model import Agreement, Condition, MayClause
from servanda.evidence.matching import principal
from servanda.language.listing import listed
from servanda.language.verbs import third_person
from servanda.values.bounds import FALSE, Truth
from servanda.values.calendar import Calendar
from servanda.values.instant import Instant
from servanda.verdict.acts import MadeAct
from servanda.verdict.condition_words import words_of
from servanda.verdict.dates import date_of
from servanda.verdict.docket import Docket
from servanda.verdict.powers import Planned, wider_targets
from servanda.verdict.state import RowState
from servanda.verdict.subject import Subject
from servanda.verdict.terms import Row


def act_in_words(act: MadeAct, calendar: Calendar) -> str:
    """Who does what to what: "north and south extend maps by 10 days"."""
    return f"{listed(sorted(act.makers))} {_verb(act)} {act.target}{_term(act, calendar)}"


def notes_on(
    row: Row,
    subject: Subject,
    state: RowState,
    instant: Instant,
    docket: Docket,
    holds: Callable[[Condition], Truth],
) -> Iterator[str]:
    """A sentence for everything that acts, successors and other instruments do to a row."""
    if isinstance(row.measured, MayClause):
        yield from _use_of(row.measured, row, instant, docket)
    yield from notes_of_acts(row.name, subject.acts_on(row), state.acts, instant, docket)
    yield from _consequences(subject, state, docket.agreement, holds)
    if state.superseded.possible and not state.replaced.possible:
        others = (*subject.replaced_by, *subject.overridden_by)
        word = "Superseded" if state.superseded.sure else "Perhaps superseded"
        yield f"{word} by {listed(others)}."


def _consequences(
    subject: Subject, state: RowState, agreement: Agreement, holds: Callable[[Condition], Truth]
) -> Iterator[str]:
    """What follows for it from a breach of something else."""
    for condition in subject.follows:
        perhaps = "" if holds(condition).sure or state.broken_off.sure else "perhaps "
        if state.broken_off.possible:
            yield f"It has {perhaps}ended for {words_of(condition, agreement)}."
        elif holds(condition).possible:
            yield f"It is {perhaps}suspended for {words_of(condition, agreement)}."


def notes_of_acts(
    name: str,
    acts: Sequence[Planned],
    works: Sequence[tuple[str, Truth]],
    instant: Instant,
    docket: Docket,
) -> Iterator[str]:
    """A sentence for every act on something that was made by then."""
    truths = dict(works)
    for planned in acts:
        if planned.made.began < instant:
            yield _note(planned, truths.get(planned.made.identity, FALSE), name, docket)


def _note(planned: Planned, truth: Truth, name: str, docket: Docket) -> str:
    act, calendar = planned.made, docket.agreement.calendar
    when = f"on {date_of(act.makings[-1].when.start, calendar)[:10]}"
    if truth.sure:
        powers = sorted({route.power for route in planned.routes if route.power})
        under = f" under {listed(powers)}" if powers else ""
        return f"{_upper(act_in_words(act, calendar))} ({when}{under})."
    target = "this" if act.target == name else act.target
    several = len(act.makers) > 1
    says = "say they" if several else "says it"
    verb = act.act if several else third_person(act.act)
    said = f"{_upper(listed(sorted(act.makers)))} {says} {verb} {target}{_term(act, calendar)}"
    return f"{said} ({when}); {why_not(planned, truth, docket)}."


def why_not(planned: Planned, truth: Truth, docket: Docket) -> str:
    """Why an act does not work, or is not known to."""
    act, viewpoint = planned.made, docket.judge.viewpoint
    them = "them" if len(act.makers) > 1 else "it"
    rejected = sorted(act.makers & viewpoint.rejects_acts_of)
    if not planned.routes and rejected:
        return f"acts of {listed(rejected)} are not recognised here"
    if not planned.routes and planned.lacking:
        return f"{listed(planned.lacking)} would have to join"
    if not planned.routes:
        return f"the text gives {them} no power to"
    if all(not route.made.possible for route in planned.routes):
        return "it is denied"
    if truth.possible and all(not route.weight.is_known for route in planned.routes):
        return "nobody says whether it is recognised"
    if truth.possible:
        return "it is not established"
    powers = sorted({route.power for route in planned.routes if route.power})
    return f"{listed(powers)} did not reach so far then"


def _use_of(power: MayClause, row: Row, instant: Instant, docket: Docket) -> Iterator[str]:
    """What those who hold a power have done that it names, and the form it asks for."""
    calendar = docket.agreement.calendar
    if row.terms.form:
        yield f'Form: "{row.terms.form}".'
    used = [
        f"{act_in_words(act, calendar)} ({date_of(act.makings[-1].when.start, calendar)[:10]})"
        for act in docket.acts().made
        if act.act == power.act
        and act.began < instant
        and set(map(principal, power.actors)) <= act.makers
        and wider_targets(act.target, docket.agreement) & set(power.targets)
    ]
    yield f"Used: {'; '.join(used)}." if used else "Not used so far."


def _verb(act: MadeAct) -> str:
    return act.act if len(act.makers) > 1 else third_person(act.act)


def _term(act: MadeAct, calendar: Calendar) -> str:
    to, by = act.term
    if to is not None:
        return f" to {date_of(to - 1, calendar)[:10]}"
    return f" by {by}" if by is not None else ""


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
