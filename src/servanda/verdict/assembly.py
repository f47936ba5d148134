"""Assembly: what bears on a subject from outside its own clauses.

- A *consequence* of another's breach suspends it while, or terminates it once, the other is so.
- What *replaces* it supersedes it once that is triggered.
- Where two instruments contradict (one forbids a deed that the other lets or makes somebody do),
  what stands in the lesser is superseded as long as the other is in force.
- An instrument with its own entry into force lets nothing in it begin before.
- When the condition on which the whole agreement *lapses* first holds, everything ends.
- Acts on it, on a stage of it, on its instrument or on the agreement work on it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from servanda.agreement.model import (
    Agreement,
    All,
    ChoiceClause,
    Clause,
    Condition,
    ConsequenceClause,
    DeedClause,
    FromClause,
    Fund,
    Instrument,
    MayClause,
    Phase,
    ReplacesClause,
    StageClause,
    Stipulation,
    StipulationIs,
)
from servanda.agreement.subjects import all_clauses
from servanda.evidence.matching import principal
from servanda.values.deed import Deed
from servanda.verdict.docket import Docket
from servanda.verdict.powers import Planned, Power, lacking_for, powers_in, routes_of, targets_of
from servanda.verdict.rows import formations_of, rows_of
from servanda.verdict.stages import full_terms
from servanda.verdict.subject import Subject
from servanda.verdict.terms import Row, Suspension, Terms, not_before

LINKING = (MayClause, ChoiceClause, ConsequenceClause, ReplacesClause)
Consequence = tuple[ConsequenceClause, StipulationIs]
ClausesOf = Callable[[Stipulation], Iterable[Clause]]


@dataclass(frozen=True, slots=True)
class Links:
    """The stipulations that may bear on others, and on which each prevails."""

    linking: tuple[Stipulation, ...]
    prevailing: tuple[tuple[str, str], ...]  # a stipulation, and one over which it prevails

    def with_successors(self, names: frozenset[str]) -> frozenset[str]:
        """The names, with those of what replaces them."""
        found = names
        for stipulation in self.linking:
            for clause in all_clauses(stipulation):
                if isinstance(clause, ReplacesClause) and set(clause.stipulations) & found:
                    found = found | {stipulation.name}
        return found if found == names else self.with_successors(found)

    def over(self, name: str) -> tuple[str, ...]:
        return tuple(upper for upper, lower in self.prevailing if lower == name)


def links_in(agreement: Agreement) -> Links:
    linking = tuple(
        stipulation
        for stipulation in agreement.stipulations
        if any(isinstance(clause, LINKING) for clause in all_clauses(stipulation))
    )
    return Links(linking, tuple(_prevailing(agreement)))


def assembled(
    clausal: Stipulation | Phase | Fund,
    clauses: Iterable[Clause],
    links: Links,
    clauses_of: ClausesOf,
    docket: Docket,
) -> Subject:
    """The subject with its clauses as read, among the others' clauses as read."""
    agreement = docket.agreement
    clauses = tuple(clauses)
    terms = _in_force(full_terms(clauses, agreement), clausal, clauses, agreement)
    terms = _lapsing(terms, agreement)
    found = list(_consequences_for(clausal.name, links, clauses_of))
    terms = _with_consequences(terms, clausal.name, found)
    targets = targets_of(clausal, agreement)
    rows = rows_of(clausal, terms, agreement) if isinstance(clausal, Stipulation) else ()
    return Subject(
        clausal.name,
        rows,
        clausal if isinstance(clausal, Phase) else None,
        terms,
        tuple(_planned(targets, links, clauses_of, docket)),
        targets,
        tuple(_replacing(clausal.name, links, clauses_of)),
        links.over(clausal.name),
        tuple(condition for _, condition in found),
        _formations(clausal, rows, agreement) if isinstance(clausal, Stipulation) else (),
    )


def _formations(
    stipulation: Stipulation, rows: Iterable[Row], agreement: Agreement
) -> tuple[Condition, ...]:
    bearers = dict.fromkeys(bearer for row in rows for bearer in row.bearer)
    return tuple(formations_of(stipulation, tuple(bearers), agreement))


# --- Acts ------------------------------------------------------------------------------------


def _planned(
    targets: frozenset[str], links: Links, clauses_of: ClausesOf, docket: Docket
) -> Iterator[Planned]:
    made = docket.acts().on(targets)
    if not made:
        return
    powers: list[Power] = []
    for stipulation in links.linking:
        powers.extend(powers_in(stipulation, clauses_of(stipulation)))
    for act in made:
        viewpoint = docket.judge.of(act.identity).viewpoint
        routes = routes_of(act, powers, docket.agreement, viewpoint)
        yield Planned(act, routes, lacking_for(act, powers, docket.agreement))


# --- Consequences and successors -------------------------------------------------------------


def _consequences_for(name: str, links: Links, clauses_of: ClausesOf) -> Iterator[Consequence]:
    """What follows for a stipulation, or for a stage of it, once another is in a state."""
    for stipulation in links.linking:
        for clause in clauses_of(stipulation):
            if isinstance(clause, ConsequenceClause):
                whole = clause.target.rpartition("/")[0]
                if name in (clause.target, whole):
                    yield clause, StipulationIs(stipulation.name, clause.state)


def _with_consequences(terms: Terms, name: str, found: list[Consequence]) -> Terms:
    if not found:
        return terms
    stages = tuple(
        replace(stage, terms=_following(stage.terms, {name, f"{name}/{stage.name}"}, found))
        for stage in terms.stages
    )
    return replace(_following(terms, {name}, found), stages=stages)


def _following(terms: Terms, targets: set[str], found: list[Consequence]) -> Terms:
    suspensions, terminations = list(terms.suspensions), list(terms.terminated_when)
    for clause, condition in found:
        if clause.target in targets and clause.effect == "suspended":
            suspensions.append(Suspension(condition, stops_clock=False))
        elif clause.target in targets:
            terminations.append(condition)
    return replace(terms, suspensions=tuple(suspensions), terminated_when=tuple(terminations))


def _replacing(name: str, links: Links, clauses_of: ClausesOf) -> Iterator[str]:
    """What replaces a stipulation; of two that replace each other, neither does."""
    for stipulation in links.linking:
        if name in links.with_successors(frozenset({stipulation.name})):
            continue
        for clause in clauses_of(stipulation):
            if isinstance(clause, ReplacesClause) and name in clause.stipulations:
                yield stipulation.name


# --- Instruments and the agreement -----------------------------------------------------------


def _in_force(
    terms: Terms,
    clausal: Stipulation | Phase | Fund,
    clauses: tuple[Clause, ...],
    agreement: Agreement,
) -> Terms:
    instrument = _instrument_of(clausal, agreement)
    begins = instrument.in_force if instrument is not None else None
    if begins is None:
        is_stipulation = isinstance(clausal, Stipulation)
        return _entering(terms, clauses, agreement.enters) if is_stipulation else terms
    if isinstance(clausal, Phase):
        entry, held = terms.begins, terms.open_while
        return replace(
            terms,
            begins=None if entry is None else All((entry, begins)),
            open_while=None if held is None else All((held, begins)),
        )
    stages = tuple(replace(one, terms=not_before(one.terms, begins)) for one in terms.stages)
    return replace(not_before(terms, begins), stages=stages)


def _entering(terms: Terms, clauses: tuple[Clause, ...], enters: Condition | None) -> Terms:
    """What does not say itself from when it is in force is so from when the agreement is."""
    if enters is None or _says_from(clauses):
        return terms
    own = {one.name for one in clauses if isinstance(one, StageClause) and _says_from(one.clauses)}
    stages = tuple(
        one if one.name in own else replace(one, terms=not_before(one.terms, enters))
        for one in terms.stages
    )
    return replace(not_before(terms, enters), stages=stages)


def _says_from(clauses: Iterable[Clause]) -> bool:
    return any(isinstance(clause, FromClause) for clause in clauses)


def _lapsing(terms: Terms, agreement: Agreement) -> Terms:
    """Beside the end that the terms themselves set, which an extension may move."""
    lapses = agreement.lapses
    if lapses is None:
        return terms
    stages = tuple(replace(one, terms=replace(one.terms, lapses=lapses)) for one in terms.stages)
    return replace(terms, lapses=lapses, stages=stages)


def _instrument_of(clausal: Stipulation | Phase | Fund, agreement: Agreement) -> Instrument | None:
    return next((one for one in agreement.instruments if one.name == clausal.instrument), None)


def _prevailing(agreement: Agreement) -> Iterator[tuple[str, str]]:
    """Each stipulation that contradicts one in an instrument over which its own prevails."""
    over = {one.name: one.prevails_over for one in agreement.instruments if one.prevails_over}
    if not over:
        return
    for upper in agreement.stipulations:
        for lower in agreement.stipulations:
            lesser = over.get(upper.instrument or "", ())
            if lower.instrument in lesser and _contradict(upper, lower, agreement):
                yield upper.name, lower.name


def _contradict(one: Stipulation, other: Stipulation, agreement: Agreement) -> bool:
    """One forbids a deed, and the other makes or lets somebody do it."""
    kinds = {one.kind, other.kind}
    if "ban" not in kinds or not kinds & {"duty", "right"}:
        return False
    return any(
        _is_same_deed(here, there, agreement) for here in _deeds(one) for there in _deeds(other)
    )


def _deeds(stipulation: Stipulation) -> list[Deed]:
    return [c.deed for c in all_clauses(stipulation) if isinstance(c, DeedClause)]


def _is_same_deed(one: Deed, other: Deed, agreement: Agreement) -> bool:
    """The same action on the same thing by one of the same actors, and no place that differs."""
    actors = set(map(principal, one.actors)) & set(map(principal, other.actors))
    if one.action != other.action or not actors:
        return False
    things = one.thing is None or other.thing is None or one.thing == other.thing
    classes = one.class_name is None or other.class_name in (None, one.class_name)
    places = one.place is None or other.place is None
    return (
        things
        and classes
        and (
            places
            or _lies_in(one.place, other.place, agreement)
            or _lies_in(other.place, one.place, agreement)
        )
    )


def _lies_in(place: str | None, area: str | None, agreement: Agreement) -> bool:
    while place is not None and place != area:
        found = agreement.areas.get(place)
        place = found.within if found else None
    return place is not None
