"""Small agreements of every shape, for hypothesis to draw from."""

from hypothesis import strategies as st

from benchmarks.generated_agreement import IN_FORCE, actor, agreement_of, deed, done, limb
from servanda.agreement import model
from servanda.agreement.model import Agreement, Clause, Condition
from servanda.values.instant import Duration

DAY = 86_400
ACTORS = ("north", "south", "east")
EVENTS = tuple((f"event-{number}", who) for number, who in enumerate(ACTORS))
MOST = 12


def names_of(size: int) -> tuple[str, ...]:
    return tuple(f"s{number}" for number in range(size))


def conditions(
    names: tuple[str, ...], gates: tuple[str, ...], no: bool
) -> st.SearchStrategy[Condition]:
    """Conditions on duties, phases and events, with "and", "or" and perhaps "not"."""
    atoms: list[st.SearchStrategy[Condition]] = [
        st.builds(done, st.sampled_from(names)),
        st.builds(done, st.sampled_from(names)),
        st.builds(done, st.sampled_from(names)),
        st.sampled_from(EVENTS).map(lambda event: model.IsDone(deed(*event))),
    ]
    if gates:
        atoms.append(st.builds(model.PhaseIsOpen, st.sampled_from(gates)))
    return st.recursive(
        st.one_of(atoms),
        lambda inner: st.one_of(
            st.builds(lambda *parts: model.All(parts), inner, inner),
            st.builds(lambda *parts: model.Any(parts), inner, inner),
            *([st.builds(model.Not, inner)] if no else []),
        ),
        max_leaves=3,
    )


@st.composite
def agreements(draw: st.DrawFn, most: int = MOST, no: bool = False) -> Agreement:
    """Duties, phases and a fund that wait for one another in any way."""
    names = names_of(draw(st.integers(2, most)))
    gates = ("one", "two")[: draw(st.integers(0, 2))]
    gate = conditions(names, gates, no)
    stipulations = []
    for name in names:
        clauses: list[Clause] = [limb(name, draw(st.sampled_from(ACTORS)))]
        if draw(st.integers(0, 3)):
            clauses.append(model.FromClause(draw(gate)))
        stipulations.append(duty(name, clauses))
    phases = [model.Phase(name, name, "", (model.BeginsClause(draw(gate)),)) for name in gates]
    funds = [model.Fund("money", "money", "", (model.WithheldUntilClause(draw(gate)),))]
    return agreement_of(stipulations, phases, funds, [actor(name, "party") for name in ACTORS])


@st.composite
def dated_agreements(draw: st.DrawFn, most: int = MOST) -> Agreement:
    """Duties with deadlines, on dates or counted from one another, that wait for done, for
    overdue and for dates."""
    names = names_of(draw(st.integers(2, most)))
    stipulations = []
    for name in names:
        clauses: list[Clause] = [limb(name, draw(st.sampled_from(ACTORS)))]
        if draw(st.integers(0, 4)):
            clauses.append(model.FromClause(draw(dated_conditions(names))))
        kind = draw(st.integers(0, 3))
        days = draw(st.integers(1, 12))
        if kind == 0:
            clauses.append(model.ByDateClause(IN_FORCE + DAY * days))
        elif kind in (1, 2):
            clock = done(draw(st.sampled_from(names)))
            clauses.append(model.WithinClause(Duration(days, "day"), clock))
        stipulations.append(duty(name, clauses))
    return agreement_of(stipulations, [], [], [actor(name, "party") for name in ACTORS])


def dated_conditions(names: tuple[str, ...]) -> st.SearchStrategy[Condition]:
    atoms: list[st.SearchStrategy[Condition]] = [
        st.builds(done, st.sampled_from(names)),
        st.builds(done, st.sampled_from(names)),
        st.builds(model.StipulationIs, st.sampled_from(names), st.just("overdue")),
        st.integers(0, 12).map(lambda day: model.DateHasCome(IN_FORCE + DAY * day)),
        st.sampled_from(EVENTS).map(lambda event: model.IsDone(deed(*event))),
    ]
    return st.recursive(
        st.one_of(atoms),
        lambda inner: st.one_of(
            st.builds(lambda *parts: model.All(parts), inner, inner),
            st.builds(lambda *parts: model.Any(parts), inner, inner),
        ),
        max_leaves=3,
    )


def duty(name: str, clauses: list[Clause]) -> model.Stipulation:
    return model.Stipulation(name=name, kind="duty", title=name, article="", clauses=tuple(clauses))
