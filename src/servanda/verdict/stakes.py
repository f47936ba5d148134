"""Who gains and who loses by what is said of a clause.

A concession needs a side that loses: the bearer where it failed, its counterpart where it
performed. Whom the clause names is the counterpart; what it owes to nobody by name it owes to all
the other parties. A third party, to whom the clause owes nothing, may be glad of a failure, but no
performance costs it anything.
"""

from servanda.agreement.model import Agreement, DeedClause, LevelClause, Stipulation
from servanda.evidence.competence import competent_for, verifiers_among
from servanda.evidence.ladder import Stake
from servanda.evidence.matching import principal
from servanda.values.deed import Deed, LevelIs
from servanda.values.quantity import UNBOUNDED
from servanda.verdict.terms import Measured, Terms, parties


def stake_in(
    stipulation: Stipulation,
    limb: Measured,
    bearer: tuple[str, ...],
    terms: Terms,
    agreement: Agreement,
    paths: frozenset[str],
) -> Stake:
    """Of a limb as one bearer owes it. The bearer gains from performance, with those for whose
    deeds it answers; the other parties and the counterpart from failure."""
    names = frozenset(terms.verifiers) | competent_for(paths, agreement)
    limited = verifiers_among(names, agreement)
    verifiers = names - {one.name for one in limited}
    deed = limb.deed if isinstance(limb, DeedClause) else None
    own = frozenset(bearer)
    if isinstance(limb, DeedClause) and limb.answering:
        own |= frozenset(limb.deed.actors)
    others = parties(agreement) - own if parties(agreement) & own else frozenset()
    if deed is not None and deed.to in agreement.actors:
        others = others | {str(deed.to)} - own
    third = third_parties(deed, own, agreement) if deed is not None else frozenset()
    turns_at = _turn_of(limb.level) if isinstance(limb, LevelClause) else UNBOUNDED
    if stipulation.kind == "ban":
        return Stake(others, own, verifiers, limited, third, bearers=own, turns_at=turns_at)
    mutual = _owing_one_another(deed, own, agreement)
    return Stake(own, others, verifiers, limited, third, mutual, own, turns_at)


def _turn_of(level: LevelIs) -> float:
    """Up to which number more of a level, and beyond it less of it, is as the clause says."""
    match level.comparison:
        case "at-least" | "above":
            return UNBOUNDED
        case "at-most" | "below":
            return -UNBOUNDED
        case "exactly":
            return level.value


def stake_in_condition(deed: Deed, agreement: Agreement) -> Stake:
    """Of a deed that sets something off, the other parties gain from its having been done."""
    actors = frozenset(principal(actor) for actor in deed.actors)
    if not parties(agreement) & actors:
        return Stake()
    others = parties(agreement) - actors
    third = third_parties(deed, actors, agreement)
    return Stake(gain_for=others, third=third, bearers=actors)


def stake_in_base(deed: Deed, agreement: Agreement) -> Stake:
    """Of a ratio's base, its actor gains from its having been done."""
    actors = frozenset(principal(actor) for actor in deed.actors)
    third = third_parties(deed, actors, agreement)
    others = parties(agreement) - actors
    return Stake(actors, others, third=third, bearers=actors)


def third_parties(deed: Deed, own: frozenset[str], agreement: Agreement) -> frozenset[str]:
    """The parties beside the one who does a deed and those whom it names; none where it names
    no other party."""
    others = parties(agreement) - own
    counterparts = _named(deed, agreement) & others
    return others - counterparts if counterparts or deed.mutual else frozenset()


def _owing_one_another(
    deed: Deed | None, own: frozenset[str], agreement: Agreement
) -> frozenset[str]:
    """The parties who owe something together, unless they owe it to another by name."""
    jointly = parties(agreement) & own
    if len(jointly) < 2 or (deed is not None and _named(deed, agreement) - own):
        return frozenset()
    return jointly


def _named(deed: Deed, agreement: Agreement) -> frozenset[str]:
    """The parties to whom, or upon whom, a deed is done; in "each other", all who do it."""
    names = set(deed.actors) if deed.mutual else set()
    names |= {principal(name) for name in (deed.to, deed.thing) if name is not None}
    binding = {p for p in parties(agreement) if names & set(agreement.actors[p].binds)}
    return frozenset(names | binding) & parties(agreement)
