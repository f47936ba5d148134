"""duty-against-ban: a deed that one stipulation asks for and another forbids.

    duty patrol
      south deploys troops in buffer-zone

    ban no-troops
      south must not deploy troops in buffer-zone

Whoever keeps the one breaches the other. The two deeds are compared as a claim is compared with a
stipulation: the same actor (or one that it binds), action and thing, and nothing said of
counterparty or place that differs; likewise a level that a duty keeps and a ban must not bring
about. Where one instrument `prevails over` the other, or the ban excepts what the duty asks
(`unless`), or the one begins `from` the condition on which the other ends (`until`), nothing is
found.

*Exact* if both are in force from the start and without end. *May* if either waits for something,
ends, or can be suspended: the two may never be in force together; and if the ban leaves the place
or the counterparty open.

*What to do*: say which prevails, except the one from the other, or let one end before the other
begins.
"""

from collections.abc import Iterator

from servanda.agreement import model
from servanda.analysis.draft.finding import Certainty, Finding
from servanda.analysis.draft.preconditions import principals
from servanda.analysis.draft.study import Study, finding
from servanda.analysis.draft.unverified_duty import lies_within
from servanda.analysis.draft.words import name_of
from servanda.evidence.matching import bears_on, principal
from servanda.language.deed_words import deed_words
from servanda.values.deed import Deed, LevelIs

TIMED = (
    model.FromClause, model.WithinClause, model.UntilClause, model.WhileClause, model.ForClause,
    model.SuspendedWhileClause, model.BetweenClause, model.DaysClause,
)  # fmt: skip


def duty_against_ban(study: Study) -> tuple[Finding, ...]:
    """Pairs of a duty and a ban of which one side cannot keep both."""
    bans: dict[str, list[tuple[model.Stipulation, model.DeedClause]]] = {}
    for ban in study.stipulations:
        for clause in ban.clauses:
            if ban.kind == "ban" and isinstance(clause, model.DeedClause):
                bans.setdefault(clause.deed.action, []).append((ban, clause))
    found = [*deeds_against(bans, study), *levels_against(study)]
    return tuple(dict.fromkeys(found))


def deeds_against(
    bans: dict[str, list[tuple[model.Stipulation, model.DeedClause]]], study: Study
) -> Iterator[Finding]:
    for duty in study.stipulations:
        for clause in duty.clauses:
            if duty.kind not in ("duty", "quota") or not isinstance(clause, model.DeedClause):
                continue
            for ban, forbidden in bans.get(clause.deed.action, ()):
                if forbids(forbidden.deed, clause.deed, study) and stand_together(duty, ban, study):
                    certainty = certainty_of(duty, ban, clause.deed, forbidden.deed)
                    yield of_pair(duty, ban, deed_words(clause.deed), certainty, study)


def forbids(forbidden: Deed, owed: Deed, study: Study) -> bool:
    """The deed owed is one of those forbidden."""
    if {owed.thing, owed.class_name} & {*forbidden.excepting} or forbidden.mutual:
        return False
    if forbidden.class_name not in (None, owed.class_name):
        return False
    return bears_on(owed, forbidden, study.agreement) and not is_elsewhere(owed, forbidden, study)


def is_elsewhere(owed: Deed, forbidden: Deed, study: Study) -> bool:
    """The ban's place is an area, and the duty's another."""
    if forbidden.place is None or owed.place is None:
        return False
    return not lies_within(owed.place, forbidden.place, study.agreement)


def stand_together(duty: model.Stipulation, ban: model.Stipulation, study: Study) -> bool:
    """Neither is set aside for the other, by an instrument that prevails or an exception."""
    over = {one.name: one.prevails_over for one in study.agreement.instruments}
    if ban.instrument in over.get(duty.instrument or "", ()):
        return False
    if duty.instrument in over.get(ban.instrument or "", ()):
        return False
    excepted = [c for c in ban.clauses if isinstance(c, model.UnlessClause)]
    replaced = [
        name
        for one, other in ((duty, ban), (ban, duty))
        for clause in one.clauses
        if isinstance(clause, model.ReplacesClause)
        for name in clause.stipulations
        if name == other.name
    ]
    return not excepted and not replaced and not follow_one_another(duty, ban)


def follow_one_another(duty: model.Stipulation, ban: model.Stipulation) -> bool:
    """One begins on the very condition on which the other ends."""
    return any(
        begins.condition == ends.condition
        for one, other in ((duty, ban), (ban, duty))
        for begins in one.clauses
        if isinstance(begins, model.FromClause)
        for ends in other.clauses
        if isinstance(ends, model.UntilClause)
    )


def certainty_of(
    duty: model.Stipulation, ban: model.Stipulation, owed: Deed, forbidden: Deed
) -> Certainty:
    timed = any(isinstance(clause, TIMED) for clause in (*duty.clauses, *ban.clauses))
    vague = (forbidden.place is not None and owed.place is None) or (
        forbidden.to is not None and owed.to is None
    )
    return "may" if timed or vague or duty.readings or ban.readings else "exact"


# --- Levels --------------------------------------------------------------------------------------


def levels_against(study: Study) -> Iterator[Finding]:
    for duty in study.stipulations:
        for kept in duty.clauses:
            if duty.kind != "duty" or not isinstance(kept, model.LevelClause):
                continue
            for ban in study.stipulations:
                barred = [one for one in ban.clauses if isinstance(one, model.LevelClause)]
                clashing = ban.kind == "ban" and any(clash(kept, one) for one in barred)
                if clashing and stand_together(duty, ban, study):
                    certainty = certainty_of_levels(duty, ban)
                    yield of_pair(duty, ban, kept.level.level, certainty, study)


def clash(kept: model.LevelClause, barred: model.LevelClause) -> bool:
    """Every value that the duty asks for is one that the ban forbids, to the same actor."""
    same = set(principals(kept.actors)) & set(principals(barred.actors))
    return (
        bool(same) and kept.level.level == barred.level.level and implies(kept.level, barred.level)
    )


def implies(asked: LevelIs, barred: LevelIs) -> bool:
    match asked.comparison, barred.comparison:
        case ("at-least" | "exactly", "above"):
            return asked.value > barred.value
        case ("at-most" | "exactly", "below"):
            return asked.value < barred.value
        case ("at-least" | "exactly", "at-least"):
            return asked.value >= barred.value
        case ("at-most" | "exactly", "at-most"):
            return asked.value <= barred.value
        case ("exactly", "exactly"):
            return asked.value == barred.value
        case _:
            return False


def certainty_of_levels(duty: model.Stipulation, ban: model.Stipulation) -> Certainty:
    timed = any(isinstance(clause, TIMED) for clause in (*duty.clauses, *ban.clauses))
    return "may" if timed or duty.readings or ban.readings else "exact"


def of_pair(
    duty: model.Stipulation, ban: model.Stipulation, deed: str, certainty: Certainty, study: Study
) -> Finding:
    together = "" if certainty == "exact" else " whenever both are in force"
    return finding(
        study,
        "duty-against-ban",
        (duty.name, ban.name),
        f'{name_of(study, duty.name)} asks for "{deed}", and {name_of(study, ban.name)} forbids it'
        f"{together}.",
        "Say which of them prevails, or except the one from the other.",
        certainty,
        tuple(dict.fromkeys(principal(one) for one in study.bearers(duty.name))),
    )
