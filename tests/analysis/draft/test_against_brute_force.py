"""The rules against trying everything, on agreements of up to twelve stipulations."""

from hypothesis import HealthCheck, given, settings

from servanda.agreement import model
from servanda.agreement.model import Agreement
from servanda.analysis.draft import study
from servanda.analysis.draft.bottleneck import held_up
from servanda.analysis.draft.cannot_begin import cannot_begin
from servanda.analysis.draft.circular_wait import circular_wait
from servanda.analysis.draft.deadline_in_others_hands import deadline_in_others_hands
from servanda.analysis.draft.impossible_deadline import impossible_deadline
from servanda.analysis.draft.needs import Moment
from servanda.analysis.draft.veto import veto
from tests.analysis.draft.brute_force import (
    NEVER,
    bearers,
    due_day,
    gates,
    live_through,
    reachable,
    smallest_stuck_sets,
)
from tests.analysis.draft.small import ACTORS, EVENTS, agreements, dated_agreements

patient = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ZERO = 150  # the day on which a clock starts, later than all that was to come before


@patient
@given(agreements())
def test_what_can_never_begin(agreement: Agreement) -> None:
    ready = study(agreement)
    possible = reachable(agreement, EVENTS)
    assert {name for name in gates(agreement) if ready.whole.can_come(name)} == possible
    found = {finding.concerns[0] for finding in cannot_begin(ready)}
    members = {name for circle in ready.whole_circles for name in circle}
    funds = {fund.name for fund in agreement.funds}
    assert found | members | funds >= set(gates(agreement)) - possible
    assert not (found | members) & possible


@patient
@given(agreements(no=True))
def test_with_not_nothing_possible_is_called_impossible(agreement: Agreement) -> None:
    ready = study(agreement)
    for name in reachable(agreement, EVENTS):
        assert ready.whole.can_come(name)


@patient
@given(agreements())
def test_circles_are_the_smallest_stuck_sets(agreement: Agreement) -> None:
    found = {frozenset(finding.concerns) for finding in circular_wait(study(agreement))}
    expected = smallest_stuck_sets(agreement, EVENTS)
    assert found <= expected
    assert found == expected or len(found) >= 24


@patient
@given(agreements(most=9))
def test_vetoes(agreement: Agreement) -> None:
    ready = study(agreement)
    possible = reachable(agreement, EVENTS)
    for actor in ACTORS:
        left = reachable(agreement, EVENTS, idle=actor)
        for name in possible:
            assert ready.whole.is_needed(actor, name) == (name not in left)
    found = {(f.actors[0], goal) for f in veto(ready) for goal in f.concerns}
    for actor in ACTORS:
        left = reachable(agreement, EVENTS, idle=actor)
        gated = [phase.name for phase in agreement.phases] + ["money"]
        for name in gated:
            if name in possible and name not in left:
                assert (actor, name) in found


@patient
@given(agreements(most=8))
def test_what_waits_for_one_duty(agreement: Agreement) -> None:
    ready = study(agreement)
    possible = reachable(agreement, EVENTS)
    held = held_up(ready)
    for name in bearers(agreement):
        left = reachable(agreement, EVENTS, undone=name)
        expected = {other for other in possible - left if other != name}
        if name in possible:
            assert set(held.get(Moment(name, "done"), ())) == expected


@patient
@given(dated_agreements())
def test_impossible_deadlines(agreement: Agreement) -> None:
    found = {finding.concerns[0] for finding in impossible_deadline(study(agreement))}
    assert found == {each.name for each in agreement.stipulations if cannot_meet(each, agreement)}


def cannot_meet(each: model.Stipulation, agreement: Agreement) -> bool:
    return late_if(each, agreement, lambda _: True)


@patient
@given(dated_agreements())
def test_deadlines_in_the_hands_of_others(agreement: Agreement) -> None:
    found = deadline_in_others_hands(study(agreement))
    certain = {finding.concerns[0] for finding in found if finding.certainty == "exact"}
    for finding in found:
        each = next(one for one in agreement.stipulations if one.name == finding.concerns[0])
        own = bearers(agreement)[each.name]
        assert late_if(each, agreement, own.__eq__, also_never=finding.certainty == "may")
    for each in agreement.stipulations:
        own = bearers(agreement)[each.name]
        late = late_if(each, agreement, own.__eq__) and not cannot_meet(each, agreement)
        assert not late or each.name in certain or has_a_clock(each)


def has_a_clock(each: model.Stipulation) -> bool:
    """Living through the days starts a clock at will, also before what it cannot come before."""
    return any(isinstance(clause, model.WithinClause) for clause in each.clauses)


def late_if(
    each: model.Stipulation, agreement: Agreement, quick: object, also_never: bool = False
) -> bool:
    """Whether the duty begins, if these are quick, only when it is due or later."""
    assert callable(quick)
    clock = next((c.of for c in each.clauses if isinstance(c, model.WithinClause)), None)
    dated = any(isinstance(c, model.ByDateClause) for c in each.clauses)
    if clock is None and not dated:
        return False
    if clock is None:
        days = live_through(agreement, quick)
    else:
        assert isinstance(clock, model.StipulationIs)
        days = live_through(agreement, quick, clock.stipulation, ZERO)
    begins, due = days.began[each.name], due_of(each, clock)
    return begins >= due and (also_never == (begins == NEVER))


def due_of(each: model.Stipulation, clock: object) -> int:
    from tests.analysis.draft.brute_force import Days

    if isinstance(clock, model.StipulationIs):
        return due_day(each, clock.stipulation, Days({}, {clock.stipulation: ZERO}))
    return due_day(each, None, Days({}, {}))
