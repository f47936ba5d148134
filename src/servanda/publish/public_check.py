"""What the public would be told and is known to be otherwise: withheld evidence must weaken a
verdict, and can make it wrong, where what is missing is what another condition waits for."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from servanda.agreement.dependencies import refers_to
from servanda.agreement.model import Agreement
from servanda.agreement.subjects import all_clauses, subjects
from servanda.language.listing import listed
from servanda.publish.policy import Policy
from servanda.publish.sentence import key_of
from servanda.publish.signs import AnyVerdict
from servanda.verdict.assessment import Assessment

# Where times are told coarsely it may be open whether something was done in time.
WEAKER = frozenset({("done late", "done")})


def known_otherwise(whole: Assessment, told: Assessment) -> Iterator[tuple[str, str, str]]:
    """Name, what is known and what would be told, of each verdict on one question of which the
    public would be told another word than is known, and not merely that it is undetermined."""
    known = {key_of(one): one for one in _every(whole)}
    for verdict in _every(told):
        before = known.get(key_of(verdict))
        if before is None:  # of a part of the agreement that the whole puts otherwise
            continue
        words = before.state, verdict.state
        if verdict.state not in ("undetermined", before.state) and words not in WEAKER:
            yield verdict.name, *words


def areas_of(names: Iterable[str], agreement: Agreement) -> tuple[str, ...]:
    """The areas that the text of these stipulations, phases and funds speaks of, and that of those
    that they refer to, in the order of the agreement."""
    every = {one.name: one for one in subjects(agreement)}
    waiting, met = list(names), set[str]()
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in met or name not in every:
            continue
        met.add(name)
        for clause in all_clauses(every[name]):
            waiting.extend(refers_to(clause))
            found.update(_words_in(clause))
    return tuple(name for name in agreement.areas if name in found)


def _words_in(value: object) -> Iterator[str]:
    """Every string in what a clause holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | frozenset):
        for each in value:
            yield from _words_in(each)
    elif is_dataclass(value):
        for part in fields(value):
            yield from _words_in(getattr(value, part.name))


def ways_out(names: Iterable[str], agreement: Agreement, policy: Policy) -> tuple[str, ...]:
    """What could be changed in a policy, as it is, so that these verdicts may be told."""
    found: list[str] = []
    if policy.places is not None:
        about = areas_of(names, agreement)
        unnamed = [name for name in about if name not in policy.places]
        if unnamed:
            found.append(f"let {listed(unnamed)} be named in `places`, which they are about")
        elif not about:
            found.append("let areas be named in `places` where it came about")
    if policy.shows_coverage:
        found.append("withhold the coverage by which silence counts")
    if policy.delay is not None:
        found.append("shorten the delay")
    if policy.period != "day":
        found.append("make `told-by` finer")
    return (*found, "ask of another day")


def _every(assessment: Assessment) -> tuple[AnyVerdict, ...]:
    return (*assessment.stipulations, *assessment.phases, *assessment.funds)
