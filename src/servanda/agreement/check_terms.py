"""What can be wrong with the stages, powers and consequences of one stipulation."""

from collections.abc import Iterator, Sequence

from servanda.language import clause as written
from servanda.language.acts import act_of
from servanda.language.clause import StageClause, StipulationClause
from servanda.language.listing import listed
from servanda.language.near_miss import did_you_mean
from servanda.language.phrase import DeedPhrase, Name, Node
from servanda.language.tree import StipulationHeader

WHOLE_IN_PERCENT = 100
IN_A_STAGE = (
    written.FromClause,
    written.WithinClause,
    written.ByClause,
    written.BetweenClause,
    written.DaysClause,
    written.BeforeClause,
    written.AheadClause,
    written.AsSoonAsPossibleClause,
    written.UntilClause,
    written.WhileClause,
    written.UnlessClause,
    written.SuspendedWhileClause,
    written.BestEffortClause,
    written.VerifiedByClause,
)
DEADLINES = (
    written.WithinClause,
    written.ByClause,
    written.BetweenClause,
    written.DaysClause,
    written.BeforeClause,
    written.AheadClause,
)
Complaint = tuple[str, Node, str, str | None]
Clauses = Sequence[StipulationClause]


def check_terms(header: StipulationHeader, text: Clauses) -> Iterator[Complaint]:
    """Complaints about the clauses of the text, one for each mistake."""
    stages = [clause for clause in text if isinstance(clause, StageClause)]
    yield from two_deadlines(text)
    for stage in stages:
        yield from two_deadlines(stage.clauses)
        yield from fits_stage(stage)
    tranches = [clause for clause in text if isinstance(clause, written.TrancheClause)]
    for tranche in tranches:
        yield from fits_tranche(tranche)
    yield from stages_once(tranches)
    yield from parts_of_one_sort(tranches)
    yield from not_beyond_whole(tranches)
    yield from stages_once(stages)
    yield from stages_known(text, stages)
    yield from parts_of_one_sort(stages)
    yield from parts_of_the_whole(text, stages)
    if not stages:
        yield from step_without_stages(text)
    yield from term_missing(text)
    yield from about_itself(header, text)
    for clause in text:
        yield from fits_act(clause)


def two_deadlines(clauses: Clauses) -> Iterator[Complaint]:
    """`within` and `by` side by side: the same clause twice is complained of elsewhere."""
    found = [clause for clause in clauses if isinstance(clause, DEADLINES)]
    if len({type(clause) for clause in found}) > 1:
        hint = "keep one, or put the other in a `reading`"
        yield "two-deadlines", found[1], "this gives a second deadline", hint


# --- Stages --------------------------------------------------------------------------------------


def fits_stage(stage: StageClause) -> Iterator[Complaint]:
    for clause in stage.clauses:
        if not isinstance(clause, IN_A_STAGE):
            message = f"the stage `{stage.name.text}` cannot say this for itself"
            hint = "a stage says when it is due and on what it waits; the rest is said of the duty"
            yield "clause-not-for-stage", clause, message, hint


def stages_once(stages: Sequence[StageClause | written.TrancheClause]) -> Iterator[Complaint]:
    seen: set[str] = set()
    for stage in stages:
        if stage.name.text in seen:
            message = f"the stage `{stage.name.text}` stands twice"
            yield "stage-named-twice", stage.name, message, "give each stage a name of its own"
        seen.add(stage.name.text)


def stages_known(text: Clauses, stages: Sequence[StageClause]) -> Iterator[Complaint]:
    """A reading or linkage `of` a stage names one that is there."""
    names = [stage.name.text for stage in stages]
    for clause in text:
        if not isinstance(clause, written.ReadingClause | written.LinkageClause):
            continue
        if clause.stage is not None and clause.stage.text not in names:
            message = f"this has no stage `{clause.stage.text}`"
            near = did_you_mean(clause.stage.text, names)
            hint = near or "name one of its stages, or leave `of ...` out"
            yield "unknown-stage", clause.stage, message, hint


def parts_of_one_sort(stages: Sequence[StageClause | written.TrancheClause]) -> Iterator[Complaint]:
    """Numbers add up, percentages add up, areas stand side by side: none with another."""
    sorts = [(stage, sort) for stage in stages if (sort := sort_of(stage.part)) != "rest"]
    for stage, sort in sorts[1:]:
        if sort != sorts[0][1]:
            message = f"this stage is {sort} and the first is {sorts[0][1]}: they do not add up"
            hint = "make them all percentages, all numbers or all areas"
            yield "stages-of-two-sorts", stage.part, message, hint
            return


def sort_of(part: written.StagePart) -> str:
    if part.area is not None:
        return "an area"
    if part.amounts:
        return "a number"
    if part.amount is None:
        return "rest"
    return "a percentage" if part.percent else "a number"


def parts_of_the_whole(text: Clauses, stages: Sequence[StageClause]) -> Iterator[Complaint]:
    """Not more than the whole; and `the rest`, or a percentage, is of something."""
    yield from not_beyond_whole(stages)
    deeds = [clause for clause in text if isinstance(clause, DeedPhrase)]
    are_areas = any(stage.part.area is not None for stage in stages)
    needs_whole = [
        stage
        for stage in stages
        if sort_of(stage.part) == "a percentage"
        or (sort_of(stage.part) == "rest" and not are_areas)
    ]
    for deed in deeds:
        if needs_whole and deed.amount is None:
            message = f"`{needs_whole[0].name.text}` is a part of how many?"
            hint = f"write `all {deed.thing.text}`" if deed.thing else "say how many in the deed"
            yield "whole-missing", deed, message, hint


def not_beyond_whole(stages: Sequence[StageClause | written.TrancheClause]) -> Iterator[Complaint]:
    shares = [s.part.amount.low for s in stages if s.part.percent and s.part.amount is not None]
    if sum(shares) > WHOLE_IN_PERCENT:
        message = f"these stages make {sum(shares):g} percent of the whole"
        hint = "each stage says its own share, not what is reached with those before"
        yield "stages-beyond-whole", stages[-1].part, message, hint


def fits_tranche(tranche: written.TrancheClause) -> Iterator[Complaint]:
    """A tranche is a share of money that waits for something."""
    for clause in tranche.clauses:
        if not isinstance(clause, written.WithheldUntilClause):
            message = f"the tranche `{tranche.name.text}` cannot say this"
            hint = "a tranche says only `withheld until CONDITION`"
            yield "clause-not-for-stage", clause, message, hint
    if tranche.part.area is not None or tranche.part.amounts:
        message = "a tranche is a share of money"
        hint = "write `25 percent`, a number, or `the rest`"
        yield "stages-of-two-sorts", tranche.part, message, hint


def step_without_stages(text: Clauses) -> Iterator[Complaint]:
    for clause in text:
        if isinstance(clause, written.InStepClause):
            hint = "add its stages, or write `from OTHER done`"
            yield "stages-missing", clause, "this duty has no stages to keep in step", hint


# --- Powers and what follows ---------------------------------------------------------------------


def term_missing(text: Clauses) -> Iterator[Complaint]:
    """A term that is renewed, or grows, is one."""
    if any(isinstance(clause, written.ForClause) for clause in text):
        return
    for clause in text:
        if isinstance(clause, written.RenewedClause | written.LongerClause):
            hint = "add the first term: `for DURATION`"
            yield "term-missing", clause, "there is no term that could be longer", hint


def about_itself(header: StipulationHeader, text: Clauses) -> Iterator[Complaint]:
    """Nothing replaces itself, is suspended by its own breach, or keeps in step with itself."""
    for clause in text:
        for name in names_of_others(clause):
            if name.text == header.name.text:
                message = f"this says of `{name.text}` what can be said only of another"
                yield "about-itself", name, message, "name the other stipulation"


def names_of_others(clause: StipulationClause) -> tuple[Name, ...]:
    match clause:
        case written.ReplacesClause():
            return clause.stipulations
        case written.InStepClause():
            return (clause.other,)
        case written.ConsequenceClause(target=Name() as target):
            return (target,)
        case _:
            return ()


def fits_act(clause: StipulationClause) -> Iterator[Complaint]:
    """`by at most` belongs to an extension, and a clock to what suspends."""
    power = clause.power if isinstance(clause, written.ConsequenceClause) else clause
    if isinstance(clause, written.ConsequenceClause):
        yield from fits_state(clause)
    if not isinstance(power, written.MayClause):
        return
    act = act_of(power.act.text)
    if power.limit is not None and act not in ("extend", None):
        message = f"only an extension has a limit, and this is to {power.act.text}"
        yield "limit-misplaced", power.limit, message, "take `by at most` away"
    if power.clock is not None and act not in ("suspend", "withhold", None):
        message = f"no clock stops or runs on where somebody may {power.act.text}"
        yield "clock-misplaced", power, message, "take `, clock ...` away"


def fits_state(clause: written.ConsequenceClause) -> Iterator[Complaint]:
    allowed = ("breached", "overdue", "done")
    if clause.state not in allowed:
        message = f"nothing follows from its being {clause.state}"
        hint = f"write `if {listed(allowed, 'or')}`; for other conditions use `suspended while`"
        yield "consequence-misplaced", clause, message, hint
