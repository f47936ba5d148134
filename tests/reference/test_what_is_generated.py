"""What the generator draws: each construct often enough that agreeing on it means something."""

from collections import Counter
from collections.abc import Iterator

from servanda.agreement import model
from servanda.agreement.subjects import all_clauses, subjects
from servanda.record.model import ActContent, EventContent, LevelContent, StateContent
from tests.reference.conditions_plain import conditions_in, leaves
from tests.reference.drawing import cases
from tests.reference.generated import Drawn, worlds

DRAWN = 400
LEAST = 0.05
ACTS = ("extend", "waive", "suspend", "withhold", "resume", "certify", "decertify", "terminate",
        "replace", "accept")  # fmt: skip
CLAUSES = (
    model.MayClause, model.ChoiceClause, model.ConsequenceClause, model.ReplacesClause,
    model.StageClause, model.InStepClause, model.BeforeClause, model.BetweenClause,
    model.DaysClause,
    model.AheadClause, model.ForClause, model.RenewedClause, model.NotPublicClause,
    model.OpenWhileClause,
)  # fmt: skip
STANCES = (
    "says", "denies", "admits", "finds", "rules",
    "promises", "plans", "expects", "threatens", "demands",
)  # fmt: skip
STATES = ("due", "extended", "waived", "certified", "terminated")


def test_each_construct_is_drawn() -> None:
    seen: Counter[str] = Counter()

    @cases(DRAWN, worlds())
    def count(drawn: Drawn) -> None:
        seen["all"] += 1
        seen.update(set(constructs_of(drawn)))

    count()
    asked = {*ACTS, *STATES, *STANCES, *(clause.__name__ for clause in CLAUSES), *OTHERS}
    seldom = {name: seen[name] for name in asked if seen[name] < LEAST * seen["all"]}
    assert seldom == {}


OTHERS = (
    "stage by percent", "stage by number", "stage by area", "the rest", "percent", "except",
    "not told", "answering", "each of", "ceiling", "event on a date", "instrument in force",
    "enters", "no author", "class as object",
    "lapses", "Delayed", "Recent", "act on a stage", "act with notice", "act within a limit",
    "clock stops by an act", "partly found", "claimed percent", "stock",
    "correction", "retraction",
    "plea", "at second hand",
)  # fmt: skip


def constructs_of(drawn: Drawn) -> Iterator[str]:
    for subject in subjects(drawn.agreement):
        clauses = list(all_clauses(subject))
        for clause in clauses:
            yield type(clause).__name__
            yield from of_clause(clause)
        for condition in conditions_in(clauses):
            yield from of_condition(condition)
        if subject.instrument == "annex":
            yield "instrument in force"
    if drawn.agreement.lapses is not None:
        yield "lapses"
    if drawn.agreement.enters is not None:
        yield "enters"
    if drawn.record.retractions:
        yield "retraction"
    for claim in drawn.record.claims:
        if claim.corrects:
            yield "correction"
        yield claim.stance
        if claim.plea is not None:
            yield "plea"
        if claim.chain.via:
            yield "at second hand"
        match claim.content:
            case ActContent(act=act, target=target):
                yield act
                if "/" in target:
                    yield "act on a stage"
            case StateContent(verb="find-partly-done" | "find-substantially-done"):
                yield "partly found"
            case EventContent(deed) if not deed.actors:
                yield "no author"
            case EventContent(deed) if deed.percent:
                yield "claimed percent"
            case LevelContent(level) if level.level != "gate":
                yield "stock"
            case _:
                pass


def of_clause(clause: model.Clause) -> Iterator[str]:
    match clause:
        case model.StageClause():
            shape = "stage by percent" if clause.percent else "stage by number"
            shape = "stage by area" if clause.area else shape
            yield shape if clause.area or clause.amount else "the rest"
        case model.DeedClause(deed):
            found = {
                "percent": deed.percent, "except": bool(deed.excepting),
                "not told": deed.number != "stated", "answering": bool(clause.answering),
                "each of": clause.separately, "class as object": deed.class_name is not None,
                "ceiling": deed.amount is not None and deed.amount.low == 0,
            }  # fmt: skip
            yield from (name for name, is_so in found.items() if is_so)
        case model.MayClause():
            if clause.notice is not None:
                yield "act with notice"
            if clause.limit is not None:
                yield "act within a limit"
            if clause.clock == "stops" and clause.act in ("suspend", "withhold"):
                yield "clock stops by an act"
        case _:
            pass


def of_condition(condition: model.Condition) -> Iterator[str]:
    for leaf in leaves(condition):
        yield type(leaf).__name__
        match leaf:
            case model.StipulationIs(state=state):
                yield state
            case model.Happens("dated"):
                yield "event on a date"
            case _:
                pass
