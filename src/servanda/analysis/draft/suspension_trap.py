"""suspension-trap: suspensions through which everybody may wait for good.

    duty lift-siege
      south lifts siege
      suspended while not return-captives done, clock stops

    duty return-captives
      north returns captives
      suspended while not lift-siege done, clock stops

Both are in force and neither is owed: each is suspended until the other is done, and where the
clock stops, neither is ever late. The rule shows the smallest sets that are stuck once the ends of
suspensions (`suspended while`, `while`) are counted among what a stipulation waits for. It also
shows what a single incident suspends for good: a ban that was breached once stays breached, so
that `suspended while a-ban breached` ends only by a waiver or a decision.

*Exact* for the sets. *May* for the ban that suspends: a power to resume, or a waiver, can end it.

*What to do*: suspend on something that the other side can end by itself and that this one does
not hold back, let the clock run, or give somebody a power to resume.
"""

from collections.abc import Iterator

from servanda.agreement import model
from servanda.agreement.dependencies import leaves
from servanda.analysis.draft.clause_words import clause_words
from servanda.analysis.draft.finding import Finding
from servanda.analysis.draft.picture import picture_of
from servanda.analysis.draft.study import Study, finding
from servanda.analysis.draft.waits import in_order_of_waiting, wait_words
from servanda.analysis.draft.words import name_of
from servanda.language.listing import listed


def suspension_trap(study: Study) -> tuple[Finding, ...]:
    """Sets stuck only through suspensions, and suspensions that one incident makes lasting."""
    known = frozenset(study.bare_circles)
    traps = [of_trap(trap, study) for trap in study.whole_circles if trap not in known]
    return (*traps, *lasting_suspensions(study))


def of_trap(trap: frozenset[str], study: Study) -> Finding:
    members = in_order_of_waiting(trap, study.whole)
    waits = "; ".join(wait_words(one, trap, study) for one in members)
    who = listed([name_of(study, one) for one in members])
    return finding(
        study,
        "suspension-trap",
        members,
        f"{who} can stay suspended for good. {waits}. As long as nobody moves first, nobody has "
        "to.",
        "Let one of them be owed first, suspend in steps, or let the clock run to a date.",
        picture=picture_of(study, study.whole, members, members),
    )


def lasting_suspensions(study: Study) -> Iterator[Finding]:
    bans = {each.name for each in study.stipulations if forbids_deeds(each)}
    for subject in study.stipulations:
        for clause in subject.clauses:
            if not isinstance(clause, model.SuspendedWhileClause):
                continue
            for leaf in leaves(clause.condition):
                ban = breached_in(leaf)
                if ban in bans and not can_resume(subject.name, study):
                    yield lasting(subject.name, ban, clause, study)


def breached_in(leaf: model.Condition) -> str:
    is_breached = isinstance(leaf, model.StipulationIs) and leaf.state == "breached"
    return leaf.stipulation if is_breached and isinstance(leaf, model.StipulationIs) else ""


def forbids_deeds(stipulation: model.Stipulation) -> bool:
    limbs = [one for one in stipulation.clauses if isinstance(one, model.DeedClause)]
    return stipulation.kind == "ban" and bool(limbs)


def can_resume(name: str, study: Study) -> bool:
    return any(
        isinstance(clause, model.MayClause) and clause.act == "resume" and name in clause.targets
        for stipulation in study.stipulations
        for clause in stipulation.clauses
    )


def lasting(name: str, ban: str, clause: model.SuspendedWhileClause, study: Study) -> Finding:
    said = clause_words(clause, study.agreement)
    return finding(
        study,
        "suspension-trap",
        (name, ban),
        f'{name_of(study, name)} is "{said}". A single incident breaches {name_of(study, ban)}, '
        "and an incident is not undone: the suspension may then last for good.",
        "Say when it resumes, or give somebody a power to resume it.",
        "may",
    )
