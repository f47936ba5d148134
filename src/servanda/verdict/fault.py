"""Fault: where a failure is excused, the earliest failure behind it that nothing excuses.

An excuse names what excused it: another's stipulation that is not performed, or a deed. What that
one is excused by is followed in turn, so that the reasons point to where it began; excuses that
lead back to themselves are a ring, and told as one. No fault is found in what is not established.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from servanda.agreement.dependencies import leaves
from servanda.agreement.model import All, Any, Condition, StipulationIs
from servanda.language.listing import listed
from servanda.values.instant import NEVER, Instant
from servanda.verdict.assess import merged, row_keys, verdict_on
from servanda.verdict.assessment import Reason
from servanda.verdict.cases import Case, Cases
from servanda.verdict.condition_words import words_of
from servanda.verdict.conditions import truth_of
from servanda.verdict.dates import date_of
from servanda.verdict.scene import SolvedScene
from servanda.verdict.terms import RowKey

FAILED = ("overdue", "breached", "short", "exceeded")
SHIELDED = ("excused", "suspended")
End: TypeAlias = Literal["failure", "deed", "ring", "nothing established"]


@dataclass(frozen=True, slots=True)
class Chain:
    """From an excused failure to where its excuses end. `links` are in order, each excused by the
    next; the last is a failure that nothing excuses, a deed, a link met before (a ring), or
    something of which no failure is established."""

    links: tuple[str, ...]
    end: End
    since: Instant  # of a failure; never, of anything else


def fault_nodes(key: RowKey, cases: Cases, case: Case, at: Instant) -> Iterator[Reason]:
    """The chains of excuses of a row, that which ends in the earliest failure first."""
    chains = sorted(chains_of(key, cases, case, at), key=lambda chain: chain.since)
    failures = [chain for chain in chains if chain.end == "failure"]
    for chain in chains:
        is_earliest = bool(failures) and chain == failures[0]
        ref = chain.links[-1].split(" (")[0] if chain.end == "failure" else None
        yield Reason("fault", chain_words(chain, cases, is_earliest=is_earliest), ref)


def chain_words(chain: Chain, cases: Cases, *, is_earliest: bool) -> str:
    way = ", excused by ".join(chain.links)
    match chain.end:
        case "failure":
            what = "the earliest failure that nothing excuses" if is_earliest else (
                "a failure that nothing excuses"
            )  # fmt: skip
            since = date_of(chain.since, cases.docket.agreement.calendar)
            return f"{way}: {what}, since {since}"
        case "deed":
            return f"{way}: a deed, and no stipulation's failure"
        case "ring":
            first = chain.links.index(chain.links[-1])
            ring = listed(list(dict.fromkeys(chain.links[first:])))
            return f"{way}: a ring of excuses ({ring}), none of which is a failure of its own"
        case "nothing established":
            return f"{way}: no failure is established there"


def chains_of(key: RowKey, cases: Cases, case: Case, at: Instant) -> Iterator[Chain]:
    """Every chain of excuses that begins with a row."""
    yield from _followed(key, (key,), cases, case, at)


def _followed(
    key: RowKey, way: tuple[RowKey, ...], cases: Cases, case: Case, at: Instant
) -> Iterator[Chain]:
    told = tuple(_named(one) for one in way)
    for condition in excuses_of(key, cases, case, at):
        if not isinstance(condition, StipulationIs):
            words = words_of(condition, cases.docket.agreement)
            yield Chain((*told, words), "deed", NEVER)
            continue
        name = condition.stipulation
        options = cases.all_options(name)
        for other in row_keys(name, cases, options):
            word = merged(other, cases, options, at).state
            links = (*told, _named(other))
            if other in way:
                yield Chain(links, "ring", NEVER)
            elif word in FAILED:
                yield Chain(links, "failure", _since(other, cases, at))
            elif word in SHIELDED:
                found = list(_followed(other, (*way, other), cases, options[0], at))
                yield from found or [Chain(links, "nothing established", NEVER)]
            else:
                yield Chain(links, "nothing established", NEVER)


def excuses_of(key: RowKey, cases: Cases, case: Case, at: Instant) -> Iterator[Condition]:
    """What excuses a row at an instant: the parts that hold of its exception and of whatever
    suspends it."""
    solved = cases.solved(key[0], case)
    row = next((row for row in solved.subject.rows if row.key == key), None)
    if row is None:
        return
    scene = SolvedScene(cases, case)
    conditions = [one.condition for one in row.terms.suspensions]
    if row.terms.exception is not None:
        conditions.insert(0, row.terms.exception)
    for condition in conditions:
        for part in _parts(condition):
            if truth_of(part, at, cases.docket, scene).sure:
                yield from leaves(part)


def _parts(condition: Condition) -> Iterator[Condition]:
    """What holds by itself: each way of several, and all that must hold together."""
    match condition:
        case Any(parts) | All(parts):
            for part in parts:
                yield from _parts(part)
        case _:
            yield condition


def _named(key: RowKey) -> str:
    name, bearer, limb = key
    return f"{name} ({', '.join((*bearer, *((limb,) if limb else ())))})"


def _since(key: RowKey, cases: Cases, at: Instant) -> Instant:
    """Since when it fails: from when it was due, however late that was established."""
    stipulation = next(one for one in cases.docket.agreement.stipulations if one.name == key[0])
    verdict = verdict_on(stipulation, key, cases, cases.all_options(key[0]), at)
    if verdict.state == "overdue" and verdict.due is not None:
        return verdict.due.end
    return NEVER if verdict.since is None else verdict.since
