"""Truths, conditions and clauses: what is in them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from servanda.agreement import model
from servanda.agreement.model import Agreement, Condition
from servanda.values.bounds import FALSE, Truth


def any_of(truths: Iterable[Truth]) -> Truth:
    found = list(truths)
    return Truth(any(one.sure for one in found), any(one.possible for one in found))


def all_of(truths: Sequence[Truth]) -> Truth:
    if not truths:
        return FALSE
    return Truth(all(one.sure for one in truths), all(one.possible for one in truths))


def conditions_in(clauses: Iterable[model.Clause]) -> Iterator[Condition]:
    for clause in clauses:
        if isinstance(clause, model.StageClause):
            yield from conditions_in(clause.clauses)
        found = getattr(clause, "condition", None) or getattr(clause, "of", None)
        if found is not None:
            yield found


def leaves(condition: Condition) -> Iterator[Condition]:
    match condition:
        case model.All(parts) | model.Any(parts):
            for part in parts:
                yield from leaves(part)
        case model.Not(part):
            yield from leaves(part)
        case _:
            yield condition


def without_own_deeds(
    condition: Condition, bearer: tuple[str, ...], agreement: Agreement
) -> Condition | None:
    """Nobody is excused by what it did itself, under whatever name and beside whatever else."""
    match condition:
        case model.IsDone(deed) | model.Recent(_, deed) if set(deed.actors) <= set(bearer):
            return None
        case model.Happens(event):
            deed_of = agreement.events[event].deed
            is_own = deed_of is not None and set(deed_of.actors) <= set(bearer)
            return None if is_own else condition
        case model.All(parts):
            is_own = any(without_own_deeds(part, bearer, agreement) is None for part in parts)
            return None if is_own else condition
        case model.Any(parts):
            kept = [without_own_deeds(part, bearer, agreement) for part in parts]
            return model.Any(tuple(part for part in kept if part is not None))
        case _:
            return condition


def sure_late(
    condition: Condition,
    agreement: Agreement,
    clauses: Mapping[str, Sequence[model.Clause]],
    gates: Mapping[str, Sequence[Condition]],
    seen: tuple[str, ...] = (),
) -> bool:
    """Whether what brings a condition about is a deed, an act or what these open: sure at the end
    of the day on which it came. Beside one of those, dates that must have come do not count."""
    match condition:
        case model.IsDone():
            return True
        case model.Happens(event):
            return agreement.events[event].on is None
        case model.StipulationIs(_, "certified" | "waived"):
            return True
        case model.StipulationIs(name, "done" | "begun"):
            owed = [c for c in clauses[name] if isinstance(
                c, model.DeedClause | model.LevelClause | model.TextClause | model.MayClause
            )]  # fmt: skip
            told = not any(isinstance(c, model.NotPublicClause) for c in clauses[name])
            return told and all(isinstance(c, model.DeedClause) for c in owed)
        case model.PhaseIsOpen(name):
            return name not in seen and all(
                sure_late(gate, agreement, clauses, gates, (*seen, name)) for gate in gates[name]
            )
        case model.All(parts):
            undated = [part for part in parts if not is_dated(part, agreement)]
            late = [sure_late(part, agreement, clauses, gates, seen) for part in undated]
            return bool(late) and all(late)
        case model.Any(parts):
            return all(sure_late(part, agreement, clauses, gates, seen) for part in parts)
        case _:
            return False


def is_dated(condition: Condition, agreement: Agreement) -> bool:
    if isinstance(condition, model.Happens):
        return agreement.events[condition.event].on is not None
    return isinstance(condition, model.DateHasCome)


def named_in(condition: Condition) -> Iterator[str]:
    """The stipulations and phases for which a condition waits."""
    for leaf in leaves(condition):
        match leaf:
            case model.StipulationIs(other) | model.PhaseIsOpen(other):
                yield other
            case model.Complies(_, others):
                yield from others
            case _:
                pass


def in_order_of_waiting(waits: dict[str, list[str]], phases: Collection[str]) -> list[str]:
    """Every name after those it waits for; in a loop the phases first, for what waits for one that
    is not open looks after it may have opened, and the rest as they stand in the text."""
    names = list(waits)
    reach = {name: reached_from(name, waits) for name in names}

    def place(name: str) -> tuple[int, int, bool, int]:
        loop = [other for other in reach[name] if name in reach.get(other, ())]
        first = min(names.index(other) for other in (name, *loop))
        return len(reach[name]), first, name not in phases, names.index(name)

    return sorted(names, key=place)


def reached_from(name: str, waits: dict[str, list[str]]) -> set[str]:
    """The name with all for which it waits, however far."""
    found: set[str] = set()
    ahead = [name]
    while ahead:
        one = ahead.pop()
        if one not in found:
            found.add(one)
            ahead.extend(waits.get(one, ()))
    return found
