"""Acts in words: what was done under a power, what it does to a row, and what did not count."""

from collections.abc import Callable, Iterator, Sequence

from servanda.agreement.model import Agreement, Condition, MayClause
from servanda.evidence.issue import AFFIRMING
from servanda.evidence.matching import principal
from servanda.language.listing import listed
from servanda.language.verbs import third_person
from servanda.record.model import Claim
from servanda.values.bounds import FALSE, TRUE, Truth
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
    return f"{listed(sorted(act.makers))} {_did(act, calendar)}"


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
    did = f"{_verb(act)} {target}{_term(act, calendar)}"
    return f"{_upper(_said_by(act, did, docket))} ({when}); {why_not(planned, truth, docket)}."


def _said_by(act: MadeAct, did: str, docket: Docket) -> str:
    """Who says what: "north and south say they extend this", "the wire says that they do"."""
    makers = sorted(act.makers)
    speakers = sorted(
        {_speaker(claim, docket) for claim in act.claims if claim.stance in AFFIRMING}
    )
    says = "say" if len(speakers) > 1 else "says"
    if speakers == makers:
        return f"{listed(speakers)} {says} {'they' if len(makers) > 1 else 'it'} {did}"
    return f"{listed(speakers)} {says} that {listed(makers)} {did}"


def _speaker(claim: Claim, docket: Docket) -> str:
    """Whose word it is: an authorised voice's is that of whom it speaks for."""
    origin = claim.chain.origin
    source = docket.record.sources.get(origin.source)
    if not origin.is_named:
        return f"unnamed {origin.source}"
    return (source.speaks_for if source else None) or principal(origin.source)


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
    made = [
        act
        for act in docket.acts().made
        if act.act == power.act
        and act.began < instant
        and set(map(principal, power.actors)) <= act.makers
        and wider_targets(act.target, docket.agreement) & set(power.targets)
    ]
    used = [act for act in made if _is_made_by(power, act).sure]
    said = [act for act in made if not _is_made_by(power, act).is_known]
    if used or not said:
        told = "; ".join(_dated(act_in_words(act, calendar), act, calendar) for act in used)
        yield f"Used: {told}." if used else "Not used so far."
    if said:
        words = ((_said_by(act, _did(act, calendar), docket), act) for act in said)
        told = "; ".join(_dated(saying, act, calendar) for saying, act in words)
        yield f"{_upper(told)}; it is not established that it was used."


def _is_made_by(power: MayClause, act: MadeAct) -> Truth:
    """Whether all who hold the power have made the act."""
    holders = set(map(principal, power.actors))
    truth = TRUE
    for making in act.makings:
        truth = truth & making.truth if making.actor in holders else truth
    return truth


def _dated(words: str, act: MadeAct, calendar: Calendar) -> str:
    return f"{words} ({date_of(act.makings[-1].when.start, calendar)[:10]})"


def _did(act: MadeAct, calendar: Calendar) -> str:
    return f"{_verb(act)} {act.target}{_term(act, calendar)}"


def _verb(act: MadeAct) -> str:
    return act.act if len(act.makers) > 1 else third_person(act.act)


def _term(act: MadeAct, calendar: Calendar) -> str:
    to, by = act.term
    if to is not None:
        return f" to {date_of(to - 1, calendar)[:10]}"
    return f" by {by}" if by is not None else ""


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
