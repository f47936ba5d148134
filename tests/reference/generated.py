"""Small agreements and records of every shape, for hypothesis to draw from."""

from dataclasses import dataclass, replace
from types import MappingProxyType
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from servanda.agreement import model
from servanda.agreement.model import Agreement, Clause, Condition
from servanda.evidence.viewpoint import NEUTRAL, Viewpoint
from servanda.record.model import (
    Chain,
    Claim,
    Content,
    Coverage,
    EventContent,
    EventLink,
    LevelContent,
    Origin,
    Record,
    Report,
    Source,
    Stance,
    StateContent,
    TotalContent,
)
from servanda.values.calendar import Calendar
from servanda.values.deed import Deed, LevelIs, Share
from servanda.values.instant import BEGINNING, NEVER, Duration, Instant, Interval
from servanda.values.quantity import Range, exactly
from tests.reference import generated_more as more
from tests.reference.generated_later import later_entries

HOUR, DAY = 3600, 86_400
CALENDAR = Calendar(ZoneInfo("Asia/Jerusalem"))
START = 1_760_475_600  # 15 October 2025, midnight; the clocks go back on the 26th
DAYS = 24
THINGS = tuple(f"t{number}" for number in range(6))
SIGNATURE = Deed(("south",), "sign", "treaty")


@dataclass(frozen=True)
class Drawn:
    """An agreement, what is claimed about it, and in whose eyes."""

    agreement: Agreement
    record: Record
    viewpoint: Viewpoint


def deed_of(number: int, amount: Range | None = None) -> Deed:
    giver, taker = ("north", "south") if number % 2 == 0 else ("south", "north")
    return Deed((giver,), "give", THINGS[number], amount, to=taker)


# --- Time ----------------------------------------------------------------------------------------

midnights = st.integers(0, DAYS).map(lambda day: CALENDAR.midnight(
    CALENDAR.local(START + DAY * day + HOUR * 2).date()
))  # fmt: skip
hours = st.integers(0, DAYS * 24).map(lambda hour: START + HOUR * hour)
instants = midnights | hours
durations = st.builds(Duration, st.integers(1, 5), st.just("day")) | st.builds(
    Duration, st.integers(1, 100), st.just("hour")
)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """A minute, a day or some days."""
    start = draw(instants)
    length = draw(st.sampled_from((60, HOUR, DAY, 3 * DAY, 9 * DAY)))
    return Interval(start, start + length)


# --- Conditions ----------------------------------------------------------------------------------


Waiting = st.SearchStrategy[Condition]


def conditions(names: tuple[str, ...], phases: tuple[str, ...], forces: tuple[str, ...]) -> Waiting:
    """Anything that a clause may wait for. Of `forces` it may also ask whether they are in force,
    which within an instant is settled last, or due, which may begin with what asks it: that is
    asked of earlier stipulations only, so that no loop hangs on it."""
    states: list[model.StipulationState] = [
        "done", "begun", "overdue", "breached", "extended", "waived", "certified",
        "terminated",
    ]  # fmt: skip
    atoms: list[st.SearchStrategy[Condition]] = [
        st.builds(model.DateHasCome, instants),
        st.sampled_from((model.Happens("signature"), model.Happens("dated"))),
        more.delays(instants, SIGNATURE),
        st.builds(
            lambda number, amount: model.IsDone(deed_of(number, amount)),
            st.integers(0, 5), st.none() | st.integers(1, 2).map(exactly),
        ),
        st.builds(
            model.StipulationIs,
            st.sampled_from(names), st.sampled_from(states),
        ),
        st.builds(
            model.Complies,
            st.sampled_from(("north", "south")),
            st.lists(st.sampled_from(names), min_size=1, max_size=2, unique=True).map(tuple),
        ),
        st.builds(model.LevelStands, levels()),
    ]  # fmt: skip
    if forces:
        state = st.sampled_from(("in-force", "due"))
        force = st.builds(model.StipulationIs, st.sampled_from(forces), state)
        atoms.append(force)
    if phases:
        atoms.append(st.builds(model.PhaseIsOpen, st.sampled_from(phases)))
        atoms.append(st.builds(model.PhaseIsDeclaredOpen, st.sampled_from(phases), st.just("east")))
    return st.recursive(
        st.one_of(atoms),
        lambda inner: st.one_of(
            st.builds(model.Not, inner),
            st.builds(lambda one, other: model.All((one, other)), inner, inner),
            st.builds(lambda one, other: model.Any((one, other)), inner, inner),
        ),
        max_leaves=3,
    )


def levels() -> st.SearchStrategy[LevelIs]:
    return st.builds(
        LevelIs, st.just("gate"), st.sampled_from(("at-least", "at-most", "exactly")),
        st.integers(0, 2).map(float),
    )  # fmt: skip


# --- Stipulations --------------------------------------------------------------------------------


@st.composite
def stipulations(
    draw: st.DrawFn, own: int, names: tuple[str, ...], phases: tuple[str, ...]
) -> model.Stipulation:
    kind: model.Kind = draw(
        st.sampled_from(
            (
                "duty",
                "duty",
                "duty",
                "duty",
                "duty",
                "ban",
                "ban",
                "quota",
                "quota",
                "right",
                "power",
                "power",
            )
        )
    )
    gates = conditions(names, phases, ()), conditions(names, phases, names[:own])
    if kind == "power":
        may = [
            draw(more.powers(targets_among(names, phases))) for _ in range(draw(st.integers(1, 2)))
        ]
        window: list[Clause] = list(draw(more.time(kind, instants, gates[0], SIGNATURE)))
        if draw(st.booleans()):
            window.append(model.WhileClause(draw(gates[1])))
        return model.Stipulation(names[own], kind, names[own], "", (*may, *window))
    clauses: list[Clause] = [draw(more.borne_otherwise(draw(limbs(own, kind)), kind))]
    if draw(st.integers(0, 4)) == 0:
        clauses.append(draw(limbs((own + 1) % 6, kind)))
    clauses.extend(draw(governing(kind, *gates)))
    clauses.extend(draw(more.time(kind, instants, gates[0], SIGNATURE)))
    if kind == "duty" and own > 0 and draw(more.one_in_five):
        chain = model.StipulationIs(draw(st.sampled_from(names[:own])), "due")
        clauses.append(model.WithinClause(draw(durations), chain))
    if kind != "right":
        clauses.extend(draw(more.effects(names[own], names)))
    limb = clauses[0]
    staged = isinstance(limb, model.DeedClause) and not limb.for_each and kind == "duty"
    if isinstance(limb, model.DeedClause) and staged and draw(st.integers(0, 9)) <= 3:
        clauses.extend(draw(more.stages(limb.deed, instants, gates[0])))
        if draw(st.booleans()):
            clauses.append(model.InStepClause(draw(st.sampled_from(names))))
    if draw(st.integers(0, 15)) == 0:
        clauses.append(model.NotPublicClause())
    readings: tuple[model.Reading, ...] = ()
    if draw(st.integers(0, 3)) == 0:
        other = tuple(draw(governing(kind, *gates)))
        readings = (
            model.Reading("plain", (model.AsItStandsClause(),)),
            model.Reading("strict", other or (model.AsItStandsClause(),)),
        )
    linkages: tuple[model.Linkage, ...] = ()
    if draw(st.integers(0, 4)) == 0 and kind != "right":
        linkages = (model.Linkage("north", (model.WhileClause(draw(gates[1])),)),)
    instrument = draw(st.none() | st.sampled_from(("treaty", "annex")))
    return model.Stipulation(
        names[own], kind, names[own], "", tuple(clauses), readings, linkages, None, instrument
    )


def targets_among(names: tuple[str, ...], phases: tuple[str, ...]) -> tuple[str, ...]:
    """What acts may be done to: mostly stipulations, and stages of them."""
    stages = tuple(f"{name}/first" for name in names)
    return (*names, *names, *stages, *phases, "annex", "drawn")


@st.composite
def limbs(draw: st.DrawFn, number: int, kind: model.Kind) -> Clause:
    shape = draw(st.integers(0, 9))
    actor = deed_of(number).actors[0]
    if shape == 0 and kind in ("duty", "ban"):
        return model.LevelClause((actor,), draw(levels()))
    if shape == 1 and kind == "duty":
        per = deed_of(number, exactly(draw(st.integers(1, 2))))
        return model.DeedClause(per, for_each=deed_of((number + draw(st.integers(1, 5))) % 6))
    if number == 0 and draw(st.integers(0, 2)) == 0:
        amount = None if kind == "ban" else exactly(draw(st.integers(1, 3)))
        deed = replace(deed_of(number, amount), class_name="gold")
        return model.DeedClause(deed, draw(durations_of_quotas) if kind == "quota" else None)
    if kind == "ban":
        return model.DeedClause(deed_of(number))
    amount = exactly(draw(st.integers(1, 3)))
    if kind == "quota":
        most = Range(0, draw(st.integers(1, 3)))
        limit = draw(st.sampled_from((amount, most)))
        return model.DeedClause(deed_of(number, limit), draw(durations_of_quotas))
    if draw(st.integers(0, 5)) == 0:
        share = Share("gold", exactly(1))
        deed = deed_of(number, amount)
        return model.DeedClause(
            Deed(deed.actors, deed.action, deed.thing, amount, (share,), to=deed.to)
        )
    return model.DeedClause(draw(more.told_otherwise(deed_of(number, amount))))


durations_of_quotas = st.sampled_from((Duration(1, "day"), Duration(1, "week")))


@st.composite
def governing(
    draw: st.DrawFn, kind: model.Kind, condition: Waiting, suspension: Waiting
) -> list[Clause]:
    """Triggers, deadlines, suspensions, exceptions: what governs a limb."""
    found: list[Clause] = []
    seldom = st.integers(0, 3).map(lambda number: number == 0)
    if draw(seldom):
        found.append(model.FromClause(draw(condition)))
    if kind == "duty":
        deadline = draw(st.integers(0, 5))
        if deadline <= 2:
            found.append(model.ByDateClause(draw(instants)))
        elif deadline <= 4:
            found.append(model.WithinClause(draw(durations), draw(condition)))
        else:
            found.append(model.ByAgreementClause())
        if draw(st.integers(0, 9)) == 0:
            found.append(model.BestEffortClause(draw(st.booleans())))
    if kind != "right" and draw(seldom):
        found.append(model.UnlessClause(draw(condition)))
    if draw(st.integers(0, 5)) == 0:
        found.append(model.UntilClause(draw(condition)))
    if kind != "right" and draw(st.integers(0, 6)) == 0:
        found.append(model.ForClause(draw(durations)))
    if kind != "right" and draw(st.integers(0, 4)) == 0:
        found.append(model.WhileClause(draw(suspension)))
    if kind != "right" and draw(seldom):
        suspended = draw(suspension)
        found.append(
            draw(
                st.sampled_from(
                    (
                        model.SuspendedWhileClause(suspended, "stops"),
                        model.SuspendedWhileClause(suspended, "runs"),
                    )
                )
            )
        )
    if draw(st.integers(0, 5)) == 0:
        found.append(model.VerifiedByClause(("monitors",)))
    return found


# --- The record ----------------------------------------------------------------------------------

SOURCES = {
    "observer": Source("observer", ""),
    "other-observer": Source("other-observer", ""),
    "monitors": Source("monitors", "", camp="monitors", access="its own"),
    "commission": Source("commission", "", camp="commission", access="its own"),
    "north-office": Source("north-office", "", camp="north", speaks_for="north"),
    "south-office": Source("south-office", "", camp="south", speaks_for="south"),
    "east-office": Source("east-office", "", camp="east", speaks_for="east"),
}
origins = st.sampled_from(tuple(SOURCES)).map(Origin) | st.just(Origin("north", "officials"))
chains = st.builds(Chain, origins)
affirming: st.SearchStrategy[Stance] = st.sampled_from(("says", "says", "says", "admits"))
stances: st.SearchStrategy[Stance] = affirming | st.just("denies")


@st.composite
def happenings(draw: st.DrawFn) -> EventContent:
    number = draw(st.integers(0, 5))
    low = draw(st.integers(1, 3))
    amount = Range(low, low + draw(st.integers(0, 1)))
    deed = deed_of(number, draw(st.none() | st.just(amount)))
    if draw(st.integers(0, 4)) == 0:
        of_gold = draw(st.just(exactly(1)) | st.just(deed.amount or exactly(1)))
        deed = replace(deed, shares=(Share("gold", of_gold),))
    if draw(st.integers(0, 5)) == 0:
        deed = SIGNATURE
    if draw(st.integers(0, 5)) == 0:
        deed = replace(deed, actors=(draw(st.sampled_from(("west", "north", "south"))),), to=None)
    if deed.thing in THINGS and not deed.shares and draw(st.integers(0, 2)) == 0:
        deed = replace(deed, amount=exactly(draw(st.sampled_from((30.0, 50.0, 100.0)))),
                       percent=True)  # fmt: skip
    if draw(st.integers(0, 7)) == 0:
        deed = replace(deed, place=draw(st.sampled_from((*more.WITHIN, "village"))))
    label = draw(st.none() | st.none() | st.sampled_from(("first", "second")))
    return EventContent(deed, draw(intervals()), label)


@st.composite
def totals(draw: st.DrawFn) -> TotalContent:
    deed = deed_of(draw(st.integers(0, 5)), exactly(draw(st.integers(0, 4))))
    end = draw(midnights)
    if draw(st.integers(0, 3)) == 0:
        window = Interval(min(START, end), end)
        return TotalContent(deed, window, draw(st.none() | st.just(Duration(1, "day"))),
                            draw(st.none() | st.just("a rule")))  # fmt: skip
    rule = draw(st.none() | st.none() | st.sampled_from(("a rule", "another")))
    return TotalContent(deed, Interval(BEGINNING, end), counting=rule)


@st.composite
def standings_of_levels(draw: st.DrawFn) -> LevelContent:
    start = draw(instants)
    end = draw(st.just(NEVER) | st.integers(1, 6).map(lambda days: start + days * DAY))
    level = LevelIs("gate", "exactly", float(draw(st.integers(0, 2))))
    return LevelContent(level, Interval(start, end))


@st.composite
def claims(draw: st.DrawFn, number: int, names: tuple[str, ...], phases: tuple[str, ...]) -> Claim:
    kinds: list[st.SearchStrategy[Content]] = [
        happenings(), happenings(), happenings(), happenings(), totals(), totals(),
        standings_of_levels(), more.stocks(instants), more.stocks(instants),
    ]  # fmt: skip
    targets = targets_among(names, phases)
    if draw(st.integers(0, 4)) <= 1:
        done = draw(more.acts(targets, intervals(), instants))
        said = draw(chains) if draw(more.one_in_five) else Chain(Origin(done.actors[0]))
        return Claim(f"R.{number:02}", "R", draw(stances), said, done, START)
    if draw(st.integers(0, 5)) == 0:
        return draw(more.findings(number, targets[: 3 * len(names)], intervals()))
    if phases and draw(st.integers(0, 7)) == 0:
        act = StateContent(draw(st.sampled_from(phases)), "declare-open", draw(intervals()))
        return Claim(f"R.{number:02}", "R", "says", Chain(Origin("east-office")), act, START)
    content = draw(st.one_of(kinds))
    if isinstance(content, EventContent) and draw(more.one_in_five):
        content = replace(content, deed=replace(content.deed, actors=()))
    stance = draw(affirming if isinstance(content, TotalContent) else stances)
    return Claim(f"R.{number:02}", "R", stance, draw(chains), content, START)


@st.composite
def coverages(draw: st.DrawFn, number: int) -> Coverage:
    start = draw(midnights)
    return Coverage(
        f"R.coverage-{number}", "R", draw(chains), "monitors",
        (deed_of(draw(st.integers(0, 5))),), None,
        Interval(min(start, START), start + DAY * draw(st.integers(1, 20))), start + 20 * DAY,
    )  # fmt: skip


def record_of(
    claims: tuple[Claim, ...], coverage: tuple[Coverage, ...], links: tuple[EventLink, ...] = ()
) -> Record:
    report = Report("R", "", "observer", START)
    return Record(MappingProxyType(SOURCES), {"R": report}, claims, coverage, links=links)


# --- All together --------------------------------------------------------------------------------


@st.composite
def worlds(draw: st.DrawFn) -> Drawn:
    names = tuple(f"s{number}" for number in range(draw(st.integers(2, 4))))
    phases = ("p0",) if draw(st.booleans()) else ()
    agreed = tuple(draw(stipulations(own, names, phases)) for own in range(len(names)))
    gates = tuple(draw(phases_named(name, names)) for name in phases)
    said = [draw(claims(number, names, phases)) for number in range(draw(st.integers(0, 8)))]
    told = tuple(draw(more.as_told(claim, instants)) for claim in said)
    present = tuple(draw(coverages(number)) for number in range(draw(st.integers(0, 2))))
    lapses = draw(conditions(names, phases, ())) if draw(more.one_in_ten) else None
    enters = draw(conditions(names, phases, ())) if draw(more.one_in_ten) else None
    agreement = replace(agreement_of(agreed, gates), lapses=lapses, enters=enters)
    if draw(more.one_in_five):  # a third party, to whom most clauses owe nothing
        east = replace(agreement.actors["east"], role="party")
        agreement = replace(agreement, actors={**agreement.actors, "east": east})
    if draw(more.one_in_five):
        agreement = replace(agreement, instruments=(
            agreement.instruments[0],
            replace(agreement.instruments[1], in_force=draw(conditions(names, phases, ()))),
        ))  # fmt: skip
    linked = draw(more.links_between(told)) if draw(more.one_in_five) else ()
    record = record_of(told, present, linked)
    number = draw(st.integers(0, 2)) if draw(more.one_in_five) else 0
    anew = tuple(draw(claims(90 + one, names, phases)) for one in range(number))
    return Drawn(agreement, draw(later_entries(record, anew)), draw(viewpoints))


@st.composite
def phases_named(draw: st.DrawFn, name: str, names: tuple[str, ...]) -> model.Phase:
    gate = conditions(names, (), ())
    clauses: list[Clause] = []
    if draw(st.integers(0, 2)) == 0:
        clauses.append(model.OpenWhileClause(draw(gate)))
    if not clauses or draw(more.one_in_five):
        clauses.append(model.BeginsClause(draw(gate)))
    if draw(st.booleans()):
        clauses.append(model.EndsClause(draw(gate)))
    annexed = "annex" if draw(more.one_in_five) else None
    return model.Phase(name, name, "", tuple(clauses), instrument=annexed)


viewpoints = st.sampled_from((
    NEUTRAL, NEUTRAL,
    Viewpoint("north", "North", accepts=frozenset({"north"}), linkages_of=frozenset({"north"})),
    Viewpoint("south", "South", refuses=frozenset({"north"}), rejects_acts_of=frozenset({"east"})),
))  # fmt: skip


def agreement_of(
    stipulations: tuple[model.Stipulation, ...], phases: tuple[model.Phase, ...]
) -> Agreement:
    actors = [
        model.Actor("north", "party", "North"),
        model.Actor("south", "party", "South"),
        model.Actor("east", "guarantor", "East"),
        model.Actor("monitors", "verifier", "monitors"),
        model.Actor("west", "actor", "West"),
        model.Actor(
            "commission",
            "body",
            "commission",
            competence=model.Competence(("s0", "s1"), None, START, START + 14 * DAY),
        ),
    ]
    return Agreement(
        name="drawn", title="drawn", calendar=CALENDAR, in_force=START,
        instruments=(
            model.Instrument("treaty", "treaty", START),
            model.Instrument("annex", "annex", START, model.DateHasCome(START + 4 * DAY)),
        ),
        actors={actor.name: actor for actor in actors},
        areas={name: model.Area(name, name, within) for name, within in more.WITHIN.items()},
        actions={name: model.Action(name, name) for name in ("give", "sign")},
        things={name: model.Thing(name, name, "stock" if name in THINGS[:4] else None)
                for name in (*THINGS, "treaty")},
        classes={"gold": model.Class("gold", "t0", "gold", "gold-stock")},
        levels={
            "gate": model.Level("gate", "the gate", ("shut", "ajar", "open")),
            "stock": model.Level("stock", "how many", unit="pieces"),
            "gold-stock": model.Level("gold-stock", "how many of gold", unit="pieces"),
        },
        events={
            "signature": model.Event("signature", "signed", SIGNATURE),
            "dated": model.Event("dated", "a date", None, START + 6 * DAY),
        },
        stipulations=stipulations, phases=phases, funds=(),
    )  # fmt: skip


def dates() -> st.SearchStrategy[list[Instant]]:
    """Some dates, in order, most of them not the instant of anything."""
    odd = hours.map(lambda hour: hour + 1234)
    return st.lists(odd | odd | midnights, min_size=2, max_size=6, unique=True).map(sorted)
