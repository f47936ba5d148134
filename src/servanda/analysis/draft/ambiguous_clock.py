"""ambiguous-clock: a deadline of which it is not clear when it starts to run.

    duty return-captives
      north returns 20 captives
      reading plan: within 72 hours of acceptance
      reading steps: within 72 hours of withdraw done

The same seventy-two hours run from two events. The rule finds deadlines that

- run from different events, or for different lengths, in different readings;
- are set twice in one text (`by` and `within`, where the later clause counts);
- run from "the first of several" (`within 3 days of A or B`), from the absence of something
  (`not A`), or from something that may come and go (a level, compliance);
- run from an event that no deed and no date defines.

*Exact* for the first two and for the undefined event. *May* for the others: the text has an answer
(the first time that it holds), which the sides may not have in mind.

*What to do*: name one event, defined by a deed, and let the trigger and the deadline count from it.
"""

from collections.abc import Iterator

from servanda.agreement import model
from servanda.agreement.dependencies import leaves
from servanda.agreement.model import Clause, Condition
from servanda.agreement.readings import clauses_in
from servanda.analysis.draft.clause_words import clause_words, condition_words
from servanda.analysis.draft.finding import Certainty, Finding
from servanda.analysis.draft.study import Study, finding
from servanda.analysis.draft.words import deadline_of, name_of
from servanda.language.listing import listed

RULE = "ambiguous-clock"
ADVICE = "Name one event, defined by a deed, from which it counts."
DATED = (
    model.WithinClause
    | model.ByDateClause
    | model.BetweenClause
    | model.DaysClause
    | model.BeforeClause
)


def ambiguous_clock(study: Study) -> tuple[Finding, ...]:
    """Deadlines whose beginning can be understood in several ways."""
    return tuple(one for duty in study.duties() for one in of_duty(duty, study))


def of_duty(duty: model.Stipulation, study: Study) -> Iterator[Finding]:
    yield from between_readings(duty, study)
    dated = [clause for clause in duty.clauses if isinstance(clause, DATED)]
    if len(dated) > 1:
        said = listed([f'"{deadline_words(clause, study)}"' for clause in dated])
        yield ambiguous(
            duty.name, f"it is due {said}, and the last of these counts", "exact", study
        )
    for clause in duty.clauses:
        if isinstance(clause, model.WithinClause):
            yield from of_clock(duty.name, clause, study)


def between_readings(duty: model.Stipulation, study: Study) -> Iterator[Finding]:
    ways: dict[str, list[str]] = {}
    for reading in duty.readings:
        clauses = clauses_in(duty, reading.name, frozenset())
        dated = [clause for clause in clauses if isinstance(clause, DATED)]
        words = deadline_words(dated[-1], study) if dated else "without a date"
        ways.setdefault(words, []).append(reading.name)
    if len(ways) > 1:
        said = "; ".join(f'"{words}" (read as {listed(who)})' for words, who in ways.items())
        yield ambiguous(duty.name, f"its deadline depends on the reading: {said}", "exact", study)


def deadline_words(clause: Clause, study: Study) -> str:
    calendar = study.agreement.calendar
    match clause:
        case model.ByDateClause(due):
            return f"by {deadline_of(due, calendar)}"
        case model.BetweenClause(end=end):
            return f"by {deadline_of(end, calendar)}"
        case _:
            return clause_words(clause, study.agreement)


def of_clock(name: str, clause: model.WithinClause, study: Study) -> Iterator[Finding]:
    said = f'"{clause_words(clause, study.agreement)}"'
    if isinstance(clause.of, model.Any):
        why = f"{said} runs from whichever of these comes first"
        yield ambiguous(name, why, "may", study)
    for part in leaves(clause.of):
        yield from of_leaf(name, said, part, study)
    if has_not(clause.of):
        why = f"{said} runs from the first time that something is not so, which may be at once"
        yield ambiguous(name, why, "may", study)


def of_leaf(name: str, said: str, part: Condition, study: Study) -> Iterator[Finding]:
    match part:
        case model.Happens(event):
            known = study.agreement.events.get(event)
            if known is not None and known.deed is None and known.on is None:
                why = f"{said} runs from an event that no deed and no date defines"
                yield ambiguous(name, why, "exact", study)
        case model.LevelStands() | model.Complies():
            what = condition_words(part, study.agreement)
            why = f'{said} runs from the first time that "{what}", which may come and go'
            yield ambiguous(name, why, "may", study)
        case _:
            return


def has_not(condition: Condition) -> bool:
    match condition:
        case model.Not():
            return True
        case model.All(parts) | model.Any(parts):
            return any(has_not(part) for part in parts)
        case _:
            return False


def ambiguous(name: str, why: str, certainty: Certainty, study: Study) -> Finding:
    return finding(study, RULE, (name,), f"{name_of(study, name)}: {why}.", ADVICE, certainty)
