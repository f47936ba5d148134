"""reading-changes-outcome: words that are read in several ways, with what hangs on it.

    phase two
      reading washington: begins when phase two declared open by us
      reading jerusalem: begins when return-remains done and phase two declared open by us

Read as jerusalem, the side that owes the remains can keep phase two shut by itself; read as
washington, it cannot. For each group of readings that are read alike, the finding says what of
the stipulations themselves depends on the reading (when they begin, their deadline, what counts,
whether the result is owed) and what changes elsewhere: what can never begin, what waits in a
circle, who alone can hold up a phase, a fund or a goal.

*Exact*. Each reading is looked at with all other groups left open, so that what only two readings
of different groups bring about together is not shown.

*What to do*: choose one before signing, or write down who decides.
"""

from collections.abc import Iterator

from servanda.agreement import model
from servanda.agreement.model import Clause
from servanda.agreement.readings import ReadingGroup, reading_groups
from servanda.agreement.subjects import Subject
from servanda.analysis.draft.finding import Finding
from servanda.analysis.draft.preconditions import Way
from servanda.analysis.draft.study import Study, finding
from servanda.analysis.draft.ways import Outlook, Watch, changes, looked_at, outlook, watch
from servanda.analysis.draft.words import name_of
from servanda.language.listing import listed

ASPECTS: tuple[tuple[str, tuple[type, ...]], ...] = (
    ("when it begins", (model.FromClause, model.BeginsClause, model.OpenWhileClause)),
    (
        "its deadline",
        (model.WithinClause, model.ByDateClause, model.ByAgreementClause, model.BetweenClause,
         model.DaysClause, model.BeforeClause, model.AsSoonAsPossibleClause, model.GraceClause,
         model.StageClause),
    ),
    ("when it ends", (model.UntilClause, model.ForClause, model.EndsClause)),
    ("what suspends it", (model.WhileClause, model.SuspendedWhileClause)),
    ("what excuses a failure", (model.UnlessClause,)),
    ("whether the result is owed or only effort", (model.BestEffortClause,)),
    ("what is owed", (model.DeedClause, model.LevelClause, model.TextClause)),
    ("what counts", (model.CountingOnlyClause, model.ComparedClause, model.OutcomeAlsoClause)),
    ("who verifies", (model.VerifiedByClause,)),
    ("when money is released", (model.WithheldUntilClause,)),
)  # fmt: skip


def reading_changes_outcome(study: Study) -> tuple[Finding, ...]:
    """Every group of readings on which an outcome depends."""
    watched = watch(study)
    found = (of_group(group, watched, study) for group in reading_groups(study.agreement))
    return tuple(one for one in found if one is not None)


def of_group(group: ReadingGroup, watched: Watch, study: Study) -> Finding | None:
    if len(group.names) < 2:
        return None
    aspects = aspects_of(group, study)
    elsewhere = list(differences(group, watched, study))
    if not aspects and not elsewhere:
        return None
    of = listed([name_of(study, member) for member in group.members])
    direct = f" for {listed(aspects)}" if aspects else ""
    effects = f" {' '.join(elsewhere)}" if elsewhere else ""
    return finding(
        study,
        "reading-changes-outcome",
        group.members,
        f"{of} can be read as {listed(group.names, 'or')}, and it matters{direct}.{effects}",
        "Choose one reading before signing, or say who decides.",
    )


def aspects_of(group: ReadingGroup, study: Study) -> list[str]:
    """What of the members themselves the readings say differently."""
    found: dict[str, None] = {}
    for name in group.members:
        subject = study.subjects[name]
        for aspect, kinds in ASPECTS:
            said = {clauses_of(subject, reading, kinds) for reading in group.names}
            if len(said) > 1:
                found[aspect] = None
    return list(found)


def clauses_of(subject: Subject, reading: str, kinds: tuple[type, ...]) -> tuple[Clause, ...]:
    """The clauses of these kinds that one reading gives; those of the text where it gives none."""
    read = next((one.clauses for one in subject.readings if one.name == reading), ())
    said = tuple(clause for clause in read if isinstance(clause, kinds))
    return said or tuple(clause for clause in subject.clauses if isinstance(clause, kinds))


def differences(group: ReadingGroup, watched: Watch, study: Study) -> Iterator[str]:
    """What one reading changes beyond what every reading has."""
    if not moves_needs(group, study):
        return
    views = {
        reading: looked_at(Way(dict.fromkeys(group.members, reading)), group.members, study)
        for reading in group.names
    }
    outlooks = {reading: outlook(seen, watched, study) for reading, seen in views.items()}
    kindest = in_common(tuple(outlooks.values()))
    for reading, seen in views.items():
        changed = list(changes(kindest, outlooks[reading], seen, study))
        if changed:
            yield f"Read as {reading}, {'; '.join(changed)}."


def moves_needs(group: ReadingGroup, study: Study) -> bool:
    """Only such readings can change what waits for what."""
    kinds = (*GATES, model.DeedClause, model.LevelClause, model.TextClause)
    return any(
        isinstance(clause, kinds)
        for name in group.members
        for reading in study.subjects[name].readings
        for clause in reading.clauses
    )


GATES = (
    model.FromClause, model.BeginsClause, model.OpenWhileClause, model.WithinClause,
    model.WhileClause, model.SuspendedWhileClause, model.WithheldUntilClause,
    model.OutcomeAlsoClause, model.StageClause, model.InStepClause, model.BetweenClause,
    model.DaysClause,
)  # fmt: skip


def in_common(seen: tuple[Outlook, ...]) -> Outlook:
    """What is so in every reading."""
    stuck = frozenset[str].intersection(*(one.stuck for one in seen))
    vetoes = frozenset[tuple[str, str]].intersection(*(one.vetoes for one in seen))
    return Outlook(stuck, vetoes)
