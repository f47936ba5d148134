"""What an agreement may say of acts, stages, shares and time; and the acts and findings on it."""

from dataclasses import replace

from hypothesis import strategies as st

from servanda.agreement import model
from servanda.agreement.model import Clause, Condition
from servanda.language.acts import Act
from servanda.record.model import (
    ActContent,
    Chain,
    Claim,
    Content,
    EventContent,
    EventLink,
    LevelContent,
    Origin,
    Stance,
    StateContent,
)
from servanda.values.deed import Deed, LevelIs
from servanda.values.instant import NEVER, Duration, Instant, Interval
from servanda.values.quantity import Range, exactly

Waiting = st.SearchStrategy[Condition]
AREAS = ("zone-a", "zone-b")
WITHIN = {"zone-a": None, "zone-b": None, "village": "zone-a"}
STAGES = ("first", "second", "last")
ACTS: tuple[Act, ...] = (
    "extend", "waive", "suspend", "withhold", "withhold", "resume", "resume", "certify", "certify",
    "decertify", "terminate", "replace", "replace", "accept",
)  # fmt: skip
one_in_ten = st.integers(0, 9).map(lambda number: number == 0)
one_in_five = st.integers(0, 4).map(lambda number: number == 0)
days = st.builds(Duration, st.integers(1, 6), st.just("day"))


# --- Amounts -------------------------------------------------------------------------------------


@st.composite
def told_otherwise(draw: st.DrawFn, deed: Deed) -> Deed:
    """A deed with a share of a base, all of it but a class, or a number that is not told."""
    shape = draw(st.integers(0, 9))
    if deed.shares:
        return deed
    if shape <= (5 if deed.thing == "t0" else 2):  # only this one has a class to leave out
        percent = draw(st.sampled_from((30.0, 50.0, 100.0)))
        left_out = ("gold",) if deed.thing == "t0" else ()
        return replace(deed, amount=exactly(percent), percent=True, excepting=left_out)
    if shape in (3, 5):
        return replace(deed, amount=None, number=draw(st.sampled_from(("secret", "to-be-agreed"))))
    if shape == 4:
        amount = draw(st.none() | st.just(deed.amount))
        return replace(deed, amount=amount, place=draw(st.sampled_from(AREAS)))
    return deed


@st.composite
def borne_otherwise(draw: st.DrawFn, clause: Clause, kind: model.Kind) -> Clause:
    """Owed by each of several, or answered for by another."""
    if not isinstance(clause, model.DeedClause) or clause.for_each or clause.each_period:
        return clause
    shape = draw(st.integers(0, 5))
    if shape == 0 and kind in ("duty", "ban"):
        deed = replace(clause.deed, actors=("west",))
        return replace(clause, deed=deed, answering=clause.deed.actors)
    if shape in (1, 2) and kind == "duty":
        deed = replace(clause.deed, actors=("north", "south"), to=None)
        return replace(clause, deed=deed, separately=draw(st.booleans()))
    return clause


# --- Stages --------------------------------------------------------------------------------------


@st.composite
def stages(
    draw: st.DrawFn, deed: Deed, instants: st.SearchStrategy[Instant], condition: Waiting
) -> list[Clause]:
    """Two or three stages by number, percentage or area, the last of them perhaps the rest."""
    number = draw(st.integers(2, 3))
    by_area = number == 2 and draw(st.integers(0, 3)) > 0
    percent = deed.percent or draw(one_in_five)
    found: list[Clause] = []
    for place in range(number):
        amount: Range | None = exactly(draw(st.sampled_from((30.0, 50.0)))) if percent else (
            exactly(draw(st.integers(1, 2)))
        )  # fmt: skip
        is_rest = place == number - 1 and draw(st.booleans())
        area = AREAS[place] if by_area and not is_rest else None
        own: list[Clause] = []
        if draw(st.booleans()):
            own.append(model.ByDateClause(draw(instants)))
        elif draw(st.booleans()):
            own.append(model.WithinClause(draw(days), draw(condition)))
        if draw(one_in_five):
            own.append(model.VerifiedByClause(("monitors",)))
        if draw(one_in_ten):
            own.append(model.FromClause(draw(condition)))
        whole = None if is_rest or area is not None else amount
        is_share = percent and whole is not None
        found.append(model.StageClause(STAGES[place], whole, is_share, area, tuple(own)))
    return found


# --- Powers, consequences, successors ------------------------------------------------------------


@st.composite
def powers(draw: st.DrawFn, targets: tuple[str, ...]) -> model.MayClause:
    act = draw(
        st.sampled_from(
            ("extend", "extend", "waive", "suspend", "suspend", "withhold", "terminate", "certify")
        )
    )
    holders = draw(st.sampled_from((("north",), ("south",), ("north", "south"), ("east",))))
    return model.MayClause(
        holders,
        act,  # type: ignore[arg-type]
        (draw(st.sampled_from(targets)),),
        limit=draw(days | days | st.none()) if act == "extend" else None,
        notice=draw(st.none() | st.none() | days),
        clock=draw(st.sampled_from(("stops", "stops", "runs"))),
    )


@st.composite
def effects(draw: st.DrawFn, own: str, names: tuple[str, ...]) -> list[Clause]:
    """What a breach of it brings, what may be done about it, and what it replaces."""
    others = tuple(name for name in names if name != own)
    found: list[Clause] = []
    state: model.StipulationState = draw(st.sampled_from(("breached", "overdue", "done")))
    if draw(one_in_ten):
        effect = draw(st.sampled_from(("suspended", "terminated")))
        target = draw(st.sampled_from(others))
        found.append(model.ConsequenceClause(state, target, effect))  # type: ignore[arg-type]
    if draw(one_in_ten):
        found.append(model.ChoiceClause(state, draw(powers(others))))
    if draw(one_in_ten):
        found.append(model.ReplacesClause((draw(st.sampled_from(others)),)))
    return found


@st.composite
def time(
    draw: st.DrawFn,
    kind: model.Kind,
    instants: st.SearchStrategy[Instant],
    condition: Waiting,
    deed: Deed,
) -> list[Clause]:
    """Deadlines that hang on others, and terms."""
    found: list[Clause] = []
    if kind == "duty":
        shape = draw(st.integers(0, 6))
        if shape == 0:
            found.append(model.BeforeClause(draw(condition)))
        if shape == 1:
            start = draw(instants)
            found.append(model.BetweenClause(start, start + 86_400 * draw(st.integers(1, 6))))
        if shape == 1 and draw(st.booleans()):
            number = draw(st.integers(1, 5))
            last = number + draw(st.integers(0, 2))
            found[-1] = model.DaysClause(number, last, draw(moments(instants, deed)))
        if shape in (2, 3):
            found.append(model.AheadClause(draw(days), draw(condition)))
    if draw(one_in_ten):
        lasts = draw(days)
        found.append(model.ForClause(lasts))
        if draw(st.booleans()):
            notice = draw(st.none() | days)
            found.append(model.RenewedClause(lasts, draw(condition), notice))
    if kind != "right" and draw(one_in_ten):
        found.append(model.UntilClause(model.DateHasCome(draw(instants))))
    return found


def moments(
    instants: st.SearchStrategy[Instant], deed: Deed
) -> st.SearchStrategy[model.Happens | model.IsDone | model.DateHasCome]:
    """What happens at one moment."""
    events = st.sampled_from((model.Happens("signature"), model.Happens("dated")))
    done = st.builds(model.IsDone, st.just(deed))
    return st.one_of(events, done, st.builds(model.DateHasCome, instants))


@st.composite
def delays(draw: st.DrawFn, instants: st.SearchStrategy[Instant], deed: Deed) -> Condition:
    of = draw(moments(instants, deed))
    if draw(st.booleans()):
        return model.Recent(draw(days), deed)
    return model.Delayed(draw(days), of)


# --- What is told of acts, findings and stocks ---------------------------------------------------


@st.composite
def acts(
    draw: st.DrawFn,
    targets: tuple[str, ...],
    intervals: st.SearchStrategy[Interval],
    instants: st.SearchStrategy[Instant],
) -> ActContent:
    act = draw(st.sampled_from(ACTS))
    actors = draw(st.sampled_from((("north",), ("south",), ("north", "south"), ("east",),
                                   ("monitors",))))  # fmt: skip
    to = by = None
    if act == "extend":
        to = draw(st.none() | instants)
        by = None if to is not None else draw(days)
    return ActContent(actors, act, draw(st.sampled_from(targets)), draw(intervals), to, by)


@st.composite
def findings(
    draw: st.DrawFn, number: int, targets: tuple[str, ...], intervals: st.SearchStrategy[Interval]
) -> Claim:
    verb = draw(
        st.sampled_from(
            ("find-done", "find-not-done", "find-breached", "find-partly-done",
             "find-substantially-done")
        )
    )  # fmt: skip
    content: Content = StateContent(
        draw(st.sampled_from(targets)),
        verb,  # type: ignore[arg-type]
        draw(intervals),
    )
    body = draw(st.sampled_from(("monitors", "commission")))
    stance = draw(st.sampled_from(("finds", "rules")))
    return Claim(f"R.{number:02}", "R", stance, Chain(Origin(body)), content, 0)  # type: ignore[arg-type]


@st.composite
def stocks(draw: st.DrawFn, instants: st.SearchStrategy[Instant]) -> LevelContent:
    level = draw(st.sampled_from(("stock", "stock", "gold-stock")))
    start, low = draw(instants), draw(st.integers(1, 6))
    end = draw(st.just(NEVER) | st.just(start + 5 * 86_400))
    upper = draw(st.none() | st.just(float(low + 2)))
    return LevelContent(LevelIs(level, "exactly", float(low)), Interval(start, end), upper)


@st.composite
def links_between(draw: st.DrawFn, claims: tuple[Claim, ...]) -> tuple[EventLink, ...]:
    """Entries that join or part claims of events, also the same two twice."""
    events = [claim.id for claim in claims if isinstance(claim.content, EventContent)]
    if len(events) < 2:
        return ()
    two = st.lists(st.sampled_from(events), min_size=2, max_size=2, unique=True)
    said = draw(st.lists(st.tuples(two, st.booleans()), min_size=1, max_size=4))
    return tuple(
        EventLink(
            f"R.link-{number}", "R", Chain(Origin("observer")), is_same, pair[0], pair[1], "", 0
        )
        for number, (pair, is_same) in enumerate(said)
    )


# --- What is no evidence, or weighs otherwise ----------------------------------------------------

AHEAD: tuple[Stance, ...] = ("promises", "plans", "expects", "threatens", "demands")


@st.composite
def as_told(draw: st.DrawFn, claim: Claim, instants: st.SearchStrategy[Instant]) -> Claim:
    """Known some day, perhaps through an outlet; perhaps only planned, or admitted with a plea."""
    via = draw(st.sampled_from(((), (), (), ("observer",), ("other-observer", "observer"))))
    told = replace(claim, known=draw(instants), chain=replace(claim.chain, via=via))
    if claim.stance in ("finds", "rules"):
        return replace(claim, known=told.known)  # said by the body itself
    if draw(st.integers(0, 6)) == 0:
        return replace(told, stance=draw(st.sampled_from(AHEAD)))
    if claim.stance == "admits" and draw(st.booleans()):
        return replace(told, plea="in answer to an attack")
    return told
