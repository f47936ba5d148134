"""cannot-begin: a stipulation or phase that the text gives no way to begin.

    ban attacks
      north and south must not attack each other

    phase two
      begins when attacks done

A ban is never done once and for all, so phase two never opens. The same holds for what waits for
a phase without an entry, for a duty that nothing makes overdue, or for something that is stuck in
a circle; and for what ends, by its own terms, before it can begin. The finding names the nearest
cause, so that mending it mends everything after it.

*Exact* where the text leaves no way in any reading. *May* where only a finding of a competent body
could bring about what it waits for (a duty without a deadline is overdue only by a finding). What
the parties left `to be agreed` counts as possible; `open-term` speaks of it.

*What to do*: let it begin with something that can come about, or add an alternative (`or`).
"""

from collections.abc import Iterator

from servanda.agreement import model
from servanda.analysis.draft.finding import Certainty, Finding
from servanda.analysis.draft.needs import After, Either, Every, Moment, Need, Never
from servanda.analysis.draft.network import UNDERIVABLE
from servanda.analysis.draft.picture import picture_of
from servanda.analysis.draft.study import Study, View, finding
from servanda.analysis.draft.times import earliest
from servanda.analysis.draft.waits import wait_words
from servanda.analysis.draft.words import day_of, name_of
from servanda.language.listing import listed
from servanda.values.instant import NEVER


def cannot_begin(study: Study) -> tuple[Finding, ...]:
    """Stipulations and phases that never begin, but for those that make up a circle."""
    in_circles = {name for circle in study.whole_circles for name in circle}
    stuck = [
        name
        for name, subject in study.subjects.items()
        if not isinstance(subject, model.Fund)
        and name not in in_circles
        and not study.whole.can_come(name)
    ]
    return (*(of_stuck(name, study) for name in stuck), *over_before_begun(study))


def of_stuck(name: str, study: Study) -> Finding:
    view = study.whole
    causes = list(dict.fromkeys(causes_of(Moment(name, "begins"), view)))
    waited = [moment.name for moment, _ in causes if moment.name != name]
    said = wait_words(name, waited, study) if waited else f"`{name}` waits in vain"
    reasons = listed([reason_words(moment, why, name, study) for moment, why in causes])
    certainty: Certainty = (
        "may" if any(w is not None and not w.certain for _, w in causes) else "exact"
    )
    return finding(
        study,
        "cannot-begin",
        (name, *waited),
        f"{name_of(study, name)} can never begin. {said}; {reasons}.",
        "Let it begin with something that can come about, or add an alternative.",
        certainty,
        picture=picture_of(study, view, (name, *waited), (name,)),
    )


def causes_of(moment: Moment, view: View) -> Iterator[tuple[Moment, Never | None]]:
    """The nearest things that keep a moment from coming: each with why, or None for one that is
    itself stuck."""
    for leaf in stuck_leaves(view.needs.get(moment, Never("it is not there")), view):
        if isinstance(leaf, Never):
            yield moment, leaf
        elif isinstance(leaf, Moment):
            yield leaf, own_reason(leaf, view)


def own_reason(moment: Moment, view: View) -> Never | None:
    """Why a moment cannot come, where that lies in its own clauses; None where it is stuck because
    it, too, waits for something else."""
    for leaf in stuck_leaves(view.needs.get(moment, Never("it is not there")), view):
        if isinstance(leaf, Never):
            return leaf
        if isinstance(leaf, Moment) and leaf.name == moment.name and leaf.state != "begins":
            return own_reason(leaf, view)
    return None


def stuck_leaves(need: Need, view: View) -> Iterator[Need]:
    """The leaves of a need that cannot come about, and for want of which it cannot."""
    match need:
        case Every(parts) | Either(parts):
            for part in parts:
                if is_stuck(part, view):
                    yield from stuck_leaves(part, view)
        case After(need=inner):
            yield from stuck_leaves(inner, view)
        case _ if is_stuck(need, view):
            yield need
        case _:
            return


def is_stuck(need: Need, view: View) -> bool:
    number = view.network.numbers.get(need)
    return isinstance(need, Never) or number is None or bool(view.prevented[number] & UNDERIVABLE)


def reason_words(moment: Moment, why: Never | None, name: str, study: Study) -> str:
    if why is None:
        return f"{name_of(study, moment.name)} can never come to it itself"
    if moment.name == name:
        return why.why
    return f"of `{moment.name}`, {why.why}"


# --- Over before it begins -----------------------------------------------------------------------


def over_before_begun(study: Study) -> Iterator[Finding]:
    """Stipulations that end on a date at or before the earliest at which they can begin."""
    times = earliest(study)
    for subject in study.stipulations:
        begins = times.get(study.whole.network.named[Moment(subject.name, "begins")], NEVER)
        for clause in subject.clauses:
            if not isinstance(clause, model.UntilClause) or begins >= NEVER:
                continue
            if isinstance(clause.condition, model.DateHasCome):
                end = clause.condition.instant
                if end <= begins:
                    yield of_over(subject.name, end, begins, study)


def of_over(name: str, end: int, begins: int, study: Study) -> Finding:
    calendar = study.agreement.calendar
    return finding(
        study,
        "cannot-begin",
        (name,),
        f"{name_of(study, name)} ends on {day_of(end, calendar)} and cannot begin before "
        f"{day_of(begins, calendar)}.",
        "Move the end, or what it waits for.",
    )
