"""What every stipulation, stage, phase and fund of an agreement needs: the text as a network.

A stipulation begins once its trigger has come; it is done once it has begun and its bearers have
acted. A side may of course do of its own will what it does not owe yet; the rules ask what the
text lets anybody insist on.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from servanda.agreement import model
from servanda.agreement.model import Agreement, Clause, Condition, Not
from servanda.agreement.readings import clauses_in
from servanda.agreement.subjects import Subject, subjects
from servanda.analysis.draft.conditions import (
    Asked,
    agreed,
    deed_label,
    need_of,
    with_bodies_formed,
)
from servanda.analysis.draft.needs import (
    After,
    Date,
    Every,
    Moment,
    Need,
    Never,
    State,
    Step,
    either,
    every,
)
from servanda.evidence.matching import principal
from servanda.values.deed import Deed

Needs = dict[Moment, Need]
DEADLINES = (
    model.WithinClause,
    model.ByDateClause,
    model.ByAgreementClause,
    model.BetweenClause,
    model.DaysClause,
    model.BeforeClause,
)


@dataclass(frozen=True, slots=True)
class Way:
    """A way to look at a text: the readings fixed, the linkages held, and whether what suspends a
    stipulation counts among what it waits for.

    A subject whose reading is not fixed may be read in whichever way lets it begin.
    """

    readings: Mapping[str, str] = field(default_factory=dict)
    linkages: frozenset[tuple[str, str]] = frozenset()  # (subject, holder)
    suspensions: bool = True
    at_leisure: bool = False  # whoever acts takes all the time that the text leaves


def needs_of(agreement: Agreement, way: Way) -> Needs:
    """The need of every moment of the agreement."""
    needs: Needs = {}
    for subject in subjects(agreement):
        needs.update(needs_of_subject(subject, agreement, way))
    for subject in agreement.stipulations:
        supersede(subject, needs)
    return needs


def needs_of_subject(subject: Subject, agreement: Agreement, way: Way) -> Needs:
    """The needs of one subject; where several readings stand open, one of theirs."""
    asked = Asked(agreement, subject.name)
    read = [needs_of_clauses(subject, one, asked, way) for one in variants(subject, way)]
    if len(read) == 1:
        return read[0]
    moments = dict.fromkeys(moment for one in read for moment in one)
    return {
        moment: either(tuple(one[moment] for one in read if moment in one)) for moment in moments
    }


def variants(subject: Subject, way: Way) -> tuple[tuple[Clause, ...], ...]:
    """The clauses in each reading that stands open."""
    held = frozenset(
        linkage.holder
        for linkage in subject.linkages
        if (subject.name, linkage.holder) in way.linkages
    )
    fixed = way.readings.get(subject.name)
    names = tuple(reading.name for reading in subject.readings)
    open_names = (fixed,) if fixed in names else names or (None,)
    return tuple(clauses_in(subject, name, held) for name in open_names)


def needs_of_clauses(
    subject: Subject, clauses: tuple[Clause, ...], asked: Asked, way: Way
) -> Needs:
    match subject:
        case model.Phase():
            return {Moment(subject.name, "begins"): need_of_phase(clauses, asked)}
        case model.Fund():
            until = [c.condition for c in clauses if isinstance(c, model.WithheldUntilClause)]
            return {Moment(subject.name, "begins"): needs_together(until, asked)}
        case model.Stipulation():
            return needs_of_stipulation(subject, clauses, asked, way)


def need_of_phase(clauses: tuple[Clause, ...], asked: Asked) -> Need:
    gates = [
        clause.condition
        for clause in clauses
        if isinstance(clause, model.BeginsClause | model.OpenWhileClause)
    ]
    return needs_together(gates, asked) if gates else Never("no clause says when it begins")


def needs_together(conditions: Iterable[Condition], asked: Asked) -> Need:
    return every(tuple(need_of(condition, asked) for condition in conditions))


# --- Stipulations --------------------------------------------------------------------------------


def needs_of_stipulation(
    subject: model.Stipulation, clauses: tuple[Clause, ...], asked: Asked, way: Way
) -> Needs:
    name = subject.name
    begins, due = begins_need(subject, clauses, asked, way), due_need(name, clauses, asked)
    stages = tuple(clause for clause in clauses if isinstance(clause, model.StageClause))
    steps = steps_of(clauses, asked.agreement)
    own_steps = at_leisure(name, steps) if way.at_leisure else steps
    own = states_of(name, subject.kind, own_steps, due, clauses, asked.agreement)
    needs = {Moment(name, "begins"): begins} | own
    if stages:
        needs |= needs_of_stages(name, stages, steps, clauses, due, asked, way)
        done = tuple(Moment(f"{name}/{stage.name}", "done") for stage in stages)
        needs[Moment(name, "done")] = every(done)
    return needs


def at_leisure(name: str, steps: tuple[Need, ...]) -> tuple[Need, ...]:
    """Steps that are taken when their actors lose no time, or at the latest when they are due."""
    return tuple(either((step, Moment(name, "due"))) for step in steps)


def states_of(
    name: str,
    kind: str,
    steps: tuple[Need, ...],
    due: Need,
    clauses: tuple[Clause, ...],
    agreement: Agreement,
) -> Needs:
    """The states of a stipulation or stage, given what its own doing and its date need."""
    begins = Moment(name, "begins")
    effort = any(isinstance(c, model.BestEffortClause) for c in clauses)
    late: Need = every((begins, Moment(name, "due")))
    if effort:
        late = Never("only effort is owed, so that it is overdue only by a finding", False)
    return {
        Moment(name, "done"): done_need(begins, kind, steps, clauses, agreement),
        Moment(name, "begun"): every((begins, either(steps))) if steps else begins,
        Moment(name, "due"): due,
        Moment(name, "overdue"): late,
        Moment(name, "breached"): breach_need(name, kind, clauses),
    }


def begins_need(
    subject: model.Stipulation, clauses: tuple[Clause, ...], asked: Asked, way: Way
) -> Need:
    """The trigger and, where they are counted, the ends of its suspensions."""
    parts: list[Need] = [*entry_into_force(subject, clauses, asked), *triggers(clauses, asked)]
    if way.suspensions:
        parts.extend(need_of(condition, asked) for condition in freedoms(clauses))
    return every(tuple(parts))


def triggers(clauses: tuple[Clause, ...], asked: Asked) -> Iterator[Need]:
    conditions = [clause.condition for clause in clauses if isinstance(clause, model.FromClause)]
    if not conditions:
        conditions = [clause.of for clause in clauses if isinstance(clause, model.WithinClause)]
    for condition in conditions:
        yield need_of(condition, asked)
    for clause in clauses:
        if isinstance(clause, model.BetweenClause):
            yield Date(clause.start)
        if isinstance(clause, model.DaysClause):
            yield need_of(clause.begins, asked)


def entry_into_force(subject: Subject, clauses: tuple[Clause, ...], asked: Asked) -> Iterator[Need]:
    """That of its instrument, where it has its own; otherwise that of the agreement."""
    agreement = asked.agreement
    yield Date(agreement.in_force)
    for instrument in agreement.instruments:
        if instrument.name == subject.instrument and instrument.in_force is not None:
            yield need_of(instrument.in_force, asked)
            return
    if agreement.enters is not None and not any(isinstance(c, model.FromClause) for c in clauses):
        yield need_of(agreement.enters, asked)


def freedoms(clauses: tuple[Clause, ...]) -> Iterator[Condition]:
    """What must hold for a stipulation not to be suspended."""
    for clause in clauses:
        if isinstance(clause, model.WhileClause):
            yield clause.condition
        elif isinstance(clause, model.SuspendedWhileClause):
            yield Not(clause.condition)


def due_need(name: str, clauses: tuple[Clause, ...], asked: Asked) -> Need:
    """When the deadline comes, as the last clause that sets one says."""
    deadline = next((c for c in reversed(clauses) if isinstance(c, DEADLINES)), None)
    match deadline:
        case model.WithinClause(duration, of):
            return After(duration, need_of(of, asked))
        case model.ByDateClause(due):
            return Date(due)
        case model.BetweenClause(end=end):
            return Date(end)
        case model.DaysClause():
            return After(deadline.deadline.duration, need_of(deadline.of, asked))
        case model.BeforeClause(condition):
            return need_of(condition, asked)
        case model.ByAgreementClause():
            return agreed(f"agreement on the date of {name}", asked)
        case _:
            return Never("it has no deadline, so that it is overdue only by a finding", False)


def done_need(
    begins: Need,
    kind: str,
    steps: tuple[Need, ...],
    clauses: tuple[Clause, ...],
    agreement: Agreement,
) -> Need:
    """A duty, right or aim is done by its bearers; a ban or quota never, as a whole."""
    if kind in ("ban", "quota"):
        return Never(f"it is a {kind}, and a {kind} is never done once and for all")
    own = every((begins, *steps))
    others = tuple(
        every((begins, deed_step(clause.deed, agreement)))
        for clause in clauses
        if isinstance(clause, model.OutcomeAlsoClause)
    )
    return either((own, *others))


def breach_need(name: str, kind: str, clauses: tuple[Clause, ...]) -> Need:
    """A ban is breached by a deed of its bearers; whatever else is in force can be found so."""
    begins = Moment(name, "begins")
    if kind in ("right", "aim", "power"):
        return Never(f"it is {'an' if kind == 'aim' else 'a'} {kind}, which nobody can breach")
    if kind != "ban":
        return begins
    bearers = bearers_of(clauses)
    return every((begins, Step(f"{name} breached", bearers if len(bearers) == 1 else (), "deed")))


# --- Stages --------------------------------------------------------------------------------------


def needs_of_stages(
    name: str,
    stages: tuple[model.StageClause, ...],
    steps: tuple[Need, ...],
    clauses: tuple[Clause, ...],
    due: Need,
    asked: Asked,
    way: Way,
) -> Needs:
    """Counted stages follow one another; those of areas stand side by side."""
    needs: Needs = {}
    for number, stage in enumerate(stages):
        own = f"{name}/{stage.name}"
        parts: list[Need] = [Moment(name, "begins"), *triggers(stage.clauses, asked)]
        parts.extend(in_step(number, clauses, asked.agreement))
        if way.suspensions:
            parts.extend(need_of(one, asked) for one in freedoms(stage.clauses))
        before = () if number == 0 or stage.area else (f"{name}/{stages[number - 1].name}",)
        one_step = tuple(stage_step(step, stage) for step in steps)
        if way.at_leisure:
            one_step = at_leisure(own, one_step)
        done: tuple[Need, ...] = (*one_step, *(Moment(earlier, "done") for earlier in before))
        dated = any(isinstance(clause, DEADLINES) for clause in stage.clauses)
        date = due_need(own, stage.clauses, asked) if dated else due
        both = (*clauses, *stage.clauses)
        needs[Moment(own, "begins")] = every(tuple(parts))
        needs |= states_of(own, "duty", done, date, both, asked.agreement)
    return needs


def in_step(number: int, clauses: tuple[Clause, ...], agreement: Agreement) -> Iterator[Need]:
    """A stage waits for the other side's stage before it."""
    others = [clause.other for clause in clauses if isinstance(clause, model.InStepClause)]
    for stipulation in agreement.stipulations:
        if stipulation.name in others and number > 0:
            theirs = [c for c in stipulation.clauses if isinstance(c, model.StageClause)]
            if number <= len(theirs):
                yield Moment(f"{stipulation.name}/{theirs[number - 1].name}", "done")


def stage_step(step: Need, stage: model.StageClause) -> Need:
    """The part of a step that belongs to a stage."""
    match step:
        case Step(words, actors, kind):
            return Step(f"{words} ({stage.name})", actors, kind)
        case Every(parts):
            return every(tuple(stage_step(part, stage) for part in parts))
        case _:
            return step


# --- Limbs ---------------------------------------------------------------------------------------


def steps_of(clauses: Iterable[Clause], agreement: Agreement) -> tuple[Need, ...]:
    """What the bearers have to do, a step for each limb."""
    return tuple(step for clause in clauses for step in limb_steps(clause, agreement))


def limb_steps(clause: Clause, agreement: Agreement) -> Iterator[Need]:
    match clause:
        case model.DeedClause():
            label = deed_label(clause.deed)
            bearers = tuple(dict.fromkeys(principal(one) for one in clause.bearers))
            yield with_bodies_formed(Step(label, bearers, "deed"), agreement)
        case model.LevelClause(actors=actors, level=level):
            label = f"{' and '.join(actors)}: {level.level}"
            yield with_bodies_formed(Step(label, principals(actors), "level"), agreement)
        case model.TextClause(actors=actors, words=words):
            yield with_bodies_formed(Step(words, principals(actors), "deed"), agreement)
        case _:
            return


def deed_step(deed: Deed, agreement: Agreement) -> Need:
    return with_bodies_formed(Step(deed_label(deed), principals(deed.actors), "deed"), agreement)


def principals(actors: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(principal(actor) for actor in actors))


def bearers_of(clauses: Iterable[Clause]) -> tuple[str, ...]:
    """Everybody who owes, is barred or is allowed something by these clauses."""
    limbs = model.DeedClause | model.LevelClause | model.TextClause | model.MayClause
    found = (one for c in clauses if isinstance(c, limbs) for one in c.bearers)
    return principals(found)


# --- What replaces what --------------------------------------------------------------------------


def supersede(subject: model.Stipulation, needs: Needs) -> None:
    """What asks for a replaced duty to be done is content with the one that replaces it."""
    for clause in subject.clauses:
        if isinstance(clause, model.ReplacesClause):
            for replaced in clause.stipulations:
                for state in REPLACED:
                    old = Moment(replaced, state)
                    if old in needs:
                        needs[old] = either((needs[old], Moment(subject.name, state)))


REPLACED: tuple[State, ...] = ("done", "begun")
